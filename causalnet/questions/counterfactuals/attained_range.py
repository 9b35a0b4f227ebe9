"""The attained range of a counterfactual: how far some coupling was found to go.

The answer is linear in the coupling of each witness. So one witness after another gets the best coupling for those that
the others have, until nothing is gained: block coordinate ascent. Each step needs the derivative of the answer with
respect to one table, which a single sweep gives, and a linear programme over response functions.
"""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from causalnet.inference.posterior import joint
from causalnet.inference.table_derivatives import table_derivatives
from causalnet.network.network import Network
from causalnet.questions.bounds.response_functions import Responses, best_luck
from causalnet.questions.counterfactuals.abduction import Twofold
from causalnet.questions.counterfactuals.two_world_network import kept_states

__all__ = ["attained_most", "search_work"]

Array = NDArray[np.float64]
# Rounds through all witnesses, and the gain below which they end.
ROUNDS, GAIN = 6, 1e-4
# The columns that a programme counts for at least: small ones take as long.
LEAST_COLUMNS = 100
# Random starts of a thorough search.
STARTS = 4
# What is as near as this to the proved end has reached it.
REACHED = 1e-6


def search_work(asked: Twofold) -> int:
    """The columns of all linear programmes of one round, of which each counts for some at least."""
    kept = kept_states(asked.worlds, asked.findings, [asked.target])
    work = 0
    for name in asked.worlds.pairs:
        shared, first, second = _axes(asked, name)
        configurations = len(_configurations(first, second, kept)[0])
        states = len(asked.worlds.network.states[asked.worlds.nodes[name].variable])
        cases = prod([len(kept[a]) for a in shared])
        work += cases * max(states**configurations, LEAST_COLUMNS)
    return work


def attained_most(asked: Twofold, worth: Array, proved: float, *, thorough: bool = False) -> float:
    """The greatest expected worth of the outcome in the second world, given what is found, that a coupling was found to have.

    Parameters
    ----------
    asked : Twofold
        Of a network without draws; nothing is found in the second world alone.
    worth : ndarray, shape (states,)
    proved : float
        No coupling has more: where it is reached, the search ends.
    thorough : bool, default False
        Whether to climb from every named coupling and from some at random, not from the best named one alone. An ascent
        may end below the most.
    """
    named = [asked.joined(coupling) for coupling in ("rank", "fresh", "gumbel")]
    named.sort(key=lambda network: -_value(asked, network, worth))
    best = _climbed(asked, named[0], worth, proved)
    if not thorough:
        return best
    rng = np.random.default_rng(0)
    for start in (*named[1:], *(_at_random(asked, named[0], rng) for _ in range(STARTS))):
        if best >= proved - REACHED:
            break
        best = max(best, _climbed(asked, start, worth, proved))
    return best


def _climbed(asked: Twofold, start: Network, worth: Array, proved: float) -> float:
    """What block coordinate ascent reaches from some couplings."""
    best, value = start, _value(asked, start, worth)
    for _ in range(ROUNDS):
        before = value
        # From the outcome back: what is nearest to it moves it most.
        for name in reversed(asked.worlds.pairs):
            if value >= proved - REACHED:
                return value
            changed = best.replacing({name: _best_table(asked, best, name, worth)})
            found = _value(asked, changed, worth)
            if found > value:
                best, value = changed, found
        if value - before < GAIN:
            break
    return value


def _at_random(asked: Twofold, network: Network, rng: np.random.Generator) -> Network:
    """The network with couplings that some worth drawn at random would have best."""
    for name in asked.worlds.pairs:
        table = network.values(name)
        drawn = rng.normal(size=table.shape)
        network = network.replacing({name: _table_for(asked, name, drawn)})
    return network


def _value(asked: Twofold, network: Network, worth: Array) -> float:
    return float(worth @ joint(network, [asked.target], asked.findings))


def _axes(asked: Twofold, name: str) -> tuple[list[str], list[str], list[str]]:
    """The causes that both versions read, and those that differ, in the first world and in the second."""
    nodes = asked.worlds.nodes
    pairs = list(zip(nodes[asked.worlds.pairs[name]].reads, nodes[name].reads, strict=True))
    apart = [(a, b) for a, b in pairs if a != b]
    return [a for a, b in pairs if a == b], [a for a, _ in apart], [b for _, b in apart]


def _configurations(
    first: list[str], second: list[str], kept: dict[str, NDArray[np.intp]]
) -> tuple[list[tuple[int, ...]], NDArray[np.intp], NDArray[np.intp]]:
    """The states of the causes that differ, and the places among them of those that occur in either world."""
    here, there = ([*product(*(kept[a].tolist() for a in own))] for own in (first, second))
    every = sorted({*here, *there})
    place = {states: i for i, states in enumerate(every)}
    return every, np.array([place[s] for s in here]), np.array([place[s] for s in there])


def _best_table(asked: Twofold, network: Network, name: str, worth: Array) -> Array:
    """The table of a witness's second version, given its first, that is worth most beside the others."""
    slopes = table_derivatives(network, [asked.target], asked.findings).joint(name) @ worth
    return _table_for(asked, name, np.asarray(slopes))


def _table_for(asked: Twofold, name: str, slopes: Array) -> Array:
    """The table of a witness's second version for which a linear function of it is greatest."""
    twin = asked.worlds.pairs[name]
    shared, first, second = _axes(asked, name)
    kept = kept_states(asked.worlds, asked.findings, [asked.target])
    axes = [*shared, *first, *second, twin, name]
    order = [(*asked.worlds.above(name), name).index(a) for a in axes]
    sizes = [prod([len(kept[a]) for a in own]) for own in (shared, first, second)]
    slopes = slopes.transpose(order).reshape(*sizes, len(kept[twin]), len(kept[name]))
    rows, places = _rows(asked, twin, shared, (first, second), kept)
    here, there = kept[twin], kept[name]
    states = rows.shape[-1]
    found = np.empty_like(slopes)
    for s in range(sizes[0]):
        own = rows[s][places[1]][:, here]
        pairs = np.zeros((sizes[1], sizes[2], states, states))
        # The derivative is that by K(x, x' | a, b) / P(x | a).
        with np.errstate(divide="ignore", invalid="ignore"):
            by_joint = np.where(own[:, None, :, None] > 0, slopes[s] / own[:, None, :, None], 0.0)
        pairs[:, :, here[:, None], there] = by_joint
        coupled = best_luck(Responses(rows[s], places[1], places[2], pairs))
        coupled = coupled[:, :, here[:, None], there]
        fallback = np.broadcast_to(rows[s][places[2]][None, :, None, there], coupled.shape)
        found[s] = np.divide(
            coupled, own[:, None, :, None], out=fallback.copy(), where=own[:, None, :, None] > 0
        )
    # The programme meets the margins up to its tolerance, which a small P(x | a) magnifies.
    found /= found.sum(axis=-1, keepdims=True)
    return found.reshape([len(kept[a]) for a in axes]).transpose(np.argsort(order))


def _rows(
    asked: Twofold,
    twin: str,
    shared: list[str],
    apart: tuple[list[str], list[str]],
    kept: dict[str, NDArray[np.intp]],
) -> tuple[Array, tuple[list[tuple[int, ...]], NDArray[np.intp], NDArray[np.intp]]]:
    """The rows of a witness by shared causes and configuration, and the configurations."""
    node = asked.worlds.nodes[twin]
    places = _configurations(*apart, kept)
    order = [node.reads.index(a) for a in (*shared, *apart[0])]
    table = node.table.transpose(*order, node.table.ndim - 1)
    table = table[np.ix_(*(kept[a] for a in shared))] if shared else table
    cases = prod([len(kept[a]) for a in shared])
    table = table.reshape(cases, *table.shape[len(shared) :])
    return table[:, *np.array(places[0]).T], places
