"""The causal graph of a model or a network."""

from __future__ import annotations

from causalnet.model.causal_model import CausalModel
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.network import Network

__all__ = ["PARTS", "mixed_graph_of", "parts_played"]

# The words of dagitty and pgmpy for the roles of a model; the last one counts.
PARTS = {"lever": "exposure", "outcome": "outcome"}


def mixed_graph_of(value: CausalModel | Network | MixedGraph) -> MixedGraph:
    """The graph of a model within a period, with its latent variables, or of a network."""
    if isinstance(value, MixedGraph):
        return value
    if isinstance(value, Network):
        return MixedGraph(value.parents)
    parents = {v: tuple(i.cause for i in value.causes(v)) for v in value.variables}
    return MixedGraph(parents, (), [v.name for v in value.variables.values() if v.latent])


def parts_played(value: CausalModel | Network | MixedGraph) -> dict[str, str]:
    """The variables of a model that are an exposure (its levers) or an outcome."""
    if not isinstance(value, CausalModel):
        return {}
    return {
        name: PARTS[role]
        for name, variable in value.variables.items()
        for role in PARTS
        if role in variable.roles
    }
