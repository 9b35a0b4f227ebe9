r"""A particle filter: many possible courses of the world at once, all arms on the same random numbers.

Each particle draws :math:`x_t \sim P(x_t \mid x_{t-1}, e_t)`, variable by variable, and its weight takes the probability
of each finding, :math:`w_t = w_{t-1} \prod_v P(e_{v,t} \mid u_v)`, as in likelihood weighting. Where the effective sample
size :math:`(\sum w)^2 / \sum w^2` falls below half the particles, they are resampled in proportion to their weights.

References
----------
N. Gordon, D. Salmond and A. Smith (1993), "Novel approach to nonlinear/non-Gaussian Bayesian state estimation", *IEE
Proceedings F* 140(2); G. Kitagawa (1996), "Monte Carlo filter and smoother", *JCGS* 5(1) (systematic resampling).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from graphlib import CycleError
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.sampling import stream
from causalnet.errors import ImpossibleEvidenceError, InterventionError
from causalnet.inference.sampling.ratio_estimate import effective_size, pseudo_values
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Finding
from causalnet.model.intervention import Intervention, Timed
from causalnet.network.graph import ancestors, topological
from causalnet.questions.time.particle_settings import acted, weights_of
from causalnet.questions.time.transition_model import Dynamics, StateIndices, Survival

__all__ = ["ParticleArm", "Run", "Simulated", "carrying_out", "relevant", "simulate"]

Array = NDArray[np.float64]
FindingsByPeriod = Mapping[int, Mapping[str, Finding]]

# Effective share of particles below which they are resampled. Resampling adds noise of its own: not in every period.
RESAMPLE_BELOW = 0.5


@dataclass(slots=True, eq=False)
class ParticleArm:
    """One course of action and the particles that live through it.

    Attributes
    ----------
    states : dict from (variable, period) to ndarray, shape (particles, draws)
    log : ndarray or None
        Logarithms of the particles' weights, where there is evidence.
    origin : ndarray or None
        The particle of period 0 from which each one descends.
    evidence : ndarray or None, shape (draws,)
        The log probability of the evidence that resampling has taken out of the weights.
    effective : list of ndarray, shape (draws,)
        The effective sample size at the end of every period.
    certain : set of (variable, period)
        The variables with the same law for all particles, of which an answer has no sampling error.
    """

    under: Timed
    states: dict[tuple[str, int], StateIndices] = field(default_factory=dict)
    survival: dict[tuple[str, int], Survival] = field(default_factory=dict)
    log: Array | None = None
    origin: NDArray[np.intp] | None = None
    evidence: Array | None = None
    effective: list[Array] = field(default_factory=list)
    certain: set[tuple[str, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """The settings of a simulation: its length, its evidence and its streams of random numbers.

    Every draw is repeated `times` times. With `shared`, all draws have the same random numbers.
    """

    outcomes: Sequence[str]
    evidence: FindingsByPeriod
    filtered: bool
    last: int
    particles: int
    draws: int
    seed: int
    chunk: int
    times: int
    shared: bool = False

    def repeated(self, columns: Array) -> Array:
        """The last axis, of columns, as two axes: draws and their repetitions."""
        return columns.reshape((*columns.shape[:-1], self.draws // self.times, self.times))

    def uniform(self, what: str) -> NDArray[np.float32]:
        """Random numbers that all arms share: they depend only on what they are for (common random numbers)."""
        if not self.shared:
            rng = stream(self.seed, f"{what} of chunk {self.chunk}")
            return rng.random((self.particles, self.draws), dtype=np.float32)
        own = stream(self.seed, f"{what} of chunk 0").random(
            (self.particles, self.times), dtype=np.float32
        )
        return np.tile(own, self.draws // self.times)


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
    lived : list of Arm
    """

    survival: Array
    worth: Array
    untouched: NDArray[np.bool_]
    lived: list[ParticleArm]


def simulate(dynamics: Dynamics, arms: Sequence[Timed], run: Run) -> Simulated:
    """P(Y ≥ j) of every outcome in every arm, period and draw.

    The run in which nothing is done comes first, since it solves the anchors. All arms share its random numbers, so
    that a contrast between arms has less noise than either.
    """
    base = ParticleArm(Timed(()))
    lived = [ParticleArm(under) for under in arms]
    keep = relevant(dynamics.model, run.outcomes, run.evidence, arms)
    most = max(len(dynamics.model.variables[v].states) for v in run.outcomes) - 1
    shape = (len(arms), len(run.outcomes), run.last + 1)
    found = Simulated(
        np.zeros((*shape, most, run.draws)), np.zeros(shape), np.zeros(shape, dtype=bool), lived
    )
    for arm in lived if run.evidence else ():
        arm.log = np.zeros((run.particles, run.draws))
        arm.evidence = np.zeros(run.draws)
        arm.origin = np.broadcast_to(
            np.arange(run.particles)[:, None], (run.particles, run.draws)
        ).copy()
    for period in range(run.last + 1):
        _advance(dynamics, base, base, period, keep, run)
        for number, arm in enumerate(lived):
            _advance(dynamics, arm, base, period, keep, run)
            late = run.filtered or period == run.last
            # Filtered answers see the evidence up to their period. Smoothed ones see all of it: they are read at the
            # end, off the histories of the particles that are left.
            when = range(period, period + 1)
            if run.evidence:
                when = range(0 if not run.filtered else period, period + 1) if late else range(0)
            for at in when:
                _note(found, (number, at), (arm, base), dynamics, run)
            _resample(arm, period, run)
        _forget(dynamics, (base, *lived), period, run)
    return found


def _note(
    found: Simulated,
    where: tuple[int, int],
    arms: tuple[ParticleArm, ParticleArm],
    dynamics: Dynamics,
    run: Run,
) -> None:
    """Record the outcomes in one arm and one period."""
    number, period = where
    arm, base = arms
    most = found.survival.shape[3]
    average = _expected if arm.log is None else _weighted
    found.survival[number, :, period] = average(dynamics, arm, period, run, most)
    samples = run.particles * run.draws if arm.log is None else _worth(arm, period, run)
    for place, name in enumerate(run.outcomes):
        key = (name, period)
        found.worth[number, place, period] = np.inf if key in arm.certain else samples
        if arm.log is None:
            found.untouched[number, place, period] = arm.survival[key] is base.survival[key]


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
    dynamics: Dynamics, arm: ParticleArm, base: ParticleArm, period: int, keep: set[str], run: Run
) -> None:
    """One more period of an arm's life."""
    done = arm.under.when(period)
    settings = dict(done.settings.items())
    states = {v.name: v.states for v in dynamics.model.variables.values()}
    for name in carrying_out(dynamics.model, done):
        if name not in keep:
            continue
        setting = settings.get(name)
        heard = setting is None or setting.keeps_causes
        causes = _causes(dynamics, arm, base, (name, period), done, run) if heard else []
        # Where causes are untouched by the arm, so is the variable: sharing its arrays saves time and noise.
        same = arm is not base and arm.log is None and name not in settings
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
        finding = run.evidence.get(period, {}).get(name) if arm.log is not None else None
        if finding is not None:
            law = _found(arm, law, weights_of(finding, dynamics.model.variables[name].states))
        elif law.shape[1] == 1 and not (arm.log is not None and _is_open(law)):
            arm.certain.add((name, period))
        arm.survival[name, period] = law
        arm.states[name, period] = _drawn(law, run.uniform(f"{name}@{period}"))


def carrying_out(model: CausalModel, done: Intervention) -> tuple[str, ...]:
    """Causes before effects, in the graph that the intervention leaves.

    Raises
    ------
    InterventionError
        Where it makes a cycle.
    """
    cut = {(c.cause, c.effect) for c in done.cuts}
    settings = dict(done.settings.items())
    above = {}
    for name in model.variables:
        setting = settings.get(name)
        heard = setting is None or setting.keeps_causes
        causes = [i.cause for i in model.causes(name)] if heard else []
        read = () if setting is None else setting.reads
        above[name] = [*(c for c in causes if (c, name) not in cut), *read]
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
    where: tuple[str, int],
    done: Intervention,
    run: Run,
) -> list[tuple[tuple[str, int], StateIndices]]:
    """The states of the causes of a variable; where an influence is cut, those of an independent copy."""
    name, period = where
    cut = {c.cause for c in done.cuts if c.effect == name}
    causes = []
    for i in dynamics.influences(name, period):
        key = (i.cause, period - i.lag)
        if i.cause in cut:
            law = base.survival[key].mean(axis=1, keepdims=True)
            states = _drawn(law, run.uniform(f"cut {i.name}@{period}"))
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


def _found(arm: ParticleArm, law: Survival, weights: Array) -> Survival:
    """The law given the finding on the variable itself; the weights take the probability of the finding."""
    one = np.ones((1, *law.shape[1:]))
    p = -np.diff(np.concatenate([one, law, 0 * one]), axis=0)
    shares = np.maximum(p, 0) * weights[:, None, None]
    total = shares.sum(axis=0)
    assert arm.log is not None
    with np.errstate(divide="ignore"):
        arm.log = arm.log + np.log(total)
    safe = np.where(total > 0, total, 1)
    return np.asarray(np.cumsum(shares[::-1], axis=0)[::-1][1:] / safe)


def _weights(arm: ParticleArm, run: Run) -> tuple[Array, Array]:
    """The particles' weights, with a sum of one in every column, and the log probability of the evidence.

    Raises
    ------
    ImpossibleEvidenceError
        Where no particle of any repetition of a draw agrees with it.
    """
    assert arm.log is not None
    assert arm.evidence is not None
    # Scaled by the greatest, as products of many findings underflow.
    top = arm.log.max(axis=0)
    raw = np.exp(arm.log - np.where(np.isfinite(top), top, 0.0))
    total = raw.sum(axis=0)
    with np.errstate(divide="ignore"):
        chance = arm.evidence + np.where(total > 0, top, -np.inf) + np.log(total)
    if not np.isfinite(run.repeated(chance).max(axis=-1)).all():
        raise ImpossibleEvidenceError(
            "What is given is impossible, or so improbable that no particle agrees with it: ask with "
            "more particles, or with method='exact'."
        )
    even = 1 / run.particles
    return np.where(total > 0, raw / np.where(total > 0, total, 1.0), even), chance


def _weighted(dynamics: Dynamics, arm: ParticleArm, period: int, run: Run, most: int) -> Array:
    """The outcomes' survival functions among weighted particles, as pseudo-values."""
    weights, chance = _weights(arm, run)
    found = np.zeros((len(run.outcomes), most, run.draws))
    for place, name in enumerate(run.outcomes):
        states = arm.states[name, period]
        for j in range(1, len(dynamics.model.variables[name].states)):
            found[place, j - 1] = (weights * (states >= j)).sum(axis=0)
    return pseudo_values(run.repeated(found), run.repeated(chance)).reshape(found.shape)


def _worth(arm: ParticleArm, period: int, run: Run) -> float:
    """The effective number of samples behind a weighted answer about a period."""
    weights, chance = _weights(arm, run)
    sizes = 1 / (weights**2).sum(axis=0)
    # An earlier period is seen through those particles only whose descendants survived every resampling.
    if arm.origin is not None and (period < run.last and not run.filtered):
        sizes = np.minimum(sizes, [len(np.unique(column)) for column in arm.origin.T])
    return float(effective_size(run.repeated(sizes), run.repeated(chance)).sum())


def _expected(dynamics: Dynamics, arm: ParticleArm, period: int, run: Run, most: int) -> Array:
    """The outcomes' survival functions averaged over particles of equal weight."""
    found = np.zeros((len(run.outcomes), most, run.draws))
    for place, name in enumerate(run.outcomes):
        law = arm.survival[name, period].mean(axis=1, dtype=np.float64)
        found[place, : len(law)] = law
    return found


def _resample(arm: ParticleArm, period: int, run: Run) -> None:
    """Systematic resampling of the draws in which too few particles count, histories and all."""
    if arm.log is None or arm.evidence is None:
        return
    weights, chance = _weights(arm, run)
    sizes = 1 / (weights**2).sum(axis=0)
    arm.effective.append(effective_size(run.repeated(sizes), run.repeated(chance)))
    poor = np.flatnonzero(sizes < RESAMPLE_BELOW * run.particles)
    if not len(poor):
        return
    chosen = np.broadcast_to(np.arange(run.particles)[:, None], weights.shape).copy()
    start = stream(run.seed, f"resampling at {period} of chunk {run.chunk}").random(run.draws)
    for d in poor:
        # Scaled to the last sum, which rounding may leave a hair off one.
        ladder = np.cumsum(weights[:, d])
        at = (np.arange(run.particles) + start[d]) / run.particles * ladder[-1]
        chosen[:, d] = np.minimum(np.searchsorted(ladder, at), run.particles - 1)
    for key, states in arm.states.items():
        arm.states[key] = np.take_along_axis(states, chosen, axis=0)
    assert arm.origin is not None
    arm.origin = np.take_along_axis(arm.origin, chosen, axis=0)
    # Fresh weights of one have a sum of `particles`, which `_weights` would count as evidence.
    arm.evidence[poor] = chance[poor] - np.log(run.particles)
    arm.log[:, poor] = 0


def _forget(dynamics: Dynamics, arms: Sequence[ParticleArm], period: int, run: Run) -> None:
    """Drop what no later period looks back to."""
    reach = max((i.lag for i in dynamics.model.influences), default=0)
    for arm in arms:
        history = set(run.outcomes) if arm.log is not None else set[str]()
        for key in [k for k in arm.states if k[1] <= period - reach and k[0] not in history]:
            del arm.states[key]
        for key in [k for k in arm.survival if k[1] <= period - reach - 1]:
            del arm.survival[key]
