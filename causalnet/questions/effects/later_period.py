"""One outcome in a later period, in one arm or several that live through the same random numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import expected
from causalnet.errors import QuestionError
from causalnet.frozen_map import Register
from causalnet.inference.sampling.likelihood_weighting import Method
from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, TimedGiven, timed_findings
from causalnet.model.grammar.intervention import Intervention, scheduled
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.network.network import Network
from causalnet.questions.estimate import standard_error, without_noise
from causalnet.questions.query.arrival import observed_later
from causalnet.questions.query.distribution import Distribution
from causalnet.questions.query.downstream_evidence import after_note
from causalnet.questions.query.question import NOTHING_SEEN, Provenance, Question, provenance
from causalnet.questions.time.course import chances
from causalnet.questions.time.courses import courses
from causalnet.questions.time.inquiry import ANCHORED, Courses, Inquiry

__all__ = [
    "InPeriod",
    "assumed",
    "later_question",
    "of_model",
    "outcome_by_period",
    "present_findings",
]

NOTHING_FOUND: Register[int, Register[str, Finding]] = Register((), "period")

Array = NDArray[np.float64]


class InPeriod(NamedTuple):
    """One outcome in a later period.

    Attributes
    ----------
    answers : tuple of Distribution
        One for each arm.
    p : tuple of ndarray, each of shape (states, draws, repetitions)
        Its probabilities in each arm; repetitions differ in nothing but random numbers.
    unseen : float
        The error of the change between the first arm and the last by what no sample was in.
    notes : tuple of str
        The method, and the findings downstream of what any arm sets.
    """

    answers: tuple[Distribution, ...]
    p: tuple[Array, ...]
    unseen: float
    notes: tuple[str, ...]


def of_model(model: CausalModel | Network) -> CausalModel:
    """A model that has later periods.

    Raises
    ------
    ArgumentError
        For a network, which has none.
    """
    if isinstance(model, Network):
        raise expected(["a CausalModel"], model, "A later period needs lagged influences.")
    return model


def later_question(
    given: TimedGiven | None,
    outcome: str,
    at: int,
    draws: int | Draws | None,
    method: Method = "auto",
    particles: int | None = None,
    seed: int = 0,
) -> Inquiry:
    """A question about one outcome in a later period; a finding without a period is in the present one."""
    return Inquiry(
        outcomes=(outcome,),
        last=at,
        given=timed_findings(given),
        draws=as_draws(draws),
        method=method,
        particles=particles,
        seed=seed,
    )


def present_findings(given: TimedGiven | None, verb: str) -> Register[int, Register[str, Finding]]:
    """Findings for a question within the present period, by period: all are in period 0.

    Raises
    ------
    QuestionError
        If one is in a later period.
    """
    if given is None:
        return NOTHING_FOUND
    found = timed_findings(given)
    if later := [period for period in found if period]:
        raise QuestionError(
            f"Something is given in period {later[0]}, but {verb} within the present period are asked for. "
            f"Write at={later[0]} or later."
        )
    return found


def outcome_by_period(model: CausalModel, asked: Inquiry, arms: Sequence[Intervention]) -> InPeriod:
    """The outcome in the last period that is asked about, in every arm.

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
        If the question does not fit the model.
    ImpossibleEvidenceError
        If what is given cannot be.
    """
    timed = [scheduled(arm) for arm in arms]
    found = courses(model, timed, asked)
    late = observed_later(model, timed, asked.given)
    notes = (after_note(late),) if late else ()
    name = asked.outcomes[0]
    states = tuple(model.variables[name].states)
    source = provenance(model, found.method, asked.draws)
    how = assumed(found, asked)
    given = asked.given.get(0, NOTHING_SEEN)
    survival = found.survival[:, 0, -1, : len(states) - 1]
    every = tuple(chances(own, axis=0) for own in survival)
    answers = tuple(
        _distribution(
            Question((name,), arm, given, asked.last),
            asked,
            states,
            p,
            source,
            (how, *notes),
            unseen,
        )
        for arm, p, unseen in zip(arms, every, found.unseen()[:, -1], strict=True)
    )
    unseen = found.unseen_change(0, len(arms) - 1)[-1]
    return InPeriod(answers, every, float(unseen), (how, *notes))


def assumed(found: Courses, asked: Inquiry) -> str:
    """The method of an answer about a later period, and the anchoring of a world that is left alone."""
    return lazy(ANCHORED[asked.anchor], how=found.method)


def _distribution(
    question: Question,
    asked: Inquiry,
    states: tuple[str, ...],
    p: Array,
    source: Provenance,
    notes: tuple[str, ...],
    unseen: float,
) -> Distribution:
    mean = p.mean(axis=(1, 2))
    error = np.maximum(standard_error(p), unseen)
    drawn = without_noise(p) if asked.drawn(p.shape[1]) else None
    if drawn is not None:
        # Each state gives up the width that simulation adds to it; together they are a distribution again.
        drawn = drawn / drawn.sum(axis=0)
    known = drawn is None and not error.any()
    return Distribution(question, (states,), mean, source, notes, drawn, None if known else error)
