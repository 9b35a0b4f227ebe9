"""ID and IDC: estimands against the explicit latent model, on random graphs and on those of the textbooks."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from causalnet.network.dagitty import read_dagitty
from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.identification.estimand import notation_of
from causalnet.questions.identification.evaluation import evaluate
from causalnet.questions.identification.identification_algorithm import (
    Hedge,
    conditional_effect,
    unconditional_effect,
)
from causalnet.questions.identification.projection import districts, latent_projection, subgraph
from tests.questions.separation.joint import Joint
from tests.strategies.mixed import mixed_graphs


class Measured:
    """The distribution of measured variables, by definition."""

    def __init__(self, joint: Joint) -> None:
        self.held = joint

    def joint(self, names):
        return self.held.margin(list(names))


def value(estimand, joint: Joint, states: dict[str, int], outcomes: list[str]) -> np.ndarray:
    """The distribution of the outcomes; a variable that is free beside them must not matter."""
    table = evaluate(estimand, Measured(joint)).at(states)
    others = [v for v in table.names if v not in outcomes]
    values, undefined = table.spread((*others, *outcomes))
    assert not undefined.any()
    flat = values.reshape(-1, *(2 for _ in outcomes))
    np.testing.assert_allclose(flat, np.broadcast_to(flat[0], flat.shape), atol=1e-9)
    return flat[0]


@settings(max_examples=120)
@given(mixed_graphs(most=6), st.integers(0, 10**6))
def test_an_estimand_is_the_effect_in_the_latent_model(graph: MixedGraph, seed: int) -> None:
    joint = Joint(graph, seed)
    projected = latent_projection(graph, graph.measured)
    found = unconditional_effect(projected, ["b"], ["a"])
    if not isinstance(found, Hedge):
        for state in (0, 1):
            expected = joint.do("b", {"a": state})
            np.testing.assert_allclose(
                value(found, joint, {"a": state}, ["b"]), expected, atol=1e-9
            )


@settings(max_examples=80)
@given(mixed_graphs(least=4, most=6), st.integers(0, 10**6))
def test_two_outcomes_under_two_causes(graph: MixedGraph, seed: int) -> None:
    names = graph.measured
    if len(names) < 4:
        return
    outcomes, causes = list(names[:2]), list(names[2:4])
    joint = Joint(graph, seed)
    found = unconditional_effect(latent_projection(graph, names), outcomes, causes)
    if isinstance(found, Hedge):
        return
    for pair in product((0, 1), repeat=2):
        held = dict(zip(causes, pair, strict=True))
        expected = joint.margin(outcomes, joint._product(held))
        np.testing.assert_allclose(value(found, joint, held, outcomes), expected, atol=1e-9)


@settings(max_examples=80)
@given(mixed_graphs(least=4, most=6), st.integers(0, 10**6))
def test_an_effect_given_what_is_seen_after_it(graph: MixedGraph, seed: int) -> None:
    names = graph.measured
    cause, outcome, *seen = names[:4]
    joint = Joint(graph, seed)
    found = conditional_effect(latent_projection(graph, names), [outcome], [cause], seen)
    if isinstance(found, Hedge):
        return
    done = joint.margin([outcome, *seen], joint._product({cause: 1}))
    expected = done / done.sum(axis=0)
    for states in product((0, 1), repeat=len(seen)):
        held = {cause: 1, **dict(zip(seen, states, strict=True))}
        np.testing.assert_allclose(
            value(found, joint, held, [outcome]), expected[:, *states], atol=1e-9
        )


@settings(max_examples=80)
@given(mixed_graphs(most=7))
def test_a_hedge_is_one(graph: MixedGraph) -> None:
    projected = latent_projection(graph, graph.measured)
    found = unconditional_effect(projected, ["b"], ["a"])
    if isinstance(found, Hedge):
        assert found.part < found.whole
        # Both are districts of their own subgraphs, and the causes lie in the difference.
        for names in (found.whole, found.part):
            assert districts(subgraph(projected, names)) == [names]
        assert "a" in found.whole - found.part


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dag { x -> y ; z -> x ; z -> y }", "Σ_z P(y | z, x) P(z)"),
        ("dag { x -> m -> y ; x <-> y }", "Σ_m P(m | x) Σ_x' P(x') P(y | x', m)"),
        ("dag { x -> y }", "P(y | x)"),
        (
            "dag { w1 -> w2 -> x -> y ; w1 <-> x ; w1 <-> y }",
            "[Σ_w1 P(w1) P(x | w1, w2) P(y | w1, w2, x)] / [Σ_w1 P(w1) P(x | w1, w2)]",
        ),
    ],
)
def test_effects_of_the_textbooks(text: str, expected: str) -> None:
    found = unconditional_effect(read_dagitty(text), ["y"], ["x"])
    assert not isinstance(found, Hedge)
    assert notation_of(found, ["x", "y"]) == expected


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("dag { x -> y ; x <-> y }", "xy", "y"),
        ("dag { z -> x -> y ; x <-> y }", "xy", "y"),
        ("dag { x -> m -> y ; x <-> y ; x <-> m }", "xm", "m"),
    ],
)
def test_hedges_of_the_textbooks(text: str, whole: str, part: str) -> None:
    found = unconditional_effect(read_dagitty(text), ["y"], ["x"])
    assert found == Hedge(frozenset(whole), frozenset(part))


def test_the_front_door_given_the_mediator() -> None:
    # P(y | do(x), m) is not P(y | m): the mediator is an effect of what is set.
    graph = read_dagitty("dag { x -> m -> y ; x <-> y }")
    found = conditional_effect(graph, ["y"], ["x"], ["m"])
    assert not isinstance(found, Hedge)
    joint = Joint(graph, 2)
    done = joint.margin(["y", "m"], joint._product({"x": 1}))
    expected = done[:, 1] / done[:, 1].sum()
    np.testing.assert_allclose(value(found, joint, {"x": 1, "m": 1}, ["y"]), expected, atol=1e-12)
    seen = joint.margin(["y", "m"])
    assert abs(seen[1, 1] / seen[:, 1].sum() - expected[1]) > 0.01


def test_the_constraint_of_verma() -> None:
    # c depends on a only through what b passes on, although no set separates a from d.
    graph = read_dagitty("dag { a -> b -> c -> d ; b <-> d }")
    found = unconditional_effect(graph, ["d"], ["c"])
    assert not isinstance(found, Hedge)
    joint = Joint(graph, 3)
    np.testing.assert_allclose(
        value(found, joint, {"c": 1}, ["d"]), joint.do("d", {"c": 1}), atol=1e-12
    )
