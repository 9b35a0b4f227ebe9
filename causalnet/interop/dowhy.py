"""DoWhy: its graphs from and to ours. DoWhy itself is not needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from causalnet.boundary.checks import public
from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.network.graph_losses import warn_of_lags
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.mixed_graph_of import mixed_graph_of
from causalnet.network.network import Network

if TYPE_CHECKING:
    Graph = nx.DiGraph[str]
else:
    # networkx's classes take no parameters at run time.
    Graph = nx.DiGraph

__all__ = ["from_dowhy", "to_dowhy"]


@public
def to_dowhy(model: CausalModel | Network | MixedGraph) -> Graph:
    r"""The graph of a model within a period, as ``dowhy.CausalModel`` takes it for ``graph=``.

    DoWhy takes for hidden every variable of the graph that is not a column of its data. For a text,
    ``"\n".join(networkx.generate_gml(graph))`` is the graph in GML.

    Parameters
    ----------
    model : CausalModel, Network or MixedGraph

    Returns
    -------
    networkx.DiGraph
        Each node has the attribute ``observed``, ``"yes"`` or ``"no"``. A shared hidden cause of ``a`` and ``b`` is a
        node ``a ↔ b``.

    Warns
    -----
    LossWarning
        If a model has lagged influences, which are not in the graph.

    References
    ----------
    A. Sharma and E. Kiciman (2020), "DoWhy: an end-to-end library for causal inference", arXiv:2011.04216.

    Examples
    --------
    >>> import causalnet as cn
    >>> graph = cn.to_dowhy(cn.load("lawn"))
    >>> list(graph.edges), graph.nodes["rain"]
    ([('rain', 'wet'), ('sprinkler', 'wet')], {'observed': 'yes'})
    """
    warn_of_lags(model, "The graph for DoWhy")
    graph = mixed_graph_of(model)
    whole, measured = graph.with_hidden_causes, frozenset(graph.measured)
    made: Graph = nx.DiGraph()
    for name in whole:
        made.add_node(name, observed="yes" if name in measured else "no")
    made.add_edges_from((cause, name) for name, above in whole.items() for cause in above)
    return made


@public
def from_dowhy(model: object) -> MixedGraph:
    """The graph of a DoWhy model, for questions about graphs such as `identify` and `adjustment_sets`.

    Parameters
    ----------
    model : dowhy.CausalModel, its ``_graph``, or a graphical causal model of ``dowhy.gcm``

    Returns
    -------
    MixedGraph
        Nodes that DoWhy marks as not observed are latent.

    Raises
    ------
    QuestionError
        If it is nothing of DoWhy's, or its graph has a cycle.
    """
    if not any(kind.__module__.partition(".")[0] == "dowhy" for kind in type(model).__mro__):
        raise QuestionError(
            f"Expected a CausalModel or a graph of DoWhy's, got {type(model).__name__}. "
            "A networkx DiGraph is taken by the verbs on graphs as it is."
        )
    graph = _inside(model)
    if graph is None:
        raise QuestionError(f"The {type(model).__name__} of DoWhy's holds no graph.")
    names = {node: str(node) for node in graph}
    parents = {names[node]: [names[p] for p in graph.predecessors(node)] for node in graph}
    hidden = [names[node] for node, own in graph.nodes(data="observed") if own == "no"]
    return MixedGraph(parents, latent=hidden)


def _inside(model: Any) -> Any:
    """The networkx graph in a model, which may hold it in a graph of its own."""
    for _ in range(3):
        if isinstance(model, nx.DiGraph):
            return model
        model = getattr(model, "_graph", None) or getattr(model, "graph", None)
    return None
