"""The chart of witnesses."""

import pytest

import causalnet as cn
from tests.display.charts.test_plot import ticks, widths
from tests.questions.witnesses.cases import argument

SAID = {"x → a": ["ann", "bo"], "a → y": []}
AGAINST = [cn.Evidence(["x-a ann"], "against", "Not so.", "cy")]


def test_bars_are_as_long_as_there_are_independent_sources():
    found = cn.witnesses(argument(SAID, evidence=AGAINST), "y", cause="x")
    figure = cn.plot(found)
    assert ticks(figure) == ["A → Y", "X → A"]
    assert sorted(widths(figure)) == [-1, 0, 0, 2]
    assert [t.get_text() for t in figure.axes[0].texts if t.get_text()] == ["nobody"]
    legend = [t.get_text() for t in figure.axes[0].get_legend().get_texts()]
    assert legend == ["for", "against"]


def test_at_most_so_many_influences_are_drawn():
    found = cn.witnesses(argument(SAID), "y", cause="x")
    assert ticks(cn.plot(found, most=1)) == ["X → A"]


def test_the_labels_of_a_map_are_shown():
    coded = cn.CausalMap(
        "coded",
        [cn.Link("voice", "food", "+", source="ann")],
        factors=[cn.Factor("voice", "Women's voice"), cn.Factor("food", "Food; Spending")],
    )
    assert ticks(cn.plot(cn.witnesses(coded, "food", cause="voice"))) == [
        "Women's voice → Food; Spending"
    ]


def test_nothing_is_drawn_where_no_influence_carries_it():
    with pytest.raises(cn.errors.QuestionError, match="There is no influence to draw"):
        cn.plot(cn.witnesses(argument(SAID), "x", cause="y"))
