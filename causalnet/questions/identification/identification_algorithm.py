"""The ID algorithm: an effect as an expression in the distribution of measured variables, or a hedge."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from causalnet.network.graph import ancestors, topological
from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.adjustment.causal_paths import without_arrows_into
from causalnet.questions.identification.estimand import (
    Estimand,
    ProbabilityTerm,
    product,
    ratio,
    summed_over,
)
from causalnet.questions.identification.projection import districts, subgraph
from causalnet.questions.separation.open_path import open_path

__all__ = ["Hedge", "c_factor", "conditional_effect", "part_of", "unconditional_effect"]


@dataclass(frozen=True, slots=True)
class Hedge:
    """Why an effect cannot be had from measured variables: two sets of variables that hidden causes bind.

    Attributes
    ----------
    whole : frozenset of str
        A set that chains of shared hidden causes join, all of it ancestors of `part` within it.
    part : frozenset of str
        The part whose mechanism is needed while the rest of the whole is set.
    """

    whole: frozenset[str]
    part: frozenset[str]


def unconditional_effect(
    graph: MixedGraph, outcomes: Collection[str], causes: Collection[str]
) -> Estimand | Hedge:
    """P(outcomes | do(causes)) in a graph of measured variables that may share hidden causes.

    References
    ----------
    J. Tian (2002), *Studies in Causal Reasoning and Learning* (PhD thesis, UCLA), chapter 5; Y. Huang and
    M. Valtorta (2006), "Identifiability in causal Bayesian networks: a sound and complete algorithm", *AAAI* (algorithm
    Compute_Identify); I. Shpitser and J. Pearl (2006), "Identification of joint interventional distributions in
    recursive semi-Markovian causal models", *AAAI* (line numbers of ID in the comments).
    """
    # ID, line 2: only ancestors of the outcomes matter.
    graph = subgraph(graph, ancestors(graph.parents, outcomes))
    left = [v for v in graph if v not in causes]
    # ID, line 3: variables that no longer act on the outcomes once the causes are set may be set as well.
    needed = ancestors(subgraph(graph, left).parents, outcomes)
    whole = districts(graph)
    factors: list[Estimand] = []
    # ID, line 4: one factor for each district of what is needed.
    for part in districts(subgraph(graph, needed)):
        (around,) = [d for d in whole if part <= d]
        # ID, lines 6 and 7: the c-factor of the district that it lies in, and then of the part.
        found = part_of(graph, part, around, c_factor(graph, around))
        if isinstance(found, Hedge):
            return found
        factors.append(found)
    order = topological(graph.parents)
    return summed_over([v for v in order if v in needed and v not in outcomes], product(*factors))


def conditional_effect(
    graph: MixedGraph, outcomes: Sequence[str], causes: Sequence[str], given: Sequence[str]
) -> Estimand | Hedge:
    """P(outcomes | do(causes), given).

    References
    ----------
    I. Shpitser and J. Pearl (2006), "Identification of conditional interventional distributions", *UAI* (IDC).
    """
    for name in given:
        # IDC, line 1: by rule 2 of the do-calculus, seeing it is as good as setting it.
        cut = without_arrows_into(graph.with_hidden_causes, causes)
        cut = {v: tuple(p for p in above if p != name) for v, above in cut.items()}
        rest = [v for v in given if v != name]
        if not open_path(cut, outcomes, [name], [*causes, *rest]):
            return conditional_effect(graph, outcomes, [*causes, name], rest)
    # IDC, line 2: the ratio of two unconditional effects.
    joint = unconditional_effect(graph, [*outcomes, *given], causes)
    if isinstance(joint, Hedge) or not given:
        return joint
    return ratio(joint, summed_over(outcomes, joint))


def c_factor(graph: MixedGraph, district: frozenset[str]) -> Estimand:
    """The c-factor of a district: the product of its variables, each given what comes before it and bears on it.

    References
    ----------
    J. Tian and J. Pearl (2002), "On the testable implications of causal models with hidden variables", *UAI*, lemma 1
    and corollary 1 (the conditioning set).
    """
    order = topological(graph.parents)
    factors = []
    for i, name in enumerate(order):
        if name in district:
            before = subgraph(graph, order[: i + 1])
            (near,) = [d for d in districts(before) if name in d]
            bearing = near.union(*(before.parents[v] for v in near)) - {name}
            factors.append(ProbabilityTerm((name,), tuple(v for v in order if v in bearing)))
    return product(*factors)


def part_of(
    graph: MixedGraph, part: frozenset[str], district: frozenset[str], factor: Estimand
) -> Estimand | Hedge:
    """The c-factor of a part of a district from that of the district (Huang and Valtorta's Identify)."""
    order = topological(graph.parents)
    inside = subgraph(graph, district)
    above = frozenset(ancestors(inside.parents, part))
    if above == part:
        return summed_over([v for v in order if v in district - part], factor)
    if above == district:
        # ID, line 5.
        return Hedge(district, part)
    of_above = summed_over([v for v in order if v in district - above], factor)
    (near,) = [d for d in districts(subgraph(graph, above)) if part <= d]
    return part_of(graph, part, near, _within(of_above, [v for v in order if v in above], near))


def _within(factor: Estimand, order: Sequence[str], district: frozenset[str]) -> Estimand:
    """The c-factor of a district of an ancestral set from that of the set (Tian 2002, lemma 11)."""
    factors: list[Estimand] = []
    for i, name in enumerate(order):
        if name in district:
            upto = summed_over(order[i + 1 :], factor)
            # The c-factor of nothing is 1.
            factors.append(ratio(upto, summed_over(order[i:], factor)) if i else upto)
    return product(*factors)
