"""Conditional instruments: variables that move a cause and reach the outcome through it alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from causalnet.answer_tables import AnswerTable, Column, Ranking, Sheet, and_more, paragraph
from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.network.graph import Parents
from causalnet.network.labels import ModelLabels
from causalnet.network.network import Network
from causalnet.questions.adjustment.adjustment_sets import ends
from causalnet.questions.adjustment.causal_paths import below_in, without_arrows_into
from causalnet.questions.adjustment.minimal_separators import minimal_separators
from causalnet.questions.sentences.effect_sought import effect_of, names_of
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.separation.graph_of import Graph, graph_of, labelled, lag_notes
from causalnet.questions.separation.open_path import open_path

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Instrument", "Instruments", "instruments"]

MOST_SETS, SHOWN = 1_000, 20
BOUNDS_ONLY = template(
    "An instrument gives the effect where influences are linear or monotone. Otherwise it gives bounds."
)


@printed
@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument.

    Attributes
    ----------
    variable : str
    given : tuple of str
        Variables given which it is an instrument; a minimal set.
    """

    variable: str
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Instruments(Ranking[Instrument]):
    """The instruments for the effect of one variable on another, those that need least beside them first.

    Attributes
    ----------
    cause, outcome : str
    ranked : tuple of Instrument
        One for each variable that is an instrument, with a smallest set given which it is one.
    notes : tuple of str
    source : CausalModel, Network or None
        What was asked, where it has labels.
    """

    cause: str
    outcome: str
    ranked: tuple[Instrument, ...]
    notes: tuple[str, ...] = ()
    source: CausalModel | Network | None = field(default=None, compare=False)

    @property
    def sentence(self) -> str:
        """How many instruments there are, and the first of them."""
        say = Phrasing(self.source)
        effect = effect_of(say, [self.cause], [self.outcome])
        if not self.ranked:
            return tr("No measured variable is an instrument for {effect}.", effect=effect)
        first = say.name(self.ranked[0].variable)
        if given := self.ranked[0].given:
            first = tr("{variable}, given {given}", variable=first, given=names_of(say, given))
        said = {"effect": effect, "first": first, "count": f"{len(self.ranked):,}"}
        if len(self.ranked) == 1:
            return tr("One variable is an instrument for {effect}: {first}.", **said)
        return tr("{count} variables are instruments for {effect}, first {first}.", **said)

    @property
    def table(self) -> AnswerTable[Instrument]:
        """A row for every instrument."""
        words = ModelLabels(self.source)
        return AnswerTable(
            self.ranked,
            [
                Column(
                    "variable",
                    lambda i: i.variable,
                    tr("instrument"),
                    lambda i: words.shown(i.variable),
                    "<",
                ),
                Column(
                    "given", lambda i: i.given, tr("given"), lambda i: words.listed(i.given), "<"
                ),
            ],
        )

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every instrument."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        notes = [paragraph(note) for note in self.notes]
        if not self.ranked:
            return (Sheet(paragraph(self.sentence), (), (), notes),)
        left = len(self.ranked) - SHOWN
        notes = [*and_more(left), tr(BOUNDS_ONLY), *notes]
        return (self.table.sheet(paragraph(self.sentence), notes, rows=self.ranked[:SHOWN]),)


@public
def instruments(model: Graph, cause: str, outcome: str) -> Instruments:
    """The measured variables that are instruments for an effect, each with the least that must be given beside it.

    An instrument is connected to the cause and, once nothing acts on the cause, separated from the outcome, both given
    a set of variables that the cause does not act on. Minimal sets of ancestors are searched.

    Parameters
    ----------
    model : CausalModel, Network, MixedGraph, networkx.DiGraph or str
        As for `separated`.
    cause, outcome : str
        What is set, and what is asked about.

    Returns
    -------
    Instruments

    Raises
    ------
    QuestionError
        If a variable is both cause and outcome, or is latent.
    UnknownNameError
        If a variable does not exist.

    References
    ----------
    J. Pearl (2009), *Causality*, section 7.4.5 (definition 7.4.1 in graphical form).
    B. van der Zander, J. Textor and M. Liśkiewicz (2015), "Efficiently finding conditional instruments for causal
    inference", *IJCAI* (ancestral instruments).

    Examples
    --------
    >>> import causalnet as cn
    >>> cn.instruments("dag { lottery -> service -> income ; service <-> income }", "service", "income")
    One variable is an instrument for the effect of service on income: lottery.
    instrument  given
    lottery     nothing
    An instrument gives the effect where influences are linear or monotone.
    Otherwise it gives bounds.
    """
    graph = graph_of(model)
    (cause,), (outcome,) = ends(graph, cause, outcome)
    parents = graph.with_hidden_causes
    unaffected = {*graph.measured} - below_in(parents, [cause]) - {outcome}
    found = [
        Instrument(name, given)
        for name in graph.measured
        if name in unaffected
        and (given := _given(parents, name, cause, outcome, unaffected)) is not None
    ]
    found.sort(key=lambda instrument: len(instrument.given))
    return Instruments(cause, outcome, tuple(found), lag_notes(model), labelled(model))


def _given(
    parents: Parents, name: str, cause: str, outcome: str, unaffected: set[str]
) -> tuple[str, ...] | None:
    """A smallest set given which a variable is an instrument; None if there is none."""
    untouched = without_arrows_into(parents, [cause])
    # A descendant of the outcome opens what the outcome closes, and is not a cause of either.
    allowed = unaffected - {name} - below_in(parents, [outcome])
    sets, _ = minimal_separators(untouched, [name], [outcome], allowed, MOST_SETS)
    for given in sets:
        if open_path(parents, [name], [cause], given):
            return tuple(v for v in parents if v in given)
    return None
