"""Answers by brute force: every assignment of every variable, with no code shared with the library."""

from __future__ import annotations

import numpy as np

import causalnet as cn
from causalnet.model.grammar.setting import Hard, Partial, Policy, Shift, Stochastic


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
    if isinstance(finding, cn.answers.Likelihood):
        return finding.p[state]
    return float(state in finding)


def _product(network, local) -> np.ndarray:
    joint = np.ones([len(network.states[v]) for v in network.variables])
    for v in network.variables:
        joint = joint * local[v]
    return joint


def _placed(network, table: np.ndarray, axes) -> np.ndarray:
    """A table about some variables, with an axis for each variable of the network, in their order."""
    places = [network.variables.index(v) for v in axes]
    shape = [1] * len(network.variables)
    for place, size in zip(places, table.shape, strict=True):
        shape[place] = size
    return table.transpose(np.argsort(places)).reshape(shape)


def _own(network, v) -> np.ndarray:
    """The chance of v's state in every assignment, from its own table."""
    return _placed(network, network.values(v), [*network.parents[v], v])


def _changed(network, v, under: cn.Intervention, natural: np.ndarray) -> np.ndarray:
    """The chance of v's state in every assignment once the intervention is carried out."""
    states = network.states[v]
    own = _own(network, v)
    for c in under.cuts:
        if c.effect == v:
            marginal = _placed(network, project(network, natural, c.cause), [c.cause])
            own = (own * marginal).sum(axis=network.variables.index(c.cause), keepdims=True)
    for part in under.as_ifs:
        for cause, state in part.causes.items() if part.effect == v else ():
            place = network.states[cause].index(state)
            own = own.take([place], axis=network.variables.index(cause))
    setting = under.settings.get(v)
    if setting is None:
        return own
    if isinstance(setting, Hard | Stochastic):
        return _placed(network, _chosen(setting, states), [v])
    if isinstance(setting, Shift):
        axis, top = network.variables.index(v), len(states) - 1
        moved = np.zeros_like(own)
        for i in range(top + 1):
            at = [slice(None)] * own.ndim
            at[axis] = min(max(i + setting.steps, 0), top)
            moved[tuple(at)] += own.take(i, axis=axis)
        return moved
    if isinstance(setting, Policy):
        sizes = [len(network.states[other]) for other in setting.reads]
        chosen = np.zeros((*sizes, len(states)))
        for at in np.ndindex(*sizes):
            named = [network.states[o][i] for o, i in zip(setting.reads, at, strict=True)]
            key = named[0] if isinstance(setting.given, str) else tuple(named)
            chosen[at] = _chosen(setting.choose[key], states)
        return _placed(network, chosen, [*setting.reads, v])
    assert isinstance(setting, Partial)
    u, reached = setting.uptake, _chosen(Hard(setting.state), states)
    return (1 - u) * own + u * _placed(network, reached, [v])


def _chosen(setting, states) -> np.ndarray:
    """The chance of each state of what is set."""
    if isinstance(setting, Hard):
        return np.array([float(state == setting.state) for state in states])
    return np.array([float(setting.p.get(state, 0.0)) for state in states])
