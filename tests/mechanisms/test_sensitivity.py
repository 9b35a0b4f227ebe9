"""Derivatives through calibration, against differences of recompiled models."""

from __future__ import annotations

import numpy as np
import pytest

import causalnet as cn
from causalnet.errors import QuestionError
from causalnet.inference.answer import joint
from causalnet.mechanisms.compiling import compile_model
from causalnet.mechanisms.parameters import Parameters, central
from causalnet.mechanisms.sampling import sampled
from causalnet.mechanisms.sensitivity import parameter_derivatives

STEP = 1e-5


def _diamond(mechanism, *, modified=False):
    """Confounded causes, a calibrated chain, and a modifier."""
    three = ["0", "1", "2"]

    def variable(name, *p):
        own = cn.Baseline(list(p)) if p else None
        return cn.Variable(name, three, own, mechanism=mechanism if name == "y" else cn.Ordinal())

    influences = [
        cn.Influence("a", "b", "+", cn.pert(0.2, 0.9, 1.5)),
        cn.Influence("a", "c", "-", cn.pert(0.2, 0.6, 1.5)),
        cn.Influence("b", "y", "+", cn.pert(0.2, 0.7, 1.5), reference="0"),
        cn.Influence("c", "y", "+" if modified else "-", cn.pert(0.2, 0.5, 1.5)),
        cn.Influence("y", "z", "+", cn.pert(0.2, 1.1, 1.5)),
        cn.Influence("b", "z", "+", cn.pert(0.1, 0.3, 0.5)),
    ]
    modifiers = [cn.Modifier("b", "y", by="c", amount=cn.pert(0.1, 0.4, 1.0))] if modified else []
    return cn.CausalModel(
        "diamond",
        [
            variable("a", 0.3, 0.3, 0.4),
            variable("b", 0.5, 0.3, 0.2),
            variable("c"),
            variable("y", 0.4, 0.35, 0.25),
            variable("z", 0.2, 0.5, 0.3),
        ],
        influences,
        modifiers=modifiers,
    )


def _difference(model, numbers, kind, key, question):
    sides = []
    for step in (STEP, -STEP):
        moved = {**getattr(numbers, kind), key: getattr(numbers, kind)[key] + step}
        other = Parameters(
            **{"strengths": numbers.strengths, "amounts": numbers.amounts, kind: moved}
        )
        sides.append(joint(compile_model(model, other), *question[:-1], done=question[-1]))
    return (sides[0] - sides[1]) / (2 * STEP)


@pytest.mark.parametrize("modified", [False, True])
@pytest.mark.parametrize("mechanism", [cn.Ordinal(), cn.NoisyMax(), cn.NoisyMin()], ids=repr)
@pytest.mark.parametrize(
    "question",
    [
        (["z"], None, None),
        (["z"], None, {"b": "2"}),
        (["y"], {"z": "0"}, {"b": "2"}),
        (["c"], {"y": "1"}, {}),
    ],
)
def test_thresholds_respond(mechanism, question, modified):
    if modified and not isinstance(mechanism, cn.Ordinal):
        return
    model = _diamond(mechanism, modified=modified)
    numbers = central(model)
    network = compile_model(model, numbers)
    outcome, seen, done = question
    found = parameter_derivatives(model, network, numbers, outcome, seen, done=done)
    for kind in ("strengths", "amounts"):
        for key in getattr(numbers, kind):
            expected = _difference(model, numbers, kind, key, question)
            own = getattr(found, kind).get(key, np.zeros_like(expected))
            np.testing.assert_allclose(own, expected, atol=3e-9)


def test_drawn_derivatives_are_those_of_each_draw():
    model = _diamond(cn.Ordinal(), modified=True)
    numbers = sampled(model, 3, seed=0)
    network = compile_model(model, numbers)
    found = parameter_derivatives(model, network, numbers, ["z"], done={"b": "2"})
    for key, value in found.strengths.items():
        expected = _difference(model, numbers, "strengths", key, (["z"], None, {"b": "2"}))
        np.testing.assert_allclose(value, expected, atol=3e-9)


def test_a_mechanism_without_a_closed_form_says_so():
    model = _diamond(cn.RankedNode())
    numbers = central(model)
    with pytest.raises(QuestionError, match="'y', whose ranked mechanism has no derivative"):
        parameter_derivatives(model, compile_model(model, numbers), numbers, ["z"])
