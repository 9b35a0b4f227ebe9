"""From a cell of a spreadsheet to a value of a model file, by the kind of its column."""

from __future__ import annotations

import datetime
import re
import tomllib
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from causalnet.errors import FileError
from causalnet.formats.grids.book import cell_text
from causalnet.formats.grids.cell_grid import FAILED, is_empty
from causalnet.formats.toml_text.tokens import check_bounds

__all__ = ["READERS", "STATE_SEPARATOR", "as_items", "cell_number", "cell_value", "toml_in"]

DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
TRUTHS = {
    **dict.fromkeys(("yes", "y", "true", "1", "x", "✓"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}
MINUSES = dict.fromkeys(("−", "–", "—", "‐", "‑", "﹣"), "-")
# Marks that may separate states in place of a bar.
STATE_SEPARATOR = re.compile(r"\s*[;,/、，；／\n]\s*")
STRAIGHT = dict.fromkeys(map(ord, "“”„‟＂"), '"')
PLAIN = str.maketrans("＝｛｝［］，、　", "={}[],, ")
QUOTED = re.compile(r'("(?:[^"\\]|\\.)*")')
# What a value begins with that is written as in a model file.
OPENERS = {
    "text": '"',
    "prose": '"',
    "texts": '"[',
    "states": "[",
    "meanings": "[",
    "sign": '"',
    "strength": '"{',
    "mechanism": '"{',
    "finding": '"[{',
}


def cell_value(kind: str, cell: object, decimal: str = ".", *, exact: bool = False) -> object:
    """A cell by the kind of its column, or unchanged if it does not fit.

    Parameters
    ----------
    kind : str
        One of `READERS`.
    cell : object
        What a spreadsheet program or a frame holds.
    decimal : {".", ","}
        The decimal mark of numbers that are texts.
    exact : bool, default False
        Whether white space around prose belongs to it, a text in double quotes stands for what is in them, and a
        number is kept as it is: so in a workbook.

    Examples
    --------
    >>> cell_value("states", "low|high"), cell_value("strength", "1/2"), cell_value("numbers", "10%|90%")
    (['low', 'high'], [1.0, 2.0], [0.1, 0.9])
    """
    tolist = getattr(cell, "tolist", None)
    cell = tolist() if callable(tolist) else cell
    if isinstance(cell, list | tuple):
        return [item for item in cell if not is_empty(item)]
    if exact and kind in ("number", "share") and type(cell) in (int, float):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if kind == "prose":
        return _prose(cell, exact=exact)
    text = str(cell).strip()
    written = toml_in(kind, text, exact=exact)
    return READERS[kind](text, decimal) if written is None else written


def toml_in(kind: str, text: str, *, exact: bool = False) -> object | None:
    """The value of a cell that is written as in a model file; None if it is not.

    The braces around the keys of a table may be left out.
    """
    if kind == "toml":
        line = " ".join(text.split("\n"))
        return _first(line, f"{{ {line} }}", folded := _folded(line), f"{{ {folded} }}")
    openers = OPENERS.get(kind, "")
    if not exact:
        openers = openers.replace('"', "").replace("[", "")
    if kind == "finding" and re.match(r"likelihood\s*[=＝]", text):
        text = f"{{ {text} }}"
    if text[:1] not in ("{", "｛"):
        return _parsed(text) if text[:1] and text[0] in openers else None
    return _first(text, _folded(text)) if "{" in openers else None


def _first(*forms: str) -> object | None:
    """The value of the first text that can be read as in a model file."""
    return next((value for form in forms if (value := _parsed(form)) is not None), None)


def _folded(text: str) -> str:
    """A text with straight quotes and plain marks, which spreadsheet programs and Japanese keyboards replace."""
    parts = QUOTED.split(text.translate(STRAIGHT))
    return "".join(p if p.startswith('"') else p.translate(PLAIN) for p in parts)


def _parsed(text: str) -> object | None:
    try:
        check_bounds(text, "cell")
        data = tomllib.loads(f"x = {text}")
    except (FileError, ValueError, RecursionError):
        return None
    return data["x"] if len(data) == 1 else None


def _prose(cell: object, *, exact: bool) -> str:
    """A text for readers, as it stands."""
    if isinstance(cell, bool | datetime.date | datetime.time):
        return cell_text(cell)
    text = str(cell)
    if not exact:
        return text.strip()
    # What is blank or looks like an error stands in quotes, and so does what would look like that.
    held = toml_in("prose", text, exact=True)
    quoted = isinstance(held, str) and (
        is_empty(held) or held.startswith('"') or FAILED.fullmatch(held.strip())
    )
    return str(held) if quoted else text


def as_items(marks: str, text: str) -> list[str]:
    """The items of a text between any of some marks; a mark at the end is ignored."""
    parts = re.split(marks, text)
    return parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts


def cell_number(text: str, decimal: str) -> float | str:
    """A number, or a percentage as a share."""
    plain = re.sub("^[−–]", "-", unicodedata.normalize("NFKC", text).strip())
    plain = plain.replace(decimal, ".") if "." not in plain else plain
    digits = plain.removesuffix("%").rstrip()
    if not DECIMAL.fullmatch(digits):
        return text
    # Not divided by 100: 33.3 % is 0.333.
    return float(Decimal(digits).scaleb(-2)) if digits != plain else float(digits)


def _sign(text: str, decimal: str = ".") -> str:
    plain = unicodedata.normalize("NFKC", text).removeprefix("'")
    return MINUSES.get(plain, plain)


def _whole(text: str, decimal: str) -> int | str:
    plain = unicodedata.normalize("NFKC", text)
    return int(plain) if re.fullmatch(r"[+-]?\d{1,15}", plain) else text


def _parted(text: str) -> list[str]:
    return [item.strip() for item in re.split("[|｜]", text)]


def _texts(text: str, decimal: str) -> list[str]:
    """The values between bars, without empty ones."""
    return [item for item in _parted(text) if item]


def _states(text: str, decimal: str) -> list[str]:
    """The values between bars; a bar at the end is ignored.

    Other marks separate too, so that the rest of the row can be read; they are reported as a mistake.
    """
    if not re.search("[|｜]", text):
        return STATE_SEPARATOR.split(text)
    parts = _parted(text)
    return parts[:-1] if len(parts) > 1 and not parts[-1] else parts


def _meanings(text: str, decimal: str) -> list[str]:
    """The values between bars; the meaning of a state may be empty."""
    return _parted(text)


def _finding(text: str, decimal: str) -> str | list[str]:
    """A state, or several between bars."""
    parts = _texts(text, decimal)
    return parts if len(parts) > 1 else text


def _numbers(text: str, decimal: str) -> object:
    numbers = [cell_number(item, decimal) for item in as_items("[|｜]", text)]
    return numbers if all(isinstance(number, float) for number in numbers) else text


def _strength(text: str, decimal: str) -> object:
    numbers = [cell_number(item.strip(), decimal) for item in re.split("[/／]", text)]
    if not all(isinstance(number, float) for number in numbers):
        return text
    return numbers[0] if len(numbers) == 1 else numbers


def _flag(text: str, decimal: str) -> bool | str:
    return TRUTHS.get(unicodedata.normalize("NFKC", text).lower(), text)


def _text(text: str, decimal: str) -> Any:
    return text


READERS: dict[str, Callable[[str, str], object]] = {
    "text": _text,
    "prose": _text,
    "mechanism": _text,
    "toml": _text,
    "texts": _texts,
    "states": _states,
    "meanings": _meanings,
    "finding": _finding,
    "number": cell_number,
    "share": cell_number,
    "numbers": _numbers,
    "whole": _whole,
    "flag": _flag,
    "sign": _sign,
    "strength": _strength,
}
"""The reader of each kind of column."""
