r"""Elimination orders by greedy search.

Eliminating x makes a table over x and its neighbours N(x), and joins these neighbours pairwise. The next variable is
the one with the least score:

- *min-weight*: :math:`\prod_{y \in N(x) \cup x} |y|`, the cells of that table;
- *min-fill*: the number of edges that join neighbours anew;
- *weighted min-fill*: the sum of :math:`|y|\,|z|` over those edges (y, z).

`networkx.approximation.treewidth_min_fill_in` knows nothing of the numbers of states |y|, and computes every score
anew in every step; here only those are updated that an elimination can change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

__all__ = ["CRITERIA", "EliminationOrder", "elimination_order"]

Graph = dict[int, set[int]]
Criterion = Callable[[Graph, int, Sequence[int]], int]

# Past this many cells no rule saves a table. The exponent of the first rule has been seen to exceed that of the
# best by a third: the best order would still need a table of 2⁴⁸ cells.
HOPELESS = 2**64
# With this many multiply-adds for each variable an order takes about as long to run as its steps take to plan:
# the search for a cheaper one would cost more than it can save.
CHEAP = 8_000


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
    scopes: Iterable[Collection[int]], sizes: Sequence[int], keep: Collection[int]
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
    graph: Graph = {}
    for scope in scopes:
        for x in scope:
            graph.setdefault(x, set()).update(scope)
    best: EliminationOrder | None = None
    for name, criterion in CRITERIA.items():
        copy = {x: set(around) for x, around in graph.items()}
        found = _greedy(copy, sizes, keep, name, criterion, best.cost if best else None)
        best = found or best
        if best and (best.cost < CHEAP * len(best.variables) or best.widest > HOPELESS):
            break
    return best or EliminationOrder((), 0, "none")


def _greedy(
    graph: Graph,
    sizes: Sequence[int],
    keep: Collection[int],
    name: str,
    criterion: Criterion,
    bound: int | None,
) -> EliminationOrder | None:
    """The order that a rule finds; None as soon as it costs more than `bound`.

    The graph is modified: it ends up empty of what was eliminated.
    """
    score = {x: criterion(graph, x, sizes) for x in graph if x not in keep}
    queue = [(s, x) for x, s in score.items()]
    heapify(queue)
    # A new edge changes the fill of every common neighbour of its ends, two steps from x; a weight changes only
    # with a variable's own neighbours, one step from x.
    reach_two = criterion is not min_weight
    order = []
    cost, widest = 0, 1
    while queue and widest <= HOPELESS:
        s, x = heappop(queue)
        # A heap cannot change an entry: old scores stay in it and are passed over.
        if score.get(x) != s:
            continue
        del score[x]
        order.append(x)
        around = graph.pop(x)
        cells = 1
        for y in around:
            cells *= sizes[y]
        cost += cells
        widest = max(widest, cells)
        if bound is not None and cost >= bound:
            return None
        around.discard(x)
        touched = around
        filled = False
        for y in around:
            near = graph[y]
            before = len(near)
            near |= around
            near.discard(x)
            filled = filled or len(near) >= before
        if reach_two and filled:
            touched = set().union(*[graph[y] for y in around])
        for y in touched:
            if y in score:
                new = criterion(graph, y, sizes)
                if new != score[y]:
                    score[y] = new
                    heappush(queue, (new, y))
    return EliminationOrder(tuple(order), cost, name, widest)


def min_weight(graph: Graph, x: int, sizes: Sequence[int]) -> int:
    """Cells of the table that eliminating `x` makes; a variable is its own neighbour here."""
    cells = 1
    for y in graph[x]:
        cells *= sizes[y]
    return cells


def min_fill(graph: Graph, x: int, sizes: Sequence[int]) -> int:
    """Pairs of neighbours of `x` that are not neighbours of each other yet, counted twice."""
    around = graph[x]
    return sum([len(around - graph[y]) for y in around])


def weighted_min_fill(graph: Graph, x: int, sizes: Sequence[int]) -> int:
    """The same pairs, each weighted by the product of the numbers of states."""
    around = graph[x]
    total = 0
    for y in around:
        strangers = around - graph[y]
        if strangers:
            total += sizes[y] * sum([sizes[z] for z in strangers])
    return total


CRITERIA: dict[str, Criterion] = {
    "min-weight": min_weight,
    "min-fill": min_fill,
    "weighted min-fill": weighted_min_fill,
}
