"""Enclosures of a contrast and its derivatives."""

import numpy as np
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.questions.bounds.contrast_enclosure import Enclosing
from causalnet.questions.bounds.obstacle import obstacle
from causalnet.questions.contrast.static import StaticContrast
from tests.questions.bounds.test_local_search import box_of
from tests.questions.contrast_points import differences
from tests.strategies.arguments import arguments, conclusions


@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_enclosures_hold_the_contrast_and_its_derivatives(data):
    model = data.draw(arguments(most=4, mechanisms=(cn.Ordinal(),), arrows=4))
    contrast = StaticContrast.of(model, data.draw(conclusions(model)))
    coordinates = box_of(contrast)
    low, high = coordinates.box
    free = np.flatnonzero(low < high)
    assume(free.size)
    assume(not obstacle(contrast, coordinates))
    rng = np.random.default_rng(1)
    ends = np.sort(rng.uniform(low[free], high[free], (2, free.size)), axis=0)
    _, value, slopes = Enclosing(contrast, coordinates, free)(ends[0][:, None], ends[1][:, None])
    points = np.repeat(coordinates.central[:, None], 20, axis=1)
    points[free] = rng.uniform(ends[0][:, None], ends[1][:, None], (free.size, 20))
    found = contrast(coordinates.ensemble(points)).points
    assert (value.low - 1e-9 <= found).all()
    assert (found <= value.high + 1e-9).all()
    there = differences(contrast, coordinates, points, free)[free]
    assert (slopes.low - 1e-6 <= there).all()
    assert (there <= slopes.high + 1e-6).all()
