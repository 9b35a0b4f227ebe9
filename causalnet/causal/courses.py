"""Courses over time: the distribution of outcomes in every period, in several arms, exact or sampled."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from math import prod
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from causalnet.causal.question import carried_out
from causalnet.causal.simulating import Run, relevant, simulate
from causalnet.errors import MemoryLimitError, QuestionError, unknown
from causalnet.inference.answer import joint
from causalnet.inference.limits import MEMORY_LIMIT, require_memory
from causalnet.inference.plan import Plan, plan_of, shown_bytes
from causalnet.inference.prune import Shape
from causalnet.mechanisms.compiling import compile_model, network_of
from causalnet.mechanisms.parameters import Parameters, central
from causalnet.mechanisms.sampling import sampled
from causalnet.mechanisms.stepping import Dynamics
from causalnet.mechanisms.unrolling import Anchor, acting, checked_anchor, in_period, unrolled
from causalnet.model.causal_model import CausalModel
from causalnet.model.draws import Draws
from causalnet.model.finding import Finding
from causalnet.model.fitting import evidence_problems, intervention_problems
from causalnet.model.intervention import Cut, Intervention, Policy, Setting
from causalnet.model.register import Register
from causalnet.model.timing import Timed
from causalnet.network.network import Network
from causalnet.network.structure import structure

__all__ = ["Courses", "Inquiry", "Method", "courses", "courses_at", "over_time"]

Array = NDArray[np.float64]
Method = Literal["auto", "exact", "sample"]
METHODS = ("auto", "exact", "sample")

# Numbers that an exact answer may handle before it is sampled instead: seconds, not minutes.
EXACT_COST = 4e8
# Independent repetitions: many where they alone show the error, two where draws do.
REPEATED, TWICE = 32, 2
PARTICLES, PARTICLES_A_DRAW = 16384, 256
# Particles in all draws that go through the mechanisms at once: what a core's own cache holds.
TOGETHER = 16384


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What is asked about time, but for the arms.

    Attributes
    ----------
    outcomes : tuple of str
    steps : int
        The last period.
    given : mapping from period to findings
    filtered : bool
        Whether each period is answered from what was found up to then, rather than from everything.
    draws : Draws or None
    anchor : {"hold", "once", "free"}
    frozen : int or None
        After this period no anchor is solved again.
    method : {"auto", "exact", "sample"}
    particles : int or None
        In each draw.
    seed : int
    """

    outcomes: tuple[str, ...]
    steps: int
    given: Register[int, Register[str, Finding]] = field(default_factory=Register)
    filtered: bool = False
    draws: Draws | None = None
    anchor: Anchor = "hold"
    frozen: int | None = None
    method: Method = "auto"
    particles: int | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Courses:
    """P(Y ≥ j) in every period.

    Attributes
    ----------
    survival : ndarray, shape (arms, outcomes, periods, most states − 1, draws, repetitions)
    method : str
        How it was come by, in words.
    effective : float or None
        The least effective sample size, where there is evidence and it was sampled.
    origins : int or None
        How many particles of period 0 have descendants at the end, in the poorest draw.
    residual : float
        How far a held baseline is from what is held, at most.
    """

    survival: Array
    method: str
    effective: float | None = None
    origins: int | None = None
    residual: float = 0.0

    @property
    def exact(self) -> bool:
        """Whether nothing was sampled."""
        return self.effective is None and self.method.startswith("exact")


def courses_at(
    model: CausalModel, arms: Sequence[Timed], asked: Inquiry, numbers: Parameters
) -> Courses:
    """As `courses`, for numbers of one's own: each set of them is a draw, and all share random numbers.

    It is for the differences that numbers make, which have much less noise than what they differ in.
    """
    _check(model, arms, asked)
    draws = numbers.draws or 1
    one = replace(asked, draws=None)
    if _quick(model, arms, one, draws):
        return _exact(model, arms, one, numbers)
    return _sampled(model, arms, one, numbers.spread(draws), compile_model(model, numbers))


def courses(model: CausalModel, arms: Sequence[Timed], asked: Inquiry) -> Courses:
    """What becomes of some outcomes in several arms.

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
        Where the question does not fit the model.
    MemoryLimitError
        Where an exact answer was asked for and is too large.
    """
    _check(model, arms, asked)
    numbers = central(model) if asked.draws is None else sampled(model, asked.draws)
    draws = 1 if asked.draws is None else asked.draws.n
    if asked.method == "exact":
        return _exact(model, arms, asked, numbers)
    if asked.method == "auto" and _quick(model, arms, asked, draws):
        try:
            return _exact(model, arms, asked, numbers)
        except MemoryLimitError:
            pass
    return _sampled(model, arms, asked, numbers.spread(draws))


def _check(model: CausalModel, arms: Sequence[Timed], asked: Inquiry) -> None:
    states = {v.name: tuple(v.states) for v in model.variables.values()}
    for name in asked.outcomes:
        if name not in states:
            raise unknown("variable", name, states)
    if not asked.outcomes or len(set(asked.outcomes)) < len(asked.outcomes):
        raise QuestionError(f"The outcomes {asked.outcomes} must be distinct, and at least one.")
    if asked.method not in METHODS:
        raise unknown("method", asked.method, METHODS)
    for what, number, least in (("steps", asked.steps, 0), ("particles", asked.particles, 4)):
        if number is None and what == "particles":
            continue
        if not isinstance(number, int) or isinstance(number, bool) or number < least:
            raise QuestionError(f"{what}= takes a whole number from {least} on, not {number!r}.")
    checked_anchor(asked.anchor)
    for period, found in asked.given.items():
        if period > asked.steps:
            raise QuestionError(
                f"Something is given in period {period}, but there are {asked.steps} steps."
            )
        for _, problem in evidence_problems(found, states):
            raise problem
    for arm in arms:
        for phase in arm.phases:
            for _, problem in intervention_problems(phase.intervention, states):
                raise problem
            for c in phase.intervention.ordered_cuts:
                own = [i for i in model.influences if i.effect == c.effect]
                if c.cause not in [i.cause for i in own]:
                    among = ", ".join(dict.fromkeys(i.cause for i in own)) or "none"
                    raise QuestionError(
                        f"There is no influence {c.cause} → {c.effect} to cut; the causes of "
                        f"{c.effect!r} are: {among}."
                    )


# ── exact ────────────────────────────────────────────────────────────────────────────────────


def _plans(model: CausalModel, keep: Container[str], asked: Inquiry, steps: int) -> Iterator[Plan]:
    """What an exact answer has to work out, the widest first, from the graph alone.

    The joint distributions of the causes whose effects are anchored in the last period, and the outcomes.
    """
    sizes = {}
    parents = {}
    for t in range(steps + 1):
        for name, variable in model.variables.items():
            if name in keep:
                own = in_period(name, t)
                sizes[own] = len(variable.states)
                parents[own] = tuple(in_period(i.cause, t - i.lag) for i in acting(model, name, t))
    shape = structure(sizes, parents, ())
    last = [in_period(name, steps) for name in model.variables if name in keep]
    joints = [parents[v] for v in last if parents[v]] if asked.anchor != "free" and steps else []
    outcomes = [(in_period(y, t),) for y in asked.outcomes for t in range(steps + 1)]
    wanted = [*joints, *outcomes]
    for names in sorted(wanted, key=lambda own: -prod([sizes[v] for v in own])):
        yield plan_of(shape, Shape(shape.numbers(names)))


def _tabulated(model: CausalModel, keep: Container[str], period: int) -> int:
    """Cells of the widest table of a period."""
    return max(
        prod([len(model.variables[i.cause].states) for i in acting(model, v, period)])
        * len(own.states)
        for v, own in model.variables.items()
        if v in keep
    )


def _quick(model: CausalModel, arms: Sequence[Timed], asked: Inquiry, draws: int) -> bool:
    """Whether an exact answer takes seconds, not minutes."""
    keep = relevant(model, asked.outcomes, asked.given, arms)
    # Beyond that many periods nothing grows but their number.
    reach = max((i.lag for i in model.influences), default=0)
    steps = min(asked.steps, 2 * reach + 1)
    left = EXACT_COST / (draws * (asked.steps + 1))
    if _tabulated(model, keep, steps) > left:
        return False
    for plan in _plans(model, keep, asked, steps):
        left -= plan.cost
        if left < 0:
            return False
    return True


def _exact(
    model: CausalModel, arms: Sequence[Timed], asked: Inquiry, numbers: Parameters
) -> Courses:
    keep = relevant(model, asked.outcomes, asked.given, arms)
    needed = 8 * _tabulated(model, keep, asked.steps) * (numbers.draws or 1)
    if needed > MEMORY_LIMIT:
        raise MemoryLimitError(
            f"One table of the unrolled network would take {shown_bytes(needed)}; the limit is "
            f"{shown_bytes(MEMORY_LIMIT)}. Say method='sample' for an estimate with its error.",
            needed=needed,
            limit=MEMORY_LIMIT,
        )
    for plan in _plans(model, keep, asked, asked.steps):
        require_memory(plan, MEMORY_LIMIT, numbers.draws)
    network = unrolled(
        model, asked.steps, numbers, asked.anchor, asked.draws, asked.frozen, only=keep
    )
    most = max(len(model.variables[v].states) for v in asked.outcomes) - 1
    shape = (len(arms), len(asked.outcomes), asked.steps + 1, most, numbers.draws or 1)
    survival = np.zeros(shape)
    for a, arm in enumerate(arms):
        under = over_time(model, arm, asked.steps, keep)
        target, done = carried_out(network, under)
        for y, outcome in enumerate(asked.outcomes):
            for t in range(asked.steps + 1):
                found = _found_by(asked, t)
                p = joint(target, (in_period(outcome, t),), found, done=done)
                own = np.cumsum(p[::-1], axis=0)[::-1][1:]
                survival[a, y, t, : len(own)] = own.reshape((len(own), -1))
    return Courses(survival[..., None], "exact")


def _found_by(asked: Inquiry, period: int) -> dict[str, Finding]:
    """What is known when a period is asked about."""
    return {
        in_period(name, at): finding
        for at, found in asked.given.items()
        if at <= period or not asked.filtered
        for name, finding in found.items()
    }


def over_time(
    model: CausalModel, arm: Timed, steps: int, only: Container[str] | None = None
) -> Intervention:
    """A timed intervention as a plain one on the unrolled network, or on some of its variables."""
    settings: dict[str, Setting] = {}
    cuts = set()
    for t in range(steps + 1):
        done = arm.when(t)
        for name, setting in done.settings.items():
            if only is None or name in only:
                settings[in_period(name, t)] = _moved(setting, t)
        cuts |= {
            Cut(in_period(c.cause, t - i.lag), in_period(c.effect, t))
            for c in done.cuts
            for i in acting(model, c.effect, t)
            if i.cause == c.cause and (only is None or c.effect in only)
        }
    return Intervention(Register(settings, "setting"), frozenset(cuts))


def _moved(setting: Setting, period: int) -> Setting:
    """A setting that looks at its own period."""
    if isinstance(setting, Policy):
        return replace(setting, given=in_period(setting.given, period))
    return setting


# ── sampled ──────────────────────────────────────────────────────────────────────────────────


def _sampled(
    model: CausalModel,
    arms: Sequence[Timed],
    asked: Inquiry,
    numbers: Parameters,
    compiled: Network | None = None,
) -> Courses:
    draws = numbers.draws or 1
    times = REPEATED if asked.draws is None else TWICE
    whole = asked.particles or (PARTICLES if asked.draws is None else PARTICLES_A_DRAW)
    particles = max(2, -(-whole // times))
    together = max(1, TOGETHER // (particles * times))
    today = network_of(model, asked.draws) if compiled is None else compiled
    parts = [slice(at, min(at + together, draws)) for at in range(0, draws, together)]

    def part(number: int) -> tuple[Array, float | None, int | None, float]:
        return _chunk(
            model, arms, asked, (numbers, today), (number, parts[number], times, particles)
        )

    if len(parts) == 1:
        found = [part(0)]
    else:
        with ThreadPoolExecutor(min(os.cpu_count() or 1, len(parts))) as pool:
            found = list(pool.map(part, range(len(parts))))
    survival = np.concatenate([f[0] for f in found], axis=-2)
    effective = [f[1] for f in found if f[1] is not None]
    origins = [f[2] for f in found if f[2] is not None]
    each = "" if asked.draws is None else " in each draw"
    return Courses(
        survival,
        f"sampled ({times * particles:,} particles{each}, seed {asked.seed})",
        min(effective) * times if effective else None,
        min(origins) * times if origins else None,
        max(f[3] for f in found),
    )


def _chunk(
    model: CausalModel,
    arms: Sequence[Timed],
    asked: Inquiry,
    source: tuple[Parameters, Network],
    size: tuple[int, slice, int, int],
) -> tuple[Array, float | None, int | None, float]:
    """Some of the draws, each repeated with other random numbers."""
    number, which, times, particles = size
    numbers = _repeated(source[0].at(which), times)
    today = _columns(source[1], which, times)
    columns = numbers.draws or 1
    marginals = _marginals(model, today, numbers, columns)
    dynamics = Dynamics(model, numbers, today, marginals, asked.anchor, asked.frozen)
    run = Run(
        asked.outcomes,
        asked.given,
        asked.filtered,
        asked.steps,
        particles,
        columns,
        asked.seed,
        number,
        times if asked.draws is None else None,
    )
    found, lived = simulate(dynamics, arms, run)
    survival = found.reshape((*found.shape[:-1], columns // times, times))
    effective = [e.min() for arm in lived for e in arm.effective]
    origins = [_survivors(arm.origin) for arm in lived if arm.origin is not None]
    return (
        survival,
        float(min(effective)) if effective else None,
        min(origins) if origins else None,
        dynamics.residual,
    )


def _survivors(origin: NDArray[np.intp]) -> int:
    return min(len(np.unique(column)) for column in origin.T)


def _repeated(numbers: Parameters, times: int) -> Parameters:
    return Parameters(
        {k: np.repeat(x, times) for k, x in numbers.strengths.items()},
        {k: np.repeat(x, times) for k, x in numbers.amounts.items()},
        {k: np.repeat(p, times, axis=-1) for k, p in numbers.baselines.items()},
    )


def _columns(network: Network, which: slice, times: int) -> Network:
    """The network of today with a column for every repetition of every draw."""
    part = network.at(which) if network.draws is not None else network
    drawn = set(part.drawn)
    tables = {
        v: np.repeat(table, times, axis=-1) if v in drawn else table
        for v, table in part.tables.items()
    }
    count = None if network.draws is None else (part.draws or 1) * times
    return Network.trusted(dict(part.states), dict(part.parents), tables, draws=count)


def _marginals(
    model: CausalModel, today: Network, numbers: Parameters, columns: int
) -> Mapping[str, Array]:
    """Today's distribution of every variable, in every column."""
    found = {}
    for name, variable in model.variables.items():
        own = numbers.baseline(variable)
        if own is None:
            part = today if today.drawn else today.at(0)
            own = joint(part, (name,))
        own = own if own.ndim > 1 else own[:, None]
        found[name] = np.broadcast_to(own / own.sum(axis=0), (len(own), columns))
    return found
