"""From a model to the data of a model file, from which `decode` makes the same model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Claim, Evidence, Source
from causalnet.model.conclusion import Conclusion
from causalnet.model.finding import Likelihood
from causalnet.model.influence import Absence, Influence, Modifier, Rival, derived_standing
from causalnet.model.intervention import Intervention
from causalnet.model.judgement import Judgement
from causalnet.model.mechanism import Graded, Tabular
from causalnet.model.proposal import Actor, Proposal
from causalnet.model.setting import Hard, Partial, Policy, Shift, Stochastic
from causalnet.model.variable import Baseline, Variable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["encode"]

NAMED = ("sources", "variables", "claims", "rivals", "proposals", "actors")
ROWS = ("influences", "modifiers", "absences")
JUDGEMENT = ("low", "mode", "high", "zero", "inclusion")
VARIABLE = (
    *("name", "label", "states", "means", "meanings", "role", "better", "latent", "sizes"),
    *("baseline", "mechanism", "alternate", "note"),
)
"""The keys of a variable in the order in which a file gives them."""


def encode(model: CausalModel) -> dict[str, Any]:
    """The model as tables, arrays, strings and numbers; fields at their default are left out.

    A sign is always written. A standing is left out if it follows from the claims.

    Examples
    --------
    >>> lawn = CausalModel("lawn", [Variable("rain", ["no", "yes"], Baseline([0.8, 0.2]))])
    >>> encode(lawn)["variables"]
    {'rain': {'states': ['no', 'yes'], 'baseline': {'p': [0.8, 0.2]}}}
    """
    title = "" if model.title == model.name else model.title
    data: dict[str, Any] = {"name": model.name, "title": title}
    data |= {"description": model.description, "period": model.period}
    data["strengths"] = {word: _strength(j) for word, j in model.strengths.items()}
    rows = {kind: plain(getattr(model, kind)) for kind in ROWS}
    for kind in NAMED:
        if kind == "rivals":
            data["graph"] = {key: held for key, held in rows.items() if held}
        parts: Mapping[str, object] = getattr(model, kind)
        data[kind] = {name: _nameless(plain(part)) for name, part in parts.items()}
    data["evidence"] = plain(model.evidence)
    return {key: held for key, held in data.items() if held or key == "name"}


def _nameless(data: Any) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "name"}


def _strength(judgement: Judgement) -> object:
    """In the table of strengths a bare number is a fixed judgement."""
    data = plain(judgement)
    return data[0] if isinstance(data, list) and len(data) == 2 and same(*data) else data


def same(a: object, b: object) -> bool:
    """Whether two values are equal and of one type, so that one may be left out for the other."""
    return a == b and repr(a) == repr(b)


# ── one value at a time ──────────────────────────────────────────────────────────────────────


@singledispatch
def plain(value: object) -> Any:
    """A value as tables, arrays, strings and numbers."""
    return value


@plain.register(tuple)
def _(value: tuple[object, ...]) -> Any:
    return [plain(item) for item in value]


@plain.register(frozenset)
def _(value: frozenset[str]) -> Any:
    return sorted(value)


@plain.register(Mapping)
def _(value: Mapping[str, object]) -> Any:
    return {name: plain(item) for name, item in value.items()}


@plain.register(Source)
@plain.register(Claim)
@plain.register(Evidence)
@plain.register(Absence)
@plain.register(Actor)
@plain.register(Baseline)
@plain.register(Conclusion)
def _(value: DataclassInstance) -> Any:
    return _kept(value)


@plain.register(Influence)
@plain.register(Modifier)
def _(value: Influence | Modifier) -> Any:
    data = _kept(value, always=("sign",))
    if value.standing == derived_standing(value.claims):
        del data["standing"]
    return data


def _kept(value: DataclassInstance, always: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields that are not at their default, in order."""
    held = {f.name: getattr(value, f.name) for f in fields(value)}
    return {
        f.name: plain(held[f.name])
        for f in fields(value)
        if f.name in always or not same(held[f.name], _default(f))
    }


def _default(f: Field[Any]) -> object:
    return f.default if f.default_factory is MISSING else f.default_factory()


@plain.register
def _(value: Judgement) -> Any:
    kept = _kept(value)
    if {"zero", "inclusion"} & {*kept}:
        return {key: kept[key] for key in JUDGEMENT if key in kept}
    return [kept[key] for key in JUDGEMENT if key in kept]


@plain.register
def _(value: Variable) -> Any:
    data = _kept(value)
    if value.label == Variable(value.name, value.states).label:
        del data["label"]
    if "roles" in data:
        data["role"] = data["roles"][0] if len(value.roles) == 1 else data["roles"]
    return {key: data[key] for key in VARIABLE if key in data}


@plain.register
def _(value: Rival) -> Any:
    data = _kept(value)
    for row in data["influences"]:
        row.pop("standing", None)
    order = ("name", "reason", "influences", "hidden")
    return {key: data[key] for key in order if key in data}


@plain.register
def _(value: Proposal) -> Any:
    data = {"name": value.name, **plain(value.intervention)}
    data |= {"claims": list(value.claims), "note": value.note}
    return {key: held for key, held in data.items() if held}


# ── mechanisms ───────────────────────────────────────────────────────────────────────────────


@plain.register(Graded)
def _(value: Any) -> Any:
    data = _kept(value)
    return {"kind": value.kind, **data} if data else value.kind


@plain.register
def _(value: Tabular) -> Any:
    rows = [
        {"when": list(when), "state" if isinstance(result, str) else "p": plain(result)}
        for when, result in value.rows.items()
    ]
    return {"kind": value.kind, "causes": list(value.causes), "rows": rows}


# ── interventions and findings ───────────────────────────────────────────────────────────────


@plain.register
def _(value: Intervention) -> Any:
    cuts = [[c.cause, c.effect] for c in value.ordered_cuts]
    data = {"set": plain(value.settings), "cut": cuts}
    return {key: held for key, held in data.items() if held}


@plain.register
def _(value: Hard) -> Any:
    return value.state


@plain.register
def _(value: Stochastic) -> Any:
    return {"p": dict(value.p)}


@plain.register
def _(value: Shift) -> Any:
    return {"shift": value.steps}


@plain.register
def _(value: Partial) -> Any:
    return {"partial": value.state, "uptake": value.uptake}


@plain.register
def _(value: Policy) -> Any:
    return {"given": value.given, "choose": plain(value.choose)}


@plain.register
def _(value: Likelihood) -> Any:
    return {"likelihood": dict(value.p)}
