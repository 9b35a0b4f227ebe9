"""A verdict in words: half a page that needs no programming to read."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from causalnet.analysis.resting import LeastSets, Tipping
from causalnet.sheet import signed, unsigned

if TYPE_CHECKING:
    from causalnet.analysis.verdict import ByDraws, OverRanges, RestsOn, Verdict

__all__ = ["verdict_parts", "verdict_rows"]

WIDTH = 92
# Sets and tipping values that are named; to_frame() has all of them.
NAMED = 3

GRADES = {
    "signs": "It follows from the signs alone.",
    "ranges": "It holds wherever in the stated ranges was looked.",
    "most draws": "It holds at the centre and in most draws, not over the whole of the stated ranges.",
    "a guess": "It hangs on a guess: it holds at the centre, and not in most draws.",
    "not earned": "It does not hold, even at the centre of the judgements.",
}


def verdict_rows(verdict: Verdict) -> list[list[str]]:
    """Pairs of a label and a text, the texts cut into lines."""
    rows = []
    for label, sentences in verdict_parts(verdict):
        lines = [line for text in sentences for line in wrap(text, WIDTH)]
        rows += [[label if not i else "", line] for i, line in enumerate(lines)]
    return rows


def verdict_parts(verdict: Verdict) -> list[tuple[str, list[str]]]:
    """Pairs of a label and the sentences that belong to it."""
    return [
        ("In short", [GRADES[verdict.grade]]),
        ("At the centre", [_centre(verdict)]),
        ("By signs", [verdict.signs.reason, *_standing(verdict)]),
        ("Over the ranges", _ranges(verdict.ranges)),
        ("By draws", _draws(verdict)),
        ("It rests on", list(_rests(verdict.rests))),
        ("Besides", list(_besides(verdict.rests))),
        ("", ["These are consequences of this model, not a forecast."]),
    ]


def _centre(verdict: Verdict) -> str:
    conclusion = verdict.conclusion
    what = "probability" if conclusion.at_least is not None else "expected level, in states"
    if conclusion.threshold is not None:
        return f"{verdict.arms[0]:.3f} ({what}), against {conclusion.threshold:g}."
    return (
        f"{signed(verdict.central)}, from {verdict.arms[1]:.3f} to {verdict.arms[0]:.3f} ({what})."
    )


def _standing(verdict: Verdict) -> list[str]:
    """What standing of influence it takes, and what orientation has decided."""
    signs = verdict.signs
    texts = []
    if signs.status in ("follows", "contradicted") and signs.standing is not None:
        needs = f"It takes what is {signs.standing}; what is stated alone does not settle it."
        texts.append("What is stated settles it." if signs.standing == "stated" else needs)
    return [*texts, signs.warning] if signs.warning else texts


def _ranges(ranges: OverRanges) -> list[str]:
    low, high = (signed(x) for x in ranges.inner)
    texts = [f"From {low} to {high} was attained, baselines held; {_proved(ranges)}."]
    low, high = (signed(x) for x in ranges.free)
    texts.append(
        f"From {low} to {high} with the baselines free as well (each within 90% of its own spread)."
    )
    return texts


def _proved(ranges: OverRanges) -> str:
    """What cannot be passed, and where that is not known."""
    low, high = (signed(x) for x in ranges.outer)
    if not ranges.reason:
        return f"proved: nothing below {low} or above {high}"
    if ranges.outer[0] > float("-inf"):
        return (
            f"proved by signs: nothing below {low}. Above, searched, not proved ({ranges.reason})"
        )
    if ranges.outer[1] < float("inf"):
        return (
            f"proved by signs: nothing above {high}. Below, searched, not proved ({ranges.reason})"
        )
    return f"searched, not proved ({ranges.reason})"


def _draws(verdict: Verdict) -> list[str]:
    d: ByDraws = verdict.draws
    rise, hold, fall = (f"{x:.0%}" for x in d.shares)
    texts = [
        f"It stands in {d.share:.0%} of {d.how.n:,} draws from our judgements, baselines held; {d.share_moved:.0%} with baselines drawn too."
    ]
    if verdict.conclusion.threshold is None:
        texts.append(f"{rise} rise, {hold} hold and {fall} fall (by more than {d.tolerance:g}).")
    texts.append(
        f"Median and middle 90%: {d.held}, baselines drawn too: {d.moved}; Monte-Carlo error {d.held.error:.4f}. "
        "These are shares of draws, not probabilities of being true."
    )
    return texts


READINGS = {
    "central": "at the central numbers",
    "signs": "by its signs",
    "share": "in nine draws of ten",
}


def _rests(rests: RestsOn) -> Iterator[str]:
    sense = READINGS[rests.reading]
    if not rests.influences.stood:
        yield f"It does not stand {sense}, so there is nothing to undo."
    else:
        yield _sets(rests.influences, "influence", sense)
        yield _sets(rests.claims, "claim", sense)
    undoing = rests.undoing
    if undoing:
        yield (
            "Undone by a single rival: "
            + "; ".join(f"{w.name} ({signed(w.value)})" for w in undoing)
            + "."
        )
    elif rests.rivals:
        count = len(rests.rivals)
        none = (
            f"None of the {count} rivals undoes it alone"
            if count > 1
            else "The one rival does not undo it"
        )
        yield f"{none} at its central strength."
    strong = [w for w in rests.rivals if w.reaches and w.holds and _undone(w.strongest, w.value)]
    if strong:
        yield "At its strongest, so would: " + ", ".join(w.name for w in strong) + "."


def _undone(strongest: float | None, value: float) -> bool:
    return strongest is not None and strongest * value < 0


def _sets(sets: LeastSets, kind: str, sense: str) -> str:
    """The least sets, those of one first."""
    if not sets.sets:
        what = f"No {kind}" if sets.tried == 1 else f"No {kind}, and no {sets.tried} together,"
        return (
            f"{what} of the {sets.among} would undo it {sense}, if rejected." if sets.tried else ""
        )
    smallest = len(sets.sets[0])
    first = [s for s in sets.sets if len(s) == smallest]
    named = "; or ".join(" with ".join(s) for s in first[:NAMED])
    more = f" (and {len(first) - NAMED} more such sets)" if len(first) > NAMED else ""
    many = f"single {kind}" if smallest == 1 else f"{smallest} {kind}s"
    return (
        f"Rejecting a {many} undoes it {sense}: {named}{more}."
        if smallest == 1
        else (f"No smaller set of {kind}s than {smallest} undoes it {sense}: {named}{more}.")
    )


def _besides(rests: RestsOn) -> Iterator[str]:
    tips = sorted((t for t in rests.tipping if t.value is not None), key=_nearness)
    within = [t for t in tips if t.within]
    if within:
        yield "Tips within the stated range of: " + "; ".join(_tip(t) for t in within[:NAMED]) + "."
    else:
        yield "No single number tips it within its stated range" + (
            f"; beyond it, {_tip(tips[0])}." if tips else "."
        )
    if rests.alternates:
        shown = "; ".join(f"{w.name}: {signed(w.value)}" for w in rests.alternates)
        yield f"With another mechanism, {shown}."
    yield f"The baselines alone give {signed(rests.baselines.value)}."
    if rests.undeclared is not None:
        yield f"With undeclared variables uniform today: {signed(rests.undeclared.value)}."


def _nearness(tipping: Tipping) -> float:
    width = tipping.range[1] - tipping.range[0] or 1.0
    return abs((tipping.value or 0.0) - tipping.central) / width


def _tip(tipping: Tipping) -> str:
    return f"{tipping.name} at {unsigned(tipping.value or 0.0)} (taken as {tipping.central:g})"
