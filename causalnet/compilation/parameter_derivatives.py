r"""The derivative of an answer with respect to every elicited number, through mechanisms and calibration.

Write :math:`\bar\theta_v = \partial P(y \mid e) / \partial \theta_v` for the cotangent of the table of v, :math:`w_v` for the
numbers of its mechanism and :math:`P(s)` for the joint of its causes, with which it is calibrated. In reverse-mode
differentiation

.. math::

   \bar w_v = \bar\theta_v \, \frac{\partial \theta_v}{\partial w_v}, \qquad
   \overline{P(s)} = \bar\theta_v \, \frac{\partial \theta_v}{\partial P(s)}, \qquad
   \bar\theta_u \mathrel{+}= \overline{P(s)} \, \frac{\partial P(s)}{\partial \theta_u}

for every u above v. The last term is there since a change upstream moves the joint of the causes, and with it the
thresholds that meet the baseline of v.

References
----------
A. Griewank and A. Walther (2008), *Evaluating Derivatives*, 2nd ed., chapter 3 (reverse mode).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.adjoint import cpt_adjoint
from causalnet.compilation.mechanisms.calibration import CalibrationTarget
from causalnet.compilation.mechanisms.contributions import slopes_of
from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.inference.derivatives import table_derivatives
from causalnet.inference.posterior import joint
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Finding
from causalnet.network.graph import ancestors
from causalnet.network.network import Network

__all__ = ["ParameterDerivatives", "parameter_derivatives"]

Array = NDArray[np.float64]
StrengthKey = tuple[str, str, int]
AmountKey = tuple[str, str, str]
# A factor, and the states that are set.
WeightedArm = tuple[float, Mapping[str, str]]

# Draws at a time: a derivative has the cells of every table for each answer, in each draw.
DRAWS_PER_PASS = 128


@dataclass(frozen=True, slots=True, eq=False)
class ParameterDerivatives:
    """The derivatives of some answers by each elicited number, calibration included.

    Attributes
    ----------
    strengths : mapping from influence key (cause, effect, lag) to ndarray
        Per unit of log-odds; shape (answers,), with the axis of draws last for drawn numbers. Influences on
        which no answer depends are left out.
    amounts : mapping from (cause, effect, by) to ndarray
        The same for the modifiers.
    baselines : mapping from variable to ndarray, shape (k, answers, draws)
        By the probabilities of a baseline, along changes that sum to zero. Those of mechanisms that imitate an
        ordinal are not worked out; baselines on which no answer depends are left out.
    """

    strengths: Mapping[StrengthKey, Array]
    amounts: Mapping[AmountKey, Array]
    baselines: Mapping[str, Array]


def parameter_derivatives(
    model: CausalModel,
    network: Network,
    ensemble: Ensemble,
    outcome: str,
    weights: Array,
    given: Mapping[str, Finding] | None = None,
    *,
    arms: Sequence[WeightedArm] = ((1.0, {}),),
) -> ParameterDerivatives:
    r"""The derivatives of answers :math:`\sum_a f_a \sum_y w_y P(y \mid \mathrm{do}(x_a), e)` by the elicited numbers.

    Variables are taken from the last to the first. `cpt_adjoint` takes the cotangent of a table back to the
    numbers of its mechanism, thresholds moving so that the baseline stays met, and to the joint of its causes.
    One sweep on the network of the causes takes that back to the tables upstream. All of this is linear in the
    cotangents, so that arms are added up before it.

    Parameters
    ----------
    model : CausalModel
    network : Network
        The model compiled with `ensemble`.
    ensemble : Ensemble
    outcome : str
    weights : ndarray, shape (answers, states)
        w, for each answer.
    given : mapping from variable to finding, optional
    arms : sequence of (float, mapping from variable to state)
        The factor f and the states that are set, of each arm. Default: nothing is set.

    Returns
    -------
    ParameterDerivatives

    Raises
    ------
    QuestionError
        Where an answer depends on a `RankedNode` that imitates an ordinal and cannot match its effects.
    """
    asked = (outcome, weights, given, arms)
    if network.draws is None or network.draws <= DRAWS_PER_PASS:
        return _chained(model, network, ensemble, _by_tables(network, *asked))
    parts = []
    for start in range(0, network.draws, DRAWS_PER_PASS):
        piece = slice(start, start + DRAWS_PER_PASS)
        part = network.at(piece)
        parts.append(_chained(model, part, ensemble.at(piece), _by_tables(part, *asked)))
    return ParameterDerivatives(
        {k: np.concatenate([p.strengths[k] for p in parts], axis=-1) for k in parts[0].strengths},
        {k: np.concatenate([p.amounts[k] for p in parts], axis=-1) for k in parts[0].amounts},
        {k: np.concatenate([p.baselines[k] for p in parts], axis=-1) for k in parts[0].baselines},
    )


def _by_tables(
    network: Network,
    outcome: str,
    weights: Array,
    given: Mapping[str, Finding] | None,
    arms: Sequence[WeightedArm],
) -> dict[str, Array]:
    """The cotangent of every table that an answer depends on, shape (states of causes…, k, answers, draws…)."""
    cotangents: dict[str, Array] = {}
    last = -1 if network.draws is None else -2
    for factor, done in arms:
        found = table_derivatives(network, [outcome], given, done=done)
        for v in found:
            own = np.moveaxis(np.tensordot(found[v], factor * weights, axes=(last, 1)), -1, last)
            cotangents[v] = cotangents[v] + own if v in cotangents else own
    return cotangents


def _chained(
    model: CausalModel, network: Network, ensemble: Ensemble, cotangents: dict[str, Array]
) -> ParameterDerivatives:
    """From cotangents of the tables, which are added to on the way, to those of the numbers."""
    strengths: dict[StrengthKey, Array] = {}
    amounts: dict[AmountKey, Array] = {}
    baselines: dict[str, Array] = {}

    def by_baseline(v: str, value: Array) -> None:
        baselines[v] = baselines[v] + value if v in baselines else value

    # Effects before causes: a cotangent is complete once every table below has added to it.
    for v in reversed(network.order):
        variable = model.variables[v]
        influences = model.causes(v)
        cpt = cpt_of(variable.mechanism)
        if v not in cotangents or isinstance(cpt, TabularCPT):
            continue
        if not influences:
            if variable.baseline is not None:
                by_baseline(v, cotangents[v])
            continue
        slopes = slopes_of(model, variable, ensemble)
        baseline = ensemble.baseline(variable)
        target = CalibrationTarget(v, len(variable.states), baseline, _causes(network, v))
        own = cpt_adjoint(cpt, slopes, target, _table(network, v), cotangents[v])
        names = [i.key for i in influences]
        # Strengths come first in `own.numbers`, amounts after them.
        strengths |= zip(names, own.numbers, strict=False)
        own_amounts = [
            (m.cause, m.effect, m.by)
            for i in influences
            for m in model.modifiers
            if (m.cause, m.effect) == (i.cause, i.effect)
        ]
        amounts |= zip(own_amounts, own.numbers[len(names) :], strict=True)
        if own.baseline is not None:
            by_baseline(v, own.baseline)
        if own.causes is None:
            continue
        if _pinned(model, network, v):
            if model.variables[influences[0].cause].baseline is not None:
                by_baseline(influences[0].cause, own.causes)
            continue
        for u, value in _upstream(network, v, own.causes).items():
            cotangents[u] = cotangents[u] + value if u in cotangents else value
    return ParameterDerivatives(strengths, amounts, baselines)


def _table(network: Network, v: str) -> Array:
    """A table with the axis of draws, if the network has one."""
    table = network.values(v)
    if network.draws is None or v in network.varying:
        return table
    return np.broadcast_to(table[..., None], (*table.shape, network.draws))


def _causes(network: Network, v: str) -> Array:
    """P(s): the joint distribution of a variable's causes."""
    causes = network.parents[v]
    weights = joint(network, causes)
    if network.draws is None or weights.ndim > len(causes):
        return weights
    return np.broadcast_to(weights[..., None], (*weights.shape, network.draws))


def _pinned(model: CausalModel, network: Network, v: str) -> bool:
    """Whether no strength can move the joint of a variable's causes: a single cause, which has its baseline."""
    causes = network.parents[v]
    first = model.variables[causes[0]]
    return len(causes) == 1 and (first.baseline is not None or not network.parents[causes[0]])


def _upstream(network: Network, v: str, cotangent: Array) -> dict[str, Array]:
    """The cotangents of the tables upstream, from that of the joint of a variable's causes.

    A probe takes the variable's place and name, with `cotangent` for its table; what is differentiated is its
    expected value. That table need not be a distribution. It is raised above zero, since the pass
    takes logarithms. A constant added to it adds one to every row of a table upstream, and no change that
    keeps the rows' sums at one is affected by that.
    """
    causes = network.parents[v]
    above = ancestors(network.parents, causes)
    lifted = cotangent - cotangent.min(axis=(0, 1), keepdims=True) + 1.0
    shape = tuple([len(network.states[c]) for c in causes])
    states = {u: network.states[u] for u in network if u in above}
    parents = {u: network.parents[u] for u in states}
    tables = {u: network.values(u) for u in states}
    part = Network.trusted(
        {**states, v: tuple(map(str, range(cotangent.shape[1])))},
        {**parents, v: causes},
        {**tables, v: lifted.reshape((*shape, *cotangent.shape[1:]))},
        draws=network.draws,
    )
    found = table_derivatives(part, [v])
    return {u: found.joint(u) for u in found if u != v}
