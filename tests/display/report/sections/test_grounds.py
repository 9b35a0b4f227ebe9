"""In short and in full: what a report says of each verdict."""

import re
from dataclasses import replace

import pytest

import causalnet as cn
from causalnet.display.report.section import Known
from causalnet.display.report.sections.figures import standing_in_draws
from causalnet.display.report.sections.ground_rows import sets_told, stands_in_draws
from causalnet.display.report.sections.grounds import GROUNDS
from causalnet.display.report.sections.summary import SUMMARY
from causalnet.language.translate import speaking
from causalnet.questions.phrases import shown_contrast
from tests.display.report.asking import asking
from tests.questions.verdict.test_verdict import RISES, argument

JAPAN = cn.load("japan_software")
NAMES = ("break up outsourcing", "Rapidus succeeds")
ABOUT_JAPAN = {
    name: cn.Conclusion(
        "software_competitiveness", "rises", under=JAPAN.proposals[name].intervention
    )
    for name in NAMES
}


@pytest.fixture(scope="module")
def judged():
    return Known(cn.verdicts(JAPAN, ABOUT_JAPAN, draws=5))


def test_in_short_are_the_sentences_of_the_verdicts_the_best_founded_first(judged):
    (chapter,) = SUMMARY.chapters(asking(JAPAN, ABOUT_JAPAN), judged)
    points = chapter.blocks[1].points
    assert [point.name for point in points] == [f"{n} (Software competitiveness)" for n in NAMES]
    assert [point.text for point in points] == [judged.verdicts[name].sentence for name in NAMES]
    (table,) = chapter.blocks[2].tables
    assert table.caption == "The conclusions in figures: Software competitiveness"
    verdict = judged.verdicts[NAMES[0]]
    undoing = "; ".join(JAPAN.rivals[world.name].label for world in verdict.rests.undoing)
    undone = f" Undone by: {undoing}." if undoing else ""
    assert table.details == [
        f"Sets: Multi-layer outsourcing → shallow.{undone}",
        "Sets: Advanced chip programme → volume.",
    ]
    change = shown_contrast(verdict.conclusion, verdict.central)
    assert table.rows[0][:4] == [NAMES[0], change, verdict.size, "the signs alone"]


def test_in_full_are_the_grounds_or_why_nothing_can_change(judged):
    (chapter,) = GROUNDS.chapters(asking(JAPAN, ABOUT_JAPAN), judged)
    founded, still = chapter.blocks
    (table,) = founded.tables
    rows, verdict = dict(table.rows), judged.verdicts["break up outsourcing"]
    low, high = verdict.ranges.inner
    assert founded.texts == (
        f"{verdict.sentence} Of this change, 9% comes through influences that no claim states: "
        "investment in new value → software engineering capability.",
    )
    c = verdict.conclusion
    change, low, high = (shown_contrast(c, x) for x in (verdict.central, low, high))
    before, after = (f"{arm:.3f}" for arm in verdict.arms[::-1])
    share = verdict.scale.percent(verdict.central)
    assert rows["At the most likely strengths"] == f"{change} ({share}), from {before} to {after}"
    assert rows["Over the ranges"].startswith(f"Baselines held, {low} to {high} was found.")
    assert rows["By signs"].startswith("The direction follows from the signs")
    assert ("Rivals of the argument" in rows) == bool(verdict.rests.undoing)
    assert rows["By draws"].startswith("By construction it stands in every draw")
    # What says nothing is left out.
    assert {"Numbers", "From the baselines alone"}.isdisjoint(rows)
    quoted = JAPAN.claims[verdict.rests.claims.sets[0][0]]
    assert f"“{quoted.text[:20]}" in rows["Claims"]
    assert f"[{quoted.name}]" in rows["Claims"]
    assert still.tables == ()
    assert still.texts == (judged.verdicts["Rapidus succeeds"].sentence,)


def test_in_japanese_neither_has_words_of_english():
    model, named = JAPAN.in_language("ja"), {NAMES[0]: ABOUT_JAPAN[NAMES[0]]}
    judged = Known(cn.verdicts(model, named, draws=5))
    asked = asking(model, named)
    texts = []
    for section in (SUMMARY, GROUNDS):
        with speaking("ja"):
            (chapter,) = section.chapters(asked, judged)
        texts += [chapter.title, *chapter.texts]
        for block in chapter.blocks:
            texts += [block.heading, *block.texts, *(p.name + p.text for p in block.points)]
            for table in block.tables:
                texts += [table.caption, *table.header, *table.notes, *table.details]
                texts += [cell for row in table.rows for cell in row]
    assert re.findall(r"[A-Za-z]{4,}", " ".join(texts)) == []


def test_a_threshold_and_a_conclusion_that_does_not_stand_have_their_grounds():
    level = cn.Conclusion("ideas", "exceeds", threshold=0.5, under=RISES.under)
    falls = cn.Conclusion("ideas", "falls", under=RISES.under)
    named = {"level": level, "falls": falls}
    (chapter,) = GROUNDS.chapters(
        asking(argument(), named), Known(cn.verdicts(argument(), named, draws=5))
    )
    passed, contradicted = (dict(block.tables[0].rows) for block in chapter.blocks)
    assert passed["At the most likely strengths"].endswith("against a threshold of 0.5")
    assert contradicted["By signs"].startswith("The signs say the opposite")
    assert "Influences" not in contradicted


def test_a_single_part_that_undoes_is_told_in_the_singular():
    assert sets_told([("x",)], str) == "This alone undoes it, if it is wrong: x."
    assert (
        sets_told([("x",), ("y",)], str) == "Each of these alone undoes it, if it is wrong: x; y."
    )


def test_by_construction_is_said_only_where_draws_of_baselines_keep_it_too(judged):
    v = judged.verdicts["break up outsourcing"]
    assert v.told.by_construction
    assert v.draws.share_moved == 1
    assert standing_in_draws(v) == "by construction"
    assert stands_in_draws(v).startswith("By construction")
    less = replace(v, draws=replace(v.draws, share_moved=0.8))
    assert less.told.by_construction
    assert standing_in_draws(less) == "100%"
    assert stands_in_draws(less).startswith("It stands in 100% of 5 draws, and in 80% ")
