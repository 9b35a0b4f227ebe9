"""The chapters that are written where a parameter asks for them, and only there."""

import re

import pytest

import causalnet as cn
from causalnet.display.report.content import unwrapped
from causalnet.display.report.report import SECTIONS
from causalnet.display.report.sections.on_request.crux import CRUX
from causalnet.display.report.sections.on_request.otherwise import OTHERWISE
from causalnet.display.report.sections.on_request.portfolio import PORTFOLIO
from causalnet.display.report.sections.on_request.routes import ROUTES
from causalnet.display.report.sections.on_request.witnesses import WITNESSES
from causalnet.language.translate import speaking
from tests.display.report.asking import asking

LAWN = cn.load("lawn")
DRY = LAWN.rejecting("rain → wet")
RAIN = cn.do(rain="yes")
WET = cn.Conclusion("wet", "rises", under=RAIN)
REQUESTED = (
    (ROUTES, "routes", {"routes": True}, cn.routes(LAWN, "wet", under=RAIN)),
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


def test_ways_are_told_with_their_parts():
    japan = cn.load("japan_software")
    under = japan.proposals["lower the language barrier"].intervention
    rises = cn.Conclusion("software_competitiveness", "rises", under=under)
    (chapter,) = ROUTES.chapters(asking(japan, {"ways": rises}, routes=True))
    (table,) = chapter.blocks[0].tables
    found = cn.routes(japan, "software_competitiveness", under=under)
    assert [row[0] for row in table.rows] == [
        japan.variables[r.influences[0][1]].label for r in found.routes
    ]
    for row, route in zip(table.rows, found.routes, strict=True):
        assert float(row[1]) == pytest.approx(route.alone.value, abs=6e-4)
        assert float(row[2]) == pytest.approx(route.last.value, abs=6e-4)
        assert row[3] == f"{route.part.value / found.effect.level:.0%}"
        assert row[4] == route.standing
    assert table.notes[-1].startswith("The strongest way: Language barrier (-")


def test_whose_word_it_is_is_told_in_titles_and_in_the_words_of_claims():
    japan = cn.load("japan_software")
    under = japan.proposals["break up outsourcing"].intervention
    rises = cn.Conclusion("software_competitiveness", "rises", under=under)
    (chapter,) = WITNESSES.chapters(asking(japan, {"word": rises}, witnesses=True))
    facts, carriers = chapter.blocks[0].tables
    told, found = dict(facts.rows), cn.witnesses(japan, rises)
    assert told["joined by"] == (
        f"{found.citations} citations of {len(found.sources)} sources along {len(found.carriers)} influences"
    )
    assert told["ways"] == f"{found.disjoint.by_influence} ways that share no influence"
    assert told["Sources"].startswith("No way is left without 1 of them: “Why Has Japan's")
    least = found.without_claims
    assert told["Claims"].startswith(f"No way is left without {least.least} of them: “")
    assert re.findall(r"\[(\w+)\]", told["Claims"]) == [
        name for names in sorted(map(sorted, least.sets)) for name in names
    ]
    assert [row[2:] for row in carriers.rows] == [
        [*map(str, (c.citations, len(c.sources), c.independent, c.against))] for c in found.carriers
    ]


def test_disagreements_that_bear_on_it_stand_with_the_crux():
    (chapter,) = CRUX.chapters(asking(LAWN, {"rain": WET}, against=DRY))
    (block,) = chapter.blocks
    found = cn.crux(LAWN, DRY, WET)
    first, second = map(found.told, found.answers)
    assert block.texts == (
        f"The argument finds {first}, the other account {second}.",
        "The crux is “rain → wet grass”: whoever gives way on it loses the conclusion.",
    )
    (table,) = block.tables
    assert table.rows == [
        ["rain → wet grass", f"{found.difference:+.3f}", second, first, "either conclusion turns"]
    ]
    (same,) = CRUX.chapters(asking(LAWN, {"rain": WET}, against=LAWN))
    assert same.blocks[0].texts[-1] == "No disagreement bears on this conclusion."


def test_the_best_sets_are_named_by_their_labels():
    (chapter,) = PORTFOLIO.chapters(asking(LAWN, {"rain": WET}, budget=1.0))
    (table,) = chapter.blocks[0].tables
    found = cn.portfolio(LAWN, "wet", budget=1, draws=20)
    best = found.ranked[0]
    assert table.rows[0][0] == " + ".join(best.names)
    assert float(table.rows[0][1]) == pytest.approx(best.estimate.median, abs=6e-4)
    assert [row[0] for row in table.rows][-1] == "nothing is done"
    assert f"Least worst regret: {best.names[0]}." in table.notes


def test_in_japanese_none_of_them_has_words_of_english():
    japan = cn.load("japan_software").in_language("ja")
    under = japan.proposals["lower the language barrier"].intervention
    rises = cn.Conclusion("software_competitiveness", "rises", under=under)
    # The critic's account has no Japanese of its own, so the argument is held against a part of itself.
    less = japan.rejecting("language_barrier → open_source_integration")
    asked = asking(
        japan, {"壁": rises}, routes=True, witnesses=True, against=less, budget=1,
        observed={"software_competitiveness": "no global category", "language_barrier": "high"},
    )  # fmt: skip
    texts = []
    for section in (ROUTES, WITNESSES, CRUX, PORTFOLIO, OTHERWISE):
        with speaking("ja"):
            (chapter,) = section.chapters(asked)
        texts += [chapter.title, *chapter.texts]
        for block in chapter.blocks:
            texts += [block.heading, *block.texts, *(p.caption for p in block.pictures)]
            for table in block.tables:
                texts += [table.caption, *table.header, *table.notes, *table.details]
                texts += [cell for row in table.rows for cell in row]
    assert len(texts) > 100
    assert re.findall(r"[A-Za-z]{4,}", " ".join(texts)) == []


def test_the_report_has_them_all_where_all_are_asked_for(tmp_path):
    path = cn.report(
        LAWN, tmp_path / "r.html", outcome="wet", conclusions={"rain": WET}, observed={"wet": "yes"},
        routes=True, witnesses=True, against=DRY, budget=1, draws=10,
    )  # fmt: skip
    found = re.findall(r'<section id="(\w+)"', path.read_text("utf-8"))
    assert [x for x in found if x in ("routes", "otherwise", "witnesses", "crux", "portfolio")] == [
        "routes", "otherwise", "witnesses", "crux", "portfolio",
    ]  # fmt: skip
    # Nothing is lagged, nobody has named a rival, and there is one outcome.
    assert len(found) == len(SECTIONS) - 3


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
