"""Causation: whether an outcome is because of one setting rather than another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.errors import ImpossibleEvidenceError, QuestionError
from causalnet.frozen_map import Register
from causalnet.inference.posterior import joint, log_probability
from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, TimedGiven, findings, timed_findings
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.setting import Hard
from causalnet.model.judgements.draws import Draws
from causalnet.network.network import Network
from causalnet.questions.causation.causation_answer import Causation
from causalnet.questions.causation.shared_findings import SharedFindings, shared_findings
from causalnet.questions.causation.tian_pearl import Rates, rate_bounds
from causalnet.questions.counterfactuals.abduction import Case, Twofold, predicted, twofold
from causalnet.questions.counterfactuals.asked_couplings import (
    USUAL_COUPLINGS,
    AskedCouplings,
    asked_couplings,
)
from causalnet.questions.counterfactuals.case_signs import why_not_by_signs
from causalnet.questions.counterfactuals.coupling import Couplings
from causalnet.questions.counterfactuals.coupling_range import (
    MOST_WORK,
    USUAL_WORK,
    proved_ranges,
)
from causalnet.questions.counterfactuals.event import Event, came_about, negated
from causalnet.questions.counterfactuals.posed_case import AskedCase, PosedCase, posed_case
from causalnet.questions.query.known_case import observed_or_known
from causalnet.questions.query.measure import Measure, Outcome, measure_of
from causalnet.questions.query.question import posed as posed_question, provenance
from causalnet.questions.skipped import Skipped

__all__ = ["causation"]

Array = NDArray[np.float64]


@public
def causation(
    model: CausalModel | Network,
    outcome: Outcome,
    *,
    under: Intervention,
    versus: Intervention,
    at_least: str | None = None,
    observed: TimedGiven | None = None,
    at: int = 0,
    coupling: AskedCouplings = USUAL_COUPLINGS,
    draws: int | Draws | None = None,
) -> Causation:
    """The probabilities that a cause was necessary for an outcome, sufficient for it, and both.

    *Necessity* (PN) asks of the cases with the cause and the outcome: without the cause, would the outcome not have been?
    *Sufficiency* (PS) asks of the cases with the alternative and without the outcome: with the cause, would it have
    been? *Both* (PNS) asks of all cases whether the outcome is there with the cause and is not there with the
    alternative. Each depends on how the luck of a case carries over. The answer gives the least and the most over all
    couplings, and the answers of named ones.

    Parameters
    ----------
    model : CausalModel or Network
    outcome : str or (str, str)
        A variable and the state that came about; or a variable alone together with `at_least`.
    under, versus : Intervention
        The cause, and the alternative that it is held against. Both set the same variables to states.
    at_least : str, optional
        What came about is this state or a higher one.
    observed : mapping, optional
        What else is found in the cases asked about. Default: what the model knows of its case, ``model.known``. ``{}``:
        nothing. If it is at odds with the cases that sufficiency asks about (or necessity), then only what the cause
        does not reach counts there; for both at once it alone counts.
    at : int, default 0
        The period in which the outcome is read, cause and alternative being there from period 0 on. 0: within the present
        period. The network of all periods must fit the memory.
    coupling : str, sequence of str or mapping, default ("rank", "fresh", "any")
        As for `counterfactual`.
    draws : int or Draws, optional
        The number of draws from the model's judgements. Default: its central network alone. Least and most are worked
        out without draws only.

    Returns
    -------
    Causation

    Raises
    ------
    QuestionError
        If what came about is not named, or the two interventions do not set the same variables to states; if what is
        observed has neither the cause with the outcome, nor the alternative without it.

    References
    ----------
    J. Pearl (1999), "Probabilities of causation: three counterfactual interpretations and their identification",
    *Synthese* 121; J. Tian and J. Pearl (2000), "Probabilities of causation: bounds and identification", *Annals of
    Mathematics and Artificial Intelligence* 28.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> answer = cn.causation(lawn, ("wet", "yes"), under=cn.do(rain="yes"), versus=cn.do(rain="no"))
    >>> print(answer.sentence)
    Of the cases in which rain is yes and wet grass is yes, setting rain to no would have prevented 67.7% to 96.7%, however luck carries over (67.7% if every case keeps its rank and 78.4% if luck is drawn afresh).
    """
    event = _event(model, outcome, at_least)
    name = outcome if isinstance(outcome, str) else outcome[0]
    _require_states(network_of(model), name, under, versus)
    seen, known_of = observed_or_known(model, observed)
    asked = AskedCase(under, versus, timed_findings(seen, "observed"), at=at, known_of=known_of)
    posed = posed_case(model, outcome, asked, draws, verb="causation")
    try:
        return _answered(model, name, (under, versus), posed, event, asked, coupling, draws)
    except ImpossibleEvidenceError as error:
        raise ImpossibleEvidenceError(asked.impossible(error)) from None


def _answered(
    model: CausalModel | Network,
    name: str,
    arms: tuple[Intervention, Intervention],
    posed: PosedCase,
    event: Event,
    asked: AskedCase,
    coupling: AskedCouplings,
    draws: int | Draws | None,
) -> Causation:
    """The answer to a question that is known to fit."""
    network, measure, y = posed.network, posed.measure, posed.measure.outcome
    states = _states(posed.case.under), _states(posed.case.versus)
    with_it = _having(event, measure)
    shared = shared_findings(network, y, posed.case.observed, states, with_it, asked.known_of)
    questions = _questions(posed, event, shared)
    centre = network if network.draws is None else network.at(0)
    worlds = [twofold(centre, y, part.case) for part in questions]
    named, ranged = asked_couplings(coupling, worlds, drawn=network.draws is not None)
    rates = None
    if network.draws is None and _has_rates(questions, shared.context, measure):
        rates = rate_bounds(_rates(posed, event, shared.context))
    needed = {v for own in worlds for v in own.worlds.witnesses}
    signs = [
        not why_not_by_signs(posed.model, y, part.event, part.case, own)
        for part, own in zip(questions, worlds, strict=True)
    ]
    ranges: Array | Skipped | None = None
    if ranged and network.draws is not None:
        ranges = Skipped(lazy("it is worked out only without draws"))
    elif ranged:
        ranges = _ranges(questions, worlds, signs, patient=coupling == "any")
    return Causation(
        name,
        event,
        *arms,
        provenance(model, "exact", draws),
        {
            how: np.stack([_answer(network, y, part, own) for part in questions])
            for how, own in named.items()
        },
        tuple(v for v in network.variables if v in needed),
        ranges,
        rates,
        (signs[0], signs[1], signs[2]),
        asked.at,
        shared,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the probabilities as a counterfactual: its case, its event, and the share of all cases that it is of."""

    case: Case
    event: Event
    share: Array | None = None


def _questions(posed: PosedCase, event: Event, shared: SharedFindings) -> list[_Part]:
    """Necessity, sufficiency and both, each as a counterfactual."""
    network, measure = posed.network, posed.measure
    under, versus = posed.case.under, posed.case.versus
    y = measure.outcome
    without = negated(event, measure.states)
    with_it, without_it = _having(event, measure), _having(without, measure)
    nothing = Intervention()
    cause, instead = _states(under), _states(versus)
    missing = without.weights @ _in_points(joint(network, (y,), shared.counted(2), done=instead))
    return [
        _Part(Case(versus, nothing, shared.beside(0, {**cause, y: with_it})), without),
        _Part(Case(under, nothing, shared.beside(1, {**instead, y: without_it})), event),
        _Part(Case(under, versus, shared.beside(2, {y: without_it})), event, missing),
    ]


def _having(event: Event, measure: Measure) -> frozenset[str]:
    """The states in which an event has come about."""
    return frozenset(s for s, w in zip(measure.states, event.weights, strict=True) if w)


def _answer(network: Network, outcome: str, asked: _Part, how: Couplings) -> Array:
    """One probability under a coupling, shape (points,); NaN where no case is asked about."""
    try:
        found = asked.event.weights @ _in_points(predicted(network, outcome, asked.case, how))
    except ImpossibleEvidenceError:
        # Of both, nothing is left where every case has the outcome without the cause.
        return np.full(network.draws or 1, 0.0 if asked.share is not None else np.nan)
    return np.asarray(found if asked.share is None else found * asked.share)


def _ranges(
    questions: Sequence[_Part], worlds: Sequence[Twofold], signs: Sequence[bool], *, patient: bool
) -> Array | Skipped:
    """The least and the most of each probability over all couplings."""
    work = MOST_WORK if patient else USUAL_WORK
    ranges = np.full((len(questions), 2), np.nan)
    for i, (asked, own, signed) in enumerate(zip(questions, worlds, signs, strict=True)):
        try:
            found = proved_ranges(own, [asked.event], work, asked.event if signed else None)
        except ImpossibleEvidenceError:
            ranges[i] = 0.0 if asked.share is not None else np.nan
            continue
        if isinstance(found, Skipped):
            return found
        ranges[i] = found[0] * (1.0 if asked.share is None else asked.share[0])
    return ranges


def _event(model: CausalModel | Network, outcome: Outcome, at_least: str | None) -> Event:
    """What came about."""
    network = network_of(model)
    if at_least is None and isinstance(outcome, str) and outcome in network.states:
        states = ", ".join(map(repr, network.states[outcome]))
        raise QuestionError(
            f"causation needs what came about: a state, such as ({outcome!r}, {network.states[outcome][-1]!r}), or "
            f"at_least=. The states of {outcome!r} are {states}."
        )
    measure = measure_of(model, network, outcome, verb="causation")
    if at_least is None:
        return came_about(measure, measure.state or "", exactly=True)
    if measure.state is not None:
        raise QuestionError("Give a state with the outcome or at_least=, not both.")
    if network.index(measure.outcome, at_least) == 0:
        raise QuestionError(
            f"at_least={at_least!r} is the lowest state of {measure.outcome!r}: every case has at least that."
        )
    return came_about(measure, at_least, exactly=False)


def _require_states(
    network: Network, outcome: str, under: Intervention, versus: Intervention
) -> None:
    """Refuse what is not one setting to states held against another of the same variables."""
    for arm in (under, versus):
        posed_question(network, (outcome,), arm, None)
        if set(arm.touched) != set(_states(arm)) or not arm:
            raise QuestionError(
                f"causation holds one setting to states against another, such as under=do(x='high'), versus=do(x='low'); "
                f"got {arm}."
            )
    if set(_states(under)) != set(_states(versus)):
        raise QuestionError(
            f"under= and versus= must set the same variables, not {', '.join(_states(under))} and "
            f"{', '.join(_states(versus))}."
        )
    if under == versus:
        raise QuestionError("under= and versus= are the same: name the alternative in versus=.")
    if outcome in _states(under):
        raise QuestionError(f"{outcome!r} is itself set: ask about another outcome.")


def _states(done: Intervention) -> dict[str, str]:
    """The variables that are set to states, and the states."""
    return {v: s.state for v, s in done.settings.items() if isinstance(s, Hard)}


def _has_rates(questions: Sequence[_Part], context: Iterable[str], measure: Measure) -> bool:
    """Whether no more is observed than cause, outcome and context, so that the rates bound necessity and sufficiency."""
    every = frozenset(measure.states)
    return all(
        {*asked.case.observed} <= {*context, *asked.case.under.settings, measure.outcome}
        and asked.case.observed[measure.outcome] == every - _having(asked.event, measure)
        for asked in questions[:2]
    )


def _rates(posed: PosedCase, event: Event, context: Register[str, Finding]) -> Rates:
    """What is observed of cause and outcome, and the outcome under either intervention, given the context."""
    network, y = posed.network, posed.measure.outcome
    before = log_probability(network, context)
    cells, done = [], []
    for own in (_states(posed.case.under), _states(posed.case.versus)):
        both = findings({**context, **own})
        try:
            share = float(np.exp(log_probability(network, both) - before))
            with_it = float(event.weights @ joint(network, (y,), both))
        except ImpossibleEvidenceError:
            share, with_it = 0.0, 0.0
        cells.append((share * with_it, share * (1 - with_it)))
        done.append(float(event.weights @ joint(network, (y,), context, done=own)))
    return Rates(cells[0], cells[1], done[0], done[1])


def _in_points(p: Array) -> Array:
    return p[:, None] if p.ndim == 1 else p
