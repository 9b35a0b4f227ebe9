"""A verdict in words: half a page that needs no programming to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np

from causalnet.model.effect_size import FLOOR, NOTHING, SIZES, precise
from causalnet.questions.query.paths import is_still
from causalnet.questions.robustness.critical_sets import LeastSets, Tipping, speaking_for
from causalnet.questions.signs.signs_answer import DECIDED
from causalnet.questions.skipped import Skipped
from causalnet.questions.time.inquiry import ANCHORED
from causalnet.tables import signed, unsigned

if TYPE_CHECKING:
    from causalnet.model.conclusion import Conclusion
    from causalnet.model.effect_size import Scale
    from causalnet.questions.headline import Headline
    from causalnet.questions.query.spread import Spread
    from causalnet.questions.signs.signs_answer import BySigns
    from causalnet.questions.verdict.grounds import ByDraws, OverRanges, RestsOn

__all__ = ["cut_into_lines", "held_still", "however_little", "shown", "verdict_parts"]

WIDTH = 92
# Sets and tipping values that are named; to_frame() has all of them.
NAMED = 3
# From which difference on two shares of draws are both told.
NOTEWORTHY = 0.05


def cut_into_lines(parts: Iterable[tuple[str, list[str]]]) -> list[list[str]]:
    """Pairs of a label and a text, the texts cut into lines."""
    rows = []
    for label, sentences in parts:
        lines = [line for text in sentences for line in wrap(text, WIDTH)]
        rows += [[label if not i else "", line] for i, line in enumerate(lines)]
    return rows


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
        ("Concluded", [f"{told.conclusion}."]),
        ("Earned", [f"{told.short}{_own_cuts(told.scale)}."]),
        ("At the centre", [_centre(told, arms, error)]),
        ("By signs", [told.signs.reason, *_standing(told.signs)]),
        ("Over the ranges", _ranges(told, ranges) if here else still),
        (
            "By draws",
            _draws(told, draws) if here else [f"Zero in every draw{told.until}, by structure."],
        ),
        ("It rests on", list(_rests(told, rests))),
        ("Besides", list(_besides(told, rests))),
        (
            "",
            [*held_still(told.conclusion), "These are consequences of this model, not a forecast."],
        ),
    ]
    return [(label, sentences) for label, sentences in parts if sentences]


def held_still(conclusion: Conclusion) -> list[str]:
    """What an answer about a later period takes for granted."""
    text = ANCHORED["hold"]
    return [f"{text[:1].upper()}{text[1:]}."] if conclusion.at else []


def _own_cuts(scale: Scale) -> str:
    """The outcome's own cut-points, where it has some."""
    return "" if tuple(scale.cuts) == SIZES else f" ({scale.legend()})"


def shown(conclusion: Conclusion, contrast: float) -> str:
    """A contrast as it prints: a change with its sign, or the level that is held against a threshold."""
    if conclusion.threshold is None:
        return precise(contrast)
    return unsigned(contrast + conclusion.threshold, ".3f")


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
    """What standing of influence it takes, and what orientation has decided."""
    texts = []
    if signs.status in DECIDED and signs.standing is not None:
        texts.append(_needed(signs))
    return [*texts, signs.warning] if signs.warning else texts


def _needed(signs: BySigns) -> str:
    """Which standing it takes; nothing is stated where no influence names a claim for it."""
    what = "the direction" if signs.status == "direction only" else "it"
    if signs.standing == "stated":
        return f"What is stated settles {what}."
    if "stated" not in dict(signs.standings):
        return f"It takes what is {signs.standing}. No influence is stated by a source."
    return f"It takes what is {signs.standing}; what is stated alone does not settle {what}."


def _ranges(told: Headline, ranges: OverRanges | Skipped) -> list[str]:
    if isinstance(ranges, Skipped):
        return [str(ranges)]
    c, what, unit = told.conclusion, told.figures, told.unit
    low, high = (shown(c, x) for x in ranges.inner)
    if ranges.exact:
        texts = [f"With baselines held, exactly {low}{unit}, whatever the strengths."]
    else:
        found = f"With baselines held, the search found {what} from {low} to {high}{unit}."
        texts = [f"{found} {_proved(c, ranges)}"]
    if ranges.free is None:
        return texts
    low, high = (shown(c, x) for x in ranges.free)
    texts.append(
        "With baselines free as well, each within the middle 90% of its own spread, it found "
        f"{what} from {low} to {high}."
    )
    return texts


def _proved(conclusion: Conclusion, ranges: OverRanges) -> str:
    """What cannot be passed, and where that is not known."""
    low, high = (shown(conclusion, x) for x in ranges.outer)
    if not ranges.reason:
        return f"It is proved that none lies below {low} or above {high}."
    if ranges.outer[0] > float("-inf"):
        side, end = f"below {low}", "above the greatest one found"
    elif ranges.outer[1] < float("inf"):
        side, end = f"above {high}", "below the least one found"
    else:
        return f"That none lies outside these is not proved ({ranges.reason})."
    return (
        f"The signs prove that none lies {side}. That none lies {end} is not proved "
        f"({ranges.reason})."
    )


def _draws(told: Headline, d: ByDraws) -> list[str]:
    c = told.conclusion
    texts = [
        f"It stands in {d.share:.0%} of {d.how.n:,} draws from our judgements, baselines held; {d.share_moved:.0%} with baselines drawn too."
    ]
    texts += [little] if (little := however_little(c, d.held, d.share)) else []
    if c.threshold is None:
        rise, still, fall = (f"{x:.0%}" for x in d.shares)
        texts.append(
            f"{rise} rise and {fall} fall by more than {d.tolerance:g}, {still} change by no more. {_by_more(told.scale, d.held)}"
        )
    spreads = (_spread(c, x) for x in (d.held, d.moved))
    texts.append(
        f"Median and middle 90%: {next(spreads)}, baselines drawn too: {next(spreads)}; {d.held.told_error}. "
        "These are shares of draws, not probabilities of being true."
    )
    return texts


def however_little(conclusion: Conclusion, spread: Spread, share: float) -> str:
    """What the floor under changes has decided, where it decided many draws."""
    if conclusion.passes or conclusion.by >= FLOOR or not spread.drawn.size:
        return ""
    if conclusion.upward is None:
        size = abs(spread.drawn)
        little = float(np.mean((size > NOTHING) & (size <= FLOOR)))
        if little < NOTEWORTHY:
            return ""
        return (
            f"A change of {FLOOR:g} or less counts as none: in {little:.0%} of the draws the outcome changes, by no "
            "more than that."
        )
    any_size = float(np.mean([conclusion.holds(float(x), 0.0) and x != 0 for x in spread.drawn]))
    if any_size - share < NOTEWORTHY:
        return ""
    verb = conclusion.direction
    return (
        f"A draw counts only where the change is {FLOOR:g} or more. By however little, the outcome {verb} in "
        f"{any_size:.0%} of the draws."
    )


def _by_more(scale: Scale, spread: Spread) -> str:
    """How many draws change by more than is negligible."""
    rise, _, fall = (f"{x:.0%}" for x in spread.shares(scale.negligible))
    least = scale.amount(scale.negligible, sign=False)
    return f"By more than is negligible ({least}) {rise} rise and {fall} fall."


def _spread(conclusion: Conclusion, spread: Spread) -> str:
    low, high = (shown(conclusion, x) for x in spread.interval())
    return f"{shown(conclusion, spread.median)} [{low}, {high}]"


READINGS = {
    "central": "at the central numbers",
    "signs": "by its signs",
    "share": "in nine draws of ten",
}


def _rests(told: Headline, rests: RestsOn) -> Iterator[str]:
    sense = READINGS[rests.reading]
    if told.conclusion.by_definition:
        yield f"The argument has no part in it: {told.conclusion.outcome} is itself set."
        return
    if rests.influences.stood:
        yield _sets(told, rests.influences, "influence", sense)
        if rests.influences.among:
            yield _sets(told, rests.claims, "claim", sense)
        yield from _cut(rests.tabled)
    else:
        yield f"It does not stand {sense}, so there is nothing to undo."
    yield from _rivals(told, rests)


def _cut(tabled: tuple[str, ...]) -> Iterator[str]:
    """How an influence without a strength is rejected."""
    if not tabled:
        return
    named = ", ".join(tabled[:NAMED]) + _more(len(tabled))
    belong, each, they = (
        ("belongs", "It is", "its effect")
        if len(tabled) == 1
        else ("belong", "They are", "an effect")
    )
    yield (
        f"{named} {belong} to a table or a rule, which has no strengths. {each} rejected by cutting: "
        f"{they} no longer follows the cause, which is drawn as it stands today."
    )


def _rivals(told: Headline, rests: RestsOn) -> Iterator[str]:
    """What each rival does alone: those that turn the conclusion, then those that leave less of it."""
    c, count = told.conclusion, len(rests.rivals)
    if not count:
        return
    stood = rests.influences.stood
    turning = rests.undoing if stood else tuple(w for w in rests.rivals if w.reaches and w.holds)
    if turning:
        said = "Undone by a single rival" if stood else "A single rival would bring it about"
        turned = [f"{w.name} ({shown(c, w.value)}{_off(w.error)})" for w in turning]
        yield f"{said}: {'; '.join(turned)}."
    elif stood:
        none = (
            f"None of the {count} rivals undoes it alone"
            if count > 1
            else "The one rival does not undo it"
        )
        yield f"{none} at its central strength."
    else:
        none = f"None of the {count} rivals brings" if count > 1 else "The one rival does not bring"
        yield f"{none} it about at its central strength."
    weaker = [w for w in rests.rivals if w.reaches and w not in turning and _weaker(told, w.value)]
    weaker.sort(key=lambda w: speaking_for(w.value, c.upward))
    if weaker:
        named = "; ".join(f"{w.name} ({_left(told, w.value)})" for w in weaker[:NAMED])
        yield f"It is weaker with a rival admitted: {named}{_more(len(weaker))}."
    strong = [w for w in rests.rivals if w.reaches and w.holds and _undone(c, w.strongest)]
    if stood and strong:
        named = ", ".join(w.name for w in strong)
        yield f"At its strongest, a rival would undo it: {named}."


def _off(error: float) -> str:
    """The standard error of a value, where it has one."""
    return f" ± {error:.4f}" if error else ""


def _weaker(told: Headline, value: float) -> bool:
    """Whether less speaks for the conclusion than at the centre."""
    upward = told.conclusion.upward
    own, now = (speaking_for(x, upward) for x in (value, told.central))
    return own < now - NOTHING


def _left(told: Headline, value: float) -> str:
    """A contrast that is left, with its size."""
    c, scale = told.conclusion, told.scale
    if c.threshold is None:
        return f"{scale.amount(value)}, {scale.percent(value)}, {scale.size(value)}"
    side = "above" if value > 0 else "below"
    return f"{shown(c, value)}, {scale.told(value, sign=False)} {side} {c.threshold:g}"


def _undone(conclusion: Conclusion, strongest: float | None) -> bool:
    return strongest is not None and not conclusion.holds(strongest)


def _sets(told: Headline, sets: LeastSets, kind: str, sense: str) -> str:
    """The least sets, those of one first; where there are none, what is left at the least."""
    if not sets.sets:
        return _none_undoes(told, sets, kind, sense)
    smallest = len(sets.sets[0])
    first = [s for s in sets.sets if len(s) == smallest]
    named = "; or ".join(" with ".join(s) for s in first[:NAMED]) + _more(len(first))
    if smallest == 1:
        return f"Rejecting a single {kind} undoes it {sense}: {named}."
    return f"At least {smallest} {kind}s must be wrong together to undo it {sense}: {named}."


def _none_undoes(told: Headline, sets: LeastSets, kind: str, sense: str) -> str:
    """That no set was found that undoes it, out of which, and what is left without them."""
    if not sets.among:
        lone = {"influence": f"No influence bears on it{told.until}.", "claim": NO_CLAIM}
        return lone[kind]
    behind = " cited by its influences" if kind == "claim" else ""
    if not sets.tried:
        return f"The {sets.among} {kind}s{behind} are too many to be tried one by one."
    if sets.among == 1:
        some = f"Rejecting the one {kind}{behind} leaves"
    elif sets.tried == sets.among:
        some = f"Rejecting any or all of the {sets.among} {kind}s{behind} leaves"
    else:
        some = f"Rejecting any {sets.tried} of the {sets.among} {kind}s{behind} leaves"
    text = f"{some} it standing {sense}."
    if sets.left is None:
        return text
    without = " and ".join(sets.without)
    return f"{text} Least is left without {without}: {_left(told, sets.left)}."


NO_CLAIM = "None of its influences cites a claim, so rejecting claims changes nothing."


def _more(count: int) -> str:
    """How many there are besides those that are named."""
    return f" (and {count - NAMED} more)" if count > NAMED else ""


def _besides(told: Headline, rests: RestsOn) -> Iterator[str]:
    c = told.conclusion
    if c.by_definition and not _tipped(rests.tipping):
        return
    yield _tips(rests.tipping)
    if c.at and (most := _depends(told, rests)):
        yield most
    for world in rests.kinds:
        turned = ", which undoes it" if rests.influences.stood and not world.holds else ""
        yield f"{world.name.capitalize()}: {shown(c, world.value)}{turned}."
    if rests.alternates:
        others = "; ".join(f"{w.name}: {shown(c, w.value)}" for w in rests.alternates)
        yield f"With another mechanism, {others}."
    does = "would stand" if told.grade == "not earned" else "stands"
    alone = f", so it {does} without the argument" if told.bare is not None else ""
    yield f"The baselines alone give {shown(c, rests.baselines.value)}{alone}."
    if rests.undeclared is not None:
        yield f"With undeclared variables uniform today: {shown(c, rests.undeclared.value)}."


def _depends(told: Headline, rests: RestsOn) -> str:
    """The influences without which it differs, those first that leave least."""
    moving = [w for w in rests.single if abs(w.value - told.central) > max(NOTHING, 2 * w.error)]
    named = (f"{w.name} (without it {shown(told.conclusion, w.value)})" for w in moving[:NAMED])
    return f"It depends most on {'; '.join(named)}." if moving else ""


def _tips(tipping: tuple[Tipping, ...] | Skipped) -> str:
    """The numbers that tip it alone, the nearest first."""
    if isinstance(tipping, Skipped):
        return f"Values that tip it are left out: {tipping.reason}."
    tips = sorted(_tipped(tipping), key=_nearness)
    if within := [t for t in tips if t.within]:
        return "Tips within the stated range of: " + "; ".join(map(_tip, within[:NAMED])) + "."
    beyond = f"; beyond it, {_tip(tips[0])}" if tips else ""
    return f"No single number tips it within its stated range{beyond}."


def _tipped(tipping: tuple[Tipping, ...] | Skipped) -> list[Tipping]:
    """The numbers that tip it alone at all."""
    return [] if isinstance(tipping, Skipped) else [t for t in tipping if t.value is not None]


def _nearness(tipping: Tipping) -> float:
    width = tipping.range[1] - tipping.range[0] or 1.0
    return abs((tipping.value or 0.0) - tipping.central) / width


def _tip(tipping: Tipping) -> str:
    return f"{tipping.name} at {unsigned(tipping.value or 0.0)} (taken as {tipping.central:g})"
