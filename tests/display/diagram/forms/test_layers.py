"""Cards move out of overfull layers, and no arrow ever runs back."""

from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given, strategies as st

from causalnet.display.diagram.forms.layers import Layering, with_room


def layering(arrows, names, room, deep):
    return Layering(
        arrows=arrows, sizes=dict.fromkeys(names, 100.0), gap=10.0, room=room, deep=deep
    )


def in_order(layers, ranks):
    """Whether all ranks are there and every arrow runs on."""
    within = all(0 <= rank < layers.deep for rank in ranks.values())
    return within and all(ranks[tail] < ranks[head] for tail, head in layers.arrows)


def test_a_root_moves_to_the_layer_that_has_room():
    # Four causes of one effect, in a layer for three: one goes a layer up, where a fifth card is alone.
    causes = ["a", "b", "c", "d"]
    arrows = [("top", "a"), *((cause, "effect") for cause in causes)]
    layers = layering(arrows, ["top", *causes, "effect"], 320.0, 3)
    ranks = {"top": 0, **dict.fromkeys(causes, 1), "effect": 2}
    moved = with_room(layers, ranks)
    assert [*moved.values()].count(1) == 3
    assert (moved["top"], moved["a"], moved["effect"]) == (0, 1, 2)
    assert max(layers.loads(moved)) <= 320


def test_cards_that_hang_together_move_together():
    # Each of three chains has a place in the first three layers, and only two of them have room there.
    chains = [[f"{side}{i}" for i in range(3)] for side in "abc"]
    arrows = [pair for chain in chains for pair in pairwise(chain)]
    ranks = {name: i for chain in chains for i, name in enumerate(chain)}
    layers = layering(arrows, ranks, 230.0, 6)
    moved = with_room(layers, ranks)
    assert max(layers.loads(ranks)) == 300
    assert max(layers.loads(moved)) <= 230
    # Whole chains have moved: at most one of the six arrows is longer than before.
    assert sum(moved[head] - moved[tail] for tail, head in arrows) <= 7


def test_layers_with_room_stay_as_they_are():
    layers = layering([("a", "b"), ("a", "c")], "abc", 250.0, 2)
    ranks = {"a": 0, "b": 1, "c": 1}
    assert with_room(layers, ranks) == ranks


def test_what_passes_a_layer_takes_room_there():
    layers = layering([("a", "c"), ("a", "b"), ("b", "c")], "abc", 1.0, 3)
    assert layers.loads({"a": 0, "b": 1, "c": 2}) == [100, 120, 100]


@st.composite
def layerings(draw):
    count = draw(st.integers(2, 9))
    names = [f"v{i}" for i in range(count)]
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    arrows = draw(st.lists(st.sampled_from(pairs), max_size=12, unique=True))
    ranks: dict[str, int] = {}
    for name in names:
        ranks[name] = 1 + max((ranks[tail] for tail, head in arrows if head == name), default=-1)
    deep = max(ranks.values()) + 1 + draw(st.integers(0, 2))
    room = draw(st.sampled_from([120.0, 220.0, 330.0]))
    return layering(arrows, names, room, deep), ranks


@given(layerings())
def test_every_arrow_still_runs_on_and_the_cost_never_grows(case):
    layers, ranks = case
    moved = with_room(layers, ranks)
    assert in_order(layers, moved)
    assert layers.cost(moved) <= layers.cost(ranks) + 1e-9
    # Nothing is to be gained by another search, nor does the order of the arrows matter to what is allowed.
    assert with_room(layers, moved) == moved


@pytest.mark.parametrize("room", [130.0, 230.0])
def test_small_graphs_come_near_to_the_best_of_all_layers(room):
    arrows = [("a", "d"), ("b", "d"), ("c", "d"), ("d", "e")]
    layers = layering(arrows, "abcde", room, 4)
    ranks = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 3}
    every = (dict(zip("abcde", found, strict=True)) for found in product(range(4), repeat=5))
    best = min(layers.cost(found) for found in every if in_order(layers, found))
    assert layers.cost(with_room(layers, ranks)) == pytest.approx(best)
    assert layers.cost(ranks) > best


def test_bounds_can_be_changed():
    layers = layering([], "ab", 1.0, 1)
    assert layers.within(5.0, 3) == replace(layers, room=5.0, deep=3)
