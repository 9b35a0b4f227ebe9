"""Charts of questions to a graph."""

import pytest

import causalnet as cn

WARD = cn.load("treatment")
FRONT = "dag { smoke -> tar -> cancer ; u [latent] ; u -> smoke ; u -> cancer }"
WAYS = "dag { z -> x -> y ; w -> x ; w -> y ; v -> w ; v [latent] ; u [latent] ; u -> x ; u -> y }"


def dots(figure: object) -> list[int]:
    lines = figure.axes[0].lines  # type: ignore[attr-defined]
    return [len(line.get_xdata()) for line in lines if line.get_marker() == "o"]


def rows(figure: object) -> list[str]:
    return [t.get_text() for t in figure.axes[0].get_yticklabels()][::-1]  # type: ignore[attr-defined]


def test_a_row_for_each_set_and_a_dot_for_each_variable() -> None:
    found = cn.adjustment_sets(WARD, "treatment", "recovery")
    figure = cn.plot(found)
    wanted = [*found.minimal, *([found.precise] if found.precise is not None else [])]
    assert dots(figure) == [len(own) for own in wanted]
    assert rows(figure)[0] == "set 1"
    assert dots(cn.plot(cn.front_door_sets(FRONT, "smoke", "cancer"))) == [1]


def test_instruments_are_rows_by_what_they_must_be_given() -> None:
    found = cn.instruments(WAYS, "x", "y")
    figure = cn.plot(found)
    assert rows(figure) == [one.variable for one in found]
    assert dots(figure) == [len(one.given) for one in found]


def test_pairs_that_are_independent() -> None:
    found = cn.independences(cn.load("lawn"))
    axes = cn.plot(found).axes[0]
    assert sum(len(c.get_offsets()) for c in axes.collections) == 2 * len(found)
    with pytest.raises(cn.errors.QuestionError, match="nothing to draw"):
        cn.plot(cn.independences("dag { a -> b }"))
