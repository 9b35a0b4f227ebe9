"""The answer of lock-in: what is left of a gain once the intervention that brought it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import (
    Answer,
    AnswerTable,
    Column,
    Sheet,
    signed,
    unsigned,
    whole_percent,
)
from causalnet.language.translate import spoken, template, tr
from causalnet.questions.estimate import Estimate
from causalnet.questions.sentences.phrasing import Phrasing, capital, comma_list
from causalnet.questions.time.course import read_only
from causalnet.questions.time.gains import Gains
from causalnet.questions.time.inquiry import ANCHORED
from causalnet.questions.time.long_run import half_life
from causalnet.questions.time.persistence_sentence import persistence_sentence, spelt

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Persistence"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class Persistence(Gains, Answer):
    """The share of a gain that is left after the intervention has ended, for each time that it was held.

    The cycle counts as *broken* where, `after` periods after the end, at least a share `keep` is left of the gain
    that holding on until then would have given; and as *interrupted* where less is. (The share of the gain at
    its own end would not do: the longer an intervention has been held, the more there is to lose.) Where no
    feedback loop could carry the gain on, it is the gain that is *kept* or *lost*. No share is computed of a change
    that is negligible on the outcome's scale: it would be a quotient of noise.

    What acts through lagged influences alone is felt `delay` periods later. Everything is then read as much
    later too: the end is the last period in which the outcome still feels the holding.

    Attributes
    ----------
    outcome : str
    under, versus : Intervention
    sustained : tuple of int
        For how many periods it is held, from period 0 on.
    gains : ndarray, shape (sustained, after + 1, draws, repetitions)
        Change in expected level in the last period in which the intervention is felt, and that many periods after it.
    holding : ndarray, of the same shape
        The change in the same periods where the intervention does not end.
    keep : float
    long_run : LongRun
        The long run with the intervention and without, in the central network.
    provenance : Provenance
    draws : Draws or None
    anchor : {"hold", "once", "free"}
    scale : Scale
        The scale of the change in expected level.
    path : {"within a period", "lagged only", "no path"}
        The way by which the intervention can reach the outcome.
    delay : int
        The period in which what is held from period 0 on first reaches the outcome.
    peak : ndarray, shape (sustained,)
        The greatest change in expected level, from period 0 to the last that is looked at.
    peak_period : tuple of int
        In which period each is reached.
    opposite : ndarray, shape (sustained,)
        The greatest change the other way than the peak; zero where none goes so.
    opposite_period : tuple of int
        In which period each is reached.
    feedback : bool
        Whether a feedback loop lies on the way from what is set to the outcome, inertia included.
    persistent : tuple of str
        The variables on that way that influence themselves.
    """

    def to_frame(self) -> pd.DataFrame:
        """A long frame: sustained, after, period, gain, error, left, kept, low, high (its middle 90% of the draws)."""
        import pandas as pd

        left, kept, error = self.left, self.kept, self.error
        gains = self.gains.mean(axis=(2, 3))
        low, high = self.ends()
        rows = [
            (
                d,
                k,
                d - 1 + self.delay + k,
                *(x[i, k] for x in (gains, error, left, kept, low, high)),
            )
            for i, d in enumerate(self.sustained)
            for k in range(self.after + 1)
        ]
        columns = ["sustained", "after", "period", "gain", "error", "left", "kept", "low", "high"]
        return pd.DataFrame(rows, columns=columns)

    def ends(self) -> tuple[Array, Array]:
        """The middle 90% of the draws of what is kept; nan without draws."""
        return self._ends

    @cached_property
    def _ends(self) -> tuple[Array, Array]:
        if self.draws is None:
            unknown_ends = read_only(np.full(self.kept.shape, np.nan))
            return unknown_ends, unknown_ends
        ends = np.array([[Estimate(own).interval() for own in row] for row in self.kept_each])
        return read_only(ends[..., 0]), read_only(ends[..., 1])

    @property
    def table(self) -> AnswerTable[int]:
        """A row for every time that it was held, by its place."""
        shown = [k for k in (1, 2, 4, 8, 16) if k < self.after] + [self.after]
        left, growing, kept, size = self.left, self.growing, self.kept[:, -1], self.scale.size

        turns = tr("the other way") if any(map(self._other_way, range(len(kept)))) else None

        def told(k: int) -> Callable[[int], str]:
            return lambda i: tr("grows") if growing[i, k] else _percent(left[i, k])

        columns: list[Column[int]] = [
            Column("sustained", lambda i: self.sustained[i], tr("held for"), align="<"),
            Column("peak", lambda i: self.peak[i], tr("peak gain"), lambda i: signed(self.peak[i])),
            Column("peak_period", lambda i: self.peak_period[i], tr("in period")),
            Column("size", lambda i: size(self.peak[i]), tr("size"), self._sized),
            Column("opposite", None, turns, self._other_way, "<"),
            *(Column(f"left_{k}", None, tr("after {count}", count=k), told(k)) for k in shown),
            Column("kept", lambda i: kept[i], tr("of holding on"), lambda i: _percent(kept[i])),
        ]
        if self.draws:
            columns.append(Column("ends", None, tr("middle 90%"), self._between))
        columns.append(Column("broken", lambda i: self.broken[i], self._head(), self._word))
        return AnswerTable(range(len(self.sustained)), columns)

    def _other_way(self, place: int) -> str:
        """The greatest change the other way than the peak, with its period; empty of one that is negligible."""
        change = float(self.opposite[place])
        if self.scale.is_negligible(change):
            return ""
        period = self.opposite_period[place]
        return tr("{change} in period {period}", change=signed(change), period=period)

    def _sized(self, place: int) -> str:
        size = tr(self.scale.size(self.peak[place]))
        return comma_list([size, tr("by definition")]) if self.by_definition else size

    @property
    def words(self) -> tuple[str, str]:
        """The words for a gain that lasts and for one that does not: of the cycle, if there is one."""
        broken = (template("broken"), template("interrupted"))
        return broken if self.feedback else (template("kept"), template("lost"))

    def _head(self) -> str:
        if self.draws:
            return tr("broken in") if self.feedback else tr("kept in")
        return tr("the cycle is") if self.feedback else tr("the gain is")

    def _between(self, place: int) -> str:
        low, high = (_percent(end[place, -1]) for end in self._ends)
        return "–" if np.isnan(self.broken[place]) else tr("{low} to {high}", low=low, high=high)

    def _word(self, place: int) -> str:
        """The word for a holding that breaks the cycle or not, or the reason for none."""
        share = self.broken[place]
        if np.isnan(share):
            return tr("still grows") if self.unfinished[place] else tr("negligible")
        if self.draws:
            return tr("{share} of draws", share=whole_percent(share))
        return tr(self.words[0 if share else 1])

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as, with as many of the shares that are left as fit a page."""
        table = self.table
        between = [c.name for c in table.columns if c.name.startswith("left_")][1:-1]
        only = table.fitting(["peak_period", *between, "left_1", "size"])
        notes = _notes(self)
        return (table.sheet(self.sentence, notes, only=only, folds=True),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The table with every share that is left."""
        return (self.table.sheet(self.sentence, _notes(self)),)

    @property
    def sentence(self) -> str:
        """The gain and the share of it that is left, in one sentence."""
        return persistence_sentence(self)


def _notes(found: Persistence) -> tuple[str, ...]:
    say = Phrasing(found.provenance.source)
    notes = [
        tr(
            "after n: the share of the peak gain that is left n periods after the end. grows: the peak is still to come."
        ),
        *_delayed(found),
        *_lasting(found),
        tr(
            "A negligible gain has a dash in place of a share. Sizes: {legend}.",
            legend=found.scale.legend(),
        ),
    ]
    if found.needed is None and found.feedback and not np.isnan(found.broken).all():
        notes.append(tr("No duration that was tried is long enough."))
    if found.unfinished.any():
        notes.append(
            tr(
                "still grows: no fall from the peak is seen in the periods looked at. Ask with a larger after=."
            )
        )
    if found.draws and (silent := np.isnan(found.kept_each[:, -1]).mean()):
        notes.append(
            tr(
                "In {share} of the draws holding on gives a negligible change: they are left out.",
                share=whole_percent(silent),
            )
        )
    if not np.isnan(found.rate):
        said = {"share": f"{found.rate:.0%}", "fading": half_life(found.rate)}
        notes.append(
            tr(
                "Late after the longest, each period leaves {share} of the mean gain: {fading}.",
                **said,
            )
            if found.draws
            else tr(
                "Late after the longest, each period leaves {share} of the gain: {fading}.", **said
            )
        )
    notes.append(found.long_run.said(say, found.outcome, found.scale, (found.under, found.versus)))
    if found.feedback and found.path != "no path":
        notes += found.long_run.fading(say.name(found.outcome))
    if found.draws:
        notes.append(
            tr(
                "Over {draws}: gains are means, and shares are quotients of means.",
                draws=found.draws.phrase,
            )
        )
    worst = float(found.error.max())
    method = capital(spoken(found.provenance.method))
    if worst:
        method = tr("{method}, standard errors up to {error:.4f}", method=method, error=worst)
    return (*notes, tr(ANCHORED[found.anchor], how=method))


def _lasting(found: Persistence) -> list[str]:
    """The meaning of a gain that lasts, as notes."""
    lasts, ends = found.words
    note = tr(
        "{lasts}: {span} after the end, at least {share:.0%} of the gain from holding on is left; otherwise {ends}.",
        lasts=tr(lasts),
        span=spelt(found.after),
        share=found.keep,
        ends=tr(ends),
    )
    if found.feedback:
        return [note]
    return [
        note,
        tr(
            "No feedback loop lies on the way to {outcome}: none could carry the gain on.",
            outcome=_named(found),
        ),
    ]


def _delayed(found: Persistence) -> list[str]:
    """From when on the end is counted, where it is felt later than it comes."""
    if not found.delay:
        return []
    return [
        tr(
            "What is set reaches {outcome} {span} later (lagged only). So is its end, from which on periods are counted.",
            outcome=_named(found),
            span=spelt(found.delay),
        )
    ]


def _named(found: Persistence) -> str:
    """The outcome within a sentence."""
    return Phrasing(found.provenance.source).name(found.outcome)


def _percent(share: float) -> str:
    return "–" if np.isnan(share) else unsigned(share, ".0%")
