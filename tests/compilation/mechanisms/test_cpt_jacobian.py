"""Slopes by every mechanism, sign and position, against differences of recompiled models."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.compilation.compiler import compile_model
from causalnet.compilation.parameters.ensemble import Ensemble, central
from tests.strategies.elicited import baselines

MECHANISMS = [
    cn.Ordinal(),
    cn.NoisyMax(),
    cn.NoisyMin(),
    cn.NoisyMax((0.7, 0.2, 0.1)),
    cn.NoisyMin((0.1, 0.2, 0.7)),
    cn.RankedNode(),
    cn.RankedNode(variance=0.05),
    cn.NoisyMax(like_ordinal=True),
    cn.NoisyMin(like_ordinal=True),
]
THREE = ["0", "1", "2"]


@st.composite
def signed(draw, mechanism):
    """One to three causes of y, with any sign; the strength of one that is signed "?" may be negative."""
    leaky = bool(getattr(mechanism, "leak", ()))
    declared = not leaky and draw(st.booleans())
    most = 0.8 if declared else 2.0
    variables, influences = [], []
    for i in range(draw(st.integers(1, 3))):
        size = draw(st.integers(2, 4))
        states = [str(s) for s in range(size)]
        variables.append(cn.Variable(f"x{i}", states, draw(baselines(size))))
        sign = draw(st.sampled_from("+-?"))
        strength = draw(st.floats(0.05, most)) * (-1 if sign == "?" and draw(st.booleans()) else 1)
        reference = draw(st.sampled_from([None, *states]))
        influences.append(
            cn.Influence(f"x{i}", "y", sign=sign, strength=strength, reference=reference)
        )
    own = cn.Baseline([0.45, 0.3, 0.25]) if declared else None
    y = cn.Variable("y", THREE, own, mechanism=mechanism)
    z = cn.Variable("z", ["no", "yes"])
    influences.append(cn.Influence("y", "z", sign="?", strength=draw(st.floats(-2, 2))))
    return cn.CausalModel("signed", [*variables, y, z], influences)


def difference(model, key, outcome, question, step=1e-3):
    """Of fourth order, from models with the strength a little greater and smaller."""
    ensemble = central(model)

    def level(n):
        moved = {**ensemble.strengths, key: ensemble.strengths[key] + n * step}
        return cn.query(compile_model(model, Ensemble(moved, {})), outcome, **question).level

    return (8 * (level(1) - level(-1)) - (level(2) - level(-2))) / (12 * step)


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=repr)
@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_slopes_are_differences(mechanism, data):
    model = data.draw(signed(mechanism))
    outcome = data.draw(st.sampled_from("yz"))
    seen = {"z": "no"} if outcome == "y" else {"y": "0"}
    question = data.draw(st.sampled_from([{}, {"under": cn.do(x0="0")}, {"given": seen}]))
    try:
        found = cn.slopes(model, outcome, **question).values
        expected = {
            i.name: difference(model, i.key, outcome, question)
            for i in model.influences
            if abs(i.strength) > 3e-3
        }
    except (cn.errors.CalibrationError, cn.errors.QuestionError):
        assume(False)
    for name, slope in expected.items():
        assert found.get(name, 0.0) == pytest.approx(slope, abs=1e-7)


@pytest.mark.parametrize(
    ("mechanism", "sign"), [(cn.NoisyMax(), -1), (cn.NoisyMin(), 1)], ids=["max", "min"]
)
def test_a_negative_strength_of_unknown_sign(mechanism, sign):
    model = cn.CausalModel(
        "m",
        [cn.Variable("x", ["no", "yes"]), cn.Variable("y", ["no", "yes"], mechanism=mechanism)],
        [cn.Influence("x", "y", sign="?", strength=-0.5)],
    )
    # Half the time x lifts (or pulls) y, with the chance tanh(|w|/2), whose derivative is sech²(w/2) / 2.
    expected = sign / np.cosh(0.25) ** 2 / 4
    assert cn.slopes(model, "y").values["x → y"] == pytest.approx(expected, abs=1e-12)
    found = cn.sensitivity(model, cn.Conclusion("y", "exceeds", threshold=0.1), draws=20)
    assert found[0].slope == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("mechanism", [cn.Ordinal(), cn.RankedNode(), cn.NoisyMin()], ids=repr)
@pytest.mark.parametrize(("seen", "z"), [("h", "l"), ("l", "h")])
def test_slopes_where_what_is_seen_hardly_ever_occurs(mechanism, seen, z):
    two, strong = ["l", "h"], 66.0 if mechanism == cn.Ordinal() else 20.0

    def model(w):
        return cn.CausalModel(
            "m",
            [
                cn.Variable("x", two),
                cn.Variable("z", two),
                cn.Variable("y", two, mechanism=mechanism),
            ],
            [
                cn.Influence("x", "y", sign="+", strength=w),
                cn.Influence("z", "y", sign="+", strength=strong),
            ],
        )

    question = {"under": cn.do(z=z), "given": {"y": seen}}
    sides = [cn.query(model(1 + n * 1e-3), "x", **question).level for n in (1, -1, 2, -2)]
    expected = (8 * (sides[0] - sides[1]) - (sides[2] - sides[3])) / 12e-3
    found = cn.slopes(model(1.0), "x", **question).values["x → y"]
    assert found == pytest.approx(expected, abs=1e-9)
