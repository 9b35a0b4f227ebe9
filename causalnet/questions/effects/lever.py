"""A lever: one variable set to one state, and what that does to an outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from causalnet.console import printed
from causalnet.language.translate import tr
from causalnet.model.effect_size import Scale
from causalnet.model.grammar.intervention import Intervention, do
from causalnet.model.variable import Better
from causalnet.questions.effects.reach import Reach
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.paths import PathKind, is_still

__all__ = ["Lever", "reaching", "verb_of"]

# The attributes that it shows, in order; its reach is computed when it is read.
SHOWN = ("variable", "state", "estimate", "at_least", "reach", "steps", "path", "proposed")


@printed
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lever:
    """One variable set to one state.

    Attributes
    ----------
    variable, state : str
        The intervention.
    estimate : Estimate
        The change in the outcome's expected level, in states; for a question about one state, in its probability.
    at_least : tuple of (str, float)
        Change in P(outcome ≥ s) for every state s but the lowest; empty of a question about one state.
    reach_of : Reach
        The reach of every setting.
    steps : int or None
        Influences on the shortest path to the outcome, within a period or by the later one that is asked about.
    path : {"within a period", "by observing alone", "blocked by what is observed", "lagged only", "no path"}
        The way by which it can reach the outcome; but for the first two, it changes nothing by structure.
    proposed : tuple of str
        The proposals of the model that set just this, with the claims of the source behind them.
    """

    variable: str
    state: str
    estimate: Estimate
    at_least: tuple[tuple[str, float], ...]
    reach_of: Reach
    steps: int | None
    path: PathKind
    proposed: tuple[str, ...] = ()

    @property
    def level(self) -> float:
        """The change in what is measured; over draws, their mean."""
        return self.estimate.value

    @property
    def reaches(self) -> bool:
        """Whether influences lead from it to the outcome by the period asked about, and nothing observed blocks them."""
        return self.path == "within a period"

    @property
    def is_chance(self) -> bool:
        """Whether the change, drawn or simulated, is within two standard errors of zero."""
        return self.reaches and self.estimate.is_chance

    @property
    def moves(self) -> bool:
        """Whether its change is more than zero by structure: it `reaches` the outcome, or observing ties the two."""
        return not is_still(self.path)

    def sized(self, scale: Scale) -> str:
        """The size of its change, and a note if observing alone brings it; empty for an impossible setting."""
        if not self.moves:
            return ""
        size = tr(scale.size(self.level))
        return size if self.reaches else tr("{first}, {second}", first=size, second=tr(self.path))

    @property
    def reach(self) -> float:
        """Expected number of states between where it is set and where it would have been in the present period.

        Without a declared order, the probability that it would have been in another one. NaN where that would exceed the
        memory limit.
        """
        return self.reach_of(self.variable, self.state)

    @property
    def per_reach(self) -> float:
        """Change in expected level for each state by which the lever moves its own variable."""
        return self.level / self.reach if self.reach > 1e-12 else float("nan")

    @property
    def intervention(self) -> Intervention:
        """The lever as a value for ``under=``."""
        return do({self.variable: self.state})

    def __repr__(self) -> str:
        return f"Lever({', '.join(f'{name}={getattr(self, name)!r}' for name in SHOWN)})"


def verb_of(better: Better) -> str:
    """The verb for the wished change of an outcome."""
    return "lower" if better == "low" else "raise"


def reaching(text: Callable[[Lever], str], otherwise: str = "") -> Callable[[Lever], str]:
    """The text of a lever that reaches the outcome."""
    return lambda v: text(v) if v.reaches else otherwise
