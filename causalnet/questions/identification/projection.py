"""Latent projection: the graph over measured variables that keeps what the latent ones do to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from causalnet.network.graph import Parents, ancestors
from causalnet.network.mixed_graph import MixedGraph

__all__ = ["districts", "latent_projection", "subgraph"]


def latent_projection(graph: MixedGraph, measured: Collection[str]) -> MixedGraph:
    """The graph over `measured` with an arrow for every path through the others, and ↔ for every cause they share.

    References
    ----------
    T. Verma and J. Pearl (1990), "Equivalence and synthesis of causal models", *UAI*.

    Examples
    --------
    >>> latent_projection(MixedGraph({"u": [], "x": ["u"], "y": ["x", "u"]}), ["x", "y"]).bidirected
    (('x', 'y'),)
    """
    parents = graph.with_hidden_causes
    kept = {v: None for v in graph.parents if v in measured}
    arrows: dict[str, list[str]] = {}
    hidden: dict[str, set[str]] = {}
    for name in kept:
        above = _hidden_above(parents, name, kept)
        arrows[name] = list(
            dict.fromkeys(p for v in (name, *above) for p in parents[v] if p in kept)
        )
        hidden[name] = {*above}
    shared = [(a, b) for a, b in combinations(kept, 2) if hidden[a] & hidden[b]]
    return MixedGraph(arrows, shared)


def _hidden_above(parents: Parents, name: str, kept: Mapping[str, None]) -> list[str]:
    """The variables that act on one by way of hidden ones only, themselves hidden."""
    found: dict[str, None] = {}
    stack = [p for p in parents[name] if p not in kept]
    while stack:
        other = stack.pop()
        if other not in found:
            found[other] = None
            stack += [p for p in parents[other] if p not in kept]
    return list(found)


def districts(graph: MixedGraph) -> list[frozenset[str]]:
    """The c-components: sets of variables that chains of shared hidden causes join, in the order of the graph."""
    beside: dict[str, list[str]] = {v: [] for v in graph}
    for a, b in graph.bidirected:
        beside[a].append(b)
        beside[b].append(a)
    found: list[frozenset[str]] = []
    seen: set[str] = set()
    for name in graph:
        if name not in seen:
            found.append(frozenset(ancestors(beside, [name])))
            seen |= found[-1]
    return found


def subgraph(graph: MixedGraph, names: Iterable[str]) -> MixedGraph:
    """The graph over some of its variables: what joins two of them directly."""
    kept = {*names}
    parents = {v: [p for p in graph.parents[v] if p in kept] for v in graph if v in kept}
    return MixedGraph(parents, [pair for pair in graph.bidirected if kept >= {*pair}])
