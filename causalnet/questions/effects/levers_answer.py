"""The answer about levers: single interventions, ranked by what they do to an outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import TYPE_CHECKING

from causalnet.boundary.checks import public
from causalnet.errors import QuestionError, unknown
from causalnet.inference.sweep import Sweep
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion
from causalnet.model.effect_size import NOTHING, Scale
from causalnet.model.variable import Better
from causalnet.network.network import Network
from causalnet.questions.effects.lever import Lever, later_of, levers_of, said_of_paths, verb_of
from causalnet.questions.effects.rank_shares import MOST, RankShares, rank_shares, told_share
from causalnet.questions.query.distribution import Distribution
from causalnet.questions.query.measure import Measure
from causalnet.questions.query.paths import hindrance
from causalnet.questions.query.spread import Spread
from causalnet.questions.signs.later_paths import LaterPath
from causalnet.questions.signs.signs import BySigns, by_signs
from causalnet.tables import Column, Ranking, Sheet, Table, signed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Levers"]

# How the columns follow each other in print where there are draws.
OVER_DRAWS = (
    "place", "variable", "state", "median", "between", "size", "first", "top_three", "signs", "needs",
    "reach", "steps", "proposed",
)  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Levers(Ranking[Lever]):
    """Single interventions on one outcome, the one that raises it most first (or lowers it most).

    What cannot reach the outcome within the period has no rank and stands behind all that can. They come from one sweep over the network; the rest is worked out when it is first looked at.

    Attributes
    ----------
    model : CausalModel or Network
        What was asked.
    network : Network
        The network that answered.
    today : Distribution
        The outcome as it is.
    sweep : Sweep
        The outcome's distribution for every variable and state that may be set.
    among : tuple of str
        The variables that were tried.
    measure : Measure
        What the outcome is measured by.
    better : {"high", "low"}
        Which end of the outcome's scale is wished for; changes keep their own sign.
    """

    model: CausalModel | Network
    network: Network
    today: Distribution
    sweep: Sweep
    among: tuple[str, ...]
    measure: Measure
    better: Better = "high"

    @property
    def sign(self) -> float:
        """One where a rise is wished for, minus one where a fall is."""
        return -1.0 if self.better == "low" else 1.0

    @property
    def scale(self) -> Scale:
        """What a change in the outcome is measured on."""
        return self.measure.scale

    @cached_property
    def ranked(self) -> tuple[Lever, ...]:  # type: ignore[override]
        """Every variable and state that was tried, by change in expected level."""
        question = self.today.question
        found = levers_of(self.model, self.network, self.sweep, self.among, self.measure, question)
        # Rounding keeps ties in the model's own order, whatever the last digit says.
        return tuple(sorted(found, key=lambda x: (not x.reaches, -round(self.sign * x.level, 12))))

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

    @public
    def ranks_at_least(self, state: str) -> dict[str, int]:
        """The place of each variable that can reach the outcome, ranked by P(outcome ≥ state) instead."""
        known = [s for s, _ in self.ranked[0].at_least] if self.ranked else []
        if state not in known:
            if not known:
                raise QuestionError("The outcome has a single state: there is nothing to rank by.")
            raise unknown("state above the lowest", state, known)
        order = sorted(self.acting, key=lambda v: -round(self.sign * dict(v.at_least)[state], 12))
        return {lever.variable: i for i, lever in enumerate(order, start=1)}

    @cached_property
    def _shares(self) -> dict[str, RankShares]:
        if self.today.drawn is None:
            return {}
        acting = self.acting
        drawn = [None if v.drawn is None else self.sign * v.drawn for v in acting]
        none = {v.variable: RankShares(0.0, 0.0) for v in self._best}
        return none | rank_shares(drawn, [v.variable for v in acting])

    def shares(self) -> dict[str, RankShares]:
        """For each variable's best setting, in what share of the draws it ranks first, and in the top three.

        Empty without draws. A tie is shared among those who tie. What cannot reach the outcome is never first.
        """
        return dict(self._shares)

    @public
    def settled(self, share: float = MOST) -> Lever | None:
        """The lever that ranks first in at least `share` of the draws; None where no lever does."""
        for lever in self.acting:
            if self._shares[lever.variable].first >= share:
                return lever
        return None

    @cached_property
    def _signs(self) -> dict[Lever, BySigns | None]:
        """What the signs say of the best setting of every variable that can reach the outcome."""
        return {lever: self._signs_of(lever) for lever in self.acting}

    @cached_property
    def later(self) -> Mapping[Lever, LaterPath]:
        """Of each variable's best setting, the later path that leads elsewhere than its change, if there is one."""
        return later_of(self._best, self.model, self.measure, self.today.question)

    @public
    def signs(self, lever: Lever) -> BySigns | None:
        """What the signs alone say of a lever; None of a network, and of a state that is not the highest."""
        return self._signs[lever] if lever in self._signs else self._signs_of(lever)

    def _signs_of(self, lever: Lever) -> BySigns | None:
        at_least = self.measure.state
        if not isinstance(self.model, CausalModel) or at_least not in (
            None,
            self.measure.states[-1],
        ):
            return None
        question = self.today.question
        conclusion = Conclusion(
            question.outcome[0],
            "rises" if lever.level >= 0 else "falls",
            under=lever.intervention,
            given=question.given,
            at_least=at_least,
        )
        return by_signs(self.model, conclusion)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Places by the probability of the highest state; empty where there is nothing else to rank by."""
        several = self.measure.state is None and len(self.measure.states) > 1
        return self.ranks_at_least(self.measure.states[-1]) if self._best and several else {}

    @cached_property
    def _middles(self) -> dict[Lever, tuple[float, float, float]]:
        """Of every lever over draws, the median and the middle 90%."""
        spreads = {v: Spread(v.drawn) for v in self.ranked if v.drawn is not None}
        return {v: (spread.median, *spread.interval()) for v, spread in spreads.items()}

    @property
    def sentence(self) -> str:
        """Which lever does most, and how much that is, in one sentence."""
        return _sentence(self)

    @property
    def table(self) -> Table[Lever]:
        """A row for every variable and state that was tried, ranked."""
        place = {v.variable: i for i, v in enumerate(self._best, start=1)}
        central = self.today.drawn is None
        columns = [
            Column("place", None, "", _there(lambda v: f"{place[v.variable]}", "–")),
            Column("variable", lambda v: v.variable, "lever", align="<"),
            Column(
                "state", lambda v: v.state, "set to", lambda v: v.state if v.moves else "any", "<"
            ),
            *self._columns_of_change(central),
            *self._columns_at_least(place, central),
            Column("reach", lambda v: v.reach, "reach", lambda v: f"{v.reach:.2f}"),
            Column(
                "per_reach",
                lambda v: v.per_reach,
                "per reach" if central else None,
                _there(lambda v: "" if isnan(v.per_reach) else signed(v.per_reach)),
            ),
            Column("steps", lambda v: v.steps, "steps"),
            Column("path", lambda v: v.path),
            Column(
                "proposed",
                lambda v: ", ".join(v.proposed),
                "proposed",
                lambda v: "yes" if v.proposed else "",
                "<",
            ),
        ]
        return Table(self.ranked, columns if central else [*columns, *self._columns_over_draws()])

    def _columns_of_change(self, central: bool) -> list[Column[Lever]]:
        level = "level" if self.measure.state is None else self.measure.quantity
        scale = self.scale
        return [
            Column(
                "level",
                lambda v: v.level,
                level if central else None,
                lambda v: signed(v.level) if v.moves else v.path,
            ),
            Column("size", lambda v: scale.size(v.level), "size", lambda v: v.sized(scale), "<"),
        ]

    def _columns_at_least(self, place: dict[str, int], central: bool) -> list[Column[Lever]]:
        """The changes in P(at least) of every state; printed of the highest, with the place by that."""
        if self.measure.state is not None:
            return []
        top, ranks = self.measure.states[-1], self.ranks
        printed = central and bool(ranks or not self._best)
        columns = [
            Column(
                f"P(≥ {s})",
                lambda v, s=s: dict(v.at_least)[s],  # type: ignore[misc]
                f"P({s})" if printed and s == top else None,
                _there(lambda v, s=s: signed(dict(v.at_least)[s])),  # type: ignore[misc]
            )
            for s in self.measure.states[1:]
        ]

        def rank(v: Lever) -> str:
            own = ranks[v.variable]
            return f"{own}≠" if own != place[v.variable] else f"{own} "

        return [*columns, Column("rank", None, "rank by it" if printed else None, _there(rank))]

    def _columns_over_draws(self) -> list[Column[Lever]]:
        middles = self._middles
        best = dict.fromkeys(self._best)
        none = RankShares(float("nan"), float("nan"))

        def share(v: Lever) -> RankShares:
            return self._shares[v.variable] if v in best else none

        def signs(v: Lever) -> BySigns | None:
            return self._signs.get(v)

        def between(v: Lever) -> str:
            return f"[{', '.join(map(signed, middles[v][1:]))}]" if v.moves else ""

        return [
            Column(
                "median",
                lambda v: middles[v][0],
                "median",
                lambda v: signed(middles[v][0]) if v.moves else v.path,
            ),
            Column("between", None, "90% of draws", between),
            Column("low", lambda v: middles[v][1]),
            Column("high", lambda v: middles[v][2]),
            Column(
                "first", lambda v: share(v).first, "first", lambda v: told_share(share(v).first)
            ),
            Column(
                "top_three",
                lambda v: share(v).top_three,
                "first 3",
                lambda v: told_share(share(v).top_three),
            ),
            Column("signs", None, "by signs", lambda v: s.status if (s := signs(v)) else "", "<"),
            Column(
                "needs", None, "needs", lambda v: s.standing or "" if (s := signs(v)) else "", "<"
            ),
        ]

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every variable and state that was tried, ranked."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as: each variable's best setting."""
        central = self.today.drawn is None
        notes = _notes(self) if central else _notes_over_draws(self)
        only = None if central else OVER_DRAWS
        return (self.table.sheet(self.sentence, notes, rows=self._best, only=only),)


def _there(text: Callable[[Lever], str], otherwise: str = "") -> Callable[[Lever], str]:
    """The text of a lever that reaches the outcome."""
    return lambda v: text(v) if v.reaches else otherwise


def _first(levers: Levers) -> str:
    """Whether there is a first."""
    acting = {v.variable: v for v in levers.acting}
    if not acting:
        return (
            f"No lever is first: none changes anything{hindrance(v.path for v in levers.best())}."
        )
    settled, shares = levers.settled(), levers.shares()
    first = settled or acting[max(acting, key=lambda v: shares[v].first)]
    share = f"{shares[first.variable].first:.0%} of the draws"
    tiny = ", and what it does is negligible" if levers.scale.is_negligible(first.level) else ""
    if settled is None:
        return f"No lever is reliably first: {first.variable} is so most often, in {share}{tiny}."
    return f"{first.variable} = {first.state} is reliably first, in {share}{tiny}."


def _sentence(levers: Levers) -> str:
    """Which lever does most, and how much that is, in one sentence."""
    given = f"given {', '.join(found)}, " if (found := levers.today.question.found()) else ""
    later = levers.later.get(levers.acting[0]) if levers.acting else None
    text = f"{'within a period, ' if later else ''}{given}{_most(levers)}."
    text += f" {later.sentence(levers.measure.outcome)}" if later else ""
    return text[:1].upper() + text[1:]


def _most(levers: Levers) -> str:
    verb = verb_of(levers.better)
    acting = levers.acting
    if not acting:
        return (
            f"no lever reaches {levers.measure.outcome}{hindrance(v.path for v in levers.best())}"
        )
    first, scale = acting[0], levers.scale
    if levers.sign * first.level <= NOTHING:
        return f"no lever {verb}s {levers.measure.subject} by itself{_numbers(levers)}"
    many = sum(v.reaches or not v.moves for v in levers.best())
    which = f"of {many} levers, " if many > 1 else "the only lever, "
    return (
        f"{which}{first.variable} = {first.state}{'' if many > 1 else ','} {verb}s {levers.measure}"
        f"{' most,' if many > 1 else ''} by {scale.told(first.level, sign=False)}, "
        f"{scale.called(first.level)}{_numbers(levers)}"
    )


def _numbers(levers: Levers) -> str:
    """Which numbers say so."""
    if levers.today.drawn is not None:
        return f" on average over {levers.network.draws:,} draws"
    return " at the central numbers" if levers.today.provenance.network == "central" else ""


def _reached(levers: Levers) -> str:
    if levers.network.ordered.issuperset(levers.among):
        return "by how many states the lever moves its own variable"
    return "by how many states, or in what share of cases, the lever moves its own variable"


def _notes(levers: Levers) -> tuple[str, ...]:
    """What must be said beside the changes at one set of numbers."""
    quantity, ranks = levers.measure.quantity, levers.ranks
    notes = [
        "level: change in expected level, in states."
        if levers.measure.state is None
        else f"{quantity}: change in the probability that {levers.measure.outcome} is {levers.measure.state}.",
        f"size: {levers.scale.legend()}.",
        f"reach: {_reached(levers)}; steps: the fewest influences from it to\n"
        "the outcome. A large reach over few steps usually means that the lever nearly is the outcome.",
    ]
    best = levers.best()
    if any(ranks.get(v.variable, i) != i for i, v in enumerate(best, start=1)):
        notes.append(f"≠ ranks otherwise by P({levers.measure.states[-1]}) than by expected level.")
    return (*notes, *said_of_paths(best, levers.later, levers.measure), *levers.today.notes)


def _notes_over_draws(levers: Levers) -> tuple[str, ...]:
    """What must be said beside the changes over draws."""
    draws = levers.today.provenance.draws or f"{levers.network.draws:,} draws"
    unit = ", in states" if levers.measure.state is None else ""
    return (
        f"Ranked by the mean change in {levers.measure.quantity}{unit}, over {draws}.",
        f"size: {levers.scale.legend()}.",
        "first, first 3: share of the draws in which the lever ranks so.",
        "reach: by how many states the lever moves its own variable; steps: the fewest influences to the outcome.",
        _first(levers),
        *said_of_paths(levers.best(), levers.later, levers.measure),
        *levers.today.notes,
    )
