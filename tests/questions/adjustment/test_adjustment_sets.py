"""Adjustment sets: by their formula on random tables, and in known graphs."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.separation.graph_of import graph_of
from tests.questions.separation.joint import Joint
from tests.questions.separation.oracle import hidden_graph, minimal, separates
from tests.strategies.mixed import mixed_graphs

# The graph of I. Shrier and R. W. Platt (2008), "Reducing bias through directed acyclic graphs", *BMC Medical Research
# Methodology* 8, figure 2a, which dagitty ships as well.
WARM_UP = """dag {
    coach -> { fitness motivation } ; genetics -> { fitness fatigue connective }
    motivation -> { previous_injury warm_up } ; readiness -> warm_up
    connective -> { weakness fatigue } ; contact_sport -> { in_game previous_injury }
    fitness -> { readiness fatigue } ; fatigue -> { in_game injury }
    warm_up -> in_game -> injury <- weakness
}"""


@given(mixed_graphs(most=6), st.integers(0, 10**6))
def test_the_formula_gives_the_effect_for_these_sets_and_for_no_others(
    graph: MixedGraph, seed: int
) -> None:
    answer = cn.adjustment_sets(graph, "a", "b")
    joint = Joint(graph, seed)
    truth = joint.do("b", {"a": 1})

    def gives(names: frozenset[str]) -> bool:
        return bool(np.allclose(joint.adjusted("a", "b", sorted(names)), truth, rtol=0, atol=1e-10))

    expected = minimal({*graph.measured} - {"a", "b"}, gives)
    assert {frozenset(s) for s in answer.minimal} == expected


@given(mixed_graphs(least=4, most=6), st.integers(0, 10**6))
def test_the_most_precise_set_gives_the_effect(graph: MixedGraph, seed: int) -> None:
    answer = cn.adjustment_sets(graph, "a", "d") if "d" in graph.measured else None
    if answer is not None and answer.precise is not None:
        joint = Joint(graph, seed)
        found = joint.adjusted("a", "d", answer.precise)
        np.testing.assert_allclose(found, joint.do("d", {"a": 1}), atol=1e-10)


def test_the_most_precise_set_has_the_least_variance_of_all() -> None:
    graph = MixedGraph({"x": ["a"], "a": [], "b": ["a"], "c": [], "y": ["x", "b", "c"]})
    answer = cn.adjustment_sets(graph, "x", "y")
    assert answer.minimal == (("a",), ("b",))
    assert answer.precise == ("b", "c")
    # Least squares on simulated data: the standard deviation of the slope, set by set.
    rng = np.random.default_rng(0)
    spread = {}
    for names in (("a",), ("b",), ("a", "c"), ("b", "c"), ("a", "b", "c")):
        slopes = []
        for _ in range(300):
            data = {v: rng.normal(size=60) for v in "acxyb"}
            data["b"] += data["a"]
            data["x"] += data["a"]
            data["y"] += data["x"] + data["b"] + 2 * data["c"]
            columns = np.column_stack([data["x"], *(data[v] for v in names), np.ones(60)])
            slopes.append(np.linalg.lstsq(columns, data["y"], rcond=None)[0][0])
        spread[names] = float(np.std(slopes))
    assert min(spread, key=lambda s: spread[s]) == ("b", "c")


def test_a_classic_exercise_of_thirteen_variables() -> None:
    answer = cn.adjustment_sets(WARM_UP, "warm_up", "injury")
    graph = graph_of(WARM_UP)
    assert len(graph) == 13
    oracle = hidden_graph(graph)
    oracle.remove_edge("warm_up", "in_game")
    allowed = {*graph} - {"warm_up", "injury", "in_game"}
    expected = minimal(allowed, lambda s: separates(oracle, ["warm_up"], ["injury"], s))
    found = {frozenset(s) for s in answer.minimal}
    assert found == expected
    # The authors' own choice is one of them.
    assert frozenset({"fatigue", "weakness"}) in found
    assert answer.complete


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ("dag { z -> x -> y ; z -> y }", [("z",)]),  # back door
        ("dag { x -> y ; x <-> y }", []),  # bow
        ("dag { x -> m -> y ; x <-> y }", []),  # front door
        ("dag { x -> y }", [()]),
        (
            "dag { x <- a -> m <- b -> y ; x -> y }",
            [()],
        ),  # M-bias: adjusting for m would open a path
        ("dag { w1 -> w2 -> x -> y ; w1 <-> x ; w1 <-> y }", []),  # napkin
        ("dag { x -> y <- u -> x ; u [latent] }", []),
    ],
)
def test_graphs_of_the_textbooks(graph: str, expected: list[tuple[str, ...]]) -> None:
    assert list(cn.adjustment_sets(graph, "x", "y").minimal) == expected


def test_sentences() -> None:
    none = cn.adjustment_sets("dag { x -> y ; x <-> y }", "x", "y")
    assert none.sentence == "Adjusting for measured variables does not give the effect of x on y."
    empty = cn.adjustment_sets("dag { x -> y }", "x", "y")
    assert empty.sentence == "Nothing need be adjusted for: what is seen is the effect of x on y."
    still = cn.adjustment_sets("dag { y -> x }", "x", "y")
    assert still.sentence == "The graph has no directed path from x to y: the effect is zero."


def test_a_latent_end_is_refused() -> None:
    with pytest.raises(cn.errors.QuestionError, match=r"'x' is latent"):
        cn.adjustment_sets("dag { x [latent] ; x -> y }", "x", "y")
    with pytest.raises(cn.errors.QuestionError, match=r"'x' is both cause and outcome"):
        cn.adjustment_sets("dag { x -> y }", "x", ["x", "y"])
    with pytest.raises(cn.errors.UnknownNameError, match=r"Did you mean 'yes'"):
        cn.adjustment_sets("dag { x -> yes }", "x", "yess")


def test_several_causes_are_adjusted_for_together() -> None:
    answer = cn.adjustment_sets(
        "dag { z -> x1 ; z -> x2 ; x1 -> x2 ; x1 -> y ; x2 -> y ; z -> y }", ["x1", "x2"], "y"
    )
    assert answer.minimal == (("z",),)


def test_the_frame_marks_the_minimal_and_the_precise_sets() -> None:
    frame = cn.adjustment_sets("dag { x <- a -> b -> y ; x -> y ; c -> y }", "x", "y").to_frame()
    assert frame.set.tolist() == [("a",), ("b",), ("b", "c")]
    assert frame.minimal.tolist() == [True, True, False]
    assert frame.precise.tolist() == [False, False, True]
