"""Forward simulation: many possible courses of the world at once, arms beside one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from graphlib import CycleError

import numpy as np
from numpy.typing import NDArray

from causalnet.causal.acting import acted, sources, weights_of
from causalnet.errors import ImpossibleEvidenceError, InterventionError
from causalnet.mechanisms.sampling import stream
from causalnet.mechanisms.stepping import Dynamics, States, Survival
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Finding
from causalnet.model.intervention import Intervention
from causalnet.model.timing import Timed
from causalnet.network.graph import ancestors, topological

__all__ = ["Arm", "Run", "relevant", "simulate"]

Array = NDArray[np.float64]
Evidence = Mapping[int, Mapping[str, Finding]]

# Below this share of particles that count, the likelier ones are multiplied and the others dropped.
RESAMPLE_BELOW = 0.5


@dataclass(slots=True, eq=False)
class Arm:
    """One course of action and the particles that live through it.

    Attributes
    ----------
    states : dict from (variable, period) to ndarray, shape (particles, draws)
    log : ndarray or None
        Logarithms of the particles' weights, where there is evidence.
    origin : ndarray or None
        From which particle of period 0 each one descends.
    effective : list of ndarray, shape (draws,)
        The effective sample size at the end of every period.
    """

    under: Timed
    states: dict[tuple[str, int], States] = field(default_factory=dict)
    survival: dict[tuple[str, int], Survival] = field(default_factory=dict)
    log: NDArray[np.float32] | None = None
    origin: NDArray[np.intp] | None = None
    effective: list[Array] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What is simulated: for how long, with what evidence, from which streams of random numbers.

    With `shared`, so many repetitions have random numbers of their own, and all draws have the same ones.
    """

    outcomes: Sequence[str]
    evidence: Evidence
    filtered: bool
    steps: int
    particles: int
    draws: int
    seed: int
    chunk: int
    shared: int | None = None

    def uniform(self, what: str) -> NDArray[np.float32]:
        """Random numbers that all arms share: they depend on what they are for, and on nothing else."""
        if self.shared is None:
            rng = stream(self.seed, f"{what} of chunk {self.chunk}")
            return rng.random((self.particles, self.draws), dtype=np.float32)
        own = stream(self.seed, f"{what} of chunk 0").random(
            (self.particles, self.shared), dtype=np.float32
        )
        return np.tile(own, self.draws // self.shared)


def simulate(dynamics: Dynamics, arms: Sequence[Timed], run: Run) -> tuple[Array, list[Arm]]:
    """P(Y ≥ j) of every outcome in every arm, period and draw.

    The run in which nothing is done comes first, for the anchors; all arms share its random numbers, so
    that a contrast between arms has less noise than either.

    Returns
    -------
    ndarray, shape (arms, outcomes, periods, most states − 1, draws)
        Zero past an outcome's own states.
    list of Arm
    """
    base = Arm(Timed(()))
    lived = [Arm(under) for under in arms]
    keep = relevant(dynamics.model, run.outcomes, run.evidence, arms)
    most = max(len(dynamics.model.variables[v].states) for v in run.outcomes) - 1
    found = np.zeros((len(arms), len(run.outcomes), run.steps + 1, most, run.draws))
    for arm in lived if run.evidence else ():
        arm.log = np.zeros((run.particles, run.draws), dtype=np.float32)
        arm.origin = np.broadcast_to(
            np.arange(run.particles)[:, None], (run.particles, run.draws)
        ).copy()
    for period in range(run.steps + 1):
        _advance(dynamics, base, base, period, keep, run)
        for number, arm in enumerate(lived):
            _advance(dynamics, arm, base, period, keep, run)
            if run.evidence and (run.filtered or period == run.steps):
                when = range(period, period + 1) if run.filtered else range(run.steps + 1)
                for at in when:
                    found[number, :, at] = _weighted(dynamics, arm, at, run, most)
            elif not run.evidence:
                found[number, :, period] = _expected(arm, period, run, most)
            _resample(arm, period, run)
        _forget(dynamics, (base, *lived), period, run)
    return found, lived


def relevant(
    model: CausalModel,
    outcomes: Sequence[str],
    evidence: Mapping[int, Mapping[str, Finding]],
    arms: Sequence[Timed],
) -> set[str]:
    """The variables that can bear on an outcome or on what is found, at any lag."""
    above = {v: [i.cause for i in model.influences if i.effect == v] for v in model.variables}
    for under in arms:
        for phase in under.phases:
            for name, setting in phase.intervention.settings.items():
                above[name] += sources(setting)
    seen = [v for found in evidence.values() for v in found]
    return ancestors(above, [*outcomes, *seen])


def _advance(
    dynamics: Dynamics, arm: Arm, base: Arm, period: int, keep: set[str], run: Run
) -> None:
    """One more period of an arm's life."""
    done = arm.under.when(period)
    for name in _order(dynamics, done, period):
        if name not in keep:
            continue
        causes = _causes(dynamics, arm, base, (name, period), done, run)
        same = arm is not base and arm.log is None and name not in done.settings
        if same and all(c is base.states[k] for k, c in causes):
            arm.states[name, period] = base.states[name, period]
            arm.survival[name, period] = base.survival[name, period]
            continue
        law = acted(
            done.settings.get(name),
            partial(dynamics.law, name, period, [s for _, s in causes], first=arm is base),
            dynamics.model.variables,
            name,
            lambda other: arm.states[other, period],
        )
        finding = run.evidence.get(period, {}).get(name) if arm.log is not None else None
        if finding is not None:
            law = _found(arm, law, weights_of(finding, dynamics.model.variables[name].states))
        arm.survival[name, period] = law
        arm.states[name, period] = _drawn(law, run.uniform(f"{name}@{period}"))


def _order(dynamics: Dynamics, done: Intervention, period: int) -> tuple[str, ...]:
    """Causes before effects, once what is done has changed which is which."""
    model = dynamics.model
    above = {v: [i.cause for i in model.causes(v)] for v in model.variables}
    for name, setting in done.settings.items():
        if sources(setting):
            above[name] = sources(setting)
    try:
        return topological(above)
    except CycleError as error:
        loop = " → ".join(error.args[1])
        raise InterventionError(
            f"{done} cannot be carried out. The arrows make a cycle: {loop}."
        ) from None


def _causes(
    dynamics: Dynamics,
    arm: Arm,
    base: Arm,
    where: tuple[str, int],
    done: Intervention,
    run: Run,
) -> list[tuple[tuple[str, int], States]]:
    """The states of what acts on a variable; where an influence is cut, an independent copy's."""
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


def _drawn(law: Survival, uniform: NDArray[np.float32]) -> States:
    """A state for every particle: as many steps up as the random number allows."""
    states = np.zeros(uniform.shape, dtype=np.int8)
    for survival in law:
        states += uniform < survival
    return states


def _found(arm: Arm, law: Survival, weights: NDArray[np.float32]) -> Survival:
    """The law given what was found of the variable itself; the particles are weighted by its chance."""
    one = np.ones_like(law[:1])
    p = -np.diff(np.concatenate([one, law, 0 * one]), axis=0)
    shares = np.maximum(p, 0) * weights[:, None, None]
    total = shares.sum(axis=0)
    assert arm.log is not None
    with np.errstate(divide="ignore"):
        arm.log = arm.log + np.log(total)
    safe = np.where(total > 0, total, 1)
    return np.asarray(np.cumsum(shares[::-1], axis=0)[::-1][1:] / safe)


def _weights(arm: Arm) -> Array:
    """The particles' weights, which sum to one in every draw."""
    assert arm.log is not None
    top = arm.log.max(axis=0)
    if not np.isfinite(top).all():
        raise ImpossibleEvidenceError(
            "What is given is impossible, or so improbable that no particle agrees with it: ask with "
            "more particles, or with method='exact'."
        )
    raw = np.exp((arm.log - top).astype(np.float64))
    return np.asarray(raw / raw.sum(axis=0))


def _weighted(dynamics: Dynamics, arm: Arm, period: int, run: Run, most: int) -> Array:
    """The outcomes' survival functions among weighted particles."""
    weights = _weights(arm)
    found = np.zeros((len(run.outcomes), most, run.draws))
    for place, name in enumerate(run.outcomes):
        states = arm.states[name, period]
        for j in range(1, len(dynamics.model.variables[name].states)):
            found[place, j - 1] = (weights * (states >= j)).sum(axis=0)
    return found


def _expected(arm: Arm, period: int, run: Run, most: int) -> Array:
    """The outcomes' survival functions averaged over particles of equal weight."""
    found = np.zeros((len(run.outcomes), most, run.draws))
    for place, name in enumerate(run.outcomes):
        law = arm.survival[name, period].mean(axis=1, dtype=np.float64)
        found[place, : len(law)] = law
    return found


def _resample(arm: Arm, period: int, run: Run) -> None:
    """Systematic resampling of the draws in which too few particles count, histories and all."""
    if arm.log is None:
        return
    weights = _weights(arm)
    arm.effective.append(1 / (weights**2).sum(axis=0))
    poor = np.flatnonzero(arm.effective[-1] < RESAMPLE_BELOW * run.particles)
    if not len(poor):
        return
    chosen = np.broadcast_to(np.arange(run.particles)[:, None], weights.shape).copy()
    start = stream(run.seed, f"resampling at {period} of chunk {run.chunk}").random(run.draws)
    for d in poor:
        ladder = np.cumsum(weights[:, d])
        at = (np.arange(run.particles) + start[d]) / run.particles * ladder[-1]
        chosen[:, d] = np.minimum(np.searchsorted(ladder, at), run.particles - 1)
    for key, states in arm.states.items():
        arm.states[key] = np.take_along_axis(states, chosen, axis=0)
    assert arm.origin is not None
    arm.origin = np.take_along_axis(arm.origin, chosen, axis=0)
    arm.log[:, poor] = 0


def _forget(dynamics: Dynamics, arms: Sequence[Arm], period: int, run: Run) -> None:
    """Drop what no later period looks back to."""
    reach = max((i.lag for i in dynamics.model.influences), default=0)
    for arm in arms:
        history = set(run.outcomes) if arm.log is not None else set[str]()
        for key in [k for k in arm.states if k[1] <= period - reach and k[0] not in history]:
            del arm.states[key]
        for key in [k for k in arm.survival if k[1] <= period - reach - 1]:
            del arm.survival[key]
