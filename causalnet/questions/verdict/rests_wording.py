"""The wording of what a conclusion rests on."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING

from causalnet.answer_tables import unsigned
from causalnet.model.effect_size import NOTHING
from causalnet.notation import enumerated
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.robustness.critical_sets import LeastSets, Tipping, speaking_for
from causalnet.questions.skipped import Skipped

if TYPE_CHECKING:
    from causalnet.model.grammar.conclusion import Conclusion
    from causalnet.questions.verdict.grounds import RestsOn
    from causalnet.questions.verdict.headline import Headline

__all__ = ["besides_told", "rests_told"]

# Sets and tipping values that are named; to_frame() has all of them.
SETS_NAMED = 3
READINGS = {
    "central": "at the central numbers",
    "signs": "by its signs",
    "share": "in nine draws of ten",
}


def rests_told(told: Headline, rests: RestsOn) -> Iterator[str]:
    """Sentences about the influences, claims and rivals that would undo the conclusion."""
    sense = READINGS[rests.reading]
    if told.conclusion.by_definition:
        yield f"The argument has no part in it: {told.conclusion.outcome} is itself set."
        return
    if told.conclusion.as_observed:
        yield f"The argument has no part in it: {told.conclusion.outcome} is itself observed."
        return
    if rests.influences.stood:
        yield _sets(told, rests.influences, "influence", sense)
        if rests.influences.among:
            yield _sets(told, rests.claims, "claim", sense)
        yield from _cut(rests.tabled)
    else:
        yield f"It does not stand {sense}, so there is nothing to undo."
    yield from _rivals(told, rests)
    if rests.influences.stood and rests.witnesses is not None and rests.witnesses.sources:
        yield rests.witnesses.rests_on


def _cut(tabled: tuple[str, ...]) -> Iterator[str]:
    """The note on rejecting an influence without a strength."""
    if not tabled:
        return
    named = ", ".join(tabled[:SETS_NAMED]) + _more(len(tabled))
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
    """Sentences about each rival alone: those that turn the conclusion, then those that weaken it."""
    c, count = told.conclusion, len(rests.rivals)
    if not count:
        return
    stood = rests.influences.stood
    turning = rests.undoing if stood else tuple(w for w in rests.rivals if w.reaches and w.holds)
    if turning:
        said = "Undone by a single rival" if stood else "A single rival would bring it about"
        turned = [f"{w.name} ({shown_contrast(c, w.value)}{_off(w.error)})" for w in turning]
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
    kept = [w for w in rests.rivals if w.reaches and w.met and w not in turning]
    weaker = [w for w in kept if _weaker(told, w.value)]
    weaker.sort(key=lambda w: speaking_for(w.value, c.upward))
    if weaker:
        named = "; ".join(f"{w.name} ({_left(told, w.value)})" for w in weaker[:SETS_NAMED])
        yield f"It is weaker with a rival admitted: {named}{_more(len(weaker))}."
    if barred := [w.name for w in rests.rivals if not w.met]:
        yield f"A baseline cannot be met with a rival admitted: {', '.join(barred)}."
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
    return f"{shown_contrast(c, value)}, {scale.told(value, sign=False)} {side} {c.threshold:g}"


def _undone(conclusion: Conclusion, strongest: float | None) -> bool:
    return strongest is not None and not isnan(strongest) and not conclusion.holds(strongest)


def _sets(told: Headline, sets: LeastSets, kind: str, sense: str) -> str:
    """The least sets, those of one first; where there are none, what is left at the least."""
    if not sets.sets:
        return _none_undoes(told, sets, kind, sense)
    smallest = len(sets.sets[0])
    first = [s for s in sets.sets if len(s) == smallest]
    named = "; or ".join(enumerated(s) for s in first[:SETS_NAMED]) + _more(len(first))
    if smallest == 1:
        return f"Rejecting a single {kind} undoes it {sense}: {named}."
    return f"At least {smallest} {kind}s must be wrong together to undo it {sense}: {named}."


def _none_undoes(told: Headline, sets: LeastSets, kind: str, sense: str) -> str:
    """The sentence that no set undoes it, and the least that is left."""
    if not sets.among:
        lone = {"influence": f"No influence bears on it{told.until}.", "claim": NO_CLAIM}
        return lone[kind]
    behind = " cited by its influences" if kind == "claim" else ""
    if not sets.tried:
        return f"The {sets.among} {kind}s{behind} are too many to be tried one by one."
    if sets.among == 1:
        some = f"Without the one {kind}{behind}"
    elif sets.tried == sets.among:
        some = f"Without any or all of the {sets.among} {kind}s{behind}"
    else:
        some = f"Without any {sets.tried} of the {sets.among} {kind}s{behind}"
    text = f"{some} it still stands {sense}."
    if sets.left is None:
        return text
    without = enumerated(sets.without)
    return f"{text} The least is left without {without}: {_left(told, sets.left)}."


NO_CLAIM = "None of its influences cites a claim, so rejecting claims changes nothing."


def _more(count: int) -> str:
    """The number beyond those that are named."""
    return f" (and {count - SETS_NAMED} more)" if count > SETS_NAMED else ""


def besides_told(told: Headline, rests: RestsOn) -> Iterator[str]:
    """Sentences about single numbers, kinds of influence, other mechanisms, and the baselines alone."""
    c = told.conclusion
    if (c.by_definition or c.as_observed) and not _tipped(rests.tipping):
        return
    yield _tips(rests.tipping)
    yield from _unmet(rests.tipping)
    if c.at and (most := _depends(told, rests)):
        yield most
    for world in rests.kinds:
        turned = ", which undoes it" if rests.influences.stood and world.undoes else ""
        yield f"{world.name.capitalize()}: {shown_contrast(c, world.value)}{turned}."
    if rests.alternates:
        others = "; ".join(f"{w.name}: {shown_contrast(c, w.value)}" for w in rests.alternates)
        yield f"With another mechanism, {others}."
    does = "would stand" if told.grade == "not earned" else "stands"
    alone = f", so it {does} without the argument" if told.bare is not None else ""
    yield f"The baselines alone give {shown_contrast(c, rests.bare.value)}{alone}."
    if rests.undeclared is not None:
        yield f"With undeclared variables uniform today: {shown_contrast(c, rests.undeclared.value)}."


def _depends(told: Headline, rests: RestsOn) -> str:
    """The influences without which it differs, those first that leave least."""
    c, central = told.conclusion, told.central
    moving = [w for w in rests.single if abs(w.value - central) > max(NOTHING, 2 * w.error)]
    # A value that prints like the contrast at the centre does not show a dependence.
    moving = [w for w in moving if shown_contrast(c, w.value) != shown_contrast(c, central)]
    named = (f"{w.name} (without it {shown_contrast(c, w.value)})" for w in moving[:SETS_NAMED])
    return f"It depends most on {'; '.join(named)}." if moving else ""


def _tips(tipping: tuple[Tipping, ...] | Skipped) -> str:
    """The numbers that tip it alone, the nearest first."""
    if isinstance(tipping, Skipped):
        return f"Values that tip it are left out: {tipping.reason}."
    tips = sorted(_tipped(tipping), key=_nearness)
    if within := [t for t in tips if t.within]:
        return f"A single number tips it within its stated range: {'; '.join(map(_tip, within[:SETS_NAMED]))}."
    beyond = f"; beyond it, {_tip(tips[0])}" if tips else ""
    return f"No single number tips it within its stated range{beyond}."


def _unmet(tipping: tuple[Tipping, ...] | Skipped) -> Iterator[str]:
    """The numbers that cannot take the whole of their range, since a baseline cannot be met there."""
    barred = [] if isinstance(tipping, Skipped) else [t for t in tipping if t.unmet_within]
    if barred:
        named = "; ".join(map(_from, barred[:SETS_NAMED])) + _more(len(barred))
        yield f"Within the stated range a baseline cannot be met with {named}."


def _from(tipping: Tipping) -> str:
    """From which value on, away from the central one, a baseline cannot be met."""
    value = tipping.unmet or 0.0
    way = "up" if value > tipping.central else "down"
    return f"{tipping.name} from {unsigned(value)} {way} (central: {tipping.central:g})"


def _tipped(tipping: tuple[Tipping, ...] | Skipped) -> list[Tipping]:
    """The numbers that tip it alone at all."""
    return [] if isinstance(tipping, Skipped) else [t for t in tipping if t.value is not None]


def _nearness(tipping: Tipping) -> float:
    width = tipping.range[1] - tipping.range[0] or 1.0
    return abs((tipping.value or 0.0) - tipping.central) / width


def _tip(tipping: Tipping) -> str:
    return f"{tipping.name} at {unsigned(tipping.value or 0.0)} (central: {tipping.central:g})"
