"""Whose each draw of a pool is."""

import numpy as np
import pytest

from causalnet.frozen_map import Register
from causalnet.model.judgements.draws import Draws
from causalnet.network.pooled_draws import PooledDraws, turns


@pytest.mark.parametrize(
    ("weights", "counts"),
    [
        ({"a": 0.5, "b": 0.5}, [50, 50]),
        ({"a": 0.7, "b": 0.2, "c": 0.1}, [70, 20, 10]),
        ({"a": 1.0, "b": 0.0}, [100, 0]),
    ],
)
def test_each_voice_has_its_share_of_the_draws(weights, counts) -> None:
    assert np.bincount(turns(weights, 100), minlength=len(weights)).tolist() == counts


def test_any_first_draws_hold_the_voices_in_about_their_shares() -> None:
    weights = {"a": 0.61, "b": 0.3, "c": 0.09}
    order = turns(weights, 500)
    for n in (7, 50, 123, 500):
        counts = np.bincount(order[:n], minlength=3)
        assert (abs(counts - n * np.array(list(weights.values()))) < 1).all()


def test_a_part_of_the_draws_knows_whose_they_are() -> None:
    pooled = PooledDraws(Register({"a": 0.5, "b": 0.5}, "voice"), np.array([0, 1, 0, 1]))
    part = pooled.at(slice(1, 3))
    assert (part.n, part.draws_of("a").tolist()) == (2, [False, True])


def test_it_prints_the_weights_and_whether_they_were_given() -> None:
    weights = Register({"anna": 0.75, "ben": 0.25}, "voice")
    of_draw = np.array([0, 0, 1, 0])
    pooled = PooledDraws(weights, of_draw, Draws(4, seed=2, vary_baselines=True))
    assert str(pooled) == (
        "4 draws of a pool (seed 2), baselines drawn too; weights (draws): anna 0.75 (3), ben 0.25 (1)"
    )
    equal = PooledDraws(weights, of_draw, None, False)
    assert str(equal) == (
        "4 draws of a pool; weights (draws), equal because none were given: anna 0.75 (3), ben 0.25 (1)"
    )
