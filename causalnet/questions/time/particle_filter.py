r"""A particle filter: many possible courses of the world at once, all arms on the same random numbers.

Each particle draws :math:`x_t \sim P(x_t \mid x_{t-1}, e_t)`, variable by variable. Its weight takes the probability of each
finding (`ParticleWeights`).

References
----------
N. Gordon, D. Salmond and A. Smith (1993), "Novel approach to nonlinear/non-Gaussian Bayesian state estimation", *IEE
Proceedings F* 140(2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from graphlib import CycleError
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import InterventionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.network.graph import ancestors, topological
from causalnet.questions.time.particle_kernels import StateIndices, Survival, acted, weights_of
from causalnet.questions.time.particle_run import ParticleRun, PeriodNumbers
from causalnet.questions.time.particle_weights import ParticleWeights
from causalnet.questions.time.transition_model import Dynamics

__all__ = ["ParticleArm", "Simulated", "carrying_out", "relevant", "simulate"]

Array = NDArray[np.float64]


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


class Simulated(NamedTuple):
    """The results of some arms.

    Attributes
    ----------
    survival : ndarray, shape (arms, outcomes, periods, most states − 1, columns)
        P(Y ≥ j); zero past an outcome's own states.
    worth : ndarray, shape (arms, outcomes, periods)
        The number of samples behind it; infinite where it has no sampling error.
    untouched : ndarray of bool, of the same shape
        Whether it equals that of doing nothing, in the same random numbers.
    lived : list of ParticleArm
    """

    survival: Array
    worth: Array
    untouched: NDArray[np.bool_]
    lived: list[ParticleArm]


def simulate(dynamics: Dynamics, arms: Sequence[Timed], run: ParticleRun) -> Simulated:
    """P(Y ≥ j) of every outcome in every arm, period and draw.

    The run in which nothing is done comes first, since it solves the anchors. All arms share its random numbers, so
    that a contrast between arms has less noise than either.
    """
    base = ParticleArm(Timed(()))
    lived = [
        ParticleArm(under, weights=ParticleWeights.even(run) if run.evidence else None)
        for under in arms
    ]
    keep = relevant(dynamics.model, run.outcomes, run.evidence, arms)
    most = max(len(dynamics.model.variables[v].states) for v in run.outcomes) - 1
    shape = (len(arms), len(run.outcomes), run.last + 1)
    found = Simulated(
        np.zeros((*shape, most, run.draws)), np.zeros(shape), np.zeros(shape, dtype=bool), lived
    )
    for period in range(run.last + 1):
        numbers = PeriodNumbers(run, period)
        _advance(dynamics, base, base, keep, numbers)
        for number, arm in enumerate(lived):
            _advance(dynamics, arm, base, keep, numbers)
            late = run.filtered or period == run.last
            # Filtered answers see the evidence up to their period. Smoothed ones see all of it: they are read at the
            # end, off the histories of the particles that are left.
            when = range(period, period + 1)
            if run.evidence:
                when = range(0 if not run.filtered else period, period + 1) if late else range(0)
            for at in when:
                _note(found, (number, at), (arm, base), dynamics, run)
            _resample(arm, period)
        _forget(dynamics, (base, *lived), period, run)
    return found


def _note(
    found: Simulated,
    where: tuple[int, int],
    arms: tuple[ParticleArm, ParticleArm],
    dynamics: Dynamics,
    run: ParticleRun,
) -> None:
    """Record the outcomes in one arm and one period."""
    number, period = where
    arm, base = arms
    weights = arm.weights
    samples = run.particles * run.draws if weights is None else weights.worth(period)
    for place, name in enumerate(run.outcomes):
        key = (name, period)
        if weights is None:
            law = arm.survival[key].mean(axis=1, dtype=np.float64)
            found.untouched[number, place, period] = arm.survival[key] is base.survival[key]
        else:
            law = weights.survival(arm.states[key], len(dynamics.model.variables[name].states))
        found.survival[number, place, period, : len(law)] = law
        found.worth[number, place, period] = np.inf if key in arm.certain else samples


def relevant(
    model: CausalModel,
    outcomes: Sequence[str],
    evidence: Mapping[int, Mapping[str, Finding]],
    arms: Sequence[Timed],
) -> set[str]:
    """The variables on which an outcome or a finding depends, at any lag."""
    above = {v: [i.cause for i in model.influences if i.effect == v] for v in model.variables}
    for under in arms:
        for phase in under.phases:
            for name, setting in phase.intervention.settings.items():
                above[name] += setting.reads
    seen = [v for found in evidence.values() for v in found]
    return ancestors(above, [*outcomes, *seen])


def _advance(
    dynamics: Dynamics,
    arm: ParticleArm,
    base: ParticleArm,
    keep: set[str],
    numbers: PeriodNumbers,
) -> None:
    """One more period of an arm's life."""
    period, evidence = numbers.period, numbers.run.evidence
    done = arm.under.when(period)
    settings = dict(done.settings.items())
    states = {v.name: v.states for v in dynamics.model.variables.values()}
    for name in carrying_out(dynamics.model, done):
        if name not in keep:
            continue
        setting = settings.get(name)
        heard = setting is None or setting.keeps_causes
        causes = _causes(dynamics, arm, base, name, done, numbers) if heard else []
        # Where causes are untouched by the arm, so is the variable: sharing its arrays saves time and noise.
        same = arm is not base and arm.weights is None and name not in settings
        if same and all(c is base.states[k] for k, c in causes):
            arm.states[name, period] = base.states[name, period]
            arm.survival[name, period] = base.survival[name, period]
            arm.certain |= base.certain & {(name, period)}
            continue
        law = acted(
            setting,
            partial(dynamics.law, name, period, [s for _, s in causes], first=arm is base),
            states,
            name,
            lambda other: arm.states[other, period],
        )
        finding = evidence.get(period, {}).get(name)
        if arm.weights is not None and finding is not None:
            law = arm.weights.update(law, weights_of(finding, states[name]))
        elif law.shape[1] == 1 and not (arm.weights is not None and _is_open(law)):
            arm.certain.add((name, period))
        arm.survival[name, period] = law
        arm.states[name, period] = _drawn(law, numbers.of(name))


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


def _causes(
    dynamics: Dynamics,
    arm: ParticleArm,
    base: ParticleArm,
    name: str,
    done: Intervention,
    numbers: PeriodNumbers,
) -> list[tuple[tuple[str, int], StateIndices]]:
    """The states of the causes of a variable as it sees them: where an influence is cut, those of an independent copy."""
    period = numbers.period
    cut = {c.cause for c in done.cuts if c.effect == name}
    seen, causes = done.sees(name), []
    for i in dynamics.influences(name, period):
        key = (i.cause, period - i.lag)
        if i.cause in cut:
            law = base.survival[key].mean(axis=1, keepdims=True)
            states = _drawn(law, numbers.of(f"cut {i.name}"))
        elif i.cause in seen:
            # The cause itself may come later in this arm's order.
            place = dynamics.model.variables[i.cause].index(seen[i.cause])
            states = np.full_like(base.states[key], place)
        else:
            states = arm.states[key]
        causes.append((key, states))
    return causes


def _drawn(law: Survival, uniform: NDArray[np.float32]) -> StateIndices:
    """A state for every particle: the greatest j with P(Y ≥ j) > u, the quantile coupling of the arms."""
    states = np.zeros(uniform.shape, dtype=np.min_scalar_type(-len(law) - 1))
    for survival in law:
        states += uniform < survival
    return states


def _is_open(law: Survival) -> bool:
    """Whether other findings can change the probabilities of a variable with this law."""
    return not np.isin(law, (0.0, 1.0)).all()


def _resample(arm: ParticleArm, period: int) -> None:
    """Resample the particles of an arm where too few of them count, histories and all."""
    chosen = None if arm.weights is None else arm.weights.resample(period)
    if chosen is not None:
        for key, states in arm.states.items():
            arm.states[key] = np.take_along_axis(states, chosen, axis=0)


def _forget(dynamics: Dynamics, arms: Sequence[ParticleArm], period: int, run: ParticleRun) -> None:
    """Drop what no later period looks back to."""
    reach = max((i.lag for i in dynamics.model.influences), default=0)
    for arm in arms:
        history = set(run.outcomes) if arm.weights is not None else set[str]()
        for key in [k for k in arm.states if k[1] <= period - reach and k[0] not in history]:
            del arm.states[key]
        for key in [k for k in arm.survival if k[1] <= period - reach - 1]:
            del arm.survival[key]
