"""The grounds of a verdict: the stated ranges, the draws, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import Literal

from causalnet.console import printed
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.judgements.draws import Draws
from causalnet.questions.bounds.local_search import Extreme
from causalnet.questions.estimate import Estimate, Shares
from causalnet.questions.robustness.critical_sets import LeastSets
from causalnet.questions.robustness.model_variants import World
from causalnet.questions.robustness.tipping_values import Tipping
from causalnet.questions.skipped import Skipped
from causalnet.questions.witnesses.witnesses_answer import Witnesses

__all__ = ["ByDraws", "OverRanges", "Reading", "RestsOn"]

Reading = Literal["central", "signs", "share"]


@printed
@dataclass(frozen=True, slots=True)
class OverRanges:
    """The contrast over the whole of the stated ranges.

    Attributes
    ----------
    least, greatest : Extreme
        The ends attained with baselines held, and the numbers that attain it.
    free : tuple of float, or None
        The values attained if baselines move as well, each within the middle 90% of its Dirichlet; None where that
        was not looked for.
    outer : tuple of float
        The proved bounds, baselines held: no strengths within their ranges bring less, or more. Infinite at an
        end where nothing was.
    reason : str
        Why the search was not proved; empty where it was.
    """

    least: Extreme
    greatest: Extreme
    free: tuple[float, float] | None
    outer: tuple[float, float] = (float("-inf"), float("inf"))
    reason: str = ""

    @property
    def exact(self) -> bool:
        """Whether no strength moves it, so that it is one number, for certain."""
        return self.outer[0] == self.outer[1]

    @property
    def inner(self) -> tuple[float, float]:
        """The least and the greatest value attained with baselines held."""
        return self.least.value, self.greatest.value


@printed
@dataclass(frozen=True, slots=True)
class ByDraws:
    """The contrast over draws from the judgements.

    Attributes
    ----------
    how : Draws
    held, moved : Estimate
        With baselines where they are, and drawn too.
    share, share_moved : float
        Of the draws in which the baselines can be met, those in which the conclusion stands.
    tolerance : float
        The change that counts as one.
    """

    how: Draws
    held: Estimate
    moved: Estimate
    share: float
    share_moved: float
    tolerance: float

    @property
    def shares(self) -> Shares:
        """The shares of draws that rise, hold and fall, with baselines held."""
        return self.held.shares(self.tolerance)

    @property
    def unmet(self) -> int:
        """The number of draws in which a baseline cannot be met, with baselines held; they have no contrast."""
        return self.held.unmet

    @property
    def unmet_moved(self) -> int:
        """The same with baselines drawn too."""
        return self.moved.unmet


@printed
@dataclass(frozen=True, slots=True)
class RestsOn:
    """The influences, claims, rivals and numbers that a conclusion rests on.

    Attributes
    ----------
    reading : {"central", "signs", "share"}
        The sense in which a conclusion stands: at the central numbers, by signs, or in most draws.
    influences, claims : LeastSets
        Least sets whose rejection undoes it.
    rivals : tuple of World
        Each admitted by itself.
    tipping : tuple of Tipping, or Skipped
        Every number, and where it alone would undo the conclusion (or bring it about, where it does not
        stand).
    alternates : tuple of World
        Under other mechanisms.
    bare : World
        The contrast from the baselines alone.
    undeclared : World or None
        With the other convention for undeclared variables; None where there are none.
    single : tuple of World
        Without each influence or modifier alone, the one that leaves least first.
    kinds : tuple of World
        Of a conclusion about a later period: without every influence of a kind, that is, without lags, without
        inertia, and without what is not stated.
    tabled : tuple of str
        The influences of a table or a rule. They have no strengths and are rejected by cutting them.
    witnesses : Witnesses or None
        The sources that carry it.
    """

    reading: Reading
    influences: LeastSets
    claims: LeastSets
    rivals: tuple[World, ...]
    tipping: tuple[Tipping, ...] | Skipped
    alternates: tuple[World, ...]
    bare: World
    undeclared: World | None
    single: tuple[World, ...] = ()
    kinds: tuple[World, ...] = ()
    tabled: tuple[str, ...] = ()
    witnesses: Witnesses | None = None

    @property
    def contesting(self) -> tuple[World, ...]:
        """The rivals that contest what is done; the others do not bear on it, or only name other causes."""
        return tuple(r for r in self.rivals if r.contests)

    @property
    def undoing(self) -> tuple[World, ...]:
        """The rivals that undo it one at a time, at their central strengths; none if it does not stand."""
        if not self.influences.stood:
            return ()
        return tuple(r for r in self.rivals if r.reaches and r.undoes)

    @property
    def undoing_instead(self) -> tuple[World, ...]:
        """The common causes that undo it in place of the influences that they would explain away."""
        if not self.influences.stood:
            return ()
        return tuple(r for r in self.rivals if r.reaches and r.instead and r.instead.undoes)

    def at_strongest(self, conclusion: Conclusion) -> tuple[World, ...]:
        """The rivals that do not undo it at their central strengths, but would as strong as their ranges allow."""
        if not self.influences.stood:
            return ()
        kept = [r for r in self.rivals if r.reaches and r.holds and r.strongest is not None]
        ends = {r.name: r.strongest or 0.0 for r in kept}
        return tuple(
            r for r in kept if not isnan(ends[r.name]) and not conclusion.holds(ends[r.name])
        )
