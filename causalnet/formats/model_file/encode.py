"""From a model to the data of a model file, from which `decode` makes the same model."""

from __future__ import annotations

from typing import Any

from causalnet.formats.model_file.forms import write
from causalnet.formats.model_file.sections import FILE
from causalnet.formats.model_file.unread import AFTER_GRAPH
from causalnet.model.causal_model import CausalModel

__all__ = ["encode"]


def encode(model: CausalModel) -> dict[str, Any]:
    """The model as tables, arrays, strings and numbers; fields at their default are left out.

    A sign is always written. A standing is left out if it follows from the claims.

    Examples
    --------
    >>> from causalnet.model.variable import Baseline, Variable
    >>> lawn = CausalModel("lawn", [Variable("rain", ["no", "yes"], Baseline([0.8, 0.2]))])
    >>> encode(lawn)["variables"]
    {'rain': {'states': ['no', 'yes'], 'baseline': {'p': [0.8, 0.2]}}}
    """
    data = write(FILE, model)
    order = sorted(data, key=AFTER_GRAPH.__contains__)
    return {key: data[key] for key in order if data[key] or key == "name"}
