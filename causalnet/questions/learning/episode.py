"""Episodes: past cases of which only directions are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from causalnet.boundary.checks import PERIODS, public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.errors import Mistake
from causalnet.frozen_map import Register
from causalnet.model.grammar.finding import Finding, findings
from causalnet.model.grammar.intervention import Intervention
from causalnet.names import name_mistakes
from causalnet.notation import enumerated

__all__ = ["Episode", "Moved", "ReadAs"]

Moved = Literal["rose", "fell", "held"]
ReadAs = Literal["case", "average"]

# Of three directions, one told at random is right as often.
BY_CHANCE = 1 / 3


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Episode:
    """A past case of which it is told what was done and which way outcomes moved, and nothing more.

    Parameters
    ----------
    name : str
        What it is called: ``"Ireland, 1994"``.
    under : Intervention
        What was done.
    moved : mapping from outcome to {"rose", "fell", "held"}
        The direction of each outcome, against what it was before.
    reliability : float
        The probability that a direction is told as it was, above ⅓ and at most 1. Otherwise one of the other two is told,
        each as often.
    versus : Intervention, default ``do()``
        What was the case before.
    given : mapping, optional
        What is known of the place, before and after.
    at : int, default 0
        The period in which the outcome was read, 0 within the same period.
    read_as : {"case", "average"}, default "case"
        ``"case"``: one case, whose luck is drawn afresh before and after, so that it may move against its causes.
        ``"average"``: the mean of many, which moves as the expected level does; less than a negligible change has held.
    source : str
        Who tells it.

    Raises
    ------
    ModelError

    Examples
    --------
    >>> import causalnet as cn
    >>> print(cn.Episode("May", cn.do(rain="yes"), {"wet": "rose"}, reliability=0.9))
    May: wet rose under do(rain="yes") (told right with 90%)
    """

    name: str
    under: Intervention
    moved: Mapping[str, Moved]
    reliability: float
    versus: Intervention = Intervention()
    given: Mapping[str, Finding] = field(default_factory=Register)
    at: int = 0
    read_as: ReadAs = "case"
    source: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", findings(self.given))
        if isinstance(self.moved, Mapping):
            object.__setattr__(self, "moved", Register(self.moved, "outcome"))
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        mistakes = [m for v in self.moved for m in name_mistakes("moved", v)]
        words = get_args(Moved)
        mistakes += [
            Mistake(f"moved[{v!r}]", f"must be 'rose', 'fell' or 'held', not {how!r}.")
            for v, how in self.moved.items()
            if how not in words
        ]
        if not self.moved:
            mistakes.append(
                Mistake("moved", "is empty.", "Name an outcome: moved={'jams': 'fell'}.")
            )
        if not BY_CHANCE < self.reliability <= 1:
            what = (
                "is the probability that a direction is told as it was: above 1/3, which is telling at random, "
                f"and at most 1, not {self.reliability!r}."
            )
            mistakes.append(Mistake("reliability", what))
        if not self.under and not self.versus:
            mistakes.append(
                Mistake("under", "is missing: nothing is set that could move anything.")
            )
        if not 0 <= self.at <= PERIODS:
            mistakes.append(
                Mistake("at", f"must be a period from 0 to {PERIODS:,}, not {self.at!r}.")
            )
        if self.at and len(self.moved) > 1:
            what = "names several outcomes in a later period: write an episode for each."
            mistakes.append(Mistake("moved", what))
        return mistakes

    def __str__(self) -> str:
        moved = enumerated([f"{outcome} {how}" for outcome, how in self.moved.items()])
        when = f" by period {self.at}" if self.at else ""
        rather = f" rather than {self.versus}" if self.versus else ""
        return f"{self.name}: {moved} under {self.under}{rather}{when} (told right with {self.reliability:.0%})"
