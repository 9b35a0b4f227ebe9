"""The mistakes in a file with a network, line by line, and the lines that were normalised."""

from __future__ import annotations

from causalnet.errors import NetworkError, RoundingWarning
from causalnet.notation import counted
from causalnet.rounding import warn_caller, warn_normalised

__all__ = ["Problems"]

MOST_PROBLEMS = 20


class Problems:
    """A collector: the problems of one file, to be raised as one error, and how large its tables are."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.cells = 0
        self._found: list[tuple[int, str]] = []
        self._normalised: list[int] = []
        self._divided: list[int] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, line: int, what: str) -> None:
        """Note a problem. If there are many, those found so far are raised."""
        self._found.append((line, what))
        if len(self._found) >= MOST_PROBLEMS:
            self.raise_any()

    def normalised(self, line: int) -> None:
        """Note a row that was divided by its sum."""
        self._normalised.append(line)

    def divided(self, line: int) -> None:
        """Note a row of weights, which the program that wrote it divides by its sum."""
        self._divided.append(line)

    def raise_any(self) -> None:
        """Raise everything found as one `NetworkError`."""
        if len(self._found) == 1:
            line, what = self._found[0]
            raise NetworkError(f"{self.file!r}, line {line}: {what}")
        if self._found:
            count = (
                f"At least {MOST_PROBLEMS}"
                if len(self._found) >= MOST_PROBLEMS
                else len(self._found)
            )
            lines = "\n".join(f"  line {line}: {what}" for line, what in sorted(self._found))
            raise NetworkError(f"{count} mistakes in {self.file!r}:\n{lines}")

    def warn(self) -> None:
        """Warn which lines were normalised."""
        lines = [f"line {line}" for line in sorted(set(self._normalised))]
        warn_normalised(lines, repr(self.file))
        if self._divided:
            count, first = counted(len(self._divided), "row"), min(self._divided)
            text = (
                f"{self.file!r}: {count} not of probabilities but of weights, the first in line {first}. Each was divided "
                "by its sum, as Hugin does."
            )
            warn_caller(text, RoundingWarning)
