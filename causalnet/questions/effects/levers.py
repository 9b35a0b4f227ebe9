"""Levers: every single intervention, ranked by what it does to an outcome."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.inference.query_encoding import impossible
from causalnet.inference.sweep import all_levers
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import TimedGiven
from causalnet.model.judgements.draws import Draws
from causalnet.model.variable import Better
from causalnet.network.network import Network
from causalnet.questions.effects.later_levers import later_levers
from causalnet.questions.effects.later_period import later_question, of_model, present_findings
from causalnet.questions.effects.levers_answer import Levers
from causalnet.questions.effects.reach import Reach
from causalnet.questions.effects.swept_levers import SweptLevers, changes_of
from causalnet.questions.query.arrival import periods_to
from causalnet.questions.query.candidates import candidates, wished
from causalnet.questions.query.downstream_evidence import kept_weights, observed_after
from causalnet.questions.query.measure import Measure, Outcome, measure_of
from causalnet.questions.query.question import ask, provenance

__all__ = ["levers"]


@public
def levers(
    model: CausalModel | Network,
    outcome: Outcome,
    *,
    among: str | Sequence[str] | None = None,
    given: TimedGiven | None = None,
    better: Better | None = None,
    draws: int | Draws | None = None,
    memory_limit: int = MEMORY_LIMIT,
    at: int = 0,
) -> Levers:
    """Every single hard intervention, ranked by what it does to an outcome.

    Parameters
    ----------
    model : CausalModel or Network
    outcome : str or (str, str)
        The outcome to be raised or lowered: a variable, by its expected level, or a variable and a state, by
        its probability. A network whose states are not declared ordered needs the state.
    among : sequence of str or "all", optional
        The variables to try; default: those with the role *lever* (of a network, all); ``"all"`` for all.
    given : mapping, optional
        Findings after the intervention; by a later period also by period, as for `trajectory`. Settings
        that contradict it are left out.
    better : {"high", "low"}, optional
        The wished end of the outcome's scale; default: as its variable says, else ``"high"``.
    draws : int or Draws, optional
        The number of draws from the model's judgements to rank in; default: its central network.
    memory_limit : int
        Bytes that the sweep may take, and then the marginals behind each `Lever.reach`. Default: 2 GiB.
    at : int, default 0
        The period in which the outcome is read; each lever is held from period 0 on, and lagged influences act. 0:
        within the present period.

    Returns
    -------
    Levers

    References
    ----------
    A. Darwiche (2003), "A differential approach to inference in Bayesian networks", *JACM* 50(3).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> best = cn.levers(lawn, ("wet", "yes"))[0]
    >>> best.intervention, round(best.level, 3), round(best.reach, 3)
    (do(rain="yes"), 0.56, 0.8)
    """
    network = network_of(model, None if at else draws, memory_limit=memory_limit)
    measure = measure_of(model, network, outcome, verb="levers")
    tried = candidates(model, network.states, measure.outcome, among)
    end = wished(model, measure, better)
    if not at:
        return _present(model, network, measure, tried, given, end, draws, memory_limit)
    timed = of_model(model)
    asked = later_question(given, measure.outcome, at, draws)
    return later_levers(timed, measure, tried, asked, end)


def _present(
    model: CausalModel | Network,
    network: Network,
    measure: Measure,
    tried: Sequence[str],
    given: TimedGiven | None,
    better: Better,
    draws: int | Draws | None,
    memory_limit: int,
) -> Levers:
    """Levers within the present period, all from one sweep."""
    found = present_findings(given, "levers")
    question = ask(network, measure.outcome, None, found.get(0))
    sweep = all_levers(network, question.outcome, question.given, memory_limit=memory_limit)
    if question.given and np.isnan(sweep.today).any():
        raise impossible(question.given)
    notes: tuple[str, ...] = ()
    if question.given:
        notes = observed_after([network.parents], tried, tried, measure.outcome, question.given)
        notes = (*notes, *kept_weights(network, question.given))
    reach = Reach(model, draws, question.given, memory_limit)
    changes = changes_of(sweep, measure, tried, given=bool(question.given), pooled=network.pooled)
    return Levers(
        measure,
        SweptLevers(measure, changes, tuple(tried), network.states, network.parents, reach),
        provenance(model, "exact", draws),
        better,
        ordered=network.ordered.issuperset(tried),
        given=found,
        notes=notes,
        arrivals=periods_to(model, measure.outcome) if isinstance(model, CausalModel) else {},
    )
