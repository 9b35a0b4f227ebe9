"""The answer of `draft`: a drafted model, how it came about, and what is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph
from causalnet.console import printed
from causalnet.drafting.text_check import TextCheck
from causalnet.drafting.text_mistake import mistake_told
from causalnet.errors import Mistake
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.network.labels import ModelLabels
from causalnet.questions.query.question import Provenance, provenance
from causalnet.questions.sentences.phrasing import prose
from causalnet.text_width import shortened_to

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DraftRound", "Drafted"]

# The columns of a mistake that are printed.
COLUMNS = 60


@printed
@dataclass(frozen=True, slots=True)
class DraftRound:
    """One time that the drafter was asked.

    Attributes
    ----------
    number : int
        From 1.
    mistakes : tuple of Mistake
        The mistakes in its answer; none in the last round.
    """

    number: int
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Drafted(Answer):
    """A model that was drafted from a text, and that nobody has reviewed.

    Attributes
    ----------
    model : CausalModel
        Every part says who drafted it.
    by : str
        Who drafted it.
    rounds : tuple of DraftRound
        Each time that the drafter was asked, with the mistakes in its answer.
    check : TextCheck
        The model held against its text: the sentences without a claim.
    """

    model: CausalModel
    by: str
    rounds: tuple[DraftRound, ...]
    check: TextCheck

    @property
    def sentence(self) -> str:
        """Who drafted how much, in how many rounds."""
        m = self.model
        said = {"by": self.by, "model": ModelLabels(m).title, "rounds": len(self.rounds)}
        if len(self.rounds) == 1:
            first = tr("{by} drafted “{model}” in one round.", **said)
        else:
            first = tr("{by} drafted “{model}” in {rounds} rounds.", **said)
        size = tr(
            "Variables: {variables}, influences: {influences}, claims: {claims}.",
            variables=len(m.variables),
            influences=len(m.influences),
            claims=len(m.claims),
        )
        return prose([first, size, tr("Nobody has reviewed it.")])

    @property
    def provenance(self) -> Provenance:
        """The drafted model."""
        return provenance(self.model)

    @property
    def table(self) -> AnswerTable[DraftRound]:
        """A row for each round: how many mistakes it had, and the first of them."""
        return AnswerTable(
            self.rounds,
            [
                Column("round", lambda x: x.number, tr("draft")),
                Column("mistakes", lambda x: len(x.mistakes), tr("mistakes")),
                Column("first mistake", _first, tr("the first of them"), self._shown, "<"),
            ],
        )

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for each round: round, number of mistakes, the first mistake."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The rounds; then the sentences without a claim."""
        return self.table.sheet(paragraph(self.sentence)), *self.check.sheets()

    def _shown(self, found: DraftRound) -> str:
        told = [mistake_told(mistake, self.model) for mistake in found.mistakes[:1]]
        return shortened_to(" ".join("".join(told).split()), COLUMNS)


def _first(found: DraftRound) -> str:
    return str(found.mistakes[0]) if found.mistakes else ""
