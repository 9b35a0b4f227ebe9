"""The mechanisms of one period evaluated on particles, many draws side by side.

A particle is one possible course of the world. Arrays of states have the shape (particles, draws); the law
of a variable is its survival function P(Y ≥ j), j = 1 … k − 1, of shape (k − 1, particles, draws), which
may be shorter along the axis of particles where all of them agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import CalibrationError
from causalnet.inference.answer import joint
from causalnet.mechanisms.conditional import Setting, carried_table, conditional_table
from causalnet.mechanisms.parameters import Parameters
from causalnet.mechanisms.slopes import Slope, predictor
from causalnet.mechanisms.unrolling import Anchor, acting, drifting, require_no_zero, slopes_in
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.model.mechanism import Deterministic, Ordinal, Table
from causalnet.network.network import Network

__all__ = ["Dynamics", "States", "Survival", "survival_of"]

Array = NDArray[np.float64]
States = NDArray[np.int8]
Survival = NDArray[np.float32]

# The anchors' residual, in probability: single precision has no more to give.
CLOSE = 2e-7
STEPS = 30


class Dynamics:
    """What happens from one period to the next, in some draws; it learns its anchors from a first run.

    Parameters
    ----------
    model : CausalModel
    numbers : Parameters
        With an axis of draws in every number.
    today : Network
        Period 0, compiled from the same numbers.
    marginals : mapping from variable to ndarray, shape (states, draws)
        Today's distributions, which anchored variables keep.
    anchor : {"hold", "once", "free"}
    frozen : int, optional
        After this period nothing is solved again.
    """

    def __init__(
        self,
        model: CausalModel,
        numbers: Parameters,
        today: Network,
        marginals: Mapping[str, Array],
        anchor: Anchor,
        frozen: int | None = None,
    ) -> None:
        self.model, self.numbers, self.today = model, numbers, today
        self.marginals, self.anchor, self.frozen = marginals, anchor, frozen
        self.residual = 0.0
        self._thresholds: dict[tuple[str, int], NDArray[np.float32]] = {}
        self._tables: dict[tuple[str, int], Survival] = {}
        self._today: dict[str, NDArray[np.float32]] = {}

    def influences(self, name: str, period: int) -> tuple[Influence, ...]:
        """What acts on a variable in a period."""
        return acting(self.model, name, period)

    def law(self, name: str, period: int, causes: Sequence[States], *, first: bool) -> Survival:
        """P(Y ≥ j) given the states of the causes, in the order of `influences`.

        With `first`, in the run in which nothing is done, anchors are solved; any other run takes them
        from there.
        """
        mechanism = self.model.variables[name].mechanism
        if not causes:
            return survival_of(self.today.values(name), 0)[:, None]
        if isinstance(mechanism, Ordinal):
            return self._ordinal(name, period, causes, first=first)
        return self._tabled(name, period, causes, first=first)

    def _solved_at(self, name: str, period: int) -> int:
        """The period whose anchor a variable has in another: that one, or an earlier."""
        if self.anchor == "hold" and (self.frozen is None or period <= self.frozen):
            return period
        lags = [i.lag for i in self.influences(name, period)]
        acts = max(lags, default=0)
        return acts if self.anchor == "once" or self.frozen is None else max(self.frozen, acts)

    # ── ordinal: no table is ever built ──────────────────────────────────────────────────────

    def _ordinal(
        self, name: str, period: int, causes: Sequence[States], *, first: bool
    ) -> Survival:
        odds = np.exp(-self._predictor(name, period, causes))
        tau = self._tau(name, period, odds, first=first)
        return np.stack([1 / (1 + t * odds) for t in np.exp(tau)])

    def _tau(
        self, name: str, period: int, odds: NDArray[np.float32], *, first: bool
    ) -> NDArray[np.float32]:
        at = 0 if self.anchor == "free" or not period else self._solved_at(name, period)
        if not at:
            if name not in self._today:
                self._today[name] = self._of_today(name)
            return self._today[name]
        if first and (name, at) not in self._thresholds:
            before = self._thresholds.get((name, at - 1))
            self._thresholds[name, at] = self._solved(name, odds, before)
        return self._thresholds[name, at]

    def _predictor(self, name: str, period: int, causes: Sequence[States]) -> NDArray[np.float32]:
        """η of every particle in every draw."""
        slopes = slopes_in(self.model, self.model.variables[name], self.numbers, period)
        eta = np.zeros(causes[0].shape, dtype=np.float32)
        for slope, states in zip(slopes, causes, strict=True):
            levels = np.arange(slope.states, dtype=np.float32) - np.float32(slope.reference)
            term = levels[states] * slope.weight.astype(np.float32)
            for scale in slope.scales:
                by = causes[scale.by]
                m = np.linspace(0, 1, slopes[scale.by].states, dtype=np.float32)
                m = m[::-1] if scale.reversed else m
                term *= 1 + scale.amount.astype(np.float32) * m[by]
            eta += term
        return eta

    def _solved(
        self, name: str, odds: NDArray[np.float32], before: NDArray[np.float32] | None
    ) -> NDArray[np.float32]:
        """Thresholds at which the particles' mean survival is today's, by Newton steps on the log-odds."""
        marginal = self.marginals[name]
        require_no_zero(name, marginal)
        wanted = np.cumsum(marginal[::-1], axis=0)[::-1][1:]
        logit = np.log(wanted) - np.log(np.cumsum(marginal, axis=0)[:-1])
        tau = -logit if before is None else before.astype(np.float64)
        worst = 0.0
        for j, target in enumerate(logit):
            for _ in range(STEPS):
                s = 1 / (1 + np.exp(tau[j]).astype(np.float32) * odds)
                mean = s.mean(axis=0, dtype=np.float64)
                gap = abs(mean - wanted[j]).max()
                if gap < CLOSE:
                    break
                slope = mean - (s * s).mean(axis=0, dtype=np.float64)
                found = np.log(mean) - np.log1p(-mean)
                tau[j] += np.clip((found - target) * mean * (1 - mean) / slope, -4, 4)
            worst = max(worst, float(gap))
        self.residual = max(self.residual, worst)
        return np.asarray(tau, dtype=np.float32)

    def _of_today(self, name: str) -> NDArray[np.float32]:
        """The thresholds that calibration gave, read back from a row of the table of today."""
        slopes = slopes_in(self.model, self.model.variables[name], self.numbers, 0)
        survival = survival_of(self.today.values(name), len(slopes), np.float64)
        below = survival_of(
            np.flip(self.today.values(name), axis=len(slopes)), len(slopes), np.float64
        )
        cell, eta = 0, np.zeros(())
        if slopes:
            flat = predictor(slopes)
            flat = flat.reshape((-1, *flat.shape[len(slopes) :]))
            cell = int(np.argmin(abs(flat).reshape(len(flat), -1).mean(axis=1)))
            eta = flat[cell]
        up, down = survival[:, cell], below[::-1, cell]
        return np.asarray(eta - (np.log(up) - np.log(down)), dtype=np.float32)

    # ── everything else: by its table ────────────────────────────────────────────────────────

    def _tabled(self, name: str, period: int, causes: Sequence[States], *, first: bool) -> Survival:
        influences = self.influences(name, period)
        sizes = tuple([len(self.model.variables[i.cause].states) for i in influences])
        cell = np.ravel_multi_index(tuple([c.astype(np.intp) for c in causes]), sizes)
        table = self._table(name, period, (cell, sizes), first=first)
        if table.shape[2] == 1:
            return np.asarray(table[:, cell, 0])
        return np.asarray(table[:, cell, np.arange(cell.shape[1])])

    def _table(
        self,
        name: str,
        period: int,
        where: tuple[NDArray[np.intp], tuple[int, ...]],
        *,
        first: bool,
    ) -> Survival:
        """P(Y ≥ j) for every combination of the causes' states, shape (k − 1, combinations, draws)."""
        _, sizes = where
        tabled = isinstance(self.model.variables[name].mechanism, Table | Deterministic)
        at = 0 if tabled or not period else self._solved_at(name, period)
        if (name, at) not in self._tables:
            if not at:
                table = self.today.values(name)
            elif self.anchor == "free":
                table = self._carried(name, period)
            else:
                assert first
                table = self._fitted(name, period, where)
            self._tables[name, at] = survival_of(table, len(sizes))
        return self._tables[name, at]

    def _fitted(
        self, name: str, period: int, where: tuple[NDArray[np.intp], tuple[int, ...]]
    ) -> Array:
        """The table that keeps today's distribution under the causes' joint among the particles."""
        cell, sizes = where
        variable = self.model.variables[name]
        mechanism = variable.mechanism
        assert not isinstance(mechanism, Table | Deterministic)
        marginal = self.marginals[name]
        require_no_zero(name, marginal)
        particles, draws = cell.shape
        cells = int(np.prod(sizes))
        counts = np.bincount((cell * draws + np.arange(draws)).ravel(), minlength=cells * draws)
        weights = counts.reshape((*sizes, draws)) / particles
        setting = Setting(name, len(variable.states), marginal, weights)
        try:
            return conditional_table(mechanism, self._slopes(name, period), setting)
        except CalibrationError as error:
            raise drifting(error, period) from None

    def _carried(self, name: str, period: int) -> Array:
        variable = self.model.variables[name]
        mechanism = variable.mechanism
        assert not isinstance(mechanism, Table | Deterministic)
        within = self.model.causes(name)
        weights = joint(self.today, [i.cause for i in within])
        setting = Setting(name, len(variable.states), self.numbers.baseline(variable), weights)
        slopes = self._slopes(name, period)
        return carried_table(mechanism, slopes[: len(within)], slopes[len(within) :], setting)

    def _slopes(self, name: str, period: int) -> list[Slope]:
        return slopes_in(self.model, self.model.variables[name], self.numbers, period)


def survival_of(table: Array, axes: int, kind: type = np.float32) -> Survival:
    """P(Y ≥ j) from a table with so many causes: shape (k − 1, combinations, draws or one).

    Without causes, (k − 1, draws or one).
    """
    flat = table.reshape((-1, *table.shape[axes:])) if axes else table[None]
    if flat.ndim == 2:
        flat = flat[..., None]
    survival = np.cumsum(flat[:, ::-1], axis=1)[:, ::-1][:, 1:]
    found: Survival = np.moveaxis(survival, 1, 0).astype(kind)
    return found if axes else np.asarray(found[:, 0])
