"""Probabilities that printing has rounded: when a row may be normalised, and the warning about it."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from decimal import Decimal

from causalnet.errors import RoundingWarning

__all__ = ["is_rounded", "normalised", "rounding_hint", "warn_caller", "warn_normalised"]

# Rows printed to one or two digits are not normalised: 0.3 + 0.3 + 0.3 is as likely a slip as a rounding.
COARSEST = Decimal("0.001")
# Rounding errors cancel in long rows, so a sum further off than this is a slip.
FURTHEST = Decimal("0.005")
# A sum this near to one looks like rounding even if the digits do not confirm it.
NEARLY = 0.05
DIGITS_SHOWN = 3


def is_rounded(row: Sequence[float]) -> bool:
    """Whether printing explains that a row of probabilities does not sum to one.

    A number that was rounded is off by at most half a unit of its last digit. So a row may be off by half a unit
    for each of its numbers. The last digit is that of the number with most decimals, or, if numbers are printed to
    a fixed number of significant digits, that of the largest. It must be the third decimal or a later one, and no
    row may be off by more than 0.005.

    Parameters
    ----------
    row : sequence of float
        Numbers in [0, 1]. Their digits are those of their shortest text: 0.3333 has four.

    Examples
    --------
    >>> is_rounded([0.3333, 0.3333, 0.3333]), is_rounded([0.333, 0.333, 0.333])
    (True, True)
    >>> is_rounded([0.33, 0.33, 0.33]), is_rounded([0.3333, 0.3333, 0.3344])
    (False, False)
    """
    if not any(row) or not all(0 <= x <= 1 for x in row):
        return False
    numbers = [Decimal(repr(float(x))).normalize() for x in row]
    printed = [number for number in numbers if number]
    digits: int = max(len(number.as_tuple().digits) for number in printed)
    by_place = Decimal(1).scaleb(min(_exponent(number) for number in printed))
    by_digits = Decimal(1).scaleb(max(number.adjusted() for number in printed) - digits + 1)
    units = [unit for unit in (by_place, by_digits) if unit <= COARSEST]
    allowed = min(len(numbers) * max(units, default=Decimal(0)) / 2, FURTHEST)
    return abs(sum(numbers, Decimal(-1))) <= allowed


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def normalised(row: Sequence[float]) -> tuple[float, ...]:
    """The row divided by its sum.

    Examples
    --------
    >>> normalised([0.3333, 0.3333, 0.3333])[0] == 1 / 3
    True
    """
    total = sum(row)
    return tuple(float(x) / total for x in row)


def rounding_hint(total: float) -> str:
    """A hint for a row that nearly sums to one although its digits do not explain it; else nothing.

    Examples
    --------
    >>> rounding_hint(0.99)
    'If the numbers were rounded, write at least three decimals of each, or divide the row by its sum.'
    >>> rounding_hint(0.8)
    ''
    """
    if abs(total - 1) > NEARLY:
        return ""
    return (
        "If the numbers were rounded, write at least three decimals of each, "
        "or divide the row by its sum."
    )


def warn_normalised(rows: Sequence[str], subject: str = "") -> None:
    """Warn which rows were normalised, in one `RoundingWarning` at the caller's line.

    Parameters
    ----------
    rows : sequence of str
        The place of each, e.g. ``"line 12"``. If empty, nothing is warned.
    subject : str
        The subject of the warning, e.g. the name of the file.
    """
    if not rows:
        return
    of, many = f"{subject}: " if subject else "", len(rows) > 1
    more = f" and {len(rows) - DIGITS_SHOWN} more" if len(rows) > DIGITS_SHOWN else ""
    counted = f"{len(rows)} rows do" if many else "a row does"
    text = (
        f"{of}{counted} not sum to 1 because of rounding, and {'were' if many else 'was'} divided by "
        f"{'their sums' if many else 'its sum'}: {', '.join(rows[:DIGITS_SHOWN])}{more}."
    )
    warn_caller(text, RoundingWarning)


def warn_caller(text: str, kind: type[Warning]) -> None:
    """Warn at the line outside the package that led here."""
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).startswith(
        "causalnet."
    ):
        frame, level = frame.f_back, level + 1
    warnings.warn(text, kind, stacklevel=level)
