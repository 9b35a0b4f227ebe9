"""The drafts of a model, in the order in which a person reviews them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from causalnet.drafting.passages import Passage, passages
from causalnet.formats.toml_text.lines import Path
from causalnet.model.assembly.parts import NAMED_PARTS, SINGULAR, listed_places, named_place
from causalnet.model.causal_model import CausalModel
from causalnet.model.drafted_parts import DRAFTED_KINDS
from causalnet.model.reviewable import Reviewable
from causalnet.questions.sentences.part_words import PartWords

__all__ = ["ReviewItem", "all_items", "claims_of", "review_items"]


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A part of a model that may be a draft.

    Attributes
    ----------
    place : str
        What it goes by: ``claims.c1``, ``variables.rain`` or ``influence rain → wet``.
    kind : str
        Its section in the file, e.g. ``influences``.
    path : tuple of str and int
        Where its table stands in the file.
    part : Reviewable
    model : CausalModel
        The model that has it.
    passages : tuple of Passage
        Of a claim, the passages in which it is made.
    """

    place: str
    kind: str
    path: Path
    part: Reviewable
    model: CausalModel = field(compare=False, repr=False)
    passages: tuple[Passage, ...] = ()

    @property
    def named(self) -> str:
        """What it goes by where people read: its kind, and its label."""
        words, (_, _, own) = PartWords(self.model), self.place.partition(" ")
        if self.kind in NAMED_PARTS or self.kind == "evidence":
            return words.one(self.kind, str(self.path[1]) if self.kind != "evidence" else own)
        # One of several of a name has its number.
        name = getattr(self.part, "name", "")
        told = words.one(self.kind, name)
        number = own.removesuffix(name).rstrip(", ")
        return f"{told} ({number})" if number else told

    @property
    def told(self) -> str:
        """What it says, in one line."""
        return PartWords(self.model).says(self.kind, self.part)


def review_items(model: CausalModel) -> tuple[ReviewItem, ...]:
    """The drafts that nobody has reviewed: claims, variables, then all other parts."""
    return tuple(item for item in all_items(model) if item.part.is_draft)


def all_items(model: CausalModel) -> Iterator[ReviewItem]:
    """Every part of a model that may be a draft."""
    found = passages(model)
    for kind in DRAFTED_KINDS:
        if kind in NAMED_PARTS:
            for name, part in getattr(model, kind).items():
                own = found.get(name, ()) if kind == "claims" else ()
                yield ReviewItem(named_place(kind, name), kind, (kind, name), part, model, own)
            continue
        parts = getattr(model, kind)
        names = ["" if kind == "evidence" else part.name for part in parts]
        above: Path = ("evidence",) if kind == "evidence" else ("graph", kind)
        places = listed_places(SINGULAR[kind], names)
        for number, (place, part) in enumerate(zip(places, parts, strict=True)):
            yield ReviewItem(place, kind, (*above, number), part, model)


def claims_of(part: Any) -> tuple[str, ...]:
    """The claims that a part rests on, or that a piece of evidence bears on."""
    return tuple(getattr(part, "claims", ()) or getattr(part, "bears_on", ()))
