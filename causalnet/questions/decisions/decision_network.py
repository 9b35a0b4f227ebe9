"""A network with a decision node for every intervention that may be made, which answers for all sets of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, product
from math import prod

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import InterventionError, MemoryLimitError
from causalnet.inference.posterior import joint
from causalnet.inference.query_encoding import Findings
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.network import Network
from causalnet.questions.query.mutilate import mutilate

__all__ = ["DecisionNetwork", "ItemSet", "all_fit", "exclusive_pairs", "together"]

Array = NDArray[np.float64]
# The interventions that are made, by their positions.
ItemSet = tuple[int, ...]

# One contraction answers for all sets where the table has at most so many cells for each set that is asked about.
CELLS_PER_PLAN, MOST_CELLS = 64, 20_000_000


@dataclass(frozen=True, slots=True)
class _Decision:
    """A node whose states are: as it is, and each of some interventions that exclude one another."""

    name: str
    items: tuple[int, ...]


class DecisionNetwork:
    """Every intervention as a state of a decision, so that one query is about many sets of interventions.

    Parameters
    ----------
    network : Network
        Perhaps in many draws.
    items : sequence of Intervention
        Each may be made or not. Two that set one variable in two ways exclude one another.

    References
    ----------
    J. Pearl (2009), *Causality*, section 3.2.2 (interventions as variables, after Spirtes et al. 1993); R. A. Howard and
    J. E. Matheson (1981), "Influence diagrams".
    """

    def __init__(self, network: Network, items: Sequence[Intervention]) -> None:
        self.network, self.items = network, tuple(items)
        for item in self.items:
            mutilate(network, item)
        self.exclusive = exclusive_pairs(items)
        self.decisions = self._grouped()
        self._place = {i: (d, k + 1) for d in self.decisions for k, i in enumerate(d.items)}
        self._target: Network | None = None

    def _grouped(self) -> tuple[_Decision, ...]:
        """Interventions that all exclude one another share a decision."""
        groups: list[list[int]] = []
        for i in range(len(self.items)):
            home = next((g for g in groups if all((j, i) in self.exclusive for j in g)), None)
            if home is None:
                groups.append([i])
            else:
                home.append(i)
        taken = {*self.network}
        names = []
        for k in range(len(groups)):
            name = f"decision {k}"
            while name in taken:
                name += "'"
            names.append(name)
        return tuple(_Decision(n, tuple(g)) for n, g in zip(names, groups, strict=True))

    def fits(self, plan: ItemSet) -> bool:
        """Whether no two of some interventions exclude one another."""
        return all_fit(plan, self.exclusive)

    def means(self, outcome: str, worth: Array, given: Findings, plans: Sequence[ItemSet]) -> Array:
        """The mean worth of the outcome under each set of interventions.

        Parameters
        ----------
        outcome : str
        worth : ndarray, shape (states,)
        given : mapping
            Findings after the interventions.
        plans : sequence of tuple of int
            Sets of interventions that fit together.

        Returns
        -------
        ndarray, shape (plans,) or (plans, draws)
            NaN where what is given is impossible.
        """
        whole = prod(len(d.items) + 1 for d in self.decisions)
        draws = self.network.draws or 1
        table = whole * len(worth) * draws
        if table <= MOST_CELLS and whole <= CELLS_PER_PLAN * len(plans):
            try:
                return self._by_one_contraction(outcome, worth, given, plans)
            except MemoryLimitError:
                pass
        return np.stack([self._mean(outcome, worth, given, plan) for plan in plans])

    def _by_one_contraction(
        self, outcome: str, worth: Array, given: Findings, plans: Sequence[ItemSet]
    ) -> Array:
        names = [d.name for d in self.decisions]
        table = joint(self._built(), [outcome, *names], given)
        index = np.array([[self._states(plan)[n] for n in names] for plan in plans], dtype=np.int64)
        chosen = np.moveaxis(table[:, *index.T] if names else table[:, None], 0, 1)
        return _mean_worth(chosen, worth)

    def _mean(self, outcome: str, worth: Array, given: Findings, plan: ItemSet) -> Array:
        """The mean under one set alone, all decisions being taken: the plan of the contraction is the same for all."""
        done = {n: str(state) for n, state in self._states(plan).items()}
        return np.asarray(
            _mean_worth(joint(self._built(), [outcome], given, done=done)[None], worth)[0]
        )

    def _states(self, plan: ItemSet) -> dict[str, int]:
        states = dict.fromkeys((d.name for d in self.decisions), 0)
        for item in plan:
            decision, state = self._place[item]
            states[decision.name] = state
        return states

    def _built(self) -> Network:
        """The network with its decisions, each as likely as the other."""
        if self._target is not None:
            return self._target
        net = self.network
        touching: dict[str, list[_Decision]] = {}
        for decision in self.decisions:
            for item in decision.items:
                for name in self.items[item].touched:
                    own = touching.setdefault(name, [])
                    own.append(decision) if decision not in own else None
        states = {d.name: tuple(map(str, range(len(d.items) + 1))) for d in self.decisions}
        tables = {d: np.full(len(own), 1 / len(own)) for d, own in states.items()}
        parents: dict[str, tuple[str, ...]] = dict.fromkeys(states, ())
        for name in net:
            parents[name], tables[name] = net.parents[name], net.values(name)
            if name in touching:
                parents[name], tables[name] = self._table(name, touching[name])
        self._target = Network.trusted(
            {**states, **net.states},
            parents,
            tables,
            draws=net.draws,
            ordered=net.ordered | frozenset(states),
        )
        return self._target

    def _table(self, name: str, decisions: Sequence[_Decision]) -> tuple[tuple[str, ...], Array]:
        """The table of a variable for every combination of the decisions that touch it."""
        net, found = self.network, {}
        sizes = [len(d.items) + 1 for d in decisions]
        for states in product(*map(range, sizes)):
            plan = [d.items[s - 1] for d, s in zip(decisions, states, strict=True) if s]
            # Sets that do not fit are never asked about; their tables may be anything.
            done = together([self.items[i] for i in plan]) if self.fits(tuple(plan)) else None
            target = net if done is None else mutilate(net, done)
            found[states] = target.parents[name], target.values(name)
        above = tuple(dict.fromkeys(p for own, _ in found.values() for p in own))
        drawn = any(t.ndim > len(own) + 1 for own, t in found.values())
        shape = [len(net.states[p]) for p in above]
        end = (len(net.states[name]), *([net.draws or 1] if drawn else []))
        table = np.empty((*shape, *sizes, *end))
        for states, (own, values) in found.items():
            here = values if not drawn or values.ndim > len(own) + 1 else values[..., None]
            order = [own.index(p) for p in above if p in own]
            rest = range(len(own), here.ndim)
            spread = here.transpose(*order, *rest)[
                tuple(slice(None) if p in own else None for p in above)
            ]
            index: tuple[slice | int, ...] = (*[slice(None)] * len(above), *states)
            table[index] = spread
        return (*above, *(d.name for d in decisions)), table


def _mean_worth(tables: Array, worth: Array) -> Array:
    """The mean worth by tables of shape (plans, states) or (plans, states, draws), which need not sum to one."""
    total = tables.sum(axis=1)
    weighted = np.tensordot(tables, worth, axes=(1, 0))
    return np.asarray(np.divide(weighted, total, where=total > 0, out=np.full(total.shape, np.nan)))


def together(items: Iterable[Intervention]) -> Intervention:
    """Several interventions as one."""
    done = Intervention()
    for item in items:
        done = done | item
    return done


def exclusive_pairs(items: Sequence[Intervention]) -> frozenset[tuple[int, int]]:
    """The positions of interventions that set one variable in two ways."""
    return frozenset(
        (i, j) for i, j in combinations(range(len(items)), 2) if _conflict(items[i], items[j])
    )


def all_fit(plan: ItemSet, exclusive: Set[tuple[int, int]]) -> bool:
    """Whether no two of some interventions exclude one another."""
    return not any(pair in exclusive for pair in combinations(sorted(plan), 2))


def _conflict(a: Intervention, b: Intervention) -> bool:
    try:
        a | b
    except InterventionError:
        return True
    return False
