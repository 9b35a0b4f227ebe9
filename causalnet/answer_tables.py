"""Sheets: the small tables that answers print as, in plain text and in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, overload

from causalnet.boundary.checks import position
from causalnet.console import called_from_outside, fitted, fitting
from causalnet.language.translate import spoken, tr
from causalnet.line_breaks import in_lines, without_line_ends, wrapped
from causalnet.notation import without_calls
from causalnet.text_table import BLOCKS, bar, text_table
from causalnet.text_width import look_wide, tame

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Answer",
    "AnswerTable",
    "Column",
    "Ranking",
    "Sheet",
    "and_more",
    "bar",
    "cut_into_lines",
    "paragraph",
    "signed",
    "unsigned",
]

T = TypeVar("T")

# The look of tables without a style sheet. Cells of up to this many letters stay on one line, and longer ones
# keep a minimal width.
SHORT, LONG = 24, 60
# The width of the lines of a note in plain text.
PAGE_WIDTH = 79
TITLE_STYLE = "font-weight:600;margin:.8em 0 .3em"
TABLE_STYLE = "border-collapse:collapse;margin:0"
CELL = "padding:.25em .7em;vertical-align:top"
NOTE = "font-size:85%;margin:.3em 0"

# A notebook would read text between two dollars as a formula.
NO_FORMULAS = "tex2jax_ignore mathjax_ignore"
# A bar in HTML is paler than the figures.
BAR = re.compile(f"[{BLOCKS.strip()}]+")
QUIET = r'<span style="opacity:.45">\g<0></span>'


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title, a table of texts, and notes below it.

    Parameters
    ----------
    title : str
        The question or answer of the sheet.
    header : sequence of str
        Names of the columns; empty for a table without a header.
    rows : sequence of sequences of str
        The cells. A row of a single cell is a heading within the table.
    notes : sequence of str
        Notes below the table.
    align : str, optional
        ``"<"`` or ``">"`` for each column. Default: the first to the left and the others to the right.
    folds : bool, default False
        Whether words in cells wrap in plain text where the table is wider than a page.

    Examples
    --------
    >>> print(Sheet("Tolls", ["toll", "jams"], [["none", "0.60"], ["full", "0.25"]]).text())
    Tolls
    toll  jams
    none  0.60
    full  0.25
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    align: str = ""
    folds: bool = False

    def text(self) -> str:
        """The sheet as aligned plain text."""
        rows = [[_one_line(cell) for cell in row] for row in (self.header, *self.rows) if row]
        columns = max(map(len, rows), default=0)
        page = PAGE_WIDTH if self.folds else None
        table = text_table(rows, [self._leftward(i) for i in range(columns)], page)
        title = [paragraph(self.title)] if self.title.strip() else []
        return "\n".join(
            map(
                tame, [*title, *table, *(in_lines(spoken(note), PAGE_WIDTH) for note in self.notes)]
            )
        )

    def _leftward(self, column: int) -> bool:
        return self.align[column] == "<" if self.align else column == 0

    def html(self) -> str:
        """The sheet as HTML: title, table, notes. Every text in it is escaped.

        It does not need a style sheet. Short cells stay on one line. Long cells wrap, and notes wrap at the ends
        of their lines in plain text.
        """
        title = _one_line(self.title).strip()
        rows = [row for row in self.rows if row]
        parts = [f'<p style="{TITLE_STYLE}">{escape(title)}</p>'] if title else []
        if self.header or rows:
            parts.append(
                f'<table class="causalnet" aria-label="{escape(title)}" style="{TABLE_STYLE}">'
            )
            columns = max(len(row) for row in (self.header, *rows))
            if self.header:
                parts.append(f"<thead>{self._html_row(self.header, 'th', columns)}</thead>")
            body = "".join(self._html_row(row, "td", columns) for row in rows)
            parts.append(f"<tbody>{body}</tbody></table>")
        notes = [without_calls(_one_line(note)) for note in self.notes]
        parts += [f'<p style="{NOTE}">{escape(note)}</p>' for note in notes]
        return f'<div class="{NO_FORMULAS}">{"".join(parts)}</div>'

    def _html_row(self, row: Sequence[str], tag: str, columns: int) -> str:
        if len(row) == 1 and columns > 1:
            heading = escape(_one_line(row[0]))
            return f'<tr><th colspan="{columns}" style="text-align:left;{CELL}">{heading}</th></tr>'
        cells = (
            f'<{tag} style="text-align:{"left" if self._leftward(i) else "right"};{CELL}{_room(cell)}">'
            f"{BAR.sub(QUIET, escape(without_calls(_one_line(cell))))}</{tag}>"
            for i, cell in enumerate(row)
        )
        return f"<tr>{''.join(cells)}</tr>"

    def noting(self, *notes: str) -> Sheet:
        """The sheet with further notes below."""
        return replace(self, notes=(*self.notes, *notes))

    def saying(self, words: Callable[[str], str]) -> Sheet:
        """The sheet with every text in it put through `words`."""
        rows = [[words(cell) for cell in row] for row in self.rows]
        header, notes = ([words(text) for text in texts] for texts in (self.header, self.notes))
        return Sheet(words(self.title), header, rows, notes, self.align, self.folds)


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column of a table: its typed cells, for a frame, and how they print.

    Parameters
    ----------
    name : str
        The name of the column in a frame.
    value : callable or None
        The cell of a row; None for a column that is printed only.
    head : str or None
        The printed heading; None for a column of the frame only.
    text : callable, optional
        The printed cell of a row. Default: the value as text, and nothing for None.
    align : {"<", ">"}
        The side to which it is aligned.
    """

    name: str
    value: Callable[[T], object] | None = None
    head: str | None = None
    text: Callable[[T], str] | None = None
    align: Literal["<", ">"] = ">"

    def cell(self, row: T) -> str:
        """The cell of a row as it prints."""
        if self.text is not None:
            return self.text(row)
        value = None if self.value is None else self.value(row)
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class AnswerTable(Generic[T]):
    """Rows under declared columns, which become text, HTML and a frame.

    Parameters
    ----------
    rows : sequence
        The subjects of the rows.
    columns : sequence of Column

    Examples
    --------
    >>> tolls = AnswerTable(
    ...     [("none", 0.6), ("full", 0.25)],
    ...     [
    ...         Column("toll", lambda row: row[0], head="toll", align="<"),
    ...         Column("jams", lambda row: row[1], head="jams", text=lambda row: f"{row[1]:.0%}"),
    ...     ],
    ... )
    >>> print(tolls.sheet("Tolls").text())
    Tolls
    toll  jams
    none   60%
    full   25%
    >>> tolls.frame().jams.tolist()
    [0.6, 0.25]
    """

    rows: Sequence[T]
    columns: Sequence[Column[T]]

    def frame(self) -> pd.DataFrame:
        """A frame with every row, and every column that has values."""
        import pandas as pd

        columns = [(c.name, c.value) for c in self.columns if c.value is not None]
        rows = [[value(row) for _, value in columns] for row in self.rows]
        return pd.DataFrame(rows, columns=[name for name, _ in columns])

    def sheet(
        self,
        title: str,
        notes: Sequence[str] = (),
        *,
        rows: Sequence[T] | None = None,
        only: Sequence[str] | None = None,
        folds: bool = False,
    ) -> Sheet:
        """The columns that have a head, as a sheet; of these rows, and only these columns in this order."""
        columns = [c for c in self.columns if c.head is not None]
        if only is not None:
            named = {column.name: column for column in columns}
            columns = [named[name] for name in only]
        cells = [[c.cell(row) for c in columns] for row in (self.rows if rows is None else rows)]
        heads = [column.head or "" for column in columns]
        header = heads if any(heads) else ()
        return Sheet(title, header, cells, notes, "".join(c.align for c in columns), folds)

    def fitting(self, droppable: Sequence[str], *, rows: Sequence[T] | None = None) -> list[str]:
        """The columns that print within a page: those that can be dropped go, in their order, until the rest fits.

        Examples
        --------
        >>> wide = [Column(name, len, name) for name in ("first", "second" * 13, "third")]
        >>> AnswerTable(["a"], wide).fitting(["third", "second" * 13])
        ['first']
        """
        shown = [c.name for c in self.columns if c.head is not None]
        for name in ["", *droppable]:
            shown = [own for own in shown if own != name]
            lines = self.sheet("", rows=rows, only=shown, folds=True).text().splitlines()
            if max(map(look_wide, lines), default=0) <= PAGE_WIDTH:
                break
        return shown


class Answer:
    """The base of every answer: it prints as its sheets, in text and in HTML."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        """A sentence that is read outside the package prints on any console, as the answer itself does."""
        super().__init_subclass__()
        own = vars(cls).get("sentence")
        if isinstance(own, property) and own.fget is not None:
            cls.sentence = property(fitting(own.fget), doc=own.__doc__)  # type: ignore[attr-defined]

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables as which it prints."""
        raise TypeError(f"{type(self).__name__} does not say what it prints as.")

    def __str__(self) -> str:
        sheets = self.sheets()
        if called_from_outside():
            # Before they are laid out, so that the columns stay aligned.
            sheets = tuple(sheet.saying(fitted) for sheet in sheets)
        return "\n".join(sheet.text() for sheet in sheets)

    __repr__ = __str__

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The tables to show where lines wrap and cells are wide enough."""
        return self.sheets()

    def _repr_html_(self) -> str:
        return "".join(sheet.html() for sheet in self.web_sheets())


class Ranking(Answer, Sequence[T]):
    """An answer that is a sequence: its items, the most important first."""

    __slots__ = ()

    ranked: tuple[T, ...]

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...

    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return self.ranked[index]
        return self.ranked[position(index, len(self.ranked), "line")]

    def __len__(self) -> int:
        return len(self.ranked)

    def __iter__(self) -> Iterator[T]:
        return iter(self.ranked)


def paragraph(text: str) -> str:
    """A note in lines that fit a page; in HTML the browser wraps them.

    Examples
    --------
    >>> print(paragraph("A note whose lines would otherwise run on past the edge of the page that they stand on."))
    A note whose lines would otherwise run on past the edge of the page that they
    stand on.
    """
    return "\n".join(wrapped(spoken(text), PAGE_WIDTH))


def and_more(left: int) -> list[str]:
    """The note on rows that are left out of print; none if none are.

    Examples
    --------
    >>> and_more(5), and_more(0)
    (['and 5 more; to_frame() has all of them.'], [])
    """
    return [tr("and {count:,} more; to_frame() has all of them.", count=left)] if left > 0 else []


def cut_into_lines(parts: Iterable[tuple[str, list[str]]], width: int) -> list[list[str]]:
    """Pairs of a label and a text, the texts cut into lines of a width, or of less where labels are wide."""
    every, rows = list(parts), []
    room = PAGE_WIDTH - 2 - max((look_wide(label) for label, _ in every), default=0)
    for label, sentences in every:
        lines = [line for text in sentences for line in wrapped(text, min(width, room))]
        rows += [[label if not i else "", line] for i, line in enumerate(lines)]
    return rows


def _one_line(text: str) -> str:
    return without_line_ends(tame(spoken(text)))


def _room(cell: str) -> str:
    """A short cell must not wrap, and a long one must not be squeezed."""
    if len(cell) <= SHORT:
        return ";white-space:nowrap"
    return ";min-width:16em" if len(cell) > LONG else ""


def unsigned(number: float, form: str = ".2f") -> str:
    """A number in some format, without a minus before a zero.

    Examples
    --------
    >>> unsigned(-0.001), unsigned(-0.004, ".0%"), unsigned(-0.12)
    ('0.00', '0%', '-0.12')
    """
    text = f"{number:{form}}"
    return text if text.strip("-0.%") else text.removeprefix("-")


# Sums of many products are rounded: a share this near to none, or to the whole, is that.
ROUNDING = 1e-12


def whole_percent(share: float) -> str:
    """A share in whole percent. Only nothing reads 0%, and only the whole reads 100%, but for rounding.

    Examples
    --------
    >>> [whole_percent(x) for x in (0, 1e-16, 0.004, 0.25, 0.996, 1)]
    ['0%', '0%', 'under 1%', '25%', 'over 99%', '100%']
    """
    text = f"{share:.0%}"
    if text == "100%" and share < 1 - ROUNDING:
        return tr("over 99%")
    return tr("under 1%") if text == "0%" and share > ROUNDING else text


def signed(number: float, digits: int = 3) -> str:
    """A number with its sign, and plain zero where it rounds to that.

    Examples
    --------
    >>> signed(0.0126), signed(-1e-9)
    ('+0.013', '0.000')
    """
    text = f"{number:+.{digits}f}"
    return text if float(text) else text[1:]
