"""The chart of a confrontation."""

import pytest

import causalnet as cn

LAWN = cn.load("lawn")
DAYS = {
    "rain": ["no", "no", "yes", "yes"] * 30,
    "sprinkler": ["off", "on", "off", "on"] * 30,
    "wet": ["no", "yes", "yes", "yes"] * 29 + ["no", "no", "yes", "yes"],
}


def test_each_sign_has_a_line_and_a_mark_to_the_right_where_it_is_as_stated() -> None:
    found = cn.confront(LAWN, DAYS, cases="days")
    figure = cn.plot(found)
    [ax] = figure.axes
    labels = [t.get_text() for t in ax.get_yticklabels()]
    assert labels == ["Rain → Wet grass (+)", "Sprinkler → Wet grass (+)"]
    marks = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    assert sorted(marks) == pytest.approx(sorted(s.r for s in found.signs))


def test_what_falls_comes_first() -> None:
    found = cn.confront(
        LAWN,
        {**DAYS, "sprinkler": ["on" if r == "yes" else "off" for r in DAYS["rain"]]},
        cases="days",
    )
    [ax] = cn.plot(found, most=1).axes
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Rain, Sprinkler: independent"]
