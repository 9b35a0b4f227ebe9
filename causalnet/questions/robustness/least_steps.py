r"""The least that a step of a cause changes its effect, wherever the numbers are between two points.

A table that is written row by row says it itself. With a cumulative logit, write
:math:`P(Y \ge j \mid s) = \sigma(x)` with :math:`x = \eta(s) - \tau_j`. A step of a cause changes it by
:math:`\sigma(x + w) - \sigma(x)` or more, and over an interval of x the least of such differences is at one of the ends.
Where x can lie, calibration says: the mean of :math:`\sigma(x)` is :math:`P(Y \ge j)`. Whatever the causes have in common,
:math:`\eta` is between two ends, and its mean follows from the distributions of the causes one by one. A tangent of
:math:`\sigma` at :math:`z > 0` is nowhere below it from some :math:`a_z < 0` on. So with :math:`\mu` the mean of
:math:`\eta` and l its lower end,

.. math::

   \tau_j \le t_z = \mu - z + \frac{\sigma(z) - P(Y \ge j)}{\sigma'(z)} \quad \text{for every } z
   \text{ with } t_z \le l - a_z,

since at a threshold of :math:`t_z` the mean of :math:`\sigma(x)` is no greater than what the tangent says, and it falls
with the threshold. The lower end of :math:`\tau_j` follows in the mirror.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from causalnet.cache import cached
from causalnet.compilation.mechanisms.contributions import slopes_of
from causalnet.compilation.mechanisms.ordinal import tails, uniform_thresholds
from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.compilation.parameters.ensemble import central
from causalnet.compilation.table_builder import alike
from causalnet.model.causal_model import CausalModel
from causalnet.model.mechanism import Ordinal, Tabular
from causalnet.questions.signs.monotonicity import changes_by_row

__all__ = ["EffectSteps", "LeastSteps", "distribution_today", "meets_its_baseline", "steps_of"]

Array = NDArray[np.float64]
Valid = NDArray[np.bool_]

# A baseline with a rarer state is met by more than thresholds.
RAREST = 1e-6
# The exponential of such a number does not overflow.
FARTHEST = 500.0
# The points at which tangents touch, and how often the stretch over which one is above is halved.
TANGENTS = np.linspace(0.1, 8.0, 40)
HALVINGS = 40


class LeastSteps(NamedTuple):
    """What is known of the steps of an effect's causes, at each distinct version of its numbers.

    Attributes
    ----------
    each : sequence of ndarray, shape (states − 1, versions)
        For each cause the least that a step changes P(effect ≥ j).
    valid : ndarray of bool, shape (versions,)
        Where no step can go against its sign.
    labels : ndarray of int, shape (points,)
        The version at each point.
    """

    each: Sequence[Array]
    valid: Valid
    labels: NDArray[np.intp]


class EffectSteps(Protocol):
    """The steps of the causes of one effect."""

    @property
    def causes(self) -> tuple[str, ...]:
        """The causes whose steps are asked for."""

    def least(self, low: Array, high: Array) -> LeastSteps:
        """What is known of them where each number is between its values in two points.

        Parameters
        ----------
        low, high : ndarray, shape (coordinates, points)
        """


def steps_of(
    model: CausalModel, row: Mapping[str, int], name: str, among: Collection[str]
) -> EffectSteps | None:
    """The steps of some causes of a variable; None where nothing is known of its table before it is made.

    Parameters
    ----------
    row : mapping from str to int
        The places of influences and modifiers among the coordinates.
    """
    causes = tuple(i.cause for i in model.causes(name) if i.cause in among)
    if isinstance(model.variables[name].mechanism, Tabular):
        return _TabledSteps(causes, _least_in_rows(model, name, causes))
    return _ordinal_steps(model, row, name, causes) if meets_its_baseline(model, name) else None


def meets_its_baseline(model: CausalModel, name: str) -> bool:
    """Whether thresholds alone give a variable its baseline, whatever the numbers, or it has none."""
    mechanism, declared = model.variables[name].mechanism, model.variables[name].one_baseline
    if isinstance(mechanism, Tabular):
        return True
    common = declared is None or min(declared.p) >= RAREST
    return common and isinstance(mechanism, Ordinal)


# ── tables that are written row by row ───────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class _TabledSteps:
    causes: tuple[str, ...]
    own: tuple[Array, ...]

    def least(self, low: Array, high: Array) -> LeastSteps:
        return LeastSteps(self.own, np.ones(1, dtype=bool), np.zeros(low.shape[1], dtype=np.intp))


def _least_in_rows(model: CausalModel, name: str, causes: Collection[str]) -> tuple[Array, ...]:
    changes = [changes_by_row(model, i) for i in model.causes(name) if i.cause in causes]
    return tuple(
        abs(x).reshape(-1, x.shape[-1]).min(axis=0)[:, None] for x in changes if x is not None
    )


# ── cumulative logits ────────────────────────────────────────────────────────────────────────


class _Reach(NamedTuple):
    """Where a number is at each point, and where its mean is."""

    low: Array
    high: Array
    least_mean: Array
    most_mean: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Cause:
    """A cause of an effect.

    Attributes
    ----------
    strength : int or None
        The place of its strength among the coordinates, if it has one.
    sign : float
        −1 if the influence is negative.
    steps : ndarray, shape (states,)
        From its reference to each state.
    today : ndarray or None, shape (states,)
        Its distribution, if that is known without a network.
    """

    strength: int | None
    sign: float
    steps: Array
    today: Array | None

    def weight(self, points: Array) -> Array:
        """Its strength at some points; zero if it has none."""
        return np.zeros(1) if self.strength is None else points[self.strength]

    def reach(self, least: Array, most: Array) -> _Reach:
        """Where its part of the predictor is if its slope, but for the sign, is between two."""
        first, last = (least, most) if self.sign > 0 else (-most, -least)
        corners = [end * step for end in (first, last) for step in (self.steps[0], self.steps[-1])]
        low, high = np.min(corners, axis=0), np.max(corners, axis=0)
        if self.today is None:
            return _Reach(low, high, low, high)
        up = float(self.today @ np.maximum(self.steps, 0.0))
        down = float(self.today @ np.maximum(-self.steps, 0.0))
        return _Reach(low, high, first * up - last * down, last * up - first * down)


class _Scaling(NamedTuple):
    """A modifier.

    Attributes
    ----------
    amount : int
        Its place among the coordinates.
    scaled, by : int
        The places of two causes of the effect: the one that it scales, and the one that does it.
    against : float
        The part of the first's steps, for each of the second's, by which the second can work against its own sign.
    """

    amount: int
    scaled: int
    by: int
    against: float


@dataclass(frozen=True, slots=True, eq=False)
class _OrdinalSteps:
    """The steps of an effect with a cumulative logit.

    Attributes
    ----------
    causes : tuple of str
    places : tuple of int
        Of these among all its causes.
    every : tuple of _Cause
    scalings : tuple of _Scaling
    baseline : ndarray or None, shape (states,)
    states : int
    """

    causes: tuple[str, ...]
    places: tuple[int, ...]
    every: tuple[_Cause, ...]
    scalings: tuple[_Scaling, ...]
    baseline: Array | None
    states: int

    def least(self, low: Array, high: Array) -> LeastSteps:
        rows = [c.strength for c in self.every if c.strength is not None]
        rows += [m.amount for m in self.scalings]
        every = [*low[rows], *(() if high is low else high[rows])]
        first, labels = alike(every) if rows else (np.zeros(1, np.intp), np.zeros(1, np.intp))
        each, valid = self._least(low[:, first], high[:, first])
        return LeastSteps(each, valid, np.broadcast_to(labels, low.shape[1]))

    def _least(self, low: Array, high: Array) -> tuple[list[Array], Valid]:
        """The same without looking for points that are alike."""
        slopes = self._slopes(low, high)
        parts = [c.reach(*slope) for c, slope in zip(self.every, slopes, strict=True)]
        whole = _Reach(*(np.sum(np.broadcast_arrays(*x), axis=0) for x in zip(*parts, strict=True)))
        least, most = self._thresholds(whole)
        valid, found = self._as_stated(low), []
        for place in self.places:
            step = slopes[place][0] - self._against(place, high, slopes)
            valid = valid & (step >= 0.0)
            # No step is longer than the way from one end to the other.
            own = np.clip(step, 0.0, whole.high - whole.low)
            ends = whole.low - most, whole.high - own - least
            found.append(np.minimum(*(_rise(x, own) for x in ends)))
        return found, valid

    def _slopes(self, low: Array, high: Array) -> list[tuple[Array, Array]]:
        """Between which two values the slope of each cause is, but for its sign."""
        factors = [(np.ones(1), np.ones(1)) for _ in self.every]
        for m in self.scalings:
            least, most = factors[m.scaled]
            less, more = 1.0 + low[m.amount], 1.0 + high[m.amount]
            factors[m.scaled] = least * np.minimum(less, 1.0), most * np.maximum(more, 1.0)
        ends = [(c.weight(low), c.weight(high)) for c in self.every]
        return [
            (np.minimum(first * least, first * most), np.maximum(last * least, last * most))
            for (first, last), (least, most) in zip(ends, factors, strict=True)
        ]

    def _thresholds(self, eta: _Reach) -> tuple[Array, Array]:
        """Between which two values each threshold is, shape (states − 1, points)."""
        if self.baseline is None:
            own = uniform_thresholds(self.states)[:, None]
            return own, own
        above, below = tails(self.baseline)[..., None]
        most = _highest_threshold(eta.low, eta.high, eta.most_mean, above, below)
        least = -_highest_threshold(-eta.high, -eta.low, -eta.least_mean, below, above)
        return least, most

    def _against(self, place: int, high: Array, slopes: Sequence[tuple[Array, Array]]) -> Array:
        """The most by which a step of a cause works against its sign through what it scales."""
        lost = np.zeros(1)
        for m in self.scalings:
            if m.by == place:
                lost = lost + high[m.amount] * m.against * slopes[m.scaled][1]
        return lost

    def _as_stated(self, low: Array) -> Valid:
        """Where no modifier turns a slope round and, if what modifies moves, the slope that it scales has its sign."""
        valid = np.ones(low.shape[1], dtype=bool)
        for m in self.scalings:
            valid = valid & (low[m.amount] > -1.0)
            if m.by in self.places:
                scaled = self.every[m.scaled].weight(low)
                valid = valid & (low[m.amount] >= 0.0) & (scaled >= 0.0)
        return valid


def _ordinal_steps(
    model: CausalModel, row: Mapping[str, int], name: str, causes: tuple[str, ...]
) -> _OrdinalSteps:
    variable, influences = model.variables[name], model.causes(name)
    slopes = slopes_of(model, variable, central(model))
    every = [
        _Cause(
            row.get(i.name),
            s.sign,
            np.arange(s.states, dtype=np.float64) - s.reference,
            distribution_today(model, i.cause),
        )
        for i, s in zip(influences, slopes, strict=True)
    ]
    place = {i.cause: k for k, i in enumerate(influences)}
    baseline = central(model).baseline(variable)
    return _OrdinalSteps(
        causes,
        tuple(place[cause] for cause in causes),
        tuple(every),
        tuple(_scalings(model, name, every, row)),
        None if baseline is None else baseline / baseline.sum(),
        len(variable.states),
    )


def _scalings(
    model: CausalModel, name: str, every: Sequence[_Cause], row: Mapping[str, int]
) -> list[_Scaling]:
    place = {i.cause: k for k, i in enumerate(model.causes(name))}
    found = []
    for m in model.modifiers:
        if m.effect == name:
            scaled, by = every[place[m.cause]], every[place[m.by]]
            way = scaled.sign * by.sign * (-1 if m.sign == "-" else 1)
            side = -scaled.steps[0] if way > 0 else scaled.steps[-1]
            against = float(side) / max(len(by.steps) - 1, 1)
            found.append(_Scaling(row[m.name], place[m.cause], place[m.by], against))
    return found


def distribution_today(model: CausalModel, name: str) -> Array | None:
    """The distribution of a variable where nothing is done or observed, if that is known without a network."""
    cpt, declared = cpt_of(model.variables[name].mechanism), model.variables[name].one_baseline
    if isinstance(cpt, TabularCPT):
        return None
    if declared is not None:
        return np.asarray(declared.p / np.sum(declared.p))
    return None if model.causes(name) else cpt.root(len(model.variables[name].states))


def _highest_threshold(low: Array, high: Array, mean: Array, above: Array, below: Array) -> Array:
    """The highest threshold that has a chance, shape (states − 1, points).

    Parameters
    ----------
    low, high, mean : ndarray, shape (points,)
        The ends of the predictor, and the highest mean that it can have.
    above, below : ndarray, shape (states − 1, 1)
        P(Y ≥ j) and P(Y < j).
    """
    z, value, slope, onward = _tangents()
    reached = mean - z + (value - above[..., None, :]) / slope
    proved = np.where(reached <= low - onward, reached, np.inf).min(axis=-2)
    return np.asarray(np.minimum(proved, high - np.log(above) + np.log(below)))


@cached(entries=1)
def _tangents() -> tuple[Array, Array, Array, Array]:
    """Points of tangents, their values and slopes, and from where on each is nowhere below, shape (tangents, 1)."""
    z = TANGENTS[:, None]
    value = _logistic(z)
    slope = value * (1.0 - value)
    # At zero it is above, far down it is below: between them the logistic is convex, so that it is crossed once.
    down, onward = np.full_like(z, -FARTHEST), np.zeros_like(z)
    for _ in range(HALVINGS):
        middle = (down + onward) / 2
        over = value + slope * (middle - z) >= _logistic(middle)
        down, onward = np.where(over, down, middle), np.where(over, middle, onward)
    return z, value, slope, onward


def _rise(x: Array, step: Array) -> Array:
    """σ(x + step) − σ(x), for a step that is not negative, to its last digits."""
    return np.asarray(_logistic(x + step) * _logistic(-x) * -np.expm1(-step))


def _logistic(x: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(np.clip(-x, -FARTHEST, FARTHEST))))
