"""Levers in a report: the change at the central numbers leads, draws stand beside it."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet.answer_tables import signed
from causalnet.display.charts.headline import spoken_percent
from causalnet.display.report.sections.lever_ranking import LEVERS
from tests.display.report.asking import asking

STATES = ["low", "middle", "high"]


def town() -> cn.CausalModel:
    """In draws the strength of b is mostly zero, at the centre it is more than that of a."""

    def lever(name):
        return cn.Variable(name, STATES, cn.Baseline([0.5, 0.3, 0.2]), label=name, roles=["lever"])

    return cn.CausalModel(
        "town",
        [*map(lever, "abc"), cn.Variable("y", STATES, label="Yield", roles=["outcome"])],
        [
            cn.Influence("a", "y", "+", cn.pert(0.3, 0.6, 1), claims=["k"]),
            cn.Influence("b", "y", "+", cn.pert(0.5, 1.5, 2, zero=0.7), claims=["k"]),
        ],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("k", "Both should be raised.", "memo", kind="lever")],
        proposals=[
            cn.Proposal("both", cn.do(a="high", b="high"), claims=["k"]),
            cn.Proposal("raise a", cn.do(a="high"), claims=["k"]),
        ],
    )


@pytest.fixture(scope="module")
def block():
    (chapter,) = LEVERS.chapters(asking(town(), draws=100))
    (block,) = chapter.blocks
    return block


def test_the_change_at_the_centre_leads_and_the_draws_stand_beside_it(block):
    (table,) = block.tables
    drawn = {v.variable: v for v in cn.levers(town(), "y", draws=100).best()}
    assert table.header[2] == "change, of 2 states"
    assert [row[0] for row in table.rows] == ["b", "a"]
    assert abs(drawn["b"].estimate.median) < 0.001 < drawn["a"].estimate.median
    shares = cn.levers(town(), "y", draws=100).shares()
    for name, state, change, size, between, first in table.rows:
        own = cn.effect(town(), "y", under=cn.do({name: "high"}))
        low, high = map(signed, drawn[name].estimate.interval())
        median = signed(drawn[name].estimate.median)
        assert (state, change, size) == ("high", signed(own.level), own.size)
        assert between == f"{median} ({low} to {high})"
        assert first == spoken_percent(shares[name].first)
    (told,) = block.texts
    assert told.startswith(f"“b” does most: {table.rows[0][2]} of 2 states. It comes first in ")
    assert told.endswith(
        f"Over the draws “a” comes first more often: in {spoken_percent(shares['a'].first)} of them. Which of the two does "
        "more is thus not settled."
    )


def test_where_one_lever_leads_at_the_centre_and_over_the_draws_nothing_is_left_open():
    leading = town().replacing(cn.Influence("b", "y", "+", cn.pert(1, 1.5, 2), claims=["k"]))
    (chapter,) = LEVERS.chapters(asking(leading, draws=100))
    (told,) = chapter.blocks[0].texts
    assert told.startswith("“b” does most")
    assert "Over the draws" not in told


def test_the_smallest_proposal_that_sets_it_is_named_with_its_claims(block):
    b, a = block.tables[0].details
    assert b.endswith("as in “both” [k].")
    assert a.endswith("as in “raise a” [k].")
    assert "proposed by the source" not in a + b
