r"""Blueprints: what compiling needs of a model besides its numbers, worked out once.

A table is calibrated with the joint distribution of its causes. That is put together from parts that are known once the
tables above are made. For any set F of variables and its last member u, causes coming first,

.. math:: P(F) = P(u \mid \mathrm{pa}(u)) \, P\bigl((F \setminus u) \cup \mathrm{pa}(u)\bigr),

summed over what is not in F. So variables are *opened*, the last first, until what is left lies within one family: the
joint distribution of a variable and its causes, with which its own table was calibrated. In a chain, and wherever the
causes of an effect influence each other, nothing need be opened, and the effort does not grow with what is upstream.
Parts without a common ancestor are independent and are taken apart.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from causalnet.cache import Cache, CachePerOwner
from causalnet.compilation.mechanisms.protocol import ParametricCPT
from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.variable import Variable
from causalnet.network.graph import topological
from causalnet.network.structure import Structure, structure

__all__ = ["Blueprint", "Family", "FamilySource", "Identity", "Recipe", "Recipes", "blueprint_of"]

# The blueprints kept for each model: for all of it, and for what bears on some questions.
KEPT = 8
# The contents of families that are told apart: twice the tables that are kept, so that a model of 1,000 variables and its
# variants share theirs, and a process that asks ever new models holds 1 MiB. And for each family the patterns of tables
# with an axis of draws.
MOST_CONTENTS, MOST_PATTERNS = 2_048, 64

Names = tuple[str, ...]


class Identity:
    """Replaces a value in keys: quick to hash and to compare."""

    __slots__ = ()


_contents: Cache[Hashable, Identity] = Cache(MOST_CONTENTS)


class FamilySource(NamedTuple):
    """Some variables whose joint distribution is known from one family.

    Attributes
    ----------
    family : str
        A variable that is known together with its causes.
    names : tuple of str
        Members of that family, one at least.
    """

    family: str
    names: Names

    @property
    def is_marginal(self) -> bool:
        """Whether it is that one variable alone."""
        return self.names == (self.family,)


class Recipe(NamedTuple):
    """The recipe for the joint distribution of some variables.

    Attributes
    ----------
    sources : tuple of FamilySource
        Independent of each other.
    opened : tuple of str
        The variables whose tables stand between them and what is wanted.
    """

    sources: tuple[FamilySource, ...]
    opened: Names

    @property
    def family(self) -> str | None:
        """The one family that all of it is known from; None where it takes more than one or an opened table."""
        return None if self.opened or len(self.sources) != 1 else self.sources[0].family


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """A variable and its causes, as far as they do not depend on elicited numbers.

    Attributes
    ----------
    variable : Variable
    causes : tuple of str
        In the order of the model's influences.
    cpt : ParametricCPT or TabularCPT
    strengths, amounts : tuple
        The keys of the numbers in its table.
    content : Identity
        The same for all families that have the same table wherever the numbers and the tables of the causes are.
    """

    variable: Variable
    causes: Names
    cpt: ParametricCPT | TabularCPT
    strengths: tuple[tuple[str, str, int], ...]
    amounts: tuple[tuple[str, str, str], ...]
    content: Identity

    @property
    def marginal_is_declared(self) -> bool:
        """Whether its own distribution is its baseline, to which its table is calibrated."""
        return self.variable.baseline is not None and not isinstance(self.cpt, TabularCPT)


@dataclass(frozen=True, slots=True, eq=False)
class Blueprint:
    """Some variables of a model, which include the causes of each.

    Attributes
    ----------
    states, parents : dict from variable to tuple of str
    families : dict from variable to Family
        Causes first.
    recipes : Recipes
        For the joint distributions of causes.
    """

    states: dict[str, Names]
    parents: dict[str, Names]
    families: dict[str, Family]
    recipes: Recipes
    _structures: Cache[tuple[str, Names], Structure]

    def above(self, name: str, varying: Names = ()) -> Structure:
        """The network of a variable's recipe, if some of its tables have an axis of draws.

        The last variable of a source has their joint distribution for its table, and the others as parents, whose
        tables are constant. The structure is kept, and with it the plan for the joint distribution of the causes.
        """
        known = self._structures.get((name, varying))
        if known is None:
            recipe = self.recipes[name]
            parents = {v: self.parents[v] for v in recipe.opened}
            for source in recipe.sources:
                *others, last = source.names
                parents |= dict.fromkeys(others, ())
                parents[last] = tuple(others)
            sizes = {v: len(self.states[v]) for v in parents}
            known = self._structures.put((name, varying), structure(sizes, parents, varying))
        return known


_blueprints: CachePerOwner[CausalModel, Names, Blueprint] = CachePerOwner(KEPT)


def blueprint_of(model: CausalModel, names: Iterable[str]) -> Blueprint:
    """The blueprint of some variables of a model.

    Raises
    ------
    QuestionError
        If a cause of a variable is not among them.
    """
    key, kept = tuple(names), _blueprints.of(model)
    known = kept.get(key)
    return known if known is not None else kept.put(key, _drawn_up(model, key))


def _drawn_up(model: CausalModel, names: Names) -> Blueprint:
    influences = {v: model.causes(v) for v in names}
    parents = {v: tuple(i.cause for i in own) for v, own in influences.items()}
    left = [c for causes in parents.values() for c in causes if c not in parents]
    if left:
        raise QuestionError(f"only= names an effect of {left[0]!r}, but not {left[0]!r} itself.")
    states = {v: tuple(model.variables[v].states) for v in names}
    modifiers: dict[str, list[tuple[str, str, str]]] = {v: [] for v in names}
    for m in model.modifiers:
        if m.effect in modifiers:
            modifiers[m.effect].append((m.cause, m.by, m.sign))
    families = {}
    recipes = Recipes(parents)
    for v in recipes.order:
        variable, own = model.variables[v], influences[v]
        content = (
            v,
            states[v],
            variable.mechanism,
            None if variable.baseline is None else tuple(variable.baseline.p),
            tuple((i.cause, states[i.cause], i.sign, i.reference) for i in own),
            tuple(modifiers[v]),
        )
        families[v] = Family(
            variable,
            parents[v],
            cpt_of(variable.mechanism),
            tuple(i.key for i in own),
            tuple((cause, v, by) for cause, by, _ in modifiers[v]),
            _contents.get(content) or _contents.put(content, Identity()),
        )
    patterns: Cache[tuple[str, Names], Structure] = Cache(MOST_PATTERNS * len(names) + 1)
    return Blueprint(states, parents, families, recipes, patterns)


class Recipes:
    """For every variable the recipe for the joint distribution of its parents, each worked out once it is needed.

    Parameters
    ----------
    parents : mapping from variable to tuple of str

    Examples
    --------
    >>> chain = {"a": (), "b": ("a",), "c": ("b",), "d": ("c", "b")}
    >>> Recipes(chain)["d"]
    Recipe(sources=(FamilySource(family='c', names=('b', 'c')),), opened=())
    >>> Recipes({**chain, "e": ("d", "b")})["e"]
    Recipe(sources=(FamilySource(family='d', names=('b', 'd')),), opened=())
    >>> Recipes({**chain, "e": ("d", "a")})["e"]
    Recipe(sources=(FamilySource(family='b', names=('a', 'b')),), opened=('d', 'c'))
    """

    def __init__(self, parents: Mapping[str, Names]) -> None:
        self._parents = parents
        self.order = topological(parents)
        self._place = {v: i for i, v in enumerate(self.order)}
        # Ancestors as bits of whole numbers, each variable among its own.
        self._above: dict[str, int] = {}
        for v in self.order:
            bits = 1 << self._place[v]
            for parent in parents[v]:
                bits |= self._above[parent]
            self._above[v] = bits
        self._known: dict[str, Recipe] = {}

    def __getitem__(self, name: str) -> Recipe:
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._recipe(self._parents[name])
        return known

    def _recipe(self, wanted: Names) -> Recipe:
        sources, opened = [], []
        waiting = self._independent({*wanted})
        while waiting:
            group = waiting.pop()
            last = group[-1]
            if {last, *self._parents[last]}.issuperset(group):
                sources.append(FamilySource(last, group))
            else:
                opened.append(last)
                waiting += self._independent({*group[:-1], *self._parents[last]})
        return Recipe(tuple(sources), tuple(opened))

    def _independent(self, names: Set[str]) -> list[Names]:
        """Groups of variables that have no ancestor in common, each with causes first."""
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
        return [tuple(sorted(group, key=self._place.__getitem__)) for _, group in groups]
