"""The sentences that a counterfactual leads with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from causalnet.language.translate import tr
from causalnet.model.grammar.intervention import scheduled
from causalnet.model.grammar.itself_set import itself_set
from causalnet.model.grammar.setting import Hard
from causalnet.questions.counterfactuals.coupling_words import share_text
from causalnet.questions.counterfactuals.otherwise_phrases import (
    event_told,
    ground_told,
    level_told,
    share_told,
)
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose
from causalnet.questions.sentences.still import why_still

__all__ = ["counterfactual_sentence"]


def counterfactual_sentence(found: Any) -> str:
    """How much would have come of it, and on what ground."""
    say = Phrasing(found.provenance.source)
    told = [capital(tr("{lead}{clause}.", lead=_cases(found, say), clause=_came(found, say)))]
    if found.path not in ("within a period", "lagged only") and found.given:
        told.append(tr("What changes comes from what is observed alone."))
    return prose(told)


def _cases(found: Any, say: Phrasing) -> str:
    """The cases, as the beginning of a sentence."""
    seen = say.timed_findings(found.asked.observed, later=bool(found.at))
    text = ""
    if found.known_of:
        text = tr("In the cases with all that is known of {case}, ", case=found.known_of)
    elif seen:
        text = tr("In the cases in which {findings}, ", findings=seen)
    if found.given:
        then = say.timed_findings(found.asked.given, later=bool(found.at))
        text += tr("had it been found then that {findings}, ", findings=then)
    return text


def _came(found: Any, say: Phrasing) -> str:
    """What would have come about, as a clause."""
    said = {"action": say.action(found.under, found.versus), "outcome": say.name(found.outcome)}
    if found.at:
        said["outcome"] = tr(
            "{outcome} in period {period}", outcome=said["outcome"], period=found.at
        )
    if itself_set(found.outcome, found.under, found.versus, found.at):
        done = scheduled(found.under).when(found.at).settings.get(found.outcome)
        if isinstance(done, Hard):
            state = say.state(found.outcome, done.state)
            return tr(
                "{outcome} would have been {state} by definition, because it is itself set",
                state=state,
                **said,
            )
    if found.path != "within a period":
        same = found.under == found.versus
        why = why_still(say, found.path, found.outcome, same=same)
        return tr("{action} would have left {outcome} as it was: {why}", why=why, **said)
    numbers = tr(", on average over {draws}", draws=found.told_draws) if found.drawn else ""
    if found.event.quantity == "expected level":
        return _level(found, said) + numbers
    return _share(found, say, said) + numbers


def _share(found: Any, say: Phrasing, said: Mapping[str, str]) -> str:
    """The share of the cases in which the event would have been, by coupling and over all."""
    named = {k: found.estimates[k].value for k in found.p}
    every = found.agreed or isinstance(found.ranges, np.ndarray)
    share = share_told([found.least, found.most] if every else [], named)
    ground = ground_told(
        {k: share_text(x) for k, x in named.items()} if not found.agreed else {}, every=every
    )
    if found.known_of or found.asked.observed or found.given:
        share = tr("{share} of them", share=share)
    else:
        share = tr("{share} of all cases", share=share)
    event = event_told(say, found.outcome, found.event)
    if found.measure.state is None:
        return tr(
            "{action} would have made {outcome} {event} in {share}{ground}",
            event=event,
            share=share,
            ground=ground,
            **said,
        )
    was = share_text(float((found.event.weights @ found.as_it_was).mean()))
    return tr(
        "{action} would have made {outcome} {event} in {share}, rather than in {was}{ground}",
        event=event,
        share=share,
        was=was,
        ground=ground,
        **said,
    )


def _level(found: Any, said: Mapping[str, str]) -> str:
    """How the expected level would have differed, by coupling and over all."""
    changes = {k: found.changes[k].value for k in found.p}
    was = float((found.event.weights @ found.as_it_was).mean())
    ranged = isinstance(found.ranges, np.ndarray) or found.agreed
    ends = [found.least - was, found.most - was] if ranged else []
    return level_told(found.scale, ends, {} if found.agreed else changes, said)
