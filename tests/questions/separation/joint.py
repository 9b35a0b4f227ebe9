"""Random binary tables on a mixed graph, and what follows from their joint distribution by definition."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from graphlib import TopologicalSorter

import numpy as np

from causalnet.network.mixed_graph import MixedGraph


class Joint:
    """The joint distribution of a binary network with a hidden cause for every shared one."""

    def __init__(self, graph: MixedGraph, seed: int) -> None:
        self.parents = {v: tuple(p) for v, p in graph.with_hidden_causes.items()}
        self.names = tuple(TopologicalSorter(self.parents).static_order())
        rng = np.random.default_rng(seed)
        self.tables = {v: rng.uniform(0.05, 0.95, (2,) * len(self.parents[v])) for v in self.names}
        self.p = self._product({})

    def _product(self, held: Mapping[str, int]) -> np.ndarray:
        p = np.ones((2,) * len(self.names))
        for i, v in enumerate(self.names):
            axes = [self.names.index(u) for u in self.parents[v]]
            yes = np.array([1 - held[v], held[v]]) if v in held else None
            for index in np.ndindex(p.shape):
                one = self.tables[v][tuple(index[a] for a in axes)] if yes is None else None
                p[index] *= yes[index[i]] if yes is not None else (one if index[i] else 1 - one)
        return p

    def margin(self, names: Collection[str], p: np.ndarray | None = None) -> np.ndarray:
        """A table over some variables, axes in the order of the names."""
        p, names = self.p if p is None else p, list(names)
        out = tuple(i for i, v in enumerate(self.names) if v not in names)
        left = [v for v in self.names if v in names]
        return np.moveaxis(p.sum(axis=out), [left.index(v) for v in names], range(len(names)))

    def do(self, outcome: str, held: Mapping[str, int]) -> np.ndarray:
        return self.margin([outcome], self._product(held))

    def adjusted(self, cause: str, outcome: str, given: Collection[str]) -> np.ndarray:
        """P(y | do(x = 1)) by adjustment for a set."""
        given = list(given)
        yxz = self.margin([outcome, cause, *given])
        return np.asarray(
            (yxz[:, 1] / yxz[:, 1].sum(axis=0) * self.margin(given)).reshape(2, -1).sum(1)
        )

    def by_front_door(self, cause: str, outcome: str, way: Collection[str]) -> np.ndarray:
        """P(y | do(x = 1)) by the front-door formula."""
        way = list(way)
        yxz = self.margin([outcome, cause, *way])
        inner = (yxz / yxz.sum(axis=0) * self.margin([cause]).reshape(2, *[1] * len(way))).sum(
            axis=1
        )
        xz = self.margin([cause, *way])
        return np.asarray((inner * (xz[1] / xz[1].sum())).reshape(2, -1).sum(1))
