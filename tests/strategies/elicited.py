"""Random elicited models: an effect with confounded causes under any mechanism."""

from __future__ import annotations

from hypothesis import strategies as st

import causalnet as cn

SIZES = st.integers(2, 4)


@st.composite
def baselines(draw, size):
    """A distribution without zeros."""
    weights = draw(st.lists(st.integers(1, 20), min_size=size, max_size=size))
    return cn.Baseline([w / sum(weights) for w in weights])


@st.composite
def confounded(draw, mechanism, *, declared=None, strongest=3.0, modified=False):
    """root → each cause → y, with y's causes signed at random: all causes share the root."""
    count = draw(st.integers(1, 3))
    size = draw(SIZES)
    root = cn.Variable("root", ["0", "1", "2"], draw(baselines(3)))
    variables, influences = [root], []
    strength = st.floats(0.0, strongest)
    for i in range(count):
        k = draw(SIZES)
        name = f"x{i}"
        own = draw(st.one_of(st.none(), baselines(k)))
        variables.append(cn.Variable(name, [str(s) for s in range(k)], own))
        influences.append(cn.Influence("root", name, draw(signs), draw(strength)))
        reference = "0" if modified else None
        influences.append(cn.Influence(name, "y", draw(signs), draw(strength), reference=reference))
    has = draw(st.booleans()) if declared is None else declared
    baseline = draw(baselines(size)) if has else None
    y = cn.Variable("y", [str(s) for s in range(size)], baseline, mechanism=mechanism)
    modifiers = []
    if modified and count > 1:
        # Steeper around the lowest state: that agrees with the sign of the slope it scales.
        by = next(i for i in influences if i.cause == "x1" and i.effect == "y")
        scaled = next(i for i in influences if i.cause == "x0" and i.effect == "y")
        influences[influences.index(by)] = cn.Influence("x1", "y", scaled.sign, by.strength)
        modifiers = [cn.Modifier("x0", "y", by="x1", amount=draw(st.floats(0, 2)), sign="+")]
    return cn.CausalModel("random", [*variables, y], influences, modifiers=modifiers)


signs = st.sampled_from(["+", "-"])
