"""Levers: what each single intervention does to each outcome, with its uncertainty."""

from __future__ import annotations

from collections.abc import Iterator

from causalnet.answer_tables import signed
from causalnet.display.charts.headline import spoken_percent
from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.pictures import charted
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.display.translated_terms import SIZE_WORDS
from causalnet.errors import QuestionError
from causalnet.language.translate import template, tr
from causalnet.model.grammar.conclusion import Conclusion, Direction
from causalnet.questions.effects.lever import Lever
from causalnet.questions.effects.levers import levers
from causalnet.questions.effects.levers_answer import Levers
from causalnet.questions.sentences.phrasing import capital
from causalnet.questions.signs.sign_reading import read_signs

__all__ = ["LEVERS", "signs_told"]

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
WEAKLY = template(
    "the signs rule out the opposite direction and leave open whether anything changes"
)


def signs_told(status: str, *, strict: bool) -> str:
    """What the signs say of a direction; empty where they say nothing of one."""
    if status == "follows" and not strict:
        return tr(WEAKLY)
    return tr(STATUS[status]) if status in STATUS else ""


def lever_ranking(asked: ReportQuestion, known: Known) -> list[Chapter]:
    """The levers on every outcome, each ranked, in a chart and a table."""
    blocks = [_levers(asked, outcome) for outcome in asked.outcomes]
    texts = (
        tr(
            "Each lever alone. The change is the median over draws from the judgements of strengths; “In short” gives it with "
            "every strength at its most likely value, which need not be the same."
        ),
    )
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
    return Block(
        heading, (*_first(asked, found),), pictures=pictures, tables=(_table(asked, found),)
    )


def _first(asked: ReportQuestion, found: Levers) -> Iterator[str]:
    """Which lever does most, by how much, and how sure that rank is."""
    acting = [v for v in found.best() if v.moves]
    if not acting:
        return
    best, words = acting[0], asked.wording
    yield tr(
        "“{lever}” does most: {change} of {length:g} states in the median of draws. It comes first in {share} of them.",
        lever=words.label(best.variable),
        change=signed(best.estimate.median),
        length=found.scale.length,
        share=spoken_percent(found.shares()[best.variable].first),
    )


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
        tr(
            "{name} ({numbers})",
            name=asked.wording.label(v.variable),
            numbers=tr(WITHOUT_CHANGE[v.path]),
        )
        for v in found.best()
        if not v.moves and v.path in WITHOUT_CHANGE
    ]
    notes = [
        tr(
            "Change in expected level, in states. Ranks first: the share of draws in which it does most."
        )
    ]
    notes += [tr("Without an effect: {levers}.", levers=tr("; ").join(still))] if still else []
    rows = [_row(asked, found, v) for v in acting]
    return ReportTable(
        "", header, rows, notes, "<<>><>", [_detail(asked, found, v) for v in acting]
    )


def _row(asked: ReportQuestion, found: Levers, v: Lever) -> list[str]:
    low, high = map(signed, v.estimate.interval())
    return [
        asked.wording.label(v.variable),
        asked.wording.state(v.variable, v.state),
        signed(v.estimate.median),
        tr("{low} to {high}", low=low, high=high),
        tr(SIZE_WORDS[found.scale.size(v.estimate.median)]),
        spoken_percent(found.shares()[v.variable].first),
    ]


def _detail(asked: ReportQuestion, found: Levers, v: Lever) -> str:
    """What the signs say of it, how many influences lie between, and who proposes it."""
    way: Direction = "rises" if v.level >= 0 else "falls"
    signs = read_signs(asked.model, Conclusion(found.measure.outcome, way, v.intervention))
    own = signs_told(signs.status, strict=signs.order.strict)
    told = [own] if own else []
    if v.steps:
        told.append(
            tr("one influence away")
            if v.steps == 1
            else tr("{count} influences away", count=v.steps)
        )
    told += [tr("proposed by the source")] if v.proposed else []
    text = tr("; ").join(told)
    return capital(tr("{names}.", names=text)) if text else ""


LEVERS = ReportSection(lever_ranking, "first")
