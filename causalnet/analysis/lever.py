"""Levers: every single intervention, ranked by what it does to an outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from causalnet.causal.distribution import Distribution
from causalnet.causal.effects import effect
from causalnet.causal.paths import Path, steps_to
from causalnet.causal.querying import query
from causalnet.errors import QuestionError, unknown
from causalnet.mechanisms.compiling import network_of
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Given
from causalnet.model.intervention import Hard, Intervention, do
from causalnet.network.network import Network
from causalnet.sheet import Answer, Sheet, signed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Lever", "Levers", "levers"]

MARK = {"within a period": "", "lagged only": "lagged only", "none": "no path"}


@dataclass(frozen=True, slots=True)
class Lever:
    """One variable set to one state.

    Attributes
    ----------
    variable, state : str
        What is set.
    level : float
        Change in the outcome's expected level, in states.
    at_least : tuple of (str, float)
        Change in P(outcome ≥ s) for every state s but the lowest.
    reach : float
        How far the lever moves its own variable: the expected number of states between where it is set
        and where it would have been.
    steps : int or None
        Influences on the shortest path to the outcome within a period.
    path : {"within a period", "lagged only", "none"}
        Whether it can reach the outcome within a period at all.
    proposed : tuple of str
        The proposals of the model that set just this, with the claims of the source behind them.
    """

    variable: str
    state: str
    level: float
    at_least: tuple[tuple[str, float], ...]
    reach: float
    steps: int | None
    path: Path
    proposed: tuple[str, ...] = ()

    @property
    def per_reach(self) -> float:
        """Change in expected level for each state by which the lever moves its own variable."""
        return self.level / self.reach if self.reach > 1e-12 else float("nan")

    @property
    def intervention(self) -> Intervention:
        """The lever as a value for ``under=``."""
        return do({self.variable: self.state})


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Levers(Answer, Sequence[Lever]):
    """Single interventions on one outcome, the one that raises it most first.

    Attributes
    ----------
    today : Distribution
        The outcome as it is.
    ranked : tuple of Lever
        Every variable and state that was tried, by change in expected level.
    """

    today: Distribution
    ranked: tuple[Lever, ...]

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self.ranked[index]

    def __len__(self) -> int:
        return len(self.ranked)

    def __iter__(self) -> Iterator[Lever]:
        return iter(self.ranked)

    def best(self) -> tuple[Lever, ...]:
        """For each variable the one setting that raises the outcome most, ranked."""
        first: dict[str, Lever] = {}
        for lever in self.ranked:
            first.setdefault(lever.variable, lever)
        return tuple(first.values())

    def ranks_at_least(self, state: str) -> dict[str, int]:
        """The place of each variable's best setting, ranked by P(outcome ≥ state) instead."""
        known = [s for s, _ in self.ranked[0].at_least] if self.ranked else []
        if state not in known:
            raise unknown("state above the lowest", state, known)
        order = sorted(self.best(), key=lambda lever: -round(dict(lever.at_least)[state], 12))
        return {lever.variable: i for i, lever in enumerate(order, start=1)}

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every variable and state that was tried, ranked."""
        import pandas as pd

        rows = [
            {
                "variable": lever.variable,
                "state": lever.state,
                "level": lever.level,
                **{f"P(≥ {s})": change for s, change in lever.at_least},
                "reach": lever.reach,
                "per_reach": lever.per_reach,
                "steps": lever.steps,
                "path": lever.path,
                "proposed": ", ".join(lever.proposed),
            }
            for lever in self.ranked
        ]
        return pd.DataFrame(rows)

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as: each variable's best setting."""
        outcome = self.today.question.outcome[0]
        best = self.best()
        top = self.today.states[0][-1]
        ranks = self.ranks_at_least(top) if best else {}
        rows = [
            [
                f"{i}",
                lever.variable,
                lever.state if lever.path == "within a period" else "any",
                MARK[lever.path] or signed(lever.level),
                signed(dict(lever.at_least)[top]),
                f"{ranks[lever.variable]}" + ("≠" if ranks[lever.variable] != i else " "),
                f"{lever.reach:.2f}",
                "" if lever.path != "within a period" else signed(lever.per_reach),
                "" if lever.steps is None else f"{lever.steps}",
                "yes" if lever.proposed else "",
            ]
            for i, lever in enumerate(best, start=1)
        ]
        header = ["", "lever", "set to", "level", f"P({top})", "rank by it", "reach"]
        header += ["per reach", "steps", "proposed"]
        behind = str(self.today.question).removeprefix(f"P({outcome}").removesuffix(")")
        title = f"What would raise {outcome} most, each lever alone{behind}"
        return (Sheet(title, header, rows, _notes(self), "><<>>>>>><"),)


def _notes(levers: Levers) -> tuple[str, ...]:
    notes = [
        "level: change in expected level, in states.",
        "reach: by how many states the lever moves its own variable. A long reach in few steps is a",
        "leap to a near-definition of the outcome, not a finding.",
    ]
    best = levers.best()
    top = levers.today.states[0][-1] if best else ""
    ranks = levers.ranks_at_least(top) if best else {}
    moved = [v.variable for i, v in enumerate(best, start=1) if ranks[v.variable] != i]
    if moved:
        notes.append(f"≠ ranks otherwise by P({top}) than by expected level.")
    return (*notes, *levers.today.notes)


def levers(
    model: CausalModel | Network,
    outcome: str,
    *,
    among: Sequence[str] | Literal["all"] | None = None,
    given: Given | None = None,
) -> Levers:
    """Every single hard intervention, ranked by what it does to an outcome.

    Parameters
    ----------
    model : CausalModel or Network
    outcome : str
        What is to be raised.
    among : sequence of str or "all", optional
        The variables to try. Unless given, those with the role *lever* (every other variable of a raw
        network); ``"all"`` for every variable but the outcome.
    given : mapping, optional
        What is observed, after the intervention.

    Returns
    -------
    Levers

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> best = cn.levers(lawn, "wet")[0]
    >>> best.intervention, round(best.level, 3), round(best.reach, 3)
    (do(rain="yes"), 0.56, 0.8)
    """
    network = network_of(model)
    today = query(model, outcome, given=given)
    tried = _candidates(model, network, outcome, among)
    found = [
        _lever(model, network, outcome, name, state, given)
        for name in tried
        for state in network.states[name]
        if _possible(given, name, state)
    ]
    # Rounding keeps ties in the model's own order, whatever the last digit says.
    return Levers(today, tuple(sorted(found, key=lambda lever: -round(lever.level, 12))))


def _candidates(
    model: CausalModel | Network,
    network: Network,
    outcome: str,
    among: Sequence[str] | Literal["all"] | None,
) -> list[str]:
    every = [name for name in network if name != outcome]
    if among == "all" or (among is None and isinstance(model, Network)):
        return every
    if among is None:
        variables = model.variables if isinstance(model, CausalModel) else {}
        named = [name for name in every if "lever" in variables[name].roles]
        if not named:
            raise QuestionError('No variable has the role "lever": say among="all", or name some.')
        return named
    names = [among] if isinstance(among, str) else list(among)
    for name in names:
        if name not in network:
            raise unknown("variable", name, every)
        if name == outcome:
            raise QuestionError(f"{outcome!r} is the outcome: setting it is no lever on it.")
    return names


def _possible(given: Given | None, name: str, state: str) -> bool:
    """Whether a setting agrees with what is observed of the same variable."""
    finding = (given or {}).get(name)
    return finding is None or finding == state or not isinstance(finding, str)


def _lever(
    model: CausalModel | Network,
    network: Network,
    outcome: str,
    name: str,
    state: str,
    given: Given | None,
) -> Lever:
    e = effect(model, outcome, under=do({name: state}), given=given)
    own = query(model, name).p
    reach = float(own @ abs(np.arange(len(own)) - network.index(name, state)))
    at_least = tuple((s, e.at_least(s)) for s in network.states[outcome][1:])
    steps = steps_to(model, name, outcome)
    return Lever(
        name, state, e.level, at_least, reach, steps, e.path, _proposed(model, name, state)
    )


def _proposed(model: CausalModel | Network, name: str, state: str) -> tuple[str, ...]:
    if isinstance(model, Network):
        return ()
    return tuple(
        p.name
        for p in model.proposals.values()
        if p.claims and p.intervention.settings.get(name) == Hard(state)
    )
