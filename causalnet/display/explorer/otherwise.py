"""What would have come of the case observed under each proposal, for the page, which does not compute it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from causalnet.display.explorer.plain import Plain
from causalnet.display.text import clean
from causalnet.errors import MemoryLimitError, QuestionError
from causalnet.language.translate import language_spoken, template, tr, translation
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, TimedGiven, timed_findings
from causalnet.model.grammar.intervention import Intervention, Timed, scheduled
from causalnet.network.graph import topological
from causalnet.network.network import Network
from causalnet.questions.counterfactuals.counterfactual import counterfactual
from causalnet.questions.counterfactuals.counterfactual_answer import Counterfactual
from causalnet.questions.counterfactuals.coupling_words import (
    COUPLING_MEANINGS,
    COUPLING_NAMES,
    share_text,
    told_range,
)
from causalnet.questions.counterfactuals.event import Event
from causalnet.questions.query.known_case import observed_or_known
from causalnet.questions.sentences.phrasing import Phrasing, series

__all__ = ["otherwise_of"]

ANY = template(
    "Any coupling: the least and the most that any way in which luck carries over allows, proved."
)
AGREED = template("No variable is needed in both worlds: every coupling agrees.")


def otherwise_of(
    model: CausalModel | Network,
    observed: TimedGiven | None,
    under: Intervention | Timed | None = None,
) -> Plain | None:
    """The cases, and an answer for each outcome and proposal; None if nothing is observed.

    By default what the model knows of its case is observed. What the page opens on, where it is set today, is asked
    about like a proposal.

    Raises
    ------
    QuestionError
        If there are no proposals, or what is observed is of a later period.
    UnknownNameError, ImpossibleEvidenceError
        If what is observed cannot be.
    """
    known, known_of = observed_or_known(model, observed)
    if not known:
        return None
    asked = _asked(model, under) if isinstance(model, CausalModel) else {}
    if known_of and isinstance(model, CausalModel) and not asked:
        return None
    if isinstance(model, Network) or not asked:
        raise QuestionError(
            "observed= shows what would have come of the case under each proposal of a model, and there are no proposals. "
            "Add them to the model, or ask cn.counterfactual."
        )
    found = dict(timed_findings(known, "observed").items())
    if any(found):
        raise QuestionError(
            "A page shows the present period. Ask cn.counterfactual about what is observed later."
        )
    seen = dict(found[0].items())
    place = {name: i for i, name in enumerate(model.variables)}
    answers = [
        {
            "outcome": place[outcome],
            "proposal": clean(label),
            **_answer(model, outcome, done, observed),
        }
        for outcome in _outcomes(model, seen)
        for label, done in asked.items()
    ]
    return {
        "cases": clean(Phrasing(model).findings(seen)),
        "of": clean(known_of),
        "answers": answers,
    }


def _asked(model: CausalModel, under: Intervention | Timed | None) -> dict[str, Intervention]:
    """The proposals by their labels, and what the page opens on if that is none of them."""
    asked = {p.label: p.intervention for p in model.proposals.values()}
    now = scheduled(under).when(0)
    if now and now not in asked.values():
        asked[Phrasing(model).action(now)] = now
    return asked


def _outcomes(model: CausalModel, found: Mapping[str, Finding]) -> list[str]:
    """The outcomes that are observed; else all variables with that role, or the one that the page begins with."""
    having = [v.name for v in model.variables.values() if "outcome" in v.roles]
    parents = {name: tuple(i.cause for i in model.causes(name)) for name in model.variables}
    seen = [name for name in having if name in found]
    return seen or having or [[*topological(parents)][-1]]


def _answer(
    model: CausalModel, outcome: str, done: Intervention, observed: TimedGiven | None
) -> Plain:
    try:
        found = counterfactual(model, outcome, under=done, observed=observed)
    except MemoryLimitError as error:
        told = tr("left out: {reason}", reason=error)
        return {"short": told, "header": [], "rows": [], "notes": []}
    if found.path != "within a period":
        return {"short": _unchanged(found), "header": [], "rows": [], "notes": []}
    (sheet,) = found.sheets()
    notes = [AGREED] if found.agreed else [ANY, *(COUPLING_MEANINGS[name] for name in found.p)]
    labels = _row_labels(model, outcome)
    return {
        "short": _short(found, labels),
        "header": [*map(clean, sheet.header)],
        "rows": [[*map(clean, row)] for row in sheet.rows],
        "notes": [*map(_spoken, notes)],
    }


def _row_labels(model: CausalModel, outcome: str) -> dict[str, str]:
    """What a row of the answer is called, by labels."""
    variable = model.variables[outcome]
    labels = {state: variable.state_label(state) for state in variable.states}
    above = {
        f"at least {state}": tr("at least {state}", state=label) for state, label in labels.items()
    }
    return labels | above


def _spoken(text: str) -> str:
    """A fixed text of the answer in the language that is spoken."""
    return translation(text, language_spoken())


def _unchanged(found: Counterfactual) -> str:
    """That the outcome would have been as it was, and why."""
    if found.path == "lagged only":
        return tr("as it was: it acts only in later periods")
    return tr("as it was: nothing that it sets leads there")


def _event_words(event: Event, labels: Mapping[str, str]) -> str:
    """A state, or that it is at least or below one."""
    state = tr('"{state}"', state=labels.get(event.state, event.state))
    if event.quantity == "P(at least)":
        return tr("at least {state}", state=state)
    return tr("below {state}", state=state) if event.quantity == "P(below)" else state


def _short(found: Counterfactual, labels: Mapping[str, str]) -> str:
    """The least and the most of what the sentence of the answer speaks of, or else what each coupling gives."""
    level = found.event.quantity == "expected level"
    event = _event_words(found.event, labels)
    if found.agreed or isinstance(found.ranges, np.ndarray):
        low, high = found.least, found.most
        if level:
            return tr("expected level {range}", range=told_range(low, high))
        shares = [*dict.fromkeys(map(share_text, (low, high)))]
        if len(shares) == 1:
            return tr("{event} in {share}", event=event, share=shares[0])
        return tr("{event} in {low} to {high}", event=event, low=shares[0], high=shares[1])
    told = series(
        [
            tr(
                "{value} with {coupling}",
                value=told_range(x.value, x.value) if level else share_text(x.value),
                coupling=_spoken(COUPLING_NAMES[name]),
            )
            for name, x in found.estimates.items()
        ]
    )
    if level:
        return tr("expected level {range}", range=told)
    return tr("{event} in {share}", event=event, share=told)
