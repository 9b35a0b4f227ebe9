"""A labelled cut as an integer programme."""

from __future__ import annotations

from math import ceil

import numpy as np

from causalnet.questions.witnesses.path_graph import START, Labelling, PathGraph

__all__ = ["integer_cut"]

# Nodes of branch and bound after which bounds are taken, and how far from a whole number an optimum may be.
MOST_NODES, ROUNDING = 500, 1e-6


def integer_cut(graph: PathGraph, labels: Labelling) -> tuple[int, frozenset[str] | None]:
    r"""A proved lower bound on the size of a labelled cut, and the smallest cut that was found.

    Every node :math:`v` is before the cut (:math:`d_v = 0`) or behind it (:math:`d_v = 1`), an arrow :math:`a` from
    :math:`u` to :math:`v` falls (:math:`x_a = 1`) or stands, and a label :math:`l` is rejected (:math:`z_l = 1`) or not:

    .. math::

       \min \sum_l z_l, \quad d_v - d_u \le x_a, \quad x_a \le z_l \text{ for every label of } a.

    An arrow without labels stands; one with a single label has :math:`x_a = z_l`. Where branch and bound ends, the two agree.

    References
    ----------
    Q. Huangfu and J. A. J. Hall (2018), "Parallelizing the dual revised simplex method", *Mathematical Programming
    Computation* 10 (HiGHS).
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    every = sorted(frozenset[str]().union(*(labels[name] for name in graph.names)))
    nodes = sorted({node for a in graph.arrows for node in (a.tail, a.head)})
    place = {label: i for i, label in enumerate(every)}
    depth = {node: len(every) + i for i, node in enumerate(nodes)}
    first = len(every) + len(nodes)
    size = first + len(graph.arrows)
    least, greatest = np.zeros(size), np.ones(size)
    greatest[depth[START]], least[depth[graph.end]] = 0, 1
    entries: list[tuple[int, int, float]] = []
    row = 0
    for number, arrow in enumerate(graph.arrows, start=first):
        own = sorted(labels[arrow.name]) if arrow.name is not None else []
        # An arrow with one label falls with it, and needs no number of its own.
        falls = place[own[0]] if len(own) == 1 else number
        entries += [(row, depth[arrow.head], 1), (row, depth[arrow.tail], -1), (row, falls, -1)]
        shared = own if len(own) > 1 else []
        for further, label in enumerate(shared, start=row + 1):
            entries += [(further, number, 1), (further, place[label], -1)]
        row += 1 + len(shared)
        if not own:
            greatest[number] = 0
    rows, columns, values = zip(*entries, strict=True)
    counted = np.arange(size) < len(every)
    solved = milp(
        counted.astype(float),
        constraints=LinearConstraint(
            coo_array((values, (rows, columns)), shape=(row, size)).tocsr(), -np.inf, 0
        ),
        bounds=Bounds(least, greatest),
        integrality=counted.astype(int),
        options={"node_limit": MOST_NODES, "mip_rel_gap": 0},
    )
    if solved.x is None:
        return 0, None
    gone = frozenset(label for label in every if solved.x[place[label]] > 0.5)
    return ceil(solved.mip_dual_bound - ROUNDING), gone
