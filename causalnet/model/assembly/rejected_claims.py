"""Rejection of claims and parts: the remaining parts of a model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from causalnet.errors import QuestionError, unknown
from causalnet.model.influence import Absence, Influence, Modifier, influence_name
from causalnet.model.mechanism import Tabular
from causalnet.model.proposal import Proposal
from causalnet.model.variable import Variable

__all__ = ["disclaimed", "held_together", "matching", "rejected_name", "without"]

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


def held_together(
    variables: Mapping[str, Variable], influences: list[Influence], modifiers: Iterable[Modifier]
) -> dict[str, list[Any]]:
    """The modifiers whose influences remain, without influences that only served removed modifiers."""
    pairs = {(i.cause, i.effect) for i in influences if not i.lag}
    left = [m for m in modifiers if {(m.cause, m.effect), (m.by, m.effect)} <= pairs]
    serving = {(m.by, m.effect) for m in left}
    kept = [
        i
        for i in influences
        if i.strength is not None
        or (i.cause, i.effect) in serving
        or isinstance(variables[i.effect].mechanism, Tabular)
    ]
    return {"influences": kept, "modifiers": left}


def matching(
    text: str,
    influences: Sequence[Influence],
    modifiers: Sequence[Modifier],
    claims: Iterable[str],
) -> set[str]:
    """The full names of the influences, at any lag, or of the modifier that `text` names.

    Raises
    ------
    UnknownNameError
    """
    own = [i.name for i in influences] + [m.name for m in modifiers]
    bare = {influence_name(i.cause, i.effect): set[str]() for i in influences}
    for i in influences:
        bare[influence_name(i.cause, i.effect)].add(i.name)
    found = bare.get(text) or ({text} if text in own else set())
    if not found:
        raise unknown("claim or influence", text, [*claims, *own])
    return found
