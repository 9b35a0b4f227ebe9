"""Levers: every single intervention, ranked by what it does to an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, overload

import numpy as np

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.errors import QuestionError
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.inference.query_encoding import impossible
from causalnet.inference.sweep import all_levers
from causalnet.model.causal_model import CausalModel
from causalnet.model.draws import Draws
from causalnet.model.finding import Given
from causalnet.model.variable import Better
from causalnet.network.network import Network
from causalnet.questions.effects.levers_answer import Levers
from causalnet.questions.query.candidates import candidates, wished
from causalnet.questions.query.distribution import answer_of
from causalnet.questions.query.downstream_evidence import observed_after
from causalnet.questions.query.measure import Outcome, measure_of
from causalnet.questions.query.question import ask, provenance
from causalnet.questions.time.levers_in_time import LeversInTime, levers_in_time

__all__ = ["levers"]


@overload
def levers(
    model: CausalModel | Network,
    outcome: Outcome,
    *,
    among: str | Sequence[str] | None = None,
    given: Given | None = None,
    better: Better | None = None,
    draws: int | Draws | None = None,
    memory_limit: int = MEMORY_LIMIT,
    at: Literal[0] = 0,
) -> Levers: ...


@overload
def levers(
    model: CausalModel,
    outcome: str,
    *,
    among: str | Sequence[str] | None = None,
    given: Given | None = None,
    better: Better | None = None,
    draws: int | Draws | None = None,
    memory_limit: int = MEMORY_LIMIT,
    at: int,
) -> Levers | LeversInTime: ...


@public
def levers(
    model: CausalModel | Network,
    outcome: Outcome,
    *,
    among: str | Sequence[str] | None = None,
    given: Given | None = None,
    better: Better | None = None,
    draws: int | Draws | None = None,
    memory_limit: int = MEMORY_LIMIT,
    at: int = 0,
) -> Levers | LeversInTime:
    """Every single hard intervention, ranked by what it does to an outcome.

    Parameters
    ----------
    model : CausalModel or Network
    outcome : str or (str, str)
        What is to be raised, or lowered: a variable, by its expected level, or a variable and a state, by
        its probability. A network whose states are not declared ordered needs the state.
    among : sequence of str or "all", optional
        The variables to try; default: those with the role *lever* (of a network, all); ``"all"`` for all.
    given : mapping, optional
        What is observed, after the intervention. Settings that contradict it are left out.
    better : {"high", "low"}, optional
        Which end of the outcome's scale is wished for; default: as its variable says, else ``"high"``.
    draws : int or Draws, optional
        The number of draws from the model's judgements to rank in; default: its central network.
    memory_limit : int
        Bytes that the sweep may take. Default: 2 GiB.
    at : int, default 0
        The period in which the outcome is read; each lever is held from period 0 on, and lagged influences act. 0:
        within the present period.

    Returns
    -------
    Levers, or LeversInTime by a later period

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
    if at:
        if not isinstance(outcome, str):
            what = (
                "By a later period, levers are ranked by expected level. Expected a variable's name"
            )
            raise QuestionError(f"{what}, got {outcome!r}.")
        return levers_in_time(model, outcome, at, among, given, better, draws)
    network = network_of(model, draws, memory_limit=memory_limit)
    measure = measure_of(model, network, outcome, verb="levers")
    question = ask(network, measure.outcome, None, given)
    tried = candidates(model, network.states, measure.outcome, among)
    sweep = all_levers(network, question.outcome, question.given, memory_limit=memory_limit)
    if question.given and np.isnan(sweep.today).any():
        raise impossible(question.given)
    notes = observed_after([network.parents], tried, tried, measure.outcome, question.given)
    source = provenance(model, "exact", draws)
    today = answer_of(question, (measure.states,), sweep.today, source, notes)
    end = wished(model, measure, better)
    return Levers(model, network, today, sweep, tuple(tried), measure, end)
