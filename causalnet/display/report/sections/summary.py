"""In short: a sentence to quote on every conclusion, and the figures side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from causalnet.display.report.content import Block, Chapter, QuotedSentence, ReportTable
from causalnet.display.report.pictures import charted
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.display.report.sections.figures import GROUNDS, found_contrast, standing_in_draws
from causalnet.display.report.sections.in_short import Gist
from causalnet.display.report.sections.other_outcomes import other_outcomes_told
from causalnet.display.report.sections.terms import terms_of
from causalnet.display.translated_terms import SIZE_WORDS
from causalnet.language.translate import tr
from causalnet.model.grammar.intervention import do
from causalnet.model.grammar.setting import Hard, Partial
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import is_still
from causalnet.questions.sentences.phrasing import prose
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["SUMMARY"]

# So many conclusions at most have a sentence each.
FEW = 3


def summary(asked: ReportQuestion, known: Known) -> list[Chapter]:
    """The gist, each conclusion in a sentence or among those like it, and the figures in a table."""
    judged = known.verdicts
    if not judged:
        return []
    gist = Gist(asked, known)
    ranked = sorted(judged.items(), key=lambda pair: _rank(pair[1]))
    few = len(judged) <= FEW
    points = _each(asked, ranked) if few else _grouped(asked, gist, dict(ranked))
    together = [QuotedSentence(tr("Done together"), text) for text in gist.together()]
    across = [gist.units()]
    if len(judged) > 1:
        across = [gist.grounds(), *across, gist.sizes(), gist.rivals()]
    texts = tuple(filter(None, [*across, gist.checks()]))
    caption = tr("What each conclusion has earned, and how large it is")
    pictures = charted(Verdicts(dict(ranked)), caption, asked.pictures)
    blocks = [
        terms_of(asked, known),
        Block(points=(*points, *together, *other_outcomes_told(asked, known))),
        Block(pictures=pictures, tables=(_table(asked, ranked),)),
    ]
    return [Chapter("summary", tr("In short"), texts, blocks)]


def _each(asked: ReportQuestion, ranked: Sequence[tuple[str, Verdict]]) -> list[QuotedSentence]:
    """The sentence of each conclusion."""
    words = asked.wording
    return [QuotedSentence(_heading(asked, name, v), words.text(v.sentence)) for name, v in ranked]


def _heading(asked: ReportQuestion, name: str, verdict: Verdict) -> str:
    """The name of a conclusion, with the outcome that it is about where the name does not say it."""
    own, outcome = asked.name(name), asked.wording.label(verdict.conclusion.outcome)
    if outcome.lower() in own.lower():
        return own
    return tr("{name} ({outcome})", name=own, outcome=outcome)


def _grouped(
    asked: ReportQuestion, gist: Gist, ranked: Mapping[str, Verdict]
) -> Iterator[QuotedSentence]:
    """Conclusions that came to the same in one sentence, the others in their own."""
    grouped: set[str] = set()
    for names in gist.groups(ranked):
        grouped |= {*names}
        yield QuotedSentence(gist.heading(names), gist.told(names))
    yield from _each(asked, [(name, v) for name, v in ranked.items() if name not in grouped])


def _table(asked: ReportQuestion, ranked: Sequence[tuple[str, Verdict]]) -> ReportTable:
    header = (
        tr("conclusion"),
        tr("found"),
        tr("size"),
        tr("rests on"),
        tr("range found"),
        tr("stands in draws"),
    )
    rows = [_row(asked.name(name), v) for name, v in ranked]
    below = [prose([_done(asked, v), _undone(asked, v)]) for _, v in ranked]
    return ReportTable(
        _caption(asked, [v for _, v in ranked]), header, rows, (_note(),), "<><<>>", below
    )


def _caption(asked: ReportQuestion, judged: Sequence[Verdict]) -> str:
    """The caption of the figures, with the outcome where all conclusions are about one."""
    outcomes = {v.conclusion.outcome for v in judged}
    if len(outcomes) > 1:
        return tr("The conclusions in figures")
    return tr("The conclusions in figures: {outcome}", outcome=asked.wording.label(*outcomes))


def _rank(verdict: Verdict) -> tuple[int, float]:
    return [*GROUNDS].index(verdict.grade), -abs(verdict.scale.share(verdict.central))


def _row(name: str, v: Verdict) -> list[str]:
    c, still = v.conclusion, is_still(v.signs.path)
    ends = [] if still or not v.attained else [shown_contrast(c, end) for end in v.attained]
    return [
        name,
        found_contrast(c, v.central),
        "" if still else tr(SIZE_WORDS[v.size]),
        tr(GROUNDS[v.grade]),
        tr("{low} to {high}", low=ends[0], high=ends[1]) if ends else "",
        standing_in_draws(v),
    ]


def _done(asked: ReportQuestion, v: Verdict) -> str:
    """What is done, setting by setting, since the name of a proposal does not say it."""
    under, words = v.conclusion.under, asked.wording
    parts = []
    for name, setting in under.settings.items():
        if isinstance(setting, Hard | Partial):
            state = words.state(name, setting.state)
            arrow = f"{words.label(name)} → {state}"
            if isinstance(setting, Partial):
                arrow = tr("{name} ({numbers})", name=arrow, numbers=f"{setting.uptake:.0%}")
            parts.append(arrow)
        else:
            parts.append(words.phrasing.setting_found(name, setting))
    parts += [words.phrasing.action(do(edge)) for edge in under.edges]
    return tr("Sets: {settings}.", settings=tr("; ").join(parts)) if parts else ""


def _undone(asked: ReportQuestion, v: Verdict) -> str:
    """The rivals that undo it."""
    names = [asked.model.rivals[w.name].label for w in v.rests.undoing]
    return tr("Undone by: {rivals}.", rivals=tr("; ").join(names)) if names else ""


def _note() -> str:
    return tr(
        "Found: the change with every strength at its most likely value, in states of the outcome, or in probability; of a "
        "threshold, the level itself. Size: as a share of the outcome's scale. Rests on: the surest ground is that the signs alone settle the direction, "
        "then come all of the stated ranges, most draws, and a guess. Range found: by a search over the stated "
        "ranges of the strengths. Stands in draws: the share of draws from the judgements, which is not a probability of being "
        "true; by construction, where the signs alone settle the direction and every draw has these signs."
    )


SUMMARY = ReportSection(summary, "after")
