"""What today is and what is known of it, told to readers wherever a model is introduced."""

import pytest

import causalnet as cn
from causalnet.display.case import told_case
from causalnet.display.explorer.contents import contents_of
from tests.questions.verdict.test_verdict import argument

LAWN = cn.load("lawn")


@pytest.mark.parametrize(
    ("today", "known", "told"),
    [
        ("", {}, ""),
        ("last Monday", {}, "Today: last Monday."),
        ("", {"wet": "yes"}, "What is known of today, apart from the baselines: Wet grass (yes)."),
        (
            "last Monday",
            {"rain": cn.likelihood({"yes": 0.9, "no": 0.25})},
            "Today: last Monday. What is known of it, apart from the baselines: "
            "Rain (uncertain, with the likelihoods no 0.25, yes 0.9).",
        ),
    ],
)
def test_what_is_known_is_told_by_labels(today, known, told):
    assert told_case(LAWN.for_case(today, known)) == told


def test_a_report_tells_the_case_where_it_introduces_the_model(tmp_path):
    model = argument()
    name = next(iter(model.variables))
    case = model.for_case("the first of May", {name: model.variables[name].states[0]})
    texts = [
        cn.report(m, tmp_path / "report.html", outcome=name, conclusions={}, draws=20).read_text(
            "utf-8"
        )
        for m in (case, model)
    ]
    assert texts[0].count("Today: the first of May.") == 2
    assert "What is known of it, apart from the baselines: " in texts[0]
    assert "Today:" not in texts[1]


def test_the_explorer_tells_the_case_beside_the_description():
    story = cn.load("pedalgrove")
    assert contents_of(story).values["description"].endswith(told_case(story))
    assert contents_of(LAWN).values["description"] == LAWN.description
