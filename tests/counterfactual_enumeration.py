"""Counterfactuals by brute force: every assignment of everyone's luck, with no code shared with the library."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np

import causalnet as cn
from causalnet.model.grammar.setting import Hard, Partial, Policy, Shift, Stochastic
from tests.enumeration import enumerate_query


def enumerate_counterfactual(
    network, y, under, versus=None, observed=None, given=None, coupling="rank"
) -> np.ndarray | None:
    """P(y in the world of `under` | observed in that of `versus`, given in that of `under`); None if it cannot be.

    Findings are states and sets of them. The lotteries of settings are independent of each other, so a setting of both
    interventions must not have one.
    """
    arms = versus or cn.do(), under
    # What a policy reads comes before what it sets.
    plans = [(i, cn.mutilate(network, arm).order) for i, arm in enumerate(arms)]
    order = list(network.order)
    own = [list(luck_of(network.values(v), coupling)) for v in order]
    lots = [(key, list(luck)) for key, luck in _lotteries(network, arms)]
    total = np.zeros(len(network.states[y]))
    for case in product(*own, *(luck for _, luck in lots)):
        p = float(np.prod([share for share, _ in case]))
        functions = dict(zip(order, [f for _, f in case[: len(order)]], strict=True))
        lottery = {key: f for (key, _), (_, f) in zip(lots, case[len(order) :], strict=True)}
        first, second = (
            _world(network, functions, arm, lottery, *plan)
            for arm, plan in zip(arms, plans, strict=True)
        )
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


def _lotteries(network, arms):
    """What settings and cuts leave to chance: pairs (a key, its luck)."""
    for c in sorted({c for arm in arms for c in arm.cuts}, key=repr):
        yield c, luck_of(enumerate_query(network, c.cause), "fresh")
    for i, arm in enumerate(arms):
        for v, setting in arm.settings.items():
            if isinstance(setting, Partial):
                yield (i, v), luck_of(np.array([1 - setting.uptake, setting.uptake]), "fresh")
            elif isinstance(setting, Stochastic):
                yield (i, v), luck_of(_chances(network, v, setting), "fresh")
            elif isinstance(setting, Policy):
                rows = [
                    _chances(network, v, setting.choose[s]) for s in setting.keys(network.states)
                ]
                sizes = [len(network.states[z]) for z in setting.reads]
                yield (i, v), luck_of(np.reshape(rows, (*sizes, -1)), "fresh")


def _chances(network, v, setting):
    p = {setting.state: 1.0} if isinstance(setting, Hard) else setting.p
    return np.array([float(p.get(s, 0)) for s in network.states[v]])


def _world(network, functions, done, lottery=None, arm=0, order=None):
    """The state of every variable in one world."""
    world = {}
    severed = {(c.cause, c.effect): c for c in done.cuts} if done else {}
    for v in order or network.order:
        seen = done.sees(v) if done and done.as_ifs else {}
        read = []
        for p in network.parents[v]:
            if (p, v) in severed:
                read.append(lottery[severed[p, v]][()])
            elif p in seen:
                read.append(network.states[p].index(seen[p]))
            else:
                # Of what is set, causes may come later: it does not answer to them.
                read.append(world.get(p, 0))
        natural = functions[v][tuple(read)]
        world[v] = _acted(network, v, natural, done, world, (lottery or {}).get((arm, v)))
    return world


def _acted(network, v, natural, done, world=None, chance=None):
    """The state of a variable once it is set."""
    setting = dict(done.settings.items()).get(v) if done else None
    if setting is None:
        return natural
    states = network.states[v]
    if isinstance(setting, Hard):
        return states.index(setting.state)
    if isinstance(setting, Shift):
        return min(max(natural + setting.steps, 0), len(states) - 1)
    if isinstance(setting, Partial):
        return states.index(setting.state) if chance[()] else natural
    if isinstance(setting, Stochastic):
        return chance[()]
    assert isinstance(setting, Policy)
    return chance[tuple(world[z] for z in setting.reads)]


def _agrees(network, world, findings):
    for v, finding in (findings or {}).items():
        holds = {finding} if isinstance(finding, str) else finding
        if network.states[v][world[v]] not in holds:
            return False
    return True
