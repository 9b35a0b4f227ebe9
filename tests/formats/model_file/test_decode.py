"""What is wrong with a model file: every mistake at once, each with its place and a hint."""

from __future__ import annotations

import tomllib

import pytest

import causalnet as cn
from causalnet.formats.model_file.decode import decode
from causalnet.formats.toml_text.lines import Lines

WATER = """
name = "water"
[strengths]
medium = [0.2, 0.8, 1.6]
[sources.memo]
title = "A memo"
[variables.rain]
states = ["none", "some", "much"]
baseline = { p = [0.5, 0.3, 0.2] }
[variables.pump]
states = ["off", "on"]
role = "lever"
[variables.level]
states = ["low", "high"]
mechanism = "ranked"
[variables.alarm]
states = ["quiet", "loud"]
mechanism = { kind = "deterministic", causes = ["level"], rows = [
  { when = ["low"], state = "quiet" },
  { when = ["high"], state = "loud" },
] }
[claims.c1]
text = "Rain raises the level."
source = "memo"
checks = [{ outcome = "level", direction = "rises", under = { set = { rain = "much" } }, given = { pump = "off" } }]
[graph]
influences = [
  { cause = "rain", effect = "level", sign = "+", strength = "medium", claims = ["c1"], reference = "none" },
  { cause = "pump", effect = "level", sign = "?", strength = [-1, 0] },
  { cause = "level", effect = "alarm", sign = "+" },
  { cause = "alarm", effect = "pump", sign = "+", strength = 1.2, lag = 1 },
]
modifiers = [{ cause = "rain", effect = "level", by = "pump", amount = 0.5, sign = "+" }]
absences = [{ cause = "rain", effect = "alarm", claims = ["c1"] }]
[rivals.melt]
reason = "Snow melts."
influences = [{ cause = "snow", effect = "level", sign = "+", strength = "medium" }]
hidden = { name = "snow", states = ["none", "deep"] }
[proposals."pump more"]
set = { pump = { p = { off = 0.2, on = 0.8 } } }
claims = ["c1"]
[actors.warden]
moves = ["pump"]
[[evidence]]
bears_on = ["c1"]
stance = "for"
text = "It did in 1953."
source = "memo"
"""


def mistakes(*edits: tuple[str, str]) -> list[str]:
    """What is wrong with the water model once it was edited."""
    text = WATER
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(cn.errors.ModelError) as caught:
        decode(tomllib.loads(text), "water.toml")
    assert caught.value.subject == "water.toml"
    return [str(mistake) for mistake in caught.value.mistakes]


def test_the_water_model_is_fine() -> None:
    assert len(decode(tomllib.loads(WATER)).influences) == 4


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        # keys and types
        (
            'role = "lever"',
            'lable = "Pump"',
            "variables.pump: Unknown key 'lable'; the keys are label, states, state_labels, means, meanings, role, "
            "better, latent, sizes, baseline, mechanism, alternate, note, drafted_by, reviewed_by. Did you mean 'label'?",
        ),
        (
            "[strengths]",
            "[strenghts]",
            "Unknown key 'strenghts'; the keys are name, title, description, period, "
            "today, language, written_in, known, strengths, sources, variables, claims, rivals, proposals, actors, decisions, utilities, graph, evidence. "
            "Did you mean 'strengths'?",
        ),
        ('name = "water"', 'title = "Water"', "the file lacks the key 'name'."),
        ('name = "water"', 'name = " water"', "name: ' water' is empty or has white space around it."),
        (
            'states = ["off", "on"]',
            'states = "off"',
            "variables.pump.states must be an array of strings, not 'off'. Write [\"off\"].",
        ),
        ('states = ["off", "on"]', "", "variables.pump lacks the key 'states'."),
        (
            'role = "lever"',
            'better = "lower"',
            "variables.pump.better must be 'high' or 'low', not 'lower'. Did you mean 'low'?",
        ),
        (
            'role = "lever"',
            "latent = 1",
            "variables.pump.latent must be true or false, not 1. Write true.",
        ),
        (
            "{ p = [0.5, 0.3, 0.2] }",
            "[0.5, 0.3, 0.2]",
            "variables.rain.baseline must be a table such as { p = [0.8, 0.2] }, not [0.5, 0.3, 0.2]. Write { p = [0.5, 0.3, 0.2] }.",
        ),
        (
            'cause = "rain", effect = "level", sign',
            'cuase = "rain", effect = "level", sign',
            "influence 1: Unknown key 'cuase'; the keys are cause, effect, sign, strength, lag, standing, "
            "claims, tier, reference, note, drafted_by, reviewed_by. Did you mean 'cause'?",
        ),
        (
            "lag = 1",
            "lag = 1.5",
            "influence alarm → pump: lag must be a whole number, not 1.5.",
        ),
        (
            '{ cause = "level", effect = "alarm", sign = "+" }',
            '"level -> alarm"',
            'influence 3 must be a table such as { cause = "x", effect = "y", sign = "+", strength = 1 }, '
            "not 'level -> alarm'.",
        ),
        (
            'strength = [-1, 0] }',
            'strength = ["low", "high"] }',
            "influence pump → level: strength must be a number, [low, high], [low, mode, high] or "
            "{ low = …, mode = …, high = … }, or a word from [strengths]; not ['low', 'high'].",
        ),
        (
            'moves = ["pump"]',
            'moves = "pump"',
            "actors.warden.moves must be an array of strings, not 'pump'. Write [\"pump\"].",
        ),
        # values of their own
        (
            'states = ["off", "on"]',
            'states = ["off", "off"]',
            "variables.pump.states repeats the state 'off'.",
        ),
        (
            'states = ["off", "on"]',
            "states = []",
            "variables.pump.states is empty. Name the states from low to high.",
        ),
        (
            "[0.5, 0.3, 0.2]",
            "[0.5, 0.3, 0.3]",
            "variables.rain.baseline.p: [0.5, 0.3, 0.3] sum to 1.1, not to 1.",
        ),
        (
            "[0.5, 0.3, 0.2]",
            "[0.5, 0.5]",
            "variables.rain.baseline.p: 2 probabilities for 3 states (none, some, much).",
        ),
        (
            "[0.2, 0.8, 1.6]",
            "[1.6, 0.8, 0.2]",
            "strengths.medium low 1.6, mode 0.8, high 0.2 must be in the order low, mode, high. "
            "Perhaps [0.2, 0.8, 1.6]?",
        ),
        (
            'role = "lever"',
            'role = "leaver"',
            "variables.pump.role must be 'context', 'lever', 'mediator' or 'outcome', not 'leaver'. "
            "Did you mean 'lever'?",
        ),
        (
            'mechanism = "ranked"',
            'mechanism = "rankd"',
            "variables.level.mechanism must be 'ordinal', 'noisy-max', 'noisy-min', 'ranked', "
            "'deterministic' or 'table', not 'rankd'. Did you mean 'ranked'?",
        ),
        (
            'mechanism = "ranked"',
            'mechanism = { kind = "ranked", variance = 0 }',
            "variables.level.mechanism.variance must lie between 1e-6 and 1e6, not 0.",
        ),
        (
            'sign = "+", strength = "medium", claims',
            'sign = "x", strength = "medium", claims',
            "influence rain → level: sign must be '+', '-' or '?', not 'x'.",
        ),
        (
            'source = "memo"\nchecks',
            'source = "memo"\ntier = "plane"\nchecks',
            "claims.c1.tier must be 'emphatic', 'plain', 'hedged', 'open', 'denied' or 'reported', "
            "not 'plane'. Did you mean 'plain'?",
        ),
        (
            'stance = "for"',
            'stance = "pro"',
            "evidence 1: stance must be 'for', 'weak', 'mixed', 'against', 'caution', 'open' or "
            "'dated', not 'pro'.",
        ),
        (
            "{ off = 0.2, on = 0.8 }",
            "{ off = 0.2, on = 0.9 }",
            "proposals.pump more: set.pump: The probabilities {'off': 0.2, 'on': 0.9} sum to 1.1, "
            "not to 1.",
        ),
        (
            'direction = "rises"',
            'direction = "raises"',
            "claims.c1, check 1: direction must be 'rises', 'falls', 'holds', 'exceeds' or 'stays below', not 'raises'. "
            "Did you mean 'rises'?",
        ),
        (
            '{ when = ["high"], state = "loud" }',
            '{ when = ["low"], state = "loud" }',
            "variables.alarm.mechanism, row 2, (low) repeats row (low).",
        ),
        # how parts fit together
        (
            'cause = "rain", effect = "level", sign',
            'cause = "rian", effect = "level", sign',
            "influence rian → level: No variable 'rian'; the variables are rain, pump, level, "
            "alarm. Did you mean 'rain'?",
        ),
        (
            'claims = ["c1"], reference',
            'claims = ["c2"], reference',
            "influence rain → level: No claim 'c2'; the claims are c1.",
        ),
        (
            'source = "memo"\nchecks',
            'source = "meno"\nchecks',
            "claims.c1: No source 'meno'; the sources are memo. Did you mean 'memo'?",
        ),
        (
            '{ cause = "level", effect = "alarm", sign = "+" }',
            '{ cause = "level", effect = "alarm" }',
            'influence level → alarm has no sign. Write sign = "+", "-" or "?".',
        ),
        (
            'amount = 0.5, sign = "+"',
            "amount = 0.5",
            'modifier rain → level × pump has no sign. Write sign = "+", "-" or "?".',
        ),
        (
            'effect = "level", sign = "+", strength = "medium" }',
            'effect = "level", strength = "medium" }',
            'rivals.melt, influence snow → level has no sign. Write sign = "+", "-" or "?".',
        ),
        (
            'effect = "alarm", sign = "+" }',
            'effect = "alarm", sign = "+", standing = "stated" }',
            "influence level → alarm: standing is 'stated', but does not name a claim. "
            "Name its claims, or leave its standing out: it is then 'added'.",
        ),
        (
            'strength = "medium", claims',
            'strength = "mediun", claims',
            "influence rain → level: No strength 'mediun'; the strengths are medium. "
            "Did you mean 'medium'?",
        ),
        (
            'reference = "none"',
            'reference = "nonee"',
            "influence rain → level: reference: No state 'nonee' of 'rain'; its states are none, "
            "some, much. Did you mean 'none'?",
        ),
        (
            "strength = 1.2, lag = 1",
            "strength = 1.2",
            "influence alarm → pump closes a loop within a period: alarm → pump → level → alarm. Give one of "
            "these influences a lag (lag = 1): it then acts in the next period.",
        ),
        (
            '{ cause = "level", effect = "alarm", sign = "+" }',
            '{ cause = "rain", effect = "level", sign = "+", strength = 1, reference = "none" }',
            "influence 3, rain → level repeats influence 1, rain → level.",
        ),
        (
            '{ when = ["high"], state = "loud" },',
            "",
            "variables.alarm.mechanism lacks 1 of 2 rows (2 states of level): row (high).",
        ),
        (
            'causes = ["level"]',
            'causes = ["rain"]',
            "variables.alarm.mechanism names the cause 'rain', but there is no influence rain → alarm. "
            "To remove a cause, replace the mechanism as well.",
        ),
        (
            'state = "quiet"',
            'state = "quite"',
            "variables.alarm.mechanism, row (low): No state 'quite' of 'alarm'; its states are quiet, "
            "loud. Did you mean 'quiet'?",
        ),
        (
            'rain = "much"',
            'rain = "mcuh"',
            "claims.c1, check 1: No state 'mcuh' of 'rain'; its states are none, some, much. "
            "Did you mean 'much'?",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_its_place(old: str, new: str, message: str) -> None:
    assert message in mistakes((old, new))


def test_all_mistakes_are_reported_at_once() -> None:
    found = mistakes(
        ('role = "lever"', 'role = "leaver"'),
        ('sign = "+", strength = "medium", claims', 'sign = "x", strength = "mediun", claims'),
        ('source = "memo"\nchecks', 'source = "meno"\ntier = "plane"\nchecks'),
        ("pump = { p", "pmup = { p"),
        ('bears_on = ["c1"]', 'bears_on = ["c9"]'),
    )

    assert [message.split(" must")[0].split(";")[0] for message in found] == [
        "variables.pump.role",
        "claims.c1.tier",
        "influence rain → level: sign",
        "influence rain → level: No strength 'mediun'",
        "claims.c1: No source 'meno'",
        "evidence 1: No claim or variable 'c9'",
        "proposals.pump more: No variable 'pmup'",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('states = ["none", "some", "much"]', 'states = ["none", "none", "much"]'),
        ('states = ["low", "high"]', "states = 1"),
        ('mechanism = "ranked"', 'mechanism = "rankd"'),
        ('states = ["quiet", "loud"]', 'states = ["quiet", "quiet"]'),
        ('kind = "deterministic"', 'kind = "determined"'),
        ("[0.2, 0.8, 1.6]", "[0.2, 0.8, 1.6, 2]"),
        ("[sources.memo]\ntitle", "[sources.memo]\ntitel"),
        ('text = "Rain raises the level."', 'text = ""'),
        ('"level", sign = "+", strength = "medium", claims', '"level", sign = "x", claims'),
        ('"level", sign = "?", strength', '"level", sign = "!", strength'),
        ('{ cause = "level", effect = "alarm", sign', '{ cause = 3, effect = "alarm", sign'),
        ('{ cause = "level", effect = "alarm", sign = "+" }', '"level → alarm"'),
        ('{ cause = "level", effect = "alarm", sign = "+" }', '{ cause = "level", effect = "alarm", sign = "+", lag = "x" }'),
        ("amount = 0.5", 'amount = ["x"]'),
        ('"level", sign = "?", strength', '"level", strength'),
        ('"level", by = "pump", amount = 0.5, sign = "+"', '"level", by = "pump", amount = 0.5'),
        ('"level", sign = "+", strength = "medium" }', '"level", strength = "medium" }'),
        ('name = "snow", states', 'name = "snow", state'),
        ("[graph]", "[grahp]"),
        ("[variables.pump]", "[variable.pump]"),
        ("\ninfluences = [\n", "\ninfluence = [\n"),
        ("[claims.c1]", "[claim.c1]"),
        ("{ off = 0.2, on = 0.8 }", "{ off = 0.2 }"),
    ],
)  # fmt: skip
def test_one_mistake_is_reported_once(old: str, new: str) -> None:
    found = mistakes((old, new))

    assert len(found) == 1


def test_a_position_is_that_in_the_file_though_a_row_before_it_cannot_be_read() -> None:
    found = mistakes(
        ('{ cause = "rain", effect = "level", sign', '{ cause = 1, effect = "level", sign'),
        ('claims = ["c1"] }]\n[rivals', 'claims = ["c1"] }]\n[rivals'),
        ('cause = "pump", effect = "level", sign', 'cause = "pmup", effect = "level", sign'),
    )

    assert [message.partition(":")[0] for message in found] == [
        "influence 1",
        "influence pmup → level",
    ]


def test_a_single_mistake_names_the_file_behind_it() -> None:
    with pytest.raises(cn.errors.ModelError) as caught:
        decode({"name": "water", "period": 5}, "water.toml")

    assert (
        str(caught.value) == 'period must be a string, not 5. Write "5", with quotes. (water.toml)'
    )


# ── what people write instead ────────────────────────────────────────────────────────────────

INFLUENCE = '{ cause = "pump", effect = "level", sign = "?", strength = [-1, 0] }'
FORM = "a number, [low, high], [low, mode, high] or { low = …, mode = …, high = … }"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            INFLUENCE,
            '{ cause = "pump", effect = "level", sign = -1, strength = 1 }',
            'influence pump → level: sign must be a string, not -1. Write "-", with quotes.',
        ),
        (
            INFLUENCE,
            '{ cause = "pump", effect = "level", sign = "－", strength = 1 }',
            "influence pump → level: sign must be '+', '-' or '?', not '－'. "
            "Did you mean '-'?",
        ),
        (
            INFLUENCE,
            '{ from = "pump", effect = "level", sign = "?", strength = 1 }',
            "influence 2: Unknown key 'from'; the keys are cause, effect, sign, strength, lag, standing, "
            "claims, tier, reference, note, drafted_by, reviewed_by. Did you mean 'cause'?",
        ),
        (
            INFLUENCE,
            '{ cause = "Water pump", effect = "level", sign = "?", strength = 1 }',
            "influence Water pump → level: No variable 'Water pump'; the variables are rain, pump, "
            "level, alarm. 'Water pump' is a label: write the name 'pump'.",
        ),
        (
            INFLUENCE,
            '{ cause = "pump", effect = "level", sign = "?", strength = "1.5" }',
            "influence pump → level: No strength '1.5'; the strengths are medium. "
            "Write 1.5, without quotes.",
        ),
        (
            INFLUENCE,
            '{ cause = "pump", effect = "level", sign = "?", strength = nan }',
            f"influence pump → level: strength must be {FORM}, or a word from [strengths]; not nan. "
            "Write a number.",
        ),
        (
            INFLUENCE,
            '{ cause = "pump", effect = "level", sign = "↓", strength = "0.2/0.8/1.6" }',
            "influence pump → level: No strength '0.2/0.8/1.6'; the strengths are medium. "
            "Write [0.2, 0.8, 1.6], without quotes.",
        ),
        (
            '["off", "on"]',
            '"off, on"',
            "variables.pump.states must be an array of strings, not 'off, on'. Write [\"off\", \"on\"].",
        ),
        (
            "\n[graph]\ninfluences = [\n",
            "\n[[influences]]\n[graph]\ninfluences = [\n",
            "influences belongs below [graph]. Write [graph] and then influences = […].",
        ),
        (
            'name = "water"',
            'name = "water"\ntitle = "\\u3000"',
            "title: '\\u3000' shows nothing. Leave it out or write something.",
        ),
        (
            "p = [0.5, 0.3, 0.2]",
            "p = []",
            "variables.rain.baseline.p: [] sum to 0, not to 1.",
        ),
        ("[0.2, 0.8, 1.6]", "inf", f"strengths.medium must be {FORM}; not inf. Write a number."),
        (
            "[0.2, 0.8, 1.6]",
            "[0, nan]",
            f"strengths.medium must be {FORM}; not [0, nan].",
        ),
        (
            "p = [0.5, 0.3, 0.2]",
            "p = [50, 30, 20]",
            "variables.rain.baseline.p: [50, 30, 20] are not all probabilities in [0, 1]. "
            "Percentages are written as shares: [0.5, 0.3, 0.2].",
        ),
        (
            "p = [0.5, 0.3, 0.2]",
            'p = ["50%", "30 %", "20％"]',
            "variables.rain.baseline.p must be an array of numbers, not ['50%', '30 %', '20％']. "
            "Write [0.5, 0.3, 0.2].",
        ),
        (
            "p = [0.5, 0.3, 0.2]",
            "p = { none = 0.5, some = 0.3, much = 0.2 }",
            "variables.rain.baseline.p must be an array of numbers, not {'none': 0.5, 'some': 0.3, "
            "'much': 0.2}. Write [0.5, 0.3, 0.2], in the order of the states.",
        ),
        (
            "p = [0.5, 0.3, 0.2]",
            "p = [0.33, 0.33, 0.33]",
            "variables.rain.baseline.p: [0.33, 0.33, 0.33] sum to 0.99, not to 1. If the numbers were "
            "rounded, write at least three decimals of each, or divide the row by its sum.",
        ),
        (
            'label = "Water pump"',
            'label = " "',
            "variables.pump.label: ' ' shows nothing. Leave it out or write something.",
        ),
        (
            'label = "Water pump"',
            'label = "\\u200b\\u3164"',
            "variables.pump.label: '\\u200b\u3164' shows nothing. Leave it out or write something.",
        ),
        (
            "[variables.pump]",
            '[variables."\\u001b[2J\\n\\u202e"]',
            "variables.\\x1b[2J\\n\\u202e.name: '\\x1b[2J\\n\\u202e' holds a character that cannot be "
            "printed.",
        ),
        (
            '["off", "on"]',
            '["off", "o\\u202en"]',
            "variables.pump.states, item 2: 'o\\u202en' holds a character that cannot be printed.",
        ),
        (
            "[claims.c1]",
            '["claims.c1"]',
            "Unknown key 'claims.c1'; the keys are name, title, description, period, today, language, written_in, known, strengths, sources, "
            "variables, claims, rivals, proposals, actors, decisions, utilities, graph, evidence. Did you mean 'claims'?",
        ),
    ],
)  # fmt: skip
def test_what_people_write_instead(old: str, new: str, message: str) -> None:
    label = ('role = "lever"', 'role = "lever"\nlabel = "Water pump"')

    assert message in mistakes(label, (old, new))


def test_rounded_rows_are_divided_by_their_sum_and_that_is_said() -> None:
    text = WATER.replace("p = [0.5, 0.3, 0.2]", "p = [0.3333, 0.3333, 0.3333]")
    text = text.replace("{ off = 0.2, on = 0.8 }", "{ off = 0.667, on = 0.332 }")

    with pytest.warns(cn.errors.RoundingWarning) as told:
        model = decode(tomllib.loads(text), "water.toml", Lines(text))

    assert model.variables["rain"].baseline.p == (1 / 3, 1 / 3, 1 / 3)
    assert str(told[0].message) == (
        "water.toml: 2 rows do not sum to 1 because of rounding, and were divided by their sums: "
        "variables.rain.baseline.p (line 9), proposals.pump more: set.pump.p (line 40)."
    )


def test_a_missing_reference_is_one_mistake() -> None:
    assert mistakes((', reference = "none"', "")) == [
        "influence rain → level is modified, so it needs a reference: the state of the cause at which the "
        "influence is zero."
    ]


def test_thousands_of_mistakes_are_told_in_part() -> None:
    rows = "".join(
        f'{{ cause = "rian{i}", effect = "level", sign = "+", strength = 1 }},\n'
        for i in range(1_500)
    )
    text = WATER.replace("influences = [\n", f"influences = [\n{rows}")

    with pytest.raises(cn.errors.ModelError) as caught:
        decode(tomllib.loads(text), "water.toml", Lines(text))

    told = str(caught.value).split("\n")
    assert told[0] == "At least 1000 mistakes in water.toml:"
    assert told[1].startswith("  line 28: influence rian0 → level: No variable 'rian0'")
    assert told[-1] == "  … and 800 more"
    assert len(told) == 202


KNOWN = """
today = "the flood of May"
[known]
rain = ["some", "much"]
level = { likelihood = { low = 0.2, high = 0.8 } }
"""
LINE = 'name = "water"'


def test_what_today_is_and_what_is_known_of_it() -> None:
    found = {"rain": {"some", "much"}, "level": cn.likelihood({"low": 0.2, "high": 0.8})}
    model = decode(tomllib.loads(WATER.replace(LINE, LINE + KNOWN)))

    assert model == decode(tomllib.loads(WATER)).for_case("the flood of May", found)


def test_all_mistakes_in_what_is_known_are_reported_at_once() -> None:
    wrong = """
today = 3
[known]
rian = "some"
rain = "som"
pump = 1
level = { likelihood = { low = 0.2 } }
alarm = []
"""
    assert {*mistakes((LINE, LINE + wrong))} == {
        'today must be a string, not 3. Write "3", with quotes.',
        "known.rian: No variable 'rian'; the variables are rain, pump, level, alarm. Did you mean 'rain'?",
        "known.rain: No state 'som' of 'rain'; its states are none, some, much. Did you mean 'some'?",
        "known.pump must be a state, an array of states or { likelihood = { … } }, not 1.",
        "known.level: The likelihood for 'level' has no number for 'high'.",
        "known.alarm must be a state, an array of states or { likelihood = { … } }, not [].",
    }


def test_what_is_known_of_a_variable_that_cannot_be_read_is_not_a_further_mistake() -> None:
    assert mistakes((LINE, LINE + KNOWN), ('states = ["none", "some", "much"]', "states = 3")) == [
        "variables.rain.states must be an array of strings, not 3."
    ]


def test_what_is_known_is_not_a_list() -> None:
    (mistake,) = mistakes((LINE, f'{LINE}\nknown = ["rain"]'))
    assert mistake.startswith('known must be a table such as { x = "low" }, not')


@pytest.mark.parametrize(("old", "new"), [("[known]", "[facts]"), ("today", "case")])
def test_what_people_call_the_case_instead(old: str, new: str) -> None:
    (mistake,) = mistakes((LINE, LINE + KNOWN.replace(old, new)))
    assert mistake.endswith(f"Did you mean {old.strip('[]')!r}?")


def test_checks_after_one_that_cannot_be_read_keep_their_number_and_line() -> None:
    text = """\
name = "lawn"
[sources.memo]
[variables.rain]
states = ["no", "yes"]
[variables.wet]
states = ["no", "yes"]
[claims.c1]
text = "Rain wets grass."
source = "memo"
[[claims.c1.checks]]
outcome = "wet"
direction = "rise"
under = { set = { rain = "yes" } }
[[claims.c1.checks]]
outcome = "weet"
direction = "rises"
under = { set = { rain = "yes" } }
"""
    with pytest.raises(cn.errors.ModelError) as caught:
        decode(tomllib.loads(text), "", Lines(text))
    assert [(m.line, m.place) for m in caught.value.mistakes] == [
        (12, "claims.c1, check 1: direction"),
        (15, "claims.c1, check 2"),
    ]
