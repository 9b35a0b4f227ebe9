"""Courses over time: the distribution of outcomes in every period, in several arms, exact or sampled."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import compile_model, network_of
from causalnet.compilation.memory_footprint import require_drawing
from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.compilation.unroll import checked_anchor
from causalnet.compilation.unrolled_footprint import require_courses
from causalnet.errors import MemoryLimitError, QuestionError, unknown
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.inference.posterior import joint
from causalnet.inference.sampling.likelihood_weighting import METHODS
from causalnet.language.translate import lazy, template
from causalnet.model.assembly.compatibility import (
    edge_problems,
    evidence_problems,
    intervention_problems,
)
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Timed
from causalnet.network.network import Network
from causalnet.questions.time.exact_courses import exact_cost, exact_courses, is_quick
from causalnet.questions.time.inquiry import Courses, Inquiry
from causalnet.questions.time.particle_filter import relevant, simulate
from causalnet.questions.time.particle_period import carrying_out
from causalnet.questions.time.particle_run import ParticleRun
from causalnet.questions.time.transition_model import Dynamics

__all__ = ["courses", "courses_against", "courses_at", "points_affordable", "require_inquiry"]

Array = NDArray[np.float64]

# Independent repetitions: many where they alone show the error, two where draws do.
REPEATED, TWICE = 32, 2
PARTICLES, PARTICLES_A_DRAW, WITH_EVIDENCE = 16384, 256, 8
# Particles that a repetition should have, and that it has where there would be few repetitions else.
FEW, FEWEST = 512, 64
# The limit for a part of an answer: numbers of an exact answer, and as many for a variable of a particle in a period.
AFFORDED, STEP_COST = 4e9, 20.0
# Particles in all draws that go through the mechanisms at once: what a core's own cache holds.
TOGETHER = 16384


def courses_at(
    model: CausalModel, arms: Sequence[Timed], asked: Inquiry, ensemble: Ensemble
) -> Courses:
    """As `courses`, at the points of an ensemble: each is a draw, and all share random numbers.

    It is for the differences between points, which have much less noise than what they differ in.
    """
    require_inquiry(model, arms, asked)
    draws = ensemble.points
    one = replace(asked, draws=None)
    if asked.method == "exact" or (asked.method == "auto" and is_quick(model, arms, one, draws)):
        return exact_courses(model, arms, one, ensemble)
    today = compile_model(model, ensemble)
    return _sampled(model, arms, one, ensemble.along(), draws, today)


def points_affordable(model: CausalModel, arms: Sequence[Timed], asked: Inquiry) -> int:
    """At how many points `courses_at` takes seconds, not minutes.

    It is told from the graph and the method alone, so that no answer depends on how fast a machine is.
    """
    if asked.method == "exact":
        return int(AFFORDED // max(exact_cost(model, arms, asked), 1.0))
    keep = relevant(model, asked.outcomes, asked.given, arms)
    moves = len(keep) * (asked.last + 1) * len(arms)
    return int(AFFORDED // (STEP_COST * (asked.particles or PARTICLES) * moves))


def courses(model: CausalModel, arms: Sequence[Timed], asked: Inquiry) -> Courses:
    """The courses of some outcomes in several arms.

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
        If the question does not fit the model.
    MemoryLimitError
        If an exact answer was asked for and is too large.
    """
    require_inquiry(model, arms, asked)
    return _answered(model, arms, asked)


def _answered(model: CausalModel, arms: Sequence[Timed], asked: Inquiry) -> Courses:
    """The courses, where the question is known to fit the model."""
    draws = 1 if asked.draws is None else asked.draws.n
    require_drawing(model, draws, MEMORY_LIMIT)
    require_courses(model, asked.outcomes, len(arms), asked.last, draws, MEMORY_LIMIT)
    ensemble = central(model) if asked.draws is None else sampled(model, asked.draws)
    if asked.method == "exact":
        return exact_courses(model, arms, asked, ensemble)
    if asked.method == "auto" and is_quick(model, arms, asked, draws):
        try:
            return exact_courses(model, arms, asked, ensemble)
        except MemoryLimitError:
            pass
    return _sampled(model, arms, asked, ensemble.along(), draws)


def courses_against(
    model: CausalModel, arms: Sequence[Timed], other: Timed, asked: Inquiry
) -> list[Courses]:
    """The courses of each arm and of another one that it is held against: one arm, where they are the same.

    Where particles are sampled, the other arm is simulated once for all, since every arm has the same random numbers.
    """
    pairs = [(arm, other) if arm != other else (arm,) for arm in arms]
    draws = 1 if asked.draws is None else asked.draws.n
    require_inquiry(model, (*arms, other), asked)
    alone = len(arms) == 1 or asked.given or asked.method == "exact"
    # The cost of an exact answer depends on an arm through what the outcomes depend on in it.
    unlike = {frozenset(relevant(model, asked.outcomes, asked.given, pair)): pair for pair in pairs}
    if alone or any(is_quick(model, pair, asked, draws) for pair in unlike.values()):
        return [_answered(model, pair, asked) for pair in pairs]
    together = _answered(model, (*arms, other), replace(asked, method="sample"))
    return [together.of((i, len(arms))[: len(pair)]) for i, pair in enumerate(pairs)]


def require_inquiry(model: CausalModel, arms: Sequence[Timed], asked: Inquiry) -> None:
    """Refuse a question over time that does not fit the model.

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
    """
    states = {v.name: tuple(v.states) for v in model.variables.values()}
    for name in asked.outcomes:
        if name not in states:
            raise unknown("variable", name, states)
    if not asked.outcomes or len(set(asked.outcomes)) < len(asked.outcomes):
        raise QuestionError(f"The outcomes {asked.outcomes} must be distinct, and at least one.")
    if asked.method not in METHODS:
        raise unknown("method", asked.method, METHODS)
    if asked.particles is not None and asked.particles < 4:
        raise QuestionError(f"particles= takes a whole number from 4 on, not {asked.particles}.")
    checked_anchor(asked.anchor)
    for period, found in asked.given.items():
        if period > asked.last:
            raise QuestionError(
                f"Something is given in period {period}, after the last period that is asked about ({asked.last}). "
                f"Ask about period {period} or a later one, or leave it out."
            )
        for _, problem in evidence_problems(found, states):
            raise problem
    causes = {v: [i.cause for i in model.influences if i.effect == v] for v in states}
    for arm in arms:
        for phase in arm.phases:
            for _, problem in intervention_problems(phase.intervention, states):
                raise problem
            for _, problem in edge_problems(phase.intervention, causes):
                raise problem
        for period in arm.changes:
            if period <= asked.last:
                carrying_out(model, arm.when(period))


def _sampled(
    model: CausalModel,
    arms: Sequence[Timed],
    asked: Inquiry,
    ensemble: Ensemble,
    draws: int,
    compiled: Network | None = None,
) -> Courses:
    whole = asked.particles or (PARTICLES if asked.draws is None else PARTICLES_A_DRAW)
    if asked.given and asked.draws is not None and not asked.particles:
        whole *= WITH_EVIDENCE
    # Each repetition solves its anchors on its own: with few particles it is off by more than their
    # spread shows. With few repetitions the spread itself is not known.
    least = int(np.clip(whole // FEWEST, 4, REPEATED // 2))
    times = int(np.clip(whole // FEW, least, REPEATED)) if asked.draws is None else TWICE
    particles = max(2, -(-whole // times))
    together = max(1, TOGETHER // (particles * times))
    today = network_of(model, asked.draws) if compiled is None else compiled
    parts = [slice(at, min(at + together, draws)) for at in range(0, draws, together)]

    def part(number: int) -> _Chunk:
        return _chunk(
            model, arms, asked, (ensemble, today), (number, parts[number], times, particles)
        )

    if len(parts) == 1:
        found = [part(0)]
    else:
        with ThreadPoolExecutor(min(os.cpu_count() or 1, len(parts))) as pool:
            found = list(pool.map(part, range(len(parts))))
    survival = np.concatenate([f.survival for f in found], axis=-2)
    effective = [f.effective for f in found if f.effective is not None]
    origins = [f.origins for f in found if f.origins is not None]
    how = template("sampled ({count:,} particles, seed {seed})")
    if asked.draws is not None:
        how = template("sampled ({count:,} particles in each draw, seed {seed})")
    return Courses(
        survival,
        lazy(how, count=times * particles, seed=asked.seed),
        np.sum([f.worth for f in found], axis=0),
        found[0].untouched,
        min(effective) if effective else None,
        min(origins) * times if origins else None,
        max(f.residual for f in found),
    )


class _Chunk(NamedTuple):
    """The results of some of the draws."""

    survival: Array
    worth: Array
    untouched: NDArray[np.bool_]
    effective: float | None
    origins: int | None
    residual: float


def _chunk(
    model: CausalModel,
    arms: Sequence[Timed],
    asked: Inquiry,
    source: tuple[Ensemble, Network],
    size: tuple[int, slice, int, int],
) -> _Chunk:
    """Some of the draws, each repeated with other random numbers."""
    number, which, times, particles = size
    ensemble = _repeated(source[0].at(which), times)
    today = _columns(source[1], which, times)
    columns = (which.stop - which.start) * times
    marginals = _marginals(model, today, ensemble, columns)
    # One set of numbers costs little, and the explorer's page, which has double precision alone, gives the same digits.
    dynamics = Dynamics(
        model,
        ensemble,
        today,
        marginals,
        asked.anchor,
        asked.frozen,
        times,
        double=columns == times,
    )
    run = ParticleRun(
        asked.outcomes,
        asked.given,
        asked.filtered,
        asked.last,
        particles,
        columns,
        asked.seed,
        number,
        times,
        asked.draws is None,
    )
    found = simulate(dynamics, arms, run)
    weighted = [arm.weights for arm in found.lived if arm.weights is not None]
    effective = [e.min() for weights in weighted for e in weights.effective]
    origins = [weights.survivors for weights in weighted]
    return _Chunk(
        run.repeated(found.survival),
        found.worth,
        found.untouched,
        float(min(effective)) if effective else None,
        min(origins) if origins else None,
        dynamics.residual,
    )


def _repeated(ensemble: Ensemble, times: int) -> Ensemble:
    return Ensemble(
        {k: np.repeat(x, times) for k, x in ensemble.strengths.items()},
        {k: np.repeat(x, times) for k, x in ensemble.amounts.items()},
        {k: np.repeat(p, times, axis=-1) for k, p in ensemble.baselines.items()},
    )


def _columns(network: Network, which: slice, times: int) -> Network:
    """The network of today with a column for every repetition of every draw."""
    part = network.at(which) if network.draws is not None else network
    varying = set(part.varying)
    tables = {
        v: np.repeat(table, times, axis=-1) if v in varying else table
        for v, table in part.tables.items()
    }
    count = None if network.draws is None else (part.draws or 1) * times
    return Network.trusted(dict(part.states), dict(part.parents), tables, draws=count)


def _marginals(
    model: CausalModel, today: Network, ensemble: Ensemble, columns: int
) -> Mapping[str, Array]:
    """Today's distribution of every variable, in every column."""
    found = {}
    for name, variable in model.variables.items():
        own = ensemble.baseline(variable)
        if own is None:
            part = today if today.varying else today.at(0)
            own = joint(part, (name,))
        own = own if own.ndim > 1 else own[:, None]
        found[name] = np.broadcast_to(own / own.sum(axis=0), (len(own), columns))
    return found
