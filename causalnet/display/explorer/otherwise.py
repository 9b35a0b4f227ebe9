"""What would have come of the case observed under each proposal, for the page, which does not compute it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from causalnet.display.case import told_findings
from causalnet.display.explorer.plain import Plain
from causalnet.display.text import clean
from causalnet.errors import MemoryLimitError, QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, TimedGiven, timed_findings
from causalnet.network.graph import topological
from causalnet.network.network import Network
from causalnet.notation import enumerated
from causalnet.questions.counterfactuals.counterfactual import counterfactual
from causalnet.questions.counterfactuals.counterfactual_answer import Counterfactual
from causalnet.questions.counterfactuals.coupling_words import (
    COUPLING_MEANINGS,
    COUPLING_NAMES,
    share_text,
    told_range,
)
from causalnet.questions.query.known_case import observed_or_known

__all__ = ["otherwise_of"]

ANY = "Any coupling: the least and the most that any way in which luck carries over allows, proved."
AGREED = "No variable is needed in both worlds: every coupling agrees."


def otherwise_of(model: CausalModel | Network, observed: TimedGiven | None) -> Plain | None:
    """The cases, and an answer for each outcome and proposal; None if nothing is observed.

    By default what the model knows of its case is observed.

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
    if known_of and isinstance(model, CausalModel) and not model.interventions:
        return None
    if isinstance(model, Network) or not model.interventions:
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
            "proposal": clean(name),
            **_answer(model, outcome, name, observed),
        }
        for outcome in _outcomes(model, seen)
        for name in model.interventions
    ]
    return {
        "cases": clean(enumerated(told_findings(model, seen))),
        "of": clean(known_of),
        "answers": answers,
    }


def _outcomes(model: CausalModel, found: Mapping[str, Finding]) -> list[str]:
    """The outcomes that are observed; else all variables with that role, or the one that the page begins with."""
    having = [v.name for v in model.variables.values() if "outcome" in v.roles]
    parents = {name: tuple(i.cause for i in model.causes(name)) for name in model.variables}
    seen = [name for name in having if name in found]
    return seen or having or [[*topological(parents)][-1]]


def _answer(model: CausalModel, outcome: str, proposal: str, observed: TimedGiven | None) -> Plain:
    try:
        found = counterfactual(
            model, outcome, under=model.interventions[proposal], observed=observed
        )
    except MemoryLimitError as error:
        return {"short": f"left out: {error}", "header": [], "rows": [], "notes": []}
    if found.path != "within a period":
        return {"short": _unchanged(found), "header": [], "rows": [], "notes": []}
    (sheet,) = found.sheets()
    notes = [AGREED] if found.agreed else [ANY, *(COUPLING_MEANINGS[name] for name in found.p)]
    return {
        "short": _short(found),
        "header": [*sheet.header],
        "rows": [[clean(cell) for cell in row] for row in sheet.rows],
        "notes": notes,
    }


def _unchanged(found: Counterfactual) -> str:
    """That the outcome would have been as it was, and why."""
    if found.path == "lagged only":
        return "as it was: it acts only in later periods"
    return "as it was: nothing that it sets leads there"


def _short(found: Counterfactual) -> str:
    """The least and the most of what the sentence of the answer speaks of, or else what each coupling gives."""
    event, level = found.event, found.event.quantity == "expected level"
    if found.agreed or isinstance(found.ranges, np.ndarray):
        low, high = found.least, found.most
        if level:
            return f"expected level {told_range(low, high)}"
        return f"{event.words} in {' to '.join(dict.fromkeys(map(share_text, (low, high))))}"
    told = [
        f"{told_range(x.value, x.value) if level else share_text(x.value)} with {COUPLING_NAMES[name]}"
        for name, x in found.estimates.items()
    ]
    return f"{'expected level' if level else event.words + ' in'} {enumerated(told)}"
