"""Branch and bound over sets of interventions, where there are too many to answer for every one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from causalnet.questions.decisions.affordable import ROUNDING
from causalnet.questions.decisions.decision_network import ItemSet

__all__ = ["PlanSearch", "best_plans"]

Array = NDArray[np.float64]
KEPT, MOST_NODES = 20, 5_000


@dataclass(frozen=True, slots=True)
class PlanSearch:
    """The best sets that were found.

    Attributes
    ----------
    plans : tuple of tuple of int
        The best first, at most 20; and the empty one.
    nodes : int
        The sets that were looked at.
    bound : float
        What no set that was not looked at can exceed, in the outcome's worth; minus infinity if the best are proved.
    """

    plans: tuple[ItemSet, ...]
    nodes: int
    bound: float

    @property
    def proved(self) -> bool:
        """Whether no other set can be better than the best one."""
        return self.bound == -np.inf


def best_plans(
    costs: Sequence[float],
    budget: float,
    fits: Callable[[ItemSet], bool],
    values: Callable[[Sequence[ItemSet]], Array],
    helpful: frozenset[int],
    most: float,
) -> PlanSearch:
    """The sets of greatest value within a budget.

    A set and what may be added to it are bounded by the value with everything added at once, where all of that helps
    whatever else is done, and by the greatest worth otherwise. The node with the greatest bound is opened first. Before that
    a climb from the empty set, by one intervention at a time, finds good sets.

    Parameters
    ----------
    costs : sequence of float
    budget : float
    fits : callable
        Whether the members of a set fit together.
    values : callable
        The values of sets; more is better.
    helpful : frozenset of int
        The interventions that never do harm.
    most : float
        The greatest value that any set could have.

    References
    ----------
    A. H. Land and A. G. Doig (1960), "An automatic method of solving discrete programming problems", *Econometrica*
    28(3).
    """
    # What may do harm is decided first, so that below it everything is bounded by what helps.
    order = sorted(range(len(costs)), key=lambda i: (i in helpful, costs[i]))

    def rest(plan: ItemSet, start: int) -> ItemSet:
        spent = sum(costs[i] for i in plan)
        return tuple(
            i for i in order[start:] if spent + costs[i] <= budget + ROUNDING and fits((*plan, i))
        )

    def everything(plan: ItemSet, start: int) -> ItemSet | None:
        """The set with all that may be added, if its value is a bound."""
        more = rest(plan, start)
        whole = (*plan, *more)
        return whole if helpful.issuperset(more) and fits(whole) else None

    def affordable(plan: ItemSet) -> bool:
        return sum(costs[i] for i in plan) <= budget + ROUNDING and fits(plan)

    found = _climbed(order, affordable, values)
    waiting: list[tuple[float, ItemSet, int]] = [(-most, (), 0)]
    nodes = len(found)

    def level() -> float:
        ranked = sorted(found.values(), reverse=True)
        return ranked[KEPT - 1] if len(ranked) >= KEPT else -np.inf

    while waiting and nodes < MOST_NODES:
        bound, plan, start = heappop(waiting)
        if -bound <= level():
            break
        children = [
            ((*plan, order[k]), k + 1)
            for k in range(start, len(order))
            if order[k] in rest(plan, start)
        ]
        if not children:
            continue
        nodes += len(children)
        found |= dict(
            zip([c for c, _ in children], map(float, values([c for c, _ in children])), strict=True)
        )
        wholes = [everything(*child) for child in children]
        known = [w for w in wholes if w is not None]
        bounds = iter(values(known).tolist() if known else [])
        for (child, begin), whole in zip(children, wholes, strict=True):
            heappush(waiting, (-(next(bounds) if whole is not None else most), child, begin))
    best = sorted(found, key=lambda p: -found[p])
    top = max((-bound for bound, _, _ in waiting), default=-np.inf)
    open_ = top if waiting and top > found[best[0]] + ROUNDING else -np.inf
    kept = best[:KEPT]
    return PlanSearch((*kept, *([] if () in kept else [()])), nodes, open_)


def _climbed(
    order: Sequence[int],
    affordable: Callable[[ItemSet], bool],
    values: Callable[[Sequence[ItemSet]], Array],
) -> dict[ItemSet, float]:
    """The values of the sets on the way up from nothing, by the best change of one intervention at a time.

    A search that is cut short then has good sets from the start: bounds alone lead it to large families of sets first.
    """
    here: ItemSet = ()
    found: dict[ItemSet, float] = {(): float(values([()])[0])}
    while len(found) < MOST_NODES:
        near = [plan for plan in _changed(here, order) if affordable(plan)]
        new = [plan for plan in near if plan not in found]
        if new:
            found |= dict(zip(new, map(float, values(new)), strict=True))
        best = max(near, key=found.__getitem__, default=here)
        if found[best] <= found[here] + ROUNDING:
            break
        here = best
    return found


def _changed(plan: ItemSet, order: Sequence[int]) -> list[ItemSet]:
    """The sets with one intervention more, less, or in place of another."""
    less = [tuple(i for i in plan if i != out) for out in plan]
    more = [{*base, i} for base in (plan, *less) for i in order if i not in plan]
    return [*less, *(tuple(i for i in order if i in own) for own in more)]
