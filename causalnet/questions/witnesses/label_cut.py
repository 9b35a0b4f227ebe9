"""The fewest labels without which no path is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from causalnet.console import printed
from causalnet.questions.witnesses.integer_cut import integer_cut
from causalnet.questions.witnesses.minimum_cut import minimum_cuts
from causalnet.questions.witnesses.path_graph import Labelling, LabelSet, PathArc, PathGraph

__all__ = ["MOST_SETS", "MOST_VISITS", "CutMethod", "LabelCut", "label_cut"]

CutMethod: TypeAlias = Literal[
    "no path", "no set", "maximum flow", "search", "integer programme", "bounds"
]

MOST_VISITS = 300
"""The number of sets of labels that a search looks at."""
MOST_STEPS = 300_000
"""The number of arrows that it looks at in all of them together, since each set takes as long as the graph is large."""
MOST_SETS = 100
"""The number of least sets that are listed where they come from a maximum flow."""


@printed
@dataclass(frozen=True, slots=True)
class LabelCut:
    """The fewest labels whose rejection leaves no path.

    Attributes
    ----------
    method : {"no path", "no set", "maximum flow", "search", "integer programme", "bounds"}
        There is no path to begin with; a path is left even without all labels. Exact: by maximum flow, since no label
        is on two arrows; by a search over sizes; by an integer programme, where the search grew too long. Or bounds,
        where that grew too long as well.
    least : int or None
        The size of a least set, or what it is at least. None with ``"no set"``.
    most : int or None
        The same, or what it is at most: that many are known to suffice.
    sets : tuple of tuple of str
        The least sets, or the smallest that was found.
    complete : bool
        Whether these are all the least sets.
    """

    method: CutMethod
    least: int | None
    most: int | None
    sets: tuple[tuple[str, ...], ...] = ()
    complete: bool = True

    @property
    def exact(self) -> bool:
        """Whether the size is known."""
        return self.least == self.most


def label_cut(graph: PathGraph, labels: Labelling, most_visits: int = MOST_VISITS) -> LabelCut:
    """The fewest labels without which no path is left.

    An arrow falls when all its labels are rejected; one without labels stands. Where no label is on two arrows this
    is a minimum cut. Where labels are shared it is a labelled cut, which is NP-hard. It is then found by a search that
    tries sizes in turn: a path that is left must lose one of its arrows, so the search branches on these. A search that
    looks at too many sets gives way to an integer programme.

    Parameters
    ----------
    graph : PathGraph
    labels : mapping from influence to set of str
    most_visits : int
        The number of sets that the search looks at; fewer among thousands of arrows.

    References
    ----------
    D. Coudert, P. Datta, S. Perennes, H. Rivano and M.-E. Voge (2007), "Shared risk resource group: complexity and
    approximability issues", *Parallel Processing Letters* 17 (labelled cuts).
    """
    if not graph.arrows:
        return LabelCut("no path", 0, 0)
    search = _Search(graph, labels, min(most_visits, 1 + MOST_STEPS // len(graph.arrows)))
    if search.surviving(frozenset(search.every)) is not None:
        return LabelCut("no set", None, None)
    if not search.shared:
        return _by_flow(search)
    size = search.packed(frozenset())
    while not (found := search.of_size(size)) and search.within:
        size += 1
    if search.within:
        return LabelCut("search", size, size, _ordered(found))
    return _by_programme(search)


def _by_flow(search: _Search) -> LabelCut:
    """The least sets where each label is on one arrow: an arrow weighs as much as it has labels."""
    weights = {name: len(own) for name, own in search.labels.items()}
    size, cuts, complete = minimum_cuts(search.graph, weights, MOST_SETS)
    sets = {frozenset[str]().union(*(search.labels[name] for name in cut)) for cut in cuts}
    return LabelCut("maximum flow", size, size, _ordered(sets), complete)


def _by_programme(search: _Search) -> LabelCut:
    """The size by an integer programme, and as many of the least sets as a second search finds."""
    least, found = integer_cut(search.graph, search.labels)
    smallest = search.sufficient() if found is None else found
    if len(smallest) > least:
        return LabelCut("bounds", least, len(smallest), _ordered({smallest}), complete=False)
    again = _Search(search.graph, search.labels, search.most_visits)
    sets = again.of_size(least) | {smallest}
    return LabelCut("integer programme", least, least, _ordered(sets), again.within)


def _ordered(sets: set[LabelSet]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(sorted(names)) for names in sets))


def _of(name: str | None, labels: Labelling) -> LabelSet:
    return frozenset() if name is None else labels.get(name, frozenset())


class _Search:
    """Sets of labels of some size without which no path is left, by branching on the arrows of a path that is left."""

    def __init__(self, graph: PathGraph, labels: Labelling, most_visits: int) -> None:
        self.graph = graph
        self.labels = {name: labels.get(name, frozenset[str]()) for name in graph.names}
        self.most_visits = self.left = most_visits
        self.within = True
        self._firm = {name for name, own in self.labels.items() if not own}
        self._speaking: dict[str, list[str]] = {}
        for name, own in self.labels.items():
            for label in own:
                self._speaking.setdefault(label, []).append(name)

    @property
    def every(self) -> set[str]:
        return {*self._speaking}

    @property
    def shared(self) -> bool:
        """Whether a label is on two arrows."""
        on = [label for a in self.graph.arrows for label in _of(a.name, self.labels)]
        return len({*on}) < len(on)

    def surviving(self, gone: LabelSet, room: int | None = None) -> tuple[PathArc, ...] | None:
        """The path that is left with fewest arrows that could fall, if at most `room` more labels are rejected."""
        cost = dict.fromkeys(self._firm, 0)
        for name, own in self.labels.items():
            if missing := len(own - gone):
                cost[name] = int(room is None or missing <= room)
        return self.graph.cheapest(cost)

    def packed(self, gone: LabelSet) -> int:
        """A number of labels that must still go: paths that are left and share no label each need one."""
        closed = {name for name, own in self.labels.items() if own and own <= gone}
        used, count = set(gone), 0
        while path := self.graph.path(closed):
            left = [own - gone for a in path if (own := _of(a.name, self.labels))]
            # Where an arrow can fall only with several labels, so many must go: the least of the path.
            count += min(map(len, left))
            for label in frozenset[str]().union(*left) - used:
                used.add(label)
                closed.update(self._speaking[label])
        return count

    def of_size(self, size: int) -> set[LabelSet]:
        """All sets of at most `size` labels that leave no path and have none to spare, while visits are left."""
        found, seen = set[LabelSet](), set[LabelSet]()
        waiting = [frozenset[str]()]
        while waiting:
            gone = waiting.pop()
            if gone in seen:
                continue
            seen.add(gone)
            if self.left <= 0:
                self.within = False
                return found
            self.left -= 1
            path = self.surviving(gone, size - len(gone))
            if path is None:
                found.add(gone)
            elif self.packed(gone) <= size - len(gone):
                waiting += reversed([*self._further(path, gone, size)])
        return found

    def _further(self, path: tuple[PathArc, ...], gone: LabelSet, size: int) -> Iterator[LabelSet]:
        """The set with what takes one arrow of a path away, for each arrow that may still fall."""
        for arrow in path:
            own = _of(arrow.name, self.labels)
            if own and len(gone | own) <= size:
                yield gone | own

    def sufficient(self) -> LabelSet:
        """A set without labels to spare, found by keeping one label after another."""
        on: dict[str, int] = {}
        for own in self.labels.values():
            for label in own:
                on[label] = on.get(label, 0) + 1
        gone = frozenset(on)
        for label in sorted(on, key=lambda name: (on[name], name)):
            if self.surviving(gone - {label}) is None:
                gone -= {label}
        return gone
