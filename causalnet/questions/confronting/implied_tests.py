"""What a model implies for the columns of a frame: independences, and the signs of its influences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.network.graph import topological
from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.separation.independences import separators

__all__ = ["SignToTest", "graph_within", "signs_to_test", "without_arrow"]


class SignToTest(NamedTuple):
    """An influence, and what makes its cause and its effect independent but for it.

    Attributes
    ----------
    influence : Influence
    given : tuple of str or None
        None where no measured variables do that.
    """

    influence: Influence
    given: tuple[str, ...] | None


def graph_within(model: CausalModel, unmeasured: Collection[str]) -> MixedGraph:
    """The graph of a model within a period; a variable is measured if it has a column, latent or not."""
    parents = {v: tuple(i.cause for i in model.causes(v)) for v in model.variables}
    return MixedGraph(parents, (), [v for v in model.variables if v in unmeasured])


def without_arrow(graph: MixedGraph, cause: str, effect: str) -> MixedGraph:
    """The graph without one arrow."""
    parents = {
        v: tuple(p for p in above if (p, v) != (cause, effect))
        for v, above in graph.parents.items()
    }
    return MixedGraph(parents, graph.bidirected, graph.latent)


def signs_to_test(model: CausalModel, graph: MixedGraph) -> Iterator[SignToTest]:
    """The influences within a period that have a sign and whose two ends are measured.

    What is left between cause and effect, once all other paths are blocked, is the influence itself (J. Pearl 2009,
    *Causality*, theorem 5.3.1, the single-door criterion): usually given the other causes of the effect.
    """
    place = {name: i for i, name in enumerate(topological(graph.parents))}
    measured = {*graph.measured}
    for influence in model.influences:
        cause, effect = influence.cause, influence.effect
        if influence.lag or influence.sign == "?" or not {cause, effect} <= measured:
            continue
        rest = without_arrow(graph, cause, effect)
        sets = [given for _, given in separators(rest, [(cause, effect)])]
        given = tuple(sorted(sets[0], key=place.__getitem__)) if sets else None
        yield SignToTest(influence, given)
