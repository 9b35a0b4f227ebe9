"""Where a mention stands in a text: the sentences of its quote, or those that it names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from causalnet.drafting.sentences import Sentence, sentences
from causalnet.formats.quotes import SourceText
from causalnet.model.claim import Citation

__all__ = ["NumberedText", "TextPlace", "labels_of", "shown_labels"]

# The places of one quote that are looked at: a single letter stands everywhere.
MOST_PLACES = 1000
LABEL = re.compile(r"\bs(\d{1,6})(?:\s*[-–]\s*s?(\d{1,6}))?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a mention stands.

    Attributes
    ----------
    sentences : tuple of int
        The numbers of the sentences.
    span : tuple of int or None
        The start and the end of the quote in the text; None without a quote.
    """

    sentences: tuple[int, ...]
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class NumberedText:
    """A text with its sentences.

    Attributes
    ----------
    source : SourceText
    sentences : tuple of Sentence
    """

    source: SourceText
    sentences: tuple[Sentence, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentences", sentences(self.source.text))

    def between(self, start: int, end: int) -> tuple[int, ...]:
        """The numbers of the sentences that a stretch of the text touches."""
        first = bisect_right(self.sentences, start, key=lambda s: s.end)
        last = bisect_left(self.sentences, end, key=lambda s: s.start)
        return tuple(s.number for s in self.sentences[first:last])

    def place(self, citation: Citation) -> TextPlace | None:
        """Where a mention stands; None where neither its quote nor a sentence that it names is in the text.

        A quote that stands several times is taken from the sentences that the mention names.
        """
        named = self.named(citation.at)
        found = [TextPlace(self.between(*span), span) for span in self._spans(citation.quote)]
        fitting = [place for place in found if {*place.sentences} & {*named}]
        if found:
            return (fitting or found)[0]
        return TextPlace(named) if named and not citation.quote.strip() else None

    def named(self, at: str) -> tuple[int, ...]:
        """The sentences of this text that a place such as ``s12`` or ``s3–s5`` names."""
        return tuple(n for n in labels_of(at) if n <= len(self.sentences))

    def _spans(self, quote: str) -> list[tuple[int, int]]:
        return [*islice(self.source.folded.every(quote), MOST_PLACES)]


def labels_of(at: str) -> tuple[int, ...]:
    """The numbers of the sentences that a place names, in order.

    Examples
    --------
    >>> labels_of("s12"), labels_of("s3–s5, s9"), labels_of("p. 4")
    ((12,), (3, 4, 5, 9), ())
    """
    numbers: list[int] = []
    for label in LABEL.finditer(at):
        first = int(label[1])
        last = int(label[2]) if label[2] else first
        # A range of more than a thousand sentences is not a place.
        numbers += range(first, min(last, first + 1000) + 1)
    return tuple(dict.fromkeys(n for n in numbers if n > 0))


def shown_labels(numbers: Sequence[int]) -> str:
    """The numbers of sentences as labels, consecutive ones as a range.

    Examples
    --------
    >>> shown_labels([3, 4, 5, 9])
    's3–s5, s9'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"s{run[0]}" + (f"–s{run[-1]}" if len(run) > 1 else "") for run in runs)
