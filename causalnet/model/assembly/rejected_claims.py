"""Rejection of claims and parts: the remaining parts of a model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from causalnet.errors import QuestionError
from causalnet.model.influence import Absence, Influence, Modifier, influence_name
from causalnet.model.proposal import Proposal

__all__ = ["disclaimed", "rejected_name", "without"]

P = TypeVar("P", Influence, Modifier)
Q = TypeVar("Q", Influence, Modifier, Absence, Proposal)


def without(parts: Iterable[P], claims: set[str], fallen: set[str]) -> list[P]:
    """The parts that remain after claims are rejected and parts removed by name."""
    left = []
    for part in parts:
        believed = not part.claims or not claims.issuperset(part.claims)
        if part.name not in fallen and believed:
            left.append(disclaimed(part, claims))
    return left


def rejected_name(given: object) -> str:
    """The name of a rejected part, from ``"a -> b"`` or ``("a", "b")``.

    Raises
    ------
    QuestionError
    """
    if isinstance(given, str):
        return given.replace("->", "→")
    if isinstance(given, tuple) and len(given) == 2 and all(isinstance(n, str) for n in given):
        return influence_name(*given)
    raise QuestionError(
        "Reject a claim ('c18'), an influence ('a → b' or ('a', 'b')) or a modifier ('a → b × c'), "
        f"not {given!r}."
    )


def disclaimed(part: Q, claims: set[str]) -> Q:
    """A part that no longer cites some claims."""
    return replace(part, claims=tuple(c for c in part.claims if c not in claims))
