"""Levers: every single intervention, ranked by what it does to an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, overload

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.console import printed
from causalnet.errors import QuestionError, unknown
from causalnet.inference.marginals import all_marginals
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.inference.query_encoding import impossible
from causalnet.inference.sweep import Sweep, all_levers
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion
from causalnet.model.draws import Draws
from causalnet.model.effect_size import Scale
from causalnet.model.finding import Given
from causalnet.model.intervention import Intervention, do
from causalnet.model.variable import Better
from causalnet.network.network import Network
from causalnet.questions.effects.lever_sheets import lever_sheet, ranking_sheet
from causalnet.questions.effects.rank_shares import MOST, RankShares, rank_shares
from causalnet.questions.query.candidates import candidates, proposed, wished
from causalnet.questions.query.distribution import Distribution, answer_of
from causalnet.questions.query.measure import Measure, Outcome, measure_of
from causalnet.questions.query.paths import Path, paths_to, steps_to
from causalnet.questions.query.question import ask, provenance
from causalnet.questions.query.spread import Spread
from causalnet.questions.signs.signs import BySigns, by_signs
from causalnet.questions.time.levers_in_time import LeversInTime, levers_in_time
from causalnet.tables import Ranking, Sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Lever", "Levers", "levers"]


@printed
@dataclass(frozen=True, slots=True, eq=False)
class Lever:
    """One variable set to one state.

    Attributes
    ----------
    variable, state : str
        What is set.
    level : float
        Change in the outcome's expected level, in states; of a question about one state, in its probability.
    at_least : tuple of (str, float)
        Change in P(outcome ≥ s) for every state s but the lowest; empty of a question about one state.
    drawn : ndarray or None, shape (draws,)
        The change in every draw, of a network in many draws.
    reach : float
        Expected number of states between where it is set and where it would have been; without a declared
        order, the probability that it would have been in another one.
    steps : int or None
        Influences on the shortest path to the outcome within a period.
    path : {"within a period", "blocked by what is observed", "lagged only", "no path"}
        How it can reach the outcome; but for the first, it changes nothing by structure.
    proposed : tuple of str
        The proposals of the model that set just this, with the claims of the source behind them.
    """

    variable: str
    state: str
    level: float
    at_least: tuple[tuple[str, float], ...]
    drawn: NDArray[np.float64] | None
    reach: float
    steps: int | None
    path: Path
    proposed: tuple[str, ...] = ()

    @property
    def reaches(self) -> bool:
        """Whether it can reach the outcome within the period."""
        return self.path == "within a period"

    @property
    def per_reach(self) -> float:
        """Change in expected level for each state by which the lever moves its own variable."""
        return self.level / self.reach if self.reach > 1e-12 else float("nan")

    @property
    def intervention(self) -> Intervention:
        """The lever as a value for ``under=``."""
        return do({self.variable: self.state})


@dataclass(frozen=True, eq=False, repr=False)
class Levers(Ranking[Lever]):
    """Single interventions on one outcome, the one that raises it most first (or lowers it most).

    What cannot reach the outcome within the period has no rank and stands behind all that can. They come from one sweep over the network; the rest is worked out when it is first looked at.

    Attributes
    ----------
    model : CausalModel or Network
        What was asked.
    network : Network
        The network that answered.
    today : Distribution
        The outcome as it is.
    sweep : Sweep
        The outcome's distribution for every variable and state that may be set.
    among : tuple of str
        The variables that were tried.
    measure : Measure
        What the outcome is measured by.
    better : {"high", "low"}
        Which end of the outcome's scale is wished for; changes keep their own sign.
    """

    model: CausalModel | Network
    network: Network
    today: Distribution
    sweep: Sweep
    among: tuple[str, ...]
    measure: Measure
    better: Better = "high"

    @property
    def sign(self) -> float:
        """One where a rise is wished for, minus one where a fall is."""
        return -1.0 if self.better == "low" else 1.0

    @property
    def scale(self) -> Scale:
        """What a change in the outcome is measured on."""
        return self.measure.scale

    @cached_property
    def ranked(self) -> tuple[Lever, ...]:  # type: ignore[override]
        """Every variable and state that was tried, by change in expected level."""
        return tuple(_ranked(self))

    def best(self) -> tuple[Lever, ...]:
        """For each variable the one setting that does most, ranked."""
        first: dict[str, Lever] = {}
        for lever in self.ranked:
            first.setdefault(lever.variable, lever)
        return tuple(first.values())

    @public
    def ranks_at_least(self, state: str) -> dict[str, int]:
        """The place of each variable that can reach the outcome, ranked by P(outcome ≥ state) instead."""
        known = [s for s, _ in self.ranked[0].at_least] if self.ranked else []
        if state not in known:
            if not known:
                raise QuestionError("The outcome has a single state: there is nothing to rank by.")
            raise unknown("state above the lowest", state, known)
        acting = [lever for lever in self.best() if lever.reaches]
        order = sorted(acting, key=lambda v: -round(self.sign * dict(v.at_least)[state], 12))
        return {lever.variable: i for i, lever in enumerate(order, start=1)}

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every variable and state that was tried, ranked."""
        import pandas as pd

        rows = [
            {
                "variable": lever.variable,
                "state": lever.state,
                "level": lever.level,
                "size": self.scale.size(lever.level),
                **{f"P(≥ {s})": change for s, change in lever.at_least},
                "reach": lever.reach,
                "per_reach": lever.per_reach,
                "steps": lever.steps,
                "path": lever.path,
                "proposed": ", ".join(lever.proposed),
                **self._over_draws(lever),
            }
            for lever in self.ranked
        ]
        return pd.DataFrame(rows)

    def _over_draws(self, lever: Lever) -> dict[str, float]:
        """Median and interval, and for a variable's best setting how often it is first."""
        if lever.drawn is None:
            return {}
        spread = Spread(lever.drawn)
        low, high = spread.interval()
        shares = self.shares()[lever.variable]._asdict() if lever in self.best() else {}
        return {"median": spread.median, "low": low, "high": high, **shares}

    def shares(self) -> dict[str, RankShares]:
        """For each variable's best setting, in what share of the draws it ranks first, and in the top three.

        Empty without draws. A tie is shared among those who tie. What cannot reach the outcome is never first.
        """
        if self.today.drawn is None:
            return {}
        acting = [v for v in self.best() if v.reaches]
        drawn = [None if v.drawn is None else self.sign * v.drawn for v in acting]
        none = {v.variable: RankShares(0.0, 0.0) for v in self.best()}
        return none | rank_shares(drawn, [v.variable for v in acting])

    @public
    def settled(self, share: float = MOST) -> Lever | None:
        """The lever that ranks first in at least `share` of the draws; None where no lever does."""
        for lever in self.best():
            if lever.reaches and self.shares()[lever.variable].first >= share:
                return lever
        return None

    @public
    def signs(self, lever: Lever) -> BySigns | None:
        """What the signs alone say of a lever; None of a network, and of a state that is not the highest."""
        at_least = self.measure.state
        if not isinstance(self.model, CausalModel) or at_least not in (
            None,
            self.measure.states[-1],
        ):
            return None
        question = self.today.question
        conclusion = Conclusion(
            question.outcome[0],
            "rises" if lever.level >= 0 else "falls",
            under=lever.intervention,
            given=question.given,
            at_least=at_least,
        )
        return by_signs(self.model, conclusion)

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as: each variable's best setting."""
        return (lever_sheet(self) if self.today.drawn is None else ranking_sheet(self),)


@overload
def levers(
    model: CausalModel | Network,
    outcome: Outcome,
    *,
    among: str | Sequence[str] | None = None,
    given: Given | None = None,
    better: Better | None = None,
    draws: int | Draws | None = None,
    memory_limit: int = MEMORY_LIMIT,
    horizon: None = None,
) -> Levers: ...


@overload
def levers(
    model: CausalModel,
    outcome: str,
    *,
    among: str | Sequence[str] | None = None,
    given: Given | None = None,
    better: Better | None = None,
    draws: int | Draws | None = None,
    memory_limit: int = MEMORY_LIMIT,
    horizon: int,
) -> LeversInTime: ...


@public
def levers(
    model: CausalModel | Network,
    outcome: Outcome,
    *,
    among: str | Sequence[str] | None = None,
    given: Given | None = None,
    better: Better | None = None,
    draws: int | Draws | None = None,
    memory_limit: int = MEMORY_LIMIT,
    horizon: int | None = None,
) -> Levers | LeversInTime:
    """Every single hard intervention, ranked by what it does to an outcome.

    Parameters
    ----------
    model : CausalModel or Network
    outcome : str or (str, str)
        What is to be raised, or lowered: a variable, by its expected level, or a variable and a state, by
        its probability. A network whose states are not declared ordered needs the state.
    among : sequence of str or "all", optional
        The variables to try; default: those with the role *lever* (of a network, all); ``"all"`` for all.
    given : mapping, optional
        What is observed, after the intervention. Settings that contradict it are left out.
    better : {"high", "low"}, optional
        Which end of the outcome's scale is wished for; default: as its variable says, else ``"high"``.
    draws : int or Draws, optional
        The number of draws from the model's judgements to rank in; default: its central network.
    memory_limit : int
        Bytes that the sweep may take. Default: 2 GiB.
    horizon : int, optional
        The period by which to rank. Each lever is then held from period 0 on, and lagged influences act.

    Returns
    -------
    Levers, or LeversInTime with a horizon

    References
    ----------
    A. Darwiche (2003), "A differential approach to inference in Bayesian networks", *JACM* 50(3).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> best = cn.levers(lawn, ("wet", "yes"))[0]
    >>> best.intervention, round(best.level, 3), round(best.reach, 3)
    (do(rain="yes"), 0.56, 0.8)
    """
    if horizon is not None:
        if not isinstance(outcome, str):
            what = "With a horizon, levers are ranked by expected level. Expected a variable's name"
            raise QuestionError(f"{what}, got {outcome!r}.")
        return levers_in_time(model, outcome, horizon, among, given, better, draws)
    network = network_of(model, draws, memory_limit=memory_limit)
    measure = measure_of(model, network, outcome, verb="levers")
    question = ask(network, measure.outcome, None, given)
    tried = candidates(model, network.states, measure.outcome, among)
    sweep = all_levers(network, question.outcome, question.given, memory_limit=memory_limit)
    if question.given and np.isnan(sweep.today).any():
        raise impossible(question.given)
    today = answer_of(question, (measure.states,), sweep.today, provenance(model, "exact", draws))
    end = wished(model, measure, better)
    return Levers(model, network, today, sweep, tuple(tried), measure, end)


def _ranked(found: Levers) -> list[Lever]:
    """The levers as values, in order; settings that contradict what is observed are left out."""
    network = found.network
    outcome, given = found.today.question.outcome[0], found.today.question.given
    own = all_marginals(network, given)
    path_of = paths_to(found.model, [network.parents], (outcome,), given)
    steps = steps_to(network, outcome)
    levers = []
    for name in found.among:
        path = path_of([name])
        p = _mean(own[name], 1)
        for i, (state, row) in enumerate(zip(network.states[name], found.sweep[name], strict=True)):
            if np.isnan(row).any():
                continue
            away = abs(np.arange(len(p)) - i)
            if name not in network.ordered:
                away = np.minimum(away, 1)
            levers.append(
                Lever(
                    name,
                    state,
                    *_changes(row - found.sweep.today, found.measure),
                    float(p @ away),
                    steps.get(name),
                    path,
                    proposed(found.model, name, state),
                )
            )
    # Rounding keeps ties in the model's own order, whatever the last digit says.
    return sorted(levers, key=lambda x: (not x.reaches, -round(found.sign * x.level, 12)))


def _changes(
    change: NDArray[np.float64], measure: Measure
) -> tuple[float, tuple[tuple[str, float], ...], NDArray[np.float64] | None]:
    """The change in what is measured, in P(at least) of ordered states, and the first in every draw."""
    mean = _mean(change, 1)
    drawn = np.asarray(measure.weights @ change) if change.ndim > 1 else None
    above = np.cumsum(mean[::-1])[::-1]
    states = measure.states if measure.state is None else ()
    at_least = tuple((s, float(x)) for s, x in zip(states[1:], above[1:], strict=False))
    return float(measure.weights @ mean), at_least, drawn


def _mean(p: NDArray[np.float64], axes: int) -> NDArray[np.float64]:
    """Over the draws, if there is an axis of them."""
    return np.asarray(p.mean(axis=-1)) if p.ndim > axes else p
