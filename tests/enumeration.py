"""Answers by brute force: every assignment of every variable, with no code shared with the library."""

from __future__ import annotations

import math
from itertools import product

import numpy as np

import causalnet as cn
from causalnet.model.intervention import Hard, Partial, Policy, Shift, Stochastic


def enumerate_joint(network: cn.Network, under: cn.Intervention | None = None) -> np.ndarray:
    """P(everything | do(under)), one axis for each of `network.variables`."""
    under = under or cn.do()
    names = network.variables
    natural = _product(network, {v: _own(network, v) for v in names})
    local = {v: _changed(network, v, under, natural) for v in names}
    return _product(network, local)


def enumerate_query(network, outcome, under=None, given=None) -> np.ndarray | None:
    """P(outcome | do(under), given); None where what is given cannot be."""
    p = weigh(network, enumerate_joint(network, under), given)
    if not p.sum() > 0:
        return None
    return project(network, p, outcome) / p.sum()


def weigh(network, joint: np.ndarray, given=None) -> np.ndarray:
    """The joint times the likelihood of every finding."""
    for axis, v in enumerate(network.variables):
        finding = (given or {}).get(v)
        if finding is None:
            continue
        weights = [_likelihood(finding, state) for state in network.states[v]]
        shape = [1] * joint.ndim
        shape[axis] = len(weights)
        joint = joint * np.array(weights).reshape(shape)
    return joint


def project(network, joint: np.ndarray, outcome) -> np.ndarray:
    """Summed over everything but the outcomes, whose axes come in the order asked."""
    outcome = (outcome,) if isinstance(outcome, str) else tuple(outcome)
    keep = [network.variables.index(v) for v in outcome]
    summed = joint.sum(axis=tuple(i for i in range(joint.ndim) if i not in keep))
    left = sorted(keep)
    return summed.transpose([left.index(k) for k in keep])


def _likelihood(finding, state: str) -> float:
    if isinstance(finding, str):
        return float(finding == state)
    if isinstance(finding, cn.Likelihood):
        return finding.p[state]
    return float(state in finding)


def _product(network, local) -> np.ndarray:
    names = network.variables
    shape = [len(network.states[v]) for v in names]
    joint = np.zeros(shape)
    for cell in product(*map(range, shape)):
        at = dict(zip(names, cell, strict=True))
        joint[cell] = math.prod(local[v](at) for v in names)
    return joint


def _own(network, v):
    """The chance of v's state in an assignment, from its own table."""
    table, parents = network.values(v), network.parents[v]
    return lambda at: float(table[(*(at[p] for p in parents), at[v])])


def _changed(network, v, under: cn.Intervention, natural: np.ndarray):
    """The chance of v's state in an assignment once the intervention is carried out."""
    states = network.states[v]
    own = _own(network, v)
    for c in under.cuts:
        if c.effect == v:
            marginal = project(network, natural, c.cause)
            own = _averaged(own, c.cause, marginal)
    setting = under.settings.get(v)
    if setting is None:
        return own
    if isinstance(setting, Hard | Stochastic):
        return lambda at: _chosen(setting, states[at[v]])
    if isinstance(setting, Shift):
        top = len(states) - 1
        return lambda at: sum(
            own({**at, v: i})
            for i in range(top + 1)
            if min(max(i + setting.steps, 0), top) == at[v]
        )
    if isinstance(setting, Policy):
        others = network.states[setting.given]
        return lambda at: _chosen(setting.choose[others[at[setting.given]]], states[at[v]])
    assert isinstance(setting, Partial)
    u = setting.uptake
    return lambda at: (1 - u) * own(at) + u * (states[at[v]] == setting.state)


def _averaged(own, cause: str, marginal: np.ndarray):
    return lambda at: sum(p * own({**at, cause: i}) for i, p in enumerate(marginal))


def _chosen(setting, state: str) -> float:
    if isinstance(setting, Hard):
        return float(state == setting.state)
    return float(setting.p[state]) if state in setting.p else 0.0
