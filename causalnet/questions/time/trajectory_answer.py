"""Trajectories: what becomes of an outcome, period by period, under one course of action and another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, signed, unsigned
from causalnet.boundary.checks import public
from causalnet.errors import QuestionError, unknown
from causalnet.frozen_map import Register
from causalnet.language.translate import spoken, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import Scale, Size
from causalnet.model.grammar.intervention import Timed
from causalnet.network.labels import ModelLabels
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.arrival import ArmsOverTime, observed_later
from causalnet.questions.query.downstream_evidence import alone_note
from causalnet.questions.query.paths import PathKind
from causalnet.questions.query.question import Provenance
from causalnet.questions.sentences.phrasing import Phrasing, capital
from causalnet.questions.time.course import Course, estimates, read_only
from causalnet.questions.time.course_sentence import course_sentence
from causalnet.questions.time.inquiry import ANCHORED, Inquiry
from causalnet.questions.voice_split import over_draws

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Trajectory"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory(Answer, Mapping[str, "Trajectory"]):
    """The courses of one outcome or several, period by period, in two arms.

    With several outcomes it maps each one's name to its own trajectory; what is said of levels and
    changes is of a single one.

    Attributes
    ----------
    courses : mapping from outcome to Course
        Under what is asked about.
    references : mapping from outcome to Course
        Under what it is held against.
    under, versus : Timed
        The two arms.
    asked : causalnet.questions.time.courses.Inquiry
        The rest of the question.
    provenance : Provenance
    notes : tuple of str
    unseen : mapping from outcome to ndarray, shape (periods,)
        The error of the change by what no sample was in: its error is at least that.
    """

    courses: Register[str, Course]
    references: Register[str, Course]
    under: Timed
    versus: Timed
    asked: Inquiry
    provenance: Provenance
    notes: tuple[str, ...] = ()
    unseen: Mapping[str, Array] = field(default_factory=dict)

    def __getitem__(self, outcome: str) -> Trajectory:
        if not isinstance(outcome, str) or outcome not in self.courses:
            raise unknown("outcome", outcome, self.courses)
        return self if len(self.courses) == 1 else self._single[outcome]

    @cached_property
    def _single(self) -> dict[str, Trajectory]:
        """Each outcome's own trajectory, which keeps what it has worked out."""
        return {
            name: replace(
                self,
                courses=Register({name: self.courses[name]}, "outcome"),
                references=Register({name: self.references[name]}, "outcome"),
            )
            for name in self.courses
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self.courses)

    def __len__(self) -> int:
        return len(self.courses)

    # ── a single outcome ─────────────────────────────────────────────────────────────────────

    @property
    def outcome(self) -> str:
        """The outcome, where there is one."""
        if len(self.courses) != 1:
            names = ", ".join(self.courses)
            raise QuestionError(f"It has several outcomes: take one by its name, of {names}.")
        return next(iter(self.courses))

    @property
    def p(self) -> Array:
        """Probability of every state under what is asked about, shape (periods, states)."""
        return self.courses[self.outcome].p

    @property
    def level(self) -> Array:
        """Expected level under what is asked about, shape (periods,)."""
        return self.courses[self.outcome].level

    @property
    def without(self) -> Array:
        """Expected level under what it is held against, shape (periods,)."""
        return self.references[self.outcome].level

    @property
    def change(self) -> Array:
        """Change in expected level, shape (periods,)."""
        return np.asarray(self.level - self.without)

    @property
    def changes(self) -> Array:
        """Change in expected level, shape (periods, draws, repetitions)."""
        return np.asarray(self.courses[self.outcome].levels - self.references[self.outcome].levels)

    @cached_property
    def estimates(self) -> tuple[Estimate, ...]:
        """The change in expected level in each period: value, error, and over draws median and interval."""
        unseen = self.unseen.get(self.outcome, 0.0)
        return estimates(self.changes, unseen, drawn=self.courses[self.outcome].drawn)

    @public
    def estimate(self, period: int) -> Estimate:
        """The change in expected level in one period."""
        return self.estimates[self._known(period)]

    @cached_property
    def error(self) -> Array:
        """Standard error of the change, shape (periods,): Monte Carlo over draws and particles."""
        return read_only(np.array([estimate.error for estimate in self.estimates]))

    @public
    def at(self, period: int) -> dict[str, float]:
        """The distribution of the outcome in one period under what is asked about."""
        course = self.courses[self.outcome]
        row = course.p[self._known(period)]
        return {state: float(p) for state, p in zip(course.states, row, strict=True)}

    def _known(self, period: int) -> int:
        if not isinstance(period, int) or not 0 <= period <= self.asked.last:
            raise QuestionError(f"There are periods 0 to {self.asked.last}, and no {period!r}.")
        return period

    # ── printing ─────────────────────────────────────────────────────────────────────────────

    @property
    def compared(self) -> bool:
        """Whether the two arms differ."""
        return self.under != self.versus

    def to_frame(self) -> pd.DataFrame:
        """A long frame: outcome, period, quantity, state, under, versus, change, low, high, error.

        The last three are of the change in expected level: the middle 90% of the draws and the
        standard error.
        """
        import pandas as pd

        columns = ["outcome", "period", "quantity", "state", "under", "versus", "change"]
        rows = [row for name in self for row in self[name]._rows()]
        return pd.DataFrame(rows, columns=[*columns, "low", "high", "error"])

    def _rows(self) -> Iterator[tuple[object, ...]]:
        course, other = self.courses[self.outcome], self.references[self.outcome]
        arms = zip(course.p, other.p, course.level, other.level, self._intervals, strict=True)
        unknown_spread = (float("nan"),) * 3
        for t, (p, q, own, without, interval) in enumerate(arms):
            where = self.outcome, t
            for state, a, b in zip(course.states, p, q, strict=True):
                yield (*where, "P(state)", state, a, b, a - b, *unknown_spread)
            change = own - without
            spread = (*interval, self.error[t])
            yield (*where, "expected level", "", own, without, change, *spread)

    @cached_property
    def _intervals(self) -> tuple[tuple[float, float], ...]:
        """The middle 90% of the draws of the change in every period; nan without draws."""
        if self.asked.draws is None:
            return ((float("nan"), float("nan")),) * len(self.estimates)
        return tuple(estimate.interval() for estimate in self.estimates)

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it prints as: one for each outcome."""
        own = [self[name].table.sheet(self[name].sentence) for name in self]
        return (*own[:-1], replace(own[-1], notes=self._notes()))

    @property
    def table(self) -> AnswerTable[int]:
        """Of one outcome, a row for every period."""
        course, error = self.courses[self.outcome], self.error
        labels = ModelLabels(self.provenance.source)
        columns: list[Column[int]] = [
            Column("period", lambda t: t, tr("period"), align="<"),
            *(
                _numbers(state, course.p[:, j], labels.state(self.outcome, state))
                for j, state in enumerate(course.states)
            ),
            _numbers("level", course.level, tr("level")),
        ]
        if self.compared:
            change = self.change
            columns += [
                _numbers("without", self.without, tr("versus")),
                Column("change", lambda t: change[t], tr("change"), lambda t: signed(change[t])),
            ]
            if self.asked.draws:
                ends = self._intervals
                columns.append(
                    Column("middle", None, tr("middle 90%"), lambda t: _between(ends[t]))
                )
        else:
            error = course.error
        if (error > 0).any():
            columns.append(
                Column("error", lambda t: error[t], tr("error"), lambda t: f"{error[t]:.4f}")
            )
        return AnswerTable(range(self.asked.last + 1), columns)

    @property
    def scale(self) -> Scale:
        """The scale of a change in the outcome's expected level."""
        source = self.provenance.source
        states = self.courses[self.outcome].states
        if isinstance(source, CausalModel):
            return source.variables[self.outcome].scale()
        return Scale.of(states)

    @property
    def size(self) -> Size:
        """The size of the change in expected level in the last period."""
        return self.scale.size(float(self.change[-1]))

    @property
    def sentence(self) -> str:
        """The outcome in the last period, held against the course without what is done."""
        return course_sentence(self)

    @cached_property
    def path(self) -> PathKind:
        """The way by which a difference between the arms can reach the outcome in the periods that are looked at.

        ``"lagged only"``: in later ones only. See `arrives`.
        """
        # A later finding does not bear on a period if each period is answered from those before it.
        read = replace(self._read, given={}) if self.asked.filtered else self._read
        return read.path()

    @cached_property
    def alone_in(self) -> list[int]:
        """The periods in which a change comes by observing alone, where in others an influence carries it."""
        if self.path != "within a period" or self.asked.filtered:
            return []
        return self._read.alone_in()

    @cached_property
    def arrives(self) -> int | None:
        """The first period in which what differs between the arms can reach the outcome; None where none does."""
        return self._read.arrival()

    @property
    def _read(self) -> ArmsOverTime:
        asked = self.asked
        return ArmsOverTime(self._model, self.outcome, self._arms, asked.last, asked.given)

    @property
    def _arms(self) -> tuple[Timed, Timed]:
        return self.under, self.versus

    @property
    def _model(self) -> CausalModel:
        source = self.provenance.source
        if not isinstance(source, CausalModel):
            raise QuestionError("A trajectory is of a CausalModel.")
        return source

    def _notes(self) -> tuple[str, ...]:
        say = Phrasing(self.provenance.source)
        how = capital(spoken(self.provenance.method))
        first = tr(ANCHORED[self.asked.anchor], how=how)
        draws = (over_draws(self.asked.draws),) if self.asked.draws else ()
        idle = not self.compared and not self.under and not self.asked.given
        name = (tr("Name an intervention with under= to see what it changes."),) if idle else ()
        scales = [self[name].scale for name in self if self.compared]
        sizes = dict.fromkeys(note for scale in scales for note in scale.own_legend())
        told = (say.note(note) for note in (*self.notes, *self._tied()))
        return (*draws, first, *self._later_grounds(), *sizes, *told, *name)

    def _later_grounds(self) -> Iterator[str]:
        """How many of the lagged influences by which a change spreads are the modellers' own."""
        if not self.compared:
            return
        late = {i for name in self for i in self[name]._read.ways().influences if i.lag}
        if added := [i for i in late if i.standing == "added"]:
            yield tr(
                "Lagged influences on the way: {count}; of these, {added} that no claim states.",
                count=len(late),
                added=len(added),
            )

    def _tied(self) -> Iterator[str]:
        """Notes on the outcomes to which observing alone ties what is set."""
        touched = dict.fromkeys((*self.under.touched, *self.versus.touched))
        late = observed_later(self._model, self._arms, self.asked.given)
        found = dict.fromkeys(v for own in self.asked.given.values() for v in own)
        seen = [v for v in found if v in late or v in touched]
        for name in self:
            if self[name].path == "by observing alone":
                yield alone_note([*touched], name, seen, at=self.asked.last)
            elif periods := self[name].alone_in:
                yield alone_note([*touched], name, seen, only=periods)


def _numbers(name: str, numbers: Array, head: str) -> Column[int]:
    return Column(name, lambda t: numbers[t], head, lambda t: unsigned(numbers[t], ".3f"))


def _between(ends: tuple[float, float]) -> str:
    low, high = ends
    return f"[{signed(low)}, {signed(high)}]"
