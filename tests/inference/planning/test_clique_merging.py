"""Bundled trees give what the trees gave, in fewer steps."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings, strategies as st

from causalnet.inference.execute import flow, load_tensors
from causalnet.inference.planning.clique_merging import bundled, indicator
from causalnet.inference.planning.plan import plan_of
from causalnet.inference.planning.prune import Shape
from tests.inference.cases import awkward


@settings(deadline=None, max_examples=50)
@given(awkward(), st.data())
def test_a_bundled_tree_has_the_same_root_but_for_axes_not_yet_summed(network, data):
    seen = data.draw(st.integers(0, len(network) - 1))
    plan = plan_of(network.structure, Shape(observed=(seen,), every=True))
    for tree in plan.trees:
        other, ends = bundled(tree, network.structure)
        tensors = load_tensors(tree, network.structure.names, network.tables, (0,), {})
        total, nodes = flow(tree, tensors)[-1].sum(), flow(other, tensors)
        np.testing.assert_allclose(nodes[-1].sum(), total, atol=1e-12)
        assert other.root == len(nodes) - 1
        assert {x for leaf in tree.leaves for x in leaf.axes} >= {
            x for end in ends for x in other.axes(end)
        }


def test_an_indicator_sums_to_each_of_some_axes_and_to_one():
    table = np.random.default_rng(0).random((2, 3, 4))
    found = table.ravel() @ indicator((2, 3, 4), (2, 0))
    expected = [*table.sum(axis=(0, 1)), *table.sum(axis=(1, 2)), table.sum()]
    np.testing.assert_allclose(found, expected)
