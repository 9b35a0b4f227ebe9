"""Random arguments: judged influences with claims, and a conclusion about them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import strategies as st

import causalnet as cn
from tests.strategies.elicited import baselines

# Mechanisms that meet any baseline.
MECHANISMS = (cn.Ordinal(), cn.Ordinal(), cn.RankedNode())
DIRECTIONS = ("rises", "falls", "holds", "exceeds", "stays below")


@st.composite
def judgements(draw: st.DrawFn) -> cn.Judgement:
    """A strength of moderate size, fixed or free, perhaps zero."""
    low, mode, high = sorted(draw(st.tuples(*[st.integers(0, 20)] * 3)))
    doubt = draw(st.sampled_from([{}, {}, {"zero": 0.5}, {"inclusion": 0.5}]))
    return cn.pert(low / 10, mode / 10, high / 10, **doubt)


@st.composite
def arguments(
    draw: st.DrawFn, most: int = 5, mechanisms: tuple = MECHANISMS, arrows: int = 6
) -> cn.CausalModel:
    """A model of 3 to `most` variables v0 … in causal order, with claims c0 … behind its influences."""
    count = draw(st.integers(3, most))
    variables = []
    for i in range(count):
        size = draw(st.integers(2, 3))
        declared = draw(st.sampled_from([True, True, False]))
        baseline = draw(baselines(size)) if declared else None
        states = [str(s) for s in range(size)]
        mechanism = draw(st.sampled_from(mechanisms))
        variables.append(cn.Variable(f"v{i}", states, baseline, mechanism=mechanism))
    pairs = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=arrows, unique=True))
    claims = [f"c{i}" for i in range(4)]
    influences = [
        cn.Influence(
            f"v{a}",
            f"v{b}",
            draw(st.sampled_from("+-")),
            draw(judgements()),
            claims=draw(st.lists(st.sampled_from(claims), max_size=2, unique=True)),
        )
        for a, b in sorted(chosen)
    ]
    return cn.CausalModel(
        "argued",
        variables,
        influences,
        sources=[cn.Source("essay", "An essay")],
        claims=[cn.Claim(c, "It is so.", "essay") for c in claims],
    )


@st.composite
def conclusions(
    draw: st.DrawFn, model: cn.CausalModel, directions: tuple = DIRECTIONS
) -> cn.Conclusion:
    """A conclusion about the last variable under a setting of another."""
    *others, last = model.variables.values()
    arms = []
    for _ in range(2):
        variable = draw(st.sampled_from(others))
        hard = cn.do({variable.name: draw(st.sampled_from(variable.states))})
        soft = cn.do({variable.name: cn.shift(draw(st.sampled_from([-1, 1])))})
        arms.append(draw(st.sampled_from([hard, hard, soft, cn.do()])))
    direction = draw(st.sampled_from(directions))
    passes = direction in ("exceeds", "stays below")
    if not passes and not any(arms):
        arms[0] = cn.do({others[0].name: others[0].states[-1]})
    return cn.Conclusion(
        last.name,
        direction,
        under=arms[0],
        versus=cn.do() if passes else arms[1],
        at_least=draw(st.none() | st.sampled_from(last.states[1:])),
        threshold=draw(st.integers(0, 10)) / 10 if passes else None,
        by=0 if passes else draw(st.sampled_from([0, 0, 0.05])),
    )
