"""The verb `witnesses`: who says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from causalnet.boundary.checks import public
from causalnet.errors import QuestionError
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.finding import Given
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import influence_name
from causalnet.model.mentions import mentions
from causalnet.questions.query.posed_conclusion import posed_conclusion
from causalnet.questions.query.question import Provenance, provenance
from causalnet.questions.witnesses.carriers import Carriers, carriers
from causalnet.questions.witnesses.label_cut import label_cut
from causalnet.questions.witnesses.map_carriers import map_carriers
from causalnet.questions.witnesses.path_counts import disjoint_paths, widest_path
from causalnet.questions.witnesses.path_graph import START, Labelling, PathGraph
from causalnet.questions.witnesses.testimony import Carrier
from causalnet.questions.witnesses.threads import tellers, threads
from causalnet.questions.witnesses.witnesses_answer import Witnesses

__all__ = ["witnesses", "witnesses_of"]


@public
def witnesses(
    model: CausalModel | CausalMap,
    conclusion: Conclusion | str,
    direction: Literal["rises", "falls", "holds"] = "rises",
    *,
    cause: str | None = None,
    under: Intervention | None = None,
    versus: Intervention | None = None,
    given: Given | None = None,
    at: int = 0,
) -> Witnesses:
    """Who says so: the sources that carry a conclusion, and those without whom no path is left.

    An influence carries a conclusion if it lies on a directed path from what is set to the outcome. Paths end at a
    variable that an intervention sets, at an influence that it cuts, and at what is observed for certain. By a later
    period the influences count that act until then.

    An influence falls when all the sources that speak for it are set aside, or all its claims. One for which nobody
    speaks stands: only the fewest *influences* can take it away.

    Parameters
    ----------
    model : CausalModel or CausalMap
        Of a causal map `conclusion` and `cause` are two factors. Links count at any lag, loops do not matter, and the
        fewest claims are the fewest citations.
    conclusion : Conclusion or str
        The conclusion; or the name of the outcome, with `cause` or `under`.
    direction : {"rises", "falls", "holds"}, default "rises"
        The direction, where the outcome is given by name. The paths are the same in each.
    cause : str, optional
        The variable from which the paths lead to the outcome, where both are given by name.
    under, versus : Intervention, optional
        The two arms, where the outcome is given by name.
    given : mapping, optional
        The observations, where the outcome is given by name.
    at : int, default 0
        The period in which the outcome is read, where it is given by name.

    Returns
    -------
    Witnesses

    Raises
    ------
    QuestionError, UnknownNameError, InterventionError
        If the question speaks of what is not there.

    Notes
    -----
    The fewest influences without which no path is left are a minimum cut, found by maximum flow. So are the fewest
    claims, if no claim stands behind two influences. One source usually speaks for several influences. The fewest
    sources are then a labelled cut, which is NP-hard. A search tries sizes in turn; where it grows too long, an
    integer programme takes over, and the answer says so. Many say so is not the same as much follows: a count of
    sources is not the strength of an effect.

    References
    ----------
    L. R. Ford and D. R. Fulkerson (1956), "Maximal flow through a network", *Canadian Journal of Mathematics* 8;
    S. Powell, J. Copestake and F. Remnant (2024), "Causal mapping for evaluators", *Evaluation* 30 (robustness and
    source threads).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> found = cn.witnesses(lawn, "wet", cause="rain")
    >>> print(found.sentence)
    Everything that leads from rain to wet grass rests on one source (memo): without what it alone says, no path is left.
    """
    if isinstance(model, CausalMap):
        more = [under, versus, given, at]
        if isinstance(conclusion, Conclusion) or cause is None or any(more):
            raise QuestionError(
                "A causal map has factors and links alone. Name two factors: cn.witnesses(map, 'y', cause='x'). To set, cut "
                "or observe something, make a model of it: cn.scaffold(map)."
            )
        return heard(*map_carriers(model, cause, conclusion), conclusion, None, None)
    asked = posed_conclusion(model, conclusion, direction, under, versus, given, cause=cause, at=at)
    return witnesses_of(model, asked)


def witnesses_of(model: CausalModel, conclusion: Conclusion) -> Witnesses:
    """As `witnesses`, of a conclusion that is one already."""
    found = carriers(model, conclusion)
    rows = tuple(
        Carrier(
            i.name,
            i.cause,
            i.effect,
            i.sign,
            i.lag,
            i.standing,
            tuple(i.claims),
            mentions(model, i),
            influence_name(model.variables[i.cause].label, model.variables[i.effect].label, i.lag),
        )
        for i in found.influences
    )
    return heard(found, rows, conclusion.outcome, conclusion, provenance(model))


def heard(
    found: Carriers,
    rows: tuple[Carrier, ...],
    outcome: str,
    conclusion: Conclusion | None,
    origin: Provenance | None,
) -> Witnesses:
    """The answer, from the paths and what is said of each influence on them."""
    graph = found.graph
    sources: Labelling = {c.name: frozenset(c.sources) for c in rows}
    claims: Labelling = {c.name: frozenset(c.claims) for c in rows}
    alone = threads(graph, sources)
    return Witnesses(
        conclusion,
        _starts(graph, found.variable or {}),
        outcome,
        found.path,
        found.reason,
        rows,
        label_cut(graph, sources),
        label_cut(graph, claims),
        label_cut(graph, {c.name: frozenset([c.name]) for c in rows}),
        disjoint_paths(graph, found.variable),
        {
            source: tuple(a.name for a in path if a.name is not None)
            for source, path in alone.items()
        },
        tellers(graph, sources),
        widest_path(graph, {c.name: c.independent for c in rows}),
        _unstated(graph, sources),
        origin,
    )


def _starts(graph: PathGraph, variable: Mapping[str, str]) -> tuple[str, ...]:
    """What is set, or the influence that an intervention acts on itself."""
    first = [a for a in graph.arrows if a.tail == START]
    heads = [variable.get(a.head, a.head) if a.name is None else a.name for a in first]
    return tuple(dict.fromkeys(heads))


def _unstated(graph: PathGraph, sources: Labelling) -> tuple[str, ...]:
    """What nobody states, on a path that has as little of it as possible."""
    path = graph.cheapest({name: int(not own) for name, own in sources.items()})
    return tuple(a.name for a in path or () if a.name is not None and not sources[a.name])
