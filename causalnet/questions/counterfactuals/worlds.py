r"""Nested worlds: the variables that have two versions, and which of them a question needs twice.

In a Markovian structural model :math:`x_i = f_i(pa_i, U_i)` with independent :math:`U_i`, the law of two worlds is

.. math::

   P(v, v') = \prod_i K_i(v_i, v'_i \mid pa_i, pa'_i),
   \qquad K_i(x, x' \mid a, b) = P(f_i(a, U_i) = x, f_i(b, U_i) = x')

because each :math:`U_i` occurs in one factor only, so that the sum over it goes inside. Two worlds are therefore an
ordinary network, in which abduction is conditioning, and no exogenous variable is ever built. A variable whose causes
are the same in both worlds has a single version. Of a variable that is needed in one world alone its own table is
enough. Only a variable that is needed in both worlds, a *witness*, needs a coupling.

References
----------
J. Pearl (2009), *Causality*, 2nd ed., sections 7.1 and 9.2; A. Balke and J. Pearl (1994), "Counterfactual
probabilities", *UAI* (twin networks); I. Shpitser and J. Pearl (2007), "What counterfactuals can be tested", *UAI*.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from causalnet.inference.posterior import joint
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.setting import Setting
from causalnet.network.graph import ancestors
from causalnet.network.kernel import kernel_of
from causalnet.network.network import Network
from causalnet.questions.query.mutilate import mutilate

__all__ = ["Node", "Worlds", "nested"]

Array = NDArray[np.float64]
# The two worlds, by their place.
FIRST, SECOND = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One version of a variable, or a copy of it that a cut influence reads.

    Attributes
    ----------
    name : str
    variable : str
        The variable whose states it has.
    reads : tuple of str
        The nodes that its table is conditional on, in the order of its axes.
    table : ndarray, shape (states of what it reads…, states)
        With the axis of draws last, if it differs between draws.
    twin : str or None
        The node that shares its luck: the same variable in the first world.
    """

    name: str
    variable: str
    reads: tuple[str, ...]
    table: Array
    twin: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Worlds:
    """Two worlds of one network, as far as a question needs them.

    Made by `nested`. `causalnet.questions.counterfactuals.two_world_network` makes a network of it once the
    witnesses have couplings.

    Attributes
    ----------
    network : Network
        The network of both.
    nodes : mapping from name to Node
        What is needed, causes first.
    first, second : mapping from variable to name of its node
        The version of every variable in either world; the same node where it cannot differ.
    """

    network: Network
    nodes: Mapping[str, Node]
    first: Mapping[str, str]
    second: Mapping[str, str]

    @property
    def pairs(self) -> dict[str, str]:
        """The second version of every witness, and the first that it is coupled with."""
        return {
            node.name: node.twin
            for node in self.nodes.values()
            if node.twin is not None and node.twin in self.nodes
        }

    @property
    def witnesses(self) -> tuple[str, ...]:
        """The variables that are needed in both worlds, in the order of the network."""
        found = {self.nodes[name].variable for name in self.pairs}
        return tuple(v for v in self.network.variables if v in found)

    def above(self, name: str) -> tuple[str, ...]:
        """The parents of a node: of a witness's second version, those of both versions, and its twin last."""
        node = self.nodes[name]
        twin = self.pairs.get(name)
        if twin is None:
            return node.reads
        return (*dict.fromkeys([*self.nodes[twin].reads, *node.reads]), twin)


def nested(
    network: Network,
    under: Intervention,
    versus: Intervention,
    *,
    second: Iterable[str] = (),
    first: Iterable[str] = (),
    active: Container[tuple[str, str]] | None = None,
) -> Worlds:
    """The world of `versus` and, in the same cases, that of `under`.

    A setting or a cut that both interventions have becomes part of the variable's own table, and so do its lotteries. Of
    two different settings of one variable the lotteries are independent.

    Parameters
    ----------
    network : Network
    under, versus : Intervention
        What is done in the second world and in the first.
    second, first : iterable of str
        The variables that a question needs in the second world and in the first, asked about or observed.
    active : container of (cause, effect), optional
        The influences along which the second world differs: there the effect reads the second version of its cause.
        Along all others it reads the first. Default: all are active, which makes a counterfactual. A nested effect
        through a mediator has only some of them active.

    Returns
    -------
    Worlds

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
        As `mutilate`.

    Examples
    --------
    >>> from causalnet import Network, do
    >>> lawn = Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> worlds = nested(lawn, do(rain="no"), do(), second=["wet"], first=["wet"])
    >>> [*worlds.nodes], worlds.witnesses
    (['rain', 'wet', 'rain′', 'wet′'], ('wet',))
    """
    arms = (versus, under)
    build = _Building(network, arms, active, tuple([mutilate(network, arm) for arm in arms]))
    for world in (FIRST, SECOND):
        for variable in build.carried_out[world].order:
            build.value(variable, world)
    here, there = build.values
    reads = {name: node.reads for name, node in build.nodes.items()}
    needed = ancestors(reads, [*(here[v] for v in first), *(there[v] for v in second)])
    nodes = {name: node for name, node in build.nodes.items() if name in needed}
    return Worlds(network, nodes, here, there)


@dataclass(slots=True)
class _Building:
    """The versions of every variable, made world by world with causes first."""

    network: Network
    arms: tuple[Intervention, Intervention]
    active: Container[tuple[str, str]] | None
    carried_out: tuple[Network, ...]
    nodes: dict[str, Node] = field(default_factory=dict)
    # By world: the node of each variable's value, and of what it would be were it not set.
    values: tuple[dict[str, str], dict[str, str]] = field(default_factory=lambda: ({}, {}))
    naturals: tuple[dict[str, str], dict[str, str]] = field(default_factory=lambda: ({}, {}))
    copies: dict[tuple[str, ...], str] = field(default_factory=dict)

    def value(self, variable: str, world: int) -> None:
        """Make the version of a variable in one world, its causes having been made."""
        setting = None if self._alike(variable) else self._setting(variable, world)
        if setting is None:
            self.values[world][variable] = self._natural(variable, world, "")
            return
        kernel = kernel_of(setting, variable, self.network.states)
        reads: tuple[str, ...] = ()
        if kernel.sources == (variable,):
            reads = (self._natural(variable, world, " unset"),)
        else:
            reads = tuple(self._read(source, variable, world) for source in kernel.sources)
        table = kernel.table(self.network.states) if reads else kernel.rows[0]
        self.values[world][variable] = self._add(_primed(variable, world), variable, reads, table)

    def _natural(self, variable: str, world: int, suffix: str) -> str:
        """The version of a variable that answers to its causes."""
        alike = self._alike(variable)
        source = self.carried_out[FIRST] if alike else self.network
        reads = tuple(
            self._read(cause, variable, world) if alike else self._changed(cause, variable, world)
            for cause in source.parents[variable]
        )
        twin = self.naturals[FIRST].get(variable) if world == SECOND else None
        # The same causes and the same luck: one version.
        if twin is not None and self.nodes[twin].reads == reads:
            return twin
        name = self._add(
            _primed(variable, world) + suffix, variable, reads, source.values(variable), twin
        )
        self.naturals[world][variable] = name
        return name

    def _read(self, cause: str, effect: str, world: int) -> str:
        """The version of a cause that an effect reads."""
        passes = self.active is None or (cause, effect) in self.active
        return self.values[world if passes else FIRST][cause]

    def _changed(self, cause: str, effect: str, world: int) -> str:
        """The version of a cause that an effect reads where influences on it are changed."""
        if cause in self._cuts(effect, world):
            return self._copy(cause, effect)
        seen = self.arms[world].sees(effect)
        if cause in seen:
            return self._seen(cause, effect, seen[cause])
        return self._read(cause, effect, world)

    def _seen(self, cause: str, effect: str, state: str) -> str:
        """The state in which an effect sees a cause, whatever it is."""
        key = cause, effect, state
        if key not in self.copies:
            p = np.eye(len(self.network.states[cause]))[self.network.index(cause, state)]
            self.copies[key] = self._add(f"{cause} seen by {effect} as {state}", cause, (), p)
        return self.copies[key]

    def _copy(self, cause: str, effect: str) -> str:
        """An independent copy of a cause, the same one in both worlds."""
        key = cause, effect
        if key not in self.copies:
            p = joint(self.network, (cause,))
            self.copies[key] = self._add(f"{cause} cut from {effect}", cause, (), p)
        return self.copies[key]

    def _add(
        self,
        name: str,
        variable: str,
        reads: tuple[str, ...],
        table: Array,
        twin: str | None = None,
    ) -> str:
        # A network may have a variable of that name already.
        while name in self.nodes or (name != variable and name in self.network.states):
            name += "′"
        self.nodes[name] = Node(name, variable, reads, table, twin)
        return name

    def _alike(self, variable: str) -> bool:
        """Whether the same is done to a variable in both worlds."""
        return self._setting(variable, FIRST) == self._setting(variable, SECOND) and (
            self._cuts(variable, FIRST) == self._cuts(variable, SECOND)
            and self.arms[FIRST].sees(variable) == self.arms[SECOND].sees(variable)
        )

    def _setting(self, variable: str, world: int) -> Setting | None:
        # A register that lacks a name looks for the nearest, which takes its time.
        return dict(self.arms[world].settings.items()).get(variable)

    def _cuts(self, variable: str, world: int) -> set[str]:
        return {c.cause for c in self.arms[world].cuts if c.effect == variable}


def _primed(variable: str, world: int) -> str:
    return variable + "′" * world
