"""Structural balance: paths to an outcome, their influences, and whether orientation alone signs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar

from causalnet.language.translate import LazyText, NameIn, lazy, lazy_sentence
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.finding import Finding, certain_state
from causalnet.model.grammar.intervention import Intervention, scheduled
from causalnet.model.grammar.setting import Hard
from causalnet.model.influence import Influence
from causalnet.network.graph import ancestors
from causalnet.questions.query.arrival import first_period
from causalnet.questions.query.downstream_evidence import alone_note, observed_after
from causalnet.questions.query.paths import (
    PathKind,
    blocking,
    differing,
    idle_in_both,
    in_time,
    is_still,
    path_in,
)
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.sentences.still import why_still
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.monotonicity import answering
from causalnet.questions.signs.stochastic_dominance import StochasticOrder, seen_order

__all__ = [
    "arrival",
    "balanced",
    "blocked_by",
    "carried",
    "contradicts",
    "evidence_notes",
    "lagged_or",
    "path_of",
    "unreached",
]

S = TypeVar("S", bound=str)


def carried(
    arms: Arms, found: Mapping[str, StochasticOrder], outcome: str
) -> tuple[Influence, ...]:
    """The influences on directed paths from what differs to the outcome, in the order of their names."""
    model = arms.model
    acting: list[Influence] = []
    for name in model.variables:
        first, second = arms.cuts(name)
        severed = first ^ second
        acting += [
            i
            for i in arms.seen(name)
            if i.cause in severed
            or (seen_order(arms, i, found).sign != "0" and answering(model, i) != "0")
        ]
    above: dict[str, tuple[str, ...]] = dict.fromkeys(model.variables, ())
    for i in acting:
        above[i.effect] += (i.cause,)
    for name, arm in ((n, a) for a in (arms.under, arms.versus) for n in a.settings):
        above[name] += tuple(v for v in arm.settings[name].reads if found[v].sign != "0")
    leading = ancestors(above, [outcome])
    return tuple(sorted((i for i in acting if i.effect in leading), key=lambda i: i.name))


def path_of(arms: Arms, conclusion: Conclusion) -> PathKind:
    """The way by which the difference between the arms can reach the outcome."""
    under, versus = arms.under, arms.versus
    if any(contradicts(arm, conclusion.given) for arm in (under, versus)):
        return "within a period"
    changed, idle = differing(under, versus), idle_in_both(arms.model, (under, versus))
    return path_in(
        arms.model, arms.graphs(), (conclusion.outcome,), changed, conclusion.given, idle
    )


def blocked_by(arms: Arms, conclusion: Conclusion) -> tuple[str, ...]:
    """The findings that block the paths; for a later period all findings, since a difference may come late."""
    c = conclusion
    if c.at:
        return tuple(c.given)
    return tuple(blocking(arms.graphs(), differing(arms.under, arms.versus), (c.outcome,), c.given))


def evidence_notes(arms: Arms, conclusion: Conclusion, path: PathKind) -> tuple[str, ...]:
    """Notes on what is observed in period 0 downstream of what either arm sets."""
    c, graphs = conclusion, arms.graphs()
    touched = (*arms.under.touched, *arms.versus.touched)
    changed = differing(arms.under, arms.versus)
    if not c.at:
        return observed_after(graphs, touched, changed, c.outcome, c.given)
    notes = observed_after(graphs, touched, changed, None, c.given)
    if path != "by observing alone":
        return notes
    return (*notes, alone_note(changed, c.outcome, [*c.given], at=c.at))


def contradicts(arm: Intervention, given: Mapping[str, Finding]) -> bool:
    """Whether what is observed cannot be where a variable has been set."""
    hard = {name: s.state for name, s in arm.settings.items() if isinstance(s, Hard)}
    return any(
        certain_state(given[name]) not in (None, state)
        for name, state in hard.items()
        if name in given
    )


def lagged_or(model: CausalModel, conclusion: Conclusion, found: S) -> S | Literal["lagged only"]:
    """The status of a path that takes longer than was asked: lagged, not without a path."""
    if found != "no path":
        return found
    arms = Arms(model, conclusion.under, conclusion.versus)
    arrows = {(p, v) for v, above in arms.graph().items() for p in above}
    changed = differing(arms.under, arms.versus)
    idle = idle_in_both(model, (arms.under, arms.versus))
    later = in_time(model, [conclusion.outcome], arrows, idle)
    return found if later.isdisjoint(changed) else "lagged only"


def arrival(arms: Arms, conclusion: Conclusion, path: PathKind) -> int | None:
    """The first period in which the outcome is reached, where the path to it is lagged only."""
    if path != "lagged only":
        return None
    held = scheduled(arms.under), scheduled(arms.versus)
    return first_period(arms.model, conclusion.outcome, held, {0: conclusion.given})


def unreached(arms: Arms, conclusion: Conclusion, path: PathKind) -> LazyText:
    """Why nothing reaches the outcome along an influence, as a sentence."""
    c, say = conclusion, Phrasing(arms.model)
    outcome = NameIn(c.outcome)
    if not is_still(path):
        return lazy(
            "The signs leave it open: no influence carries it to {outcome}, which is tied to what is set by observing alone.",
            outcome=outcome,
        )
    same, since = arms.under == arms.versus, arrival(arms, c, path)
    why = why_still(say, path, c.outcome, blocked_by(arms, c), same=same, since=since)
    return lazy_sentence(lazy("{outcome} does not change: {why}", outcome=outcome, why=why))


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
