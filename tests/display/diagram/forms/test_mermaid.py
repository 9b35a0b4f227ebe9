"""Mermaid: the same cards and arrows, in lines that no text of a model can break."""

import re

import pytest

import causalnet as cn
from tests.display.diagram.test_overlay import contested
from tests.hostile import HOSTILE, hostile_model
from tests.questions.effects.test_lever import town

LINE = re.compile(
    r"""---
    |title:\ "(?:[^"\\<>{}`]|\\U[0-9a-f]{8})*"
    |flowchart\ (?:LR|TB)
    |\ \ n\d+\["(?:[^"#<>{}`\[\]|]|\#\d+;)*"\]:::\w+
    |\ \ n\d+\ (?:--|==|-\.-)[>xo](?:\|"(?:[^"#<>{}`\[\]|]|\#\d+;)*"\|)?\ n\d+
    |\ \ linkStyle\ \d+\ stroke:\#[0-9a-f]{6}
    |\ \ classDef\ \w+\ fill:\#[0-9a-f]{6},stroke:\#[0-9a-f]{6},color:\#[0-9a-f]{6}
    |""",
    re.VERBOSE,
)


def arrows(picture):
    return re.findall(r"^  n\d+ \S.* n\d+$", picture.mermaid, re.MULTILINE)


def test_a_small_picture_reads_so():
    said = cn.Influence("toll", "traffic", "-", 1.0, claims=["k"])
    picture = cn.draw(town().replacing(said), lagged=True)

    # What is stated has the colour of its sign; what is only added is grey.
    assert picture.mermaid == (
        "---\n"
        'title: "town"\n'
        "---\n"
        "flowchart LR\n"
        '  n0["Toll"]:::lever\n'
        '  n1["Buses ▲"]:::context\n'
        '  n2["Traffic"]:::mediator\n'
        '  n3["Air"]:::outcome\n'
        '  n4["Noise"]:::mediator\n'
        '  n0 ==x|"−"| n2\n'
        '  n1 --x|"−"| n2\n'
        '  n2 ==x|"−"| n3\n'
        '  n4 -.-x|"− later"| n3\n'
        "  linkStyle 0 stroke:#c8401a\n"
        "  linkStyle 1 stroke:#a58f88\n"
        "  linkStyle 2 stroke:#a58f88\n"
        "  linkStyle 3 stroke:#a58f88\n"
        "  classDef lever fill:#8a5a00,stroke:#8a5a00,color:#ffffff\n"
        "  classDef context fill:#4a5568,stroke:#4a5568,color:#ffffff\n"
        "  classDef mediator fill:#2b5c8a,stroke:#2b5c8a,color:#ffffff\n"
        "  classDef outcome fill:#7b2d52,stroke:#7b2d52,color:#ffffff\n"
    )


def test_what_is_done_rivals_and_loops_are_told_in_words():
    done = cn.draw(town(), under=cn.do(traffic="low"), given={"buses": "low"}).mermaid
    assert 'n2["Traffic (do)"]' in done
    assert 'n1["Buses ▲ (observed)"]' in done
    assert 'n0 -.-x|"− idle"| n2' in done
    assert '|"+ rival"|' in cn.draw(contested(), rivals=True).mermaid
    slow = town().adding(cn.Influence("air", "toll", "-", 1.0, lag=2))
    mark = cn.loops(slow)[0].name
    assert f'|"− ‖ {mark}"|' in cn.draw(slow, loops=True).mermaid
    assert '|"− 2 periods later"|' in cn.draw(slow, lagged=True).mermaid


def test_a_network_has_plain_arrows():
    assert "  n0 --> n2" in arrows(cn.draw(cn.compile_model(town())))


def test_it_is_saved_by_its_suffix(tmp_path):
    cn.draw(town()).save(tmp_path / "a.mmd")

    assert (tmp_path / "a.mmd").read_text(encoding="utf-8") == cn.draw(town()).mermaid


@pytest.mark.parametrize("text", HOSTILE)
def test_every_line_is_one_of_ours_whatever_the_model_says(text):
    picture = cn.draw(hostile_model(text), lagged=True, rivals=True, under=cn.do(b="low"))

    for line in picture.mermaid.split("\n"):
        assert LINE.fullmatch(line), line
