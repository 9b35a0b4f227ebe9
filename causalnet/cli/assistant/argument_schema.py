"""The JSON Schema of a verb's arguments, with the names and states of a model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from causalnet.cli.parameters import Argument, proposals
from causalnet.cli.verbs import VerbArguments
from causalnet.model.causal_model import CausalModel
from causalnet.network.network import Network

__all__ = ["argument_schema", "states_of"]

# Names of arguments that are variables, with or without a state.
OUTCOMES = ("outcome", "outcomes")
STATES = ("given", "observed")
# A longer list of examples is left to the front page.
MOST_LISTED = 400
HOW = (
    "x=state sets a variable; also x=shift(+1), x=partial(state, 0.5), cut(x, y), or the name of a proposal. "
    "Several settings are done at once."
)


def states_of(model: object) -> dict[str, tuple[str, ...]]:
    """The states of each variable of a model or a network."""
    if isinstance(model, CausalModel):
        return {name: tuple(v.states) for name, v in model.variables.items()}
    return {**model.states} if isinstance(model, Network) else {}


def argument_schema(asked: VerbArguments, model: object) -> dict[str, Any]:
    """The schema of an object with an entry for each argument.

    Variables are listed under ``$defs``, and each with its states as ``x=state``.
    """
    states = states_of(model)
    pairs = [f"{name}={state}" for name, own in states.items() for state in own]
    listed = {"variable": [*states], "state": pairs, "proposal": [*proposals(model)]}
    properties = {str(one.shown.name): _property(one, listed) for one in asked.arguments}
    named = json.dumps(properties)
    return {
        "type": "object",
        "properties": properties,
        "required": [str(one.shown.name) for one in asked.arguments if one.shown.required],
        "additionalProperties": False,
        "$defs": {
            kind: {"type": "string", "enum": names}
            for kind, names in listed.items()
            if _reference(kind) in named
        },
    }


def _reference(kind: str) -> str:
    return f"#/$defs/{kind}"


def _property(one: Argument, listed: Mapping[str, list[str]]) -> dict[str, Any]:
    shown = one.shown
    single = _single(one, listed)
    several = getattr(shown, "multiple", False) or shown.nargs == -1
    made = {"type": "array", "items": single} if several else single
    words = [one.meaning]
    if getattr(shown, "metavar", "") == "INTERVENTION":
        words.append(HOW)
    return {**made, "description": " ".join(filter(None, words))}


def _single(one: Argument, listed: Mapping[str, list[str]]) -> dict[str, Any]:
    kind = one.shown.type
    if isinstance(kind, click.Choice):
        return {"type": "string", "enum": [str(word) for word in kind.choices]}
    if getattr(one.shown, "is_flag", False) or kind is click.BOOL:
        return {"type": "boolean"}
    if kind is click.INT:
        return {"type": "integer"}
    if kind is click.FLOAT:
        return {"type": "number"}
    return {"type": "string", **_examples(one, listed)}


def _examples(one: Argument, listed: Mapping[str, list[str]]) -> dict[str, Any]:
    """What a text may be, by reference to the lists of the model."""
    few = {kind for kind, names in listed.items() if names and len(names) <= MOST_LISTED}
    if one.name in OUTCOMES:
        kinds = ["variable", "state"]
    elif one.name in STATES:
        kinds = ["state"]
    elif getattr(one.shown, "metavar", "") == "INTERVENTION":
        kinds = ["state", "proposal"]
    else:
        return {}
    # Other texts are understood too, so that the lists are what a text usually is.
    refs: list[dict[str, Any]] = [{"$ref": _reference(kind)} for kind in kinds if kind in few]
    return {"anyOf": [*refs, {"type": "string"}]} if refs else {}
