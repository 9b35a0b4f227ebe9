"""Pruning: the tables on which an answer depends, in independent parts.

Three rules apply. A variable that is no ancestor of an outcome or of evidence is *barren*: its table sums to one. An
intervention removes the table of what it sets. Evidence slices its axis away, and the tables that are then connected
with no outcome only scale the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from causalnet.inference.contraction import Axes
from causalnet.network.structure import DRAWS, Structure

__all__ = ["Leaf", "Part", "Shape", "prune"]


class Shape(NamedTuple):
    """The shape of a question: which variables play which part, whatever their states.

    Attributes
    ----------
    outcome : tuple of int
        The variables asked about, in the order asked.
    done : tuple of int
        The variables set to a state; their tables are removed.
    observed : tuple of int
        The variables observed in one state.
    weighted : tuple of int
        The variables with weights on their states: one of several states, or a likelihood.
    opened : tuple of int
        The variables set to each of their states in turn: each is an axis, before those of the outcome.
    every : bool
        Whether no table is barren, as where all marginals are asked for.
    whole : bool
        Whether parts without an outcome stay with the others. Derivatives of P(given) need them.
    """

    outcome: tuple[int, ...] = ()
    done: tuple[int, ...] = ()
    observed: tuple[int, ...] = ()
    weighted: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()
    every: bool = False
    whole: bool = False

    @property
    def fixed(self) -> tuple[int, ...]:
        """The variables whose axes are sliced away, in the order of `Asked.states`."""
        return self.done + self.observed

    @property
    def kept(self) -> tuple[int, ...]:
        """The axes of the answer."""
        return self.opened + tuple([y for y in self.outcome if y not in self.opened])


class Leaf(NamedTuple):
    """A table of the network, sliced where states are known; or the weights on a variable.

    Attributes
    ----------
    variable : int
        The variable whose table or weights it is.
    weights : bool
        Whether it is the weights.
    axes : tuple of int
        The axes that are left.
    slots : tuple of (axis of the table, position in `Shape.fixed`)
        The axes that are sliced; position −1 means the only state of a variable with one state.
    """

    variable: int
    weights: bool
    axes: Axes
    slots: tuple[tuple[int, int], ...] = ()


class Part(NamedTuple):
    """Leaves that share axes with each other, directly or not, and with no other leaf."""

    leaves: tuple[Leaf, ...]
    asked: bool


def prune(structure: Structure, shape: Shape) -> tuple[Part, ...]:
    """The tables that matter, in parts that are independent given the evidence.

    A part without an outcome cannot move the answer; it only shows whether the evidence is possible.

    References
    ----------
    R. D. Shachter (1986), "Evaluating influence diagrams", *Operations Research* 34(6) (barren nodes), and
    (1998), "Bayes-ball", *UAI* (which tables are requisite).

    Examples
    --------
    >>> from causalnet.network.structure import structure
    >>> chain = structure({"a": 2, "b": 2, "c": 2}, {"a": (), "b": ("a",), "c": ("b",)})
    >>> [leaf.axes for part in prune(chain, Shape(outcome=(2,), done=(1,))) for leaf in part.leaves]
    [(2,)]
    """
    kept = set(shape.kept)
    slot = {x: i for i, x in enumerate(shape.fixed)}
    # Such an axis would widen every product without adding a cell.
    slot |= dict.fromkeys([x for x in structure.lone if x not in kept and x not in slot], -1)
    leaves = _leaves(structure, shape, slot)
    # Without a finding every table that is needed has a way down to an outcome, unless an axis on it is sliced.
    found = shape.observed or shape.weighted or shape.every
    if shape.whole or (not found and len(slot) == len(shape.done)):
        return (Part(tuple(leaves), True),) if leaves else ()
    return _parts(leaves, kept)


def _needed(structure: Structure, shape: Shape) -> Sequence[int]:
    """The variables whose tables are not barren: ancestors of outcome and evidence once settings cut arrows."""
    if shape.every:
        return range(len(structure.names))
    parents = structure.parents
    cut = {*shape.done, *shape.opened}
    stack = [*shape.outcome, *shape.observed, *shape.weighted]
    found = set(stack)
    while stack:
        x = stack.pop()
        if x not in cut:
            for y in parents[x]:
                if y not in found:
                    found.add(y)
                    stack.append(y)
    # In the order of the network: the plan must not depend on how a question was written.
    return sorted(found)


def _leaves(structure: Structure, shape: Shape, slot: Mapping[int, int]) -> list[Leaf]:
    """The leaves of all tables that are not barren, sliced where an axis has a slot, and the weights."""
    parents, varying = structure.parents, structure.varying
    removed = {*shape.done, *shape.opened}
    leaves = [Leaf(x, True, (x,)) for x in shape.weighted]
    whole = slot.keys().isdisjoint
    for x in _needed(structure, shape):
        if x in removed:
            continue
        axes: Axes = (*parents[x], x)
        slots: tuple[tuple[int, int], ...] = ()
        if not whole(axes):
            slots = tuple([(axis, slot[y]) for axis, y in enumerate(axes) if y in slot])
            axes = tuple([y for y in axes if y not in slot])
        if x in varying:
            axes = (*axes, DRAWS)
        leaves.append(Leaf(x, False, axes, slots))
    return leaves


def _parts(leaves: list[Leaf], kept: set[int]) -> tuple[Part, ...]:
    """The leaves in connected parts, those with an outcome first.

    Parts are found by union-find. That of networkx would do, but a first query loads no networkx.
    """
    leader: dict[int, int] = {}

    def find(x: int) -> int:
        while leader[x] != x:
            # Path halving keeps the chains of leaders short.
            leader[x] = leader[leader[x]]
            x = leader[x]
        return x

    for leaf in leaves:
        first = -1
        for x in leaf.axes:
            if x != DRAWS:
                leader.setdefault(x, x)
                root = find(x)
                if first >= 0 and root != first:
                    leader[root] = first
                elif first < 0:
                    first = root
    groups: dict[int, list[Leaf]] = {}
    for i, leaf in enumerate(leaves):
        # A leaf without axes is a number, and a part of its own.
        own = leaf.axes and leaf.axes[0] != DRAWS
        groups.setdefault(find(leaf.axes[0]) if own else -1 - i, []).append(leaf)
    asked = {find(y) for y in kept if y in leader}
    parts = [Part(tuple(group), root in asked) for root, group in groups.items()]
    return tuple(sorted(parts, key=lambda part: not part.asked))
