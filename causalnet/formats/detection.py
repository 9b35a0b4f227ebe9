"""The format of a file, from its suffix and first bytes, and the verb that reads it."""

from __future__ import annotations

from pathlib import Path

from causalnet.errors import FileError

__all__ = [
    "PICTURE_SUFFIXES",
    "binary_kind",
    "how_to_read",
    "how_to_write",
    "page_path",
    "report_path",
]

# The first bytes of other kinds of files. A workbook is a zip archive.
MAGIC = {
    b"PK\x03\x04": "a workbook or another zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"\x1f\x8b": "compressed with gzip",
    b"BZh": "compressed with bzip2",
    b"\xfd7zXZ": "compressed with xz",
    b"(\xb5/\xfd": "compressed with zstandard",
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"\x80\x04\x95": "a Python pickle",
    b"\x80\x05\x95": "a Python pickle",
    b"SQLite format 3": "a database",
}
SHEETS = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm")
WORKBOOK = (".xls", ".ods", ".numbers")
PICTURE_SUFFIXES = (".svg", ".png", ".pdf", ".dot", ".gv", ".mmd")
PAGE_SUFFIXES = (".html", ".htm")
DOCUMENT = ".docx"
PEERS = (".dsl", ".o3prm", ".dsc", ".xbn")
DATA = (
    ".json",
    ".yaml",
    ".yml",
    ".ini",
    ".pkl",
    ".pickle",
    ".parquet",
    ".py",
    ".md",
    DOCUMENT,
)


def binary_kind(held: bytes) -> str:
    """The kind of a file that is not text, from its first bytes; empty if unknown."""
    return next((kind for magic, kind in MAGIC.items() if held.startswith(magic)), "")


def how_to_read(suffix: str) -> str:
    """Advice on reading a file with this suffix; empty if unknown, and for the formats of `load`.

    Examples
    --------
    >>> how_to_read(".DSL")
    'Convert the network to BIF, which cn.load reads.'
    """
    suffix = suffix.lower()
    if suffix in SHEETS:
        return (
            "A model in a workbook and a list of links are read with cn.load; the variables and influences of a "
            "model are read with cn.read_variables and cn.read_influences, from CSV, a workbook or a frame."
        )
    if suffix in WORKBOOK:
        return (
            "Save the workbook as .xlsx: cn.load reads a model or a causal map from it, and cn.read_variables "
            "and cn.read_influences read one of its sheets."
        )
    if suffix in PEERS:
        return "Convert the network to BIF, which cn.load reads."
    if suffix in (*PICTURE_SUFFIXES, *PAGE_SUFFIXES, *DATA):
        return "A model file is TOML, with the suffix .toml."
    return ""


def how_to_write(path: Path, subject: str) -> str:
    """Other ways to write a model or a network (the `subject`) to a file with the suffix of `path`."""
    suffix, named = path.suffix.lower(), repr(path.name)
    if suffix in PICTURE_SUFFIXES:
        return f"or draw the {subject} with cn.draw({subject}).save({named})"
    if suffix == DOCUMENT and subject == "model":
        return f"or write a report with cn.report(model, {named})"
    if suffix in PAGE_SUFFIXES and subject == "model":
        return f"or write a page with cn.report(model, {named}) or cn.explore(model, {named})"
    return ""


def page_path(path: str | Path) -> Path:
    """The path of a page for a browser; a `FileError` if its suffix is another."""
    file = Path(path)
    if file.suffix.lower() not in PAGE_SUFFIXES:
        raise FileError(f"{file.name!r} must end in .html: it is a page for a browser.")
    return file


def report_path(path: str | Path) -> Path:
    """The path of a report; a `FileError` if its suffix is neither that of a page nor that of a document."""
    file = Path(path)
    if file.suffix.lower() not in (*PAGE_SUFFIXES, DOCUMENT):
        raise FileError(
            f"{file.name!r} must end in .html, a page for a browser, or in .docx, a document for Word."
        )
    return file
