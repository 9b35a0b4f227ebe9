"""Ways: the influences by which a difference between two interventions can come to an outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import STANDINGS, Standing
from causalnet.network.graph import ancestors, descendants
from causalnet.network.network import Network
from causalnet.notation import counted
from causalnet.questions.query.mutilate import mutilate
from causalnet.questions.query.paths import differing

__all__ = ["MOST_PATHS", "Edge", "Ways", "ways"]

# A cause and its effect.
Edge = tuple[str, str]
MOST_PATHS = 200
"""The number of paths that are followed one at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """The influences on directed paths from what differs between two interventions to an outcome.

    Attributes
    ----------
    outcome : str
    sources : tuple of str
        The variables that are set or changed differently.
    every : frozenset of (cause, effect)
        All influences in either world, on a path or not.
    edges : tuple of (cause, effect)
        Those on a path, causes first.
    """

    outcome: str
    sources: tuple[str, ...]
    every: frozenset[Edge]
    edges: tuple[Edge, ...]

    @property
    def first(self) -> list[Edge]:
        """The influences that leave what is set."""
        return [edge for edge in self.edges if edge[0] in self.sources]

    @property
    def last(self) -> list[Edge]:
        """The influences on the outcome itself."""
        return [edge for edge in self.edges if edge[1] == self.outcome]

    def without(self, closed: Iterable[Edge]) -> frozenset[Edge]:
        """All influences but some."""
        return self.every - {*closed}

    def through(self, mediators: Iterable[str]) -> frozenset[Edge]:
        """The influences on ways to the mediators, and from them on."""
        names = {*mediators}
        parents = self._parents()
        above = ancestors(parents, names)
        below = descendants(parents, names) | names
        onward = {edge for edge in self.edges if edge[0] in below}
        return frozenset(onward | {edge for edge in self.edges if edge[1] in above})

    def mixed(self, mediators: Iterable[str]) -> list[str]:
        """The variables between mediators that lead on beside them, and are reached beside them as well.

        Where only the mediators change, such a variable would have a third version.
        """
        names = {*mediators}
        parents = self._parents()
        above, below = ancestors(parents, names), descendants(parents, names)
        free = {v: () if v in names else causes for v, causes in parents.items()}
        aside = descendants(free, self.sources)
        onward = {cause for cause, effect in self.edges if effect not in above}
        return sorted((above & below & aside & onward) - names)

    def beside(self, mediators: Iterable[str]) -> frozenset[Edge]:
        """All influences but those that leave the mediators."""
        names = {*mediators}
        return frozenset(edge for edge in self.every if edge[0] not in names)

    def count(self) -> int:
        """The number of directed paths."""
        paths = {self.outcome: 1}
        for cause, effect in reversed(self.edges):
            paths[cause] = paths.get(cause, 0) + paths.get(effect, 0)
        return sum(paths.get(name, 0) for name in self.sources)

    def paths(self) -> Iterator[tuple[Edge, ...]]:
        """Every directed path from what is set to the outcome."""
        if (number := self.count()) > MOST_PATHS:
            raise QuestionError(
                f"There are {counted(number, 'path')} to {self.outcome}, more than the {MOST_PATHS} that are followed one "
                "at a time. Ask by first step, by='first', or by last, by='last'."
            )
        below: dict[str, list[Edge]] = {}
        for edge in self.edges:
            below.setdefault(edge[0], []).append(edge)
        stack: list[tuple[Edge, ...]] = [(edge,) for edge in reversed(self.first)]
        while stack:
            path = stack.pop()
            here = path[-1][1]
            if here == self.outcome:
                yield path
            else:
                stack += [(*path, edge) for edge in reversed(below.get(here, ()))]

    def standing(self, model: CausalModel, needed: Iterable[Edge]) -> Standing | None:
        """The weakest standing on the firmest path through some influences; None of a policy's alone."""
        standings = {
            (i.cause, i.effect): STANDINGS.index(i.standing) for i in model.influences if not i.lag
        }
        wanted = [*needed]
        for worst, word in enumerate(STANDINGS):
            firm = {edge for edge in self.edges if standings.get(edge, 0) <= worst}
            if firm.issuperset(wanted) and self._connected(firm, wanted):
                return word
        return None

    def _connected(self, firm: set[Edge], wanted: list[Edge]) -> bool:
        """Whether a path leads through all that is wanted along firm influences."""
        parents = self._parents(firm)
        (cause, _), (_, effect) = wanted[0], wanted[-1]
        begun = not ancestors(parents, [cause]).isdisjoint(self.sources)
        return begun and effect in ancestors(parents, [self.outcome])

    def _parents(self, edges: Iterable[Edge] | None = None) -> dict[str, tuple[str, ...]]:
        names = {self.outcome, *self.sources, *(name for edge in self.edges for name in edge)}
        above: dict[str, tuple[str, ...]] = dict.fromkeys(names, ())
        for cause, effect in self.edges if edges is None else edges:
            above[effect] += (cause,)
        return above


def ways(network: Network, outcome: str, under: Intervention, versus: Intervention) -> Ways:
    """The ways by which the difference between two interventions can come to an outcome."""
    carried_out = [mutilate(network, arm) for arm in (under, versus)]
    new = carried_out[0]
    sources = tuple(name for name in new.order if name in differing(under, versus))
    reached = descendants(new.parents, sources) | {*sources}
    leading = ancestors(new.parents, [outcome])
    edges = tuple(
        (cause, effect)
        for effect in new.order
        for cause in new.parents[effect]
        if cause in reached and effect in leading
    )
    every = {(p, v) for arm in carried_out for v in arm for p in arm.parents[v]}
    return Ways(outcome, sources, frozenset(every), edges)
