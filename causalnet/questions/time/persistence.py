"""Lock-in: what is left of a gain once the intervention that brought it has ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.unroll import Anchor
from causalnet.errors import QuestionError, unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion
from causalnet.model.draws import Draws, as_draws
from causalnet.model.effect_size import Scale
from causalnet.model.intervention import Intervention, Timed, scheduled
from causalnet.questions.query.arrival import first_period
from causalnet.questions.query.paths import Path
from causalnet.questions.query.question import Provenance, provenance
from causalnet.questions.signs.stochastic_dominance import Arms
from causalnet.questions.signs.structural_balance import path_of
from causalnet.questions.time.course import after_end, peak, settled, standard_error
from causalnet.questions.time.courses import courses
from causalnet.questions.time.inquiry import Inquiry, Method
from causalnet.questions.time.long_run import LongRun, long_run
from causalnet.questions.time.persistence_sheet import (
    persistence_frame,
    persistence_sentence,
    persistence_sheet,
)
from causalnet.tables import Answer, Sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Persistence", "persistence"]

Array = NDArray[np.float64]

# A change that falls short of what is negligible by rounding alone is not called so.
TINY = 1e-9
# A gain that has come as near to its peak as this no longer grows, but for the noise of what is sampled.
REACHED = 0.995


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Persistence(Answer):
    """What is left of a gain after the intervention has ended, for each time that it was held.

    The cycle counts as *broken* where, `after` periods after the end, at least a share `keep` is left of the gain
    that holding on until then would have given; and as *interrupted* where less is. (The share of the gain at
    its own end would not do: the longer an intervention has been held, the more there is to lose.) No share is
    computed of a change that is negligible on the outcome's scale: it would be a quotient of noise.

    What acts through lagged influences alone is felt `delay` periods later. Everything is then read as much
    later too: the end is the last period in which the outcome still feels the holding.

    Attributes
    ----------
    outcome : str
    under, versus : Intervention
    sustained : tuple of int
        For how many periods it is held, from period 0 on.
    gains : ndarray, shape (sustained, after + 1, draws, repetitions)
        Change in expected level in the last period in which the intervention is felt, and so many periods after it.
    holding : ndarray, of the same shape
        The change in the same periods where the intervention does not end.
    keep : float
    long_run : LongRun
        Where the world goes in the long run, with the intervention and without, in the central network.
    provenance : Provenance
    draws : Draws or None
    anchor : {"hold", "once", "free"}
    scale : Scale
        What the change in expected level is measured on.
    path : {"within a period", "blocked by what is observed", "lagged only", "no path"}
        How the intervention can reach the outcome.
    delay : int
        The period in which what is held from period 0 on first reaches the outcome.
    peak : ndarray, shape (sustained,)
        The greatest change in expected level, from period 0 to the last that is looked at.
    peak_period : tuple of int
        In which period each is reached.
    """

    outcome: str
    under: Intervention
    versus: Intervention
    sustained: tuple[int, ...]
    gains: Array
    holding: Array
    keep: float
    long_run: LongRun
    provenance: Provenance
    draws: Draws | None = None
    anchor: Anchor = "hold"
    scale: Scale = Scale(1)
    path: Path = "within a period"
    delay: int = 0
    peak: Array = field(default_factory=lambda: np.zeros(0))
    peak_period: tuple[int, ...] = ()

    @property
    def after(self) -> int:
        """How many periods after its end are looked at."""
        return int(self.gains.shape[1]) - 1

    @property
    def gain(self) -> Array:
        """Change in expected level in the last period in which the intervention is felt, shape (sustained,)."""
        return np.asarray(self.gains[:, 0].mean(axis=(1, 2)))

    @property
    def left(self) -> Array:
        """Gain as a share of its peak, shape (sustained, after + 1); nan of a peak that is negligible.

        A quotient of means, over draws. Where `growing` it is not what is left, but what has been reached.
        """
        return self._share(self.gains.mean(axis=(2, 3)), self.peak[:, None])

    @property
    def growing(self) -> NDArray[np.bool_]:
        """Where the gain is still on its way to its peak, shape (sustained, after + 1)."""
        period = np.add.outer(np.array(self.sustained) - 1 + self.delay, np.arange(self.after + 1))
        with np.errstate(invalid="ignore"):
            return np.asarray(
                (period < np.array(self.peak_period)[:, None]) & (self.left < REACHED)
            )

    @property
    def unfinished(self) -> NDArray[np.bool_]:
        """Whether the gain has grown after the end, and has not begun to fall, shape (sustained,).

        What will be left of it is not known then. A peak that has lasted longer than what was held counts as kept.
        """
        with np.errstate(invalid="ignore"):
            there = self.left >= REACHED
        since = there.argmax(axis=1)
        return np.asarray((since > 0) & there[:, -1] & (self.after - since < self.sustained))

    @property
    def kept(self) -> Array:
        """Share that is left of what holding on would have given, shape (sustained, after + 1).

        nan where that is negligible.
        """
        return self._share(self.gains.mean(axis=(2, 3)), self.holding.mean(axis=(2, 3)))

    @property
    def drawn(self) -> Array | None:
        """`kept` in every draw, shape (sustained, after + 1, draws); None without draws."""
        if self.draws is None:
            return None
        each = [np.array([settled(own) for own in x]) for x in (self.gains, self.holding)]
        return self._share(*each)

    def _share(self, gains: Array, whole: Array) -> Array:
        """Gains as shares of others; nan where those are too small to speak of."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.where(self._counts(whole), gains / whole, np.nan))

    def _counts(self, gains: Array) -> NDArray[np.bool_]:
        """Which changes are more than negligible."""
        return np.asarray(abs(gains) >= self.scale.negligible - TINY)

    @property
    def error(self) -> Array:
        """Standard error of the gains, shape (sustained, after + 1)."""
        return np.array([standard_error(own) for own in self.gains])

    @property
    def broken(self) -> Array:
        """Share of the draws in which the cycle is broken, shape (sustained,); without draws 0 or 1.

        Of those draws in which holding on gives more than a negligible change; nan where there is none, and where
        the gain is `unfinished`.
        """
        drawn = self.drawn
        last = self.kept[:, -1:] if drawn is None else drawn[:, -1]
        known = (~np.isnan(last)).sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (last >= self.keep).sum(axis=1) / known
        return np.asarray(np.where((known > 0) & ~self.unfinished, share, np.nan))

    @property
    def needed(self) -> int | None:
        """The fewest periods tried after which the cycle is broken; None where none suffices.

        Over draws: in at least half of them.
        """
        for periods, share in zip(self.sustained, self.broken, strict=True):
            if share >= 0.5:
                return periods
        return None

    @property
    def rate(self) -> float:
        """Share of the gain that one more period leaves, late after the longest intervention.

        nan where what is left by then is negligible.
        """
        late = self.gains[-1].mean(axis=(1, 2))
        start = self.after // 2
        if not late[start] or not self._counts(late[start]) or late[-1] / late[start] <= 0:
            return float("nan")
        return float((late[-1] / late[start]) ** (1 / (self.after - start)))

    @public
    def interval(self, periods: int, share: float = 0.9) -> tuple[float, float]:
        """The middle `share` of the draws of what is kept at the end, where it was held so long."""
        if periods not in self.sustained:
            raise unknown("time", periods, map(str, self.sustained))
        if self.drawn is None:
            raise QuestionError("There are no draws: ask with draws=.")
        last = self.drawn[self.sustained.index(periods), -1]
        if np.isnan(last).all():
            return float("nan"), float("nan")
        low, high = np.nanquantile(last, [(1 - share) / 2, (1 + share) / 2])
        return float(low), float(high)

    def to_frame(self) -> pd.DataFrame:
        """A long frame: sustained, after, period, gain, error, left, kept, low, high (its middle 90% of the draws)."""
        return persistence_frame(self)

    def ends(self) -> tuple[Array, Array]:
        """The middle 90% of the draws of what is kept; nan without draws."""
        drawn = self.drawn
        if drawn is None:
            unknown_ends = np.full(self.kept.shape, np.nan)
            return unknown_ends, unknown_ends
        nothing = np.asarray(np.isnan(drawn).all(axis=-1))
        ends = np.nanquantile(np.where(nothing[..., None], 0.0, drawn), [0.05, 0.95], axis=-1)
        low, high = np.where(nothing, np.nan, ends)
        return low, high

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        return (persistence_sheet(self),)

    @property
    def sentence(self) -> str:
        """What is gained, and how much of it is left, in one sentence."""
        return persistence_sentence(self)


@public
def persistence(
    model: CausalModel,
    outcome: str,
    *,
    under: Intervention,
    versus: Intervention | None = None,
    sustained: Sequence[int] = (1, 2, 4, 8),
    after: int = 8,
    keep: float = 0.5,
    draws: int | Draws | None = None,
    anchor: Anchor = "hold",
    method: Method = "auto",
    particles: int | None = None,
    seed: int = 0,
) -> Persistence:
    """How long an intervention must be held before its gain survives its end.

    The intervention is held from period 0 for each of several times and then ends: from then on the world goes
    its own way again, from where it has been brought. The cycle counts as *broken* where enough of what holding
    on would have given is still there some periods later, as *interrupted* where it is not.

    Parameters
    ----------
    model : CausalModel
    outcome : str
    under, versus : Intervention
        What is held for a while, and what is done instead of it and after it.
    sustained : sequence of int
        For how many periods it is held: each is tried.
    after : int
        How many periods after its end are looked at. What is lagged only is felt later, and as much later does
        the outcome feel its end: they are counted from then on.
    keep : float
        The share of what holding on until then would have given that must be left for the cycle to count as broken.
    draws, anchor, method, particles, seed
        As for `trajectory`.

    Returns
    -------
    Persistence

    Notes
    -----
    Where every state can be reached from every other, as with every strength in log-odds, the law that is frozen
    after the last period has one stationary distribution and every gain fades in the end: what is asked is
    how fast. The rate at which the slowest memory fades is the modulus of the second eigenvalue of that law.

    References
    ----------
    J. R. Norris (1997), *Markov Chains*, theorems 1.7.7 and 1.8.3 (invariant distribution, convergence); D. A. Levin
    and Y. Peres (2017), *Markov Chains and Mixing Times*, 2nd ed., chapter 12 (eigenvalues and the rate).

    Examples
    --------
    >>> import causalnet as cn
    >>> habit = cn.CausalModel(
    ...     "habit",
    ...     [cn.Variable("smoking", ["no", "yes"], cn.Baseline([0.8, 0.2]))],
    ...     [cn.Influence("smoking", "smoking", "+", strength=6, lag=1)],
    ... )
    >>> found = persistence(habit, "smoking", under=cn.do(smoking="no"), sustained=[1, 3], after=4)
    >>> found.kept[:, -1].round(2), found.needed, round(found.rate, 2)
    (array([0.61, 0.61]), 1, 0.88)
    """
    instead = versus or Intervention()
    if not under:
        raise QuestionError("under= takes what is held for a while, such as cn.do(x='low').")
    held = _periods(sustained)
    if not keep:
        raise QuestionError("keep= takes a share above 0, not 0.")
    how = None if draws is None else as_draws(draws)
    forever = (scheduled(instead), scheduled(under))
    delay = _delay(model, outcome, forever)
    asked = Inquiry(
        outcomes=(outcome,),
        steps=held[-1] - 1 + delay + after,
        draws=how,
        anchor=anchor,
        method=method,
        particles=particles,
        seed=seed,
    )
    arms = [*forever, *(under.until(d - 1) | instead.since(d) for d in held)]
    found = courses(model, arms, asked)
    levels = found.survival[:, 0].sum(axis=2)
    gains, holding = after_end(levels, held, delay, after)
    peaks = [peak(levels[2 + i] - levels[0], d + delay + after) for i, d in enumerate(held)]
    far = long_run(model, outcome, forever, asked)
    source = provenance(model, found.method, how)
    asks = Conclusion(outcome, "rises", under=under, versus=instead)
    return Persistence(
        outcome,
        under,
        instead,
        held,
        gains,
        holding,
        float(keep),
        far,
        source,
        how,
        anchor,
        model.variables[outcome].scale(),
        path_of(Arms(model, under, instead), asks),
        delay,
        np.array([change for _, change in peaks]),
        tuple([period for period, _ in peaks]),
    )


def _delay(model: CausalModel, outcome: str, arms: tuple[Timed, Timed]) -> int:
    """After how many periods what is done is felt; none where there is no path or no such outcome."""
    if outcome not in model.variables:
        return 0
    known = [v for arm in arms for v in arm.touched if v not in model.variables]
    return 0 if known else first_period(model, outcome, arms) or 0


def _periods(sustained: Sequence[int]) -> tuple[int, ...]:
    if not sustained:
        raise QuestionError("sustained= takes numbers of periods, such as [1, 2, 4], not none.")
    return tuple(sorted(set(sustained)))
