"""Testimony: the paths that carry a conclusion, and the voices behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.errors import unknown
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.influence import Sign, Standing
from causalnet.model.mentions import Mentions
from causalnet.questions.query.paths import PathKind
from causalnet.questions.query.question import Provenance
from causalnet.questions.witnesses.label_cut import LabelCut
from causalnet.questions.witnesses.path_counts import DisjointPaths, WidestPath
from causalnet.questions.witnesses.threads import Tellers

__all__ = ["Carrier", "Testimony"]


@printed
@dataclass(frozen=True, slots=True)
class Carrier:
    """One influence that carries a conclusion, and who says so.

    Attributes
    ----------
    name, cause, effect : str
    sign : {"+", "-", "?"}
    lag : int
    standing : {"stated", "implied", "added", "rival"} or None
        None in a causal map.
    claims : tuple of str
        The claims that it rests on; in a causal map its citations.
    mentions : Mentions
        What is said for it and against it.
    label : str
        The labels of its two ends, as a picture shows them.
    """

    name: str
    cause: str
    effect: str
    sign: Sign
    lag: int
    standing: Standing | None
    claims: tuple[str, ...]
    mentions: Mentions
    label: str

    @property
    def citations(self) -> int:
        """The number of mentions in favour."""
        return len(self.mentions.supporting.citations)

    @property
    def sources(self) -> tuple[str, ...]:
        """The distinct sources in favour."""
        return self.mentions.supporting.sources

    @property
    def independent(self) -> int:
        """The number of independent sources in favour."""
        return len(self.mentions.supporting.independent)

    @property
    def against(self) -> int:
        """The number of independent sources against it."""
        return len(self.mentions.opposing.independent)


@dataclass(frozen=True, slots=True, repr=False)
class Testimony:
    """Who carries a conclusion: the sources of every influence on its paths, and those without whom no path is left.

    Attributes
    ----------
    conclusion : Conclusion or None
        None for two factors of a causal map.
    starts : tuple of str
        What is set; where an intervention acts on an influence itself, that influence.
    outcome : str
        The outcome.
    path : str
        The way by which it is reached, as `causalnet.by_signs` tells it.
    reason : str
        Why no influence carries it; empty where one does.
    carriers : tuple of Carrier
        The influences on a path from what is set to the outcome.
    without_sources, without_claims, without_influences : LabelCut
        The fewest sources, claims and influences without which no path is left. In a causal map the claims are its
        citations.
    disjoint : DisjointPaths
        The numbers of paths that share no influence, and no variable.
    threads : mapping from str to tuple of str
        The sources that tell a whole way alone, and the influences of the shortest way that each tells.
    together : Tellers
        The fewest sources that together tell one whole way.
    best_heard : WidestPath or None
        The path that has most independent sources at its weakest step.
    unstated : tuple of str
        The influences for which nobody speaks, on a path that has as few of them as possible.
    provenance : Provenance or None
        None for a causal map.
    """

    conclusion: Conclusion | None
    starts: tuple[str, ...]
    outcome: str
    path: PathKind
    reason: str
    carriers: tuple[Carrier, ...]
    without_sources: LabelCut
    without_claims: LabelCut
    without_influences: LabelCut
    disjoint: DisjointPaths
    threads: Mapping[str, tuple[str, ...]]
    together: Tellers
    best_heard: WidestPath | None
    unstated: tuple[str, ...]
    provenance: Provenance | None = None

    @public
    def __getitem__(self, name: str) -> Carrier:
        """The influence of a name, such as ``"a → b"``."""
        for carrier in self.carriers:
            if name.replace("->", "→") == carrier.name:
                return carrier
        raise unknown("influence on a path", name, [carrier.name for carrier in self.carriers])

    @property
    def citations(self) -> int:
        """The number of mentions in favour, over all influences."""
        return sum(carrier.citations for carrier in self.carriers)

    @property
    def sources(self) -> tuple[str, ...]:
        """The distinct sources that speak for any influence."""
        return tuple(dict.fromkeys(s for carrier in self.carriers for s in carrier.sources))

    @property
    def unsaid(self) -> tuple[Carrier, ...]:
        """The influences for which nobody speaks."""
        return tuple(carrier for carrier in self.carriers if not carrier.sources)
