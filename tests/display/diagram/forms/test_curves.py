"""Reading the curves of arrows."""

import numpy as np
import pytest

from causalnet.display.diagram.forms.curves import lines_along


def test_the_points_of_a_piece_are_those_of_its_bezier_curve():
    control = np.array([(0, 0), (2, 6), (8, 6), (10, -2)], float)
    (points,), _ = lines_along([" ".join(f"{x:g},{y:g}" for x, y in control)], 4)
    # De Casteljau's construction, point by point.
    for point, share in zip(points, (0, 0.25, 0.5, 0.75, 1), strict=True):
        left = control
        while len(left) > 1:
            left = (1 - share) * left[:-1] + share * left[1:]
        assert point == pytest.approx(left[0])


def test_pieces_follow_each_other_and_curves_are_told_apart():
    curves = ["s,9,9 e,8,0 0,0 1,0 2,0 3,0 4,0 5,0 6,0", "0,5 0,6 0,7 0,8;e,1,1 5,5 6,6 7,7 8,8"]
    points, curve = lines_along(curves, 1)
    assert points.tolist() == [[[0, 0], [3, 0]], [[3, 0], [6, 0]], [[0, 5], [0, 8]]]
    assert curve.tolist() == [0, 0, 1]


def test_no_curve_has_no_piece():
    points, curve = lines_along([], 2)
    assert (points.shape, curve.shape) == ((0, 3, 2), (0,))
