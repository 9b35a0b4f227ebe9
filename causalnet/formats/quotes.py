"""Verbatim quotes, checked against the texts of their sources."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from causalnet.boundary.checks import public
from causalnet.errors import Mistake, QuestionError, QuoteError
from causalnet.formats.textfile import read_text
from causalnet.model.causal_model import CausalModel

__all__ = ["check_quotes"]

PLAIN_QUOTES = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ‹›", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
SOFT_HYPHEN = "\u00ad"
LEAST_IN_COMMON = 1 / 3
"""The share of a quote's words that a passage must hold to be worth showing."""


@public
def check_quotes(model: CausalModel, texts: Mapping[str, str | Path]) -> None:
    r"""Check that the quote of every claim is in the text of its source, word for word.

    Differences in white space, quotation marks, dashes and Unicode normal form are ignored. All other differences
    count. Claims without a quote, and those whose source is not among `texts`, are skipped.

    Parameters
    ----------
    model : CausalModel
        The model whose claims are checked.
    texts : mapping from source to str or Path
        For sources of the model, the path of a UTF-8 text file.

    Raises
    ------
    QuoteError
        With every claim whose quote was not found, and the nearest passage.
    UnknownNameError
        If the model does not have such a source.
    FileError
        If a file cannot be read.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from causalnet.model.claim import Claim, Source
    >>> claim = Claim("c1", "Rain wets grass.", source="memo", quote="the grass got wet")
    >>> lawn = CausalModel("lawn", [], sources=[Source("memo")], claims=[claim])
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "memo.txt"
    ...     _ = path.write_text("It rained, and the\ngrass got wet.")
    ...     check_quotes(lawn, {"memo": path})
    """
    if not isinstance(texts, Mapping):
        raise QuestionError(f"texts= maps sources to the paths of their texts, not {texts!r}.")
    for source, path in texts.items():
        if not isinstance(path, str | Path):
            raise QuestionError(f"The text of {source!r} is a path to a file, not {path!r}.")
    held = {model.sources[source].name: Path(path) for source, path in texts.items()}
    folded = {source: _folded(read_text(path)) for source, path in held.items()}
    mistakes = [
        Mistake(f"claims.{claim.name}.quote", *_finding(claim.quote, text, held[claim.source].name))
        for claim in model.claims.values()
        if (text := folded.get(claim.source)) is not None and _folded(claim.quote) not in text
    ]
    if mistakes:
        raise QuoteError(mistakes, f"quotes of model {model.name!r}")


def _folded(text: str) -> str:
    """A text reduced to words and punctuation."""
    plain = unicodedata.normalize("NFC", text).translate(PLAIN_QUOTES).replace(SOFT_HYPHEN, "")
    return " ".join(plain.split())


def _finding(quote: str, text: str, file: str) -> tuple[str, str]:
    passage = _nearest_passage(_folded(quote), text)
    hint = f"The nearest passage is {passage!r}." if passage else "It has no similar passage."
    return f"is not in {file!r}: {_folded(quote)!r}.", hint


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
