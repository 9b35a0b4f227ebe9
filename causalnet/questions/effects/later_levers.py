"""Levers by a later period: each held from period 0 on, lagged influences acting until then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import ImpossibleEvidenceError
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention, Timed, do, scheduled
from causalnet.model.variable import Better
from causalnet.questions.effects.later_period import assumed
from causalnet.questions.effects.lever import Lever
from causalnet.questions.effects.levers_answer import Levers
from causalnet.questions.effects.reach import Reach
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.arrival import ArmsOverTime, observed_later, periods_to, steps_by
from causalnet.questions.query.candidates import proposed
from causalnet.questions.query.downstream_evidence import after_note, alone_note
from causalnet.questions.query.measure import Measure
from causalnet.questions.query.paths import PathKind
from causalnet.questions.query.question import NOTHING_SEEN, provenance
from causalnet.questions.time.courses import courses
from causalnet.questions.time.exact_courses import is_quick
from causalnet.questions.time.inquiry import Courses, Inquiry
from causalnet.questions.time.particle_kernels import weights_of

__all__ = ["later_levers"]

Array = NDArray[np.float64]


def later_levers(
    model: CausalModel, measure: Measure, tried: Sequence[str], asked: Inquiry, better: Better
) -> Levers:
    """Every single hard intervention held from period 0 on, ranked by what it does by a later period.

    All arms live through the same random numbers, and share with the world in which nothing is done whatever
    they do not touch.

    Parameters
    ----------
    model : CausalModel
    measure : Measure
        The measure of the outcome.
    tried : sequence of str
        The variables that are set.
    asked : Inquiry
        By which period, over which draws, and what is found. Settings that contradict it are left out.
    better : {"high", "low"}
        The wished end of the outcome's scale.
    """
    settings = [(v, state) for v in tried for state in model.variables[v].states]
    settings, found = _lived(model, [s for s in settings if not _contradicted(asked, *s)], asked)
    every = found.survival[:, 0, -1]
    reach = Reach(model, given=asked.given.get(0, NOTHING_SEEN))
    steps = steps_by(model, measure.outcome, asked.last)
    # The state that a variable is held in does not change the path.
    held = {v: do({v: state}) for v, state in settings}
    path = {v: _path(model, measure.outcome, done, asked) for v, done in held.items()}
    levers = []
    for arm, (variable, state) in enumerate(settings, start=1):
        change = every[arm] - every[0]
        measured = _measured(change, measure)
        unseen = float(found.unseen_change(arm, 0)[-1])
        above = change.mean(axis=(1, 2)) if measure.state is None else ()
        levers.append(
            Lever(
                variable,
                state,
                Estimate(measured, drawn=asked.drawn(len(measured)), unseen=unseen),
                tuple((s, float(x)) for s, x in zip(measure.states[1:], above, strict=False)),
                reach,
                steps.get(variable),
                path[variable],
                proposed(model, variable, state),
            )
        )
    late = observed_later(model, map(scheduled, held.values()), asked.given)
    return Levers(
        measure,
        tuple(levers),
        provenance(model, found.method, asked.draws),
        better,
        asked.last,
        given=asked.given,
        notes=(assumed(found, asked), *_evidence_notes(levers, measure.outcome, late, asked)),
        arrivals=periods_to(model, measure.outcome),
    )


def _evidence_notes(
    levers: Sequence[Lever], outcome: str, late: Sequence[str], asked: Inquiry
) -> Iterator[str]:
    """Notes on what is found downstream, and on what comes by that alone."""
    if late:
        yield after_note(late)
    alone = dict.fromkeys(v.variable for v in levers if v.path == "by observing alone")
    if alone:
        found = [v for own in asked.given.values() for v in own]
        seen = dict.fromkeys(v for v in found if v in late or v in alone)
        acting = any(v.reaches for v in levers)
        yield alone_note([*alone], outcome, [*seen], at=asked.last, beside=acting)


def _measured(change: Array, measure: Measure) -> Array:
    """The change in what is measured, shape (draws, repetitions), from that in P(Y ≥ j), j = 1, …."""
    if measure.state is None:
        return np.asarray(change.sum(axis=0))
    edge = np.zeros_like(change[:1])
    survival = np.concatenate([edge, change, edge])
    own = measure.states.index(measure.state)
    return np.asarray(survival[own] - survival[own + 1])


def _path(model: CausalModel, outcome: str, done: Intervention, asked: Inquiry) -> PathKind:
    arms = (scheduled(done), Timed(()))
    return ArmsOverTime(model, outcome, arms, asked.last, asked.given, course=False).path()


def _lived(
    model: CausalModel, settings: list[tuple[str, str]], asked: Inquiry
) -> tuple[list[tuple[str, str]], Courses]:
    """The settings that can be, with what is found, and what comes of nothing and of each of them."""
    arms = [Timed(()), *(scheduled(do({v: state})) for v, state in settings)]
    try:
        return settings, courses(model, arms, asked)
    except ImpossibleEvidenceError:
        # Only where nothing was sampled is it known which of them cannot be.
        if not is_quick(model, arms, asked, asked.draws.n if asked.draws else 1):
            raise
    kept = []
    for setting, arm in zip(settings, arms[1:], strict=True):
        with suppress(ImpossibleEvidenceError):
            courses(model, [arm], asked)
            kept.append(setting)
    arms = [Timed(()), *(scheduled(do({v: state})) for v, state in kept)]
    return kept, courses(model, arms, asked)


def _contradicted(asked: Inquiry, variable: str, state: str) -> bool:
    """Whether a variable that is held in a state is found in others."""
    findings = [found[variable] for found in asked.given.values() if variable in found]
    return not all(weights_of(finding, (state,)).any() for finding in findings)
