"""In short: a sentence to quote on every conclusion, and the figures side by side."""

from __future__ import annotations

from causalnet.answer_tables import whole_percent
from causalnet.display.report.content import Block, Chapter, QuotedSentence, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import ReportSection
from causalnet.language.translate import template, tr
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import is_still
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["SIZES", "SUMMARY"]

# The grounds, from the strongest to none.
GROUNDS = {
    "signs": template("the signs alone"),
    "structure": template("the structure alone"),
    "ranges": template("its stated ranges"),
    "most draws": template("most draws"),
    "baselines": template("the baselines alone"),
    "definition": template("true by definition"),
    "observed": template("itself observed"),
    "by observing alone": template("observing alone"),
    "a guess": template("a guess"),
    "not earned": template("not earned"),
}
SIZES = {
    "negligible": template("negligible"),
    "small": template("small"),
    "moderate": template("moderate"),
    "large": template("large"),
}


def summary(asked: ReportQuestion, judged: Verdicts | None) -> list[Chapter]:
    """The verdicts in sentences, from the strongest ground to the weakest, and in a table."""
    if not judged:
        return []
    words = asked.wording
    ranked = sorted(judged.items(), key=lambda pair: _rank(pair[1]))
    points = tuple(QuotedSentence(asked.name(name), words.text(v.sentence)) for name, v in ranked)
    header = (
        tr("conclusion"),
        tr("change"),
        tr("size"),
        tr("rests on"),
        tr("range found"),
        tr("stands in draws"),
    )
    rows = [_row(asked.name(name), v) for name, v in ranked]
    undone = [_undone(asked, v) for _, v in ranked]
    table = ReportTable(
        tr("The conclusions in figures"), header, rows, (_note(),), "<><<>>", undone
    )
    texts = (words.text(judged.sentence),)
    return [
        Chapter("summary", tr("In short"), texts, [Block(points=points), Block(tables=(table,))])
    ]


def _rank(verdict: Verdict) -> tuple[int, float]:
    return [*GROUNDS].index(verdict.grade), -abs(verdict.scale.share(verdict.central))


def _row(name: str, v: Verdict) -> list[str]:
    c, still = v.conclusion, is_still(v.signs.path)
    ends = [] if still or not v.attained else [shown_contrast(c, end) for end in v.attained]
    return [
        name,
        shown_contrast(c, v.central),
        "" if still else tr(SIZES[v.size]),
        tr(GROUNDS[v.grade]),
        tr("{low} to {high}", low=ends[0], high=ends[1]) if ends else "",
        whole_percent(v.draws.share),
    ]


def _undone(asked: ReportQuestion, v: Verdict) -> str:
    """The rivals that undo it."""
    names = [asked.model.rivals[w.name].label for w in v.rests.undoing]
    return tr("Undone by: {rivals}.", rivals="; ".join(names)) if names else ""


def _note() -> str:
    return tr(
        "Change: at the central numbers, in states of the outcome, or in probability; of a threshold, the level. Size: as a "
        "share of the outcome's scale. Range found: by a search over the stated ranges of the strengths. Stands in "
        "draws: the share of draws from the judgements, which is not a probability of being true."
    )


SUMMARY = ReportSection(summary, "after")
