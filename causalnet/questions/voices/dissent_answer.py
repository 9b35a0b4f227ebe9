"""The answer of `dissent`: what the voices said, how far they part, and what matters for a conclusion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from causalnet.answer_tables import (
    AnswerTable,
    Column,
    Ranking,
    Sheet,
    and_more,
    signed,
    unsigned,
    whole_percent,
)
from causalnet.console import printed
from causalnet.frozen_map import Register
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.phrasing import Phrasing, comma_list, prose, series
from causalnet.questions.voices.said import NOT_THERE, Judged

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Dispute", "Dissent", "in_order"]

# Rows that are printed, and letters of what a voice said.
ROWS = 20
# Of up to so many voices, ranges are printed.
FEW = 3
# A share of the variance this small does not matter.
NOTHING = 5e-4
UNITS = {
    "strength": template("{number} log-odds per step"),
    "amount": template("{number} of the slope"),
    "baseline": template("{number} of probability"),
    "mechanism": template("{number}"),
}
LEGEND = {
    "strength": template("of a strength in log-odds per step"),
    "amount": template("of an amount as a share of the slope"),
    "baseline": template("of a baseline the probability that two voices put on other states"),
}


@printed
@dataclass(frozen=True, slots=True)
class Dispute:
    """One number or mechanism on which the voices part.

    Attributes
    ----------
    judged : Judged
        What each voice said of it.
    part : float or None
        The part of the variance between the voices that it accounts for; None without a conclusion. It is zero for what
        does not bear on the conclusion.
    together : tuple of str
        Other disputes that stand or fall with it; the part is that of all of them.
    """

    judged: Judged
    part: float | None
    together: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The influence, the modifier, the word, or the variable with what is disputed of it."""
        return self.judged.name

    @property
    def apart(self) -> float | None:
        """How far the voices part, in the units in which it was said; None for a mechanism."""
        return self.judged.apart

    @property
    def told_apart(self) -> str:
        """How far they part, with its unit."""
        return tr(UNITS[self.judged.kind], number=self.far) if self.far else ""

    @property
    def far(self) -> str:
        """How far they part, without its unit; empty for a mechanism."""
        if self.apart is None:
            return ""
        return f"{self.apart:.0%}" if self.judged.kind == "baseline" else f"{self.apart:.2g}"

    @property
    def told_ranges(self) -> str:
        """Whether the ranges of all voices meet."""
        gap = self.judged.gap
        if gap is None:
            return ""
        return tr("{gap:.2g} apart", gap=gap) if gap > 0 else tr("meet")


@dataclass(frozen=True, eq=False, repr=False)
class Dissent(Ranking[Dispute]):
    """What several voices said, and how far they part: the disputes that matter most first.

    Attributes
    ----------
    weights : mapping from voice to float
        They sum to one.
    is_weighted : bool
        Whether the weights were given. Otherwise they are equal.
    ranked : tuple of Dispute
        By their part in the variance; then by kind, the furthest apart first.
    conclusion : Conclusion or None
    answers : mapping from voice to float
        The contrast of the conclusion at the central numbers of each voice that has a weight.
    between : float
        The variance of these answers between the voices, which the parts sum to.
    error : float
        The greatest standard error of a part, where orders were sampled.
    orders : int
        The number of orders that were sampled; zero if all were counted.
    notes : tuple of str
        Who did not judge what.
    source : CausalModel or None
        The model whose labels the conclusion is told in.
    others : tuple of CausalModel
        Those of the other voices, which have the labels of what the first lacks.
    """

    weights: Register[str, float]
    is_weighted: bool
    ranked: tuple[Dispute, ...]
    conclusion: Conclusion | None = None
    answers: Register[str, float] = Register()
    between: float = 0.0
    error: float = 0.0
    orders: int = 0
    notes: tuple[str, ...] = ()
    source: CausalModel | None = None
    others: tuple[CausalModel, ...] = ()

    @property
    def shares(self) -> dict[str, float]:
        """The share of the variance between the voices that each dispute accounts for; empty where there is none.

        Disputes that stand or fall together are named together, and the shares sum to one.
        """
        if not self.between:
            return {}
        found: dict[str, float] = {}
        seen = set[str]()
        for d in self.ranked:
            if d.name not in seen:
                seen |= {d.name, *d.together}
                found[" with ".join([d.name, *d.together])] = (d.part or 0.0) / self.between
        return found

    @property
    def sentence(self) -> str:
        """Where the voices part most, in one sentence."""
        names, count = series(list(self.weights)), len(self.ranked)
        if len(self.weights) == 1:
            return tr("{names} alone judged.", names=names)
        if not self.ranked:
            return tr("{names} say the same of everything.", names=names)
        if self.conclusion is None:
            return self._furthest(names)
        own = self.say.states_of(self.conclusion.outcome)
        said = {"concluded": Concluded(self.say, self.conclusion, own).clause, "count": count}
        if not self.between:
            if count == 1:
                return tr(
                    "On whether {concluded}, the voices give the same answer, though they part on one judgement.",
                    **said,
                )
            return tr(
                "On whether {concluded}, the voices give the same answer, though they part on {count} judgements.",
                **said,
            )
        first = max(self.ranked, key=self._share)
        share = self._share(first)
        said["parts"] = series([self.say.dispute(name) for name in (first.name, *first.together)])
        if abs(share - 1) < NOTHING:
            return tr(
                "On whether {concluded}, the voices part most on {parts}: that accounts for all of the variance between them.",
                **said,
            )
        said["share"] = whole_percent(share)
        if share > 1:
            return tr(
                "On whether {concluded}, the voices part most on {parts}: that accounts for {share} of the variance between them, some of which other disagreements hide.",
                **said,
            )
        return tr(
            "On whether {concluded}, the voices part most on {parts}: that accounts for {share} of the variance between them.",
            **said,
        )

    @property
    def say(self) -> Phrasing:
        """The words for the model's parts."""
        return Phrasing(self.source, self.others)

    def _furthest(self, names: str) -> str:
        """On what the voices part furthest, where nothing is concluded."""
        first = self.ranked[0]
        said = {"names": names, "count": len(self.ranked), "part": self.say.dispute(first.name)}
        if len(self.ranked) == 1:
            text = tr("{names} part on one judgement: {part}.", **said)
        else:
            text = tr("{names} part on {count} judgements, and furthest on {part}.", **said)
        if not first.told_apart:
            return text
        return prose([text, tr("There they are {apart} apart.", apart=first.told_apart)])

    @property
    def table(self) -> AnswerTable[Dispute]:
        """A row for each dispute, with what each voice said."""
        seen = self._repeated()
        columns: list[Column[Dispute]] = [
            Column(
                "dispute",
                lambda d: d.name,
                tr("they part on"),
                lambda d: self.say.dispute(d.name),
                "<",
            )
        ]
        if self.conclusion is not None:
            columns += [
                Column("part", lambda d: d.part),
                Column("share", self._share, tr("share"), lambda d: self._told(d, seen)),
            ]
        columns += [
            Column("apart", lambda d: d.apart, tr("apart"), lambda d: d.far),
            Column("gap", lambda d: d.judged.gap, tr("ranges"), lambda d: d.told_ranges, "<"),
        ]
        columns += [
            Column(
                name,
                lambda d, name=name: d.judged.said[name].text,  # type: ignore[misc]
                name,
                lambda d, name=name: self._cell(d, name),  # type: ignore[misc]
                "<",
            )
            for name in self.weights
        ]
        return AnswerTable(self.ranked, columns)

    def _cell(self, dispute: Dispute, voice: str) -> str:
        """What a voice said; of many voices, the central number alone."""
        said = dispute.judged.said[voice]
        if said.text == NOT_THERE:
            return self.say.kept(said.text)
        if len(self.weights) <= FEW or len(said.numbers) != 1:
            return self.say.kept(said.text)
        return f"{said.numbers[0]:+.3g}"

    def _repeated(self) -> set[str]:
        """The disputes whose share stands in an earlier row."""
        repeated, seen = set[str](), set[str]()
        for d in self.ranked:
            repeated |= {d.name} & seen
            seen |= {d.name, *d.together}
        return repeated

    def _share(self, dispute: Dispute) -> float:
        return (dispute.part or 0.0) / self.between if self.between else 0.0

    def _told(self, dispute: Dispute, repeated: set[str]) -> str:
        if dispute.name in repeated:
            return tr("with it, above")
        share = self._share(dispute)
        if abs(share) < NOTHING:
            return "–"
        return whole_percent(share) if share > 0 else unsigned(share, ".0%")

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every dispute."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        left = len(self.ranked) - ROWS
        notes = and_more(left)
        notes += self._notes()
        table, rows = self.table, self.ranked[:ROWS]
        only = table.fitting(["gap"], rows=rows)
        return (table.sheet(self.sentence, notes, rows=rows, only=only, folds=True),)

    def _notes(self) -> list[str]:
        notes = []
        if self.conclusion is not None:
            weights = comma_list([f"{name} {weight:.3g}" for name, weight in self.weights.items()])
            notes.append(
                tr("weights: {weights}.", weights=weights)
                if self.is_weighted
                else tr("weights, equal because none were given: {weights}.", weights=weights)
            )
            notes.append(
                tr(
                    "At the central numbers: {answers}; standard deviation between the voices {spread:.3f}.",
                    answers=comma_list([f"{name} {signed(x)}" for name, x in self.answers.items()]),
                    spread=sqrt(self.between),
                )
            )
            notes.append(
                tr(
                    "share: of the variance between these answers; negative for what hides a difference. –: no matter here."
                )
            )
            if self.orders:
                error = self.error / self.between if self.between else 0.0
                notes.append(
                    tr(
                        "Shares are means over {orders:,} sampled orders, with a standard error of at most {error}.",
                        orders=self.orders,
                        error=f"{error:.1%}",
                    )
                )
        if len(self.weights) > FEW:
            notes.append(tr("Central numbers are printed; to_frame() has the ranges."))
        kinds = {d.judged.kind for d in self.ranked}
        if told := [text for kind, text in LEGEND.items() if kind in kinds]:
            notes.append(tr("apart: {meanings}.", meanings=tr("; ").join(map(tr, told))))
        return [*notes, *map(self.say.kept, self.notes)]


def in_order(disputes: Iterable[Dispute]) -> tuple[Dispute, ...]:
    """Disputes by their part in the variance, then by kind, the furthest apart first."""
    kinds = [*UNITS]

    def place(d: Dispute) -> tuple[float, int, float, str]:
        return -round(abs(d.part or 0.0), 12), kinds.index(d.judged.kind), -(d.apart or 0.0), d.name

    return tuple(sorted(disputes, key=place))
