"""A model held against its text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import causalnet as cn
from tests.drafting.market import TEXT, island


def wrong(model: cn.CausalModel) -> list[str]:
    return [str(m) for m in cn.check_text(model, TEXT).mistakes]


def claim(name: str, **changes: object) -> cn.Claim:
    return replace(island().claims[name], **changes)  # type: ignore[arg-type]


def test_a_model_that_agrees_with_its_text_and_what_is_left() -> None:
    found = cn.check_text(island(), TEXT)
    assert found.met
    assert found.sentence == (
        "“island” agrees with the text: each of its 2 claims has its place. "
        "Sentences without a claim: 5 of 7 (71%)."
    )
    assert dict(found.claims) == {"c1": (2,), "c2": (3,)}
    assert [s.label for s in found.uncoded] == ["s4", "s5", "s6", "s7", "s8"]
    assert found.uncoded_share == pytest.approx(5 / 7)
    assert "s5  Heavy storms keep visitors away." in str(found)
    assert found.to_frame().claims.tolist()[:3] == ["", "c1", "c2"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"quote": "When the ferry is cheap, fewer visitors come"},
            "claims.c1.quote is not in the text: 'When the ferry is cheap, fewer visitors come'. The nearest "
            "passage is 'When the ferry is cheap, more visitors come'.",
        ),
        (
            {"quote": "When … more visitors come"},
            "claims.c1.quote is not in the text: 'When ... more visitors come'. The nearest passage is 'more "
            "visitors come to the'. Quote one stretch of the text, word for word, without leaving anything out.",
        ),
        ({"at": "s4"}, "claims.c1.at names s4, but its quote stands in s2."),
        ({"at": "s40"}, "claims.c1.at names s40, but the last sentence of the text is s8."),
        (
            {"at": "p. 1", "quote": ""},
            "claims.c1 has no place that can be found in the text. Add its quote, or name its sentence, as in at = "
            "'s12'.",
        ),
        (
            {"sign": "-"},
            "influence ferry → visitors has the sign '+', but 'c1' says '-'. Correct the sign that is wrong. If the "
            "claim is worded from the other end of a scale, say so in the note of the influence.",
        ),
        (
            {"kind": "null", "sign": ""},
            "influence ferry → visitors rests on the claim 'c1', which denies a direct influence. Declare an absence "
            "instead, or correct the claim.",
        ),
        (
            {"checks": [cn.Conclusion("market", "falls", under=cn.do(ferry="cheap"))]},
            'claims.c1 has a check that the model contradicts: market falls under do(ferry="cheap"). Correct the signs '
            "of the influences, or the check.",
        ),
    ],
)
def test_what_is_wrong_with_a_claim(changes: dict[str, object], message: str) -> None:
    assert wrong(island().replacing(claim("c1", **changes))) == [message]


def test_an_influence_rests_on_a_claim_or_a_person_says_why() -> None:
    bare = cn.Influence("ferry", "market", "+", 1.0)
    reasoned = replace(bare, note="Day trippers shop.")
    assert wrong(island().adding(bare)) == [
        "influence ferry → market has no claim. Name its claims. If you added it yourself, give the reason in its "
        "note."
    ]
    assert wrong(island().adding(reasoned)) == []
    assert wrong(island().adding(replace(reasoned, drafted_by="a model"))) == [
        "influence ferry → market has no claim. Add the claim that it rests on, or drop it."
    ]


def test_a_sign_worded_from_the_other_pole_is_explained_in_the_note() -> None:
    model = island().replacing(
        claim("c1", sign="-"),
        replace(island().influences[0], note="The claim speaks of a dear ferry."),
    )
    assert wrong(model) == []


def test_a_japanese_quote_and_the_nearest_one() -> None:
    said = cn.Claim(
        "c3", "A busy market raises rents.", "article", quote="市場が混むと、\n家賃が上がる。"
    )
    assert wrong(island().adding(said)) == []
    [mistake] = cn.check_text(
        island().adding(replace(said, quote="市場が混むと、家賃が下がる。")), TEXT
    ).mistakes
    assert mistake.hint == "The nearest passage is '市場が混むと、家賃が上がる。'."


def test_evidence_and_further_mentions_stand_in_the_text_too() -> None:
    again = cn.Citation("article", "s6", "raises rents")
    evidence = cn.Evidence(["c1"], "against", "Storms.", "article", quote="Heavy storms")
    model = island(evidence=[evidence]).replacing(claim("c2", also=[again]))
    found = cn.check_text(model, TEXT)
    assert found.met
    assert dict(found.claims) == {"c1": (2,), "c2": (3, 6), "evidence 1": (5,)}


def test_a_model_without_a_claim_of_the_text() -> None:
    empty = cn.CausalModel("empty", [], sources=[cn.Source("article")])
    found = cn.check_text(empty, TEXT)
    assert [str(m) for m in found.mistakes] == [
        "claims: There is no claim of 'article', whose text this is. Add a claim for each influence that the text states."
    ]
    assert found.uncoded_share == 1


def test_mistakes_in_a_file_have_their_lines(tmp_path: Path) -> None:
    path, article = tmp_path / "island.toml", tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    cn.save(island().replacing(claim("c1", quote="the ferry sank")), path)
    [mistake] = cn.check_text(path, article).mistakes
    lines = path.read_text(encoding="utf-8").splitlines()
    assert mistake.line is not None
    assert lines[mistake.line - 1].startswith("quote =")
    assert "is not in 'article.txt'" in str(mistake)


def test_a_workbook_is_held_against_its_text_too(tmp_path: Path) -> None:
    model = island().replacing(claim("c1", quote="the ferry sank"))
    cn.save(model, tmp_path / "island.xlsx")

    [mistake] = cn.check_text(tmp_path / "island.xlsx", TEXT).mistakes
    assert mistake.place == "claims.c1.quote"
    assert (mistake.line, [str(mistake)]) == (None, wrong(model))


def test_whose_text_it_is() -> None:
    both = island().adding(cn.Source("memo"))
    assert cn.check_text(both, TEXT).source == "article"
    assert cn.check_text(both, TEXT, source="memo").mistakes[0].place == "claims"
    with pytest.raises(cn.errors.UnknownNameError, match="No source 'artcle'"):
        cn.check_text(both, TEXT, source="artcle")
    nobody = cn.CausalModel("x", [], sources=[cn.Source("a"), cn.Source("b")])
    with pytest.raises(cn.errors.QuestionError, match="has the sources a and b. Say source="):
        cn.check_text(nobody, TEXT)
    with pytest.raises(cn.errors.QuestionError, match="does not have a source"):
        cn.check_text(cn.CausalModel("x", []), TEXT)
    with pytest.raises(cn.errors.QuestionError, match="the text is empty"):
        cn.check_text(island(), " \n")


def test_a_draft_says_so() -> None:
    drafted = island().replacing(claim("c1", drafted_by="a model"))
    assert str(cn.check_text(drafted, TEXT)).endswith(
        "Drafted by a model, not reviewed: 1 of 2 claims."
    )


def test_signs_that_an_audit_would_have_read_again_are_listed_and_are_not_mistakes() -> None:
    caution = cn.Claim("c3", "Storms keep visitors away.", "article", "s5", sign="-")
    odds = replace(island().influences[0], claims=["c1", "c3"])
    found = cn.check_text(island().adding(caution).replacing(odds), TEXT)
    assert found.met
    assert found.read_again == (
        (
            "ferry → visitors",
            "c1 is worded with +, c3 with -: of opposite poles, or at odds?",
        ),
    )
    assert "TO READ AGAIN\n  ferry → visitors c1 is worded with +" in str(found)
