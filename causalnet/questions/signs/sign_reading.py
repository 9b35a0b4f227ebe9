"""Reading a conclusion off the signs of one model, within one period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from causalnet.console import printed
from causalnet.language.translate import LazyText, NameIn, lazy, lazy_list, template
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.influence import Influence
from causalnet.network.graph import ancestors, children
from causalnet.questions.query.paths import PathKind
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.monotonicity import certain_change
from causalnet.questions.signs.stochastic_dominance import StochasticOrder, orders
from causalnet.questions.signs.structural_balance import arrival, carried, path_of, unreached

__all__ = ["SignReading", "Status", "Weak", "read_signs", "so_by_definition"]

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
# Why a change is not certain: a strength may be zero, a row may not answer, what is set may be so already.
Uncertain = Literal["", "strength", "row", "already"]

WEAK: dict[str, Weak] = {"+": "does not fall", "-": "does not rise", "0": "unchanged"}


@printed
@dataclass(frozen=True, slots=True)
class SignReading:
    """The answer from the signs of one model."""

    order: StochasticOrder
    status: Status
    reason: LazyText
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
        order = StochasticOrder(
            "?",
            why=lazy(
                "what is observed of {names} may itself be changed by what is set",
                names=lazy_list([*map(NameIn, late)]),
            ),
        )
    elif conclusion.at_least == model.variables[conclusion.outcome].states[0]:
        return _certain(conclusion)
    status = _status(conclusion, order)
    if conclusion.by_definition:
        outcome = NameIn(conclusion.outcome)
        unclear = lazy(
            "{outcome} is itself set, and signs do not compare the two settings.", outcome=outcome
        )
        reason = unclear if order.sign == "?" else so_by_definition(conclusion)
    else:
        reason = _reason(conclusion, order, status, _why_uncertain(model, used))
    return SignReading(order, status, reason, used)


def _certain(conclusion: Conclusion) -> SignReading:
    """The lowest state or a higher one: that is certain, whatever is done."""
    holds = conclusion.direction == "holds"
    lowest = conclusion.at_least or ""
    reason = lazy(
        "{what} is always one: {state} is the lowest state.",
        what=_measured(conclusion),
        state=NameIn(lowest, "state", (conclusion.outcome,)),
    )
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


def so_by_definition(conclusion: Conclusion) -> LazyText:
    """That the outcome is set."""
    return lazy(
        "{outcome} is itself set: what it does is so by definition.",
        outcome=NameIn(conclusion.outcome),
    )


def _measured(conclusion: Conclusion) -> str:
    """The quantity that is compared, in words."""
    outcome = NameIn(conclusion.outcome)
    if conclusion.at_least is not None:
        state = NameIn(conclusion.at_least, "state", (conclusion.outcome,))
        return lazy("P({variable} at least {state})", variable=outcome, state=state)
    return (
        lazy("the expected level of {outcome}", outcome=outcome) if conclusion.passes else outcome
    )


def _why_uncertain(model: CausalModel, used: tuple[Influence, ...]) -> Uncertain:
    """Why an order that is not strict is not."""
    weak = [i for i in used if not certain_change(model, i)]
    if any(model.strength(i) is not None for i in weak):
        return "strength"
    return "row" if weak else "already"


def _reason(
    conclusion: Conclusion, order: StochasticOrder, status: Status, why: Uncertain
) -> LazyText:
    what = _measured(conclusion)
    if order.sign == "?":
        return lazy("The signs leave it open: {why}.", why=order.why)
    if order.sign == "0":
        return lazy(
            "{what} does not change: nothing that differs between the arms acts on it.", what=what
        )
    up = order.sign == "+"
    sized = status in ("undetermined", "direction only")
    if not sized:
        return lazy(STRICTLY[up] if order.strict else WEAKLY[up, why], what=what)
    proved = lazy(STRICTLY[up] if order.strict else WEAKLY[up, ""], what=what)
    return lazy("{proved} {unsaid}", proved=proved, unsaid=lazy(UNSAID[up]))


# By whether the outcome rises, and why that is not certain.
STRICTLY = {
    True: template(
        "{what} rises. Every path raises it, whatever the strengths within their ranges."
    ),
    False: template(
        "{what} falls. Every path lowers it, whatever the strengths within their ranges."
    ),
}
WEAKLY: dict[tuple[bool, Uncertain], str] = {
    (True, ""): template("{what} does not fall. No path lowers it."),
    (False, ""): template("{what} does not rise. No path raises it."),
    (True, "strength"): template(
        "{what} does not fall. No path lowers it, but a certain rise needs a strength above zero all along a path."
    ),
    (False, "strength"): template(
        "{what} does not rise. No path raises it, but a certain fall needs a strength above zero all along a path."
    ),
    (True, "row"): template(
        "{what} does not fall. No path lowers it, but a certain rise needs every row of a table or a rule to answer to its cause."
    ),
    (False, "row"): template(
        "{what} does not rise. No path raises it, but a certain fall needs every row of a table or a rule to answer to its cause."
    ),
    (True, "already"): template(
        "{what} does not fall. No path lowers it, but what is set may already be so, and then nothing changes."
    ),
    (False, "already"): template(
        "{what} does not rise. No path raises it, but what is set may already be so, and then nothing changes."
    ),
}
UNSAID = {
    True: template("How large the rise is, signs cannot say."),
    False: template("How large the fall is, signs cannot say."),
}
