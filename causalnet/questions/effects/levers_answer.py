"""The answer about levers: single interventions, ranked by what they do to an outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from causalnet.answer_tables import AnswerTable, Column, Ranking, Sheet, signed
from causalnet.boundary.checks import public
from causalnet.errors import QuestionError, unknown
from causalnet.frozen_map import Register
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import Scale
from causalnet.model.grammar.finding import Finding
from causalnet.model.variable import Better
from causalnet.network.labels import ModelLabels
from causalnet.questions.effects.lever import Lever, reaching
from causalnet.questions.effects.lever_columns import (
    columns_at_least,
    columns_of_rank,
    columns_of_reach,
    legend_of_reach,
    notes_at_the_centre,
    ranked_over,
    said_of_proposals,
    said_of_voices,
)
from causalnet.questions.effects.lever_paths import later_of, said_of_paths, signs_of
from causalnet.questions.effects.lever_sentence import first_over_draws, lever_sentence
from causalnet.questions.effects.rank_shares import (
    RELIABLE_SHARE,
    RankShares,
    rank_shares,
    told_error,
)
from causalnet.questions.query.measure import Measure
from causalnet.questions.query.question import Provenance
from causalnet.questions.sentences.numbers import numbers_behind
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.signs.later_paths import LaterPath
from causalnet.questions.signs.signs_answer import BySigns
from causalnet.questions.ties import leading, places
from causalnet.questions.voice_split import column_between

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Levers"]

# The columns for which a page has room; browsers and frames have all.
CENTRAL = ("place", "variable", "state", "level", "error", "size", "reach", "steps", "proposed")
OVER_DRAWS = ("place", "variable", "state", "median", "between", "size", "first", "needs")
# A pool has no signs of its own.
OVER_POOL = (*OVER_DRAWS[:-1], "between_voices")


@dataclass(frozen=True, eq=False, repr=False)
class Levers(Ranking[Lever]):
    """Single interventions on one outcome, the one that raises it most first (or lowers it most).

    Levers that cannot reach the outcome by the period asked about have no rank and come after all others.

    Attributes
    ----------
    measure : Measure
        The measure of the outcome.
    found : sequence of Lever
        Every variable and state that was tried, in the model's own order. Each lever, its path and its `Lever.reach` are
        computed when they are first read.
    provenance : Provenance
        The model that answered.
    better : {"high", "low"}
        The wished end of the outcome's scale; changes keep their own sign.
    at : int
        The period in which the outcome is read.
    ordered : bool
        Whether the states of all that was tried run from low to high.
    given : mapping from period to findings
        The findings.
    notes : tuple of str
        Notes on the answer.
    arrivals : mapping from variable to int
        Of an elicited model, the first period in which each variable can reach the outcome, of those that ever do.
    """

    measure: Measure
    found: Sequence[Lever]
    provenance: Provenance
    better: Better = "high"
    at: int = 0
    ordered: bool = True
    given: Mapping[int, Mapping[str, Finding]] = field(default_factory=Register)
    notes: tuple[str, ...] = ()
    arrivals: Mapping[str, int] = field(default_factory=dict)

    @property
    def drawn(self) -> bool:
        """Whether it is ranked over draws."""
        return any(lever.estimate.drawn for lever in self.found)

    @property
    def sign(self) -> float:
        """One where a rise is wished for, minus one where a fall is."""
        return -1.0 if self.better == "low" else 1.0

    @property
    def scale(self) -> Scale:
        """The scale of a change in the outcome."""
        return self.measure.scale

    @cached_property
    def ranked(self) -> tuple[Lever, ...]:  # type: ignore[override]
        """Every variable and state that was tried, by change in what is measured."""
        # Rounding keeps ties in the model's own order, whatever the last digit says.
        return tuple(
            sorted(self.found, key=lambda x: (not x.reaches, -round(self.sign * x.level, 12)))
        )

    @cached_property
    def _best(self) -> tuple[Lever, ...]:
        first: dict[str, Lever] = {}
        for lever in self.ranked:
            first.setdefault(lever.variable, lever)
        return tuple(first.values())

    def best(self) -> tuple[Lever, ...]:
        """For each variable the one setting that does most, ranked."""
        return self._best

    @property
    def acting(self) -> tuple[Lever, ...]:
        """Those among the best that can reach the outcome."""
        return tuple(lever for lever in self._best if lever.reaches)

    @cached_property
    def leading(self) -> tuple[Lever, ...]:
        """The levers that do most, of those that can reach the outcome: several where they tie."""
        return tuple(leading(self.acting, lambda v: self.sign * v.level))

    @cached_property
    def _places(self) -> dict[str, int]:
        """The place of each variable that can reach the outcome, by what is measured; those that tie share one."""
        return places({v.variable: self.sign * v.level for v in self.acting})

    @public
    def ranks_at_least(self, state: str) -> dict[str, int]:
        """The place of each variable that can reach the outcome by P(outcome ≥ state); those that tie share one."""
        known = [s for s, _ in self.ranked[0].at_least] if self.ranked else []
        if state not in known:
            if not known:
                raise QuestionError("The outcome has a single state: there is nothing to rank by.")
            raise unknown("state above the lowest", state, known)
        return places({v.variable: self.sign * dict(v.at_least)[state] for v in self.acting})

    @cached_property
    def _shares(self) -> dict[str, RankShares]:
        if not self.drawn:
            return {}
        acting = self.acting
        drawn = [self.sign * v.estimate.points for v in acting]
        none = {v.variable: RankShares(0.0, 0.0) for v in self._best}
        return none | rank_shares(drawn, [v.variable for v in acting])

    def shares(self) -> dict[str, RankShares]:
        """For each variable's best setting, in what share of the draws it ranks first, and in the top three.

        Empty without draws. A tie is shared among those who tie. A lever that cannot reach the outcome is never first.
        """
        return dict(self._shares)

    @public
    def reliable(self, share: float = RELIABLE_SHARE) -> Lever | None:
        """The lever that ranks first in at least `share` of the draws; None where no lever does."""
        for lever in self.acting:
            if self._shares[lever.variable].first >= share:
                return lever
        return None

    @property
    def first(self) -> str:
        """The first lever over the draws and its reliability, as a sentence."""
        return first_over_draws(self)

    @cached_property
    def _signs(self) -> dict[Lever, BySigns | None]:
        """The signs' answer for the best setting of every variable that can reach the outcome."""
        return {lever: self._signs_of(lever) for lever in self.acting}

    @cached_property
    def later(self) -> Mapping[Lever, LaterPath]:
        """Of each variable's best setting, the later path that leads elsewhere than its change, if there is one."""
        return later_of(self._best, self.provenance.source, self.measure, self.given, self.at)

    @public
    def signs(self, lever: Lever) -> BySigns | None:
        """The answer about a lever from the signs alone.

        None of a network, of a state that is not the highest, and where something is found in a later period.
        """
        return self._signs[lever] if lever in self._signs else self._signs_of(lever)

    def _signs_of(self, lever: Lever) -> BySigns | None:
        source = self.provenance.source
        if not isinstance(source, CausalModel) or {*self.given} - {0}:
            return None
        return signs_of(source, self.measure, lever, self.given.get(0, {}), self.at)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Places by the probability of the highest state; empty where there is nothing else to rank by."""
        several = self.measure.state is None and len(self.measure.states) > 1
        return self.ranks_at_least(self.measure.states[-1]) if self._best and several else {}

    @cached_property
    def _middles(self) -> dict[Lever, tuple[float, float, float]]:
        """The median and the middle 90% of every lever."""
        return {v: (v.estimate.median, *v.estimate.interval()) for v in self.ranked}

    @property
    def numbers(self) -> str:
        """The numbers behind the answer, as the end of a sentence."""
        drawn = len(self.found[0].estimate.points) if self.drawn else 0
        return numbers_behind(self.provenance, drawn)

    @property
    def sentence(self) -> str:
        """The lever that does most, by how much, and how surely it is the first."""
        return lever_sentence(self)

    @property
    def table(self) -> AnswerTable[Lever]:
        """A row for every variable and state that was tried, ranked."""
        place, central = self._places, not self.drawn
        words = ModelLabels(self.provenance.source)
        columns = [
            Column("place", None, "", reaching(lambda v: f"{place[v.variable]}", "–")),
            Column(
                "variable",
                lambda v: v.variable,
                tr("lever"),
                lambda v: words.shown(v.variable),
                "<",
            ),
            Column(
                "state",
                lambda v: v.state,
                tr("set to"),
                lambda v: words.state(v.variable, v.state) if v.moves else tr("any"),
                "<",
            ),
            *self._columns_of_change(central),
            *columns_at_least(
                self.measure,
                place,
                self.ranks,
                words,
                printed=central and bool(self.ranks or not self._best),
            ),
            *columns_of_reach(per_reach=central),
            Column("steps", lambda v: v.steps, tr("steps")),
            Column("path", lambda v: v.path),
            Column(
                "proposed",
                lambda v: ", ".join(v.proposed),
                tr("proposed"),
                lambda v: tr("yes") if v.proposed else "",
                "<",
            ),
        ]
        over_draws = [] if central else self._columns_over_draws()
        return AnswerTable(self.ranked, [*columns, *over_draws])

    def _columns_of_change(self, central: bool) -> list[Column[Lever]]:
        scale, level = self.scale, tr("level")
        if self.measure.state is not None:
            level = self.measure.told_quantity(ModelLabels(self.provenance.source))
        return [
            Column(
                "level",
                lambda v: v.level,
                level if central else None,
                lambda v: signed(v.level) if v.moves else self._hindrance(v),
            ),
            Column(
                "error",
                lambda v: v.estimate.error,
                tr("error") if central and any(v.estimate.error for v in self.found) else None,
                reaching(lambda v: f"{v.estimate.error:.4f}"),
            ),
            Column(
                "size", lambda v: scale.size(v.level), tr("size"), lambda v: v.sized(scale), "<"
            ),
        ]

    def _hindrance(self, lever: Lever) -> str:
        """The reason why a lever does not reach the outcome, and the later period in which it will."""
        if not self.at or lever.path != "lagged only":
            return tr(lever.path)
        return tr(
            "{why}, from period {period}", why=tr(lever.path), period=self.arrivals[lever.variable]
        )

    def _columns_over_draws(self) -> list[Column[Lever]]:
        middles = self._middles
        best = dict.fromkeys(self._best)
        none = RankShares(float("nan"), float("nan"))

        def share(v: Lever) -> RankShares:
            return self._shares[v.variable] if v in best else none

        def between(v: Lever) -> str:
            return f"[{', '.join(map(signed, middles[v][1:]))}]" if v.moves else ""

        return [
            Column(
                "median",
                lambda v: middles[v][0],
                tr("median"),
                lambda v: signed(middles[v][0]) if v.moves else self._hindrance(v),
            ),
            Column("between", None, tr("90% of draws"), between),
            Column("low", lambda v: middles[v][1]),
            Column("high", lambda v: middles[v][2]),
            *columns_of_rank(share),
            *(
                [column_between(lambda v: v.estimate.voices if v.reaches else None)]
                if self.provenance.pooled
                else []
            ),
            Column(
                "signs",
                None,
                tr("by signs"),
                lambda v: tr(s.status) if (s := self._signs.get(v)) else "",
                "<",
            ),
            Column(
                "needs",
                None,
                tr("needs"),
                lambda v: tr(s.standing) if (s := self._signs.get(v)) and s.standing else "",
                "<",
            ),
        ]

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every variable and state that was tried, ranked."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as: each variable's best setting, in the columns that a page has room for."""
        only = OVER_POOL if self.provenance.pooled else OVER_DRAWS if self.drawn else CENTRAL
        heads = {column.name for column in self.table.columns if column.head is not None}
        shown = [name for name in only if name in heads]
        notes = _notes(self, whole=False)
        sheet = self.table.sheet(self.sentence, notes, rows=self._best, only=shown, folds=True)
        return (sheet,)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same with every column: a browser has room."""
        return (self.table.sheet(self.sentence, _notes(self, whole=True), rows=self._best),)


def _notes(levers: Levers, *, whole: bool) -> tuple[str, ...]:
    """Notes on the changes; `whole`: on every column."""
    best = levers.best()
    told = _notes_over_draws(levers) if levers.drawn else _at_the_centre(levers)
    if whole or not levers.drawn:
        told.append(legend_of_reach(best, ordered=levers.ordered, at=levers.at))
    say = Phrasing(levers.provenance.source)
    told += said_of_paths(say, best, levers.later, levers.measure, levers.at)
    told += said_of_proposals(best, levers.provenance.source)
    size = tr("size: {legend}.", legend=levers.scale.legend())
    return (size, *told, *map(say.note, levers.notes))


def _at_the_centre(levers: Levers) -> list[str]:
    say, errors = Phrasing(levers.provenance.source), any(v.estimate.error for v in levers.best())
    otherwise = any(levers._places[name] != rank for name, rank in levers.ranks.items())
    return notes_at_the_centre(say, levers.measure, errors=errors, otherwise=otherwise)


def _notes_over_draws(levers: Levers) -> list[str]:
    """Notes on changes over draws."""
    own = levers.provenance
    draws = own.draws or levers.found[0].estimate.told_draws
    return [
        ranked_over(Phrasing(own.source), levers.measure, draws),
        tr("first: share of the draws in which the lever ranks so."),
        *said_of_voices(own.pooled),
        *([told_error(levers.best())] if levers.at else []),
    ]
