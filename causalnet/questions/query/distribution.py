"""Distributions: the answer to one question, over named states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import prod
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import (
    Answer,
    AnswerTable,
    Column,
    Sheet,
    and_more,
    bar,
    unsigned,
)
from causalnet.boundary.checks import public
from causalnet.errors import QuestionError, unknown
from causalnet.language.translate import template, tr, trn
from causalnet.network.labels import ModelLabels
from causalnet.network.network import Network
from causalnet.questions.query.measure import unordered
from causalnet.questions.query.question import Provenance, Question
from causalnet.questions.sentences.numbers import numbers_behind
from causalnet.questions.sentences.phrasing import Phrasing, capital
from causalnet.questions.sentences.standing import chances_told, likeliest_told, posed_lead
from causalnet.questions.voice_split import BETWEEN, VoiceSplit, over_draws

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Distribution", "answer_of"]

# Combinations of states that are printed.
ROWS_SHOWN = 1000


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Distribution(Answer):
    """A distribution over the named states of one outcome, or jointly of several.

    Attributes
    ----------
    question : Question
        The question.
    states : tuple of tuple of str
        The states of each outcome, in order.
    p : ndarray, shape (states of each outcome…)
        Probabilities; read-only. Of a network in many draws, their mean over the draws.
    provenance : Provenance
        The model that answered.
    notes : tuple of str
        Notes on the answer.
    drawn : ndarray or None, shape (states of each outcome…, draws)
        The probabilities in every draw, of a network in many draws.
    error : ndarray or None
        The standard error of each probability, where it was sampled; over draws, the Monte-Carlo error of
        their mean.

    Examples
    --------
    >>> from causalnet import Network, query
    >>> lawn = Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> answer = query(lawn, "rain", given={"wet": "yes"})
    >>> round(answer["yes"], 4)
    0.6667
    """

    question: Question
    states: tuple[tuple[str, ...], ...]
    p: NDArray[np.float64]
    provenance: Provenance
    notes: tuple[str, ...] = ()
    drawn: NDArray[np.float64] | None = None
    error: NDArray[np.float64] | None = None

    def __post_init__(self) -> None:
        self.p.setflags(write=False)

    @public
    def __getitem__(self, state: str | tuple[str, ...]) -> float:
        wanted = (state,) if isinstance(state, str) else tuple(state)
        if len(wanted) != len(self.states):
            asked = ", ".join(self.question.outcome)
            raise QuestionError(f"Give one state for each of {asked}; {wanted} has {len(wanted)}.")
        index = []
        for name, own, one in zip(self.question.outcome, self.states, wanted, strict=True):
            if one not in own:
                raise unknown("state", one, own, of=name)
            index.append(own.index(one))
        return float(self.p[tuple(index)])

    def __iter__(self) -> Iterator[str | tuple[str, ...]]:
        """The states, or combinations of states, in order."""
        return iter(self.states[0]) if len(self.states) == 1 else product(*self.states)

    def __len__(self) -> int:
        return self.p.size

    @property
    def level(self) -> float:
        """Expected position on the scale of states, counted from zero (for a single outcome).

        Raises
        ------
        QuestionError
            If there are several outcomes, or nobody has declared the states ordered.
        """
        self._single("expected level")
        return float(self.p @ np.arange(len(self.p)))

    @public
    def at_least(self, state: str) -> float:
        """P(outcome ≥ state) on the scale of its states (for a single outcome).

        Raises
        ------
        QuestionError
            If there are several outcomes, or nobody has declared the states ordered.
        """
        self._single("P(at least a state)")
        self[state]
        return float(self.p[self.states[0].index(state) :].sum())

    @public
    def interval(self, share: float = 0.9) -> NDArray[np.float64] | None:
        """The middle `share` of the draws: low and high for every state, shape (2, states…)."""
        if self.drawn is None:
            return None
        tail = (1 - share) / 2
        return np.asarray(np.quantile(self.drawn, [tail, 1 - tail], axis=-1))

    @property
    def median(self) -> NDArray[np.float64] | None:
        """The middle of the draws for every state, shape (states…); they need not sum to one."""
        return None if self.drawn is None else np.asarray(np.median(self.drawn, axis=-1))

    @public
    def marginal(self, outcome: str) -> NDArray[np.float64]:
        """The distribution of one of the outcomes alone, shape (states,)."""
        if outcome not in self.question.outcome:
            raise unknown("outcome", outcome, self.question.outcome)
        own = self.question.outcome.index(outcome)
        others = tuple(i for i in range(self.p.ndim) if i != own)
        return np.asarray(self.p.sum(axis=others))

    @property
    def ordered(self) -> bool:
        """Whether the states of every outcome are declared to run from low to high."""
        source = self.provenance.source
        return not isinstance(source, Network) or source.ordered.issuperset(self.question.outcome)

    def _single(self, asked: str) -> None:
        if len(self.states) != 1:
            names = ", ".join(self.question.outcome)
            raise QuestionError(
                f"A joint distribution of {names} has no level: take one `marginal`."
            )
        if not self.ordered:
            name = self.question.outcome[0]
            raise unordered(name, self.states[0], f"{name!r} has no {asked}.")

    @property
    def table(self) -> AnswerTable[int]:
        """A row for each combination of states, by its place."""
        names, joint = self.question.outcome, len(self.states) > 1
        p, shape, beside = self.p.ravel(), self.p.shape, self._beside()
        labels = ModelLabels(self.provenance.source)
        columns: list[Column[int]] = []
        for k, (name, own) in enumerate(zip(names, self.states, strict=True), start=1):
            shown, stride = tuple(labels.states(name, own)), prod(shape[k:])
            head = labels.variable(name) if joint else ""
            value, text = (partial(_state, states, stride) for states in (own, shown))
            columns.append(Column(name, value, head, text, "<"))
        columns.append(
            Column("probability", lambda i: float(p[i]), "", lambda i: unsigned(p[i], ".3f"))
        )
        if beside is not None:
            columns.append(Column("beside", None, "", beside, "<"))
        columns.append(Column("bar", None, "", lambda i: bar(p[i]), "<"))
        return AnswerTable(range(p.size), columns)

    def to_frame(self) -> pd.DataFrame:
        """A frame with a column for each outcome and one for the probability."""
        return self.table.frame()

    @property
    def sentence(self) -> str:
        """The chance of each state of the outcome, or the most likely combination of states of several."""
        say, asked = Phrasing(self.provenance.source), self.question
        lead = posed_lead(say, asked.under, asked.given, asked.at)
        return capital(
            tr("{lead}{clause}{numbers}.", lead=lead, clause=self.clause, numbers=self._numbers)
        )

    @property
    def clause(self) -> str:
        """The chances without what is done and observed, as a clause."""
        say, names = Phrasing(self.provenance.source), self.question.outcome
        if len(names) == 1:
            return chances_told(say, names[0], self.states[0], self.p)
        return likeliest_told(say, names, self.states, self.p)

    @property
    def _numbers(self) -> str:
        drawn = 0 if self.drawn is None else self.drawn.shape[-1]
        return numbers_behind(self.provenance, drawn)

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        say = Phrasing(self.provenance.source)
        notes = and_more(self.p.size - ROWS_SHOWN) + [say.note(n) for n in self.notes]
        notes += [] if self.drawn is None else [self._over_draws()]
        table = self.table
        sheet = table.sheet(self.sentence, notes, rows=table.rows[:ROWS_SHOWN])
        return (sheet, self._voices_sheet()) if self.voices else (sheet,)

    @property
    def voices(self) -> tuple[VoiceSplit, ...]:
        """Of a pool, what each voice gives for each state or combination of states, in order; else empty."""
        pooled = self.provenance.pooled
        if pooled is None or self.drawn is None:
            return ()
        return tuple(VoiceSplit.of(pooled, p) for p in self.drawn.reshape(-1, pooled.n))

    def _voices_sheet(self) -> Sheet:
        """The probabilities by each voice, and how much of their variance lies between the voices."""
        labels, names = ModelLabels(self.provenance.source), self.question.outcome
        told = [labels.states(v, own) for v, own in zip(names, self.states, strict=True)]
        splits, states = self.voices, [tr(", ").join(one) for one in product(*told)]
        header = ["", *(v.voice for v in splits[0].voices), tr("between")]
        rows = [
            [state, *(unsigned(v.mean, ".3f") for v in split.voices), split.told_share]
            for state, split in zip(states, splits, strict=True)
        ]
        return Sheet(tr("By voice"), header, rows[:ROWS_SHOWN], [tr(BETWEEN), *splits[0].notes])

    def _over_draws(self) -> str:
        n = 0 if self.drawn is None else self.drawn.shape[-1]
        error = 0.0 if self.error is None else float(self.error.max())
        draws = self.provenance.draws or trn(n, "1 draw", "{count:,} draws")
        if n == 1:
            return over_draws(
                draws,
                template(
                    "Mean and 90% interval over {draws}; a single draw tells no Monte-Carlo error."
                ),
            )
        return over_draws(
            draws,
            template("Mean and 90% interval over {draws}; Monte-Carlo error up to {error:.4f}."),
            error=error,
        )

    def _beside(self) -> Callable[[int], str] | None:
        """The column beside each probability: an interval over draws, or a standard error."""
        low_high = self.interval()
        if low_high is not None:
            low, high = low_high.reshape(2, -1)
            return lambda i: f"[{unsigned(low[i], '.3f')}, {unsigned(high[i], '.3f')}]"
        if self.error is not None:
            error = self.error.ravel()
            return lambda i: f"± {error[i]:.4f}"
        return None


def _state(states: tuple[str, ...], stride: int, place: int) -> str:
    """The state of one outcome at a place in the flat array, in which it changes at every `stride`."""
    return states[place // stride % len(states)]


def answer_of(
    question: Question,
    states: tuple[tuple[str, ...], ...],
    p: NDArray[np.float64],
    provenance: Provenance,
    notes: tuple[str, ...] = (),
    error: NDArray[np.float64] | None = None,
) -> Distribution:
    """The answer as a value, which `p` becomes a part of; it may have an axis of draws, last."""
    if p.ndim == len(states):
        return Distribution(question, states, p, provenance, notes, None, error)
    mean = np.asarray(p.mean(axis=-1))
    if error is None:
        spread = np.asarray(p.std(axis=-1) / np.sqrt(p.shape[-1]))
    else:
        spread = np.asarray(error.max(axis=-1))
    return Distribution(question, states, mean, provenance, notes, p, spread)
