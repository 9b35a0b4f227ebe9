"""A file with a causal map, opened once as what it is: sheets, JSON or text."""

from __future__ import annotations

from functools import cached_property
from pathlib import PurePath

from causalnet.errors import FileError
from causalnet.formats.detection import binary_kind
from causalnet.formats.grids.book import Book, CsvBook
from causalnet.formats.grids.xlsx import XlsxBook
from causalnet.formats.map_building.json_text import parsed_json
from causalnet.formats.map_building.link_columns import ALL_HEADERS
from causalnet.formats.textfile import CSV_UTF8, UTF8, decoded_with_mark

__all__ = ["MapFile"]

SHEETS = (".csv", ".tsv", ".tab", ".txt")


class MapFile:
    """The bytes of a file, and what they hold.

    Parameters
    ----------
    held : bytes
        The content of the file.
    name : str
        Its name with its suffix.
    """

    def __init__(self, held: bytes, name: str) -> None:
        self.held, self.name = held, name
        self.suffix = PurePath(name).suffix.lower()

    @property
    def stem(self) -> str:
        """The name without its suffix, which becomes the name of the map."""
        return PurePath(self.name).stem

    @cached_property
    def text(self) -> str:
        """The file as text: UTF-8, or UTF-16 with a byte-order mark."""
        return decoded_with_mark(self.held, self.name, CSV_UTF8 if self.suffix in SHEETS else UTF8)

    @cached_property
    def book(self) -> Book:
        """The file as sheets: a workbook, or a CSV file as its only sheet."""
        if self.suffix in (".xlsx", ".xlsm"):
            self._check_archive()
            return XlsxBook(self.held, self.name)
        return CsvBook(self.text, self.name, ALL_HEADERS)

    @cached_property
    def data(self) -> object:
        """The file as JSON.

        Raises
        ------
        FileError
            If it is not JSON, with its line, or holds a key twice.
        """
        return parsed_json(self.text, self.name)

    def _check_archive(self) -> None:
        if self.held.startswith(b"PK"):
            return
        kind = binary_kind(self.held) or ("empty" if not self.held else "text or something else")
        hint = "Save it as .xlsx in a spreadsheet program, or as CSV UTF-8."
        raise FileError(f"{self.name!r} is not an Excel workbook but {kind}. {hint}")
