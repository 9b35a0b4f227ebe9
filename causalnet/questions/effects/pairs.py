"""Pairs: what two settings do together, beyond what each does alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import AnswerTable, Column, Ranking, Sheet, and_more, signed
from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.console import printed
from causalnet.errors import QuestionError
from causalnet.inference.query_encoding import impossible
from causalnet.inference.sweep import all_levers, all_pairs
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING, Scale
from causalnet.model.grammar.finding import Given
from causalnet.model.grammar.intervention import do
from causalnet.model.judgements.draws import Draws
from causalnet.model.variable import Better
from causalnet.network.network import Network
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.candidates import candidates, wished
from causalnet.questions.query.downstream_evidence import kept_weights, observed_after
from causalnet.questions.query.measure import Measure, Outcome, measure_of
from causalnet.questions.query.paths import (
    WITHIN_A_PERIOD,
    PathKind,
    is_still,
    path_notes,
    paths_to,
)
from causalnet.questions.query.question import Provenance, Question, ask, provenance
from causalnet.questions.sentences.change import MovedOutcome
from causalnet.questions.sentences.numbers import numbers_behind
from causalnet.questions.sentences.phrasing import Phrasing, capital, comma_list, prose, series
from causalnet.questions.sentences.still import why_unreached
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.later_paths import LaterPath, later_path
from causalnet.questions.ties import leading
from causalnet.questions.voice_split import BETWEEN, column_between, over_draws

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Pair", "Pairs", "pairs"]

PAIRS_SHOWN = 20


@printed
@dataclass(frozen=True, slots=True)
class Pair:
    """Two settings, and what they change together.

    Attributes
    ----------
    settings : mapping from variable to state
        The two.
    estimate : Estimate
        The change in the outcome's expected level, in states; for a question about one state, in its probability.
    alone : tuple of float
        The change from each alone; over draws, the mean.
    path : {"within a period", "by observing alone", "blocked by what is observed", "lagged only", "no path"}
        The way by which the two together can reach the outcome; but for the first two, they change nothing by structure.
    paths : tuple of those
        The same for each alone.
    """

    settings: Mapping[str, str]
    estimate: Estimate
    alone: tuple[float, float]
    path: PathKind = "within a period"
    paths: tuple[PathKind, PathKind] = ("within a period", "within a period")

    @property
    def level(self) -> float:
        """The change in what is measured; over draws, their mean."""
        return self.estimate.value

    @property
    def synergy(self) -> float:
        """The change of both together beyond the sum of each alone."""
        return self.level - sum(self.alone)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Pairs(Ranking[Pair]):
    """Pairs of hard interventions on one outcome, the one that raises it most first (or lowers it most).

    Attributes
    ----------
    measure : Measure
        The measure of the outcome.
    ranked : tuple of Pair
    provenance : Provenance
    better : {"high", "low"}
        The wished end of the outcome's scale.
    notes : tuple of str
        On what is observed downstream of what is set.
    later : LaterPath or None
        A path that acts only in later periods, and leads elsewhere than the first pair's change.
    """

    measure: Measure
    ranked: tuple[Pair, ...]
    provenance: Provenance
    better: Better = "high"
    notes: tuple[str, ...] = ()
    later: LaterPath | None = None

    @property
    def scale(self) -> Scale:
        """The scale of a change in the outcome."""
        return self.measure.scale

    @property
    def outcome(self) -> str:
        """The quantity to be raised or lowered."""
        return self.measure.outcome

    @property
    def table(self) -> AnswerTable[Pair]:
        """A row for every pair of settings."""
        size, drawing = self.scale.size, bool(self.ranked) and self.ranked[0].estimate.drawn
        labels = self._say.labels
        level = tr("level") if self.measure.state is None else self.measure.told_quantity(labels)

        def here(text: Callable[[Pair], str]) -> Callable[[Pair], str]:
            return lambda x: "" if is_still(x.path) else text(x)

        def sized(x: Pair) -> str:
            how = [] if x.path == WITHIN_A_PERIOD else [tr(x.path)]
            return comma_list([tr(size(x.level)), *how])

        def set_to(x: Pair, which: int) -> str:
            variable, state = [*x.settings.items()][which]
            return f"{labels.shown(variable)} = {labels.state(variable, state)}"

        columns: list[Column[Pair]] = [
            Column("first", lambda x: _named(x)[0]),
            Column("to", lambda x: _named(x)[1]),
            Column("set", None, tr("set"), lambda x: set_to(x, 0), "<"),
            Column("second", lambda x: _named(x)[2]),
            Column("to_second", lambda x: _named(x)[3]),
            Column("and", None, tr("and"), lambda x: set_to(x, 1), "<"),
            Column("level", lambda x: x.level, level, lambda x: _change(x.level, x.path)),
            Column("alone", lambda x: x.alone[0], tr("first alone"), lambda x: _alone(x, 0)),
            Column(
                "alone_second", lambda x: x.alone[1], tr("second alone"), lambda x: _alone(x, 1)
            ),
            Column(
                "synergy", lambda x: x.synergy, tr("synergy"), here(lambda x: signed(x.synergy))
            ),
            Column("size", lambda x: size(x.level), tr("size"), here(sized), "<"),
            Column("path", lambda x: x.path),
        ]
        spread: Column[Pair] = Column(
            "spread", None, tr("median and 90% of draws"), here(lambda x: f"{x.estimate}")
        )
        columns += [spread] if drawing else []
        return AnswerTable(
            self.ranked,
            columns + ([column_between(lambda x: x.estimate.voices)] if self._pooled else []),
        )

    @property
    def _pooled(self) -> bool:
        return bool(self.ranked) and self.ranked[0].estimate.voices is not None

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every pair of settings."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The pairs that raise the outcome most, with as many columns as fit a page."""
        fitting = self.table.fitting(["size", "alone_second", "alone"], rows=self._shown)
        return (self._sheet([name for name in self._told if name in fitting]),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same with every column."""
        return (self._sheet(self._told),)

    @property
    def _shown(self) -> tuple[Pair, ...]:
        return self.ranked[:PAIRS_SHOWN]

    @property
    def _told(self) -> list[str]:
        """The columns that are shown, in order."""
        only = ["set", "and", "level", "size", "alone", "alone_second", "synergy"]
        only += ["spread"] if self.ranked and self.ranked[0].estimate.drawn else []
        return only + (["between_voices"] if self._pooled else [])

    def _sheet(self, only: list[str]) -> Sheet:
        shown, table = self._shown, self.table
        left = len(self.ranked) - len(shown)
        notes = and_more(left)
        notes.append(tr("size: {legend}.", legend=self.scale.legend()))
        notes += path_notes(x for pair in shown for x in (pair.path, *pair.paths))
        notes += [self._say.note(note) for note in self.notes]
        if shown and shown[0].estimate.drawn:
            estimate = shown[0].estimate
            notes.append(over_draws(self.provenance.draws or estimate.told_draws))
        notes += [tr(BETWEEN)] if self._pooled else []
        return table.sheet(self.sentence, notes, rows=shown, only=only, folds=True)

    @property
    def sentence(self) -> str:
        """The two settings that do most together, and by how much."""
        lead = tr("Within a period, ") if self.later is not None else ""
        later = self.later.sentence(self._say.name(self.outcome)) if self.later else ""
        told = capital(tr("{lead}{clause}.", lead=lead, clause=self._most()))
        return prose([told, *self._rank(), later])

    @property
    def numbers(self) -> str:
        """The numbers that answered, as the end of a sentence."""
        drawn = [pair.estimate for pair in self.ranked[:1] if pair.estimate.drawn]
        return numbers_behind(self.provenance, len(drawn[0].points) if drawn else 0)

    @property
    def _say(self) -> Phrasing:
        return Phrasing(self.provenance.source)

    @property
    def _within(self) -> list[Pair]:
        """The pairs that reach the outcome along influences."""
        return [pair for pair in self.ranked if pair.path == WITHIN_A_PERIOD]

    @property
    def _leading(self) -> list[Pair]:
        """The pairs that do most: several where they tie."""
        return leading(self._within, lambda pair: self._sign * pair.level)

    @property
    def _sign(self) -> float:
        return -1.0 if self.better == "low" else 1.0

    def _action(self, pair: Pair) -> str:
        return self._say.action(do(pair.settings))

    def _most(self) -> str:
        """The main clause."""
        outcome = MovedOutcome.of(self.provenance.source, self.measure)
        if not self._within:
            why = why_unreached(p.path for p in self.ranked)
            name = self._say.name(self.outcome)
            return tr("no two levers reach {outcome}: {why}", outcome=name, why=why)
        first = self._within[0]
        if self._sign * first.level <= NOTHING:
            if self.better == "low":
                return tr("no two levers lower {outcome} together", outcome=outcome.told)
            return tr("no two levers raise {outcome} together", outcome=outcome.told)
        return outcome.moved(self._action(first), first.level) + self.numbers

    def _rank(self) -> Iterator[str]:
        """Among how many pairs it is the first."""
        within = self._within
        if not within or self._sign * within[0].level <= NOTHING:
            return
        if len(equal := self._leading) > 1:
            others = series([self._action(pair) for pair in equal[1:]])
            yield tr("As much comes of {others}.", others=others)
        if len(self.ranked) == 1:
            yield tr("It is the only pair of settings.")
        elif len(within) == len(self.ranked):
            yield tr("Of {count:,} pairs of settings none does more.", count=len(self.ranked))
        else:
            yield tr(
                "Of the {count:,} pairs of settings that reach it along influences none does more.",
                count=len(within),
            )


def _named(pair: Pair) -> tuple[str, str, str, str]:
    (a, i), (b, j) = pair.settings.items()
    return a, i, b, j


def _alone(pair: Pair, which: int) -> str:
    return _change(pair.alone[which], pair.paths[which])


def _change(change: float, path: PathKind) -> str:
    """A change, or why there is none."""
    return tr(path) if is_still(path) else signed(change)


@public
def pairs(
    model: CausalModel | Network,
    outcome: Outcome,
    among: Sequence[str],
    *,
    given: Given | None = None,
    better: Better | None = None,
    draws: int | Draws | None = None,
) -> Pairs:
    """Every pair of hard interventions among some variables, from one sweep for each variable.

    Parameters
    ----------
    model : CausalModel or Network
    outcome : str or (str, str)
        The outcome to be raised or lowered, as for `levers`.
    among : sequence of str
        The variables to pair, at least two of them.
    given : mapping, optional
        Findings after the interventions. Settings that contradict it are left out.
    better : {"high", "low"}, optional
        The wished end of the outcome's scale. Default: as its variable says.
    draws : int or Draws, optional
        The number of draws from the model's judgements. Default: its central network alone.

    Returns
    -------
    Pairs

    Raises
    ------
    QuestionError
        For more than one outcome, or fewer than two variables.
    ImpossibleEvidenceError
        If what is given has probability zero today.

    Examples
    --------
    >>> import causalnet as cn
    >>> either = cn.Network(
    ...     {"a": ["no", "yes"], "b": ["no", "yes"], "y": ["no", "yes"]},
    ...     {"y": ["a", "b"]},
    ...     {"a": [0.5, 0.5], "b": [0.5, 0.5], "y": [[[1, 0], [0, 1]], [[0, 1], [0, 1]]]},
    ... )
    >>> best = cn.pairs(either, ("y", "yes"), ["a", "b"]).ranked[0]
    >>> dict(best.settings), round(best.level, 3), round(best.synergy, 3)
    ({'a': 'yes', 'b': 'no'}, 0.25, 0.25)
    """
    network = network_of(model, draws)
    measure = measure_of(model, network, outcome, verb="pairs")
    question = ask(network, measure.outcome, None, given)
    names = candidates(model, network.states, measure.outcome, among)
    if len(names) < 2:
        raise QuestionError(
            f"Pairs take at least two variables in among=, got {', '.join(names) or 'none'}."
        )
    single = all_levers(network, question.outcome, question.given)
    if question.given and np.isnan(single.today).any():
        raise impossible(question.given)
    double = all_pairs(network, question.outcome, names, question.given)
    today = _level(single.today, 0, measure)
    path_of = paths_to(model, [network.parents], (measure.outcome,), question.given)
    found = []
    for a, b in combinations(names, 2):
        first, second = _level(single[a], 1, measure) - today, _level(single[b], 1, measure) - today
        both = _level(double[a][b], 2, measure) - today
        for j, i in np.ndindex(both.shape[:2]):
            if not np.isnan(both[j, i]).any():
                settings = {a: network.states[a][i], b: network.states[b][j]}
                alone = float(first[i].mean()), float(second[j].mean())
                found.append(
                    Pair(
                        settings,
                        Estimate(both[j, i], drawn=both.ndim > 2, pooled=network.pooled),
                        alone,
                        path_of([a, b]),
                        (path_of([a]), path_of([b])),
                    )
                )
    wanted = wished(model, measure, better)
    sign = -1.0 if wanted == "low" else 1.0
    ranked = sorted(
        found, key=lambda pair: (pair.path != WITHIN_A_PERIOD, -round(sign * pair.level, 12))
    )
    source = provenance(model, "exact", draws)
    notes = observed_after([network.parents], names, names, measure.outcome, question.given)
    notes = (*notes, *kept_weights(network, question.given))
    later = _later(model, ranked[0], measure, question) if ranked else None
    return Pairs(measure, tuple(ranked), source, wanted, notes, later)


def _later(
    model: CausalModel | Network, pair: Pair, measure: Measure, question: Question
) -> LaterPath | None:
    """A later path that leads elsewhere than a pair's change."""
    if not isinstance(model, CausalModel):
        return None
    arms, change = Arms(model, do(pair.settings), do()), measure.upward(pair.level)
    return later_path(model, arms, measure.outcome, {0: question.given}, pair.path, change=change)


def _level(p: NDArray[np.float64], axis: int, measure: Measure) -> NDArray[np.float64]:
    """The measured quantity along the outcome's axis, in every draw if there are any."""
    return np.asarray(np.moveaxis(p, axis, -1) @ measure.weights)
