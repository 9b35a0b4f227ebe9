"""Whether the figures fit a graph better than the same graph with its variables exchanged.

References
----------
E. Eulig, A. A. Mastakouri, P. Blöbaum, M. Hardt and D. Janzing (2023), "Toward falsifying causal graphs using a
permutation-based test", arXiv:2305.09565.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from math import factorial

import numpy as np

from causalnet.console import printed
from causalnet.network.graph import Parents

__all__ = ["Orientation", "orientation"]

Renaming = dict[str, str]


@printed
@dataclass(frozen=True, slots=True)
class Orientation:
    """How many relabelled graphs the figures fit as well.

    Attributes
    ----------
    graphs : int
        The number of relabelled graphs: all of them, or a sample.
    fitting : int
        Those of which no more independences fail, each tested by itself.
    equivalent : int
        Those that imply the same independences, which figures cannot tell apart.
    failing, tests : int
        How many independences of the graph itself fail, each tested by itself, and how many there are.
    rows : int
        The number of rows that the graphs are held against: all of them, or a sample.
    """

    graphs: int
    fitting: int
    equivalent: int
    failing: int
    tests: int
    rows: int


def orientation(
    parents: Parents,
    measured: Sequence[str],
    failures: Callable[[Renaming, int], int],
    tests: int,
    rows: int,
    graphs: int,
    rng: np.random.Generator,
) -> Orientation:
    """Compare a graph with relabelled ones.

    Parameters
    ----------
    parents : mapping
    measured : sequence of str
        The variables that may be exchanged.
    failures : callable
        The number of independences that fail under a renaming. It may stop counting past a number.
    tests, rows, graphs : int
    rng : numpy.random.Generator
    """
    own = failures({v: v for v in measured}, tests)
    pattern, fitting, equivalent, count = _pattern(parents, {}), 0, 0, 0
    for renaming in _renamings(measured, graphs, rng):
        count += 1
        fitting += failures(renaming, own) <= own
        equivalent += _pattern(parents, renaming) == pattern
    return Orientation(count, fitting, equivalent, own, tests, rows)


def _renamings(
    measured: Sequence[str], graphs: int, rng: np.random.Generator
) -> Iterator[Renaming]:
    """Every renaming but the identity where there are few, else random ones."""
    if len(measured) < 10 and factorial(len(measured)) <= graphs + 1:
        for order in permutations(measured):
            if order != tuple(measured):
                yield dict(zip(measured, order, strict=True))
        return
    for _ in range(graphs):
        places = rng.permutation(len(measured)).tolist()
        yield {v: measured[i] for v, i in zip(measured, places, strict=True)}


def _pattern(parents: Parents, renaming: Renaming) -> object:
    """The skeleton and the unshielded colliders, which decide what independences are implied (Verma and Pearl 1990)."""
    named = {
        renaming.get(v, v): [renaming.get(p, p) for p in above] for v, above in parents.items()
    }
    skeleton = {frozenset((p, v)) for v, above in named.items() for p in above}
    colliders = {
        (frozenset(pair), v)
        for v, above in named.items()
        for pair in combinations(above, 2)
        if frozenset(pair) not in skeleton
    }
    return skeleton, colliders
