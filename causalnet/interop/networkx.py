"""networkx: graphs of models and networks, and networks from graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from causalnet.errors import NetworkError
from causalnet.model.causal_model import CausalModel
from causalnet.network.network import Network

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["from_networkx", "to_networkx"]


def to_networkx(model: CausalModel | Network) -> nx.DiGraph[str] | nx.MultiDiGraph[str]:
    """The graph of a model or a network.

    Parameters
    ----------
    model : CausalModel or Network

    Returns
    -------
    networkx.DiGraph or networkx.MultiDiGraph
        Of a network: a `DiGraph` whose nodes carry ``states``, ``causes`` (the order of the table's
        axes) and ``table`` (an array). Of a model: a `MultiDiGraph`, since an influence may act within a
        period and with a lag; nodes carry ``label``, ``states``, ``roles`` and ``latent``, arrows ``sign``,
        ``standing``, ``lag``, ``strength`` (central, log-odds per step) and ``claims``.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> list(cn.to_networkx(lawn).edges)
    [('rain', 'wet')]
    """
    import networkx as nx

    if isinstance(model, Network):
        graph: nx.DiGraph[str] = nx.DiGraph(name=model.name)
        for v in model:
            causes, table = model.parents[v], model.values(v)
            graph.add_node(v, states=model.states[v], causes=causes, table=table)
        graph.add_edges_from((p, v) for v in model for p in model.parents[v])
        return graph
    several: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=model.name)
    for name, variable in model.variables.items():
        several.add_node(
            name,
            label=variable.label,
            states=tuple(variable.states),
            roles=tuple(variable.roles),
            latent=variable.latent,
        )
    for influence in model.influences:
        judged = model.strength(influence)
        several.add_edge(
            influence.cause,
            influence.effect,
            sign=influence.sign,
            standing=influence.standing,
            lag=influence.lag,
            strength=None if judged is None else judged.central,
            claims=tuple(influence.claims),
        )
    return several


def from_networkx(graph: nx.DiGraph[str]) -> Network:
    """A network from a graph whose nodes carry ``states`` and ``table``.

    Parameters
    ----------
    graph : networkx.DiGraph
        Nodes are named by strings. The axes of a node's ``table`` are its causes in the order of its
        attribute ``causes`` (of the graph's own predecessors where it has none), then its own states.

    Raises
    ------
    NetworkError
        Where an attribute is missing, or the tables make no network.

    Examples
    --------
    >>> import networkx as nx
    >>> import causalnet as cn
    >>> graph = nx.DiGraph()
    >>> graph.add_node("rain", states=["no", "yes"], table=[0.8, 0.2])
    >>> graph.add_node("wet", states=["no", "yes"], table=[[0.9, 0.1], [0.2, 0.8]])
    >>> graph.add_edge("rain", "wet")
    >>> cn.from_networkx(graph)
    <Network: 2 variables, 1 arrow>
    """
    problems = [
        f"Node {node!r} has no {attribute!r}."
        for node, held in graph.nodes(data=True)
        for attribute in ("states", "table")
        if attribute not in held
    ]
    causes = {
        v: tuple(held.get("causes", graph.predecessors(v))) for v, held in graph.nodes(data=True)
    }
    problems += [
        f"Node {v!r} names the causes {sorted(own)}, but the graph has {sorted(graph.predecessors(v))}."
        for v, own in causes.items()
        if set(own) != set(graph.predecessors(v))
    ]
    if graph.is_multigraph():
        problems.append("A network has at most one arrow between two nodes; this is a multigraph.")
    if problems:
        raise NetworkError("\n".join(problems))
    states = {v: tuple(held["states"]) for v, held in graph.nodes(data=True)}
    tables = {v: held["table"] for v, held in graph.nodes(data=True)}
    return Network(states, causes, tables, name=str(graph.graph.get("name", "")))
