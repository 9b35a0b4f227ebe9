"""Files with maps, opened once."""

import pytest

from causalnet.errors import FileError
from causalnet.formats.map_building.map_file import MapFile


def test_json_is_read_once_and_refused_with_its_line() -> None:
    file = MapFile(b'\xef\xbb\xbf{"a": [1]}', "x.json")

    assert file.data == {"a": [1]}
    assert file.data is file.data
    with pytest.raises(FileError, match=r"'x.json' is not JSON: .* \(line 2, column 1\)"):
        MapFile(b'{"a":\n', "x.json").data  # noqa: B018
    with pytest.raises(FileError, match="'x.json' is nested too deeply"):
        MapFile(b"[" * 100_000, "x.json").data  # noqa: B018


@pytest.mark.parametrize(
    ("held", "what"),
    [
        (b"\xd0\xcf\x11\xe0rest", "an old Excel workbook"),
        (b"from,to\n", "text or something else"),
        (b"", "empty"),
    ],
)
def test_what_is_not_a_workbook_is_told(held: bytes, what: str) -> None:
    with pytest.raises(
        FileError, match=f"'x.xlsx' is not an Excel workbook but {what}. Save it as .xlsx"
    ):
        MapFile(held, "x.xlsx").book  # noqa: B018


def test_other_encodings_are_refused_with_what_to_do() -> None:
    with pytest.raises(
        FileError, match="'x.csv' is not UTF-8: byte 0xe9 in line 1. Save it anew as CSV UTF-8"
    ):
        MapFile("café,thé\n".encode("cp1252"), "x.csv").book  # noqa: B018


def test_a_sheet_in_cp932_is_read() -> None:
    book = MapFile("原因,結果\n".encode("cp932"), "x.csv").book

    assert book.sheet("").rows == ((1, ("原因", "結果")),)


def test_the_stem_names_the_map() -> None:
    assert MapFile(b"", "My farm.v2.csv").stem == "My farm.v2"
