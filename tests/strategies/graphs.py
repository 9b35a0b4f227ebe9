"""Random directed acyclic graphs, as parents by variable."""

from __future__ import annotations

from hypothesis import strategies as st

from causalnet.compilation import recipes


@st.composite
def graphs(draw, *, least=1, most=6):
    """Parents by variable, causes first, at most three each."""
    names = draw(st.permutations([f"v{i}" for i in range(draw(st.integers(least, most)))]))
    return {
        v: tuple(draw(st.lists(st.sampled_from(names[:i]), unique=True, max_size=3))) if i else ()
        for i, v in enumerate(names)
    }


def with_interfaces(patch):
    """From here on recipes of small graphs end at interfaces, as those of large ones do."""
    patch.setattr(recipes, "MANY_VARIABLES", 0)
    patch.setattr(recipes, "SPACING", 1)
