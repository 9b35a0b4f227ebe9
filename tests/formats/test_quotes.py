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
