"""EffectBounds: against every world that reproduces the figures, and Balke and Pearl's formulas."""

import numpy as np
import pytest

from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.identification.effect_bounds import (
    MOST_TYPES,
    instrumental_bounds,
    natural_bounds,
)
from tests.questions.separation.joint import Joint

INSTRUMENT = MixedGraph({"z": [], "x": ["z"], "y": ["x"]}, [("x", "y")])
WORTH = np.array([0.0, 1.0])


class Measured:
    def __init__(self, joint: Joint) -> None:
        self.held = joint

    def joint(self, names):
        return self.held.margin(list(names))


def balke_pearl(p: np.ndarray) -> tuple[float, float]:
    """P(y = 1 | do(x = 1)) by their formulas; p[x, y, z] is P(x, y | z) (Pearl 2009, equations 8.14 and 8.15)."""

    def q(y: int, x: int, z: int) -> float:
        return float(p[x, y, z])

    low = [
        q(1, 1, 0),
        q(1, 1, 1),
        -q(0, 0, 0) - q(0, 1, 0) + q(0, 0, 1) + q(1, 1, 1),
        -q(0, 1, 0) - q(1, 0, 0) + q(1, 0, 1) + q(1, 1, 1),
    ]
    high = [
        1 - q(0, 1, 1),
        1 - q(0, 1, 0),
        q(0, 0, 0) + q(1, 1, 0) + q(1, 0, 1) + q(1, 1, 1),
        q(1, 0, 0) + q(1, 1, 0) + q(0, 0, 1) + q(1, 1, 1),
    ]
    return max(low), min(high)


@pytest.mark.parametrize("seed", range(10))
def test_an_instrument_by_the_published_formulas(seed: int) -> None:
    joint = Joint(INSTRUMENT, seed)
    table = joint.margin(["x", "y", "z"])
    expected = balke_pearl(table / table.sum(axis=(0, 1)))
    found = instrumental_bounds(Measured(joint), "z", (), "x", 1, "y", WORTH)
    assert found == pytest.approx(expected, abs=1e-9)
    truth = joint.do("y", {"x": 1})[1]
    natural = natural_bounds(Measured(joint), "x", 1, "y", WORTH)
    assert found is not None
    assert natural[0] <= found[0] + 1e-9 <= truth + 2e-9
    assert truth <= found[1] + 1e-9 <= natural[1] + 2e-9


def test_an_instrument_within_strata_holds_the_truth() -> None:
    graph = MixedGraph({"w": [], "z": ["w"], "x": ["z"], "y": ["x", "w"]}, [("x", "y")])
    for seed in range(5):
        joint = Joint(graph, seed)
        found = instrumental_bounds(Measured(joint), "z", ("w",), "x", 0, "y", WORTH)
        assert found is not None
        assert found[0] - 1e-9 <= joint.do("y", {"x": 0})[1] <= found[1] + 1e-9


def test_natural_bounds_are_attained() -> None:
    # Of the cases with x = 0 nothing is known: all might have y = 0 or y = 1 under do(x = 1).
    table = np.array([[0.1, 0.3], [0.2, 0.4]])

    class Fixed:
        def joint(self, names):
            return table

    assert natural_bounds(Fixed(), "x", 1, "y", WORTH) == pytest.approx((0.4, 0.8))


def test_a_programme_that_is_too_large_is_left_out() -> None:
    class Wide:
        def joint(self, names):
            return np.full((4, 6, 6), 1 / 144)

    assert MOST_TYPES < 6**4 * 6**6
    assert instrumental_bounds(Wide(), "z", (), "x", 0, "y", np.arange(6.0)) is None
