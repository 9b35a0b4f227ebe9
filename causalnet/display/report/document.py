"""A report as a Word document: real headings, tables and pictures, which offices can edit."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from causalnet.display.report.content import Block, Chapter, CitedClaim, Picture, QuotedSentence
from causalnet.display.report.document_contents import (
    add_contents,
    headings_of,
    marked_heading,
    number_pages,
)
from causalnet.display.report.document_tables import add_table, document_text
from causalnet.errors import RenderError
from causalnet.language.translate import language_spoken, tr

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["report_document", "require_documents"]

# Of a page of A4, in centimetres: its sides, its margins, and what is left for a picture.
LONG, SHORT, MARGIN = 29.7, 21.0, 2.0
# The fonts of Japanese text, which Word takes apart from the others.
EASTERN = "Yu Gothic"
BODY = 10


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

    chapters = _terms_after(chapters)
    document = docx.Document()
    _styled(document, title)
    document.add_heading(document_text(title), level=0)
    document.add_paragraph(tr("Report on an argument's causal model"), style="Subtitle")
    for text in lead:
        document.add_paragraph(document_text(text))
    _contents_heading(document)
    add_contents(document, [(level, document_text(text)) for level, text in headings_of(chapters)])
    marks = count(1)
    for chapter in chapters:
        _turned(document, sideways=False)
        marked_heading(document, document_text(chapter.title), 1, marks)
        for text in chapter.texts:
            document.add_paragraph(document_text(text))
        for block in chapter.blocks:
            _block(document, block, marks)
    number_pages(document)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _terms_after(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters with the terms, which a page folds where they are first needed, in the chapter on the method."""
    terms = [block for chapter in chapters for block in chapter.blocks if block.terms]
    found = []
    for chapter in chapters:
        own = [block for block in chapter.blocks if not block.terms]
        found.append(replace(chapter, blocks=[*own, *terms] if chapter.name == "method" else own))
    return found


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
    _spoken(document)
    caption = document.styles["Caption"].font
    caption.bold, caption.size, caption.color.rgb = False, Pt(BODY - 1), RGBColor(0x57, 0x60, 0x6A)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = (
        document_text(title)[:255],
        "causalnet",
        "",
    )
    properties.language = language_spoken()


def _spoken(document: Document) -> None:
    """The languages of its text: what is checked for spelling, and the shapes that signs of East Asia have."""
    from docx.oxml.ns import qn

    for own in document.styles.element.iter(qn("w:lang")):
        own.set(qn("w:val"), "ja-JP" if language_spoken() == "ja" else "en-GB")
        own.set(qn("w:eastAsia"), "ja-JP")


def _contents_heading(document: Document) -> None:
    """A heading that is none of the contents itself."""
    document.add_paragraph(tr("Contents"), style="TOC Heading")


def _block(document: Document, block: Block, marks: Iterator[int]) -> None:
    """A block; with a wide picture it has a page to itself, sideways."""
    _turned(document, sideways=any(picture.wide for picture in block.pictures))
    if block.heading:
        marked_heading(document, document_text(block.heading), 2, marks)
    for text in block.texts:
        paragraph = document.add_paragraph(document_text(text))
        # What leads to a picture does not stand alone at the foot of a page.
        paragraph.paragraph_format.keep_with_next = bool(block.pictures)
    for point in (*block.points, *block.terms):
        _point(document, point)
    for picture in block.pictures:
        _picture(document, picture)
    for claim in block.claims:
        _claim(document, claim)
    for table in block.tables:
        add_table(document, table, SHORT - 2 * MARGIN)


def _point(document: Document, point: QuotedSentence) -> None:
    """What a sentence is about, and below it the sentence."""
    from docx.shared import Pt

    name = document.add_paragraph()
    name.add_run(document_text(point.name)).bold = True
    name.paragraph_format.keep_with_next = True
    name.paragraph_format.space_after = Pt(0)
    document.add_paragraph(document_text(point.text))


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
    shape._inline.docPr.set("descr", document_text(picture.caption))
    document.add_paragraph(document_text(picture.caption), style="Caption")


def _turned(document: Document, *, sideways: bool) -> None:
    """A new page, upright or sideways, if the last one is not so."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Cm

    if not sideways and document.sections[-1].orientation == WD_ORIENT.PORTRAIT:
        return
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    width, height = (LONG, SHORT) if sideways else (SHORT, LONG)
    section.page_width, section.page_height = Cm(width), Cm(height)


def _claim(document: Document, claim: CitedClaim) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{document_text(claim.name)} ").bold = True
    paragraph.add_run(f"{document_text(claim.text)} ")
    paragraph.add_run(document_text(claim.about)).italic = True
    for passage in claim.passages:
        quote = document.add_paragraph(style="Quote")
        quote.add_run(document_text(passage.before))
        quote.add_run(document_text(passage.quote)).bold = True
        quote.add_run(document_text(passage.after))
