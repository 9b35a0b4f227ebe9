"""Where a mention stands in a text."""

from __future__ import annotations

import causalnet as cn
from causalnet.drafting.places import NumberedText, labels_of, shown_labels
from causalnet.formats.quotes import SourceText
from tests.drafting.market import TEXT


def place(at: str = "", quote: str = "", text: str = TEXT) -> tuple[int, ...] | None:
    found = NumberedText(SourceText(text, "the text")).place(cn.Citation("article", at, quote))
    return None if found is None else found.sentences


def test_a_quote_stands_in_its_sentences() -> None:
    assert place(quote="keep visitors away") == (5,)
    assert place(quote="island. “More visitors") == (2, 3)
    assert place(quote="家賃が上がる") == (8,)


def test_a_place_names_its_sentences() -> None:
    assert place("s2–s4") == (2, 3, 4)
    assert place("p. 3") is None
    assert place("s99") is None


def test_a_quote_that_stands_twice_is_taken_from_the_sentence_that_is_named() -> None:
    text = "It rains. It pours. It rains."
    assert place(quote="It rains.", text=text) == (1,)
    assert place("s3", "It rains.", text) == (3,)


def test_a_quote_that_is_not_there_has_no_place_even_with_a_sentence() -> None:
    assert place("s2", "the ferry sank") is None


def test_labels() -> None:
    assert labels_of("S3-5, s9; s9") == (3, 4, 5, 9)
    assert labels_of("plans 12, s0") == ()
    assert len(labels_of("s1–s999999")) == 1001
    assert shown_labels([1, 2, 3, 7]) == "s1–s3, s7"
