"""Networks whose tables have an axis of draws."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.errors import NetworkError

WET = np.array([[[0.9, 0.8], [0.1, 0.2]], [[0.2, 0.3], [0.8, 0.7]]])


def lawn():
    return cn.Network(
        {"rain": ["no", "yes"], "wet": ["no", "yes"]},
        {"wet": ["rain"]},
        {"rain": [0.8, 0.2], "wet": WET},
        draws=2,
    )


def test_only_what_is_drawn_has_the_axis():
    network = lawn()
    assert network.drawn == ("wet",)
    assert repr(network) == "<Network: 2 variables, 1 arrow, 2 draws>"
    np.testing.assert_array_equal(network.at(1).values("wet"), WET[..., 1])
    assert network.at(1).draws is None
    assert network.at(slice(0, 1)).draws == 1


def test_networks_of_one_shape_share_their_structure():
    network = lawn()
    assert network.structure is lawn().structure
    assert network.structure is not network.at(0).structure


def test_a_drawn_table_prints_its_mean():
    assert "0.850 0.150" in str(lawn().table("wet"))


def test_draws_that_do_not_fit_are_refused():
    with pytest.raises(NetworkError, match="with or without 3 draws"):
        cn.Network({"x": ["a", "b"]}, {}, {"x": [[0.5, 0.5], [0.5, 0.5]]}, draws=3)
    with pytest.raises(NetworkError, match="'wet' has 2 draws: the network cannot have 3"):
        lawn().replacing({"rain": np.full((2, 3), 0.5)}, draws=3)


def test_rows_are_normalised_in_every_draw():
    with pytest.raises(NetworkError, match=r"sums to 1\.1"):
        cn.Network({"x": ["a", "b"]}, {}, {"x": [[0.5, 0.5], [0.5, 0.6]]}, draws=2)
