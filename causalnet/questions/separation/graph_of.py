"""The causal graph that a graph question is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import networkx as nx

from causalnet.errors import QuestionError, unknown
from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.network.dagitty import looks_like_dagitty, read_dagitty
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.mixed_graph_of import mixed_graph_of
from causalnet.network.network import Network

__all__ = ["Graph", "chosen", "graph_of", "labelled", "lag_notes"]

if TYPE_CHECKING:
    Graph = CausalModel | Network | MixedGraph | nx.DiGraph[str] | str
else:
    # networkx's classes take no parameters at run time; `graph_of` says what is expected.
    Graph = object


def graph_of(model: object) -> MixedGraph:
    """The graph of a model (within a period), a network, a networkx graph or a text in dagitty's notation.

    Of a networkx graph, a node with a true attribute ``latent`` is not measured, and an edge with a true attribute
    ``bidirected`` is a shared hidden cause of its two ends. A latent variable of a pgmpy graph and an unobserved one of
    a DoWhy graph are not measured either.
    """
    if isinstance(model, CausalModel | Network | MixedGraph):
        return mixed_graph_of(model)
    if isinstance(model, nx.Graph):
        return _of_networkx(model)
    if isinstance(model, str) and ("{" in model or looks_like_dagitty(model)):
        return read_dagitty(model)
    raise QuestionError(
        "Expected a CausalModel, a Network, a MixedGraph, a networkx DiGraph, or a text such as "
        f"'dag {{ x -> y }}', got {type(model).__name__}."
    )


def _of_networkx(graph: nx.Graph[str]) -> MixedGraph:
    if not graph.is_directed():
        raise QuestionError("The graph is undirected. A causal graph is a networkx DiGraph.")
    parents: dict[str, list[str]] = {_name(node): [] for node in graph}
    bidirected: set[tuple[str, str]] = set()
    for cause, effect, data in graph.edges(data=True):
        if data.get("bidirected") or data.get("type") == "bidirected":
            bidirected.add((min(cause, effect), max(cause, effect)))
        elif not data.get("lag"):
            parents[effect].append(cause)
    return MixedGraph(
        parents, bidirected, [n for n, data in graph.nodes(data=True) if _is_latent(data)]
    )


def _is_latent(data: Mapping[str, object]) -> bool:
    """Whether the attributes of a node say that it is not measured: ours, pgmpy's or DoWhy's."""
    roles = data.get("roles")
    by_role = isinstance(roles, set | frozenset | list | tuple) and "latents" in roles
    return bool(data.get("latent")) or by_role or data.get("observed") == "no"


def _name(node: object) -> str:
    if not isinstance(node, str):
        raise QuestionError(f"The nodes of the graph must be strings, not {node!r}.")
    return node


def chosen(graph: MixedGraph, names: str | Sequence[str], what: str) -> tuple[str, ...]:
    """Variables as they were asked for: at least one, each of them in the graph."""
    asked = (names,) if isinstance(names, str) else tuple(names)
    if not asked:
        raise QuestionError(f"{what} is empty. Name at least one variable.")
    return among(graph, asked)


def among(graph: MixedGraph, names: Iterable[str]) -> tuple[str, ...]:
    """Variables that must be in the graph."""
    kept: dict[str, None] = {}
    for name in names:
        # Not every value can be looked up.
        if not isinstance(name, str) or name not in graph.parents:
            raise unknown("variable", name, graph.parents)
        kept[name] = None
    return tuple(kept)


def labelled(model: object) -> CausalModel | Network | None:
    """What has labels or states of its own for the variables of a graph; None for a graph or a text."""
    return model if isinstance(model, CausalModel | Network) else None


def lag_notes(model: object) -> tuple[str, ...]:
    """A remark on influences that act in later periods."""
    if not isinstance(model, CausalModel):
        return ()
    lagged = sum(bool(i.lag) for i in model.influences)
    if not lagged:
        return ()
    if lagged == 1:
        return (
            lazy(
                "It is the graph within a period. 1 lagged influence acts in a later period and is not in it."
            ),
        )
    return (
        lazy(
            "It is the graph within a period. {count:,} lagged influences act in later periods and are not in it.",
            count=lagged,
        ),
    )
