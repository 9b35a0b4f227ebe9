"""Over the ranges: held against a grid over the whole box."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.compilation.parameters.sampling import sampled
from causalnet.questions.bounds.local_search import _Search
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers, sticks_of
from causalnet.questions.contrast.static import StaticContrast
from tests.questions.contrast_points import differences, gradient, searched
from tests.strategies.arguments import arguments, conclusions


def box_of(contrast):
    return Coordinates(contrast.model, elicited_numbers(contrast))


def on_a_grid(contrast, coordinates, points=7):
    """The contrast at every corner, and at every point of a grid between them."""
    low, high = coordinates.box
    axes = [np.unique(np.linspace(a, b, points)) for a, b in zip(low, high, strict=True)]
    every = np.array(list(product(*axes))).T
    return contrast(coordinates.ensemble(every)).points


@settings(deadline=None, max_examples=12)
@given(data=st.data())
def test_nothing_on_a_grid_lies_outside_what_was_found(data):
    model = data.draw(arguments(most=4, arrows=3))
    contrast = StaticContrast.of(model, data.draw(conclusions(model)))
    coordinates = box_of(contrast)
    assume(coordinates.names)
    grid = on_a_grid(contrast, coordinates)
    least, greatest = searched(contrast, coordinates)
    assert least.value <= grid.min() + 2e-4
    assert greatest.value >= grid.max() - 2e-4


def test_what_was_found_is_attained_within_the_box():
    tally = Counter()

    @settings(deadline=None, max_examples=12)
    @given(data=st.data())
    def ask(data):
        model = data.draw(arguments())
        contrast = StaticContrast.of(model, data.draw(conclusions(model)))
        coordinates = box_of(contrast)
        assume(coordinates.names)
        low, high = coordinates.box
        for end in searched(contrast, coordinates):
            if end.at:
                tally["moved"] += 1
                point = coordinates.placed(end.at)
                assert (low <= point).all()
                assert (point <= high).all()
                attained = contrast(coordinates.ensemble(point[:, None])).value
                # Baselines are met to so many digits, a little otherwise in a batch than alone.
                assert attained == pytest.approx(end.value, abs=1e-9)

    ask()
    assert tally["moved"] >= 3


@settings(deadline=None, max_examples=12)
@given(data=st.data())
def test_derivatives_are_those_of_the_contrast(data):
    model = data.draw(arguments(mechanisms=(cn.Ordinal(),)))
    contrast = StaticContrast.of(model, data.draw(conclusions(model)))
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


def optimum_inside():
    """The stronger another cause, the more of the baseline it explains, until there is nothing left to lift."""
    return cn.CausalModel(
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


def test_calibration_makes_an_optimum_inside_the_range():
    model = optimum_inside()
    contrast = StaticContrast.of(model, cn.Conclusion("y", "rises", under=cn.do(x="yes")))
    coordinates = box_of(contrast)
    grid = on_a_grid(contrast, coordinates, 201)
    least, greatest = searched(contrast, coordinates)
    assert greatest.value == pytest.approx(grid.max(), abs=1e-5)
    assert least.value == pytest.approx(grid.min(), abs=1e-5)


def test_the_search_reaches_past_every_draw():
    japan = cn.load("japan_software")
    under = cn.do(multi_layer_outsourcing="shallow")
    contrast = StaticContrast.of(
        japan, cn.Conclusion("software_competitiveness", "rises", under=under)
    )
    drawn = contrast(sampled(japan, cn.Draws(500, seed=3))).points
    held = searched(contrast, box_of(contrast))
    free = Coordinates(japan, elicited_numbers(contrast), sticks_of(contrast))
    ends = [free.placed(e.at) for e in held]
    moved = searched(contrast, free, ends, random=0)
    assert moved[0].value <= held[0].value <= drawn.min()
    assert drawn.max() <= held[1].value <= moved[1].value


def test_sticks_make_the_baseline_they_are_taken_from():
    variable = cn.Variable("v", ["a", "b", "c", "d"], cn.Baseline([0.4, 0.0, 0.5, 0.1], weight=20))
    from causalnet.questions.contrast.parameter_space import Sticks

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


def widest(contrast, coordinates, seed=0):
    """The least and the greatest contrast at every corner, at many points, and at points with some numbers at an end."""
    low, high = coordinates.box
    free = np.flatnonzero(low < high)
    rng = np.random.default_rng(seed)
    corners = np.array(list(product((0.0, 1.0), repeat=len(free)))).T
    anywhere = rng.random((len(free), 400))
    mixed = np.where(
        rng.random((len(free), 400)) < 0.5,
        rng.integers(0, 2, (len(free), 400)),
        rng.random((len(free), 400)),
    )
    shares = np.concatenate([corners, anywhere, mixed], axis=1)
    points = np.repeat(coordinates.central[:, None], shares.shape[1], axis=1)
    points[free] = low[free, None] + (high - low)[free, None] * shares
    values = contrast(coordinates.ensemble(points)).points
    return float(np.nanmin(values)), float(np.nanmax(values))


@settings(deadline=None, max_examples=5)
@given(data=st.data())
def test_no_corner_and_no_point_lies_beyond_what_the_search_attains(data):
    kinds = (cn.Ordinal(), cn.Ordinal(), cn.RankedNode())
    model = data.draw(arguments(most=3, arrows=3, mechanisms=kinds))
    contrast = StaticContrast.of(model, data.draw(conclusions(model)))
    held = Coordinates(model, elicited_numbers(contrast))
    free = Coordinates(model, held.numbers, sticks_of(contrast))
    found = searched(contrast, held)
    moved = searched(contrast, free, [free.placed(e.at) for e in found])
    for coordinates, (least, greatest) in ((held, found), (free, moved)):
        low, high = widest(contrast, coordinates)
        slack = 1e-6 + 2e-3 * (high - low)
        assert least.value <= low + slack
        assert greatest.value >= high - slack
    assert moved[0].value <= found[0].value + 1e-9
    assert moved[1].value >= found[1].value - 1e-9


def test_an_extreme_on_a_ridge_is_followed_to_its_end():
    """One that a search from the middle and two corners missed by 1.5% of the width."""
    three = ["s0", "s1", "s2"]
    two = ["s0", "s1"]
    model = cn.CausalModel(
        "ridge",
        [
            cn.Variable("v0", two, cn.Baseline([0.226, 0.774]), mechanism=cn.NoisyMin()),
            cn.Variable("v1", three, mechanism=cn.NoisyMin()),
            cn.Variable("v2", two, cn.Baseline([0.95, 0.05])),
            cn.Variable("v3", two, mechanism=cn.NoisyMax()),
        ],
        [
            cn.Influence("v0", "v1", sign="-", strength=cn.interval(0, 2)),
            cn.Influence("v1", "v2", sign="-", strength=cn.interval(1, 2)),
            cn.Influence("v1", "v3", sign="-", strength=cn.interval(0, 4)),
            cn.Influence("v2", "v3", sign="+", strength=cn.interval(0, 4)),
        ],
    )
    contrast = StaticContrast.of(model, cn.Conclusion("v3", "rises", under=cn.do(v1=cn.shift(1))))
    coordinates = Coordinates(model, elicited_numbers(contrast))
    least, greatest = searched(contrast, coordinates)
    low, high = coordinates.box
    grids = [np.linspace(a, b, 9) for a, b in zip(low, high, strict=True)]
    points = np.array(list(product(*grids))).T
    values = contrast(coordinates.ensemble(points)).points
    assert least.value <= values.min() + 1e-4
    assert greatest.value >= values.max() - 1e-4


@pytest.mark.parametrize("weight", [0.5, 12])
def test_a_verdict_warns_of_nothing_and_what_is_free_holds_what_is_held(weight):
    # Every warning is an error here: baselines that all but lose a state, leaks that cannot be met.
    model = cn.CausalModel(
        "edge",
        [
            cn.Variable("x", ["l", "h"], cn.Baseline([0.99, 0.01], weight=weight)),
            cn.Variable("y", ["l", "m", "h"], cn.Baseline([0.6, 0.3, 0.1], weight=weight)),
            cn.Variable(
                "z", ["l", "h"], cn.Baseline([0.5, 0.5], weight=weight), mechanism=cn.NoisyMax()
            ),
        ],
        [
            cn.Influence("x", "y", sign="+", strength=cn.interval(0, 2)),
            cn.Influence("y", "z", sign="+", strength=cn.interval(0, 1)),
        ],
    )
    found = cn.verdict(model, cn.Conclusion("z", "rises", under=cn.do(x="h")), draws=20)
    (low, high), (least, greatest) = found.ranges.free, found.ranges.inner
    assert low <= least <= greatest <= high
    assert str(found)


def test_only_points_that_are_new_are_asked_about():
    lawn = cn.load("lawn")
    contrast = StaticContrast.of(lawn, cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    coordinates = box_of(contrast)
    search, (low, high) = _Search(contrast, coordinates), coordinates.box
    points = np.stack([low, high], axis=1)
    tried = np.stack([points, (points + low[:, None]) / 2, points[:, ::-1]], axis=2)
    failed = np.array([[False, False, False], [False, True, False]])
    asking = search.worth(tried, points, np.array([1.0, 2.0]), np.array([1.0, -1.0]), failed)
    asked = next(asking).asked
    # The first point halfway to itself is no other point, and the second halfway down has failed.
    np.testing.assert_array_equal(asked.points, np.stack([high, low], axis=1))
    with pytest.raises(StopIteration) as ended:
        asking.send(np.array([5.0, 7.0]))
    np.testing.assert_array_equal(ended.value.value, [[1.0, 1.0, 5.0], [2.0, 2.0, -7.0]])


@pytest.mark.parametrize("number", [0, 1])
def test_moves_are_tried_together_where_several_help(number):
    lawn = cn.load("lawn")
    contrast = StaticContrast.of(lawn, cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    coordinates = box_of(contrast)
    search, (low, high) = _Search(contrast, coordinates), coordinates.box
    assert len(low) == 2

    def first_requests(value):
        """The numbers of points asked about in the first two rounds of a refinement, and where the first move leads."""
        asking = search.polished(low[:, None], value(low[:, None]), np.ones(1), 2)
        sizes, request = [], next(asking)
        try:
            while True:
                sizes.append(request.asked.points.shape[1])
                request = asking.send(value(request.asked.points))
        except StopIteration as ended:
            return sizes, ended.value

    alone, (points, values) = first_requests(lambda x: x[number])
    # Two places of each number, then two of the other one and of this one those below.
    assert alone == [4, 4]
    expected = low.copy()
    expected[number] = high[number]
    np.testing.assert_array_equal(points[:, 0], expected)
    np.testing.assert_array_equal(values, high[[number]])
    both, (points, values) = first_requests(lambda x: x.sum(axis=0))
    # After the places of each, both at their upper ends; from there two places of each below.
    assert both == [4, 1, 4]
    np.testing.assert_array_equal(points[:, 0], high)
    np.testing.assert_array_equal(values, [high.sum()])


def test_a_place_at_an_end_is_tried_once():
    lawn = cn.load("lawn")
    contrast = StaticContrast.of(lawn, cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    search = _Search(contrast, box_of(contrast))
    low, high = search.coordinates.box
    start = low + 0.2 * (high - low)
    asking = search.polished(start[:, None], np.zeros(1), np.ones(1), 1)
    points = next(asking).asked.points
    # Of each number its lower end, to which both places below are cut off, and both places above.
    shares = ((points - low[:, None]) / (high - low)[:, None]).round(9)
    expected = [[0.0, 0.2], [0.7, 0.2], [1.0, 0.2], [0.2, 0.0], [0.2, 0.7], [0.2, 1.0]]
    assert sorted(shares.T.tolist()) == sorted(expected)
    both = asking.send(1 - shares.sum(axis=0)).asked.points
    np.testing.assert_array_equal(both, low[:, None])
    with pytest.raises(StopIteration) as ended:
        asking.send(np.ones(1))
    ends, values = ended.value.value
    np.testing.assert_array_equal(ends, low[:, None])
    assert values.tolist() == [1.0]
