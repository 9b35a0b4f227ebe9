"""What a report consists of, apart from the file that it becomes: chapters of blocks of texts, pictures and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from causalnet.drafting.passages import Passage

__all__ = [
    "BRIEF",
    "Block",
    "Chapter",
    "CitedClaim",
    "Picture",
    "QuotedSentence",
    "ReportTable",
    "unwrapped",
]

# The letters of a short cell.
BRIEF = 14

# A line that ends between two letters of a script without spaces.
END_OF_LINE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")


def unwrapped(text: str) -> str:
    r"""A paragraph in one line: pages and documents cut lines themselves.

    Examples
    --------
    >>> unwrapped("one\ntwo"), unwrapped("一\n二")
    ('one two', '一二')
    """
    return END_OF_LINE.sub("", text).replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what it shows.

    Attributes
    ----------
    held : str or bytes
        SVG for a page, PNG for a document.
    caption : str
        What it shows: printed below, and read out in its place.
    wide : bool
        Whether it may have a page to itself, sideways.
    """

    held: str | bytes
    caption: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table whose rows can be read one at a time, each with the heads of its cells.

    Attributes
    ----------
    caption : str
    header : sequence of str
        Empty for a table without a header.
    rows : sequence of sequences of str
        The first cell says what a row is about. A row of a single cell is a heading within the table.
    notes : sequence of str
        Notes below.
    align : str
        ``"<"`` for words and ``">"`` for figures, for each column. Default: words.
    details : sequence of str
        For each row what stands below it, across the table; empty for none.
    marks : sequence of str
        For each row the mark by which a text refers to it, in brackets; empty for none.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    align: str = ""
    details: Sequence[str] = ()
    marks: Sequence[str] = ()

    @property
    def columns(self) -> int:
        """The number of its columns."""
        return max(map(len, (self.header, *self.rows)), default=0)

    def is_number(self, column: int) -> bool:
        """Whether a column holds figures."""
        return self.align[column : column + 1] == ">"

    def is_brief(self, column: int) -> bool:
        """Whether every cell of a column is short."""
        return all(len(row[column]) <= BRIEF for row in self.rows if column < len(row) > 1)

    def detail(self, row: int) -> str:
        """What stands below a row."""
        return self.details[row] if row < len(self.details) else ""


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence to quote, and what it is about."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class CitedClaim:
    """A claim beside the passages of the text in which it is made."""

    name: str
    text: str
    about: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a chapter, in this order: a heading, texts, points, pictures, claims, tables.

    Terms that are explained stand alone in a block: a page folds them below the heading, a document tells them at its end.
    """

    heading: str = ""
    texts: tuple[str, ...] = ()
    points: tuple[QuotedSentence, ...] = ()
    pictures: tuple[Picture, ...] = ()
    claims: tuple[CitedClaim, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    terms: tuple[QuotedSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a report.

    Attributes
    ----------
    name : str
        Its place in the page.
    title : str
    texts : tuple of str
    blocks : list of Block
    """

    name: str
    title: str
    texts: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
