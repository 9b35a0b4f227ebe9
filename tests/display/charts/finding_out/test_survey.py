"""The chart of a survey."""

import pytest

import causalnet as cn

FOUND = cn.survey(cn.load("lawn"), "wet", under=cn.do(rain="yes"), surveys=0)


def test_each_design_has_a_line_and_a_mark_for_each_number_of_cases() -> None:
    [ax] = cn.plot(FOUND).axes
    labels = [t.get_text() for t in ax.get_yticklabels()]
    assert labels[::-1][0] == "Rain, Wet grass"
    assert labels[0] == "every variable"
    marks = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    assert marks[:3] == pytest.approx([FOUND[0].left[n] for n in (50, 200, 1_000)])
    assert [t.get_text() for t in ax.get_legend().get_texts()] == [
        "50 cases",
        "200 cases",
        "1,000 cases",
        "any number of cases",
    ]


def test_only_the_first_designs_are_drawn() -> None:
    [ax] = cn.plot(FOUND, most=1).axes
    assert len(ax.get_yticklabels()) == 3
