"""Plans: how a question will be answered, and at what cost, before anything is allocated.

A plan is prune, order, tree: the tables that matter, the order in which variables are summed, and the contractions
that this comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

import numpy as np

from causalnet.answer_tables import PAGE_WIDTH
from causalnet.cache import Cache
from causalnet.console import printed
from causalnet.inference.contraction import Array, Axes
from causalnet.inference.planning.contraction_tree import Tree, contraction_tree
from causalnet.inference.planning.prune import Leaf, Shape, prune
from causalnet.language.translate import tr
from causalnet.line_breaks import wrapped
from causalnet.network.structure import DRAWS, Structure
from causalnet.text_width import padded

__all__ = [
    "TREES",
    "Plan",
    "arrangement",
    "in_every_draw",
    "plan_of",
    "planned",
    "shown_bytes",
]

SHOWN = 12


@printed
@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The computation of P(outcome, given) under an intervention, step by step.

    It depends on which variables are asked about, set and observed, but neither on their states nor on the
    network's numbers, so that one plan serves them all. Printed, it is a report.

    Attributes
    ----------
    structure : Structure
        The network's shape.
    shape : Shape
        The question's.
    main : Tree or None
        The tables on which the outcome depends; None where there are none.
    asides : tuple of Tree
        The tables on which only the probability of the evidence depends.
    finish : callable
        Puts the root's axes in the order asked.
    peak : int
        Most bytes alive at once besides the network's own tables (in each draw).
    held : int
        Bytes of all tensors together, forward and backward (in each draw).
    widest : int
        Cells of the largest tensor (in each draw).
    """

    structure: Structure
    shape: Shape
    main: Tree | None
    asides: tuple[Tree, ...]
    finish: Callable[[Array], Array]
    peak: int
    held: int
    widest: int

    # The other attributes follow from the first two, and closures cannot be pickled.
    def __reduce__(self) -> tuple[object, ...]:
        return plan_of, (self.structure, self.shape)

    @property
    def trees(self) -> tuple[Tree, ...]:
        """All trees, the main one first."""
        return ((self.main,) if self.main else ()) + self.asides

    @property
    def tables(self) -> tuple[str, ...]:
        """The variables whose tables matter."""
        leaves = [leaf for tree in self.trees for leaf in tree.leaves if not leaf.weights]
        return tuple(self.structure.names[leaf.variable] for leaf in leaves)

    @property
    def cost(self) -> int:
        """Multiply-adds (in each draw)."""
        return sum(tree.cost for tree in self.trees)

    def __str__(self) -> str:
        name = self.structure.names
        shape = self.shape
        asked = ", ".join(name[x] for x in shape.kept) or tr("the evidence")
        lines = [*wrapped(self.sentence, PAGE_WIDTH), _line(tr("asked"), asked)]
        for word, part in (
            (tr("set"), shape.done),
            (tr("observed"), shape.observed),
            (tr("weighted"), shape.weighted),
        ):
            if part:
                lines.append(_line(word, ", ".join(name[x] for x in part)))
        criteria = dict.fromkeys(t.order.criterion for t in self.trees)
        lines += [
            _line(tr("order"), ", ".join(criteria)),
            _line(tr("widest"), tr("{cells:,} cells", cells=self.widest)),
        ]
        return "\n".join(lines + self._listing())

    __repr__ = __str__

    @property
    def sentence(self) -> str:
        """How much of the network the answer needs, and what it costs."""
        said = {
            "tables": len(self.tables),
            "all": len(self.structure.names),
            "cost": f"{self.cost:,}",
            "memory": shown_bytes(self.peak),
        }
        if self._steps() == 1:
            return tr(
                "The answer needs {tables} of {all} tables: {cost} multiply-adds in one step, with at most {memory} at a time.",
                **said,
            )
        return tr(
            "The answer needs {tables} of {all} tables: {cost} multiply-adds in {steps} steps, with at most {memory} at a time.",
            steps=self._steps(),
            **said,
        )

    def _steps(self) -> int:
        return sum(len(tree.steps) for tree in self.trees)

    def _listing(self) -> list[str]:
        """The steps of the main tree, the costliest only where there are many."""
        if not self.main or not self.main.steps:
            return []
        tree = self.main
        numbered = list(enumerate(tree.steps, start=1))
        if len(numbered) > SHOWN:
            costly = sorted(numbered, key=lambda item: -item[1].how.cost)[:SHOWN]
            numbered = sorted(costly, key=lambda item: item[0])
        lines = [
            f"  {f'#{i}':>4} = {self._called(step.first)} × {self._called(step.second)} → "
            f"{self._named(step.how.axes)}  ({step.how.kind}, {step.how.cost:,})"
            for i, step in numbered
        ]
        hidden = len(tree.steps) - len(numbered)
        return [*lines, "  " + tr("and {count} cheaper steps", count=hidden)] if hidden else lines

    def _called(self, node: int) -> str:
        """A table by its variable, the result of a step by its number."""
        tree = self.main
        if tree is None or node >= len(tree.leaves):
            return f"#{node + 1 - (len(tree.leaves) if tree else 0)}"
        leaf = tree.leaves[node]
        name = self.structure.names[leaf.variable]
        return (
            f"weights on {name}"
            if leaf.weights
            else f"P({name} | …)"
            if len(leaf.axes) > 1
            else f"P({name})"
        )

    def _named(self, axes: Axes) -> str:
        return f"[{', '.join('draw' if x == DRAWS else self.structure.names[x] for x in axes)}]"


T = TypeVar("T")

# Bytes for each node of a tree, measured on published networks: of a plan, and of what is planned for all nodes.
PLAN_BYTES, ROUTE_BYTES = 350, 700
# The number of trees that are kept.
MOST_TREES = 1024


class _TreeKey:
    """Leaves, axes that are kept, and their sizes; hashed once, since leaves are many."""

    __slots__ = ("_hash", "parts", "sizes")

    def __init__(self, leaves: tuple[Leaf, ...], keep: Axes, sizes: Sequence[int]) -> None:
        self.parts, self.sizes = (leaves, keep), sizes
        self._hash = hash(self.parts)

    def __eq__(self, other: object) -> bool:
        # Sizes are compared last: few keys get so far.
        return isinstance(other, _TreeKey) and self.parts == other.parts and self._fits(other.sizes)

    def _fits(self, sizes: Sequence[int]) -> bool:
        own = self.sizes
        return sizes is own or all(sizes[x] == own[x] for leaf in self.parts[0] for x in leaf.axes)

    def __hash__(self) -> int:
        return self._hash


# Structures that differ elsewhere share the trees of what they have alike.
TREES: Cache[_TreeKey, Tree] = Cache(MOST_TREES, 16 * 2**20)


def plan_of(structure: Structure, shape: Shape) -> Plan:
    """The plan for a question, from the cache where it is there."""
    plan = structure.plans.get(shape)
    if plan is None:
        plan = _made(structure, shape)
        structure.keep(shape, plan, PLAN_BYTES * _nodes(plan))
    return cast("Plan", plan)


def planned(kind: str, structure: Structure, shape: Shape, make: Callable[[Plan], T]) -> T:
    """`make` applied to the plan for a question, from the cache where it is there."""
    found = structure.plans.get((kind, shape))
    if found is None:
        plan = plan_of(structure, shape)
        found = structure.keep((kind, shape), make(plan), ROUTE_BYTES * _nodes(plan))
    return cast("T", found)


def _nodes(plan: Plan) -> int:
    return sum([len(tree.leaves) + len(tree.steps) for tree in plan.trees])


def _made(structure: Structure, shape: Shape) -> Plan:
    """Plan every independent part by itself, but those with an outcome together: their answer is one table."""
    kept = shape.kept
    parts = prune(structure, shape)
    leaves = tuple([leaf for part in parts if part.asked for leaf in part.leaves])
    main = _tree_of(leaves, structure, kept) if leaves else None
    asides = tuple([_tree_of(part.leaves, structure, ()) for part in parts if not part.asked])
    axes = main.axes(main.root) if main else ()
    finish = arrangement(axes, kept, structure.sizes)
    trees = (main, *asides) if main else asides
    # Trees run one after another, so that only the largest peak counts.
    peak = 8 * max([tree.peak for tree in trees], default=0)
    # An adjoint has at most the axes of its tensor and those that are kept.
    held = 8 * sum([tree.held for tree in trees]) * (1 + structure.size(kept))
    widest = max([structure.size(tree.widest) for tree in trees], default=1)
    return Plan(structure, shape, main, asides, finish, peak, held, widest)


def _tree_of(leaves: tuple[Leaf, ...], structure: Structure, keep: Axes) -> Tree:
    """The contraction tree of some leaves, from the cache where it is there."""
    key = _TreeKey(leaves, keep, structure.sizes)
    tree = TREES.get(key)
    if tree is None:
        tree = contraction_tree(leaves, structure, keep)
        TREES.put(key, tree, PLAN_BYTES * (len(tree.leaves) + len(tree.steps)))
    return tree


def arrangement(axes: Axes, wanted: Axes, sizes: tuple[int, ...]) -> Callable[[Array], Array]:
    """The function that puts a tensor's axes in the order `wanted`.

    Axes that are not wanted are summed. Wanted ones that the tensor lacks, because it is constant along them, are
    broadcast. The axis of draws stays last.

    Examples
    --------
    >>> arrangement((1, 0), (0, 2, 1), sizes=(2, 3, 4, 1))(np.ones((3, 2))).shape
    (2, 4, 3)
    """
    drawn = (DRAWS,) if DRAWS in axes else ()
    if axes == (*wanted, *drawn):
        return np.asarray
    over = tuple([i for i, x in enumerate(axes) if x not in wanted and x != DRAWS])
    left = [x for x in axes if x in wanted or x == DRAWS]
    order = [left.index(x) for x in (*wanted, *drawn) if x in left]
    index = tuple([slice(None) if x in left else None for x in (*wanted, *drawn)])
    shape = tuple([sizes[x] for x in wanted])
    if not over and None not in index:
        return lambda x: x.transpose(order)

    def run(x: Array) -> Array:
        y = (x.sum(axis=over) if over else x).transpose(order)[index]
        return np.broadcast_to(y, shape + y.shape[len(shape) :])

    return run


def shown_bytes(count: float) -> str:
    """A number of bytes with its unit."""
    for unit in ("bytes", "KiB", "MiB"):
        if count < 1024:
            whole = tr("{count:,.0f} bytes", count=count)
            return whole if unit == "bytes" else f"{count:,.1f} {unit}"
        count /= 1024
    return f"{count:,.1f} GiB"


def in_every_draw(x: Array, axes: int, draws: int | None) -> Array:
    """An answer of `axes` axes with that of the draws last, broadcast where all draws agree."""
    if draws is None or x.ndim > axes:
        return x
    return np.broadcast_to(x[..., None], (*x.shape, draws))


def _line(word: str, text: str) -> str:
    """A word, and what it says of the plan."""
    return f"  {padded(word, 12)} {text}"
