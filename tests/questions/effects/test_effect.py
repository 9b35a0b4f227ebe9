"""Effects: differences of two queries, and whether they could be anything at all."""

import pickle

import numpy as np
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from tests.enumeration import enumerate_query
from tests.printed import flat
from tests.strategies.networks import networks
from tests.toys import xyz


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
    if e.path not in ("within a period", "by observing alone"):
        np.testing.assert_allclose(e.change, 0, atol=1e-12)
    if e.path == "by observing alone":
        # Without what is observed no influence leads there, or what is observed lies on every one.
        assert not _open_walks(network.parents, x, y, z)
    if e.path == "blocked by what is observed":
        assert cn.effect(network, y, under=under).path == "within a period"
    assert (e.path in str(e)) == (e.path != "within a period")


def _open_walks(parents, cause, effect, observed) -> bool:
    """Whether a directed walk leads from a cause to an effect beside what is observed."""
    if observed in (cause, effect):
        return False
    return cause == effect or any(_open_walks(parents, cause, p, observed) for p in parents[effect])


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
    assert seen.path == "by observing alone"
    assert seen.level != 0
    perhaps = cn.effect(
        network, "b", under=cn.do(a="1"), given={"c": cn.likelihood({"0": 1, "1": 2})}
    )
    assert perhaps.path == "by observing alone"


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
        with pytest.raises(cn.errors.QuestionError, match="effect takes one outcome"):
            cn.effect(timed(), outcome, under=cn.do())
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'high'"):
        cn.effect(timed(), ("effect", "hihg"), under=cn.do())


def test_states_that_nobody_declared_ordered_have_no_level():
    network = cn.Network(
        {"x": ["yes", "no"], "y": ["red", "green", "blue"]},
        {"y": ["x"]},
        {"x": [0.3, 0.7], "y": [[0.6, 0.1, 0.3], [0.1, 0.7, 0.2]]},
    )
    green = cn.effect(network, ("y", "green"), under=cn.do(x="yes"))
    ordered = cn.effect(network.with_order("y"), "y", under=cn.do(x="yes"))

    assert "expected level" not in str(green)
    assert "at least" not in str(green)
    # The state that is named measures the change; the others are there to be seen.
    assert [green[s] for s in ("red", "green", "blue")] == pytest.approx([0.35, -0.42, 0.07])
    assert green.level == pytest.approx(-0.42)
    assert ordered.level == pytest.approx(0.7 - (0.3 * 0.7 + 0.7 * 1.1))
    assert set(green.to_frame()["quantity"]) == {"P(state)"}
    for level in (
        lambda: green.at_least("green"),
        lambda: cn.query(network, "y").level,
        lambda: cn.query(network, "y").at_least("green"),
    ):
        with pytest.raises(cn.errors.QuestionError, match="run from low to high"):
            level()


RAW = cn.Network(
    {"x": ["yes", "no"], "z": ["b", "a"], "y": ["red", "green", "blue"]},
    {"y": ["x"]},
    {"x": [0.3, 0.7], "z": [0.5, 0.5], "y": [[0.6, 0.1, 0.3], [0.1, 0.7, 0.2]]},
)
ASKED = {
    "effect": lambda y: cn.effect(RAW, y, under=cn.do(x="yes")),
    "compare": lambda y: cn.compare(RAW, y, [cn.do(x="yes")]),
    "levers": lambda y: cn.levers(RAW, y),
    "pairs": lambda y: cn.pairs(RAW, y, ["x", "z"]),
}


@pytest.mark.parametrize("verb", ASKED)
def test_every_verb_asks_a_raw_network_about_a_named_state(verb):
    with pytest.raises(cn.errors.QuestionError) as error:
        ASKED[verb]("y")
    assert str(error.value) == (
        f"{verb} needs a state of 'y' to ask about. Nobody has declared that the states of 'y' (red, green, blue) "
        "run from low to high. Ask about one of them, such as ('y', 'blue'). Only if they do run so, from 'red' up "
        "to 'blue', declare it with network.with_order('y'). If they run otherwise, give their order: "
        "network.with_order(y=['green', 'blue', 'red'])."
    )
    assert "green" in str(ASKED[verb](("y", "green")))


@given(st.data())
def test_another_order_of_the_states_changes_no_probability(data):
    network = data.draw(networks())
    turned = {
        v: data.draw(st.permutations(network.states[v]))
        for v in data.draw(st.lists(st.sampled_from(network.variables), min_size=1, unique=True))
    }
    other = network.with_order(turned)
    x, y = (data.draw(st.sampled_from(network.variables)) for _ in range(2))
    under = cn.do({x: data.draw(st.sampled_from(network.states[x]))})
    before, after = enumerate_query(network, y, under), cn.query(other, y, under=under)
    for state, p in zip(network.states[y], before, strict=True):
        assert after[state] == pytest.approx(p, abs=1e-12)
    assert all(other.states[v] == tuple(own) for v, own in turned.items())
    assert other.ordered == network.ordered | turned.keys()
    assert other.with_order({v: network.states[v] for v in turned}) == network.with_order(*turned)


def test_an_order_that_is_given_decides_what_a_level_is():
    order = ["blue", "red", "green"]
    found = cn.effect(RAW.with_order(y=order), "y", under=cn.do(x="yes"))
    assert found.level == pytest.approx((0.6 + 2 * 0.1) - (0.3 * 0.8 + 0.7 * 1.5))
    assert cn.levers(RAW.with_order(y=order), "y")[0].state == "no"


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ({"y": ["red", "blue"]}, "The order of 'y' leaves out 'green'. It must name every state"),
        ({"y": ["red", "blue", "gren"]}, "No state 'gren' of 'y'.* Did you mean 'green'?"),
        ({"y": ["red", "blue", "green", "red"]}, "The order of 'y' names 'red' twice."),
        ({"y": "red"}, "must be a list of its states from low to high, got 'red'"),
        ({"y": {"red", "blue", "green"}}, "must be a list of its states from low to high"),
        ({"q": ["red"]}, "No variable 'q'"),
    ],
)
def test_an_order_that_does_not_fit_is_refused(order, message):
    with pytest.raises(cn.CausalnetError, match=message):
        RAW.with_order(**order)
    with pytest.raises(cn.CausalnetError, match="given an order twice"):
        RAW.with_order("y", y=["red", "green", "blue"])


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
    with pytest.raises(cn.errors.UnknownNameError, match="No variable 'z'"):
        network.with_order("z")
    with pytest.raises(
        cn.errors.ArgumentError, match="'ordered' must be True, False or a collection of str, got 3"
    ):
        cn.Network(network.states, {}, network.tables, ordered=3)


def test_effect_exports_every_quantity():
    frame = cn.effect(timed(), "effect", under=cn.do(cause="high")).to_frame()
    assert frame["quantity"].tolist() == ["P(state)", "P(state)", "P(at least)", "expected level"]
    assert (frame["under"] - frame["versus"] - frame["change"]).abs().max() < 1e-12


def test_the_title_of_an_effect_closes_what_it_opens():
    text = str(cn.effect(xyz(), "z", under=cn.do(x="b"), given={"y": "a"}))
    assert text.split("\n", maxsplit=1)[0] == (
        "Given that y is a, setting x to b does not change z: every path to it passes"
    )


def test_cut_points_of_its_own_are_told_beside_a_change():
    half = cn.Baseline([0.5, 0.5])
    for sizes, told in (((0.001, 0.01, 0.02), True), ((0.01, 0.05, 0.15), False)):
        model = cn.CausalModel(
            "k",
            [
                cn.Variable("x", ["lo", "hi"], half),
                cn.Variable("y", ["lo", "hi"], half, sizes=sizes),
            ],
            [cn.Influence("x", "y", "+", 0.1)],
        )
        legend = "Sizes: negligible under 0.1% of the scale, small under 1%, moderate under 2%, else large."
        for answer in (
            cn.effect(model, "y", under=cn.do(x="hi")),
            cn.trajectory(model, "y", under=cn.do(x="hi"), periods=1),
        ):
            assert (legend in flat(answer)) == told
        assert legend not in flat(cn.effect(model, "x", under=cn.do(y="hi")))
