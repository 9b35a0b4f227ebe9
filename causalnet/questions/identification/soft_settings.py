"""Soft settings: the effect of a lottery, a policy, a shift or a partial uptake as an estimand in measured variables.

References
----------
J. Pearl (2009), *Causality*, 2nd ed., section 4.2 (stochastic policies: identify the effect of each state given what the policy
reads, and average); I. Díaz Muñoz and M. van der Laan (2012), "Population intervention causal effects based on stochastic
interventions", *Biometrics* 68 (shifts, by adjustment).
"""

from __future__ import annotations

from causalnet.errors import InterventionError
from causalnet.network.graph import descendants
from causalnet.network.kernel import Kernel
from causalnet.network.mixed_graph import MixedGraph
from causalnet.notation import enumerated
from causalnet.questions.adjustment.adjustment_sets import adjustment_sets
from causalnet.questions.identification.estimand import (
    Estimand,
    PolicyTerm,
    ProbabilityTerm,
    product,
    summed_over,
)
from causalnet.questions.identification.identification_algorithm import Hedge
from causalnet.questions.identification.ways_to_identify import (
    IdentificationMethod,
    way_to_identify,
)

__all__ = ["way_to_soft_setting"]


def way_to_soft_setting(
    graph: MixedGraph, outcome: str, cause: str, kernel: Kernel
) -> IdentificationMethod | Hedge:
    """An estimand for P(outcome | cause is set by a kernel), or the hedge that forbids one.

    Raises
    ------
    InterventionError
        If the kernel reads what is not measured or lies downstream, or if it moves the cause from where it is and no
        adjustment will do.
    """
    if kernel.sources == (cause,):
        return _from_where_it_is(graph, outcome, cause, kernel)
    _require_readable(graph, cause, kernel.sources)
    seen = tuple(v for v in kernel.sources if v != outcome)
    if len(seen) < len(kernel.sources):
        raise InterventionError(
            f"A policy that reads the outcome {outcome!r} is not identified here."
        )
    way = way_to_identify(graph, outcome, [cause], seen)
    if isinstance(way, Hedge):
        return way
    rows = tuple(map(tuple, kernel.rows.tolist()))
    parts: list[Estimand] = [PolicyTerm(cause, seen, rows), way.estimand]
    parts += [ProbabilityTerm(seen)] if seen else []
    return IdentificationMethod(summed_over((cause, *seen), product(*parts)), "policy", way.by)


def _require_readable(graph: MixedGraph, cause: str, sources: tuple[str, ...]) -> None:
    latent = [v for v in sources if v not in graph.measured]
    if latent:
        raise InterventionError(
            f"The policy of {cause} reads {enumerated(latent)}, which is not measured."
        )
    below = descendants(graph.parents, [cause])
    if late := [v for v in sources if v in below]:
        raise InterventionError(
            f"The policy of {cause} reads {enumerated(late)}, which it acts on."
        )


def _from_where_it_is(
    graph: MixedGraph, outcome: str, cause: str, kernel: Kernel
) -> IdentificationMethod:
    """A shift or a partial uptake: Σ_{x,z} P(y | x, z) Σ_{x'} K(x | x') P(x', z) for an adjustment set z."""
    adjusted = adjustment_sets(graph, [cause], outcome)
    if not adjusted.acts:
        return IdentificationMethod(ProbabilityTerm((outcome,)), "nothing")
    if adjusted.least is None:
        raise InterventionError(
            f"This setting moves {cause} from where it is, which figures tell by adjustment only, and no set of measured "
            f"variables will do for {outcome}. Ask about a plain setting or a policy."
        )
    by = adjusted.least
    rows = tuple(map(tuple, kernel.rows.tolist()))
    parts: list[Estimand] = [
        ProbabilityTerm((outcome,), (cause, *by)),
        PolicyTerm(cause, (), rows, of=ProbabilityTerm((cause, *by))),
    ]
    return IdentificationMethod(summed_over((cause, *by), product(*parts)), "from where it is", by)
