"""Which way a picture runs."""

from itertools import pairwise

import pytest

from causalnet.display.diagram.layout import layout_of


def chain(length):
    names = [f"v{i}" for i in range(length)]
    return {names[0]: ()} | {b: (a,) for a, b in pairwise(names)}


@pytest.mark.parametrize(
    ("parents", "direction"),
    [
        ({"a": ()}, "LR"),
        (chain(3), "LR"),
        (chain(12), "TB"),
        ({"y": tuple(f"x{i}" for i in range(12))} | {f"x{i}": () for i in range(12)}, "LR"),
    ],
)
def test_small_and_broad_graphs_run_sideways_deep_ones_downwards(parents, direction):
    assert layout_of(parents, bars=True).direction == direction


def test_labels_alone_take_less_room():
    assert layout_of(chain(4), bars=False).width < layout_of(chain(4), bars=True).width
