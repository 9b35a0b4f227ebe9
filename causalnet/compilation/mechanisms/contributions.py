r"""The linear predictor of a variable over all combinations of its causes' states.

.. math::

   \eta(s) = \sum_i w_i\, (s_i - r_i) \prod_{m \in M_i} (1 + \gamma_m\, m(s)),

with signed strengths :math:`w_i` (`weight`), reference states :math:`r_i` and, for each modifier in :math:`M_i`, the
amount :math:`\gamma_m` and the position :math:`m(s) \in [0, 1]` of the cause that scales.

Arrays here have one axis for each cause, in the order of the influences, and then the axes of the
parameters, if those have any (a draw, say).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.model.variable import Variable

__all__ = ["Slope", "SlopeScale", "contribution", "predictor", "slope_of", "slopes_of", "spread"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SlopeScale:
    """One modifier of a slope: the index of the cause that scales it, its direction, and the amount."""

    by: int
    reversed: bool
    amount: Array


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """One influence in numbers.

    Attributes
    ----------
    states : int
        The number of states of the cause.
    weight : ndarray
        Signed log-odds per step.
    reference : float
        Position on the cause's scale at which it contributes nothing.
    scales : tuple of Scale
        Its modifiers.
    sign : float
        −1 if the influence is negative, which the weight does not show at a strength of zero.
    """

    states: int
    weight: Array
    reference: float
    scales: tuple[SlopeScale, ...] = ()
    sign: float = 1.0

    @property
    def direction(self) -> Array:
        """The sign of the weight; at a weight of zero, that of the influence."""
        return np.asarray(np.where(self.weight == 0, self.sign, np.sign(self.weight)))

    def times(self, factor: float | Array) -> Slope:
        """The slope with its weight multiplied."""
        return replace(self, weight=np.asarray(self.weight * factor))

    def scaled(self, at: int, amount: float) -> Slope:
        """The slope with the amount of one of its modifiers replaced."""
        scale = self.scales[at]
        new = replace(scale, amount=np.full_like(scale.amount, amount))
        return replace(self, scales=(*self.scales[:at], new, *self.scales[at + 1 :]))


def slopes_of(model: CausalModel, variable: Variable, ensemble: Ensemble) -> list[Slope]:
    """The slopes of a variable's causes, in the order of its influences."""
    influences = model.causes(variable.name)
    position = {influence.cause: i for i, influence in enumerate(influences)}
    scales: dict[str, list[SlopeScale]] = {}
    for m in model.modifiers:
        if m.effect == variable.name:
            own = SlopeScale(position[m.by], m.sign == "-", ensemble.amount(m))
            scales.setdefault(m.cause, []).append(own)
    return [slope_of(model, i, ensemble, tuple(scales.get(i.cause, ()))) for i in influences]


def slope_of(
    model: CausalModel,
    influence: Influence,
    ensemble: Ensemble,
    scales: tuple[SlopeScale, ...] = (),
) -> Slope:
    """One influence in numbers, whatever its lag."""
    cause = model.variables[influence.cause]
    sign = -1.0 if influence.sign == "-" else 1.0
    weight = np.asarray(ensemble.strength(influence) * sign)
    return Slope(len(cause.states), weight, _reference(influence, cause), scales, sign)


def _reference(influence: Influence, cause: Variable) -> float:
    if influence.reference is None:
        return (len(cause.states) - 1) / 2
    return float(cause.index(influence.reference))


def predictor(slopes: Sequence[Slope], units: Sequence[float | Array] | None = None) -> Array:
    """η = Σ w ∏(1 + γ m)(s − ref) for every combination of states.

    Parameters
    ----------
    slopes : sequence of Slope
        One for each cause.
    units : sequence of float, optional
        The amount of one step of each cause, in place of its weight.

    Returns
    -------
    ndarray, shape (states of each cause…, shape of the parameters…)
    """
    count = len(slopes)
    eta: Array = np.zeros((1,) * count)
    for i, slope in enumerate(slopes):
        term = contribution(slopes, i, slope.weight if units is None else units[i])
        # Only some of the numbers may have an axis of draws, which comes after those of the causes.
        eta = _padded(eta, count, term) + _padded(term, count, eta)
    return spread(eta, slopes)


def spread(term: Array, slopes: Sequence[Slope]) -> Array:
    """A summand, or a sum of them, over every combination of states."""
    shape = (*[slope.states for slope in slopes], *term.shape[len(slopes) :])
    return term if term.shape == shape else np.broadcast_to(term, shape)


def contribution(slopes: Sequence[Slope], i: int, unit: float | Array) -> Array:
    """One summand of the predictor, with a weight of `unit`: an axis for each cause, of length 1 where it is constant."""
    slope, count, weight = slopes[i], len(slopes), np.asarray(unit)
    term: Array = _along(np.arange(slope.states) - slope.reference, i, count, weight) * weight
    for scale in slope.scales:
        levels = np.linspace(0.0, 1.0, slopes[scale.by].states)
        m = _along(levels[::-1] if scale.reversed else levels, scale.by, count, scale.amount)
        factor = 1.0 + scale.amount * m
        term = _padded(term, count, factor) * _padded(factor, count, term)
    return term


def _along(vector: NDArray[np.floating[Any]], axis: int, count: int, like: Array) -> Array:
    """A vector laid along one of `count` axes, with room for the axes of a parameter."""
    shape = [1] * count + [1] * like.ndim
    shape[axis] = len(vector)
    return vector.reshape(shape).astype(np.float64)


def _padded(array: Array, count: int, like: Array) -> Array:
    """`array` with trailing axes added until it has as many as `like`."""
    missing = like.ndim - array.ndim
    return array.reshape(array.shape + (1,) * missing) if missing > 0 else array
