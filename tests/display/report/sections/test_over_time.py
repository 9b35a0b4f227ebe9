"""Courses in a report: the figures are those at the central numbers, in this period the exact ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import causalnet as cn
from causalnet.answer_tables import signed
from causalnet.display.charts.over_time.course_panels import course_panels
from causalnet.display.report.sections import over_time
from causalnet.display.report.sections.over_time import OVER_TIME
from tests.display.report.asking import asking
from tests.display.report.sections.test_other_outcomes import ASKED, UNDER, town

NAMES = ("do a", "do b", "do c")
NAMED = {name: ASKED[name] for name in NAMES}


def test_the_figures_are_those_at_the_central_numbers():
    written = OVER_TIME.written(asking(town(), NAMED, draws=10))
    (chapter,) = written.chapters
    tables = {block.heading: block.tables[0] for block in chapter.blocks}
    for outcome, label in (("y", "Yield"), ("z", "Zeal")):
        rows = {row[0]: row[1:] for row in tables[label].rows}
        for name in NAMES:
            change = cn.trajectory(town(), outcome, under=UNDER[name], periods=4).change
            if abs(change).max() > 1e-9:
                assert rows.pop(name) == [signed(change[p]) for p in (0, 1, 2, 4)]
        assert not rows
    assert "standard errors" not in " ".join(chapter.texts)
    soon = cn.trajectory(town(), "y", under=UNDER["do a"], periods=4).change[2]
    assert written.later.period == 2
    assert written.later.changes["do a"] == pytest.approx(soon)


def test_where_courses_are_simulated_this_period_is_exact_and_the_error_is_told(monkeypatch):
    asked = over_time.trajectories

    def simulated(model, outcomes, arms, **more):
        found = asked(model, outcomes, arms, **more)
        return [
            replace(course, courses=noisy(course.courses), unseen=dict.fromkeys(outcomes, 0.02))
            for course in found
        ]

    def noisy(courses):
        return type(courses)(
            {y: replace(c, survival=c.survival * 0.9) for y, c in courses.items()}, "outcome"
        )

    monkeypatch.setattr(over_time, "trajectories", simulated)
    (chapter,) = OVER_TIME.chapters(asking(town(), NAMED, draws=10))
    (row,) = (r for r in chapter.blocks[0].tables[0].rows if r[0] == "do a")
    course = cn.trajectory(town(), "y", under=UNDER["do a"], periods=8)
    assert row[1] == signed(course.change[0])
    assert row[2] == signed(course.level[1] * 0.9 - course.without[1])
    assert chapter.texts[-1].startswith("Those of later periods were simulated")


def test_a_line_is_the_course_at_the_central_numbers_and_the_bands_are_of_draws():
    drawn, centre = (
        cn.trajectory(town(), "z", under=UNDER["do b"], periods=4, draws=draws)
        for draws in (40, None)
    )
    axes = [course_panels({"b": drawn}, own).axes[0] for own in ({"b": centre}, None)]
    (_, outer, _, _, line, _), (_, _, _, _, median, _) = (ax.collections for ax in axes)
    (own,), (middle,) = line.get_segments(), median.get_segments()
    band = outer.get_paths()[0].vertices[:, 1]
    assert np.ptp(band) > 0
    # In most draws b does nothing, at the centre it does much.
    assert own[0, 1] - middle[0, 1] > 0.1
