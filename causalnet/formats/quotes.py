"""Verbatim quotes, checked against the texts of their sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from causalnet.boundary.checks import public
from causalnet.errors import Mistake, QuestionError, QuoteError, join_places
from causalnet.formats.folded_text import WIDE, FoldedText, fold
from causalnet.formats.textfile import read_text
from causalnet.language.translate import lazy
from causalnet.model.assembly.parts import listed_places, named_place
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Citation, Claim, Evidence, Source

__all__ = [
    "SourceText",
    "check_quotes",
    "quote_mistake",
    "quoted_mentions",
    "source_text",
    "source_texts",
]

# A word, or one Chinese or Japanese letter.
TOKEN = re.compile(rf"{WIDE.pattern}|(?:(?!{WIDE.pattern})\S)+")
WORD = re.compile(rf"{WIDE.pattern}|(?:(?!{WIDE.pattern})\w)+")
LEAST_IN_COMMON = 1 / 3
"""The share of a quote's words that a passage must hold to be worth showing."""


@public
def check_quotes(model: CausalModel, texts: Mapping[str, str | Path] | None = None) -> None:
    r"""Check that every quote is in the text of its source, word for word.

    Every mention of every claim and of every piece of evidence is checked. Differences in white space, quotation
    marks, dashes, full and half width, and Unicode normal form are ignored. All other differences count. Mentions without a quote are skipped,
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
    held = source_texts(model) if texts is None else _given_texts(model, texts)
    if not held:
        what = f"No source of model {model.name!r} has a text to check its quotes against."
        raise QuestionError(f"{what} Give the source its text=…, or pass texts=….")
    mistakes = [
        quote_mistake(place, citation.quote, held[citation.source])
        for place, citation in quoted_mentions(model)
        if citation.source in held and not _holds(held[citation.source], citation.quote)
    ]
    if mistakes:
        raise QuoteError(mistakes, f"quotes of model {model.name!r}")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a source.

    Attributes
    ----------
    text : str
    called : str
        What it goes by in a message.
    folded : FoldedText
        The text reduced to words and punctuation.
    """

    text: str
    called: str

    folded: FoldedText = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(self.text))


def _given_texts(model: CausalModel, texts: object) -> dict[str, SourceText]:
    """The texts of the files that are given for some sources."""
    if not isinstance(texts, Mapping):
        raise QuestionError(f"texts= maps sources to the paths of their texts, not {texts!r}.")
    for source, path in texts.items():
        if not isinstance(path, str | Path):
            raise QuestionError(f"The text of {source!r} is a path to a file, not {path!r}.")
    return {model.sources[source].name: _from_file(Path(path)) for source, path in texts.items()}


def source_texts(model: CausalModel) -> dict[str, SourceText]:
    """The texts that the sources of a model name or hold.

    Raises
    ------
    FileError
        If a file cannot be read.
    """
    return {
        name: text
        for name, source in model.sources.items()
        if (text := source_text(source, model.folder)) is not None
    }


def source_text(source: Source, folder: Path | None) -> SourceText | None:
    """The text that a source names or holds; None without one."""
    if not source.text:
        return None
    if source.has_text_file:
        return _from_file((folder or Path()) / source.text)
    return SourceText(source.text, lazy("the text of {source!r}", source=source.name))


def _from_file(path: Path) -> SourceText:
    return SourceText(read_text(path), repr(path.name))


def _holds(text: SourceText, quote: str) -> bool:
    return fold(quote).words in text.folded.words


def quoted_mentions(model: CausalModel) -> Iterator[tuple[str, Citation]]:
    """Every mention in claims and evidence, with the place of its quote."""
    placed: list[tuple[str, Claim | Evidence]] = [
        (named_place("claims", name), claim) for name, claim in model.claims.items()
    ]
    numbered = listed_places("evidence", [""] * len(model.evidence))
    for place, part in (*placed, *zip(numbered, model.evidence, strict=True)):
        for number, citation in enumerate(part.citations):
            here = join_places(place, f"also {number}") if number else place
            yield join_places(here, "quote"), citation


def quote_mistake(place: str, quote: str, text: SourceText) -> Mistake:
    """What is wrong with a quote that is not in a text, and the nearest passage."""
    passage = _nearest_passage(quote, text.folded.words)
    hint = (
        lazy("The nearest passage is {passage!r}.", passage=passage)
        if passage
        else lazy("It has no similar passage.")
    )
    what = lazy("is not in {text}: {quote!r}.", text=text.called, quote=fold(quote).words)
    return Mistake(place, what, hint)


def _nearest_passage(quote: str, text: str) -> str:
    """The passage of the quote's length with the most words in common; or nothing."""
    own = fold(quote).words
    wanted, tokens = _words(own), [*TOKEN.finditer(text)]
    size = len(TOKEN.findall(own))
    keys = [_words(token[0]) for token in tokens]
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
    passage = tokens[at : at + size]
    return text[passage[0].start() : passage[-1].end()]


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


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
