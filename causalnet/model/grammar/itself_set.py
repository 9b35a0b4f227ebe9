"""Outcomes that are themselves set: their change is so by definition."""

from __future__ import annotations

from causalnet.model.grammar.intervention import Intervention, Timed, scheduled

__all__ = ["itself_set"]


def itself_set(
    outcome: str, under: Intervention | Timed, versus: Intervention | Timed, period: int = 0
) -> bool:
    """Whether an outcome is itself set in a period, and only that distinguishes the two arms.

    Its change is then so by definition. A shift, partial uptake or a policy on the outcome keeps its causes. It
    then distinguishes the arms alone only if they do not differ in anything else.

    Examples
    --------
    >>> from causalnet import do
    >>> itself_set("jams", do(jams="none"), do()), itself_set("jams", do(toll="full"), do())
    (True, False)
    """
    # Without times it acts in every period.
    here, there = (
        arm if isinstance(arm, Intervention) else scheduled(arm).when(period)
        for arm in (under, versus)
    )
    own = [arm.settings.get(outcome) for arm in (here, there)]
    if own[0] == own[1]:
        return False
    differing = {name for name, _ in {*here.settings.items()} ^ {*there.settings.items()}}
    edges = (here.cuts, here.as_ifs) == (there.cuts, there.as_ifs)
    alone = differing == {outcome} and edges
    return alone or all(s is None or not (s.keeps_causes or s.reads) for s in own)
