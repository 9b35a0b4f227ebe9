r"""Interval arithmetic: enclosures of a number and of its derivatives over many boxes at once.

For intervals :math:`X = [\underline x, \overline x]` and Y, :math:`X \circ Y \supseteq \{x \circ y : x \in X, y \in Y\}`.
A `Jet` carries a value and its derivatives through sums and products (forward-mode differentiation in intervals).

Ends are rounded to nearest. Rounding them outwards would take a `nextafter` after every operation; `branch_and_bound`
adds an allowance to each bound instead. `mpmath.iv` rounds outwards, but holds one number at a time.

Arrays have the axis of boxes last; slopes have the axis of the free numbers first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Interval", "Jet", "exact"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """All numbers from `low` to `high`, elementwise.

    References
    ----------
    R. E. Moore (1966), *Interval Analysis*, chapter 2.
    """

    low: Array
    high: Array

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        # A product is linear in each factor, so that its extremes are at ends of both.
        ends = (
            self.low * other.low,
            self.low * other.high,
            self.high * other.low,
            self.high * other.high,
        )
        return Interval(
            np.minimum(np.minimum(ends[0], ends[1]), np.minimum(ends[2], ends[3])),
            np.maximum(np.maximum(ends[0], ends[1]), np.maximum(ends[2], ends[3])),
        )

    def over(self, positive: Interval) -> Interval:
        """Divided by an interval above zero."""
        # An end may have underflowed to zero: the quotient is then huge rather than infinite or NaN.
        low, high = np.maximum(positive.low, 1e-300), np.maximum(positive.high, 1e-300)
        return self * Interval(1 / high, 1 / low)

    def times(self, weight: Array) -> Interval:
        """Multiplied by numbers of any sign."""
        return self * Interval(weight, weight)

    def sum(self, axis: int | tuple[int, ...]) -> Interval:
        """Summed along axes."""
        return Interval(self.low.sum(axis=axis), self.high.sum(axis=axis))

    def within(self, other: Interval) -> Interval:
        """The intersection. Where rounding would leave it empty it is a single point."""
        low = np.minimum(np.maximum(self.low, other.low), self.high)
        return Interval(low, np.maximum(np.minimum(self.high, other.high), low))

    def reshaped(self, *shape: int) -> Interval:
        """With other axes."""
        return Interval(self.low.reshape(shape), self.high.reshape(shape))

    def at(self, index: tuple[slice | int | None, ...]) -> Interval:
        """A part of it, or more axes."""
        return Interval(self.low[index], self.high[index])

    @property
    def magnitude(self) -> Array:
        """The greatest absolute value that it holds."""
        return np.maximum(abs(self.low), abs(self.high))


@dataclass(frozen=True, slots=True, eq=False)
class Jet:
    """Enclosures of a value and of its derivatives by every free number, over boxes.

    Attributes
    ----------
    value : Interval, shape (…, boxes)
    slopes : Interval, shape (free numbers, …, boxes)
    """

    value: Interval
    slopes: Interval

    def __mul__(self, other: Jet) -> Jet:
        # The product rule, ∂(f g) = ∂f g + f ∂g.
        mine = self.slopes * Interval(other.value.low[None], other.value.high[None])
        theirs = other.slopes * Interval(self.value.low[None], self.value.high[None])
        return Jet(self.value * other.value, mine + theirs)

    def __sub__(self, other: Jet) -> Jet:
        return Jet(self.value - other.value, self.slopes - other.slopes)

    def sum(self, axes: tuple[int, ...]) -> Jet:
        """Summed along axes of the value."""
        return Jet(self.value.sum(axes), self.slopes.sum(tuple([a + 1 for a in axes])))

    def reshaped(self, *shape: int) -> Jet:
        """With other axes of the value."""
        return Jet(self.value.reshaped(*shape), self.slopes.reshaped(len(self.slopes.low), *shape))

    def near(self, middle: Array, radius: Array) -> Jet:
        """Tightened by the mean-value form, f(X) ⊆ f(m) + Σ_i |∂_i f(X)| r_i.

        In narrow boxes it is far tighter than interval arithmetic, which forgets that a number occurs twice: its
        excess shrinks with the square of the width.

        Parameters
        ----------
        middle : ndarray, shape (…, boxes)
            The exact value f(m) at the middle of each box.
        radius : ndarray, shape (free numbers, boxes)
            Half the width r of each box.

        References
        ----------
        R. E. Moore (1966), *Interval Analysis* (centred and mean-value forms).
        """
        spread = radius.reshape((len(radius),) + (1,) * (middle.ndim - 1) + (-1,))
        reach = (self.slopes.magnitude * spread).sum(axis=0)
        return Jet(self.value.within(Interval(middle - reach, middle + reach)), self.slopes)


def exact(values: Array, free: int, boxes: int) -> Jet:
    """Constants: the same in every box, with derivatives of zero."""
    spread = np.broadcast_to(values[..., None], (*values.shape, boxes))
    nothing = np.zeros((free, *spread.shape))
    return Jet(Interval(spread, spread), Interval(nothing, nothing))
