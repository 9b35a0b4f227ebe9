"""Verbatim quotes, checked against the texts of their sources."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from causalnet.boundary.checks import public
from causalnet.errors import Mistake, QuestionError, QuoteError, join_places
from causalnet.formats.textfile import read_text
from causalnet.model.assembly.parts import listed_places, named_place
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Citation, Claim, Evidence

__all__ = ["check_quotes"]

PLAIN_QUOTES = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ‹›", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
SOFT_HYPHEN = "\u00ad"
LEAST_IN_COMMON = 1 / 3
"""The share of a quote's words that a passage must hold to be worth showing."""


@public
def check_quotes(model: CausalModel, texts: Mapping[str, str | Path] | None = None) -> None:
    r"""Check that every quote is in the text of its source, word for word.

    Every mention of every claim and of every piece of evidence is checked. Differences in white space, quotation
    marks, dashes and Unicode normal form are ignored. All other differences count. Mentions without a quote are skipped,
    and so are those of a source without a text.

    Parameters
    ----------
    model : CausalModel
        The model whose quotes are checked.
    texts : mapping from source to str or Path, optional
        For sources of the model, the path of a UTF-8 text file; other sources are skipped. Default: the `text` of each
        source that has one. A path in it starts from the folder of the model file, or from the current folder for a
        model that was made in Python.

    Raises
    ------
    QuoteError
        With every quote that was not found, and the nearest passage.
    UnknownNameError
        If the model does not have such a source.
    QuestionError
        If there is no text to check against.
    FileError
        If a file cannot be read.

    Examples
    --------
    >>> from causalnet.model.claim import Claim, Source
    >>> memo = Source("memo", text="It rained, and the\ngrass got wet.")
    >>> claim = Claim("c1", "Rain wets grass.", source="memo", quote="the grass got wet")
    >>> check_quotes(CausalModel("lawn", [], sources=[memo], claims=[claim]))
    """
    held = _own_texts(model) if texts is None else _given_texts(model, texts)
    mistakes = [
        Mistake(place, *_finding(citation.quote, *held[citation.source]))
        for place, citation in _mentions(model)
        if citation.source in held and _folded(citation.quote) not in held[citation.source][0]
    ]
    if mistakes:
        raise QuoteError(mistakes, f"quotes of model {model.name!r}")


def _given_texts(model: CausalModel, texts: object) -> dict[str, FoldedText]:
    """The texts of the files that are given for some sources."""
    if not isinstance(texts, Mapping):
        raise QuestionError(f"texts= maps sources to the paths of their texts, not {texts!r}.")
    for source, path in texts.items():
        if not isinstance(path, str | Path):
            raise QuestionError(f"The text of {source!r} is a path to a file, not {path!r}.")
    return {model.sources[source].name: _from_file(Path(path)) for source, path in texts.items()}


def _own_texts(model: CausalModel) -> dict[str, FoldedText]:
    """The texts that the sources of a model name or hold."""
    folder = model.folder or Path()
    held = {
        name: _from_file(folder / source.text)
        if source.has_text_file
        else FoldedText(_folded(source.text), f"the text of {name!r}")
        for name, source in model.sources.items()
        if source.text
    }
    if not held:
        what = f"No source of model {model.name!r} has a text to check its quotes against."
        raise QuestionError(f"{what} Give the source its text=…, or pass texts=….")
    return held


class FoldedText(NamedTuple):
    """The text of a source, reduced to words and punctuation, and what it goes by in a message."""

    words: str
    called: str


def _from_file(path: Path) -> FoldedText:
    return FoldedText(_folded(read_text(path)), repr(path.name))


def _mentions(model: CausalModel) -> Iterator[tuple[str, Citation]]:
    """Every mention in claims and evidence, with the place of its quote."""
    placed: list[tuple[str, Claim | Evidence]] = [
        (named_place("claims", name), claim) for name, claim in model.claims.items()
    ]
    numbered = listed_places("evidence", [""] * len(model.evidence))
    for place, part in (*placed, *zip(numbered, model.evidence, strict=True)):
        for number, citation in enumerate(part.citations):
            here = join_places(place, f"also {number}") if number else place
            yield join_places(here, "quote"), citation


def _folded(text: str) -> str:
    """A text reduced to words and punctuation."""
    plain = unicodedata.normalize("NFC", text).translate(PLAIN_QUOTES).replace(SOFT_HYPHEN, "")
    return " ".join(plain.split())


def _finding(quote: str, text: str, called: str) -> tuple[str, str]:
    passage = _nearest_passage(_folded(quote), text)
    hint = f"The nearest passage is {passage!r}." if passage else "It has no similar passage."
    return f"is not in {called}: {_folded(quote)!r}.", hint


def _nearest_passage(quote: str, text: str) -> str:
    """The passage of the quote's length with the most words in common; or nothing."""
    wanted, words = _words(quote), text.split()
    size = len(quote.split())
    keys = [_words(word) for word in words]
    lacking, common, best, at = Counter(wanted), 0, 0, 0
    for end, key in enumerate(keys):
        common += _take(lacking, key)
        if end >= size:
            common -= _give(lacking, keys[end - size])
        if common > best:
            best, at = common, max(0, end + 1 - size)
    if best < max(1.0, LEAST_IN_COMMON * len(wanted)):
        return ""
    while not {*keys[at]} & {*wanted}:
        at += 1
    return " ".join(words[at : at + size])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _take(lacking: Counter[str], words: list[str]) -> int:
    """The number of quote words newly covered by words that enter the passage."""
    taken = 0
    for word in words:
        taken += lacking[word] > 0
        lacking[word] -= 1
    return taken


def _give(lacking: Counter[str], words: list[str]) -> int:
    """The number of quote words no longer covered after words leave the passage."""
    given = 0
    for word in words:
        lacking[word] += 1
        given += lacking[word] > 0
    return given
