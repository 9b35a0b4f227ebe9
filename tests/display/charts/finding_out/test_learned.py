"""The chart of what was learned."""

import pytest

import causalnet as cn

LAWN = cn.load("lawn")
DAYS = {"rain": ["no", "yes"] * 60, "wet": ["no", "yes"] * 60}
FOUND = cn.update(LAWN, DAYS, cases="days", draws=200)


def test_each_number_has_a_bar_as_judged_and_a_line_as_learned() -> None:
    [ax] = cn.plot(FOUND).axes
    (first, *_) = FOUND.moved
    assert [t.get_text() for t in ax.get_yticklabels()][::-1][0] == "Rain → wet grass" != first.name
    bar, line = ax.patches[0], ax.lines[0]
    assert (bar.get_x(), bar.get_x() + bar.get_width()) == pytest.approx(first.before)
    assert tuple(line.get_xdata()) == pytest.approx(first.after)
    assert {t.get_text() for t in ax.get_legend().get_texts()} == {
        "judged, middle 90%",
        "learned, middle 90%",
    }


def test_only_the_numbers_asked_for_are_drawn() -> None:
    [ax] = cn.plot(FOUND, most=1).axes
    assert len(ax.get_yticklabels()) == 1


def test_a_number_in_doubt_says_how_likely_it_is_there() -> None:
    doubtful = LAWN.replacing(cn.Influence("rain", "wet", "+", cn.pert(0.5, 1, 2, inclusion=0.5)))
    learned = cn.update(doubtful, DAYS, cases="days", draws=200)
    [ax] = cn.plot(learned).axes
    share = learned.shifts[0].there_after
    assert f"there with {share:.0%}" in [t.get_text() for t in ax.texts]
