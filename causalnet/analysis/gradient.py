"""How a contrast moves with the elicited numbers behind it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from causalnet.analysis.contrast import Contrast
from causalnet.analysis.elicited import Coordinates
from causalnet.causal.question import carried_out
from causalnet.mechanisms.sensitivity import parameter_derivatives
from causalnet.model.influence import Influence
from causalnet.model.intervention import Hard

__all__ = ["differences", "gradient", "swept"]

Array = NDArray[np.float64]

DIFFERENCE = 1e-5


def gradient(contrast: Contrast, coordinates: Coordinates, points: Array) -> Array:
    """Derivatives of a contrast at each point, its calibration included.

    Under hard settings those by the numbers come from the sweep; all others are central differences
    within the box, from one compilation of all points.

    Parameters
    ----------
    points : ndarray, shape (coordinates, points)

    Returns
    -------
    ndarray, shape (coordinates, points)
        Zero along what cannot move.
    """
    low, high = coordinates.box
    movable = np.flatnonzero(low < high)
    settings = [s for arm in contrast.arms for s in arm.settings.values()]
    cuts = any(arm.cuts for arm in contrast.arms)
    if cuts or not all(isinstance(s, Hard) for s in settings):
        return differences(contrast, coordinates, points, movable)
    rest = movable[movable >= len(coordinates.numbers)]
    return swept(contrast, coordinates, points) + differences(contrast, coordinates, points, rest)


def swept(contrast: Contrast, coordinates: Coordinates, points: Array) -> Array:
    """Derivatives by the numbers from the sweep, for hard settings; zero for baselines."""
    numbers = coordinates.parameters(points).spread(points.shape[1])
    network = contrast.network(numbers)
    weights = contrast.weights(network)
    total = np.zeros_like(points)
    for sign, arm in zip((1.0, -1.0), contrast.arms, strict=False):
        target, done = carried_out(network, arm)
        found = parameter_derivatives(
            contrast.model,
            target,
            numbers,
            (contrast.conclusion.outcome,),
            contrast.conclusion.given,
            done=done,
        )
        for row, number in enumerate(coordinates.numbers):
            part = number.part
            if isinstance(part, Influence):
                slope = found.strengths.get(part.key)
            else:
                slope = found.amounts.get((part.cause, part.effect, part.by))
            if slope is not None:
                total[row] += sign * (weights @ slope)
    return total


def differences(
    contrast: Contrast, coordinates: Coordinates, points: Array, along: NDArray[np.intp]
) -> Array:
    """Central differences within the box, along some coordinates."""
    low, high = coordinates.box
    slopes = np.zeros_like(points)
    if not along.size:
        return slopes
    count = points.shape[1]
    up, down = (np.repeat(points[:, None], along.size, axis=1) for _ in range(2))
    for i, at in enumerate(along):
        up[at, i] = np.minimum(points[at] + DIFFERENCE, high[at])
        down[at, i] = np.maximum(points[at] - DIFFERENCE, low[at])
    above, below = (
        contrast(coordinates.parameters(side.reshape(len(points), -1))).reshape(-1, count)
        for side in (up, down)
    )
    for i, at in enumerate(along):
        slopes[at] = (above[i] - below[i]) / (up[at, i] - down[at, i])
    return np.nan_to_num(slopes)
