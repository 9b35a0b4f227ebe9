"""Questions and names in words."""

import pickle

import pytest

import causalnet as cn
from causalnet.display.report.wording import Wording
from causalnet.language.translate import speaking

TOWN = cn.CausalModel(
    "town",
    [
        cn.Variable("road_toll", ["none", "half", "full"], label="Toll on the ring road"),
        cn.Variable("jams", ["low", "high"], label="Traffic jams", roles=["outcome"]),
        cn.Variable("mood", ["bad", "good"]),
    ],
    [cn.Influence("road_toll", "jams", "-", 1.0), cn.Influence("jams", "mood", "-", 1.0, lag=1)],
)
FULL = cn.do(road_toll="full")


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (FULL, "Toll on the ring road set to “full”"),
        (cn.do(), "the world as it is"),
        (
            cn.do(road_toll=cn.partial("full", uptake=0.4)),
            "Toll on the ring road set to “full” in 40% of cases",
        ),
        (cn.do(road_toll=cn.shift(-1)), "Toll on the ring road lowered (states: 1)"),
        (
            cn.do(road_toll={"none": 0.5, "full": 0.5}),
            "Toll on the ring road drawn from none 50%, full 50%",
        ),
        (
            cn.do(road_toll=cn.policy("mood", {"bad": "none", "good": "full"})),
            "Toll on the ring road set according to Mood",
        ),
        (
            cn.do(cn.cut("road_toll", "jams"), mood="good"),
            "Mood set to “good”, Toll on the ring road without influence on Traffic jams",
        ),
        (
            cn.do(cn.as_if("jams", road_toll="full")),
            "Traffic jams as if its causes were Toll on the ring road: “full”",
        ),
    ],
)
def test_an_intervention_is_told_by_labels(done, told):
    assert Wording(TOWN).intervention(done) == told


@pytest.mark.parametrize(
    ("conclusion", "told"),
    [
        (
            cn.Conclusion(
                "jams", "falls", under=FULL, versus=cn.do(road_toll="none"), by=0.1, at=2
            ),
            "Traffic jams falls by at least 0.1 with Toll on the ring road set to “full” rather than Toll on the ring "
            "road set to “none” by period 2",
        ),
        (
            cn.Conclusion(
                "jams", "stays below", at_least="high", threshold=0.3, given={"mood": "bad"}
            ),
            "the probability that Traffic jams is at least “high” stays below 0.3, given Mood: bad",
        ),
        (
            cn.Conclusion("jams", "holds", under=FULL, by=0.2),
            "Traffic jams stays as it is to within 0.2 with Toll on the ring road set to “full”",
        ),
    ],
)
def test_a_conclusion_is_told_by_labels(conclusion, told):
    assert Wording(TOWN).conclusion(conclusion) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("road_toll", "Toll on the ring road"),
        ("jams", "Traffic jams"),
        ("Traffic jams the jams", "Traffic jams the jams"),
        (
            "road_toll → jams, not xroad_toll",
            "Toll on the ring road → Traffic jams, not xroad_toll",
        ),
        ("jams → mood [lag 1]", "Traffic jams → Mood (a period later)"),
        (
            'jams falls under do(road_toll="full")',
            "jams falls under Toll on the ring road set to “full”",
        ),
        ('observed: jams="low"', "observed: Traffic jams: “low”"),
        ("under do()", "under the world as it is"),
    ],
)
def test_a_text_of_an_answer_has_words_for_code_and_labels_for_names(text, told):
    words = Wording(TOWN, (cn.Conclusion("jams", "falls", under=FULL),))
    assert words.text(text) == told
    assert pickle.loads(pickle.dumps(words)).text(text) == told


def test_in_japanese_the_setting_comes_first():
    falls = cn.Conclusion("jams", "falls", under=FULL, at=2)
    with speaking("ja"):
        told = Wording(TOWN).conclusion(falls)
    assert told == "第2期までにToll on the ring roadを「full」に設定のもとでTraffic jamsは下がる"
