"""What couplings leave open: the note on what is needed twice, and bounds over every coupling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from causalnet.answer_tables import Column, signed
from causalnet.questions.counterfactuals.coupling import Coupling
from causalnet.questions.counterfactuals.coupling_words import COUPLING_NAMES
from causalnet.questions.skipped import Skipped

__all__ = ["Bounded", "CouplingBounds", "bounds_columns", "bounds_notes", "twice_note"]

# The least and the most under any coupling, why they were left out, or None where they were not asked for.
CouplingBounds = tuple[float, float] | Skipped | None


class Bounded(Protocol):
    """What has bounds."""

    @property
    def bounds(self) -> CouplingBounds:
        """The least and the most under any coupling."""


B = TypeVar("B", bound=Bounded)


def bounds_columns(what: str = "") -> list[Column[B]]:
    """The least and the most under any coupling: two columns of a frame and one that prints."""

    def end(part: B, place: int) -> float:
        return part.bounds[place] if isinstance(part.bounds, tuple) else float("nan")

    def text(part: B) -> str:
        if not isinstance(part.bounds, tuple):
            return "left out" if part.bounds is not None else ""
        low, high = (signed(x) for x in part.bounds)
        return low if low == high else f"{low} to {high}"

    return [
        Column("least", lambda part: end(part, 0)),
        Column("most", lambda part: end(part, 1)),
        Column("bounds", None, f"{what}any coupling", text),
    ]


def bounds_notes(parts: Sequence[Bounded]) -> list[str]:
    """What the bounds are, and why some are left out."""
    every = [part.bounds for part in parts]
    told = ["any coupling: proved bounds on the change, whatever goes with what."]
    found = told if any(isinstance(x, tuple) for x in every) else []
    return [*found, *dict.fromkeys(str(x) for x in every if isinstance(x, Skipped))]


def twice_note(witnesses: tuple[str, ...], couplings: tuple[Coupling, ...]) -> str:
    """The note on what is needed twice."""
    if not witnesses:
        return "No variable is needed twice: the answer is the same under every coupling."
    names, kinds = ", ".join(witnesses), [COUPLING_NAMES[c] for c in couplings]
    others = f"; beside that, by {' and '.join(kinds[1:])}" if kinds[1:] else ""
    return f"Needed twice, as it was and as it would be: {names}. Coupled by {kinds[0]}{others}."
