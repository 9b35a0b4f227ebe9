"""Named fields of a link or a factor in formats that allow any: those of ours, and the rest as a note."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from causalnet.errors import ModelError
from causalnet.formats.map_building.link_columns import ROLES, bare_header
from causalnet.formats.map_building.sign_words import sign_of
from causalnet.model.influence import Sign
from causalnet.model.judgements.judgement import Judgement

__all__ = [
    "FACTOR_FIELDS",
    "LINK_FIELDS",
    "ExtraFields",
    "extra_fields",
    "field_name",
    "note_lines",
    "sign_in",
    "tags_text",
    "weight_text",
]

LINK_FIELDS = ("source", "at", "quote", "tags", "weight", "lag", "note")
FACTOR_FIELDS = ("causalnet_name", "tags", "note")
# What people and programs call the same field: as in the header of a list of links, and more for the note.
SYNONYMS = {word: role for role, words in ROLES.items() for word in words} | {
    "description": "note",
    "documentation": "note",
}
WHOLE = re.compile(r"\+?\d{1,4}(?:\.0+)?")
BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class ExtraFields:
    """The fields of a link or a factor that a file gives beside its ends, sign and label."""

    causalnet_name: str = ""
    source: str = ""
    at: str = ""
    quote: str = ""
    tags: tuple[str, ...] = ()
    weight: float | Judgement | None = None
    lag: int = 0
    note: str = ""

    def of_link(self) -> dict[str, Any]:
        """The fields of a link by name."""
        return {key: getattr(self, key) for key in LINK_FIELDS}


def field_name(key: str) -> str:
    """A key without regard to capitals, spaces and hyphens.

    Examples
    --------
    >>> field_name("Connection Type")
    'connection_type'
    """
    return bare_header(key)


def extra_fields(held: Mapping[str, str], known: Sequence[str]) -> ExtraFields:
    """The fields in `held` whose names are `known`; everything else becomes lines of the note.

    A weight that is not a number, and a lag that is not a whole number, are kept in the note.

    Examples
    --------
    >>> extra_fields({"Quote": "We eat.", "Tags": "a|b", "colour": "red"}, LINK_FIELDS)
    ExtraFields(causalnet_name='', source='', at='', quote='We eat.', tags=('a', 'b'), weight=None, lag=0, note='colour: red')
    """
    values: dict[str, Any] = {}
    rest = []
    for key, text in held.items():
        field = SYNONYMS.get(field_name(key), field_name(key))
        read = _read(field, text) if field in known and field not in values else None
        if read is not None:
            values[field] = read
        elif text.strip():
            rest.append(f"{key}: {text}")
    values["note"] = note_lines(values.get("note", ""), rest)
    return ExtraFields(**values)


def _read(field: str, text: str) -> object:
    """The value of a field; None if the text does not give one."""
    if field == "tags":
        return tags_in(text)
    if field == "weight":
        return weight_in(text)
    if field == "lag":
        return int(float(text)) if WHOLE.fullmatch(text.strip()) else None
    return text


def note_lines(note: str, rest: Iterable[str]) -> str:
    r"""A note with further lines below it.

    Examples
    --------
    >>> note_lines("", ["a: 1", "b: 2"])
    'a: 1\nb: 2'
    """
    return "\n".join(line for line in (note, *rest) if line)


# ── tags ─────────────────────────────────────────────────────────────────────────────────────


def tags_text(tags: Sequence[str]) -> str:
    """Tags in one text, with bars between them; as a JSON list where a bar would mislead.

    Examples
    --------
    >>> tags_text(["a", "b c"]), tags_text(["a|b"])
    ('a|b c', '["a|b"]')
    """
    plain = all(t and t == t.strip() and BETWEEN not in t and not t.startswith("[") for t in tags)
    return BETWEEN.join(tags) if plain else json.dumps([*tags], ensure_ascii=False)


def tags_in(text: str) -> tuple[str, ...]:
    """The tags in a text that `tags_text` wrote, or that somebody wrote with bars between them."""
    if text.startswith("["):
        try:
            items = json.loads(text)
        except (ValueError, RecursionError):
            items = None
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return tuple(items)
    return tuple(item.strip() for item in text.split(BETWEEN) if item.strip())


# ── weights ──────────────────────────────────────────────────────────────────────────────────


def weight_text(weight: float | Judgement | None) -> str:
    """A weight as a text with every digit; empty for None.

    Examples
    --------
    >>> weight_text(0.5), weight_text(Judgement(0.1, 0.9, mode=0.3)), weight_text(None)
    ('0.5', '0.1/0.3/0.9', '')
    """
    if weight is None:
        return ""
    if not isinstance(weight, Judgement):
        return repr(float(weight))
    numbers = [x for x in (weight.low, weight.mode, weight.high) if x is not None]
    text = "/".join(repr(float(x)) for x in numbers)
    more = {"zero": weight.zero, "inclusion": weight.inclusion}
    return text if more == {"zero": 0, "inclusion": 1} else f"{text}, {json.dumps(more)}"


def weight_in(text: str) -> float | Judgement | None:
    """The weight in a text: a number, ``low/high`` or ``low/mode/high``; None if it is none of these."""
    numbers, _, more = text.partition(", ")
    try:
        held = [float(part) for part in numbers.split("/")]
        named = json.loads(more) if more else {}
        if not all(abs(number) < float("inf") for number in held):
            return None
        if len(held) == 1 and not named:
            return held[0]
        if len(held) in (2, 3):
            mode = held[1] if len(held) == 3 else None
            return Judgement(held[0], held[-1], mode=mode, **named)
    except (ValueError, TypeError, RecursionError, ModelError):
        pass
    return None


def sign_in(text: str) -> Sign | None:
    """The sign in a text that may hold something else; None if it is empty or not a word for a sign.

    A number counts only with its sign before it: one without may be a count, a year or a weight.

    Examples
    --------
    >>> sign_in("Positive"), sign_in("-0.5"), sign_in("3"), sign_in("a friend of")
    ('+', '-', None, None)
    """
    bare = text.strip()[:1]
    return None if bare.isdigit() or bare == "." else sign_of(text) or None
