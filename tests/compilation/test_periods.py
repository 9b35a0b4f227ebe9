"""Periods of an unrolled model: names, influences and interventions."""

import pytest

import causalnet as cn
from causalnet import do
from causalnet.compilation.periods import acting, in_period, in_words, unrolled_intervention
from causalnet.model.grammar.intervention import scheduled


def model(**parts):
    return cn.CausalModel(
        "m",
        [cn.Variable("x", ["no", "yes"]), cn.Variable("y", ["no", "yes"], **parts)],
        [cn.Influence("x", "y", "+", 1.0), cn.Influence("y", "y", "+", 1.0, lag=2)],
    )


def test_a_variable_has_a_name_in_every_period():
    assert in_period("x", 3) == "x@3"
    assert in_words("a@b@3") == "a@b in period 3"


def test_a_lagged_influence_acts_once_its_lag_has_passed():
    assert [len(acting(model(), "y", t)) for t in range(4)] == [1, 1, 2, 2]


def test_a_table_says_nothing_of_earlier_periods():
    table = cn.Table(["x"], {("no",): [0.9, 0.1], ("yes",): [0.2, 0.8]})
    tabled = cn.CausalModel(
        "m",
        [cn.Variable("x", ["no", "yes"]), cn.Variable("y", ["no", "yes"], mechanism=table)],
        [cn.Influence("x", "y", "+"), cn.Influence("y", "y", "+", 1.0, lag=1)],
    )
    assert len(acting(tabled, "y", 0)) == 1
    with pytest.raises(cn.errors.QuestionError, match="'y' is given by a table"):
        acting(tabled, "y", 1)


def test_a_timed_intervention_is_a_plain_one_on_the_unrolled_network():
    arm = scheduled(do(x="yes").during(1, 2))
    assert unrolled_intervention(model(), arm, 3) == do(**{"x@1": "yes", "x@2": "yes"})
    assert unrolled_intervention(model(), arm, 3, only={"x@2"}) == do()
    assert unrolled_intervention(model(), arm, 3, only={"x"}) == do(**{"x@1": "yes", "x@2": "yes"})
    cut = unrolled_intervention(model(), scheduled(do(cn.cut("y", "y"))), 2)
    assert {(c.cause, c.effect) for c in cut.cuts} == {("y@0", "y@2")}


def test_an_effect_sees_its_cause_as_set_at_every_lag():
    late = cn.CausalModel(
        "late",
        model().variables.values(),
        [*model().influences, cn.Influence("x", "y", "+", 1.0, lag=1)],
    )
    arm = scheduled(do(cn.as_if("y", x="yes")).since(1))
    assert unrolled_intervention(late, arm, 2) == do(
        cn.as_if("y@1", {"x@1": "yes", "x@0": "yes"}), cn.as_if("y@2", {"x@2": "yes", "x@1": "yes"})
    )
    # Before its lag has passed an influence does not act, and nothing is seen of its cause.
    assert unrolled_intervention(late, scheduled(do(cn.as_if("y", x="yes"))), 0) == do(
        cn.as_if("y@0", {"x@0": "yes"})
    )
