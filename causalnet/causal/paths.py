"""Whether a difference in what is done can reach an outcome at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from causalnet.causal.mutilate import mutilate
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Finding
from causalnet.model.intervention import Intervention
from causalnet.network.graph import reachable
from causalnet.network.network import Network

__all__ = ["Path", "differing", "path_between", "steps_to"]

Path = Literal["within a period", "lagged only", "none"]


def path_between(
    model: CausalModel | Network,
    network: Network,
    outcome: Iterable[str],
    arms: tuple[Intervention, Intervention],
    given: Mapping[str, Finding],
) -> Path:
    """How a difference between two interventions can reach the outcome.

    ``"within a period"`` where the tables that differ are connected to it by an active trail in one
    of the mutilated graphs; ``"lagged only"`` where no trail connects them but a chain of influences,
    some of them lagged, does; otherwise ``"none"``: the difference is zero by structure, not by size.
    """
    changed = differing(*arms)
    wanted = set(outcome)
    for arm in arms:
        parents = mutilate(network, arm).parents
        if wanted & _touching(parents, changed, given):
            return "within a period"
    if isinstance(model, CausalModel):
        in_time = _walk([(i.cause, i.effect) for i in model.influences], changed)
        if wanted & set(in_time):
            return "lagged only"
    return "none"


def differing(under: Intervention, versus: Intervention) -> tuple[str, ...]:
    """The variables whose own mechanism differs between the two."""
    settings = {*under.settings.items()} ^ {*versus.settings.items()}
    cuts = {c.effect for c in under.cuts ^ versus.cuts}
    return tuple(sorted({name for name, _ in settings} | cuts))


def _touching(
    parents: Mapping[str, tuple[str, ...]],
    changed: Iterable[str],
    given: Mapping[str, Finding],
) -> set[str]:
    """What a change in some mechanisms bears on, given what is observed.

    Each change is a parent of its own, each uncertain finding a child: neither is in the network, so
    their names are ones that no variable can have.
    """
    graph = dict(parents)
    sources = []
    for name in changed:
        source = f"\0change of {name}"
        graph[source] = ()
        graph[name] = (*graph[name], source)
        sources.append(source)
    observed = set()
    for name, finding in given.items():
        if isinstance(finding, str):
            observed.add(name)
        else:
            graph[f"\0finding on {name}"] = (name,)
            observed.add(f"\0finding on {name}")
    return reachable(graph, sources, observed)


def steps_to(model: CausalModel | Network, cause: str, outcome: str) -> int | None:
    """Influences on the shortest path within a period; None where there is no path."""
    if isinstance(model, CausalModel):
        pairs = [(i.cause, i.effect) for i in model.influences if not i.lag]
    else:
        pairs = [(p, v) for v in model for p in model.parents[v]]
    return _walk(pairs, [cause]).get(outcome)


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
