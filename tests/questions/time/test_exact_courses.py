"""Exact courses."""

import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.model.grammar.intervention import scheduled
from tests.enumeration import enumerate_query
from tests.questions.time.test_courses import STEPS
from tests.strategies.lagged import lagged_models, timed


def oracle(model, arm, outcome, period, given=None):
    """The unrolled network with what is done in each period, by enumeration."""
    network = cn.unroll(model, STEPS)
    settings = {}
    for t in range(STEPS + 1):
        for name, setting in scheduled(arm).when(t).settings.items():
            settings[f"{name}@{t}"] = setting
    named = {f"{v}@{t}": f for t, found in (given or {}).items() for v, f in found.items()}
    return enumerate_query(network, f"{outcome}@{period}", do(settings), named)


@settings(max_examples=15)
@given(st.data())
def test_exact_is_brute_force(data):
    model = data.draw(lagged_models(variables=2))
    arm = data.draw(timed(model, STEPS))
    outcome = list(model.variables)[-1]
    seen = data.draw(st.sampled_from([None, 1]))
    first = next(iter(model.variables))
    known = (
        {}
        if seen is None
        else {
            seen: {
                first: cn.likelihood(dict.fromkeys(model.variables[first].states, 0.5) | {"0": 0.9})
            }
        }
    )
    found = cn.trajectory(model, outcome, under=arm, given=known, periods=STEPS, method="exact")
    for t in range(STEPS + 1):
        assert found.p[t] == pytest.approx(oracle(model, arm, outcome, t, known), abs=1e-9)


def test_an_exact_answer_that_is_too_large_is_refused_beforehand():
    with pytest.raises(cn.errors.MemoryLimitError):
        cn.trajectory(cn.load("japan_software"), "ai_era_position", periods=4, method="exact")
