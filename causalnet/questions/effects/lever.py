"""A lever: one variable set to one state, and what that does to an outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.inference.marginals import all_marginals
from causalnet.inference.sweep import Sweep
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import Scale
from causalnet.model.finding import Finding
from causalnet.model.intervention import Intervention, do
from causalnet.model.variable import Better
from causalnet.network.network import Network
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.candidates import proposed
from causalnet.questions.query.measure import Measure
from causalnet.questions.query.paths import PathKind, is_still, paths_to, steps_to
from causalnet.questions.query.question import Question

__all__ = ["Lever", "levers_of", "reaches", "reaching", "verb_of"]


@printed
@dataclass(frozen=True, slots=True, eq=False)
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
    reach : float
        Expected number of states between where it is set and where it would have been in the present period;
        without a declared order, the probability that it would have been in another one.
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
    reach: float
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
        return scale.size(self.level) + ("" if self.reaches else f", {self.path}")

    @property
    def per_reach(self) -> float:
        """Change in expected level for each state by which the lever moves its own variable."""
        return self.level / self.reach if self.reach > 1e-12 else float("nan")

    @property
    def intervention(self) -> Intervention:
        """The lever as a value for ``under=``."""
        return do({self.variable: self.state})


def verb_of(better: Better) -> str:
    """The verb for the wished change of an outcome."""
    return "lower" if better == "low" else "raise"


def levers_of(
    model: CausalModel | Network,
    network: Network,
    sweep: Sweep,
    among: Iterable[str],
    measure: Measure,
    question: Question,
) -> list[Lever]:
    """The levers as values; settings that contradict what is observed are left out."""
    outcome, given = question.outcome[0], question.given
    reach_of = reaches(network, given)
    path_of = paths_to(model, [network.parents], (outcome,), given)
    steps = steps_to(network, outcome)
    levers = []
    for name in among:
        path = path_of([name])
        for state, row in zip(network.states[name], sweep[name], strict=True):
            if np.isnan(row).any():
                continue
            estimate, at_least = _changes(row - sweep.today, measure)
            levers.append(
                Lever(
                    name,
                    state,
                    estimate,
                    at_least,
                    reach_of(name, state),
                    steps.get(name),
                    path,
                    proposed(model, name, state),
                )
            )
    return levers


def reaches(network: Network, given: Mapping[str, Finding]) -> Callable[[str, str], float]:
    """A function that tells how far setting a variable to a state moves it on average."""
    own = all_marginals(network, given)

    def reach(name: str, state: str) -> float:
        p = _mean(own[name], 1)
        away = abs(np.arange(len(p)) - network.states[name].index(state))
        return float(p @ (away if name in network.ordered else np.minimum(away, 1)))

    return reach


def _changes(
    change: NDArray[np.float64], measure: Measure
) -> tuple[Estimate, tuple[tuple[str, float], ...]]:
    """The change in what is measured, and in P(at least) of ordered states."""
    above = np.cumsum(_mean(change, 1)[::-1])[::-1]
    states = measure.states if measure.state is None else ()
    at_least = tuple((s, float(x)) for s, x in zip(states[1:], above[1:], strict=False))
    return Estimate(measure.weights @ change, drawn=change.ndim > 1), at_least


def _mean(p: NDArray[np.float64], axes: int) -> NDArray[np.float64]:
    """Over the draws, if there is an axis of them."""
    return np.asarray(p.mean(axis=-1)) if p.ndim > axes else p


def reaching(text: Callable[[Lever], str], otherwise: str = "") -> Callable[[Lever], str]:
    """The text of a lever that reaches the outcome."""
    return lambda v: text(v) if v.reaches else otherwise
