"""Canonical nodes against their definitions, state by state."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.formats.networks.xdsl.reader import read_xdsl
from tests.strategies.networks import random_table


def state_elements(stem, count):
    return "".join(f'<state id="{stem}{k}"/>' for k in range(count))


def file_of(sizes, orders, columns, states):
    """A noisy-MAX as GeNIe writes it."""
    roots = ""
    for i, size in enumerate(sizes):
        row = " ".join(["1", *["0"] * (size - 1)])
        own = state_elements("s", size)
        roots += f'<cpt id="c{i}">{own}<probabilities>{row}</probabilities></cpt>'
    causes = " ".join(f"c{i}" for i in range(len(sizes)))
    strengths = " ".join(str(place) for order in orders for place in order)
    numbers = " ".join(repr(float(x)) for column in columns for x in column)
    return (
        f'<smile id="x"><nodes>{roots}<noisymax id="y">{state_elements("e", states)}'
        f"<parents>{causes}</parents><strengths>{strengths}</strengths>"
        f"<parameters>{numbers}</parameters></noisymax></nodes></smile>"
    )


@settings(max_examples=15)
@given(st.lists(st.integers(2, 3), min_size=1, max_size=3), st.integers(2, 3), st.integers(0, 99))
def test_a_noisy_max_is_the_strongest_of_what_each_cause_brings_about(sizes, states, seed):
    rng = np.random.default_rng(seed)
    orders = [rng.permutation(size) for size in sizes]
    certain = np.eye(states)[-1]
    blocks = [np.vstack([random_table(rng, [size - 1, states]), certain]) for size in sizes]
    leak = random_table(rng, [states])
    network = read_xdsl(
        file_of(sizes, orders, [*np.vstack(blocks), leak], states).encode(), "x.xdsl"
    )

    expected = np.zeros((*sizes, states))
    for at in product(*map(range, sizes)):
        # The column of a state of a cause is its place among the strengths.
        own = [
            block[list(order).index(s)] for block, order, s in zip(blocks, orders, at, strict=True)
        ]
        for brought in product(range(states), repeat=len(sizes) + 1):
            p = np.prod([column[k] for column, k in zip([*own, leak], brought, strict=True)])
            expected[(*at, min(brought))] += p
    np.testing.assert_allclose(network.values("y"), expected, atol=1e-12)


OR = file_of([2], [[0, 1]], [[0.5, 0.5], [0, 1], [0.25, 0.75]], 2)


def test_a_noisy_or_of_two_numbers():
    assert read_xdsl(OR.encode(), "x").values("y").tolist() == [[0.625, 0.375], [0.25, 0.75]]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<strengths>0 1", "<strengths>0 0", "The strengths of the noisy-MAX 'y' must number the states of each of its causes: 0 1, or"),
        ("0.0 1.0", "0.5 0.5", "the last column of each cause must be certain of the last state."),
        ("0.0 1.0", "0.0 0.9", "The column 2 of the parameters of 'y' sums to 0.9, not to 1."),
        ("0.0 1.0", "", "The noisy-MAX 'y' has 4 parameters, not 6: 3 columns of 2."),
        ("0.0 1.0", "-1 2", "The noisy-MAX 'y' has a parameter that is not a probability."),
        ("parameters", "parametres", "The noisy-MAX 'y' has no parameters."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_noisy_max(old, new, message):
    with pytest.raises(cn.errors.NetworkError) as raised:
        read_xdsl(OR.replace(old, new).encode(), "x.xdsl")
    assert str(raised.value).startswith("'x.xdsl', line 1: ")
    assert message in str(raised.value)
