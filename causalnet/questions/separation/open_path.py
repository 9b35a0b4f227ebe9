"""d-connection: a path between two sets of variables that what is given leaves open."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

from causalnet.network.graph import Parents, ancestors, children

__all__ = ["connected", "open_path"]

Visit = tuple[str, bool]


def open_path(
    parents: Parents, sources: Collection[str], targets: Collection[str], given: Collection[str]
) -> tuple[str, ...]:
    """A shortest open path from a source to a target, as variables; empty if there is none.

    Parameters
    ----------
    parents : mapping
        A directed acyclic graph.
    sources, targets, given : collection of str
        Disjoint sets.

    References
    ----------
    D. Koller and N. Friedman (2009), *Probabilistic Graphical Models*, algorithm 3.1 (reachable by active trails).
    """
    before, end = _search(parents, sources, given, frozenset(targets))
    path: list[str] = []
    while end is not None:
        path.append(end[0])
        end = before[end]
    return tuple(reversed(path))


def connected(parents: Parents, sources: Collection[str], given: Collection[str]) -> set[str]:
    """All variables outside `given` to which some path from a source is open."""
    before, _ = _search(parents, sources, given, frozenset())
    return {name for name, _ in before} - {*given} - {*sources}


def _search(
    parents: Parents, sources: Collection[str], given: Collection[str], wanted: frozenset[str]
) -> tuple[dict[Visit, Visit | None], Visit | None]:
    """The states on active trails, each with the one before it; and the first wanted one, at which the search ends."""
    observed, below = frozenset(given), children(parents)
    # A collider is open if it or one of its descendants is given.
    opened = ancestors(parents, observed)
    before: dict[Visit, Visit | None] = {(name, True): None for name in sources}
    queue = deque(before)
    while queue:
        state = queue.popleft()
        name, upward = state
        if name in wanted:
            return before, state
        steps: list[Visit] = []
        if name not in observed:
            steps += [(child, False) for child in below[name]]
        if (upward and name not in observed) or (not upward and name in opened):
            steps += [(parent, True) for parent in parents[name]]
        for step in steps:
            if step not in before:
                before[step] = state
                queue.append(step)
    return before, None
