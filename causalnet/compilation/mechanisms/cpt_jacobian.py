"""How a table answers to a small change of each of its numbers, calibration held still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration import Setting
from causalnet.compilation.mechanisms.contributions import Slope, predictor
from causalnet.compilation.mechanisms.noisy import noisy_log_slopes
from causalnet.compilation.mechanisms.ranked import (
    calibrated_cuts,
    equidistant_cuts,
    ranked_mass,
    ranked_mean,
    truncated_slopes,
)
from causalnet.model.mechanism import NoisyMax, NoisyMin, RankedNode
from causalnet.model.variable import Variable

__all__ = ["Response", "ordinal_response", "responses"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """Slopes of F_j(s) = P(Y ≤ j | s), with axes (combinations, j = 0 … k − 2, draws).

    Attributes
    ----------
    states : tuple of int
        How many states each cause has.
    cumulative : ndarray
        F itself.
    free : ndarray
        ∂F/∂c up to a factor for each j: c is the number that calibration frees.
    slopes : list of ndarray
        ∂F/∂w for every cause, then ∂F/∂γ for every modifier.
    """

    states: tuple[int, ...]
    cumulative: Array
    free: Array
    slopes: list[Array]


def responses(
    variable: Variable, slopes: Sequence[Slope], table: Array, setting: Setting
) -> Response:
    """The response of a table that has been compiled already, whatever it may imitate.

    Parameters
    ----------
    table : ndarray, shape (states of each cause…, k, draws…)
    setting : Setting
        In which numbers all have the axis of draws, if any has.
    """
    mechanism = variable.mechanism
    if isinstance(mechanism, NoisyMax | NoisyMin):
        return _noisy_response(mechanism, slopes, table)
    if isinstance(mechanism, RankedNode):
        return _ranked_response(mechanism.variance, slopes, table, setting)
    return ordinal_response(slopes, table)


def ordinal_response(slopes: Sequence[Slope], table: Array) -> Response:
    """∂F/∂η = −F (1 − F), as of every cumulative logit."""
    axes = len(slopes)
    below = _below(table, axes)
    spread = below * _above(table, axes)
    zero = [np.zeros_like(s.weight) for s in slopes]
    # The sign of the influence is in the weight; at a strength of zero it is lost there.
    units = [
        [*zero[:i], np.full_like(s.weight, s.sign), *zero[i + 1 :]] for i, s in enumerate(slopes)
    ]
    lifts = [predictor(slopes, unit) for unit in units] + _amount_slopes(slopes)
    moved = [-spread * _flat(x, axes)[:, None] for x in lifts]
    return Response(_states(slopes), below, spread, moved)


def _noisy_response(
    mechanism: NoisyMax | NoisyMin, slopes: Sequence[Slope], table: Array
) -> Response:
    """F = L ∏ read from the end where the neutral causes leave the effect."""
    axes, k = len(slopes), table.shape[len(slopes)]
    below = _below(table, axes)
    highest = isinstance(mechanism, NoisyMax)
    own = below if highest else _above(table, axes)
    powers = np.arange(1, k) if highest else np.arange(k - 1, 0, -1)
    logs = [noisy_log_slopes(slopes, i, powers, highest=highest) for i in range(axes)]
    moved = [own * _flat(x, axes) * (1.0 if highest else -1.0) for x in logs]
    silent = [0.0 * own for s in slopes for _ in s.scales]
    return Response(_states(slopes), below, own if highest else -own, [*moved, *silent])


def _ranked_response(
    variance: float | None, slopes: Sequence[Slope], table: Array, setting: Setting
) -> Response:
    r"""Through mean and spread: units are weights over their mass :math:`m`, σ is π / (√3 m)."""
    axes = len(slopes)
    mean, sigma = ranked_mean(slopes, variance)
    flat = _flat(mean, axes)
    if setting.baseline is None:
        cuts = equidistant_cuts(table.shape[axes]).reshape((-1,) + (1,) * (flat.ndim - 1))
    else:
        cuts = calibrated_cuts(flat, sigma, setting.flat(axes), setting.baseline)
    density, by_mean, by_sigma = truncated_slopes(cuts[None], flat[:, None], sigma)
    mass, spread = ranked_mass(slopes)
    units = [replace(s, weight=s.weight / mass) for s in slopes]
    moved = []
    for i, slope in enumerate(slopes):
        # The mass is of absolute weights; at a weight of zero it can only grow.
        growth = slope.states * spread * slope.sign * slope.direction
        steps = [-u.weight * growth / mass for u in units]
        steps[i] = steps[i] + slope.sign / mass
        widened = 0.0 if variance is not None else -sigma * growth / mass
        moved.append(by_mean * _flat(predictor(slopes, steps), axes)[:, None] + by_sigma * widened)
    moved += [by_mean * _flat(x, axes)[:, None] for x in _amount_slopes(units)]
    return Response(_states(slopes), _below(table, axes), density, moved)


def _states(slopes: Sequence[Slope]) -> tuple[int, ...]:
    return tuple([s.states for s in slopes])


def _below(table: Array, axes: int) -> Array:
    return np.asarray(np.cumsum(_flat(table, axes), axis=1)[:, :-1])


def _above(table: Array, axes: int) -> Array:
    """1 − F, summed from its own end: one less a sum has no digits where it is small."""
    return np.asarray(np.cumsum(_flat(table, axes)[:, ::-1], axis=1)[:, ::-1][:, 1:])


def _flat(array: Array, axes: int) -> Array:
    return array.reshape((-1, *array.shape[axes:]))


def _amount_slopes(slopes: Sequence[Slope]) -> list[Array]:
    """∂η/∂γ for every modifier's amount."""
    zero = [np.zeros_like(s.weight) for s in slopes]
    found = []
    for i, slope in enumerate(slopes):
        for at in range(len(slope.scales)):
            alone = list(zero)
            alone[i] = slope.weight
            with_one, without = (
                [*slopes[:i], slope.scaled(at, amount), *slopes[i + 1 :]] for amount in (1.0, 0.0)
            )
            found.append(predictor(with_one, alone) - predictor(without, alone))
    return found
