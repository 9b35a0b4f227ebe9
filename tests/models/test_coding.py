"""Two blind codings of the article's arrows: their agreement, and that the model follows them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.questions.voices.kappa import Kappa, kappa_of

FOLDER = Path(__file__).parents[2] / "docs" / "explanation" / "coding"
Pair = tuple[str, str]
Row = dict[str, str]

# What was drawn after the arrows had been coded: finer steps of arrows that were coded as one, the era and what lasts,
# which have no sentence of their own, and the lead of rivals abroad.
FINER = {
    ("chip_trade_pressure", "chip_industry_position"): "stated",
    ("rival_chip_investment", "chip_industry_position"): "implied",
    ("idm_lock_in", "foundry_adaptation"): "stated",
    ("foundry_model_shift", "foundry_adaptation"): "implied",
    ("foundry_adaptation", "chip_industry_position"): "stated",
    ("chip_industry_position", "ai_hardware_position"): "implied",
    ("advanced_chip_program", "ai_hardware_position"): "implied",
    ("manufacturing_strength", "hardware_standing"): "implied",
    ("ai_hardware_position", "hardware_standing"): "implied",
    ("customer_base_retention", "hardware_standing"): "implied",
    ("hardware_standing", "ai_era_position"): "implied",
    ("government_ai_strategy", "ai_application_position"): "implied",
    ("startup_scaling_resources", "ai_application_position"): "implied",
    ("ai_compute_capacity", "software_competitiveness"): "implied",
    ("ai_software_intensity", "hardware_ai_experience"): "implied",
    ("ai_software_intensity", "ai_era_position"): "implied",
    ("foreign_software_lead", "software_competitiveness"): "added",
    ("engineer_compensation", "engineer_compensation"): "added",
    ("in_house_development", "in_house_development"): "added",
    ("software_talent_density", "software_talent_density"): "added",
    ("ai_hardware_position", "ai_hardware_position"): "added",
    ("ai_application_position", "ai_application_position"): "added",
    ("foreign_software_lead", "foreign_software_lead"): "added",
}
# The coders read a direction into it; the model gives the era none.
OTHER_SIGNS = {("ai_software_intensity", "ai_capability")}

# What was coded as one arrow and is drawn in two steps, and the step between.
THROUGH = {
    ("private_ai_infrastructure", "software_competitiveness"): "ai_compute_capacity",
    ("government_ai_strategy", "ai_era_position"): "ai_application_position",
}


def rows(name: str) -> dict[Pair, Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return {(row["cause"], row["effect"]): row for row in csv.DictReader(file)}


FIRST, SECOND, SETTLED = rows("coder_a.csv"), rows("coder_b.csv"), rows("settled.csv")


def differing() -> Iterator[Pair]:
    return (pair for pair in FIRST if FIRST[pair]["standing"] != SECOND[pair]["standing"])


def kappa(column: str) -> Kappa:
    words = sorted({row[column] for coding in (FIRST, SECOND) for row in coding.values()})
    pairs = [(FIRST[p][column], SECOND[p][column]) for p in FIRST]
    return kappa_of([[pairs.count((a, b)) for b in words] for a in words], words)


def agreed(pair: Pair) -> Row:
    return SETTLED.get(pair, FIRST[pair])


def test_both_coded_every_arrow() -> None:
    assert list(FIRST) == list(SECOND)
    assert sum(cause != effect for cause, effect in FIRST) == 95
    assert sum(cause == effect for cause, effect in FIRST) == 14


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("standing", "0.86 [0.78, 0.94]"),
        ("sign", "0.90 [0.83, 0.97]"),
        ("tier", "0.94 [0.88, 1.00]"),
    ],
)
def test_their_agreement(column: str, expected: str) -> None:
    assert str(kappa(column)) == expected


def test_every_difference_is_settled_and_nothing_else_is() -> None:
    assert list(SETTLED) == [*differing()]
    assert len(SETTLED) == 10
    for pair, row in SETTLED.items():
        assert row["reason"]
        # A settlement follows one of the two.
        assert row["standing"] in {FIRST[pair]["standing"], SECOND[pair]["standing"]}


def test_where_they_agree_on_the_standing_they_agree_on_the_rest() -> None:
    for pair in FIRST.keys() - SETTLED.keys():
        assert [FIRST[pair][c] for c in ("sign", "tier")] == [
            SECOND[pair][c] for c in ("sign", "tier")
        ]


def test_the_model_follows_them() -> None:
    japan = cn.load("japan_software")
    pairs = {(i.cause, i.effect): i for i in japan.influences}
    assert pairs.keys() - FIRST.keys() == FINER.keys()
    for pair, influence in pairs.items():
        if pair in FINER:
            assert influence.standing == FINER[pair]
            continue
        row = agreed(pair)
        if row["tier"] == "open":
            # A question asserts nothing: what both coders found to be stated, as open, is implied.
            assert influence.standing == "implied", pair
            continue
        assert influence.standing == row["standing"], pair
        if influence.standing == "stated":
            assert influence.tier == row["tier"], pair
        if influence.standing != "added":
            assert (influence.sign == row["sign"]) != (pair in OTHER_SIGNS), pair


def test_what_they_call_stated_is_an_arrow_or_a_check() -> None:
    """A stated pair that is no arrow is a total: its steps are drawn, and it is held as a check or an absence."""
    japan = cn.load("japan_software")
    drawn = {(i.cause, i.effect) for i in japan.influences}
    totals = {
        (cause, check.outcome)
        for claim in japan.claims.values()
        for check in claim.checks
        for cause in check.under.settings
    }
    denied = {(a.cause, a.effect) for a in japan.absences}
    split = {"external_chip_pressure", "idm_lock_in", "advanced_chip_program"}
    stated = {pair for pair in FIRST if agreed(pair)["standing"] == "stated"}
    left = {p for p in stated - drawn - totals - denied - THROUGH.keys() if p[0] not in split}
    assert left == set()


def test_what_was_coded_as_one_and_is_drawn_in_two_steps_has_both() -> None:
    drawn = {(i.cause, i.effect) for i in cn.load("japan_software").influences}
    for (cause, effect), between in THROUGH.items():
        assert (cause, effect) in FIRST.keys() - drawn
        assert {(cause, between), (between, effect)} <= drawn
