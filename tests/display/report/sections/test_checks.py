"""The audit of a report: a row for each check, and the gaps by their kind."""

import re

import pytest

import causalnet as cn
from causalnet.display.report.sections.checks import CHECKS
from causalnet.display.report.sections.claims import CLAIMS
from causalnet.language.translate import speaking
from tests.display.report.asking import asking
from tests.toys import village

JAPAN = cn.load("japan_software")


def test_each_check_has_its_conclusion_in_words_its_change_and_its_result():
    (chapter,) = CHECKS.chapters(asking(JAPAN, draws=50))
    checks, gaps = chapter.blocks[0].tables
    found = cn.audit(JAPAN, draws=50)
    assert len(checks.rows) == len(found.checks)
    assert [row[-1] == "met" for row in checks.rows] == [check.met for check in found.checks]
    number, said, change, size, share, _ = checks.rows[1]
    check = found.checks[1]
    assert (number, size) == (check.claim, check.size)
    assert float(change) == pytest.approx(check.change, abs=1e-3)
    assert share == "100%"
    assert said.startswith("Setting lifetime employment to ")
    kinds = dict(gaps.rows)
    assert kinds["Claims that nothing uses"] == "; ".join(found.unused)
    assert kinds["Influences without a claim"].count("→") == len(found.without_claim)


def test_in_japanese_the_audit_has_no_words_of_english():
    japanese = JAPAN.in_language("ja")
    with speaking("ja"):
        (chapter,) = CHECKS.chapters(asking(japanese, draws=5))
    texts = [chapter.title, *chapter.texts]
    for table in chapter.blocks[0].tables:
        texts += [table.caption, *table.header, *table.notes, *table.details]
        texts += [cell for row in table.rows for cell in row]
    # Sources and claims keep the names by which they are cited.
    told = " ".join(texts).replace("article", "")
    assert re.findall(r"[A-Za-z]{4,}", told) == []


def test_a_model_without_checks_says_what_it_lacks():
    (chapter,) = CHECKS.chapters(asking(village(), draws=5))
    assert chapter.texts[1] == "The argument declares no checks."
    assert [table.caption for table in chapter.blocks[0].tables] == [
        "What a reader should know of the model"
    ]


def test_kinds_of_claims_are_told_in_words():
    (chapter,) = CLAIMS.chapters(asking(JAPAN))
    claims = chapter.blocks[0].tables[0]
    assert claims.rows[0][-1] == "emphatic, a total effect"
