"""From a variable's mechanism and causes to its table, calibrated where a baseline is declared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration import (
    Setting,
    columns_factors,
    cuts_for,
    leak_for,
    refuse_effects,
    thresholds_for,
    with_columns,
)
from causalnet.compilation.mechanisms.contributions import Slope, predictor
from causalnet.compilation.mechanisms.effect_matching import Imitation, effects_of, largest_share
from causalnet.compilation.mechanisms.noisy import noisy_products, noisy_rises, noisy_table
from causalnet.compilation.mechanisms.ordinal import ordinal_table
from causalnet.compilation.mechanisms.ranked import ranked_mean, ranked_table
from causalnet.model.mechanism import NoisyMax, NoisyMin, Ordinal, RankedNode

__all__ = [
    "carried_table",
    "conditional_table",
    "imitating_steps",
    "imitation",
    "in_step",
    "one_at_a_time",
    "ordinal",
    "ordinal_thresholds",
    "ranked",
]

Array = NDArray[np.float64]
Graded = Ordinal | NoisyMax | NoisyMin | RankedNode

# How finely the share is told of which a ranked node brings the effects wanted.
SHARE = 2.0**-10
# By how much a factor is moved to see how effects answer to it.
NUDGE = 1e-6


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
    slopes, setting = in_step(slopes, setting)
    if setting.states == 1:
        return certain(setting, len(slopes))
    if isinstance(mechanism, Ordinal):
        return ordinal(slopes, setting)
    if mechanism.like_ordinal:
        slopes = _imitating(mechanism, slopes, setting)
    if isinstance(mechanism, RankedNode):
        return ranked(mechanism, slopes, setting)
    return _noisy(mechanism, slopes, setting)


def certain(setting: Setting, axes: int) -> Array:
    """The table of a variable with a single state."""
    shape = setting.weights.shape
    return np.ones((*shape[:axes], 1, *shape[axes:]))


def carried_table(
    mechanism: Graded, slopes: Sequence[Slope], more: Sequence[Slope], setting: Setting
) -> Array:
    """The table with further causes, what calibration frees being what it was without them.

    Parameters
    ----------
    slopes, setting
        As for `conditional_table`: what the mechanism is calibrated on.
    more : sequence of Slope
        Further causes, whose axes come after those of `slopes`.
    """
    count, shape = len(slopes), [s.states for s in more]
    joint = setting.weights
    lead = joint.reshape((*joint.shape[:count], *(1 for _ in shape), *joint.shape[count:]))
    even = np.ones(shape) / np.prod(shape, dtype=float)
    even = even.reshape((1,) * count + tuple(shape) + (1,) * (joint.ndim - count))
    every, wide = in_step([*slopes, *more], replace(setting, weights=lead * even))
    if setting.states == 1:
        return certain(wide, len(every))
    # At a strength of zero the further causes change nothing that is calibrated.
    calm = [*every[:count], *(s.times(0.0) for s in every[count:])]
    if slopes and not isinstance(mechanism, Ordinal) and mechanism.like_ordinal:
        own = _imitating(mechanism, *in_step(slopes, setting))
        calm, every = [*own, *calm[count:]], [*own, *every[count:]]
    axes = len(every)
    if isinstance(mechanism, Ordinal):
        tau = thresholds_for(predictor(calm), wide, axes)
        share = columns_factors(mechanism, ordinal_table(predictor(calm), tau, axes), wide, axes)
        return with_columns(ordinal_table(predictor(every), tau, axes), share, axes)
    if isinstance(mechanism, RankedNode):
        (mean, sigma), moved = (ranked_mean(x, mechanism.variance) for x in (calm, every))
        cuts = cuts_for(mean, sigma, wide, axes)
        share = columns_factors(mechanism, ranked_table(mean, sigma, cuts, axes), wide, axes)
        return with_columns(ranked_table(*moved, cuts, axes), share, axes)
    leak = leak_for(mechanism, *_lifts(mechanism, calm, wide.states), wide, axes)
    highest = isinstance(mechanism, NoisyMax)
    return noisy_table(*_lifts(mechanism, every, wide.states), leak, axes, highest=highest)


def in_step(slopes: Sequence[Slope], setting: Setting) -> tuple[list[Slope], Setting]:
    """Slopes and surroundings that all have the axis of draws, if any of them has it."""
    numbers = [x for s in slopes for x in (s.weight, *(scale.amount for scale in s.scales))]
    shapes = {x.shape for x in numbers} | {setting.weights.shape[len(slopes) :]}
    baseline = setting.baseline
    if baseline is not None:
        shapes.add(baseline.shape[1:])
    draws = max(shapes)

    def spread(x: Array) -> Array:
        return np.broadcast_to(x, draws)

    spread_slopes = [
        replace(
            s,
            weight=spread(s.weight),
            scales=tuple(replace(c, amount=spread(c.amount)) for c in s.scales),
        )
        for s in slopes
    ]
    weights = setting.weights
    if weights.ndim == len(slopes) and draws:
        weights = np.broadcast_to(weights[..., None], (*weights.shape, *draws))
    if baseline is not None:
        baseline = baseline if baseline.ndim > 1 else baseline.reshape((-1,) + (1,) * len(draws))
    return spread_slopes, replace(setting, weights=weights, baseline=baseline)


def ordinal(slopes: Sequence[Slope], setting: Setting) -> Array:
    """The table of an ordinal mechanism."""
    eta, axes = predictor(slopes), len(slopes)
    table = ordinal_table(eta, thresholds_for(eta, setting, axes), axes)
    return with_columns(table, columns_factors(Ordinal(), table, setting, axes), axes)


def ordinal_thresholds(slopes: Sequence[Slope], setting: Setting) -> Array:
    """The thresholds of an ordinal mechanism, shape (states − 1, parameters…)."""
    slopes, setting = in_step(slopes, setting)
    return thresholds_for(predictor(slopes), setting, len(slopes))


def ranked(mechanism: RankedNode, slopes: Sequence[Slope], setting: Setting) -> Array:
    """The table of a ranked node."""
    mean, sigma = ranked_mean(slopes, mechanism.variance)
    axes = len(slopes)
    table = ranked_table(mean, sigma, cuts_for(mean, sigma, setting, axes), axes)
    return with_columns(table, columns_factors(mechanism, table, setting, axes), axes)


def _noisy(mechanism: NoisyMax | NoisyMin, slopes: Sequence[Slope], setting: Setting) -> Array:
    lifts = _lifts(mechanism, slopes, setting.states)
    leak = leak_for(mechanism, *lifts, setting, len(slopes))
    return noisy_table(*lifts, leak, len(slopes), highest=isinstance(mechanism, NoisyMax))


def _lifts(
    mechanism: NoisyMax | NoisyMin, slopes: Sequence[Slope], states: int
) -> tuple[Array, Array]:
    """What the causes do, as products and as how these rise from state to state."""
    highest = isinstance(mechanism, NoisyMax)
    products = noisy_products(slopes, states, highest=highest)
    return products, noisy_rises(slopes, states, highest=highest)


# ── imitating an ordinal ─────────────────────────────────────────────────────────────────────


def one_at_a_time(table: Array, weights: Array, axes: int | None = None) -> Array:
    """For each cause, what moving it from end to end does to the effect's expected level.

    The other causes keep their joint distribution.

    Parameters
    ----------
    table : ndarray, shape (states of each cause…, k, parameters…)
    weights : ndarray, shape (states of each cause…, parameters…)
    axes : int, optional
        How many causes there are, where the parameters have axes.

    Returns
    -------
    ndarray, shape (number of causes, parameters…)
        In states of the effect.
    """
    axes = weights.ndim if axes is None else axes
    level = np.moveaxis(table, axes, -1) @ np.arange(table.shape[axes])
    return effects_of(level, weights, axes)


def _imitating(
    mechanism: NoisyMax | NoisyMin | RankedNode, slopes: Sequence[Slope], setting: Setting
) -> list[Slope]:
    """Slopes under which `mechanism` does what an ordinal would, or as large a share as it can.

    One share for all causes (in each draw), so that they keep their proportions where the baseline leaves
    a noisy mechanism too little room to do it all.
    """
    wanted = one_at_a_time(ordinal(slopes, setting), setting.weights, len(slopes))
    if isinstance(mechanism, RankedNode):
        return imitating_steps(mechanism, slopes, wanted, setting)
    draws = wanted.shape[1:]
    case = imitation(mechanism, slopes, setting)
    factors, _ = largest_share(case, wanted.reshape((len(wanted), -1)))
    own = [Slope(s.states, s.weight, s.reference) for s in slopes]
    return _times(own, factors.reshape((-1, *draws)))


def imitation(
    mechanism: NoisyMax | NoisyMin, slopes: Sequence[Slope], setting: Setting
) -> Imitation:
    """A noisy mechanism in the surroundings of one variable, with an axis of draws throughout."""
    highest = isinstance(mechanism, NoisyMax)
    weights = setting.weights.reshape((*[s.states for s in slopes], -1))
    leak = np.ones(setting.states)
    if mechanism.leak:
        leak = np.cumsum(mechanism.leak if highest else mechanism.leak[::-1])
    baseline = setting.baseline
    if baseline is not None:
        baseline = (baseline if highest else baseline[::-1]).reshape((setting.states, -1))
        baseline = np.broadcast_to(baseline, (setting.states, weights.shape[-1]))
    return Imitation(
        [Slope(s.states, np.reshape(s.weight, -1), s.reference, (), s.sign) for s in slopes],
        weights,
        baseline,
        np.repeat(leak[:, None], weights.shape[-1], axis=1),
        highest,
    )


def imitating_steps(
    mechanism: RankedNode, slopes: Sequence[Slope], wanted: Array, setting: Setting
) -> list[Slope]:
    """Slopes of a ranked node that bring the effects wanted, or as large a share of them as it can.

    Its cut-points meet any baseline; but a single cause can do no more than move the mean from end to end,
    and with a declared variance only the proportions of the weights are free.
    """
    factors, met = _stepped(mechanism, slopes, wanted, setting, np.ones_like(wanted))
    share, step = np.where(met, 1.0, 0.0), 1.0
    # With a declared variance there is no share: the proportions are met, or they cannot be.
    while mechanism.variance is None and not met.all() and step > SHARE:
        # Shares are tried on a grid of powers of two, so that the last digit of anything decides nothing.
        step /= 2
        tried = np.where(met, share, share + step)
        start = np.where(share > 0, factors, 1.0)
        found, reached = _stepped(mechanism, slopes, wanted * tried, setting, start)
        factors = np.where(reached & ~met, found, factors)
        share = np.where(reached & ~met, tried, share)
    if not (share > 0).all():
        table = ranked(mechanism, _times(slopes, factors), setting)
        refuse_effects(mechanism, setting, table, share > 0)
    return _times(slopes, factors)


def _stepped(
    mechanism: RankedNode, slopes: Sequence[Slope], wanted: Array, setting: Setting, start: Array
) -> tuple[Array, NDArray[np.bool_]]:
    """Factors that bring the effects wanted, and whether they do, in each draw."""

    def ratios(factors: Array) -> tuple[Array, NDArray[np.bool_]]:
        table = ranked(mechanism, _times(slopes, factors), setting)
        got = one_at_a_time(table, setting.weights, len(slopes))
        moved = abs(got) > 1e-12
        ratio = np.divide(wanted, got, out=np.ones_like(got), where=moved)
        if mechanism.variance is not None:
            ratio = ratio / ratio.mean(axis=0, where=moved | ~moved.any(axis=0))
            ratio = np.where(moved, ratio, 1.0)
        # What is next to nothing has no digits to be matched in.
        gap = abs(ratio - 1) - 1e-12 / np.maximum(abs(got), 1e-12)
        return ratio, gap.max(axis=0, initial=0.0) < 1e-10

    factors = start
    for _ in range(80):
        ratio, settled = ratios(factors)
        if settled.all():
            return factors, settled
        factors = factors * np.where(settled, 1.0, np.clip(ratio, 0.5, 2.0) ** 0.7)
    if mechanism.variance is None:
        return factors, settled
    return _proportioned(factors, ratios)


def _proportioned(
    factors: Array, ratios: Callable[[Array], tuple[Array, NDArray[np.bool_]]]
) -> tuple[Array, NDArray[np.bool_]]:
    """Newton's steps in logarithms, for draws in which the effects hardly answer to the factors."""
    shape, count = factors.shape, len(factors)
    for _ in range(20):
        ratio, settled = ratios(factors)
        if settled.all():
            break
        log = np.log(np.maximum(ratio, 1e-9)).reshape(count, -1)
        columns = []
        for i in range(count):
            nudge = np.ones((count,) + (1,) * (factors.ndim - 1))
            nudge[i] += NUDGE
            beside = np.log(np.maximum(ratios(factors * nudge)[0], 1e-9)).reshape(count, -1)
            columns.append((beside - log) / np.log1p(NUDGE))
        # Only proportions count, so that one direction does nothing: the least of all solutions is taken.
        matrix = np.moveaxis(np.stack(columns, axis=1), -1, 0)
        step = -(np.linalg.pinv(matrix, rcond=1e-7) @ log.T[..., None])[..., 0].T
        factors = factors * np.where(settled, 1.0, np.exp(np.clip(step, -1, 1)).reshape(shape))
    return factors, settled


def _times(slopes: Sequence[Slope], factors: Array) -> list[Slope]:
    return [s.times(f) for s, f in zip(slopes, factors, strict=True)]
