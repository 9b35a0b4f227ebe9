"""Mistakes in several keys of a table, and hints for values that have a choice of forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from causalnet.errors import shortened, unknown_text
from causalnet.formats.model_file.hints import key_meant, value_hint
from causalnet.formats.model_file.schema import Slip
from causalnet.formats.model_file.values import is_number, is_texts, shown_in_toml
from causalnet.nearest import nearest
from causalnet.numerals import Numeral, as_number, as_shares, comma_pairs

__all__ = ["baseline_slip", "judgement_hint", "set_slip", "setting_hint"]

DONE = ("set", "cut", "as_if")
"""The keys of what is done."""

MOST_HINTED_SHARES = 12
"""The number of probabilities that a hint repeats."""


def judgement_hint(value: object) -> str:
    """How to write a number, a range or a table of a judgement."""
    if isinstance(value, str):
        return value_hint("a number", value)
    if isinstance(value, list) and len(value) > 3 and all(map(is_number, value)):
        pairs = comma_pairs(value) if len(value) <= 6 else []
        return f"Write {pairs}, with decimal points." if pairs else "Write two or three numbers."
    return (
        "Write a number." if isinstance(value, float) else value_hint("an array of numbers", value)
    )


def setting_hint(value: object) -> str:
    """How to write a setting: numbers by state are a lottery, and states go by their names."""
    if isinstance(value, dict) and value and all(map(is_number, value.values())):
        shares = as_shares([Numeral(number) for number in value.values()])
        pairs = zip(value, shares, strict=True)
        return f"Write {{ p = {{ {', '.join(f'{_key(k)} = {n.value:g}' for k, n in pairs)} }} }}."
    return "States go by their names." if is_number(value) else ""


def _key(name: str) -> str:
    return name if re.fullmatch("[A-Za-z0-9_-]+", name) else f'"{name}"'


def set_slip(held: Mapping[str, Any], around: Mapping[str, Any]) -> Slip | None:
    """Variables that are set beside the key ``set`` instead of below it."""
    others = {k: v for k, v in held.items() if k not in (*DONE, "claims", "note")}
    if "set" in held or not others or any(key_meant(k, DONE) for k in others):
        return None
    if not all(isinstance(value, str) for value in others.values()):
        return None
    listing = ", ".join(f'{_key(k)} = "{v}"' for k, v in others.items())
    hint = f"Write set = {{ {shortened(listing)} }}."
    return Slip(frozenset(others), "", "lacks the key 'set'.", hint)


def baseline_slip(held: Mapping[str, Any], around: Mapping[str, Any]) -> Slip | None:
    """Probabilities by the names of the states, which stand in the table around the baseline."""
    states = around["states"] if is_texts(around.get("states")) else []
    named = held.get("p")
    if isinstance(named, dict) and states:
        return Slip(frozenset("p"), "p", *(_state_slip(named, states) or _in_order(named, states)))
    loose = {k: v for k, v in held.items() if k not in ("p", "weight", "basis", "note")}
    if named is None and any(key in states or nearest(key, states) for key in loose):
        told = _state_slip(loose, states) or ("lacks the key 'p'.", _p_hint(loose, states))
        return Slip(frozenset({*loose, "p"}), "", *told)
    return None


def _state_slip(named: Mapping[str, object], states: Sequence[str]) -> tuple[str, str] | None:
    """The first state that is unknown, or that lacks a number."""
    for name in named:
        if name not in states:
            return unknown_text("state", name, states), ""
    for state in states:
        if state not in named:
            return f"has no number for the state {state!r}.", _p_hint(named, states)
    return None


def _in_order(named: Mapping[str, object], states: Sequence[str]) -> tuple[str, str]:
    """How to write the numbers of all states in their order."""
    form, ordered = "an array of numbers", {state: named[state] for state in states}
    return f"must be {form}, not {shown_in_toml(ordered)}.", value_hint(form, ordered, "p")


def _p_hint(named: Mapping[str, object], states: Sequence[str]) -> str:
    """How to write probabilities that were given by the names of states."""
    held = [named.get(state) for state in states[:MOST_HINTED_SHARES]]
    read = [as_number(n) if isinstance(n, str) else n for n in held]
    shares = iter(as_shares([Numeral(float(n)) for n in read if isinstance(n, int | float)]))
    plain = [f"{next(shares).value:g}" if isinstance(n, int | float) else "…" for n in read]
    return f"Write p = [{', '.join(plain)}{', …' * (len(states) > MOST_HINTED_SHARES)}], in the order of the states."
