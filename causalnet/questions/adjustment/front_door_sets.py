"""Front-door sets: mediators that give an effect although cause and outcome share hidden causes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import TYPE_CHECKING

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph
from causalnet.boundary.checks import public
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.network.graph import Parents
from causalnet.network.labels import ModelLabels
from causalnet.network.network import Network
from causalnet.questions.adjustment.adjustment_sets import ends
from causalnet.questions.adjustment.causal_paths import below_in, without_arrows_from
from causalnet.questions.sentences.effect_sought import effect_of, names_of, no_effect, one_of_many
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose
from causalnet.questions.separation.graph_of import Graph, graph_of, labelled, lag_notes
from causalnet.questions.separation.open_path import connected

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FrontDoorSets", "front_door_sets"]

# The subsets that are looked at, from the smallest on.
MOST_SUBSETS, SHOWN = 20_000, 20


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FrontDoorSets(Answer):
    """The measured sets that meet the front-door criterion.

    Attributes
    ----------
    causes, outcomes : tuple of str
    minimal : tuple of tuple of str
        The minimal sets, the smallest first.
    complete : bool
        Whether these are all minimal sets.
    acts : bool
        Whether there is a directed path from a cause to an outcome.
    notes : tuple of str
    source : CausalModel, Network or None
        What was asked, where it has labels.
    """

    causes: tuple[str, ...]
    outcomes: tuple[str, ...]
    minimal: tuple[tuple[str, ...], ...]
    complete: bool
    acts: bool
    notes: tuple[str, ...] = ()
    source: CausalModel | Network | None = field(default=None, compare=False)

    @property
    def sentence(self) -> str:
        """Which mediators give the effect, in one sentence."""
        say = Phrasing(self.source)
        if not self.acts:
            return no_effect(say, self.causes, self.outcomes)
        effect = effect_of(say, self.causes, self.outcomes)
        if not self.minimal:
            return tr(
                "No set of measured variables meets the front-door criterion for {effect}.",
                effect=effect,
            )
        told = tr(
            "{effect} can be had by way of {names}.",
            effect=effect,
            names=names_of(say, self.minimal[0]),
        )
        return prose([capital(told), one_of_many(len(self.minimal))])

    @property
    def table(self) -> AnswerTable[tuple[str, ...]]:
        """A row for every minimal set."""
        return AnswerTable(
            self.minimal,
            [
                Column("set", lambda s: s, tr("by way of"), ModelLabels(self.source).listed, "<"),
                Column("size", len, tr("size")),
            ],
        )

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every minimal set."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        notes = [paragraph(note) for note in self.notes]
        if not self.complete:
            notes.insert(
                0, tr("Of the sets the smallest {count:,} were looked at.", count=MOST_SUBSETS)
            )
        title, rows = paragraph(self.sentence), self.minimal[:SHOWN]
        if not rows:
            return (Sheet(title, (), (), notes),)
        return (self.table.sheet(title, notes, rows=rows),)


@public
def front_door_sets(
    model: Graph, cause: str | Sequence[str], outcome: str | Sequence[str]
) -> FrontDoorSets:
    r"""The measured sets :math:`Z` with :math:`P(y \mid do(x)) = \sum_z P(z \mid x) \sum_{x'} P(y \mid x', z)\,P(x')`.

    A set meets the criterion if it is on every directed path from the causes to the outcomes, no back-door path from
    the causes to it is open, and the causes block every back-door path from it to the outcomes.

    Parameters
    ----------
    model : CausalModel, Network, MixedGraph, networkx.DiGraph or str
        As for `separated`.
    cause, outcome : str or sequence of str
        What is set, and what is asked about.

    Returns
    -------
    FrontDoorSets

    Raises
    ------
    QuestionError
        If a variable is both cause and outcome, or is latent.
    UnknownNameError
        If a variable does not exist.

    References
    ----------
    J. Pearl (1995), "Causal diagrams for empirical research", *Biometrika* 82(4) (definition 2, theorem 2).
    H. Jeong, J. Tian and E. Bareinboim (2022), "Finding and listing front-door adjustment sets", *NeurIPS*.

    Examples
    --------
    >>> import causalnet as cn
    >>> cn.front_door_sets("dag { smoking -> tar -> cancer ; smoking <-> cancer }", "smoking", "cancer")
    The effect of smoking on cancer can be had by way of tar.
    by way of  size
    tar           1
    """
    graph = graph_of(model)
    causes, outcomes = ends(graph, cause, outcome)
    parents = graph.with_hidden_causes
    acts = bool(below_in(parents, causes) & {*outcomes})
    widest = _widest(parents, causes, outcomes, {*graph.measured})
    found: list[frozenset[str]] = []
    complete = True
    if acts and _intercepts(parents, causes, outcomes, widest):
        order = [v for v in graph.parents if v in widest]
        found, complete = _minimal(parents, causes, outcomes, order)
    sets = tuple(tuple(v for v in graph.parents if v in s) for s in found)
    return FrontDoorSets(causes, outcomes, sets, complete, acts, lag_notes(model), labelled(model))


def _widest(
    parents: Parents, causes: Sequence[str], outcomes: Sequence[str], measured: set[str]
) -> set[str]:
    """The largest set that meets the second and the third condition; every front-door set is a part of it."""
    # No open back-door path from the causes: with their arrows taken out they are not connected.
    behind = connected(without_arrows_from(parents, causes), causes, ())
    kept = measured - {*causes, *outcomes} - behind
    # A variable that is connected to an outcome, given the causes, stays so in every smaller set, in which more arrows
    # are left.
    while bad := kept & connected(without_arrows_from(parents, kept), outcomes, causes):
        kept -= bad
    return kept


def _meets_third(
    parents: Parents, causes: Sequence[str], outcomes: Sequence[str], kept: Collection[str]
) -> bool:
    return not connected(without_arrows_from(parents, kept), outcomes, causes) & {*kept}


def _intercepts(
    parents: Parents, causes: Sequence[str], outcomes: Sequence[str], kept: Collection[str]
) -> bool:
    """Whether a set is on every directed path from a cause to an outcome."""
    return not below_in(without_arrows_from(parents, kept), causes) & {*outcomes}


def _minimal(
    parents: Parents, causes: Sequence[str], outcomes: Sequence[str], order: Sequence[str]
) -> tuple[list[frozenset[str]], bool]:
    """The minimal parts of a set that meet the criterion, by size, and whether these are all."""
    found: list[frozenset[str]] = []
    subsets = (frozenset(c) for n in range(len(order) + 1) for c in combinations(order, n))
    for subset in islice(subsets, MOST_SUBSETS):
        if any(smaller <= subset for smaller in found):
            continue
        if _intercepts(parents, causes, outcomes, subset) and _meets_third(
            parents, causes, outcomes, subset
        ):
            found.append(subset)
    return found, next(subsets, None) is None
