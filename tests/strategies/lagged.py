"""Random models with lagged influences, and timed questions about them."""

from __future__ import annotations

import itertools

from hypothesis import strategies as st

import causalnet as cn

SIGNS = st.sampled_from(["+", "-"])


@st.composite
def lagged_models(draw, variables=3, strongest=2.0, idle=False, mechanism=None):
    """A few variables in a line, with lagged influences of lag one or two among any of them."""
    count = draw(st.integers(1, variables))
    names = [f"x{i}" for i in range(count)]
    sizes = [draw(st.integers(2, 3)) for _ in names]
    strength = st.floats(0.1, strongest)
    own = []
    for i, (name, k) in enumerate(zip(names, sizes, strict=True)):
        weights = draw(st.lists(st.integers(1, 9), min_size=k, max_size=k))
        baseline = cn.Baseline([w / sum(weights) for w in weights])
        declared = i == 0 or draw(st.booleans())
        states = [str(s) for s in range(k)]
        kind = mechanism or cn.Ordinal()
        own.append(cn.Variable(name, states, baseline if declared else None, mechanism=kind))
    influences = [
        cn.Influence(a, b, draw(SIGNS), draw(strength)) for a, b in itertools.pairwise(names)
    ]
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from([1, 1, 2]))
    for a, b, lag in draw(st.lists(pairs, unique=True, min_size=1, max_size=3)):
        w = 0.0 if idle else draw(strength)
        influences.append(cn.Influence(a, b, draw(SIGNS), w, lag=lag))
    return cn.CausalModel("lagged", own, influences)


@st.composite
def timed(draw, model, steps, soft=True):
    """Hard, shifted or partial settings at some periods."""
    whole = cn.do()
    names = draw(st.lists(st.sampled_from(list(model.variables)), unique=True, max_size=2))
    for name in names:
        states = model.variables[name].states
        kinds = ["hard", "shift", "partial"] if soft else ["hard"]
        kind = draw(st.sampled_from(kinds))
        state = draw(st.sampled_from(states))
        setting = {"hard": state, "shift": cn.shift(1), "partial": cn.partial(state, 0.4)}[kind]
        first = draw(st.integers(0, steps))
        last = draw(st.integers(first, steps))
        whole = whole | cn.do({name: setting}).during(first, last)
    return whole


def feedback(back="+"):
    """x moves y within a period; y moves x, and itself, in the next."""
    states = ["low", "high"]
    return cn.CausalModel(
        "feedback",
        [
            cn.Variable("x", states, cn.Baseline([0.6, 0.4]), roles=["lever"]),
            cn.Variable("y", states, cn.Baseline([0.7, 0.3])),
            cn.Variable("z", states, cn.Baseline([0.5, 0.5]), roles=["lever"]),
        ],
        [
            cn.Influence("x", "y", "+", cn.pert(0.2, 1, 2), claims=["k"]),
            cn.Influence("y", "x", back, cn.pert(0.2, 1, 2), lag=1, standing="implied"),
            cn.Influence("y", "y", "+", cn.pert(0.5, 2, 3), lag=1, standing="implied"),
            cn.Influence("z", "y", "+", cn.interval(0, 1), lag=2, standing="added"),
        ],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("k", "So it is.", "memo")],
    )


def late(lag=3):
    """x raises y after some periods, z lowers it at once, and u has no path to it."""
    states = ["low", "mid", "high"]
    return cn.CausalModel(
        "late",
        [
            cn.Variable(
                v, states, cn.Baseline([0.3, 0.4, 0.3]), roles=["lever"] if v != "y" else ()
            )
            for v in ("x", "z", "u", "y")
        ],
        [
            cn.Influence("x", "y", "+", cn.pert(1, 2, 3), lag=lag),
            cn.Influence("z", "y", "-", cn.pert(0.2, 0.5, 1)),
        ],
    )
