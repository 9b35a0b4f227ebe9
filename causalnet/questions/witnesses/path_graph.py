"""The paths from a start to an end, as arrows that are taken away by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush

import networkx as nx

__all__ = ["START", "LabelSet", "Labelling", "PathArc", "PathGraph"]

START = "\0start"
"""The node from which every path leaves; no variable can have this name."""

LabelSet = frozenset[str]

Labelling = Mapping[str, LabelSet]
"""For every influence, what must all be rejected for it to fall: its sources, its claims, or itself."""


@dataclass(frozen=True, slots=True)
class PathArc:
    """One step from a node to another.

    Attributes
    ----------
    tail, head : str
    name : str or None
        The influence that it stands for. An influence that acts in several periods is on several arrows. None for
        a step that the question itself makes, such as what a policy reads: it cannot fall.
    """

    tail: str
    head: str
    name: str | None


@dataclass(frozen=True)
class PathGraph:
    """The arrows on paths from `START` to an end.

    Attributes
    ----------
    end : str
    arrows : tuple of PathArc
        Those on a path, in the order given.
    """

    end: str
    arrows: tuple[PathArc, ...]

    @classmethod
    def joining(cls, end: str, arrows: Iterable[PathArc]) -> PathGraph:
        """The graph without the arrows that are on no path from the start to the end."""
        every = tuple(dict.fromkeys(arrows))
        ahead: dict[str, list[str]] = {}
        behind: dict[str, list[str]] = {}
        for arrow in every:
            ahead.setdefault(arrow.tail, []).append(arrow.head)
            behind.setdefault(arrow.head, []).append(arrow.tail)
        reached, leading = _reached(ahead, START), _reached(behind, end)
        return cls(end, tuple(a for a in every if a.tail in reached and a.head in leading))

    def onward(self) -> PathGraph:
        """The graph without the arrows that only lead back to where every path has been, or on from its end.

        A path visits no node twice. If every way to the tail of an arrow passes its head, or every way on from its head
        passes its tail, no path uses the arrow. This leaves out all the arrows of a plain loop. (To decide it for every
        arrow is NP-hard: Fortune, Hopcroft and Wyllie 1980.)
        """
        graph, count = self, -1
        while len(graph.arrows) != count:
            count = len(graph.arrows)
            passed = _dominators(((a.tail, a.head) for a in graph.arrows), START)
            ahead = _dominators(((a.head, a.tail) for a in graph.arrows), self.end)
            left = [
                a
                for a in graph.arrows
                if a.tail != self.end
                and a.head not in passed[a.tail]
                and a.tail not in ahead[a.head]
            ]
            graph = PathGraph.joining(self.end, left)
        return graph

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The influences on a path."""
        return tuple(dict.fromkeys(a.name for a in self.arrows if a.name is not None))

    @cached_property
    def below(self) -> dict[str, list[PathArc]]:
        """The arrows that leave each node."""
        leaving: dict[str, list[PathArc]] = {}
        for arrow in self.arrows:
            leaving.setdefault(arrow.tail, []).append(arrow)
        return leaving

    @cached_property
    def repeated(self) -> bool:
        """Whether an influence is on several arrows, as one that acts in several periods is."""
        named = [a.name for a in self.arrows if a.name is not None]
        return len({*named}) < len(named)

    def path(self, closed: Set[str]) -> tuple[PathArc, ...] | None:
        """A path of fewest arrows without some influences; None where there is none."""
        came: dict[str, PathArc] = {}
        frontier = [START]
        while frontier and self.end not in came:
            reached = []
            for node in frontier:
                for arrow in self.below.get(node, ()):
                    if arrow.head not in came and arrow.name not in closed:
                        came[arrow.head] = arrow
                        reached.append(arrow.head)
            frontier = reached
        return self._back(came) if self.end in came else None

    def cheapest(self, cost: Mapping[str, int]) -> tuple[PathArc, ...] | None:
        """A path of least cost, and of those one with fewest arrows; None where there is none.

        Parameters
        ----------
        cost : mapping from influence to int
            An influence without a cost is not there. A step that the question makes costs nothing.

        References
        ----------
        E. W. Dijkstra (1959), "A note on two problems in connexion with graphs", *Numerische Mathematik* 1.
        """
        waiting: list[tuple[int, int, int, str]] = [(0, 0, 0, START)]
        came: dict[str, PathArc] = {}
        best: dict[str, tuple[int, int]] = {START: (0, 0)}
        count = 0
        while waiting:
            spent, steps, _, node = heappop(waiting)
            if node == self.end:
                return self._back(came)
            if best[node] < (spent, steps):
                continue
            for arrow in self.below.get(node, ()):
                own = 0 if arrow.name is None else cost.get(arrow.name)
                if own is None:
                    continue
                length = spent + own, steps + 1
                if arrow.head not in best or length < best[arrow.head]:
                    best[arrow.head], came[arrow.head] = length, arrow
                    count += 1
                    heappush(waiting, (*length, count, arrow.head))
        return None

    def _back(self, came: Mapping[str, PathArc]) -> tuple[PathArc, ...]:
        path, node = [], self.end
        while node != START:
            path.append(came[node])
            node = came[node].tail
        return tuple(reversed(path))


def _dominators(arcs: Iterable[tuple[str, str]], root: str) -> dict[str, set[str]]:
    """For each node, those that every way to it from the root passes, itself included.

    References
    ----------
    T. Lengauer and R. E. Tarjan (1979), "A fast algorithm for finding dominators in a flowgraph", *ACM TOPLAS* 1(1).
    """
    graph: nx.DiGraph[str] = nx.DiGraph([(root, root), *arcs])
    above = nx.immediate_dominators(graph, root)
    found: dict[str, set[str]] = {}
    for node in graph:
        own, at = {node}, node
        while at != root and (at := above[at]) not in own:
            own.add(at)
        found[node] = own
    return found


def _reached(leading: Mapping[str, list[str]], node: str) -> set[str]:
    found, waiting = {node}, [node]
    while waiting:
        for other in leading.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
