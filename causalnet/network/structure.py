"""The shape of a network in whole numbers: all that planning needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from causalnet.cache import Cache, Interned
from causalnet.console import printed

__all__ = ["DRAWS", "Structure", "structure"]

DRAWS = -1
"""How the axis of draws is called where variables go by their positions."""

# The number of plans that are kept for one structure, and of structures that are kept with their plans; the bytes of a
# structure for each variable.
MOST_PLANS, MOST_STRUCTURES, VARIABLE_BYTES = 1024, 256, 400

T = TypeVar("T")
StructureKey = tuple[tuple[str, ...], tuple[int, ...], tuple[tuple[int, ...], ...], frozenset[int]]


@printed
@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Structure:
    """Arrows and sizes, without states' names and without numbers.

    Networks of the same shape share one structure, and with it every plan made for it. The structures that were last
    planned for are kept, so that plans outlive the networks that they were first made for.

    Attributes
    ----------
    names : tuple of str
        The variables; the other attributes refer to them by position.
    index : dict from str to int
        The position of each.
    sizes : tuple of int
        The number of states of each; and last, at `DRAWS`, a one.
    parents : tuple of tuple of int
        The causes of each, in the order of its table's axes.
    varying : frozenset of int
        The variables whose tables have an axis of draws.
    lone : tuple of int
        The variables with one state.
    plans : Cache
        The plans made for it so far; see `causalnet.inference.planning.plan`.
    """

    names: tuple[str, ...]
    index: dict[str, int]
    sizes: tuple[int, ...]
    parents: tuple[tuple[int, ...], ...]
    varying: frozenset[int]
    lone: tuple[int, ...]
    plans: Cache[object, object] = field(default_factory=lambda: Cache(MOST_PLANS), repr=False)

    # Its plans are not pickled. On arrival it becomes the one structure of its shape.
    def __reduce__(self) -> tuple[object, ...]:
        return _shared, (self.names, self.sizes, self.parents, self.varying)

    def keep(self, key: object, plan: T, size: int) -> T:
        """Keep a plan of `size` bytes, and for a while the structure with it."""
        self.plans.put(key, plan, size)
        _recent.put(self, self, VARIABLE_BYTES * len(self.names) + self.plans.size)
        return plan

    def numbers(self, names: Iterable[str]) -> tuple[int, ...]:
        """The positions of some variables."""
        return tuple([self.index[name] for name in names])

    def size(self, axes: Iterable[int]) -> int:
        """The number of cells of a table over some variables (in each draw)."""
        cells = 1
        for axis in axes:
            cells *= self.sizes[axis]
        return cells


# All that are in use somewhere, and those that were last planned for.
_known: Interned[StructureKey, Structure] = Interned()
_recent: Cache[Structure, Structure] = Cache(MOST_STRUCTURES)


def structure(
    sizes: Mapping[str, int], parents: Mapping[str, Sequence[str]], varying: Iterable[str] = ()
) -> Structure:
    """The structure of a network, shared by every network of its shape.

    Examples
    --------
    >>> lawn = structure({"rain": 2, "wet": 3}, {"rain": (), "wet": ("rain",)})
    >>> lawn.parents, lawn is structure({"rain": 2, "wet": 3}, {"rain": (), "wet": ("rain",)})
    (((), (0,)), True)
    """
    names = tuple(sizes)
    index = {name: i for i, name in enumerate(names)}
    above = tuple([tuple([index[p] for p in parents[name]]) for name in names])
    return _shared(names, (*sizes.values(), 1), above, frozenset([index[name] for name in varying]))


def _shared(
    names: tuple[str, ...],
    sizes: tuple[int, ...],
    parents: tuple[tuple[int, ...], ...],
    varying: frozenset[int],
) -> Structure:
    def make() -> Structure:
        index = {v: i for i, v in enumerate(names)}
        lone = tuple([i for i, size in enumerate(sizes[:DRAWS]) if size == 1])
        return Structure(names, index, sizes, parents, varying, lone)

    found = _known.of((names, sizes, parents, varying), make)
    # One that comes back is not the next to go.
    _recent.get(found)
    return found
