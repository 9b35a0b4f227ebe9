"""Adjustment sets: what to hold fixed so that seeing a cause tells what setting it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph
from causalnet.boundary.checks import public
from causalnet.errors import QuestionError
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.network.labels import ModelLabels
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.network import Network
from causalnet.questions.adjustment.causal_paths import (
    below_in,
    causal_nodes,
    proper_back_door_graph,
)
from causalnet.questions.adjustment.minimal_separators import minimal_separators
from causalnet.questions.sentences.effect_sought import effect_of, names_of, no_effect, one_of_many
from causalnet.questions.sentences.phrasing import Phrasing, prose
from causalnet.questions.separation.graph_of import Graph, chosen, graph_of, labelled, lag_notes

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AdjustmentSets", "adjustment_sets", "ends"]

MOST_SETS, SHOWN = 10_000, 20
PRECISE = template("the most precise")
"""How the set is called with which an estimate has the least variance."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AdjustmentSets(Answer):
    """The measured sets for which one can adjust.

    Attributes
    ----------
    causes, outcomes : tuple of str
    minimal : tuple of tuple of str
        Every minimal set, the smallest first; a proper subset of none of them would do.
    complete : bool
        Whether these are all minimal sets.
    precise : tuple of str or None
        The set with which an estimate varies least; None if it is not measured, or if no set will do.
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
    precise: tuple[str, ...] | None
    acts: bool
    notes: tuple[str, ...] = ()
    source: CausalModel | Network | None = field(default=None, compare=False)

    @property
    def least(self) -> tuple[str, ...] | None:
        """A smallest set; None if no set will do."""
        return self.minimal[0] if self.minimal else None

    @property
    def sentence(self) -> str:
        """What to adjust for, in one sentence."""
        say = Phrasing(self.source)
        if not self.acts:
            return no_effect(say, self.causes, self.outcomes)
        effect = effect_of(say, self.causes, self.outcomes)
        if self.least is None:
            return tr("Adjusting for measured variables does not give {effect}.", effect=effect)
        if not self.least:
            return tr("Nothing need be adjusted for: what is seen is {effect}.", effect=effect)
        told = tr(
            "To get {effect}, adjust for {names}.", effect=effect, names=names_of(say, self.least)
        )
        return prose([told, one_of_many(len(self.minimal), complete=self.complete)])

    @property
    def table(self) -> AnswerTable[tuple[str, ...]]:
        """A row for every set."""
        rows = list(self.minimal)
        if self.precise is not None and self.precise not in rows:
            rows.append(self.precise)
        return AnswerTable(
            rows,
            [
                Column("set", lambda s: s, tr("adjust for"), ModelLabels(self.source).listed, "<"),
                Column("size", len, tr("size")),
                Column("minimal", lambda s: s in self.minimal),
                Column("precise", lambda s: s == self.precise, tr("remark"), self._remark, "<"),
            ],
        )

    def _remark(self, row: tuple[str, ...]) -> str:
        least = tr("least") if self.minimal and len(row) == len(self.minimal[0]) else ""
        return tr(", ").join(filter(None, (least, tr(PRECISE) if row == self.precise else "")))

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every set."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        notes = [paragraph(note) for note in self.notes]
        if not (self.acts and self.minimal):
            return (Sheet(paragraph(self.sentence), (), (), notes),)
        rows = list(self.table.rows[:SHOWN])
        left = len(self.minimal) - len(rows)
        if left > 0:
            notes.insert(
                0, tr("and {count:,} more; to_frame() has all that were listed.", count=left)
            )
            rows += [self.precise] if self.precise and self.precise not in rows else []
        return (
            self.table.sheet(
                paragraph(self.sentence), notes, rows=rows, only=["set", "size", "precise"]
            ),
        )


@public
def adjustment_sets(
    model: Graph, cause: str | Sequence[str], outcome: str | Sequence[str]
) -> AdjustmentSets:
    r"""The measured sets :math:`Z` with :math:`P(y \mid do(x)) = \sum_z P(y \mid x, z)\,P(z)`.

    Parameters
    ----------
    model : CausalModel, Network, MixedGraph, networkx.DiGraph or str
        As for `separated`.
    cause, outcome : str or sequence of str
        What is set, and what is asked about.

    Returns
    -------
    AdjustmentSets
        All minimal sets (up to 10,000), a smallest one, and the one with which an estimate is most precise.

    Raises
    ------
    QuestionError
        If a variable is both cause and outcome, or is latent.
    UnknownNameError
        If a variable does not exist.

    Notes
    -----
    The criterion is complete: where it finds no set, adjustment for measured variables cannot give the effect, though
    another estimand may. The most precise set consists of the direct causes of the variables on the way (outcome
    included) that are not on the way themselves. Its estimate has the least variance among all valid sets, for linear
    models and for nonparametric ones; it is reported where all of it is measured.

    References
    ----------
    E. Perković, J. Textor, M. Kalisch and M. H. Maathuis (2018), "Complete graphical characterization and
    construction of adjustment sets", *Journal of Machine Learning Research* 18 (definition 4.1).
    B. van der Zander, M. Liśkiewicz and J. Textor (2019), "Separators and adjustment sets in causal graphs",
    *Artificial Intelligence* 270.
    L. Henckel, E. Perković and M. H. Maathuis (2022), "Graphical criteria for efficient total effect estimation via
    adjustment", *Journal of the Royal Statistical Society B* 84(2); A. Rotnitzky and E. Smucler (2020), "Efficient
    adjustment sets for population average causal treatment effect estimation", *JMLR* 21.

    Examples
    --------
    >>> import causalnet as cn
    >>> cn.adjustment_sets("dag { x <- a -> b -> y ; x -> y ; c -> y }", "x", "y")
    To get the effect of x on y, adjust for a. This is the first of 2 minimal sets.
    adjust for  size  remark
    a              1  least
    b              1  least
    b, c           2  the most precise
    """
    graph = graph_of(model)
    causes, outcomes = ends(graph, cause, outcome)
    parents = graph.with_hidden_causes
    way = causal_nodes(parents, causes, outcomes)
    forbidden = below_in(parents, way)
    allowed = {*graph.measured} - {*causes, *outcomes} - forbidden
    back_door = proper_back_door_graph(parents, causes, way)
    found, complete = minimal_separators(back_door, causes, outcomes, allowed, MOST_SETS)
    order = list(graph.parents)
    sets = [tuple(sorted(s, key=order.index)) for s in found]
    # Henckel et al. (2022), definition 3.1: the parents of causal nodes, without forbidden ones and causes.
    best = {p for v in way for p in parents[v]} - forbidden - {*causes}
    precise = tuple(v for v in order if v in best) if found and way and best <= allowed else None
    return AdjustmentSets(
        causes,
        outcomes,
        tuple(sets),
        complete,
        precise,
        bool(way),
        lag_notes(model),
        labelled(model),
    )


def ends(
    graph: MixedGraph, cause: str | Sequence[str], outcome: str | Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Causes and outcomes of a question about an effect: measured and disjoint."""
    causes, outcomes = chosen(graph, cause, "cause"), chosen(graph, outcome, "outcome")
    for name in causes:
        if name in outcomes:
            raise QuestionError(f"{name!r} is both cause and outcome.")
    for name in (*causes, *outcomes):
        if name not in graph.measured:
            raise QuestionError(
                f"{name!r} is latent: its effect cannot be had from figures in which it is not measured."
            )
    return causes, outcomes
