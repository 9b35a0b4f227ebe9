"""Rivals that can still be admitted once others are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from causalnet.model.assembly.loops import loop_among
from causalnet.model.influence import Influence, Rival

__all__ = ["still_admissible"]


def still_admissible(
    rivals: Iterable[Rival], influences: Sequence[Influence], variables: Iterable[str]
) -> list[Rival]:
    """The rivals that a model with these influences and variables does not exclude.

    Two rivals may be alternatives: they give one influence different signs, hide the same cause, or together close a loop.
    With one of them admitted the other is out.
    """
    keys, names = {i.key for i in influences}, {*variables}
    within = [(i.cause, i.effect) for i in influences if not i.lag]
    return [
        rival
        for rival in rivals
        if keys.isdisjoint(i.key for i in rival.influences)
        and not (rival.hidden and rival.hidden.name in names)
        and not loop_among([*within, *((i.cause, i.effect) for i in rival.influences if not i.lag)])
    ]
