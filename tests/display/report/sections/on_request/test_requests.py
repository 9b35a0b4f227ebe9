"""The chapters that are written where a parameter asks for them, and only there."""

import re

import pytest

import causalnet as cn
from causalnet.display.report.content import unwrapped
from causalnet.display.report.report import SECTIONS
from causalnet.display.report.sections.on_request.crux import CRUX
from causalnet.display.report.sections.on_request.portfolio import PORTFOLIO
from causalnet.display.report.sections.on_request.routes import ROUTES
from causalnet.display.report.sections.on_request.witnesses import WITNESSES
from tests.display.report.asking import asking

LAWN = cn.load("lawn")
DRY = LAWN.rejecting("rain → wet")
RAIN = cn.do(rain="yes")
WET = cn.Conclusion("wet", "rises", under=RAIN)
REQUESTED = (
    (ROUTES, "routes", {"routes": True}, cn.routes(LAWN, "wet", under=RAIN)),
    (WITNESSES, "witnesses", {"witnesses": True}, cn.witnesses(LAWN, WET)),
    (CRUX, "crux", {"against": DRY}, cn.crux(LAWN, DRY, WET)),
    (PORTFOLIO, "portfolio", {"budget": 1.0}, cn.portfolio(LAWN, "wet", budget=1, draws=20)),
)


@pytest.mark.parametrize(
    ("section", "name", "parameter", "answer"),
    REQUESTED,
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_a_chapter_that_is_asked_for_has_the_sentence_of_its_answer(
    section, name, parameter, answer
):
    asked = asking(LAWN, {"rain": WET}, **parameter)
    (chapter,) = section.chapters(asked)
    (block,) = chapter.blocks

    assert chapter.name == name
    assert block.tables[0].caption == asked.wording.text(unwrapped(answer.sentence))
    assert section.chapters(asking(LAWN, {"rain": WET})) == []


def test_the_report_has_them_all_where_all_are_asked_for(tmp_path):
    path = cn.report(
        LAWN, tmp_path / "r.html", outcome="wet", conclusions={"rain": WET}, observed={"wet": "yes"},
        routes=True, witnesses=True, against=DRY, budget=1, draws=10,
    )  # fmt: skip
    found = re.findall(r'<section id="(\w+)"', path.read_text("utf-8"))
    assert [x for x in found if x in ("routes", "otherwise", "witnesses", "crux", "portfolio")] == [
        "routes", "otherwise", "witnesses", "crux", "portfolio",
    ]  # fmt: skip
    assert len(found) == len(SECTIONS) - 2  # Nothing is lagged, and nobody has named a rival.


def test_conclusions_about_a_level_have_no_ways():
    level = cn.Conclusion("wet", "exceeds", threshold=0.5, under=RAIN)
    (chapter,) = ROUTES.chapters(asking(LAWN, {"rain": WET, "level": level}, routes=True))
    assert [block.heading for block in chapter.blocks] == ["rain"]
    assert chapter.texts[1].endswith("what is observed: level.")


def test_what_cannot_be_answered_is_said_in_its_place():
    other = cn.CausalModel("other", [cn.Variable("rain", ["no", "yes"], roles=["outcome"])], [])
    (chapter,) = CRUX.chapters(asking(LAWN, {"rain": WET}, against=other))
    (block,) = chapter.blocks
    assert "wet" in block.texts[0].casefold()
    with pytest.raises(cn.errors.QuestionError, match="There is nothing to choose from"):
        PORTFOLIO.chapters(asking(other, budget=1.0))
