"""Recipes: the joint distribution of causes from what is known above them, whatever the graph."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.compilation.blueprint import Recipes, blueprint_of
from causalnet.compilation.joints import Joints
from causalnet.errors import QuestionError
from tests.strategies.graphs import graphs


class _Known(Joints):
    """Joint distributions of causes from tables, each by its own recipe only."""

    def __init__(self, blueprint, tables, draws):
        super().__init__(blueprint, draws)
        self.own = tables

    def table(self, name):
        return self.own[name]

    def weights(self, name):
        return self.of(name) if self.blueprint.parents[name] else np.ones(())

    def baseline(self, name):
        return None


@settings(max_examples=40, deadline=None)
@given(graphs(), st.integers(0, 999), st.booleans())
def test_a_recipe_gives_the_joint_distribution_of_the_causes(parents, seed, drawn):
    rng = np.random.default_rng(seed)
    size = dict(zip(parents, rng.integers(2, 4, len(parents)).tolist(), strict=True))
    model = cn.CausalModel(
        "m",
        [cn.Variable(v, [f"s{i}" for i in range(size[v])]) for v in parents],
        [cn.Influence(c, v, "+", 1.0) for v, own in parents.items() for c in own],
    )
    tables = {}
    for v, own in parents.items():
        axis = [3] if drawn and rng.random() < 0.5 else []
        p = rng.random([*(size[c] for c in own), size[v], *axis])
        tables[v] = p / p.sum(axis=len(own), keepdims=True)
    blueprint = blueprint_of(model, model.variables)
    joints = _Known(blueprint, tables, 3 if drawn else None)
    for v in parents:
        causes = blueprint.parents[v]
        if not causes:
            continue
        expected = np.zeros((*(size[c] for c in causes), 3))
        for cell in itertools.product(*(range(k) for k in size.values())):
            at = dict(zip(size, cell, strict=True))
            rows = [table[(*(at[c] for c in parents[u]), at[u])] for u, table in tables.items()]
            expected[tuple(at[c] for c in causes)] += np.prod(np.broadcast_arrays(*rows), axis=0)
        found = joints.of(v)
        found = found if found.ndim > len(causes) else found[..., None]
        np.testing.assert_allclose(np.broadcast_to(found, expected.shape), expected, atol=1e-12)


@given(graphs())
def test_what_is_opened_comes_after_what_is_known(parents):
    order = list(parents)
    recipes = Recipes(parents)
    for v in parents:
        recipe = recipes[v]
        known = [name for source in recipe.sources for name in source.names]
        assert len({*known, *recipe.opened}) == len(known) + len(recipe.opened)
        assert {*parents[v]} <= {*known, *recipe.opened}
        for u in recipe.opened:
            assert {*parents[u]} <= {*known, *recipe.opened}
        for source in recipe.sources:
            assert {*source.names} <= {source.family, *parents[source.family]}
            assert order.index(source.family) < order.index(v)


@pytest.mark.parametrize("width", [1, 2, 3])
def test_where_causes_influence_each_other_nothing_is_opened(width):
    names = [f"v{i}" for i in range(400)]
    parents = {v: tuple(names[max(0, i - width) : i]) for i, v in enumerate(names)}
    recipes = Recipes(parents)
    assert not any(recipes[v].opened for v in names)
    assert max(len(recipes[v].sources) for v in names) == 1


def test_causes_without_a_common_ancestor_are_taken_apart():
    chains = {f"{c}{i}": (f"{c}{i - 1}",) if i else () for c in "ab" for i in range(50)}
    recipe = Recipes({**chains, "y": ("a49", "b49")})["y"]
    assert not recipe.opened
    assert {source.names for source in recipe.sources} == {("a49",), ("b49",)}


def test_a_blueprint_holds_the_causes_of_its_variables():
    lawn = cn.load("lawn")
    assert blueprint_of(lawn, ["rain"]) is blueprint_of(lawn, ["rain"])
    with pytest.raises(QuestionError, match="names an effect of 'rain', but not 'rain' itself"):
        blueprint_of(lawn, ["wet", "sprinkler"])
