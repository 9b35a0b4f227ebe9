"""The table of contents of a Word document: a field with its entries already filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from causalnet.display.report.content import Chapter

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["add_contents", "headings_of", "marked_heading", "number_pages"]

# What Word does when a reader updates the field: the headings of two levels, as links, without numbers on the web.
FIELD = r'TOC \o "1-2" \h \z \u'
# The indent of each level in centimetres.
INDENTS = (0.0, 0.6)


def headings_of(chapters: Sequence[Chapter]) -> list[tuple[int, str]]:
    """The level and the text of every heading, in their order."""
    found = []
    for chapter in chapters:
        found.append((1, chapter.title))
        found += [(2, block.heading) for block in chapter.blocks if block.heading]
    return found


def marked_heading(document: Document, text: str, level: int, marks: Iterator[int]) -> None:
    """A heading with a bookmark, to which an entry of the contents leads."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    number = next(marks)
    heading = document.add_heading(text, level=level)
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (begin, end):
        element.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), _mark(number))
    properties = heading._p.get_or_add_pPr()
    properties.addnext(begin)
    heading._p.append(end)


def add_contents(document: Document, headings: Sequence[tuple[int, str]]) -> None:
    """The field, and in it a link to every heading: it reads as it is, and numbers of pages come when it is updated."""
    if not headings:
        return
    _add_styles(document)
    for number, (level, text) in enumerate(headings, 1):
        paragraph = document.add_paragraph(style=f"toc {level}")
        if number == 1:
            _open_field(paragraph, FIELD)
        _link(paragraph, text, _mark(number))
    _field_part(paragraph, "end")


def number_pages(document: Document) -> None:
    """The number of the page below each."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _open_field(paragraph, "PAGE")
    paragraph.add_run("1")
    _field_part(paragraph, "end")


def _mark(number: int) -> str:
    return f"_Toc{number:08d}"


def _add_styles(document: Document) -> None:
    """The styles that Word gives to entries, by the names that it knows them by."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    for level, indent in enumerate(INDENTS, 1):
        style: Any = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), f"TOC{level}")
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Cm(indent)
        style.paragraph_format.space_before = Pt(4 if level == 1 else 0)
        style.paragraph_format.space_after = Pt(0)


def _open_field(paragraph: Paragraph, field: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    _field_part(paragraph, "begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {field} "
    paragraph.add_run()._r.append(code)
    _field_part(paragraph, "separate")


def _field_part(paragraph: Paragraph, kind: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(part)


def _link(paragraph: Paragraph, text: str, anchor: str) -> None:
    """A text that leads to a bookmark of the document."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(text)._r
    link.append(run)
    paragraph._p.append(link)
