"""The parts of a file that could not be read, so that they do not cause further mistakes elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from causalnet.errors import Mistake
from causalnet.formats.model_file.values import is_number, is_texts
from causalnet.model.assembly.parts import Parts
from causalnet.model.assembly.validate import mistakes_in
from causalnet.model.influence import Influence
from causalnet.model.mechanism import Tabular
from causalnet.names import name_mistakes

__all__ = ["AFTER_GRAPH", "Unread", "fit_together"]

SECTIONS = ("strengths", "sources", "variables", "claims", "graph")
AFTER_GRAPH = ("rivals", "proposals", "actors", "decisions", "utilities", "evidence")


@dataclass(slots=True)
class Unread:
    """The parts that could not be made, and the places of the others.

    Attributes
    ----------
    names : dict from a kind of part to names
        Named parts that could not be made.
    places : dict from a kind of part to places
        The place in the file of each listed part that was made.
    pairs : set of (cause, effect)
        Influences that are replaced by stand-ins.
    effects : set of str or None
        Effects of influences that could not be read; None if even the effect is unknown.
    modifiers : bool
        Whether a modifier could not be made.
    """

    names: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    effects: set[str | None] = field(default_factory=set)
    modifiers: bool = False

    def row(self, kind: str, held: Mapping[str, object]) -> Influence | None:
        """The stand-in for a row with a mistake: an influence that claims little, or nothing."""
        if kind == "modifiers":
            self.modifiers = True
        if kind != "influences":
            return None
        cause, effect, lag = held.get("cause"), held.get("effect"), held.get("lag", 0)
        known = isinstance(lag, int) and is_number(lag) and lag >= 0
        if not known or name_mistakes("", cause) or name_mistakes("", effect):
            self.effects.add(effect if isinstance(effect, str) else None)
            return None
        self.pairs.add((str(cause), str(effect)))
        strength, reference, claims = (held.get(k) for k in ("strength", "reference", "claims"))
        return Influence(
            str(cause),
            str(effect),
            "?",
            strength if isinstance(strength, str) else 0.0,
            int(str(lag)),
            claims=[str(c) for c in claims]
            if isinstance(claims, list) and is_texts(claims)
            else (),
            reference=reference if isinstance(reference, str) else None,
        )


def fit_together(data: Mapping[str, object], parts: Parts, unread: Unread) -> list[Mistake]:
    """The mistakes in how the parts that were made fit together, ignoring the others."""
    if _torn(data):
        return []
    parts.broken, parts.placed = unread.names, unread.places
    _leave_tables(parts, unread)
    _leave_modifiers(parts, unread)
    broken = unread.names.get("variables", [])
    parts.influences = [
        replace(i, strength=0.0)
        if i.strength is None and (i.effect in broken or (unread.modifiers and i.sign == "?"))
        else i
        for i in parts.influences
    ]
    return mistakes_in(parts)


def _torn(data: Mapping[str, object]) -> bool:
    """Whether a whole section is missing, perhaps because of a wrong name or type."""
    graph = data.get("graph", {})
    if not isinstance(graph, dict) or not isinstance(graph.get("influences", []), list):
        return True
    known = ("influences", "modifiers", "absences")
    if "influences" not in graph and any(key not in known for key in graph):
        return True
    sections = (*SECTIONS, "known", *AFTER_GRAPH)
    strange = [k for k, v in data.items() if k not in sections and isinstance(v, dict | list)]
    if any(get_close_matches(key, sections, n=1) for key in strange):
        return True
    return any(
        not isinstance(data[kind], dict) if kind in data else bool(strange) for kind in SECTIONS
    )


def _leave_tables(parts: Parts, unread: Unread) -> None:
    """Leave out variables whose tables name causes that may not have been read."""
    for variable in list(parts.variables):
        doubted = variable.name in unread.effects or None in unread.effects
        if doubted and isinstance(variable.mechanism, Tabular):
            parts.variables.remove(variable)
            unread.names.setdefault("variables", []).append(variable.name)


def _leave_modifiers(parts: Parts, unread: Unread) -> None:
    """Leave out modifiers of, or by, influences that were not read."""
    kept = []
    places = unread.places.get("modifiers", [])
    for place, modifier in zip(places, parts.modifiers, strict=True):
        pairs = {(modifier.cause, modifier.effect), (modifier.by, modifier.effect)}
        if pairs & unread.pairs or {modifier.effect, None} & unread.effects:
            unread.modifiers = True
        else:
            kept.append((place, modifier))
    unread.places["modifiers"] = [place for place, _ in kept]
    parts.modifiers = [modifier for _, modifier in kept]
