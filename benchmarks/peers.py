"""pyAgrum put to the same questions: the best correct peer, asked as well as we know how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import cycle
from math import prod

import numpy as np
import pyagrum as gum

from causalnet import Network
from causalnet.network.graph import ancestors

VERSION = gum.__version__
# The engines of which every way is tried; the third has no tree and keeps nothing.
LAZY, SHAFER_SHENOY = gum.LazyPropagation, gum.ShaferShenoyInference
ELIMINATION = gum.VariableElimination
AS_IT_IS = "as it is"
DRAW = "the draw"
# Numbers in the tables of a network that is still worth giving to the peer: 160 MB of them.
MOST_CELLS = 20_000_000


def cut_down(model: Network, y: str) -> Network:
    """The outcome and its ancestors: all that a query about it needs."""
    above = {y, *ancestors(model.parents, [y])}
    kept = [v for v in model if v in above]
    return Network(
        {v: model.states[v] for v in kept},
        {v: model.parents[v] for v in kept},
        {v: model.values(v) for v in kept},
        name=model.name,
    )


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
    """Set one table of the network itself."""
    fill_axes(bn, v, [*model.parents[v], v], table)


def fill_axes(bn: gum.BayesNet, v: str, axes: Sequence[str], table: np.ndarray) -> None:
    """Set one table whose axes are named; pyAgrum's arrays have theirs in reverse."""
    names = list(reversed(bn.cpt(v).names))
    bn.cpt(v)[:] = np.ascontiguousarray(table.transpose([axes.index(n) for n in names]))


def without_causes(model: Network, variable: str) -> gum.BayesNet:
    """The mutilated network, the variable uniform: its joint with y answers every state at once."""
    k = len(model.states[variable])
    return to_pyagrum(model.replacing({variable: np.full(k, 1 / k)}, {variable: ()}))


def widened_cells(model: Network, causes: Iterable[str]) -> int:
    """The numbers in the tables of the causes once each has an intervention node."""
    return sum(model.values(x).size * (len(model.states[x]) + 1) for x in causes)


def with_intervention_nodes(model: Network, causes: Sequence[str]) -> gum.BayesNet:
    """The network with a node for each lever that says what is done to it (Pearl's F_x).

    The node is a parent of its variable: the variable's own row where it says "as it is", and a
    point mass on the state that it names otherwise.
    """
    bn = gum.BayesNet()
    for v in model:
        bn.add(gum.LabelizedVariable(v, v, list(model.states[v])))
    for x in causes:
        bn.add(gum.LabelizedVariable(_node(x), "", [AS_IT_IS, *model.states[x]]))
        bn.cpt(_node(x)).fillWith(1 / (len(model.states[x]) + 1))
    for v in model:
        for p in model.parents[v]:
            bn.addArc(p, v)
    for x in causes:
        bn.addArc(_node(x), x)
    for v in model:
        if v in causes:
            fill_axes(bn, v, [_node(v), *model.parents[v], v], _widened(model.values(v)))
        else:
            fill(bn, model, v, model.values(v))
    return bn


def _widened(table: np.ndarray) -> np.ndarray:
    k = table.shape[-1]
    wide = np.empty((k + 1, *table.shape))
    wide[0] = table
    for state, row in enumerate(np.eye(k), start=1):
        wide[state] = row
    return wide


def _node(variable: str) -> str:
    return f"do {variable}"


def node_engine(bn: gum.BayesNet, y: str, causes: Iterable[str], kind: type = LAZY):
    """An engine in which every lever is as it is, ready for one to be set after another."""
    engine = kind(bn)
    for x in causes:
        engine.addEvidence(_node(x), 0)
    engine.addTarget(y)
    return engine


def levers_by_node(engine, y: str, asked: Iterable[str]) -> dict[str, np.ndarray]:
    """P(y | do(x)) for every x asked about: one intervention node changes at a time."""
    bn, found = engine.BN(), {}
    outcome = bn.idFromName(y)
    for x in asked:
        node, rows = bn.idFromName(_node(x)), []
        for state in range(1, bn.variable(node).domainSize()):
            engine.chgEvidence(node, state)
            engine.makeInference()
            rows.append(engine.posterior(outcome).toarray())
        engine.chgEvidence(node, 0)
        found[x] = np.array(rows)
    return found


def cells(engine) -> tuple[int, int]:
    """The numbers in the largest clique of the junction tree, and in all: nothing is computed."""
    bn, tree = engine.BN(), engine.junctionTree()
    sizes = [prod(bn.variable(i).domainSize() for i in tree.clique(c)) for c in tree.nodes()]
    return max(sizes), sum(sizes)


def joint_engine(bn: gum.BayesNet, x: str, y: str) -> gum.LazyPropagation:
    """An engine whose target is the joint of two variables."""
    engine = LAZY(bn)
    engine.addJointTarget({x, y})
    return engine


def levers(mutilated: Mapping[str, gum.BayesNet], y: str) -> dict[str, np.ndarray]:
    """P(y | do(x)) for every x: a new engine for each variable, asked for the joint with y."""
    found = {}
    for x, bn in mutilated.items():
        found[x] = _given_first(joint_engine(bn, x, y), x, y)
    return found


def _given_first(engine, x: str, y: str) -> np.ndarray:
    """P(y | x) from the joint, a row for each state of x."""
    engine.makeInference()
    both = engine.jointPosterior({x, y})
    # pyAgrum's arrays have their axes in reverse.
    table = both.toarray() if both.names[-1] == x else both.toarray().T
    return table / table.sum(axis=1, keepdims=True)


def engines(mutilated: Mapping[str, gum.BayesNet], y: str, kind: type = LAZY) -> dict:
    """An engine for each variable, ready to be asked about one state of it after another."""
    made = {}
    for x, bn in mutilated.items():
        made[x] = kind(bn)
        made[x].addEvidence(x, 0)
        made[x].addTarget(y)
    return made


def levers_by_state(made: Mapping, y: str) -> dict[str, np.ndarray]:
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


def posterior(bn: gum.BayesNet, y: str, seen: Mapping[str, str], kind: type = LAZY) -> np.ndarray:
    """One posterior from a new engine."""
    engine = kind(bn)
    engine.setEvidence(dict(seen))
    engine.addTarget(y)
    engine.makeInference()
    return engine.posterior(y).toarray()


def asked_again(bn: gum.BayesNet, y: str, x: str, kind: type = LAZY) -> Callable[[], np.ndarray]:
    """What asks one engine again and again, with another state of x each time."""
    lever, outcome = bn.idFromName(x), bn.idFromName(y)
    engine = kind(bn)
    engine.addEvidence(lever, 0)
    engine.addTarget(outcome)
    engine.makeInference()
    turn = cycle([*range(1, bn.variable(lever).domainSize()), 0])

    def again() -> np.ndarray:
        engine.chgEvidence(lever, next(turn))
        engine.makeInference()
        return engine.posterior(outcome).toarray()

    return again


def nodes_asked_again(
    bn: gum.BayesNet, y: str, x: str, causes: Iterable[str], kind: type = LAZY
) -> Callable[[], np.ndarray]:
    """The same, by one engine that any lever could be asked of."""
    engine = node_engine(bn, y, causes, kind)
    node, outcome = bn.idFromName(_node(x)), bn.idFromName(y)
    engine.makeInference()
    turn = cycle(range(1, bn.variable(node).domainSize()))

    def again() -> np.ndarray:
        engine.chgEvidence(node, next(turn))
        engine.makeInference()
        return engine.posterior(outcome).toarray()

    return again


def marginals(
    bn: gum.BayesNet, names: Iterable[str], seen: Mapping[str, str], kind: type = LAZY
) -> dict[str, np.ndarray]:
    """Every posterior, from a new engine."""
    return _posteriors(seen_engine(bn, seen, kind), names)


def seen_engine(bn: gum.BayesNet, seen: Mapping[str, str], kind: type = LAZY):
    """An engine with findings, all variables its targets."""
    engine = kind(bn)
    engine.setEvidence(dict(seen))
    return engine


def marginals_asked_again(
    engine, names: Iterable[str], cases: Sequence[Mapping[str, str]]
) -> Callable[[], dict[str, np.ndarray]]:
    """What asks one engine for every posterior, with the findings of another case each time.

    The engine has the findings of the first case.
    """
    turn, names = cycle([*cases[1:], cases[0]]), list(names)

    def again() -> dict[str, np.ndarray]:
        for v, state in next(turn).items():
            engine.chgEvidence(v, state)
        return _posteriors(engine, names)

    return again


def _posteriors(engine, names: Iterable[str]) -> dict[str, np.ndarray]:
    engine.makeInference()
    return {v: engine.posterior(v).toarray() for v in names}


def one_by_one(
    bn: gum.BayesNet, model: Network, y: str, tables: Mapping[str, np.ndarray], count: int
) -> np.ndarray:
    """P(y) in the first draws, a network filled and a new engine asked for each."""
    found = []
    for i in range(count):
        for v, table in tables.items():
            fill(bn, model, v, table[..., i])
        found.append(posterior(bn, y, {}))
    return np.array(found)


def with_draw_node(model: Network, n: int) -> gum.BayesNet:
    """The network with one more variable, the draw, that is a cause of every other."""
    bn = gum.BayesNet()
    bn.add(gum.LabelizedVariable(DRAW, "", n))
    bn.cpt(DRAW).fillWith(1 / n)
    for v in model:
        bn.add(gum.LabelizedVariable(v, v, list(model.states[v])))
    for v in model:
        bn.addArc(DRAW, v)
        for p in model.parents[v]:
            bn.addArc(p, v)
    return bn


def in_draws(
    bn: gum.BayesNet,
    model: Network,
    y: str,
    tables: Mapping[str, np.ndarray],
    kind: type = LAZY,
) -> np.ndarray:
    """P(y) in every draw, as many at a time as the draw node has states."""
    size = bn.variable(DRAW).domainSize()
    found = []
    for start in range(0, next(iter(tables.values())).shape[-1], size):
        for v, table in tables.items():
            part = table[..., start : start + size]
            fill_axes(bn, v, [*model.parents[v], v, DRAW], part)
        engine = kind(bn)
        engine.addJointTarget({DRAW, y})
        found.append(_given_first(engine, DRAW, y))
    return np.concatenate(found)
