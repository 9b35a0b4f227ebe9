"""Levers in tables: at one set of numbers, and over draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from causalnet.analysis.ranking import MOST
from causalnet.causal.spread import Spread
from causalnet.sheet import Sheet, signed

if TYPE_CHECKING:
    from causalnet.analysis.lever import Lever, Levers
    from causalnet.model.variable import Better

__all__ = ["lever_sheet", "ranking_sheet", "verb_of"]

SAID = {"within a period": "", "lagged only": "lagged only", "none": "no path"}


def verb_of(better: Better) -> str:
    """What a lever is to do to its outcome."""
    return "lower" if better == "low" else "raise"


def lever_sheet(levers: Levers) -> Sheet:
    """Each variable's best setting, at one set of numbers."""
    best = levers.best()
    top = levers.today.states[0][-1]
    ranks = levers.ranks_at_least(top) if best else {}
    rows = [
        [
            f"{i}",
            lever.variable,
            lever.state if lever.path == "within a period" else "any",
            SAID[lever.path] or signed(lever.level),
            signed(dict(lever.at_least)[top]),
            f"{ranks[lever.variable]}" + ("≠" if ranks[lever.variable] != i else " "),
            f"{lever.reach:.2f}",
            "" if lever.path != "within a period" else signed(lever.per_reach),
            "" if lever.steps is None else f"{lever.steps}",
            "yes" if lever.proposed else "",
        ]
        for i, lever in enumerate(best, start=1)
    ]
    header = ["", "lever", "set to", "level", f"P({top})", "rank by it", "reach"]
    header += ["per reach", "steps", "proposed"]
    return Sheet(
        _title(levers), header, rows, _notes(levers), "><<" + ">" * (len(header) - 4) + "<"
    )


def ranking_sheet(levers: Levers) -> Sheet:
    """Each variable's best setting over draws: how far, how surely, and how often first."""
    shares = levers.shares()
    rows = [
        [
            f"{i}",
            lever.variable,
            *_effect(lever),
            *(_share(x) for x in shares[lever.variable]),
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
        "first",
        "first 3",
        "by signs",
        "needs",
    ]
    header += ["reach", "steps", "proposed"]
    draws = levers.today.provenance.draws or f"{levers.network.draws:,} draws"
    notes = [
        f"Ranked by the mean change in expected level, in states, over {draws}.",
        "first, first 3: share of the draws in which the lever ranks so.",
        "reach: by how many states the lever moves its own variable; steps: the fewest influences to the outcome.",
        _first(levers),
        *levers.today.notes,
    ]
    return Sheet(_title(levers), header, rows, notes, "><<>>>><<>><")


def _first(levers: Levers) -> str:
    """Whether there is a first."""
    settled = levers.settled()
    if settled is not None:
        return f"{settled.variable} = {settled.state} is reliably first: in at least {MOST:.0%} of the draws."
    shares = levers.shares()
    often = max(shares, key=lambda v: shares[v].first, default=None)
    if often is None:
        return "There is no lever to rank."
    return f"No lever is reliably first: {often} is so most often, in {shares[often].first:.0%} of the draws."


def _effect(lever: Lever) -> list[str]:
    if lever.path != "within a period" or lever.drawn is None:
        return ["any", SAID[lever.path], ""]
    spread = Spread(lever.drawn)
    low, high = spread.interval()
    return [lever.state, signed(spread.median), f"[{signed(low)}, {signed(high)}]"]


def _share(share: float) -> str:
    return f"{share:.0%}" if share else "–"


def _earned(levers: Levers, lever: Lever) -> list[str]:
    """What the signs say, and the standing that this takes."""
    found = levers.signs(lever) if lever.path == "within a period" else None
    if found is None:
        return ["", ""]
    return [found.status, found.standing or ""]


def _title(levers: Levers) -> str:
    outcome = levers.today.question.outcome[0]
    behind = str(levers.today.question).removeprefix(f"P({outcome}").removesuffix(")")
    return f"What would {verb_of(levers.better)} {outcome} most, each lever alone{behind}"


def _notes(levers: Levers) -> tuple[str, ...]:
    notes = [
        "level: change in expected level, in states.",
        "reach: by how many states the lever moves its own variable; steps: the fewest influences from it to\n"
        "the outcome. A long reach in few steps is a leap to a near-definition of the outcome, not a finding.",
    ]
    best = levers.best()
    top = levers.today.states[0][-1] if best else ""
    ranks = levers.ranks_at_least(top) if best else {}
    moved = [v.variable for i, v in enumerate(best, start=1) if ranks[v.variable] != i]
    if moved:
        notes.append(f"≠ ranks otherwise by P({top}) than by expected level.")
    return (*notes, *levers.today.notes)
