"""Random networks, interventions and findings for property tests."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import strategies as st

import causalnet as cn

STATES = ("a", "b", "c", "d")


@st.composite
def networks(draw, least=2, most=7, cells=3000):
    """A network of a few variables with two to four states, arrows at random and zeros in tables."""
    count = draw(st.integers(least, most))
    sizes = draw(st.lists(st.integers(2, 4), min_size=count, max_size=count))
    while np.prod(sizes) > cells:
        sizes[int(np.argmax(sizes))] -= 1
    names = draw(st.permutations([f"v{i}" for i in range(count)]))
    states = {v: STATES[:k] for v, k in zip(names, sizes, strict=True)}
    parents = {}
    for i, v in enumerate(names):
        chosen = draw(st.lists(st.sampled_from(names[:i]), unique=True, max_size=3)) if i else []
        parents[v] = tuple(chosen)
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    zeros = draw(st.sampled_from([0.0, 0.3, 0.7]))
    tables = {
        v: random_table(rng, [len(states[a]) for a in (*parents[v], v)], zeros) for v in names
    }
    order = draw(st.permutations(names))
    return cn.Network({v: states[v] for v in order}, parents, tables, ordered=True)


def random_table(rng, shape, zeros=0.0) -> np.ndarray:
    """Rows that sum to one, with a share of zeros."""
    table = rng.random(shape) + 0.05
    table *= rng.random(shape) >= zeros
    table[..., 0] += table.sum(axis=-1) == 0
    return table / table.sum(axis=-1, keepdims=True)


def little_network(rng, count=4, rows=4) -> cn.Network:
    """An ordered network small enough that the luck of all its variables can be enumerated together."""
    names = [f"v{i}" for i in range(count)]
    sizes = {v: int(rng.integers(2, 4)) for v in names}
    parents = {}
    for i, v in enumerate(names):
        above = [p for p in names[:i] if rng.random() < 0.6]
        while np.prod([sizes[p] for p in above]) > rows:
            above.pop(0)
        parents[v] = tuple(above)
    zeros = rng.choice([0.0, 0.3])
    tables = {v: random_table(rng, [sizes[p] for p in (*parents[v], v)], zeros) for v in names}
    return cn.Network({v: STATES[:k] for v, k in sizes.items()}, parents, tables, ordered=True)


@st.composite
def interventions(draw, network, most=3):
    """Settings of every kind on a few variables, cuts and effects that see a cause as if it were set."""
    names = draw(st.lists(st.sampled_from(network.variables), unique=True, max_size=most))
    settings = {v: draw(_settings(network, v)) for v in names}
    arrows = [(p, v) for v in network for p in network.parents[v]]
    cuts = draw(st.lists(st.sampled_from(arrows), unique=True, max_size=2)) if arrows else []
    free = [arrow for arrow in arrows if arrow not in cuts]
    seen = draw(st.lists(st.sampled_from(free), unique=True, max_size=2)) if free else []
    as_ifs = [cn.as_if(v, {p: draw(st.sampled_from(network.states[p]))}) for p, v in seen]
    return cn.do(settings, *(cn.cut(p, v) for p, v in cuts), *as_ifs)


@st.composite
def _settings(draw, network, v):
    states = network.states[v]
    state = st.sampled_from(states)
    kind = draw(st.sampled_from(["hard", "stochastic", "shift", "partial", "policy"]))
    if kind == "hard":
        return draw(state)
    if kind == "stochastic":
        return draw(lotteries(states))
    if kind == "shift":
        return cn.shift(draw(st.integers(-3, 3)))
    if kind == "partial":
        return cn.partial(draw(state), uptake=draw(st.sampled_from([0.0, 0.25, 0.6, 1.0])))
    others = st.sampled_from([z for z in network.variables if z != v])
    given = draw(st.lists(others, min_size=1, max_size=2, unique=True))
    keys = product(*(network.states[z] for z in given))
    choose = {z: draw(st.one_of(state, lotteries(states))) for z in keys}
    return cn.policy(given=given, choose=choose)


def lotteries(states):
    """Probabilities over some of the states."""
    return (
        st.lists(st.integers(0, 5), min_size=len(states), max_size=len(states))
        .filter(any)
        .map(lambda w: {s: x / sum(w) for s, x in zip(states, w, strict=True) if x})
    )


@st.composite
def evidence(draw, network, most=2):
    """Findings of every kind on a few variables."""
    names = draw(st.lists(st.sampled_from(network.variables), unique=True, max_size=most))
    return {v: draw(_findings(network.states[v])) for v in names}


@st.composite
def _findings(draw, states):
    kind = draw(st.sampled_from(["state", "set", "likelihood"]))
    if kind == "state":
        return draw(st.sampled_from(states))
    if kind == "set":
        return draw(st.sets(st.sampled_from(states), min_size=1))
    weights = draw(
        st.lists(
            st.sampled_from([0.0, 0.2, 0.9, 3.0]), min_size=len(states), max_size=len(states)
        ).filter(any)
    )
    return cn.likelihood(dict(zip(states, weights, strict=True)))
