"""What each conclusion rests on: the grounds of its verdict, one a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isfinite

from causalnet.answer_tables import unsigned
from causalnet.display.charts.headline import spoken_percent
from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.display.report.sections.figures import found_contrast
from causalnet.display.report.sections.in_short import TRACE
from causalnet.display.report.sections.lever_ranking import signs_told
from causalnet.display.report.wording import Wording
from causalnet.display.translated_terms import STANDING_WORDS
from causalnet.language.translate import tr
from causalnet.model.effect_size import NOTHING
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import is_still
from causalnet.questions.robustness.critical_sets import LeastSets
from causalnet.questions.routes.unclaimed import unclaimed
from causalnet.questions.sentences.phrasing import capital, prose, series
from causalnet.questions.signs.signs_answer import follows_strictly
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.joint_proposals import parts_alike
from causalnet.questions.verdict.verdict_answer import Verdict

__all__ = ["GROUNDS"]

# The sets that are named; a frame of the verdict has all of them.
SETS_NAMED = 3


def grounds(asked: ReportQuestion, known: Known) -> list[Chapter]:
    """A table of grounds for each conclusion; where there is little to say, it stands in a few words."""
    judged = known.verdicts
    if not judged:
        return []
    words, alike = asked.wording, parts_alike(asked.model, asked.conclusions)
    blocks = []
    for name, verdict in judged.items():
        text = words.text(verdict.sentence)
        if is_still(verdict.signs.path):
            blocks.append(Block(asked.name(name), (text,)))
        elif name in alike:
            same = tr(
                "Within the period this is the answer, on the same grounds, of “{part}”.",
                part=asked.name(alike[name]),
            )
            blocks.append(Block(asked.name(name), (same,)))
        else:
            own = _own_part(words, verdict)
            table = ReportTable(
                prose([text, own]), (), [*_rows(words, verdict)], _notes(words, verdict)
            )
            blocks.append(Block(asked.name(name), tables=(table,)))
    return [Chapter("verdicts", tr("What each conclusion rests on"), (*_key(judged),), blocks)]


def _key(judged: Mapping[str, Verdict]) -> Iterator[str]:
    """What the rows mean, as far as there are any."""
    if any(_others(v) for v in judged.values()):
        yield tr(
            "With another mechanism: the change where the causes of each variable act together in another way that fits the "
            "same claims."
        )
    if any(_bare(v) for v in judged.values()):
        yield tr("From the baselines alone: what is found where no influence acts at all.")


def _own_part(words: Wording, v: Verdict) -> str:
    """How much of the change comes through influences that no claim states."""
    found = unclaimed(words.model, v.conclusion)
    if found is None or abs(found.share) < TRACE:
        return ""
    arrows = series([words.phrasing.arrow(*edge) for edge in found.influences])
    return tr(
        "Of this change, {share} comes through influences that no claim states: {arrows}.",
        share=f"{found.share:.0%}",
        arrows=arrows,
    )


def _notes(words: Wording, verdict: Verdict) -> list[str]:
    """The notes of a verdict on what is observed."""
    return [words.text(note) for note in verdict.signs.notes]


def _rows(words: Wording, v: Verdict) -> Iterator[list[str]]:
    """The grounds that say something, each under its name."""
    yield [tr("At the most likely strengths"), _centre(v)]
    yield [tr("By signs"), capital(_signs(v))]
    yield [tr("Over the ranges"), _ranges(words, v)]
    yield [tr("By draws"), _draws(v)]
    if v.rests.influences.stood and not v.conclusion.by_definition:
        yield [tr("Influences"), _sets(v.rests.influences, words.phrasing.part)]
        if v.rests.claims.among:
            yield [tr("Claims"), _sets(v.rests.claims, words.claim)]
        if tipping := _tipping(words, v):
            yield [tr("Numbers"), tipping]
    if undoing := _rivals(words, v):
        yield [tr("Rivals of the argument"), undoing]
    if others := _others(v):
        yield [tr("With another mechanism"), others]
    if bare := _bare(v):
        yield [tr("From the baselines alone"), bare]


def _others(v: Verdict) -> str:
    """What other mechanisms answer."""
    values = [w.value for w in v.rests.alternates if isfinite(w.value)]
    if not values:
        return ""
    low, high = (found_contrast(v.conclusion, x) for x in (min(values), max(values)))
    return low if low == high else tr("{low} to {high}", low=low, high=high)


def _bare(v: Verdict) -> str:
    """What is found without any influence; of a change that is nothing, which says nothing."""
    value = v.rests.bare.value
    if not v.conclusion.passes and abs(value) < NOTHING:
        return ""
    return found_contrast(v.conclusion, value)


def _centre(v: Verdict) -> str:
    change, share = found_contrast(v.conclusion, v.central), v.scale.percent(v.central)
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
    status = signs_told(v.signs.status, strict=follows_strictly(v.signs)) or v.signs.word
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
    if v.told.by_construction and d.share_moved == 1:
        stands = tr("By construction it stands in every draw, since every draw has these signs.")
    else:
        stands = tr(
            "It stands in {share} of {count:,} draws, and in {moved} with baselines drawn too.",
            share=spoken_percent(d.share),
            count=d.how.n,
            moved=spoken_percent(d.share_moved),
        )
    middle = tr(
        "Median {median}, middle 90%: {low} to {high}.",
        median=shown_contrast(c, d.held.median),
        low=low,
        high=high,
    )
    return prose([stands, middle])


def _sets(sets: LeastSets, told: Callable[[str], str]) -> str:
    """The least sets, those of the fewest parts first."""
    if not sets.sets:
        return tr("None of the sets that were tried undoes it.")
    smallest = len(sets.sets[0])
    least = [own for own in sets.sets if len(own) == smallest]
    named = tr("; ").join(series([told(part) for part in own]) for own in least[:SETS_NAMED])
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
    """The rivals that undo it; the sentence says how many there are."""
    rivals = words.model.rivals
    undoing = [
        tr(
            "{name} ({numbers})",
            name=rivals[w.name].label,
            numbers=shown_contrast(v.conclusion, w.value),
        )
        for w in v.rests.undoing
    ]
    return tr("Undone by: {rivals}.", rivals=tr("; ").join(undoing)) if undoing else ""


def _tipping(words: Wording, v: Verdict) -> str:
    tipping = v.rests.tipping
    if isinstance(tipping, Skipped):
        return words.text(str(tipping))
    found = [t for t in tipping if t.within]
    if not found:
        return ""
    numbers = [(words.phrasing.part(t.name), unsigned(t.value or 0.0)) for t in found]
    named = tr("; ").join(tr("{name} ({numbers})", name=n, numbers=x) for n, x in numbers)
    return tr("Within its stated range, each of these alone undoes it: {numbers}.", numbers=named)


GROUNDS = ReportSection(grounds, "after")
