"""Names that a caller gave, checked: a text, a list of texts, or an error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from causalnet.errors import QuestionError
from causalnet.model.influence import Standing

__all__ = ["is_count", "listed_names", "standings"]


def listed_names(place: str, what: str, names: object) -> tuple[str, ...]:
    """`names` as a tuple of texts; nothing for None.

    Raises
    ------
    QuestionError
        If it contains anything else.
    """
    given = (names,) if isinstance(names, str) else () if names is None else names
    held = tuple(given) if isinstance(given, Iterable) else (None,)
    texts = tuple(name for name in held if isinstance(name, str))
    if len(texts) < len(held):
        raise QuestionError(f"{place}= takes {what}, not {names!r}.")
    return texts


def standings(given: object) -> tuple[Standing, ...]:
    """The given words for standings."""
    return cast("tuple[Standing, ...]", listed_names("standing", "words for standings", given))


def is_count(number: object) -> bool:
    """Whether it is a whole number, zero or more."""
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0
