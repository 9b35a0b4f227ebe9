"""Verdicts side by side: one table gives print, page and frame."""

from __future__ import annotations

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from causalnet.questions.verdict.verdict_tasks import JudgingTogether, _grounds
from tests.strategies.lagged import feedback


@pytest.fixture(scope="module")
def found():
    up = cn.Conclusion("y", "rises", under=do(x="high"))
    return cn.verdicts(
        feedback(),
        {
            "more x": up,
            "less x": cn.Conclusion("y", "rises", under=do(x="low")),
            "later": cn.Conclusion("y", "rises", under=do(z="high"), at=2),
            "never": cn.Conclusion("z", "rises", under=do(x="high")),
        },
        draws=30,
    )


def test_the_table_has_the_numbers_of_each_verdict(found):
    frame = found.table.frame().set_index("name")
    assert list(frame.index) == list(found)
    for name, verdict in found.items():
        row = frame.loc[name]
        assert row["centre"] == verdict.central
        assert row["stands in"] == verdict.draws.share
        assert row["median"] == verdict.draws.held.median
        assert row["grade"] == verdict.grade
        np.testing.assert_array_equal(
            row[["least", "greatest"]].astype(float), verdict.attained or (np.nan, np.nan)
        )


def test_it_prints_a_line_for_each_and_nothing_of_what_is_not_reached(found):
    lines = {line[:8].strip(): " ".join(line.split()) for line in str(found).splitlines()[1:]}
    assert lines["more x"] == "more x follows from moderate follows +0.127 –"
    footnote = (
        "stands in: the share of draws in which it stands. In a draw, a change under 0.001 counts as none. –: the same in "
        "every draw by construction, since the signs decide the direction or no path leads there."
    )
    assert footnote in " ".join(str(found).split())
    assert "contradicted" in lines["less x"]
    assert lines["never"].split()[-3:] == ["path", "0.000", "–"]
    heads = [cell for cell in found.web_sheets()[0].header if cell]
    assert heads[0] == "conclusion"
    assert set(found.sheets()[0].header) - {""} < set(heads)


def rivalled():
    """Two rivals of different effects and an alternate mechanism; something acts later."""
    states = ["low", "high"]
    x, z = (cn.Variable(name, states) for name in "xz")
    y = cn.Variable("y", states, baseline=cn.Baseline([0.7, 0.3]), alternate=cn.RankedNode())
    return cn.CausalModel(
        "rivalled",
        [x, y, z],
        [
            cn.Influence("x", "y", "+", cn.pert(0.2, 0.8, 1.5)),
            cn.Influence("z", "y", "+", cn.pert(0.2, 0.4, 0.9)),
            cn.Influence("y", "y", "+", 0.5, lag=1),
        ],
        rivals=[
            cn.Rival("against", [cn.Influence("x", "z", "-", 3.0)], reason="It may hinder."),
            cn.Rival("beside", [cn.Influence("z", "x", "+", 1.0)], reason="It may be led."),
        ],
    )


def test_each_has_the_worlds_and_the_draws_of_a_verdict_by_itself():
    model = rivalled()
    asked = {
        "x": cn.Conclusion("y", "rises", under=do(x="high")),
        "later": cn.Conclusion("y", "rises", under=do(x="high"), at=1),
        "z": cn.Conclusion("y", "falls", under=do(z="high")),
    }
    found = cn.verdicts(model, asked, draws=20)
    for name, conclusion in asked.items():
        alone, own = cn.verdict(model, conclusion, draws=20), found[name]
        assert [w.name for w in own.rests.rivals] == ["against", "beside"]
        assert own.rests == alone.rests
        assert str(own) == str(alone)
        np.testing.assert_array_equal(own.draws.held.values, alone.draws.held.values)
        np.testing.assert_array_equal(own.draws.moved.values, alone.draws.moved.values)


def test_conclusions_on_which_the_same_variables_bear_are_judged_one_after_another():
    model = rivalled()
    asked = {
        "y by x": cn.Conclusion("y", "rises", under=do(x="high")),
        "z by x": cn.Conclusion("z", "rises", under=do(x="high")),
        "y by z": cn.Conclusion("y", "rises", under=do(z="high")),
    }
    judging = JudgingTogether.of(model, asked, cn.Draws(20), "central")
    grounds = [t.args[1] for t in judging.tasks() if getattr(t, "func", None) is _grounds]
    assert grounds == [asked[name] for name in ("y by x", "y by z", "z by x")]
    found = cn.verdicts(model, asked, draws=20)
    for name, conclusion in asked.items():
        assert str(found[name]) == str(cn.verdict(model, conclusion, draws=20))
