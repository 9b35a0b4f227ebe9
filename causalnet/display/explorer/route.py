"""Contraction trees for the page: made here once, and run there at every click."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from causalnet.errors import MemoryLimitError
from causalnet.inference.planning.contraction_tree import Tree, contraction_tree
from causalnet.inference.planning.plan import shown_bytes
from causalnet.inference.planning.prune import Leaf
from causalnet.network.graph import ancestors
from causalnet.network.structure import Structure, structure

__all__ = ["ContractionRoute", "route_of"]

MOST_ROUTE_BYTES = 64 * 1024**2
"""Bytes that the page's tables may take in a browser: past that no touch is answered at once."""


@dataclass(frozen=True, slots=True)
class ContractionRoute:
    """One tree for all variables, and one for the causes of each variable that is calibrated.

    Attributes
    ----------
    sizes : tuple of int
        The number of states of each variable.
    parents : tuple of tuple of int
        The causes of each, in the order of its table's axes.
    whole : Tree
        Sums over all variables; its backward pass gives every marginal.
    joints : mapping from int to Tree
        To the joint distribution of a variable's causes.
    """

    sizes: tuple[int, ...]
    parents: tuple[tuple[int, ...], ...]
    whole: Tree
    joints: Mapping[int, Tree]

    def to_json(self) -> dict[str, object]:
        """The data of the route on the page."""
        return {
            "parents": self.parents,
            "whole": _steps(self.whole),
            "joints": [
                _steps(self.joints[v]) if v in self.joints else None for v in range(len(self.sizes))
            ],
        }


def route_of(
    sizes: Mapping[str, int], parents: Mapping[str, Sequence[str]], calibrated: Collection[str]
) -> ContractionRoute:
    """The trees for a graph, or an error if they are too wide for a page.

    Parameters
    ----------
    sizes : mapping from variable to int
    parents : mapping from variable to sequence of str
    calibrated : collection of str
        The variables whose tables need the joint of their causes.

    Raises
    ------
    MemoryLimitError
        If a browser would need more than 64 MiB for it.
    """
    shape = structure(sizes, parents)
    whole = _tree(shape, range(len(shape.names)), ())
    joints = {}
    for name in calibrated:
        v = shape.index[name]
        above = shape.numbers(ancestors(parents, parents[name]))
        joints[v] = _tree(shape, sorted(above), shape.parents[v])
    _require_room(shape, whole, joints.values())
    return ContractionRoute(shape.sizes[:-1], shape.parents, whole, joints)


def _tree(shape: Structure, variables: Sequence[int], keep: Collection[int]) -> Tree:
    leaves = [Leaf(v, weights=False, axes=(*shape.parents[v], v)) for v in variables]
    return contraction_tree(leaves, shape, keep)


def _steps(tree: Tree) -> dict[str, object]:
    return {
        "leaves": [leaf.variable for leaf in tree.leaves],
        "steps": [[step.first, step.second, step.how.axes] for step in tree.steps],
    }


def _require_room(shape: Structure, whole: Tree, joints: Collection[Tree]) -> None:
    """Compute the memory of the tables and all products, before any of them is made."""
    # The whole tree also runs backward, so each of its tensors exists twice.
    needed = 8 * (2 * _cells(shape, whole) + sum(_cells(shape, tree) for tree in joints))
    if needed <= MOST_ROUTE_BYTES:
        return
    names = [shape.names[x] for x in whole.widest]
    listing = ", ".join(names[:8]) + (f", … ({len(names)} in all)" if len(names) > 8 else "")
    raise MemoryLimitError(
        f"The page would need {shown_bytes(needed)} of tables in the browser; it may carry "
        f"{shown_bytes(MOST_ROUTE_BYTES)}. The widest, {shape.size(whole.widest):,} cells, is over {listing}. "
        "Explore a smaller model, or ask in Python: causalnet.query takes what a page cannot.",
        needed=needed,
        limit=MOST_ROUTE_BYTES,
    )


def _cells(shape: Structure, tree: Tree) -> int:
    return sum(shape.size(tree.axes(node)) for node in range(tree.root + 1))
