"""Recipes: the joint distribution of causes from what is known above them, whatever the graph."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from causalnet.compilation.joints import Joints
from causalnet.compilation.recipes import Recipes
from tests.strategies.graphs import graphs


class _Known(Joints):
    """Joint distributions of causes from tables, each by its own recipe only."""

    def __init__(self, recipes, tables, draws):
        super().__init__(recipes, draws)
        self.own = tables

    def table(self, name):
        return self.own[name]

    def weights(self, origin):
        return self.of(origin) if self.recipes.members(origin) else np.ones(())

    def baseline(self, name):
        return None


@settings(max_examples=60, deadline=None)
@given(
    graphs(),
    st.integers(0, 999),
    st.booleans(),
    st.sampled_from([None, 1, 2, 3]),
)
def test_a_recipe_gives_the_joint_distribution_of_the_causes(parents, seed, drawn, spacing):
    rng = np.random.default_rng(seed)
    size = dict(zip(parents, rng.integers(1, 4, len(parents)).tolist(), strict=True))
    tables = {}
    for v, own in parents.items():
        axis = [3] if drawn and rng.random() < 0.5 else []
        p = rng.random([*(size[c] for c in own), size[v], *axis])
        tables[v] = p / p.sum(axis=len(own), keepdims=True)
    recipes = Recipes(parents, size, spacing=spacing)
    joints = _Known(recipes, tables, 3 if drawn else None)
    for v, causes in parents.items():
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
    recipes = Recipes(parents, dict.fromkeys(parents, 2))
    order = list(recipes.order)
    for v in parents:
        recipe = recipes[v]
        known = [name for source in recipe.sources for name in source.names]
        assert len({*known, *recipe.opened}) == len(known) + len(recipe.opened)
        assert {*parents[v]} <= {*known, *recipe.opened}
        for u in recipe.opened:
            assert {*parents[u]} <= {*known, *recipe.opened}
        for source in recipe.sources:
            assert {*source.names} <= {source.origin, *parents[source.origin]}
            assert order.index(source.origin) < order.index(v)


@pytest.mark.parametrize("width", [1, 2, 3])
def test_where_causes_influence_each_other_nothing_is_opened(width):
    names = [f"v{i}" for i in range(400)]
    parents = {v: tuple(names[max(0, i - width) : i]) for i, v in enumerate(names)}
    recipes = Recipes(parents, dict.fromkeys(names, 2))
    assert not any(recipes[v].opened for v in names)
    assert max(len(recipes[v].sources) for v in names) == 1


def test_causes_without_a_common_ancestor_are_taken_apart():
    chains = {f"{c}{i}": (f"{c}{i - 1}",) if i else () for c in "ab" for i in range(50)}
    graph = {**chains, "y": ("a49", "b49")}
    recipe = Recipes(graph, dict.fromkeys(graph, 2))["y"]
    assert not recipe.opened
    assert {source.names for source in recipe.sources} == {("a49",), ("b49",)}


def _layers(count):
    """Layers of four; each variable has two causes in the layer above."""
    return {
        f"v{i}": tuple(f"v{i // 4 * 4 - 4 + j}" for j in sorted({i % 4, (i + 1) % 4}))
        if i > 3
        else ()
        for i in range(count)
    }


def _ladders(count, rungs):
    """Chains in pairs below one root, whose partners have an effect together at every rung."""
    graph = {"root": ()}
    for k in range(count):
        for i in range(rungs):
            above = [f"{side}{k}.{i - 1}" if i else "root" for side in "ab"]
            graph |= {f"a{k}.{i}": (above[0],), f"b{k}.{i}": (above[1],)}
            graph[f"y{k}.{i}"] = (f"a{k}.{i}", f"b{k}.{i}")
    graph |= {"end": tuple(f"y{k}.{rungs - 1}" for k in range(count))}
    return graph


def _effort(recipes):
    """The tables that all recipes multiply, those of their interfaces with them, each once."""
    seen, waiting, effort = set(), [*recipes.parents], 0
    while waiting:
        origin = waiting.pop()
        if origin in seen:
            continue
        seen.add(origin)
        effort += len(recipes[origin].opened) + len(recipes[origin].sources)
        waiting += [s.origin for s in recipes[origin].sources]
    return effort


@pytest.mark.parametrize(
    "graph", [_layers, lambda n: _ladders(6, n // 18)], ids=["layers", "ladders"]
)
def test_the_effort_grows_with_the_number_of_variables(graph):
    small, large = (Recipes(g, dict.fromkeys(g, 3)) for g in (graph(960), graph(1920)))
    assert _effort(large) < 2.15 * _effort(small)


def test_interfaces_are_tabulated_where_they_are_narrow():
    wide = {f"a{i}": () for i in range(12)} | {
        f"b{t}.{i}": tuple(f"b{t - 1}.{j % 12}" if t else f"a{j % 12}" for j in (i, i + 1))
        for t in range(4)
        for i in range(12)
    }
    recipes = Recipes(wide, dict.fromkeys(wide, 3))
    sources = [source for v in wide for source in recipes[v].sources]
    assert all(3 ** len(recipes.members(s.origin)) <= 1024 for s in sources)
