"""The roles of rivals: the rivals that contest what is done, and those that name another cause of what it acts on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import scheduled
from causalnet.model.influence import Rival
from causalnet.questions.query.arrival import ArmsOverTime, observed_later

__all__ = ["RivalBearing", "RivalRole", "rival_bearing"]

RivalRole = Literal["contests", "common cause", "another cause"]
"""How a rival bears on a conclusion.

``"contests"``: with it, a directed way more leads from what is done to the outcome; or a level is judged, or something is
observed that what is done may itself change, so that every cause counts. ``"common cause"``: one cause more of two or
more variables on the ways. ``"another cause"``: causes more of anything else there.
"""


@dataclass(frozen=True, slots=True)
class RivalBearing:
    """How a rival bears on a conclusion.

    Attributes
    ----------
    role : {"contests", "common cause", "another cause"}
    explains : tuple of str
        Of a common cause, the influences on the ways from one of its effects to another. It would explain why the two go
        together, so that the argument's own reason is not needed.
    """

    role: RivalRole
    explains: tuple[str, ...] = ()


def rival_bearing(admitted: CausalModel, conclusion: Conclusion, rival: Rival) -> RivalBearing:
    """How a rival that bears on a conclusion does so.

    A rival that only adds other causes leaves every directed way from what is done to the outcome as it is. So whatever
    the signs prove about the direction of the change, they prove with the rival admitted too: in each case of what chance
    decides, its causes are the same in both arms. It can change the size, and with it a direction that the signs leave open.

    Parameters
    ----------
    admitted : CausalModel
        The model with the rival.
    conclusion : Conclusion
    rival : Rival
    """
    c = conclusion
    arms, given = (scheduled(c.under), scheduled(c.versus)), {0: c.given} if c.given else {}
    if c.passes or observed_later(admitted, arms, given):
        return RivalBearing("contests")
    ways = ArmsOverTime(admitted, c.outcome, arms, c.at, given, course=False).ways()
    if not ways.influences.isdisjoint(rival.influences):
        return RivalBearing("contests")
    below: dict[str, set[str]] = {}
    for i in rival.influences:
        if i.effect in ways.variables:
            below.setdefault(i.cause, set()).add(i.effect)
    shared = [effects for effects in below.values() if len(effects) > 1]
    if not shared:
        return RivalBearing("another cause")
    own = [i for i in admitted.influences if i in ways.influences and i.cause != i.effect]
    explained = [i.name for i in own if any({i.cause, i.effect} <= both for both in shared)]
    return RivalBearing("common cause", tuple(explained))
