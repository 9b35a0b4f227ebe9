"""Rows of CSV files: the delimiter, and what stands above the header."""

import pytest

from causalnet.errors import FileError
from causalnet.formats.grids.csv_grid import delimited_rows


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("from,to\na,b", ","),
        ("Our links; all of them, 2020\n\nfrom;to;sign\na,b;c;+", ";"),
        ("sep=|\nfrom|to", "|"),
        ("from\tto", "\t"),
        ("name;age\n1,5;2,5", ";"),
    ],
)
def test_the_delimiter_finds_most_columns(text: str, mark: str) -> None:
    assert delimited_rows(text, ("from", "to", "sign"), "x.csv")[0] == mark


def test_an_open_quotation_mark_is_refused_with_its_row() -> None:
    _, rows = delimited_rows('from,to\n"a,b', ("from", "to"), "x.csv")

    with pytest.raises(FileError, match="in row 2 a quotation mark that opens a cell is not"):
        list(rows)
