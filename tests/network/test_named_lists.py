"""A text is no list of its letters."""

from __future__ import annotations

import pytest

import causalnet as cn

HALF = {"x": [0.5, 0.5]}


@pytest.mark.parametrize(
    ("states", "parents", "message"),
    [
        ({"x": "ab"}, {}, "states of 'x' must be a list, not 'ab'. Write ['ab']."),
        ({"x": 5}, {}, "states of 'x' must be a list, not 5."),
        ({"x": {"a"}}, {}, "states of 'x' must be a list, not {'a'}."),
        (None, {}, "states= maps variables to lists of names, not None."),
        ({"x": ["a", "b"]}, {"x": "y"}, "parents of 'x' must be a list, not 'y'. Write ['y']."),
        ({"x": ["a", "b"]}, None, "parents= maps variables to lists of names, not None."),
    ],
)
def test_states_and_parents_are_lists(states, parents, message):
    with pytest.raises(cn.errors.NetworkError) as caught:
        cn.Network(states, parents, HALF)
    assert str(caught.value) == message
