"""Levers in tables: at one set of numbers, and over draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from causalnet.model.effect_size import NOTHING
from causalnet.questions.query.paths import hindrance, path_notes
from causalnet.questions.query.spread import Spread
from causalnet.tables import Sheet, signed

if TYPE_CHECKING:
    from causalnet.model.variable import Better
    from causalnet.questions.effects.lever import Lever, Levers

__all__ = ["lever_sheet", "ranking_sheet", "verb_of"]

HERE = "within a period"


def verb_of(better: Better) -> str:
    """What a lever is to do to its outcome."""
    return "lower" if better == "low" else "raise"


def lever_sheet(levers: Levers) -> Sheet:
    """Each variable's best setting, at one set of numbers."""
    best = levers.best()
    top = levers.today.states[0][-1]
    # Of one state there is nothing else to rank by.
    several = levers.measure.state is None and len(levers.today.states[0]) > 1
    ranks = levers.ranks_at_least(top) if best and several else {}
    rows = [
        [
            _rank(lever, i),
            lever.variable,
            lever.state if lever.path == HERE else "any",
            signed(lever.level) if lever.path == HERE else lever.path,
            levers.scale.size(lever.level) if lever.path == HERE else "",
            *_otherwise(lever, top, ranks, i),
            f"{lever.reach:.2f}",
            signed(lever.per_reach) if lever.path == HERE else "",
            "" if lever.steps is None else f"{lever.steps}",
            "yes" if lever.proposed else "",
        ]
        for i, lever in enumerate(best, start=1)
    ]
    by_level = levers.measure.state is None
    header = ["", "lever", "set to", "level" if by_level else levers.measure.quantity, "size"]
    header += [f"P({top})", "rank by it"] if ranks or (by_level and not best) else []
    header += ["reach", "per reach", "steps", "proposed"]
    align = "><<><" + ">" * (len(header) - 6) + "<"
    return Sheet(_title(levers), header, rows, _notes(levers), align)


def _rank(lever: Lever, place: int) -> str:
    """The place in the ranking; none of what cannot reach the outcome, which stands behind all that can."""
    return f"{place}" if lever.path == HERE else "–"


def _otherwise(lever: Lever, top: str, ranks: dict[str, int], place: int) -> list[str]:
    """The change in the probability of the highest state, and the rank by that."""
    if not ranks:
        return []
    if lever.path != HERE:
        return ["", ""]
    rank = ranks[lever.variable]
    return [signed(dict(lever.at_least)[top]), f"{rank}" + ("≠" if rank != place else " ")]


def ranking_sheet(levers: Levers) -> Sheet:
    """Each variable's best setting over draws: how far, how surely, and how often first."""
    shares = levers.shares()
    rows = [
        [
            _rank(lever, i),
            lever.variable,
            *_effect(levers, lever),
            *(_share(x if lever.path == HERE else 0) for x in shares[lever.variable]),
            *_earned(levers, lever),
            f"{lever.reach:.2f}",
            "" if lever.steps is None else f"{lever.steps}",
            "yes" if lever.proposed else "",
        ]
        for i, lever in enumerate(levers.best(), start=1)
    ]
    header = [
        "",
        "lever",
        "set to",
        "median",
        "90% of draws",
        "size",
        "first",
        "first 3",
        "by signs",
        "needs",
    ]
    header += ["reach", "steps", "proposed"]
    draws = levers.today.provenance.draws or f"{levers.network.draws:,} draws"
    notes = [
        f"Ranked by the mean change in {levers.measure.quantity}{_in_states(levers)}, over {draws}.",
        _sizes(levers),
        "first, first 3: share of the draws in which the lever ranks so.",
        "reach: by how many states the lever moves its own variable; steps: the fewest influences to the outcome.",
        _first(levers),
        *path_notes(lever.path for lever in levers.best()),
        *levers.today.notes,
    ]
    return Sheet(_title(levers), header, rows, notes, "><<>><>><<>><")


def _first(levers: Levers) -> str:
    """Whether there is a first."""
    acting = {lever.variable: lever for lever in levers.best() if lever.path == HERE}
    if not acting:
        return f"No lever is first: none changes anything{_hindered(levers)}."
    settled, shares = levers.settled(), levers.shares()
    first = settled or acting[max(acting, key=lambda v: shares[v].first)]
    share = f"{shares[first.variable].first:.0%} of the draws"
    tiny = ", and what it does is negligible" if levers.scale.is_negligible(first.level) else ""
    if settled is None:
        return f"No lever is reliably first: {first.variable} is so most often, in {share}{tiny}."
    return f"{first.variable} = {first.state} is reliably first, in {share}{tiny}."


def _effect(levers: Levers, lever: Lever) -> list[str]:
    if lever.path != HERE or lever.drawn is None:
        return ["any", lever.path, "", ""]
    spread = Spread(lever.drawn)
    low, high = spread.interval()
    size = levers.scale.size(lever.level)
    return [lever.state, signed(spread.median), f"[{signed(low)}, {signed(high)}]", size]


def _share(share: float) -> str:
    return f"{share:.0%}" if share else "–"


def _earned(levers: Levers, lever: Lever) -> list[str]:
    """What the signs say, and the standing that this takes."""
    found = levers.signs(lever) if lever.path == HERE else None
    if found is None:
        return ["", ""]
    return [found.status, found.standing or ""]


def _title(levers: Levers) -> str:
    """Which lever does most, and how much that is."""
    found = levers.today.question.found()
    given = f"Given {', '.join(found)}, " if found else ""
    text = f"{given}{_most(levers)}."
    return text[:1].upper() + text[1:]


def _most(levers: Levers) -> str:
    verb = verb_of(levers.better)
    acting = [lever for lever in levers.best() if lever.path == HERE]
    if not acting:
        outcome = levers.measure.outcome
        return f"no lever reaches {outcome}{_hindered(levers)}"
    first, scale = acting[0], levers.scale
    if levers.sign * first.level <= NOTHING:
        return f"no lever {verb}s {levers.measure.subject} by itself{_numbers(levers)}"
    many = len(levers.best()) > 1
    which = f"of {len(levers.best())} levers, " if many else "the only lever, "
    return (
        f"{which}{first.variable} = {first.state}{'' if many else ','} {verb}s {levers.measure}"
        f"{' most,' if many else ''} by {scale.told(first.level, sign=False)}, "
        f"{scale.called(first.level)}{_numbers(levers)}"
    )


def _hindered(levers: Levers) -> str:
    """Why no lever reaches the outcome."""
    return hindrance(lever.path for lever in levers.best())


def _numbers(levers: Levers) -> str:
    """Which numbers say so."""
    if levers.today.drawn is not None:
        return f" on average over {levers.network.draws:,} draws"
    return " at the central numbers" if levers.today.provenance.network == "central" else ""


def _sizes(levers: Levers) -> str:
    return f"size: {levers.scale.legend()}."


def _reached(levers: Levers) -> str:
    if levers.network.ordered.issuperset(levers.among):
        return "by how many states the lever moves its own variable"
    return "by how many states, or in what share of cases, the lever moves its own variable"


def _in_states(levers: Levers) -> str:
    return ", in states" if levers.measure.state is None else ""


def _notes(levers: Levers) -> tuple[str, ...]:
    quantity = levers.measure.quantity
    notes = [
        "level: change in expected level, in states."
        if levers.measure.state is None
        else f"{quantity}: change in the probability that {levers.measure.outcome} is {levers.measure.state}.",
        _sizes(levers),
        f"reach: {_reached(levers)}; steps: the fewest influences from it to\n"
        "the outcome. A large reach over few steps usually means that the lever nearly is the outcome.",
    ]
    best = levers.best()
    top = levers.today.states[0][-1] if best else ""
    several = levers.measure.state is None and len(levers.today.states[0]) > 1
    ranks = levers.ranks_at_least(top) if best and several else {}
    moved = [v.variable for i, v in enumerate(best, start=1) if ranks.get(v.variable, i) != i]
    if moved:
        notes.append(f"≠ ranks otherwise by P({top}) than by expected level.")
    notes += path_notes(lever.path for lever in best)
    return (*notes, *levers.today.notes)
