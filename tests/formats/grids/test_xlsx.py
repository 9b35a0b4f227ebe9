"""Workbooks: what cells hold, and files that are damaged or made to do harm."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from causalnet.errors import FileError
from causalnet.formats.grids import xlsx
from causalnet.formats.grids.cell_grid import Uncalculated
from causalnet.formats.grids.xlsx import XlsxBook
from tests.formats.grids.workbooks import SHEET1, edited, with_rows, workbook

PLAIN = workbook({"links": [["from", "to"], [], ["雨", 2.0]], "other": [["x"]]})


def test_sheets_are_read_by_name_without_empty_rows() -> None:
    book = XlsxBook(PLAIN, "x.xlsx")

    assert book.names == ("links", "other")
    assert book.sheet("links").rows == ((1, ("from", "to")), (3, ("雨", 2.0)))


def test_texts_within_cells_are_read() -> None:
    rows = (
        b'<row r="2"><c r="A2" t="inlineStr"><is><t>rain</t></is></c><c r="C2"><v>3</v></c></row>'
    )

    assert XlsxBook(with_rows(rows), "x.xlsx").sheet("links").rows == ((2, ("rain", None, 3)),)


def test_a_formula_gives_its_kept_value_or_is_marked() -> None:
    rows = (
        b'<row r="1"><c r="A1" t="str"><f>"ra"&amp;"in"</f><v>rain</v></c>'
        b'<c r="B1"><f>WEBSERVICE("http://x")</f></c></row>'
    )

    [(_, cells)] = XlsxBook(with_rows(rows), "x.xlsx").sheet("links").rows

    assert cells == ("rain", Uncalculated('=WEBSERVICE("http://x")'))


def test_merged_cells_count_for_each_of_their_rows_but_not_sideways() -> None:
    held = workbook({"links": [["rain", "a"], [None, "b"], [None, None, "c"]]}, merged="A1:A3")
    title = workbook({"links": [["Title", None], ["x", "y"]]}, merged="A1:B1")

    assert [r for _, r in XlsxBook(held, "x.xlsx").sheet("links").rows] == [
        ("rain", "a"),
        ("rain", "b"),
        ("rain", None, "c"),
    ]
    assert XlsxBook(title, "x.xlsx").sheet("links").rows[0] == (1, ("Title",))


@pytest.mark.parametrize("kept", [10, 0.3, 0.9, -1])
def test_a_truncated_file_is_one_error(kept: float) -> None:
    end = int(kept * len(PLAIN)) if 0 < kept < 1 else int(kept)

    with pytest.raises(FileError, match="'x.xlsx' cannot be read as a workbook: the archive is"):
        XlsxBook(PLAIN[:end], "x.xlsx")


def test_a_damaged_sheet_is_named() -> None:
    held = edited(PLAIN, SHEET1, lambda xml: xml[: len(xml) // 2])

    with pytest.raises(FileError, match="'x.xlsx', sheet 'links', cannot be read as a workbook"):
        XlsxBook(held, "x.xlsx").sheet("links")


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("notes.txt", "hello")

    with pytest.raises(FileError, match="'x.xlsx' is a zip archive, but not a workbook"):
        XlsxBook(held.getvalue(), "x.xlsx")


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = edited(PLAIN, SHEET1, lambda _: b" " * 120_000_000)
    started = time.process_time()

    assert len(bomb) < 200_000
    with pytest.raises(FileError, match=r"'x.xlsx' unpacks to 120 MB in \d+ parts; at most 100 MB"):
        XlsxBook(bomb, "x.xlsx")
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "before",
    [
        b'<?xml version="1.0"?>',
        b"<!--" + b"x" * 10_000 + b"-->",
        b"<?x " + b"y" * 4_090 + b"?>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_declared_document_type_is_refused(before: bytes, encoding: str) -> None:
    laughs = before + b'<!DOCTYPE x [<!ENTITY a "ha">]>'
    held = edited(
        PLAIN,
        SHEET1,
        lambda xml: (laughs + xml[xml.index(b"<worksheet") :]).decode().encode(encoding),
    )

    with pytest.raises(FileError, match="declares a document type, which no workbook needs"):
        XlsxBook(held, "x.xlsx")


@pytest.mark.parametrize(
    ("part", "within", "message"),
    [
        (
            "xl/styles.xml",
            b"</styleSheet>",
            "'x.xlsx' holds 0 MB of formats of cells; at most 0.02 MB are read",
        ),
        (
            SHEET1,
            b"</sheetData>",
            "'x.xlsx', sheet 'links' holds 5,0.. elements that are not cells; at most 4,000",
        ),
    ],
)
def test_parts_that_would_fill_the_memory_are_refused(
    part: str, within: bytes, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = edited(PLAIN, part, lambda xml: xml.replace(within, b"<x/>" * 5_000 + within))

    assert XlsxBook(held, "x.xlsx").sheet("links").rows
    monkeypatch.setattr(xlsx, "MOST_TREE", 20_000)
    monkeypatch.setattr(xlsx, "MOST_ELEMENTS", 4_000)
    with pytest.raises(FileError, match=message):
        XlsxBook(held, "x.xlsx").sheet("links")


def test_a_large_part_that_is_not_about_cells_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlsx, "MOST_TREE", 20_000)
    held = io.BytesIO(PLAIN)
    with zipfile.ZipFile(held, "a", 8) as archive:
        archive.writestr("xl/pivotCache/records.xml", b"<x>" + b"<y/>" * 5_000 + b"</x>")

    assert len(XlsxBook(held.getvalue(), "x.xlsx").sheet("links").rows) == 2


def test_a_row_far_down_does_not_fill_what_is_above() -> None:
    rows = (
        b'<row r="2"><c r="A2"><v>1</v></c></row><row r="999999999999"><c r="A9"><v>1</v></c></row>'
    )

    assert XlsxBook(with_rows(rows), "x.xlsx").sheet("links").rows == ((2, (1,)),)


def test_a_column_far_right_is_refused() -> None:
    rows = b'<row r="1"><c r="AAAA1"><v>1</v></c></row>'
    with pytest.raises(FileError, match="sheet 'links'"):
        XlsxBook(with_rows(rows), "x.xlsx").sheet("links")
    many = b"<row>" + b"<c><v>1</v></c>" * 1_001 + b"</row>"
    with pytest.raises(FileError, match="sheet 'links', row 1 has more than 1,000 columns"):
        XlsxBook(with_rows(many), "x.xlsx").sheet("links")


def test_too_many_rows_and_merged_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 1)
    with pytest.raises(FileError, match="has more than 200,000 rows"):
        XlsxBook(PLAIN, "x.xlsx").sheet("links")
    monkeypatch.undo()
    monkeypatch.setattr(xlsx, "MOST_MERGED", 1)
    held = workbook({"links": [["rain"], [None, "a"], [None, "b"]]}, merged="A1:A3")
    with pytest.raises(FileError, match="more merged cells than are read"):
        XlsxBook(held, "x.xlsx").sheet("links")


HEADER = b'<row r="1"><c r="A1" t="inlineStr"><is><t>from</t></is></c></row>'


def test_a_hundred_thousand_formatted_rows_are_passed_over() -> None:
    empty = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (i, i) for i in range(2, 100_002))
    last = b'<row r="100002"><c r="A100002"><v>7</v></c></row>'
    started = time.process_time()

    rows = XlsxBook(with_rows(HEADER + empty + last), "x.xlsx").sheet("links").rows

    assert rows == ((1, ("from",)), (100_002, (7,)))
    assert time.process_time() - started < 2


def test_rows_and_cells_without_a_place_stand_next_to_the_one_before() -> None:
    rows = b"<row/><row><c/><c><v>1</v></c></row>"

    assert XlsxBook(with_rows(rows), "x.xlsx").sheet("links").rows == ((2, (None, 1)),)


def test_a_size_that_a_sheet_states_wrongly_does_not_hide_cells() -> None:
    held = edited(PLAIN, SHEET1, lambda xml: xml.replace(b'ref="A1:B3"', b'ref="A1"'))

    assert held != PLAIN
    assert len(XlsxBook(held, "x.xlsx").sheet("links").rows) == 2


def test_a_text_longer_than_any_cell_is_refused() -> None:
    text = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"x" * 131_073 + b"</t></is></c></row>"

    with pytest.raises(FileError, match="row 1, column 1 holds 131,073 letters; at most 131,072"):
        XlsxBook(with_rows(text), "x.xlsx").sheet("links")


def test_rows_beyond_the_limit_are_refused_before_they_are_read() -> None:
    many = b"<row><c><v>1</v></c></row>" * 200_001
    started = time.process_time()

    with pytest.raises(FileError, match=r"'x.xlsx' has more than 200,000 rows: too many for a map"):
        XlsxBook(with_rows(many), "x.xlsx").sheet("links")
    assert time.process_time() - started < 1


def test_an_encrypted_archive_is_refused() -> None:
    held = bytearray(PLAIN)
    directory = held.rindex(b"PK\x01\x02")
    held[directory + 8] |= 1

    with pytest.raises(FileError, match="'x.xlsx' is encrypted. Save it without a password"):
        XlsxBook(bytes(held), "x.xlsx")
