"""The gradient of a contrast by the elicited numbers behind it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameter_derivatives import parameter_derivatives
from causalnet.errors import QuestionError
from causalnet.model.influence import Influence
from causalnet.model.setting import Hard
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates
from causalnet.questions.contrast.static import StaticContrast
from causalnet.questions.query.question import carried_out

__all__ = ["central_slopes", "differences", "gradient", "swept"]

Array = NDArray[np.float64]

DIFFERENCE = 1e-5
# The steps of the rules of fourth order by which the slope at the centre is taken, and what each point counts:
# either side of it, or on one side where a number is zero and a mechanism may have a corner there.
STEP = 2e-3
EITHER_SIDE = {-2: 1 / 12, -1: -2 / 3, 1: 2 / 3, 2: -1 / 12}
ONE_SIDE = {0: -25 / 12, 1: 4.0, 2: -3.0, 3: 4 / 3, 4: -1 / 4}


def gradient(contrast: Contrast, coordinates: Coordinates, points: Array) -> Array:
    """Derivatives of a contrast at each point, its calibration included.

    Under hard settings they come from the sweep, as far as it gives them; all others are central differences
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
    left = low < high
    slopes = np.zeros_like(points)
    if isinstance(contrast, StaticContrast) and _hard(contrast):
        try:
            slopes, known = swept(contrast, coordinates, points)
        except QuestionError:
            # A mechanism that imitates an ordinal only in part does not say how it moves.
            pass
        else:
            left &= ~known
    return slopes + differences(contrast, coordinates, points, np.flatnonzero(left))


def central_slopes(contrast: Contrast, coordinates: Coordinates) -> Array:
    """Derivatives of a contrast at the central point by every number, those without a range among them.

    Under hard settings they come from the sweep; else from differences of fourth order.

    Returns
    -------
    ndarray, shape (numbers,)
        Of a number at zero, the slope upwards. NaN where a baseline cannot be met close by.
    """
    centre, count = coordinates.central, len(coordinates.numbers)
    if isinstance(contrast, StaticContrast) and _hard(contrast):
        try:
            return swept(contrast, coordinates, centre[:, None])[0][:count, 0]
        except QuestionError:
            pass
    rules = [ONE_SIDE if abs(x) <= 2 * STEP else EITHER_SIDE for x in centre[:count]]
    steps = [(i, n, weight) for i, rule in enumerate(rules) for n, weight in rule.items()]
    points = np.repeat(centre[:, None], len(steps), axis=1)
    for column, (i, n, _) in enumerate(steps):
        points[i, column] += n * STEP
    values = contrast(coordinates.ensemble(points)).points if steps else np.empty(0)
    slopes = np.zeros(count)
    for (i, _, weight), value in zip(steps, values, strict=True):
        slopes[i] += weight * value / STEP
    return slopes


def _hard(contrast: Contrast) -> bool:
    """Whether the arms only set variables to states."""
    settings = [s for arm in contrast.arms for s in arm.settings.values()]
    return not any(arm.edges for arm in contrast.arms) and all(
        isinstance(s, Hard) for s in settings
    )


def swept(
    contrast: StaticContrast, coordinates: Coordinates, points: Array
) -> tuple[Array, NDArray[np.bool_]]:
    """Derivatives from the sweep, for hard settings, and along which coordinates it gives them."""
    ensemble = coordinates.ensemble(points).along()
    network = contrast.network(ensemble)
    arms = [carried_out(network, arm)[1] for arm in contrast.arms]
    found = parameter_derivatives(
        contrast.model,
        network,
        ensemble,
        contrast.conclusion.outcome,
        contrast.weights(network)[None],
        contrast.conclusion.given,
        arms=[*zip((1.0, -1.0), arms, strict=False)],
    )
    known = np.ones(len(points), dtype=bool)
    total = np.zeros_like(points)
    for row, number in enumerate(coordinates.numbers):
        part = number.part
        if isinstance(part, Influence):
            slope = found.strengths.get(part.key)
        else:
            slope = found.amounts.get((part.cause, part.effect, part.by))
        if slope is not None:
            total[row] = slope[0]
    for sticks, rows in coordinates.places:
        variable = sticks.variable
        by_state = found.baselines.get(variable.name)
        if variable.mechanism.like_ordinal and contrast.model.causes(variable.name):
            known[rows] = False
        elif by_state is not None:
            total[rows] = np.einsum("fkn,kn->fn", sticks.jacobian(points[rows]), by_state[:, 0])
    return total, known


def differences(
    contrast: Contrast, coordinates: Coordinates, points: Array, along: NDArray[np.intp]
) -> Array:
    """Central differences within the box, along some coordinates."""
    low, high = coordinates.box
    slopes = np.zeros_like(points)
    if not along.size:
        return slopes
    count = points.shape[1]
    up, down = both = np.repeat(points[None, :, None], 2, axis=0).repeat(along.size, axis=2)
    for i, at in enumerate(along):
        up[at, i] = np.minimum(points[at] + DIFFERENCE, high[at])
        down[at, i] = np.maximum(points[at] - DIFFERENCE, low[at])
    # Both sides in one call: a contrast at many points costs little more than at one.
    sides = np.moveaxis(both, 0, 1).reshape(len(points), -1)
    above, below = contrast(coordinates.ensemble(sides)).points.reshape(2, -1, count)
    for i, at in enumerate(along):
        slopes[at] = (above[i] - below[i]) / (up[at, i] - down[at, i])
    return np.nan_to_num(slopes)
