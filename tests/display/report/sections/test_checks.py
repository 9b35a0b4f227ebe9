"""The audit of a report: a row for each check, and the gaps by their kind."""

import re

import pytest

import causalnet as cn
from causalnet.display.charts.headline import spoken_percent
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
    said, change, size, share, _ = checks.rows[1]
    check = found.checks[1]
    assert size == check.size
    assert checks.details[1].startswith(f"“{JAPAN.claims[check.claim].text.rstrip('.')[:20]}")
    assert f"[{check.claim}]" in checks.details[1]
    assert float(change) == pytest.approx(check.change, abs=1e-3)
    assert share == "100%"
    assert said.startswith("Setting lifetime employment to ")
    kinds = dict(gaps.rows)
    unused = kinds["Claims that nothing uses"]
    assert re.findall(r"\[(\w+)\]", unused) == list(found.unused)
    assert all(JAPAN.claims[name].text[:20] in unused for name in found.unused)
    bare = kinds["Influences without a claim"].split("; ")
    assert len(bare) == len(found.without_claim)
    lasting = [
        name for name in found.without_claim if len(set(name.split(" [")[0].split(" → "))) == 1
    ]
    assert sum(told.startswith("the persistence of ") for told in bare) == len(lasting) > 0


def test_a_level_is_called_so_and_a_check_that_is_missed_says_why():
    (chapter,) = CHECKS.chapters(asking(JAPAN, draws=50))
    checks = chapter.blocks[0].tables[0]
    found = cn.audit(JAPAN, draws=50).checks
    levels = {
        check.claim: row[1]
        for check, row in zip(found, checks.rows, strict=True)
        if check.asked and check.asked.passes
    }
    assert levels
    assert all(told.startswith("probability 0.") for told in levels.values())
    missed = [
        (check, detail.rpartition("] ")[2], row[-1])
        for check, row, detail in zip(found, checks.rows, checks.details, strict=True)
        if not check.met
    ]
    told = {
        "too small": ("The change is too small.", "not met"),
        "above the threshold": ("The level found is above the threshold.", "not met"),
        "hangs on the numbers": ("Met at the most likely strengths", "hangs on the numbers"),
    }
    assert "too small" in {check.lacking for check, *_ in missed}
    for check, detail, result in missed:
        assert detail.startswith(told[check.lacking][0])
        assert result == told[check.lacking][1]


def test_what_is_met_at_the_centre_in_too_few_draws_hangs_on_the_numbers():
    doubtful = cn.CausalModel(
        "doubtful",
        [cn.Variable(name, ["low", "high"], cn.Baseline([0.5, 0.5])) for name in "by"],
        [cn.Influence("b", "y", "+", cn.pert(0.5, 1.5, 2, zero=0.7), claims=["k"])],
        sources=[cn.Source("memo")],
        claims=[
            cn.Claim(
                "k",
                "B raises y",
                "memo",
                checks=[cn.Conclusion("y", "rises", under=cn.do(b="high"))],
            )
        ],
    )
    (check,) = cn.audit(doubtful, draws=100).checks
    assert (check.lacking, check.change > 0) == ("hangs on the numbers", True)
    (chapter,) = CHECKS.chapters(asking(doubtful, draws=100))
    table = chapter.blocks[0].tables[0]
    share = spoken_percent(check.share)
    assert table.rows[0][-2:] == [share, "hangs on the numbers"]
    assert table.details == [
        f"“B raises y” [k] Met at the most likely strengths, but in only {share} of draws."
    ]


def test_what_the_audit_has_found_can_be_told_elsewhere():
    written = CHECKS.written(asking(JAPAN, draws=5))
    assert written.audit.source is None
    assert [check.met for check in written.audit.checks] == [
        check.met for check in cn.audit(JAPAN, draws=5).checks
    ]


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


def test_what_is_counted_more_than_once_is_told_with_what_it_stands_behind():
    (chapter,) = CHECKS.chapters(asking(JAPAN, draws=5))
    gaps = {row[0]: row[1] for row in chapter.blocks[0].tables[-1].rows}
    told = gaps["Counted more than once"]
    (title,) = {source.title for source in JAPAN.sources.values() if f"“{source.title}” (" in told}
    assert told.startswith(
        f"“{title}” (stands more than once behind strategic status of software → "
    )


def test_a_model_without_checks_says_what_it_lacks():
    (chapter,) = CHECKS.chapters(asking(village(), draws=5))
    assert chapter.texts[1] == "The model declares no checks."
    assert [table.caption for table in chapter.blocks[0].tables] == [
        "What a reader should know of the model"
    ]


def test_kinds_of_claims_are_told_in_words():
    (chapter,) = CLAIMS.chapters(asking(JAPAN))
    claims = chapter.blocks[0].tables[0]
    assert claims.rows[0][-1] == "emphatic, a total effect"
