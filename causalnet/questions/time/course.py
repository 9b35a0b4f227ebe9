"""Courses: one outcome in one arm, period by period, in every draw and repetition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.questions.query.spread import Spread

__all__ = [
    "Course",
    "after_end",
    "chances",
    "opposite",
    "peak",
    "read_only",
    "standard_error",
    "without_noise",
]

Array = NDArray[np.float64]
N = TypeVar("N", bound=np.generic)


@printed
@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One outcome in one arm, period by period.

    Attributes
    ----------
    outcome : str
    states : tuple of str
    survival : ndarray, shape (periods, states − 1, draws, repetitions)
        P(outcome ≥ j), j = 1, …; repetitions differ in nothing but random numbers.
    unseen : ndarray, shape (periods,), or float
        The error of the level by what no sample was in: its error is at least that.
    """

    outcome: str
    states: tuple[str, ...]
    survival: Array
    unseen: Array | float = 0.0

    @property
    def levels(self) -> Array:
        """Expected level, shape (periods, draws, repetitions)."""
        return np.asarray(self.survival.sum(axis=1))

    @property
    def p(self) -> Array:
        """Probability of every state, shape (periods, states); over draws, their mean."""
        return chances(self.survival.mean(axis=(2, 3)), axis=1)

    @property
    def level(self) -> Array:
        """Expected level on the scale of states, counted from zero, shape (periods,)."""
        return np.asarray(self.levels.mean(axis=(1, 2)))

    @property
    def spreads(self) -> tuple[Spread, ...]:
        """The expected level over the draws, for each period."""
        return tuple(Spread(row) for row in without_noise(self.levels))

    @property
    def error(self) -> Array:
        """Standard error of the expected level, shape (periods,)."""
        return np.maximum(standard_error(self.levels), self.unseen)


def chances(survival: Array, axis: int) -> Array:
    """The chance of every state, from P(Y ≥ j), j = 1, …, along an axis."""
    shape = list(survival.shape)
    shape[axis] = 1
    edge = np.ones(shape)
    p = -np.diff(np.concatenate([edge, survival, 0 * edge], axis=axis), axis=axis)
    # A difference may be minus zero, or less than zero by rounding.
    return np.asarray(np.maximum(p, 0.0) + 0.0)


def read_only(numbers: NDArray[N]) -> NDArray[N]:
    """An array that is kept, and is read-only for that."""
    numbers.flags.writeable = False
    return numbers


def without_noise(numbers: Array) -> Array:
    """One number for each draw, shape (periods, draws), without the width that simulation adds.

    The mean over repetitions still holds simulation noise, which would make intervals over draws too wide. Its
    variance is known from the repetitions; the draws are drawn together about their mean by as much.
    """
    each = numbers.mean(axis=-1)
    count = numbers.shape[-1]
    if count == 1 or each.shape[1] == 1:
        return np.asarray(each)
    noise = numbers.var(axis=-1, ddof=1).mean(axis=1) / count
    total = each.var(axis=1, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(total > 0, np.clip(1 - noise / total, 0, 1), 1.0)
    mean = each.mean(axis=1, keepdims=True)
    return np.asarray(mean + (each - mean) * np.sqrt(share)[:, None])


def peak(changes: Array, periods: int) -> tuple[int, float]:
    """The first of so many periods with the greatest change, of shape (periods, draws, repetitions), and that change.

    Over draws it is the greatest of the means.
    """
    mean = changes[:periods].mean(axis=(1, 2))
    # Rounding, so that of changes that are alike the first is told.
    period = int(np.argmax(np.round(abs(mean), 9)))
    return period, float(mean[period])


def opposite(changes: Array, change: float) -> tuple[int, float]:
    """The period with the greatest change the other way than `change`, and that change; zero where none goes so.

    Parameters
    ----------
    changes : ndarray, shape (periods, draws, repetitions)
    change : float
    """
    mean = changes.mean(axis=(1, 2))
    other = np.round(-np.sign(change) * mean, 9)
    period = int(np.argmax(other))
    return period, float(mean[period]) if other[period] > 0 else 0.0


def after_end(levels: Array, held: Sequence[int], delay: int, after: int) -> tuple[Array, Array]:
    """From the end of each holding on: the change where it ends there, and where it does not.

    Parameters
    ----------
    levels : ndarray, shape (2 + holdings, periods, draws, repetitions)
        Of the world left alone, of that in which the intervention does not end, and of one for each holding.
    held : sequence of int
        For how many periods each is held.
    delay : int
        After how many periods the end is felt.
    after : int
        How many periods after that are looked at.
    """
    against = levels - levels[0]
    windows = [slice(d - 1 + delay, d + delay + after) for d in held]
    gains = np.array([against[2 + i, w] for i, w in enumerate(windows)])
    holding = np.array([against[1, w] for w in windows])
    for array in (gains, holding):
        array.flags.writeable = False
    return gains, holding


def standard_error(numbers: Array) -> Array:
    """Of the mean of numbers of shape (periods, draws, repetitions); zero of what is exact."""
    draws, times = numbers.shape[1:]
    if draws > 1:
        return np.asarray(numbers.mean(axis=2).std(axis=1, ddof=1) / np.sqrt(draws))
    if times > 1:
        return np.asarray(numbers[:, 0].std(axis=1, ddof=1) / np.sqrt(times))
    return np.zeros(len(numbers))
