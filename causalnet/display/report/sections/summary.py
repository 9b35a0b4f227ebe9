"""In short: a sentence to quote on every conclusion, and the figures side by side."""

from __future__ import annotations

from collections import Counter

from causalnet.answer_tables import whole_percent
from causalnet.display.report.content import Block, Chapter, QuotedSentence, ReportTable
from causalnet.display.report.pictures import charted
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import ReportSection
from causalnet.display.translated_terms import SIZE_WORDS
from causalnet.language.translate import language_spoken, template, tr
from causalnet.model.grammar.intervention import do
from causalnet.model.grammar.setting import Hard, Partial
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import is_still
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["SUMMARY"]

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
    below = [" ".join(filter(None, (_done(asked, v), _undone(asked, v)))) for _, v in ranked]
    table = ReportTable(tr("The conclusions in figures"), header, rows, (_note(),), "<><<>>", below)
    texts = (words.text(judged.sentence) if language_spoken() == "en" else _counted(judged),)
    caption = tr("What each conclusion has earned, and how large it is")
    pictures = charted(Verdicts(dict(ranked)), caption, asked.pictures)
    blocks = [Block(points=points), Block(pictures=pictures, tables=(table,))]
    return [Chapter("summary", tr("In short"), texts, blocks)]


def _counted(judged: Verdicts) -> str:
    """The number of conclusions on each ground."""
    count = Counter[str](v.grade for v in judged.values())
    told = [f"{tr(words)} {count[grade]}" for grade, words in GROUNDS.items() if count[grade]]
    return tr("Conclusions by what they rest on: {counts}.", counts=tr("; ").join(told))


def _rank(verdict: Verdict) -> tuple[int, float]:
    return [*GROUNDS].index(verdict.grade), -abs(verdict.scale.share(verdict.central))


def _row(name: str, v: Verdict) -> list[str]:
    c, still = v.conclusion, is_still(v.signs.path)
    ends = [] if still or not v.attained else [shown_contrast(c, end) for end in v.attained]
    return [
        name,
        shown_contrast(c, v.central),
        "" if still else tr(SIZE_WORDS[v.size]),
        tr(GROUNDS[v.grade]),
        tr("{low} to {high}", low=ends[0], high=ends[1]) if ends else "",
        whole_percent(v.draws.share),
    ]


def _done(asked: ReportQuestion, v: Verdict) -> str:
    """What is done, setting by setting, since the name of a proposal does not say it."""
    under, words = v.conclusion.under, asked.wording
    parts = []
    for name, setting in under.settings.items():
        if isinstance(setting, Hard | Partial):
            state = words.state(name, setting.state)
            share = f" ({setting.uptake:.0%})" if isinstance(setting, Partial) else ""
            parts.append(f"{words.label(name)} → {state}{share}")
        else:
            parts.append(words.phrasing.action(do({name: setting})))
    parts += [words.phrasing.action(do(edge)) for edge in under.edges]
    return tr("Sets: {settings}.", settings="; ".join(parts)) if parts else ""


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
