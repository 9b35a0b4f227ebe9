"""From a model to the data of a model file, from which `decode` makes the same model."""

from __future__ import annotations

from typing import Any

from causalnet.formats.model_file.forms import Form, write
from causalnet.formats.model_file.sections import FILE, NAMED_FORMS
from causalnet.formats.model_file.unread import AFTER_GRAPH
from causalnet.formats.translations.inline import woven
from causalnet.model.causal_model import CausalModel

__all__ = ["encode"]


def encode(model: CausalModel, *, translated: bool = True) -> dict[str, Any]:
    """The model as tables, arrays, strings and numbers; fields at their default are left out.

    A sign is always written. A standing is left out if it follows from the claims. A text in several languages is a table
    of them, unless only those in the model's own are asked for.

    Examples
    --------
    >>> from causalnet.model.variable import Baseline, Variable
    >>> lawn = CausalModel("lawn", [Variable("rain", ["no", "yes"], Baseline([0.8, 0.2]))])
    >>> encode(lawn)["variables"]
    {'rain': {'states': ['no', 'yes'], 'baseline': {'p': [0.8, 0.2]}}}
    """
    data = write(FILE, model)
    if translated and model.translations:
        data = in_order_of_keys(woven(data, model.language, model.translations))
    order = sorted(data, key=AFTER_GRAPH.__contains__)
    return {key: data[key] for key in order if data[key] or key == "name"}


def in_order_of_keys(data: dict[str, Any]) -> dict[str, Any]:
    """The data with the keys of each part in their order: a text that was left out may have come back."""
    own = {kind: _ordered(data[kind], NAMED_FORMS[kind]) for kind in NAMED_FORMS if kind in data}
    order = [key.name for key in FILE.schema.keys]
    return {key: (data | own)[key] for key in sorted(data, key=order.index)}


def _ordered(parts: dict[str, Any], form: Form) -> dict[str, Any]:
    order = [key.name for key in form.schema.keys]
    return {
        name: {k: part[k] for k in sorted(part, key=order.index)} for name, part in parts.items()
    }
