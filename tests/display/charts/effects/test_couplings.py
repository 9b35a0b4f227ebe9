"""Charts of answers about two worlds."""

import pytest

import causalnet as cn
from tests.display.charts.test_plot import ticks


def _lawn(**asked):
    right = {"under": cn.do(rain="no"), "observed": {"wet": "yes"}}
    return cn.counterfactual(cn.load("lawn"), "wet", **(right | asked))


def _labels(figure):
    return [text.get_text() for text in figure.axes[0].get_legend().get_texts()]


def test_a_counterfactual_shows_its_range_and_the_named_couplings_in_it():
    found = _lawn()
    figure = cn.plot(found)
    assert ticks(figure) == ["yes", "no"]
    assert sorted(_labels(figure)) == [
        "as it was",
        "fresh luck",
        "one rank",
        "whatever the coupling",
    ]
    ends = [x for p in figure.axes[0].patches for x in (p.get_x(), p.get_x() + p.get_width())]
    expected = [found.least, found.most, 1 - found.least, 1 - found.most]
    assert sorted(ends) == pytest.approx(sorted(expected))
    shown = {line.get_xdata()[0] for line in figure.axes[0].lines}
    assert {own.value for own in found.estimates.values()} <= shown


def test_where_every_coupling_agrees_it_shows_one():
    figure = cn.plot(_lawn(observed={"rain": "yes"}))
    assert sorted(_labels(figure)) == ["as it was", "every coupling"]
    assert not figure.axes[0].patches


def test_over_draws_it_shows_the_middle_of_them():
    found = _lawn(draws=30, coupling=("rank", "fresh"))
    axes = cn.plot(found).axes[0]
    assert any("middle 90% of draws" in text.get_text() for text in axes.get_legend().get_texts())
    ends = [tuple(line.get_xdata()) for line in axes.lines if len(line.get_xdata()) == 2]
    assert any(own == pytest.approx(found.estimates["rank"].interval()) for own in ends)


def test_causation_has_a_row_for_each_probability():
    found = cn.causation(
        cn.load("lawn"), ("wet", "yes"), under=cn.do(rain="yes"), versus=cn.do(rain="no")
    )
    figure = cn.plot(found)
    assert [" ".join(label.split()) for label in ticks(figure)] == [
        "both necessary and sufficient (PNS)",
        "the cause was sufficient (PS)",
        "the cause was necessary (PN)",
    ]
    assert len(figure.axes[0].patches) == 3
    agreed = cn.causation(
        cn.load("lawn"), ("rain", "yes"), under=cn.do(sprinkler="on"), versus=cn.do(sprinkler="off")
    )
    assert _labels(cn.plot(agreed)) == ["every coupling"]


def test_a_later_period_stands_in_the_title():
    habit = cn.load("habit")
    low, high = cn.do(price="low"), cn.do(price="high")
    for found in (
        cn.counterfactual(habit, "smoking", under=high, observed={1: {"smoking": "yes"}}, at=1),
        cn.causation(habit, ("smoking", "yes"), under=low, versus=high, at=1),
    ):
        title = cn.plot(found).axes[0].get_title(loc="left").replace("\n", " ")
        assert "smoking" in title.casefold()
        assert "by period 1" in title
