"""The grounds of one verdict in words, each under its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import isfinite

from causalnet.answer_tables import unsigned
from causalnet.display.charts.headline import spoken_percent
from causalnet.display.report.sections.figures import found_contrast, stands_in_every_draw
from causalnet.display.report.sections.in_short import TRACE
from causalnet.display.report.sections.lever_ranking import signs_told
from causalnet.display.report.wording import Wording
from causalnet.display.translated_terms import STANDING_WORDS
from causalnet.language.translate import tr, trn
from causalnet.model.effect_size import NOTHING
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.robustness.critical_sets import LeastSets
from causalnet.questions.routes.unclaimed import unclaimed
from causalnet.questions.sentences.phrasing import capital, prose, series
from causalnet.questions.signs.signs_answer import follows_strictly
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.verdict_answer import Verdict

__all__ = [
    "found_without_influences",
    "ground_rows",
    "in_middle_of_draws",
    "least_of",
    "numbers_that_undo",
    "part_without_claim",
    "proved_bounds",
    "rivals_that_undo",
    "sets_named",
    "sets_told",
    "stands_in_draws",
    "with_other_mechanisms",
]

# The sets that are named; a frame of the verdict has all of them.
SETS_NAMED = 3


def ground_rows(words: Wording, v: Verdict) -> Iterator[list[str]]:
    """The grounds that say something, each under its name."""
    yield [tr("At the most likely strengths"), _centre(v)]
    yield [tr("By signs"), capital(_signs(v))]
    yield [tr("Over the ranges"), _ranges(words, v)]
    yield [tr("By draws"), _draws(v)]
    if v.rests.influences.stood and not v.conclusion.by_definition:
        yield [tr("Influences"), sets_told(least_of(v.rests.influences), words.phrasing.part)]
        if v.rests.claims.among:
            yield [tr("Claims"), sets_told(least_of(v.rests.claims), words.claim)]
        if tipping := numbers_that_undo(words, v):
            yield [tr("Numbers"), tipping]
    if undoing := rivals_that_undo(words, v):
        yield [tr("Rivals of the argument"), undoing]
    if others := with_other_mechanisms(v):
        yield [tr("With another mechanism"), others]
    if bare := found_without_influences(v):
        yield [tr("From the baselines alone"), bare]


def with_other_mechanisms(v: Verdict) -> str:
    """What other mechanisms answer."""
    values = [w.value for w in v.rests.alternates if isfinite(w.value)]
    if not values:
        return ""
    low, high = (found_contrast(v.conclusion, x) for x in (min(values), max(values)))
    return low if low == high else tr("{low} to {high}", low=low, high=high)


def found_without_influences(v: Verdict) -> str:
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
    texts = [tr("Baselines held, {low} to {high} was found.", low=low, high=high), proved_bounds(v)]
    if ranges.free is not None:
        low, high = (shown_contrast(c, x) for x in ranges.free)
        texts.append(tr("Baselines free as well: {low} to {high}.", low=low, high=high))
    return prose(texts)


def proved_bounds(v: Verdict) -> str:
    """What is proved over the ranges; empty where nothing is."""
    if isinstance(v.ranges, Skipped):
        return ""
    least, most = v.ranges.outer
    texts = []
    if isfinite(least):
        texts.append(tr("Proved: not below {low}.", low=shown_contrast(v.conclusion, least)))
    if isfinite(most):
        texts.append(tr("Proved: not above {high}.", high=shown_contrast(v.conclusion, most)))
    return prose(texts)


def _draws(v: Verdict) -> str:
    if not len(v.draws.held.met):
        return tr("A baseline cannot be met in any draw.")
    median, between = in_middle_of_draws(v)
    middle = tr("Median {median}, middle 90%: {between}.", median=median, between=between)
    return prose([stands_in_draws(v), middle])


def in_middle_of_draws(v: Verdict) -> tuple[str, str]:
    """The median and the middle 90% of the draws."""
    c, held = v.conclusion, v.draws.held
    low, high = (shown_contrast(c, end) for end in held.interval())
    return shown_contrast(c, held.median), tr("{low} to {high}", low=low, high=high)


def stands_in_draws(v: Verdict) -> str:
    """In how many draws it stands, as a sentence."""
    if stands_in_every_draw(v):
        return tr("By construction it stands in every draw, since every draw has these signs.")
    return tr(
        "It stands in {share} of {count:,} draws, and in {moved} with baselines drawn too.",
        share=spoken_percent(v.draws.share),
        count=v.draws.how.n,
        moved=spoken_percent(v.draws.share_moved),
    )


def least_of(sets: LeastSets) -> list[tuple[str, ...]]:
    """The sets of the fewest parts."""
    return [own for own in sets.sets if len(own) == len(sets.sets[0])]


def sets_named(sets: Sequence[tuple[str, ...]], told: Callable[[str], str]) -> str:
    """Some sets by their parts, and how many more there are."""
    named = tr("; ").join(series([told(part) for part in own]) for own in sets[:SETS_NAMED])
    left = len(sets) - SETS_NAMED
    return named + tr("; and {count} more", count=left) if left > 0 else named


def sets_told(sets: Sequence[tuple[str, ...]], told: Callable[[str], str]) -> str:
    """The least sets without which a conclusion falls, as a sentence."""
    if not sets:
        return tr("None of the sets that were tried undoes it.")
    parts = sets_named(sets, told)
    if len(sets) == len(sets[0]) == 1:
        return tr("This alone undoes it, if it is wrong: {parts}.", parts=parts)
    if len(sets[0]) == 1:
        return tr("Each of these alone undoes it, if it is wrong: {parts}.", parts=parts)
    return tr(
        "At least {count} must be wrong together to undo it: {parts}.",
        count=len(sets[0]),
        parts=parts,
    )


def rivals_that_undo(words: Wording, v: Verdict) -> str:
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


def numbers_that_undo(words: Wording, v: Verdict) -> str:
    """The numbers that undo it within their stated ranges."""
    tipping = v.rests.tipping
    if isinstance(tipping, Skipped):
        return words.text(str(tipping))
    found = [t for t in tipping if t.within]
    if not found:
        return ""
    numbers = [(words.phrasing.part(t.name), unsigned(t.value or 0.0)) for t in found]
    named = tr("; ").join(tr("{name} ({numbers})", name=n, numbers=x) for n, x in numbers)
    return trn(
        len(found),
        "Within its stated range, this number alone undoes it: {numbers}.",
        "Within its stated range, each of these alone undoes it: {numbers}.",
        numbers=named,
    )


def part_without_claim(words: Wording, v: Verdict) -> str:
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
