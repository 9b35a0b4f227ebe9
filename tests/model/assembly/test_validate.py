"""Whether parts fit together, read from the messages, for models built in Python."""

from __future__ import annotations

from typing import Any

import pytest

import causalnet as cn
from causalnet import Baseline, Influence, Modifier, NoisyMax, Variable, do

RAIN, PUMP, LEVEL, ALARM = (
    Variable("rain", ["none", "some", "much"]),
    Variable("pump", ["off", "on"]),
    Variable("level", ["low", "high"]),
    Variable("alarm", ["quiet", "loud"]),
)
RAIN_LEVEL = Influence("rain", "level", "+", "medium", reference="none")
PUMP_LEVEL = Influence("pump", "level", "-", 1)
LEVEL_ALARM = Influence("level", "alarm", "+", 2)
PARTS: dict[str, Any] = {
    "variables": [RAIN, PUMP, LEVEL, ALARM],
    "influences": [RAIN_LEVEL, PUMP_LEVEL, LEVEL_ALARM],
    "strengths": {"medium": cn.pert(0.2, 0.8, 1.6)},
}


def wrong(**parts: object) -> list[str]:
    """What is wrong with the water model once some of its parts are others."""
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.CausalModel("water", **(PARTS | parts))
    assert caught.value.subject == "model 'water'"
    return [str(mistake) for mistake in caught.value.mistakes]


def test_the_water_model_fits_together() -> None:
    assert len(cn.CausalModel("water", **PARTS).influences) == 3


# ── names ────────────────────────────────────────────────────────────────────────────────────


def test_names_that_nothing_defines() -> None:
    found = wrong(
        influences=[Influence("rian", "level", "+", "mediun", claims=["c1"]), PUMP_LEVEL],
        claims=[cn.Claim("c2", "Rain raises the level.", "meno")],
        sources=[cn.Source("memo")],
        evidence=[cn.Evidence(["c3", "level"], "for", "It did.", "mem")],
        actors=[cn.Actor("warden", ["pmup"])],
        rivals=[cn.Rival("melt", [Influence("snow", "level", "+", "strong", claims=["c9"])])],
        proposals=[cn.Proposal("pump", do(pump="onn", rian="none"), claims=["c7"])],
        absences=[cn.Absence("rain", "alrm")],
    )

    assert [message.partition(";")[0] for message in found] == [
        "influence rian → level: No claim 'c1'",
        "influence rian → level: No variable 'rian'",
        "influence rian → level: No strength 'mediun'",
        "absence rain ↛ alrm: No variable 'alrm'",
        "proposals.pump: No claim 'c7'",
        "claims.c2: No source 'meno'",
        "evidence 1: No source 'mem'",
        "evidence 1: No claim or variable 'c3'",
        "actors.warden: No variable 'pmup'",
        "rivals.melt, influence snow → level: No claim 'c9'",
        "rivals.melt, influence snow → level: No variable 'snow'",
        "rivals.melt, influence snow → level: No strength 'strong'",
        "proposals.pump: No state 'onn' of 'pump'",
        "proposals.pump: No variable 'rian'",
    ]


def test_names_that_are_defined_twice() -> None:
    found = wrong(
        variables=[RAIN, PUMP, LEVEL, ALARM, RAIN],
        influences=[RAIN_LEVEL, PUMP_LEVEL, LEVEL_ALARM, Influence("rain", "level", "-", 2)],
        claims=[cn.Claim("pump", "It pumps.", "memo")],
        sources=[cn.Source("memo")],
    )

    assert found == [
        "variables.rain is defined more than once.",
        "variables.pump is also the name of a claim. Rename one of them.",
        "influence 4, rain → level repeats influence 1, rain → level.",
    ]


# ── influences ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("influences", "message"),
    [
        (
            [Influence("rain", "rain", "+", 1)],
            "influence rain → rain is an influence of a variable on itself. "
            "Give it a lag: lag = 1.",
        ),
        (
            [Influence("rain", "level", "+")],
            "influence rain → level has no strength. "
            "Give a number, [low, mode, high], or a word from [strengths].",
        ),
        (
            [Influence("rain", "level", "+", -1)],
            "influence rain → level has a strength that may be negative (-1), against its sign "
            "'+'. Start its range at zero, or give it the sign '?'.",
        ),
        (
            [Influence("rain", "level", "+", 1, reference="nonee")],
            "influence rain → level: reference: No state 'nonee' of 'rain'; its states are none, "
            "some, much. Did you mean 'none'?",
        ),
        (
            [LEVEL_ALARM, Influence("alarm", "pump", "+", 1), PUMP_LEVEL],
            "influence pump → level closes a loop within a period: alarm → pump → level → alarm. Give one "
            "of these influences a lag (lag = 1): it then acts in the next period.",
        ),
    ],
)
def test_influences_that_do_not_fit(influences: list[Influence], message: str) -> None:
    assert wrong(influences=influences) == [message]


def test_a_loop_through_a_lag_is_none() -> None:
    lagged = Influence("alarm", "pump", "+", 1, lag=1)

    assert (
        lagged
        in cn.CausalModel("water", **(PARTS | {"influences": [LEVEL_ALARM, lagged]})).influences
    )


def test_a_rival_that_would_make_a_loop() -> None:
    rival = cn.Rival("feedback", [Influence("alarm", "rain", "+", 1)])

    assert wrong(rivals=[rival]) == [
        "rivals.feedback closes a loop within a period: alarm → rain → level → alarm. Give one of "
        "these influences a lag (lag = 1): it then acts in the next period."
    ]


def test_a_baseline_of_zero_cannot_be_met_by_a_variable_with_causes() -> None:
    level = Variable("level", ["low", "high"], Baseline([1, 0]))

    assert wrong(variables=[RAIN, PUMP, level, ALARM]) == [
        "variables.level.baseline.p is zero for 'high', yet the variable has causes: no mechanism can "
        "be fitted to it. Give every state some probability."
    ]


# ── modifiers ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("modifier", "message"),
    [
        (
            Modifier("alarm", "level", by="pump", amount=1, sign="+"),
            "modifier alarm → level × pump scales an influence that is not there.",
        ),
        (
            Modifier("rain", "level", by="alarm", amount=1, sign="+"),
            "modifier rain → level × alarm is scaled by 'alarm', which is not a cause of 'level'. "
            "Add the influence alarm → level (sign '?' if it only modifies).",
        ),
        (
            Modifier("rain", "level", by="pump", amount=-0.5, sign="-"),
            "modifier rain → level × pump has an amount that may be negative (-0.5), against its "
            "sign '-'. Start its range at zero, or give it the sign '?'.",
        ),
        (
            Modifier("rain", "level", by="pump", amount=-1, sign="?"),
            "modifier rain → level × pump has an amount as low as -1. Keep it above -1.",
        ),
        (
            Modifier("pump", "level", by="rain", amount=1, sign="+"),
            "influence pump → level is modified, so it needs a reference: the state of the cause at "
            "which the influence is zero.",
        ),
    ],
)
def test_modifiers_that_do_not_fit(modifier: Modifier, message: str) -> None:
    assert message in wrong(modifiers=[modifier])


@pytest.mark.parametrize(
    ("reference", "sign", "own", "fits"),
    [
        ("none", "+", "+", True),
        ("none", "-", "-", True),
        ("much", "+", "-", True),
        ("much", "-", "+", True),
        ("none", "+", "-", False),
        ("much", "+", "+", False),
        ("some", "+", "+", False),
        ("some", "-", "-", False),
        ("none", "?", "+", False),
        ("some", "?", "?", True),
        ("some", "+", "?", True),
    ],
)
def test_a_modifier_must_not_turn_round_the_sign_of_its_own_variable(
    reference: str, sign: str, own: str, fits: bool
) -> None:
    parts = PARTS | {
        "influences": [
            Influence("rain", "level", "+", 1, reference=reference),
            Influence("pump", "level", own, 1),
        ],
        "modifiers": [Modifier("rain", "level", by="pump", amount=0.5, sign=sign)],
    }
    if fits:
        assert cn.CausalModel("water", **parts).modifiers == tuple(parts["modifiers"])
    else:
        [message] = wrong(**parts)
        assert message.startswith(
            f"modifier rain → level × pump may reverse the sign '{own}' of pump → level"
        )


def test_the_hint_names_the_reference_that_would_do() -> None:
    influences = [
        Influence("rain", "level", "+", 1, reference="some"),
        Influence("pump", "level", "-", 1),
    ]
    [message] = wrong(
        influences=influences, modifiers=[Modifier("rain", "level", "pump", 0.5, sign="+")]
    )

    assert message.endswith("Set that reference to 'much', or the sign of pump → level to '?'.")


# ── mechanisms ───────────────────────────────────────────────────────────────────────────────


def test_a_leak_of_the_wrong_length_or_beside_a_baseline() -> None:
    level = Variable(
        "level", ["low", "high"], Baseline([0.5, 0.5]), mechanism=NoisyMax([0.2, 0.3, 0.5])
    )

    assert wrong(variables=[RAIN, PUMP, level, ALARM]) == [
        "variables.level.mechanism.leak has 3 probabilities for 2 states.",
        "variables.level.mechanism.leak is given beside a baseline, which would free it: drop one of "
        "them.",
    ]


def test_a_mechanism_without_slopes_cannot_be_modified() -> None:
    level = Variable("level", ["low", "high"], mechanism=NoisyMax())
    influences = [RAIN_LEVEL, Influence("pump", "level", "?", 1)]

    assert wrong(
        variables=[RAIN, PUMP, level],
        influences=influences,
        modifiers=[Modifier("rain", "level", "pump", 0.5, sign="+")],
    ) == [
        "modifier rain → level × pump: A noisy-max mechanism has no slope to scale. "
        "Use an ordinal or a ranked mechanism."
    ]


# ── proposals and checks ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("intervention", "message"),
    [
        (
            do(pump={"on": 0.5, "of": 0.5}),
            "No state 'of' of 'pump'; its states are off, on. Did you mean 'off'?",
        ),
        (
            do(pump=cn.policy(given="rain", choose={"none": "off", "some": "on"})),
            "The policy for 'pump' makes no choice for 'rain' = 'much'.",
        ),
        (
            do(pump=cn.policy(given="rian", choose={"none": "off"})),
            "No variable 'rian'; the variables are rain, pump, level, alarm. Did you mean 'rain'?",
        ),
        (
            do(cn.cut("rain", "levle")),
            "No variable 'levle'; the variables are rain, pump, level, alarm. Did you mean 'level'?",
        ),
    ],
)
def test_proposals_that_do_not_fit(intervention: cn.Intervention, message: str) -> None:
    assert f"proposals.plan: {message}" in wrong(proposals=[cn.Proposal("plan", intervention)])


def test_checks_that_do_not_fit() -> None:
    check = cn.Conclusion(
        "levle",
        "rises",
        under=do(rain="mch"),
        given={"pump": {"on", "of"}, "alarm": cn.likelihood({"loud": 1})},
    )
    claim = cn.Claim("c1", "It rises.", "memo", checks=[check])

    assert wrong(claims=[claim], sources=[cn.Source("memo")]) == [
        "claims.c1, check 1: No variable 'levle'; the variables are rain, pump, level, alarm. "
        "Did you mean 'level'?",
        "claims.c1, check 1: No state 'mch' of 'rain'; its states are none, some, much. "
        "Did you mean 'much'?",
        "claims.c1, check 1: No state 'of' of 'pump'; its states are off, on. Did you mean 'off'?",
        "claims.c1, check 1: The likelihood for 'alarm' has no number for 'quiet'.",
    ]


def test_a_rival_may_not_repeat_what_is_there():
    two = ["low", "high"]
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.CausalModel(
            "m",
            [cn.Variable("a", two), cn.Variable("b", two)],
            [cn.Influence("a", "b", "+", 1)],
            rivals=[
                cn.Rival("again", [cn.Influence("a", "b", "-", 1)]),
                cn.Rival("hidden", [cn.Influence("a", "b", "-", 1, lag=1)], cn.Variable("a", two)),
            ],
            absences=[cn.Absence("b", "a"), cn.Absence("b", "a")],
        )
    assert [str(m) for m in caught.value.mistakes] == [
        "absence 2, b ↛ a repeats absence 1, b ↛ a.",
        "rivals.again, influence a → b is in the model already.",
        "rivals.hidden hides 'a', which is a variable of the model. "
        "Give the hidden cause another name.",
    ]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: cn.Variable("x", "low"),
            "states must be a list, not 'low'. Write ['low']. (Variable 'x')",
        ),
        (
            lambda: cn.Baseline(0.5),
            "p must be a list, not 0.5. Write [0.5, …], one number for each state. (Baseline)",
        ),
        (
            lambda: cn.Influence("a", "b", "+", claims="c1"),
            "claims must be a list, not 'c1'. Write ['c1']. (Influence 'a → b')",
        ),
    ],
)
def test_a_single_value_is_not_taken_for_a_list(make, message):
    with pytest.raises(cn.errors.ModelError) as caught:
        make()
    assert str(caught.value) == message
