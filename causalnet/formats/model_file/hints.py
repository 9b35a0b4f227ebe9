"""Hints for an unknown key, or for a value of the wrong type."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from typing import TypeGuard

from causalnet.errors import shortened
from causalnet.nearest import nearest
from causalnet.numerals import as_number, as_shares, numerals

__all__ = ["key_meant", "value_hint"]

# Other names that people give to the keys of a model file.
ALIASES = {
    "cause": "from source parent parents start tail driver origin input",
    "effect": "to target child end head outcome output destination",
    "sign": "polarity direction effect_sign",
    "strength": "weight size magnitude coefficient coef effect_size beta value",
    "amount": "strength size weight",
    "states": "values levels categories outcomes domain state options",
    "label": "title caption display display_name",
    "means": "description desc definition meaning unit units measure",
    "meanings": "descriptions definitions labels",
    "role": "type kind roles",
    "baseline": "prior prevalence distribution today marginal p probability probabilities",
    "p": "probabilities probability prior values distribution prob probs",
    "weight": "n ess count strength confidence",
    "note": "comment comments notes remark remarks reason",
    "claims": "claim evidence refs references sources",
    "claim": "claims",
    "reference": "ref nil base",
    "lag": "delay period periods",
    "at": "page location locator where place",
    "text": "claim statement content paraphrase",
    "source": "sources ref from document",
    "quote": "citation quotation verbatim",
    "set": "do settings setting intervention under",
    "moves": "sets controls variables",
    "name": "id title",
    "period": "unit step",
    "today": "date case when now",
    "known": "observed facts findings found given",
    "influences": "edges arrows links arcs relations influence",
    "modifiers": "interactions moderators modifier",
    "absences": "non_edges absence",
    "variables": "nodes variable factors concepts",
    "sources": "source references documents",
    "strengths": "strength weights sizes",
    "graph": "edges arrows links structure",
    "by": "moderator via through",
    "under": "do intervention set if",
    "versus": "against rather_than",
    "direction": "sign change",
    "outcome": "target variable effect",
    "mode": "likely most_likely best median central",
    "low": "min minimum lower least",
    "high": "max maximum upper most greatest",
    "latent": "hidden unobserved",
    "given": "evidence observed when",
    "when": "given causes if states",
    "state": "value then",
    "kind": "type genre",
    "better": "good preferred goal",
    "bears_on": "claims claim about supports",
    "also": "citations citation mentions further also_in",
    "rests_on": "cites based_on relies_on depends_on draws_on",
    "groups": "group attributes demographics",
    "date": "year when written published",
    "author": "authors by who speaker writer",
}
LARGEST = 1e15
FEW = 12
LETTERS = 120


def key_meant(key: str, asked: Collection[str]) -> str:
    """The key from `asked` that `key` may stand for; empty if none is near."""
    word = key.strip().casefold().replace("-", "_").replace(" ", "_")
    if word in asked:
        return word
    for option in asked:
        if word in ALIASES.get(option, "").split():
            return option
    near = re.fullmatch(r"Did you mean '(.*)'\?", nearest(key, asked))
    return near[1] if near else ""


def value_hint(form: str, value: object, key: str = "") -> str:
    """A hint on how to write a value of the wrong type, if `form` is expected."""
    if key == "sign" and isinstance(value, int | float):
        return f'Write "{"+" if value > 0 else "-"}", with quotes.' if value else ""
    if form == "a string":
        return _as_text(value)
    if key == "by" and isinstance(value, str) and "%" in value:
        return "It is in states of the outcome, not in percent."
    if form in ("a number", "a whole number"):
        return _as_number(value, form)
    if form == "true or false":
        return _as_flag(value)
    if form == "an array of strings" and isinstance(value, str):
        parts = [part for part in re.split(r"\s*[,;|、，；｜]\s*", value) if part]
        listing = ", ".join(f'"{part}"' for part in parts)
        return f"Write [{listing}]." if len(listing) < LETTERS else "Write an array."
    if form == "an array of strings" and isinstance(value, list):
        return "Each item needs quotes." if value else ""
    if form == "an array of numbers":
        return _for_each(value) if key == "p" and _is_plain(value) else _as_numbers(value)
    if form.startswith("a table such as { p ="):
        hint = _for_each(value) if _is_plain(value) else _as_numbers(value)
        return hint.replace("Write [", "Write { p = [").replace("]", "] }")
    if form == "an array of tables" and isinstance(value, dict):
        return "Write [{ … }], with square brackets around the table."
    return ""


def _is_plain(value: object) -> TypeGuard[float]:
    """Whether it is a number that a hint can repeat."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < LARGEST


def _as_number(value: object, form: str) -> str:
    if isinstance(value, list) and len(value) == 1 and _is_plain(value[0]):
        return f"Write {value[0]:g}, without brackets."
    number = as_number(value) if isinstance(value, str) else value
    if not _is_plain(number):
        return ""
    whole = float(number).is_integer()
    if form == "a whole number" and not whole:
        return ""
    quotes = ", without quotes" if isinstance(value, str) else ""
    return f"Write {number:.0f}{quotes}." if whole else f"Write {number:g}{quotes}."


def _for_each(number: float) -> str:
    return f"Write [{number:g}, …], one number for each state."


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return f'Write "{str(value).lower()}", with quotes.'
    if isinstance(value, datetime.date | datetime.time):
        return f'Write "{value.isoformat()}", with quotes.'
    if isinstance(value, int | float):
        return f'Write "{value}", with quotes.' if _is_plain(value) else ""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return f'Write "{shortened(value[0])}", without brackets.'
    return ""


def _as_flag(value: object) -> str:
    word = value.strip().casefold() if isinstance(value, str) else value
    quotes = ", without quotes" if isinstance(value, str) else ""
    if word in ("true", "yes", "y", "on", 1):
        return f"Write true{quotes}."
    if word in ("false", "no", "n", "off", "", 0):
        return f"Write false{quotes}."
    return ""


def _as_numbers(value: object) -> str:
    """Probabilities by the names of the states, in quotes, or one instead of several."""
    items: list[object] = []
    if isinstance(value, Mapping):
        items = [*value.values()]
    elif isinstance(value, list):
        items = value
    elif isinstance(value, str):
        items = [numeral.value for numeral in as_shares(numerals(value))]
    numbers = [as_number(item) if isinstance(item, str) else item for item in items]
    plain = [n for n in numbers if _is_plain(n)]
    if not plain or len(plain) < len(numbers):
        return ""
    if len(plain) > FEW:
        return "Write plain numbers, without quotes."
    listing = ", ".join(f"{n:g}" for n in plain)
    order = ", in the order of the states" if isinstance(value, Mapping) else ""
    return f"Write [{listing}]{order}."
