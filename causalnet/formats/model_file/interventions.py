"""Interventions, findings and conclusions in a model file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from causalnet.boundary.advice import size_hint
from causalnet.formats.model_file.advice import set_slip, setting_hint
from causalnet.formats.model_file.declare import FORMS, declare, written
from causalnet.formats.model_file.forms import NUMBER, TEXT, Form, OneOf, Plain
from causalnet.formats.model_file.tables import ByName, Inline
from causalnet.formats.model_file.values import is_texts
from causalnet.frozen_map import Register
from causalnet.model.conclusion import Conclusion
from causalnet.model.finding import Finding, Likelihood
from causalnet.model.intervention import Intervention
from causalnet.model.setting import (
    Cut,
    Hard,
    Partial,
    Policy,
    Setting,
    Shift,
    Stochastic,
    partial,
    shift,
)

__all__ = ["CONCLUSION", "INTERVENTION"]

UNDER = (
    "lacks the key 'under': {direction!r} speaks of a change.",
    'Write under = { set = { x = "high" } }.',
)
STAND_IN = {"set": {"<x>": "<low>"}}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _by_state(value: Mapping[str, Any]) -> Register[str, Any]:
    return Register(value, "state")


# ── settings ─────────────────────────────────────────────────────────────────────────────────

STATE = FORMS[Hard] = Plain(said="a state", fits=_is_text, make=Hard, take=lambda hard: hard.state)
NUMBERS_BY_STATE = "{ low = 0.2, high = 0.8 }"
LOTTERY = Inline(
    declare(
        Stochastic,
        given={"p": {"form": ByName(NUMBER, NUMBERS_BY_STATE, _by_state, shares=True, whole=True)}},
    )
)


def _choice(value: Any) -> tuple[Form, Any] | None:
    form: Form | None = STATE if isinstance(value, str) else None
    form = LOTTERY if isinstance(value, dict) else form
    return (form, value) if form else None


CHOICE = OneOf(
    said="a state or { p = { … } }", choose=_choice, write=written, options=(STATE, LOTTERY)
)
CHOICES = ByName(CHOICE, '{ low = "x", high = "y" }', lambda held: Register(held, "choice"))
BY_KEY: dict[str, Form] = {
    "p": LOTTERY,
    "shift": Inline(declare(Shift, given={"steps": {"name": "shift"}}, make=shift)),
    "partial": Inline(declare(Partial, given={"state": {"name": "partial"}}, make=partial)),
    "given": Inline(declare(Policy, given={"choose": {"form": CHOICES}})),
}


def _setting(value: Any) -> tuple[Form, Any] | None:
    if isinstance(value, str):
        return STATE, value
    key = next((key for key in BY_KEY if isinstance(value, dict) and key in value), None)
    return (BY_KEY[key], value) if key else None


SETTING = FORMS[Setting] = OneOf(
    said=f"a state or a table with the key {', '.join(BY_KEY)}",
    choose=_setting,
    write=written,
    options=(STATE, *BY_KEY.values()),
    hint=setting_hint,
    mark=";",
)

# ── interventions ────────────────────────────────────────────────────────────────────────────

CUTS = Plain(
    said='an array such as [["x", "y"]]',
    fits=lambda value: isinstance(value, list) and all(is_texts(x) and len(x) == 2 for x in value),
    make=lambda pairs: frozenset(Cut(*pair) for pair in pairs),
    take=lambda cuts: [
        [c.cause, c.effect] for c in sorted(cuts, key=lambda c: (c.cause, c.effect))
    ],
)
SETTINGS = ByName(SETTING, '{ x = "low" }', lambda held: Register(held, "setting"))
INTERVENTION = declare(
    Intervention,
    given={"settings": {"name": "set", "form": SETTINGS}, "cuts": {"name": "cut", "form": CUTS}},
    like='{ set = { x = "low" } }',
    slip=set_slip,
)

# ── findings and conclusions ─────────────────────────────────────────────────────────────────

LIKELIHOOD = Inline(
    declare(
        Likelihood,
        given={
            "p": {
                "name": "likelihood",
                "form": ByName(NUMBER, NUMBERS_BY_STATE, _by_state, whole=True),
            }
        },
    )
)
STATES = FORMS[frozenset] = Plain(
    said="an array of states",
    fits=lambda value: is_texts(value) and value,
    make=frozenset,
    take=sorted,
)


def _finding(value: Any) -> tuple[Form, Any] | None:
    forms = ((str, TEXT), (dict, LIKELIHOOD), (list, STATES))
    form = next((form for kind, form in forms if isinstance(value, kind)), None)
    return (form, value) if form and (form is not STATES or STATES.fits(value)) else None


FINDING = FORMS[Finding] = OneOf(
    said="a state, an array of states or { likelihood = { … } }",
    choose=_finding,
    write=written,
    options=(TEXT, STATES, LIKELIHOOD),
)
LEAST = Plain(said="a state of the outcome", fits=_is_text, hint=size_hint)
CONCLUSION = declare(
    Conclusion,
    given={
        "under": {"missing": UNDER, "stand_in": STAND_IN},
        "versus": {"stand_in": STAND_IN},
        "given": {"form": ByName(FINDING, '{ x = "low" }')},
        "at_least": {"form": LEAST},
        "threshold": {"stand_in": 0.0},
    },
    like='{ outcome = "y", direction = "rises", under = { set = { x = "high" } } }',
    noun="check",
)
