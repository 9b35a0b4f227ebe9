"""From a variable's mechanism and causes to its table, calibrated where a baseline is declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import CalibrationError
from causalnet.mechanisms.noisy import attainable, fitted_leak, noisy_products, noisy_table
from causalnet.mechanisms.ordinal import calibrated_thresholds, ordinal_table, uniform_thresholds
from causalnet.mechanisms.ranked import (
    calibrated_cuts,
    equidistant_cuts,
    ranked_mean,
    ranked_table,
)
from causalnet.mechanisms.slopes import Slope, predictor
from causalnet.model.mechanism import NoisyMax, NoisyMin, Ordinal, RankedNode

__all__ = ["Setting", "conditional_table", "one_at_a_time"]

Array = NDArray[np.float64]
Graded = Ordinal | NoisyMax | NoisyMin | RankedNode


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """Where a mechanism stands: what it is for, and what is known of its surroundings.

    Attributes
    ----------
    variable : str
        Whose table it is.
    states : int
        How many states the variable has.
    baseline : tuple of float or None
        Its declared marginal.
    weights : ndarray, shape (states of each cause…, parameters…)
        The joint distribution of the causes.
    """

    variable: str
    states: int
    baseline: tuple[float, ...] | None
    weights: Array

    def flat(self, axes: int) -> Array:
        """The joint of the causes with all combinations along one axis."""
        return self.weights.reshape((-1, *self.weights.shape[axes:]))


def conditional_table(mechanism: Graded, slopes: Sequence[Slope], setting: Setting) -> Array:
    """P(Y = j | s), meeting the declared baseline.

    Returns
    -------
    ndarray, shape (states of each cause…, k, parameters…)

    Raises
    ------
    CalibrationError
        Where a noisy mechanism cannot meet it.
    """
    if isinstance(mechanism, Ordinal):
        return _ordinal(slopes, setting)
    if mechanism.like_ordinal:
        slopes = _imitating(mechanism, slopes, setting)
    if isinstance(mechanism, RankedNode):
        return _ranked(mechanism, slopes, setting)
    return _noisy(mechanism, slopes, setting)


def _ordinal(slopes: Sequence[Slope], setting: Setting) -> Array:
    eta = predictor(slopes)
    axes = len(slopes)
    if setting.baseline is None:
        return ordinal_table(eta, uniform_thresholds(setting.states), axes)
    flat = eta.reshape((-1, *eta.shape[axes:]))
    thresholds = calibrated_thresholds(flat, setting.flat(axes), np.array(setting.baseline))
    return ordinal_table(eta, thresholds, axes)


def _ranked(mechanism: RankedNode, slopes: Sequence[Slope], setting: Setting) -> Array:
    mean, sigma = ranked_mean(slopes, mechanism.variance)
    axes = len(slopes)
    if setting.baseline is None:
        return ranked_table(mean, sigma, equidistant_cuts(setting.states), axes)
    flat = mean.reshape((-1, *mean.shape[axes:]))
    cuts = calibrated_cuts(flat, sigma, setting.flat(axes), np.array(setting.baseline))
    return ranked_table(mean, sigma, cuts, axes)


def _noisy(mechanism: NoisyMax | NoisyMin, slopes: Sequence[Slope], setting: Setting) -> Array:
    highest = isinstance(mechanism, NoisyMax)
    products = noisy_products(slopes, setting.states, highest=highest)
    leak, expected = _leak(mechanism, products, setting, len(slopes))
    if leak[0].size == 1 and not _is_leak(leak):
        _refuse(mechanism, setting, leak.reshape(-1), expected.reshape(-1))
    return noisy_table(products, leak, len(slopes), highest=highest)


def _leak(
    mechanism: NoisyMax | NoisyMin, products: Array, setting: Setting, axes: int
) -> tuple[Array, Array]:
    """The cumulative leak that the baseline asks for, or the declared one; and E ∏."""
    highest = isinstance(mechanism, NoisyMax)
    weights = np.expand_dims(setting.weights, axes)
    weights = weights.reshape(weights.shape + (1,) * (products.ndim - weights.ndim))
    # Beyond a strength of 37 or so a lift is certain to the last digit; keep the quotient finite.
    expected = np.maximum((products * weights).sum(axis=tuple(range(axes))), 1e-300)
    if setting.baseline is not None:
        target = np.array(setting.baseline)
        return fitted_leak(expected, target if highest else target[::-1]), expected
    if not mechanism.leak:
        return np.ones(setting.states), expected
    declared = np.array(mechanism.leak)
    return np.cumsum(declared if highest else declared[::-1]), expected


def _is_leak(leak: Array) -> bool:
    return bool((np.diff(leak, axis=0) >= -1e-12).all() and (leak <= 1 + 1e-12).all())


def _refuse(mechanism: NoisyMax | NoisyMin, setting: Setting, leak: Array, expected: Array) -> None:
    best = np.diff(attainable(leak, expected) * expected, prepend=0.0)
    nearest = tuple(float(x) for x in (best if isinstance(mechanism, NoisyMax) else best[::-1]))
    shown = ", ".join(f"{x:.3f}" for x in nearest)
    wanted = ", ".join(f"{x:g}" for x in setting.baseline or ())
    raise CalibrationError(
        f"The {mechanism.kind} of {setting.variable!r} cannot meet the baseline [{wanted}]: its causes "
        f"alone do more than that. The nearest marginal that it can have is [{shown}]. Weaken the "
        "strengths, change the baseline, or use an ordinal mechanism.",
        variable=setting.variable,
        nearest=nearest,
    )


# ── imitating an ordinal ─────────────────────────────────────────────────────────────────────


def one_at_a_time(table: Array, weights: Array) -> Array:
    """For each cause, what moving it from end to end does to the effect's expected level.

    The other causes keep their joint distribution.

    Parameters
    ----------
    table : ndarray, shape (states of each cause…, k)
    weights : ndarray, shape (states of each cause…)

    Returns
    -------
    ndarray, shape (number of causes,)
        In states of the effect.
    """
    level = table @ np.arange(table.shape[-1])
    effects = []
    for axis in range(weights.ndim):
        gap = level.take(-1, axis=axis) - level.take(0, axis=axis)
        effects.append(float((weights.sum(axis=axis) * gap).sum()))
    return np.array(effects)


def _imitating(
    mechanism: NoisyMax | NoisyMin | RankedNode, slopes: Sequence[Slope], setting: Setting
) -> list[Slope]:
    """Slopes under which `mechanism` does what an ordinal would, or as large a share as it can.

    One share for all causes, so that they keep their proportions where the baseline leaves a noisy
    mechanism too little room to do it all.
    """
    wanted = one_at_a_time(_ordinal(slopes, setting), setting.weights)
    own = [Slope(s.states, s.weight, s.reference) for s in slopes]
    if isinstance(mechanism, RankedNode):
        own = list(slopes)
    whole = _matched(mechanism, own, wanted, setting)
    if whole is not None:
        return whole
    best, low, high = [s.times(0.0) for s in own], 0.0, 1.0
    for _ in range(25):
        middle = (low + high) / 2
        tried = _matched(mechanism, own, wanted * middle, setting)
        if tried is None:
            high = middle
        else:
            best, low = tried, middle
    return best


def _matched(
    mechanism: NoisyMax | NoisyMin | RankedNode,
    slopes: Sequence[Slope],
    wanted: Array,
    setting: Setting,
) -> list[Slope] | None:
    """The slopes, each by a factor of its own, that have the effects wanted; None past reach."""
    factors = np.ones(len(slopes))
    for _ in range(80):
        tried = [s.times(f) for s, f in zip(slopes, factors, strict=True)]
        got = one_at_a_time(_closest(mechanism, tried, setting), setting.weights)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(abs(got) > 1e-12, wanted / got, 1.0)
        if abs(ratio - 1).max(initial=0.0) < 1e-10:
            return tried if _meets(mechanism, tried, setting) else None
        factors *= np.clip(ratio, 0.5, 2.0) ** 0.7
    # The steps of a ranked node settle slowly, but its cut-points can meet any baseline.
    return tried if isinstance(mechanism, RankedNode) else None


def _closest(
    mechanism: NoisyMax | NoisyMin | RankedNode, slopes: Sequence[Slope], setting: Setting
) -> Array:
    """The table whose marginal comes nearest to the baseline."""
    if isinstance(mechanism, RankedNode):
        return _ranked(mechanism, slopes, setting)
    highest = isinstance(mechanism, NoisyMax)
    products = noisy_products(slopes, setting.states, highest=highest)
    leak, expected = _leak(mechanism, products, setting, len(slopes))
    return noisy_table(products, attainable(leak, expected), len(slopes), highest=highest)


def _meets(
    mechanism: NoisyMax | NoisyMin | RankedNode, slopes: Sequence[Slope], setting: Setting
) -> bool:
    """Whether the baseline leaves a leak that is one."""
    if isinstance(mechanism, RankedNode):
        return True
    highest = isinstance(mechanism, NoisyMax)
    products = noisy_products(slopes, setting.states, highest=highest)
    return _is_leak(_leak(mechanism, products, setting, len(slopes))[0])
