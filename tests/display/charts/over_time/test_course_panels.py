"""Small charts of courses: every level and every band is where its number says, on one scale."""

from __future__ import annotations

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from causalnet.display.charts.over_time.course_panels import course_panels
from tests.display.charts.over_time.test_trajectory import model

ARMS = {
    "x is made b": do(x="b"),
    "x is made a": do(x="a"),
    "y is made c": do(y="c"),
    "both": do(x="b", y="c"),
}


def medians(arms):
    """The median over draws in every period, of the mean of each draw's repetitions."""
    return np.median(arms["y"].levels.mean(axis=2), axis=1)


@pytest.fixture(scope="module")
def courses():
    return {
        name: cn.trajectory(model(), "y", under=under, periods=4, draws=20)
        for name, under in ARMS.items()
    }


@pytest.fixture(scope="module")
def marks(courses):
    """The grid, the two bands, the courses without and with the intervention, and the frames."""
    figure = course_panels(courses)
    return figure, list(figure.axes[0].collections)


def test_levels_of_all_courses_are_on_one_scale(courses, marks):
    _, (_, _, _, without, own, frames) = marks
    levels, heights = [], []
    for place, course in enumerate(courses.values()):
        foot = frames.get_segments()[place][1][1]
        for lines, level in ((own, medians(course.courses)), (without, medians(course.references))):
            points = lines.get_segments()[place]
            assert np.ptp(np.diff(points[:, 0])) < 1e-9
            levels.extend(level)
            heights.extend(points[:, 1] - foot)
    slope, start = np.polyfit(levels, heights, 1)
    assert np.asarray(heights) == pytest.approx(slope * np.asarray(levels) + start, abs=1e-9)
    assert slope > 0


def test_bands_are_the_middle_of_the_draws(courses, marks):
    _, (_, outer, inner, _, own, _) = marks
    course, drawn = courses["x is made b"].courses["y"], own.get_segments()
    levels = [*(medians(c.courses) for c in courses.values())]
    # The charts in the first row have the same foot.
    first = [0, 1, 2]
    slope, start = np.polyfit(
        np.concatenate([levels[i] for i in first]),
        np.concatenate([drawn[i][:, 1] for i in first]),
        1,
    )
    for band, share in ((outer, 0.9), (inner, 0.5)):
        low, high = np.array([e.interval(share) for e in course.estimates]).T
        there = band.get_paths()[0].vertices[: 2 * len(low), 1]
        expected = slope * np.concatenate([low, high[::-1]]) + start
        assert there == pytest.approx(expected, abs=1e-9)


def test_every_chart_has_its_name_and_rows_begin_at_the_left(courses, marks):
    figure, (*_, frames) = marks
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert texts[:4] == list(courses)
    corners = [tuple(np.round(segment[1], 6)) for segment in frames.get_segments()]
    assert len(set(corners)) == 4
    (x0, y0), (_, y1), (_, y2), (x3, y3) = corners
    assert y0 == y1 == y2 > y3
    assert x3 == x0


def test_a_course_that_stays_has_a_scale_too():
    still = cn.trajectory(model(), "y", under=do(y="a"), versus=do(y="a"), periods=2, draws=5)
    (*_, own, _) = course_panels({"nothing": still}).axes[0].collections
    (line,) = own.get_segments()
    assert np.ptp(line[:, 1]) == 0
