"""The memory that unrolling a model takes, from its graph alone, before anything is allocated."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from math import prod

from causalnet.compilation.periods import acting, in_period
from causalnet.inference.memory_limits import BYTES_PER_NUMBER, in_draws, require_memory, too_large
from causalnet.inference.planning.plan import Plan, plan_of
from causalnet.inference.planning.prune import Shape
from causalnet.model.causal_model import CausalModel
from causalnet.network.structure import Structure, structure

__all__ = [
    "anchored_plans",
    "require_courses",
    "require_unrolling",
    "unrolled_structure",
    "widest_table",
]


def unrolled_structure(
    model: CausalModel, keep: Container[str], last: int
) -> tuple[Structure, dict[str, tuple[str, ...]]]:
    """The shape of the network up to the period `last`, and the causes of each variable in it."""
    sizes = {}
    parents = {}
    for t in range(last + 1):
        for name, variable in model.variables.items():
            if name in keep:
                own = in_period(name, t)
                sizes[own] = len(variable.states)
                parents[own] = tuple(in_period(i.cause, t - i.lag) for i in acting(model, name, t))
    return structure(sizes, parents, ()), parents


def anchored_plans(
    shape: Structure, parents: dict[str, tuple[str, ...]], names: Iterable[str], last: int
) -> Iterator[Plan]:
    """The joint distributions of causes for the anchors of the last period, the widest first."""
    wanted = [parents[in_period(name, last)] for name in names] if last else []
    sizes = dict(zip(shape.names, shape.sizes, strict=False))
    for above in sorted(filter(None, wanted), key=lambda own: -prod([sizes[v] for v in own])):
        yield plan_of(shape, Shape(shape.numbers(above)))


def widest_table(model: CausalModel, keep: Container[str], period: int) -> tuple[int, str]:
    """The cells of the widest table of a period, and its variable."""
    return max(
        (
            prod([len(model.variables[i.cause].states) for i in acting(model, v, period)])
            * len(own.states),
            v,
        )
        for v, own in model.variables.items()
        if v in keep
    )


def require_courses(
    model: CausalModel, outcomes: Iterable[str], arms: int, last: int, draws: int, limit: int
) -> None:
    """Refuse a question about time whose answer alone would take more than `limit` bytes.

    Raises
    ------
    MemoryLimitError
    """
    levels = [len(model.variables[v].states) - 1 for v in outcomes]
    # Two repetitions in each draw, times two while the parts of the answer are joined to a whole.
    needed = 4 * BYTES_PER_NUMBER * arms * len(levels) * max(levels, default=0) * (last + 1) * draws
    if needed > limit:
        what = f"The course of {last + 1:,} periods{in_draws(draws)}"
        raise too_large(what, needed, limit, "Ask for fewer draws or fewer periods.")


def _require_tables(model: CausalModel, last: int, draws: int, limit: int) -> None:
    """Refuse to unroll if all tables of all periods would take more than `limit`."""
    cells = [
        prod([len(model.variables[i.cause].states) for i in acting(model, v, last)])
        * len(own.states)
        for v, own in model.variables.items()
    ]
    needed = BYTES_PER_NUMBER * sum(cells) * (last + 1) * draws
    if needed > limit:
        what = f"Unrolling {model.name!r} over {last + 1:,} periods{in_draws(draws)}"
        raise too_large(what, needed, limit, "Ask for fewer draws or fewer periods.")


def require_unrolling(
    model: CausalModel, last: int, draws: int | None, *, anchored: bool, limit: int
) -> None:
    """Refuse to unroll a model if a table or the joint of some causes would take more than `limit`.

    Raises
    ------
    MemoryLimitError
    """
    cells, wide = widest_table(model, model.variables, last)
    needed = BYTES_PER_NUMBER * cells * (draws or 1)
    if needed > limit:
        what = f"One table of the unrolled network, that of {wide!r},"
        advice = "Ask `trajectory` for a course, which needs no such table where it is sampled."
        raise too_large(what, needed, limit, advice)
    _require_tables(model, last, draws or 1, limit)
    if anchored:
        shape, parents = unrolled_structure(model, model.variables, last)
        for plan in anchored_plans(shape, parents, model.variables, last):
            require_memory(plan, limit, draws)
