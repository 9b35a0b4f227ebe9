"""A model file without what a person rejected, and without the drafts that rested on it alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from causalnet.drafting.draft_items import ReviewItem, all_items, claims_of
from causalnet.formats.toml_text.editing import without_item, without_table
from causalnet.formats.toml_text.lines import Path
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Modifier, Rival

__all__ = ["with_dependants", "without_rejected"]


def with_dependants(model: CausalModel, rejected: Sequence[ReviewItem]) -> list[ReviewItem]:
    """What is rejected, and the drafts that rest on nothing else."""
    gone = {item.path for item in rejected}
    names = {item.path[1] for item in rejected if item.kind == "claims"}
    arrows = {_ends(item) for item in rejected if item.kind == "influences"}
    every = [*all_items(model)]
    for item in every:
        own = claims_of(item.part)
        if item.part.is_draft and own and names.issuperset(own):
            gone.add(item.path)
            if item.kind == "influences":
                arrows.add(_ends(item))
    for item in every:
        part = item.part
        if isinstance(part, Modifier) and part.is_draft and (part.cause, part.effect) in arrows:
            gone.add(item.path)
    return [item for item in every if item.path in gone]


def without_rejected(text: str, model: CausalModel, rejected: Sequence[ReviewItem]) -> str:
    """The text of a model file without some parts, and without references to the claims among them."""
    gone = {item.path for item in rejected}
    names = {str(item.path[1]) for item in rejected if item.kind == "claims"}
    for item in all_items(model):
        if item.path not in gone:
            for path, own in _references(item):
                for name in own:
                    text = without_item(text, path, name) if name in names else text
    # From the last to the first, so that the numbers of those in lists stay right.
    for path in reversed([item.path for item in rejected]):
        text = without_table(text, path)
    return text


def _references(item: ReviewItem) -> Iterator[tuple[Path, Sequence[str]]]:
    """Where a part names claims, and which."""
    part = item.part
    if isinstance(part, Rival):
        for number, influence in enumerate(part.influences):
            yield (*item.path, "influences", number, "claims"), influence.claims
        return
    own = claims_of(part)
    yield (*item.path, "bears_on" if item.kind == "evidence" else "claims"), own


def _ends(item: ReviewItem) -> tuple[str, str]:
    part: Any = item.part
    return part.cause, part.effect
