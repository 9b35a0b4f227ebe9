"""Text files, read whole within a limit."""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path

from causalnet.errors import FileError
from causalnet.formats.detection import binary_kind, how_to_read

__all__ = [
    "CSV_UTF8",
    "MOST_TEXT_BYTES",
    "UTF8",
    "decoded",
    "decoded_with_mark",
    "read_bytes",
    "read_text",
]

MOST_TEXT_BYTES = 10_000_000
"""The greatest size in bytes of a file that is read: a model takes a hundredth of it."""

UTF8 = "Save it with the encoding UTF-8."
CSV_UTF8 = "Save it anew as CSV UTF-8 (in Excel, a separate file type under Save As)."
# The number of first bytes among which a zero means UTF-16 without a mark: no text contains one.
LOOK = 64
KANA = re.compile("[ぁ-ゖァ-ヺ]")
JAPANESE = re.compile("[々ぁ-ゖァ-ヺー㐀-鿿ｦ-ﾟ]+")
AMID_LATIN = re.compile(f"(?<=[A-Za-z]){JAPANESE.pattern}|{JAPANESE.pattern}(?=[A-Za-z])")
BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_text(path: Path, advice: str = UTF8) -> str:
    """The text of a file: UTF-8 with or without a byte-order mark, or UTF-16 with one."""
    return decoded_with_mark(read_bytes(path), path.name, advice)


def decoded_with_mark(held: bytes, name: str, advice: str = UTF8) -> str:
    """Bytes as text: UTF-8 with or without a byte-order mark, UTF-16 with one, or a Japanese sheet in cp932."""
    mark = held[:2]
    if mark in BYTE_ORDER_MARKS:
        try:
            return held.decode(BYTE_ORDER_MARKS[mark])
        except UnicodeDecodeError:
            raise FileError(f"{name!r} begins as UTF-16 but is not. {advice}") from None
    japanese = _in_cp932(held) if advice == CSV_UTF8 else None
    return decoded(held, name, advice) if japanese is None else japanese


def _in_cp932(held: bytes) -> str | None:
    """Bytes that are not UTF-8 as a Japanese text in cp932, which Excel writes in Japan; None if they are not one.

    Most western texts with accents are not cp932. In those that are by chance, a kanji stands amid Latin letters.
    """
    try:
        held.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return None
    try:
        text = held.decode("cp932")
    except UnicodeDecodeError:
        return None
    runs = len(JAPANESE.findall(text))
    amid = len(AMID_LATIN.findall(text))
    return text if KANA.search(text) or (runs and 4 * amid <= runs) else None


def read_bytes(path: Path, limit: int = MOST_TEXT_BYTES) -> bytes:
    """The bytes of an ordinary file, or a `FileError` if it cannot be read.

    A folder, a device or a pipe is refused before it is opened, and a file of more than `limit` bytes
    before it is read.
    """
    try:
        _check_kind(path.stat(), path, limit)
        with path.open("rb") as file:
            held = file.read(limit + 1)
    except FileError:
        raise
    except FileNotFoundError:
        raise FileError(f"There is no file {str(path)!r}.") from None
    except (OSError, ValueError) as error:
        raise FileError(f"{str(path)!r} cannot be read: {_reason(error)}.") from None
    _check_size(len(held), path.name, limit)
    return held


def _check_kind(status: os.stat_result, path: Path, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FileError(f"{str(path)!r} is a folder, not a file.")
    if not stat.S_ISREG(status.st_mode):
        raise FileError(f"{str(path)!r} is not an ordinary file but a device, a pipe or a socket.")
    _check_size(status.st_size, path.name, limit)


def _check_size(size: int, name: str, limit: int) -> None:
    if size > limit:
        raise FileError(f"{name!r} holds {size / 1e6:.1f} MB; at most {limit / 1e6:g} MB are read.")


def decoded(held: bytes, name: str, advice: str = UTF8) -> str:
    """Bytes as text, or a `FileError` that names their real kind or the first byte that is not UTF-8."""
    kind = binary_kind(held)
    if kind:
        suffix = ".xls" if "workbook" in kind else ""
        how = how_to_read(suffix) or "Unpack it or save it as text first."
        raise FileError(f"{name!r} is {kind}, not a text file. {how}")
    if held[:2] in BYTE_ORDER_MARKS or b"\0" in held[:LOOK]:
        raise FileError(f"{name!r} is in UTF-16, not in UTF-8. {advice}")
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + len(held) - len(error.object)
        line = held.count(b"\n", 0, start) + 1
        what = f"byte 0x{held[start]:02x} in line {line}"
        raise FileError(f"{name!r} is not UTF-8: {what}. {advice}") from None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
