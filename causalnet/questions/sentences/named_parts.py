"""The parts of a model that a text names, and the labels in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence

__all__ = ["drawn_and_rival", "with_labels"]


def drawn_and_rival(model: CausalModel) -> Iterator[Influence]:
    """The influences of a model, and those that its rivals would add."""
    yield from model.influences
    for rival in model.rivals.values():
        yield from rival.influences


def with_labels(text: str, names: Iterable[str], label: Callable[[str], str]) -> str:
    """A text with labels in place of influences and of names that no sentence could have otherwise.

    Examples
    --------
    >>> with_labels("rain → wet_grass of wet_grass and rain", ["rain", "wet_grass"], str.upper)
    'RAIN → WET_GRASS of WET_GRASS and rain'
    """
    longest = sorted(names, key=len, reverse=True)
    if not longest:
        return text
    # A name of one plain word may be any word of a sentence, but not beside an arrow.
    one = f"(?:{'|'.join(map(_alone, longest))})"
    arrows = re.compile(rf"{one}(?: [→×] {one})+")

    def said(match: re.Match[str]) -> str:
        name = match.group()
        return label(name) if "_" in name else name

    text = arrows.sub(lambda m: re.sub(one, lambda name: label(name.group()), m.group()), text)
    return re.sub(one, said, text)


def _alone(name: str) -> str:
    """A pattern for a name that is not part of a longer word; a Japanese particle may follow it without a space."""
    pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
    return f"(?a:{pattern})" if name.isascii() else pattern
