"""Whether a difference in what is done can reach an outcome at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Literal

from causalnet.causal.mutilate import mutilate
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Finding
from causalnet.model.intervention import Intervention
from causalnet.network.graph import ancestors, requisite
from causalnet.network.network import Network

__all__ = ["Path", "bearing", "differing", "in_time", "path_between", "steps_to"]

Path = Literal["within a period", "lagged only", "none"]


def path_between(
    model: CausalModel | Network,
    network: Network,
    outcome: Iterable[str],
    arms: tuple[Intervention, Intervention],
    given: Mapping[str, Finding],
) -> Path:
    """How a difference between two interventions can reach the outcome.

    ``"within a period"`` where the tables that differ can bear on it in one of the mutilated graphs;
    ``"lagged only"`` where they cannot but a chain of influences, some of them lagged, leads there;
    otherwise ``"none"``: the difference is zero by structure, not by size.
    """
    changed = differing(*arms)
    wanted = tuple(outcome)
    arrows = set()
    for arm in arms:
        parents = mutilate(network, arm).parents
        if not bearing(parents, wanted, given).isdisjoint(changed):
            return "within a period"
        arrows |= {(p, v) for v, above in parents.items() for p in above}
    if not in_time(model, wanted, arrows).isdisjoint(changed):
        return "lagged only"
    return "none"


def bearing(
    parents: Mapping[str, tuple[str, ...]], outcome: Iterable[str], given: Mapping[str, Finding]
) -> set[str]:
    """The variables whose own mechanism can bear on the outcome, given what is observed.

    An uncertain finding is an observed child of its variable, under a name that no variable can have.
    """
    graph = dict(parents)
    observed = set()
    for name, finding in given.items():
        if isinstance(finding, str):
            observed.add(name)
        else:
            graph[f"\0finding on {name}"] = (name,)
            observed.add(f"\0finding on {name}")
    if not observed:
        return ancestors(graph, outcome)
    return requisite(graph, outcome, observed)


def in_time(
    model: CausalModel | Network, outcome: Iterable[str], arrows: Set[tuple[str, str]]
) -> set[str]:
    """What leads to the outcome by way of at least one lagged influence; nothing for a network.

    Within a period only `arrows` lead on: those that an intervention has removed do not.
    """
    if isinstance(model, Network):
        return set()
    above: dict[str, list[tuple[str, bool]]] = {}
    for i in model.influences:
        if i.lag or (i.cause, i.effect) in arrows:
            above.setdefault(i.effect, []).append((i.cause, i.lag > 0))
    seen = {(name, False) for name in outcome}
    stack = list(seen)
    while stack:
        name, late = stack.pop()
        for cause, lagged in above.get(name, ()):
            step = (cause, late or lagged)
            if step not in seen:
                seen.add(step)
                stack.append(step)
    return {name for name, late in seen if late}


def differing(under: Intervention, versus: Intervention) -> tuple[str, ...]:
    """The variables whose own mechanism differs between the two."""
    settings = {*under.settings.items()} ^ {*versus.settings.items()}
    cuts = {c.effect for c in under.cuts ^ versus.cuts}
    return tuple(sorted({name for name, _ in settings} | cuts))


def steps_to(network: Network, outcome: str) -> dict[str, int]:
    """Arrows on the shortest path to the outcome from everything upstream of it."""
    pairs = [(v, p) for v in network for p in network.parents[v]]
    return _walk(pairs, [outcome])


def _walk(pairs: Iterable[tuple[str, str]], sources: Iterable[str]) -> dict[str, int]:
    """How many arrows lie between the sources and everything downstream of them."""
    below: dict[str, list[str]] = {}
    for cause, effect in pairs:
        below.setdefault(cause, []).append(effect)
    distance = dict.fromkeys(sources, 0)
    frontier = list(distance)
    while frontier:
        frontier = list(
            dict.fromkeys(c for n in frontier for c in below.get(n, ()) if c not in distance)
        )
        distance |= dict.fromkeys(frontier, 1 + max(distance.values()))
    return distance
