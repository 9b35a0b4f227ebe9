"""The parts of a model in its file: sources, variables, claims, influences and what rests on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, get_args

from attrs import Factory

from causalnet.formats.model_file.declare import FORMS, declare, keys_of
from causalnet.formats.model_file.forms import (
    NUMBER,
    SHARES,
    TEXT,
    TEXTS,
    Form,
    one_of,
    plain,
    typed,
    words,
    write,
)
from causalnet.formats.model_file.hints import key_meant, value_hint
from causalnet.formats.model_file.interventions import GIVEN, INTERVENTION
from causalnet.formats.model_file.mechanisms import MECHANISM, required_key, rows_by_states
from causalnet.formats.model_file.schema import Schema, by_name, rows, table
from causalnet.formats.model_file.slips import baseline_slip, judgement_hint
from causalnet.formats.model_file.values import is_number, is_numbers
from causalnet.model.claim import Citation, Claim, Evidence, Source
from causalnet.model.decision import Choice, Utility
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import (
    Absence,
    Influence,
    Modifier,
    Rival,
    derived_standing,
    influence_name,
)
from causalnet.model.judgements.judgement import Judgement, fixed
from causalnet.model.judgements.panel import Panel
from causalnet.model.proposal import Actor, Proposal
from causalnet.model.variable import Baseline, Role, Variable

__all__ = ["BASELINE", "INFLUENCE", "JUDGEMENT", "VARIABLE", "WORD_STRENGTH"]

# ── judgements ───────────────────────────────────────────────────────────────────────────────


def _is_range(value: Any) -> bool:
    return is_numbers(value) and len(value) in (2, 3)


RANGE = plain(
    "[low, high] or [low, mode, high]",
    _is_range,
    make=lambda numbers: Judgement(numbers[0], numbers[-1], *numbers[1:-1]),
    json=typed("array", items=NUMBER.json(), minItems=2, maxItems=3),
)
JUDGEMENT = declare(Judgement, order="low mode high zero inclusion")
FIXED = plain("a number", is_number, make=fixed, json=NUMBER.json)
JUDGEMENTS = "a number, [low, high], [low, mode, high] or { low = …, mode = …, high = … }"


PEOPLE = "{ anna = …, ben = … }"


def _chosen(number: Form, *, words: bool, several: Callable[[], Form] | None = None) -> Any:
    def choose(value: Any) -> tuple[Form, Any] | None:
        if is_number(value):
            return number, value
        if isinstance(value, str):
            return (TEXT, value) if words else None
        if isinstance(value, dict):
            return (several() if several and _by_person(value, JUDGEMENT) else JUDGEMENT), value
        return (RANGE, value) if _is_range(value) else None

    return choose


def _by_person(value: dict[str, Any], one: Form) -> bool:
    """Whether the keys of a table are people, and not the keys of one judgement, however misspelt."""
    keys = [key.name for key in one.schema.keys]
    return not (any(k in keys for k in value) or all(key_meant(k, keys) for k in value))


def _write(strength: Any) -> Any:
    """A number or a word as it is; a range as an array, unless the judgement has further parts; a panel by person."""
    if isinstance(strength, Panel):
        return {name: _write_word(said) for name, said in strength.judged.items()}
    if not isinstance(strength, Judgement):
        return strength
    data = write(JUDGEMENT, strength)
    return data if {"zero", "inclusion"} & {*data} else [*data.values()]


def _write_word(strength: Judgement | Panel[Judgement]) -> Any:
    """In the table of strengths a bare number is a fixed judgement."""
    data = _write(strength)
    equal = isinstance(data, list) and len(data) == 2 and repr(data[0]) == repr(data[1])
    return data[0] if equal else data


ONE_JUDGEMENT = one_of(
    JUDGEMENTS,
    [FIXED, RANGE, JUDGEMENT],
    _chosen(FIXED, words=False),
    _write_word,
    hint=judgement_hint,
    mark=";",
)
PANEL = by_name(ONE_JUDGEMENT, PEOPLE, Panel, whole=True)
STRENGTH = FORMS[float | Judgement | Panel[Judgement] | str] = one_of(
    f"{JUDGEMENTS}, or a word from [strengths]",
    [NUMBER, TEXT, RANGE, JUDGEMENT, PANEL],
    _chosen(NUMBER, words=True, several=lambda: PANEL),
    _write,
    hint=judgement_hint,
    mark=";",
    cell="strength",
)
WORD_STRENGTH = one_of(
    JUDGEMENTS,
    [FIXED, RANGE, JUDGEMENT, PANEL],
    _chosen(FIXED, words=False, several=lambda: PANEL),
    _write_word,
    hint=judgement_hint,
    mark=";",
)

# ── variables ────────────────────────────────────────────────────────────────────────────────

BASELINE = declare(
    Baseline,
    given={"p": {"form": SHARES}},
    like="{ p = [0.8, 0.2] }",
    slip=baseline_slip,
)
BASELINES = by_name(BASELINE, "{ anna = { p = […] }, ben = { p = […] } }", Panel, whole=True)


def _baseline_of(value: Any) -> tuple[Form, Any] | None:
    """One baseline, or those of several people, whose values are tables or arrays."""
    if not isinstance(value, dict):
        return None
    parted = bool(value) and all(isinstance(x, dict | list) for x in value.values())
    return (BASELINES if parted and _by_person(value, BASELINE) else BASELINE), value


def _write_baseline(baseline: Baseline | Panel[Baseline]) -> Any:
    if isinstance(baseline, Panel):
        return {name: write(BASELINE, said) for name, said in baseline.judged.items()}
    return write(BASELINE, baseline)


FORMS[Baseline | Panel[Baseline]] = one_of(
    BASELINE.said,
    [BASELINE, BASELINES],
    _baseline_of,
    _write_baseline,
    hint=lambda value: value_hint(BASELINE.said, value, "baseline"),
)
STATES = replace(TEXTS, json=typed("array", items=TEXT.json(), minItems=2))
LABEL = Factory(lambda part: Variable(part.name, part.states).label, takes_self=True)
VARIABLE = declare(
    Variable,
    order="name label states state_labels means meanings roles better latent sizes baseline mechanism alternate note drafted_by reviewed_by",
    given={
        "label": {"default": LABEL},
        "states": {"form": STATES, "stand_in": ["<low>", "<high>"]},
        "roles": {"name": "role", "form": words(get_args(Role))},
        "mechanism": {"form": MECHANISM, "essential": True},
        "alternate": {"form": MECHANISM},
    },
    like='{ name = "…", states = ["…", "…"] }',
)

# ── arrows ───────────────────────────────────────────────────────────────────────────────────


def _row_title(row: Mapping[str, object]) -> str:
    """The name of an influence or a modifier in errors; empty if the row does not give it."""
    cause, effect, lag, by = (row.get(key) for key in ("cause", "effect", "lag", "by"))
    if not (isinstance(cause, str) and isinstance(effect, str)):
        return ""
    whole = isinstance(lag, int) and not isinstance(lag, bool) and lag > 0
    name = influence_name(cause, effect, int(str(lag)) if whole else 0)
    return f"{name} × {by}" if isinstance(by, str) else name


def _absence_title(row: Mapping[str, object]) -> str:
    """The name of an absence in errors; empty if the row does not give it."""
    cause, effect = row.get("cause"), row.get("effect")
    return f"{cause} ↛ {effect}" if isinstance(cause, str) and isinstance(effect, str) else ""


SIGN = {
    "required": True,
    "missing": ("has no sign.", 'Write sign = "+", "-" or "?".'),
    "stand_in": "?",
}
STANDING = {
    "required": False,
    "default": Factory(lambda part: derived_standing(part.claims), takes_self=True),
}
INFLUENCE = declare(
    Influence,
    given={"sign": SIGN, "standing": STANDING},
    like='{ cause = "x", effect = "y", sign = "+", strength = 1 }',
    noun="influence",
    title=_row_title,
)
declare(
    Modifier,
    given={"sign": SIGN, "standing": STANDING, "amount": {"stand_in": 0.0}},
    noun="modifier",
    title=_row_title,
)
declare(Absence, noun="absence", title=_absence_title)
# The standing of a rival's influences is known.
ROW = INFLUENCE.schema
RIVAL_ROW = replace(ROW, keys=tuple(key for key in ROW.keys if key.name != "standing"))
OWN_NAME = {"default": Factory(lambda part: part.name, takes_self=True)}
declare(
    Rival,
    order="name label reason influences hidden drafted_by reviewed_by",
    given={
        "label": OWN_NAME,
        "influences": {
            "form": rows(table(RIVAL_ROW)),
            "stand_in": [{"cause": "<cause>", "effect": "<effect>", "sign": "?"}],
        },
        "hidden": {"essential": True},
    },
)

# ── where it comes from, what is done, and by whom ───────────────────────────────────────────

FORMS[Mapping[str, str]] = by_name(TEXT, '{ district = "north" }')
declare(Source)
declare(Citation, like='{ source = "…", at = "…" }', noun="also")
declare(Claim)
declare(
    Evidence,
    given={"stance": {"stand_in": "for"}},
    noun="evidence",
)
declare(Actor, order="name label moves note", given={"label": OWN_NAME})

# ── decisions, and what outcomes are worth ───────────────────────────────────────────────────

declare(Choice)
WORTHS = by_name(NUMBER, "{ low = 0, high = 10 }", whole=True)
WORTH = required_key("worth", NUMBER, "What these states are worth together.", "result")
WORTH_ROWS = rows_by_states(WORTH)


def _worths(value: Any) -> tuple[Form, Any] | None:
    if isinstance(value, dict):
        return WORTHS, value
    return (WORTH_ROWS, value) if isinstance(value, list) else None


def _write_worths(held: Mapping[str | tuple[str, ...], float]) -> Any:
    several = any(isinstance(key, tuple) for key in held)
    return write(WORTH_ROWS if several else WORTHS, held)


declare(
    Utility,
    given={
        "of": {"form": GIVEN},
        "worth": {
            "form": one_of(
                'worths such as { low = 0, high = 10 } or [{ when = ["low", "yes"], worth = 10 }]',
                [WORTHS, WORTH_ROWS],
                _worths,
                _write_worths,
            ),
        },
    },
    like='{ of = "x", worth = { low = 0, high = 10 } }',
)


def _proposal(name: str, **held: Any) -> Proposal:
    own = {key.attribute: held.pop(key.attribute) for key in REST if key.attribute in held}
    return Proposal(name, Intervention(**held), **own)


def _proposed(proposal: Proposal) -> SimpleNamespace:
    done = proposal.intervention
    return SimpleNamespace(
        name=proposal.name,
        label=proposal.label,
        settings=done.settings,
        cuts=done.cuts,
        as_ifs=done.as_ifs,
        claims=proposal.claims,
        note=proposal.note,
        drafted_by=proposal.drafted_by,
        reviewed_by=proposal.reviewed_by,
    )


NAME, *REST = keys_of(
    Proposal, "name label claims note drafted_by reviewed_by", {"label": OWN_NAME}
)
FORMS[Proposal] = table(
    # The keys of the intervention stand beside those of the proposal.
    Schema(
        of=Proposal,
        keys=(NAME, *INTERVENTION.schema.keys, *REST),
        make=_proposal,
        take=_proposed,
        slip=INTERVENTION.schema.slip,
    )
)
