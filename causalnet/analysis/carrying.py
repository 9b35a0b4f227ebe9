"""Which influences carry a difference to an outcome, and whether orientation alone gives them one sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from causalnet.analysis.monotone import answering
from causalnet.analysis.pathwise import Arms, Order
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.model.intervention import Policy
from causalnet.network.graph import ancestors

__all__ = ["balanced", "carried"]


def carried(arms: Arms, found: Mapping[str, Order], outcome: str) -> tuple[Influence, ...]:
    """The influences on directed paths from what differs to the outcome, in the order of their names."""
    model = arms.model
    acting: list[Influence] = []
    for name in model.variables:
        first, second = arms.cuts(name)
        severed = first ^ second
        acting += [
            i
            for i in arms.influences(name)
            if i.cause in severed or (found[i.cause].sign != "0" and answering(model, i) != "0")
        ]
    above: dict[str, tuple[str, ...]] = dict.fromkeys(model.variables, ())
    for i in acting:
        above[i.effect] += (i.cause,)
    for name, arm in ((n, a) for a in (arms.under, arms.versus) for n in a.settings):
        setting = arm.settings[name]
        if isinstance(setting, Policy) and found[setting.given].sign != "0":
            above[name] += (setting.given,)
    leading = ancestors(above, [outcome])
    return tuple(sorted((i for i in acting if i.effect in leading), key=lambda i: i.name))


def balanced(model: CausalModel, used: Iterable[Influence]) -> bool:
    """Whether every cycle has an even number of negative signs, so that two readings can be told apart.

    Colour the variables so that a positive influence joins like with like and a negative one unlike.

    References
    ----------
    F. Harary (1953), theorem 3.
    """
    beside: dict[str, list[tuple[str, int]]] = {}
    for i in used:
        sign = {"+": 1, "-": -1}.get(answering(model, i), 0)
        beside.setdefault(i.cause, []).append((i.effect, sign))
        beside.setdefault(i.effect, []).append((i.cause, sign))
    way: dict[str, int] = {}
    for start in beside:
        stack = [] if start in way else [(start, 1)]
        while stack:
            name, own = stack.pop()
            if name in way:
                continue
            way[name] = own
            stack += [(other, own * sign) for other, sign in beside[name]]
    return all(way[a] * sign == way[b] for a, others in beside.items() for b, sign in others)
