"""Names that a part of a model refers to and that the model does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from causalnet.errors import Mistake, join_places, unknown_text
from causalnet.model.assembly.parts import Parts, listed_places, named_place
from causalnet.model.claim import Claim, Evidence
from causalnet.model.influence import Influence, Rival
from causalnet.model.judgements.panel import Panel
from causalnet.names import several_of
from causalnet.numerals import Numeral, numerals, plain_numeral

__all__ = ["of_rival", "unknown_references"]


def of_rival(place: str, rival: Rival) -> Iterator[tuple[str, Influence]]:
    """The influences of a rival, each with its place."""
    places = listed_places("influence", [i.name for i in rival.influences])
    return zip((join_places(place, inner) for inner in places), rival.influences, strict=True)


def unknown_references(parts: Parts) -> Iterator[Mistake]:
    """Undefined names of variables, claims, sources and strengths."""
    known = {
        kind: dict.fromkeys(parts.names(kind))
        for kind in ("variables", "claims", "sources", "strengths")
    }
    labels = {v.label: v.name for v in reversed(parts.variables)}
    variables, claims = known["variables"], known["claims"]
    hidden = [{r.hidden.name: None} if r.hidden else {} for r in parts.rivals]

    def unless(
        place: str, kind: str, name: object, known: Mapping[str, object], key: str
    ) -> Iterator[Mistake]:
        if name not in known:
            label = labels.get(str(name)) if kind.endswith("variable") else None
            yield Mistake(place, *_unknown(kind, name, known, label), key=key)

    def arrow(place: str, part: Any, variables: Mapping[str, object]) -> Iterator[Mistake]:
        for claim in part.claims:
            yield from unless(place, "claim", claim, claims, "claims")
        for role in ("cause", "effect", "by"):
            if hasattr(part, role):
                yield from unless(place, "variable", getattr(part, role), variables, role)
        key = "amount" if hasattr(part, "amount") else "strength"
        word = getattr(part, key, None)
        if isinstance(word, str):
            yield from unless(place, "strength", word, known["strengths"], key)
        yield from judged(place, word, key)

    def judged(place: str, said: object, key: str) -> Iterator[Mistake]:
        for name in said.people if isinstance(said, Panel) else ():
            yield from unless(place, "source", name, known["sources"], key)

    for word, said in parts.strengths.items():
        yield from judged(named_place("strengths", word), said, "")
    for variable, place in zip(parts.variables, parts.places("variables"), strict=True):
        yield from judged(place, variable.baseline, "baseline")
    for kind in ("influences", "modifiers", "absences", "proposals"):
        for part, place in zip(getattr(parts, kind), parts.places(kind), strict=True):
            yield from arrow(place, part, variables)

    def cited(place: str, part: Claim | Evidence) -> Iterator[Mistake]:
        for number, citation in enumerate(part.citations):
            here = join_places(place, f"also {number}") if number else place
            yield from unless(here, "source", citation.source, known["sources"], "source")

    for source, place in zip(parts.sources, parts.places("sources"), strict=True):
        for name in source.rests_on:
            yield from unless(place, "source", name, known["sources"], "rests_on")
    for claim, place in zip(parts.claims, parts.places("claims"), strict=True):
        yield from cited(place, claim)
    for item, place in zip(parts.evidence, parts.places("evidence"), strict=True):
        yield from cited(place, item)
        for name in item.bears_on:
            yield from unless(place, "claim or variable", name, claims | variables, "bears_on")
    for actor, place in zip(parts.actors, parts.places("actors"), strict=True):
        for name in actor.moves:
            yield from unless(place, "variable", name, variables, "moves")
    for choice, place in zip(parts.decisions, parts.places("decisions"), strict=True):
        yield from unless(place, "variable", choice.name, variables, "")
        for name in choice.sees:
            yield from unless(place, "variable", name, variables, "sees")
    for utility, place in zip(parts.utilities, parts.places("utilities"), strict=True):
        for name in utility.of:
            yield from unless(place, "variable", name, variables, "of")
    for rival, own, place in zip(parts.rivals, hidden, parts.places("rivals"), strict=True):
        for inner, influence in of_rival(place, rival):
            yield from arrow(inner, influence, variables | own if own else variables)


def _unknown(
    kind: str, name: object, known: Mapping[str, object], label: str | None
) -> tuple[str, str]:
    """The mistake for an undefined reference, with the names that may be meant."""
    text, _, hint = unknown_text(kind, name, known).partition(" Did you mean ")
    if label is not None and str(name).casefold() != label.casefold():
        return text, f"{name!r} is a label: write the name {label!r}."
    numbers = numerals(str(name)) if kind == "strength" else ()
    if numbers:
        return text, _numbers_hint(numbers)
    several = several_of(str(name), list(map(str, known)))
    if several and kind != "strength":
        return text, f"Put each in separate quotes: {', '.join(map(repr, several))}."
    return text, f"Did you mean {hint}" if hint else ""


def _numbers_hint(numbers: Sequence[Numeral]) -> str:
    """A hint on how to write numbers that were given as text."""
    listing = ", ".join(map(plain_numeral, numbers))
    listing = listing if len(numbers) == 1 else f"[{listing}]"
    if any(number.percent for number in numbers):
        return (
            f"A strength is in log-odds per step, not in percent. Write {listing} if that is meant."
        )
    return f"Write {listing}, without quotes."
