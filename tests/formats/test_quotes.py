"""Quotes against the texts that they are said to come from."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn

TEXT = """\ufeffThe  firm\u2019s \u201clost decade\u201d was not
lost\u00a0at all \u2014 it was \u00abspent\u00bb, and the caf\u0065\u0301 closed.
Nobody who lived through the decade would call it lost, or a waste of time.
"""


def model(**quotes: str) -> cn.CausalModel:
    claims = [cn.Claim(name, "Something.", "memo", quote=quote) for name, quote in quotes.items()]
    claims.append(cn.Claim("other", "Something else.", "letter", quote="Never said."))
    return cn.CausalModel(
        "essay", [], sources=[cn.Source("memo"), cn.Source("letter")], claims=claims
    )


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    path = tmp_path / "memo.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "was not lost at all",
        'The firm\'s "lost decade" was',
        "The firm’s „lost decade‟",
        'at all - it was "spent"',
        "  at all\n–\tit was",
        "the café closed.",
        "the cafe\u0301 closed.",
    ],
)
def test_white_space_quotation_marks_and_dashes_make_no_difference(quote: str, memo: Path) -> None:
    assert cn.check_quotes(model(c1=quote), {"memo": str(memo)}) is None


def test_every_quote_that_does_not_stand_there_is_reported_with_the_nearest(memo: Path) -> None:
    quotes = {
        "c1": "was not lost at all",
        "c2": "would call it wasted, or a lost time",
        "c3": "Was not lost at all",
        "c4": "Quantum chromodynamics",
    }
    with pytest.raises(cn.errors.QuoteError) as caught:
        cn.check_quotes(model(**quotes), {"memo": memo})

    assert [str(mistake) for mistake in caught.value.mistakes] == [
        "claims.c2.quote is not in 'memo.txt': 'would call it wasted, or a lost time'. "
        "The nearest passage is 'would call it lost, or a waste of'.",
        "claims.c3.quote is not in 'memo.txt': 'Was not lost at all'. "
        "The nearest passage is 'was not lost at all'.",
        "claims.c4.quote is not in 'memo.txt': 'Quantum chromodynamics'. "
        "It has no similar passage.",
    ]


def test_an_unknown_source_is_named_with_the_nearest(memo: Path) -> None:
    with pytest.raises(
        cn.errors.UnknownNameError, match=r"No source 'meno'.*Did you mean 'memo'\?"
    ):
        cn.check_quotes(model(), {"meno": memo})


def test_a_text_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(cn.errors.FileError, match=r"There is no file '.*none\.txt'"):
        cn.check_quotes(model(), {"memo": tmp_path / "none.txt"})


# ── the texts of the sources themselves ──────────────────────────────────────────────────────


def quoting(text: str) -> cn.CausalModel:
    """A model with a quote in each kind of mention, all of them of a memo with this text."""
    claim = cn.Claim(
        "c1",
        "It rained.",
        "memo",
        quote="It rained",
        also=[
            cn.Citation("memo", "p. 2", quote="It poured"),
            cn.Citation("letter", quote="It snowed"),
        ],
    )
    item = cn.Evidence(
        ["c1"],
        "for",
        "It did.",
        "memo",
        quote="It hailed",
        also=[cn.Citation("memo", quote="It froze")],
    )
    sources = [cn.Source("memo", text=text), cn.Source("letter")]
    return cn.CausalModel("weather", [], sources=sources, claims=[claim], evidence=[item])


WRONG = [
    ("claims.c1, also 1: quote", "It poured"),
    ("evidence 1: quote", "It hailed"),
    ("evidence 1, also 1: quote", "It froze"),
]


def test_every_mention_is_checked_against_the_text_of_its_source() -> None:
    with pytest.raises(cn.errors.QuoteError) as caught:
        cn.check_quotes(quoting("It rained.\nThen the sun came out."))

    assert [(m.place, m.what) for m in caught.value.mistakes] == [
        (place, f"is not in the text of 'memo': {quote!r}.") for place, quote in WRONG
    ]


def test_a_path_starts_from_the_folder_of_the_model_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "memo.txt").write_text("It rained.", encoding="utf-8")
    cn.save(quoting("texts/memo.txt"), tmp_path / "weather.toml")
    monkeypatch.chdir(tmp_path)
    loaded = cn.load("weather.toml")
    monkeypatch.chdir(tmp_path / "texts")

    for model in (loaded, loaded.heard("memo"), quoting("texts/memo.txt").in_folder(tmp_path)):
        with pytest.raises(cn.errors.QuoteError) as caught:
            cn.check_quotes(model)
        assert [(m.place, m.what) for m in caught.value.mistakes] == [
            (place, f"is not in 'memo.txt': {quote!r}.") for place, quote in WRONG
        ]


def test_texts_that_are_given_take_the_place_of_those_of_the_sources(memo: Path) -> None:
    with pytest.raises(cn.errors.QuoteError, match="'It snowed'") as caught:
        cn.check_quotes(quoting("It rained."), {"letter": memo})

    assert len(caught.value.mistakes) == 1


def test_a_model_without_texts_cannot_be_checked() -> None:
    message = "No source of model 'weather' has a text to check its quotes against. Give the source its text"
    with pytest.raises(cn.errors.QuestionError, match=message):
        cn.check_quotes(quoting(""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("memo.txt", True),
        ("texts/Memo.MD", True),
        ("It rained.", False),
        ("It rained.\nSee memo.txt", False),
        ("", False),
    ],
)
def test_one_line_that_ends_in_txt_or_md_is_a_path(text: str, expected: bool) -> None:
    assert cn.Source("memo", text=text).has_text_file is expected
