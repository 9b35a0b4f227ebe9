"""Levers: what each single intervention does to each outcome, with its uncertainty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from causalnet.questions.sentences.phrasing import capital, prose
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
            "Each lever alone, in the order of its change with every strength at its most likely value. The median over draws from "
            "the judgements stands beside it. The two differ where a strength may well be zero."
        ),
    )
    return [Chapter("levers", tr("Levers"), texts, blocks)]


def _levers(asked: ReportQuestion, outcome: str) -> Block:
    words, label = asked.wording, asked.wording.label(outcome)
    heading = tr("What moves {outcome}", outcome=label)
    try:
        ranking = _Ranking(asked, outcome)
    except QuestionError as error:
        return Block(heading, (words.text(str(error)),))
    caption = tr("The change in {outcome} with each lever over draws, in states", outcome=label)
    pictures = charted(ranking.drawn, caption, asked.pictures) if ranking.drawn.acting else ()
    return Block(heading, ranking.first(), pictures=pictures, tables=(ranking.table(),))


class _Ranking:
    """The levers on one outcome, each at its best setting over draws, in the order of their changes at the central numbers."""

    def __init__(self, asked: ReportQuestion, outcome: str) -> None:
        self.asked, self.words = asked, asked.wording
        self.drawn = levers(asked.model, outcome, draws=asked.how)
        self.firsts = {name: share.first for name, share in self.drawn.shares().items()}
        central = {(v.variable, v.state): v.level for v in levers(asked.model, outcome).ranked}
        self.change = {v: central[v.variable, v.state] for v in self.drawn.best()}
        self.acting = sorted(
            (v for v in self.drawn.best() if v.moves),
            key=lambda v: -round(self.drawn.sign * self.change[v], 12),
        )

    def first(self) -> tuple[str, ...]:
        """Which lever does most, by how much, and how sure that rank is; nothing where none does anything."""
        return (prose(self._first()),) if self.acting else ()

    def _first(self) -> Iterator[str]:
        best, scale = self.acting[0], self.drawn.scale
        own = self.firsts[best.variable]
        yield tr(
            "“{lever}” does most: {change} of {length:g} states. It comes first in {share} of draws.",
            lever=self.words.label(best.variable),
            change=signed(self.change[best]),
            length=scale.length,
            share=spoken_percent(own),
        )
        other = max(self.firsts, key=self.firsts.__getitem__)
        if self.firsts[other] > own:
            yield tr(
                "Over the draws “{lever}” comes first more often: in {share} of them. Which of the two does more is thus not settled.",
                lever=self.words.label(other),
                share=spoken_percent(self.firsts[other]),
            )

    def table(self) -> ReportTable:
        """A row for every lever that moves the outcome."""
        header = (
            tr("lever"),
            tr("set to"),
            tr("change, of {length:g} states", length=self.drawn.scale.length),
            tr("size"),
            tr("median and middle 90% of draws"),
            tr("first in draws"),
        )
        still = [
            tr(
                "{name} ({numbers})",
                name=self.words.label(v.variable),
                numbers=tr(WITHOUT_CHANGE[v.path]),
            )
            for v in self.drawn.best()
            if not v.moves and v.path in WITHOUT_CHANGE
        ]
        notes = [
            tr(
                "Change in expected level, with every strength at its most likely value. First in draws: the share of draws in "
                "which the lever does most."
            )
        ]
        notes += [tr("Without an effect: {levers}.", levers=tr("; ").join(still))] if still else []
        rows = [self._row(v) for v in self.acting]
        details = [self._detail(v) for v in self.acting]
        return ReportTable("", header, rows, notes, "<<><>>", details)

    def _row(self, v: Lever) -> list[str]:
        low, high = map(signed, v.estimate.interval())
        between = tr("{low} to {high}", low=low, high=high)
        return [
            self.words.label(v.variable),
            self.words.state(v.variable, v.state),
            signed(self.change[v]),
            tr(SIZE_WORDS[self.drawn.scale.size(self.change[v])]),
            tr("{name} ({numbers})", name=signed(v.estimate.median), numbers=between),
            spoken_percent(self.firsts[v.variable]),
        ]

    def _detail(self, v: Lever) -> str:
        """What the signs say of it, how many influences lie between, and the proposal that sets just this."""
        way: Direction = "rises" if self.change[v] >= 0 else "falls"
        outcome = self.drawn.measure.outcome
        signs = read_signs(self.asked.model, Conclusion(outcome, way, v.intervention))
        own = signs_told(signs.status, strict=signs.order.strict)
        told = [own] if own else []
        if v.steps:
            told.append(
                tr("one influence away")
                if v.steps == 1
                else tr("{count} influences away", count=v.steps)
            )
        if v.proposed:
            told.append(self._proposal(v.proposed))
        text = tr("; ").join(told)
        return capital(tr("{names}.", names=text)) if text else ""

    def _proposal(self, names: Sequence[str]) -> str:
        """The smallest proposal that sets just this, with the claims behind it: a reader sees there how far the source goes."""
        own = [self.asked.model.proposals[name] for name in names]
        least = min(own, key=lambda p: len(p.intervention.touched))
        return tr(
            "as in “{proposal}” {claims}",
            proposal=self.words.labels.proposal(least.intervention),
            claims=" ".join(f"[{claim}]" for claim in least.claims),
        )


LEVERS = ReportSection(lever_ranking, "first")
