"""Courses over time, exactly: the model unrolled over its periods, and contracted."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.periods import in_period, in_words, unrolled_intervention
from causalnet.compilation.unroll import unrolled
from causalnet.compilation.unrolled_footprint import (
    anchored_plans,
    unrolled_structure,
    widest_table,
)
from causalnet.errors import ImpossibleEvidenceError
from causalnet.inference.memory_limits import MEMORY_LIMIT, require_memory, too_large
from causalnet.inference.planning.plan import Plan, plan_of
from causalnet.inference.planning.prune import Shape
from causalnet.inference.posterior import joint
from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.network.network import Network
from causalnet.questions.query.question import Question, carried_out
from causalnet.questions.time.inquiry import Courses, Inquiry
from causalnet.questions.time.particle_filter import relevant

__all__ = ["exact_cost", "exact_courses", "is_quick"]

Array = NDArray[np.float64]

# Numbers that an exact answer may handle before it is sampled instead: seconds, not minutes.
EXACT_COST = 4e8


def _plans(model: CausalModel, keep: Container[str], asked: Inquiry, last: int) -> Iterator[Plan]:
    """The work that an exact answer takes, from the graph alone.

    The joint distributions of the causes whose effects are anchored in the last period, and the outcomes.
    """
    anchored = [v for v in model.variables if v in keep] if asked.anchor != "free" else []
    yield from anchored_plans(model, keep, anchored, last)
    shape, _ = unrolled_structure(model, keep, last)
    for y in asked.outcomes:
        for t in range(last + 1):
            yield plan_of(shape, Shape(shape.numbers((in_period(y, t),))))


def is_quick(model: CausalModel, arms: Sequence[Timed], asked: Inquiry, draws: int) -> bool:
    """Whether an exact answer takes seconds, not minutes."""
    keep = relevant(model, asked.outcomes, asked.given, arms)
    # Beyond that many periods nothing grows but their number.
    reach = max((i.lag for i in model.influences), default=0)
    last = min(asked.last, 2 * reach + 1)
    left = EXACT_COST / (draws * (asked.last + 1))
    if widest_table(model, keep, last)[0] > left:
        return False
    for plan in _plans(model, keep, asked, last):
        left -= plan.cost
        if left < 0:
            return False
    return True


def exact_cost(model: CausalModel, arms: Sequence[Timed], asked: Inquiry) -> float:
    """The number of cells that an exact answer handles for one set of a model's numbers."""
    keep = relevant(model, asked.outcomes, asked.given, arms)
    plans = _plans(model, keep, asked, asked.last)
    return len(arms) * (widest_table(model, keep, asked.last)[0] + sum(plan.cost for plan in plans))


def exact_courses(
    model: CausalModel, arms: Sequence[Timed], asked: Inquiry, ensemble: Ensemble
) -> Courses:
    """The courses of the outcomes, from one contraction for each outcome and period.

    Raises
    ------
    MemoryLimitError
        If a table or a tensor would be too large, before anything is allocated.
    """
    keep = relevant(model, asked.outcomes, asked.given, arms)
    cells, wide = widest_table(model, keep, asked.last)
    needed = 8 * cells * (ensemble.axis or 1)
    if needed > MEMORY_LIMIT:
        what = f"One table of the unrolled network, that of {wide!r},"
        advice = "Say method='sample' for an estimate with its error."
        raise too_large(what, needed, MEMORY_LIMIT, advice)
    for plan in _plans(model, keep, asked, asked.last):
        require_memory(plan, MEMORY_LIMIT, ensemble.axis, named=in_words)
    network = unrolled(
        model, asked.last, ensemble, asked.anchor, asked.draws, asked.frozen, only=keep
    )
    most = max(len(model.variables[v].states) for v in asked.outcomes) - 1
    shape = (len(arms), len(asked.outcomes), asked.last + 1, most, ensemble.axis or 1)
    survival = np.zeros(shape)
    for a, arm in enumerate(arms):
        under = unrolled_intervention(model, arm, asked.last, keep)
        target, done = carried_out(network, under)
        for y, outcome in enumerate(asked.outcomes):
            for t in range(asked.last + 1):
                p = _answer(target, in_period(outcome, t), asked, t, done)
                own = np.cumsum(p[::-1], axis=0)[::-1][1:]
                survival[a, y, t, : len(own)] = own[:, None] if own.ndim == 1 else own
    return Courses(survival[..., None], lazy("exact"))


def _answer(
    network: Network, outcome: str, asked: Inquiry, period: int, done: dict[str, str]
) -> Array:
    """The distribution of an outcome in its period; what cannot be is named with its periods."""
    try:
        return joint(network, (outcome,), _found_by(asked, period), done=done)
    except ImpossibleEvidenceError as error:
        said = [
            f"{finding} in period {at}"
            for at, found in asked.given.items()
            if at <= period or not asked.filtered
            for finding in Question((), Intervention(), found).found()
        ]
        what = str(error).split(":")[0]
        raise ImpossibleEvidenceError(f"{what}: {', '.join(said)}.") from None


def _found_by(asked: Inquiry, period: int) -> dict[str, Finding]:
    """The findings that an answer about a period takes into account."""
    return {
        in_period(name, at): finding
        for at, found in asked.given.items()
        if at <= period or not asked.filtered
        for name, finding in found.items()
    }
