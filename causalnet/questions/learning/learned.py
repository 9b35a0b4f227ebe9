"""The answer of `update`: draws of a model's numbers after cases, and how far they moved from the judgements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph, whole_percent
from causalnet.compilation.parameters.posterior_draws import PosteriorDraws
from causalnet.errors import few_names
from causalnet.language.translate import lazy, template, tr, trn
from causalnet.network.labels import ModelLabels
from causalnet.questions.learning.episode import Episode
from causalnet.questions.learning.episode_words import episode_told
from causalnet.questions.learning.learned_sentence import LearnedSentence
from causalnet.questions.learning.learned_shift import LearnedShift, shift_of
from causalnet.questions.learning.rival_weights import RivalWeight
from causalnet.questions.query.question import Provenance
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Learned", "unmeasured_note"]

Array = NDArray[np.float64]

ROWS_SHOWN = 12
# A spread that is left below this share counts as known better than judged.
NARROWED = 0.9
# Standard errors beyond which a number has moved.
BEYOND = 4.0
RIVALS_TOLD = template(
    "Bayes factor: how many times as likely the cases are with the rival admitted as without it; ±: its standard error. even odds: what a rival that was as likely as not comes to. slightly: under 3 times; clearly: under 20; strongly: under 150."
)


@dataclass(frozen=True, kw_only=True, repr=False)
class Learned(Answer, PosteriorDraws):
    """The numbers of a model as cases leave them: give it as ``draws=`` to any verb.

    Attributes
    ----------
    n, seed, vary_baselines, correlation
        As of `Draws`.
    cases : str
        What the rows are, such as ``"firms"``.
    rows : int
        The number of rows.
    ess : float
        The effective sample size: as many independent draws would tell as much.
    proposals, stages : int
        The number of weighted proposals, and of tempered stages that were added.
    log_evidence : float
        The logarithm of the probability of the cases, over the judgements.
    learned_from : str
        What taught them, such as ``"300 firms"``.
    numbers : mapping from the name of an influence or a modifier to LearnedNumber
    before : mapping from name to ndarray
        The draws from the judgements alone.
    episodes : tuple of Episode
        The past cases of which directions were told.
    rivals : tuple of RivalWeight
        What the cases say of each rival; empty where they were not asked.
    notes : tuple of str
    provenance : Provenance
    """

    cases: str
    rows: int
    ess: float
    proposals: int = 0
    stages: int = 0
    log_evidence: float = 0.0
    before: Mapping[str, Array] = field(compare=False)
    episodes: tuple[Episode, ...] = ()
    rivals: tuple[RivalWeight, ...] = ()
    notes: tuple[str, ...] = ()
    provenance: Provenance = field(compare=False)

    @cached_property
    def shifts(self) -> tuple[LearnedShift, ...]:
        """Every number on which the cases bear; the one that moved most first."""
        found = [
            shift_of(name, number.judged, self.before[name], number.values)
            for name, number in self.numbers.items()
        ]
        return tuple(sorted(found, key=lambda s: -s.size))

    @property
    def narrowed(self) -> tuple[LearnedShift, ...]:
        """The numbers whose spread the cases narrow by more than a tenth, and by more than the chance of drawing explains."""
        return tuple(s for s in self.shifts if s.spread_left < NARROWED and self._other_spread(s))

    @property
    def sentence(self) -> str:
        """What the cases teach, in one sentence."""
        told = LearnedSentence(Phrasing(self.provenance.source), self.learned_from)
        if not self.taught:
            return told.nothing
        return prose(
            [
                told.narrowed(len(self.numbers), len(self.narrowed)),
                *map(told.moved, self.moved[:1]),
                told.doubted(self.doubted) if self.doubted else "",
                told.rivals(self.rivals),
            ]
        )

    @property
    def moved(self) -> tuple[LearnedShift, ...]:
        """The numbers that moved by more than the chance of drawing explains, the one that moved most first."""
        return tuple(
            s
            for s in self.shifts
            if abs(s.moved) > BEYOND * self._error(s) or self._other_spread(s)
        )

    def _error(self, shift: LearnedShift) -> float:
        """The standard error of a mean of the draws that are not at zero, in standard deviations of the judgement."""
        after = max(shift.there_after * self.ess, 1.0)
        before = max(shift.there_before * self.n, 1.0)
        return float(np.sqrt(1 / after + 1 / before))

    def _other_spread(self, shift: LearnedShift) -> bool:
        """Whether the spread differs from the judged one by more than the chance of drawing explains."""
        # The error of a standard deviation is smaller than that of a mean, by the root of two.
        return abs(1 - shift.spread_left) > BEYOND * self._error(shift) / 2**0.5

    @property
    def doubted(self) -> LearnedShift | None:
        """The number in doubt whose probability of not being zero the cases change most; None if only by chance."""
        if not self.doubtful.rows:
            return None
        first = self.doubtful.rows[0]
        p = first.there_before
        error = float(np.sqrt(p * (1 - p) * (1 / self.ess + 1 / self.n)))
        return first if abs(first.there_after - p) > BEYOND * error else None

    @property
    def taught(self) -> bool:
        """Whether there were any cases."""
        return bool(self.proposals)

    @property
    def table(self) -> AnswerTable[LearnedShift]:
        """A row for each number, the one that moved most first."""
        say = Phrasing(self.provenance.source)
        columns: list[Column[LearnedShift]] = [
            Column(
                "number", lambda s: s.name, tr("log-odds per step"), lambda s: say.part(s.name), "<"
            ),
            Column("judged", lambda s: str(s.judged)),
            Column("before_low", lambda s: s.before[0]),
            Column("before_high", lambda s: s.before[1]),
            Column("after_low", lambda s: s.after[0]),
            Column("after_high", lambda s: s.after[1]),
            Column("before", None, tr("judged"), lambda s: _ends(s.before)),
            Column("after", None, tr("learned"), lambda s: _ends(s.after)),
            Column(
                "left", lambda s: s.spread_left, tr("left"), lambda s: whole_percent(s.spread_left)
            ),
            Column("there_before", lambda s: s.there_before),
            Column("there_after", lambda s: s.there_after),
        ]
        return AnswerTable(self.shifts, columns)

    @property
    def doubtful(self) -> AnswerTable[LearnedShift]:
        """A row for each number that may be zero, with the probability that it is not."""
        say = Phrasing(self.provenance.source)
        rows = sorted(
            (s for s in self.shifts if 0 < s.there_before < 1),
            key=lambda s: -abs(s.there_after - s.there_before),
        )
        columns: list[Column[LearnedShift]] = [
            Column("number", lambda s: s.name, tr("in doubt"), lambda s: say.part(s.name), "<"),
            Column(
                "before",
                lambda s: s.there_before,
                tr("before"),
                lambda s: whole_percent(s.there_before),
            ),
            Column(
                "after",
                lambda s: s.there_after,
                tr("after"),
                lambda s: whole_percent(s.there_after),
            ),
        ]
        return AnswerTable(rows, columns)

    def to_frame(self) -> pd.DataFrame:
        """A frame: number, judged, the middle 90% before and after, spread left, and the probability that it is not zero."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it prints as."""
        shown = self.moved[:ROWS_SHOWN] if self.taught else ()
        notes = self._told()
        title = paragraph(self.sentence)
        sheets = [
            self.table.sheet(title, notes, rows=shown, folds=True)
            if shown
            else Sheet(title, (), (), notes)
        ]
        if self.doubtful.rows and self.taught:
            doubtful = self.doubtful
            rows = doubtful.rows[:ROWS_SHOWN]
            sheets.append(doubtful.sheet(tr("Is it there at all"), rows=rows, folds=True))
        if self.rivals:
            sheets.append(
                self.rival_table.sheet(tr("Rival accounts"), [tr(RIVALS_TOLD)], folds=True)
            )
        return tuple(sheets)

    @property
    def rival_table(self) -> AnswerTable[RivalWeight]:
        """A row for each rival, the one that the cases favour most first."""
        words = ModelLabels(self.provenance.source)
        rows = sorted(self.rivals, key=lambda r: -r.factor)
        columns: list[Column[RivalWeight]] = [
            Column("rival", lambda r: r.name, tr("rival"), lambda r: words.rival(r.name), "<"),
            Column("factor", lambda r: r.factor, tr("Bayes factor"), lambda r: f"{r.factor:.3g}"),
            Column("error", lambda r: r.error, "±", lambda r: whole_percent(r.error)),
            Column(
                "from_even",
                lambda r: r.from_even,
                tr("even odds"),
                lambda r: whole_percent(r.from_even),
            ),
            Column("words", lambda r: r.words, tr("the cases speak"), lambda r: tr(r.words), "<"),
        ]
        return AnswerTable(rows, columns)

    def _told(self) -> list[str]:
        if not self.taught:
            return [capital(tr("{sentence}.", sentence=self.phrase))]
        shown = min(len(self.moved), ROWS_SHOWN)
        doubt = any(s.there_before < 1 for s in self.moved[:shown])
        if not shown:
            found = [tr("No number moves by more than the chance of drawing explains.")]
        elif doubt:
            found = [
                tr(
                    "judged, learned: the middle 90% of the draws that are not at zero. left: of the judged spread."
                )
            ]
        else:
            found = [
                tr("judged, learned: the middle 90% of the draws. left: of the judged spread.")
            ]
        if shown and (more := len(self.shifts) - shown):
            found.append(
                trn(
                    more,
                    "1 number moved less: to_frame() lists all.",
                    "{count:,} numbers moved less: to_frame() lists all.",
                )
            )
        said = {
            "draws": trn(self.n, "1 draw", "{count:,} draws"),
            "proposals": self.proposals,
            "size": self.ess,
        }
        found.append(
            trn(
                self.stages,
                "{draws}, resampled from {proposals:,} weighted proposals in 1 tempered stage; effective sample size {size:,.0f}.",
                "{draws}, resampled from {proposals:,} weighted proposals in {count:,} tempered stages; effective sample size {size:,.0f}.",
                **said,
            )
            if self.stages
            else tr(
                "{draws}, resampled from {proposals:,} weighted proposals; effective sample size {size:,.0f}.",
                **said,
            )
        )
        say = Phrasing(self.provenance.source)
        episodes = [episode_told(say, episode) for episode in self.episodes]
        return [*found, *episodes, *map(say.note, self.notes)]


def _ends(ends: tuple[float, float]) -> str:
    return tr("{low} to {high}", low=f"{ends[0]:.2f}", high=f"{ends[1]:.2f}")


def unmeasured_note(names: tuple[str, ...], cases: str) -> str:
    """The note on variables without a column."""
    return lazy(
        "Without a column: {names}. There the baseline of the model stands for that of the {cases}.",
        names=few_names(names),
        cases=cases,
    )
