r"""Recipes: the joint distribution of a variable's causes from what is known above them.

A table is calibrated with the joint distribution of its causes. That is put together from parts that are known once the
tables above are made. For any set F of variables and its last member u, causes coming first,

.. math:: P(F) = P(u \mid \mathrm{pa}(u)) \, P\bigl((F \setminus u) \cup \mathrm{pa}(u)\bigr),

summed over what is not in F. So variables are *opened*, the last first, until what is left lies within one family: the
joint distribution of a variable and its causes, with which its own table was calibrated. In a chain, and wherever the
causes of an effect influence each other, nothing need be opened, and the effort does not grow with what is upstream.
Parts without a common ancestor are independent and are taken apart.

Where causes are related only far above, a recipe would open everything between. It ends at an *interface* instead: the
variables before some place in the order that have an effect after it. They separate what comes before from what comes
after. So the joint distribution of one interface follows from that of the one before, and each is worked out once.

References
----------
K. P. Murphy (2002), *Dynamic Bayesian Networks*, section 3.4 (the interface algorithm).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from math import prod
from typing import NamedTuple

from causalnet.cache import Cache
from causalnet.network.graph import children, narrow_order
from causalnet.network.structure import Structure, structure

__all__ = ["Interface", "Origin", "Recipe", "RecipeSource", "Recipes"]

# From so many variables on there is an interface at every fourth place. Recipes of fewer cannot reach far.
MANY_VARIABLES, SPACING = 64, 4
# A recipe ends at an interface of at most so many cells for each variable that it has opened, and of so many in all.
CELLS_FOR_EACH, MOST_CELLS = 64, 1024
# If the interface is wider, a recipe that has opened so many variables tabulates what it needs of it.
REACH = 16
# For each variable, the patterns of tables with an axis of draws whose structures are kept.
MOST_PATTERNS = 64

Names = tuple[str, ...]


class Interface(NamedTuple):
    """Variables that have effects after some place in the order, and whose joint distribution is tabulated.

    Attributes
    ----------
    names : tuple of str
        Causes first.
    """

    names: Names

    @property
    def last(self) -> str:
        """The variable after which it is known."""
        return self.names[-1]


Origin = str | Interface
"""A variable, which is known together with its causes, or an interface."""


class RecipeSource(NamedTuple):
    """Some variables whose joint distribution is known from one family or interface.

    Attributes
    ----------
    origin : str or Interface
        A variable that is known together with its causes, or an interface.
    names : tuple of str
        Members of that family or interface, one at least.
    """

    origin: Origin
    names: Names

    @property
    def is_marginal(self) -> bool:
        """Whether it is one variable alone, known from its own family."""
        return self.names == (self.origin,)


class Recipe(NamedTuple):
    """The recipe for the joint distribution of some variables.

    Attributes
    ----------
    sources : tuple of RecipeSource
        Independent of each other.
    opened : tuple of str
        The variables whose tables stand between them and what is wanted.
    """

    sources: tuple[RecipeSource, ...]
    opened: Names

    @property
    def origin(self) -> Origin | None:
        """What all of it is known from; None where it takes several sources or an opened table."""
        return None if self.opened or len(self.sources) != 1 else self.sources[0].origin


class _Group(NamedTuple):
    """Variables that a recipe has still to find, causes first; all that it opened for them is at `place` or after."""

    names: Names
    place: int


class Recipes:
    """For every variable the recipe for the joint distribution of its parents, each worked out once it is needed.

    Parameters
    ----------
    parents : mapping from variable to tuple of str
    sizes : mapping from variable to int
        The number of states of each.
    order : tuple of str, optional
        The variables, parents first. Default: so that interfaces are narrow.
    spacing : int, optional
        There is an interface at every so many places in the order. Default: four, and none among few variables.

    Attributes
    ----------
    order : tuple of str
        The variables, parents first.
    fits : float
        The most draws for each byte of a memory limit with which every joint distribution is known to fit.

    Examples
    --------
    >>> chain = {"a": (), "b": ("a",), "c": ("b",), "d": ("c", "b")}
    >>> sizes = dict.fromkeys("abcde", 2)
    >>> Recipes(chain, sizes)["d"]
    Recipe(sources=(RecipeSource(origin='c', names=('b', 'c')),), opened=())
    >>> Recipes({**chain, "e": ("d", "b")}, sizes)["e"]
    Recipe(sources=(RecipeSource(origin='d', names=('b', 'd')),), opened=())
    >>> Recipes({**chain, "e": ("d", "a")}, sizes)["e"]
    Recipe(sources=(RecipeSource(origin='b', names=('a', 'b')),), opened=('d', 'c'))
    """

    def __init__(
        self,
        parents: Mapping[str, Names],
        sizes: Mapping[str, int],
        order: Names | None = None,
        *,
        spacing: int | None = None,
    ) -> None:
        self.parents, self.sizes = parents, sizes
        self._spacing = spacing or (SPACING if len(parents) >= MANY_VARIABLES else len(parents) + 1)
        self.order = narrow_order(parents, sizes) if order is None else order
        self._place = {v: i for i, v in enumerate(self.order)}
        # Ancestors as bits of whole numbers, each variable among its own.
        self._above: dict[str, int] = {}
        for v in self.order:
            bits = 1 << self._place[v]
            for parent in parents[v]:
                bits |= self._above[parent]
            self._above[v] = bits
        self.fits = 0.0
        self._known: dict[Origin, Recipe] = {}
        self._interfaces: dict[int, list[Interface]] = {}
        self._structures: Cache[tuple[Origin, Names], Structure] = Cache(
            MOST_PATTERNS * len(parents) + 1
        )

    def members(self, origin: Origin) -> Names:
        """The variables whose joint distribution its recipe gives: an interface, or the causes of a variable."""
        return origin.names if isinstance(origin, Interface) else self.parents[origin]

    def __getitem__(self, origin: Origin) -> Recipe:
        known = self._known.get(origin)
        if known is None:
            known = self._known[origin] = self._recipe(origin)
        return known

    def above(self, origin: Origin, varying: Names = ()) -> Structure:
        """The network of a recipe, if some of its tables have an axis of draws.

        The last variable of a source has their joint distribution for its table, and the others as parents, whose
        tables are constant. The structure is kept, and with it the plan for the joint distribution.
        """
        known = self._structures.get((origin, varying))
        if known is None:
            recipe = self[origin]
            parents = {v: self.parents[v] for v in recipe.opened}
            for source in recipe.sources:
                *others, last = source.names
                parents |= dict.fromkeys(others, ())
                parents[last] = tuple(others)
            sizes = {v: self.sizes[v] for v in parents}
            known = self._structures.put((origin, varying), structure(sizes, parents, varying))
        return known

    def resting_on(self, origins: Iterable[Origin]) -> list[Origin]:
        """Some origins, and all interfaces that their recipes go back to."""
        found: dict[Origin, None] = {}
        waiting = list(origins)
        while waiting:
            origin = waiting.pop()
            if origin not in found:
                found[origin] = None
                waiting += [
                    s.origin for s in self[origin].sources if isinstance(s.origin, Interface)
                ]
        return list(found)

    def cells(self, interface: Interface) -> int:
        """The cells of an interface; a variable of one state counts as two, since arrays have only so many axes."""
        return prod([max(2, self.sizes[v]) for v in interface.names])

    def _recipe(self, origin: Origin) -> Recipe:
        sources, opened = list[RecipeSource](), list[str]()
        # An interface is found from one before its last member, never from itself.
        place = self._place[origin.last if isinstance(origin, Interface) else origin]
        waiting = self._groups({*self.members(origin)}, place)
        while waiting:
            group = waiting.pop()
            source = self._family(group) or self._interface(group, len(opened))
            if source is not None:
                sources.append(source)
                continue
            *others, last = group.names
            opened.append(last)
            waiting += self._groups({*others, *self.parents[last]}, self._place[last])
        return Recipe(tuple(sources), tuple(opened))

    def _family(self, group: _Group) -> RecipeSource | None:
        last = group.names[-1]
        inside = {last, *self.parents[last]}.issuperset(group.names)
        return RecipeSource(last, group.names) if inside else None

    def _interface(self, group: _Group, opened: int) -> RecipeSource | None:
        """The interface that a group has just come to, all of it if that is narrow, else what the group needs of it."""
        place = group.place - group.place % self._spacing
        if not opened or self._place[group.names[-1]] >= place:
            return None
        whole = next(i for i in self._interfaces_at(place) if group.names[0] in i.names)
        if self.cells(whole) <= min(CELLS_FOR_EACH * opened, MOST_CELLS):
            return RecipeSource(whole, group.names)
        needed = Interface(group.names)
        fits = opened >= REACH and self.cells(needed) <= MOST_CELLS
        return RecipeSource(needed, group.names) if fits else None

    def _interfaces_at(self, place: int) -> list[Interface]:
        """The interfaces at a place, independent of each other."""
        if not self._interfaces:
            self._interfaces = {
                at: [Interface(group.names) for group in self._groups(names, at)]
                for at, names in self._open_at_places()
            }
        return self._interfaces[place]

    def _open_at_places(self) -> Iterable[tuple[int, Set[str]]]:
        """At every so many places, the variables before it that have an effect after it."""
        left = {v: len(below) for v, below in children(self.parents).items()}
        live: set[str] = set()
        for place, v in enumerate(self.order):
            if place % self._spacing == 0:
                yield place, live
            if left[v]:
                live.add(v)
            for parent in {*self.parents[v]}:
                left[parent] -= 1
                if not left[parent]:
                    live.discard(parent)

    def _groups(self, names: Set[str], place: int) -> list[_Group]:
        """Groups of variables that have no ancestor in common."""
        groups: list[tuple[int, list[str]]] = []
        for name in sorted(names, key=self._place.__getitem__):
            bits, joined = self._above[name], [name]
            apart = []
            for own, group in groups:
                if own & self._above[name]:
                    bits |= own
                    joined += group
                else:
                    apart.append((own, group))
            groups = [*apart, (bits, joined)]
        return [
            _Group(tuple(sorted(group, key=self._place.__getitem__)), place) for _, group in groups
        ]
