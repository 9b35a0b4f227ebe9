"""Sheets of cells: places, texts of cells, CSV files as books."""

import datetime

import pytest

from causalnet.errors import FileError
from causalnet.formats.grids import book as grids
from causalnet.formats.grids.book import CsvBook, SheetRows, cell_text
from causalnet.formats.grids.cell_grid import Uncalculated


def test_a_csv_file_is_a_book_of_one_sheet() -> None:
    book = CsvBook("from;to\n\na;b\n", "x.csv", ("from", "to"))

    assert book.names == ("",)
    assert book.sheet("").rows == ((1, ("from", "to")), (3, ("a", "b")))
    assert book.sheet("").decimal == ","


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MOST_ROWS", 2)
    with pytest.raises(FileError, match=r"'x.csv' has more than 200,000 rows"):
        CsvBook("a\nb\nc\n", "x.csv", ())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (datetime.datetime(2020, 3, 1), "2020-03-01"),
        (datetime.datetime(2020, 3, 1, 8, 30), "2020-03-01 08:30:00"),
        (2.5, "2.5"),
        (Uncalculated("=A1"), ""),
        (False, "FALSE"),
    ],
)
def test_cells_read_as_a_spreadsheet_shows_them(cell: object, text: str) -> None:
    assert cell_text(cell) == text


def test_a_place_is_what_a_spreadsheet_program_shows() -> None:
    assert SheetRows("s", ()).place(3) == "sheet 's', row 3"
    assert SheetRows("s", ()).place(3, 27) == "sheet 's', cell AB3"
    assert SheetRows("", ()).place(3, 27) == "row 3, column 28"


def test_a_csv_row_with_too_many_cells_is_refused() -> None:
    with pytest.raises(FileError, match="'x.csv', row 2 has more than 1,000 columns: too many"):
        CsvBook("from,to\n" + "x," * 1_001, "x.csv", ("from", "to"))
