"""Paths by which a difference between interventions can reach an outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from typing import Literal

from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, certain_state
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import Influence
from causalnet.network.graph import ancestors, descendants, requisite
from causalnet.network.network import Network
from causalnet.questions.query.idle_influences import idle_influences

__all__ = [
    "WITHIN_A_PERIOD",
    "PathKind",
    "bearing",
    "blocking",
    "differing",
    "idle_in_both",
    "in_time",
    "is_still",
    "openings",
    "path_in",
    "path_notes",
    "paths_to",
    "steps_to",
]

PathKind = Literal[
    "within a period",
    "by observing alone",
    "blocked by what is observed",
    "lagged only",
    "no path",
]
"""How a difference between two arms can reach an outcome: one vocabulary for every verb.

``"within a period"``: along influences that act at once. ``"by observing alone"``: along none of them, but what is
observed lies downstream of what is set, and ties the two together (explaining away). ``"blocked by what is
observed"``: there is a path along influences that act at once, and what is observed lies on it or at its end, so that
nothing is left to change. ``"lagged only"``: only through later periods. ``"no path"``: not at all.
"""

WITHIN_A_PERIOD: PathKind = "within a period"

MEANING: Mapping[str, str] = {
    template("by observing alone"): template(
        "by observing alone: no influence carries it; what is observed ties the two."
    ),
    template("blocked by what is observed"): template(
        "blocked by what is observed: what is observed lies on every path there that acts at once, or is the outcome itself."
    ),
    template("lagged only"): template(
        "lagged only: the outcome is reached only through later periods."
    ),
    template("no path"): template("no path: nothing that is set leads to the outcome."),
}


def is_still(path: str) -> bool:
    """Whether nothing changes along such a path, by structure and not by size."""
    return path not in ("within a period", "by observing alone")


def path_notes(paths: Iterable[str]) -> list[str]:
    """A line for each word of how an outcome is not reached, as far as they occur."""
    found = set(paths)
    return [tr(meaning) for word, meaning in MEANING.items() if word in found]


def path_in(
    model: CausalModel | Network,
    graphs: Iterable[Mapping[str, tuple[str, ...]]],
    outcome: tuple[str, ...],
    changed: Iterable[str],
    given: Mapping[str, Finding],
    idle: Set[Influence] = frozenset(),
) -> PathKind:
    """The way by which a difference in the mechanisms of some variables can reach the outcome in some graphs."""
    return paths_to(model, graphs, outcome, given, idle)(changed)


def paths_to(
    model: CausalModel | Network,
    graphs: Iterable[Mapping[str, tuple[str, ...]]],
    outcome: tuple[str, ...],
    given: Mapping[str, Finding],
    idle: Set[Influence] = frozenset(),
) -> Callable[[Iterable[str]], PathKind]:
    """A function from variables to the way by which a difference in their mechanisms can reach the outcome.

    Parameters
    ----------
    idle : set of Influence
        The influences that no arm lets act, at whatever lag.
    """
    every = list(graphs)
    carried, tied = openings(every, outcome, given)
    unseen = set[str]().union(*(ancestors(parents, outcome) for parents in every))
    arrows = {(p, v) for parents in every for v, above in parents.items() for p in above}
    later = in_time(model, outcome, arrows, idle)

    def path(changed: Iterable[str]) -> PathKind:
        names = set(changed)
        if names & carried:
            return "within a period"
        if names & tied:
            return "by observing alone"
        if names & unseen:
            return "blocked by what is observed"
        return "lagged only" if names & later else "no path"

    return path


def bearing(
    parents: Mapping[str, tuple[str, ...]], outcome: Iterable[str], given: Mapping[str, Finding]
) -> set[str]:
    """The variables whose own mechanism can bear on the outcome, given what is observed.

    An uncertain finding is an observed child of its variable, under a name that no variable can have.
    """
    graph = dict(parents)
    observed = set()
    for name, finding in given.items():
        if certain_state(finding) is not None:
            observed.add(name)
        else:
            graph[f"\0finding on {name}"] = (name,)
            observed.add(f"\0finding on {name}")
    if not observed:
        return ancestors(graph, outcome)
    return requisite(graph, outcome, observed)


def blocking(
    graphs: Iterable[Mapping[str, tuple[str, ...]]],
    changed: Iterable[str],
    outcome: Iterable[str],
    given: Mapping[str, Finding],
) -> list[str]:
    """The certain findings on directed paths from what differs to the outcome."""
    starts, ends, found = set(changed), tuple(outcome), set[str]()
    for parents in graphs:
        found |= ancestors(parents, ends) & (descendants(parents, starts) | starts)
    return [name for name in given if name in found and certain_state(given[name]) is not None]


def openings(
    graphs: Iterable[Mapping[str, tuple[str, ...]]],
    outcome: Iterable[str],
    given: Mapping[str, Finding],
) -> tuple[set[str], set[str]]:
    """The variables whose difference reaches the outcome along influences, and those that observing alone ties to it."""
    every, ends = list(graphs), tuple(outcome)
    carried = set[str]().union(*(_unblocked(parents, ends, given) for parents in every))
    tied = set[str]().union(*(bearing(parents, ends, given) for parents in every))
    return carried, tied - carried


def _unblocked(
    parents: Mapping[str, tuple[str, ...]], outcome: Iterable[str], given: Mapping[str, Finding]
) -> set[str]:
    """The variables that lead to the outcome along directed paths without a certain finding."""
    observed = {name for name, finding in given.items() if certain_state(finding) is not None}
    free = {
        name: () if name in observed else tuple(p for p in above if p not in observed)
        for name, above in parents.items()
    }
    return ancestors(free, [name for name in outcome if name not in observed])


def in_time(
    model: CausalModel | Network,
    outcome: Iterable[str],
    arrows: Iterable[tuple[str, str]],
    idle: Set[Influence] = frozenset(),
) -> set[str]:
    """The variables that lead to the outcome through at least one lagged influence; none for a network.

    Within a period only `arrows` lead on, those of policies among them; later, all lagged influences that are
    not `idle`.
    """
    if isinstance(model, Network):
        return set()
    above: dict[str, list[tuple[str, bool]]] = {}
    for cause, effect in arrows:
        above.setdefault(effect, []).append((cause, False))
    for i in model.influences:
        if i.lag and i not in idle:
            above.setdefault(i.effect, []).append((i.cause, True))
    seen = {(name, False) for name in outcome}
    stack = list(seen)
    while stack:
        name, late = stack.pop()
        for cause, lagged in above.get(name, ()):
            step = (cause, late or lagged)
            if step not in seen:
                seen.add(step)
                stack.append(step)
    return {name for name, late in seen if late}


def idle_in_both(
    model: CausalModel | Network, arms: tuple[Intervention, Intervention]
) -> Set[Influence]:
    """The influences that neither arm lets act, of whatever lag; none of a network's."""
    if isinstance(model, Network):
        return frozenset()
    return idle_influences(model, arms[0]) & idle_influences(model, arms[1])


def differing(under: Intervention, versus: Intervention) -> tuple[str, ...]:
    """The variables whose own mechanism differs between the two."""
    settings = {*under.settings.items()} ^ {*versus.settings.items()}
    edges = {edge.effect for edge in {*under.edges} ^ {*versus.edges}}
    return tuple(sorted({name for name, _ in settings} | edges))


def steps_to(parents: Mapping[str, tuple[str, ...]], outcome: str) -> dict[str, int]:
    """Arrows on the shortest path to the outcome from everything upstream of it."""
    pairs = [(v, p) for v, above in parents.items() for p in above]
    return _walk(pairs, [outcome])


def _walk(pairs: Iterable[tuple[str, str]], sources: Iterable[str]) -> dict[str, int]:
    """The number of arrows from the sources to each variable downstream of them."""
    below: dict[str, list[str]] = {}
    for cause, effect in pairs:
        below.setdefault(cause, []).append(effect)
    distance = dict.fromkeys(sources, 0)
    frontier = list(distance)
    while frontier:
        frontier = list(
            dict.fromkeys(c for n in frontier for c in below.get(n, ()) if c not in distance)
        )
        distance |= dict.fromkeys(frontier, 1 + max(distance.values()))
    return distance
