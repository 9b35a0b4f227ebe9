r"""The proved range of a counterfactual over all couplings, by backward induction.

What is found in the first world has the same probability under every coupling. So the answer is linear in the table K of
each witness. Variables are summed out from the outcome back. Where both versions of a witness are, the best coupling is
taken for every state of what is left: a transport problem each. Nature may so choose a coupling with more knowledge than
it has, which can only widen the range: a rectangular relaxation, as in robust control.

References
----------
J. Pearl (2009), *Causality*, 2nd ed., section 8.2 (bounds as programmes over response functions); G. N. Iyengar (2005),
"Robust dynamic programming", *Mathematics of Operations Research* 30(2) (rectangular sets).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from causalnet.inference.query_encoding import finding_weights
from causalnet.language.translate import NameIn, lazy
from causalnet.questions.bounds.transport import (
    MOST_STATES,
    best_transport,
    tree_count,
)
from causalnet.questions.counterfactuals.abduction import Twofold
from causalnet.questions.counterfactuals.two_world_network import kept_states, witness_rows
from causalnet.questions.skipped import Skipped

__all__ = ["proved_most"]

Array = NDArray[np.float64]
# The axis of several worths at once, beside those of the nodes.
WORTHS = ""


@dataclass(slots=True)
class _Value:
    """What is still to come, for every state of some nodes: its axes are `scope`."""

    scope: tuple[str, ...]
    array: Array

    def over(self, axes: Sequence[str]) -> Array:
        """The array with its axes in this order; nodes out of scope have an axis of length one."""
        there = [a for a in axes if a in self.scope]
        array = self.array.transpose([self.scope.index(a) for a in there])
        sizes = iter(array.shape)
        return array.reshape([next(sizes) if a in self.scope else 1 for a in axes])


@dataclass(slots=True, eq=False)
class _Induction:
    """One backward induction: the tables, and the value so far."""

    asked: Twofold
    kept: Mapping[str, NDArray[np.intp]]
    weights: Mapping[str, Array]
    value: _Value

    def units(self) -> list[tuple[str, ...]]:
        """What is summed out together: both versions of a witness, and every other node by itself."""
        worlds = self.asked.worlds
        firsts = set(worlds.pairs.values())
        return [
            (worlds.pairs[name], name) if name in worlds.pairs else (name,)
            for name in worlds.nodes
            if name not in firsts
        ]

    def left(self, unit: tuple[str, ...]) -> tuple[str, ...]:
        """The nodes that the value depends on once a unit is summed out."""
        above = self.asked.worlds.above(unit[-1])
        return tuple(a for a in dict.fromkeys([*self.value.scope, *above]) if a not in unit)

    def contexts(self, unit: tuple[str, ...]) -> int:
        """The cells of the value once a unit is summed out."""
        return prod([len(self.kept[a]) for a in self.left(unit)])

    def work(self, unit: tuple[str, ...]) -> int:
        """The cells that summing it out takes; for a witness by the trees of its transports."""
        if len(unit) == 1:
            return self.contexts(unit) * len(self.kept[unit[0]])
        return self.contexts(unit) * tree_count(*self.table_size(unit))

    def table_size(self, unit: tuple[str, ...]) -> tuple[int, int]:
        """The rows and columns of the transports of a witness: states that are worth the same count once."""
        worth = self.worth(unit, [a for a in self.value.scope if a not in unit])
        return len(_classes(worth, -2)), len(_classes(worth, -1))

    def worth(self, unit: tuple[str, ...], axes: Sequence[str]) -> Array:
        """What each pair of states of a witness is worth, zero for what is ruled out, by the states of some nodes."""
        first, second = unit
        states = [len(self.asked.worlds.network.states[self._variable(x)]) for x in unit]
        kept = self.value.over([*axes, *unit])
        kept = kept * self.weights[first][:, None] * self.weights[second]
        whole = np.zeros((*kept.shape[:-2], *states))
        whole[..., self.kept[first][:, None], self.kept[second]] = kept
        return whole

    def _variable(self, name: str) -> str:
        return self.asked.worlds.nodes[name].variable

    def sum_out(self, unit: tuple[str, ...]) -> None:
        """Replace the value by what it is before a unit is known."""
        scope = self.left(unit)
        found = self._summed(unit[0], scope) if len(unit) == 1 else self._coupled(unit, scope)
        self.value = _Value(scope, found)

    def _summed(self, name: str, scope: tuple[str, ...]) -> Array:
        node = self.asked.worlds.nodes[name]
        table = node.table
        for axis, read in enumerate((*node.reads, name)):
            table = table.take(self.kept[read], axis=axis)
        own = _Value((*node.reads, name), table * self.weights[name])
        axes = (*scope, name)
        product = own.over(axes) * self.value.over(axes)
        shape = [len(self.kept[a]) for a in scope]
        return np.broadcast_to(product.sum(axis=-1), shape)

    def _coupled(self, unit: tuple[str, ...], scope: tuple[str, ...]) -> Array:
        """The best coupling for every state of what is left."""
        rows = witness_rows(self.asked.worlds, unit[1], self.kept)
        # The rows differ between states of the causes alone, the worth of pairs also between those of other nodes.
        others = [a for a in scope if a not in rows.axes]
        shape = [len(self.kept[a]) for a in rows.axes]
        pairs, rest = prod(shape), [len(self.kept[a]) for a in others]
        worth = self.worth(unit, [*rows.axes, *others])
        worth = np.broadcast_to(worth, (*shape, *rest, *worth.shape[-2:]))
        worth = worth.reshape(pairs, prod(rest), *worth.shape[-2:])
        first, second = (
            np.broadcast_to(x[..., 0], (*shape, x.shape[-2])).reshape(pairs, -1)
            for x in (rows.first, rows.second)
        )
        same = np.broadcast_to(rows.same[..., 0, 0, 0], shape).ravel() > 0
        value = np.empty(worth.shape[:2])
        value[same] = np.einsum("pi,poii->po", first[same], worth[same])
        across, down = _classes(worth, -2), _classes(worth, -1)
        value[~same] = best_transport(
            np.stack([first[~same][:, c].sum(axis=1) for c in across], axis=1),
            np.stack([second[~same][:, c].sum(axis=1) for c in down], axis=1),
            worth[~same][:, :, [c[0] for c in across]][..., [c[0] for c in down]],
        )
        found = _Value((*rows.axes, *others), value.reshape(*shape, *rest))
        return found.over(scope)


def _classes(worth: Array, axis: int) -> list[list[int]]:
    """States along an axis that are worth the same in every context."""
    lines = np.moveaxis(worth, axis, 0)
    classes: list[list[int]] = []
    for i, line in enumerate(lines):
        home = next((c for c in classes if np.array_equal(lines[c[0]], line)), None)
        if home is None:
            classes.append([i])
        else:
            home.append(i)
    return classes


def proved_most(asked: Twofold, worths: Array, limit: int) -> Array | Skipped:
    """Numbers that the expected worth of the outcome in the second world, joint with what is found, never exceeds.

    Parameters
    ----------
    asked : Twofold
        Of a network without draws; nothing is found in the second world alone.
    worths : ndarray, shape (worths, states of the outcome)
        The worth of each state. The negative of a worth gives the negative of the least.
    limit : int
        The work that one variable may take: states of what it depends on, times vertices.

    Returns
    -------
    ndarray, shape (worths,), or Skipped
    """
    induction = _begun(asked, worths)
    units = induction.units()
    above = asked.worlds.above
    while units:
        read = {a for unit in units for name in unit for a in above(name) if a not in unit}
        free = [unit for unit in units if read.isdisjoint(unit)]
        if not free:
            return Skipped(
                lazy(
                    "the two interventions turn an arrow round, so no order of variables serves both worlds"
                )
            )
        unit = min(free, key=induction.contexts)
        variable = asked.worlds.nodes[unit[-1]].variable
        if len(unit) == 2 and max(induction.table_size(unit)) > MOST_STATES:
            return Skipped(
                lazy(
                    "{variable} has more than {count} states",
                    variable=NameIn(variable),
                    count=MOST_STATES,
                )
            )
        if induction.work(unit) > limit:
            return Skipped(
                lazy(
                    "the causes of both versions of {variable} have too many states together",
                    variable=NameIn(variable),
                )
            )
        induction.sum_out(unit)
        units.remove(unit)
    return induction.value.array


def _begun(asked: Twofold, worths: Array) -> _Induction:
    """An induction before anything is summed out."""
    kept = kept_states(asked.worlds, asked.findings, [asked.target])
    weights = {name: np.ones(len(own)) for name, own in kept.items()}
    for name, finding in asked.findings.items():
        variable = asked.worlds.nodes[name].variable
        weights[name] = finding_weights(asked.worlds.network, variable, finding)[kept[name]]
    kept[WORTHS] = np.arange(len(worths))
    return _Induction(asked, kept, weights, _Value((WORTHS, asked.target), worths))
