"""A text is no list of its letters."""

from __future__ import annotations

import pytest

import causalnet as cn

HALF = {"x": [0.5, 0.5]}


@pytest.mark.parametrize(
    ("states", "parents", "message"),
    [
        ({"x": "ab"}, {}, "\"states['x']\" must be a sequence of str, got 'ab'. Write ['ab']."),
        ({"x": 5}, {}, "\"states['x']\" must be a sequence of str, got 5."),
        ({"x": {"a"}}, {}, "\"states['x']\" must be a sequence of str, got {'a'}."),
        (None, {}, "'states' must be a mapping from a str to a sequence of str, got None."),
        (
            {"x": ["a", "b"]},
            {"x": "y"},
            "\"parents['x']\" must be a sequence of str, got 'y'. Write ['y'].",
        ),
        (
            {"x": ["a", "b"]},
            None,
            "'parents' must be a mapping from a str to a sequence of str, got None.",
        ),
    ],
)
def test_states_and_parents_are_lists(states, parents, message):
    with pytest.raises(cn.ArgumentError) as caught:
        cn.Network(states, parents, HALF)
    assert str(caught.value) == message
