"""Conversion of networks from and to pgmpy. The only module that imports pgmpy."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.errors import NetworkError, QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.network.graph_losses import warn_of_lags
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.mixed_graph_of import PARTS, mixed_graph_of, parts_played
from causalnet.network.network import Network, check_network
from causalnet.notation import counted

if TYPE_CHECKING:
    from pgmpy.base import DAG, PDAG
    from pgmpy.models import DiscreteBayesianNetwork

__all__ = ["from_pgmpy", "to_pgmpy"]

TABLES = frozenset({"DiscreteBayesianNetwork", "BayesianNetwork"})
GRAPHS = frozenset({"DAG", "PDAG", "ADMG"})
# Networks whose numbers are not tables.
NUMBERS = frozenset({"LinearGaussianBayesianNetwork", "FunctionalBayesianNetwork"})
MOST_SHOWN = 3


@public
def from_pgmpy(model: DiscreteBayesianNetwork | DAG | PDAG) -> Network | MixedGraph:
    """A pgmpy network as a `Network`: names, state names, causes in their order, and tables; a graph as a `MixedGraph`.

    The arrows are those of pgmpy's graph. If a CPD leaves out a parent, the table is the same for each state of
    that parent, and the arrow stays. A CPD that depends on a variable without an arrow from it is refused. Rows
    that were rounded to three digits or more are normalised, with a `RoundingWarning`.

    Parameters
    ----------
    model : pgmpy.models.DiscreteBayesianNetwork, pgmpy.base.DAG or pgmpy.base.PDAG
        A network with a CPD for every node, or a graph, also an ADMG. Names and states that are not strings are
        converted to strings.

    Returns
    -------
    Network or MixedGraph
        Its variables are in the order of pgmpy's nodes. A graph keeps its latent variables.

    Raises
    ------
    QuestionError
        If it is neither a discrete Bayesian network nor a directed graph of pgmpy: a linear Gaussian network has no
        states, and a PDAG may leave directions open.
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
    kinds = [k.__name__ for k in type(model).__mro__ if k.__module__.startswith("pgmpy.")]
    if TABLES.isdisjoint(kinds):
        return _graph(model, kinds)
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


def _graph(model: Any, kinds: list[str]) -> MixedGraph:
    """The graph of a class of pgmpy without tables."""
    name = type(model).__name__
    if not NUMBERS.isdisjoint(kinds):
        raise QuestionError(
            f"A {name} has no states, so that it cannot become a Network. Its graph alone is taken over by "
            "cn.from_pgmpy(pgmpy.base.DAG(model.edges()))."
        )
    # Other networks of pgmpy are graphs too, by inheritance.
    if not kinds or kinds[0] not in GRAPHS:
        raise QuestionError(
            f"Expected a DiscreteBayesianNetwork, a DAG, a PDAG or an ADMG of pgmpy's, got {name}. "
            "Only tables and graphs can be taken over."
        )
    _check_directions(model)
    texts = _texts(model)
    parents: dict[str, list[str]] = {text: [] for text in texts.values()}
    shared = set()
    for cause, effect, data in model.edges(data=True):
        if data.get("type") == "bidirected":
            shared.add((min(texts[cause], texts[effect]), max(texts[cause], texts[effect])))
        else:
            parents[texts[effect]].append(texts[cause])
    return MixedGraph(parents, shared, [texts[v] for v in model.latents])


def _check_directions(model: Any) -> None:
    """Refuse a graph that leaves the direction of an edge open."""
    edges = sorted(map(sorted, getattr(model, "undirected_edges", ())))
    if edges:
        shown = ", ".join(f"{a} — {b}" for a, b in edges[:MOST_SHOWN])
        more = "" if len(edges) <= MOST_SHOWN else ", …"
        raise QuestionError(
            f"The PDAG leaves the direction of {counted(len(edges), 'edge')} open ({shown}{more}). Decide them from "
            "what is known, or take one of the graphs that it stands for with pdag.to_dag()."
        )


def _texts(model: Any) -> dict[Any, str]:
    """The name of every node as a text, each of them once."""
    texts: dict[str, object] = {}
    for node in model.nodes():
        other = texts.setdefault(str(node), node)
        if other is not node:
            raise NetworkError(
                f"The nodes {other!r} and {node!r} would both be called {str(node)!r}. Rename one of them."
            )
    return {node: text for text, node in texts.items()}


def _cpds(model: Any) -> dict[Any, Any]:
    """The CPD of every node, in the order of the nodes."""
    _texts(model)
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


@overload
def to_pgmpy(network: Network) -> DiscreteBayesianNetwork: ...
@overload
def to_pgmpy(network: CausalModel | MixedGraph) -> DAG: ...
@public
def to_pgmpy(network: Network | CausalModel | MixedGraph) -> DiscreteBayesianNetwork | DAG:
    """A `Network` as a pgmpy network, for the many things that only pgmpy does; a model as its graph.

    Parameters
    ----------
    network : Network, CausalModel or MixedGraph
        For the tables of an elicited model, ``causalnet.compile_model(model)``.

    Returns
    -------
    pgmpy.models.DiscreteBayesianNetwork or pgmpy.base.DAG
        Of a model, its graph within a period: latent variables and shared hidden causes are latent, levers are
        exposures, and outcomes are outcomes.

    Raises
    ------
    QuestionError
        If it is none of these.
    NetworkError
        If it has draws.

    Warns
    -----
    LossWarning
        If a model has lagged influences, which are not in its graph.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]})
    >>> cn.to_pgmpy(lawn).get_cpds("rain").state_names
    {'rain': ['no', 'yes']}
    >>> sorted(cn.to_pgmpy(cn.load("lawn")).edges())
    [('rain', 'wet'), ('sprinkler', 'wet')]
    """
    if isinstance(network, CausalModel | MixedGraph):
        return _dag(network)
    check_network(network)
    return _tabular(network)


def _dag(value: CausalModel | MixedGraph) -> DAG:
    """The graph of a model; each shared hidden cause becomes a latent variable."""
    warn_of_lags(value, "The DAG")
    graph = mixed_graph_of(value)
    whole = graph.with_hidden_causes
    state = random.getstate()
    from pgmpy.base import DAG

    random.setstate(state)
    made = DAG()
    made.add_nodes_from(whole)
    made.add_edges_from((cause, v) for v, above in whole.items() for cause in above)
    parts = parts_played(value)
    roles = {part: [v for v, own in parts.items() if own == part] for part in PARTS.values()}
    roles["latent"] = [*graph.latent, *(v for v in whole if v not in graph.parents)]
    for part, names in roles.items():
        if names:
            made.with_role(f"{part}s", names, inplace=True)
    return made


def _tabular(network: Network) -> DiscreteBayesianNetwork:
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
