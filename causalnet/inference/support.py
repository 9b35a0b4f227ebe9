"""The support of answers: what is possible at all, by the passes of a contraction tree over zeros and ones.

A sum of products of probabilities may underflow to zero. With every positive number replaced by one, and every
result by whether it is positive, the same passes say exactly which results are zero.
"""

from __future__ import annotations

import numpy as np

from causalnet.inference.adjoint import Descent
from causalnet.inference.contraction import Array
from causalnet.inference.execute import load_tensors
from causalnet.inference.planning.contraction_tree import Tree
from causalnet.inference.planning.plan import Plan
from causalnet.inference.query_encoding import Asked
from causalnet.network.network import Network

__all__ = ["support_both_ways"]


def support_both_ways(
    network: Network, plan: Plan, tree: Tree, down: Descent, asked: Asked
) -> tuple[Array, list[Array]]:
    """The root of a tree and the readings of its reverse pass: positive where they are possible, else zero.

    It has the form of `both_ways`.
    """
    tensors = load_tensors(tree, plan.structure.names, network.tables, asked.states, asked.weights)
    nodes = [_positive(tensor) for tensor in tensors]
    for first, second, how in tree.steps:
        nodes.append(_positive(how.run(nodes[first], nodes[second])))
    one = np.ones(())
    adjoint = {tree.root: one}
    for node, above, sibling, how in down.steps:
        adjoint[node] = _positive(how.run(nodes[sibling], adjoint[above]))
    found = [
        reading.finish(
            reading.how.run(
                nodes[reading.partner] if reading.partner >= 0 else one, adjoint[reading.above]
            )
        )
        for reading in down.readings
    ]
    return nodes[-1], found


def _positive(tensor: Array) -> Array:
    return np.asarray(tensor > 0, dtype=np.float64)
