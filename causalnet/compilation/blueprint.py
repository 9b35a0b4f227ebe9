"""Blueprints: what compiling needs of a model besides its numbers, worked out once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from causalnet.cache import Cache, CachePerOwner
from causalnet.compilation.mechanisms.protocol import ParametricCPT
from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.compilation.recipes import Names, Recipes
from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.variable import Variable

__all__ = ["Blueprint", "Family", "Identity", "blueprint_of"]

# The blueprints kept for each model: for all of it, and for what bears on some questions.
KEPT = 8
# The contents of families that are told apart: twice the tables that are kept, so that a model of 1,000 variables and its
# variants share theirs, and a process that asks ever new models holds 1 MiB.
MOST_CONTENTS = 2_048


class Identity:
    """Replaces a value in keys: quick to hash and to compare."""

    __slots__ = ()


_contents: Cache[Hashable, Identity] = Cache(MOST_CONTENTS)


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
    recipes = Recipes(parents, {v: len(own) for v, own in states.items()})
    for v in recipes.order:
        variable, own = model.variables[v], influences[v]
        content = (
            v,
            states[v],
            variable.mechanism,
            None if variable.one_baseline is None else tuple(variable.one_baseline.p),
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
    return Blueprint(states, parents, families, recipes)
