r"""Calibration targets: the baseline that a mechanism must have as its marginal, under the joint of its causes.

.. math::

   \sum_s P(s)\, P(Y = j \mid s) = B_j \qquad \text{for every state } j

Every kind of mechanism frees as many numbers (thresholds, cut-points, a leak) as this has independent equations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.errors import CalibrationError
from causalnet.model.mechanism import Ordinal

__all__ = [
    "NARROWEST",
    "CalibrationTarget",
    "aligned",
    "along_draws",
    "column_factors",
    "refuse_baseline",
    "with_columns",
]

Array = NDArray[np.float64]

# How far a marginal may be from the baseline before its columns are rescaled. More than rounding would mean that
# calibration failed, which rescaling would hide.
LARGEST_MISS = 1e-9
# A probability below this has too few digits left to be rescaled.
LEAST_RESCALED = 1e-290
# Thresholds or cut-points of a state that is all but impossible may coincide, or even cross by a rounding error. With a
# tiny distance between them its probabilities keep the right proportions.
NARROWEST = 1e-150


@dataclass(frozen=True, slots=True, eq=False)
class CalibrationTarget:
    """The marginal that one variable must have, and the distribution of its causes.

    Attributes
    ----------
    variable : str
        The variable whose table it is.
    states : int
        Its number of states.
    baseline : ndarray, shape (states,) or (states, parameters…), or None
        The marginal that it must have; None if nothing is calibrated.
    weights : ndarray, shape (states of each cause…, parameters…)
        P(s), the joint distribution of the causes.
    margin : float
        The largest distance of a noisy mechanism from the baseline: the sampling error of `weights`.
    """

    variable: str
    states: int
    baseline: Array | None
    weights: Array
    margin: float = 0.0

    def flat(self, axes: int) -> Array:
        """P(s) with all combinations along one axis."""
        return self.weights.reshape((-1, *self.weights.shape[axes:]))


def aligned(
    slopes: Sequence[Slope], target: CalibrationTarget
) -> tuple[list[Slope], CalibrationTarget]:
    """Slopes and target, all with the axis of draws if any of them has it."""
    numbers = [x for s in slopes for x in (s.weight, *(scale.amount for scale in s.scales))]
    shapes = {x.shape for x in numbers} | {target.weights.shape[len(slopes) :]}
    baseline = target.baseline
    if baseline is not None:
        shapes.add(baseline.shape[1:])
    draws = max(shapes)

    def spread(x: Array) -> Array:
        return x if x.shape == draws else np.broadcast_to(x, draws)

    def along(s: Slope) -> Slope:
        if s.weight.shape == draws and not s.scales:
            return s
        scales = tuple([replace(c, amount=spread(c.amount)) for c in s.scales])
        return Slope(s.states, spread(s.weight), s.reference, scales, s.sign)

    spread_slopes = [along(s) for s in slopes]
    weights = target.weights
    if weights.ndim == len(slopes) and draws:
        weights = np.broadcast_to(weights[..., None], (*weights.shape, *draws))
    if baseline is not None:
        baseline = baseline if baseline.ndim > 1 else along_draws(baseline, len(draws))
    return spread_slopes, replace(target, weights=weights, baseline=baseline)


def along_draws(vector: Array, axes: int) -> Array:
    """A vector with `axes` axes of length one after its own, for parameters."""
    return vector.reshape((-1,) + (1,) * axes)


def column_factors(kind: str, table: Array, target: CalibrationTarget, axes: int) -> Array:
    """B_j / Σ_s P(s) P(Y = j | s): the factor of each state's column that meets the baseline exactly.

    It is one up to rounding, except where a state is nearly impossible. Two thresholds that nearly coincide have no
    digits for its probability, but the rows of its column are in the right proportions.
    """
    if target.baseline is None:
        return np.ones((target.states,) + (1,) * (table.ndim - axes - 1))
    flat = table.reshape((-1, *table.shape[axes:]))
    got = np.einsum("c...,cj...->j...", target.flat(axes), flat)
    wanted = target.baseline / target.baseline.sum(axis=0)
    met = np.isfinite(got).all(axis=0) & (abs(got - wanted).max(axis=0) <= LARGEST_MISS)
    if not met.all():
        refuse_baseline(kind, target, got, met, "their numbers are too extreme for it.")
    some = got > LEAST_RESCALED
    return np.asarray(np.where(some, wanted / np.where(some, got, 1.0), 1.0))


def with_columns(table: Array, factors: Array, axes: int) -> Array:
    """The table, in its place, with its columns multiplied and its rows normalised again."""
    table *= factors.reshape((1,) * axes + factors.shape)
    table /= table.sum(axis=axes, keepdims=True)
    return table


def refuse_baseline(
    kind: str, target: CalibrationTarget, nearest: Array, fits: NDArray[np.bool_], why: str
) -> None:
    """Raise for a baseline that cannot be met, with the nearest that can (in the first draw that fails)."""
    where = f" in {(~fits).sum():,} of {fits.size:,} draws" if fits.ndim else ""
    baseline = np.zeros(0) if target.baseline is None else target.baseline
    if fits.ndim:
        first = int(np.argmin(fits))
        nearest = nearest[:, first]
        baseline = np.broadcast_to(baseline, (len(baseline), fits.size))[:, first]
    attained = tuple(float(x) for x in nearest)
    shown = ", ".join(f"{x:.3f}" for x in attained)
    wanted = ", ".join(f"{x:g}" for x in baseline)
    other = "" if kind == Ordinal.kind else ", or use an ordinal mechanism"
    raise CalibrationError(
        f"The {kind} of {target.variable!r} cannot meet the baseline [{wanted}]{where}: {why} "
        f"The nearest marginal that it can have is [{shown}]. Weaken the strengths, change the "
        f"baseline{other}.",
        variable=target.variable,
        nearest=attained,
    )
