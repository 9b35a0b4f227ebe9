"""One period of the arms of a particle filter: each variable in turn, causes before effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from graphlib import CycleError
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import InterventionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.model.grammar.setting import Setting
from causalnet.network.graph import topological
from causalnet.questions.time.particle_kernels import StateIndices, Survival, acted, weights_of
from causalnet.questions.time.particle_run import PeriodNumbers
from causalnet.questions.time.particle_weights import ParticleWeights
from causalnet.questions.time.transition_model import Dynamics

__all__ = ["CarriedOut", "ParticleArm", "ParticlePeriod", "carrying_out"]


@dataclass(slots=True, eq=False)
class ParticleArm:
    """One course of action and the particles that live through it.

    Attributes
    ----------
    states : dict from (variable, period) to ndarray, shape (particles, draws)
    survival : dict from (variable, period) to ndarray, shape (states − 1, particles or one, draws)
        P(Y ≥ j), from which the states were drawn.
    weights : ParticleWeights or None
        The weights of the particles; None where nothing is found, and all weigh the same.
    certain : set of (variable, period)
        The variables with the same law for all particles, of which an answer has no sampling error.
    """

    under: Timed
    states: dict[tuple[str, int], StateIndices] = field(default_factory=dict)
    survival: dict[tuple[str, int], Survival] = field(default_factory=dict)
    weights: ParticleWeights | None = None
    certain: set[tuple[str, int]] = field(default_factory=set)


class _Reached(NamedTuple):
    """What an arm has of a variable in one period, and the states of other variables that it is from."""

    seen: list[StateIndices]
    law: Survival
    states: StateIndices
    certain: bool


class CarriedOut(NamedTuple):
    """An intervention as it is carried out: causes before effects, and the causes whose influence on each is cut."""

    order: tuple[str, ...]
    settings: dict[str, Setting]
    cuts: dict[str, set[str]]
    sees: dict[str, Mapping[str, str]]

    @classmethod
    def of(cls, model: CausalModel, done: Intervention, keep: set[str]) -> Self:
        """An intervention on the variables that are kept."""
        cuts: dict[str, set[str]] = {}
        for cut in done.cuts:
            cuts.setdefault(cut.effect, set()).add(cut.cause)
        return cls(
            tuple(name for name in carrying_out(model, done) if name in keep),
            dict(done.settings.items()),
            cuts,
            {own.effect: own.causes for own in done.as_ifs},
        )


class ParticlePeriod:
    """One period of all arms: those that see the same of a variable's causes share what it comes to, which saves time and noise."""

    def __init__(self, dynamics: Dynamics, numbers: PeriodNumbers) -> None:
        self.dynamics, self.numbers, self.period = dynamics, numbers, numbers.period
        self.states = {v.name: v.states for v in dynamics.model.variables.values()}
        self._reached: dict[tuple[object, ...], _Reached] = {}

    def advance(self, arm: ParticleArm, base: ParticleArm, done: CarriedOut) -> None:
        """The life of an arm in this period."""
        for name in done.order:
            setting, at = done.settings.get(name), (name, self.period)
            heard = setting is None or setting.keeps_causes
            causes = self._causes(arm, base, name, done) if heard else []
            read = [arm.states[v, self.period] for v in setting.reads] if setting else []
            seen = [*causes, *read]
            key = (name, setting, heard, *map(id, seen))
            # What is found is weighed in each arm on its own.
            known = self._reached.get(key) if arm.weights is None else None
            if known is None:
                law = self._law(arm, base, name, setting, causes)
                states = _drawn(law, self.numbers.of(name))
                certain = law.shape[1] == 1 and not (arm.weights is not None and _is_open(law))
                # Arrays are told apart by their places in memory, which they keep as long as they are held.
                known = _Reached(seen, law, states, certain and not self._is_found(arm, name))
                if arm.weights is None:
                    self._reached[key] = known
            arm.states[at], arm.survival[at] = known.states, known.law
            if known.certain:
                arm.certain.add(at)

    def _is_found(self, arm: ParticleArm, name: str) -> bool:
        """Whether something is found of a variable in this period, in an arm that is weighed."""
        found = self.numbers.run.evidence.get(self.period, {})
        return arm.weights is not None and name in found

    def _law(
        self,
        arm: ParticleArm,
        base: ParticleArm,
        name: str,
        setting: Setting | None,
        causes: Sequence[StateIndices],
    ) -> Survival:
        """P(Y ≥ j) of a variable in an arm, given what is found of it."""
        law = acted(
            setting,
            partial(self.dynamics.law, name, self.period, causes, first=arm is base),
            self.states,
            name,
            lambda other: arm.states[other, self.period],
        )
        if arm.weights is not None and self._is_found(arm, name):
            finding = self.numbers.run.evidence[self.period][name]
            return arm.weights.update(law, weights_of(finding, self.states[name]))
        return law

    def _causes(
        self, arm: ParticleArm, base: ParticleArm, name: str, done: CarriedOut
    ) -> list[StateIndices]:
        """The states of the causes of a variable as it sees them: where an influence is cut, those of an independent copy."""
        period, cut, seen = self.period, done.cuts.get(name, ()), done.sees.get(name, {})
        causes = []
        for i in self.dynamics.influences(name, period):
            key = (i.cause, period - i.lag)
            if i.cause in cut:
                law = base.survival[key].mean(axis=1, keepdims=True)
                causes.append(_drawn(law, self.numbers.of(f"cut {i.name}")))
            elif i.cause in seen:
                # The cause itself may come later in this arm's order.
                place = self.states[i.cause].index(seen[i.cause])
                causes.append(np.full_like(base.states[key], place))
            else:
                causes.append(arm.states[key])
        return causes


def carrying_out(model: CausalModel, done: Intervention) -> tuple[str, ...]:
    """Causes before effects, in the graph that the intervention leaves.

    Raises
    ------
    InterventionError
        If it makes a cycle.
    """
    settings, severed = dict(done.settings.items()), done.severed
    above = {}
    for name in model.variables:
        setting = settings.get(name)
        heard = setting is None or setting.keeps_causes
        causes = [i.cause for i in model.causes(name)] if heard else []
        read = () if setting is None else setting.reads
        above[name] = [*(c for c in causes if (c, name) not in severed), *read]
    try:
        return topological(above)
    except CycleError as error:
        loop = " → ".join(error.args[1])
        raise InterventionError(
            f"{done} cannot be carried out. The arrows make a cycle: {loop}."
        ) from None


def _drawn(law: Survival, uniform: NDArray[np.float32]) -> StateIndices:
    """A state for every particle: the greatest j with P(Y ≥ j) > u, the quantile coupling of the arms."""
    states = np.zeros(uniform.shape, dtype=np.min_scalar_type(-len(law) - 1))
    for survival in law:
        states += uniform < survival
    return states


def _is_open(law: Survival) -> bool:
    """Whether other findings can change the probabilities of a variable with this law."""
    return not np.isin(law, (0.0, 1.0)).all()
