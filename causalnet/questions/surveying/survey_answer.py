"""The answer of `survey`: what to measure, and what it would teach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isinf, isnan
from typing import TYPE_CHECKING

from causalnet.answer_tables import (
    AnswerTable,
    Column,
    Ranking,
    Sheet,
    and_more,
    paragraph,
    whole_percent,
)
from causalnet.console import printed
from causalnet.language.translate import tr, trn
from causalnet.line_breaks import wrapped
from causalnet.model.effect_size import Scale
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.network.labels import ModelLabels
from causalnet.questions.query.question import Provenance
from causalnet.questions.sentences.change import amount
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose, series
from causalnet.questions.skipped import Skipped
from causalnet.questions.surveying.simulated_survey import SimulatedSurvey

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Survey", "SurveyDesign"]

SHOWN = 6
# Letters that the names of a design have beside the figures.
NAMES_WIDTH = 34
# A space at which no line ends.
KEPT = "\0"
# A share of the variance from which a survey is said to teach something.
TAUGHT = 0.01


@printed
@dataclass(frozen=True, slots=True)
class SurveyDesign:
    """Variables that are measured together in every case.

    Attributes
    ----------
    names : tuple of str
        Empty where every variable is measured, latent ones too.
    left : mapping from float to float
        The share of the variance that so many cases would leave; of infinitely many, what none can settle.
    """

    names: tuple[str, ...]
    left: Mapping[float, float]

    @property
    def endless(self) -> float:
        """The share that no number of cases settles."""
        return self.left[inf]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Survey(Ranking[SurveyDesign]):
    """What cases would teach about a conclusion, by the variables that are measured in them.

    Attributes
    ----------
    conclusion : Conclusion
    cases : int
    measuring : int
        The number of variables that are measured together.
    ranked : tuple of SurveyDesign
        Those of so many variables, the most telling first; past two variables the one that a greedy search finds, with
        those on the way to it.
    more : SurveyDesign or None
        The first of `ranked` with one more variable.
    everything : SurveyDesign
        Every variable measured, latent ones too: no survey teaches more.
    measurable : tuple of str
        What could be measured.
    spread : float
        The standard deviation of the contrast over the judgements, as they are today.
    scale : Scale
    check : SimulatedSurvey, Skipped or None
        Simulated surveys of the first design.
    linearity : float
        The correlation of the contrast with the linear approximation, over draws.
    labels : mapping from variable to str
    provenance : Provenance
    """

    conclusion: Conclusion
    cases: int
    measuring: int
    ranked: tuple[SurveyDesign, ...]
    more: SurveyDesign | None
    everything: SurveyDesign
    measurable: tuple[str, ...]
    spread: float
    scale: Scale
    check: SimulatedSurvey | Skipped | None
    linearity: float
    labels: Mapping[str, str]
    provenance: Provenance

    @property
    def left(self) -> float:
        """The share of the variance that the best design would leave."""
        return self.ranked[0].left[self.cases]

    @property
    def sentence(self) -> str:
        """What the best design would leave, and what no number of cases can settle."""
        first, say = self.ranked[0], Phrasing(self.provenance.source)
        own = say.states_of(self.conclusion.outcome)
        said = {
            "cases": tr("one case") if self.cases == 1 else tr("{count:,} cases", count=self.cases),
            "concluded": Concluded(say, self.conclusion, own).clause,
            "measured": series([say.name(v) for v in first.names]),
            "count": self.measuring,
        }
        if self.left > 1 - TAUGHT:
            if self.measuring == 1:
                return tr(
                    "Whichever variable is measured in {cases}, that would teach nothing about whether {concluded}.",
                    **said,
                )
            return tr(
                "Whichever {count} variables are measured in {cases}, that would teach nothing about whether {concluded}.",
                **said,
            )
        told = tr(
            "To measure {measured} in {cases} would leave {left} of the uncertainty about whether {concluded}: the standard deviation falls from {before} to {after}.",
            left=whole_percent(self.left),
            before=amount(self.scale, self.spread)
            if self.scale.length == 1
            else f"{self.spread:.3f}",
            after=self._deviation(self.spread * self.left**0.5),
            **said,
        )
        if first.endless > TAUGHT:
            rest = tr(
                "No number of such cases settles the last {share}.",
                share=whole_percent(first.endless),
            )
        else:
            rest = tr("Enough of such cases would settle it.")
        return prose([capital(told), rest])

    def _deviation(self, size: float) -> str:
        """A standard deviation with its unit."""
        if self.scale.length == 1:
            return amount(self.scale, size)
        return tr("{number} of {count:g} states", number=f"{size:.3f}", count=self.scale.length)

    @property
    def designs(self) -> tuple[SurveyDesign, ...]:
        """All designs of the answer."""
        return (*self.ranked, *([self.more] if self.more else []), self.everything)

    @property
    def table(self) -> AnswerTable[SurveyDesign]:
        """A row for every design."""
        columns: list[Column[SurveyDesign]] = [
            Column("measured", lambda d: d.names, tr("measured"), self._measured, "<")
        ]
        for number in self.everything.left:
            head = tr("endless") if isinf(number) else trn(int(number), "1 case", "{count:,} cases")
            name = "left_endless" if isinf(number) else f"left_{int(number)}"
            columns.append(
                Column(
                    name,
                    lambda d, n=number: d.left[n],  # type: ignore[misc]
                    head,
                    lambda d, n=number: whole_percent(d.left[n]),  # type: ignore[misc]
                )
            )
        return AnswerTable(self.designs, columns)

    def _measured(self, design: SurveyDesign) -> str:
        if design.names:
            labels = ModelLabels(self.provenance.source)
            return tr(", ").join(map(labels.variable, design.names))
        return tr("every variable, latent ones too")

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every design: the shares of the variance that are left."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The best designs, the best with one more variable, and everything."""
        rows = [*self.ranked[:SHOWN], *([self.more] if self.more else []), self.everything]
        left = len(self.ranked) - SHOWN
        notes = [*and_more(left), *self._notes()]
        sheet = self.table.sheet(paragraph(self.sentence), notes, rows=rows)
        return (replace(sheet, rows=[line for row in sheet.rows for line in _in_lines(row)]),)

    def _notes(self) -> list[str]:
        notes = [
            tr(
                "Shares of the variance left over the judgements. Baselines are held: the cases are others, and teach strengths. So a variable alone, whose baseline is declared, teaches nothing. Endless: what no number of such cases settles."
            )
        ]
        if self.measuring > 2 or self.more is not None:
            notes.append(
                tr("Sets of more than two variables are built up greedily from the best two.")
            )
        notes.append(
            tr(
                "Worked out as if the change were linear in the judged numbers; over draws it correlates with that by {correlation:.2f}.",
                correlation=self.linearity,
            )
        )
        if isinstance(self.check, SimulatedSurvey):
            check = self.check
            error = "" if isnan(check.error) else f" (± {100 * check.error:.1f})"
            notes.append(
                trn(
                    check.surveys,
                    "Check: 1 simulated survey of the first design leaves {left}.",
                    "Check: {count:,} simulated surveys of the first design leave {left}.",
                    left=f"{whole_percent(check.left)}{error}",
                )
            )
        elif isinstance(self.check, Skipped):
            notes.append(
                tr(
                    "The first design was not checked by simulation: {reason}",
                    reason=self.check.told(),
                )
            )
        return notes


def _in_lines(row: Sequence[str]) -> list[list[str]]:
    """A row whose names do not fit a line, in several; the figures stand in the first."""
    # A line ends between two names, not within one.
    whole = row[0].replace(" ", KEPT).replace(f",{KEPT}", ", ")
    lines = wrapped(whole, NAMES_WIDTH)
    first, *rest = (line.replace(KEPT, " ") for line in lines)
    return [[first, *row[1:]], *([f"  {line}", *[""] * (len(row) - 1)] for line in rest)]
