"""The kinds of work that are measured: ours and the peer's way of doing each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import numpy as np
import pyagrum as gum

import causalnet as cn
from benchmarks import peers
from benchmarks.networks import levers, outcome
from benchmarks.questions import drawn_tables, findings_of
from benchmarks.timing import Pair, clocked, side_by_side
from causalnet import Network

# pyAgrum's junction tree over all variables of this one takes more memory than there is.
TOO_WIDE = ("link",)
# pyAgrum's joint of a lever and the outcome takes more than there is.
NO_JOINT = ("mildew", "diabetes", "barley", "munin1")
# Where every lever would take the peer longer than this, it is asked about a part of them.
SECONDS = 1.0
DRAWN = ("asia", "alarm", "insurance", "hailfinder")
DRAWS = 1000
# The peer's loop over draws is the same work each time: a part of it tells the whole.
PART = 100


def forgetting(model: Network, call: Callable[[], object]) -> Callable[[], object]:
    """The call with no plan on the shelf."""

    def fresh() -> object:
        model.structure.shelf.clear()
        return call()

    return fresh


def every_lever(model: Network, *, cold: bool) -> Pair:
    """P(y | do(x)) for every ancestor x of y and each of its states; the peer has new engines."""
    y = outcome(model)
    mutilated, share = _part(model, y)
    ways: list[Callable[[], object]] = [
        lambda: peers.levers_by_state(peers.engines(mutilated, y), y)
    ]
    if model.name not in NO_JOINT:
        ways.append(lambda: peers.levers(mutilated, y))
    best = min(ways, key=clocked)

    def ours() -> object:
        return cn.levers(model, (y, model.states[y][-1]))

    return side_by_side(forgetting(model, ours) if cold else ours, best).scaled(share)


def every_lever_kept(model: Network) -> Pair:
    """The same, when the peer has an engine for every lever at hand and only states change."""
    y = outcome(model)
    mutilated, share = _part(model, y)
    kept = peers.engines(mutilated, y)
    peers.levers_by_state(kept, y)
    asked = y, model.states[y][-1]
    pair = side_by_side(lambda: cn.levers(model, asked), lambda: peers.levers_by_state(kept, y))
    return pair.scaled(share)


def _part(model: Network, y: str) -> tuple[dict[str, gum.BayesNet], float]:
    """Mutilated networks for so many levers as the peer answers in a second; their share of all.

    Levers are taken at even distances; shares are of states, which is what the peer's time goes
    with.
    """
    causes = levers(model)
    few = causes[:: max(1, len(causes) // 3)][:3]
    probe = {x: peers.without_causes(model, x) for x in few}
    each = clocked(lambda: peers.levers_by_state(peers.engines(probe, y), y)) / len(few)
    count = max(3, min(len(causes), int(SECONDS / each)))
    chosen = [causes[int(i * len(causes) / count)] for i in range(count)]
    states = [sum(len(model.states[x]) for x in part) for part in (chosen, causes)]
    return {x: peers.without_causes(model, x) for x in chosen}, states[0] / states[1]


def again(model: Network, *, kept: bool) -> Pair:
    """P(y | do(x)) asked again with another state of x; the peer's network is made beforehand."""
    y, x = outcome(model), _middle(model)
    bn = peers.without_causes(model, x)
    turn = cycle(model.states[x])
    best = peers.asked_again(bn, y, x, model.states[x]) if kept else _quickest(model, bn, y, x)
    return side_by_side(lambda: cn.query(model, y, under=cn.do({x: next(turn)})), best)


def once(model: Network) -> Pair:
    """P(y | do(x)) asked for the first time; the peer's network is mutilated beforehand."""
    y, x = outcome(model), _middle(model)
    best = _quickest(model, peers.without_causes(model, x), y, x)
    state = model.states[x][0]
    return side_by_side(
        forgetting(model, lambda: cn.query(model, y, under=cn.do({x: state}))), best
    )


def _quickest(model: Network, bn: gum.BayesNet, y: str, x: str) -> Callable[[], object]:
    """Lazy propagation or variable elimination, whichever is quicker with a new engine."""
    state = model.states[x][0]
    ways = [
        lambda: peers.posterior(bn, y, {x: state}),
        lambda: peers.posterior_by_elimination(bn, y, {x: state}),
    ]
    return min(ways, key=lambda way: min(clocked(way) for _ in range(3)))


def marginals(model: Network) -> Pair:
    """Every marginal, with three findings."""
    seen = findings_of(model, 3)
    bn = peers.to_pyagrum(model)
    names = list(model.variables)
    return side_by_side(
        lambda: cn.marginals(model, given=seen), lambda: peers.marginals(bn, names, seen)
    )


def draws(model: Network) -> Pair:
    """P(y) in 1,000 draws of every table that matters, sampling included on both sides."""
    y = outcome(model)
    bn = peers.to_pyagrum(model)

    def ours() -> object:
        return cn.query(model.replacing(drawn_tables(model, y, DRAWS), draws=DRAWS), y)

    def theirs() -> object:
        tables = drawn_tables(model, y, PART)
        found = []
        for i in range(PART):
            for v, table in tables.items():
                peers.fill(bn, model, v, table[..., i])
            found.append(peers.posterior(bn, y, {}))
        return np.array(found)

    return side_by_side(ours, theirs, most=7).scaled(PART / DRAWS)


def _middle(model: Network) -> str:
    """The lever in the middle of the topological order."""
    causes = levers(model)
    return causes[len(causes) // 2]
