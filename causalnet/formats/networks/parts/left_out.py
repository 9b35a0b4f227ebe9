"""What a file holds that a network does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from causalnet.errors import LossWarning
from causalnet.notation import counted, enumerated
from causalnet.rounding import warn_caller

__all__ = ["further_properties", "warn_of_left_out"]

# Properties of the layout, and what pyAgrum repeats of the states.
LAYOUT = ("position", "fast", "software", "format", "version", "fcolor", "bcolor")


def further_properties(names: Iterable[str]) -> int:
    """The number of properties that are neither ours nor of the layout.

    Examples
    --------
    >>> further_properties(["causalnet_name", "position", "author"])
    1
    """
    return sum(
        not name.startswith("causalnet_") and name.partition(" ")[0] not in LAYOUT for name in names
    )


def warn_of_left_out(left_out: Mapping[str, int], file: str) -> None:
    """Warn of the contents of a file that a network does not hold, each a noun with its number."""
    parts = [counted(number, what) for what, number in sorted(left_out.items()) if number]
    if parts:
        text = f"{file!r} is read without {enumerated(parts)}: a Network does not hold them."
        warn_caller(text, LossWarning)
