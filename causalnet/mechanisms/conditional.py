"""From a variable's mechanism and causes to its table, calibrated where a baseline is declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import CalibrationError
from causalnet.mechanisms.imitating import Imitation, effects_of, largest_share
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

__all__ = [
    "Setting",
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
    if isinstance(mechanism, Ordinal):
        return ordinal(slopes, setting)
    if mechanism.like_ordinal:
        slopes = _imitating(mechanism, slopes, setting)
    if isinstance(mechanism, RankedNode):
        return ranked(mechanism, slopes, setting)
    return _noisy(mechanism, slopes, setting)


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
    # At a strength of zero the further causes change nothing that is calibrated.
    calm = [*every[:count], *(s.times(0.0) for s in every[count:])]
    if slopes and not isinstance(mechanism, Ordinal) and mechanism.like_ordinal:
        own = _imitating(mechanism, *in_step(slopes, setting))
        calm, every = [*own, *calm[count:]], [*own, *every[count:]]
    axes = len(every)
    if isinstance(mechanism, Ordinal):
        return ordinal_table(predictor(every), _thresholds(predictor(calm), wide, axes), axes)
    if isinstance(mechanism, RankedNode):
        cuts = _cuts(*ranked_mean(calm, mechanism.variance), wide, axes)
        return ranked_table(*ranked_mean(every, mechanism.variance), cuts, axes)
    highest = isinstance(mechanism, NoisyMax)
    leak = _fitted(mechanism, noisy_products(calm, wide.states, highest=highest), wide, axes)
    products = noisy_products(every, wide.states, highest=highest)
    return noisy_table(products, leak, axes, highest=highest)


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
        baseline = baseline if baseline.ndim > 1 else _along_draws(baseline, len(draws))
    return spread_slopes, replace(setting, weights=weights, baseline=baseline)


def ordinal(slopes: Sequence[Slope], setting: Setting) -> Array:
    """The table of an ordinal mechanism."""
    eta, axes = predictor(slopes), len(slopes)
    return ordinal_table(eta, _thresholds(eta, setting, axes), axes)


def ordinal_thresholds(slopes: Sequence[Slope], setting: Setting) -> Array:
    """The thresholds of an ordinal mechanism, shape (states − 1, parameters…)."""
    slopes, setting = in_step(slopes, setting)
    return _thresholds(predictor(slopes), setting, len(slopes))


def _thresholds(eta: Array, setting: Setting, axes: int) -> Array:
    """The thresholds that meet the baseline, or even ones where there is none."""
    if setting.baseline is None:
        return _along_draws(uniform_thresholds(setting.states), eta.ndim - axes)
    flat = eta.reshape((-1, *eta.shape[axes:]))
    return calibrated_thresholds(flat, setting.flat(axes), setting.baseline)


def ranked(mechanism: RankedNode, slopes: Sequence[Slope], setting: Setting) -> Array:
    """The table of a ranked node."""
    mean, sigma = ranked_mean(slopes, mechanism.variance)
    axes = len(slopes)
    return ranked_table(mean, sigma, _cuts(mean, sigma, setting, axes), axes)


def _cuts(mean: Array, sigma: Array, setting: Setting, axes: int) -> Array:
    """The cut-points that meet the baseline, or even ones where there is none."""
    if setting.baseline is None:
        return _along_draws(equidistant_cuts(setting.states), mean.ndim - axes)
    flat = mean.reshape((-1, *mean.shape[axes:]))
    return calibrated_cuts(flat, sigma, setting.flat(axes), setting.baseline)


def _noisy(mechanism: NoisyMax | NoisyMin, slopes: Sequence[Slope], setting: Setting) -> Array:
    highest = isinstance(mechanism, NoisyMax)
    products = noisy_products(slopes, setting.states, highest=highest)
    leak = _fitted(mechanism, products, setting, len(slopes))
    return noisy_table(products, leak, len(slopes), highest=highest)


def _fitted(mechanism: NoisyMax | NoisyMin, products: Array, setting: Setting, axes: int) -> Array:
    """The leak of a noisy mechanism, refused where it is none."""
    leak, expected = _leak(mechanism, products, setting, axes)
    fits = _is_leak(leak)
    if setting.margin and not fits.all():
        nearest = attainable(leak, expected)
        fits = fits | (abs(nearest - leak) * expected <= setting.margin).all(axis=0)
        leak = nearest
    if not fits.all():
        _refuse(mechanism, setting, leak, expected, fits)
    return leak


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
        target = setting.baseline if highest else setting.baseline[::-1]
        return fitted_leak(expected, target), expected
    if not mechanism.leak:
        return np.ones_like(expected), expected
    declared = np.array(mechanism.leak)
    leak = np.cumsum(declared if highest else declared[::-1])
    return np.broadcast_to(_along_draws(leak, expected.ndim - 1), expected.shape), expected


def _along_draws(vector: Array, axes: int) -> Array:
    """A vector with room for so many axes of parameters."""
    return vector.reshape((-1,) + (1,) * axes)


def _is_leak(leak: Array) -> NDArray[np.bool_]:
    """Whether it increases and stays below one, in each draw."""
    rises = (np.diff(leak, axis=0) >= -1e-12).all(axis=0)
    return np.asarray(rises & (leak <= 1 + 1e-12).all(axis=0))


def _refuse(
    mechanism: NoisyMax | NoisyMin,
    setting: Setting,
    leak: Array,
    expected: Array,
    fits: NDArray[np.bool_],
) -> None:
    """Raise for what cannot be met, with the nearest that can (in the first draw that fails)."""
    where = f" in {(~fits).sum():,} of {fits.size:,} draws" if fits.ndim else ""
    target = np.zeros(0) if setting.baseline is None else setting.baseline
    if fits.ndim:
        first = int(np.argmin(fits))
        leak, expected = leak[:, first], expected[:, first]
        target = np.broadcast_to(target, (len(target), fits.size))[:, first]
    best = np.diff(attainable(leak, expected) * expected, prepend=0.0)
    nearest = tuple(float(x) for x in (best if isinstance(mechanism, NoisyMax) else best[::-1]))
    shown = ", ".join(f"{x:.3f}" for x in nearest)
    wanted = ", ".join(f"{x:g}" for x in target)
    raise CalibrationError(
        f"The {mechanism.kind} of {setting.variable!r} cannot meet the baseline [{wanted}]{where}: its "
        f"causes alone do more than that. The nearest marginal that it can have is [{shown}]. Weaken the "
        "strengths, change the baseline, or use an ordinal mechanism.",
        variable=setting.variable,
        nearest=nearest,
    )


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
    while not met.all() and step > SHARE:
        # Shares are tried on a grid of powers of two, so that the last digit of anything decides nothing.
        step /= 2
        tried = np.where(met, share, share + step)
        start = np.where(share > 0, factors, 1.0)
        found, reached = _stepped(mechanism, slopes, wanted * tried, setting, start)
        factors = np.where(reached & ~met, found, factors)
        share = np.where(reached & ~met, tried, share)
    return _times(slopes, factors)


def _stepped(
    mechanism: RankedNode, slopes: Sequence[Slope], wanted: Array, setting: Setting, start: Array
) -> tuple[Array, NDArray[np.bool_]]:
    """Factors that bring the effects wanted, and whether they do, in each draw."""
    factors = start
    for _ in range(80):
        table = ranked(mechanism, _times(slopes, factors), setting)
        got = one_at_a_time(table, setting.weights, len(slopes))
        moved = abs(got) > 1e-12
        ratio = np.divide(wanted, got, out=np.ones_like(got), where=moved)
        if mechanism.variance is not None:
            ratio = ratio / ratio.mean(axis=0, where=moved | ~moved.any(axis=0))
            ratio = np.where(moved, ratio, 1.0)
        # What is next to nothing has no digits to be matched in.
        gap = abs(ratio - 1) - 1e-12 / np.maximum(abs(got), 1e-12)
        settled = gap.max(axis=0, initial=0.0) < 1e-10
        if settled.all():
            break
        factors = factors * np.where(settled, 1.0, np.clip(ratio, 0.5, 2.0) ** 0.7)
    return factors, settled


def _times(slopes: Sequence[Slope], factors: Array) -> list[Slope]:
    return [s.times(f) for s, f in zip(slopes, factors, strict=True)]
