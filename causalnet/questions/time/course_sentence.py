"""The sentences that a course over time leads with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from causalnet.language.translate import tr
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.model.grammar.itself_set import itself_set
from causalnet.questions.query.paths import is_still
from causalnet.questions.sentences.change import MovedOutcome, amount, chances_from, level
from causalnet.questions.sentences.numbers import numbers_behind
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose, series
from causalnet.questions.sentences.still import why_still
from causalnet.questions.time.course import opposite, peak

__all__ = ["course_sentence"]


def course_sentence(found: Any) -> str:
    """The outcome of a trajectory in the last period, held against the course without what is done."""
    lead = _say(found).timed_lead(found.asked.given)
    if not found.compared:
        return capital(tr("{lead}{clause}.", lead=lead, clause=_alone(found)))
    last = found.asked.last
    if abs(found.change).max() < NOTHING:
        return capital(tr("{lead}{clause}.", lead=lead, clause=_still(found)))
    change, error = float(found.change[-1]), float(found.error[-1])
    course, other = found.courses[found.outcome], found.references[found.outcome]
    survival = [chances_from(other.p[-1]), chances_from(course.p[-1])]
    outcome = MovedOutcome(_say(found), found.outcome, course.states, found.scale)
    clause = outcome.moved(_action(found), change, survival=survival, error=error)
    by = _say(found).lead({}, last)
    numbers = numbers_behind(found.provenance, found.asked.draws.n if found.asked.draws else 0)
    told = capital(tr("{lead}{clause}{numbers}.", lead=by + lead, clause=clause, numbers=numbers))
    alone = ""
    if found.path == "by observing alone" or last in found.alone_in:
        alone = tr("No influence carries it there: what is observed ties the two.")
    return prose([told, *_peak(found), alone, _by_definition(found)])


def _say(found: Any) -> Phrasing:
    return Phrasing(found.provenance.source)


def _name(found: Any) -> str:
    return _say(found).name(found.outcome)


def _action(found: Any) -> str:
    plain = [_whole(arm) for arm in found._arms]
    return _say(found).action(*plain)


def _still(found: Any) -> str:
    """The clause for no change: of the outcome if it is not reached, else of its level."""
    last = found.asked.last
    said = {"action": _action(found), "outcome": _name(found), "period": last}
    if is_still(found.path):
        start = found._read.late_start()
        why = why_still(
            _say(found),
            found.path,
            found.outcome,
            found._read.blocking(),
            same=start is None,
            since=found._read.arrival(),
            start=start or 0,
        )
        if found.path == "no path":
            return tr("{action} does not change {outcome} in any period: {why}", why=why, **said)
        return tr("{action} does not change {outcome} by period {period}: {why}", why=why, **said)
    course, other = found.courses[found.outcome], found.references[found.outcome]
    if abs(course.p - other.p).max() >= NOTHING:
        return tr(
            "{action} does not change the level of {outcome} by period {period}, only the probabilities of its states",
            **said,
        )
    return tr("{action} does not change {outcome} by period {period}", **said)


def _by_definition(found: Any) -> str:
    """In which periods the outcome is itself set, as a sentence of its own; empty where it is not."""
    last = found.asked.last
    own = [t for t in range(last + 1) if itself_set(found.outcome, found.under, found.versus, t)]
    if not own:
        return ""
    if last in own:
        return tr(
            "That is so by definition, because {outcome} is itself set.", outcome=_name(found)
        )
    whole = len(own) > 2 and own[-1] - own[0] < len(own)
    when = f"{own[0]}–{own[-1]}" if whole else series([str(t) for t in own])
    if len(own) == 1:
        return tr(
            "What it does in period {period} is so by definition, because {outcome} is itself set.",
            period=when,
            outcome=_name(found),
        )
    return tr(
        "What it does in periods {periods} is so by definition, because {outcome} is itself set.",
        periods=when,
        outcome=_name(found),
    )


def _alone(found: Any) -> str:
    """The outcome in a single arm, as a clause."""
    first, end = (level(found.scale, float(x)) for x in (found.level[0], found.level[-1]))
    said = {"outcome": _name(found), "period": found.asked.last, "first": first, "end": end}
    action = _say(found).action(_whole(found._arms[0]))
    numbers = numbers_behind(found.provenance, found.asked.draws.n if found.asked.draws else 0)
    if np.ptp(found.level) < NOTHING:
        if not found.under:
            return (
                tr("as things are, {outcome} stays at {first} until period {period}", **said)
                + numbers
            )
        told = tr(
            "{action} leaves {outcome} at {first} until period {period}",
            action=action,
            **said,
        )
        return told + numbers
    if not found.under:
        return (
            tr("as things are, {outcome} goes from {first} to {end} by period {period}", **said)
            + numbers
        )
    told = tr(
        "{action} takes {outcome} from {first} to {end} by period {period}",
        action=action,
        **said,
    )
    return told + numbers


def _peak(found: Any) -> Iterator[str]:
    """The changes on the way that the last does not show: the greatest of another size, and the other way."""
    changes, last = found.changes, float(found.change[-1])
    most, change = peak(changes, len(changes))
    told = {} if found.scale.size(change) == found.size else {most: change}
    turned, other = opposite(changes, last if abs(last) >= NOTHING else change)
    if not found.scale.is_negligible(other):
        told[turned] = other
    for t in sorted(told):
        said = {"period": t, "amount": amount(found.scale, told[t])}
        if told[t] > 0:
            yield tr("In period {period} it is higher by {amount}.", **said)
        else:
            yield tr("In period {period} it is lower by {amount}.", **said)


def _whole(arm: Timed) -> Timed | Intervention:
    """An arm without its periods, where it holds from the first on."""
    once = arm.phases[0] if len(arm.phases) == 1 else None
    return once.intervention if once and once.spans == ((0, None),) else arm
