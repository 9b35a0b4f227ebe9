"""Counterfactuals by brute force: every assignment of everyone's luck, with no code shared with the library."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np

from causalnet.model.setting import Hard, Shift


def enumerate_counterfactual(
    network, y, under, versus=None, observed=None, given=None, coupling="rank"
) -> np.ndarray | None:
    """P(y in the world of `under` | observed in that of `versus`, given in that of `under`); None if it cannot be.

    Interventions set states and shift; findings are states and sets of them.
    """
    order = network.order
    total = np.zeros(len(network.states[y]))
    for case in product(*(list(luck_of(network.values(v), coupling)) for v in order)):
        p = float(np.prod([share for share, _ in case]))
        functions = dict(zip(order, [function for _, function in case], strict=True))
        first = _world(network, functions, versus)
        second = _world(network, functions, under)
        if _agrees(network, first, observed) and _agrees(network, second, given):
            total[second[y]] += p
    return total / total.sum() if total.sum() > 0 else None


def enumerate_nested(network, y, under, versus, active, coupling="rank") -> np.ndarray:
    """P(y in a world where the active arrows carry what `under` has made of the cause, all others what `versus` has)."""
    order = network.order
    total = np.zeros(len(network.states[y]))
    for case in product(*(list(luck_of(network.values(v), coupling)) for v in order)):
        p = float(np.prod([share for share, _ in case]))
        functions = dict(zip(order, [function for _, function in case], strict=True))
        first, second = _world(network, functions, versus), {}
        for v in order:
            causes = network.parents[v]
            seen = tuple(second[c] if (c, v) in active else first[c] for c in causes)
            second[v] = _acted(network, v, functions[v][seen], under)
        total[second[y]] += p
    return total


def luck_of(table, coupling):
    """The luck of a variable: pairs (its share, the state for every row of the table)."""
    rows = list(np.ndindex(table.shape[:-1]))
    if coupling == "rank":
        ends = np.unique([0.0, 1.0, *np.cumsum(table, axis=-1).ravel().clip(0, 1)])
        for low, high in pairwise(ends):
            middle = (low + high) / 2
            yield high - low, {r: int((np.cumsum(table[r])[:-1] <= middle).sum()) for r in rows}
        return
    # A state for every row, each by itself.
    for states in product(range(table.shape[-1]), repeat=len(rows)):
        share = float(np.prod([table[r][s] for r, s in zip(rows, states, strict=True)]))
        if share > 0:
            yield share, dict(zip(rows, states, strict=True))


def _world(network, functions, done):
    world = {}
    for v in network.order:
        natural = functions[v][tuple(world[p] for p in network.parents[v])]
        world[v] = _acted(network, v, natural, done)
    return world


def _acted(network, v, natural, done):
    setting = done.settings.get(v) if done else None
    if setting is None:
        return natural
    states = network.states[v]
    if isinstance(setting, Hard):
        return states.index(setting.state)
    assert isinstance(setting, Shift)
    return min(max(natural + setting.steps, 0), len(states) - 1)


def _agrees(network, world, findings):
    for v, finding in (findings or {}).items():
        holds = {finding} if isinstance(finding, str) else finding
        if network.states[v][world[v]] not in holds:
            return False
    return True
