"""A report as a Word document: what an office finds in it."""

import io
import re
import sys
from html import unescape

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

import causalnet as cn
from causalnet.display.report.content import Block, Chapter, Picture, ReportTable
from causalnet.display.report.document import report_document
from causalnet.display.report.document_tables import column_widths
from causalnet.text_width import columns
from tests.questions.verdict.test_verdict import RISES, argument

MODEL = argument().adding(cn.Influence("ideas", "caution", "-", cn.pert(0.1, 0.5, 1), lag=1))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("word") / "ideas.docx"
    assert (
        cn.report(MODEL, path, outcome="ideas", conclusions={"fewer rules": RISES}, draws=60)
        == path
    )
    return docx.Document(str(path))


def test_it_has_real_headings_and_the_sentences_of_the_page(written, small_report):
    page = unescape(small_report.read_text("utf-8"))
    chapters = [p.text for p in written.paragraphs if p.style.name == "Heading 1"]
    assert chapters == re.findall(r"<h2[^>]*>([^<]*)</h2>", page)
    # What the page folds at its beginning stands with the method.
    below = [p.text for p in written.paragraphs if p.style.name == "Heading 2"]
    folded = re.findall(r'<details class="terms"><summary>([^<]*)</summary>', page)
    assert [text for text in below if text not in folded] == re.findall(r"<h3>([^<]*)</h3>", page)
    assert [text for text in below if text in folded] == folded == ["The words of this report"]
    (sentence,) = re.findall(r"<dt>fewer rules \(Ideas\)</dt> <dd>([^<]*)</dd>", page)
    texts = [p.text for p in written.paragraphs]
    assert texts[texts.index(sentence) - 1] == "fewer rules (Ideas)"


def test_its_contents_are_a_field_that_is_filled_in_and_leads_to_every_heading(written):
    headings = [
        (int(p.style.name[-1]), p.text)
        for p in written.paragraphs
        if p.style.name in ("Heading 1", "Heading 2")
    ]
    entries = [p for p in written.paragraphs if p.style.style_id in ("TOC1", "TOC2")]
    assert [(int(p.style.style_id[-1]), p.text) for p in entries] == headings
    assert {p.style.name for p in entries} == {"toc 1", "toc 2"}
    # One field around all entries, in whose code Word reads what to do when it is updated.
    parts = written.element.xpath("//w:fldChar/@w:fldCharType")
    assert parts == ["begin", "separate", "end"]
    assert written.element.xpath("string(//w:instrText)").strip() == r'TOC \o "1-2" \h \z \u'
    assert entries[0]._p.xpath(".//w:instrText")
    assert entries[-1]._p.xpath(".//w:fldChar[@w:fldCharType='end']")
    # Every entry leads to the bookmark of its heading.
    targets = [p._p.xpath("./w:hyperlink/@w:anchor")[0] for p in entries]
    held = {
        p._p.xpath("./w:bookmarkStart/@w:name")[0]: p.text
        for p in written.paragraphs
        if p.style.name in ("Heading 1", "Heading 2")
    }
    assert [held[target] for target in targets] == [text for _, text in headings]
    assert len(written.element.xpath("//w:bookmarkEnd")) == len(headings)
    place = [p.text for p in written.paragraphs].index("Contents")
    assert written.paragraphs[place].style.name == "TOC Heading"
    assert written.paragraphs[place + 1].text == "In short"


def test_its_tables_hold_the_cells_of_the_page_and_repeat_their_heads(written, small_report):
    page = unescape(small_report.read_text("utf-8"))
    assert len(written.tables) == page.count("<table")
    held = {cell.text for table in written.tables for row in table.rows for cell in row.cells}
    assert set(re.findall(r"<t[dh] ?[^>]*>([^<]+)</t[dh]>", page)) <= held
    heads = [table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in written.tables]
    assert sum(map(bool, heads)) == page.count("<thead>")


def test_its_pictures_are_described_and_the_wide_ones_lie_sideways(written):
    shapes = written.inline_shapes
    described = [shape._inline.docPr.get("descr") for shape in shapes]
    captions = [p.text for p in written.paragraphs if p.style.name == "Caption"]
    assert described == captions
    assert len(captions) == 5
    turned = [s.page_width > s.page_height for s in written.sections]
    assert turned == [s.orientation == WD_ORIENT.LANDSCAPE for s in written.sections]
    assert sum(turned) == 2
    rooms = [s.page_width - s.left_margin - s.right_margin for s in written.sections]
    # Word rounds the sides of a page to twentieths of a point.
    assert all(shape.width <= max(rooms) + Pt(0.1) for shape in shapes)


def test_in_japanese_it_has_a_font_for_it(tmp_path):
    path = cn.report(
        MODEL, tmp_path / "j.docx", outcome="ideas", conclusions={}, draws=5, language="ja"
    )
    document = docx.Document(str(path))
    assert document.paragraphs[1].text == "論考の因果モデルに関する報告"
    assert document.core_properties.language == "ja"
    fonts = document.styles["Normal"].element.xpath("./w:rPr/w:rFonts")[0].attrib
    assert "Yu Gothic" in fonts.values()
    languages = document.styles.element.xpath("//w:lang/@w:val | //w:lang/@w:eastAsia")
    assert languages
    assert set(languages) == {"ja-JP"}


def test_a_short_japanese_head_stays_in_one_line():
    table = ReportTable("", ("出典", "引用"), [["とても長い題名" * 12, "1"]], (), "<>")
    assert column_widths(table, 17.0)[1] >= 4 * 0.16 + 0.38


def test_a_tall_picture_fits_its_page_and_control_characters_are_left_out():
    from matplotlib.figure import Figure

    held = io.BytesIO()
    Figure(figsize=(1, 9)).savefig(held, format="png", dpi=20)
    table = ReportTable("a\x00b", ("one\x0b", "two"), [["x", "1"], ["alone"]], (), "<>", ["below"])
    blocks = [Block(pictures=(Picture(held.getvalue(), "tall"),)), Block(tables=(table,))]
    document = docx.Document(io.BytesIO(report_document("t", [], [Chapter("c", "C", (), blocks)])))
    (shape,) = document.inline_shapes
    assert shape.height < document.sections[0].page_height
    assert [[c.text for c in row.cells] for row in document.tables[0].rows] == [
        ["one ", "two"], ["x", "1"], ["below", "below"], ["alone", "alone"],
    ]  # fmt: skip


def test_two_wide_pictures_in_turn_leave_no_page_empty_between_them():
    from matplotlib.figure import Figure

    held = io.BytesIO()
    Figure(figsize=(2, 1)).savefig(held, format="png", dpi=20)
    wide = Block(pictures=(Picture(held.getvalue(), "wide", wide=True),))
    chapters = [Chapter("c", "C", (), [wide, wide]), Chapter("d", "D")]
    document = docx.Document(io.BytesIO(report_document("t", [], chapters)))
    turned = [s.orientation == WD_ORIENT.LANDSCAPE for s in document.sections]
    assert turned == [False, True, True, False]


def test_its_pages_are_numbered(written):
    (code,) = written.sections[0].footer.paragraphs[0]._p.xpath(".//w:instrText")
    assert code.text.strip() == "PAGE"
    assert all(s.footer.is_linked_to_previous for s in list(written.sections)[1:])


def test_what_stands_below_a_row_stays_with_it_and_no_line_parts_them():
    table = ReportTable("", ("one", "two"), [["x", "1"], ["y", "2"]], (), "<>", ["below", ""])
    chapters = [Chapter("c", "C", (), [Block(tables=(table,))])]
    (grid,) = docx.Document(io.BytesIO(report_document("t", [], chapters))).tables
    head, first, below, second = grid.rows
    assert [c.paragraphs[0].paragraph_format.keep_with_next for c in first.cells] == [True, True]
    assert [len(row._tr.xpath(".//w:tcBorders/w:bottom")) for row in grid.rows] == [0, 2, 0, 0]
    assert [len(row._tr.xpath(".//w:tcBorders/w:top")) for row in grid.rows] == [0, 0, 1, 0]
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in (head, first, below, second))


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (("influence", "standing", "citations", "independent"), [["a long chain of names " * 3, "implied", "1", "1"]]),
        (("conclusion", "found", "stands in draws"), [["x" * 12, "+0.2700", "by construction"]]),
        ((), [["At the most likely strengths", "a sentence that goes on and on " * 9]]),
        (("変数", "状態", "根拠"), [["ソフトウェアの戦略的な位置づけ", "コスト部門60%・中間35%" * 3, "証拠あり"]]),
    ],
)  # fmt: skip
def test_columns_are_as_wide_as_their_words_need(header, rows):
    table = ReportTable("", header, rows, (), "<>>>")
    widths = column_widths(table, 17.0)
    assert sum(widths) == pytest.approx(17.0)
    for width, *texts in zip(widths, *([header] if header else []), *rows, strict=True):
        # Japanese breaks anywhere.
        words = [w for text in texts for w in text.split() if w.isascii()] or ["漢"]
        longest = max(map(columns, words))
        assert width >= longest * 0.16 + 0.38
    if not header:
        # A short column takes its one line, and leaves the rest to the other.
        assert 4.0 < widths[0] < 6.0


def test_words_that_have_no_room_share_it():
    table = ReportTable("", (), [["x" * 80, "y" * 80]])
    assert column_widths(table, 10.0) == pytest.approx([5.0, 5.0])


def test_without_python_docx_the_error_names_the_extra_before_anything_is_computed(
    tmp_path, monkeypatch
):
    def never(*_, **__):
        raise AssertionError("computed")

    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setattr("causalnet.display.report.report.done_by", never)
    with pytest.raises(cn.errors.RenderError, match=r"pip install 'causalnet\[word\]'"):
        cn.report(MODEL, tmp_path / "r.docx", outcome="ideas")
    assert not list(tmp_path.iterdir())
