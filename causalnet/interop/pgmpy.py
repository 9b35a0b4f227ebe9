"""Conversion of networks from and to pgmpy. The only module that imports pgmpy."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.errors import NetworkError, QuestionError
from causalnet.network.network import Network, check_network

if TYPE_CHECKING:
    from pgmpy.models import DiscreteBayesianNetwork

__all__ = ["from_pgmpy", "to_pgmpy"]

PGMPY_CLASSES = ("DiscreteBayesianNetwork", "BayesianNetwork")


@public
def from_pgmpy(model: DiscreteBayesianNetwork) -> Network:
    """A pgmpy network as a `Network`: names, state names, causes in their order, and tables.

    The arrows are those of pgmpy's graph. If a CPD leaves out a parent, the table is the same for each state of
    that parent, and the arrow stays. A CPD that depends on a variable without an arrow from it is refused. Rows
    that were rounded to three digits or more are normalised, with a `RoundingWarning`.

    Parameters
    ----------
    model : pgmpy.models.DiscreteBayesianNetwork
        With a CPD for every node. Names and states that are not strings are converted to strings.

    Returns
    -------
    Network
        Its variables are in the order of pgmpy's nodes.

    Raises
    ------
    QuestionError
        If it is not a discrete Bayesian network of pgmpy.
    NetworkError
        If a CPD is missing or contradicts the graph, two CPDs name a variable's states differently, or two names
        have the same text.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]})
    >>> cn.from_pgmpy(cn.to_pgmpy(lawn)) == lawn
    True
    """
    _check_kind(model)
    cpds = _cpds(model)
    _check_arrows(model, cpds)
    own = {v: [str(s) for s in cpds[v].state_names[v]] for v in model.nodes()}
    parents = {}
    tables = {}
    for v, cpd in cpds.items():
        named = list(cpd.variables[1:])
        silent = [p for p in model.predecessors(v) if p not in named]
        parents[str(v)] = [str(p) for p in (*named, *silent)]
        tables[str(v)] = _table(cpd, own, silent)
    states = {str(v): names for v, names in own.items()}
    ordered = [str(v) for v, known in model.nodes(data="ordered", default=False) if known]
    name = str(getattr(model, "name", "") or "")
    return Network(states, parents, tables, name=name, ordered=ordered)


def _check_kind(model: object) -> None:
    kinds = {k.__name__ for k in type(model).__mro__ if k.__module__.startswith("pgmpy.")}
    if kinds.isdisjoint(PGMPY_CLASSES):
        raise QuestionError(
            f"Expected a DiscreteBayesianNetwork of pgmpy's, got {type(model).__name__}. "
            "Only tables can be taken over."
        )


def _cpds(model: Any) -> dict[Any, Any]:
    """The CPD of every node, in the order of the nodes."""
    texts: dict[str, object] = {}
    for node in model.nodes():
        other = texts.setdefault(str(node), node)
        if other is not node:
            raise NetworkError(
                f"The nodes {other!r} and {node!r} would both be called {str(node)!r}. Rename one of them."
            )
    held = {cpd.variable: cpd for cpd in model.get_cpds()}
    missing = [str(node) for node in model.nodes() if node not in held]
    if missing:
        raise NetworkError(f"There is no CPD for {', '.join(missing)}.")
    odd = [
        f"{v} ({type(cpd).__name__})" for v, cpd in held.items() if not hasattr(cpd, "state_names")
    ]
    if odd:
        raise NetworkError(
            f"Expected a TabularCPD for each node; other kinds have {', '.join(odd)}."
        )
    return {node: held[node] for node in model.nodes()}


def _check_arrows(model: Any, cpds: Mapping[Any, Any]) -> None:
    problems = [
        f"The CPD of {str(v)!r} depends on {str(p)!r}, but the graph has no arrow {p} → {v}. "
        f"Add it with model.add_edge({p!r}, {v!r}), or give a CPD without {str(p)!r}."
        for v, cpd in cpds.items()
        for p in cpd.variables[1:]
        if p not in set(model.predecessors(v))
    ]
    if problems:
        raise NetworkError("\n".join(problems))


def _table(cpd: Any, own: Mapping[Any, list[str]], silent: list[Any]) -> NDArray[np.float64]:
    """P(variable | the parents in its CPD, then the parents that the CPD leaves out)."""
    values = np.moveaxis(np.asarray(cpd.values, dtype=np.float64), 0, -1)
    v = cpd.variable
    for axis, p in enumerate(cpd.variables[1:]):
        order = _same_states(str(v), str(p), own[p], [str(s) for s in cpd.state_names[p]])
        values = values.take(order, axis=axis)
    for p in silent:
        values = np.stack([values] * len(own[p]), axis=-2)
    return values


def _same_states(variable: str, parent: str, own: list[str], here: list[str]) -> list[int]:
    """The position of each of a parent's states in the table of its child."""
    if sorted(own) != sorted(here):
        raise NetworkError(
            f"The CPD of {variable!r} names the states of {parent!r} {here}; its own CPD names them {own}."
        )
    return [here.index(state) for state in own]


@public
def to_pgmpy(network: Network) -> DiscreteBayesianNetwork:
    """A `Network` as a pgmpy network, for the many things that only pgmpy does.

    Parameters
    ----------
    network : Network
        For an elicited model, ``causalnet.compile_model(model)``.

    Returns
    -------
    pgmpy.models.DiscreteBayesianNetwork

    Raises
    ------
    QuestionError
        If it is not a network.
    NetworkError
        If it has draws.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]})
    >>> cn.to_pgmpy(lawn).get_cpds("rain").state_names
    {'rain': ['no', 'yes']}
    """
    check_network(network)
    if network.draws is not None:
        raise NetworkError(
            f"pgmpy holds one number in each cell, and this network has {network.draws:,} draws. "
            "Give one of them with network.at(0), or compile the model without draws."
        )
    # pgmpy draws random numbers when it is first imported, which must not change a seeded program.
    state = random.getstate()
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.models import DiscreteBayesianNetwork

    random.setstate(state)
    model = DiscreteBayesianNetwork()
    model.name = network.name
    model.add_nodes_from(network.variables)
    model.add_edges_from((p, v) for v in network for p in network.parents[v])
    # pgmpy does not know an order of states, but its graph keeps any attribute of a node.
    for v in network.ordered:
        model.nodes[v]["ordered"] = True
    for v in network:
        table = network.table(v)
        model.add_cpds(
            TabularCPD(
                v,
                len(network.states[v]),
                table.values.reshape(-1, table.values.shape[-1]).T,
                evidence=list(table.causes),
                evidence_card=[len(network.states[c]) for c in table.causes],
                state_names={a: list(network.states[a]) for a in table.axes},
            )
        )
    return model
