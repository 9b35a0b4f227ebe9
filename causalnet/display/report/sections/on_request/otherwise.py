"""Had it been otherwise: what would have been, in the cases observed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from causalnet.answer_tables import unsigned
from causalnet.display.report.content import Block, Chapter, Picture, ReportTable
from causalnet.display.report.pictures import charted
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.display.report.wording import Wording
from causalnet.errors import ImpossibleEvidenceError, MemoryLimitError
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.finding import Finding, certain_state, timed_findings
from causalnet.model.grammar.intervention import Intervention, do
from causalnet.model.grammar.setting import Hard
from causalnet.questions.causation.causation import causation
from causalnet.questions.causation.causation_answer import Causation
from causalnet.questions.counterfactuals.counterfactual import counterfactual
from causalnet.questions.counterfactuals.counterfactual_answer import Counterfactual
from causalnet.questions.counterfactuals.event import events_of
from causalnet.questions.query.known_case import observed_or_known
from causalnet.questions.sentences.phrasing import comma_list
from causalnet.questions.skipped import Skipped

__all__ = ["OTHERWISE"]

COUPLED = {
    "rank": template("one rank"),
    "fresh": template("fresh luck"),
    "gumbel": template("Gumbel-max"),
}
BLAMED = {"PN": template("necessary"), "PS": template("sufficient"), "PNS": template("both")}


def otherwise(asked: ReportQuestion, known: Known) -> list[Chapter]:
    """What would have come of the cases observed under each conclusion's intervention; nothing if nothing is observed.

    By default what the model knows of its case is observed.

    Raises
    ------
    UnknownNameError, QuestionError, ImpossibleEvidenceError
        If what is observed cannot be.
    """
    found, _ = observed_or_known(asked.model, asked.observed)
    if not found or not asked.conclusions:
        return []
    blocks = [
        block
        for conclusion, names in _asked(asked.conclusions)
        for block in _blocks(asked, tr("; ").join(map(asked.name, names)), conclusion)
    ]
    if not blocks:
        return []
    texts = (
        tr(
            "A model says how likely each state is where its causes are so. It does not say what would have come of the very "
            "cases observed: that depends on how the luck of a case carries over, which the argument does not say. “Any "
            "coupling” is the least and the most that any way of carrying over allows; the other columns each assume one."
        ),
        tr("All numbers are for the strengths at their most likely values."),
    )
    return [Chapter("otherwise", tr("Had it been otherwise"), texts, blocks)]


def _asked(named: Mapping[str, Conclusion]) -> list[tuple[Conclusion, list[str]]]:
    """The conclusions that set something, one for each outcome, arms and period, with the names of all that ask the same."""
    found: dict[Conclusion, list[str]] = {}
    for name, c in named.items():
        if c.under != c.versus:
            # What a conclusion says of the change does not matter to what is asked of the case.
            asked = replace(c, direction="holds", by=0.0, at_least=None, threshold=None)
            found.setdefault(asked, []).append(name)
    return [*found.items()]


def _blocks(asked: ReportQuestion, name: str, conclusion: Conclusion) -> Iterator[Block]:
    """What would have been, in a table and a chart, and whether what was set is to blame for what was observed."""
    words = asked.wording
    if conclusion.given:
        text = tr("Left out: the conclusion itself is about what is observed in both arms.")
        yield Block(name, (text,))
        return
    try:
        found = counterfactual(
            asked.model,
            conclusion.outcome,
            under=conclusion.under,
            versus=conclusion.versus,
            observed=asked.observed,
            at=conclusion.at,
        )
    except MemoryLimitError as error:
        yield Block(name, (tr("Left out: {reason}", reason=error),))
        return
    except ImpossibleEvidenceError:
        if not conclusion.versus:
            raise
        # The cases are possible where nothing is done; they are only none of those that this conclusion compares with.
        text = tr(
            "Left out: what is observed has probability zero with {intervention}, with which the conclusion compares.",
            intervention=words.phrasing.action(conclusion.versus),
        )
        yield Block(name, (text,))
        return
    if found.path != "within a period":
        yield Block(name, (words.text(found.sentence),))
        return
    pictures: tuple[Picture, ...] = ()
    if not found.agreed:
        caption = tr("{name}: the range over all couplings, and the named ones in it", name=name)
        pictures = charted(found, caption, asked.pictures)
    blamed = _blame(asked.model, conclusion.under, found)
    tables = [_otherwise_table(words, found), *([_blame_table(words, blamed)] if blamed else [])]
    yield Block(name, pictures=pictures, tables=tuple(tables))


def _otherwise_table(words: Wording, found: Counterfactual) -> ReportTable:
    """A row for every state, for every threshold and for the expected level."""
    ranges = found.ranges if isinstance(found.ranges, np.ndarray) else None
    heads = [tr("had it been")] if found.agreed else [tr(COUPLED[name]) for name in found.p]
    header = ["", tr("as it was"), *heads, *([tr("any coupling")] if ranges is not None else [])]
    rows = []
    for i, event in enumerate(events_of(found.measure)):
        levels = [float((event.weights @ p).mean()) for p in (found.as_it_was, *found.p.values())]
        row = [_event(words, found, i), *(unsigned(x, ".3f") for x in levels)]
        if ranges is not None:
            low, high = (unsigned(float(x), ".3f") for x in ranges[i])
            row.append(low if low == high else tr("{low} to {high}", low=low, high=high))
        rows.append(row)
    align = "<" + ">" * (len(header) - 1)
    return ReportTable(words.text(found.sentence), header, rows, [*_coupled(words, found)], align)


def _event(words: Wording, found: Counterfactual, place: int) -> str:
    """A state, a state and those above it, or the expected level, as `events_of` lists them."""
    states, name = found.measure.states, found.outcome
    if place < len(states):
        return words.state(name, states[place])
    above = place - len(states) + 1
    if above < len(states) - 1:
        return words.phrasing.at_least(name, states[above], states)
    return tr("expected level")


def _coupled(words: Wording, found: Counterfactual) -> Iterator[str]:
    """What is observed without being said, what the columns assume, and what is needed in both worlds."""
    if found.known_of:
        seen = comma_list([*map(words.text, found.observed)])
        yield tr("Observed, as is known of {case}: {findings}.", case=found.known_of, findings=seen)
    if found.agreed:
        yield tr(
            "No variable is needed in both worlds: however luck carries over, the answer is the same."
        )
        return
    told = {
        "rank": tr("One rank: a case that was lucky stays as lucky."),
        "fresh": tr("Fresh luck: a case draws again wherever its causes have changed."),
    }
    yield from (told[name] for name in found.p if name in told)
    if isinstance(found.ranges, np.ndarray):
        yield tr("Any coupling: proved, whatever the way in which luck carries over.")
    elif isinstance(found.ranges, Skipped):
        yield words.text(str(found.ranges))
    names = comma_list([*map(words.label, found.witnesses)])
    yield tr("Needed in both worlds: {names}.", names=names)


def _blame_table(words: Wording, found: Causation) -> ReportTable:
    """How necessary and how sufficient what was observed is for what came of it."""
    known = not (found.agreed or np.isnan(found.ends).all())
    heads = [tr("any coupling")] if found.agreed else [tr(COUPLED[name]) for name in found.p]
    header = ["", *([tr("least")] if known else []), *heads, *([tr("most")] if known else [])]
    rows = []
    for i, (name, head) in enumerate(BLAMED.items()):
        own = [found.estimates[name][coupling].value for coupling in found.p]
        numbers = [found.ends[i, 0], *own, found.ends[i, 1]] if known else own
        rows.append(
            [tr(head), *("–" if np.isnan(x) else unsigned(float(x), ".3f") for x in numbers)]
        )
    notes = (
        tr(
            "Necessary: of the cases with the cause and the outcome, those in which the outcome would not have been."
        ),
        tr(
            "Sufficient: of the cases with the alternative and without the outcome, those in which it would have been."
        ),
        tr(
            "Both: of all cases, those with the outcome under the cause and without it under the alternative."
        ),
    )
    align = "<" + ">" * (len(header) - 1)
    return ReportTable(words.text(found.sentence), header, rows, notes, align)


def _blame(model: CausalModel, under: Intervention, found: Counterfactual) -> Causation | None:
    """Whether the observed outcome is because of the observed states of what is set; None where that is not asked."""
    seen = dict(timed_findings(found.asked.observed).get(0, {}).items())
    cause = _observed_cause(under, seen)
    state = certain_state(seen[found.outcome]) if found.outcome in seen else None
    if found.at or found.versus or not cause or state is None:
        return None
    # What the model knows is observed by default; here it may be something else.
    own = None if found.known_of else found.asked.observed
    return causation(model, (found.outcome, state), under=cause, versus=under, observed=own)


def _observed_cause(under: Intervention, seen: Mapping[str, Finding]) -> Intervention | None:
    """What was observed of all that is set, as an intervention; None where not all of it is a state, or nothing differs."""
    held = {v: certain_state(seen[v]) for v in under.settings if v in seen}
    plain = all(isinstance(setting, Hard) for setting in under.settings.values())
    if under.edges or not plain or len(held) < len(under.settings):
        return None
    cause = do({v: state for v, state in held.items() if state is not None})
    return cause if len(cause.settings) == len(held) and cause != under else None


OTHERWISE = ReportSection(otherwise, "first")
