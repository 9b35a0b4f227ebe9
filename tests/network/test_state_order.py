"""The order of states: named alone, or given state by state."""

import numpy as np
import pytest

from causalnet.errors import NetworkError, UnknownNameError
from causalnet.network.state_order import asked_orders, reordered_states, reordered_tables

STATES = {"x": ("yes", "no"), "y": ("a", "b", "c")}


def test_orders_are_named_alone_or_given():
    assert asked_orders(["x", {"y": ["c", "b", "a"]}], {}) == (["x"], {"y": ["c", "b", "a"]})
    with pytest.raises(NetworkError, match="'x' are given an order twice"):
        asked_orders(["x"], {"x": ["no", "yes"]})


@pytest.mark.parametrize(
    ("order", "kind", "message"),
    [
        ("abc", NetworkError, "must be a list of its states"),
        (["a", "b"], NetworkError, "leaves out 'c'"),
        (["a", "b", "c", "a"], NetworkError, "names 'a' twice"),
        (["a", "b", "d"], UnknownNameError, "No state 'd'"),
    ],
)
def test_an_order_names_each_state_once(order, kind, message):
    with pytest.raises(kind, match=message):
        reordered_states(STATES, {"y": order})


def test_tables_turn_on_every_axis():
    after = reordered_states(STATES, {"x": ["no", "yes"]})
    tables = {"x": np.array([0.2, 0.8]), "y": np.array([[1.0, 0, 0], [0, 0.5, 0.5]])}
    found = reordered_tables(tables, {"x": (), "y": ("x",)}, STATES, after)
    np.testing.assert_array_equal(found["x"], [0.8, 0.2])
    np.testing.assert_array_equal(found["y"], tables["y"][::-1])
    assert not found["y"].flags.writeable
