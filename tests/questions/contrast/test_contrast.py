"""Contrasts: what a conclusion measures, for any numbers."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.compilation.compiler import compile_model
from causalnet.compilation.parameters.ensemble import central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.questions.contrast.static import StaticContrast
from tests.strategies.arguments import arguments, conclusions


def measured(network, conclusion, arm):
    """By a query on the whole network."""
    answer = cn.query(network, conclusion.outcome, under=arm, given=conclusion.given)
    states, p = answer.states[0], answer.drawn if answer.drawn is not None else answer.p
    if conclusion.at_least is None:
        return np.arange(len(states)) @ p
    return p[states.index(conclusion.at_least) :].sum(axis=0)


@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_it_is_what_the_whole_network_answers(data):
    model = data.draw(arguments())
    conclusion = data.draw(conclusions(model))
    ensemble = data.draw(st.sampled_from([central(model), sampled(model, 3)]))
    network = compile_model(model, ensemble)
    expected = measured(network, conclusion, conclusion.under)
    if conclusion.threshold is None:
        expected = expected - measured(network, conclusion, conclusion.versus)
    else:
        expected = expected - conclusion.threshold

    contrast = StaticContrast.of(model, conclusion)

    found = contrast(ensemble)
    assert found.points.shape == (ensemble.points,)
    expected = np.broadcast_to(expected, ensemble.points)
    np.testing.assert_allclose(found.points, expected, atol=1e-12)


def test_only_what_bears_on_it_is_compiled():
    japan = cn.load("japan_software")
    rises = cn.Conclusion("talent_mobility", "rises", under=cn.do(lifetime_employment="rare"))
    states = japan.variables["lifetime_employment"].states
    rises = cn.Conclusion("talent_mobility", "rises", under=cn.do(lifetime_employment=states[0]))
    contrast = StaticContrast.of(japan, rises)
    assert "talent_mobility" in contrast.names
    assert "ai_era_position" not in contrast.names
    assert set(contrast.network(central(japan))) == set(contrast.names)


def test_many_draws_go_by_chunks_that_do_not_show():
    japan = cn.load("japan_software")
    under = cn.do(multi_layer_outsourcing="shallow")
    contrast = StaticContrast.of(japan, cn.Conclusion("in_house_development", "rises", under=under))
    ensemble = sampled(japan, cn.Draws(contrast.points_per_task + 40, seed=1))
    whole = contrast(ensemble).points
    np.testing.assert_allclose(
        whole[-40:], contrast(ensemble.at(slice(contrast.points_per_task, None))).points, atol=1e-12
    )


def test_numbers_that_cannot_be_calibrated_have_no_contrast():
    model = cn.CausalModel(
        "tight",
        [
            cn.Variable("x", ["no", "yes"], cn.Baseline([0.2, 0.8])),
            cn.Variable("y", ["no", "yes"], cn.Baseline([0.6, 0.4]), mechanism=cn.NoisyMax()),
        ],
        [cn.Influence("x", "y", "+", cn.interval(0, 6))],
    )
    contrast = StaticContrast.of(
        model.replacing(cn.Influence("x", "y", "+", cn.interval(0, 1))),
        cn.Conclusion("y", "rises", under=cn.do(x="yes")),
    )
    ensemble = sampled(model, cn.Draws(20, seed=1))
    found = contrast(ensemble).points
    strengths = ensemble.strengths["x", "y", 0]
    # The lift alone may do no more than the baseline has: 0.8 tanh(w/2) ≤ 0.4.
    np.testing.assert_array_equal(np.isnan(found), 0.8 * np.tanh(strengths / 2) > 0.4)
    assert not cn.Conclusion("y", "stays below", threshold=2).holds(float("nan"))


@pytest.mark.parametrize(
    ("conclusion", "message"),
    [
        (cn.Conclusion("jam", "rises", under=cn.do(rain="yes")), "No variable 'jam'"),
        (
            cn.Conclusion("wet", "rises", under=cn.do(rain="yes"), at_least="soaked"),
            "No state 'soaked' of 'wet'",
        ),
        (cn.Conclusion("wet", "rises", under=cn.do(rain="mcuh")), "No state 'mcuh' of 'rain'"),
    ],
)
def test_a_conclusion_that_does_not_fit_is_refused(conclusion, message):
    lawn = cn.CausalModel(
        "lawn",
        [cn.Variable("rain", ["no", "much"]), cn.Variable("wet", ["no", "yes"])],
        [cn.Influence("rain", "wet", "+", 1.0)],
    )
    with pytest.raises(cn.CausalnetError, match=message):
        StaticContrast.of(lawn, conclusion)


@pytest.mark.parametrize(("causes", "points"), [(1, 4096), (5, 1438), (7, 512)])
def test_more_points_are_asked_at_a_time_where_tables_are_small(causes, points):
    states = ["l", "m", "h"]
    names = [f"x{i}" for i in range(causes)]
    model = cn.CausalModel(
        "m",
        [cn.Variable(v, states, cn.Baseline([0.3, 0.4, 0.3])) for v in [*names, "y"]],
        [cn.Influence(v, "y", "+", cn.interval(0.1, 0.2)) for v in names],
    )
    contrast = StaticContrast.of(model, cn.Conclusion("y", "rises", under=cn.do(x0="h")))
    assert contrast.points_per_task == points
    pieces = [*contrast.pieces(5000)]
    assert pieces[-1].stop == 5000
    assert all(piece.stop - piece.start <= points for piece in pieces)
