"""Tables of a Word document: columns as wide as their words need, rows that stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from causalnet.display.report.content import ReportTable
from causalnet.display.text import clean
from causalnet.text_width import columns, tame

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["add_table", "column_widths", "document_text"]

# The points of letters; in centimetres, a letter of half the width of a Japanese one, and what a cell keeps free at its sides.
LETTERS, LETTER, SIDES = 8.5, 0.165, 0.42
# The colours of lines and of what stands below a row.
RULE, SOFT = "C8CED6", "57606A"
# What a line may be broken between: a space, or letters of a script without spaces. A sign that ends a word stays with it.
WORD = re.compile(
    r"[^\s\u3000-\u9fff\uff00-\uffef]+[、。，．）」』：；]*|[\u3000-\u9fff\uff00-\uffef]"
)
# The letters of a head that are not parted, where no space says where it may be.
SHORT_HEAD = 4
# A caption that is no longer is a title.
TITLE = 90


def document_text(text: str) -> str:
    """A text that XML can hold."""
    return clean(tame(text))


def add_table(document: Document, table: ReportTable, room: float) -> None:
    """A table whose head is repeated on every page, in so many centimetres."""
    if table.caption:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(document_text(table.caption)).bold = len(table.caption) <= TITLE
    if table.rows:
        grid = document.add_table(rows=0, cols=table.columns)
        widths = column_widths(table, room)
        _ruled(grid, widths)
        if table.header:
            _row(grid, table, table.header, widths, head=True)
        for i, row in enumerate(table.rows):
            detail = table.detail(i)
            _row(grid, table, row, widths, open_below=bool(detail))
            if detail:
                _across(grid, detail, soft=True)
    for note in table.notes:
        _small(document.add_paragraph(), note, soft=True)
    document.add_paragraph()


def column_widths(table: ReportTable, room: float) -> list[float]:
    """The width of every column in centimetres: none breaks a word while there is room, and short ones keep to one line.

    Columns that need no more than an equal share of the room get what they need; the others share what is left.
    """
    texts = [*_columns(table)]
    least = [
        max([_wide(word) for text in own for word in _words(text)] + [_wide(own[0][:SHORT_HEAD])])
        for own in texts
    ]
    whole = [
        max([_wide(text) for text in own[1:]] + [_wide(own[0]) / 2, need])
        for own, need in zip(texts, least, strict=True)
    ]
    if sum(least) >= room:
        return [room * need / sum(least) for need in least]
    if sum(whole) <= room:
        return [room * full / sum(whole) for full in whole]
    widths = dict.fromkeys(range(len(texts)), 0.0)
    open_columns, left = set(widths), room
    while True:
        share = left / len(open_columns)
        settled = {i for i in open_columns if max(whole[i], least[i]) <= share or least[i] > share}
        if not settled or settled == open_columns:
            break
        for i in settled:
            widths[i] = min(whole[i], share) if least[i] <= share else least[i]
            left -= widths[i]
        open_columns -= settled
    weight = {i: whole[i] ** 0.5 for i in open_columns}
    spare = left - sum(least[i] for i in open_columns)
    for i in open_columns:
        widths[i] = least[i] + spare * weight[i] / sum(weight.values())
    return [widths[i] for i in sorted(widths)]


def _columns(table: ReportTable) -> Iterator[list[str]]:
    """The head and the cells of every column; rows across the table have none."""
    rows = [row for row in table.rows if len(row) > 1 or table.columns == 1]
    for i in range(table.columns):
        head = table.header[i] if i < len(table.header) else ""
        yield [document_text(head), *(document_text(row[i]) for row in rows if i < len(row))]


def _words(text: str) -> list[str]:
    return WORD.findall(text) or [""]


def _wide(text: str) -> float:
    return columns(text) * LETTER + SIDES


def _ruled(grid: Any, widths: Sequence[float]) -> None:
    """Faint lines between rows and none between columns; columns as wide as they are told to be."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm

    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    properties = grid._tbl.tblPr
    properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)


def _row(
    grid: Any,
    table: ReportTable,
    texts: Sequence[str],
    widths: Sequence[float],
    *,
    head: bool = False,
    open_below: bool = False,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    if len(texts) == 1 and table.columns > 1:
        _across(grid, texts[0], bold=True)
        return
    row = grid.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    for i, (cell, text) in enumerate(zip(row.cells, texts, strict=False)):
        cell.width = Cm(widths[i])
        if open_below:
            _without_line(cell, "bottom")
        paragraph = cell.paragraphs[0]
        _small(paragraph, text, bold=head)
        # A head stays with its first row, a row with what is told of it.
        paragraph.paragraph_format.keep_with_next = head or open_below
        if table.is_number(i):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _across(grid: Any, text: str, *, bold: bool = False, soft: bool = False) -> None:
    from docx.oxml import OxmlElement

    row = grid.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cell = row.cells[0].merge(row.cells[-1])
    if soft:
        _without_line(cell, "top")
    _small(cell.paragraphs[0], text, bold=bold, soft=soft)
    cell.paragraphs[0].paragraph_format.keep_with_next = bold


def _without_line(cell: Any, side: str) -> None:
    """A cell without the line at one of its sides."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = f'<w:tcBorders {nsdecls("w")}><w:{side} w:val="nil"/></w:tcBorders>'
    cell._tc.get_or_add_tcPr().append(parse_xml(line))


def _small(paragraph: Any, text: str, *, bold: bool = False, soft: bool = False) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(document_text(text))
    run.font.size, run.bold = Pt(LETTERS), bold
    if soft:
        run.font.color.rgb = RGBColor.from_string(SOFT)
    paragraph.paragraph_format.space_after = Pt(1)
