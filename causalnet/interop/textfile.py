"""Text files, read whole within a limit."""

from __future__ import annotations

from pathlib import Path

from causalnet.errors import FileError

__all__ = ["LIMIT", "decoded", "read_bytes", "read_text"]

LIMIT = 10_000_000
"""The size in bytes beyond which no file is read: a model takes a hundredth of it."""


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without a byte-order mark."""
    return decoded(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """What a file holds, or a `FileError` that says why it cannot be read."""
    if path.is_dir():
        raise FileError(f"{str(path)!r} is a folder, not a file.")
    try:
        if path.exists() and not path.is_file():
            raise FileError(f"{str(path)!r} is no ordinary file.")
        _check_size(path.stat().st_size, path.name)
        with path.open("rb") as file:
            held = file.read(LIMIT + 1)
    except FileError:
        raise
    except FileNotFoundError:
        raise FileError(f"There is no file {str(path)!r}.") from None
    except (OSError, ValueError) as error:
        raise FileError(f"{str(path)!r} cannot be read: {_reason(error)}.") from error
    _check_size(len(held), path.name)
    return held


def _check_size(size: int, name: str) -> None:
    if size > LIMIT:
        raise FileError(
            f"{name!r} is {size / 1e6:.1f} MB large; no more than {LIMIT / 1e6:g} MB are read."
        )


def decoded(held: bytes, name: str) -> str:
    """Bytes as text, or a `FileError` that names the first byte that is not UTF-8."""
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + len(held) - len(error.object)
        line = held.count(b"\n", 0, start) + 1
        raise FileError(
            f"{name!r} is not UTF-8: byte 0x{held[start]:02x} at position {start}, line {line}. "
            "Save it with the encoding UTF-8."
        ) from None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
