"""Numbers in a text that know their lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import shortened, visible
from causalnet.formats.networks.parts.problems import Problems

__all__ = ["NumberText"]

WORD = re.compile(r"\S+")
BARE_NUMBERS = re.compile(r"[\s0-9.eE+-]*")


@dataclass(frozen=True, slots=True)
class NumberText:
    r"""Numbers with white space between them, as a file writes them.

    Attributes
    ----------
    text : str
    line : int
        The line in which the text begins.

    Examples
    --------
    >>> table = NumberText("\n0.75 0.25\n0.5 0.5", 7)
    >>> table.numbers("wet", Problems("lawn.xdsl")).tolist(), table.line_of(2)
    ([0.75, 0.25, 0.5, 0.5], 9)
    """

    text: str
    line: int

    def line_of(self, place: int) -> int:
        """The line of a number by its place."""
        for at, word in enumerate(WORD.finditer(self.text)):
            if at == place:
                return self.line + self.text.count("\n", 0, word.start())
        return self.line

    def numbers(self, variable: str, problems: Problems) -> NDArray[np.float64] | None:
        """All numbers; nothing, and a problem, if a word is not a finite number."""
        words = self.text.split()
        if BARE_NUMBERS.fullmatch(self.text):
            try:
                found = np.array([float(word) for word in words])
            except ValueError:
                pass
            else:
                if np.isfinite(found).all():
                    return found
        place = next(i for i, word in enumerate(words) if not _is_number(word))
        odd = repr(shortened(visible(words[place])))
        what = f"The table of {variable!r}: {odd} is not a number."
        problems.add(self.line_of(place), what)
        return None


def _is_number(word: str) -> bool:
    try:
        return bool(BARE_NUMBERS.fullmatch(word)) and bool(np.isfinite(float(word)))
    except ValueError:
        return False
