"""The passage of the text around each claim's quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from causalnet.drafting.places import NumberedText, shown_labels
from causalnet.errors import FileError
from causalnet.formats.folded_text import joined_lines
from causalnet.formats.quotes import source_text
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Citation, Claim

__all__ = ["Passage", "passages"]

# The letters of a passage on each side of its quote, and of a quote.
AROUND, LONGEST = 400, 1200


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with the rest of its sentences.

    Attributes
    ----------
    source : str
        The source in whose text it stands.
    before, quote, after : str
        The text of its sentences before the quote, the quote, and what follows. A mention that names its sentences and
        quotes nothing has them in `before`.
    labels : str
        The numbers of its sentences, e.g. ``s12``; empty where the text is not known.
    """

    source: str
    before: str
    quote: str
    after: str
    labels: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.quote}{self.after}"


def passages(model: CausalModel) -> dict[str, tuple[Passage, ...]]:
    """The passages of each claim that has any: the sentences around its quotes, or the quotes alone without a text.

    A text that cannot be read leaves the quotes.

    Examples
    --------
    >>> from causalnet.model.claim import Source
    >>> memo = Source("memo", text="It rained, so the grass got wet. It dried.")
    >>> claim = Claim("c1", "Rain wets grass.", source="memo", quote="the grass got wet")
    >>> print(passages(CausalModel("lawn", [], sources=[memo], claims=[claim]))["c1"][0])
    It rained, so the grass got wet.
    """
    texts = dict(_texts(model))
    found = {name: tuple(_of_claim(claim, texts)) for name, claim in model.claims.items()}
    return {name: own for name, own in found.items() if own}


def _texts(model: CausalModel) -> Iterator[tuple[str, NumberedText]]:
    for name, source in model.sources.items():
        try:
            text = source_text(source, model.folder)
        except FileError:
            continue
        if text is not None:
            yield name, NumberedText(text)


def _of_claim(claim: Claim, texts: Mapping[str, NumberedText]) -> Iterator[Passage]:
    for citation in claim.citations:
        text = texts.get(citation.source)
        found = None if text is None else _around(citation, text)
        if found is not None:
            yield found
        elif citation.quote.strip():
            yield Passage(citation.source, "", joined_lines(citation.quote)[:LONGEST], "")


def _around(citation: Citation, text: NumberedText) -> Passage | None:
    """The sentences of a mention, or None if it is not in the text."""
    place = text.place(citation)
    if place is None or not place.sentences:
        return None
    whole = text.source.text
    first, last = (text.sentences[place.sentences[i] - 1] for i in (0, -1))
    labels = shown_labels(place.sentences)
    if place.span is None:
        said = " ".join(text.sentences[n - 1].text for n in place.sentences)
        return Passage(citation.source, said[:LONGEST], "", "", labels)
    start, end = place.span
    before, after = whole[first.start : start], whole[end : last.end]
    return Passage(
        citation.source,
        _from_end(before),
        joined_lines(whole[start:end])[:LONGEST],
        _from_start(after),
        labels,
    )


def _from_end(text: str) -> str:
    """The last letters of what stands before a quote, with the space that parts them."""
    line = joined_lines(text)
    space = " " if text[-1:].isspace() else ""
    return (line if len(line) <= AROUND else f"…{line[-AROUND:]}") + space


def _from_start(text: str) -> str:
    """The first letters of what follows a quote."""
    line = joined_lines(text)
    space = " " if text[:1].isspace() else ""
    return space + (line if len(line) <= AROUND else f"{line[:AROUND]}…")
