"""The gradient of a contrast by the elicited numbers behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameter_derivatives import (
    Answers,
    ParameterDerivatives,
    stacked_derivatives,
)
from causalnet.errors import CalibrationError, QuestionError
from causalnet.model.grammar.intervention import Intervention
from causalnet.questions.contrast.batch import Batch, PointsAsked, batches, values
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates
from causalnet.questions.contrast.static import StaticContrast

__all__ = ["central_slopes", "gradients", "is_swept", "swept"]

Array = NDArray[np.float64]

DIFFERENCE = 1e-5
# The steps of the rules of fourth order by which the slope at the centre is taken, and what each point counts:
# either side of it, or on one side where a number is zero and a mechanism may have a corner there.
STEP = 2e-3
EITHER_SIDE = {-2: 1 / 12, -1: -2 / 3, 1: 2 / 3, 2: -1 / 12}
ONE_SIDE = {0: -25 / 12, 1: 4.0, 2: -3.0, 3: 4 / 3, 4: -1 / 4}


def gradients(asked: Sequence[PointsAsked]) -> list[Array]:
    """Derivatives of each contrast at its own points, its calibration included, all worked out together.

    Where variables are set they come from the sweep, as far as it gives them; all others are central differences
    within the box, from one compilation of all points.

    Returns
    -------
    list of ndarray, each of shape (coordinates, points)
        Zero along what cannot move.
    """
    slopes = [np.zeros_like(a.points) for a in asked]
    left = [np.less(*a.coordinates.box) for a in asked]
    exact = [i for i, a in enumerate(asked) if is_swept(a.contrast)]
    for places in batches([asked[i] for i in exact]):
        chosen = [exact[i] for i in places]
        for i, found in zip(chosen, _swept_if_known([asked[i] for i in chosen]), strict=True):
            if found is not None:
                slopes[i], known = found
                left[i] = left[i] & ~known
    aside = [_Aside.of(a, np.flatnonzero(own)) for a, own in zip(asked, left, strict=True)]
    needed = [i for i, a in enumerate(aside) if a.along.size]
    sides = values([aside[i].asked for i in needed])
    for i, there in zip(needed, sides, strict=True):
        slopes[i] = slopes[i] + aside[i].slopes(there)
    return slopes


def central_slopes(contrast: Contrast, coordinates: Coordinates) -> Array:
    """Derivatives of a contrast at the central point by every number, those without a range among them.

    Where variables are set they come from the sweep; else from differences of fourth order.

    Returns
    -------
    ndarray, shape (numbers,)
        Of a number at zero, the slope upwards. NaN where a baseline cannot be met close by.
    """
    centre, count = coordinates.central, len(coordinates.numbers)
    if is_swept(contrast):
        try:
            ((slopes, _),) = swept([PointsAsked(contrast, coordinates, centre[:, None])])
            return slopes[:count, 0]
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


def is_swept(contrast: Contrast) -> bool:
    """Whether its derivatives come from one sweep, however many numbers there are: where no influence is cut or changed."""
    return isinstance(contrast, StaticContrast) and not any(arm.edges for arm in contrast.arms)


def _swept_if_known(asked: Sequence[PointsAsked]) -> list[tuple[Array, NDArray[np.bool_]] | None]:
    """Derivatives from the sweep; None where it does not give them.

    A mechanism that imitates an ordinal only in part does not say how it moves, and there may be points at which a
    baseline cannot be met.
    """
    try:
        return [*swept(asked)]
    except (QuestionError, CalibrationError):
        if len(asked) == 1:
            return [None]
    return [found for a in asked for found in _swept_if_known([a])]


def swept(asked: Sequence[PointsAsked]) -> Iterator[tuple[Array, NDArray[np.bool_]]]:
    """Derivatives from the sweep, where variables are set, and along which coordinates it gives them, of each contrast.

    Raises
    ------
    QuestionError
        If a mechanism that imitates an ordinal cannot match its effects.
    """
    batch = Batch.of(asked, along=True)
    network = batch.network
    answers = [
        Answers(
            c.conclusion.outcome,
            c.weights(network)[None],
            c.conclusion.given,
            tuple([(f, a.settings) for f, a in _factors(c) if not c.is_today(a)]),
            part,
        )
        for c, part in zip(batch.contrasts, batch.parts, strict=True)
    ]
    found = stacked_derivatives(batch.contrasts[0].model, network, batch.ensemble, answers)
    for a, c, part in zip(asked, batch.contrasts, batch.parts, strict=True):
        # An arm in which nothing is done moves with the baseline of the outcome alone.
        today = sum([f for f, arm in _factors(c) if c.is_today(arm)]) * c.weights(network)
        yield _along_coordinates(a, found, part, today)


def _factors(contrast: StaticContrast) -> list[tuple[float, Intervention]]:
    """What is measured in each arm, and how it counts."""
    return [*zip((1.0, -1.0), contrast.arms, strict=False)]


def _along_coordinates(
    asked: PointsAsked, found: ParameterDerivatives, part: slice, today: Array
) -> tuple[Array, NDArray[np.bool_]]:
    """The derivatives along the coordinates of one contrast, and along which of them they are known."""
    known = np.ones(len(asked.points), dtype=bool)
    total = np.zeros_like(asked.points)
    for row, number in enumerate(asked.coordinates.numbers):
        slope = number.derivative(found)
        if slope is not None:
            total[row] = slope[0, part]
    for sticks, rows in asked.coordinates.places:
        variable = sticks.variable
        by_state = found.baselines.get(variable.name)
        if variable.mechanism.like_ordinal and asked.contrast.model.causes(variable.name):
            known[rows] = False
            continue
        if by_state is not None:
            total[rows] = sticks.gradient(asked.points[rows], by_state[:, 0, part])
        if variable.name == asked.contrast.conclusion.outcome:
            total[rows] += sticks.gradient(asked.points[rows], today[:, None])
    return total, known


class _Aside(NamedTuple):
    """Points to either side of others, within the box, along some coordinates."""

    asked: PointsAsked
    along: NDArray[np.intp]
    apart: Array

    @classmethod
    def of(cls, asked: PointsAsked, along: NDArray[np.intp]) -> _Aside:
        (low, high), points = asked.coordinates.box, asked.points
        up, down = both = np.repeat(points[None, :, None], 2, axis=0).repeat(along.size, axis=2)
        for i, at in enumerate(along):
            up[at, i] = np.minimum(points[at] + DIFFERENCE, high[at])
            down[at, i] = np.maximum(points[at] - DIFFERENCE, low[at])
        each = np.arange(along.size)
        # Both sides in one call: a contrast at many points costs little more than at one.
        sides = np.moveaxis(both, 0, 1).reshape(len(points), -1)
        return cls(asked._replace(points=sides), along, up[along, each] - down[along, each])

    def slopes(self, values: Array) -> Array:
        """The slopes from the values at the points."""
        above, below = values.reshape(2, self.along.size, -1)
        slopes = np.zeros((len(self.asked.points), above.shape[1]))
        slopes[self.along] = (above - below) / self.apart
        return np.nan_to_num(slopes)
