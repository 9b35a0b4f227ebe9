"""The words of a report, which it explains once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx

import causalnet as cn
from causalnet.display.report.content import Chapter
from causalnet.display.report.page import report_page
from causalnet.display.report.section import Known
from causalnet.display.report.sections.terms import terms_of
from causalnet.language.translate import speaking
from tests.display.report.asking import asking
from tests.questions.verdict.test_verdict import RISES, argument


def names(model: cn.CausalModel, known: Known | None = None) -> list[str]:
    return [term.name for term in terms_of(asking(model), known or Known()).terms]


def test_only_what_a_report_uses_is_explained():
    bare = cn.CausalModel("bare", [cn.Variable("x", ["low", "high"], roles=["outcome"])])
    everywhere = names(bare)
    assert {"outcome", "draw", "ground", "expected level"} <= {*everywhere}
    assert {"rival explanation", "check", "period", "citation, source"}.isdisjoint(everywhere)
    lagged = argument().adding(cn.Influence("ideas", "caution", "-", 0.5, lag=1))
    known = Known(audit=cn.audit(cn.load("lawn"), draws=None))
    more = {*names(lagged, known)} - {*everywhere}
    assert {"rival explanation", "period", "citation, source"} <= more
    assert ("check" in more) == bool(known.audit and known.audit.checks)


def test_they_speak_japanese():
    with speaking("ja"):
        told = {term.name: term.text for term in terms_of(asking(argument()), Known()).terms}
    assert {"根拠", "試行", "基準分布", "期待水準", "対抗仮説"} <= {*told}
    assert all(text.endswith("。") for text in told.values())


def test_a_page_folds_them_and_leads_to_chapters_that_a_text_names():
    block = terms_of(asking(argument()), Known())
    chapters = [
        Chapter("summary", "In short", ("See “Over time” and “Nowhere”.",), [block]),
        Chapter("time", "Over time", ("Done “In short”.",)),
    ]
    page = report_page("A report", [], chapters).decode()
    assert '<details class="terms"><summary>The words of this report</summary>' in page
    assert 'See “<a href="#time">Over time</a>” and “Nowhere”.' in page
    assert 'Done “<a href="#summary">In short</a>”.' in page


def test_a_document_tells_them_with_the_method(tmp_path: Path):
    path = cn.report(
        argument(), tmp_path / "a.docx", outcome="ideas", conclusions={"c": RISES}, draws=5
    )
    headings = [p.text for p in docx.Document(path).paragraphs if p.style.name.startswith("Head")]
    assert headings.index("The words of this report") == headings.index("Method and caveats") + 1


def test_a_conclusion_says_which_outcome_it_is_about(small_report: Path):
    text = small_report.read_text(encoding="utf-8")
    outcome = argument().variables["ideas"].label
    assert f"<dt>fewer rules ({outcome})</dt>" in text
    assert f"The conclusions in figures: {outcome}</caption>" in text
    assert f">What each conclusion rests on: {outcome}</h2>" in text


def test_conclusions_about_several_outcomes_have_no_outcome_in_the_title(tmp_path: Path):
    other = replace(RISES, outcome="caution", direction="falls")
    path = cn.report(
        argument(),
        tmp_path / "a.html",
        outcome="ideas",
        conclusions={"c": RISES, "d": other},
        draws=5,
    )
    text = path.read_text(encoding="utf-8")
    assert ">What each conclusion rests on</h2>" in text
    assert "The conclusions in figures</caption>" in text
