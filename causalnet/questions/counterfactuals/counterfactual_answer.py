"""Counterfactuals as answers: what would have come of an outcome, by coupling and over all couplings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    unsigned,
)
from causalnet.frozen_map import Register
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import Scale
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.questions.counterfactuals.counterfactual_sentence import counterfactual_sentence
from causalnet.questions.counterfactuals.coupling_words import (
    COUPLING_HEADS,
    COUPLING_MEANINGS,
    COUPLING_NAMES,
    left_out,
    told_range,
)
from causalnet.questions.counterfactuals.event import Event, events_of
from causalnet.questions.counterfactuals.otherwise_phrases import event_told
from causalnet.questions.counterfactuals.posed_case import AskedCase
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.known_case import told_known
from causalnet.questions.query.measure import Measure
from causalnet.questions.query.paths import PathKind
from causalnet.questions.query.question import Provenance
from causalnet.questions.sentences.phrasing import Phrasing, capital, comma_list, prose
from causalnet.questions.skipped import Skipped
from causalnet.questions.time.inquiry import ANCHORED
from causalnet.questions.voice_split import over_draws

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Counterfactual"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class Counterfactual(Answer):
    """What would have come of an outcome in the cases observed, had something else been done.

    Attributes
    ----------
    measure : Measure
        The outcome, and what of it is asked.
    asked : AskedCase
        What is done and found in either world, and the period in which the outcome is read.
    provenance : Provenance
    path : {"within a period", "lagged only", "no path"}
        The way by which what is set can reach the outcome. Without one the outcome would have been as it was.
    as_it_was : ndarray, shape (states, points)
        The probability of each state in the cases observed.
    p : mapping from coupling to ndarray, shape (states, points)
        The probability of each state, had it been otherwise, under each coupling.
    witnesses : tuple of str
        The variables that are needed in both worlds. Without one, every coupling gives the same answer.
    event : Event
        What the sentence speaks of: that a threshold would have been crossed, a state, or the expected level.
    ranges : ndarray, shape (events and `event`, 2), Skipped or None
        The least and the most over all couplings, proved. None if it was not asked for, or if every coupling agrees.
    attained : (float, float) or None
        The least and the most of `event` that some coupling was found to have. None if that was not looked for.
    wider : Skipped or None
        Why the ranges come from the outcome in either world alone, which makes them wider.
    without_signs : str
        Why the signs do not prove the least of `event`; empty if they do.
    """

    measure: Measure
    asked: AskedCase
    provenance: Provenance
    path: PathKind
    as_it_was: Array
    p: Mapping[str, Array]
    witnesses: tuple[str, ...]
    event: Event
    ranges: Array | Skipped | None = None
    attained: tuple[float, float] | None = None
    wider: Skipped | None = None
    without_signs: str = ""

    @property
    def outcome(self) -> str:
        """The outcome."""
        return self.measure.outcome

    @property
    def under(self) -> Intervention | Timed:
        """What is done in the new world."""
        return self.asked.under

    @property
    def versus(self) -> Intervention | Timed:
        """What was done in the world observed."""
        return self.asked.versus

    @property
    def at(self) -> int:
        """The period in which the outcome is read."""
        return self.asked.at

    @property
    def observed(self) -> list[str]:
        """What is observed in the world of `versus`, as code."""
        return self.asked.told(self.asked.observed)

    @property
    def known_of(self) -> str:
        """The case of which the model knows what is observed; empty where the question says what is observed."""
        return self.asked.known_of

    @property
    def given(self) -> list[str]:
        """What is found in the new world, as code."""
        return self.asked.told(self.asked.given)

    @property
    def scale(self) -> Scale:
        """The scale of a change in what is measured."""
        return self.measure.scale

    @property
    def drawn(self) -> bool:
        """Whether there are draws."""
        return self.as_it_was.shape[1] > 1 or self.provenance.network == "draws"

    @property
    def told_draws(self) -> str:
        """The number of draws in words."""
        return self.provenance.told_draws(self.as_it_was.shape[1])

    @property
    def agreed(self) -> bool:
        """Whether every coupling gives the same answer, because no variable is needed in both worlds."""
        return not self.witnesses

    @property
    def has_signs(self) -> bool:
        """Whether the question is about a model, whose influences have signs."""
        return isinstance(self.provenance.source, CausalModel)

    @property
    def by_signs(self) -> bool:
        """Whether the signs prove that one rank has the least."""
        return not self.without_signs

    @cached_property
    def estimates(self) -> Register[str, Estimate]:
        """The probability of `event`, or the expected level, by coupling; the same one under any if all agree."""
        return self._estimates(0.0)

    @cached_property
    def changes(self) -> Register[str, Estimate]:
        """How much that differs from what it was, by coupling."""
        return self._estimates(self.as_it_was)

    def _estimates(self, less: Array | float) -> Register[str, Estimate]:
        w, pooled = self.event.weights, self.provenance.pooled
        own = {n: Estimate(w @ (p - less), self.drawn, pooled=pooled) for n, p in self.p.items()}
        return Register(own, "coupling")

    @property
    def least(self) -> float:
        """The least of `event` under any coupling: by signs, proved, or agreed; NaN where it is not known."""
        return self._ends[0]

    @property
    def most(self) -> float:
        """The most of `event` under any coupling, proved or agreed; NaN where it is not known."""
        return self._ends[1]

    @cached_property
    def _ends(self) -> tuple[float, float]:
        if self.agreed:
            (own,) = self.estimates.values()
            return own.value, own.value
        if not isinstance(self.ranges, np.ndarray):
            return float("nan"), float("nan")
        low, high = self.ranges[-1]
        return float(low), float(high)

    @property
    def table(self) -> AnswerTable[int]:
        """A row for every state, for every threshold and for the expected level, by its place."""
        events = events_of(self.measure)
        ranges = self.ranges if isinstance(self.ranges, np.ndarray) else None
        say = Phrasing(self.provenance.source)

        def shown(i: int) -> str:
            return event_told(say, self.measure.outcome, events[i]) or tr("expected level")

        columns: list[Column[int]] = [
            Column("quantity", lambda i: events[i].quantity, "", shown, "<"),
            Column("state", lambda i: events[i].state),
            _number("as it was", tr("as it was"), _of_each(events, self.as_it_was)),
        ]
        for name, p in self.p.items():
            head = tr("had it been") if self.agreed else tr(COUPLING_HEADS[name])
            columns.append(_number(name, head, _of_each(events, p)))
        if ranges is not None:
            columns += [
                Column("least", lambda i: float(ranges[i, 0])),
                Column("most", lambda i: float(ranges[i, 1])),
                Column("range", None, tr("any coupling"), lambda i: told_range(*ranges[i])),
            ]
        return AnswerTable(range(len(events)), columns)

    def to_frame(self) -> pd.DataFrame:
        """A long frame: quantity, state, as it was, each coupling, least, most."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        return (self.table.sheet(self.sentence, _notes(self)),)

    @property
    def sentence(self) -> str:
        """The answer in one sentence: how much, and on what ground."""
        return counterfactual_sentence(self)


def _mean(event: Event, p: Array) -> float:
    return float((event.weights @ p).mean())


def _of_each(events: Sequence[Event], p: Array) -> Callable[[int], float]:
    return lambda i: _mean(events[i], p)


def _number(name: str, head: str, value: Callable[[int], float]) -> Column[int]:
    return Column(name, value, head, lambda i: unsigned(value(i), ".3f"))


def _notes(found: Counterfactual) -> list[str]:
    """What is observed without being said, and what the numbers stand on."""
    known = []
    if found.known_of:
        seen = _say(found).timed_findings(found.asked.observed, later=bool(found.at))
        known = [told_known(found.known_of, seen)]
    return [*known, *_grounds(found)]


def _grounds(found: Counterfactual) -> list[str]:
    """What the numbers stand on."""
    if found.path == "lagged only":
        return [tr("For a later period ask with at=.")]
    if found.path != "within a period":
        return []
    later = [tr(ANCHORED["hold"], how=capital(tr("exact")))] if found.at else []
    if found.agreed:
        agreed = tr("No variable is needed in both worlds: every coupling agrees.")
        return [agreed, *_by_draws(found), *later]
    notes = [*_by_signs(found), *_ranged(found)]
    notes += [tr(COUPLING_MEANINGS[name]) for name in found.p]
    names = comma_list([_say(found).node(v) for v in found.witnesses])
    needed = tr("Needed in both worlds: {names}.", names=names)
    return [*notes, *_by_draws(found), needed, *later]


def _say(found: Counterfactual) -> Phrasing:
    return Phrasing(found.provenance.source)


def _by_signs(found: Counterfactual) -> list[str]:
    if found.without_signs:
        # Of a state in the middle, or of a level, the signs could say nothing anyway.
        threshold = found.event.quantity != "expected level" and found.measure.state is None
        why = tr(
            "The signs do not prove the least: {reason}.",
            reason=_say(found).kept(found.without_signs),
        )
        return [why] if threshold and found.has_signs else []
    return [
        tr(
            "The least follows from the signs: every path agrees, and one rank has the least. It is the answer itself if no single case goes against a sign."
        )
    ]


def _ranged(found: Counterfactual) -> list[str]:
    """Of the range over all couplings."""
    if found.ranges is None:
        return []
    if not isinstance(found.ranges, np.ndarray):
        return [left_out(_say(found), found.ranges)]
    text = tr("any coupling: proved, whatever the way in which luck carries over.")
    if found.wider is not None:
        reason = _say(found).kept(found.wider.reason)
        why = tr("It comes from the outcome in either world alone: {reason}.", reason=reason)
        return [prose([text, why])]
    if found.attained is None:
        return [text]
    inner, outer = (told_range(*ends) for ends in (found.attained, (found.least, found.most)))
    what = _quantity(found)
    if not found.event.state:
        what = _say(found).measured_state(found.measure.outcome, None)
    if inner == outer:
        return [prose([text, tr("Of {what} both ends are attained.", what=what)])]
    return [prose([text, tr("Of {what} some couplings attain {range}.", what=what, range=inner)])]


def _quantity(found: Counterfactual) -> str:
    state = event_told(_say(found), found.measure.outcome, found.event)
    return tr("P({state})", state=state) if state else tr("expected level")


def _by_draws(found: Counterfactual) -> list[str]:
    if not found.drawn:
        return []
    notes = []
    for name in found.p:
        own = found.estimates[name]
        low, high = own.interval()
        how = [] if found.agreed else [tr(COUPLING_NAMES[name])]
        notes.append(
            tr(
                "{what}: median and middle 90% {median} [{low}, {high}], {error}.",
                what=comma_list([_quantity(found), *how]),
                median=unsigned(own.median, ".3f"),
                low=unsigned(low, ".3f"),
                high=unsigned(high, ".3f"),
                error=own.told_error,
            )
        )
    return [*notes, over_draws(found.provenance.draws or found.told_draws)]
