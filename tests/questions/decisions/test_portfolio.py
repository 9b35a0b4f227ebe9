"""The verb `portfolio`: values, regrets, signs, costs and words."""

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from causalnet.questions.decisions import later_sets, portfolio as module

LAWN = cn.load("lawn")
CHOICES = {"rain": do(rain="yes"), "water": do(sprinkler="on")}
JAPAN = cn.load("japan_software")
OUTCOME = "software_competitiveness"


def test_changes_are_those_of_effects_draw_by_draw() -> None:
    found = cn.portfolio(LAWN, "wet", among=CHOICES, budget=2, draws=50)
    assert len(found) == 4
    for one in found:
        if one.names:
            effect = cn.effect(LAWN, "wet", under=one.under, draws=50)
            np.testing.assert_allclose(one.estimate.points, effect.estimate.points, atol=1e-12)


def test_a_budget_of_one_is_the_levers() -> None:
    levers = [x for x in cn.levers(JAPAN, OUTCOME) if x.reaches][:5]
    among = {str(x.intervention): x.intervention for x in levers}
    found = cn.portfolio(cn.compile_model(JAPAN), OUTCOME, among=among, budget=1)
    changes = {one.names: one.change for one in found}
    for lever in levers:
        assert changes[str(lever.intervention),] == pytest.approx(lever.level, abs=1e-10)


def test_doing_nothing_is_today() -> None:
    found = cn.portfolio(LAWN, "wet", among=CHOICES, budget=0, draws=20)
    assert [one.names for one in found] == [()]
    assert found[0].change == 0
    assert found.sentence.startswith("Nothing within a budget of 0 raises wet grass: the best is")


def test_two_levers_that_only_work_together() -> None:
    both = cn.Network(
        {"a": ["no", "yes"], "b": ["no", "yes"], "y": ["no", "yes"]},
        {"y": ["a", "b"]},
        {"a": [1, 0], "b": [1, 0], "y": [[[1, 0], [1, 0]], [[1, 0], [0, 1]]]},
    )
    among = {"a": do(a="yes"), "b": do(b="yes")}
    found = cn.portfolio(both, ("y", "yes"), among=among, budget=2)
    assert (found[0].names, found[0].change, found[0].synergy) == (("a", "b"), 1.0, 1.0)
    assert "a and b: +1.000" in str(found)
    alone = cn.portfolio(both, ("y", "yes"), among=among, budget=1)
    assert alone[0].names == ()


def test_regrets_and_the_value_of_knowing_agree_with_each_other() -> None:
    found = cn.portfolio(LAWN, "wet", among=CHOICES, budget=1, draws=400)
    assert found.value_of_everything is not None
    # The least mean regret is what knowing everything would be worth.
    assert min(one.regret for one in found) == pytest.approx(found.value_of_everything.value)
    assert sum(one.best_in for one in found) == pytest.approx(1)
    assert found.best_regret.regret_worst == min(one.regret_worst for one in found)
    single = cn.portfolio(LAWN, "wet", among=CHOICES, budget=1, draws=1)
    assert single[0].regret_worst == 0


def test_of_japan_patience_and_status_are_best_and_better_together() -> None:
    among = {
        "shallow": do(multi_layer_outsourcing=JAPAN.variables["multi_layer_outsourcing"].states[0]),
        "patience": do(risk_aversion=JAPAN.variables["risk_aversion"].states[0]),
        "status": do(
            software_strategic_status=JAPAN.variables["software_strategic_status"].states[-1]
        ),
    }
    found = cn.portfolio(JAPAN, OUTCOME, among=among, budget=2, draws=100)
    assert found[0].names == ("patience", "status")
    assert found[0].synergy == pytest.approx(0.0156, abs=0.002)
    assert "In the worst of 100 draws it loses" in found.sentence
    # All of them push it up: whatever leaves room is dominated by what does not.
    assert found.signs == sum(len(one.names) < 2 for one in found)
    assert all(bool(one.dominated_by) is (len(one.names) < 2) for one in found)


def test_the_proposals_of_a_model_are_what_is_chosen_from_by_default() -> None:
    found = cn.portfolio(JAPAN, OUTCOME, budget=1, draws=20)
    assert {n for one in found for n in one.names} == {
        n for n, i in JAPAN.interventions.items() if i
    }
    assert "Each intervention costs 1, since no costs were given." in str(found)


def test_judged_costs_may_break_the_budget() -> None:
    costs = {"rain": cn.pert(0.5, 1, 4), "water": 1}
    found = cn.portfolio(LAWN, "wet", among=CHOICES, budget=1, costs=costs, draws=500)
    rain = next(one for one in found if one.names == ("rain",))
    assert 0.2 < rain.over_budget < 0.95
    assert f"over budget in {rain.over_budget:.0%}" in str(found)
    assert "Each intervention costs 1" not in str(found)


def test_the_frontier_rises_with_the_cost() -> None:
    found = cn.portfolio(
        LAWN, "wet", among=CHOICES, budget=2, costs={"rain": 2, "water": 1}, draws=50
    )
    assert [one.names for one in found.frontier] == [(), ("water",), ("rain",)]


def test_less_may_be_wished() -> None:
    found = cn.portfolio(
        LAWN, "wet", among={"dry": do(rain="no")}, budget=1, better="low", draws=50
    )
    assert found[0].names == ("dry",)
    assert "Choosing “dry” lowers wet grass moderately: by 9.0 percentage points." in found.sentence


def test_a_search_agrees_with_the_listing(monkeypatch) -> None:
    among = {
        v: do({v: JAPAN.variables[v].states[-1]})
        for v in (
            "in_house_development",
            "talent_mobility",
            "global_talent_inflow",
            "open_source_integration",
        )
    }
    every = cn.portfolio(JAPAN, OUTCOME, among=among, budget=2, draws=30)
    monkeypatch.setattr(module, "MOST_PLANS", 3)
    searched = cn.portfolio(JAPAN, OUTCOME, among=among, budget=2, draws=30)
    assert searched.search is not None
    assert searched[0].names == every[0].names
    assert "a search looked at" in str(searched)
    assert max(map(len, str(searched).splitlines())) <= 79


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"among": {"wet": do(wet="yes")}}, "sets the outcome 'wet' itself"),
        ({"among": {"none": do()}}, "does nothing"),
        ({"among": {}}, "nothing to choose from"),
        ({"among": CHOICES, "budget": -1}, "budget must be a number from 0 on, not -1"),
        ({"among": CHOICES, "budget": float("nan")}, "not nan"),
        ({"among": CHOICES, "costs": {"rain": 1}}, "gives no cost of 'water'"),
    ],
)
def test_what_does_not_fit_is_refused(arguments: dict, message: str) -> None:
    with pytest.raises(cn.errors.QuestionError, match=message):
        cn.portfolio(LAWN, "wet", **{"budget": 1, **arguments})


def test_a_network_without_draws_has_no_regrets() -> None:
    found = cn.portfolio(cn.compile_model(LAWN), "wet", among=CHOICES, budget=1)
    assert found.draws is None
    with pytest.raises(cn.errors.QuestionError, match="There are no draws"):
        _ = found.best_regret
    assert found.to_frame().columns.tolist()[:3] == ["portfolio", "cost", "change"]


def test_by_a_later_period_every_set_is_simulated_with_the_same_numbers() -> None:
    stock = LAWN.adding(cn.Influence("wet", "wet", "+", strength=2.0, lag=1))
    found = cn.portfolio(stock, "wet", among=CHOICES, budget=2, draws=20, at=2)
    assert len(found) == 4
    for one in found:
        if one.names:
            effect = cn.effect(stock, "wet", under=one.under, draws=20, at=2)
            assert one.change == pytest.approx(effect.estimate.value, abs=1e-12)
    assert (
        "By period 2 (counted from 0; a period is a summer's day), choosing “rain” and “water” raises wet grass a lot: "
        "by 65 percentage points."
    ) in found.sentence
    assert "read within a period only" in str(found)


def test_by_a_later_period_there_may_not_be_too_many_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    stock = LAWN.adding(cn.Influence("wet", "wet", "+", strength=2.0, lag=1))
    monkeypatch.setattr(module, "MOST_LATER_SETS", 2)
    monkeypatch.setattr(later_sets, "MOST_LATER_SETS", 2)
    with pytest.raises(cn.errors.QuestionError, match="Give a smaller budget"):
        cn.portfolio(stock, "wet", among=CHOICES, budget=2, draws=5, at=1)
    with pytest.raises(cn.errors.QuestionError, match="Write at=1 or later"):
        cn.portfolio(stock, "wet", among=CHOICES, budget=2, given={1: {"rain": "no"}})


def test_sets_under_which_what_is_given_is_impossible_are_left_out() -> None:
    found = cn.portfolio(LAWN, "wet", among=CHOICES, budget=2, given={"rain": "no"}, draws=20)
    assert sorted(one.names for one in found) == [(), ("water",)]
    assert "2 sets are left out, since what is given has probability zero under them" in str(found)
    plain = cn.effect(LAWN, "wet", under=CHOICES["water"], given={"rain": "no"}, draws=20)
    assert found[0].change == pytest.approx(plain.estimate.value)
    later = cn.portfolio(
        LAWN, "wet", among=CHOICES, budget=2, given={1: {"rain": "no"}}, draws=5, at=1
    )
    assert sorted(one.names for one in later) == [(), ("water",)]
    assert "2 sets are left out" in str(later)
    with pytest.raises(cn.errors.ImpossibleEvidenceError):
        cn.portfolio(
            cn.mutilate(cn.compile_model(LAWN), do(rain="yes")),
            ("wet", "yes"),
            among=CHOICES,
            budget=2,
            given={"rain": "no"},
        )


def test_what_signs_say_of_a_set_is_about_what_is_given() -> None:
    both = cn.CausalModel(
        "collider",
        [cn.Variable(v, ["l", "h"], cn.Baseline([0.5, 0.5])) for v in "abc"],
        [cn.Influence("a", "c", "+", 2.0), cn.Influence("b", "c", "+", 2.0)],
    )
    among = {"more": do(a="h")}
    free = cn.portfolio(both, "c", among=among, budget=1, draws=2)
    assert {one.names: one.dominated_by for one in free}[()] == "more"
    # Given what both bring about, more of the one makes the other less likely.
    chain = both.adding(
        cn.Variable("d", ["l", "h"], cn.Baseline([0.5, 0.5])),
        cn.Influence("a", "b", "+", 0.1),
        cn.Influence("c", "d", "+", 2.0),
    )
    held = cn.portfolio(chain, "b", among=among, budget=1, given={"c": "h"}, draws=2)
    assert held[0].names == ()
    assert not any(one.dominated_by for one in held)
