"""Threads: who tells a whole way, alone or together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from causalnet.console import printed
from causalnet.questions.witnesses.path_graph import START, Labelling, LabelSet, PathArc, PathGraph

__all__ = ["MOST_STATES", "Tellers", "tellers", "threads"]

MOST_STATES = 4000
"""The number of places, each with those who told the way there, that a search looks at."""


@printed
@dataclass(frozen=True, slots=True)
class Tellers:
    """The fewest labels that together tell one whole way.

    Attributes
    ----------
    least : int or None
        How many are needed, or how many at least. None where no way is told by all of them together.
    most : int or None
        The same, or a number that is known to suffice.
    sets : tuple of tuple of str
        The least sets, or one that suffices.
    complete : bool
        Whether these are all the least sets.
    """

    least: int | None
    most: int | None
    sets: tuple[tuple[str, ...], ...] = ()
    complete: bool = True

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return self.least == self.most


def threads(graph: PathGraph, labels: Labelling) -> dict[str, tuple[PathArc, ...]]:
    """The labels that are on every arrow of some path, and the shortest such path of each."""
    every = sorted(frozenset[str]().union(*(labels.get(name, frozenset()) for name in graph.names)))
    found = {}
    for label in every:
        path = graph.path({name for name in graph.names if label not in labels.get(name, ())})
        if path is not None:
            found[label] = path
    return found


def tellers(graph: PathGraph, labels: Labelling, most_states: int = MOST_STATES) -> Tellers:
    """The fewest labels of which each arrow of some path has one.

    A path of fewest labels is NP-hard to find. The search goes from place to place with the set of labels used so far,
    the smallest sets first, and drops a set where a part of it has come to the same place.

    References
    ----------
    R. Hassin, J. Monnot and D. Segev (2007), "Approximation algorithms and hardness results for labeled
    connectivity problems", *Journal of Combinatorial Optimization* 14.
    """
    if graph.path({name for name in graph.names if not labels.get(name)}) is None:
        return Tellers(None, None)
    search = _Search(graph, labels)
    for _ in range(most_states):
        if not search.step():
            return Tellers(search.size, search.size, _ordered(search.found))
    if search.found:
        return Tellers(search.size, search.size, _ordered(search.found), complete=False)
    # One set for each place is quick, and ends with a set that suffices.
    quick = _Search(graph, labels, narrow=True)
    while not quick.found:
        quick.step()
    return Tellers(search.size, quick.size, _ordered(quick.found), complete=False)


def _ordered(sets: Iterable[LabelSet]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(sorted(names)) for names in set(sets)))


class _Search:
    """Places and the sets of labels that tell a way there, the smallest sets first; or a smallest set for each place."""

    def __init__(self, graph: PathGraph, labels: Labelling, *, narrow: bool = False) -> None:
        self.graph, self.labels, self.narrow = graph, labels, narrow
        self.found: list[LabelSet] = []
        self.size = 0
        self._waiting: list[tuple[int, list[str], str, LabelSet]] = [(0, [], START, frozenset())]
        self._settled: dict[str, list[LabelSet]] = {}

    def step(self) -> bool:
        """Look at one place; False once all sets of the least size are found."""
        if not self._waiting:
            return False
        size, _, node, used = heappop(self._waiting)
        if self.found and size > self.size:
            return False
        self.size = size
        own = self._settled.setdefault(node, [])
        if any(self.narrow or before <= used for before in own):
            return True
        own.append(used)
        if node == self.graph.end:
            self.found.append(used)
            return True
        for arrow in self.graph.below.get(node, ()):
            for onward in self._told(arrow, used):
                heappush(self._waiting, (len(onward), sorted(onward), arrow.head, onward))
        return True

    def _told(self, arrow: PathArc, used: LabelSet) -> list[LabelSet]:
        """The sets with which an arrow is told: the same, or with one label more."""
        if arrow.name is None:
            return [used]
        own = self.labels.get(arrow.name, frozenset[str]())
        return [used] if own & used else [used | {label} for label in own]
