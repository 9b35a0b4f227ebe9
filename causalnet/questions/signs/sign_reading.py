"""Reading a conclusion off the signs of one model, within one period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from causalnet.console import printed
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.influence import Influence
from causalnet.network.graph import ancestors, children
from causalnet.questions.query.paths import PathKind
from causalnet.questions.sentences.phrasing import prose
from causalnet.questions.signs.monotonicity import certain_change
from causalnet.questions.signs.stochastic_dominance import Arms, StochasticOrder, orders
from causalnet.questions.signs.structural_balance import arrival, carried, path_of, unreached

__all__ = ["SignReading", "Status", "Weak", "read_signs"]

Status = Literal[
    "follows",
    "contradicted",
    "direction only",
    "undetermined",
    "blocked by what is observed",
    "lagged only",
    "no path",
    "not applicable",
]
Weak = Literal["does not fall", "does not rise", "unchanged"]

WEAK: dict[str, Weak] = {"+": "does not fall", "-": "does not rise", "0": "unchanged"}


@printed
@dataclass(frozen=True, slots=True)
class SignReading:
    """The answer from the signs of one model."""

    order: StochasticOrder
    status: Status
    reason: str
    used: tuple[Influence, ...] = ()
    path: PathKind = "within a period"
    since: int | None = None

    @property
    def direction(self) -> Weak | None:
        """The proved direction of the conclusion's measure."""
        return WEAK.get(self.order.sign)


def read_signs(model: CausalModel, conclusion: Conclusion) -> SignReading:
    """The status and direction of a conclusion by the signs, within one period."""
    arms = Arms(model, conclusion.under, conclusion.versus)
    path = path_of(arms, conclusion)
    if path == "by observing alone":
        return SignReading(
            StochasticOrder("?"), "undetermined", unreached(arms, conclusion, path), (), path
        )
    if path != "within a period":
        status: Status = "follows" if conclusion.direction == "holds" else path
        since = arrival(arms, conclusion, path)
        return SignReading(
            StochasticOrder(), status, unreached(arms, conclusion, path), (), path, since
        )
    found = orders(arms, conclusion.outcome, conclusion.at_least)
    used = carried(arms, found, conclusion.outcome)
    order = found[conclusion.outcome]
    late = _late(arms, conclusion)
    if late:
        names = ", ".join(late)
        order = StochasticOrder(
            "?", why=f"what is observed of {names} may itself be changed by what is set"
        )
    elif conclusion.at_least == model.variables[conclusion.outcome].states[0]:
        return _certain(conclusion)
    status = _status(conclusion, order)
    if conclusion.by_definition:
        what = f"{conclusion.outcome} is itself set"
        unclear = f"{what}, and signs do not compare the two settings."
        reason = unclear if order.sign == "?" else f"{what}: what it does is so by definition."
    else:
        reason = _reason(conclusion, order, status, _why_uncertain(model, used))
    return SignReading(order, status, reason, used)


def _certain(conclusion: Conclusion) -> SignReading:
    """The lowest state or a higher one: that is certain, whatever is done."""
    holds = conclusion.direction == "holds"
    reason = f"{conclusion.measured} is always one: {conclusion.at_least} is the lowest state."
    return SignReading(StochasticOrder(), "follows" if holds else "not applicable", reason)


def _late(arms: Arms, conclusion: Conclusion) -> list[str]:
    """The findings on or below anything that is set, in the mutilated graphs."""
    touched = [n for arm in (arms.under, arms.versus) for n in arm.touched]
    upward = {name: tuple(below) for name, below in children(arms.graph()).items()}
    return sorted(set(conclusion.given) & ancestors(upward, touched))


def _status(conclusion: Conclusion, order: StochasticOrder) -> Status:
    if order.sign == "?":
        return "undetermined"
    if conclusion.direction == "holds":
        if order.sign == "0":
            return "follows"
        # Signs prove that it changes, never by how much; what is under the floor counts as no change.
        defined = conclusion.by_definition and order.strict and not conclusion.by
        return "contradicted" if defined else "undetermined"
    if order.sign == "0":
        return "no path"
    if order.sign != ("+" if conclusion.upward else "-"):
        return "contradicted"
    return "direction only" if conclusion.by else "follows"


def _why_uncertain(model: CausalModel, used: tuple[Influence, ...]) -> str:
    """Why an order that is not strict is not, with a place for the name of the change."""
    weak = [i for i in used if not certain_change(model, i)]
    if any(model.strength(i) is not None for i in weak):
        return "but a certain {change} needs a strength above zero all along a path"
    if weak:
        return "but a certain {change} needs every row of a table or a rule to answer to its cause"
    return "but what is set may already be so, and then nothing changes"


def _reason(conclusion: Conclusion, order: StochasticOrder, status: Status, why: str) -> str:
    what = conclusion.measured
    if order.sign == "?":
        return tr("The signs leave it open: {why}.", why=order.why)
    if order.sign == "0":
        return tr(
            "{what} does not change: nothing that differs between the arms acts on it.", what=what
        )
    up = order.sign == "+"
    sized = status in ("undetermined", "direction only")
    change, moves = ("rise", "lowers") if up else ("fall", "raises")
    if order.strict:
        every = (
            tr(
                "{what} rises. Every path raises it, whatever the strengths within their ranges.",
                what=what,
            )
            if up
            else tr(
                "{what} falls. Every path lowers it, whatever the strengths within their ranges.",
                what=what,
            )
        )
        unsaid = (
            tr("How large the rise is, signs cannot say.")
            if up
            else tr("How large the fall is, signs cannot say.")
        )
        return prose([every, unsaid if sized else ""])
    how_large = f" How large the {change} is, signs cannot say." if sized else ""
    proved = f"{what} {WEAK[order.sign]}. No path {moves} it"
    if sized:
        return f"{proved}.{how_large}"
    return f"{proved}, {why.format(change=change)}."
