"""Counterfactuals: textbook answers, laws, and what they refuse."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from tests.counterfactual_enumeration import enumerate_counterfactual
from tests.strategies.networks import evidence, interventions, little_network, networks

DEFICIT = {"software_competitiveness": "no global category"}


@pytest.fixture(scope="module")
def japan():
    return cn.load("japan_software")


def _riflemen(order=0.7, nervous=0.1):
    """The court orders, the captain signals, two riflemen fire, one of them perhaps from nerves."""
    no_yes = ["no", "yes"]
    return cn.Network(
        dict.fromkeys(["order", "a", "b", "dead"], no_yes),
        {"a": ["order"], "b": ["order"], "dead": ["a", "b"]},
        {
            "order": [1 - order, order],
            "a": [[1 - nervous, nervous], [0, 1]],
            "b": [[1, 0], [0, 1]],
            "dead": [[[1, 0], [0, 1]], [[0, 1], [0, 1]]],
        },
    )


@pytest.mark.parametrize("coupling", ["rank", "fresh", "gumbel", "any"])
def test_the_nervous_rifleman(coupling):
    answer = cn.counterfactual(
        _riflemen(),
        ("dead", "no"),
        under=cn.do(a="no"),
        observed={"dead": "yes"},
        coupling=coupling,
    )
    ends = [answer.least, answer.most] if coupling == "any" else [answer.estimates[coupling].value]
    assert ends == pytest.approx([0.03 / 0.73] * len(ends))
    assert round(ends[0], 4) == 0.0411


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 7, 8, 9])
def test_it_answers_as_every_assignment_of_luck_does(seed):
    rng = np.random.default_rng(seed)
    network = little_network(rng)
    x, y = "v0", "v3"
    assert network.values(x)[1] > 0
    under, seen = cn.do({x: "a"}), {y: "b", x: "b"}
    answer = cn.counterfactual(
        network, y, under=under, observed=seen, coupling=("rank", "fresh", "any")
    )
    for name, p in answer.p.items():
        how = "fresh" if name == "any" else name
        expected = enumerate_counterfactual(network, y, under, None, seen, None, how)
        np.testing.assert_allclose(p[:, 0], expected, atol=1e-12)


def test_the_answer_on_the_japan_model(japan):
    shallow = cn.do(multi_layer_outsourcing="shallow")
    answer = cn.counterfactual(japan, "software_competitiveness", under=shallow, observed=DEFICIT)
    assert answer.estimates["rank"].value == pytest.approx(0.1092, abs=5e-4)
    assert answer.estimates["fresh"].value == pytest.approx(0.2853, abs=5e-4)
    assert (answer.least, answer.most) == pytest.approx((0.1092, 0.5295), abs=5e-4)
    assert answer.by_signs
    assert answer.witnesses == (
        "engineer_compensation",
        "innovation_incentive",
        "legacy_maintenance_share",
        "in_house_development",
        "new_value_investment",
        "software_talent_density",
        "software_engineering_capability",
        "software_competitiveness",
    )
    table = answer.to_frame().set_index(["quantity", "state"])
    assert table.columns.tolist() == ["as it was", "rank", "fresh", "least", "most"]
    middle = table.loc[("P(at least)", "some categories")]
    assert middle["most"] == answer.most


def test_the_effect_on_the_treated_needs_no_coupling(japan):
    """It differs from the average effect, since the cases that had it differ from others."""
    deep = cn.do(multi_layer_outsourcing="deep")
    treated = cn.counterfactual(
        japan,
        "software_competitiveness",
        under=cn.do(multi_layer_outsourcing="shallow"),
        observed={"multi_layer_outsourcing": "deep"},
    )
    assert treated.agreed
    assert treated.least == treated.most
    average = cn.effect(
        japan,
        "software_competitiveness",
        under=cn.do(multi_layer_outsourcing="shallow"),
        versus=deep,
    )
    (change,) = treated.changes.values()
    assert change.value > 0
    assert abs(change.value - average.level) > 1e-3


def test_signs_that_agree_make_one_rank_the_least(japan):
    up = cn.do(risk_aversion="low")
    answer = cn.counterfactual(japan, "software_competitiveness", under=up, observed=DEFICIT)
    assert answer.by_signs
    rank = answer.estimates["rank"].value
    assert answer.least == pytest.approx(rank, abs=1e-9)
    # P(Y < s, Y' ≥ s) = P(Y' ≥ s) − P(Y ≥ s), whatever else.
    name = "software_competitiveness"
    before, after = (cn.query(japan, name, under=arm) for arm in (cn.do(), up))
    better = after.at_least("some categories") - before.at_least("some categories")
    assert rank == pytest.approx(better / before["no global category"], abs=1e-9)
    assert cn.counterfactual(
        japan, name, under=up, observed=DEFICIT, coupling="rank"
    ).sentence.endswith("in 17.6% of them (if every case keeps its rank).")


def test_what_was_done_gives_back_what_was_seen():
    lawn = cn.load("lawn")
    done = cn.do(rain="no")
    same = cn.counterfactual(lawn, "wet", under=done, versus=done, observed={"wet": "yes"})
    assert same.p["any"][:, 0].tolist() == [0, 1]
    assert (
        "In the cases in which wet grass is yes, setting rain to no rather than to no would have left "
        "wet grass as it was: the two interventions are the same."
    ) in same.sentence
    seen = {"rain": "no", "wet": "yes"}
    set_to_what_it_was = cn.counterfactual(lawn, "wet", under=done, observed=seen)
    for p in set_to_what_it_was.p.values():
        np.testing.assert_allclose(p[:, 0], [0, 1], atol=1e-12)
    assert (set_to_what_it_was.least, set_to_what_it_was.most) == pytest.approx((0, 0))


def test_draws_share_their_numbers_and_have_an_interval():
    lawn = cn.load("lawn")
    asked = {"under": cn.do(rain="no"), "observed": {"wet": "yes"}}
    drawn = cn.counterfactual(lawn, "wet", **asked, coupling=("rank", "fresh"), draws=40)
    assert drawn.p["rank"].shape == (2, 40)
    low, high = drawn.estimates["rank"].interval()
    assert low < drawn.estimates["rank"].median < high
    assert "on average over 40 draws" in drawn.sentence
    with pytest.raises(cn.errors.QuestionError, match="without draws"):
        cn.counterfactual(lawn, "wet", **asked, coupling="any", draws=40)


def test_a_rank_needs_an_order_of_three_states_or_more():
    rng = np.random.default_rng(0)
    network = little_network(rng, count=4, rows=9)
    raw = cn.Network(dict(network.states), dict(network.parents), dict(network.tables))
    y = next(v for v in reversed(raw.variables) if len(raw.states[v]) == 3 and raw.parents[v])
    cause = raw.parents[y][0]
    asked = {"under": cn.do({cause: "a"}), "observed": {y: "b"}}
    with pytest.raises(cn.errors.QuestionError, match=f"One rank needs the order of .*'{y}'"):
        cn.counterfactual(raw, (y, "a"), **asked)
    gumbel = cn.counterfactual(raw, (y, "a"), **asked, coupling="gumbel")
    turned = raw.with_order({y: ["c", "a", "b"]})
    again = cn.counterfactual(turned, (y, "a"), **asked, coupling="gumbel")
    assert gumbel.estimates["gumbel"].value == pytest.approx(again.estimates["gumbel"].value)
    # Two states rank alike in either order.
    assert cn.counterfactual(
        _riflemen(), ("dead", "no"), under=cn.do(a="no"), observed={"dead": "yes"}
    ).p.keys() == {"rank", "fresh"}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"coupling": ()}, "coupling= is empty"),
        ({"coupling": "luck"}, "must be 'rank', 'fresh', 'gumbel', 'any'"),
        ({"coupling": {"rain": "rank"}}, "coupling= leaves out wet, which both worlds need"),
        ({"coupling": {"rian": "rank"}}, "Did you mean 'rain'?"),
        ({"observed": {"wet": "damp"}}, "No state 'damp' of 'wet'"),
        ({"observed": {2: {"wet": "yes"}}}, "Ask with at=2 or a later period."),
        (
            {"observed": {2: {"wet": "yes"}}, "at": 1},
            "after the last period that is asked about (1)",
        ),
        ({"under": cn.do(rian="no"), "at": 1}, "Did you mean 'rain'?"),
        ({"under": cn.do(snow="no")}, "No variable 'snow'"),
        (
            {"observed": {"rain": "no"}, "under": cn.do(sprinkler="on"), "given": {"rain": "no"}},
            "give it once",
        ),
    ],
)
def test_it_refuses_in_plain_words(asked, message):
    right = {"under": cn.do(rain="no"), "observed": {"wet": "yes"}}
    with pytest.raises(cn.errors.CausalnetError) as refused:
        cn.counterfactual(cn.load("lawn"), "wet", **(right | asked))
    assert message in str(refused.value)


def test_each_variable_may_have_its_own_coupling_and_answers_travel():
    answer = cn.counterfactual(
        cn.load("lawn"),
        "wet",
        under=cn.do(rain="no"),
        observed={"wet": "yes"},
        coupling={"wet": "gumbel", "rain": "rank"},
    )
    assert answer.p.keys() == {"mixed"}
    assert str(pickle.loads(pickle.dumps(answer))) == str(answer)


@pytest.mark.parametrize("draws", [None, 6])
def test_a_later_period_is_that_of_the_unrolled_network(draws):
    habit = cn.load("habit")
    network = cn.unroll(habit, 2, draws=draws)
    named = ("rank", "fresh")
    later = cn.counterfactual(
        habit,
        "smoking",
        under=cn.do(price="high").since(1),
        versus=cn.do(price="low").at(0),
        observed={0: {"smoking": "no"}, 2: {"smoking": "yes"}},
        at=2,
        coupling=named,
        draws=draws,
    )
    by_hand = cn.counterfactual(
        network,
        ("smoking@2", "no"),
        under=cn.do({"price@1": "high", "price@2": "high"}),
        versus=cn.do({"price@0": "low"}),
        observed={"smoking@0": "no", "smoking@2": "yes"},
        coupling=named,
    )
    assert later.witnesses == by_hand.witnesses
    for name in named:
        np.testing.assert_allclose(later.p[name], by_hand.p[name], atol=1e-12)
    assert (later.outcome, later.at) == ("smoking", 2)


def test_only_a_model_has_later_periods():
    network = cn.compile_model(cn.load("habit"))
    with pytest.raises(cn.errors.ArgumentError, match="A later period needs lagged influences"):
        cn.counterfactual(network, "smoking", under=cn.do(price="high"), at=1)
    timed = cn.do(price="high").since(0)
    now, always = (
        cn.counterfactual(cn.load("habit"), "smoking", under=u, observed={0: {"smoking": "yes"}})
        for u in (timed, cn.do(price="high"))
    )
    np.testing.assert_array_equal(now.p["rank"], always.p["rank"])


def test_findings_that_cannot_be_are_told_apart_by_their_world():
    network = cn.Network(
        {"x": ["a", "b"], "y": ["a", "b"]},
        {"y": ["x"]},
        {"x": [1, 0], "y": [[0.5, 0.5], [1, 0]]},
    )
    with pytest.raises(
        cn.errors.ImpossibleEvidenceError,
        match=r'probability zero here: observed x="a"; given y="b" under do\(x="b"\)\.',
    ):
        cn.counterfactual(
            network, ("y", "a"), under=cn.do(x="b"), observed={"x": "a"}, given={"y": "b"}
        )
    with pytest.raises(
        cn.errors.ImpossibleEvidenceError,
        match=r'probability zero here: observed x="a" under do\(x="b"\)\.',
    ):
        cn.counterfactual(
            network, ("y", "a"), under=cn.do(x="a"), versus=cn.do(x="b"), observed={"x": "a"}
        )


def test_findings_that_one_coupling_rules_out_are_not_called_impossible():
    """With one rank, what was there without the cause would be there with it; with fresh luck it may be gone."""
    network = cn.Network(
        {"x": ["no", "yes"], "y": ["no", "yes"]},
        {"y": ["x"]},
        {"x": [0.5, 0.5], "y": [[0.8, 0.2], [0.3, 0.7]]},
    )
    asked = {"under": cn.do(x="yes"), "observed": {"y": "yes", "x": "no"}, "given": {"y": "no"}}
    for coupling, name in (("rank", "one rank"), ("gumbel", "Gumbel luck")):
        with pytest.raises(cn.errors.ImpossibleEvidenceError) as caught:
            cn.counterfactual(network, ("y", "no"), **asked, coupling=coupling)
        assert str(caught.value) == (
            f'With {name} (coupling="fresh" may allow it), what is given has probability zero here: observed y="yes" and '
            'x="no"; given y="no" under do(x="yes").'
        )
    fresh = cn.counterfactual(network, ("y", "no"), **asked, coupling="fresh")
    assert fresh.estimates["fresh"].value == 1


@settings(max_examples=20)
@given(st.data())
def test_every_named_coupling_lies_within_the_range_over_all(data):
    network = data.draw(networks(most=5))
    y = data.draw(st.sampled_from(network.variables))
    asked = {
        "under": data.draw(interventions(network)),
        "versus": data.draw(st.just(cn.do()) | interventions(network)),
        "observed": data.draw(evidence(network)),
        "coupling": ("rank", "fresh", "gumbel", "any"),
    }
    try:
        answer = cn.counterfactual(network, y, **asked)
    except (cn.errors.ImpossibleEvidenceError, cn.errors.InterventionError):
        return
    assert str(answer)
    for name, p in answer.p.items():
        assert p.sum() == pytest.approx(1)
        assert (p >= 0).all()
        if isinstance(answer.ranges, np.ndarray):
            assert answer.least - 1e-7 <= answer.estimates[name].value <= answer.most + 1e-7
    if answer.attained:
        low, high = answer.attained
        assert answer.least - 1e-6 <= low <= high + 1e-9
        assert high <= answer.most + 1e-6


# ── a past case ──────────────────────────────────────────────────────────────────────────────

LAWN = cn.load("lawn")
MONDAY = LAWN.for_case("last Monday", {"wet": "yes", "rain": "yes"})


def test_what_is_known_is_observed_by_default_and_said():
    answer = cn.counterfactual(MONDAY, "wet", under=cn.do(rain="no"))
    said = cn.counterfactual(LAWN, "wet", under=cn.do(rain="no"), observed=MONDAY.known)

    assert answer.sentence.startswith(
        "In the cases with all that is known of last Monday, setting rain to no would have made wet grass no in 67.7% to "
        "96.7% of them,"
    )
    assert "Observed, as is known of last Monday: wet grass is yes and rain is yes." in str(answer)
    assert answer.known_of == "last Monday"
    assert (answer.least, answer.most) == (said.least, said.most)
    assert answer.observed == said.observed == ['wet="yes"', 'rain="yes"']
    assert said.known_of == ""
    assert said.sentence.startswith("In the cases in which wet grass is yes and rain is yes,")


def test_what_the_question_observes_stands_in_place_of_what_is_known():
    nothing = cn.counterfactual(MONDAY, "wet", under=cn.do(rain="no"), observed={})
    plain = cn.counterfactual(LAWN, "wet", under=cn.do(rain="no"))

    assert nothing.sentence == plain.sentence
    assert "known of" not in str(nothing)


def test_what_is_known_and_cannot_be_says_where_it_is_from():
    with pytest.raises(cn.errors.ImpossibleEvidenceError) as caught:
        cn.counterfactual(MONDAY, "wet", under=cn.do(rain="yes"), versus=cn.do(rain="no"))

    assert 'observed wet="yes" and rain="yes" under do(rain="no").' in str(caught.value)
    assert "This is what the model knows of last Monday." in str(caught.value)


def test_what_is_known_is_found_in_the_present_period():
    habit = cn.load("habit")
    name = next(iter(habit.variables))
    case = habit.for_case("the first week", {name: habit.variables[name].states[0]})
    under, outcome = cn.do({name: habit.variables[name].states[-1]}), [*habit.variables][-1]
    answers = [
        cn.counterfactual(model, outcome, under=under, at=2, observed=observed)
        for model, observed in ((case, None), (habit, {0: case.known}))
    ]

    assert answers[0].observed == answers[1].observed
    assert "in period 0" in answers[0].observed[0]
    for name, own in answers[0].p.items():
        np.testing.assert_array_equal(own, answers[1].p[name])
