"""The answer of `check_text`: what a model has of a text, what is wrong, and what is still uncoded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph, whole_percent
from causalnet.drafting.places import shown_labels
from causalnet.drafting.sentences import Sentence
from causalnet.drafting.text_mistake import mistake_told
from causalnet.errors import Mistake
from causalnet.frozen_map import Register
from causalnet.language.translate import LazyText, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.drafted_parts import drafted_parts
from causalnet.network.labels import ModelLabels
from causalnet.questions.query.question import Provenance, provenance
from causalnet.questions.sentences.phrasing import Phrasing, prose
from causalnet.text_width import shortened_to

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["TextCheck"]

# The uncoded sentences that are printed, and the columns of each; `to_frame` has all of them.
PRINTED, COLUMNS = 40, 68


class SentenceRow(NamedTuple):
    """A sentence, and the claims that stand in it."""

    sentence: Sentence
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class TextCheck(Answer):
    """A model held against the text that it was drawn from.

    Attributes
    ----------
    model : CausalModel
    source : str
        The source whose text it is.
    sentences : tuple of Sentence
        The sentences of the text.
    claims : Register
        For each claim and piece of evidence that was found in the text, the numbers of its sentences.
    mistakes : tuple of Mistake
        Quotes that are not in the text, claims without a place, influences without a claim, and signs that
        disagree.
    read_again : tuple of (str, str)
        Influences whose signs an audit finds worth a second look, and why. They are not mistakes.
    """

    model: CausalModel
    source: str
    sentences: tuple[Sentence, ...]
    claims: Register[str, tuple[int, ...]]
    mistakes: tuple[Mistake, ...]
    read_again: tuple[tuple[str, str], ...] = ()

    @property
    def met(self) -> bool:
        """Whether nothing is wrong. Sentences without a claim are not a mistake."""
        return not self.mistakes

    @property
    def uncoded(self) -> tuple[Sentence, ...]:
        """The sentences in which no claim and no evidence stands; headings do not count."""
        coded = {number for numbers in self.claims.values() for number in numbers}
        return tuple(s for s in self._counted() if s.number not in coded)

    @property
    def uncoded_share(self) -> float:
        """The share of sentences without a claim; headings do not count."""
        every = self._counted()
        return len(self.uncoded) / len(every) if every else 0.0

    def _counted(self) -> list[Sentence]:
        return [s for s in self.sentences if s.kind != "heading"]

    @property
    def sentence(self) -> str:
        """Whether the model agrees with the text, and how much of the text it leaves out."""
        said = {
            "model": ModelLabels(self.model).title,
            "claims": len(self.model.claims),
            "mistakes": len(self.mistakes),
        }
        if not self.met and len(self.mistakes) == 1:
            start = tr("“{model}” does not agree with the text: there is one mistake.", **said)
        elif not self.met:
            start = tr(
                "“{model}” does not agree with the text: there are {mistakes} mistakes.", **said
            )
        elif len(self.model.claims) == 1:
            start = tr("“{model}” agrees with the text: its one claim has its place.", **said)
        else:
            start = tr(
                "“{model}” agrees with the text: each of its {claims} claims has its place.", **said
            )
        without = tr(
            "Sentences without a claim: {count} of {all} ({share}).",
            count=len(self.uncoded),
            all=len(self._counted()),
            share=whole_percent(self.uncoded_share),
        )
        return prose([start, without])

    @property
    def provenance(self) -> Provenance:
        """The model that was checked."""
        return provenance(self.model)

    @property
    def table(self) -> AnswerTable[SentenceRow]:
        """A row for each sentence of the text, with the claims that stand in it."""
        rows = [SentenceRow(s, self._standing_in(s.number)) for s in self.sentences]
        return AnswerTable(
            rows,
            [
                Column("sentence", lambda x: x.sentence.label, "", align="<"),
                Column("kind", lambda x: x.sentence.kind),
                Column("claims", lambda x: ", ".join(x.claims)),
                Column("text", lambda x: x.sentence.text, "", _shown, "<"),
                Column("start", lambda x: x.sentence.start),
                Column("end", lambda x: x.sentence.end),
            ],
        )

    def _standing_in(self, number: int) -> tuple[str, ...]:
        return tuple(name for name, numbers in self.claims.items() if number in numbers)

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for each sentence: label, kind, the claims in it, text, start and end in the text."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The sentence; what is wrong; the sentences without a claim; and how much is a draft."""
        return Sheet(paragraph(self.sentence), (), ()), *self._sections()

    def _sections(self) -> Iterator[Sheet]:
        if self.mistakes:
            wrong = [paragraph(f"  {mistake_told(m, self.model)}") for m in self.mistakes]
            yield Sheet(tr("WHAT IS WRONG"), (), (), wrong)
        if self.read_again:
            say = Phrasing(self.model)
            told = [
                paragraph("  " + tr("{part} {what}", part=_named(say, item), what=say.kept(why)))
                for item, why in self.read_again
            ]
            yield Sheet(tr("TO READ AGAIN"), (), (), told)
        if self.uncoded:
            table = self.table
            missing = {s.number for s in self.uncoded[:PRINTED]}
            rows = [row for row in table.rows if row.sentence.number in missing]
            left = self.uncoded[PRINTED:]
            rest = tr("And {sentences}.", sentences=shown_labels([s.number for s in left]))
            notes = [paragraph(rest)] if left else []
            yield table.sheet(tr("SENTENCES WITHOUT A CLAIM"), notes, rows=rows)
        drafted = drafted_parts(self.model)
        if drafted:
            yield Sheet("", (), (), [paragraph(drafted.sentence)])


def _named(say: Phrasing, item: str) -> str:
    """An influence by its name, or several."""
    return say.kept(item) if isinstance(item, LazyText) else say.part(item)


def _shown(row: SentenceRow) -> str:
    return shortened_to(row.sentence.text, COLUMNS)
