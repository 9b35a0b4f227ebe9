"""The joint distribution of a variable's causes, put together by its recipe."""

from __future__ import annotations

from abc import ABC, abstractmethod
from string import ascii_letters

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.blueprint import Blueprint, FamilySource, Recipe
from causalnet.inference.posterior import joint_of_tables

__all__ = ["Joints"]

Array = NDArray[np.float64]


class Joints(ABC):
    """Joint distributions of causes, in a number of draws.

    Parameters
    ----------
    blueprint : Blueprint
    draws : int or None
        The length of an axis of draws, which some tables have.
    """

    def __init__(self, blueprint: Blueprint, draws: int | None) -> None:
        self.blueprint = blueprint
        self.draws = draws

    @abstractmethod
    def table(self, name: str) -> Array:
        """The table of a variable, shape (states of each cause…, states, draws…)."""

    @abstractmethod
    def weights(self, name: str) -> Array:
        """The joint distribution of its causes, shape (states of each cause…, draws…)."""

    @abstractmethod
    def baseline(self, name: str) -> Array | None:
        """The declared distribution of a variable, shape (states, draws…)."""

    def of(self, name: str) -> Array:
        """The joint distribution of a variable's causes from what is known above them.

        Returns
        -------
        ndarray, shape (states of each cause…, draws…)
            Without an axis of draws where no table above has one.
        """
        causes, recipe = self.blueprint.parents[name], self.blueprint.recipes[name]
        if recipe.family is not None:
            return self.known(FamilySource(recipe.family, causes))
        tables = self.parts(recipe)
        varying = self.varying(recipe, tables)
        above = self.blueprint.above(name, varying)
        return joint_of_tables(above, tables, causes, self.draws if varying else None)

    def parts(self, recipe: Recipe) -> dict[str, Array]:
        """The tables of the network of its recipe."""
        tables = {v: self.table(v) for v in recipe.opened}
        for source in recipe.sources:
            *others, last = source.names
            tables |= {v: np.ones(len(self.blueprint.states[v])) for v in others}
            tables[last] = self.known(source)
        return tables

    def varying(self, recipe: Recipe, tables: dict[str, Array]) -> tuple[str, ...]:
        """The variables among them whose tables have an axis of draws."""
        sizes = {v: len(self.blueprint.parents[v]) + 1 for v in recipe.opened}
        for source in recipe.sources:
            sizes |= dict.fromkeys(source.names, 1) | {source.names[-1]: len(source.names)}
        return tuple([v for v, own in tables.items() if own.ndim > sizes[v]])

    def known(self, source: FamilySource) -> Array:
        """The joint distribution of members of a family, axes in the order of the names."""
        name, names = source
        declared = self.baseline(name) if source.is_marginal else None
        if declared is not None:
            return declared
        above, whole, wanted = self.subscripts(source)
        if name not in names:
            return np.asarray(np.einsum(f"{above}...->{wanted}...", self.weights(name)))
        return np.asarray(
            np.einsum(f"{above}...,{whole}...->{wanted}...", self.weights(name), self.table(name))
        )

    def subscripts(self, source: FamilySource) -> tuple[str, str, str]:
        """The letters of Einstein sums for the causes of a family, for its table, and for the names of a source."""
        causes = self.blueprint.parents[source.family]
        letters = dict(zip((*causes, source.family), ascii_letters, strict=False))
        groups = causes, (*causes, source.family), source.names
        above, whole, wanted = ("".join([letters[v] for v in own]) for own in groups)
        return above, whole, wanted
