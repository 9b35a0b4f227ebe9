"""Proved bounds: nothing attained lies outside, and they come close to what is attained."""

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.questions.bounds.branch_and_bound import proved_range
from causalnet.questions.contrast.static import StaticContrast
from tests.questions.bounds.test_local_search import box_of, on_a_grid, optimum_inside
from tests.questions.contrast_points import searched
from tests.questions.verdict.test_verdict import RISES, argument
from tests.strategies.arguments import arguments, conclusions

THREE = ["low", "middle", "high"]
BASELINES = ([0.3, 0.4, 0.3], [0.3, 0.4, 0.3], [0.5, 0.3, 0.2], [0.2, 0.5, 0.3], [0.6, 0.3, 0.1])
WIDE = cn.interval(0.3, 1.2)


def model_of(names, influences, modifiers=()) -> cn.CausalModel:
    variables = [
        cn.Variable(n, THREE, cn.Baseline(p)) for n, p in zip(names, BASELINES, strict=False)
    ]
    return cn.CausalModel("proved", variables, influences, modifiers=modifiers)


def chain() -> cn.CausalModel:
    arrows = zip("vwxy", "wxyz", strict=True)
    return model_of("vwxyz", [cn.Influence(a, b, "+", WIDE) for a, b in arrows])


def confounded() -> cn.CausalModel:
    signs = {"wx": "+", "wy": "-", "xz": "+", "yz": "+"}
    return model_of("wxyz", [cn.Influence(a, b, s, WIDE) for (a, b), s in signs.items()])


def modified() -> cn.CausalModel:
    return model_of(
        "wxz",
        [
            cn.Influence("w", "z", "+", WIDE, reference="low"),
            cn.Influence("x", "z", "+", WIDE, reference="low"),
        ],
        [cn.Modifier("w", "z", by="x", amount=cn.interval(0, 1), sign="+")],
    )


def up(name, state="high", versus=None) -> cn.Conclusion:
    other = cn.do() if versus is None else cn.do({name: versus})
    return cn.Conclusion("z", "rises", under=cn.do({name: state}), versus=other)


CASES = {
    "chain from its root": (chain(), up("v", versus="low")),
    "chain from its middle": (chain(), up("x")),
    "confounded cause": (confounded(), up("x")),
    "paths that pull apart": (confounded(), up("w", versus="low")),
    "a shift": (confounded(), cn.Conclusion("z", "rises", under=cn.do(w=cn.shift(1)))),
    "a lottery": (
        confounded(),
        cn.Conclusion("z", "rises", under=cn.do(x={"low": 0.1, "middle": 0.2, "high": 0.7})),
    ),
    "partial uptake": (
        confounded(),
        cn.Conclusion("z", "rises", under=cn.do(x=cn.partial("high", uptake=0.5))),
    ),
    "a modifier": (modified(), up("w", versus="low")),
    "a probability": (
        confounded(),
        cn.Conclusion("z", "rises", under=cn.do(x="high"), at_least="high"),
    ),
    "a threshold": (
        confounded(),
        cn.Conclusion("z", "exceeds", under=cn.do(x="high"), threshold=1),
    ),
    "small": (argument(), RISES),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_with_four_free_numbers_what_is_proved_comes_close_to_what_is_attained(case):
    contrast = StaticContrast.of(*CASES[case])
    least, greatest = searched(contrast, box_of(contrast))
    proof = proved_range(contrast, attained=(least.value, greatest.value))
    assert proof.reason == ""
    assert proof.low <= least.value <= greatest.value <= proof.high
    assert proof.high - greatest.value <= 0.02
    assert least.value - proof.low <= 0.02
    grid = on_a_grid(contrast, box_of(contrast), 5)
    assert proof.low <= grid.min()
    assert grid.max() <= proof.high


@settings(deadline=None, max_examples=12)
@given(data=st.data())
def test_nothing_lies_outside_what_is_proved(data):
    model = data.draw(arguments(most=4, mechanisms=(cn.Ordinal(),), arrows=4))
    contrast = StaticContrast.of(model, data.draw(conclusions(model)))
    coordinates = box_of(contrast)
    assume(any(n.free for n in coordinates.numbers))
    proof = proved_range(contrast, budget=300)
    assert proof.reason == ""
    low, high = coordinates.box
    points = np.random.default_rng(0).uniform(low[:, None], high[:, None], (len(low), 300))
    inside = contrast(coordinates.ensemble(points)).points
    corners = on_a_grid(contrast, coordinates, 2)
    assert proof.low <= min(inside.min(), corners.min())
    assert max(inside.max(), corners.max()) <= proof.high


def test_an_optimum_inside_the_box_is_proved_too():
    model = optimum_inside()
    contrast = StaticContrast.of(model, cn.Conclusion("y", "rises", under=cn.do(x="yes")))
    grid = on_a_grid(contrast, box_of(contrast), 201)
    proof = proved_range(contrast)
    assert proof.low <= grid.min() <= proof.low + 0.02
    assert proof.high - 0.02 <= grid.max() <= proof.high


def test_a_cause_that_one_effect_sees_as_set_is_enclosed():
    rises = cn.Conclusion("z", "rises", under=cn.do(cn.as_if("x", w="high")))
    contrast = StaticContrast.of(confounded(), rises)
    grid = on_a_grid(contrast, box_of(contrast), 5)
    proof = proved_range(contrast)
    assert proof.reason == ""
    assert grid.min() - 0.05 <= proof.low <= grid.min() < grid.max() <= proof.high
    assert proof.high <= grid.max() + 0.05


@pytest.mark.parametrize(
    ("conclusion", "reason"),
    [
        (cn.Conclusion("z", "rises", under=cn.do(cn.cut("w", "x"))), "not linear"),
        (cn.Conclusion("z", "rises", under=cn.do(x="high"), given={"w": "low"}), "observed"),
    ],
)
def test_what_cannot_be_proved_says_why(conclusion, reason):
    proof = proved_range(StaticContrast.of(confounded(), conclusion))
    assert reason in proof.reason
    assert np.isnan(proof.low)


def test_ranges_in_whole_numbers_are_halved_all_the_same():
    model = cn.CausalModel(
        "lawn",
        [
            cn.Variable("rain", ["no", "yes"], cn.Baseline([0.8, 0.2])),
            cn.Variable("wet", ["no", "yes"], cn.Baseline([0.7, 0.3])),
        ],
        [cn.Influence("rain", "wet", "+", cn.pert(1, 2, 4))],
    )
    for state in ("no", "yes"):
        rises = cn.Conclusion("wet", "rises", under=cn.do(rain=state))
        proof = proved_range(StaticContrast.of(model, rises))
        assert proof.boxes < 200
        assert proof.high - proof.low < proof.inner[1] - proof.inner[0] + 0.03


def test_large_models_are_searched_only_and_signs_bound_them_from_below():
    japan = cn.load("japan_software")
    under = cn.do(multi_layer_outsourcing="shallow")
    rises = cn.Conclusion("in_house_development", "rises", under=under)
    found = cn.verdict(japan, rises, draws=100)
    assert "numbers are free" in found.ranges.reason
    assert found.ranges.outer == (0.0, np.inf)
    assert "The signs prove that none lies below 0.000." in " ".join(str(found).split())


def test_a_verdict_carries_what_is_proved():
    found = cn.verdict(argument(), RISES, draws=100)
    low, high = found.ranges.outer
    assert 0 < low <= found.ranges.inner[0]
    assert found.ranges.inner[1] <= high < found.ranges.inner[1] + 0.02
    assert "It is proved that none lies below" in " ".join(str(found).split())
