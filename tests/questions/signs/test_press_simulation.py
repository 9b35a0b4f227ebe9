"""Signs proved from paths beside signs by simulation, as QPress does it: random weights on a signed graph.

The response of a system at rest to a lasting press is the inverse of its negative community matrix. Where each node
limits itself and there are no loops, that is the sum over the paths of the products of their weights.

References
----------
J. Melbourne-Thomas, S. Wotherspoon, B. Raymond and A. Constable (2012), "Comprehensive evaluation of model
uncertainty in qualitative network analyses", *Ecological Monographs* 82(4).
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from numpy.typing import NDArray

import causalnet as cn

SIGN = {"+": 1.0, "-": -1.0}
SIMULATIONS = 200
Arrow = tuple[int, int]


@st.composite
def signed_maps(draw: st.DrawFn) -> tuple[int, dict[Arrow, str]]:
    """The number of nodes, and the signs of arrows that point to later nodes."""
    count = draw(st.integers(3, 5))
    pairs = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=2, max_size=8, unique=True))
    return count, {pair: draw(st.sampled_from("+-")) for pair in sorted(chosen)}


def paths(arrows: dict[Arrow, str], start: int, end: int) -> list[list[Arrow]]:
    """Every path between two nodes."""
    if start == end:
        return [[]]
    return [
        [pair, *rest] for pair in arrows if pair[0] == start for rest in paths(arrows, pair[1], end)
    ]


def responses(
    count: int, arrows: dict[Arrow, str], weights: list[dict[Arrow, float]]
) -> NDArray[np.float64]:
    """The response of each node (rows) to a press on each (columns), for each set of weights."""
    matrices = np.zeros((len(weights), count, count))
    for i, held in enumerate(weights):
        for (cause, effect), sign in arrows.items():
            matrices[i, effect, cause] = SIGN[sign] * held[cause, effect]
    return np.linalg.inv(np.eye(count) - matrices)


def simulated(count: int, arrows: dict[Arrow, str], end: int) -> set[float]:
    """The signs of the response of a node to a press on the first: random weights, and each path in turn strong."""
    rng = np.random.default_rng(0)
    weights = [dict(zip(arrows, rng.uniform(0.01, 1, len(arrows)), strict=True)) for _ in range(SIMULATIONS)]  # fmt: skip
    weights += [
        {pair: 1.0 if pair in path else 0.01 for pair in arrows} for path in paths(arrows, 0, end)
    ]
    found = responses(count, arrows, weights)[:, end, 0]
    return {*np.sign(np.round(found, 12))}


@given(signed_maps())
@settings(max_examples=25)
def test_what_the_signs_prove_no_simulation_contradicts(held: tuple[int, dict[Arrow, str]]) -> None:
    count, arrows = held
    links = [cn.Link(f"n{a}", f"n{b}", sign) for (a, b), sign in arrows.items()]
    factors = [cn.Factor(f"n{i}") for i in range(count)]
    model = cn.scaffold(cn.CausalMap("press", links, factors=factors))

    for end in range(1, count):
        proved = cn.by_signs(model, cn.Conclusion(f"n{end}", "rises", under=cn.do(n0="high")))
        expected = {
            "follows": {1.0},
            "contradicted": {-1.0},
            "undetermined": {1.0, -1.0},
            "no path": {0.0},
        }

        assert simulated(count, arrows, end) == expected[proved.status]


def test_the_snowshoe_hare_without_its_loops() -> None:
    """Food raises hares, hares raise lynx; a press on food that also feeds a rival may go either way."""
    arrows = {(0, 1): "+", (0, 2): "+", (2, 1): "-", (1, 3): "+"}

    assert simulated(4, arrows, 2) == {1.0}
    assert simulated(4, arrows, 3) == {1.0, -1.0}
    assert responses(4, arrows, [dict.fromkeys(arrows, 0.5)])[0, 3, 0] == pytest.approx(0.125)
