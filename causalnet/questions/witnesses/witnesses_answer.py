"""The answer of `witnesses`: who carries a conclusion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from causalnet.answer_tables import (
    Answer,
    AnswerTable,
    Column,
    Sheet,
    and_more,
    cut_into_lines,
)
from causalnet.language.translate import template, tr
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.witnesses.testimony import Carrier, Testimony
from causalnet.questions.witnesses.wording import parts_told, sentence_told, sources_told

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Witnesses"]

# Influences that are printed; to_frame() has all.
PRINTED = 30
# The letters of a line beside its label.
TEXT_WIDTH = 64
MEANINGS = template(
    "citations: mentions in favour, each counted for every influence that it speaks of. sources: the distinct ones. independent: of these as many as do not rest on one another. against: independent sources that speak against it."
)


@dataclass(frozen=True, slots=True, repr=False)
class Witnesses(Testimony, Answer):
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

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        source = None if self.provenance is None else self.provenance.source
        return sentence_told(self, Phrasing(source))

    @property
    def rests_on(self) -> str:
        """Who carries the conclusion, in the words of a verdict; empty where no influence does."""
        return sources_told(self)

    @property
    def table(self) -> AnswerTable[Carrier]:
        """A row for every influence that carries it."""
        say = Phrasing(None if self.provenance is None else self.provenance.source)

        def named(carrier: Carrier) -> str:
            return say.arrow(carrier.cause, carrier.effect, carrier.lag or 0)

        columns: list[Column[Carrier]] = [
            Column("influence", lambda c: c.name, tr("influence"), named, "<"),
            Column("sign", lambda c: c.sign, tr("sign"), align="<"),
        ]
        if any(carrier.standing for carrier in self.carriers):
            columns.append(
                Column(
                    "standing",
                    lambda c: c.standing,
                    tr("stands on"),
                    lambda c: tr(c.standing) if c.standing else "",
                    "<",
                )
            )
        columns += [
            Column("citations", lambda c: c.citations, tr("citations")),
            Column("sources", lambda c: len(c.sources), tr("sources")),
            Column("independent", lambda c: c.independent, tr("independent")),
            Column("against", lambda c: c.against, tr("against")),
            Column("said by", lambda c: "; ".join(c.sources)),
            Column("opposed by", lambda c: "; ".join(c.mentions.opposing.sources)),
            Column("claims", lambda c: "; ".join(c.claims)),
        ]
        return AnswerTable(self.carriers, columns)

    def to_frame(self) -> pd.DataFrame:
        """A frame: influence, sign, standing, citations, sources, independent, against, who says so and who opposes it, claims."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """What joins the ends, and a table of the influences between them."""
        if not self.carriers:
            return (Sheet(self.sentence, (), ()),)
        parts, notes = parts_told(self)
        rows = cut_into_lines(parts, TEXT_WIDTH)
        whole = Sheet(self.sentence, (), rows, notes, "<<")
        return whole, self._influences()

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same with whole paragraphs: a browser cuts lines itself."""
        if not self.carriers:
            return self.sheets()
        parts, notes = parts_told(self)
        rows = [[label, " ".join(texts)] for label, texts in parts]
        return Sheet(self.sentence, (), rows, notes, "<<"), self._influences()

    def _influences(self) -> Sheet:
        more = len(self.carriers) - PRINTED
        notes = [*and_more(more), tr(MEANINGS)]
        return self.table.sheet("", notes, rows=self.carriers[:PRINTED], folds=True)
