"""Levers: every single intervention, with what it reaches and what it is worth."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from tests.enumeration import enumerate_query
from tests.strategies.networks import networks


@given(st.data())
def test_levers_are_one_query_each(data):
    network = data.draw(networks(most=5))
    outcome = data.draw(st.sampled_from(network.variables))
    found = cn.levers(network, outcome)
    today = enumerate_query(network, outcome)
    scale = np.arange(len(today))
    assert {(v.variable, v.state) for v in found} == {
        (v, s) for v in network if v != outcome for s in network.states[v]
    }
    for lever in found:
        p = enumerate_query(network, outcome, cn.do({lever.variable: lever.state}))
        own = enumerate_query(network, lever.variable)
        assert lever.level == pytest.approx((p - today) @ scale, abs=1e-12)
        for i, (state, change) in enumerate(lever.at_least, start=1):
            assert state == network.states[outcome][i]
            assert change == pytest.approx((p - today)[i:].sum(), abs=1e-12)
        away = abs(np.arange(len(own)) - network.index(lever.variable, lever.state))
        assert lever.reach == pytest.approx(own @ away, abs=1e-12)
    assert [v.reaches for v in found] == sorted([v.reaches for v in found], reverse=True)
    levels = [lever.level for lever in found if lever.reaches]
    assert levels == pytest.approx(sorted(levels, reverse=True), abs=1e-11)


def town() -> cn.CausalModel:
    three = ["low", "middle", "high"]
    return cn.CausalModel(
        "town",
        [
            cn.Variable("toll", three, cn.Baseline([0.8, 0.15, 0.05]), roles=["lever"]),
            cn.Variable("buses", three, cn.Baseline([0.5, 0.3, 0.2]), roles=["lever", "context"]),
            cn.Variable("traffic", three, cn.Baseline([0.2, 0.3, 0.5])),
            cn.Variable("air", three, cn.Baseline([0.4, 0.4, 0.2]), roles=["outcome"]),
            cn.Variable("noise", three),
        ],
        [
            cn.Influence("toll", "traffic", "-", 1.0),
            cn.Influence("buses", "traffic", "-", 0.6),
            cn.Influence("traffic", "air", "-", 1.5),
            cn.Influence("noise", "air", "-", 0.2, lag=1),
        ],
        proposals=[cn.Proposal("road pricing", cn.do(toll="high"), claims=["k"])],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("k", "Tolls should be raised.", "memo", kind="lever")],
    )


def test_by_default_the_levers_are_those_that_the_model_calls_so():
    assert {v.variable for v in cn.levers(town(), "air")} == {"toll", "buses"}
    everything = {v.variable for v in cn.levers(town(), "air", among="all")}
    assert everything == {"toll", "buses", "traffic", "noise"}
    assert {v.variable for v in cn.levers(town(), "air", among=["noise"])} == {"noise"}


def test_a_lever_knows_its_steps_its_path_and_its_proposal():
    found = {(v.variable, v.state): v for v in cn.levers(town(), "air", among="all")}
    assert found["toll", "high"].steps == 2
    assert found["traffic", "low"].steps == 1
    assert found["noise", "low"].steps is None
    assert found["noise", "low"].path == "lagged only"
    assert found["toll", "high"].proposed == ("road pricing",)
    assert found["toll", "low"].proposed == ()
    assert found["traffic", "low"].per_reach == pytest.approx(
        found["traffic", "low"].level / found["traffic", "low"].reach
    )


def test_a_leap_to_a_near_definition_shows_its_reach_and_steps():
    text = str(cn.levers(town(), "air", among="all"))
    assert "lagged only" in text
    assert "usually means that the lever nearly is the outcome" in " ".join(text.split())
    header = next(line for line in text.split("\n") if "reach" in line)
    assert header.split() == "lever set to level size reach steps proposed".split()
    sheet = cn.levers(town(), "air", among="all").web_sheets()[0]
    assert list(sheet.header) == [
        "", "lever", "set to", "level", "size", "P(high)", "rank by it", "reach", "per reach", "steps", "proposed"
    ]  # fmt: skip


def test_where_two_measures_rank_differently_it_says_so():
    # x moves mass within the lower states, z into the top one.
    network = cn.Network(
        {"x": ["0", "1"], "z": ["0", "1"], "y": ["low", "middle", "high"]},
        {"y": ["x", "z"]},
        {
            "x": [0.9, 0.1],
            "z": [0.9, 0.1],
            "y": [[[0.8, 0.1, 0.1], [0.7, 0.0, 0.3]], [[0.1, 0.8, 0.1], [0.1, 0.6, 0.3]]],
        },
        ordered=True,
    )
    found = cn.levers(network, "y")
    assert [v.variable for v in found.best()] == ["x", "z"]
    assert found.ranks_at_least("high") == {"z": 1, "x": 2}
    assert "By P(high) some rank otherwise than by expected level" in " ".join(str(found).split())


def test_levers_respect_what_is_observed():
    network = town()
    found = cn.levers(network, "air", given={"toll": "low"})
    assert {v.state for v in found if v.variable == "toll"} == {"low"}


@pytest.mark.parametrize(
    ("among", "message"),
    [
        (["air"], "'air' is the outcome: setting it is no lever on it."),
        (
            ["tol"],
            "No variable 'tol'; the variables are toll, buses, traffic, noise. Did you mean 'toll'?",
        ),
    ],
)
def test_levers_that_make_no_sense_are_refused(among, message):
    with pytest.raises(cn.CausalnetError) as caught:
        cn.levers(town(), "air", among=among)
    assert str(caught.value) == message


def test_a_model_without_levers_says_what_to_do():
    model = cn.CausalModel("none", [cn.Variable("a", ["0", "1"]), cn.Variable("b", ["0", "1"])])
    with pytest.raises(cn.errors.QuestionError, match='say among="all"'):
        cn.levers(model, "a")


def where_less_is_better() -> cn.CausalModel:
    """The town, asked for its traffic, of which less is wished for."""
    model = town()
    return model.replacing(replace(model.variables["traffic"], better="low"))


def test_where_less_is_better_the_lever_that_lowers_most_is_first():
    model = where_less_is_better()
    found, raising = cn.levers(model, "traffic"), cn.levers(town(), "traffic")
    # Changes keep their sign; only the order turns.
    assert [v.level for v in found] == sorted(v.level for v in raising)
    assert found[0].intervention == cn.do(toll="high")
    assert str(found).startswith("The proposal “road pricing” lowers traffic a lot: by 0.698")
    assert found.ranks_at_least("high")["toll"] == 1
    for asked in (cn.levers(town(), "traffic", better="low"), found):
        assert [v.intervention for v in asked] == [v.intervention for v in found]
    assert [v.level for v in cn.levers(model, "traffic", better="high")] == [
        v.level for v in raising
    ]
    with pytest.raises(cn.errors.ArgumentError, match="Did you mean 'low'"):
        cn.levers(town(), "traffic", better="lower")


def test_where_less_is_better_the_first_over_draws_is_the_one_that_lowers_most():
    model = where_less_is_better().replacing(
        cn.Influence("toll", "traffic", "-", cn.interval(0.5, 1.5)),
        cn.Influence("buses", "traffic", "-", cn.interval(0.2, 1.0)),
    )
    found = cn.levers(model, "traffic", draws=200)
    toll, buses = (
        min(v.estimate.points.mean() for v in found if v.variable == name)
        for name in ("toll", "buses")
    )
    assert toll < buses
    best = {v.variable: v.estimate.points for v in found.best()}
    assert found.shares()["toll"].first == pytest.approx(np.mean(best["toll"] < best["buses"]))
    assert "What would lower traffic" in cn.plot(found).axes[0].get_title(loc="left")


def test_where_less_is_better_pairs_and_later_periods_turn_too():
    model = where_less_is_better()
    assert cn.pairs(model, "traffic", ["toll", "buses"])[0].settings == {
        "toll": "high",
        "buses": "high",
    }
    assert cn.levers(model, "traffic", at=1)[0].intervention == cn.do(toll="high")


def asia(**settings):
    """A network whose states stand from yes to no, as published ones often do."""
    return cn.Network(
        {"smoke": ["yes", "no"], "bronc": ["yes", "no"], "dysp": ["yes", "no"]},
        {"bronc": ["smoke"], "dysp": ["bronc"]},
        {
            "smoke": [0.5, 0.5],
            "bronc": [[0.6, 0.4], [0.3, 0.7]],
            "dysp": [[0.8, 0.2], [0.1, 0.9]],
        },
        **settings,
    )


def test_a_network_without_declared_order_is_asked_about_a_state():
    found = cn.levers(asia(), ("dysp", "yes"))

    assert found[0].intervention == cn.do(bronc="yes")
    assert found[0].level == pytest.approx(0.8 - (0.45 * 0.8 + 0.55 * 0.1))
    assert (
        "Setting bronc to yes raises the probability that dysp is yes a lot: by 39 percentage points."
    ) in found.sentence
    assert "expected level" not in str(found)
    assert found[0].at_least == ()
    colours = cn.Network(
        {"x": ["red", "blue"], "y": ["red", "blue"]},
        {"y": ["x"]},
        {"x": [0.5, 0.5], "y": [[0.9, 0.1], [0.2, 0.8]]},
    )
    for ask in (
        lambda: cn.levers(colours, "y"),
        lambda: cn.pairs(colours, "y", ["x", "y"]),
        lambda: cn.compare(colours, "y", [cn.do(x="red")]),
    ):
        with pytest.raises(cn.errors.QuestionError) as error:
            ask()
        assert "needs a state of 'y' to ask about" in str(error.value)
        assert "Ask about one of them, such as ('y', 'blue')" in str(error.value)
        assert "network.with_order('y')" in str(error.value)


def test_the_order_of_states_does_not_change_what_a_state_is_told():
    turned = cn.Network(
        {"x": ["no", "yes"], "y": ["no", "yes"]},
        {"y": ["x"]},
        {"x": [0.7, 0.3], "y": [[0.9, 0.1], [0.4, 0.6]]},
    )
    other = cn.Network(
        {"x": ["yes", "no"], "y": ["yes", "no"]},
        {"y": ["x"]},
        {"x": [0.3, 0.7], "y": [[0.6, 0.4], [0.1, 0.9]]},
    )
    first, second = (cn.levers(n, ("y", "yes"))[0] for n in (turned, other))

    assert first.intervention == second.intervention == cn.do(x="yes")
    assert first.level == pytest.approx(second.level) == pytest.approx(0.35)
    assert first.reach == pytest.approx(second.reach) == pytest.approx(0.7)


def test_reach_counts_states_only_where_they_are_ordered():
    states = {"x": ["a", "b", "c"], "y": ["no", "yes"]}
    tables = {"x": [0.5, 0.3, 0.2], "y": [[0.9, 0.1], [0.5, 0.5], [0.2, 0.8]]}
    loose = cn.Network(states, {"y": ["x"]}, tables)
    reach = {v.state: v.reach for v in cn.levers(loose, ("y", "yes"))}
    ordered = {v.state: v.reach for v in cn.levers(loose.with_order(), ("y", "yes"))}

    assert reach == pytest.approx({"a": 0.5, "b": 0.7, "c": 0.8})
    assert ordered == pytest.approx({"a": 0.7, "b": 0.7, "c": 1.3})


def test_a_model_may_be_asked_about_one_state_too():
    found = cn.levers(town(), ("air", town().variables["air"].states[0]), among=["toll"])
    level = cn.levers(town(), ("air", town().variables["air"].states[-1]), among=["toll"])

    assert found[0].level == pytest.approx(
        cn.effect(town(), "air", under=found[0].intervention)[town().variables["air"].states[0]]
    )
    assert found.signs(found[0]) is None
    assert level.signs(level[0]) is not None
    later = cn.levers(town(), ("air", town().variables["air"].states[0]), among=["toll"], at=1)
    arms = [cn.trajectory(town(), "air", under=x, periods=1) for x in (later[0].intervention, None)]
    assert later[0].level == pytest.approx(arms[0].p[1, 0] - arms[1].p[1, 0])
