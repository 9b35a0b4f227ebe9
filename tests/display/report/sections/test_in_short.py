"""In short: what holds across conclusions, and those that came to the same together."""

from __future__ import annotations

import re

import pytest

import causalnet as cn
from causalnet.display.report.section import Findings, Later
from causalnet.display.report.sections.alike import parts_alike
from causalnet.display.report.sections.in_short import Gist
from causalnet.display.report.sections.summary import SUMMARY
from causalnet.language.translate import speaking
from tests.display.report.asking import asking
from tests.questions.verdict.test_verdict import RISES, argument

JAPAN = cn.load("japan_software")
NAMES = (
    "break up outsourcing",
    "build in house",
    "break up outsourcing and build in house",
    "lower the language barrier",
    "treat software as a value centre",
    "Rapidus succeeds",
)
ASKED = {
    name: cn.Conclusion(
        "software_competitiveness", "rises", under=JAPAN.proposals[name].intervention
    )
    for name in NAMES
}
LATER = Later(8, {name: 0.1 * i for i, name in enumerate(NAMES)})


@pytest.fixture(scope="module")
def found():
    return Findings(
        cn.verdicts(JAPAN, ASKED, draws=20), audit=cn.audit(JAPAN, draws=20), later=LATER
    )


@pytest.fixture(scope="module")
def gist(found):
    return Gist(asking(JAPAN, ASKED), found)


def test_the_grounds_are_counted_in_a_sentence(gist):
    assert gist.grounds() == (
        "Of 6 conclusions judged, the directions of the influences settle 4 whatever their strengths and the argument does "
        "not earn 2. The weakest influence that each of these needs is one that the source implies."
    )


def test_the_span_of_sizes_and_what_no_claim_carries(gist, found):
    least = found.verdicts["lower the language barrier"]
    told = gist.sizes()
    assert f"the smallest change is {least.scale.percent(least.central)} (“lower the" in told
    ends = [x for v in found.verdicts.values() for x in v.attained or ()]
    most = least.scale.percent(max(ends, key=abs))
    assert f"to {most} were found" in told
    own = gist.unclaimed["treat software as a value centre"]
    assert (
        f"carry {own.share:.0%} of the change from “treat software as a value centre”, and nothing of the others."
        in told
    )
    assert own.influences == (("software_strategic_status", "multi_layer_outsourcing"),)


def test_rivals_stand_with_what_they_undo(gist, found):
    undone = [n for n, v in found.verdicts.items() if v.rests.undoing]
    assert undone == ["lower the language barrier"]
    assert gist.rivals() == (
        f"Of {len(JAPAN.rivals)} rival explanations, “protected home market” undoes “lower the language barrier”."
    )


def test_checks_that_are_missed_are_told_in_the_words_of_their_claims(gist, found):
    told = gist.checks()
    missed = [check.claim for check in found.audit.checks if not check.met]
    assert re.findall(r"\[(\w+)\]", told) == missed
    assert all(f"“{JAPAN.claims[name].text[:25]}" in told for name in missed)
    assert f"Of {len(found.audit.checks)} checks of the source's own claims, {len(missed)}" in told


def test_what_together_does_no_more_than_a_part_is_told_with_the_last_period(gist, found):
    both, part = "break up outsourcing and build in house", "break up outsourcing"
    assert parts_alike(found.verdicts) == {both: part}
    assert list(gist.together()) == [
        f"Within the period, “{both}” does no more than “{part}” alone. "
        "By period 8 it comes to +0.200, against 0.000 (medians of draws)."
    ]


def test_parts_that_differ_in_a_draw_or_do_nothing_are_not_alike():
    model = argument()
    more = cn.do(rules="few", caution="few")
    named = {
        "rules": RISES,
        "both": cn.Conclusion("ideas", "rises", under=more),
        "again": cn.Conclusion("ideas", "falls", under=more),
    }
    assert parts_alike(cn.verdicts(model, named, draws=5)) == {}
    caution = cn.Conclusion("ideas", "rises", under=cn.do(caution="few"))
    alike = parts_alike(cn.verdicts(model, {**named, "caution": caution}, draws=5))
    assert alike == {"both": "caution"}


def test_conclusions_that_came_to_the_same_stand_together(gist, found):
    (chapter,) = SUMMARY.chapters(asking(JAPAN, ASKED), found)
    points = {point.name: point.text for point in chapter.blocks[0].points}
    assert list(points) == [
        "Software competitiveness rises (moderate change)",
        "Software competitiveness rises (small change)",
        "Software competitiveness does not change within the period, only later",
        "Software competitiveness does not change: no path leads there",
        "Done together",
    ]
    assert (
        points["Software competitiveness does not change within the period, only later"]
        == "build in house (+0.100 by period 8)."
    )
    assert (
        points["Software competitiveness does not change: no path leads there"]
        == "Rapidus succeeds."
    )
    named = "; ".join(points.values())
    assert all(named.count(name) >= 1 for name in NAMES)
    # No identifier, and no conclusion in a sentence of its own.
    told = " ".join([*chapter.texts, *points, *points.values()])
    assert "do(" not in told
    assert not any(v.sentence in told for v in found.verdicts.values())
    assert not any(v.sentence.split(": by ")[0] in told for v in found.verdicts.values())


def test_a_level_and_what_is_contradicted_have_sentences_of_their_own():
    model = argument()
    named = {
        "rises": RISES,
        "level": cn.Conclusion("ideas", "exceeds", threshold=0.5, under=RISES.under),
        "falls": cn.Conclusion("ideas", "falls", under=RISES.under),
        "more": cn.Conclusion("ideas", "rises", under=cn.do(rules="some")),
    }
    found = Findings(cn.verdicts(model, named, draws=5))
    (chapter,) = SUMMARY.chapters(asking(model, named), found)
    points = {point.name: point.text for point in chapter.blocks[0].points}
    for name in ("level", "falls"):
        assert points[name] == found.verdicts[name].sentence
    assert "rises" not in points
    rows = {row[0]: row for row in chapter.blocks[1].tables[0].rows}
    assert rows["level"][1].startswith("level 0.")
    assert rows["rises"][-1] == "by construction"
    assert rows["falls"][-1] == "0%"


def test_in_japanese_nothing_is_left_in_english(found):
    model = JAPAN.in_language("ja")
    own = Findings(cn.verdicts(model, ASKED, draws=5), audit=cn.audit(model, draws=5), later=LATER)
    with speaking("ja"):
        (chapter,) = SUMMARY.chapters(asking(model, ASKED), own)
    points = chapter.blocks[0].points
    told = " ".join([*chapter.texts, *(p.name + p.text for p in points)])
    assert re.findall(r"[A-Za-z]{4,}", told) == []
    assert not re.search(r"[;:(]", told)
