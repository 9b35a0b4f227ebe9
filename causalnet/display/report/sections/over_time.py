"""Over time: the course of every outcome under every conclusion's intervention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import signed, unsigned
from causalnet.display.charts.over_time.course_panels import course_panels
from causalnet.display.report.content import Block, Chapter, Picture, ReportTable
from causalnet.display.report.pictures import no_charts, pictured
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, Later, ReportSection, WrittenSection
from causalnet.language.translate import tr
from causalnet.model.grammar.intervention import Intervention
from causalnet.questions.effects.compare import compare
from causalnet.questions.time.trajectory import trajectories
from causalnet.questions.time.trajectory_answer import Trajectory

__all__ = ["OVER_TIME"]

Array = NDArray[np.float64]

# The number of periods, those that the table tells, and the number of draws for each course.
PERIODS, TOLD, FEW = 4, (0, 1, 2, 4), 60
# The period that is told in short. What comes after is what a model settles to while nothing else moves.
SOON = 2
# The particles of each course where it is simulated: at the central numbers, which the table tells with their error, and in
# each draw. Bands of so few draws move by a twentieth of their width from draw to draw of particles, whether these are 128 or
# 256, since the draws themselves move them more.
PARTICLES, PARTICLES_A_DRAW = 4096, 128
# A course that moves less than this in every period is not drawn.
MOVES = 1e-9


def over_time(asked: ReportQuestion, known: Known) -> list[Chapter] | WrittenSection:
    """The courses in charts with one scale, and the change of every outcome in a table."""
    model, named = asked.model, asked.conclusions
    if not any(i.lag for i in model.influences) or not named:
        return []
    few = replace(asked.how, n=min(asked.how.n, FEW))
    outcomes = tuple(dict.fromkeys([*(c.outcome for c in named.values()), *asked.outcomes]))
    arms = list(dict.fromkeys(c.under for c in named.values() if c.under))
    if not arms:
        return []
    drawn = trajectories(
        model, outcomes, arms, periods=PERIODS, draws=few, particles=PARTICLES_A_DRAW
    )
    centres = trajectories(model, outcomes, arms, periods=PERIODS, particles=PARTICLES)
    today = compare(model, outcomes, {str(i): under for i, under in enumerate(arms)})
    courses = {
        under: _Courses(drawn[i], centres[i], {y: today[str(i), y].level for y in outcomes})
        for i, under in enumerate(arms)
    }
    blocks = [_block(asked, outcome, courses) for outcome in outcomes]
    later = {
        name: float(courses[c.under].changes(c.outcome)[SOON])
        for name, c in named.items()
        if c.under and not (c.versus or c.passes or c.given or c.at or c.at_least)
    }
    error = max(float(course[y].error.max()) for course in centres for y in outcomes)
    chapter = Chapter("time", tr("Over time"), (*_texts(asked, few.n, error),), blocks)
    faint = frozenset(
        (name, y)
        for name, c in named.items()
        for y in outcomes
        if c.under and _is_faint(courses[c.under].changes(y))
    )
    return WrittenSection([chapter], later=Later(SOON, later, faint))


@dataclass(frozen=True, slots=True)
class _Courses:
    """The courses under one intervention: in draws, at the central numbers, and what it exactly does there in this period."""

    drawn: Trajectory
    centre: Trajectory
    today: Mapping[str, float]

    def changes(self, outcome: str) -> Array:
        """The change at the central numbers in every period: exact in this one."""
        later = self.centre[outcome].change[1:]
        return np.concatenate([[self.today[outcome]], later])


def _is_faint(changes: Array) -> bool:
    """Whether a change rounds to zero in every period that is told."""
    return {signed(float(changes[p])) for p in TOLD} == {signed(0.0)}


def _texts(asked: ReportQuestion, draws: int, error: float) -> Iterator[str]:
    yield tr(
        "Each intervention begins in this period and is kept up. In this period lagged influences do not act yet; in period 1, "
        "the next one, the first of them do."
    )
    if asked.model.period:
        yield tr("One period is {period}.", period=asked.model.period)
    yield tr(
        "The figures are changes with every strength at its most likely value. The bands of the charts are of {count:,} draws "
        "from the judgements.",
        count=draws,
    )
    if error:
        yield tr(
            "Those of later periods were simulated; their standard errors are at most {error}.",
            error=unsigned(error, ".3f"),
        )


def _block(asked: ReportQuestion, outcome: str, courses: Mapping[Intervention, _Courses]) -> Block:
    """One row for each intervention, and a chart for each whose change is more than negligible."""
    label = asked.wording.label(outcome)
    changes = {under: own.changes(outcome) for under, own in courses.items()}
    moving = [under for under in courses if abs(changes[under]).max() > MOVES]
    charted = [
        under
        for under in moving
        if not courses[under].centre[outcome].scale.is_negligible(abs(changes[under]).max())
    ]
    pictures = (
        ()
        if no_charts() or not charted
        else (
            _picture(
                asked, outcome, {u: courses[u] for u in charted}, left=len(charted) < len(moving)
            ),
        )
    )
    header = [
        tr("with"),
        *(tr("period {period}", period=p) if p else tr("this period") for p in TOLD),
    ]
    rows = [
        [asked.done(under), *(signed(float(changes[under][p])) for p in TOLD)]
        for under in moving
        if not _is_faint(changes[under])
    ]
    still = [asked.done(under) for under in courses if under not in moving]
    notes = [tr("Change in expected level, in states, against the course without an intervention.")]
    if still:
        names = tr("; ").join(still)
        notes.append(tr("Without a change in any period: {names}.", names=names))
    if faint := [asked.done(under) for under in moving if _is_faint(changes[under])]:
        names = tr("; ").join(faint)
        notes.append(
            tr("With a change that rounds to zero in all of these periods: {names}.", names=names)
        )
    table = ReportTable("", header, rows, notes, "<" + ">" * len(TOLD))
    return Block(label, pictures=pictures, tables=(table,))


def _picture(
    asked: ReportQuestion,
    outcome: str,
    courses: Mapping[Intervention, _Courses],
    *,
    left: bool,
) -> Picture:
    """A small chart for each course, all with the same scale."""
    caption = tr(
        "{outcome}: its expected level period by period, with each intervention (line: every strength at its most likely value; "
        "bands: the middle 50% and 90% of draws) and without (dashes), all on one scale.",
        outcome=asked.wording.label(outcome),
    )
    if left:
        caption += " " + tr("What comes to a negligible change at most stands in the table alone.")
    drawn = {asked.done(under): own.drawn[outcome] for under, own in courses.items()}
    centres = {asked.done(under): own.centre[outcome] for under, own in courses.items()}
    return pictured(course_panels(drawn, centres), caption, asked.pictures)


OVER_TIME = ReportSection(over_time, "first")
