"""Independences: what the graph of an argument implies for figures, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from causalnet.answer_tables import AnswerTable, Column, Ranking, Sheet, and_more, paragraph
from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.language.translate import tr, trn
from causalnet.model.causal_model import CausalModel
from causalnet.network.graph import ancestors, topological
from causalnet.network.labels import ModelLabels
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.network import Network
from causalnet.notation import enumerated
from causalnet.questions.sentences.phrasing import Phrasing, series
from causalnet.questions.separation.graph_of import Graph, graph_of, labelled, lag_notes

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Independence", "Independences", "implied", "independences", "separators"]

SHOWN = 20


@printed
@dataclass(frozen=True, slots=True)
class Independence:
    """Two variables that the graph implies are independent, given others.

    Attributes
    ----------
    x, y : str
        The earlier of the two by the arrows, and the later one.
    given : tuple of str
    """

    x: str
    y: str
    given: tuple[str, ...] = ()

    def __str__(self) -> str:
        given = f", given {enumerated(self.given)}" if self.given else ""
        return f"{self.x} and {self.y} are independent{given}"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Independences(Ranking[Independence]):
    """Implied conditional independences of measured variables, those with the fewest given ones first.

    Attributes
    ----------
    ranked : tuple of Independence
        One for every pair of measured variables that measured ones can separate.
    pairs : int
        The number of pairs of measured variables.
    joined : int
        The number of pairs that an arrow or a shared hidden cause joins.
    inseparable : tuple of (str, str)
        Pairs that are not joined, but that no measured variables separate.
    notes : tuple of str
    source : CausalModel, Network or None
        What was asked, where it has labels.
    """

    ranked: tuple[Independence, ...]
    pairs: int
    joined: int
    inseparable: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    source: CausalModel | Network | None = field(default=None, compare=False)

    @property
    def sentence(self) -> str:
        """How many independences the graph implies."""
        found, said = len(self.ranked), {"pairs": f"{self.pairs:,}"}
        if not found and self.pairs == 1:
            return tr(
                "The graph implies no independence of the one pair of measured variables: figures cannot contradict it by one."
            )
        if not found:
            return tr(
                "The graph implies no independence among {pairs} pairs of measured variables: figures cannot contradict it by one.",
                **said,
            )
        if self.pairs == 1:
            return tr("The one pair of measured variables is independent by the graph.")
        if found == 1:
            return tr(
                "Of {pairs} pairs of measured variables, one is independent by the graph, given others or none.",
                **said,
            )
        return tr(
            "Of {pairs} pairs of measured variables, {count} are independent by the graph, given others or none.",
            count=f"{found:,}",
            **said,
        )

    @property
    def table(self) -> AnswerTable[Independence]:
        """A row for every independence."""
        words = ModelLabels(self.source)
        return AnswerTable(
            self.ranked,
            [
                Column("x", lambda i: i.x, tr("of"), lambda i: words.shown(i.x), "<"),
                Column("y", lambda i: i.y, tr("and"), lambda i: words.shown(i.y), "<"),
                Column(
                    "given", lambda i: i.given, tr("given"), lambda i: words.listed(i.given), "<"
                ),
            ],
        )

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every independence."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        left = len(self.ranked) - SHOWN
        notes = [*and_more(left), self._others(), *self.notes]
        return (self.table.sheet(paragraph(self.sentence), notes, rows=self.ranked[:SHOWN]),)

    def _others(self) -> str:
        """The pairs that are not independent, as a note."""
        joined = trn(
            self.joined,
            "1 pair joined by an arrow or a shared hidden cause",
            "{count:,} pairs joined by an arrow or a shared hidden cause",
        )
        if not self.inseparable:
            return tr("The other pairs: {pairs}.", pairs=joined)
        say, count = Phrasing(self.source), len(self.inseparable)
        some = series([series([say.name(x), say.name(y)]) for x, y in self.inseparable[:3]])
        apart = trn(
            count,
            "1 pair that no measured variables separate: {some}",
            "{count:,} pairs that no measured variables separate: {some}",
            some=some,
        )
        if count > 3:
            apart = tr(
                "{count:,} pairs that no measured variables separate, such as {some}",
                count=count,
                some=some,
            )
        return tr("The other pairs: {pairs}.", pairs=series([joined, apart]))


@public
def independences(model: Graph) -> Independences:
    """The conditional independences that a graph implies for its measured variables: a basis of all of them.

    There is one for every pair that measured variables can separate: given the causes of the later one where these
    are measured and share no hidden cause with it, otherwise given a minimal separating set. If all variables are
    measured, every other independence that the graph implies follows from these (for positive distributions). With
    latent variables a graph may also constrain figures in other ways (Verma constraints), which are not listed.

    Parameters
    ----------
    model : CausalModel, Network, MixedGraph, networkx.DiGraph or str
        As for `separated`.

    Returns
    -------
    Independences

    References
    ----------
    J. Pearl (1988), *Probabilistic Reasoning in Intelligent Systems*, section 3.3 (the pairwise basis).
    B. van der Zander, M. Liśkiewicz and J. Textor (2019), "Separators and adjustment sets in causal graphs",
    *Artificial Intelligence* 270: if any set separates two variables, one of their ancestors does.
    T. Verma and J. Pearl (1990), "Equivalence and synthesis of causal models", *UAI*.

    Examples
    --------
    >>> import causalnet as cn
    >>> cn.independences("dag { season -> rain -> wet ; season -> sprinkler -> wet }")
    Of 6 pairs of measured variables, 2 are independent by the graph, given others
    or none.
    of      and        given
    rain    sprinkler  season
    season  wet        rain, sprinkler
    The other pairs: 4 pairs joined by an arrow or a shared hidden cause.
    """
    return implied(graph_of(model), lag_notes(model), labelled(model))


def implied(
    graph: MixedGraph,
    notes: tuple[str, ...] = (),
    source: CausalModel | Network | None = None,
) -> Independences:
    """As `independences`, of a graph."""
    joined = {frozenset(pair) for pair in graph.bidirected}
    joined |= {frozenset((p, v)) for v, above in graph.parents.items() for p in above}
    place = {name: i for i, name in enumerate(topological(graph.parents))}
    pairs = list(combinations(sorted(graph.measured, key=place.__getitem__), 2))
    apart = [pair for pair in pairs if frozenset(pair) not in joined]
    sets = dict(separators(graph, apart))
    found = [
        Independence(x, y, tuple(sorted(given, key=place.__getitem__)))
        for (x, y), given in sets.items()
    ]
    found.sort(key=lambda i: len(i.given))
    inseparable = tuple(pair for pair in apart if pair not in sets)
    return Independences(
        tuple(found), len(pairs), len(pairs) - len(apart), inseparable, notes, source
    )


def separators(
    graph: MixedGraph, pairs: list[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], set[str]]]:
    """For each pair, the earlier variable first, what separates it; nothing for a pair that cannot be separated.

    Parameters
    ----------
    graph : MixedGraph
    pairs : list of (str, str)
        Not joined by an arrow or a shared hidden cause.
    """
    parents, measured = graph.with_hidden_causes, {*graph.measured}
    directed = nx.DiGraph([(p, v) for v, above in parents.items() for p in above])
    directed.add_nodes_from(parents)
    for x, y in pairs:
        if {*parents[y]} <= measured:
            # The later of two variables is independent of what is not its effect, given its causes.
            yield (x, y), {*parents[y]}
            continue
        near = (ancestors(parents, (x, y)) & measured) - {x, y}
        found = nx.find_minimal_d_separator(directed, x, y, restricted=near)
        if found is not None:
            yield (x, y), {*found}
