"""Effects: differences of two queries, and whether they could be anything at all."""

import pickle

import numpy as np
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from tests.enumeration import enumerate_query
from tests.networks import networks


@given(st.data())
def test_an_effect_is_the_difference_of_two_queries(data):
    network = data.draw(networks())
    x, y = data.draw(
        st.lists(st.sampled_from(network.variables), min_size=2, max_size=2, unique=True)
    )
    a, b = (cn.do({x: data.draw(st.sampled_from(network.states[x]))}) for _ in range(2))
    p, q = enumerate_query(network, y, a), enumerate_query(network, y, b)
    e = cn.effect(network, y, under=a, versus=b)
    np.testing.assert_allclose(e.change, p - q, atol=1e-12)
    assert e.level == pytest.approx((p - q) @ np.arange(len(p)), abs=1e-12)
    for i, state in enumerate(network.states[y]):
        assert e.at_least(state) == pytest.approx((p - q)[i:].sum(), abs=1e-12)


@given(st.data())
def test_where_there_is_no_path_the_effect_is_zero(data):
    network = data.draw(networks())
    x, y = data.draw(
        st.lists(st.sampled_from(network.variables), min_size=2, max_size=2, unique=True)
    )
    z = data.draw(st.sampled_from(network.variables))
    given = {z: network.states[z][-1]}
    under = cn.do({x: network.states[x][0]})
    if (
        enumerate_query(network, y, under, given) is None
        or enumerate_query(network, y, None, given) is None
    ):
        return
    e = cn.effect(network, y, under=under, given=given)
    if e.path != "within a period":
        np.testing.assert_allclose(e.change, 0, atol=1e-12)
    if e.path == "blocked by what is observed":
        assert cn.effect(network, y, under=under).path == "within a period"
    assert (e.path in str(e)) == (e.path != "within a period")


def timed() -> cn.CausalModel:
    two = ["low", "high"]
    return cn.CausalModel(
        "timed",
        [cn.Variable(v, two) for v in ("cause", "effect", "later", "apart")],
        [
            cn.Influence("cause", "effect", "+", 1.0),
            cn.Influence("effect", "later", "+", 1.0, lag=1),
        ],
    )


@pytest.mark.parametrize(
    ("cause", "outcome", "path"),
    [
        ("cause", "effect", "within a period"),
        ("cause", "later", "lagged only"),
        ("apart", "effect", "no path"),
        ("effect", "cause", "no path"),
    ],
)
def test_the_path_says_how_a_difference_can_reach_the_outcome(cause, outcome, path):
    e = cn.effect(timed(), outcome, under=cn.do({cause: "high"}))
    assert e.path == path
    assert ("Zero by structure" in str(e)) == (path != "within a period")
    if path != "within a period":
        assert e.level == 0


def test_evidence_can_open_a_path_that_runs_through_a_collider():
    network = cn.Network(
        {v: ["0", "1"] for v in "abc"},
        {"c": ["a", "b"]},
        {
            "a": [0.5, 0.5],
            "b": [0.5, 0.5],
            "c": [[[0.9, 0.1], [0.2, 0.8]], [[0.3, 0.7], [0.4, 0.6]]],
        },
        ordered=True,
    )
    assert cn.effect(network, "b", under=cn.do(a="1")).path == "no path"
    seen = cn.effect(network, "b", under=cn.do(a="1"), given={"c": "1"})
    assert seen.path == "within a period"
    assert seen.level != 0
    perhaps = cn.effect(
        network, "b", under=cn.do(a="1"), given={"c": cn.likelihood({"0": 1, "1": 2})}
    )
    assert perhaps.path == "within a period"


def test_cutting_and_rejecting_differ():
    model = cn.CausalModel(
        "chain",
        [
            cn.Variable("a", ["0", "1"], cn.Baseline([0.3, 0.7])),
            cn.Variable("b", ["0", "1"], cn.Baseline([0.5, 0.5])),
        ],
        [cn.Influence("a", "b", "+", 2.0)],
    )
    cut = cn.query(model, "b", under=cn.do(cn.cut("a", "b"), a="0"))
    rejected = cn.query(model.rejecting("a → b"), "b", under=cn.do(a="0"))
    assert rejected.p == pytest.approx([0.5, 0.5])
    assert cut.p == pytest.approx([0.5, 0.5])  # the only cause, cut: its marginal stays
    two = model.adding(
        cn.Variable("c", ["0", "1"], cn.Baseline([0.6, 0.4])),
        cn.Influence("c", "b", "+", 2.0),
        cn.Influence("a", "c", "+", 2.0),
    )
    assert not np.allclose(
        cn.query(two, "b", under=cn.do(cn.cut("a", "b"))).p, [0.5, 0.5], atol=1e-4
    )
    assert cn.query(two.rejecting("a → b"), "b").p == pytest.approx([0.5, 0.5])


def test_an_effect_takes_one_outcome():
    for outcome in (("cause", "effect"), ["cause"], 5, ("cause", "low", "high")):
        with pytest.raises(cn.QuestionError, match="effect takes one outcome"):
            cn.effect(timed(), outcome, under=cn.do())
    with pytest.raises(cn.UnknownNameError, match="Did you mean 'high'"):
        cn.effect(timed(), ("effect", "hihg"), under=cn.do())


def test_states_that_nobody_declared_ordered_have_no_level():
    network = cn.Network(
        {"x": ["yes", "no"], "y": ["red", "green", "blue"]},
        {"y": ["x"]},
        {"x": [0.3, 0.7], "y": [[0.6, 0.1, 0.3], [0.1, 0.7, 0.2]]},
    )
    loose = cn.effect(network, "y", under=cn.do(x="yes"))
    green = cn.effect(network, ("y", "green"), under=cn.do(x="yes"))
    ordered = cn.effect(network.with_order("y"), "y", under=cn.do(x="yes"))

    assert "expected level" not in str(loose)
    assert "at least" not in str(loose)
    assert loose["green"] == pytest.approx(-0.42)
    assert green.level == pytest.approx(-0.42)
    assert ordered.level == pytest.approx(0.7 - (0.3 * 0.7 + 0.7 * 1.1))
    assert set(loose.to_frame()["quantity"]) == {"P(state)"}
    for level in (
        lambda: loose.level,
        lambda: loose.at_least("green"),
        lambda: cn.query(network, "y").level,
        lambda: cn.query(network, "y").at_least("green"),
    ):
        with pytest.raises(cn.QuestionError, match="run from low to high"):
            level()


def test_an_order_goes_with_the_network_wherever_it_goes():
    network = cn.Network({"x": ["a", "b"], "y": ["a", "b"]}, {}, {"x": [0.3, 0.7], "y": [1, 0]})
    ordered = network.with_order("x")

    for same in (
        pickle.loads(pickle.dumps(ordered)),
        ordered.replacing({"y": [0, 1]}),
        cn.mutilate(ordered, cn.do(y="b")),
        cn.Network(network.states, {}, network.tables, ordered=["x"]),
    ):
        assert same.ordered == {"x"}
    assert cn.compile_model(timed()).ordered == set(timed().variables)
    assert network.with_order().ordered == {"x", "y"}
    with pytest.raises(cn.UnknownNameError, match="No variable 'z'"):
        network.with_order("z")
    with pytest.raises(
        cn.ArgumentError, match="'ordered' must be True, False or a collection of str, got 3"
    ):
        cn.Network(network.states, {}, network.tables, ordered=3)


def test_effect_exports_every_quantity():
    frame = cn.effect(timed(), "effect", under=cn.do(cause="high")).to_frame()
    assert frame["quantity"].tolist() == ["P(state)", "P(state)", "P(at least)", "expected level"]
    assert (frame["under"] - frame["versus"] - frame["change"]).abs().max() < 1e-12
