"""networkx: graphs of models and networks, and networks from graphs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from causalnet.boundary.checks import public
from causalnet.errors import NetworkError, QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.network.graph_attributes import (
    influence_attributes,
    listed_as_json,
    variable_attributes,
)
from causalnet.network.network import Network

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["from_networkx", "to_networkx"]


@public
def to_networkx(model: CausalModel | Network) -> nx.DiGraph[str] | nx.MultiDiGraph[str]:
    """The graph of a model or a network, with attributes that every networkx writer accepts.

    Attributes are strings, numbers and truth values. Lists and arrays are stored as JSON, with every digit, so
    that GraphML, GEXF, GML and node-link JSON can hold the graph. ``json.loads`` restores them.

    Parameters
    ----------
    model : CausalModel or Network

    Returns
    -------
    networkx.DiGraph or networkx.MultiDiGraph
        Of a network: a `DiGraph` whose nodes carry ``states`` and ``table`` (JSON; its axes are the causes, then
        the states, then the draws if there are any) and ``ordered``, and whose arrows carry ``position``, their
        axis of the table. Nodes may be renamed with ``networkx.relabel_nodes``; `from_networkx` restores the
        network. Of a model: a `MultiDiGraph`, since an influence may act within a period and with a lag; nodes
        carry ``label``, ``states`` and ``roles`` (JSON) and ``latent``, arrows ``sign``, ``standing``, ``lag``,
        ``claims`` (JSON), the numbers of ``citations``, ``sources`` and ``independent`` sources that speak for them and,
        if they have one, ``strength`` (central, log-odds per step).

    Raises
    ------
    QuestionError
        If `model` is neither.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> graph = cn.to_networkx(lawn)
    >>> list(graph.edges), graph.nodes["wet"]["table"]
    ([('rain', 'wet')], '[[0.9, 0.1], [0.2, 0.8]]')
    """
    # A caller without type checks may pass anything.
    given: object = model
    if isinstance(given, Network):
        return _network_graph(given)
    if isinstance(given, CausalModel):
        return _model_graph(given)
    raise QuestionError(f"Expected a CausalModel or a Network, got {type(given).__name__}.")


def _network_graph(network: Network) -> nx.DiGraph[str]:
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(name=network.name)
    if network.draws is not None:
        graph.graph["draws"] = network.draws
    for v in network:
        table = listed_as_json(network.values(v).tolist())
        ordered = v in network.ordered
        graph.add_node(v, states=listed_as_json(network.states[v]), table=table, ordered=ordered)
    for v in network:
        for position, cause in enumerate(network.parents[v]):
            graph.add_edge(cause, v, position=position)
    return graph


def _model_graph(model: CausalModel) -> nx.MultiDiGraph[str]:
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=model.name)
    for name, variable in model.variables.items():
        graph.add_node(name, **variable_attributes(variable))
    for influence in model.influences:
        own = influence_attributes(model, influence)
        graph.add_edge(influence.cause, influence.effect, **own)
    return graph


@public
def from_networkx(graph: nx.DiGraph[str]) -> Network:
    """A network from a directed graph whose nodes carry ``states`` and ``table``.

    Parameters
    ----------
    graph : networkx.DiGraph
        Nodes are named by strings. ``states`` and ``table`` are lists, arrays or their JSON. The axes of a
        ``table`` are the node's causes, then its own states. The order of the causes is that of the arrows'
        attribute ``position``; without it, that of the node's attribute ``causes``; without either, that of the
        predecessors in the graph.

    Raises
    ------
    QuestionError
        If it is not a directed networkx graph, or is the graph of a model.
    NetworkError
        If an attribute is missing, or the tables do not form a network.

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
    _check_kind(graph)
    problems = [
        f"Node {node!r} has no {attribute!r}."
        for node, held in graph.nodes(data=True)
        for attribute in ("states", "table")
        if attribute not in held
    ]
    causes = {v: _causes(graph, v, problems) for v in graph}
    read = {
        kind: {
            v: _read(v, kind, held.get(kind, ()), problems) for v, held in graph.nodes(data=True)
        }
        for kind in ("states", "table")
    }
    if not isinstance(graph.graph.get("draws"), int | None):
        problems.append(f"'draws' must be a whole number, not {graph.graph['draws']!r}.")
    if problems:
        raise NetworkError("\n".join(problems))
    name, draws = str(graph.graph.get("name", "")), graph.graph.get("draws")
    # GML stores truth values as whole numbers, GEXF as texts.
    held = graph.nodes(data="ordered", default=False)
    ordered = [v for v, word in held if str(word).lower() in ("true", "1")]
    return Network(read["states"], causes, read["table"], name=name, draws=draws, ordered=ordered)


def _check_kind(graph: object) -> None:
    import networkx as nx

    if not isinstance(graph, nx.Graph):
        how = ""
        if isinstance(graph, CausalModel):
            how = " Its tables are made by cn.compile_model(model)."
        raise QuestionError(f"Expected a networkx.DiGraph, got {type(graph).__name__}.{how}")
    if not graph.is_directed():
        raise QuestionError(
            f"Expected a networkx.DiGraph, got a {type(graph).__name__}: its edges have no direction."
        )
    if graph.is_multigraph():
        raise QuestionError(
            "A network has at most one arrow between two nodes; this is a multigraph. "
            "The graph of a model carries no tables: compile the model with cn.compile_model(model)."
        )


def _causes(graph: nx.DiGraph[str], node: str, problems: list[str]) -> tuple[str, ...]:
    """The causes of a node in the order of its table's axes."""
    arrows: dict[str, Any] = {
        p: graph.edges[p, node].get("position") for p in graph.predecessors(node)
    }
    if arrows and all(isinstance(at, int) for at in arrows.values()):
        return tuple(sorted(arrows, key=lambda p: arrows[p]))
    own = graph.nodes[node].get("causes")
    if own is None:
        return tuple(arrows)
    named = tuple(_read(node, "causes", own, problems))
    if set(named) != set(arrows):
        problems.append(
            f"Node {node!r} names the causes {_listing(named)}, but its arrows come from {_listing(arrows)}. "
            "Take the attribute 'causes' away, or give each arrow its 'position'."
        )
    return named


def _listing(names: Any) -> str:
    return ", ".join(map(str, names)) or "nowhere"


def _read(node: str, kind: str, held: Any, problems: list[str]) -> Any:
    """A list or an array, which may be given as JSON."""
    if isinstance(held, str):
        try:
            held = json.loads(held)
        except (ValueError, RecursionError):
            held = None
    if isinstance(held, str | bytes | dict | set | frozenset) or not hasattr(held, "__iter__"):
        problems.append(f"Node {node!r}: {kind!r} must be a list, or its JSON.")
        return ()
    return held
