r"""Elimination orders by greedy search.

Eliminating x makes a table over x and its neighbours N(x), and joins these neighbours pairwise. The next variable is
the one with the least score:

- *min-weight*: :math:`\prod_{y \in N(x) \cup x} |y|`, the cells of that table;
- *min-fill*: the number of edges that join neighbours anew;
- *weighted min-fill*: the sum of :math:`|y|\,|z|` over those edges (y, z).

`networkx.approximation.treewidth_min_fill_in` knows nothing of the numbers of states |y|, and computes every score
anew in every step. Here a score is never computed twice: each elimination adds what it changes. A weight loses a
factor and gains those of new neighbours. The fill of a variable falls by one for each new edge between two of its
neighbours, and rises by the edges that a new neighbour of its own lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from heapq import heapify, heappop, heappush
from math import prod
from typing import NamedTuple

__all__ = ["CHEAP", "CHEAP_IN_DRAWS", "CRITERIA", "EliminationOrder", "elimination_order"]

# The neighbours of each variable, itself among them.
Graph = dict[int, set[int]]

# Past this many cells no rule saves a table. The exponent of the first rule has been seen to exceed that of the
# best by a third: the best order would still need a table of 2⁴⁸ cells.
HOPELESS = 2**64
# With this many multiply-adds for each table an order takes about as long to run as its steps take to plan:
# the search for a cheaper one would cost more than it can save.
CHEAP = 8_000
# With draws every step is run in each of them, so that a cheaper order soon pays.
CHEAP_IN_DRAWS = 100


class EliminationOrder(NamedTuple):
    """Variables in the order in which they are summed out.

    Attributes
    ----------
    variables : tuple of int
        The first to go comes first.
    cost : int
        Cells of all the tables that are made on the way: about the multiply-adds.
    criterion : str
        The greedy rule that found it.
    widest : int
        Cells of the largest of those tables. Past 2⁶⁴ the search stops, and the order ends there.
    """

    variables: tuple[int, ...]
    cost: int
    criterion: str
    widest: int = 1


def elimination_order(
    scopes: Iterable[Collection[int]],
    sizes: Sequence[int],
    keep: Collection[int],
    cheap: int = 0,
) -> EliminationOrder:
    """The cheapest of the orders that the greedy rules find; no single rule always wins.

    Further rules are tried only while the best order so far is dear enough for a better one to pay.

    Parameters
    ----------
    scopes : iterable of collections of int
        The variables of each factor.
    sizes : sequence of int
        The number of states of each variable.
    keep : collection of int
        Variables that are not summed out.
    cheap : int, default 0
        The multiply-adds below which no cheaper order is looked for.

    References
    ----------
    U. Kjærulff (1990), "Triangulation of graphs: algorithms giving small total state space",
    Aalborg R-90-09; D. Koller and N. Friedman (2009), *Probabilistic Graphical Models*, section
    9.4.3.2.

    Examples
    --------
    >>> elimination_order([(0,), (0, 1), (1, 2)], sizes=[2, 2, 2], keep={2})
    EliminationOrder(variables=(0, 1), cost=8, criterion='min-weight', widest=4)
    """
    scopes = list(scopes)
    best: EliminationOrder | None = None
    for name, greedy in CRITERIA.items():
        best = greedy(_graph(scopes), sizes, keep, name, best) or best
        if best and (best.cost < cheap or best.widest > HOPELESS):
            break
    return best or EliminationOrder((), 0, "none")


def _graph(scopes: Iterable[Collection[int]]) -> Graph:
    graph: Graph = {}
    for scope in scopes:
        for x in scope:
            near = graph.get(x)
            if near is None:
                graph[x] = set(scope)
            else:
                near.update(scope)
    return graph


Greedy = Callable[
    [Graph, Sequence[int], Collection[int], str, EliminationOrder | None], EliminationOrder | None
]


def min_weight(
    graph: Graph,
    sizes: Sequence[int],
    keep: Collection[int],
    name: str,
    best: EliminationOrder | None,
) -> EliminationOrder | None:
    """The order by cells; None as soon as it costs more than the best so far.

    The graph is modified: it ends up empty of what was eliminated. (So do the other rules.)
    """
    weight = {x: prod([sizes[y] for y in near]) for x, near in graph.items()}
    queue = [(cells, x) for x, cells in weight.items() if x not in keep]
    heapify(queue)
    order, cost, widest = [], 0, 1
    bound = best.cost if best else 0
    while queue and widest <= HOPELESS:
        cells, x = heappop(queue)
        now = weight.get(x)
        # A heap cannot change an entry: one that is too low goes back, one that was replaced is passed over.
        if cells != now:
            if now is not None and cells < now:
                heappush(queue, (now, x))
            continue
        del weight[x]
        order.append(x)
        cost += cells
        widest = max(widest, cells)
        if bound and cost >= bound:
            return None
        around, own = graph.pop(x), sizes[x]
        around.remove(x)
        if len(around) == len(graph):
            # What is left is one clique, in which every variable has the same weight.
            for y in sorted(around.difference(keep)):
                cells //= own
                own = sizes[y]
                order.append(y)
                cost += cells
            return (
                None
                if bound and cost >= bound
                else EliminationOrder(tuple(order), cost, name, widest)
            )
        for y in around:
            near = graph[y]
            near.remove(x)
            if around <= near:
                weight[y] = now = weight[y] // own
                if y not in keep:
                    heappush(queue, (now, y))
            else:
                before = weight[y]
                weight[y] = now = before // own * prod([sizes[z] for z in around - near])
                near |= around
                if now < before and y not in keep:
                    heappush(queue, (now, y))
    return EliminationOrder(tuple(order), cost, name, widest)


def min_fill(
    graph: Graph,
    sizes: Sequence[int],
    keep: Collection[int],
    name: str,
    best: EliminationOrder | None,
) -> EliminationOrder | None:
    """The order by the number of new edges."""
    return _least_fill(graph, sizes, [1] * len(sizes), keep, name, best)


def weighted_min_fill(
    graph: Graph,
    sizes: Sequence[int],
    keep: Collection[int],
    name: str,
    best: EliminationOrder | None,
) -> EliminationOrder | None:
    """The order by the weights of new edges."""
    # Where all weights are the same this is the rule before it.
    if best and best.criterion == "min-fill" and len({sizes[x] for x in graph}) == 1:
        return None
    return _least_fill(graph, sizes, sizes, keep, name, best)


def _least_fill(
    graph: Graph,
    sizes: Sequence[int],
    weight: Sequence[int],
    keep: Collection[int],
    name: str,
    best: EliminationOrder | None,
) -> EliminationOrder | None:
    filling = _Filling(graph, weight)
    fill = filling.fill
    score = {x: value for x, value in fill.items() if x not in keep}
    queue = [(value, x) for x, value in score.items()]
    heapify(queue)
    order, cost, widest = [], 0, 1
    bound = best.cost if best else 0
    while queue and widest <= HOPELESS:
        value, x = heappop(queue)
        if score.get(x) != value:
            continue
        del score[x]
        order.append(x)
        cells = prod([sizes[y] for y in graph[x]])
        cost += cells
        widest = max(widest, cells)
        if bound and cost >= bound:
            return None
        for y in filling.eliminate(x):
            if y in score and fill[y] != score[y]:
                score[y] = fill[y]
                heappush(queue, (fill[y], y))
    return EliminationOrder(tuple(order), cost, name, widest)


class _Filling:
    """The edges that eliminating each variable would add, by weight, kept up to date.

    Attributes
    ----------
    fill : dict from variable to int
        The sum of the weights of those edges; that of an edge is the product of the weights of its ends.
    """

    def __init__(self, graph: Graph, weight: Sequence[int]) -> None:
        self.graph, self.weight = graph, weight
        self.around = {x: self._sum(near) for x, near in graph.items()}
        self.fill = dict.fromkeys(graph, 0)
        for x, near in graph.items():
            for y in near:
                if x < y:
                    shared = self._sum(near & graph[y])
                    self.fill[x] += weight[y] * (self.around[x] - shared)
                    self.fill[y] += weight[x] * (self.around[y] - shared)
        # Each edge was counted from both of its ends.
        for x in graph:
            self.fill[x] //= 2

    def _sum(self, scope: Iterable[int]) -> int:
        return sum([self.weight[x] for x in scope])

    def eliminate(self, x: int) -> set[int]:
        """Join the neighbours of `x` and remove it; the variables whose fill may have changed."""
        graph, weight, fill, around = self.graph, self.weight, self.fill, self.around
        clique = graph.pop(x)
        clique.remove(x)
        touched = clique.copy()
        for y in clique:
            if not clique <= graph[y]:
                for z in clique - graph[y]:
                    touched |= self._join(y, z)
        own = weight[x]
        for y in clique:
            graph[y].remove(x)
            # The edges from x to what y has besides the clique are missing no more.
            fill[y] -= own * (around[y] - around[x])
            around[y] -= own
        return touched

    def _join(self, y: int, z: int) -> set[int]:
        """Add an edge; the neighbours that its ends share, for which it is missing no more."""
        graph, weight, fill, around = self.graph, self.weight, self.fill, self.around
        shared = graph[y] & graph[z]
        both = weight[y] * weight[z]
        for v in shared:
            fill[v] -= both
        common = self._sum(shared)
        # What one end has and the other lacks are new gaps, but for the end itself.
        fill[y] += weight[z] * (around[y] - common - weight[y])
        fill[z] += weight[y] * (around[z] - common - weight[z])
        graph[y].add(z)
        graph[z].add(y)
        around[y] += weight[z]
        around[z] += weight[y]
        return shared


CRITERIA: dict[str, Greedy] = {
    "min-weight": min_weight,
    "min-fill": min_fill,
    "weighted min-fill": weighted_min_fill,
}
