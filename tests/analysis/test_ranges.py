"""Over the ranges: held against a grid over the whole box."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.analysis.contrast import Contrast
from causalnet.analysis.elicited import Coordinates, elicited_numbers, sticks_of
from causalnet.analysis.gradient import differences, gradient
from causalnet.analysis.ranges import searched
from causalnet.mechanisms.sampling import sampled
from tests.analysis.argued import arguments, conclusions


def box_of(contrast):
    return Coordinates(contrast.model, elicited_numbers(contrast))


def on_a_grid(contrast, coordinates, points=7):
    """The contrast at every corner, and at every point of a grid between them."""
    low, high = coordinates.box
    axes = [np.unique(np.linspace(a, b, points)) for a, b in zip(low, high, strict=True)]
    every = np.array(list(product(*axes))).T
    return contrast(coordinates.parameters(every))


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_nothing_on_a_grid_lies_outside_what_was_found(data):
    model = data.draw(arguments(most=4, arrows=3))
    contrast = Contrast.of(model, data.draw(conclusions(model)))
    coordinates = box_of(contrast)
    assume(coordinates.names)
    grid = on_a_grid(contrast, coordinates)
    least, greatest = searched(contrast, coordinates)
    assert least.value <= grid.min() + 2e-4
    assert greatest.value >= grid.max() - 2e-4


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_what_was_found_is_attained_within_the_box(data):
    model = data.draw(arguments())
    contrast = Contrast.of(model, data.draw(conclusions(model)))
    coordinates = box_of(contrast)
    assume(coordinates.names)
    low, high = coordinates.box
    for end in searched(contrast, coordinates):
        if end.at:
            point = coordinates.placed(end.at)
            assert (low <= point).all()
            assert (point <= high).all()
            attained = contrast(coordinates.parameters(point[:, None]))[0]
            # Baselines are met to so many digits, a little otherwise in a batch than alone.
            assert attained == pytest.approx(end.value, abs=1e-9)


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_derivatives_are_those_of_the_contrast(data):
    model = data.draw(arguments(mechanisms=(cn.Ordinal(),)))
    contrast = Contrast.of(model, data.draw(conclusions(model)))
    coordinates = box_of(contrast)
    low, high = coordinates.box
    assume((low < high).any())
    points = np.random.default_rng(1).uniform(low[:, None], high[:, None], (len(low), 3))
    movable = np.flatnonzero(low < high)
    there = gradient(contrast, coordinates, points)
    there[low == high] = 0.0
    np.testing.assert_allclose(
        there, differences(contrast, coordinates, points, movable), atol=1e-6
    )


def test_calibration_makes_an_optimum_inside_the_range():
    # A cause that is nearly always high: the stronger it is, the more of the baseline it explains, until
    # there is nothing left for it to lift.
    model = cn.CausalModel(
        "inside",
        [
            cn.Variable("z", ["no", "yes"], cn.Baseline([0.5, 0.5])),
            cn.Variable("x", ["no", "yes"], cn.Baseline([0.5, 0.5])),
            cn.Variable("y", ["no", "yes"], cn.Baseline([0.9, 0.1])),
        ],
        [
            cn.Influence("z", "y", "+", cn.interval(0, 8)),
            cn.Influence("x", "y", "+", cn.interval(1, 1.5)),
        ],
    )
    contrast = Contrast.of(model, cn.Conclusion("y", "rises", under=cn.do(x="yes")))
    coordinates = box_of(contrast)
    grid = on_a_grid(contrast, coordinates, 201)
    least, greatest = searched(contrast, coordinates)
    assert greatest.value == pytest.approx(grid.max(), abs=1e-5)
    assert least.value == pytest.approx(grid.min(), abs=1e-5)


def test_the_search_reaches_past_every_draw():
    japan = cn.load("japan_software")
    under = cn.do(multi_layer_outsourcing="shallow")
    contrast = Contrast.of(japan, cn.Conclusion("software_competitiveness", "rises", under=under))
    drawn = contrast(sampled(japan, 500, seed=3))
    held = searched(contrast, box_of(contrast))
    free = Coordinates(japan, elicited_numbers(contrast), sticks_of(contrast))
    ends = [free.placed(e.at) for e in held]
    moved = searched(contrast, free, ends, random=0)
    assert moved[0].value <= held[0].value <= drawn.min()
    assert drawn.max() <= held[1].value <= moved[1].value


def test_sticks_make_the_baseline_they_are_taken_from():
    variable = cn.Variable("v", ["a", "b", "c", "d"], cn.Baseline([0.4, 0.0, 0.5, 0.1], weight=20))
    from causalnet.analysis.elicited import Sticks

    sticks = Sticks(variable)
    np.testing.assert_allclose(
        sticks.baseline(sticks.fractions()[:, None])[:, 0], variable.baseline.p, atol=1e-12
    )
    low, high = sticks.range()
    assert (low <= sticks.fractions()).all()
    assert (sticks.fractions() <= high).all()
    assert low[1] == high[1] == 0
    # Of the first state's probability, 5% of a beta(8, 12) lies below the lower end.
    drawn = np.random.default_rng(0).beta(8, 12, 200_000)
    assert (drawn < low[0]).mean() == pytest.approx(0.05, abs=0.003)
