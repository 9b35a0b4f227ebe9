"""What was understood of a file with a causal map, and what was left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from causalnet.answer_tables import Answer, Sheet, paragraph
from causalnet.boundary.checks import public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.notation import counted

__all__ = ["LeftOut", "MapReading"]


@public_class
@printed
@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in a file that did not become part of a map.

    Parameters
    ----------
    what : str
        What it is, e.g. ``"column 'certainty' of sheet 'links'"``.
    why : str
        The reason, as a sentence.
    count : int, default 1
        The number of cells, rows or links that it concerns.
    """

    what: str
    why: str
    count: int = 1

    def __post_init__(self) -> None:
        check_fields(self)


@public_class
@printed
@dataclass(frozen=True, slots=True)
class MapReading(Answer):
    """What `causalnet.load` understood of a file with a causal map, and what it left out and why.

    Parameters
    ----------
    file, form : str
        The name of the file, and the format that it was read as. Both are empty for a map made in Python.
    understood : sequence of str
        What was read as what, in sentences.
    left_out : sequence of LeftOut
        What did not become part of the map.

    Examples
    --------
    >>> print(MapReading("farm.csv", "link list", ["Column 'from' is the cause."]))
    'farm.csv' was read as a link list; nothing was left out.
    Column 'from' is the cause.
    """

    file: str = ""
    form: str = ""
    understood: Sequence[str] = ()
    left_out: Sequence[LeftOut] = ()

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def sentence(self) -> str:
        """What was read, and how much was left out, in one sentence."""
        if not self.file:
            return "The map was made in Python, not read from a file."
        left = "nothing was left out"
        if self.left_out:
            left = f"{counted(len(self.left_out), 'thing')} {'was' if len(self.left_out) == 1 else 'were'} left out"
        return f"{self.file!r} was read as a {self.form}; {left}."

    def sheets(self) -> tuple[Sheet, ...]:
        """The sentence with what was understood, and a table of what was left out."""
        read = Sheet(self.sentence, (), (), [paragraph(text) for text in self.understood])
        if not self.left_out:
            return (read,)
        rows = [(one.what, f"{one.count:,}", one.why) for one in self.left_out]
        return read, Sheet("Left out", ("what", "number", "why"), rows, (), "<><")
