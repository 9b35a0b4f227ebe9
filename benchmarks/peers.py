"""pyAgrum put to the same questions: the best correct peer, asked as well as we know how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pyagrum as gum

from causalnet import Network

VERSION = gum.__version__


def to_pyagrum(model: Network) -> gum.BayesNet:
    """The same network, states and numbers."""
    bn = gum.BayesNet()
    for v in model:
        bn.add(gum.LabelizedVariable(v, v, list(model.states[v])))
    for v in model:
        for p in model.parents[v]:
            bn.addArc(p, v)
    for v in model:
        fill(bn, model, v, model.values(v))
    return bn


def fill(bn: gum.BayesNet, model: Network, v: str, table: np.ndarray) -> None:
    """Set one table; pyAgrum's arrays have their axes in reverse."""
    axes = [*model.parents[v], v]
    names = list(reversed(bn.cpt(v).names))
    bn.cpt(v)[:] = np.ascontiguousarray(table.transpose([axes.index(n) for n in names]))


def without_causes(model: Network, variable: str) -> gum.BayesNet:
    """The mutilated network, the variable uniform: its joint with y answers every state at once."""
    k = len(model.states[variable])
    return to_pyagrum(model.replacing({variable: np.full(k, 1 / k)}, {variable: ()}))


def levers(mutilated: Mapping[str, gum.BayesNet], y: str) -> dict[str, np.ndarray]:
    """P(y | do(x)) for every x: a new engine for each variable, asked for the joint with y."""
    found = {}
    for x, bn in mutilated.items():
        engine = gum.LazyPropagation(bn)
        engine.addJointTarget({x, y})
        engine.makeInference()
        both = engine.jointPosterior({x, y})
        table = both.toarray()
        table = table.T if both.names[0] == x else table
        found[x] = table / table.sum(axis=1, keepdims=True)
    return found


def engines(mutilated: Mapping[str, gum.BayesNet], y: str) -> dict[str, gum.LazyPropagation]:
    """An engine for each variable, ready to be asked about one state of it after another."""
    made = {}
    for x, bn in mutilated.items():
        made[x] = gum.LazyPropagation(bn)
        made[x].addEvidence(x, 0)
        made[x].addTarget(y)
    return made


def levers_by_state(made: Mapping[str, gum.LazyPropagation], y: str) -> dict[str, np.ndarray]:
    """P(y | do(x)) for every x, a state at a time."""
    found = {}
    for x, engine in made.items():
        rows = []
        for state in range(engine.BN().variableFromName(x).domainSize()):
            engine.chgEvidence(x, state)
            engine.makeInference()
            rows.append(engine.posterior(y).toarray())
        found[x] = np.array(rows)
    return found


def posterior(bn: gum.BayesNet, y: str, seen: Mapping[str, str]) -> np.ndarray:
    """One posterior from a new engine."""
    engine = gum.LazyPropagation(bn)
    engine.setEvidence(dict(seen))
    engine.addTarget(y)
    engine.makeInference()
    return engine.posterior(y).toarray()


def posterior_by_elimination(bn: gum.BayesNet, y: str, seen: Mapping[str, str]) -> np.ndarray:
    """One posterior by variable elimination."""
    engine = gum.VariableElimination(bn)
    engine.setEvidence(dict(seen))
    engine.addTarget(y)
    engine.makeInference()
    return engine.posterior(y).toarray()


def asked_again(
    bn: gum.BayesNet, y: str, x: str, states: Iterable[str]
) -> Callable[[], np.ndarray]:
    """What asks one engine again and again, with another state of x each time."""
    states = list(states)
    engine = gum.LazyPropagation(bn)
    engine.addEvidence(x, states[0])
    engine.addTarget(y)
    engine.makeInference()
    turn = [0]

    def again() -> np.ndarray:
        turn[0] += 1
        engine.chgEvidence(x, states[turn[0] % len(states)])
        engine.makeInference()
        return engine.posterior(y).toarray()

    return again


def marginals(
    bn: gum.BayesNet, names: Iterable[str], seen: Mapping[str, str]
) -> dict[str, np.ndarray]:
    """Every posterior, from a new engine."""
    engine = gum.LazyPropagation(bn)
    engine.setEvidence(dict(seen))
    engine.makeInference()
    return {v: engine.posterior(v).toarray() for v in names}
