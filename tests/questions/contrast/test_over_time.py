"""Contrasts by a later period: every part of an answer asks them as it asks those of today."""

from __future__ import annotations

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from causalnet.compilation.parameters.ensemble import central
from causalnet.questions.bounds.local_search import cornered
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.over_time import TimedContrast
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.contrast.static import StaticContrast

STATES = ["low", "high"]


def spreading(strength=cn.interval(0.5, 1.5)):
    """x raises y in the next period, and y keeps something of itself."""
    return cn.CausalModel(
        "spreading",
        [
            cn.Variable("x", STATES, cn.Baseline([0.6, 0.4]), roles=["lever"]),
            cn.Variable("y", STATES, cn.Baseline([0.7, 0.3])),
        ],
        [
            cn.Influence("x", "y", "+", strength, lag=1),
            cn.Influence("y", "y", "+", cn.interval(0.2, 2), lag=1),
        ],
    )


def rises(at):
    return cn.Conclusion("y", "rises", under=do(x="high"), at=at)


def change(strengths, at):
    """The contrast by a trajectory of a model with these strengths."""
    model = spreading().replacing(
        cn.Influence("x", "y", "+", strengths["x → y [lag 1]"], lag=1),
        cn.Influence("y", "y", "+", strengths["y → y [lag 1]"], lag=1),
    )
    return cn.trajectory(model, "y", under=do(x="high"), periods=at, method="exact").change[at]


def test_the_period_decides_who_solves_it():
    assert isinstance(contrast_of(spreading(), rises(0)), StaticContrast)
    later = contrast_of(spreading(), rises(2))
    assert isinstance(later, TimedContrast)
    assert later.exact
    assert {n.name for n in elicited_numbers(later)} == {"x → y [lag 1]", "y → y [lag 1]"}


@pytest.mark.parametrize("at", [1, 3])
def test_what_is_attained_over_the_ranges_is_a_trajectory_there(at):
    found = cn.verdict(spreading(), rises(at), draws=20)
    for end in (found.ranges.least, found.ranges.greatest):
        assert change(end.at, at) == pytest.approx(end.value, abs=1e-9)
    ends = [
        change({"x → y [lag 1]": a, "y → y [lag 1]": b}, at)
        for a in np.linspace(0.5, 1.5, 5)
        for b in np.linspace(0.2, 2, 5)
    ]
    assert found.attained[0] <= min(ends) + 1e-7
    assert found.attained[1] >= max(ends) - 1e-7
    assert found.grade == "signs"


def test_corners_are_attained_and_no_further_out_than_a_search():
    contrast = contrast_of(spreading(), rises(2))
    coordinates = Coordinates(contrast.model, elicited_numbers(contrast))
    least, greatest = cornered(contrast, coordinates)
    found = cn.verdict(spreading(), rises(2), draws=20).ranges
    assert found.inner[0] - 1e-7 <= least.value < greatest.value <= found.inner[1] + 1e-7
    for end in (least, greatest):
        assert change(end.at, 2) == pytest.approx(end.value, abs=1e-9)


def test_a_number_tips_a_conclusion_by_a_period_where_a_trajectory_turns():
    size = 0.03
    conclusion = cn.Conclusion("y", "rises", under=do(x="high"), at=2, by=size)
    found = cn.verdict(spreading(cn.interval(0.05, 1.5)), conclusion, draws=20)
    tip = next(t for t in found.rests.tipping if t.name == "x → y [lag 1]")
    assert tip.within
    centre = central(spreading()).strengths["y", "y", 1]
    there = change({"x → y [lag 1]": tip.value, "y → y [lag 1]": float(centre)}, 2)
    assert there == pytest.approx(size, abs=1e-3)


def test_shares_of_variance_by_a_period_are_there_where_they_take_seconds():
    found = cn.sensitivity(spreading(), rises(2), draws=256)
    assert not found.skipped
    assert sum(s.first for s in found) == pytest.approx(1, abs=0.2)
    for judgement in found:
        ends = []
        for end in judgement.range:
            numbers = {s.name: s.central for s in found} | {judgement.name: end}
            ends.append(change(numbers, 2))
        assert judgement.ends == pytest.approx(ends, abs=1e-9)


def test_a_draw_that_cannot_be_calibrated_has_no_contrast_by_a_period_either():
    model = cn.CausalModel(
        "tight",
        [
            cn.Variable("x", STATES, cn.Baseline([0.4, 0.6])),
            cn.Variable("y", STATES, cn.Baseline([0.55, 0.45], weight=4), mechanism=cn.NoisyMax()),
        ],
        [
            cn.Influence("x", "y", "+", cn.interval(0.5, 1.5), reference="low"),
            cn.Influence("y", "y", "+", cn.interval(0.2, 0.4), lag=1, reference="low"),
        ],
    )
    now, later = (cn.verdict(model, rises(at), draws=60) for at in (0, 1))
    assert 0 < len(now.draws.moved.met) < 60
    assert 0 < len(later.draws.moved.met) < 60
    # Such draws are counted apart: the conclusion neither stands nor falls in them.
    assert later.draws.unmet_moved == 60 - len(later.draws.moved.met)
    assert later.draws.share_moved == 1
