"""Questions about courses over time, and their answers in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.unroll import Anchor
from causalnet.frozen_map import Register
from causalnet.inference.sampling.likelihood_weighting import Method
from causalnet.inference.sampling.ratio_estimate import least_error
from causalnet.language.translate import LazyText, template
from causalnet.model.grammar.finding import Finding
from causalnet.model.judgements.draws import Draws

__all__ = ["ANCHORED", "Courses", "Inquiry"]

Array = NDArray[np.float64]
# The assumption of an answer about a world that is left alone.
ANCHORED: Mapping[Anchor, str] = {
    "hold": template("{how}; without intervention every variable is held where it stands today."),
    "once": template(
        "{how}; later mechanisms are anchored once, in the first period in which they act."
    ),
    "free": template("{how}; later mechanisms are not anchored: the world drifts."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A question about later periods, without its arms.

    Attributes
    ----------
    outcomes : tuple of str
    last : int
        The last period.
    given : mapping from period to findings
    filtered : bool
        Whether each period is answered from what was found up to then, rather than from everything.
    draws : Draws or None
    anchor : {"hold", "once", "free"}
    frozen : int or None
        After this period no anchor is solved again.
    method : {"auto", "exact", "sample"}
    particles : int or None
        In each draw.
    seed : int
    """

    outcomes: tuple[str, ...]
    last: int
    given: Register[int, Register[str, Finding]] = field(default_factory=Register)
    filtered: bool = False
    draws: Draws | None = None
    anchor: Anchor = "hold"
    frozen: int | None = None
    method: Method = "auto"
    particles: int | None = None
    seed: int = 0

    def drawn(self, points: int) -> bool:
        """Whether an answer at a number of points is in draws; if all numbers are fixed, it has one point."""
        return self.draws is not None and points == self.draws.n

    @property
    def numbers(self) -> str:
        """The numbers that answer it, as the end of a clause."""
        how = self.draws
        return " at the central numbers" if how is None else f" on average over {how.told}"


@dataclass(frozen=True, slots=True, eq=False)
class Courses:
    """P(Y ≥ j) in every period.

    Attributes
    ----------
    survival : ndarray, shape (arms, outcomes, periods, most states − 1, draws, repetitions)
    method : LazyText
        The method, in words.
    worth : ndarray, shape (arms, outcomes, periods), or None
        The number of samples behind it; None if it is exact, infinite if it does not depend on any.
    untouched : ndarray of bool, of the same shape, or None
        True where an arm equals the course of doing nothing, in the same random numbers.
    effective : float or None
        The least effective sample size, where there is evidence and it was sampled.
    origins : int or None
        The number of particles of period 0 with descendants at the end, in the poorest draw.
    residual : float
        The largest distance of a held baseline from what is held.
    """

    survival: Array
    method: LazyText
    worth: Array | None = None
    untouched: NDArray[np.bool_] | None = None
    effective: float | None = None
    origins: int | None = None
    residual: float = 0.0

    @property
    def exact(self) -> bool:
        """Whether nothing was sampled."""
        return self.worth is None

    def of(self, arms: Sequence[int]) -> Courses:
        """Only some of the arms."""
        own = [*arms]
        worth = None if self.worth is None else self.worth[own]
        untouched = None if self.untouched is None else self.untouched[own]
        return replace(self, survival=self.survival[own], worth=worth, untouched=untouched)

    def unseen(self, outcome: int = 0) -> Array:
        """The error of a level by what no sample was in, shape (arms, periods); zero of what is exact."""
        shape = self.survival.shape
        if self.worth is None:
            return np.zeros((shape[0], shape[2]))
        return np.asarray(least_error(self.worth[:, outcome]) * shape[3])

    def unseen_change(self, first: int, second: int, outcome: int = 0) -> Array:
        """The same of the change from one arm to another, shape (periods,)."""
        unseen = self.unseen(outcome)
        if self.untouched is None:
            return np.asarray(unseen[0])
        alike = self.untouched[first, outcome] & self.untouched[second, outcome]
        worst = np.maximum(unseen[first], unseen[second])
        return np.where(alike | (first == second), 0.0, worst)
