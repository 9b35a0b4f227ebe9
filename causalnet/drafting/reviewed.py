"""The answer of `review`: what was accepted and rejected, and the drafts that are left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph
from causalnet.drafting.draft_items import ReviewItem
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.network.labels import ModelLabels
from causalnet.questions.query.question import Provenance, provenance
from causalnet.questions.sentences.phrasing import prose
from causalnet.text_width import shortened_to

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Reviewed"]

# The columns of what a part says that are printed.
COLUMNS = 80
WORDS = {
    "accepted": template("accepted"),
    "rejected": template("rejected"),
    "draft": template("draft"),
}


class ReviewRow(NamedTuple):
    """A draft, and what became of it."""

    item: ReviewItem
    what: Literal["accepted", "rejected", "draft"]


@dataclass(frozen=True, slots=True, repr=False)
class Reviewed(Answer):
    """A model under review.

    Attributes
    ----------
    model : CausalModel
        The model after the review.
    accepted, rejected : tuple of ReviewItem
        With what went with them.
    left : tuple of ReviewItem
        The drafts that nobody has reviewed.
    """

    model: CausalModel
    accepted: tuple[ReviewItem, ...]
    rejected: tuple[ReviewItem, ...]
    left: tuple[ReviewItem, ...]

    @property
    def sentence(self) -> str:
        """How many drafts were accepted, rejected and are left."""
        done = tr(
            "Of “{model}”, {accepted} drafts are accepted and {rejected} rejected.",
            model=ModelLabels(self.model).title,
            accepted=len(self.accepted),
            rejected=len(self.rejected),
        )
        if not (self.accepted or self.rejected):
            done = tr(
                "Nothing of “{model}” has been reviewed.", model=ModelLabels(self.model).title
            )
        left = len(self.left)
        if not left:
            return prose([done, tr("No draft is left to review.")])
        if left == 1:
            return prose([done, tr("One draft is left to review.")])
        return prose([done, tr("{count} drafts are left to review.", count=left)])

    @property
    def provenance(self) -> Provenance:
        """The model after the review."""
        return provenance(self.model)

    @property
    def table(self) -> AnswerTable[ReviewRow]:
        """A row for each draft."""
        return AnswerTable(
            [*self._rows()],
            [
                Column("review", lambda x: x.what, "", lambda x: tr(WORDS[x.what]), "<"),
                Column("part", lambda x: x.item.place, "", lambda x: x.item.named, "<"),
                Column("says", lambda x: x.item.told, "", _shown, "<"),
                Column("drafted by", lambda x: x.item.part.drafted_by),
            ],
        )

    def _rows(self) -> Iterator[ReviewRow]:
        yield from (ReviewRow(item, "accepted") for item in self.accepted)
        yield from (ReviewRow(item, "rejected") for item in self.rejected)
        yield from (ReviewRow(item, "draft") for item in self.left)

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for each draft: review, part, what it says, who drafted it."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """A line for each draft."""
        return (self.table.sheet(paragraph(self.sentence), folds=True),)


def _shown(row: ReviewRow) -> str:
    return shortened_to(" ".join(row.item.told.split()), COLUMNS)
