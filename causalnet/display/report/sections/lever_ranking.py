"""Levers: what each single intervention does to each outcome, with its uncertainty."""

from __future__ import annotations

from causalnet.answer_tables import signed, whole_percent
from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.pictures import charted
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import ReportSection
from causalnet.display.translated_terms import SIZE_WORDS
from causalnet.errors import QuestionError
from causalnet.language.translate import language_spoken, template, tr
from causalnet.questions.effects.lever import Lever
from causalnet.questions.effects.levers import levers
from causalnet.questions.effects.levers_answer import Levers
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["LEVERS"]

WITHOUT_CHANGE = {
    "no path": template("no path"),
    "lagged only": template("only in later periods"),
    "blocked by what is observed": template("blocked by what is observed"),
}
STATUS = {
    "follows": template("the direction follows from the signs"),
    "direction only": template("the signs settle the direction and not the size"),
    "contradicted": template("the signs say the opposite"),
    "undetermined": template("the signs leave the direction open"),
}


def lever_ranking(asked: ReportQuestion, judged: Verdicts | None) -> list[Chapter]:
    """The levers on every outcome, each ranked, in a chart and a table."""
    blocks = [_levers(asked, outcome) for outcome in asked.outcomes]
    texts = (tr("Each lever alone, over draws from the judgements of strengths."),)
    return [Chapter("levers", tr("Levers"), texts, blocks)]


def _levers(asked: ReportQuestion, outcome: str) -> Block:
    words, label = asked.wording, asked.wording.label(outcome)
    heading = tr("What moves {outcome}", outcome=label)
    try:
        found = levers(asked.model, outcome, draws=asked.how)
    except QuestionError as error:
        return Block(heading, (words.text(str(error)),))
    caption = tr("The change in {outcome} with each lever, in states", outcome=label)
    pictures = charted(found, caption, asked.pictures) if found.acting else ()
    # The sentence of this answer is in English; the table says the same.
    texts = (words.text(found.sentence),) if language_spoken() == "en" else ()
    return Block(heading, texts, pictures=pictures, tables=(_table(asked, found),))


def _table(asked: ReportQuestion, found: Levers) -> ReportTable:
    acting = [v for v in found.best() if v.moves]
    header = (
        tr("lever"),
        tr("set to"),
        tr("median change"),
        tr("middle 90% of draws"),
        tr("size"),
        tr("ranks first"),
    )
    still = [
        f"{asked.wording.label(v.variable)} ({tr(WITHOUT_CHANGE[v.path])})"
        for v in found.best()
        if not v.moves and v.path in WITHOUT_CHANGE
    ]
    notes = [
        tr(
            "Change in expected level, in states. Ranks first: the share of draws in which it does most."
        )
    ]
    notes += [tr("Without an effect: {levers}.", levers=", ".join(still))] if still else []
    rows = [_row(asked, found, v) for v in acting]
    return ReportTable("", header, rows, notes, "<<>><>", [_detail(found, v) for v in acting])


def _row(asked: ReportQuestion, found: Levers, v: Lever) -> list[str]:
    low, high = map(signed, v.estimate.interval())
    return [
        asked.wording.label(v.variable),
        asked.wording.state(v.variable, v.state),
        signed(v.estimate.median),
        tr("{low} to {high}", low=low, high=high),
        tr(SIZE_WORDS[found.scale.size(v.level)]),
        whole_percent(found.shares()[v.variable].first),
    ]


def _detail(found: Levers, v: Lever) -> str:
    """What the signs say of it, how many influences lie between, and who proposes it."""
    signs = found.signs(v)
    told = [tr(STATUS[signs.status])] if signs and signs.status in STATUS else []
    if v.steps:
        told.append(
            tr("one influence away")
            if v.steps == 1
            else tr("{count} influences away", count=v.steps)
        )
    told += [tr("proposed by the source")] if v.proposed else []
    text = tr("; ").join(told)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


LEVERS = ReportSection(lever_ranking, "first")
