"""Sets of interventions to which one more can be added that by signs alone cannot do harm."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.network import Network
from causalnet.questions.decisions.affordable import ROUNDING
from causalnet.questions.decisions.decision_network import ItemSet, together
from causalnet.questions.query.measure import Measure
from causalnet.questions.signs.sign_reading import read_signs
from causalnet.questions.skipped import Skipped

__all__ = ["NOTHING_GIVEN", "dominated_by_signs", "never_harms", "plans_with_room"]

MOST_SIGN_CHECKS = 400
NOTHING_GIVEN: Mapping[str, Finding] = MappingProxyType({})


def never_harms(
    model: CausalModel | Network,
    measure: Measure,
    sign: float,
    more: Intervention,
    base: Intervention | None = None,
    given: Mapping[str, Finding] = NOTHING_GIVEN,
) -> bool:
    """Whether by signs alone one more intervention moves the outcome, given findings, the wished way or not at all."""
    if isinstance(model, Network) or measure.state not in (
        None,
        measure.states[0],
        measure.states[-1],
    ):
        return False
    upward = sign * (
        -1.0 if measure.state == measure.states[0] and measure.state is not None else 1.0
    )
    base = base or Intervention()
    # The order of the two arms is read, whichever direction is asked about.
    conclusion = Conclusion(measure.outcome, "rises", under=base | more, versus=base, given=given)
    return read_signs(model, conclusion).order.sign == ("+" if upward > 0 else "-")


def plans_with_room(
    plans: Sequence[ItemSet],
    costs: Sequence[float],
    budget: float,
    fits: Callable[[ItemSet], bool],
) -> list[tuple[ItemSet, int]]:
    """Each set with each further intervention that the budget allows."""
    room: list[tuple[ItemSet, int]] = []
    for plan in plans:
        spent = sum(costs[i] for i in plan)
        room += [
            (plan, i)
            for i in range(len(costs))
            if i not in plan and spent + costs[i] <= budget + ROUNDING and fits((*plan, i))
        ]
    return room


def dominated_by_signs(
    model: CausalModel,
    measure: Measure,
    sign: float,
    items: Sequence[Intervention],
    room: Sequence[tuple[ItemSet, int]],
    given: Mapping[str, Finding] = NOTHING_GIVEN,
) -> dict[ItemSet, int] | Skipped:
    """Sets with room for an intervention that cannot do harm, each with that intervention."""
    if len(room) > MOST_SIGN_CHECKS:
        return Skipped(lazy("it takes {count:,} readings of the signs", count=len(room)))
    found: dict[ItemSet, int] = {}
    for plan, i in room:
        base = together(items[j] for j in plan)
        if plan not in found and never_harms(model, measure, sign, items[i], base, given):
            found[plan] = i
    return found
