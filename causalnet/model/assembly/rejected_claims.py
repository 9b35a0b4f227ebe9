"""Rejection of claims and parts: the remaining parts of a model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, TypeVar

from causalnet.errors import QuestionError, unknown
from causalnet.model.assembly.parts import Parts, listed_parts
from causalnet.model.influence import (
    STANDINGS,
    Absence,
    Influence,
    Modifier,
    Standing,
    influence_name,
)
from causalnet.model.mechanism import Tabular
from causalnet.model.proposal import Proposal
from causalnet.model.variable import Variable

__all__ = ["disclaimed", "held_together", "parts_of_standing", "rejected_parts"]

P = TypeVar("P", Influence, Modifier)
Q = TypeVar("Q", Influence, Modifier, Absence, Proposal)


def rejected_parts(parts: Parts, names: Iterable[object]) -> dict[str, list[Any]]:
    """The parts of a model without the claims, influences and modifiers of these names.

    Raises
    ------
    UnknownNameError, QuestionError
    """
    own = [claim.name for claim in parts.claims]
    claims, fallen = set[str](), set[str]()
    for name in names:
        if isinstance(name, str) and name in own:
            claims.add(name)
        else:
            fallen |= matching(rejected_name(name), parts.influences, parts.modifiers, own)
    variables = {variable.name: variable for variable in parts.variables}
    influences = without(parts.influences, claims, fallen)
    return held_together(variables, influences, without(parts.modifiers, claims, fallen)) | {
        "claims": [c for c in parts.claims if c.name not in claims],
        "absences": [disclaimed(a, claims) for a in parts.absences],
        "proposals": [disclaimed(p, claims) for p in parts.proposals],
        "rivals": [
            replace(r, influences=[disclaimed(i, claims) for i in r.influences])
            for r in parts.rivals
        ],
        "evidence": [
            replace(e, bears_on=left)
            for e in parts.evidence
            if (left := tuple(n for n in e.bears_on if n not in claims))
        ],
    }


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


def disclaimed(part: Q, claims: Set[str]) -> Q:
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


def parts_of_standing(
    parts: Parts, standing: Standing | Iterable[Standing]
) -> dict[str, list[Any]]:
    """The influences and modifiers of some standing.

    Raises
    ------
    UnknownNameError
    """
    kept = (standing,) if isinstance(standing, str) else tuple(listed_parts(standing))
    for word in kept:
        if word not in STANDINGS:
            raise unknown("standing", word, STANDINGS)
    influences = [i for i in parts.influences if i.standing in kept]
    modifiers = [m for m in parts.modifiers if m.standing in kept]
    return held_together({v.name: v for v in parts.variables}, influences, modifiers)


def matching(
    text: str,
    influences: Sequence[Influence],
    modifiers: Sequence[Modifier],
    claims: Iterable[str],
) -> set[str]:
    """The full names of the influences, at any lag or at one, or of the modifier that `text` names.

    Raises
    ------
    UnknownNameError
    """
    own = [i.name for i in influences] + [m.name for m in modifiers]
    bare = {influence_name(i.cause, i.effect): set[str]() for i in influences}
    for i in influences:
        bare[influence_name(i.cause, i.effect)].add(i.name)
    within_period = {f"{name} [lag 0]": {name} & names for name, names in bare.items()}
    found = bare.get(text) or within_period.get(text) or ({text} if text in own else set())
    if not found:
        raise unknown("claim or influence", text, [*claims, *own])
    return found
