"""Clauses about a change."""

import pytest

import causalnet as cn
from causalnet.language.translate import speaking
from causalnet.model.effect_size import Scale
from causalnet.questions.sentences.change import MovedOutcome, amount, level, percents
from causalnet.questions.sentences.phrasing import Phrasing

THREE = ["low", "middle", "high"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (0.3, "Tolls raises jams a lot: by 0.300 of 2 states, 15% of the scale"),
        (0.1, "Tolls raises jams moderately: by 0.100 of 2 states, 5.0% of the scale"),
        (-0.03, "Tolls lowers jams a little: by 0.030 of 2 states, 1.5% of the scale"),
        (-0.003, "Tolls hardly lowers jams: by 0.003 of 2 states, 0.2% of the scale"),
        (0.0, "Tolls does not change jams"),
        (-1e-9, "Tolls does not change jams"),
    ],
)
def test_direction_and_size_are_said_in_plain_words(change, said):
    jams = MovedOutcome(Phrasing(), "jams", THREE, Scale(2))
    assert jams.moved("Tolls", change) == said


def test_the_chance_that_moves_most_is_told():
    jams = MovedOutcome(Phrasing(), "jams", THREE, Scale(2))
    told = jams.moved("Tolls", 0.3, survival=[(0.5, 0.1), (0.6, 0.3)])
    assert told.endswith("15% of the scale (10% → 30% high)")
    told = jams.moved("Tolls", 0.3, survival=[(0.5, 0.1), (0.75, 0.15)])
    assert told.endswith("15% of the scale (50% → 75% at least middle)")
    some = MovedOutcome(Phrasing(), "jams", THREE, Scale(1, probability=True), "middle")
    assert some.moved("Tolls", 0.25, survival=[(0.5, 0.1), (0.75, 0.15)]) == (
        "Tolls raises the probability that jams is at least middle a lot: by 25 percentage points (50% → 75%)"
    )


def test_what_may_be_chance_is_said_to_be():
    jams = MovedOutcome(Phrasing(), "jams", THREE, Scale(2))
    assert jams.moved("Tolls", 0.003, error=0.01) == (
        "Tolls does not change jams by more than chance: +0.0030, with a standard error of 0.0100"
    )


def test_two_states_are_told_in_percentage_points():
    assert amount(Scale(1), -0.355) == "36 percentage points"
    assert level(Scale(1), 0.655) == "66%"
    assert level(Scale(2), 0.338) == "0.338 on a scale from 0 to 2"


def test_percentages_tell_two_chances_apart_and_only_certainty_reads_whole():
    assert percents(0.3, 0.3004) == ("30.00%", "30.04%")
    assert percents(0.999, 1.0) == ("over 99%", "100%")
    assert percents(0.0, 0.004) == ("0%", "under 1%")
    with speaking("ja"):
        assert percents(0.0, 0.004) == ("0%", "1%未満")


def test_no_minus_stands_before_a_zero():
    jams = MovedOutcome(Phrasing(cn.load("lawn")), "wet", ["no", "yes"], Scale(1))
    for change in (-1e-12, -0.0, -4e-7):
        assert "-0" not in jams.moved("Rain", change, survival=[(-0.0,), (-0.0,)])
