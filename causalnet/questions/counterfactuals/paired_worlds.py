r"""Two worlds under one rank, as a network in which both versions of a witness may be one variable.

Its states are the pairs of states that can occur together. One rank rules many pairs out: where every change of the
causes pushes the same way, no case moves against it. The variable has the table :math:`K(x, x' \mid a, b)`, given the
pairs of its causes. Products are then several times smaller than those of two variables, and nothing is divided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.inference.query_encoding import impossible
from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.network.network import Network
from causalnet.questions.counterfactuals.coupling import once_known, overlap
from causalnet.questions.counterfactuals.two_world_network import (
    Kept,
    kept_states,
    placed,
    require_worlds_fit,
)
from causalnet.questions.counterfactuals.worlds import Node, Worlds

__all__ = ["PairedWorlds", "paired_worlds"]

Array = NDArray[np.float64]
# A pair of versions becomes one variable where no greater share of its states can occur.
MOST_PAIRS = 2 / 3


@dataclass(frozen=True, slots=True, eq=False)
class PairedWorlds:
    """The network of both worlds, and what is found in it.

    Attributes
    ----------
    network : Network
        The node that is asked about is a variable of it.
    findings : mapping from variable to finding
    """

    network: Network
    findings: Mapping[str, Finding]


def paired_worlds(
    worlds: Worlds, findings: Mapping[str, Finding], asked: Iterable[str]
) -> PairedWorlds | None:
    """Two worlds under one rank; None where pairs of versions would be causes of each other.

    Parameters
    ----------
    worlds : Worlds
    findings : mapping from node to finding
    asked : iterable of str
        The nodes asked about, which are not paired.

    Raises
    ------
    ImpossibleEvidenceError, MemoryLimitError
        As `two_world_network`.
    """
    whole = {*asked}
    pairs = {
        second: first
        for second, first in worlds.pairs.items()
        if whole.isdisjoint((first, second))
        and not any(isinstance(findings.get(x), Likelihood) for x in (first, second))
    }
    group = {first: second for second, first in pairs.items()}
    above: dict[str, set[str]] = {}
    for name in worlds.nodes:
        own = above.setdefault(group.get(name, name), set())
        own.update(group.get(x, x) for x in worlds.above(name) if x != pairs.get(name))
    build = _Building(worlds, findings, kept_states(worlds, findings, whole))
    try:
        order = [*TopologicalSorter(above).static_order()]
    except CycleError:
        return None
    for name in order:
        if name in pairs:
            build.pair(name, build.coupled(name, pairs[name]))
        elif name in worlds.pairs:
            build.second(name, build.coupled(name, worlds.pairs[name]))
        else:
            build.plain(name)
    return PairedWorlds(build.network(), build.found)


class _Coupled(NamedTuple):
    """A witness under one rank.

    Attributes
    ----------
    twin : str
        Its first version.
    axes : tuple of str
        The variables that the rows of either version depend on.
    first, second : ndarray, shape (states of the axes or 1…, states, draws or 1)
        The rows of both versions.
    joint : ndarray, shape (states of the axes…, kept states of the first version, states, draws or 1)
    """

    twin: str
    axes: tuple[str, ...]
    first: Array
    second: Array
    joint: Array


@dataclass(slots=True)
class _Building:
    """The tables, causes first."""

    worlds: Worlds
    findings: Mapping[str, Finding]
    kept: Kept
    # By node: the variable of the network that has it, and the state that the node has in each state of that.
    axis: dict[str, str] = field(default_factory=dict)
    states: dict[str, NDArray[np.intp]] = field(default_factory=dict)
    # By variable of the network.
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tables: dict[str, Array] = field(default_factory=dict)
    found: dict[str, Finding] = field(default_factory=dict)

    def network(self) -> Network:
        """The network of all that has been made."""
        own = self.worlds.network
        return Network.trusted(
            self.names,
            self.parents,
            self.tables,
            draws=own.draws,
            sampling=own.sampling,
            ordered=frozenset(),
        )

    def plain(self, name: str) -> None:
        """A node that needs no coupling."""
        node = self.worlds.nodes[name]
        table = _taken(self._above(node), self.kept[name], len(node.reads))
        self._put(name, [self.axis[x] for x in node.reads], table)

    def coupled(self, name: str, twin: str) -> _Coupled:
        """The joint table of both versions of a witness, given the causes of both."""
        nodes = [self.worlds.nodes[x] for x in (twin, name)]
        axes = tuple(dict.fromkeys([self.axis[x] for node in nodes for x in node.reads]))
        kept, variable = self.kept[twin], nodes[0].variable
        states = self.worlds.network.states[variable]
        sizes = [len(self.names[x]) for x in axes]
        require_worlds_fit(self.worlds, variable, prod([*sizes, len(kept), len(states)]))
        first, second = (
            placed(
                self._above(node),
                [self.axis[x] for x in node.reads],
                axes,
                node.table.ndim > len(node.reads) + 1,
            )
            for node in nodes
        )
        if len(kept) < len(states) and not first[..., kept, :].any():
            raise impossible({variable: self.findings[twin]})
        return _Coupled(twin, axes, first, second, overlap(first, second, kept))

    def pair(self, name: str, both: _Coupled) -> None:
        """Both versions of a witness as one variable, if few of their states can occur together."""
        kept, own = self.kept[both.twin], self.kept[name]
        joint = _taken(both.joint, own, both.joint.ndim - 2)
        i, j = np.nonzero((joint > 0).any(axis=(*range(len(both.axes)), -1)))
        if len(i) > MOST_PAIRS * len(kept) * len(own):
            self.plain(both.twin)
            self.second(name, both)
            return
        every = self.worlds.network.states[self.worlds.nodes[name].variable]
        if not len(i):
            raise impossible({self.worlds.nodes[name].variable: self.findings[name]})
        self.axis |= {both.twin: name, name: name}
        self.states |= {both.twin: kept[i], name: own[j]}
        together = zip(kept[i], own[j], strict=True)
        self.names[name] = tuple([f"{every[a]}, {every[b]}" for a, b in together])
        self.parents[name] = both.axes
        self.tables[name] = self._of_shape(both.axes, joint[..., i, j, :])
        if not self.findings.keys().isdisjoint((name, both.twin)):
            # The states that are ruled out are left out already.
            self.found[name] = frozenset(self.names[name])

    def second(self, name: str, both: _Coupled) -> None:
        """The second version of a witness, given the first."""
        table = once_known(both.joint, both.first, both.second, self.kept[both.twin])
        parents = [*both.axes, both.twin]
        own = _taken(table, self.kept[name], table.ndim - 2)
        self._put(name, parents, self._of_shape(parents, own))

    def _above(self, node: Node) -> Array:
        """A node's table at the states of what it reads."""
        table = node.table
        for axis, name in enumerate(node.reads):
            table = _taken(table, self.states[name], axis)
        return table

    def _of_shape(self, axes: Sequence[str], table: Array) -> Array:
        """A table with all its axes, without that of draws where all agree."""
        sizes = [len(self.names[x]) for x in axes]
        table = np.broadcast_to(table, (*sizes, *table.shape[-2:]))
        return table if table.shape[-1] > 1 else table[..., 0]

    def _put(self, name: str, parents: Sequence[str], table: Array) -> None:
        """A node as a variable by itself."""
        node, kept = self.worlds.nodes[name], self.kept[name]
        every = self.worlds.network.states[node.variable]
        if len(kept) < len(every) and not table.any():
            raise impossible({node.variable: self.findings[name]})
        self.axis[name], self.states[name] = name, kept
        self.names[name] = tuple([every[i] for i in kept])
        self.parents[name], self.tables[name] = tuple(parents), table
        if name in self.findings:
            self.found[name] = self.findings[name]


def _taken(table: Array, states: NDArray[np.intp], axis: int) -> Array:
    """A table at some states of one axis, which may stand there more than once."""
    if np.array_equal(states, np.arange(table.shape[axis])):
        return table
    return table.take(states, axis=axis)
