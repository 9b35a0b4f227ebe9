"""Trajectories: from a question about time to the course of an outcome over periods."""

from __future__ import annotations

from collections.abc import Sequence

from causalnet.boundary.checks import public
from causalnet.compilation.unroll import Anchor
from causalnet.frozen_map import Register
from causalnet.inference.sampling.likelihood_weighting import Method
from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import TimedGiven, timed_findings
from causalnet.model.grammar.intervention import Intervention, Timed, scheduled
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.questions.query.arrival import observed_later
from causalnet.questions.query.downstream_evidence import after_note
from causalnet.questions.query.question import provenance
from causalnet.questions.time.course import Course
from causalnet.questions.time.courses import courses_against
from causalnet.questions.time.inquiry import Courses, Inquiry
from causalnet.questions.time.trajectory_answer import Trajectory

__all__ = ["trajectories", "trajectory"]


@public
def trajectory(
    model: CausalModel,
    outcome: str | Sequence[str],
    *,
    under: Intervention | Timed | None = None,
    versus: Intervention | Timed | None = None,
    given: TimedGiven | None = None,
    periods: int = 4,
    draws: int | Draws | None = None,
    anchor: Anchor = "hold",
    filtered: bool = False,
    method: Method = "auto",
    particles: int | None = None,
    seed: int = 0,
) -> Trajectory:
    """The course of an outcome, period by period, compared with another course of action.

    Period 0 is today: what `query` answers. Lagged influences act from the period on that they need.

    Parameters
    ----------
    model : CausalModel
    outcome : str or sequence of str
    under, versus : Intervention or Timed
        The intervention, and the one it is compared with. ``do(x="low")`` holds from period 0 on;
        ``.during(2, 5)``, ``.since(2)``, ``.until(4)`` and ``.at(3, 6)`` say when, all periods counted in;
        ``|`` combines several.
    given : mapping, optional
        Findings by period: ``{1: {"x": "low"}, 3: {"y": {"a", "b"}}}``; without a period, today.
        It is observed in both arms.
    periods : int
        The number of periods after the present one.
    draws : int or Draws, optional
        The draws from the model's judgements, shared by both arms.
    anchor : {"hold", "once", "free"}
        The anchoring that keeps a world in which nothing is done from drifting: see `unroll`.
    filtered : bool
        Answer every period from what was found up to then (filtering), rather than from everything that is
        given (smoothing).
    method : {"auto", "exact", "sample"}
        ``"exact"`` unrolls the model and contracts; ``"sample"`` simulates many particles, with the same random
        numbers in both arms, and weights and resamples them where something is given; ``"auto"`` is exact
        where that is quick enough. The answer says which it was.
    particles : int, optional
        In each draw; 256 with draws and 16,384 without.
    seed : int
        Of the simulation. Draws have a seed of their own.

    Returns
    -------
    Trajectory

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
        If the question does not fit.
    ImpossibleEvidenceError
        If what is given cannot be, or no particle agrees with it.
    MemoryLimitError
        If an exact answer is asked for that would be too large.

    Notes
    -----
    Smoothing by particles keeps each particle's history: far back, few histories are left, and the answer says
    how many.

    References
    ----------
    K. P. Murphy (2002), *Dynamic Bayesian Networks*; N. J. Gordon, D. J. Salmond and A. F. M. Smith (1993), "Novel
    approach to nonlinear/non-Gaussian Bayesian state estimation", *IEE Proceedings F* 140(2) (the bootstrap
    filter); A. Doucet and A. M. Johansen (2009), "A tutorial on particle filtering and smoothing", section 3.

    Examples
    --------
    >>> import causalnet as cn
    >>> habit = cn.load("habit")
    >>> print(trajectory(habit, "smoking", under=cn.do(smoking="no").until(1), periods=4))
    By period 4 (counted from 0; a period is a year), setting smoking to no until
    period 1 lowers smoking a little: by 3.3 percentage points (20% → 17% yes),
    every strength at its most likely value. In period 0 it is lower by 20
    percentage points. What it does in periods 0 and 1 is so by definition, because
    smoking is itself set.
    period     no    yes  level  versus  change
    0       1.000  0.000  0.000   0.200  -0.200
    1       1.000  0.000  0.000   0.200  -0.200
    2       0.909  0.091  0.091   0.200  -0.109
    3       0.860  0.140  0.140   0.200  -0.060
    4       0.833  0.167  0.167   0.200  -0.033
    Exact; without intervention every variable is held where it stands today.
    """
    asked = Inquiry(
        outcomes=(outcome,) if isinstance(outcome, str) else tuple(outcome),
        last=periods,
        given=timed_findings(given),
        filtered=filtered,
        draws=as_draws(draws),
        anchor=anchor,
        method=method,
        particles=particles,
        seed=seed,
    )
    return _against(model, [scheduled(under)], scheduled(versus), asked)[0]


def trajectories(
    model: CausalModel,
    outcomes: Sequence[str],
    unders: Sequence[Intervention | Timed],
    *,
    periods: int,
    draws: int | Draws | None = None,
    particles: int | None = None,
) -> list[Trajectory]:
    """The courses of several outcomes under each of several interventions, compared with doing nothing."""
    asked = Inquiry(
        outcomes=tuple(outcomes), last=periods, draws=as_draws(draws), particles=particles
    )
    return _against(model, [*map(scheduled, unders)], scheduled(None), asked)


def _against(
    model: CausalModel, arms: Sequence[Timed], other: Timed, asked: Inquiry
) -> list[Trajectory]:
    every = courses_against(model, arms, other, asked)
    return [
        _told(model, (arm, other), asked, found) for arm, found in zip(arms, every, strict=True)
    ]


def _told(
    model: CausalModel, arms: tuple[Timed, Timed], asked: Inquiry, found: Courses
) -> Trajectory:
    first, last = _by_outcome(model, asked, found, 0), _by_outcome(model, asked, found, -1)
    source = provenance(model, found.method, asked.draws)
    notes = (*_said(found, asked), *_downstream(model, asked, arms))
    unseen = {
        name: found.unseen_change(0, len(found.survival) - 1, y)
        for y, name in enumerate(asked.outcomes)
    }
    return Trajectory(first, last, *arms, asked, source, notes, unseen)


def _by_outcome(
    model: CausalModel, asked: Inquiry, found: Courses, arm: int
) -> Register[str, Course]:
    courses_of = {}
    for y, name in enumerate(asked.outcomes):
        states = tuple(model.variables[name].states)
        own = found.survival[arm, y, :, : len(states) - 1]
        own.flags.writeable = False
        courses_of[name] = Course(
            name, states, own, found.unseen(y)[arm], asked.drawn(own.shape[2])
        )
    return Register(courses_of, "outcome")


def _said(found: Courses, asked: Inquiry) -> tuple[str, ...]:
    """Notes on a sampled answer."""
    notes = []
    if found.effective is not None:
        note = lazy("Effective sample size at least {count:,.0f}.", count=found.effective)
        if found.origins is not None and not asked.filtered:
            note = lazy(
                "Effective sample size at least {count:,.0f}; at least {origins:,} histories reach back to period 0.",
                count=found.effective,
                origins=found.origins,
            )
        notes.append(note)
    return tuple(notes)


def _downstream(model: CausalModel, asked: Inquiry, arms: Sequence[Timed]) -> tuple[str, ...]:
    """A note for what is found downstream of what is done, at any lag."""
    late = observed_later(model, arms, asked.given)
    return (after_note(late),) if late else ()
