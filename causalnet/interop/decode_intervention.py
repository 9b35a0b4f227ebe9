"""From tables of a model file to interventions, and to the conclusions that speak of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from causalnet.interop.section import Section, is_texts, made, shown
from causalnet.model.conclusion import Conclusion, Direction
from causalnet.model.finding import Finding, likelihood
from causalnet.model.intervention import (
    Cut,
    Intervention,
    Setting,
    Stochastic,
    do,
    partial,
    policy,
    shift,
)
from causalnet.model.register import Register

__all__ = ["conclusion", "intervention"]


def intervention(section: Section) -> Intervention:
    """The keys ``set`` and ``cut`` of a table."""
    table = section.table("set", '{ x = "low" }')
    settings = {name: _setting(table, name) for name in table.held} if table else {}
    return do({n: s for n, s in settings.items() if s is not None}, *_cuts(section))


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
    section.note(name, what)
    return None


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


def conclusion(section: Section) -> Conclusion:
    """A row of a claim's ``checks``."""
    return Conclusion(
        section.text("outcome", required=True),
        section.word("direction", "rises", get_args(Direction), required=True),
        _arm(section, "under"),
        _arm(section, "versus"),
        _given(section),
        section.number("by", 0.0),
        section.text("at_least") or None,
        section.number("threshold"),
        section.whole("by_period") if "by_period" in section.held else None,
    )


def _arm(section: Section, key: str) -> Intervention:
    table = section.table(key, '{ set = { x = "low" } }')
    if table is None:
        return do()
    done = made(table, intervention)
    # What cannot be read is noted; the check is left out, and something set stands in its arm until then.
    return do({"<x>": "<low>"}) if done is None else done


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
