"""Pictures of witnesses: the paths to an outcome, as wide as they have independent sources."""

import pytest

import causalnet as cn
from tests.display.diagram.views.test_route_view import widths
from tests.display.pictures import groups, texts
from tests.questions.witnesses.cases import argument, two_ways

AGAINST = [cn.Evidence(["x-a ann"], "against", "Not so.", "cy")]


def test_arrows_are_as_wide_as_they_have_independent_sources():
    model = argument({"x → a": ["ann", "bo"], "a → y": [], "z → y": ["bo"]}, evidence=AGAINST)
    picture = cn.draw(cn.witnesses(model, "y", cause="x"), legend=True)
    assert widths(picture) == {"2 (1 against)": pytest.approx(9.0), "nobody": pytest.approx(1.0)}
    assert "who carries Y, beside each arrow the independent sources for it" in picture.title
    assert "wide: many independent sources" in texts(picture)
    assert len(groups(picture, "node")) == 3


def test_influences_on_later_periods_are_drawn_too():
    model = two_ways(xa="ann", ay="ann", xb="bo", by="bo")
    model = model.adding(
        cn.Influence("x", "y", "+", 1.0, lag=1), cn.Influence("x", "a", "+", 1.0, lag=1)
    )
    found = cn.witnesses(model, "y", cause="x", at=1)
    picture = cn.draw(found)
    assert len(groups(picture, "edge")) == len(found.carriers) == 6
    assert [*widths(picture)].count("nobody") == 1


def test_nothing_is_drawn_where_no_path_leads_there():
    model = two_ways(xa="ann", ay="ann", xb="bo", by="bo")
    with pytest.raises(cn.errors.QuestionError, match="There is no path to draw"):
        cn.draw(cn.witnesses(model, "x", cause="y"))
