"""Random networks for the engine: single states, zeros, rules, loose ends, and draws."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

import causalnet as cn
from tests.strategies.networks import random_table

STATES = ("a", "b", "c", "d")


@st.composite
def awkward(draw, draws=None):
    """Two to seven variables of one to four states; tables with zeros or certain throughout."""
    count = draw(st.integers(2, 7))
    sizes = draw(st.lists(st.sampled_from([1, 2, 2, 2, 3, 4]), min_size=count, max_size=count))
    while np.prod(sizes) > 1500:
        sizes[int(np.argmax(sizes))] -= 1
    names = [f"v{i}" for i in range(count)]
    arrows = draw(st.integers(0, 3))
    parents = {
        v: tuple(draw(st.lists(st.sampled_from(names[:i]), unique=True, max_size=arrows)))
        if i
        else ()
        for i, v in enumerate(names)
    }
    states = {v: STATES[:k] for v, k in zip(names, sizes, strict=True)}
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    zeros = draw(st.sampled_from([0.0, 0.0, 0.4, 0.8, 1.0]))
    tables = {}
    for v in names:
        shape = [len(states[a]) for a in (*parents[v], v)]
        drawn = draws is not None and draw(st.booleans())
        many = [random_table(rng, shape, zeros) for _ in range(draws if drawn else 1)]
        tables[v] = np.stack(many, axis=-1) if drawn else many[0]
    order = draw(st.permutations(names))
    return cn.Network({v: states[v] for v in order}, parents, tables, draws=draws, ordered=True)
