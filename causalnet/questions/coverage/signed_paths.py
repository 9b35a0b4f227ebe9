"""Directed paths between two variables, by the sign that they pass on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from causalnet.model.influence import Influence, Sign

__all__ = ["SignedPaths", "signed_paths", "winding_path"]

SignedPaths = Mapping[tuple[str, Sign], tuple[Influence, ...]]
"""For a variable and a sign, a shortest path that comes there with that sign."""

MOST_STEPS = 20_000
"""The number of steps after which `winding_path` gives up."""


def signed_paths(influences: Iterable[Influence], start: str) -> SignedPaths:
    """The shortest paths from a variable to each other, at any lag, for each sign that they can pass on.

    The sign of a path is the product of the signs on it. A path passes no variable twice. Without loops every sign that can
    come to a variable is found. Where loops close over periods, `winding_path` finds what is missing.
    """
    below: dict[str, list[Influence]] = {}
    for influence in influences:
        below.setdefault(influence.cause, []).append(influence)
    found: dict[tuple[str, Sign], tuple[Influence, ...]] = {}
    frontier: list[tuple[str, Sign, tuple[Influence, ...]]] = [(start, "+", ())]
    while frontier:
        reached = []
        for name, sign, path in frontier:
            been = {start, *(i.effect for i in path)}
            for influence in below.get(name, ()):
                place = influence.effect, _product(sign, influence.sign)
                if place[0] not in been and place not in found:
                    found[place] = (*path, influence)
                    reached.append((*place, found[place]))
        frontier = reached
    return found


def winding_path(
    influences: Iterable[Influence], start: str, end: str, signs: Collection[Sign]
) -> tuple[Influence, ...] | None:
    """A path that passes one of some signs on and no variable twice, by trying one path after another.

    It ends after `MOST_STEPS` steps without a path.
    """
    below: dict[str, list[Influence]] = {}
    for influence in influences:
        below.setdefault(influence.cause, []).append(influence)
    waiting: list[tuple[str, Sign, tuple[Influence, ...]]] = [(start, "+", ())]
    for _ in range(MOST_STEPS):
        if not waiting:
            return None
        name, sign, path = waiting.pop()
        been = {start, *(i.effect for i in path)}
        for influence in below.get(name, ()):
            onward = influence.effect, _product(sign, influence.sign), (*path, influence)
            if onward[0] == end and onward[1] in signs:
                return onward[2]
            if onward[0] not in {*been, end}:
                waiting.append(onward)
    return None


def _product(first: Sign, second: Sign) -> Sign:
    if "?" in (first, second):
        return "?"
    return "+" if first == second else "-"
