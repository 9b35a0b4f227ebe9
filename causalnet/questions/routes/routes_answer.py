"""The answer of `routes`: how much of an effect goes each way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, signed, unsigned
from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.errors import unknown
from causalnet.language.translate import template, tr
from causalnet.model.effect_size import NOTHING
from causalnet.model.influence import Standing
from causalnet.questions.counterfactuals.coupling import Coupling
from causalnet.questions.counterfactuals.coupling_words import COUPLING_HEADS
from causalnet.questions.effects.effect import Effect
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.paths import is_still
from causalnet.questions.routes.attenuation import Attenuation
from causalnet.questions.routes.coupling_bounds import (
    CouplingBounds,
    bounds_columns,
    bounds_notes,
    twice_note,
)
from causalnet.questions.routes.path_specific import PathSpecific
from causalnet.questions.routes.ways import Edge
from causalnet.questions.sentences.change import MovedOutcome, amount, chances_from
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose
from causalnet.questions.voice_split import over_draws

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "NO_SHARES",
    "Grouping",
    "Route",
    "Routes",
    "closing",
    "of_the_change",
    "uncertain",
]

Grouping = Literal["first", "last", "paths"]
MEANING: Mapping[Grouping, str] = {
    "first": template("alone: only this first step is open. last: what closing it takes away."),
    "last": template(
        "alone: the outcome sees only this cause change. last: what is lost if it does not see it."
    ),
    "paths": template(
        "alone: only this path is open. The changes do not add up: paths share steps and act together."
    ),
}
NO_SHARES = template("No shares are told, because the whole change is close to zero.")
HEADS: Mapping[Grouping, str] = {
    "first": template("first step"),
    "last": template("last step"),
    "paths": template("path by way of"),
}


@printed
@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """One way, and the change that goes along it.

    Attributes
    ----------
    name : str
        The first step, the last step, or the path.
    influences : tuple of (cause, effect)
        The influence that is the step, or those on the path.
    alone : Estimate
        The change where only this way is open.
    last : Estimate or None
        The change that closing it takes away; None for paths.
    part : Estimate or None
        Its Shapley value: the parts of all ways sum to the whole change. None for paths.
    standing : {"stated", "implied", "added", "rival"} or None
        The weakest standing on its firmest path to the outcome; None for a network.
    others : mapping from coupling to Estimate
        The part, or of a path the change alone, under the other couplings.
    bounds : tuple of float, Skipped or None
        The least and the most of the change alone under any coupling, if they were asked for.
    """

    name: str
    influences: tuple[Edge, ...]
    alone: Estimate
    last: Estimate | None = None
    part: Estimate | None = None
    standing: Standing | None = None
    others: Mapping[Coupling, Estimate] = field(default_factory=dict)
    bounds: CouplingBounds = None

    @property
    def carried(self) -> Estimate:
        """What it is ranked by: its part, or the change along a path alone."""
        return self.alone if self.part is None else self.part


@dataclass(frozen=True, eq=False, repr=False)
class Routes(Answer):
    """The ways by which an intervention moves an outcome, and how much goes along each.

    Attributes
    ----------
    effect : Effect
        The whole change.
    by : {"first", "last", "paths"}
        Whether ways are told apart by their first step, their last step, or one path at a time.
    routes : tuple of Route
        The greatest first.
    couplings : tuple of str
        The couplings of what is needed twice; the first one is printed.
    witnesses : tuple of str
        The variables that are needed in both versions (recanting witnesses).
    fading : Attenuation or None
        The changes along the strongest path of the greatest route.
    effects : PathSpecific
        The changes along any influences of the same question.
    error, orders : float, int
        Where orders of opening are sampled: the greatest standard error of a part, and how many there are.
    """

    effect: Effect
    by: Grouping
    routes: tuple[Route, ...]
    couplings: tuple[Coupling, ...]
    witnesses: tuple[str, ...]
    fading: Attenuation | None
    effects: PathSpecific
    error: float = 0.0
    orders: int = 0

    @property
    def outcome(self) -> str:
        """The outcome."""
        return self.effect.outcome

    @public
    def __getitem__(self, name: str) -> Route:
        """The route of a name."""
        for route in self.routes:
            if route.name == name:
                return route
        raise unknown("route", name, [route.name for route in self.routes])

    @property
    def has_shares(self) -> bool:
        """Whether parts are told as shares.

        Not of a change whose middle 90% of draws holds zero, nor of a negligible one that opposed ways leave.
        """
        if self.by == "paths" or uncertain(self.effect):
            return False
        return not (self._opposed and self.effect.scale.is_negligible(self.effect.level))

    @public
    def share(self, name: str) -> Estimate:
        """The share of the whole change that goes by one route, a number from 0 to 1 where all ways pull alike."""
        return self._share(self[name].carried)

    def _share(self, part: Estimate) -> Estimate:
        whole = self.effect.estimate
        with np.errstate(divide="ignore", invalid="ignore"):
            return Estimate(part.points / whole.points, drawn=whole.drawn)

    @cached_property
    def closing(self) -> dict[Edge, float]:
        """For every influence on the way, the change that closing it alone takes away."""
        return closing(self.effects, self.couplings[0])

    @property
    def table(self) -> AnswerTable[Route]:
        """A row for every route."""
        whole, drawn = self.effect.level, self.effect.estimate.drawn

        def share(route: Route) -> float:
            return _value(route.part) / whole

        def shown(route: Route) -> str:
            return " → ".join(map(self.effect.say.labels.shown, route.name.split(" → ")))

        columns: list[Column[Route]] = [
            Column("route", lambda r: r.name, tr(HEADS[self.by]), shown, "<"),
            Column("alone", lambda r: r.alone.value, tr("alone"), lambda r: signed(r.alone.value)),
        ]
        if self.by != "paths":
            columns += [
                Column(
                    "last", lambda r: _value(r.last), tr("last"), lambda r: signed(_value(r.last))
                ),
                Column(
                    "part", lambda r: _value(r.part), tr("part"), lambda r: signed(_value(r.part))
                ),
            ]
        if self.has_shares:
            columns.append(Column("share", share, tr("share"), lambda r: unsigned(share(r), ".0%")))
        if drawn:
            columns += [
                Column("low", lambda r: self._ends(r)[0]),
                Column("high", lambda r: self._ends(r)[1]),
                Column("draws", None, tr("90% of draws"), self._between),
            ]
        if self.witnesses:
            for coupling in self.couplings[1:]:
                columns.append(self._other(coupling))
        if any(route.bounds is not None for route in self.routes):
            columns += bounds_columns(tr("alone, any coupling"))
        if any(route.standing for route in self.routes):
            columns.append(
                Column(
                    "standing",
                    lambda r: r.standing,
                    tr("stands on"),
                    lambda r: tr(r.standing) if r.standing else "",
                    "<",
                )
            )
        return AnswerTable(self.routes, columns)

    def _ends(self, route: Route) -> tuple[float, float]:
        """The middle 90% of the draws of a share; where shares are not told, of the change."""
        return (self._share(route.carried) if self.has_shares else route.carried).interval()

    def _between(self, route: Route) -> str:
        ends = self._ends(route)
        low, high = (unsigned(x, ".0%") if self.has_shares else signed(x) for x in ends)
        return f"[{low}, {high}]"

    def _other(self, coupling: Coupling) -> Column[Route]:
        def text(route: Route) -> str:
            value = route.others[coupling].value
            share = value / self.effect.level if self.has_shares else 0.0
            return unsigned(share, ".0%") if self.has_shares else signed(value)

        return Column(
            coupling, lambda r: r.others[coupling].value, tr(COUPLING_HEADS[coupling]), text
        )

    def to_frame(self) -> pd.DataFrame:
        """A frame: route, alone; of steps last, part and share; in draws the ends of its middle 90%; other couplings; standing."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        if not self.routes:
            return (Sheet(self.sentence, (), ()),)
        alone = self.by == "paths" and len(self.routes) == 1
        notes = [tr("alone: this is the only path.") if alone else tr(MEANING[self.by])]
        if self.by != "paths":
            notes.append(
                tr("part: the mean over all orders of opening (Shapley), so that parts add up.")
            )
            if not self.has_shares:
                notes.append(tr(NO_SHARES))
            elif self._opposed:
                notes.append(tr("Shares below 0% or above 100%: ways pull against each other."))
        if self.orders:
            notes.append(
                tr(
                    "Parts are means over {orders:,} sampled orders, with a standard error of at most {error:.4f}.",
                    orders=self.orders,
                    error=self.error,
                )
            )
        notes += [twice_note(self.effect.say, self.witnesses, self.couplings)]
        notes += bounds_notes(self.effect.say, self.routes)
        notes += [self.fading.sentences(self.effect.say)] if self.fading else []
        if self.effect.estimate.drawn:
            told = self.effect.under.provenance.draws or self.effect.estimate.told_draws
            notes.append(over_draws(told))
        return (self.table.sheet(self.sentence, notes, folds=True),)

    @property
    def _opposed(self) -> bool:
        return any(_value(r.part) * self.effect.level < 0 for r in self.routes)

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        e = self.effect
        if is_still(e.path) or not self.routes or abs(e.level) < NOTHING:
            return e.sentence
        first, say = self.routes[0], e.say
        said = {"lead": of_the_change(e), "way": self._goes(first, say)}
        if self.has_shares:
            share = _value(first.part) / e.level
            told = unsigned(share, ".0%")
            if abs(share - 1) < 0.005:
                return prose([tr("{lead} All of that {way}.", **said), *self._ground()])
            if share > 1.005:
                back = unsigned(share - 1, ".0%")
                text = tr(
                    "{lead} Of that, {share} {way}, and other ways take {back} back.",
                    share=told,
                    back=back,
                    **said,
                )
                return prose([text, *self._ground()])
            return prose(
                [tr("{lead} Of that, {share} {way}.", share=told, **said), *self._ground()]
            )
        if len(self.routes) == 1:
            return prose([tr("{lead} All of that {way}.", **said), *self._ground()])
        part = amount(e.scale, first.carried.value)
        return prose(
            [
                tr("{lead} The greatest part of that, {amount}, {way}.", amount=part, **said),
                *self._ground(),
            ]
        )

    def _ground(self) -> Iterator[str]:
        """On what the strongest way stands."""
        match self.routes[0].standing:
            case "stated":
                yield tr("Every influence on that way is stated by a source.")
            case "implied":
                yield tr("That way rests on influences that are implied, not stated.")
            case "added":
                yield tr("That way rests on influences that we added.")

    def _goes(self, route: Route, say: Phrasing) -> str:
        """The way of a route, as the predicate of a sentence."""
        cause, effect = route.influences[0][0], route.influences[-1][1]
        if (
            len(route.influences) == 1
            and cause in self.effects.ways.sources
            and effect == self.outcome
        ):
            return tr("goes directly from {cause}", cause=say.name(cause))
        way = say.way(route.name.split(" → "))
        if self.by == "first":
            return tr("goes first through {way}", way=way)
        if self.by == "last":
            return tr("goes last through {way}", way=way)
        return tr("goes by way of {way}", way=way)


def _value(part: Estimate | None) -> float:
    return float("nan") if part is None else part.value


def closing(effects: PathSpecific, coupling: Coupling) -> dict[Edge, float]:
    """For every influence on the way, the change in the outcome that closing it alone takes away."""
    ways = effects.ways
    whole = effects.change(ways.every, coupling)
    return {
        edge: float(np.mean(whole - effects.change(ways.without([edge]), coupling)))
        for edge in ways.edges
    }


def of_the_change(effect: Effect) -> str:
    """A whole change as a sentence, before what is said of its parts."""
    asked, other = effect.under.question, effect.versus.question
    action = effect.say.action(asked.under, other.under)
    lead = effect.say.lead(asked.given, effect.at)
    outcome = MovedOutcome.of(effect.under.provenance.source, effect.measure)
    survival = [chances_from(effect.versus.p), chances_from(effect.under.p)]
    clause = outcome.moved(action, effect.level, survival=survival)
    return capital(tr("{lead}{clause}{numbers}.", lead=lead, clause=clause, numbers=effect.numbers))


def uncertain(effect: Effect) -> bool:
    """Whether a whole change is zero, or the middle 90% of its draws holds zero."""
    low, high = effect.estimate.interval()
    return abs(effect.level) < NOTHING or low <= 0 <= high
