"""Tipping values, held against dense grids and against grids of which every point is compiled."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.compilation.parameters.ensemble import central
from causalnet.errors import CalibrationError
from causalnet.model.grammar.conclusion import stands_at
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.contrast.static import StaticContrast
from causalnet.questions.robustness.central_change import central_change
from causalnet.questions.robustness.least_change import least_change
from causalnet.questions.robustness.tipping_values import _Line, tipping_values
from tests.strategies.arguments import arguments, conclusions
from tests.strategies.decided import contrasts
from tests.toys import noisy


def test_at_its_tipping_value_a_number_turns_the_conclusion():
    tally = Counter()

    @settings(deadline=None, max_examples=30)
    @given(data=st.data())
    def ask(data):
        model = data.draw(arguments(most=4, arrows=3))
        conclusion = data.draw(conclusions(model))
        contrast = StaticContrast.of(model, conclusion)
        coordinates = Coordinates(model, elicited_numbers(contrast))
        assume(coordinates.names)
        at_centre = conclusion.holds(contrast(central(model)).value, 1e-6)

        def same(values):
            return np.array([conclusion.holds(float(x), 1e-6) == at_centre for x in values])

        for i, tip in enumerate(tipping_values(contrast, coordinates, same)):
            points = np.repeat(coordinates.central[:, None], 400, axis=1)
            points[i] = np.linspace(*tip.looked, 400)
            stood = same(contrast(coordinates.ensemble(points)).points)
            if tip.value is None:
                # A stretch that is narrower than the grid may be missed.
                assert stood.mean() > 0.9
                continue
            tally["tipped"] += 1
            there = coordinates.central.copy()
            there[i] = tip.value
            assert not same(contrast(coordinates.ensemble(there[:, None])).points)[0]
            nearer = abs(points[i] - tip.central) < abs(tip.value - tip.central) - 0.08
            side = np.sign(points[i] - tip.central) == np.sign(tip.value - tip.central)
            assert stood[nearer & side].mean() > 0.9 if (nearer & side).any() else True
            assert tip.within == (tip.range[0] <= tip.value <= tip.range[1])

    ask()
    assert tally["tipped"]


def tipping(model, conclusion):
    """The tipping values of a conclusion about a model, and what gives its contrast along a number."""
    contrast = StaticContrast.of(model, conclusion)
    coordinates = Coordinates(model, elicited_numbers(contrast))
    central_point = coordinates.central[:, None]
    stood = conclusion.holds(contrast(coordinates.ensemble(central_point)).value)

    def same(values):
        return np.array([conclusion.holds(float(x)) == stood for x in values])

    def along(row, at):
        points = np.repeat(central_point, len(at), axis=1)
        points[row] = at
        return contrast(coordinates.ensemble(points)).points

    return tipping_values(contrast, coordinates, same), along, stood


@pytest.mark.parametrize("direction", ["falls", "holds"])
def test_a_contrast_that_only_touches_zero_within_the_range_tips_there(direction):
    model = cn.CausalModel(
        "even",
        [
            cn.Variable("x", ["a", "b", "c"], cn.Baseline([0.3, 0.4, 0.3])),
            cn.Variable("y", ["low", "high"], cn.Baseline([0.6, 0.4])),
        ],
        [cn.Influence("x", "y", sign="+", strength=cn.interval(0, 2))],
    )
    (tip,), along, stood = tipping(model, cn.Conclusion("y", direction, under=cn.do(x="b")))
    # The contrast is even in the strength and never positive.
    assert along(0, np.array([-1.0]))[0] == pytest.approx(along(0, np.array([1.0]))[0])
    assert stood == (direction == "falls")
    assert tip.within
    assert tip.value == pytest.approx(0, abs=0.01)
    assert abs(along(0, np.array([tip.value]))[0]) < 1e-6


def test_a_contrast_that_passes_through_zero_within_the_range_tips_there():
    # Two ways pull apart: there is one strength of the first at which nothing is left.
    states = ["low", "high"]
    model = cn.CausalModel(
        "apart",
        [cn.Variable(v, states, cn.Baseline([0.5, 0.5])) for v in "xzy"],
        [
            cn.Influence("x", "y", sign="+", strength=cn.interval(0, 3)),
            cn.Influence("x", "z", sign="+", strength=2.0),
            cn.Influence("z", "y", sign="-", strength=1.37),
        ],
    )
    tips, along, stood = tipping(model, cn.Conclusion("y", "holds", under=cn.do(x="high")))
    assert not stood
    assert tips[0].within
    assert abs(along(0, np.array([tips[0].value]))[0]) <= 1e-6


def test_a_contrast_that_passes_zero_beside_the_end_of_a_range_tips_there():
    """The end of a range stands in the grid besides its even points, so that the grid is uneven around it."""
    states = ["0", "1", "2"]
    variables = [
        cn.Variable("v0", states, cn.Baseline([1 / 9, 0.5, 7 / 18])),
        cn.Variable(
            "v1", states, cn.Baseline([20 / 47, 10 / 47, 17 / 47]), mechanism=cn.RankedNode()
        ),
        cn.Variable("v2", states),
    ]
    influences = [
        cn.Influence("v0", "v1", "-", cn.pert(0, 1.4, 1.4)),
        cn.Influence("v0", "v2", "-", cn.pert(0, 0, 1.4)),
        cn.Influence("v1", "v2", "+", cn.pert(0, 1.1, 1.1)),
    ]
    model = cn.CausalModel("m", variables, influences)
    tips, along, stood = tipping(model, cn.Conclusion("v2", "holds", versus=cn.do(v1="1")))
    assert not stood
    assert tips[1].value == pytest.approx(1.48463, abs=1e-4)
    assert abs(along(1, np.array([tips[1].value]))[0]) <= 1e-6


def test_no_tipping_value_on_a_dense_grid_is_nearer():
    tally = Counter()

    @settings(deadline=None, max_examples=15)
    @given(data=st.data())
    def ask(data):
        model = data.draw(arguments(most=3, arrows=3))
        conclusion = data.draw(conclusions(model, ("rises", "falls", "holds")))
        tips, along, stood = tipping(model, conclusion)
        for row, tip in enumerate(tips):
            at = np.linspace(*tip.looked, 2001)
            values = along(row, at)
            turned = np.array([conclusion.holds(float(x)) != stood for x in values])
            if conclusion.direction == "holds" and not stood:
                turned[:-1] |= values[:-1] * values[1:] < 0
            if tip.value is not None:
                tally["tipped"] += 1
                there = along(row, np.array([tip.value]))[0]
                assert conclusion.holds(float(there)) != stood
            for nearest in sorted(abs(at[turned] - tip.central))[:1]:
                assert tip.value is not None
                assert abs(tip.value - tip.central) <= nearest + 2 * (at[1] - at[0])

    ask()
    assert tally["tipped"]


def test_nothing_tips_where_a_baseline_cannot_be_met():
    found = cn.verdict(noisy(), cn.Conclusion("y", "rises", under=cn.do(x="h")), draws=20)
    (tip,) = found.rests.tipping
    assert not tip.within
    assert tip.value == pytest.approx(0, abs=1e-4)
    assert tip.unmet_within
    # There the cause alone does more than the baseline allows.
    with pytest.raises(CalibrationError):
        cn.effect(noisy(tip.unmet + 1e-3), "y", under=cn.do(x="h"))
    assert cn.effect(noisy(tip.unmet - 1e-3), "y", under=cn.do(x="h")).level > 0


@pytest.mark.parametrize("coarse", [False, True])
def test_stretches_that_are_proved_to_stand_need_not_be_looked_at(coarse):
    tally = Counter()

    @settings(deadline=None, max_examples=40)
    @given(data=st.data())
    def ask(data):
        contrast = data.draw(contrasts())
        if contrast is None:
            return
        coordinates = Coordinates(contrast.model, elicited_numbers(contrast))
        bound, conclusion = least_change(contrast, coordinates), contrast.conclusion
        if bound is None or not conclusion.holds(contrast(central(contrast.model)).value):
            return

        def same(values):
            return np.isnan(values) | stands_at(conclusion, values)

        exact = replace(bound, centre=central_change(contrast, coordinates))
        known, nearer, every = (
            tipping_values(contrast, coordinates, same, coarse=coarse, bound=b)
            for b in (bound, exact, None)
        )
        assert known == nearer == every
        tally["tipped"] += any(tip.value is not None for tip in known)
        tally["proved"] += bound.met

    ask()
    assert min(tally["tipped"], tally["proved"]) > 2


def test_a_number_beside_the_paths_is_not_looked_at(monkeypatch):
    looked = []
    japan = cn.load("japan_software")
    rises = cn.Conclusion(
        "software_competitiveness", "rises", under=cn.do(in_house_development=">55%")
    )
    contrast = StaticContrast.of(japan, rises)
    coordinates = Coordinates(japan, elicited_numbers(contrast))
    values = _Line.values

    def watched(line, lines):
        looked.extend(coordinates.names[i] for i, at in lines if len(at))
        return values(line, lines)

    monkeypatch.setattr(_Line, "values", watched)

    def same(values):
        return np.isnan(values) | stands_at(rises, values)

    tips = tipping_values(contrast, coordinates, same, bound=least_change(contrast, coordinates))
    assert {*looked} >= {t.name for t in tips if t.value is not None}
    on_the_path = ("software_engineering_capability", "software_competitiveness")
    assert {coordinates.numbers[coordinates.names.index(n)].part.effect for n in looked} <= {
        *on_the_path
    }
    assert len({*looked}) < 6 < len(coordinates.names)
