"""Columns of a table of levers: the changes in the chance of every state or a higher one."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.answer_tables import Column, signed
from causalnet.questions.effects.lever import Lever, reaching
from causalnet.questions.query.measure import Measure

__all__ = ["columns_at_least"]


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
