"""Numbers as people write them in a text: with a decimal comma, in percent, several in a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Numeral", "as_number", "as_shares", "comma_pairs", "numerals", "plain_numeral"]

NUMERAL = re.compile(
    r"(?P<sign>[+\-−–]?)(?P<digits>\d+(?:\.\d*|,\d+)?|[.,]\d+)(?P<power>(?:[eE][+-]?\d+)?)\s*(?P<percent>%?)"
)
FRACTION = re.compile(r"(\d{1,9})/([1-9]\d{0,8})")
# Signs that always separate numbers. A hyphen or a blank separates them only in the absence of these.
FIRM = re.compile(r"\s*[|;、；‖\n]\s*")
NUMERAL_SEPARATOR = re.compile(r"\s*(?:[/~〜…]|\.{2,}|,\s)\s*|\s+(?:to|bis|or|and|[-–—])\s+")
LOOSE = re.compile(r"\s+(?!%)|(?<=[\d%])[-–—](?=[\d.])")
BRACKETS = {"(": ")", "[": "]", "{": "}"}
# A comma before three digits may separate thousands; in these numbers it certainly does.
THOUSANDS = re.compile(r"[+\-−–]?[1-9]\d{0,2},\d{3}")
GROUPS = re.compile(
    r"[+\-−–]?[1-9]\d{0,2}(?:(?:[ '’]\d{3})+(?:[.,]\d+)?|(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+|(?:,\d{3}){2,})"
)
LETTERS_OF_NUMERAL = 200


class Numeral(NamedTuple):
    """A number in a text, and how it is written there."""

    value: float
    percent: bool = False
    comma: bool = False
    grouped: bool = False


def numerals(text: str) -> tuple[Numeral, ...]:
    """The numbers of which a text consists; none if it contains anything else.

    Examples
    --------
    >>> [numeral.value for numeral in numerals("0,2/0,3/0,5")]
    [0.2, 0.3, 0.5]
    >>> [numeral.value for numeral in numerals("60%; 40%")]
    [0.6, 0.4]
    >>> numerals("strong")
    ()
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or len(plain) > LETTERS_OF_NUMERAL:
        return ()
    if BRACKETS.get(plain[0]) == plain[-1]:
        plain = plain[1:-1].strip()
    found = [_numeral(part) for part in _parts(plain)]
    return tuple(n for n in found if n) if all(found) else ()


def as_number(text: str) -> float | None:
    """The number in a text, a percentage as a share; None if there are none or several.

    Examples
    --------
    >>> as_number("90%"), as_number("0,5"), as_number("−1")
    (0.9, 0.5, -1.0)
    """
    found = numerals(text)
    return found[0].value if len(found) == 1 else None


def plain_numeral(numeral: Numeral) -> str:
    """A number as it should be written, or the two numbers that it may mean.

    Examples
    --------
    >>> [plain_numeral(numeral) for text in ("0,40", "1,250") for numeral in numerals(text)]
    ['0.4', '1.25 or 1250']
    """
    once = f"{numeral.value:.12g}"
    return f"{once} or {numeral.value * 1000:.12g}" if numeral.grouped else once


def as_shares(numbers: Sequence[Numeral]) -> tuple[Numeral, ...]:
    """Numbers that sum to a hundred as shares of one; others unchanged.

    Examples
    --------
    >>> [plain_numeral(share) for share in as_shares(numerals("60/40"))]
    ['0.6', '0.4']
    """
    percent = len(numbers) > 1 and abs(sum(n.value for n in numbers) - 100) <= 1
    if not percent or any(n.value < 0 for n in numbers):
        return tuple(numbers)
    return tuple(Numeral(float(f"{n.value:.12g}e-2")) for n in numbers)


def comma_pairs(numbers: Sequence[object]) -> list[float]:
    """Numbers whose decimal commas were read as commas between numbers; none if that is impossible.

    Examples
    --------
    >>> comma_pairs([0, 2, 0, 8])
    [0.2, 0.8]
    """
    whole = all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in numbers)
    if not whole or len(numbers) < 2 or len(numbers) % 2:
        return []
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [float(f"{before}.{after}") for before, after in pairs]


def _parts(text: str) -> list[str]:
    if GROUPS.fullmatch(text):
        return [_ungrouped(text)]
    for mark in (FIRM, NUMERAL_SEPARATOR):
        if mark.search(text):
            return mark.split(text)
    pieces = text.split(",")
    if len(pieces) == 1 or (len(pieces) == 2 and "." not in text):
        return LOOSE.split(text)
    if "." not in text and len(pieces) % 2 == 0:
        return [f"{a},{b}" for a, b in zip(pieces[::2], pieces[1::2], strict=True)]
    return pieces


def _ungrouped(text: str) -> str:
    """`1.000,5` as `1000.5`: the separator of thousands comes first, or more than once."""
    first = re.search(r"[ '’.,]", text)
    whole = text.replace(first[0], "") if first else text
    return whole.replace(",", ".")


def _numeral(text: str) -> Numeral | None:
    share = FRACTION.fullmatch(text.strip())
    if share:
        return Numeral(round(int(share[1]) / int(share[2]), 4))
    found = NUMERAL.fullmatch(text.strip())
    if not found:
        return None
    sign, digits, power, percent = found.groups()
    number = f"{'-' if sign in ('-', '−', '–') else ''}{digits.replace(',', '.')}"
    # Not divided by 100: 33.3 % is 0.333.
    value = float(f"{number}e-2" if percent and not power else f"{number}{power}")
    grouped = bool(THOUSANDS.fullmatch(text.strip()))
    return Numeral(
        value / 100 if percent and power else value, bool(percent), "," in digits, grouped
    )
