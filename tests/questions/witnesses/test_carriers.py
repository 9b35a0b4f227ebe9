"""Carriers: what is on a path from what is set, held against the path that signs see once parts are rejected."""

from itertools import combinations

import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.questions.witnesses.carriers import carriers
from tests.strategies.lagged import lagged_models

BINARY = ["low", "high"]


def town(*influences):
    """x → a → y, x → b → y and u → a, in two states each."""
    pairs = [("x", "a"), ("a", "y"), ("x", "b"), ("b", "y"), ("u", "a")]
    return cn.CausalModel(
        "town",
        [cn.Variable(v, BINARY, cn.Baseline([0.6, 0.4])) for v in ("x", "u", "a", "b", "y")],
        [*(cn.Influence(a, b, "+", 1.0) for a, b in pairs), *influences],
    )


def named(model, outcome="y", **question):
    return [i.name for i in carriers(model, cn.Conclusion(outcome, "rises", **question)).influences]


def test_they_are_the_influences_that_signs_are_read_along():
    japan = cn.load("japan_software")
    under = cn.do(multi_layer_outsourcing="shallow")
    question = cn.Conclusion("software_competitiveness", "rises", under=under)
    found = carriers(japan, question)
    assert sorted(i.name for i in found.influences) == sorted(cn.by_signs(japan, question).used)
    assert len(found.influences) == 13


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"under": cn.do(x="high")}, ["x → a", "a → y", "x → b", "b → y"]),
        ({"under": cn.do(x="high"), "given": {"a": "low"}}, ["x → b", "b → y"]),
        ({"under": cn.do(cn.cut("a", "y"), x="high")}, ["a → y", "x → b", "b → y"]),
        ({"under": cn.do(x="high", a="low")}, ["a → y", "x → b", "b → y"]),
        ({"under": cn.do(cn.cut("x", "a"))}, ["x → a", "a → y"]),
        ({"under": cn.do(cn.as_if("a", x="high"))}, ["x → a", "a → y"]),
        ({"under": cn.do(b=cn.shift(1))}, ["b → y"]),
        ({"under": cn.do(x="high", b=cn.shift(1))}, ["x → a", "a → y", "x → b", "b → y"]),
        (
            {
                "under": cn.do(
                    u="high", b=cn.policy(given="a", choose={"low": "low", "high": "high"})
                )
            },
            ["a → y", "b → y", "u → a"],
        ),
    ],
)
def test_interventions_cuts_and_findings_close_paths(question, expected):
    assert named(town(), **question) == expected


def test_a_cut_of_both_arms_closes_an_influence():
    cut = cn.do(cn.cut("a", "y"))
    assert named(town(), under=cn.do(x="high") | cut, versus=cut) == ["x → b", "b → y"]


@pytest.mark.parametrize(
    ("model", "conclusion", "reason"),
    [
        (town(), cn.Conclusion("y", "rises", under=cn.do(y="high")), "itself set"),
        (town(), cn.Conclusion("y", "exceeds", threshold=0.5), "Nothing is set"),
        (
            town(),
            cn.Conclusion("y", "rises", under=cn.do(x="high"), at_least="low"),
            "low is the lowest state",
        ),
        (
            town(),
            cn.Conclusion("x", "rises", under=cn.do(y="high")),
            "X does not change: nothing that is set leads to it.",
        ),
        (
            town(cn.Influence("y", "x", "+", 1.0, lag=2)),
            cn.Conclusion("x", "rises", under=cn.do(y="high"), at=1),
            "X does not change: what is set acts on it only from period 2 on.",
        ),
        (
            town(),
            cn.Conclusion("y", "rises", under=cn.do(x="high"), given={"a": "low", "b": "low"}),
            "Y does not change: every path to it passes what is observed (a and b).",
        ),
    ],
)
def test_where_nothing_carries_it_the_reason_is_told(model, conclusion, reason):
    found = carriers(model, conclusion)
    assert found.influences == ()
    assert reason in found.reason


def test_a_period_too_early_leaves_out_what_comes_late():
    model = town(cn.Influence("u", "y", "+", 1.0, lag=2), cn.Influence("y", "u", "+", 1.0, lag=1))
    late = "u → y [lag 2]"
    assert late not in named(model, under=cn.do(u="high"), at=1)
    assert late in named(model, under=cn.do(u="high"), at=2)
    assert named(model, "u", under=cn.do(y="high"), at=1) == ["y → u [lag 1]"]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_path_is_left_where_signs_see_one_once_the_rest_is_rejected(data):
    model = data.draw(lagged_models(variables=4))
    names = [*model.variables]
    start, outcome = (data.draw(st.sampled_from(names)) for _ in "ab")
    seen = data.draw(st.sampled_from([None, *(n for n in names if n != start)]))
    question = cn.Conclusion(
        outcome,
        "rises",
        under=cn.do({start: model.variables[start].states[-1]}),
        given={} if seen is None else {seen: model.variables[seen].states[0]},
        at=data.draw(st.integers(0, 4)),
    )
    if question.by_definition:
        return
    found = carriers(model, question)
    every = [i.name for i in found.influences]
    for gone in (c for size in range(len(every) + 1) for c in combinations(every, size)):
        left = found.graph.path({*gone})
        # A name without a lag would reject the influence at every lag.
        rest = [i for i in model.influences if i.name not in gone]
        world = cn.CausalModel("rest", model.variables.values(), rest)
        signs = cn.by_signs(world, question)
        assert (left is not None) == (signs.path == "within a period")
