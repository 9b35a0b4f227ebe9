"""Over time: the course of every outcome under every conclusion's intervention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import signed
from causalnet.display.charts.over_time.course_panels import course_panels
from causalnet.display.report.content import Block, Chapter, Picture, ReportTable
from causalnet.display.report.pictures import no_charts, pictured
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, Later, ReportSection, WrittenSection
from causalnet.language.translate import tr
from causalnet.model.grammar.intervention import Intervention
from causalnet.questions.estimate import Estimate
from causalnet.questions.time.trajectory import trajectories
from causalnet.questions.time.trajectory_answer import Trajectory

__all__ = ["OVER_TIME"]

Array = NDArray[np.float64]

# The number of periods, those that the table tells, and the number of draws for each course.
PERIODS, TOLD, FEW = 8, (0, 1, 2, 4, 8), 60
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
    courses = dict(
        zip(arms, trajectories(model, outcomes, arms, periods=PERIODS, draws=few), strict=True)
    )
    blocks = [_block(asked, outcome, courses) for outcome in outcomes]
    later = {
        name: float(_changes(courses[c.under][c.outcome])[PERIODS])
        for name, c in named.items()
        if c.under and not (c.versus or c.passes or c.given or c.at or c.at_least)
    }
    chapter = Chapter("time", tr("Over time"), (*_texts(asked, few.n),), blocks)
    return WrittenSection([chapter], later=Later(PERIODS, later))


def _texts(asked: ReportQuestion, draws: int) -> Iterator[str]:
    yield tr(
        "Each intervention begins in this period and is kept up. In this period lagged influences do not act yet; in period 1, "
        "the next one, the first of them do."
    )
    if asked.model.period:
        yield tr("One period is {period}.", period=asked.model.period)
    yield tr(
        "The figures are medians of {count:,} draws that were simulated, so those of this period differ a little from the "
        "exact ones elsewhere.",
        count=draws,
    )


def _block(
    asked: ReportQuestion, outcome: str, courses: Mapping[Intervention, Trajectory]
) -> Block:
    """One row for each intervention, and a chart for each whose change is more than negligible."""
    label = asked.wording.label(outcome)
    own = {under: course[outcome] for under, course in courses.items()}
    changes = {under: _changes(course) for under, course in own.items()}
    moving = [under for under in own if abs(changes[under]).max() > MOVES]
    drawn = {
        asked.done(under): own[under]
        for under in moving
        if not own[under].scale.is_negligible(abs(changes[under]).max())
    }
    pictures = (
        (_picture(asked, label, drawn, left=len(drawn) < len(moving)),)
        if drawn and not no_charts()
        else ()
    )
    header = [
        tr("with"),
        *(tr("period {period}", period=p) if p else tr("this period") for p in TOLD),
    ]
    rows = [
        [asked.done(under), *(signed(float(changes[under][p])) for p in TOLD)] for under in moving
    ]
    still = [asked.done(under) for under in own if under not in moving]
    notes = [tr("Change in expected level, in states, against the course without an intervention.")]
    if still:
        names = tr("; ").join(still)
        notes.append(tr("Without a change in any period: {names}.", names=names))
    table = ReportTable("", header, rows, notes, "<" + ">" * len(TOLD))
    return Block(label, pictures=pictures, tables=(table,))


def _changes(course: Trajectory) -> Array:
    """The median change over draws in every period."""
    own, other = course.courses[course.outcome], course.references[course.outcome]
    return np.array([Estimate(x, drawn=True).median for x in own.levels - other.levels])


def _picture(
    asked: ReportQuestion, label: str, drawn: Mapping[str, Trajectory], *, left: bool
) -> Picture:
    """A small chart for each course, all with the same scale."""
    caption = tr(
        "{outcome}: its expected level period by period, with each intervention (line: the median of draws; bands: their "
        "middle 50% and 90%) and without (dashes), all on one scale.",
        outcome=label,
    )
    if left:
        caption += " " + tr("What comes to a negligible change at most stands in the table alone.")
    return pictured(course_panels(drawn), caption, asked.pictures)


OVER_TIME = ReportSection(over_time, "first")
