"""What was understood of a file with a causal map, and what was left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph
from causalnet.boundary.checks import public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.errors import article
from causalnet.language.translate import LazyText, language_spoken, spoken, tr, translation

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LeftOut", "MapReading"]

# The things of one kind that a printed account names, and the letters of each.
NAMED = 4
LONGEST = 60


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
    “farm.csv” was read as a link list. Nothing was left out.
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
            return tr("The map was made in Python, not read from a file.")
        form = _said(self.form)
        said = {"file": self.file, "form": form, "count": len(self.left_out)}
        if language_spoken() == "en":
            said["form"] = f"{article(self.form)} {self.form}"
        if not self.left_out:
            return tr("“{file}” was read as {form}. Nothing was left out.", **said)
        if len(self.left_out) == 1:
            return tr("“{file}” was read as {form}. One thing was left out.", **said)
        return tr("“{file}” was read as {form}. {count} things were left out.", **said)

    @property
    def table(self) -> AnswerTable[LeftOut]:
        """Everything that was left out, as a table."""
        return AnswerTable(
            self.left_out,
            [
                Column("what", lambda one: one.what, "what", lambda one: _said(one.what), "<"),
                Column("count", lambda one: one.count, "number"),
                Column("why", lambda one: one.why, "why", lambda one: _said(one.why), "<"),
            ],
        )

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for each thing that was left out."""
        return self.table.frame()

    def noting(self, sentence: str, left_out: Sequence[LeftOut] = ()) -> MapReading:
        """The account of a map that was changed since, with what that left out."""
        return replace(
            self,
            understood=(*self.understood, sentence),
            left_out=(*self.left_out, *left_out),
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """The sentence, what was understood, and what was left out, reason by reason."""
        notes = [paragraph(_said(text)) for text in self.understood]
        reasons: dict[str, list[LeftOut]] = {}
        for one in self.left_out:
            reasons.setdefault(one.why, []).append(one)
        notes += [
            paragraph(tr("Left out: {things}. {why}", things=_listed(things), why=_said(why)))
            for why, things in reasons.items()
        ]
        return (Sheet(paragraph(self.sentence), (), (), notes),)


def _listed(things: Sequence[LeftOut]) -> str:
    """A few of the things that were left out, and how many there are."""
    told, *names = [
        tr("{thing} ({count:,})", thing=_shortened(_said(one.what)), count=one.count)
        for one in things[:NAMED]
    ]
    for name in names:
        told = tr("{first}, {second}", first=told, second=name)
    more = len(things) - NAMED
    return tr("{things} and {count:,} more", things=told, count=more) if more > 0 else told


def _said(text: str) -> str:
    """A text in the language that is spoken, if the library has it there; a text without a value is its own key."""
    return spoken(text) if isinstance(text, LazyText) else translation(text, language_spoken())


def _shortened(text: str) -> str:
    """A text cut to the room it has, if it is long: a quotation mark is closed, and the sheet stays named."""
    start, mark, place = text.rpartition(" of sheet ")
    whole = start if mark else text
    room = max(LONGEST // 2, LONGEST - len(mark + place) * bool(mark))
    if len(whole) <= room:
        return text
    closing = whole[-1] if whole[-1] in "'\"" else ""
    return f"{whole[:room].rstrip()} …{closing}{mark}{place if mark else ''}"
