"""The joint distributions of causes, put together by recipes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Container, Iterator
from string import ascii_letters

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.recipes import Interface, Origin, Recipe, Recipes, RecipeSource
from causalnet.inference.posterior import joint_of_tables

__all__ = ["Joints"]

Array = NDArray[np.float64]


class Joints(ABC):
    """Joint distributions of causes and of interfaces, in a number of draws.

    Parameters
    ----------
    recipes : Recipes
    draws : int or None
        The length of an axis of draws, which some tables have.
    """

    def __init__(self, recipes: Recipes, draws: int | None) -> None:
        self.recipes = recipes
        self.draws = draws

    @abstractmethod
    def table(self, name: str) -> Array:
        """The table of a variable, shape (states of each cause…, states, draws…)."""

    @abstractmethod
    def weights(self, origin: Origin) -> Array:
        """The joint distribution of a variable's causes, or of an interface; shape (states of each…, draws…)."""

    @abstractmethod
    def baseline(self, name: str) -> Array | None:
        """The declared distribution of a variable, shape (states, draws…)."""

    def of(self, origin: Origin) -> Array:
        """The joint distribution of a variable's causes, or of an interface, from what is known above them.

        Returns
        -------
        ndarray, shape (states of each…, draws…)
            Without an axis of draws where no table above has one.
        """
        wanted, recipe = self.recipes.members(origin), self.recipes[origin]
        if recipe.origin is not None:
            return self.known(RecipeSource(recipe.origin, wanted))
        tables = self.parts(recipe)
        varying = self.varying(recipe, tables)
        above = self.recipes.above(origin, varying)
        return joint_of_tables(above, tables, wanted, self.draws if varying else None)

    def missing(self, origin: Origin, known: Container[Origin]) -> Iterator[Origin]:
        """The origins that are not known yet, from those that need no other to `origin` itself.

        Each must be known before the next is asked for. There may be more of them than calls can be nested.
        """
        waiting = [origin]
        while waiting:
            above = [o for o in self._rests_on(waiting[-1]) if o not in known]
            waiting += above
            if not above and (last := waiting.pop()) not in known:
                yield last

    def _rests_on(self, origin: Origin) -> list[Origin]:
        """The origins whose own joint distributions it is put together from."""
        return [
            source.origin
            for source in self.recipes[origin].sources
            if not (source.is_marginal and self.baseline(source.names[0]) is not None)
        ]

    def parts(self, recipe: Recipe) -> dict[str, Array]:
        """The tables of the network of its recipe."""
        tables = {v: self.table(v) for v in recipe.opened}
        for source in recipe.sources:
            *others, last = source.names
            tables |= {v: np.ones(self.recipes.sizes[v]) for v in others}
            tables[last] = self.known(source)
        return tables

    def varying(self, recipe: Recipe, tables: dict[str, Array]) -> tuple[str, ...]:
        """The variables among them whose tables have an axis of draws."""
        axes = {v: len(self.recipes.parents[v]) + 1 for v in recipe.opened}
        for source in recipe.sources:
            axes |= dict.fromkeys(source.names, 1) | {source.names[-1]: len(source.names)}
        return tuple([v for v, own in tables.items() if own.ndim > axes[v]])

    def known(self, source: RecipeSource) -> Array:
        """The joint distribution of members of a family or interface, axes in the order of the names."""
        origin, names = source
        declared = self.baseline(names[0]) if source.is_marginal else None
        if declared is not None:
            return declared
        above, whole, wanted = self.subscripts(source)
        if isinstance(origin, Interface) or origin not in names:
            return np.asarray(np.einsum(f"{above}...->{wanted}...", self.weights(origin)))
        return np.asarray(
            np.einsum(
                f"{above}...,{whole}...->{wanted}...", self.weights(origin), self.table(origin)
            )
        )

    def subscripts(self, source: RecipeSource) -> tuple[str, str, str]:
        """The letters of Einstein sums for the members of an origin, for its table, and for the names of a source."""
        members, origin = self.recipes.members(source.origin), source.origin
        family = members if isinstance(origin, Interface) else (*members, origin)
        letters = dict(zip(family, ascii_letters, strict=False))
        groups = members, family, source.names
        above, whole, wanted = ("".join([letters[v] for v in own]) for own in groups)
        return above, whole, wanted
