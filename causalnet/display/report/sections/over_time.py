"""Over time: the course of every outcome under every conclusion's intervention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import signed
from causalnet.display.charts.over_time.course_panels import course_panels
from causalnet.display.report.content import Block, Chapter, Picture, ReportTable
from causalnet.display.report.pictures import no_charts, pictured
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import ReportSection
from causalnet.language.translate import tr
from causalnet.questions.time.trajectory import trajectories
from causalnet.questions.time.trajectory_answer import Trajectory
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["OVER_TIME"]

# The number of periods, those that the table tells, and the number of draws for each course.
PERIODS, TOLD, FEW = 8, (0, 1, 2, 4, 8), 60
# A course that moves less than this in every period is not drawn.
MOVES = 1e-9


def over_time(asked: ReportQuestion, judged: Verdicts | None) -> list[Chapter]:
    """The courses in charts with one scale, and the change of every outcome in a table."""
    model, named = asked.model, asked.conclusions
    if not any(i.lag for i in model.influences) or not named:
        return []
    few = replace(asked.how, n=min(asked.how.n, FEW))
    outcomes = tuple(dict.fromkeys([*(c.outcome for c in named.values()), *asked.outcomes]))
    arms = list(dict.fromkeys(c.under for c in named.values() if c.under))
    every = trajectories(model, outcomes, arms, periods=PERIODS, draws=few)
    found = dict(zip(arms, every, strict=True))
    courses = {name: found[c.under] for name, c in named.items() if c.under}
    texts = [
        tr(
            "The intervention is kept up from today on, and lagged influences act. The figures are means over {count:,} draws.",
            count=few.n,
        )
    ]
    if model.period:
        texts.append(tr("One period is {period}.", period=model.period))
    blocks = [_block(asked, outcome, courses) for outcome in outcomes]
    return [Chapter("time", tr("Over time"), tuple(texts), blocks)]


def _block(asked: ReportQuestion, outcome: str, courses: Mapping[str, Trajectory]) -> Block:
    label = asked.wording.label(outcome)
    own = {name: course[outcome] for name, course in courses.items()}
    moving = [name for name, course in own.items() if abs(_change(course)).max() > MOVES]
    drawn = {
        asked.name(name): own[name] for name in moving if asked.conclusions[name].outcome == outcome
    }
    pictures = (_picture(asked, label, drawn),) if drawn and not no_charts() else ()
    header = [tr("with"), *(tr("period {period}", period=p) if p else tr("today") for p in TOLD)]
    rows = [
        [asked.name(name), *(signed(float(_change(own[name])[p])) for p in TOLD)] for name in moving
    ]
    still = [asked.name(name) for name in own if name not in moving]
    notes = [tr("Change in expected level, in states, against the course without an intervention.")]
    notes += (
        [tr("Without a change in any period: {names}.", names="; ".join(still))] if still else []
    )
    table = ReportTable("", header, rows, notes, "<" + ">" * len(TOLD))
    return Block(label, pictures=pictures, tables=(table,))


def _change(course: Trajectory) -> NDArray[np.float64]:
    own, other = course.courses[course.outcome], course.references[course.outcome]
    return np.asarray(own.level - other.level)


def _picture(asked: ReportQuestion, label: str, drawn: Mapping[str, Trajectory]) -> Picture:
    """A small chart for each course, all with the same scale."""
    caption = tr(
        "{outcome}: its expected level period by period, with each intervention (line) and without (dashes), on one scale. "
        "Bands: the middle 50% and 90% of draws.",
        outcome=label,
    )
    return pictured(course_panels(drawn), caption, asked.pictures)


OVER_TIME = ReportSection(over_time, "first")
