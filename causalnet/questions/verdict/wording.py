"""A verdict in words: half a page that needs no programming to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from causalnet.answer_tables import signed, unsigned, whole_percent
from causalnet.language.translate import spoken, tr
from causalnet.model.effect_size import FLOOR, NOTHING, SIZES
from causalnet.model.grammar.conclusion import stands_at
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import is_still
from causalnet.questions.sentences.phrasing import comma_list, prose, series
from causalnet.questions.signs.signs_answer import DECIDED
from causalnet.questions.skipped import Skipped
from causalnet.questions.time.inquiry import ANCHORED
from causalnet.questions.verdict.rests_wording import besides_told, rests_told
from causalnet.questions.verdict.size_sentences import sizes_over

if TYPE_CHECKING:
    from causalnet.model.effect_size import Scale
    from causalnet.model.grammar.conclusion import Conclusion
    from causalnet.questions.estimate import Estimate
    from causalnet.questions.signs.signs_answer import BySigns
    from causalnet.questions.verdict.grounds import ByDraws, OverRanges, RestsOn
    from causalnet.questions.verdict.headline import Headline

__all__ = ["held_still", "however_little", "unmet_draws", "verdict_parts"]

# From which difference on two shares of draws are both told.
NOTEWORTHY = 0.05


def verdict_parts(
    told: Headline,
    arms: tuple[float, ...],
    ranges: OverRanges | Skipped,
    draws: ByDraws,
    rests: RestsOn,
    error: float,
    as_much: Sequence[str] = (),
) -> list[tuple[str, list[str]]]:
    """Pairs of a label and the sentences that belong to it."""
    here = not is_still(told.signs.path)
    consequences = tr("These are consequences of this model, not a forecast.")
    parts = [
        (tr("Concluded"), [tr("{sentence}.", sentence=told.concluded.sentence)]),
        (tr("Earned"), [tr("{sentence}.", sentence=f"{told.short}{_own_cuts(told.scale)}")]),
        (tr("At the centre"), [_centre(told, arms, error)]),
        (tr("By signs"), [told.signs.because, *_standing(told.signs), *as_much]),
        (tr("Over the ranges"), _ranges(told, ranges) if here else [_zero_by_structure(told)]),
        (tr("By draws"), _draws(told, draws) if here else [_zero_in_draws(told)]),
        (tr("It rests on"), list(rests_told(told, rests))),
        (tr("Besides"), list(besides_told(told, rests))),
        ("", [*held_still(told.conclusion), consequences]),
    ]
    return [(label, [*map(told.say.words, texts)]) for label, texts in parts if texts]


def _zero_by_structure(told: Headline) -> str:
    if not told.until:
        return tr("Zero by structure, whatever the strengths.")
    return tr("Zero by structure {when}, whatever the strengths.", when=told.until.strip())


def _zero_in_draws(told: Headline) -> str:
    if not told.until:
        return tr("Zero in every draw, by structure.")
    return tr("Zero in every draw {when}, by structure.", when=told.until.strip())


def held_still(conclusion: Conclusion) -> list[str]:
    """The assumption of an answer about a later period."""
    text = ANCHORED["hold"]
    return [f"{text[:1].upper()}{text[1:]}."] if conclusion.at else []


def _own_cuts(scale: Scale) -> str:
    """The outcome's own cut-points, where it has some."""
    return "" if tuple(scale.cuts) == SIZES else f" ({scale.legend()})"


def _centre(told: Headline, arms: tuple[float, ...], error: float) -> str:
    conclusion, scale = told.conclusion, told.scale
    what = tr("probability") if conclusion.at_least is not None else tr("expected level, in states")
    if conclusion.threshold is not None:
        said = {
            "away": scale.told(told.central, sign=False),
            "level": unsigned(arms[0], ".3f"),
            "what": what,
            "threshold": f"{conclusion.threshold:g}",
        }
        if told.central > 0:
            return tr("{level} ({what}), {away} above the threshold of {threshold}.", **said)
        return tr("{level} ({what}), {away} below the threshold of {threshold}.", **said)
    before, after = (unsigned(arm, ".3f") for arm in arms[::-1])
    size = [scale.percent(told.central), tr(told.size)]
    if error:
        size.append(tr("standard error {error}", error=f"{error:.4f}"))
    return tr(
        "{change} ({size}), from {before} to {after} ({what}).",
        change=signed(told.central),
        size=comma_list(size),
        before=before,
        after=after,
        what=what,
    )


def _standing(signs: BySigns) -> list[str]:
    """The standing of influence that is needed, and the warning about orientation."""
    texts = []
    if signs.status in DECIDED and signs.standing is not None:
        texts.append(_needed(signs))
    return [*texts, signs.warning] if signs.warning else texts


def _needed(signs: BySigns) -> str:
    """The standing of influence that is needed."""
    direction = signs.status == "direction only"
    if signs.standing == "stated":
        if direction:
            return tr("The stated influences alone settle the direction.")
        return tr("The stated influences alone settle it.")
    standing = tr(signs.standing or "")
    if "stated" not in dict(signs.standings):
        return tr(
            "It needs influences that are {standing}. No influence is stated by a source.",
            standing=standing,
        )
    if direction:
        return tr(
            "It needs influences that are {standing}: the stated ones alone do not settle the direction.",
            standing=standing,
        )
    return tr(
        "It needs influences that are {standing}: the stated ones alone do not settle it.",
        standing=standing,
    )


def _ranges(told: Headline, ranges: OverRanges | Skipped) -> list[str]:
    if isinstance(ranges, Skipped):
        return [str(ranges)]
    c, what, unit = told.conclusion, told.figures, told.unit
    low, high = (shown_contrast(c, x) for x in ranges.inner)
    if ranges.exact:
        texts = [
            tr(
                "With baselines held, exactly {low}{unit}, whatever the strengths.",
                low=low,
                unit=unit,
            )
        ]
    else:
        found = tr(
            "With baselines held, the search found {what} from {low} to {high}{unit}.",
            what=what,
            low=low,
            high=high,
            unit=unit,
        )
        texts = [prose([found, sizes_over(told, ranges), _proved(c, ranges)])]
    if ranges.free is None:
        return texts
    low, high = (shown_contrast(c, x) for x in ranges.free)
    texts.append(
        tr(
            "With baselines free as well, each within the middle 90% of its own spread, it found {what} from {low} to {high}.",
            what=what,
            low=low,
            high=high,
        )
    )
    if told.grade == "ranges" and told.signs.leaning:
        parts = series([told.say.part(name) for name, _ in told.signs.leaning])
        texts.append(
            tr("These ranges also decide the sign of {parts}, which is written '?'.", parts=parts)
        )
    return texts


def _proved(conclusion: Conclusion, ranges: OverRanges) -> str:
    """The proved bounds, and the sides on which none is known."""
    low, high = (shown_contrast(conclusion, x) for x in ranges.outer)
    if not ranges.reason:
        return tr("It is proved that none lies below {low} or above {high}.", low=low, high=high)
    why = spoken(ranges.reason)
    if ranges.outer[0] > float("-inf"):
        return tr(
            "The signs prove that none lies below {low}. It is not proved that none lies above the greatest one found ({why}).",
            low=low,
            why=why,
        )
    if ranges.outer[1] < float("inf"):
        return tr(
            "The signs prove that none lies above {high}. It is not proved that none lies below the least one found ({why}).",
            high=high,
            why=why,
        )
    return tr("It is not proved that none lies outside these ({why}).", why=why)


def _draws(told: Headline, d: ByDraws) -> list[str]:
    c = told.conclusion
    if not (len(d.held.met) and len(d.moved.met)):
        return unmet_draws(d)
    texts = [_stands(d)]
    if told.by_construction:
        texts = [prose([*texts, tr("That is so by construction: the signs decide the direction.")])]
    texts += unmet_draws(d)
    texts += [little] if (little := however_little(c, d.held, d.share)) else []
    if c.threshold is None:
        rise, still, fall = (whole_percent(x) for x in d.shares)
        by = tr(
            "By more than {least}, {rise} rise and {fall} fall; {still} change less.",
            least=f"{d.tolerance:g}",
            rise=rise,
            fall=fall,
            still=still,
        )
        texts.append(prose([by, _by_more(told.scale, d.held)]))
    spreads = (_spread(c, x) for x in (d.held, d.moved))
    texts.append(
        tr(
            "Median and middle 90%: {held}, baselines drawn too: {moved}; {error}. These are shares of draws, not probabilities of "
            "being true.",
            held=next(spreads),
            moved=next(spreads),
            error=d.held.told_error,
        )
    )
    return texts


def _stands(d: ByDraws) -> str:
    return tr(
        "It stands in {held} of {count} draws {origin}, baselines held; {moved} with baselines drawn too.",
        held=whole_percent(d.share),
        count=f"{d.how.n:,}",
        origin=tr(d.how.origin),
        moved=whole_percent(d.share_moved),
    )


def unmet_draws(d: ByDraws) -> list[str]:
    """In how many draws a baseline cannot be met, where that is so in any."""
    if not (d.unmet or d.unmet_moved):
        return []
    return [
        tr(
            "A baseline cannot be met in {unmet} of the {count} draws ({moved} with baselines drawn too). These draws are left out.",
            unmet=f"{d.unmet:,}",
            count=f"{d.how.n:,}",
            moved=f"{d.unmet_moved:,}",
        )
    ]


def however_little(conclusion: Conclusion, drawn: Estimate, share: float) -> str:
    """A note if the floor under changes decided many draws."""
    if conclusion.passes or conclusion.by >= FLOOR or not len(drawn.met):
        return ""
    if conclusion.upward is None:
        size = abs(drawn.met)
        little = float(np.mean((size > NOTHING) & (size <= FLOOR)))
        if little < NOTEWORTHY:
            return ""
        return tr(
            "A change of {floor} or less counts as none: in {share} of the draws the outcome changes, by no more than that.",
            floor=f"{FLOOR:g}",
            share=whole_percent(little),
        )
    any_size = float(np.mean(stands_at(conclusion, drawn.met)))
    if any_size - share < NOTEWORTHY:
        return ""
    said = {"floor": f"{FLOOR:g}", "share": whole_percent(any_size)}
    if conclusion.upward:
        return tr(
            "A draw counts only where the change is {floor} or more. By however little, the outcome rises in {share} of the draws.",
            **said,
        )
    return tr(
        "A draw counts only where the change is {floor} or more. By however little, the outcome falls in {share} of the draws.",
        **said,
    )


def _by_more(scale: Scale, drawn: Estimate) -> str:
    """The shares of draws that change by more than a negligible amount."""
    rise, _, fall = (whole_percent(x) for x in drawn.shares(scale.negligible))
    least = scale.amount(scale.negligible, sign=False)
    return tr(
        "By more than a negligible change ({least}), {rise} rise and {fall} fall.",
        least=least,
        rise=rise,
        fall=fall,
    )


def _spread(conclusion: Conclusion, drawn: Estimate) -> str:
    low, high = (shown_contrast(conclusion, x) for x in drawn.interval())
    return f"{shown_contrast(conclusion, drawn.median)} [{low}, {high}]"
