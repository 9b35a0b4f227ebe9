"""Random mixed graphs."""

from __future__ import annotations

from itertools import combinations

from hypothesis import strategies as st

from causalnet.network.mixed_graph import MixedGraph


@st.composite
def mixed_graphs(
    draw: st.DrawFn, least: int = 3, most: int = 6, *, latent: bool = True
) -> MixedGraph:
    """Variables a, b, … in causal order, some arrows, some pairs that share a hidden cause, some latent."""
    names = "abcdefgh"[: draw(st.integers(least, most))]
    pairs = list(combinations(names, 2))
    arrows = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=9))
    shared = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3))
    hidden = draw(st.lists(st.sampled_from(names[2:]), unique=True, max_size=2)) if latent else []
    parents = {v: [a for a, b in arrows if b == v] for v in draw(st.permutations(names))}
    return MixedGraph(parents, shared, hidden)
