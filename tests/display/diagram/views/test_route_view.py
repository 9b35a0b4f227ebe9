"""Pictures of routes: the ways to an outcome, as wide as what closing them takes away."""

import re
from dataclasses import replace

import pytest

import causalnet as cn
from tests.display.pictures import dot_edges, groups, texts
from tests.questions.routes.cases import GIVEN, WITHHELD, training

SHALLOW = cn.do(multi_layer_outsourcing="shallow")


def widths(picture):
    """The label of each arrow, and its width."""
    found = {}
    for line in dot_edges(picture):
        label = re.search(r'[ ,\[]label="? *([^",\]]*?) *[",\]]', line)
        width = re.search(r"penwidth=([\d.]+)", line)
        found[label[1] if label else ""] = float(width[1])
    return found


def test_arrows_are_as_wide_as_what_closing_them_takes_away():
    found = cn.routes(training(), "passed", under=GIVEN, versus=WITHHELD)
    picture = cn.draw(found)
    assert widths(picture) == {"+0.140": pytest.approx(3.64), "+0.425": pytest.approx(9.0)}
    assert picture.title == (
        "a network, ways to passed, beside each arrow what closing it takes away from +0.460, "
        "setting course to yes rather than to no"
    )
    # Cards show the change from the other arm, not from today.
    assert "+35" in texts(picture)


def test_only_the_ways_are_drawn():
    japan = cn.load("japan_software")
    found = cn.routes(japan, "software_competitiveness", under=SHALLOW)
    picture = cn.draw(found, legend=True)
    assert len(groups(picture, "node")) == 9
    assert len(groups(picture, "edge")) == len(found.effects.ways.edges) == 13
    assert "wide: carries much of the change" in texts(picture)
    assert "− +0.054" in picture.mermaid


def test_in_mermaid_too_an_arrow_that_carries_most_is_thick():
    picture = cn.draw(cn.routes(training(), "passed", under=GIVEN, versus=WITHHELD))
    lines = [line for line in picture.mermaid.split("\n") if "|" in line]
    assert {("==>" in line, "+0.425" in line) for line in lines} == {(True, True), (False, False)}


def test_what_is_added_may_carry_most_and_be_wide():
    japan = cn.load("japan_software")
    added = japan.replacing(*(replace(i, standing="added", claims=()) for i in japan.influences))
    picture = cn.draw(cn.routes(added, "software_competitiveness", under=SHALLOW), legend=True)
    assert "grey: added" in texts(picture)
    assert "thin and grey: added" in texts(cn.draw(added, legend=True))


def test_direct_and_indirect_effects_are_drawn_alike():
    asked = {"under": GIVEN, "versus": WITHHELD}
    through = cn.draw(cn.routes(training(), "passed", through="homework", **asked))
    assert through.dot == cn.draw(cn.routes(training(), "passed", **asked)).dot


def test_what_another_question_needs_is_refused():
    found = cn.routes(training(), "passed", under=GIVEN)
    for more in (
        {"under": GIVEN},
        {"given": {"homework": "no"}},
        {"loops": True},
        {"focus": "passed"},
        {"heavy": "x"},
    ):
        with pytest.raises(
            cn.errors.QuestionError, match="A picture of an answer shows the question"
        ):
            cn.draw(found, **more)


def test_where_nothing_leads_there_is_nothing_to_draw():
    found = cn.routes(cn.load("lawn"), "rain", under=cn.do(wet="yes"))
    with pytest.raises(
        cn.errors.QuestionError,
        match="There is no way to draw. Setting wet grass to yes does not change rain: nothing",
    ):
        cn.draw(found)


def test_an_arrow_that_is_idle_under_what_is_set_carries_nothing():
    scale = ["low", "high"]
    model = cn.CausalModel(
        "both set",
        [cn.Variable(v, scale, cn.Baseline([0.5, 0.5])) for v in ("w", "x", "y")],
        [cn.Influence(c, e, "+", 1.0) for c, e in (("w", "y"), ("x", "w"), ("x", "y"))],
    )
    both = cn.routes(model, "y", under=cn.do(x="high", w="high"))
    assert set(both.closing) == {("w", "y"), ("x", "y")}
    assert texts(cn.draw(both)).count("×") == 1
