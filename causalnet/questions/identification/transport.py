"""Transport: an effect in this population from an experiment in another one, whose mechanisms differ in declared places.

References
----------
E. Bareinboim and J. Pearl (2014), "Transportability from multiple environments with limited experiments: completeness
results", *NeurIPS*; J. Pearl and E. Bareinboim (2014), "External validity: from do-calculus to transportability across
populations", *Statistical Science* 29(4) (trivial and direct transport, S-admissible sets); E. Bareinboim and J. Pearl
(2012), "Transportability of causal effects: completeness results", *AAAI* (sID).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations

from causalnet.network.graph import ancestors, descendants, topological
from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.adjustment.causal_paths import without_arrows_into
from causalnet.questions.identification.estimand import (
    Estimand,
    ProbabilityTerm,
    probabilities,
    product,
    summed_over,
)
from causalnet.questions.identification.identification_algorithm import (
    Hedge,
    c_factor,
    part_of,
)
from causalnet.questions.identification.projection import districts, latent_projection, subgraph
from causalnet.questions.identification.ways_to_identify import (
    IdentificationMethod,
    way_to_identify,
)
from causalnet.questions.separation.open_path import open_path

__all__ = ["way_to_transport"]

# Variables by which an experiment is weighed anew, at most.
MOST_WEIGHED = 4


def way_to_transport(
    graph: MixedGraph, outcome: str, causes: Sequence[str], differ: Collection[str]
) -> IdentificationMethod | Hedge:
    """An estimand for P(outcome | do(causes)) here, or the hedge that forbids one.

    Known are the distribution of the measured variables here, and P°(measured | do(causes)) elsewhere, where the mechanisms
    of `differ` are others.

    Parameters
    ----------
    graph : MixedGraph
        With its latent variables.
    differ : collection of str
        The variables whose mechanisms differ; latent ones may be among them.
    """
    # Trivial: this population tells it by itself.
    here = way_to_identify(graph, outcome, causes, ())
    if not isinstance(here, Hedge):
        return here
    # Direct: nothing that differs bears on the outcome once the causes are set. Else by a least S-admissible set.
    by = _admissible(graph, outcome, causes, differ)
    if by is not None:
        told = ProbabilityTerm((outcome,), by, tuple(causes), elsewhere=True)
        estimand = summed_over(by, product(told, ProbabilityTerm(by))) if by else told
        return IdentificationMethod(estimand, "weighed anew" if by else "as it is", by)
    return _by_districts(graph, outcome, causes, differ)


def _admissible(
    graph: MixedGraph, outcome: str, causes: Sequence[str], differ: Collection[str]
) -> tuple[str, ...] | None:
    """A least set given which what differs is independent of the outcome under the intervention; none of it downstream."""
    parents = without_arrows_into(graph.with_hidden_causes, causes)
    nodes = {f"differs: {v}": v for v in differ if v not in causes}
    selected = {
        v: (*above, *(s for s, own in nodes.items() if own == v)) for v, above in parents.items()
    }
    selected |= dict.fromkeys(nodes, ())
    below = descendants(graph.parents, causes)
    free = [v for v in graph.measured if v not in below and v not in causes and v != outcome]
    near = ancestors(parents, [outcome, *differ])
    free = [v for v in free if v in near]
    for size in range(min(MOST_WEIGHED, len(free)) + 1):
        for by in combinations(free, size):
            if not (nodes and open_path(selected, [*nodes], [outcome], [*causes, *by])):
                return by
    return None


def _by_districts(
    graph: MixedGraph, outcome: str, causes: Sequence[str], differ: Collection[str]
) -> IdentificationMethod | Hedge:
    """sID: a district in which nothing differs is told by the experiment, and any other by the figures of here."""
    projected = latent_projection(graph, graph.measured)
    other = _differing(graph, differ)
    acting = subgraph(projected, ancestors(projected.parents, [outcome]))
    left = [v for v in acting if v not in causes]
    needed = subgraph(acting, ancestors(subgraph(acting, left).parents, [outcome]))
    factors: list[Estimand] = []
    for part in districts(needed):
        if part & other:
            (around,) = [d for d in districts(acting) if part <= d]
            found = part_of(acting, part, around, c_factor(acting, around))
            if isinstance(found, Hedge):
                return found
            factors.append(found)
        else:
            told = c_factor(needed, part)
            factors.append(_told_elsewhere(told, causes))
    order = topological(acting.parents)
    over = [v for v in order if v in needed and v != outcome]
    return IdentificationMethod(summed_over(over, product(*factors)), "by parts")


def _told_elsewhere(factor: Estimand, causes: Sequence[str]) -> Estimand:
    """A c-factor of the world after the intervention, as the experiment elsewhere tells it."""
    terms = [replace(t, done=tuple(causes), elsewhere=True) for t in probabilities(factor)]
    return product(*terms)


def _differing(graph: MixedGraph, differ: Collection[str]) -> frozenset[str]:
    """The measured variables whose mechanism differs by itself or by that of a latent cause."""
    parents, measured = graph.with_hidden_causes, frozenset(graph.measured)
    found = {v for v in differ if v in measured}
    stack = [v for v in differ if v not in measured]
    seen = {*stack}
    while stack:
        hidden = stack.pop()
        for v, above in parents.items():
            if hidden in above and v in measured:
                found.add(v)
            elif hidden in above and v not in seen:
                seen.add(v)
                stack.append(v)
    return frozenset(found)
