"""The ways to an estimand, the easiest to read first: nothing, adjustment, the front door, the ID algorithm."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.adjustment.adjustment_sets import adjustment_sets
from causalnet.questions.adjustment.front_door_sets import front_door_sets
from causalnet.questions.identification.estimand import (
    Estimand,
    ProbabilityTerm,
    product,
    summed_over,
)
from causalnet.questions.identification.identification_algorithm import (
    Hedge,
    conditional_effect,
)
from causalnet.questions.identification.projection import latent_projection

__all__ = ["IdentificationMethod", "to_measure", "way_to_identify"]

# Sets of latent variables that are tried.
MOST_SETS = 4_096


@dataclass(frozen=True, slots=True)
class IdentificationMethod:
    """One way to an effect.

    Attributes
    ----------
    estimand : Estimand
        P(outcome | do(causes), given).
    method : str
        ``"nothing"``, ``"adjustment"``, ``"front door"`` or ``"formula"``; of soft settings also ``"policy"`` or ``"from where it
        is"``; from an experiment elsewhere ``"as it is"``, ``"weighed anew"`` or ``"by parts"``.
    by : tuple of str
        The variables to adjust for, or by way of which the effect is had.
    """

    estimand: Estimand
    method: str
    by: tuple[str, ...] = ()


def way_to_identify(
    graph: MixedGraph, outcome: str, causes: Sequence[str], given: Sequence[str]
) -> IdentificationMethod | Hedge:
    """An estimand for P(outcome | do(causes), given), or the hedge that forbids one.

    Parameters
    ----------
    graph : MixedGraph
        With its latent variables.
    """
    projected = latent_projection(graph, graph.measured)
    found = conditional_effect(projected, [outcome], causes, given)
    if isinstance(found, Hedge) or given:
        return found if isinstance(found, Hedge) else IdentificationMethod(found, "formula")
    adjusted = adjustment_sets(graph, causes, outcome)
    if not adjusted.acts:
        return IdentificationMethod(ProbabilityTerm((outcome,)), "nothing")
    if adjusted.least is not None:
        by = adjusted.least
        seen = ProbabilityTerm((outcome,), (*causes, *by))
        estimand = summed_over(by, product(seen, ProbabilityTerm(by))) if by else seen
        return IdentificationMethod(estimand, "adjustment" if by else "nothing", by)
    front = front_door_sets(graph, causes, outcome)
    if front.minimal:
        by = front.minimal[0]
        inner = summed_over(
            causes,
            product(ProbabilityTerm((outcome,), (*causes, *by)), ProbabilityTerm(tuple(causes))),
        )
        return IdentificationMethod(
            summed_over(by, product(ProbabilityTerm(by, tuple(causes)), inner)), "front door", by
        )
    return IdentificationMethod(found, "formula")


def to_measure(
    graph: MixedGraph, way: Callable[[MixedGraph], object]
) -> tuple[tuple[str, ...], ...]:
    """The least sets of latent variables with which the effect could be had, if they were measured.

    Parameters
    ----------
    graph : MixedGraph
    way : callable
        An estimand in a graph, or a hedge.
    """
    found: list[tuple[str, ...]] = []
    for tried, names in enumerate(_subsets([v for v in graph if v in frozenset(graph.latent)])):
        if tried == MOST_SETS or (found and len(names) > len(found[0])):
            break
        latent = [v for v in graph.latent if v not in names]
        if not isinstance(way(MixedGraph(graph.parents, graph.bidirected, latent)), Hedge):
            found.append(names)
    return tuple(found)


def _subsets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(names) + 1):
        yield from combinations(names, size)
