"""Pictures of causal maps: factors, and arrows as wide as the number of sources that mention them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import networkx as nx

from causalnet.display.diagram.focus import checked_steps, reach
from causalnet.display.diagram.view import Flow, View
from causalnet.display.diagram.views.bare import BARE, bare_network
from causalnet.display.sayers import counted_sayers, sayers_of
from causalnet.display.wanted import listed_names
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.model.coding.parts import Factor, Link
from causalnet.model.influence import Influence
from causalnet.model.variable import Role
from causalnet.questions.maps.scaffold import scaffold
from causalnet.questions.query.question import ask

__all__ = ["map_view"]

# Above this number of arrows their counts would hide them; the tooltips have them.
COUNTS_SHOWN = 40
# The quotes of an arrow that its tooltip shows.
QUOTES_SHOWN = 3


def map_view(
    causal_map: CausalMap, focus: str | Sequence[str] | None, steps: int | None, at_least: int
) -> View:
    """The factors and pairs of a map, as a picture without bars.

    Raises
    ------
    UnknownNameError, QuestionError
        If the focus does not exist, or there is nothing to draw.
    """
    wanted = listed_names("focus", "names of factors", focus)
    for name in wanted:
        causal_map.factors[name]
    said = causal_map.heard(at_least=at_least) if at_least > 1 else causal_map
    drawn, selves = _without_selves(_near(said, wanted, steps))
    if not drawn.factors:
        raise QuestionError(_nothing(causal_map, at_least))
    model, influences, backwards = _as_model(drawn)
    network = bare_network(drawn.factors)
    sayers = sayers_of(model, influences, "sources")
    is_counted = bool(causal_map.sources) and len(influences) <= COUNTS_SHOWN
    counts = sayers.counts if sayers and is_counted else {}
    restrictions = [*_restrictions(causal_map, drawn, wanted, steps, at_least, selves)]
    restrictions += [tr("beside each arrow the number of its sources")] if counts else []
    return View(
        model=model,
        network=network,
        after=network,
        question=ask(network, tuple(drawn.factors), None, None),
        shown=tuple(drawn.factors),
        influences=influences,
        now={},
        today={},
        restrictions=tuple(restrictions),
        flows={
            i.key: Flow(sayers.share(i) if sayers else 0, f"  {counts[i]}  " if i in counts else "")
            for i in influences
        },
        flow_meaning=sayers.meaning if sayers else "",
        told={i.key: tuple(_told(model, i)) for i in influences},
        backwards=backwards,
    )


def _near(said: CausalMap, wanted: tuple[str, ...], steps: int | None) -> CausalMap:
    """The part of a map that leads to the focus, or lies at most some arrows from it."""
    if steps is not None:
        checked_steps(wanted, steps)
    if not wanted:
        return said
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(wanted)
    graph.add_edges_from((cause, effect) for cause, effect, _ in said.pairs)
    if steps is None:
        held = {*wanted}.union(*(nx.ancestors(graph, name) for name in wanted))
    else:
        both = graph.to_undirected(as_view=True)
        near = [nx.single_source_shortest_path_length(both, n, cutoff=steps) for n in wanted]
        held = {name for found in near for name in found}
    links = [link for link in said.links if {link.cause, link.effect} <= held]
    return _of(said, links, [f for f in said.factors.values() if f.name in held])


def _without_selves(part: CausalMap) -> tuple[CausalMap, int]:
    """The map without links of a factor on itself, and their number."""
    links = [link for link in part.links if link.cause != link.effect]
    return _of(part, links, [*part.factors.values()]), len(part.links) - len(links)


def _of(whole: CausalMap, links: list[Link], factors: list[Factor]) -> CausalMap:
    sources = whole.sources.values()
    return CausalMap(whole.name, links, factors=factors, sources=sources, title=whole.title)


def _as_model(
    part: CausalMap,
) -> tuple[CausalModel, tuple[Influence, ...], frozenset[tuple[str, str, int]]]:
    """A model for the words and signs of the picture; its influences as the map has them, and those that run back."""
    model = scaffold(part, BARE, feedback="lag")
    linked = part.pairs
    influences, backwards = [], set[tuple[str, str, int]]()
    for influence in model.influences:
        own = influence
        if influence.key not in linked:
            # A scaffold lets it act later, so that no loop closes; the map does not say so.
            own = replace(influence, lag=0, note="")
            backwards.add(own.key)
        influences.append(own)
    causes = {i.cause for i in influences}
    effects = {i.effect for i in influences}
    roles = {name: _role(name, causes, effects) for name in part.factors}
    variables = [replace(v, roles=(roles[v.name],)) for v in model.variables.values()]
    return model.replacing(*variables), tuple(influences), frozenset(backwards)


def _role(name: str, causes: set[str], effects: set[str]) -> Role:
    """The place of a factor: nothing leads to a context, and nothing leads on from an outcome."""
    if name in causes and name not in effects:
        return "context"
    return "outcome" if name in effects and name not in causes else "mediator"


# ── words ────────────────────────────────────────────────────────────────────────────────────


def _told(model: CausalModel, influence: Influence) -> Iterator[str]:
    """The pair, who mentions it, and a few quotes."""
    labels = {name: model.variables[name].label for name in (influence.cause, influence.effect)}
    yield f"{labels[influence.cause]} → {labels[influence.effect]} ({influence.sign})"
    yield counted_sayers(model, influence)
    citations = [c for name in influence.claims for c in model.claims[name].citations]
    quoted = [c for c in citations if c.quote]
    for citation in quoted[:QUOTES_SHOWN]:
        yield f"{citation.source}: “{' '.join(citation.quote.split())}”"
    if len(quoted) > QUOTES_SHOWN:
        left = len(quoted) - QUOTES_SHOWN
        yield tr("and 1 more quote") if left == 1 else tr("and {count} more quotes", count=left)


def _restrictions(
    whole: CausalMap,
    drawn: CausalMap,
    wanted: tuple[str, ...],
    steps: int | None,
    at_least: int,
    selves: int,
) -> Iterator[str]:
    """What the picture leaves out."""
    if at_least > 1:
        yield tr("pairs that at least {count} independent sources mention", count=at_least)
    yield from reach([whole.factors[name].label for name in wanted], steps)
    if len(drawn.factors) < len(whole.factors):
        yield tr("{shown} of {total} factors", shown=len(drawn.factors), total=len(whole.factors))
    if selves:
        yield (
            tr("without 1 link of a factor on itself")
            if selves == 1
            else tr("without {count} links of a factor on itself", count=selves)
        )


def _nothing(causal_map: CausalMap, at_least: int) -> str:
    if at_least > 1:
        return (
            f"No pair of {causal_map.name!r} is mentioned by {at_least} independent sources, so there is nothing to "
            "draw."
        )
    return f"The map {causal_map.name!r} has no factors, so there is nothing to draw."
