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
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.network.graph import ancestors
from causalnet.questions.time.particle_period import CarriedOut, ParticleArm, ParticlePeriod
from causalnet.questions.time.particle_run import ParticleRun, PeriodNumbers
from causalnet.questions.time.particle_weights import ParticleWeights
from causalnet.questions.time.transition_model import Dynamics

__all__ = ["Simulated", "relevant", "simulate"]

Array = NDArray[np.float64]


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
    plans: dict[Intervention, CarriedOut] = {}

    def plan(arm: ParticleArm, period: int) -> CarriedOut:
        done = arm.under.when(period)
        if done not in plans:
            plans[done] = CarriedOut.of(dynamics.model, done, keep)
        return plans[done]

    for period in range(run.last + 1):
        now = ParticlePeriod(dynamics, PeriodNumbers(run, period))
        now.advance(base, base, plan(base, period))
        for number, arm in enumerate(lived):
            now.advance(arm, base, plan(arm, period))
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
