r"""The range of a counterfactual from the outcome in either world alone, where the whole of the model is too large.

Let the outcome be observed in a set S. Any joint table of both versions has the margins :math:`P(Y)` and :math:`P(Y')`,
which do not depend on the coupling. What is worth most in the second world then has a share of at most P(Y ∈ S) of the
cases observed, and the rest follows: the Fréchet bounds of an event.

References
----------
M. Fréchet (1951), "Sur les tableaux de corrélation dont les marges sont données", *Annales de l'Université de Lyon* 14.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from causalnet.inference.posterior import joint
from causalnet.inference.query_encoding import finding_weights
from causalnet.model.grammar.finding import Likelihood
from causalnet.network.graph import ancestors
from causalnet.network.network import Network
from causalnet.questions.counterfactuals.abduction import Twofold
from causalnet.questions.counterfactuals.event import Event
from causalnet.questions.counterfactuals.two_world_network import two_world_network

__all__ = ["margin_ranges"]

Array = NDArray[np.float64]


def margin_ranges(asked: Twofold, events: Sequence[Event]) -> Array | None:
    """The least and the most of every event, shape (events, 2), under any coupling.

    Parameters
    ----------
    asked : Twofold
        Of a network without draws.
    events : sequence of Event

    Returns
    -------
    ndarray or None
        None if anything is found but the outcome in the first world, as a state or a set of them, and what is the same in
        both worlds.
    """
    worlds = asked.worlds
    variable = worlds.nodes[asked.target].variable
    before = worlds.first[variable]
    shared = set(worlds.first.values()) & set(worlds.second.values())
    others = {name: x for name, x in asked.findings.items() if name != before}
    seen = asked.findings.get(before)
    if seen is None or isinstance(seen, Likelihood) or asked.target == before:
        return None
    if not shared.issuperset(others):
        return None
    first, second = (
        joint(_alone(asked, [name, *others]), [name], others) for name in (before, asked.target)
    )
    inside = float(finding_weights(worlds.network, variable, seen) @ first)
    ends = [(-_most(-e.weights, second, inside), _most(e.weights, second, inside)) for e in events]
    return np.array(ends)


def _alone(asked: Twofold, names: Iterable[str]) -> Network:
    """The network of some nodes and what is above them in their own world."""
    worlds = asked.worlds
    needed = ancestors({name: node.reads for name, node in worlds.nodes.items()}, names)
    own = {name: replace(node, twin=None) for name, node in worlds.nodes.items() if name in needed}
    return two_world_network(replace(worlds, nodes=own), {})


def _most(worth: Array, p: Array, share: float) -> float:
    """The greatest mean worth over a share of the cases: the cases that are worth most are taken first."""
    order = np.argsort(-worth, kind="stable")
    taken = np.diff(np.minimum(np.cumsum(p[order]), share), prepend=0.0)
    return float(taken @ worth[order] / share)
