"""A contrast asked by itself: searched, and its derivatives from the sweep and from differences."""

import numpy as np

from causalnet.questions.bounds.local_search import searching
from causalnet.questions.contrast.batch import PointsAsked
from causalnet.questions.contrast.gradient import gradients
from causalnet.questions.contrast.lockstep import in_lockstep

STEP = 1e-5


def searched(contrast, coordinates, starts=(), **options):
    """The least and the greatest contrast of one search that runs alone."""
    return in_lockstep([searching(contrast, coordinates, starts, **options)])[0]


def gradient(contrast, coordinates, points):
    """Its derivatives at some points, shape (coordinates, points)."""
    return gradients([PointsAsked(contrast, coordinates, points)])[0]


def differences(contrast, coordinates, points, along):
    """Central differences within the box, along some coordinates."""
    low, high = coordinates.box
    slopes = np.zeros_like(points)
    for at in along:
        up, down = points.copy(), points.copy()
        up[at] = np.minimum(points[at] + STEP, high[at])
        down[at] = np.maximum(points[at] - STEP, low[at])
        ends = [contrast(coordinates.ensemble(x)).points for x in (up, down)]
        slopes[at] = (ends[0] - ends[1]) / (up[at] - down[at])
    return slopes
