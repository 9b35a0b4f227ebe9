"""The sets of interventions that a budget allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.sampling import from_judgement
from causalnet.compilation.parameters.streams import stream
from causalnet.errors import QuestionError, unknown
from causalnet.model.judgements.judgement import Judgement
from causalnet.names import is_finite, is_real
from causalnet.questions.decisions.decision_network import ItemSet

__all__ = ["Cost", "affordable_plans", "central_costs", "drawn_costs", "judged_costs"]

Array = NDArray[np.float64]
Cost = float | Judgement
# Sums of costs that exceed a budget by rounding alone do not exceed it.
ROUNDING = 1e-9


def judged_costs(names: Sequence[str], costs: Mapping[str, Cost] | None) -> dict[str, Cost]:
    """The cost of each intervention: as given, and 1 for every one if none is.

    Raises
    ------
    QuestionError, UnknownNameError
        If a cost is missing, is of something else, or may be negative.
    """
    if costs is None:
        return dict.fromkeys(names, 1.0)
    for name in costs:
        if name not in names:
            raise unknown("intervention", name, names)
    for name in names:
        if name not in costs:
            raise QuestionError(
                f"costs= gives no cost of {name!r}. Write a cost for each, or leave costs= out: then each costs 1."
            )
        cost = costs[name]
        low = cost.low if isinstance(cost, Judgement) else cost
        if not (is_real(low) and is_finite(low) and low >= 0):
            raise QuestionError(f"The cost of {name!r} must be a number from 0 on, not {cost}.")
    return {name: costs[name] for name in names}


def central_costs(costs: Mapping[str, Cost]) -> list[float]:
    """The most likely cost of each."""
    return [c.central if isinstance(c, Judgement) else float(c) for c in costs.values()]


def drawn_costs(costs: Mapping[str, Cost], draws: int, seed: int) -> Array:
    """Each cost in every draw, shape (interventions, draws), each from a stream of its own."""
    rows = [
        np.broadcast_to(from_judgement(c, draws, stream(seed, f"cost of {name}")), draws)
        if isinstance(c, Judgement)
        else np.full(draws, float(c))
        for name, c in costs.items()
    ]
    return np.stack(rows) if rows else np.zeros((0, draws))


def affordable_plans(
    costs: Sequence[float], budget: float, fits: Callable[[ItemSet], bool]
) -> Iterator[ItemSet]:
    """Every set within the budget whose members fit together, nothing first, then in the order of the interventions."""

    def grown(plan: ItemSet, spent: float, start: int) -> Iterator[ItemSet]:
        yield plan
        for i in range(start, len(costs)):
            total = spent + costs[i]
            if total <= budget + ROUNDING and fits((*plan, i)):
                yield from grown((*plan, i), total, i + 1)

    yield from grown((), 0.0, 0)
