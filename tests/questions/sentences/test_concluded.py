"""Conclusions in words."""

import pytest

import causalnet as cn
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.phrasing import Phrasing

LAWN = cn.load("lawn")
RAIN = cn.do(rain="yes")


@pytest.mark.parametrize(
    ("conclusion", "sentence", "happens"),
    [
        (
            cn.Conclusion("wet", "rises", under=RAIN),
            "Setting rain to yes raises wet grass",
            "it rises",
        ),
        (
            cn.Conclusion("wet", "falls", under=RAIN, by=0.1),
            "Setting rain to yes lowers wet grass by at least 10 percentage points",
            "it falls by at least 10 percentage points",
        ),
        (
            cn.Conclusion("wet", "holds", under=RAIN, given={"sprinkler": "on"}),
            "Given that sprinkler is on, setting rain to yes does not change wet grass",
            "it does not change",
        ),
        (
            cn.Conclusion("wet", "exceeds", under=RAIN, threshold=0.5, at=2),
            "By period 2 (counted from 0; a period is a summer's day), setting rain to yes puts the probability that wet grass is yes at 50% or above",
            "it is at least 50%",
        ),
        (
            cn.Conclusion("wet", "stays below", threshold=0.5),
            "As things are, the probability that wet grass is yes stays below 50%",
            "it stays below 50%",
        ),
    ],
)
def test_a_conclusion_is_a_sentence_in_labels(conclusion, sentence, happens):
    told = Concluded(Phrasing(LAWN), conclusion, ["no", "yes"])
    assert (told.sentence, told.happens) == (sentence, happens)
