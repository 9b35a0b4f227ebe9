"""The wording of what a conclusion rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import isnan
from typing import TYPE_CHECKING

from causalnet.answer_tables import unsigned
from causalnet.language.translate import spoken, template, tr
from causalnet.model.effect_size import NOTHING
from causalnet.network.labels import in_spoken_language
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.robustness.critical_sets import LeastSets
from causalnet.questions.robustness.tipping_values import Tipping
from causalnet.questions.sentences.phrasing import prose, series
from causalnet.questions.sentences.quotation import is_question, quotation
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.rival_wording import RivalRows, left_of
from causalnet.questions.verdict.size_sentences import KINDS

if TYPE_CHECKING:
    from causalnet.questions.verdict.grounds import RestsOn
    from causalnet.questions.verdict.headline import Headline

__all__ = ["besides_told", "rests_told"]

# Sets and tipping values that are named; to_frame() has all of them.
SETS_NAMED = 3
READINGS = {
    "central": template("at the central numbers"),
    "signs": template("by its signs"),
    "share": template("in nine draws of ten"),
}


def rests_told(told: Headline, rests: RestsOn) -> Iterator[str]:
    """Sentences about the influences, claims and rivals that would undo the conclusion."""
    sense = tr(READINGS[rests.reading])
    if told.conclusion.by_definition:
        outcome = told.conclusion.outcome
        yield tr("The argument has no part in it: {outcome} is itself set.", outcome=outcome)
        return
    if told.conclusion.as_observed:
        outcome = told.conclusion.outcome
        yield tr("The argument has no part in it: {outcome} is itself observed.", outcome=outcome)
        return
    if rests.influences.stood:
        yield _sets(told, rests.influences, "influence", sense)
        if rests.influences.among:
            yield _sets(told, rests.claims, "claim", sense)
        yield from _cut(rests.tabled)
    else:
        yield tr("It does not stand {sense}, so there is nothing to undo.", sense=sense)
    yield from RivalRows(told, rests)
    if rests.influences.stood and rests.witnesses is not None and rests.witnesses.sources:
        yield rests.witnesses.rests_on


def _cut(tabled: tuple[str, ...]) -> Iterator[str]:
    """The note on rejecting an influence without a strength."""
    if not tabled:
        return
    named = ", ".join(tabled[:SETS_NAMED]) + _more(len(tabled))
    if len(tabled) == 1:
        yield tr(
            "{influences} belongs to a table or a rule, which has no strengths. It is rejected by cutting: its effect no longer "
            "follows the cause, which is drawn as it stands today.",
            influences=named,
        )
        return
    yield tr(
        "{influences} belong to a table or a rule, which has no strengths. They are rejected by cutting: an effect no longer "
        "follows the cause, which is drawn as it stands today.",
        influences=named,
    )


def _sets(told: Headline, sets: LeastSets, kind: str, sense: str) -> str:
    """The least sets, those of one first; where there are none, what is left at the least."""
    if not sets.sets:
        return _none_undoes(told, sets, kind, sense)
    smallest = len(sets.sets[0])
    first = [s for s in sets.sets if len(s) == smallest]
    named = _claimed(told) if kind == "claim" else str
    choices = [series([*map(named, one)]) for one in first[:SETS_NAMED]]
    said = {"sense": sense, "named": tr("; or ").join(choices) + _more(len(first))}
    if smallest == 1 and kind == "influence":
        return tr("Rejecting a single influence undoes it {sense}: {named}.", **said)
    if smallest == 1:
        return tr("Rejecting a single claim undoes it {sense}: {named}.", **said)
    if kind == "influence":
        return tr(
            "At least {count} influences must be absent together to undo it {sense}: {named}.",
            count=smallest,
            **said,
        )
    return tr(
        "At least {count} claims must be rejected together to undo it {sense}: {named}.",
        count=smallest,
        **said,
    )


def _claimed(told: Headline) -> Callable[[str], str]:
    """Claims in their own words, with their names."""
    claims = in_spoken_language(told.model).claims

    def claimed(name: str) -> str:
        said = {"claim": quotation(claims[name].text), "name": name}
        if is_question(told.model, name):
            return tr("{claim} ({name}, if the answer is no)", **said)
        return tr("{claim} ({name})", **said)

    return claimed


def _none_undoes(told: Headline, sets: LeastSets, kind: str, sense: str) -> str:
    """The sentence that no set undoes it, and the least that is left."""
    if not sets.among:
        if kind == "claim":
            return tr(NO_CLAIM)
        if not told.until:
            return tr("No influence bears on it.")
        return tr("No influence bears on it {when}.", when=told.until.strip())
    if not sets.tried:
        return tr(STILL[kind]["many"], among=sets.among)
    if sets.among == 1:
        which = STILL[kind]["one"]
    elif sets.tried == sets.among:
        which = STILL[kind]["all"]
    else:
        which = STILL[kind]["some"]
    text = tr(which, tried=sets.tried, among=sets.among, sense=sense)
    if sets.left is None:
        return text
    least = tr(
        "The least is left without {without}: {left}.",
        without=series([*sets.without]),
        left=left_of(told, sets.left),
    )
    return prose([text, least])


NO_CLAIM = template("None of its influences cites a claim, so rejecting claims changes nothing.")
STILL = {
    "influence": {
        "many": template("The {among} influences are too many to be tried one by one."),
        "one": template("Without the one influence it still stands {sense}."),
        "all": template("Without any or all of the {among} influences it still stands {sense}."),
        "some": template("Without any {tried} of the {among} influences it still stands {sense}."),
    },
    "claim": {
        "many": template(
            "The {among} claims cited by its influences are too many to be tried one by one."
        ),
        "one": template("Without the one claim cited by its influences it still stands {sense}."),
        "all": template(
            "Without any or all of the {among} claims cited by its influences it still stands {sense}."
        ),
        "some": template(
            "Without any {tried} of the {among} claims cited by its influences it still stands {sense}."
        ),
    },
}
"""What is said where no set undoes it, by what is rejected and how much of it was tried."""


def _more(count: int) -> str:
    """The number beyond those that are named."""
    return tr(" (and {count} more)", count=count - SETS_NAMED) if count > SETS_NAMED else ""


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
        said = {"world": tr(world.name.capitalize()), "value": shown_contrast(c, world.value)}
        yield (
            tr("{world}: {value}, which undoes it.", **said)
            if rests.influences.stood and world.undoes
            else tr("{world}: {value}.", **said)
        )
    if rests.alternates:
        others = tr("; ").join(
            tr("{name}: {text}", name=_mechanism(told, w.name), text=_sized(told, w.value))
            for w in rests.alternates
        )
        yield tr("With another mechanism, {others}.", others=others)
    yield _alone(told, shown_contrast(c, rests.bare.value))
    if rests.undeclared is not None:
        value = shown_contrast(c, rests.undeclared.value)
        yield tr("With undeclared variables uniform today: {value}.", value=value)


def _mechanism(told: Headline, name: str) -> str:
    """The variable with the kind of its other mechanism, or that all have theirs."""
    variable, _, kind = name.rpartition(" as ")
    if not variable:
        return tr("all of them")
    return tr("{variable} as {kind}", variable=told.say.name(variable), kind=tr(KINDS[kind]))


def _sized(told: Headline, value: float) -> str:
    """A contrast, of a change with its size."""
    shown = shown_contrast(told.conclusion, value)
    if told.conclusion.passes or isnan(value):
        return shown
    return tr("{value} ({size})", value=shown, size=tr(told.scale.size(value)))


def _alone(told: Headline, value: str) -> str:
    """What the baselines alone give, and whether that is enough."""
    if told.bare is None:
        return tr("The baselines alone give {value}.", value=value)
    if told.grade == "not earned":
        return tr(
            "The baselines alone give {value}, so it would stand without the argument.", value=value
        )
    return tr("The baselines alone give {value}, so it stands without the argument.", value=value)


def _depends(told: Headline, rests: RestsOn) -> str:
    """The influences without which it differs, those first that leave least."""
    c, central = told.conclusion, told.central
    moving = [w for w in rests.single if abs(w.value - central) > max(NOTHING, 2 * w.error)]
    # A value that prints like the contrast at the centre does not show a dependence.
    moving = [w for w in moving if shown_contrast(c, w.value) != shown_contrast(c, central)]
    named = (
        tr("{influence} (without it {value})", influence=w.name, value=shown_contrast(c, w.value))
        for w in moving[:SETS_NAMED]
    )
    return tr("It depends most on {influences}.", influences=tr("; ").join(named)) if moving else ""


def _tips(tipping: tuple[Tipping, ...] | Skipped) -> str:
    """The numbers that tip it alone, the nearest first."""
    if isinstance(tipping, Skipped):
        return tr("Values that tip it are left out: {why}.", why=spoken(tipping.reason))
    tips = sorted(_tipped(tipping), key=_nearness)
    if within := [t for t in tips if t.within]:
        named = tr("; ").join(map(_tip, within[:SETS_NAMED]))
        return tr("A single number tips it within its stated range: {numbers}.", numbers=named)
    if not tips:
        return tr("No single number tips it within its stated range.")
    return tr(
        "No single number tips it within its stated range; beyond it, {number}.",
        number=_tip(tips[0]),
    )


def _unmet(tipping: tuple[Tipping, ...] | Skipped) -> Iterator[str]:
    """The numbers that cannot take the whole of their range, since a baseline cannot be met there."""
    barred = [] if isinstance(tipping, Skipped) else [t for t in tipping if t.unmet_within]
    if barred:
        named = tr("; ").join(map(_from, barred[:SETS_NAMED])) + _more(len(barred))
        yield tr("Within the stated range a baseline cannot be met with {numbers}.", numbers=named)


def _from(tipping: Tipping) -> str:
    """From which value on, away from the central one, a baseline cannot be met."""
    value = tipping.unmet or 0.0
    said = {"number": tipping.name, "value": unsigned(value), "central": f"{tipping.central:g}"}
    if value > tipping.central:
        return tr("{number} from {value} up (central: {central})", **said)
    return tr("{number} from {value} down (central: {central})", **said)


def _tipped(tipping: tuple[Tipping, ...] | Skipped) -> list[Tipping]:
    """The numbers that tip it alone at all."""
    return [] if isinstance(tipping, Skipped) else [t for t in tipping if t.value is not None]


def _nearness(tipping: Tipping) -> float:
    width = tipping.range[1] - tipping.range[0] or 1.0
    return abs((tipping.value or 0.0) - tipping.central) / width


def _tip(tipping: Tipping) -> str:
    return tr(
        "{number} at {value} (central: {central})",
        number=tipping.name,
        value=unsigned(tipping.value or 0.0),
        central=f"{tipping.central:g}",
    )
