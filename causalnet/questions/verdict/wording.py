"""A verdict in words: half a page that needs no programming to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from causalnet.answer_tables import signed, unsigned, whole_percent
from causalnet.model.effect_size import FLOOR, NOTHING, SIZES
from causalnet.model.grammar.conclusion import stands_at
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import is_still
from causalnet.questions.signs.signs_answer import DECIDED
from causalnet.questions.skipped import Skipped
from causalnet.questions.time.inquiry import ANCHORED
from causalnet.questions.verdict.rests_wording import besides_told, rests_told

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
) -> list[tuple[str, list[str]]]:
    """Pairs of a label and the sentences that belong to it."""
    here = not is_still(told.signs.path)
    still = [f"Zero by structure{told.until}, whatever the strengths."]
    parts = [
        ("Concluded", [f"{told.concluded.sentence}."]),
        ("Earned", [f"{told.short}{_own_cuts(told.scale)}."]),
        ("At the centre", [_centre(told, arms, error)]),
        ("By signs", [told.signs.reason, *_standing(told.signs)]),
        ("Over the ranges", _ranges(told, ranges) if here else still),
        (
            "By draws",
            _draws(told, draws) if here else [f"Zero in every draw{told.until}, by structure."],
        ),
        ("It rests on", list(rests_told(told, rests))),
        ("Besides", list(besides_told(told, rests))),
        (
            "",
            [*held_still(told.conclusion), "These are consequences of this model, not a forecast."],
        ),
    ]
    return [(label, [*map(told.say.words, texts)]) for label, texts in parts if texts]


def held_still(conclusion: Conclusion) -> list[str]:
    """The assumption of an answer about a later period."""
    text = ANCHORED["hold"]
    return [f"{text[:1].upper()}{text[1:]}."] if conclusion.at else []


def _own_cuts(scale: Scale) -> str:
    """The outcome's own cut-points, where it has some."""
    return "" if tuple(scale.cuts) == SIZES else f" ({scale.legend()})"


def _centre(told: Headline, arms: tuple[float, ...], error: float) -> str:
    conclusion, scale = told.conclusion, told.scale
    what = "probability" if conclusion.at_least is not None else "expected level, in states"
    if conclusion.threshold is not None:
        away = scale.told(told.central, sign=False)
        side = "above" if told.central > 0 else "below"
        level = unsigned(arms[0], ".3f")
        return f"{level} ({what}), {away} {side} the threshold of {conclusion.threshold:g}."
    before, after = (unsigned(arm, ".3f") for arm in arms[::-1])
    size = f"{scale.percent(told.central)}, {told.size}"
    off = f", standard error {error:.4f}" if error else ""
    return f"{signed(told.central)} ({size}{off}), from {before} to {after} ({what})."


def _standing(signs: BySigns) -> list[str]:
    """The standing of influence that is needed, and the warning about orientation."""
    texts = []
    if signs.status in DECIDED and signs.standing is not None:
        texts.append(_needed(signs))
    return [*texts, signs.warning] if signs.warning else texts


def _needed(signs: BySigns) -> str:
    """The standing of influence that is needed."""
    what = "the direction" if signs.status == "direction only" else "it"
    if signs.standing == "stated":
        return f"The stated influences alone settle {what}."
    if "stated" not in dict(signs.standings):
        return f"It needs influences that are {signs.standing}. No influence is stated by a source."
    return f"It needs influences that are {signs.standing}: the stated ones alone do not settle {what}."


def _ranges(told: Headline, ranges: OverRanges | Skipped) -> list[str]:
    if isinstance(ranges, Skipped):
        return [str(ranges)]
    c, what, unit = told.conclusion, told.figures, told.unit
    low, high = (shown_contrast(c, x) for x in ranges.inner)
    if ranges.exact:
        texts = [f"With baselines held, exactly {low}{unit}, whatever the strengths."]
    else:
        found = f"With baselines held, the search found {what} from {low} to {high}{unit}."
        texts = [f"{found} {_proved(c, ranges)}"]
    if ranges.free is None:
        return texts
    low, high = (shown_contrast(c, x) for x in ranges.free)
    texts.append(
        "With baselines free as well, each within the middle 90% of its own spread, it found "
        f"{what} from {low} to {high}."
    )
    return texts


def _proved(conclusion: Conclusion, ranges: OverRanges) -> str:
    """The proved bounds, and the sides on which none is known."""
    low, high = (shown_contrast(conclusion, x) for x in ranges.outer)
    if not ranges.reason:
        return f"It is proved that none lies below {low} or above {high}."
    if ranges.outer[0] > float("-inf"):
        side, end = f"below {low}", "above the greatest one found"
    elif ranges.outer[1] < float("inf"):
        side, end = f"above {high}", "below the least one found"
    else:
        return f"It is not proved that none lies outside these ({ranges.reason})."
    return (
        f"The signs prove that none lies {side}. It is not proved that none lies {end} "
        f"({ranges.reason})."
    )


def _draws(told: Headline, d: ByDraws) -> list[str]:
    c = told.conclusion
    if not (len(d.held.met) and len(d.moved.met)):
        return unmet_draws(d)
    texts = [
        f"It stands in {whole_percent(d.share)} of {d.how.n:,} draws {d.how.origin}, baselines held; {whole_percent(d.share_moved)} with baselines drawn too.",
        *unmet_draws(d),
    ]
    texts += [little] if (little := however_little(c, d.held, d.share)) else []
    if c.threshold is None:
        rise, still, fall = (whole_percent(x) for x in d.shares)
        texts.append(
            f"By more than {d.tolerance:g}, {rise} rise and {fall} fall; {still} change less. {_by_more(told.scale, d.held)}"
        )
    spreads = (_spread(c, x) for x in (d.held, d.moved))
    texts.append(
        f"Median and middle 90%: {next(spreads)}, baselines drawn too: {next(spreads)}; {d.held.told_error}. "
        "These are shares of draws, not probabilities of being true."
    )
    return texts


def unmet_draws(d: ByDraws) -> list[str]:
    """In how many draws a baseline cannot be met, where that is so in any."""
    if not (d.unmet or d.unmet_moved):
        return []
    return [
        f"A baseline cannot be met in {d.unmet:,} of the {d.how.n:,} draws ({d.unmet_moved:,} with baselines drawn too). "
        "These draws are left out."
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
        return (
            f"A change of {FLOOR:g} or less counts as none: in {whole_percent(little)} of the draws the outcome changes, by no "
            "more than that."
        )
    any_size = float(np.mean(stands_at(conclusion, drawn.met, 0.0) & (drawn.met != 0)))
    if any_size - share < NOTEWORTHY:
        return ""
    verb = conclusion.direction
    return (
        f"A draw counts only where the change is {FLOOR:g} or more. By however little, the outcome {verb} in "
        f"{whole_percent(any_size)} of the draws."
    )


def _by_more(scale: Scale, drawn: Estimate) -> str:
    """The shares of draws that change by more than a negligible amount."""
    rise, _, fall = (whole_percent(x) for x in drawn.shares(scale.negligible))
    least = scale.amount(scale.negligible, sign=False)
    return f"By more than a negligible change ({least}), {rise} rise and {fall} fall."


def _spread(conclusion: Conclusion, drawn: Estimate) -> str:
    low, high = (shown_contrast(conclusion, x) for x in drawn.interval())
    return f"{shown_contrast(conclusion, drawn.median)} [{low}, {high}]"
