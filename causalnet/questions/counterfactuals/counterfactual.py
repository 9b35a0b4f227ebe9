"""Counterfactuals: what would have come of an outcome, had something else been done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.errors import ImpossibleEvidenceError
from causalnet.inference.posterior import joint
from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import TimedGiven, timed_findings
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.model.judgements.draws import Draws
from causalnet.network.network import Network
from causalnet.questions.counterfactuals.abduction import Case, Twofold, predicted, twofold
from causalnet.questions.counterfactuals.asked_couplings import (
    USUAL_COUPLINGS,
    AskedCouplings,
    asked_couplings,
)
from causalnet.questions.counterfactuals.case_signs import why_not_by_signs
from causalnet.questions.counterfactuals.counterfactual_answer import Counterfactual
from causalnet.questions.counterfactuals.coupling import Couplings
from causalnet.questions.counterfactuals.coupling_range import (
    MOST_WORK,
    USUAL_WORK,
    CouplingRanges,
    attained_range,
    proved_ranges,
)
from causalnet.questions.counterfactuals.coupling_words import COUPLING_NAMES
from causalnet.questions.counterfactuals.event import Event, crossing, events_of
from causalnet.questions.counterfactuals.margin_range import margin_ranges
from causalnet.questions.counterfactuals.posed_case import AskedCase, posed_case
from causalnet.questions.query.known_case import observed_or_known
from causalnet.questions.query.measure import Measure, Outcome
from causalnet.questions.query.mutilate import mutilate
from causalnet.questions.query.paths import PathKind, differing, idle_in_both, path_in
from causalnet.questions.query.question import NOTHING_DONE, carried_out, provenance
from causalnet.questions.skipped import Skipped

__all__ = ["counterfactual"]

Array = NDArray[np.float64]


@public
def counterfactual(
    model: CausalModel | Network,
    outcome: Outcome,
    *,
    under: Intervention | Timed | None,
    versus: Intervention | Timed | None = None,
    observed: TimedGiven | None = None,
    given: TimedGiven | None = None,
    at: int = 0,
    coupling: AskedCouplings = USUAL_COUPLINGS,
    draws: int | Draws | None = None,
) -> Counterfactual:
    """What would have come of an outcome in the cases observed, had it been `under` in place of `versus`.

    A model says how likely each state is where its causes are so. It does not say what would have come of the very
    cases observed, because that depends on how the luck of a case carries over from one world to the other: on a
    *coupling*. The answer gives the least and the most over all couplings, and the answer of named ones. Where no
    variable is needed in both worlds every coupling agrees.

    Parameters
    ----------
    model : CausalModel or Network
    outcome : str or (str, str)
        A variable, or a variable and one of its states. A network whose states are not declared ordered needs the
        state.
    under : Intervention or Timed
        What would have been done, from period 0 on or in the periods given.
    versus : Intervention or Timed, optional
        What was done where the cases were observed. Default: nothing.
    observed : mapping, optional
        Findings in the world of `versus`: for each variable a state, a set of states or a `likelihood`. Of later
        periods by period, such as ``{2: {"x": "low"}}``. Default: what the model knows of its case, ``model.known``.
        ``{}``: nothing.
    given : mapping, optional
        Findings in the world of `under`.
    at : int, default 0
        The period in which the outcome is read, lagged influences acting until then. 0: within the present period. The
        network of all periods must fit the memory.
    coupling : str, sequence of str or mapping, default ("rank", "fresh", "any")
        ``"rank"``: a case keeps its rank in every distribution; three states or more of what both worlds need must be
        ordered.
        ``"fresh"``: it draws again wherever its causes have changed. ``"gumbel"``: each state keeps a Gumbel number of
        its own. ``"any"``: the range over all couplings. A mapping gives every variable that is needed in both worlds
        one coupling; with `at` its name has the period, such as ``"x@1"``. ``"any"`` alone takes longer over it, and
        says how much of it some coupling attains.
    draws : int or Draws, optional
        The number of draws from the model's judgements. Default: its central network alone. The range over all
        couplings is worked out without draws only.

    Returns
    -------
    Counterfactual

    Raises
    ------
    UnknownNameError, InterventionError, ImpossibleEvidenceError, MemoryLimitError
        As `query`.
    QuestionError
        If one rank is asked for where states are not declared ordered, or a coupling is missing.

    References
    ----------
    J. Pearl (2009), *Causality*, 2nd ed., chapter 7; A. Balke and J. Pearl (1994), "Counterfactual probabilities:
    computational methods, bounds and applications", *UAI*.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> answer = cn.counterfactual(lawn, "wet", under=cn.do(rain="no"), observed={"wet": "yes"})
    >>> print(answer.sentence)
    In the cases in which wet grass is yes, setting rain to no would have made wet grass no in 29.6% to 42.2% of them, however luck carries over (29.6% if every case keeps its rank and 34.2% if luck is drawn afresh).
    """
    seen, known_of = observed_or_known(model, observed)
    question = AskedCase(
        under or NOTHING_DONE,
        versus or NOTHING_DONE,
        timed_findings(seen, "observed"),
        timed_findings(given),
        at,
        known_of,
    )
    try:
        return _answer(model, outcome, question, coupling, draws)
    except ImpossibleEvidenceError as error:
        raise ImpossibleEvidenceError(question.impossible(error)) from None


def _answer(
    model: CausalModel | Network,
    outcome: Outcome,
    question: AskedCase,
    coupling: AskedCouplings,
    draws: int | Draws | None,
) -> Counterfactual:
    """The answer by every coupling that is asked for, and its range."""
    posed = posed_case(model, outcome, question, draws)
    network, case, name = posed.network, posed.case, posed.measure.outcome
    asked = twofold(network if network.draws is None else network.at(0), name, case)
    named, ranged = asked_couplings(coupling, [asked], drawn=network.draws is not None)
    p = {how: _in_points(_had_it_been(network, name, case, own, how)) for how, own in named.items()}
    event = crossing(posed.measure, case.observed) or _measured(posed.measure)
    why_not = why_not_by_signs(posed.model, name, event, case, asked)
    ranges = CouplingRanges()
    if ranged and asked.worlds.witnesses:
        events = [*events_of(posed.measure), event]
        signed = None if why_not else event
        ranges = _ranges(network, asked, events, signed, patient=coupling == "any")
    return Counterfactual(
        replace(posed.measure, outcome=outcome if isinstance(outcome, str) else outcome[0]),
        question,
        provenance(model, "exact", draws),
        _path(network if question.at else model, asked.worlds.network, name, case),
        _in_points(_as_it_was(network, name, case)),
        p,
        asked.worlds.witnesses,
        event,
        ranges.proved,
        ranges.attained,
        ranges.wider,
        why_not,
    )


def _had_it_been(
    network: Network, outcome: str, case: Case, coupling: Couplings, name: str
) -> Array:
    """The probability of each state under one coupling."""
    try:
        return predicted(network, outcome, case, coupling)
    except ImpossibleEvidenceError as error:
        # What some coupling allows, fresh luck allows: wherever causes have changed it rules nothing out.
        if coupling == "fresh" or not case.given:
            raise
        told = str(error)
        text = f'With {COUPLING_NAMES[name]} (coupling="fresh" may allow it), {told[0].lower()}{told[1:]}'
        raise ImpossibleEvidenceError(text) from None


def _path(model: CausalModel | Network, network: Network, outcome: str, case: Case) -> PathKind:
    """The way by which what differs between the worlds can reach the outcome."""
    arms = case.under, case.versus
    graphs = [mutilate(network, arm).parents for arm in arms]
    return path_in(model, graphs, (outcome,), differing(*arms), {}, idle_in_both(model, arms))


def _measured(measure: Measure) -> Event:
    """The state that is asked about, or the expected level."""
    events = events_of(measure)
    if measure.state is None:
        return events[-1]
    return events[measure.states.index(measure.state)]


def _ranges(
    network: Network,
    asked: Twofold,
    events: Sequence[Event],
    signed: Event | None,
    *,
    patient: bool,
) -> CouplingRanges:
    """The range of every event, and how much of that of the last one some coupling attains."""
    if network.draws is not None:
        return CouplingRanges(Skipped(lazy("it is worked out only without draws")))
    work = MOST_WORK if patient else USUAL_WORK
    ranges = proved_ranges(asked, events, work, signed)
    if isinstance(ranges, Skipped):
        wider = None if asked.is_ratio else margin_ranges(asked, events)
        return CouplingRanges(ranges) if wider is None else CouplingRanges(wider, None, ranges)
    low, high = ranges[-1].tolist()
    return CouplingRanges(ranges, attained_range(asked, events[-1], (low, high), patient=patient))


def _as_it_was(network: Network, outcome: str, case: Case) -> Array:
    """The probability of each state in the cases observed."""
    target, done = carried_out(network, case.versus)
    return joint(target, (outcome,), case.observed, done=done)


def _in_points(p: Array) -> Array:
    """Probabilities with an axis of points, of length one without draws."""
    found = p[:, None] if p.ndim == 1 else p
    found.setflags(write=False)
    return found
