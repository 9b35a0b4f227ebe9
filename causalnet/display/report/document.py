"""A report as a Word document: real headings, tables and pictures, which offices can edit."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from causalnet.display.report.content import Block, Chapter, CitedClaim, Picture, ReportTable
from causalnet.display.report.document_contents import (
    add_contents,
    headings_of,
    marked_heading,
)
from causalnet.display.text import clean
from causalnet.errors import RenderError
from causalnet.language.translate import language_spoken, tr
from causalnet.text_width import tame

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["report_document", "require_documents"]

# Of a page of A4, in centimetres: its sides, its margins, and what is left for a picture.
LONG, SHORT, MARGIN = 29.7, 21.0, 2.0
# The fonts of Japanese text, which Word takes apart from the others.
EASTERN = "Yu Gothic"
BODY = 10
# The colour of lines, and the letters of the narrowest and the broadest column.
RULE, NARROW, BROAD = "C8CED6", 10, 60


def require_documents() -> None:
    """Refuse to begin where the library for documents is missing.

    Raises
    ------
    RenderError
    """
    try:
        import docx  # noqa: F401
    except ImportError:
        raise RenderError(
            "A report in Word needs python-docx: pip install 'causalnet[word]'. A path that ends in .html needs nothing more."
        ) from None


def report_document(title: str, lead: Sequence[str], chapters: Sequence[Chapter]) -> bytes:
    """The document."""
    import docx

    document = docx.Document()
    _styled(document, title)
    document.add_heading(_text(title), level=0)
    document.add_paragraph(tr("Report on an argument's causal model"), style="Subtitle")
    for text in lead:
        document.add_paragraph(_text(text))
    _contents_heading(document)
    add_contents(document, [(level, _text(text)) for level, text in headings_of(chapters)])
    marks = count(1)
    for chapter in chapters:
        marked_heading(document, _text(chapter.title), 1, marks)
        for text in chapter.texts:
            document.add_paragraph(_text(text))
        for block in chapter.blocks:
            _block(document, block, marks)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _styled(document: Document, title: str) -> None:
    """The page, the fonts, and what the file says of itself."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(SHORT), Cm(LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(
        MARGIN
    )
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(BODY)
    for style in document.styles:
        if (properties := style.element.find(qn("w:rPr"))) is not None:
            fonts = properties.get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), EASTERN)
            # A theme's font would come before the one that is named.
            fonts.attrib.pop(qn("w:eastAsiaTheme"), None)
    caption = document.styles["Caption"].font
    caption.bold, caption.size, caption.color.rgb = False, Pt(BODY - 1), RGBColor(0x57, 0x60, 0x6A)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _text(title)[:255], "causalnet", ""
    properties.language = language_spoken()


def _contents_heading(document: Document) -> None:
    """A heading that is none of the contents itself."""
    document.add_paragraph(tr("Contents"), style="TOC Heading")


def _block(document: Document, block: Block, marks: Iterator[int]) -> None:
    """A block; with a wide picture it has a page to itself, sideways."""
    sideways = any(picture.wide for picture in block.pictures)
    if sideways:
        _turned(document, sideways=True)
    if block.heading:
        marked_heading(document, _text(block.heading), 2, marks)
    for text in block.texts:
        document.add_paragraph(_text(text))
    for point in block.points:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{_text(point.name)}. ").bold = True
        paragraph.add_run(_text(point.text))
    for picture in block.pictures:
        _picture(document, picture)
    for claim in block.claims:
        _claim(document, claim)
    for table in block.tables:
        _table(document, table)
    if sideways:
        _turned(document, sideways=False)


def _picture(document: Document, picture: Picture) -> None:
    """A picture with its caption below, described for those who do not see it."""
    from docx.shared import Cm, Emu

    room = (LONG if picture.wide else SHORT) - 2 * MARGIN
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    held = picture.held if isinstance(picture.held, bytes) else picture.held.encode()
    shape = paragraph.add_run().add_picture(io.BytesIO(held), width=Cm(room))
    highest = Cm((SHORT if picture.wide else LONG) - 2 * MARGIN - 3)
    if shape.height > highest:
        shape.width, shape.height = Emu(shape.width * highest // shape.height), highest
    shape._inline.docPr.set("descr", _text(picture.caption))
    document.add_paragraph(_text(picture.caption), style="Caption")


def _turned(document: Document, *, sideways: bool) -> None:
    """A new page, upright or sideways."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Cm

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    width, height = (LONG, SHORT) if sideways else (SHORT, LONG)
    section.page_width, section.page_height = Cm(width), Cm(height)


def _claim(document: Document, claim: CitedClaim) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{_text(claim.name)} ").bold = True
    paragraph.add_run(f"{_text(claim.text)} ")
    paragraph.add_run(_text(claim.about)).italic = True
    for passage in claim.passages:
        quote = document.add_paragraph(style="Quote")
        quote.add_run(_text(passage.before))
        quote.add_run(_text(passage.quote)).bold = True
        quote.add_run(_text(passage.after))


def _table(document: Document, table: ReportTable) -> None:
    """A table whose head is repeated on every page, and whose rows are not cut."""
    if table.caption:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(_text(table.caption)).bold = True
    if table.rows:
        grid = document.add_table(rows=0, cols=table.columns)
        widths = _widths(table)
        _ruled(grid, widths)
        if table.header:
            _row(grid, table, table.header, widths, head=True)
        for i, row in enumerate(table.rows):
            _row(grid, table, row, widths)
            if detail := table.detail(i):
                _across(grid, detail, italic=True)
    for note in table.notes:
        _small(document.add_paragraph(), note)
    document.add_paragraph()


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


def _widths(table: ReportTable) -> list[float]:
    """The width of each column in centimetres: by its longest text, within bounds."""
    rows = [row for row in (table.header, *table.rows) if len(row) > 1 or table.columns == 1]
    longest = [
        max((len(row[i]) for row in rows if i < len(row)), default=1) for i in range(table.columns)
    ]
    shares = [min(max(letters + 2, NARROW), BROAD) for letters in longest]
    return [(SHORT - 2 * MARGIN) * share / sum(shares) for share in shares]


def _row(
    grid: Any,
    table: ReportTable,
    texts: Sequence[str],
    widths: Sequence[float],
    *,
    head: bool = False,
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
        paragraph = cell.paragraphs[0]
        _small(paragraph, text, bold=head)
        if table.is_number(i):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _across(grid: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
    cells = grid.add_row().cells
    _small(cells[0].merge(cells[-1]).paragraphs[0], text, bold=bold, italic=italic)


def _small(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(_text(text))
    run.font.size, run.bold, run.italic = Pt(BODY - 1.5), bold, italic
    paragraph.paragraph_format.space_after = Pt(1)


def _text(text: str) -> str:
    """A text that XML can hold."""
    return clean(tame(text))
