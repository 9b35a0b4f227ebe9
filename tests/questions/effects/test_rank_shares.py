"""How often each lever is first, and whether any is reliably so."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.questions.effects.rank_shares import rank_shares, told_share
from tests.questions.effects.test_lever import town

rows = st.integers(1, 6).flatmap(
    lambda draws: st.lists(
        st.lists(st.integers(0, 3), min_size=draws, max_size=draws), min_size=1, max_size=5
    )
)


@given(rows)
def test_shares_are_those_of_a_count_in_every_draw(drawn):
    table = np.array(drawn, dtype=float)
    names = [f"v{i}" for i in range(len(table))]
    found = rank_shares(list(table), names)
    for i, name in enumerate(names):
        first, three = 0.0, 0.0
        for column in table.T:
            better, tied = (column > column[i]).sum(), (column == column[i]).sum()
            places = range(better, better + tied)
            first += sum(p < 1 for p in places) / tied
            three += sum(p < 3 for p in places) / tied
        assert found[name].first == pytest.approx(first / table.shape[1])
        assert found[name].top_three == pytest.approx(three / table.shape[1])
    assert sum(f.first for f in found.values()) == pytest.approx(1)


def test_without_draws_there_is_nothing_to_count():
    assert rank_shares([], []) == {}
    assert cn.levers(town(), "air").shares() == {}
    assert "by signs" not in str(cn.levers(town(), "air"))


def test_a_lever_that_is_first_in_all_draws_is_settled():
    model = town().replacing(
        cn.Influence("toll", "traffic", "-", cn.pert(1.5, 2.0, 2.5)),
        cn.Influence("buses", "traffic", "-", cn.pert(0.0, 0.1, 0.2)),
    )
    found = cn.levers(model, "air", draws=200)
    assert found.reliable().variable == "toll"
    assert (
        "The proposal “road pricing” raises air a lot: by 0.584 of 2 states, 29% of the scale, on "
        "average over 200 draws. Of the 2 variables that the model calls levers, none raises it more. It comes first in 100% of the draws."
    ) in found.sentence
    assert found.first == (
        "The proposal “road pricing” comes first reliably, in 100% of the draws."
    )
    assert found.shares()["toll"].first == 1
    frame = found.to_frame().set_index(["variable", "state"])
    assert frame.loc[("toll", "high"), "first"] == 1
    assert np.isnan(frame.loc[("toll", "low"), "first"])
    assert frame.loc[("toll", "high"), "median"] == pytest.approx(
        np.median(found[0].estimate.points)
    )


def test_no_lever_is_reliably_first_where_judgements_overlap():
    model = town().replacing(
        cn.Influence("toll", "traffic", "-", cn.pert(0.2, 1.0, 2.0)),
        cn.Influence("buses", "traffic", "-", cn.pert(0.2, 1.0, 2.0)),
    )
    found = cn.levers(model, "air", draws=200)
    assert found.reliable() is None
    assert "That rank is not certain: it comes first in 70% of the draws." in found.sentence
    assert found.first == (
        "No lever comes first reliably: the proposal “road pricing” does so most often, in 70% of the draws."
    )


def test_of_draws_a_model_still_says_lagged_only_and_what_is_proposed():
    found = cn.levers(town(), "air", among="all", draws=20)
    assert {v.variable: v.path for v in found.best()}["noise"] == "lagged only"
    assert any(v.proposed for v in found.best())


def test_what_the_signs_say_stands_beside_each():
    found = cn.levers(town(), "air", draws=20)
    lever = found.best()[0]
    assert found.signs(lever).status == "follows"
    assert cn.levers(cn.compile_model(town(), draws=5), "air").signs(lever) is None


def test_those_that_are_first_equally_often_are_named_together():
    half = cn.Baseline([0.5, 0.5])
    causes = [cn.Influence(cause, "y", "+", 1.0) for cause in "xz"]
    model = cn.CausalModel("k", [cn.Variable(v, ["lo", "hi"], half) for v in "xyz"], causes)
    assert cn.levers(model, "y", among="all", draws=20).first == (
        "No lever comes first reliably: setting x to hi and setting z to hi do so most often, in 50% of the draws each."
    )


def test_a_lone_lever_is_not_called_reliable_but_told_by_its_direction():
    half = cn.Baseline([0.5, 0.5])
    model = cn.CausalModel(
        "k",
        [cn.Variable(v, ["lo", "hi"], half) for v in "xy"],
        [cn.Influence("x", "y", "?", cn.interval(-1, 1))],
    )
    found = cn.levers(model, "y", among="all", draws=100)
    (lever,) = found.best()
    up = (lever.estimate.points > 0).mean()
    assert 0.4 < up < 0.6
    assert "reliably" not in str(found)
    assert found.first == (
        f"No other lever acts, so none is ranked: setting x to {lever.state} raises y in {up:.0%} of the draws and lowers it in {1 - up:.0%}."
    )


def test_a_lever_that_is_first_in_almost_every_draw_is_not_so_in_all():
    assert [told_share(x) for x in (0, 0.004, 0.996, 1)] == ["–", "under 1%", "over 99%", "100%"]
