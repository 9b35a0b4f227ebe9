"""The transition model: mechanisms of one period evaluated on particles, many draws side by side.

A particle is one possible course of the world. Arrays of states have the shape (particles, draws). The law of a
variable is its survival function P(Y ≥ j), j = 1 … k − 1, of shape (k − 1, particles, draws), with a single
particle where all have the same law. Of an ordinal it is σ(η − τ_j); where nothing is done its anchors τ_j solve
mean σ(η − τ_j) = P₀(Y ≥ j) over the particles, so that today's distribution is kept (see `compilation/unroll.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration_target import CalibrationTarget
from causalnet.compilation.mechanisms.conditional_table import carried_table, conditional_table
from causalnet.compilation.mechanisms.contributions import Slope, predictor
from causalnet.compilation.mechanisms.ordinal import ordinal_thresholds
from causalnet.compilation.mechanisms.protocol import ParametricCPT
from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.parameters.raking import raked
from causalnet.compilation.periods import acting
from causalnet.compilation.unroll import Anchor, drifting, require_no_zero, slopes_in
from causalnet.errors import CalibrationError
from causalnet.inference.posterior import joint
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.network.network import Network
from causalnet.questions.time.particle_kernels import StateIndices, Survival, survival_of
from causalnet.questions.time.particle_logit import (
    ParticlePredictors,
    particle_survival,
    particle_threshold,
)

__all__ = ["Dynamics"]

Array = NDArray[np.float64]

# A cause that moves the predictor (log-odds) of its effect this far all but decides it.
STEEP_SPAN = 6.0
# Past this predictor single precision, and a threshold that is read off a table, has too few digits.
LARGEST_PREDICTOR = 40.0
# Sampled causes may make a mechanism miss its baseline by this many times 1/√particles.
SAMPLED_MISS = 2.0


class Dynamics:
    """The laws of all variables in every period, in some draws; a first run solves the anchors.

    Parameters
    ----------
    model : CausalModel
    ensemble : Ensemble
        With an axis of draws in every number.
    today : Network
        Period 0, compiled from the same numbers.
    marginals : mapping from variable to ndarray, shape (states, draws)
        Today's distributions, which anchored variables keep.
    anchor : {"hold", "once", "free"}
    frozen : int, optional
        After this period nothing is solved again.
    times : int
        The number of adjacent columns that repeat one draw.
    double : bool
        Compute in double precision, even where single precision has digits enough.
    """

    def __init__(
        self,
        model: CausalModel,
        ensemble: Ensemble,
        today: Network,
        marginals: Mapping[str, Array],
        anchor: Anchor,
        frozen: int | None = None,
        times: int = 1,
        *,
        double: bool = False,
    ) -> None:
        self.model, self.ensemble, self.today, self.times = model, ensemble, today, times
        self.marginals, self.anchor, self.frozen = marginals, anchor, frozen
        self.cpts = {name: cpt_of(v.mechanism) for name, v in model.variables.items()}
        self.residual = 0.0
        spans = self._spans()
        far = max(map(sum, spans.values())) > LARGEST_PREDICTOR
        self.kind: type[np.floating[Any]] = np.float64 if double or far else np.float32
        self._steep = {name for name, own in spans.items() if max(own) > STEEP_SPAN}
        self._thresholds: dict[tuple[str, int], Survival] = {}
        self._tables: dict[tuple[str, int], Survival] = {}
        self._today: dict[str, Survival] = {}
        self._acting: dict[tuple[str, int], list[Slope]] = {}
        self._influences: dict[tuple[str, int], tuple[Influence, ...]] = {}
        self._predictors = ParticlePredictors(self.kind)

    def influences(self, name: str, period: int) -> tuple[Influence, ...]:
        """The influences on a variable in a period."""
        key = name, period
        if key not in self._influences:
            self._influences[key] = acting(self.model, name, period)
        return self._influences[key]

    def law(
        self, name: str, period: int, causes: Sequence[StateIndices], *, first: bool
    ) -> Survival:
        """P(Y ≥ j) given the states of the causes, in the order of `influences`.

        With `first`, in the run in which nothing is done, anchors are solved; other runs use them.
        """
        if not causes:
            return survival_of(self.today.values(name), 0, self.kind)[:, None]
        if self.cpts[name].cumulative_logit:
            return self._cumulative_logit(name, period, causes, first=first)
        return self._tabled(name, period, causes, first=first)

    def _solved_at(self, name: str, period: int) -> int:
        """The period in which the anchor that a variable has in `period` was solved."""
        if self.anchor == "hold" and (self.frozen is None or period <= self.frozen):
            return period
        lags = [i.lag for i in self.influences(name, period)]
        acts = max(lags, default=0)
        return acts if self.anchor == "once" or self.frozen is None else max(self.frozen, acts)

    # ── a cumulative logit: no table is ever built ───────────────────────────────────────────

    def _cumulative_logit(
        self, name: str, period: int, causes: Sequence[StateIndices], *, first: bool
    ) -> Survival:
        eta = self._predictors.of(name, self._slopes(name, period), causes, first=first)
        tau = self._tau(name, period, causes, eta, first=first)
        return particle_survival(eta, tau[:, None])

    def _tau(
        self, name: str, period: int, causes: Sequence[StateIndices], eta: Survival, *, first: bool
    ) -> Survival:
        at = 0 if self.anchor == "free" or not period else self._solved_at(name, period)
        if not at:
            if name not in self._today:
                self._today[name] = self._of_today(name)
            return self._today[name]
        if first and (name, at) not in self._thresholds:
            before = self._thresholds.get((name, at - 1))
            weights = self._weights(name, period, causes)
            self._thresholds[name, at] = self._solved(name, eta, weights, before)
        return self._thresholds[name, at]

    def _spans(self) -> dict[str, list[float]]:
        """The distance by which each cause can move a variable's predictor, on average over the draws."""
        ensemble, model = self.ensemble, self.model
        spans: dict[str, list[float]] = {name: [0.0] for name in model.variables}
        for i in model.influences:
            own = float(abs(ensemble.strength(i)).mean())
            for m in model.modifiers:
                if (m.cause, m.effect) == (i.cause, i.effect):
                    own *= 1 + float(abs(ensemble.amount(m)).mean())
            spans[i.effect].append(own * (len(model.variables[i.cause].states) - 1))
        return spans

    def _weights(self, name: str, period: int, causes: Sequence[StateIndices]) -> Survival | None:
        """The weights of the particles where an anchor is solved; None where they are equal.

        Where a cause all but decides a variable, the sampling error of the cause's distribution would be the error
        of the anchor. The exact marginals of most causes are known while nothing is done: particles are raked to them.
        """
        cpt = self.cpts[name]
        # A leak can fail to be a distribution through sampling error alone, so that noisy mechanisms are raked always.
        if (isinstance(cpt, TabularCPT) or cpt.full_support) and name not in self._steep:
            return None
        which = [
            (states, self.marginals[i.cause])
            for i, states in zip(self.influences(name, period), causes, strict=True)
            if self._held(i.cause, period - i.lag)
        ]
        if not which:
            return None
        return raked([states for states, _ in which], [p for _, p in which])

    def _held(self, name: str, period: int) -> bool:
        """Whether a variable keeps today's distribution in a period while nothing is done."""
        own = self.influences(name, period)
        if not period or not own:
            return True
        if isinstance(self.cpts[name], TabularCPT):
            return False
        return self.anchor != "free" and self._solved_at(name, period) == period

    def _solved(
        self, name: str, eta: Survival, weights: Survival | None, before: Survival | None
    ) -> Survival:
        """The thresholds at which the particles' mean survival is that of today."""
        marginal = self.marginals[name]
        require_no_zero(name, marginal)
        wanted = np.cumsum(marginal[::-1], axis=0)[::-1][1:]
        logit = np.log(wanted) - np.log(np.cumsum(marginal, axis=0)[:-1])
        counts = None if weights is None else weights.astype(self.kind)
        tau = np.empty(logit.shape)
        for j, (target, odds) in enumerate(zip(wanted, logit, strict=True)):
            start = None if before is None else before[j].astype(np.float64)
            tau[j], gap = particle_threshold(eta, counts, (target, odds), start)
            self.residual = max(self.residual, gap)
        return tau.astype(self.kind)

    def _of_today(self, name: str) -> Survival:
        """The thresholds that calibration found today."""
        slopes = self._slopes(name, 0)
        if slopes and self.kind is np.float64:
            return self._calibrated(name, slopes)
        # τ_j = η(s) − logit P(Y ≥ j | s) in any row s of today's table: that takes no inference. The row with η nearest
        # zero has the most digits.
        table, axes = self.today.values(name), len(slopes)
        survival = survival_of(table, axes, np.float64)
        below = survival_of(np.flip(table, axis=axes), axes, np.float64)
        eta = np.zeros(())
        if slopes:
            flat = predictor(slopes)
            flat = flat.reshape((-1, *flat.shape[len(slopes) :]))
            cell = int(np.argmin(abs(flat).reshape(len(flat), -1).mean(axis=1)))
            eta, survival, below = flat[cell], survival[:, cell], below[:, cell]
        with np.errstate(divide="ignore"):
            tau = eta - (np.log(survival) - np.log(below[::-1]))
        if slopes and not np.isfinite(tau).all():
            return self._calibrated(name, slopes)
        return np.asarray(tau, dtype=self.kind)

    def _calibrated(self, name: str, slopes: list[Slope]) -> Survival:
        """The thresholds of today, calibrated anew: the rows of a steep table are zeros and ones."""
        variable = self.model.variables[name]
        causes = [i.cause for i in self.model.causes(name)]
        part = self.today if self.today.varying else self.today.at(0)
        baseline = self.ensemble.baseline(variable)
        target = CalibrationTarget(name, len(variable.states), baseline, joint(part, causes))
        found = ordinal_thresholds(slopes, target)
        return found if found.ndim > 1 else found[:, None]

    # ── everything else: by its table ────────────────────────────────────────────────────────

    def _tabled(
        self, name: str, period: int, causes: Sequence[StateIndices], *, first: bool
    ) -> Survival:
        influences = self.influences(name, period)
        sizes = tuple([len(self.model.variables[i.cause].states) for i in influences])
        cell = np.ravel_multi_index(tuple([c.astype(np.intp) for c in causes]), sizes)
        table = self._table(name, period, (cell, sizes), first=first)
        draw = 0 if table.shape[2] == 1 else np.arange(cell.shape[1])
        return np.asarray(table[:, cell, draw])

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
        cpt = self.cpts[name]
        if isinstance(cpt, TabularCPT) or not period or not (at := self._solved_at(name, period)):
            return self._kept(name, 0, sizes, lambda: self.today.values(name))
        if self.anchor == "free":
            return self._kept(name, at, sizes, lambda: self._carried(name, period, cpt))
        if first:
            return self._kept(name, at, sizes, lambda: self._fitted(name, period, where, cpt))
        return self._tables[name, at]

    def _kept(
        self, name: str, at: int, sizes: tuple[int, ...], make: Callable[[], Array]
    ) -> Survival:
        """The table of a variable from some period on, made once."""
        if (name, at) not in self._tables:
            self._tables[name, at] = survival_of(make(), len(sizes), self.kind)
        return self._tables[name, at]

    def _fitted(
        self,
        name: str,
        period: int,
        where: tuple[NDArray[np.intp], tuple[int, ...]],
        cpt: ParametricCPT,
    ) -> Array:
        """The table that keeps today's distribution under the joint of the causes among the particles."""
        cell, sizes = where
        marginal = self.marginals[name]
        require_no_zero(name, marginal)
        particles, draws = cell.shape
        causes = [own.astype(np.intp) for own in np.unravel_index(cell, sizes)]
        counts = self._weights(name, period, causes)
        # A histogram of the causes' combinations in every draw at once: their joint P(s) among the particles.
        weights = np.bincount(
            (cell * draws + np.arange(draws)).ravel(),
            None if counts is None else counts.ravel(),
            minlength=int(np.prod(sizes)) * draws,
        ).reshape((*sizes, draws))
        weights = weights / weights.sum(axis=tuple(range(len(sizes))))
        slopes = self._slopes(name, period)
        target = CalibrationTarget(name, len(marginal), marginal, weights)
        try:
            return conditional_table(cpt, slopes, target)
        except CalibrationError:
            pass
        # In the particles of one repetition the baseline may be out of reach by chance: take all of a draw together.
        pooled = weights.reshape((*sizes, -1, self.times)).mean(axis=-1)
        margin = SAMPLED_MISS / np.sqrt(particles * self.times)
        target = replace(target, weights=np.repeat(pooled, self.times, -1), margin=margin)
        try:
            return conditional_table(cpt, slopes, target)
        except CalibrationError as error:
            raise drifting(error, period) from None

    def _carried(self, name: str, period: int, cpt: ParametricCPT) -> Array:
        variable = self.model.variables[name]
        within = self.model.causes(name)
        weights = joint(self.today, [i.cause for i in within])
        baseline = self.ensemble.baseline(variable)
        if baseline is None and not within:
            baseline = cpt.root(len(variable.states))
        target = CalibrationTarget(name, len(variable.states), baseline, weights)
        slopes = self._slopes(name, period)
        return carried_table(cpt, slopes[: len(within)], slopes[len(within) :], target)

    def _slopes(self, name: str, period: int) -> list[Slope]:
        """The slopes of all influences that act in a period, which every arm asks for."""
        key, own = (name, len(self.influences(name, period))), self.model.variables[name]
        if key not in self._acting:
            self._acting[key] = slopes_in(self.model, own, self.ensemble, period)
        return self._acting[key]
