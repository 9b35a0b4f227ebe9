"""The answer of `portfolio`: sets of interventions, what they bring and what they may lose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from causalnet.answer_tables import AnswerTable, Column, Ranking, Sheet, and_more, paragraph, signed
from causalnet.console import printed
from causalnet.errors import QuestionError
from causalnet.language.translate import tr, trn
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.variable import Better
from causalnet.questions.decisions.plan_search import PlanSearch
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.measure import Measure
from causalnet.questions.query.question import Provenance
from causalnet.questions.sensitivity.value_of_information import Worth
from causalnet.questions.sentences.change import MovedOutcome, amount
from causalnet.questions.sentences.numbers import draws_told
from causalnet.questions.sentences.phrasing import Phrasing, capital, comma_list, prose, series
from causalnet.questions.skipped import Skipped

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Portfolio", "Portfolios"]

SHOWN, KNOWN_SHOWN = 10, 3
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@printed
@dataclass(frozen=True, slots=True)
class Portfolio:
    """One set of interventions.

    Attributes
    ----------
    names : tuple of str
        The interventions; none for the world as it is.
    under : Intervention
        All of them at once, for every other verb.
    cost : float
        At the most likely costs.
    estimate : Estimate
        The change in what is measured against the world as it is.
    synergy : float
        The Möbius difference: what all of them do together beyond what every part of them does.
    best_in : float
        The share of draws in which no other portfolio is better.
    regret, regret_high, regret_worst : float
        What it loses against the best portfolio of the same draw: the mean, the 95% quantile and the greatest. NaN
        without draws.
    dominated_by : str
        An intervention that also fits the budget and cannot do harm, by signs alone; empty if none is known.
    over_budget : float
        The share of draws in which it costs more than the budget.
    """

    names: tuple[str, ...]
    under: Intervention
    cost: float
    estimate: Estimate
    synergy: float
    best_in: float
    regret: float
    regret_high: float
    regret_worst: float
    dominated_by: str = ""
    over_budget: float = 0.0

    @property
    def change(self) -> float:
        """The change in what is measured; over draws, the mean."""
        return self.estimate.value


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Portfolios(Ranking[Portfolio]):
    """Sets of interventions within a budget, the one that raises the outcome most first (or lowers it most).

    Attributes
    ----------
    measure : Measure
        The measure of the outcome.
    better : {"high", "low"}
        The wished end of its scale.
    budget : float
    ranked : tuple of Portfolio
        Every set within the budget, the world as it is among them; of a search, the best that it found.
    items : mapping from str to Intervention
        What could be chosen.
    unit_costs : bool
        Whether no costs were given, so that each costs 1.
    draws : int or None
        The number of draws.
    value_of_everything : Worth or None
        What it would be worth to know all the numbers before choosing (EVPI), in the outcome's unit.
    worth_knowing : tuple of (str, Worth)
        Judgements that are worth settling before choosing (EVPPI), the most valuable first.
    worth_settling : tuple of (str, Worth)
        Claims that are worth settling before choosing: to learn the numbers of all influences that rest on them.
    signs : int, Skipped or None
        The number of sets that are dominated by signs; None for a network.
    search : PlanSearch or None
        The search, where not every set was answered for.
    at : int
        The period in which the outcome is read.
    notes : tuple of str
        How a later period was reached, and what is found after the interventions.
    provenance : Provenance
    """

    measure: Measure
    better: Better
    budget: float
    ranked: tuple[Portfolio, ...]
    items: Mapping[str, Intervention]
    unit_costs: bool
    draws: int | None
    provenance: Provenance
    value_of_everything: Worth | None = None
    worth_knowing: tuple[tuple[str, Worth], ...] = ()
    worth_settling: tuple[tuple[str, Worth], ...] = ()
    signs: int | Skipped | None = None
    search: PlanSearch | None = None
    at: int = 0
    notes: tuple[str, ...] = ()

    @property
    def best_regret(self) -> Portfolio:
        """The set whose worst regret is least (Savage's minimax regret)."""
        if self.draws is None:
            raise QuestionError(
                "There are no draws, and so no regrets. Ask with draws=1000 of a model."
            )
        return min(self.ranked, key=lambda p: (round(p.regret_worst, 12), self.ranked.index(p)))

    @property
    def frontier(self) -> tuple[Portfolio, ...]:
        """The sets that no cheaper or equally dear one equals or betters, the cheapest first."""
        sign = -1.0 if self.better == "low" else 1.0
        found: list[Portfolio] = []
        for one in sorted(self.ranked, key=lambda p: (p.cost, -sign * p.change)):
            if not found or sign * one.change > sign * found[-1].change + NOTHING:
                found.append(one)
        return tuple(found)

    @property
    def together(self) -> tuple[Portfolio, ...]:
        """Sets of two or more with the strongest synergies, the strongest first."""
        several = [p for p in self.ranked if len(p.names) > 1 and abs(p.synergy) > NOTHING]
        return tuple(sorted(several, key=lambda p: -abs(p.synergy)))

    @property
    def sentence(self) -> str:
        """The best set, what it brings, and what it may lose."""
        first, say = self.ranked[0], Phrasing(self.provenance.source)
        outcome = MovedOutcome.of(self.provenance.source, self.measure)
        lead = say.lead({}, self.at)
        if not first.names:
            said = {"budget": f"{self.budget:g}", "outcome": outcome.told}
            if self.better == "low":
                told = tr(
                    "nothing within a budget of {budget} lowers {outcome}: the best is to leave things as they are",
                    **said,
                )
            else:
                told = tr(
                    "nothing within a budget of {budget} raises {outcome}: the best is to leave things as they are",
                    **said,
                )
            return capital(tr("{lead}{clause}.", lead=lead, clause=told))
        action = tr("choosing {names}", names=series([f"“{name}”" for name in first.names]))
        clause = outcome.moved(action, first.change)
        return prose(
            [
                capital(tr("{lead}{clause}.", lead=lead, clause=clause)),
                self._among(),
                *self._regret(),
            ]
        )

    def _among(self) -> str:
        """Among how many sets it is the best."""
        said = {"count": len(self.ranked), "budget": f"{self.budget:g}"}
        if self.search is None:
            return tr("Of {count:,} sets within a budget of {budget} none does better.", **said)
        if self.search.proved:
            return tr("It is proved that no set within a budget of {budget} does better.", **said)
        return tr("A search within a budget of {budget} found none that does better.", **said)

    def _regret(self) -> Iterator[str]:
        """What the choice may lose."""
        if self.draws is None:
            return
        worst = self.ranked[0].regret_worst
        draws = draws_told(self.draws, self.provenance.draws)
        if worst <= NOTHING:
            yield tr("In none of {draws} is another set better.", draws=draws)
        else:
            yield tr(
                "In the worst of {draws} it loses {amount} against the best set of that draw.",
                draws=draws,
                amount=amount(self.measure.scale, worst),
            )

    @property
    def table(self) -> AnswerTable[Portfolio]:
        """A row for every set."""
        drawn = self.draws is not None
        columns: list[Column[Portfolio]] = [
            Column(
                "portfolio",
                lambda p: p.names,
                tr("set"),
                self._named,
                "<",
            ),
            Column("cost", lambda p: p.cost, tr("cost"), lambda p: f"{p.cost:g}"),
            Column("change", lambda p: p.change, tr("change"), lambda p: signed(p.change)),
        ]
        if drawn:
            columns += [
                Column("low", lambda p: p.estimate.interval()[0]),
                Column("high", lambda p: p.estimate.interval()[1]),
                Column("interval", None, tr("90% of draws"), _interval),
                Column("best_in", lambda p: p.best_in, tr("best in"), lambda p: f"{p.best_in:.0%}"),
                Column("regret", lambda p: p.regret, tr("regret"), lambda p: f"{p.regret:.3f}"),
                Column(
                    "regret_95", lambda p: p.regret_high, "95%", lambda p: f"{p.regret_high:.2f}"
                ),
                Column(
                    "regret_worst",
                    lambda p: p.regret_worst,
                    tr("worst"),
                    lambda p: f"{p.regret_worst:.2f}",
                ),
            ]
        columns += [
            Column("synergy", lambda p: p.synergy),
            Column("dominated_by", lambda p: p.dominated_by),
            Column("over_budget", lambda p: p.over_budget),
            Column("remark", None, "", self._remark, "<"),
        ]
        return AnswerTable(self.ranked, columns)

    def _named(self, one: Portfolio) -> str:
        """A set as it prints."""
        return comma_list(one.names) if one.names else tr("as it is")

    def _remark(self, one: Portfolio) -> str:
        words = []
        if self.draws is not None and one is self.best_regret:
            words.append(tr("least worst regret"))
        if one.over_budget:
            words.append(tr("over budget in {share}", share=f"{one.over_budget:.0%}"))
        return comma_list(words) if words else ""

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every set."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as: the best sets."""
        rows = list(self.ranked[:SHOWN])
        if self.draws is not None and self.best_regret not in rows:
            rows.append(self.best_regret)
        left = len(self.ranked) - len(rows)
        notes = and_more(left)
        only = [c.name for c in self.table.columns if c.head is not None]
        only.remove("remark")
        if self.unit_costs:
            only.remove("cost")
        notes += [
            tr("{set}: {remark}.", set=self._named(p), remark=told)
            for p in rows
            if (told := self._remark(p))
        ]
        notes += self._notes()
        return (
            self.table.sheet(paragraph(self.sentence), notes, rows=rows, only=only, folds=True),
        )

    def _notes(self) -> list[str]:
        say, found = Phrasing(self.provenance.source), list[str]()
        if self.unit_costs:
            found.append(tr("Each intervention costs 1, since no costs were given."))
        found += map(say.note, self.notes)
        if self.search is not None:
            found.append(self._searched(self.search))
        if isinstance(self.signs, Skipped):
            found.append(tr("Domination by signs: {reason}", reason=self.signs.told(say.kept)))
        elif self.signs:
            found.append(
                trn(
                    self.signs,
                    "By signs: 1 set leaves room for one more intervention that cannot do harm, whatever the numbers in their ranges.",
                    "By signs: {count:,} sets leave room for one more intervention that cannot do harm, whatever the numbers in their ranges.",
                )
            )
        if self.together:
            pairs = [
                tr("{name}: {note}", name=series(p.names), note=signed(p.synergy))
                for p in self.together[:KNOWN_SHOWN]
            ]
            found.append(
                tr("Together, beyond what their parts do: {pairs}.", pairs=tr("; ").join(pairs))
            )
        if self.value_of_everything is not None:
            found += self._worth(self.value_of_everything)
        if self.draws is not None:
            draws = self.provenance.draws
            over = draws.phrase if draws else trn(self.draws, "1 draw", "{count:,} draws")
            found.append(
                tr(
                    "Means over {draws}. Regret is against the best set of the same draw; the worst grows with the number of draws.",
                    draws=over,
                )
            )
        return found

    def _searched(self, search: PlanSearch) -> str:
        said = {"looked": search.nodes, "best": len(self.ranked)}
        if search.proved:
            return tr(
                "There are too many sets to answer for each; a search looked at {looked:,} and proved that no other is better than the first. Regrets are among the {best:,} best found.",
                **said,
            )
        return tr(
            "There are too many sets to answer for each; a search looked at {looked:,} and did not finish: another set may reach {bound:.3f}. Regrets are among the {best:,} best found.",
            bound=search.bound,
            **said,
        )

    def _worth(self, everything: Worth) -> Iterator[str]:
        say = Phrasing(self.provenance.source)
        whole = self.measure.scale.amount(everything.value, sign=False)
        known = _told(say, self.worth_knowing)
        if known:
            yield tr(
                "Worth knowing before choosing: everything, {whole}; alone {known}.",
                whole=whole,
                known=known,
            )
        else:
            yield tr(
                "Worth knowing before choosing: everything, {whole}; no single judgement stands out.",
                whole=whole,
            )
        if settled := _told(say, self.worth_settling):
            yield tr(
                "Worth settling before choosing, by all numbers that rest on a claim: {settled}.",
                settled=settled,
            )


def _told(say: Phrasing, worths: Sequence[tuple[str, Worth]]) -> str:
    return tr("; ").join(
        f"{say.part(name)} {worth.value:.3f}" for name, worth in worths[:KNOWN_SHOWN]
    )


def _interval(one: Portfolio) -> str:
    low, high = one.estimate.interval()
    return f"[{signed(low, 2)}, {signed(high, 2)}]"
