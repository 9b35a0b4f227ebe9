"""Minimal separators: every smallest way to block all paths between two sets by what may be measured."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations, islice

from causalnet.network.graph import Parents, ancestors

__all__ = ["minimal_separators"]

# The two ends, into which the sets that are to be separated are drawn together.
START, END = "", " "

Neighbours = dict[str, set[str]]


def minimal_separators(
    parents: Parents,
    sources: Collection[str],
    targets: Collection[str],
    allowed: Collection[str],
    most: int,
) -> tuple[list[frozenset[str]], bool]:
    """The minimal sets within `allowed` that d-separate sources from targets, the smallest first.

    Minimal means that no proper subset separates them. All of them lie among the ancestors of the two sets, where
    d-separation is separation in the moral graph.

    Parameters
    ----------
    parents : mapping
        A directed acyclic graph.
    sources, targets : collection of str
        Disjoint sets.
    allowed : collection of str
        Variables that a separator may consist of.
    most : int
        The number of separators after which the listing ends.

    Returns
    -------
    list of frozenset, bool
        The separators, and whether these are all.

    References
    ----------
    B. van der Zander, M. Liśkiewicz and J. Textor (2019), "Separators and adjustment sets in causal graphs: complete
    criteria and an algorithmic framework", *Artificial Intelligence* 270.
    A. Berry, J.-P. Bordat and O. Cogis (2000), "Generating all the minimal separators of a graph", *International
    Journal of Foundations of Computer Science* 11(3).
    """
    graph = _moral(parents, sources, targets)
    for name in [n for n in graph if n not in (START, END) and n not in allowed]:
        _eliminate(graph, name)
    if END in graph[START]:
        return [], True
    found = list(islice(_between(graph), most + 1))
    kept = sorted(found[:most], key=lambda s: (len(s), sorted(s)))
    return kept, len(found) <= most


def _moral(parents: Parents, sources: Collection[str], targets: Collection[str]) -> Neighbours:
    """The moral graph of the ancestors, with all sources as one node and all targets as another."""
    end_of = dict.fromkeys(sources, START) | dict.fromkeys(targets, END)
    above = ancestors(parents, [*sources, *targets])
    graph: Neighbours = {START: set(), END: set()}
    graph |= {name: set() for name in parents if name in above and name not in end_of}
    for name in above:
        family = {end_of.get(v, v) for v in (name, *parents[name])}
        for a, b in combinations(family, 2):
            graph[a].add(b)
            graph[b].add(a)
    return graph


def _eliminate(graph: Neighbours, name: str) -> None:
    """Take a node out that no separator may hold: whatever it joined stays joined."""
    around = graph.pop(name)
    for other in around:
        graph[other] |= around - {other}
        graph[other].discard(name)


def _between(graph: Mapping[str, set[str]]) -> Iterator[frozenset[str]]:
    """All minimal separators of the two ends, each once, from the start's neighbours on."""

    def beyond(blocked: Collection[str]) -> frozenset[str]:
        """The part of a blocked set that touches the end's side: a minimal separator, if the rest is connected."""
        side = _component(graph, END, blocked)
        return frozenset(v for v in blocked if graph[v] & side)

    first = beyond(graph[START])
    seen, waiting = {first}, [first]
    while waiting:
        separator = waiting.pop()
        yield separator
        near = _component(graph, START, separator)
        for name in separator:
            if END in graph[name]:
                continue
            # Move the start's side over one node of the separator.
            side = near | {name}
            closer = beyond({v for u in side for v in graph[u]} - side)
            if closer not in seen:
                seen.add(closer)
                waiting.append(closer)


def _component(graph: Mapping[str, set[str]], start: str, blocked: Collection[str]) -> set[str]:
    """All nodes that can be reached without passing a blocked one."""
    found, stack = {start}, [start]
    while stack:
        for other in graph[stack.pop()]:
            if other not in found and other not in blocked:
                found.add(other)
                stack.append(other)
    return found
