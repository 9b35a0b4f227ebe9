"""Contrasts within a period: one network, compiled at any points."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Self

import numpy as np
from numpy.typing import NDArray

from causalnet.cache import CachePerOwner
from causalnet.compilation.compiler import compile_model, network_at_hand, network_of
from causalnet.compilation.memory_footprint import table_cells
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import unknown
from causalnet.inference.posterior import joint
from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion, check_sizes
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.judgements.draws import Draws
from causalnet.model.mechanism import Tabular
from causalnet.network.graph import ancestors
from causalnet.network.network import Network
from causalnet.questions.contrast.contrast import POINTS_PER_TASK, Contrast
from causalnet.questions.query.mutilate import mutilate
from causalnet.questions.query.paths import bearing
from causalnet.questions.query.question import ask, carried_out, require_within

__all__ = ["StaticContrast", "bearing_on_any", "measure"]

Array = NDArray[np.float64]

# The most points at a time where tables are small: the widest takes no more than this many bytes, and so do all of them.
MOST_POINTS, TABLE_BYTES, ALL_BYTES = 4096, 2**23, 2**27
# The networks that are kept of each model, and the bytes of their tables.
NETWORKS_KEPT, NETWORK_BYTES = 64, 2**27
# A model of more variables and more cells is large: a part of an answer may compute so many cells, all points together.
FEW_VARIABLES, FEW_CELLS, MOST_CELLS = 64, 2048, 2**26

_networks: CachePerOwner[CausalModel, Hashable, Network] = CachePerOwner(
    NETWORKS_KEPT, NETWORK_BYTES
)


@dataclass(frozen=True, slots=True, eq=False)
class StaticContrast(Contrast):
    """A contrast within the present period.

    Examples
    --------
    >>> import causalnet as cn
    >>> from causalnet.compilation.parameters.ensemble import central
    >>> lawn = cn.load("lawn")
    >>> rises = StaticContrast.of(lawn, cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    >>> round(rises(central(lawn)).value, 3)
    0.355
    """

    @classmethod
    def of(cls, model: CausalModel, conclusion: Conclusion) -> Self:
        """The contrast of a conclusion about a model.

        Raises
        ------
        UnknownNameError, QuestionError, InterventionError
            If the conclusion speaks of what is not there.
        """
        network = network_of(model)
        if conclusion.outcome not in network:
            raise unknown("variable", conclusion.outcome, network)
        own = network.states[conclusion.outcome]
        if conclusion.at_least is not None and conclusion.at_least not in own:
            raise unknown("state", conclusion.at_least, own, of=conclusion.outcome)
        check_sizes(conclusion, own)
        for arm in (conclusion.under, conclusion.versus):
            require_within(model, arm)
        return cls(model, conclusion, _bearing_on(network, conclusion))

    @property
    def exact(self) -> bool:
        """It is."""
        return True

    @property
    def affordable(self) -> int | None:
        """Any number of a small model; of a large one as many as take seconds, not minutes."""
        cells = sum(self._cells())
        few = len(self.names) <= FEW_VARIABLES or cells <= FEW_CELLS
        return None if few else MOST_CELLS // cells

    def effort(self, points: int) -> str:
        """A number of compilations."""
        return lazy(
            "it takes {count:,} compilations of {variables:,} variables",
            count=points,
            variables=len(self.names),
        )

    def _cells(self) -> list[int]:
        every = table_cells(self.model)
        return [every[v] for v in self.names]

    @property
    def points_per_task(self) -> int:
        """More points where tables are small, since a call takes its time however few there are."""
        cells = self._cells()
        widest, whole = max(cells, default=1), max(1, sum(cells))
        room = min(TABLE_BYTES // (8 * widest), ALL_BYTES // (8 * whole))
        return int(np.clip(room, POINTS_PER_TASK, MOST_POINTS))

    @property
    def lighter(self) -> Self:
        """Itself."""
        return self

    def variant(self, model: CausalModel) -> Self:
        """The same conclusion about a variant of the model."""
        return type(self).of(model, self.conclusion)

    def require(self, draws: int) -> None:
        """Compiling refuses what is too large."""

    def measured(self, ensemble: Ensemble) -> Array:
        """The measured quantity in each arm, shape (arms, points, 1)."""
        network = self.network(ensemble)
        values = [np.atleast_1d(value) for value in self._by_arm(network, ensemble)]
        return np.stack(np.broadcast_arrays(*values))[..., None]

    def survival(self, ensemble: Ensemble) -> Array:
        """The chance of each state but the lowest, with those above it, at one point, shape (arms, states - 1)."""
        network, outcome = self.network(ensemble), self.model.variables[self.conclusion.outcome]
        today = ensemble.baseline(outcome)
        chances = []
        for arm in self.arms:
            if today is not None and self.is_today(arm):
                p = today / today.sum(axis=0)
            else:
                p = _chances(network, self.conclusion, arm)
            chances.append(p.reshape(len(outcome.states), -1)[:, 0][::-1].cumsum()[::-1][1:])
        return np.stack(chances)

    def drawing(self, how: Draws) -> list[Callable[[], Array]]:
        """A task for each chunk of the draws, which are all drawn once; one task where the model is compiled in them."""
        if network_at_hand(self.model, how) is not None:
            return [partial(self._at_hand, how)]
        ensemble = sampled(self.model, how)
        return [partial(self._points, ensemble.at(p)) for p in self.pieces(how.n)]

    def _at_hand(self, how: Draws) -> Array:
        """In draws, from the tables of the whole model."""
        contrast = self.read_from(network_of(self.model, how), sampled(self.model, how))
        return np.broadcast_to(np.atleast_1d(contrast), (how.n,))

    def read_from(self, whole: Network, ensemble: Ensemble) -> Array:
        """The contrast on a network of more variables, compiled at the points of an ensemble; shape () or (draws,)."""
        network = Network.trusted(
            {v: whole.states[v] for v in self.names},
            {v: whole.parents[v] for v in self.names},
            {v: whole.values(v) for v in self.names},
            draws=whole.draws,
        )
        return self.on(network, ensemble)

    def _points(self, ensemble: Ensemble) -> Array:
        return self(ensemble).points

    @property
    def how(self) -> str:
        """Exactly."""
        return "exact"

    def on(self, network: Network, ensemble: Ensemble | None = None) -> Array:
        """The contrast on a network, compiled at any points (of an ensemble, if that is known); shape () or (draws,)."""
        values = self._by_arm(network, ensemble)
        if self.conclusion.threshold is not None:
            return np.asarray(values[0] - self.conclusion.threshold)
        return np.asarray(values[0] - values[1])

    def _by_arm(self, network: Network, ensemble: Ensemble | None) -> list[Array]:
        """What is measured in each arm."""
        return [self.level(network, arm, ensemble) for arm in self.arms]

    def level(self, network: Network, arm: Intervention, ensemble: Ensemble | None = None) -> Array:
        """What is measured in an arm. Where nothing is set or observed the outcome has its baseline still."""
        outcome = self.model.variables[self.conclusion.outcome]
        baseline = None if ensemble is None else ensemble.baseline(outcome)
        if baseline is not None and self.is_today(arm):
            return np.asarray(self.weights(network) @ (baseline / baseline.sum(axis=0)))
        return measure(network, self.conclusion, arm)

    def is_today(self, arm: Intervention) -> bool:
        """Whether an arm leaves the outcome at its baseline: it is calibrated to it, and nothing is set or observed."""
        outcome = self.model.variables[self.conclusion.outcome]
        calibrated = outcome.baseline is not None and not isinstance(outcome.mechanism, Tabular)
        untouched = not (arm or self.conclusion.given)
        return untouched and calibrated and bool(self.model.causes(outcome.name))

    def weights(self, network: Network) -> Array:
        """The weight of each state of the outcome in the measure, shape (states,)."""
        return _weights(network, self.conclusion)

    def network(self, ensemble: Ensemble) -> Network:
        """The variables that bear on the contrast, compiled at all points of an ensemble.

        Other conclusions about the model are asked at the same points, so a few networks are kept for them.
        """
        kept, key = _networks.of(self.model), (self.names, *ensemble.keys(), ensemble.digest())
        network = kept.get(key)
        if network is None:
            network = compile_model(self.model, ensemble, self.names)
            kept.put(key, network, sum([table.nbytes for table in network.tables.values()]))
        return network


def bearing_on_any(model: CausalModel, contrasts: Iterable[StaticContrast]) -> list[str]:
    """The variables that bear on any of some contrasts of a model, in its order."""
    bearing = {v for contrast in contrasts for v in contrast.names}
    return [v for v in model.variables if v in bearing]


def measure(network: Network, conclusion: Conclusion, arm: Intervention) -> Array:
    """The outcome's expected level, or the probability of a state or higher, under one arm.

    Returns
    -------
    ndarray, shape () or (draws,)
    """
    return np.asarray(_weights(network, conclusion) @ _chances(network, conclusion, arm))


def _chances(network: Network, conclusion: Conclusion, arm: Intervention) -> Array:
    """The chance of each state of the outcome under one arm, shape (states,) or (states, draws)."""
    question = ask(network, conclusion.outcome, arm, conclusion.given)
    target, done = carried_out(network, question.under)
    return np.asarray(joint(target, question.outcome, question.given, done=done))


def _weights(network: Network, conclusion: Conclusion) -> Array:
    states = network.states[conclusion.outcome]
    places = np.arange(len(states), dtype=np.float64)
    if conclusion.at_least is None:
        return places
    return (places >= states.index(conclusion.at_least)).astype(np.float64)


def _bearing_on(network: Network, conclusion: Conclusion) -> tuple[str, ...]:
    """The variables on which the contrast depends, and those that these are calibrated to; causes first."""
    wanted = {conclusion.outcome, *conclusion.given}
    for arm in (conclusion.under, conclusion.versus):
        parents = mutilate(network, arm).parents
        wanted |= bearing(parents, (conclusion.outcome,), conclusion.given) | {*arm.touched}
        wanted |= {cause for cause, _ in arm.severed}
        wanted |= {v for s in arm.settings.values() for v in s.reads}
    # A partial setting is a variable of its own in a mutilated network.
    closed = ancestors(network.parents, wanted.intersection(network.parents))
    return tuple(name for name in network.order if name in closed)
