"""Abduction, action and prediction: what is seen in one world, and the outcome in another.

Abduction is conditioning: the network of both worlds is given what is observed in the first, and asked about the
second.

References
----------
J. Pearl (2009), *Causality*, 2nd ed., theorem 7.1.7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError
from causalnet.frozen_map import Register
from causalnet.inference.posterior import joint, log_probability
from causalnet.model.grammar.finding import Finding, findings
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.graph import ancestors
from causalnet.network.network import Network
from causalnet.questions.counterfactuals.coupling import Couplings
from causalnet.questions.counterfactuals.paired_worlds import paired_worlds
from causalnet.questions.counterfactuals.two_world_network import two_world_network, witness_cells
from causalnet.questions.counterfactuals.worlds import Worlds, nested

__all__ = ["Case", "Twofold", "predicted", "twofold"]

Array = NDArray[np.float64]
# Cells of the table of a witness, draws included, that are made at a time: fewer would be bound by the overhead of calls.
CELLS_AT_A_TIME = 2**21


@dataclass(frozen=True, slots=True)
class Case:
    """What is done and found in either world.

    Attributes
    ----------
    under, versus : Intervention
        What is done in the second world and in the first.
    observed : mapping from variable to finding
        Found in the first world.
    given : mapping from variable to finding
        Found in the second.
    active : frozenset of (cause, effect), optional
        The influences along which the second world differs, as for `nested`. Default: all.
    """

    under: Intervention
    versus: Intervention = field(default_factory=Intervention)
    observed: Register[str, Finding] = field(default_factory=lambda: findings(None))
    given: Register[str, Finding] = field(default_factory=lambda: findings(None))
    active: frozenset[tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Twofold:
    """The two worlds that a question about one outcome needs.

    Attributes
    ----------
    worlds : Worlds
    target : str
        The node of the outcome in the second world.
    findings : mapping from node to finding
        What is found in either world.
    """

    worlds: Worlds
    target: str
    findings: Mapping[str, Finding]

    def joined(self, coupling: Couplings) -> Network:
        """The network of both worlds."""
        return two_world_network(self.worlds, coupling, self.findings, [self.target])

    def outcome(self, coupling: Couplings) -> Array:
        """The probability of each state of the outcome in the second world, with the axis of draws last."""
        pairs = None
        if coupling == "rank":
            pairs = paired_worlds(self.worlds, self.findings, [self.target])
        if pairs is None:
            return joint(self.joined(coupling), [self.target], self.findings)
        return joint(pairs.network, [self.target], pairs.findings)

    @property
    def found_probability(self) -> float:
        """The probability of what is found, where all of it is found in the first world; every coupling agrees on it."""
        worlds = self.worlds
        needed = ancestors({name: node.reads for name, node in worlds.nodes.items()}, self.findings)
        nodes = {name: node for name, node in worlds.nodes.items() if name in needed}
        first = two_world_network(replace(worlds, nodes=nodes), {}, self.findings)
        return float(np.exp(log_probability(first, self.findings)))

    @property
    def is_ratio(self) -> bool:
        """Whether something is found in the second world alone, so that its probability depends on the coupling."""
        first = set(self.worlds.first.values())
        return any(name not in first for name in self.findings)


def twofold(network: Network, outcome: str, case: Case) -> Twofold:
    """The two worlds of a question.

    Raises
    ------
    QuestionError
        If a variable that is the same in both worlds is found in both.
    """
    worlds = nested(
        network,
        case.under,
        case.versus,
        first=case.observed,
        second=[outcome, *case.given],
        active=case.active,
    )
    found = {worlds.first[v]: x for v, x in case.observed.items()}
    for v, x in case.given.items():
        node = worlds.second[v]
        if node in found:
            raise QuestionError(
                f"{v!r} is in observed= and in given=. Nothing that is set reaches it, so it is the same in both worlds: "
                "give it once."
            )
        found[node] = x
    return Twofold(worlds, worlds.second[outcome], found)


def predicted(network: Network, outcome: str, case: Case, coupling: Couplings) -> Array:
    """P(outcome in the second world | what is found), shape (states,), or (states, draws).

    Draws are answered as many at a time as keeps the tables of witnesses small.

    Raises
    ------
    ImpossibleEvidenceError, MemoryLimitError
    """
    asked = twofold(network, outcome, case)
    if network.draws is None:
        return asked.outcome(coupling)
    cells = witness_cells(asked.worlds, asked.findings, [asked.target])
    each = max(CELLS_AT_A_TIME // max(cells, 1), 16)
    if each >= network.draws:
        return asked.outcome(coupling)
    parts = [
        twofold(network.at(slice(start, start + each)), outcome, case).outcome(coupling)
        for start in range(0, network.draws, each)
    ]
    return np.concatenate(parts, axis=-1)
