"""Courses: one outcome in one arm, period by period, in every draw and repetition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.questions.estimate import Estimate

__all__ = [
    "Course",
    "after_end",
    "chances",
    "estimates",
    "opposite",
    "peak",
    "read_only",
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
    drawn : bool
        Whether it is over draws from judgements.
    """

    outcome: str
    states: tuple[str, ...]
    survival: Array
    unseen: Array | float = 0.0
    drawn: bool = False

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
    def estimates(self) -> tuple[Estimate, ...]:
        """The expected level in each period."""
        return estimates(self.levels, self.unseen, drawn=self.drawn)

    @property
    def error(self) -> Array:
        """Standard error of the expected level, shape (periods,)."""
        return np.array([estimate.error for estimate in self.estimates])


def estimates(levels: Array, unseen: Array | float, *, drawn: bool) -> tuple[Estimate, ...]:
    """An estimate for each period.

    Parameters
    ----------
    levels : ndarray, shape (periods, draws, repetitions)
    unseen : ndarray, shape (periods,), or float
    drawn : bool
    """
    least = np.broadcast_to(unseen, len(levels))
    return tuple(
        Estimate(own, drawn=drawn, unseen=float(x)) for own, x in zip(levels, least, strict=True)
    )


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


def peak(changes: Array, periods: int) -> tuple[int, float]:
    """The first period with the greatest change, of shape (periods, draws, repetitions), and that change.

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
        The number of periods after that are looked at.
    """
    against = levels - levels[0]
    windows = [slice(d - 1 + delay, d + delay + after) for d in held]
    gains = np.array([against[2 + i, w] for i, w in enumerate(windows)])
    holding = np.array([against[1, w] for w in windows])
    for array in (gains, holding):
        array.flags.writeable = False
    return gains, holding
