"""Carriers: the influences that carry a conclusion, as paths from what is set to the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from causalnet.compilation.periods import in_period
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.finding import certain_state
from causalnet.model.influence import Influence, influence_name
from causalnet.questions.query.paths import PathKind
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.stochastic_dominance import StochasticOrder, orders, require_arms
from causalnet.questions.signs.structural_balance import carried, lagged_or, path_of, unreached
from causalnet.questions.signs.unrolled_graph import in_periods, original_name, unrolled_model
from causalnet.questions.witnesses.path_graph import START, PathArc, PathGraph

__all__ = ["Carriers", "carriers"]


@dataclass(frozen=True, slots=True)
class Carriers:
    """The paths that carry a conclusion.

    Attributes
    ----------
    graph : PathGraph
        From what is set to the outcome.
    influences : tuple of Influence
        Those on a path, in the order of the model.
    path : PathKind
        The way by which the outcome is reached; arrows are there only of ``"within a period"``.
    reason : str
        Why no influence carries it, as a sentence; empty where one does.
    variable : mapping from node to str
        The variable of every node that is one in a period.
    """

    graph: PathGraph
    influences: tuple[Influence, ...]
    path: PathKind
    reason: str = ""
    variable: Mapping[str, str] | None = None


def carriers(model: CausalModel, conclusion: Conclusion) -> Carriers:
    """The influences on directed paths from what differs between the arms to the outcome.

    They are those that the signs are read along: an intervention that ignores the causes of a variable ends the paths
    into it, a cut closes an influence, what is observed for certain blocks the paths through it, and by a later period
    influences count as often as they act until then.
    """
    require_arms(model, conclusion)
    if reason := _idle(model, conclusion):
        return Carriers(PathGraph(conclusion.outcome, ()), (), "no path", reason)
    if conclusion.at:
        graph, path, variable = _by_period(model, conclusion)
    else:
        (graph, path), variable = _within_a_period(model, conclusion), None
    if not graph.arrows:
        arms = Arms(model, conclusion.under, conclusion.versus)
        # What is found to be on no path at all may still be a path that signs call idle.
        path = "no path" if path == "within a period" else path
        return Carriers(graph, (), path, unreached(arms, conclusion, path))
    named = {*graph.names}
    used = tuple(i for i in model.influences if i.name in named)
    return Carriers(graph, used, path, variable=variable)


def _idle(model: CausalModel, conclusion: Conclusion) -> str:
    """Why no influence can carry a conclusion, whatever the paths; empty where one can."""
    c = conclusion
    if c.by_definition:
        return f"{c.outcome} is itself set: what it does is so by definition."
    if c.at_least == model.variables[c.outcome].states[0]:
        return f"{c.measured} is always one: {c.at_least} is the lowest state."
    if c.passes and not c.under:
        return f"Nothing is set, so no influence carries a change to {c.outcome}."
    return ""


def _within_a_period(model: CausalModel, conclusion: Conclusion) -> tuple[PathGraph, PathKind]:
    """The paths within the period, and how the outcome is reached."""
    arms = Arms(model, conclusion.under, conclusion.versus)
    path = path_of(arms, conclusion)
    if path != "within a period":
        return PathGraph(conclusion.outcome, ()), path
    found = orders(arms, conclusion.outcome, conclusion.at_least)
    observed = {v for v, what in conclusion.given.items() if certain_state(what) is not None}
    arrows = [
        arrow
        for arrow in _arrows(arms, found, conclusion)
        if arrow.tail not in observed and arrow.head not in observed
    ]
    return PathGraph.joining(conclusion.outcome, arrows), path


def _arrows(
    arms: Arms, found: Mapping[str, StochasticOrder], conclusion: Conclusion
) -> Iterator[PathArc]:
    """The arrows along which a difference goes, whether they lead to the outcome or not."""
    both = (arms.under, arms.versus)
    differing = {*arms.under.settings.items()} ^ {*arms.versus.settings.items()}
    starts = {name for name, _ in differing if found[name].sign != "0"}
    for name in arms.model.variables:
        if name in starts:
            yield PathArc(START, name, None)
    # How a variable differs that is set without regard to its causes, its settings say.
    fixed = {name for name, setting in differing if not setting.keeps_causes}
    severed = arms.under.severed | arms.versus.severed
    for i in carried(arms, found, conclusion.outcome):
        if (i.cause, i.effect) in severed:
            # The effect sees something else than what its cause does.
            yield PathArc(START, i.effect, i.name)
        elif i.effect not in fixed:
            yield PathArc(i.cause, i.effect, i.name)
    for arm in both:
        for name, setting in arm.settings.items():
            yield from (PathArc(v, name, None) for v in setting.reads if found[v].sign != "0")


def _by_period(
    model: CausalModel, conclusion: Conclusion
) -> tuple[PathGraph, PathKind, Mapping[str, str] | None]:
    """The paths that act until a later period; where none of them can be too long, as one graph without periods."""
    last = conclusion.at
    placed, path = _within_a_period(unrolled_model(model, last), in_periods(model, conclusion))
    if not placed.arrows:
        path = lagged_or(model, conclusion, "no path" if path == "within a period" else path)
        return PathGraph(conclusion.outcome, ()), path, None
    variable = {in_period(v, t): v for v in model.variables for t in range(last + 1)}
    arrows = [
        replace(arrow, name=None if arrow.name is None else original_name(arrow.name))
        for arrow in placed.arrows
    ]
    graph = PathGraph(placed.end, tuple(arrows))
    lags = {influence_name(*i.key): i.lag for i in model.influences if i.cause != i.effect}
    if sum(lags.get(name, 0) for name in graph.names) < last:
        # Every path that passes no variable twice is short enough, and can start after what is observed today.
        within = (PathArc(variable.get(a.tail, START), variable[a.head], a.name) for a in arrows)
        return PathGraph.joining(conclusion.outcome, within), path, None
    return graph, path, variable
