"""What couplings leave open: the note on what is needed twice, and bounds over every coupling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from causalnet.answer_tables import Column, signed
from causalnet.language.translate import tr
from causalnet.questions.counterfactuals.coupling import Coupling
from causalnet.questions.counterfactuals.coupling_words import COUPLING_NAMES
from causalnet.questions.sentences.phrasing import Phrasing, comma_list, series
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


def bounds_columns(head: str) -> list[Column[B]]:
    """The least and the most under any coupling: two columns of a frame and one that prints."""

    def end(part: B, place: int) -> float:
        return part.bounds[place] if isinstance(part.bounds, tuple) else float("nan")

    def text(part: B) -> str:
        if not isinstance(part.bounds, tuple):
            return tr("left out") if part.bounds is not None else ""
        low, high = (signed(x) for x in part.bounds)
        return low if low == high else tr("{low} to {high}", low=low, high=high)

    return [
        Column("least", lambda part: end(part, 0)),
        Column("most", lambda part: end(part, 1)),
        Column("bounds", None, head, text),
    ]


def bounds_notes(say: Phrasing, parts: Sequence[Bounded]) -> list[str]:
    """What the bounds are, and why some are left out."""
    every = [part.bounds for part in parts]
    told = [tr("any coupling: proved bounds on the change, whatever goes with what.")]
    found = told if any(isinstance(x, tuple) for x in every) else []
    return [*found, *dict.fromkeys(x.told(say.name) for x in every if isinstance(x, Skipped))]


def twice_note(say: Phrasing, witnesses: tuple[str, ...], couplings: tuple[Coupling, ...]) -> str:
    """The note on what is needed twice."""
    if not witnesses:
        return tr("No variable is needed twice: the answer is the same under every coupling.")
    names = comma_list([say.name(v) for v in witnesses])
    first, *others = (tr(COUPLING_NAMES[c]) for c in couplings)
    if not others:
        return tr(
            "Needed twice, as it was and as it would be: {names}. Coupled by {coupling}.",
            names=names,
            coupling=first,
        )
    return tr(
        "Needed twice, as it was and as it would be: {names}. Coupled by {coupling}; beside that, by {others}.",
        names=names,
        coupling=first,
        others=series(others),
    )
