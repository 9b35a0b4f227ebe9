"""Mixed graphs: arrows between variables, and pairs of variables that share a hidden cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from causalnet.boundary.checks import public_class
from causalnet.console import printed
from causalnet.errors import QuestionError, unknown
from causalnet.network.graph import Parents, cycle

__all__ = ["MixedGraph"]

Shared = tuple[str, str]


@public_class
@printed
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MixedGraph:
    """A causal graph without states or numbers: arrows, and pairs that share a hidden cause.

    Parameters
    ----------
    parents : mapping from str to sequence of str
        The direct causes of each variable. Every variable is a key.
    bidirected : iterable of (str, str), optional
        Pairs of variables that share a hidden cause that is not itself in the graph (``a ↔ b``).
    latent : iterable of str, optional
        Variables of the graph that are not measured.

    Raises
    ------
    QuestionError
        If the arrows form a cycle, or a variable shares a cause with itself.
    UnknownNameError
        If a name is not among the variables.

    References
    ----------
    J. Pearl (2009), *Causality*, section 3.2 (semi-Markovian models).

    Examples
    --------
    >>> front_door = MixedGraph({"x": [], "m": ["x"], "y": ["m"]}, bidirected=[("x", "y")])
    >>> front_door
    <MixedGraph: 3 variables, 2 arrows, 1 shared hidden cause>
    """

    parents: Mapping[str, Sequence[str]]
    bidirected: Iterable[Shared] = ()
    latent: Iterable[str] = ()

    def __post_init__(self) -> None:
        parents = {name: tuple(dict.fromkeys(above)) for name, above in self.parents.items()}
        pairs = tuple(sorted({(min(pair), max(pair)) for pair in self.bidirected}))
        latent = frozenset(self.latent)
        named = [
            *(p for above in parents.values() for p in above),
            *(v for pair in pairs for v in pair),
        ]
        for name in (*named, *latent):
            if name not in parents:
                raise unknown("variable", name, parents)
        if around := cycle(parents):
            raise QuestionError(f"The arrows form a cycle: {' → '.join(around)}.")
        if own := [a for a, b in pairs if a == b]:
            raise QuestionError(f"{own[0]!r} cannot share a hidden cause with itself.")
        object.__setattr__(self, "parents", MappingProxyType(parents))
        object.__setattr__(self, "bidirected", pairs)
        object.__setattr__(self, "latent", latent)

    def __reduce__(self) -> tuple[object, ...]:
        return MixedGraph, (dict(self.parents), self.bidirected, self.latent)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MixedGraph) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __iter__(self) -> Iterator[str]:
        return iter(self.parents)

    def __len__(self) -> int:
        return len(self.parents)

    def __repr__(self) -> str:
        arrows = sum(map(len, self.parents.values()))
        shared = len(tuple(self.bidirected))
        counts = [f"{len(self):,} variables", f"{arrows:,} arrow{'' if arrows == 1 else 's'}"]
        if shared:
            counts.append(f"{shared:,} shared hidden cause{'' if shared == 1 else 's'}")
        if latent := len(frozenset(self.latent)):
            counts.append(f"{latent:,} latent")
        return f"<MixedGraph: {', '.join(counts)}>"

    @property
    def _key(self) -> object:
        arrows = frozenset((p, v) for v, above in self.parents.items() for p in above)
        return frozenset(self.parents), arrows, frozenset(self.bidirected), frozenset(self.latent)

    @property
    def measured(self) -> tuple[str, ...]:
        """The variables that are not latent, in the order of the graph."""
        latent = frozenset(self.latent)
        return tuple(name for name in self.parents if name not in latent)

    @property
    def with_hidden_causes(self) -> Parents:
        """The directed graph in which every shared hidden cause is a variable, named ``a ↔ b``."""
        made: dict[str, tuple[str, ...]] = {name: tuple(p) for name, p in self.parents.items()}
        for a, b in self.bidirected:
            hidden = f"{a} ↔ {b}"
            made[hidden] = ()
            made[a], made[b] = (*made[a], hidden), (*made[b], hidden)
        return made
