"""From what is given for a model to the values that it holds, or to every mistake at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from causalnet.boundary.fields import text_mistakes
from causalnet.errors import raise_any
from causalnet.frozen_map import Register
from causalnet.model.assembly.parts import (
    LISTED,
    NAMED_PARTS,
    Parts,
    Strength,
    judged,
    known_mistakes,
    listed_parts,
    strangers,
    strength_mistakes,
)
from causalnet.model.assembly.validate import mistakes_in
from causalnet.model.grammar.finding import Given, findings
from causalnet.names import label_mistakes, name_mistakes

__all__ = ["assembled"]


def assembled(
    name: str,
    given: Mapping[str, Any],
    strengths: Mapping[str, Strength] | None,
    known: Given | None,
    texts: Mapping[str, str],
) -> dict[str, object]:
    """The values of a `CausalModel` by field, if its parts fit together.

    Parameters
    ----------
    name : str
    given : mapping from a kind of part to an iterable of parts
    strengths, known
        As for the model.
    texts : mapping from str to str
        Its title, description, period and today.

    Raises
    ------
    ModelError
        With every mistake.
    """
    lists: dict[str, Any] = {kind: listed_parts(held) for kind, held in given.items()}
    wrong = text_mistakes(texts)
    wrong += [*strength_mistakes(strengths), *known_mistakes(known), *strangers(lists)]
    own, parts = [*name_mistakes("name", name), *wrong], Parts()
    if not wrong:
        own += [m for place in ("title", "today") for m in label_mistakes(place, texts[place])]
        parts = Parts(**lists, strengths=judged(strengths or {}), known=findings(known))
    raise_any([*own, *mistakes_in(parts)], f"model {name!r}")
    values: dict[str, object] = {"name": name, **texts, "title": texts["title"] or name}
    values["known"] = parts.known
    values["strengths"] = Register(parts.strengths, "strength")
    for kind, singular in NAMED_PARTS.items():
        held = {part.name: part for part in getattr(parts, kind)}
        values[kind] = Register(held, singular)
    return values | {kind: tuple(getattr(parts, kind)) for kind in LISTED}
