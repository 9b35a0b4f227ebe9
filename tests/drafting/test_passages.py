"""The passages of claims, and where pages show them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.drafting.passages import Passage, passages
from tests.drafting.market import TEXT, island

HOSTILE = "<script>alert(1)</script> & “market_day”"


def claim(**changes: object) -> cn.Claim:
    return replace(island().claims["c2"], **changes)  # type: ignore[arg-type]


def test_a_passage_is_the_sentence_around_the_quote() -> None:
    found = passages(island())
    assert found["c1"] == (
        Passage(
            "article", "", "When the ferry is cheap, more visitors come to the island.", "", "s2"
        ),
    )
    [second] = found["c2"]
    assert (second.before, second.quote) == ("", "“More visitors mean a busier market”")
    assert (second.after, second.labels) == (", says Ms. Aoki of the town hall.", "s3")


def test_japanese_sentences_have_no_spaces_put_in() -> None:
    [found] = passages(island().replacing(claim(quote="家賃が\n上がる")))["c2"]
    assert (found.before, found.quote, found.after) == (
        "「市場が混むと、",
        "家賃が上がる",
        "。」と彼女は言う。",
    )


def test_sentences_that_are_named_and_a_quote_without_a_text() -> None:
    named = passages(island().replacing(claim(quote="", at="s5")))["c2"]
    assert named == (Passage("article", "Heavy storms keep visitors away.", "", "", "s5"),)
    untold = island().replacing(cn.Source("article"))
    assert passages(untold)["c2"] == (
        Passage("article", "", '"More visitors mean a busier market"', ""),
    )
    assert passages(cn.load("lawn")) == {}


def test_a_text_that_cannot_be_read_leaves_the_quote(tmp_path: Path) -> None:
    model = island().replacing(cn.Source("article", text="gone.txt")).in_folder(tmp_path)
    assert passages(model)["c1"][0].labels == ""


def test_a_long_sentence_is_cut_around_the_quote() -> None:
    text = f"{'far ' * 300}and the market fills{' far' * 300}."
    model = island(sources=[cn.Source("article", text=text)], claims=[
        claim(name="c1", quote="the market fills"), claim(quote="the market fills")
    ])  # fmt: skip
    [found] = passages(model)["c1"]
    assert found.before.startswith("…")
    assert found.after.endswith("…")
    assert len(str(found)) < 900


@pytest.fixture(scope="module")
def drafted() -> cn.CausalModel:
    """The island with a hostile text, of which one claim and one influence are drafts."""
    model = island().replacing(
        cn.Source("article", text=f"{TEXT}\n{HOSTILE} fills the market.\n"),
        claim(quote=f"{HOSTILE} fills", drafted_by="model 7"),
        replace(island().influences[1], drafted_by="model 7"),
        cn.Variable("market", ["quiet", "busy"], roles=["outcome"]),
    )
    assert [len(own) for own in passages(model).values()] == [1, 1]
    return model


SAID = "Drafted by model 7, not reviewed: 1 of 2 claims and 1 of 2 influences."


def test_the_report_shows_the_passage_beside_the_claim(
    drafted: cn.CausalModel, tmp_path: Path
) -> None:
    page = cn.report(drafted, tmp_path / "r.html", draws=5).read_text(encoding="utf-8")
    assert page.count("<script") == 1
    [quote] = re.findall(r"<blockquote><mark>(&lt;.*?)</mark>( .*?)<small>", page)
    assert unescape(quote[0]) == f"{HOSTILE} fills"
    assert quote[1] == " the market."
    assert f'<p class="lead">{SAID}</p>' in page
    assert "drafted by model 7, not reviewed</small>" in page
    assert page.count(">stated, drafted<") == 1


def test_the_explorer_has_the_passage_of_each_claim(
    drafted: cn.CausalModel, tmp_path: Path
) -> None:
    page = cn.explore(drafted, tmp_path / "e.html").read_text(encoding="utf-8")
    values = json.loads(re.search(r'id="model">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    [_, second] = values["influences"]
    assert second["draft"] is True
    [said] = second["claims"]
    assert said["draft"] is True
    assert said["passages"] == [
        {"before": "", "quote": f"{HOSTILE} fills", "after": " the market."}
    ]
    assert values["drafted"] == SAID
    assert f"not a forecast. {SAID}</p>" in page


def test_every_verdict_and_audit_says_what_is_a_draft_until_a_person_accepts_it(
    drafted: cn.CausalModel,
) -> None:
    rises = cn.Conclusion("market", "rises", under=cn.do(ferry="cheap"))
    verdict, every = cn.verdict(drafted, rises, draws=20), cn.verdicts(drafted, [rises], draws=20)
    for sentence in (verdict.sentence, every.sentence, cn.audit(drafted, draws=None).sentence):
        assert sentence.endswith(f" {SAID}")
    assert SAID in verdict.to_frame().value.tolist()
    assert "DRAFTED, NOT REVIEWED\n  claims      1 of 2, by model 7" in str(
        cn.audit(drafted, draws=None)
    )
    accepted = drafted.replacing(
        replace(drafted.claims["c2"], reviewed_by="Anna"),
        replace(drafted.influences[1], reviewed_by="Anna"),
    )
    assert "Drafted" not in cn.verdict(accepted, rises, draws=20).sentence
    assert "DRAFTED" not in str(cn.audit(accepted, draws=None))
