"""Random directed acyclic graphs, as parents by variable."""

from __future__ import annotations

from hypothesis import strategies as st


@st.composite
def graphs(draw, *, least=1, most=6):
    """Parents by variable, causes first, at most three each."""
    names = draw(st.permutations([f"v{i}" for i in range(draw(st.integers(least, most)))]))
    return {
        v: tuple(draw(st.lists(st.sampled_from(names[:i]), unique=True, max_size=3))) if i else ()
        for i, v in enumerate(names)
    }
