"""Charts of two accounts."""

from dataclasses import replace

import pytest

import causalnet as cn
from tests.display.charts.test_plot import ticks, widths

X, Y, Z = (cn.Variable(n, ["low", "high"], cn.Baseline([0.5, 0.5])) for n in "xyz")
PLUS = cn.Influence("x", "y", "+", strength=1.0)
A = cn.CausalModel("article", [X, Y, Z], [PLUS])
B = cn.CausalModel(
    "critic", [X, Y, Z], [replace(PLUS, sign="-"), cn.Influence("z", "y", "+", strength=0.02)]
)
RISES = cn.Conclusion("y", "rises", under=cn.do(x="high"))


def test_the_way_from_one_answer_to_the_other_has_a_step_for_each_disagreement() -> None:
    found = cn.crux(A, B, RISES)
    figure = cn.plot(found)
    assert ticks(figure)[::-1] == ["article", "X → y", "1 other", "critic"]
    parts = [p.part for p in found.partings]
    assert widths(figure) == pytest.approx([found.answers[0], *parts, found.answers[1]])
    starts = [patch.get_x() for patch in figure.axes[0].patches]
    assert starts == pytest.approx([0, found.answers[0], found.answers[0] + parts[0], 0])
    bold = [t.get_text() for t in figure.axes[0].get_yticklabels() if t.get_weight() == "bold"]
    assert bold == ["X → y"]


def test_only_some_disagreements_are_drawn_apart() -> None:
    more = B.replacing(replace(PLUS, strength=2.0), cn.Influence("z", "y", "+", strength=2.0))
    found = cn.crux(A, more, RISES)
    assert ticks(cn.plot(found))[::-1] == ["article", "X → y", "Z → y", "critic"]
    assert ticks(cn.plot(found, most=1))[::-1] == ["article", "X → y", "1 other", "critic"]


def test_accounts_that_agree_are_two_bars() -> None:
    assert ticks(cn.plot(cn.crux(A, A, RISES)))[::-1] == ["the first", "the second"]


def test_the_influences_of_two_accounts_are_counted() -> None:
    figure = cn.plot(cn.agreement(A, B))
    assert ticks(figure)[::-1] == ["agreed", "contradicted", "only in article", "only in critic"]
    assert widths(figure) == [0, 1, 0, 1]
    assert "kappa" in figure.axes[0].get_title(loc="left")
