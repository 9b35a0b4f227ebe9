"""From tables of a model file to interventions, and to conclusions about them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args

from causalnet.boundary.advice import size_hint
from causalnet.errors import shortened
from causalnet.formats.model_file.hints import key_meant
from causalnet.formats.model_file.section import Section, is_number, is_texts, made, shown
from causalnet.frozen_map import Register
from causalnet.model.conclusion import Conclusion, Direction
from causalnet.model.finding import Finding, likelihood
from causalnet.model.intervention import Intervention, do
from causalnet.model.setting import Cut, Setting, Stochastic, partial, policy, shift
from causalnet.numerals import Numeral, as_shares

__all__ = ["conclusion", "intervention"]


def intervention(section: Section) -> Intervention:
    """The keys ``set`` and ``cut`` of a table."""
    _without_set(section)
    table = section.table("set", '{ x = "low" }')
    settings = {name: _setting(table, name) for name in table.held} if table else {}
    return do({n: s for n, s in settings.items() if s is not None}, *_cuts(section))


def _without_set(section: Section) -> None:
    """Note variables that are set beside the key ``set`` instead of below it."""
    others = {k: v for k, v in section.held.items() if k not in ("set", "cut", "claims", "note")}
    if "set" in section.held or not others or any(key_meant(k, ("set", "cut")) for k in others):
        return
    if all(isinstance(value, str) for value in others.values()):
        for key in others:
            section.raw(key)
        listing = ", ".join(f'{_key(k)} = "{v}"' for k, v in others.items())
        section.note_here("lacks the key 'set'.", f"Write set = {{ {shortened(listing)} }}.")


def _cuts(section: Section) -> list[Cut]:
    value = section.raw("cut")
    pairs = [] if value is None else value
    if isinstance(pairs, list) and all(is_texts(pair) and len(pair) == 2 for pair in pairs):
        return [Cut(*pair) for pair in pairs]
    section.note("cut", f'must be an array such as [["x", "y"]], not {shown(value)}.')
    return []


def _setting(section: Section, name: str) -> Any:
    value = section.raw(name)
    if isinstance(value, str):
        return value
    form = next((key for key in SETTINGS if isinstance(value, dict) and key in value), None)
    if isinstance(value, dict) and form:
        return made(section.below(name, value), SETTINGS[form])
    what = f"must be a state or a table with the key {', '.join(SETTINGS)}; not {shown(value)}."
    section.note(name, what, _setting_hint(value))
    return None


def _setting_hint(value: object) -> str:
    if isinstance(value, dict) and value and all(map(is_number, value.values())):
        shares = as_shares([Numeral(number) for number in value.values()])
        pairs = zip(value, shares, strict=True)
        return f"Write {{ p = {{ {', '.join(f'{_key(k)} = {n.value:g}' for k, n in pairs)} }} }}."
    return "States go by their names." if is_number(value) else ""


def _key(name: str) -> str:
    return name if re.fullmatch("[A-Za-z0-9_-]+", name) else f'"{name}"'


def _lottery(section: Section) -> Stochastic:
    p = _numbers_by_state(section, "p")
    shares = section.rounded("p", tuple(p.values()))
    return Stochastic(Register(dict(zip(p, shares, strict=True)), "state"))


def _shift(section: Section) -> Setting:
    return shift(section.whole("shift", required=True))


def _partial(section: Section) -> Setting:
    uptake = section.number("uptake", 1.0, required=True)
    return partial(section.text("partial", required=True), uptake)


def _policy(section: Section) -> Setting:
    given = section.text("given", required=True)
    section.raw("choose", required=True)
    table = section.table("choose", '{ low = "x", high = "y" }')
    choices = {state: _choice(table, state) for state in table.held} if table else {}
    return policy(given, {s: choice for s, choice in choices.items() if choice is not None})


def _choice(section: Section, state: str) -> Any:
    value = section.raw(state)
    if isinstance(value, dict):
        lottery = made(section.below(state, value), _lottery)
        return lottery and dict(lottery.p)
    if not isinstance(value, str):
        what = f"must be a state or {{ p = {{ … }} }}, not {shown(value)}."
        section.note(state, what)
        return None
    return value


def _numbers_by_state(section: Section, key: str) -> dict[str, float]:
    section.raw(key, required=True)
    table = section.table(key, "{ low = 0.2, high = 0.8 }")
    return {state: table.number(state, 0.0) for state in table.held} if table else {}


SETTINGS: dict[str, Callable[[Section], Any]] = {
    "p": _lottery,
    "shift": _shift,
    "partial": _partial,
    "given": _policy,
}


PASSING = ("exceeds", "stays below")
UNDER = 'Write under = { set = { x = "high" } }.'
STAND_IN = do({"<x>": "<low>"})


def conclusion(section: Section) -> Conclusion:
    """A row of a claim's ``checks``."""
    outcome = section.text("outcome", required=True)
    direction = section.word("direction", "rises", get_args(Direction), required=True)
    under, versus = _arm(section, "under"), _arm(section, "versus")
    if not under and not versus and direction not in PASSING:
        section.miss("under", f"lacks the key 'under': {direction!r} speaks of a change.", UNDER)
        under = STAND_IN
    return Conclusion(
        outcome,
        direction,
        under,
        versus,
        _given(section),
        section.number("by", 0.0),
        _at_least(section) or None,
        _threshold(section, direction),
        section.whole("at") if "at" in section.held else 0,
    )


def _at_least(section: Section) -> str:
    value = section.raw("at_least")
    if value is None or isinstance(value, str):
        return value or ""
    section.note(
        "at_least", f"must be a state of the outcome, not {shown(value)}.", size_hint(value)
    )
    return ""


def _threshold(section: Section, direction: str) -> float | None:
    value: float | None = section.number("threshold")
    # An unreadable value is noted once, and not reported as missing too.
    return 0.0 if value is None and "threshold" in section.held and direction in PASSING else value


def _arm(section: Section, key: str) -> Intervention:
    table = section.table(key, '{ set = { x = "low" } }')
    if table is None:
        return STAND_IN if key in section.held else do()
    done = made(table, intervention)
    # An unreadable value is noted and the check is left out. Until then a stand-in setting takes its place.
    return STAND_IN if done is None else done


def _given(section: Section) -> dict[str, Finding]:
    table = section.table("given", '{ x = "low" }')
    found = {name: _finding(table, name) for name in table.held} if table else {}
    return {name: finding for name, finding in found.items() if finding is not None}


def _likelihood(section: Section) -> Any:
    p = _numbers_by_state(section, "likelihood")
    return None if section.lacking else likelihood(p)


def _finding(section: Section, name: str) -> Finding | None:
    value = section.raw(name)
    if isinstance(value, str):
        return value
    if is_texts(value) and value:
        return frozenset(section.texts(name))
    if isinstance(value, dict):
        return made(section.below(name, value), _likelihood)
    form = "a state, an array of states or { likelihood = { … } }"
    section.note(name, f"must be {form}, not {shown(value)}.")
    return None
