"""Calibration: the thresholds, cut-points or leak under which a mechanism's marginal is the baseline."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.noisy import Leak, attainable, declared_leak, leak_of
from causalnet.compilation.mechanisms.ordinal import calibrated_thresholds, uniform_thresholds
from causalnet.compilation.mechanisms.ranked import calibrated_cuts, equidistant_cuts
from causalnet.errors import CalibrationError
from causalnet.model.mechanism import NoisyMax, NoisyMin, Ordinal, RankedNode
from causalnet.model.variable import Variable

__all__ = [
    "Setting",
    "columns_factors",
    "cuts_for",
    "leak_for",
    "refuse_effects",
    "root",
    "thresholds_for",
    "with_columns",
]

Array = NDArray[np.float64]
Graded = Ordinal | NoisyMax | NoisyMin | RankedNode

# What a probability of the marginal may miss of the baseline before the last rounding.
MISSED = 1e-9
# What is less has no digits to be multiplied.
LEAST = 1e-290


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """Where a mechanism stands: what it is for, and what is known of its surroundings.

    Attributes
    ----------
    variable : str
        Whose table it is.
    states : int
        How many states the variable has.
    baseline : ndarray, shape (states,) or (states, parameters…), or None
        The marginal that it is to have.
    weights : ndarray, shape (states of each cause…, parameters…)
        The joint distribution of the causes.
    margin : float
        By how much a noisy mechanism may miss the baseline: what sampled weights are off by.
    """

    variable: str
    states: int
    baseline: Array | None
    weights: Array
    margin: float = 0.0

    def flat(self, axes: int) -> Array:
        """The joint of the causes with all combinations along one axis."""
        return self.weights.reshape((-1, *self.weights.shape[axes:]))


def root(variable: Variable) -> Array:
    """The distribution of a variable that has no baseline and no causes: its leak, or uniform."""
    mechanism, count = variable.mechanism, len(variable.states)
    if isinstance(mechanism, NoisyMax | NoisyMin) and mechanism.leak:
        return np.array(mechanism.leak, dtype=np.float64)
    return np.full(count, 1 / count)


def thresholds_for(eta: Array, setting: Setting, axes: int) -> Array:
    """The thresholds that meet the baseline, or even ones where there is none."""
    if setting.baseline is None:
        return _along_draws(uniform_thresholds(setting.states), eta.ndim - axes)
    flat = eta.reshape((-1, *eta.shape[axes:]))
    return calibrated_thresholds(flat, setting.flat(axes), setting.baseline)


def cuts_for(mean: Array, sigma: Array, setting: Setting, axes: int) -> Array:
    """The cut-points that meet the baseline, or even ones where there is none."""
    if setting.baseline is None:
        return _along_draws(equidistant_cuts(setting.states), mean.ndim - axes)
    flat = mean.reshape((-1, *mean.shape[axes:]))
    return calibrated_cuts(flat, sigma, setting.flat(axes), setting.baseline)


def columns_factors(mechanism: Graded, table: Array, setting: Setting, axes: int) -> Array:
    """What each state's column is to be multiplied by for the marginal to be the baseline.

    It is one but for rounding, save where a state is all but impossible: thresholds have no digits for it.
    """
    if setting.baseline is None:
        return np.ones((setting.states,) + (1,) * (table.ndim - axes - 1))
    flat = table.reshape((-1, *table.shape[axes:]))
    got = (setting.flat(axes)[:, None] * flat).sum(axis=0)
    wanted = setting.baseline / setting.baseline.sum(axis=0)
    met = np.isfinite(got).all(axis=0) & (abs(got - wanted).max(axis=0) <= MISSED)
    if not met.all():
        _refuse(mechanism, setting, got, met, "their numbers are too extreme for it.")
    some = got > LEAST
    return np.asarray(np.where(some, wanted / np.where(some, got, 1.0), 1.0))


def with_columns(table: Array, share: Array, axes: int) -> Array:
    """Columns multiplied, and every row a distribution to the last digit."""
    scaled = table * share.reshape((1,) * axes + share.shape)
    return np.asarray(scaled / scaled.sum(axis=axes, keepdims=True))


def leak_for(
    mechanism: NoisyMax | NoisyMin, products: Array, rises: Array, setting: Setting, axes: int
) -> Leak:
    """The leak that the baseline asks for, or the declared one; refused where it is none."""
    highest = isinstance(mechanism, NoisyMax)
    if setting.baseline is None:
        p = np.array(mechanism.leak or (1.0, *(0.0 for _ in range(setting.states - 1))))
        p = p if highest or not mechanism.leak else p[::-1]
        return declared_leak(_along_draws(p, products.ndim - axes - 1))
    target = setting.baseline if highest else setting.baseline[::-1]
    weights = setting.flat(axes)[:, None]
    flat, steep = (x.reshape((len(weights), *x.shape[axes:])) for x in (products, rises))
    leak, expected = leak_of(flat, steep, weights, target)
    fits = _is_leak(leak.cumulative)
    if setting.margin and not fits.all():
        near = attainable(leak.cumulative, expected)
        fits = fits | (abs(near - leak.cumulative) * expected <= setting.margin).all(axis=0)
        leak = declared_leak(np.diff(near, axis=0, prepend=0.0))
    if not fits.all():
        nearest = np.diff(attainable(leak.cumulative, expected) * expected, axis=0, prepend=0.0)
        nearest = nearest if highest else nearest[::-1]
        _refuse(mechanism, setting, nearest, fits, "its causes alone do more than that.")
    return leak


def _along_draws(vector: Array, axes: int) -> Array:
    """A vector with room for so many axes of parameters."""
    return vector.reshape((-1,) + (1,) * axes)


def _is_leak(leak: Array) -> NDArray[np.bool_]:
    """Whether it increases and stays below one, in each draw."""
    rises = (np.diff(leak, axis=0) >= -1e-12).all(axis=0)
    return np.asarray(rises & (leak <= 1 + 1e-12).all(axis=0))


def _refuse(
    mechanism: Graded, setting: Setting, nearest: Array, fits: NDArray[np.bool_], why: str
) -> None:
    """Raise for what cannot be met, with the nearest that can (in the first draw that fails)."""
    where = f" in {(~fits).sum():,} of {fits.size:,} draws" if fits.ndim else ""
    target = np.zeros(0) if setting.baseline is None else setting.baseline
    if fits.ndim:
        first = int(np.argmin(fits))
        nearest = nearest[:, first]
        target = np.broadcast_to(target, (len(target), fits.size))[:, first]
    attained = tuple(float(x) for x in nearest)
    shown = ", ".join(f"{x:.3f}" for x in attained)
    wanted = ", ".join(f"{x:g}" for x in target)
    other = "" if isinstance(mechanism, Ordinal) else ", or use an ordinal mechanism"
    raise CalibrationError(
        f"The {mechanism.kind} of {setting.variable!r} cannot meet the baseline [{wanted}]{where}: {why} "
        f"The nearest marginal that it can have is [{shown}]. Weaken the strengths, change the "
        f"baseline{other}.",
        variable=setting.variable,
        nearest=attained,
    )


def refuse_effects(
    mechanism: RankedNode, setting: Setting, table: Array, met: NDArray[np.bool_]
) -> None:
    """Raise for a ranked node that cannot bring the effects of an ordinal in their proportions."""
    where = f" in {(~met).sum():,} of {met.size:,} draws" if met.ndim else ""
    flat = table.reshape((-1, *table.shape[table.ndim - 1 - met.ndim :]))
    axes = table.ndim - 1 - met.ndim
    marginal = (setting.flat(axes)[:, None] * flat).sum(axis=0)
    if met.ndim:
        marginal = marginal[:, int(np.argmin(met))]
    raise CalibrationError(
        f"The {mechanism.kind} of {setting.variable!r} cannot do what an ordinal would{where}: no weights "
        "bring the effects of its causes in their proportions. Weaken the strengths, leave out "
        "like_ordinal, or use an ordinal mechanism.",
        variable=setting.variable,
        nearest=tuple(float(x) for x in marginal),
    )
