"""What each conclusion rests on: the grounds of its verdict, one a row."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from causalnet.answer_tables import unsigned, whole_percent
from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import ReportSection
from causalnet.display.report.sections.lever_ranking import STATUS
from causalnet.display.report.wording import Wording
from causalnet.display.translated_terms import STANDING_WORDS
from causalnet.language.translate import tr
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import is_still
from causalnet.questions.robustness.critical_sets import LeastSets
from causalnet.questions.sentences.phrasing import capital, prose, series
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["GROUNDS"]

# The sets that are named; a frame of the verdict has all of them.
SETS_NAMED = 3


def grounds(asked: ReportQuestion, judged: Verdicts | None) -> list[Chapter]:
    """A table of grounds for each conclusion; where nothing can change, the reason is all there is to say."""
    if not judged:
        return []
    words = asked.wording
    blocks = []
    for name, verdict in judged.items():
        text = words.text(verdict.sentence)
        if is_still(verdict.signs.path):
            blocks.append(Block(asked.name(name), (text,)))
            continue
        table = ReportTable(text, (), [*_rows(words, verdict)], _notes(words, verdict))
        blocks.append(Block(asked.name(name), tables=(table,)))
    return [Chapter("verdicts", tr("What each conclusion rests on"), (), blocks)]


def _notes(words: Wording, verdict: Verdict) -> list[str]:
    """The notes of a verdict on what is observed."""
    return [words.text(note) for note in verdict.signs.notes]


def _rows(words: Wording, v: Verdict) -> Iterator[list[str]]:
    """The grounds, each under its name."""
    yield [tr("At the central numbers"), _centre(v)]
    yield [tr("By signs"), capital(_signs(v))]
    yield [tr("Over the ranges"), _ranges(words, v)]
    yield [tr("By draws"), _draws(v)]
    if v.rests.influences.stood and not v.conclusion.by_definition:
        yield [tr("Influences"), _sets(words, v.rests.influences)]
        if v.rests.claims.among:
            yield [tr("Claims"), _sets(words, v.rests.claims)]
        yield [tr("Numbers"), _tipping(words, v)]
    if v.rests.rivals:
        yield [tr("Rivals of the argument"), _rivals(words, v)]
    values = [w.value for w in v.rests.alternates if isfinite(w.value)]
    if values:
        low, high = (shown_contrast(v.conclusion, x) for x in (min(values), max(values)))
        span = low if low == high else tr("{low} to {high}", low=low, high=high)
        yield [tr("Other mechanisms"), span]
    yield [tr("The baselines alone"), shown_contrast(v.conclusion, v.rests.bare.value)]


def _centre(v: Verdict) -> str:
    change, share = shown_contrast(v.conclusion, v.central), v.scale.percent(v.central)
    if v.conclusion.passes:
        return tr(
            "{level}, against a threshold of {threshold:g}",
            level=change,
            threshold=v.conclusion.threshold,
        )
    before, after = (unsigned(arm, ".3f") for arm in v.arms[::-1])
    return tr(
        "{change} ({share}), from {before} to {after}",
        change=change,
        share=share,
        before=before,
        after=after,
    )


def _signs(v: Verdict) -> str:
    status = tr(STATUS[v.signs.status]) if v.signs.status in STATUS else v.signs.word
    if v.signs.standing is None:
        return status
    return tr(
        "{status}; the weakest influence needed is {standing}",
        status=status,
        standing=tr(STANDING_WORDS[v.signs.standing]),
    )


def _ranges(words: Wording, v: Verdict) -> str:
    c, ranges = v.conclusion, v.ranges
    if isinstance(ranges, Skipped):
        return words.text(str(ranges))
    low, high = (shown_contrast(c, x) for x in ranges.inner)
    texts = [tr("Baselines held, {low} to {high} was found.", low=low, high=high)]
    if isfinite(ranges.outer[0]):
        texts.append(tr("Proved: not below {low}.", low=shown_contrast(c, ranges.outer[0])))
    if isfinite(ranges.outer[1]):
        texts.append(tr("Proved: not above {high}.", high=shown_contrast(c, ranges.outer[1])))
    if ranges.free is not None:
        low, high = (shown_contrast(c, x) for x in ranges.free)
        texts.append(tr("Baselines free as well: {low} to {high}.", low=low, high=high))
    return prose(texts)


def _draws(v: Verdict) -> str:
    c, d = v.conclusion, v.draws
    if not len(d.held.met):
        return tr("A baseline cannot be met in any draw.")
    low, high = (shown_contrast(c, end) for end in d.held.interval())
    return tr(
        "It stands in {share} of {count:,} draws, and in {moved} with baselines drawn too. Median {median}, middle 90%: {low} to {high}.",
        share=whole_percent(d.share),
        count=d.how.n,
        moved=whole_percent(d.share_moved),
        median=shown_contrast(c, d.held.median),
        low=low,
        high=high,
    )


def _sets(words: Wording, sets: LeastSets) -> str:
    """The least sets, those of the fewest parts first."""
    if not sets.sets:
        return tr("None of the sets that were tried undoes it.")
    smallest = len(sets.sets[0])
    least = [own for own in sets.sets if len(own) == smallest]
    named = "; ".join(
        series([words.phrasing.part(part) for part in own]) for own in least[:SETS_NAMED]
    )
    more = (
        tr("; and {count} more", count=len(least) - SETS_NAMED) if len(least) > SETS_NAMED else ""
    )
    if smallest == 1:
        return tr(
            "Each of these alone undoes it, if it is wrong: {parts}{more}.", parts=named, more=more
        )
    return tr(
        "At least {count} must be wrong together to undo it: {parts}{more}.",
        count=smallest,
        parts=named,
        more=more,
    )


def _rivals(words: Wording, v: Verdict) -> str:
    label = {name: rival.label for name, rival in words.model.rivals.items()}
    undoing = [
        f"{label[w.name]} ({shown_contrast(v.conclusion, w.value)})" for w in v.rests.undoing
    ]
    if undoing:
        return tr("Undone by: {rivals}.", rivals="; ".join(undoing))
    return tr(
        "None of {count} undoes it alone, at its central strength.", count=len(v.rests.rivals)
    )


def _tipping(words: Wording, v: Verdict) -> str:
    tipping = v.rests.tipping
    if isinstance(tipping, Skipped):
        return words.text(str(tipping))
    found = [t for t in tipping if t.within]
    if not found:
        return tr("No single number undoes it within its stated range.")
    named = "; ".join(f"{words.phrasing.part(t.name)} ({unsigned(t.value or 0.0)})" for t in found)
    return tr("Within its stated range, each of these alone undoes it: {numbers}.", numbers=named)


GROUNDS = ReportSection(grounds, "after")
