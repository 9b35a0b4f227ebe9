"""The verb `decide`: the oil wildcatter, the worth of looking, policies as interventions, and errors."""

import importlib

import numpy as np
import pytest

import causalnet as cn

# H. Raiffa (1968), *Decision Analysis*: a wildcatter may test the ground before she drills.
OIL = cn.Network(
    {
        "oil": ["dry", "wet", "soaking"],
        "test": ["no", "yes"],
        "result": ["none", "closed", "open", "diffuse"],
        "drill": ["no", "yes"],
    },
    {"result": ["oil", "test"]},
    {
        "oil": [0.5, 0.3, 0.2],
        "test": [0.5, 0.5],
        "drill": [0.5, 0.5],
        "result": [
            [[1, 0, 0, 0], [0, 0.1, 0.3, 0.6]],
            [[1, 0, 0, 0], [0, 0.3, 0.4, 0.3]],
            [[1, 0, 0, 0], [0, 0.5, 0.4, 0.1]],
        ],
    },
)
PAYS = {"dry": -70, "wet": 50, "soaking": 200}
WORTH = {
    (oil, drill): PAYS[oil] if drill == "yes" else 0 for oil in PAYS for drill in ("no", "yes")
}
CHOOSE = {"test": [], "drill": ["test", "result"]}
COSTS = {"test": {"yes": 10}}


def test_the_oil_wildcatter() -> None:
    without = cn.decide(OIL, ("oil", "drill"), choose={"drill": []}, worth=WORTH)
    assert without.value == pytest.approx(20)
    found = cn.decide(OIL, ("oil", "drill"), choose=CHOOSE, worth=WORTH, costs=COSTS)
    assert found.value == pytest.approx(22.5)
    assert found.exact
    assert found.sentence == (
        "It is best to set test to yes and drill according to test and result. The expected worth is "
        "22.5."
    )
    assert found.worths == pytest.approx({"oil, drill": 32.5, "cost of test": -10})
    drills = {
        c.seen["result"]: c.state for c in found.choices if c.decision == "drill" and c.chance > 0
    }
    assert drills == {"closed": "yes", "open": "yes", "diffuse": "no"}


def test_its_policies_are_an_intervention_that_every_verb_takes() -> None:
    found = cn.decide(OIL, ("oil", "drill"), choose=CHOOSE, worth=WORTH, costs=COSTS)
    p = cn.query(OIL, ["oil", "drill", "test"], under=found.under)
    value = sum(
        p[oil, drill, test] * (WORTH[oil, drill] - (10 if test == "yes" else 0))
        for oil, drill in WORTH
        for test in ("no", "yes")
    )
    assert value == pytest.approx(22.5)


def test_the_worth_of_looking() -> None:
    found = cn.decide(OIL, ("oil", "drill"), choose=CHOOSE, worth=WORTH, costs=COSTS)
    looks = {one.variable: one for one in found.looking}
    # Without the result there is no reason to test: 20.
    assert (looks["result"].seen, looks["result"].worth) == (True, pytest.approx(2.5))
    # Who knows the oil drills where it pays, and does not test: 0.3 · 50 + 0.2 · 200.
    assert (looks["oil"].seen, looks["oil"].worth) == (False, pytest.approx(55 - 22.5))
    assert "To know before every decision would be worth: oil 32.5." in str(found)


def test_the_spread_is_that_of_the_cases() -> None:
    found = cn.decide(OIL, ("oil", "drill"), choose={"drill": []}, worth=WORTH)
    squares = 0.5 * 70**2 + 0.3 * 50**2 + 0.2 * 200**2
    assert found.spread == pytest.approx((squares - 20**2) ** 0.5)


def test_without_worth_it_is_the_level_from_the_worse_end() -> None:
    lawn = cn.load("lawn")
    found = cn.decide(lawn, "wet", choose={"sprinkler": ["rain"]})
    best = max(
        cn.query(
            lawn,
            "wet",
            under=cn.do(sprinkler=cn.policy("rain", dict(zip(("no", "yes"), pair, strict=True)))),
        )["yes"]
        for pair in (("off", "off"), ("off", "on"), ("on", "off"), ("on", "on"))
    )
    assert found.value == pytest.approx(best)
    assert found.sentence.endswith("states.")


def test_over_draws_policies_are_best_on_average() -> None:
    found = cn.decide(cn.load("lawn"), "wet", choose={"sprinkler": []}, draws=50)
    assert found.drawn is not None
    assert found.drawn.shape == (50,)
    assert found.value == pytest.approx(float(np.mean(found.drawn)))
    effect = cn.effect(
        cn.load("lawn"), "wet", under=found.under, versus=cn.do(sprinkler="off"), draws=50
    )
    assert effect.estimate.value >= 0


def test_a_forgetful_decision_says_that_it_may_not_be_best() -> None:
    found = cn.decide(
        OIL, ("oil", "drill"), choose={"test": [], "drill": ["result"]}, worth=WORTH, costs=COSTS
    )
    assert not found.exact
    assert found.value == pytest.approx(22.5)
    assert "the best that was found" in found.sentence
    assert "a change of several at once might" in " ".join(str(found).split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"choose": {}}, "names no decision"),
        ({"choose": {"dril": []}}, "Did you mean 'drill'"),
        ({"choose": {"drill": ["oill"]}}, "Did you mean 'oil'"),
        ({"choose": {"drill": ["test", "test"]}}, "drill looks at test more than once"),
        ({"choose": {"test": ["result"]}}, "cannot look at what comes after it: "),
        (
            {"choose": {"drill": []}, "worth": {("dry", "yes"): 1}},
            "gives no worth of 'dry' and 'no'",
        ),
        ({"choose": {"drill": []}, "worth": {"dry": 1}}, "a state of each of oil, drill, not"),
        (
            {"choose": {"drill": []}, "worth": WORTH | {("dry", "yes"): float("nan")}},
            "must be a finite number",
        ),
        ({"choose": {"drill": []}, "costs": {"test": {"yes": 1}}}, "No decision 'test'"),
        ({"choose": {"drill": []}, "costs": {"drill": {"yess": 1}}}, "Did you mean 'yes'"),
        ({"choose": {"drill": []}, "worth": None}, "Several outcomes have no level together"),
    ],
)
def test_what_does_not_fit_is_refused(arguments: dict, message: str) -> None:
    with pytest.raises(cn.errors.CausalnetError, match=message):
        cn.decide(OIL, ("oil", "drill"), **{"worth": WORTH, **arguments})


def test_states_without_an_order_need_their_worth() -> None:
    with pytest.raises(cn.errors.QuestionError, match="decide needs worth="):
        cn.decide(OIL, "oil", choose={"drill": []})


# R. A. Howard (1962), "The used car buyer", in the version in which a stranger tells for 25 whether it is a lemon.
CAR = cn.Network(
    {
        "car": ["lemon", "peach"],
        "ask": ["no", "yes"],
        "told": ["nothing", "lemon", "peach"],
        "buy": ["no", "with guarantee", "without"],
    },
    {"told": ["car", "ask"], "buy": ["ask", "told"]},
    {
        "car": [0.2, 0.8],
        "ask": [0.5, 0.5],
        "told": [[[1, 0, 0], [0, 1, 0]], [[1, 0, 0], [0, 0, 1]]],
        "buy": np.full((2, 3, 3), 1 / 3),
    },
    decisions={"ask": [], "buy": ["ask", "told"]},
    utilities=[
        cn.Utility(
            "profit",
            ["car", "buy"],
            {
                **dict.fromkeys([("lemon", "no"), ("peach", "no")], 0),
                ("lemon", "with guarantee"): 40,
                ("peach", "with guarantee"): 20,
                ("lemon", "without"): -100,
                ("peach", "without"): 60,
            },
        ),
        cn.Utility("fee", "ask", {"no": 0, "yes": -25}),
    ],
)


def test_the_used_car_declares_its_decisions() -> None:
    alone = cn.decide(CAR, choose={"buy": []}, worth=CAR.utilities[0])
    assert (alone.value, alone.under) == (pytest.approx(28), cn.do(buy="without"))
    found = cn.decide(CAR)
    assert found.value == pytest.approx(31)
    assert found.worths == pytest.approx({"profit": 56, "fee": -25})
    assert (
        found.sentence
        == "It is best to set ask to yes and buy according to ask and told. The expected worth is 31."
    )
    bought = {c.seen["told"]: c.state for c in found.choices if c.decision == "buy" and c.chance}
    assert bought == {"lemon": "with guarantee", "peach": "without"}


def test_what_is_known_before_all_decisions() -> None:
    found = cn.decide(CAR, given={"car": "lemon"})
    assert found.value == pytest.approx(40)
    assert found.sentence.startswith("Given that car is lemon, it is best to set ask to no and")
    with pytest.raises(cn.errors.QuestionError, match="told is one or follows from one"):
        cn.decide(CAR, given={"told": "lemon"})


def test_a_model_declares_decisions_and_utilities() -> None:
    lawn = cn.load("lawn").adding(
        cn.Choice("sprinkler", sees=["rain"]),
        cn.Utility("green", "wet", {"no": 0, "yes": 10}),
        cn.Utility("water", "sprinkler", {"off": 0, "on": -3}),
    )
    found = cn.decide(lawn)
    same = cn.decide(
        lawn,
        "wet",
        choose={"sprinkler": ["rain"]},
        worth={"no": 0, "yes": 10},
        costs={"sprinkler": {"on": 3}},
    )
    assert (found.value, found.under) == (pytest.approx(same.value), same.under)
    assert cn.compile_model(lawn).utilities == tuple(lawn.utilities.values())
    drawn = cn.decide(lawn, draws=50).drawn
    assert drawn is not None
    assert len(drawn) == 50


def test_utilities_are_given_without_an_outcome() -> None:
    fee = cn.Utility("fee", "ask", {"no": 0, "yes": -25})
    with pytest.raises(cn.errors.QuestionError, match="give them without an outcome"):
        cn.decide(CAR, "car", worth=fee)
    with pytest.raises(cn.errors.QuestionError, match="Nothing is worth anything"):
        cn.decide(cn.load("lawn"), choose={"sprinkler": []})
    assert cn.decide(CAR, worth=fee).value == pytest.approx(0)


def test_utilities_that_cannot_be_told_apart_or_are_none_are_refused() -> None:
    pay = cn.Utility("pay", ["oil", "drill"], WORTH)
    bonus = cn.Utility("cost of test", "oil", {"dry": 0, "wet": 0, "soaking": 1})
    with pytest.raises(cn.errors.QuestionError, match="Two utilities are called 'pay'"):
        cn.decide(OIL, choose=CHOOSE, worth=[pay, pay])
    with pytest.raises(cn.errors.QuestionError, match="Two utilities are called 'cost of test'"):
        cn.decide(OIL, choose=CHOOSE, worth=[pay, bonus], costs=COSTS)
    with pytest.raises(cn.errors.QuestionError, match="worth= lists no utility"):
        cn.decide(OIL, choose=CHOOSE, worth=[])


def test_a_policy_of_too_many_cases_is_refused_and_no_look_makes_one(monkeypatch) -> None:
    monkeypatch.setattr(
        importlib.import_module("causalnet.questions.decisions.decide"), "MOST_CELLS", 8
    )
    with pytest.raises(cn.errors.QuestionError, match=r"looks at has 8 combinations .* at most"):
        cn.decide(OIL, ("oil", "drill"), choose=CHOOSE, worth=WORTH)
    found = cn.decide(OIL, ("oil", "drill"), choose={"drill": []}, worth=WORTH)
    assert {one.variable for one in found.looking} == {"oil", "test", "result"}
    nothing_more = cn.decide(OIL, ("oil", "drill"), choose={"drill": ["oil"]}, worth=WORTH)
    assert [one.variable for one in nothing_more.looking] == ["oil"]


def test_a_look_at_what_the_model_calls_latent_says_so() -> None:
    lawn = cn.load("lawn")
    rain = lawn.variables["rain"]
    hidden = lawn.replacing(cn.Variable("rain", rain.states, rain.baseline, latent=True))
    found = cn.decide(hidden, "wet", choose={"sprinkler": ["rain"]})
    assert found.latent == ("rain",)
    assert "Rain is latent in the model" in str(found)
    assert "latent" not in str(cn.decide(hidden, "wet", choose={"sprinkler": []}))
