"""Interventions, findings and conclusions in a model file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from causalnet.boundary.advice import size_hint
from causalnet.formats.model_file.declare import FORMS, declare, written
from causalnet.formats.model_file.forms import (
    NUMBER,
    TEXT,
    TEXTS,
    Form,
    Note,
    is_text,
    one_of,
    plain,
    typed,
    write,
)
from causalnet.formats.model_file.mechanisms import required_key, rows_by_states
from causalnet.formats.model_file.schema import by_name
from causalnet.formats.model_file.slips import set_slip, setting_hint
from causalnet.formats.model_file.values import is_texts, shown_in_toml
from causalnet.frozen_map import Register
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.edge_intervention import AsIf, Cut
from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.setting import (
    Hard,
    Partial,
    Policy,
    Setting,
    Shift,
    Stochastic,
    partial,
    shift,
)

__all__ = ["CONCLUSION", "FINDING", "GIVEN", "INTERVENTION"]

UNDER = (
    "lacks the key 'under': {direction!r} speaks of a change.",
    'Write under = { set = { x = "high" } }.',
)
STAND_IN = {"set": {"<x>": "<low>"}}


def _by_state(value: Mapping[str, Any]) -> Register[str, Any]:
    return Register(value, "state")


def _as_ifs(held: Mapping[str, Register[str, str]]) -> frozenset[AsIf]:
    return frozenset(AsIf(effect, causes) for effect, causes in held.items())


def _write_as_ifs() -> Callable[[frozenset[AsIf]], Any]:
    write = BY_EFFECT.writer()
    return lambda parts: write({a.effect: a.causes for a in sorted(parts, key=lambda a: a.effect)})


# ── settings ─────────────────────────────────────────────────────────────────────────────────

STATE = FORMS[Hard] = plain(
    "a state", is_text, make=Hard, take=lambda hard: hard.state, json=TEXT.json
)
BY_STATE = "{ low = 0.2, high = 0.8 }"
LOTTERY = declare(
    Stochastic,
    given={"p": {"form": by_name(NUMBER, BY_STATE, _by_state, shares=True, whole=True)}},
)


def _choice(value: Any) -> tuple[Form, Any] | None:
    if not isinstance(value, str | dict):
        return None
    return (STATE if isinstance(value, str) else LOTTERY), value


CHOICE = one_of("a state or { p = { … } }", [STATE, LOTTERY], _choice, written)
CHOICES = by_name(CHOICE, '{ low = "x", high = "y" }', lambda held: Register(held, "choice"))
# A policy that reads several variables has a row for each combination of their states.
THEN = required_key("then", CHOICE, "The choice.", "result")
CHOICE_ROWS = rows_by_states(THEN, lambda held: Register(held, "choice"))


def _chosen(value: Any) -> tuple[Form, Any] | None:
    if isinstance(value, dict):
        return CHOICES, value
    return (CHOICE_ROWS, value) if isinstance(value, list) else None


def _write_chosen(held: Register[Any, Any]) -> Any:
    several = any(isinstance(key, tuple) for key in held)
    return write(CHOICE_ROWS if several else CHOICES, held)


CHOOSE = one_of(
    'choices such as { low = "x", high = "y" } or [{ when = ["low", "yes"], then = "x" }]',
    [CHOICES, CHOICE_ROWS],
    _chosen,
    _write_chosen,
)


def _read(value: Any) -> tuple[Form, Any] | None:
    if isinstance(value, str):
        return TEXT, value
    return (SEVERAL, value) if is_texts(value) else None


SEVERAL = plain("an array of variables", is_texts, make=tuple, take=list, json=TEXTS.json)
GIVEN = one_of(
    "a variable or an array of variables",
    [TEXT, SEVERAL],
    _read,
    lambda given: given if isinstance(given, str) else given[0] if len(given) == 1 else list(given),
    cell="texts",
)
BY_KEY: dict[str, Form] = {
    "p": LOTTERY,
    "shift": declare(Shift, given={"steps": {"name": "shift"}}, make=shift),
    "partial": declare(Partial, given={"state": {"name": "partial"}}, make=partial),
    "given": declare(Policy, given={"given": {"form": GIVEN}, "choose": {"form": CHOOSE}}),
}


def _setting(value: Any) -> tuple[Form, Any] | None:
    if isinstance(value, str):
        return STATE, value
    key = next((key for key in BY_KEY if isinstance(value, dict) and key in value), None)
    return (BY_KEY[key], value) if key else None


SETTING = FORMS[Setting] = one_of(
    f"a state or a table with the key {', '.join(BY_KEY)}",
    [STATE, *BY_KEY.values()],
    _setting,
    written,
    hint=setting_hint,
    mark=";",
)

# ── interventions ────────────────────────────────────────────────────────────────────────────

CUTS = plain(
    'an array such as [["x", "y"]]',
    lambda value: isinstance(value, list) and all(is_texts(x) and len(x) == 2 for x in value),
    make=lambda pairs: frozenset(Cut(*pair) for pair in pairs),
    take=lambda cuts: [
        [c.cause, c.effect] for c in sorted(cuts, key=lambda c: (c.cause, c.effect))
    ],
    json=typed("array", items=typed("array", items=TEXT.json(), minItems=2, maxItems=2)()),
)
SEEN = by_name(
    plain("a state", is_text, json=TEXT.json), '{ x = "low" }', lambda held: Register(held, "cause")
)
BY_EFFECT = by_name(SEEN, '{ y = { x = "low" } }', _as_ifs)
AS_IFS = replace(BY_EFFECT, writer=_write_as_ifs)
SETTINGS = by_name(SETTING, '{ x = "low" }', lambda held: Register(held, "setting"))
INTERVENTION = declare(
    Intervention,
    given={
        "settings": {"name": "set", "form": SETTINGS},
        "cuts": {"name": "cut", "form": CUTS},
        "as_ifs": {"name": "as_if", "form": AS_IFS},
    },
    like='{ set = { x = "low" } }',
    slip=set_slip,
)

# ── findings and conclusions ─────────────────────────────────────────────────────────────────

LIKELIHOOD = declare(
    Likelihood,
    given={"p": {"name": "likelihood", "form": by_name(NUMBER, BY_STATE, _by_state, whole=True)}},
)
STATES = FORMS[frozenset] = plain(
    "an array of states", is_texts, make=frozenset, take=sorted, json=TEXTS.json
)


def _finding(value: Any) -> tuple[Form, Any] | None:
    if isinstance(value, str | dict):
        return (TEXT if isinstance(value, str) else LIKELIHOOD), value
    return (STATES, value) if is_texts(value) and value else None


FINDING = FORMS[Finding] = one_of(
    "a state, an array of states or { likelihood = { … } }",
    [TEXT, STATES, LIKELIHOOD],
    _finding,
    written,
    cell="finding",
)


def _at_least(value: Any, key: str) -> list[Note]:
    return [(f"must be a state of the outcome, not {shown_in_toml(value)}.", size_hint(value))]


CONCLUSION = declare(
    Conclusion,
    given={
        "under": {"missing": UNDER, "stand_in": STAND_IN},
        "versus": {"stand_in": STAND_IN},
        "given": {"form": by_name(FINDING, '{ x = "low" }')},
        "at_least": {"form": replace(TEXT, notes=_at_least)},
        "threshold": {"stand_in": 0.0},
    },
    like='{ outcome = "y", direction = "rises", under = { set = { x = "high" } } }',
    noun="check",
)
