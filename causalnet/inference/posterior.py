r"""Exact posteriors, :math:`P(y \mid \mathrm{do}(X = x), e)`.

By the truncated factorization, with :math:`u_v` the states of the parents of v,

.. math::

   P(y, e \mid \mathrm{do}(X = x)) = \sum_{v \notin y, X} \; \prod_{v \notin X} \theta_{v \mid u_v}

at the states x and e, summed by variable elimination. Its share of the sum over y is the answer.

References
----------
J. Pearl (2009), *Causality*, 2nd ed., section 3.2.3; R. Dechter (1999), "Bucket elimination", *Artificial
Intelligence* 113.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from causalnet.inference.constant_folding import folded
from causalnet.inference.contraction import Array
from causalnet.inference.execute import UNDERFLOW, flow_down, flow_scaled, load_tensors
from causalnet.inference.memory_limits import (
    MEMORY_LIMIT,
    chunk_of,
    chunks,
    require_memory,
    require_room,
)
from causalnet.inference.planning.contraction_tree import Tree
from causalnet.inference.planning.plan import Plan, in_every_draw, plan_of
from causalnet.inference.planning.prune import Shape
from causalnet.inference.query_encoding import Asked, Done, Findings, encode_query, raise_where_zero
from causalnet.network.network import Network
from causalnet.network.structure import Structure

__all__ = ["joint", "joint_of_tables", "joint_plan", "log_probability"]


def joint(
    network: Network,
    outcome: Sequence[str],
    given: Findings | None = None,
    *,
    done: Done | None = None,
    memory_limit: int = MEMORY_LIMIT,
) -> Array:
    """P(outcome | do(done), given), one axis for each outcome in the order asked.

    Parameters
    ----------
    network : Network
    outcome : sequence of str
        Distinct variables.
    given : mapping from variable to finding, optional
        Findings after the intervention.
    done : mapping from variable to state, optional
        The intervention. Other interventions change the network's tables first.
    memory_limit : int
        In bytes.

    Returns
    -------
    ndarray, shape (states of each outcome…)
        Of a drawn network, with the axis of draws last.

    Raises
    ------
    ImpossibleEvidenceError
        If P(given) is zero, even if the outcome does not depend on it.
    MemoryLimitError
        If it would take too much memory; nothing has been allocated then.

    Examples
    --------
    >>> from causalnet import Network
    >>> lawn = Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> joint(lawn, ["rain"], {"wet": "yes"}).round(4)
    array([0.3333, 0.6667])
    >>> joint(lawn, ["rain"], done={"wet": "yes"})
    array([0.8, 0.2])
    """
    given = given or {}
    if done and not done.keys().isdisjoint(outcome):
        return _with_certain(network, outcome, given, done, memory_limit)
    asked = encode_query(network, outcome, given, done)
    ready = plan_of(network.structure, asked.shape)
    require_memory(ready, memory_limit, network.draws)
    if network.draws is not None:
        require_room(
            "An exact answer",
            network.structure.size(asked.shape.kept),
            ready,
            memory_limit,
            network.draws,
            advice="",
        )
    # Evidence that is independent of the outcome cannot move the answer, but where it is impossible there is none.
    for aside in ready.asides:
        if not _surely_possible(network, aside):
            _log_scale(network, aside, asked, given)
    if network.draws is None:
        return _normalised(network, ready, asked, given)

    def answer(part: Network) -> Array:
        return _normalised(part, ready, asked, given)

    return _in_chunks(network, ready, answer)


def joint_of_tables(
    structure: Structure, tables: Mapping[str, Array], outcome: Sequence[str], draws: int | None
) -> Array:
    """P(outcome) from bare tables, one axis for each outcome in the order asked: `joint` without what it checks.

    Parameters
    ----------
    structure : Structure
    tables : mapping from variable to ndarray
        Of all variables of the structure. They need not be distributions; what is given is the sum of their product.
    outcome : sequence of str
        Distinct variables.
    draws : int or None
        The length of the axis of draws of those that have one.

    Raises
    ------
    MemoryLimitError
        If it would take too much memory.
    """
    ready = plan_of(structure, Shape(structure.numbers(outcome)))
    require_memory(ready, MEMORY_LIMIT, draws)
    tree = ready.trees[0]

    def answer(part: Mapping[str, Array]) -> Array:
        tensors = load_tensors(tree, structure.names, part, (), {})
        return ready.finish(flow_down(tree, tensors))

    if draws is None or draws <= (chunk := chunk_of(ready)):
        return in_every_draw(answer(tables), len(outcome), draws)
    drawn = {structure.names[x] for x in structure.varying}
    parts = []
    for start in range(0, draws, chunk):
        piece = slice(start, min(start + chunk, draws))
        some = {v: t[..., piece] if v in drawn else t for v, t in tables.items()}
        parts.append(in_every_draw(answer(some), len(outcome), piece.stop - piece.start))
    return np.concatenate(parts, axis=-1)


def log_probability(
    network: Network, given: Findings, *, done: Done | None = None, memory_limit: int = MEMORY_LIMIT
) -> Array:
    """The natural logarithm of P(given | do(done)); a likelihood counts on its own scale.

    Returns
    -------
    ndarray, shape ()
        Of a drawn network, shape (draws,).

    Raises
    ------
    ImpossibleEvidenceError
        If it is zero.
    MemoryLimitError
        If it would take too much memory.
    """
    asked = encode_query(network, (), given, done)
    ready = plan_of(network.structure, asked.shape)
    require_memory(ready, memory_limit, network.draws)

    def answer(part: Network) -> Array:
        logs = [_log_scale(part, tree, asked, given) for tree in ready.asides]
        return np.asarray(sum(logs, start=np.asarray(asked.log)))

    return _in_chunks(network, ready, answer)


def joint_plan(
    network: Network,
    outcome: Sequence[str],
    given: Findings | None = None,
    *,
    done: Done | None = None,
) -> Plan:
    """The plan by which `joint` answers: cost, widest table, memory and steps, before anything runs.

    Examples
    --------
    >>> from causalnet import Network
    >>> lawn = Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> joint_plan(lawn, ["wet"])
    The answer needs 2 of 2 tables: 4 multiply-adds in one step, with at most 16
    bytes at a time.
      asked        wet
      order        min-weight
      widest       4 cells
        #1 = P(rain) × P(wet | …) → [wet]  (matmul, 4)
    """
    return plan_of(network.structure, encode_query(network, outcome, given, done).shape)


def _with_certain(
    network: Network, outcome: Sequence[str], given: Findings | None, done: Done, memory_limit: int
) -> Array:
    """The joint with outcomes that are set themselves: each is certain to be in the state it is set to."""
    free = [y for y in outcome if y not in done]
    # Without other outcomes the evidence may still be impossible, which must be said.
    if free:
        inner = joint(network, free, given, done=done, memory_limit=memory_limit)
    else:
        log_probability(network, given or {}, done=done, memory_limit=memory_limit)
        inner = np.ones(()) if network.draws is None else np.ones(network.draws)
    shape = [len(network.states[y]) for y in outcome] + list(inner.shape[len(free) :])
    whole = np.zeros(shape)
    whole[tuple([network.index(y, done[y]) if y in done else slice(None) for y in outcome])] = inner
    return whole


def _normalised(network: Network, ready: Plan, asked: Asked, given: Findings) -> Array:
    tree = ready.main
    # Nothing was asked about: that the evidence is possible, the asides have shown.
    if tree is None:
        sizes = [ready.structure.sizes[y] for y in asked.shape.kept]
        return np.full(sizes, 1 / ready.structure.size(asked.shape.kept))
    rest = folded(network, tree)
    if rest is None:
        tensors = load_tensors(
            tree, ready.structure.names, network.tables, asked.states, asked.weights
        )
        table = ready.finish(flow_down(tree, tensors))
    else:
        table = ready.finish(rest.run(asked.states, asked.weights)[-1])
    # Without evidence it sums to one already, and a division would only add rounding.
    if not given:
        return table
    over = tuple(range(len(asked.shape.kept)))
    total = table.sum(axis=over)
    # Scaled only now: most evidence is probable enough for the quicker pass.
    if not (total > UNDERFLOW).all():
        tensors = load_tensors(
            tree, ready.structure.names, network.tables, asked.states, asked.weights
        )
        table = ready.finish(flow_scaled(tree, tensors)[0][-1])
        total = table.sum(axis=over)
        raise_where_zero(total, given)
    return np.asarray(table / total)


def _log_scale(network: Network, tree: Tree, asked: Asked, given: Findings) -> Array:
    """The log-probability of the evidence in one tree without an outcome, exact however small it is."""
    tensors = load_tensors(
        tree, network.structure.names, network.tables, asked.states, asked.weights
    )
    nodes, logs = flow_scaled(tree, tensors)
    total = np.asarray(nodes[-1].sum(axis=tree.spread(tree.root)))
    raise_where_zero(total, given)
    return np.asarray(np.log(total) + logs[-1])


def _surely_possible(network: Network, tree: Tree) -> bool:
    """Whether no evidence in a tree can be impossible, because its tables have no zeros."""
    names = network.structure.names
    return all(leaf.weights or network.least(names[leaf.variable])[0] > 0 for leaf in tree.leaves)


def _in_chunks(network: Network, ready: Plan, answer: Callable[[Network], Array]) -> Array:
    """The answer of a drawn network, from as many draws at a time as the cache holds."""
    if network.draws is None:
        return answer(network)
    axes = len(ready.shape.kept)
    parts = [in_every_draw(answer(p), axes, p.draws) for p in chunks(network, ready)]
    return np.concatenate(parts, axis=-1)
