"""Portfolios: the best sets of interventions under a budget."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.errors import QuestionError, few_names
from causalnet.inference.query_encoding import impossible
from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, TimedGiven
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.model.variable import Better
from causalnet.network.network import Network
from causalnet.questions.decisions.affordable import (
    ROUNDING,
    Cost,
    affordable_plans,
    central_costs,
    drawn_costs,
    judged_costs,
)
from causalnet.questions.decisions.decision_network import (
    DecisionNetwork,
    ItemSet,
    all_fit,
    exclusive_pairs,
    together,
)
from causalnet.questions.decisions.domination import (
    NOTHING_GIVEN,
    dominated_by_signs,
    never_harms,
    plans_with_room,
)
from causalnet.questions.decisions.knowing import (
    claims_worth_settling,
    drawn_numbers,
    worth_knowing,
)
from causalnet.questions.decisions.later_sets import MOST_LATER_SETS, later_values
from causalnet.questions.decisions.plan_search import PlanSearch, best_plans
from causalnet.questions.decisions.portfolio_answer import Portfolio, Portfolios
from causalnet.questions.decisions.regret import regrets
from causalnet.questions.effects.later_period import later_question, of_model, present_findings
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.candidates import wished
from causalnet.questions.query.measure import Measure, Outcome, measure_of
from causalnet.questions.query.question import ask, provenance, require_within
from causalnet.questions.sensitivity.value_of_information import (
    value_of_everything,
)
from causalnet.questions.signs.structural_balance import contradicts
from causalnet.questions.skipped import Skipped

__all__ = ["portfolio"]

Array = NDArray[np.float64]
MOST_PLANS = 100_000
DRAWS = 1_000


@public
def portfolio(
    model: CausalModel | Network,
    outcome: Outcome,
    *,
    budget: float,
    among: Mapping[str, Intervention] | Sequence[Intervention] | None = None,
    costs: Mapping[str, Cost] | None = None,
    given: TimedGiven | None = None,
    better: Better | None = None,
    draws: int | Draws | None = None,
    at: int = 0,
) -> Portfolios:
    r"""The sets of interventions that a budget allows, the best first, and what each loses if the argument is wrong.

    Every set within the budget is answered exactly, all of them from one contraction where that fits the memory. Past
    100,000 sets they are searched by branch and bound.

    Parameters
    ----------
    model : CausalModel or Network
    outcome : str or (str, str)
        The outcome to be raised or lowered, as for `levers`.
    budget : float
        What a set may cost at most.
    among : mapping from name to Intervention, or sequence of Intervention, optional
        The interventions. Two that set one variable in two ways exclude one another. Default: the model's proposals.
    costs : mapping from name to float or Judgement, optional
        The cost of each. A set must fit the budget at the most likely costs; over draws the answer says how often it
        would not. Default: each costs 1.
    given : mapping, optional
        Findings after the interventions; by a later period also by period, as for `trajectory`.
    better : {"high", "low"}, optional
        The wished end of the outcome's scale. Default: as its variable says.
    draws : int or Draws, optional
        The number of draws from the model's judgements. Default: 1,000; of a network without draws, none.
    at : int, default 0
        The period in which the outcome is read; every set is held from period 0 on, and lagged influences act. All
        sets are then simulated with the same random numbers, at most 300 of them. 0: within the present period.

    Returns
    -------
    Portfolios

    Raises
    ------
    QuestionError
        If there is nothing to choose from, an intervention sets the outcome, the budget is negative, or a cost is missing or
        negative.
    ImpossibleEvidenceError
        If what is given has probability zero without any of the interventions. A set under which it does is left out.

    Notes
    -----
    The synergy of interventions beyond their parts is the Möbius difference

    .. math:: \sum_{T \subseteq S} (-1)^{|S| - |T|} f(T),

    for two of them what both do beyond the sum of each alone. A set is dominated by signs if one more
    intervention fits the budget and cannot do harm, whatever the numbers in their ranges. Regret is what a set loses
    against the best one in the same draw; the worst regret grows with the number of draws.

    References
    ----------
    L. J. Savage (1951), "The theory of statistical decision", *JASA* 46 (regret). G.-C. Rota (1964), "On the foundations
    of combinatorial theory I", *Z. Wahrscheinlichkeitstheorie* 2 (Möbius differences). H. Raiffa and R. Schlaifer (1961),
    *Applied Statistical Decision Theory* (the value of knowing).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> choices = {"rain": cn.do(rain="yes"), "water": cn.do(sprinkler="on")}
    >>> found = cn.portfolio(lawn, "wet", among=choices, budget=1, draws=200)
    >>> found[0].names, found.best_regret.names
    (('rain',), ('rain',))
    """
    if not budget >= 0:
        raise QuestionError(f"budget must be a number from 0 on, not {budget:g}.")
    items = _items(model, among)
    network = network_of(model, None if at else _how(model, draws))
    measure = measure_of(model, network, outcome, verb="portfolio")
    for name, item in items.items():
        if isinstance(model, CausalModel) and not at:
            require_within(model, item)
        if measure.outcome in item.settings:
            raise QuestionError(f"{name!r} sets the outcome {measure.outcome!r} itself.")
    prices = judged_costs([*items], costs)
    how = as_draws(_how(model, draws) or 1)
    asked = _Asked(
        model, network, measure, wished(model, measure, better), items, prices, budget, how, at
    )
    return _by_later_period(asked, given) if at else _present(asked, given)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked."""

    model: CausalModel | Network
    network: Network
    measure: Measure
    better: Better
    items: Mapping[str, Intervention]
    prices: Mapping[str, Cost]
    budget: float
    draws: Draws
    at: int = 0

    @property
    def sign(self) -> float:
        return -1.0 if self.better == "low" else 1.0


def _present(asked: _Asked, given: TimedGiven | None) -> Portfolios:
    """All sets within the present period, from one contraction or by a search."""
    measure, central = asked.measure, central_costs(asked.prices)
    question = ask(
        asked.network, measure.outcome, None, present_findings(given, "portfolios").get(0)
    )
    decisions = DecisionNetwork(asked.network, [*asked.items.values()])

    def means(plans: Sequence[ItemSet]) -> Array:
        return decisions.means(measure.outcome, measure.weights, question.given, plans)

    plans = list(islice(affordable_plans(central, asked.budget, decisions.fits), MOST_PLANS + 1))
    search = None
    if len(plans) > MOST_PLANS:
        never = frozenset(
            i
            for i, x in enumerate(asked.items.values())
            if never_harms(asked.model, measure, asked.sign, x, given=question.given)
        )
        search = best_plans(
            central,
            asked.budget,
            decisions.fits,
            lambda some: _possible_mean(asked.sign * means(some)),
            never,
            float((asked.sign * measure.weights).max()),
        )
        plans = list(search.plans)
    values = means(plans)
    unknown = np.asarray(np.isnan(values).reshape(len(plans), -1).all(axis=1))
    if unknown[plans.index(())]:
        raise impossible(question.given)
    kept = np.flatnonzero(~unknown)
    left = [tuple(sorted(plan)) for plan, none in zip(plans, unknown, strict=True) if none]
    notes = [_impossible_under(left, [*asked.items])] if left else []

    def fits(plan: ItemSet) -> bool:
        return decisions.fits(plan) and tuple(sorted(plan)) not in left

    known = [plans[k] for k in kept]
    return _answered(asked, known, values[kept], search, fits, notes, question.given)


def _impossible_under(left: Sequence[ItemSet], names: Sequence[str]) -> str:
    """The note on sets under which what is given is impossible."""
    shown = few_names([" with ".join(names[i] for i in plan) for plan in left])
    are = "set is" if len(left) == 1 else "sets are"
    return f"{len(left):,} {are} left out, since what is given has probability zero under {'it' if len(left) == 1 else 'them'}: {shown}."


def _by_later_period(asked: _Asked, given: TimedGiven | None) -> Portfolios:
    """All sets by a later period, simulated with the same random numbers."""
    model, central = of_model(asked.model), central_costs(asked.prices)
    exclusive = exclusive_pairs([*asked.items.values()])

    def fits(plan: ItemSet) -> bool:
        return all_fit(plan, exclusive)

    every = [*islice(affordable_plans(central, asked.budget, fits), MOST_LATER_SETS + 1)]
    question = later_question(given, asked.measure.outcome, asked.at, asked.draws)
    # What is set is held in every period.
    against = {
        i
        for i, item in enumerate(asked.items.values())
        if any(contradicts(item, findings) for findings in question.given.values())
    }
    plans = [plan for plan in every if not against & {*plan}]
    left = [plan for plan in every if against & {*plan}]
    values, notes = later_values(model, asked.measure, asked.items, plans, question)
    noted = [*([_impossible_under(left, [*asked.items])] if left else []), *notes]
    return _answered(asked, plans, values, None, fits, noted)


def _answered(
    asked: _Asked,
    plans: Sequence[ItemSet],
    values: Array,
    search: PlanSearch | None,
    fits: Callable[[ItemSet], bool],
    notes: Sequence[str] = (),
    given: Mapping[str, Finding] = NOTHING_GIVEN,
) -> Portfolios:
    """The answer, from the mean worth of every set, perhaps in draws and in repetitions of a simulation."""
    names, drawn = [*asked.items], values.ndim > 1
    gains = values - values[plans.index(())]
    values = values.mean(axis=-1) if values.ndim > 2 else values
    lost = regrets(asked.sign * values) if drawn else None
    central = central_costs(asked.prices)
    over = _over_budget(asked, plans, values.shape[-1]) if drawn else np.zeros(len(plans))
    if isinstance(asked.model, Network):
        dominated: dict[ItemSet, int] | Skipped | None = None
    elif asked.at:
        dominated = Skipped(lazy("the signs of sets are read within a period only"))
    else:
        room = plans_with_room(plans, central, asked.budget, fits)
        dominated = dominated_by_signs(
            asked.model, asked.measure, asked.sign, [*asked.items.values()], room, given
        )
    by = dominated if isinstance(dominated, dict) else {}
    synergies = _synergies(plans, _mean(values))
    found = []
    for k, plan in enumerate(plans):
        own = tuple(names[i] for i in plan)
        best, mean, high, worst = (
            (float("nan"),) * 4
            if lost is None
            else (float(x[k]) for x in (lost.best, lost.mean, lost.high, lost.worst))
        )
        found.append(
            Portfolio(
                names=own,
                under=together(asked.items[name] for name in own),
                cost=sum(central[i] for i in plan),
                estimate=Estimate(gains[k], drawn=drawn),
                synergy=synergies.get(frozenset(plan), float("nan")),
                best_in=best,
                regret=mean,
                regret_high=high,
                regret_worst=worst,
                dominated_by=names[by[plan]] if plan in by else "",
                over_budget=float(over[k]),
            )
        )
    # Among equals the cheaper one comes first.
    found.sort(key=lambda p: (-round(asked.sign * p.change, 12), p.cost))
    payoffs, numbers = _payoffs(asked, values) if drawn else (None, {})
    return Portfolios(
        asked.measure,
        asked.better,
        asked.budget,
        tuple(found),
        asked.items,
        all(c == 1 for c in asked.prices.values()),
        values.shape[-1] if drawn else None,
        provenance(
            asked.model, "exact", asked.draws if isinstance(asked.model, CausalModel) else None
        ),
        None if payoffs is None else value_of_everything(payoffs),
        () if payoffs is None else worth_knowing(payoffs, numbers),
        () if payoffs is None else claims_worth_settling(payoffs, asked.model, numbers),
        dominated if isinstance(dominated, Skipped | None) else len(dominated),
        search,
        asked.at,
        tuple(notes),
    )


def _payoffs(asked: _Asked, values: Array) -> tuple[Array, dict[str, Array]]:
    """What each set is worth in each draw, shape (draws, sets), and the numbers that the draws differ in, by name."""
    kept = ~np.isnan(values).any(axis=0)
    numbers = (
        drawn_numbers(asked.model, asked.draws) if isinstance(asked.model, CausalModel) else {}
    )
    return (asked.sign * values[:, kept]).T, {name: x[kept] for name, x in numbers.items()}


def _mean(values: Array) -> Array:
    """Means over draws, if there are any."""
    return np.asarray(np.nanmean(values, axis=-1) if values.ndim > 1 else values)


def _possible_mean(values: Array) -> Array:
    """Means over draws; minus infinity for a set under which what is given is impossible in all of them."""
    rows = values.reshape(len(values), -1)
    known = ~np.isnan(rows)
    total = np.where(known, rows, 0.0).sum(axis=1)
    means = np.full(len(rows), -np.inf)
    np.divide(total, known.sum(axis=1), where=known.any(axis=1), out=means)
    return means


def _synergies(plans: Sequence[ItemSet], values: Array) -> dict[frozenset[int], float]:
    """The Möbius difference of every set all of whose parts were answered for."""
    level = {frozenset(plan): float(v) for plan, v in zip(plans, values, strict=True)}
    found = {}
    for plan in plans:
        parts = [frozenset(c) for n in range(len(plan) + 1) for c in combinations(plan, n)]
        if all(part in level for part in parts):
            found[frozenset(plan)] = sum(
                (-1) ** (len(plan) - len(part)) * level[part] for part in parts
            )
    return found


def _over_budget(asked: _Asked, plans: Sequence[ItemSet], draws: int) -> Array:
    """The share of draws in which each set costs more than the budget."""
    costs = drawn_costs(asked.prices, draws, asked.draws.seed)
    spent = np.stack([costs[list(plan)].sum(axis=0) for plan in plans])
    return np.asarray((spent > asked.budget + ROUNDING).mean(axis=1))


def _items(
    model: CausalModel | Network, among: Mapping[str, Intervention] | Sequence[Intervention] | None
) -> dict[str, Intervention]:
    if among is None and isinstance(model, CausalModel):
        among = {n: i for n, i in model.interventions.items() if i}
    if not among:
        raise QuestionError(
            "There is nothing to choose from. Write among={'reform': cn.do(x='high'), …}."
        )
    named = dict(among) if isinstance(among, Mapping) else {str(i): i for i in among}
    for name, item in named.items():
        if not item:
            raise QuestionError(f"The intervention {name!r} does nothing. Leave it out.")
    return named


def _how(model: CausalModel | Network, draws: int | Draws | None) -> int | Draws | None:
    return DRAWS if draws is None and isinstance(model, CausalModel) else draws
