"""What of a network matters for a question: the rest is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from causalnet.inference.contraction import Axes
from causalnet.network.structure import DRAWS, Structure

__all__ = ["Leaf", "Part", "Shape", "prune"]


class Shape(NamedTuple):
    """The shape of a question: which variables play which part, whatever their states.

    Attributes
    ----------
    outcome : tuple of int
        What is asked about, in the order asked.
    done : tuple of int
        What is set to a state: its own table plays no part.
    observed : tuple of int
        What is known to be in a state.
    weighted : tuple of int
        What carries weights on its states: one of several, or a likelihood.
    opened : tuple of int
        What is set, to every state in turn: it stays as an axis before those of the outcome.
    every : bool
        Whether everything matters, as where all marginals are asked for.
    whole : bool
        Whether what the evidence separates from the outcome is kept with it all the same, as where
        it matters how each table bears on the probability of the evidence.
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
        """What is sliced away, in the order in which states are handed over."""
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
        Whose table or weights.
    weights : bool
        Which of the two.
    axes : tuple of int
        What is left of its axes.
    slots : tuple of (axis of the table, position in `Shape.fixed`)
        Where it is sliced; position −1 is the only state of a variable that has no other.
    """

    variable: int
    weights: bool
    axes: Axes
    slots: tuple[tuple[int, int], ...] = ()


class Part(NamedTuple):
    """Leaves that hang together, apart from all others once what is known is sliced away."""

    leaves: tuple[Leaf, ...]
    asked: bool


def prune(structure: Structure, shape: Shape) -> tuple[Part, ...]:
    """The tables that matter, in parts that are independent given what is known.

    What is no ancestor of outcome or evidence is barren; what the evidence separates from the
    outcome falls into parts of its own, which can only say whether the evidence is possible at all.

    References
    ----------
    R. D. Shachter (1998), "Bayes-ball", *UAI*; D. Koller and N. Friedman (2009), *Probabilistic
    Graphical Models*, section 9.5.

    Examples
    --------
    >>> from causalnet.network.structure import structure
    >>> chain = structure({"a": 2, "b": 2, "c": 2}, {"a": (), "b": ("a",), "c": ("b",)})
    >>> [leaf.axes for part in prune(chain, Shape(outcome=(2,), done=(1,))) for leaf in part.leaves]
    [(2,)]
    """
    leaves = _leaves(structure, shape)
    if shape.whole:
        return (Part(tuple(leaves), True),) if leaves else ()
    return _parts(leaves, set(shape.kept))


def _needed(structure: Structure, shape: Shape) -> Sequence[int]:
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
    return sorted(found)


def _leaves(structure: Structure, shape: Shape) -> list[Leaf]:
    slot = {x: i for i, x in enumerate(shape.fixed)}
    kept = shape.kept
    sizes, parents, drawn = structure.sizes, structure.parents, structure.drawn
    leaves = [Leaf(x, True, (x,)) for x in shape.weighted]
    for x in _needed(structure, shape):
        if x in shape.done or x in shape.opened:
            continue
        axes, slots = [], []
        for axis, y in enumerate((*parents[x], x)):
            if y in slot:
                slots.append((axis, slot[y]))
            elif sizes[y] == 1 and y not in kept:
                slots.append((axis, -1))
            else:
                axes.append(y)
        if x in drawn:
            axes.append(DRAWS)
        leaves.append(Leaf(x, False, tuple(axes), tuple(slots)))
    return leaves


def _parts(leaves: list[Leaf], kept: set[int]) -> tuple[Part, ...]:
    """The leaves in connected parts, those with an outcome first."""
    leader: dict[int, int] = {}

    def find(x: int) -> int:
        while leader[x] != x:
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
        own = leaf.axes and leaf.axes[0] != DRAWS
        groups.setdefault(find(leaf.axes[0]) if own else -1 - i, []).append(leaf)
    asked = {find(y) for y in kept if y in leader}
    parts = [Part(tuple(group), root in asked) for root, group in groups.items()]
    return tuple(sorted(parts, key=lambda part: not part.asked))
