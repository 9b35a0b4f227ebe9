"""Enclosures of a contrast and of its derivatives over boxes of strengths (`Enclosing` has the formulas)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.contributions import Slope, predictor, slopes_of
from causalnet.compilation.mechanisms.ordinal import calibrated_thresholds, uniform_thresholds
from causalnet.model.grammar.edge_intervention import AsIf
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import Influence, Modifier
from causalnet.network.graph import ancestors
from causalnet.network.kernel import kernel_of
from causalnet.network.network import Network
from causalnet.questions.bounds.interval_arithmetic import Interval, Jet, exact
from causalnet.questions.bounds.obstacle import cumulative_logit
from causalnet.questions.contrast.parameter_space import Coordinates
from causalnet.questions.contrast.static import StaticContrast
from causalnet.questions.query.mutilate import mutilate

__all__ = ["Enclosing"]

Array = NDArray[np.float64]

# Half the width of the interval around a calibrated threshold: a root found in floating point is not exact.
ROOT_ROUNDING = 1e-11


@dataclass(frozen=True, eq=False)
class Enclosing:
    r"""Enclosures of a contrast over boxes, by forward automatic differentiation with intervals.

    Variables are taken causes first. Of an ordinal one, :math:`\eta(s)` is enclosed from its strengths.
    Its thresholds solve :math:`\sum_s P(s)\,\sigma(\eta(s) - \tau_j) = B_j`. The sum increases in each
    :math:`\eta(s)` and falls in :math:`\tau_j`. So :math:`\tau_j` is least where each :math:`\eta(s)` is least and
    :math:`P` puts as much as its enclosure allows on the lowest of them, and greatest likewise. By the implicit
    function theorem

    .. math::

        \mathrm{d}\tau_j = \frac{\sum_s P\,\sigma'\,\mathrm{d}\eta + \sum_s \sigma\,\mathrm{d}P}
        {\sum_s P\,\sigma'}.

    Every enclosure is intersected with its mean-value form about the middle of the box.

    Attributes
    ----------
    contrast : Contrast
    coordinates : Coordinates
    free : ndarray of int
        The indices of the coordinates that move.

    References
    ----------
    E. Hansen and G. W. Walster (2003), *Global Optimization Using Interval Analysis*, 2nd ed., chapters 6
    and 7 (mean-value form, derivatives of implicit functions).
    """

    contrast: StaticContrast
    coordinates: Coordinates
    free: NDArray[np.intp]

    def __call__(self, low: Array, high: Array) -> tuple[Array, Interval, Interval]:
        """The contrast in the middle of each box, and enclosures of it and of its derivatives.

        Parameters
        ----------
        low, high : ndarray, shape (free numbers, boxes)

        Returns
        -------
        tuple of ndarray, shape (boxes,); Interval, shape (boxes,); Interval, shape (free, boxes)
        """
        middle = self.contrast.network(self.coordinates.ensemble(self._points((low + high) / 2)))
        tables = self._tables(middle, low, high)
        arms = [self._measure(middle, tables, arm) for arm in self.contrast.arms]
        found = arms[0] - arms[1] if len(arms) > 1 else arms[0]
        if self.contrast.conclusion.threshold is not None:
            there = np.full(1, self.contrast.conclusion.threshold)
            found = Jet(found.value - Interval(there, there), found.slopes)
        exactly = np.broadcast_to(self.contrast.on(middle), low.shape[1:])
        tight = found.near(exactly, (high - low) / 2)
        return exactly, tight.value, tight.slopes

    def _points(self, free: Array) -> Array:
        points = np.repeat(self.coordinates.central[:, None], free.shape[1], axis=1)
        points[self.free] = free
        return points

    def _tables(self, middle: Network, low: Array, high: Array) -> dict[str, Jet]:
        """Enclosures of each variable's table, axes as in the network."""
        boxes, radius = low.shape[1], (high - low) / 2
        tables: dict[str, Jet] = {}
        for v in middle.order:
            own = middle.values(v)
            moves = any(self.coordinates.numbers[i].part.effect == v for i in self.free)
            causes = middle.parents[v]
            weights = self._causes(middle, tables, causes, boxes) if causes else None
            still = weights is None or not (moves or weights.slopes.magnitude.any())
            logit = cumulative_logit(self.contrast.model, v)
            still = still or own.shape[len(causes)] == 1
            if still or weights is None or not logit:
                tables[v] = exact(own[..., 0] if v in middle.varying else own, len(low), boxes)
                continue
            table = self._ordinal(v, weights, middle, low, high)
            centre = own if v in middle.varying else own[..., None]
            tables[v] = table.near(np.broadcast_to(centre, table.value.low.shape), radius)
        return tables

    def _causes(
        self, middle: Network, tables: dict[str, Jet], causes: tuple[str, ...], boxes: int
    ) -> Jet:
        """The joint distribution of some causes. A single one with a baseline has exactly that, at any strengths."""
        first = self.contrast.model.variables[causes[0]]
        if len(causes) == 1 and first.one_baseline is not None:
            return exact(np.array(first.one_baseline.p), len(self.free), boxes)
        return _joint(middle, tables, causes)

    def _ordinal(self, v: str, weights: Jet, middle: Network, low: Array, high: Array) -> Jet:
        """The table of an ordinal variable, from the joint of its causes."""
        variable = self.contrast.model.variables[v]
        shape, k = weights.value.low.shape[:-1], len(variable.states)
        eta = self._predictor(v, low, high)
        eta = eta.reshaped(-1, low.shape[1])
        p = weights.reshaped(-1, low.shape[1])
        if variable.one_baseline is None:
            tau = exact(uniform_thresholds(k), len(low), low.shape[1])
            above = _survival(eta, tau.value)
        else:
            target = np.array(variable.one_baseline.p)[:, None]
            ends = [
                calibrated_thresholds(e, _extreme(p.value, e, lowest=lowest), target)
                for e, lowest in ((eta.value.low, True), (eta.value.high, False))
            ]
            value = Interval(ends[0] - ROOT_ROUNDING, ends[1] + ROOT_ROUNDING)
            above = _survival(eta, value)
            tau = Jet(value, _threshold_slopes(eta, p, above))
        bell = _bell(above)
        moved = eta.slopes.at((slice(None), slice(None), None)) - tau.slopes.at((slice(None), None))
        slopes = Interval(bell.low[None], bell.high[None]) * moved
        # P(Y = j) = P(Y ≥ j) − P(Y ≥ j + 1), with P(Y ≥ 0) = 1 and P(Y ≥ k) = 0.
        one = np.ones_like(above.low[:, :1])
        value = Interval(
            np.concatenate([one, above.low], 1) - np.concatenate([above.high, 0 * one], 1),
            np.concatenate([one, above.high], 1) - np.concatenate([above.low, 0 * one], 1),
        ).within(Interval(0 * one, one))
        none = np.zeros_like(slopes.low[:, :, :1])
        first = Interval(
            np.concatenate([none, slopes.low], 2), np.concatenate([none, slopes.high], 2)
        )
        last = Interval(
            np.concatenate([slopes.low, none], 2), np.concatenate([slopes.high, none], 2)
        )
        return Jet(value, first - last).reshaped(*shape, k, low.shape[1])

    def _predictor(self, v: str, low: Array, high: Array) -> Jet:
        """η over the causes' states, shape (states of each cause…, boxes), and its derivatives.

        Each term is multilinear in its own strength and amounts, so its ends, and those of its
        derivatives, are at corners of the box.
        """
        own = [j for j, i in enumerate(self.free) if self.coordinates.numbers[i].part.effect == v]
        corners = [
            np.where(
                np.array([(c >> own.index(j)) & 1 if j in own else 0 for j in range(len(low))])[
                    :, None
                ],
                high,
                low,
            )
            for c in range(2 ** len(own))
        ]
        terms = [self._terms(v, corner) for corner in corners]
        value = [
            Interval(np.minimum.reduce(t), np.maximum.reduce(t))
            for t in zip(*(x[0] for x in terms), strict=True)
        ]
        total = value[0]
        for other in value[1:]:
            total = total + other
        slopes = np.zeros((2, len(low), *total.low.shape))
        for j in own:
            every = [x[1][j] for x in terms]
            slopes[0, j], slopes[1, j] = np.minimum.reduce(every), np.maximum.reduce(every)
        return Jet(total, Interval(slopes[0], slopes[1]))

    def _terms(self, v: str, free: Array) -> tuple[list[Array], dict[int, Array]]:
        """The term of each cause in η at some points, and the derivatives of η by the numbers that move."""
        model = self.contrast.model
        ensemble = self.coordinates.ensemble(self._points(free)).along()
        slopes = slopes_of(model, model.variables[v], ensemble)
        causes = [i.cause for i in model.causes(v)]
        terms = []
        for i in range(len(slopes)):
            units = [s.weight if j == i else np.zeros_like(s.weight) for j, s in enumerate(slopes)]
            terms.append(np.array(predictor(slopes, units)))
        by: dict[int, Array] = {}
        for j, at in enumerate(self.free):
            part = self.coordinates.numbers[at].part
            if part.effect != v:
                continue
            i = causes.index(part.cause)
            units = [np.zeros_like(s.weight) for s in slopes]
            if isinstance(part, Influence):
                units[i] = np.full_like(slopes[i].weight, slopes[i].sign)
                by[j] = np.array(predictor(slopes, units))
                continue
            units[i] = slopes[i].weight
            by[j] = self._by_amount(part, slopes, units, causes, i)
        return terms, by

    def _by_amount(
        self, part: Modifier, slopes: list[Slope], units: list[Array], causes: list[str], i: int
    ) -> Array:
        """The derivative of η by an amount. η is linear in it, so that a difference over one is exact."""
        at = next(n for n, s in enumerate(slopes[i].scales) if s.by == causes.index(part.by))
        sides = []
        for amount in (1.0, 0.0):
            changed = [*slopes[:i], slopes[i].scaled(at, amount), *slopes[i + 1 :]]
            sides.append(np.array(predictor(changed, units)))
        return np.asarray(sides[0] - sides[1])

    def _measure(self, middle: Network, tables: dict[str, Jet], arm: Intervention) -> Jet:
        """The quantity that the conclusion measures in one arm, shape (boxes,)."""
        target = mutilate(middle, arm)
        seen = {a.effect: _seen_as(tables[a.effect], middle, a) for a in arm.as_ifs}
        own = {**tables, **seen}
        own |= {name: _set(own[name], middle, arm, name) for name in arm.settings}
        outcome = self.contrast.conclusion.outcome
        p = _joint(target, {v: own[v] for v in target if v in own}, (outcome,))
        weights = self.contrast.weights(middle)
        # Probabilities sum to one and their derivatives to zero, so that weights may be centred. Interval arithmetic
        # does not know that sum, and smaller weights widen the result less.
        centre = weights.mean()
        apart = (weights - centre)[:, None]
        value, slopes = p.value.times(apart).sum(0), p.slopes.times(apart[None]).sum(1)
        return Jet(Interval(value.low + centre, value.high + centre), slopes)


def _seen_as(own: Jet, middle: Network, part: AsIf) -> Jet:
    """The rows of a table in which some causes are in a state."""
    states = part.causes
    rows = tuple(
        middle.index(cause, states[cause]) if cause in states else slice(None)
        for cause in middle.parents[part.effect]
    )
    return Jet(own.value.at(rows), own.slopes.at((slice(None), *rows)))


def _set(own: Jet, middle: Network, arm: Intervention, name: str) -> Jet:
    """The table of a variable that is set: that of the kernel, or its own times the kernel."""
    kernel = kernel_of(arm.settings[name], name, middle.states)
    if not kernel.sources:
        return exact(kernel.rows[0], len(own.slopes.low), own.value.low.shape[-1])
    # A row of the table sums to one, so that what all rows of the kernel share may be added at the end, exactly.
    shared = kernel.rows.min(axis=0)
    axis = own.value.low.ndim - 2

    def applied(x: Array, at: int) -> Array:
        # The rest is not negative, so that lower ends give the lower end, and upper ends the upper one.
        return np.moveaxis(np.tensordot(x, kernel.rows - shared, axes=(at, 0)), -1, at)

    value = Interval(*(applied(x, axis) + shared[:, None] for x in (own.value.low, own.value.high)))
    return Jet(value, Interval(*(applied(x, axis + 1) for x in (own.slopes.low, own.slopes.high))))


def _joint(network: Network, tables: dict[str, Jet], wanted: tuple[str, ...]) -> Jet:
    """The joint distribution of some variables, axes in their order, by multiplying out their ancestors.

    No elimination order is sought, since `obstacle` lets only small joints through. In topological order every
    partial product is itself a joint distribution.
    """
    above = ancestors(network.parents, wanted)
    order = [v for v in network.order if v in above]
    boxes = tables[order[0]].value.low.shape[-1]
    axes: list[str] = []
    found: Jet | None = None
    for n, v in enumerate(order):
        names = [*axes, v]
        own = tables[v]
        place = [*network.parents[v], v]
        aligned = _aligned(own, place, names, network, boxes)
        if found is None:
            found = aligned
        else:
            widened = found.reshaped(*found.value.low.shape[:-1], 1, boxes)
            found = widened * aligned
        # Summed as soon as no later table needs them, for the sake of memory.
        needed = {*wanted, *(p for later in order[n + 1 :] for p in network.parents[later])}
        gone = tuple(i for i, name in enumerate(names) if name not in needed)
        found = found.sum(gone) if gone else found
        axes = [name for name in names if name in needed]
    if found is None:
        raise ValueError("There is nothing to join.")
    turned = [axes.index(name) for name in wanted]
    value = found.value
    last = len(axes)
    return Jet(
        Interval(value.low.transpose(*turned, last), value.high.transpose(*turned, last)).within(
            Interval(np.zeros(1), np.ones(1))
        ),
        Interval(
            found.slopes.low.transpose(0, *[t + 1 for t in turned], last + 1),
            found.slopes.high.transpose(0, *[t + 1 for t in turned], last + 1),
        ),
    )


def _aligned(own: Jet, place: list[str], names: list[str], network: Network, boxes: int) -> Jet:
    """A table with its axes laid along those of a joint."""
    order = sorted(range(len(place)), key=lambda i: names.index(place[i]))
    shape = [len(network.states[n]) if n in place else 1 for n in names]
    last = len(place)

    def laid(x: Array, first: int) -> Array:
        turned = x.transpose(*range(first), *[i + first for i in order], last + first)
        return turned.reshape((*x.shape[:first], *shape, boxes))

    return Jet(
        Interval(laid(own.value.low, 0), laid(own.value.high, 0)),
        Interval(laid(own.slopes.low, 1), laid(own.slopes.high, 1)),
    )


def _logistic(x: Array) -> Array:
    # By tanh, which does not overflow; an enclosure needs absolute digits only.
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)))


def _survival(eta: Jet, tau: Interval) -> Interval:
    """σ(η(s) − τ_j), shape (combinations, k − 1, boxes)."""
    return Interval(
        _logistic(eta.value.low[:, None] - tau.high[None]),
        _logistic(eta.value.high[:, None] - tau.low[None]),
    )


def _bell(s: Interval) -> Interval:
    """σ′ = σ (1 − σ)."""
    ends = s.low * (1 - s.low), s.high * (1 - s.high)
    top = np.where((s.low <= 0.5) & (s.high >= 0.5), 0.25, np.maximum(*ends))
    return Interval(np.minimum(*ends), top)


def _extreme(p: Interval, eta: Array, *, lowest: bool) -> Array:
    """The distribution within `p` that puts as much as it can where η is lowest (or highest).

    Each combination gets its least share first, then the rest goes out in order of η: the greedy solution of a
    linear program over a box with one sum, optimal for every increasing function of η.

    References
    ----------
    G. B. Dantzig (1957), "Discrete-variable extremum problems", *Operations Research* 5(2).
    """
    order = np.argsort(eta if lowest else -eta, axis=0, kind="stable")
    least = np.take_along_axis(p.low, order, axis=0)
    room = np.take_along_axis(p.high, order, axis=0) - least
    left = 1.0 - least.sum(axis=0)
    before = np.cumsum(room, axis=0) - room
    given = least + np.clip(left[None] - before, 0.0, room)
    out = np.empty_like(given)
    np.put_along_axis(out, order, given, axis=0)
    return np.asarray(out / out.sum(axis=0))


def _threshold_slopes(eta: Jet, p: Jet, above: Interval) -> Interval:
    """∂τ_j by every free number, shape (free, k − 1, boxes)."""
    bell = _bell(above)
    weight = Interval(p.value.low[:, None], p.value.high[:, None]) * bell
    lift = eta.slopes.at((slice(None), slice(None), None))
    whole = weight.sum(0)
    by_eta = (Interval(weight.low[None], weight.high[None]) * lift).sum(1)
    by_eta = by_eta.over(Interval(whole.low[None], whole.high[None]))
    # This quotient is a weighted mean of ∂η over the causes' states, and lies between its least and greatest.
    mean = Interval(lift.low.min(axis=1), lift.high.max(axis=1))
    by_eta = by_eta.within(mean)
    # Derivatives of probabilities sum to zero: centring σ changes nothing, and narrows the enclosure.
    centre = ((above.low + above.high) / 2).mean(axis=0)
    apart = Interval(above.low - centre, above.high - centre)
    by_p = (
        p.slopes.at((slice(None), slice(None), None)) * Interval(apart.low[None], apart.high[None])
    ).sum(1)
    return by_eta + by_p.over(Interval(whole.low[None], whole.high[None]))
