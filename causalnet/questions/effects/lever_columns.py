"""Columns of a table of levers: reach, and the changes in the chance of every state or a higher one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isnan

from causalnet.answer_tables import Column, signed
from causalnet.questions.effects.lever import Lever, reaching
from causalnet.questions.query.measure import Measure

__all__ = ["columns_at_least", "columns_of_reach", "legend_of_reach"]


def columns_at_least(
    measure: Measure, place: Mapping[str, int], ranks: Mapping[str, int], *, printed: bool
) -> list[Column[Lever]]:
    """The changes in P(at least) of every state; printed of the highest, with the place by that.

    Parameters
    ----------
    measure : Measure
    place, ranks : mapping from variable to int
        The places by what is measured, and by the probability of the highest state.
    printed : bool
        Whether they are printed or only in a frame.
    """
    if measure.state is not None:
        return []
    top = measure.states[-1]
    columns = [
        Column(
            f"P(≥ {s})",
            lambda v, s=s: dict(v.at_least)[s],  # type: ignore[misc]
            f"P({s})" if printed and s == top else None,
            reaching(lambda v, s=s: signed(dict(v.at_least)[s])),  # type: ignore[misc]
        )
        for s in measure.states[1:]
    ]

    def rank(v: Lever) -> str:
        own = ranks[v.variable]
        return f"{own}≠" if own != place[v.variable] else f"{own} "

    return [*columns, Column("rank", None, "rank by it" if printed else None, reaching(rank))]


def columns_of_reach(*, per_reach: bool) -> list[Column[Lever]]:
    """The reach, and the change in each state of reach; the latter printed or only in a frame."""
    return [
        Column(
            "reach", lambda v: v.reach, "reach", lambda v: _unless_nan(v.reach, f"{v.reach:.2f}")
        ),
        Column(
            "per_reach",
            lambda v: v.per_reach,
            "per reach" if per_reach else None,
            reaching(lambda v: _unless_nan(v.per_reach, signed(v.per_reach))),
        ),
    ]


def _unless_nan(number: float, text: str) -> str:
    return "" if isnan(number) else text


def legend_of_reach(levers: Iterable[Lever], *, ordered: bool, at: int) -> str:
    """What the columns of reach and steps show, up to the words "from it to the outcome"."""
    when = " in period 0" if at else ""
    own = f"by how many states the lever moves its own variable{when}"
    if not ordered:
        own = (
            f"by how many states, or in what share of cases, the lever moves its own variable{when}"
        )
    if any(isnan(lever.reach) for lever in levers):
        own = "empty, because the marginals of all variables would exceed memory_limit"
    return f"reach: {own}; steps: the fewest influences"
