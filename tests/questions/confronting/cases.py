"""Simulated cases: every variable drawn in turn from the tables of a network."""

from __future__ import annotations

import numpy as np

import causalnet as cn
from causalnet.network.graph import topological


def simulated(model: cn.CausalModel | cn.Network, rows: int, seed: int = 0) -> dict[str, list[str]]:
    """A column for each variable of the model."""
    network = cn.compile_model(model) if isinstance(model, cn.CausalModel) else model
    rng, codes = np.random.default_rng(seed), {}
    for v in topological(network.parents):
        rows_of = tuple(codes[p] for p in network.parents[v])
        table = network.tables[v]
        p = table[rows_of] if rows_of else np.tile(table, (rows, 1))
        codes[v] = (rng.random(rows)[:, None] > p.cumsum(axis=1)[:, :-1]).sum(axis=1)
    return {v: [network.states[v][i] for i in own] for v, own in codes.items()}
