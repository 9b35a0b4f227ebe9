"""Models unrolled over periods."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.compilation import joints, unrolled_footprint
from causalnet.compilation.parameters.ensemble import central
from causalnet.compilation.unroll import unrolled
from causalnet.errors import CalibrationError
from tests.strategies.graphs import with_interfaces
from tests.strategies.lagged import lagged_models
from tests.toys import layered, plain


@pytest.mark.parametrize("periods", [2.5, "2", -1])
def test_a_number_of_steps_is_a_whole_one(periods):
    with pytest.raises(cn.errors.QuestionError, match="must be a whole number"):
        cn.unroll(cn.CausalModel("m", [plain("x")]), periods)


@settings(deadline=None, max_examples=15)
@given(lagged_models(variables=4), st.sampled_from(["hold", "once", "free"]), st.booleans())
def test_interfaces_change_no_period(model, anchor, drawn):
    draws = cn.Draws(3, seed=1) if drawn else None
    try:
        without = cn.unroll(model, 3, draws=draws, anchor=anchor)
    except CalibrationError:
        return
    again = cn.CausalModel("again", [*model.variables.values()], model.influences)
    with pytest.MonkeyPatch.context() as patch:
        with_interfaces(patch)
        patch.setattr(unrolled_footprint, "MANY_VARIABLES", 0)
        found = cn.unroll(again, 3, draws=draws, anchor=anchor)
    assert found.variables == without.variables
    for v in found:
        np.testing.assert_allclose(found.values(v), without.values(v), atol=1e-9)


def test_what_is_held_keeps_the_distribution_of_today_to_the_last_period():
    model = layered(72)
    lagged = [cn.Influence(f"v{i}", f"v{i}", "+", 0.7, lag=1) for i in range(0, 72, 9)]
    model = cn.CausalModel("held", [*model.variables.values()], [*model.influences, *lagged])
    network = unrolled(model, 2, central(model))
    for v in [*model.variables][::7]:
        np.testing.assert_allclose(cn.query(network, f"{v}@2").p, [0.6, 0.4], atol=1e-9)


def _effort(monkeypatch, count):
    """The tables multiplied to unroll a model, and the tables in the plans made for that beforehand."""
    model, multiplied = layered(count), []
    of = joints.joint_of_tables
    with monkeypatch.context() as patch:
        patch.setattr(
            joints, "joint_of_tables", lambda *args: (multiplied.append(len(args[1])), of(*args))[1]
        )
        unrolled(model, 2, central(model))
    with monkeypatch.context() as patch:
        patch.setattr(unrolled_footprint, "MANY_VARIABLES", 0)
        plans = [*unrolled_footprint.anchored_plans(model, model.variables, model.variables, 2)]
    return sum(multiplied), sum(len(plan.structure.names) for plan in plans)


def test_unrolling_takes_effort_in_proportion_to_the_variables(monkeypatch):
    small, large = _effort(monkeypatch, 80), _effort(monkeypatch, 160)
    assert 0 < large[0] < 3 * small[0]
    assert 0 < large[1] < 3 * small[1]
