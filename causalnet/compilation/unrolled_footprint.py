"""The memory that unrolling a model takes, from its graph alone, before anything is allocated."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from math import prod

from causalnet.cache import CachePerOwner
from causalnet.compilation.periods import acting, in_period
from causalnet.compilation.recipes import Recipes
from causalnet.inference.memory_limits import BYTES_PER_NUMBER, in_draws, require_memory, too_large
from causalnet.inference.planning.plan import Plan, plan_of
from causalnet.inference.planning.prune import Shape
from causalnet.model.causal_model import CausalModel
from causalnet.network.graph import narrow_order
from causalnet.network.structure import Structure, structure

__all__ = [
    "anchored_plans",
    "require_courses",
    "require_unrolling",
    "unrolled_recipes",
    "unrolled_structure",
    "widest_table",
]


# From so many variables in all periods on, joint distributions are planned by their recipes.
MANY_VARIABLES = 1000
# The recipes kept for each model: for some of its variables, up to some period.
KEPT = 4

_recipes: CachePerOwner[CausalModel, tuple[tuple[str, ...], int], Recipes] = CachePerOwner(KEPT)


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


def unrolled_recipes(model: CausalModel, keep: Container[str], last: int) -> Recipes:
    """Recipes for the joint distributions of causes up to the period `last`."""
    names = tuple([v for v in model.variables if v in keep])
    kept = _recipes.of(model)
    known = kept.get((names, last))
    if known is None:
        shape, parents = unrolled_structure(model, keep, last)
        sizes = dict(zip(shape.names, shape.sizes, strict=False))
        order = _by_periods(model, names, sizes, last)
        if len(parents) > MANY_VARIABLES:
            order = _narrow(parents, sizes)
        known = kept.put((names, last), Recipes(parents, sizes, order))
    return known


def _by_periods(
    model: CausalModel, names: tuple[str, ...], sizes: dict[str, int], last: int
) -> tuple[str, ...]:
    """One period after another."""
    today = {v: tuple([i.cause for i in model.causes(v)]) for v in names}
    within = narrow_order(today, {v: sizes[in_period(v, 0)] for v in names})
    return tuple([in_period(v, t) for t in range(last + 1) for v in within])


def _narrow(parents: dict[str, tuple[str, ...]], sizes: dict[str, int]) -> tuple[str, ...]:
    """All periods of a part of the model before the next part, since between parts interfaces are narrower.

    A variable still comes after itself in the period before, whose table may serve once more.
    """
    after = {}
    for name, own in parents.items():
        variable, _, period = name.rpartition("@")
        before = in_period(variable, int(period) - 1)
        after[name] = (*own, before) if before in parents and before not in own else own
    return narrow_order(after, sizes)


def anchored_plans(
    model: CausalModel, keep: Container[str], names: Iterable[str], last: int
) -> Iterator[Plan]:
    """The joint distributions of causes for the anchors of the last period, the widest first.

    Of few variables each is planned as if nothing above were known, which takes no less than its recipe. Planning all
    of many variables so would take time in the square of their number.
    """
    shape, parents = unrolled_structure(model, keep, last)
    wanted = [in_period(name, last) for name in names] if last else []
    sizes = dict(zip(shape.names, shape.sizes, strict=False))
    wanted = [v for v in wanted if parents[v]]
    wanted.sort(key=lambda v: -prod([sizes[c] for c in parents[v]]))
    if len(parents) <= MANY_VARIABLES:
        for v in wanted:
            yield plan_of(shape, Shape(shape.numbers(parents[v])))
        return
    recipes = unrolled_recipes(model, keep, last)
    for origin in recipes.resting_on(reversed(wanted)):
        if recipes[origin].origin is None:
            above = recipes.above(origin)
            yield plan_of(above, Shape(above.numbers(recipes.members(origin))))


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
        for plan in anchored_plans(model, model.variables, model.variables, last):
            require_memory(plan, limit, draws)
