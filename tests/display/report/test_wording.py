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
PART = cn.do(road_toll=cn.partial("full", uptake=0.4))
FALLS = (cn.Conclusion("jams", "falls", under=FULL), cn.Conclusion("jams", "falls", under=PART))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("road_toll", "Toll on the ring road"),
        ("jams", "Traffic jams"),
        ("Traffic jams the jams", "Traffic jams the jams"),
        ("No road_toll, nor xroad_toll", "No toll on the ring road, nor xroad_toll"),
        ("By jams → mood [lag 1]", "By traffic jams → mood (a period later)"),
        ("By jams → mood [lag 3]", "By traffic jams → mood (3 periods later)"),
        (
            'It falls under do(road_toll="full")',
            "It falls under setting toll on the ring road to full",
        ),
        (
            'It falls under do(road_toll=partial("full", uptake=0.4))',
            "It falls under setting toll on the ring road to full in 40% of cases",
        ),
        ('Observed: jams="low"', "Observed: traffic jams is low"),
        ("It is so under do()", "It is so under leaving everything as it is"),
    ],
)
def test_a_text_of_an_answer_has_words_for_code_and_labels_for_names(text, told):
    words = Wording(TOWN, FALLS)
    assert words.text(text) == told
    assert pickle.loads(pickle.dumps(words)).text(text) == told


def test_tables_have_labels():
    words = Wording(TOWN)
    assert words.arrow(TOWN.influences[0]) == "Toll on the ring road → Traffic jams"
    assert words.arrow(TOWN.influences[1]) == "Traffic jams → Mood (a period later)"
    assert words.chain(["jams", "mood", "jams"]) == "Traffic jams → Mood → Traffic jams"
    assert words.conclusion(FALLS[0]) == "Setting toll on the ring road to full lowers traffic jams"


def test_in_japanese_the_setting_comes_first():
    with speaking("ja"):
        told = Wording(TOWN).conclusion(FALLS[0])
    assert told.index("Toll on the ring road") < told.index("Traffic jams")
    assert "full" in told
