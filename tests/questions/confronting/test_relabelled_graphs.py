"""Relabelled graphs: how many there are, and which imply the same independences, against every d-separation."""

from itertools import combinations

import numpy as np
import pytest

from causalnet.network.graph import Parents
from causalnet.questions.confronting.relabelled_graphs import orientation
from causalnet.questions.separation.open_path import open_path

NAMES = ("a", "b", "c", "d")
GRAPHS: dict[str, Parents] = {
    "chain": {"a": (), "b": ("a",), "c": ("b",), "d": ("c",)},
    "collider": {"a": (), "b": (), "c": ("a", "b"), "d": ("c",)},
    "fork": {"a": (), "b": ("a",), "c": ("a",), "d": ("a",)},
    "diamond": {"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c")},
}


def independences(parents: Parents) -> set[object]:
    """Every independence that the graph implies between two variables."""
    found: set[object] = set()
    for x, y in combinations(NAMES, 2):
        others = [v for v in NAMES if v not in (x, y)]
        for size in range(3):
            for given in combinations(others, size):
                if not open_path(parents, (x,), (y,), given):
                    found.add((x, y, given))
    return found


@pytest.mark.parametrize("name", list(GRAPHS))
def test_graphs_that_imply_the_same_are_counted(name: str) -> None:
    parents = GRAPHS[name]
    own, seen = independences(parents), list[bool]()

    def failures(renaming: dict[str, str], most: int) -> int:
        named = {renaming[v]: tuple(renaming[p] for p in above) for v, above in parents.items()}
        seen.append(independences(named) == own)
        return 0 if seen[-1] else most + 1

    found = orientation(parents, NAMES, failures, 3, 50, 100, np.random.default_rng(0))
    # The graph itself is counted first, and is not one of the relabelled.
    alike = sum(seen[1:])
    assert (found.graphs, found.fitting, found.equivalent) == (23, alike, alike)
    assert (found.failing, found.tests, found.rows) == (0, 3, 50)


def test_of_many_variables_some_exchanges_are_drawn() -> None:
    parents = {f"v{i}": (f"v{i - 1}",) if i else () for i in range(12)}
    found = orientation(
        parents, [*parents], lambda renaming, most: 1, 5, 9, 40, np.random.default_rng(1)
    )
    assert (found.graphs, found.fitting) == (40, 40)
