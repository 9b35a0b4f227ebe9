"""Carriers in a causal map: the pairs of factors on a path from one factor to another."""

from __future__ import annotations

from collections.abc import Sequence

from causalnet.model.assembly.foundations import independent
from causalnet.model.causal_map import CausalMap
from causalnet.model.claim import Citation
from causalnet.model.coding.parts import Link
from causalnet.model.influence import Sign, influence_name
from causalnet.model.mentions import Mentions, Voices
from causalnet.questions.maps.scaffold import UNNAMED
from causalnet.questions.witnesses.carriers import Carriers
from causalnet.questions.witnesses.path_graph import START, PathArc, PathGraph
from causalnet.questions.witnesses.testimony import Carrier

__all__ = ["map_carriers"]

NOBODY = Voices((), ())


def map_carriers(
    causal_map: CausalMap, cause: str, outcome: str
) -> tuple[Carriers, tuple[Carrier, ...]]:
    """The paths from one factor to another along links at any lag, and who says each pair."""
    ends = causal_map.factors[cause].name, causal_map.factors[outcome].name
    if ends[0] == ends[1]:
        reason = f"{outcome} is both the cause and the outcome. Ask about two factors."
        return Carriers(PathGraph(outcome, ()), (), "no path", reason), ()
    pairs = causal_map.pairs
    arcs = [PathArc(START, ends[0], None)]
    arcs += [PathArc(a, b, influence_name(a, b, lag)) for a, b, lag in pairs]
    graph = PathGraph.joining(ends[1], arcs).onward()
    reason = (
        ""
        if graph.arrows
        else f"No link leads from {cause} to {outcome}, nor does a chain of them."
    )
    on_path = {*graph.names}
    numbers: dict[tuple[str, str, int], list[str]] = {}
    for i, link in enumerate(causal_map.links, start=1):
        numbers.setdefault((link.cause, link.effect, link.lag), []).append(f"link {i}")
    labels = {name: factor.label for name, factor in causal_map.factors.items()}
    rows = tuple(
        Carrier(
            name,
            *key[:2],
            _sign(links),
            key[2],
            None,
            tuple(numbers[key]),
            _mentions(causal_map, links),
            influence_name(labels[key[0]], labels[key[1]], key[2]),
        )
        for key, links in pairs.items()
        if (name := influence_name(*key)) in on_path
    )
    return Carriers(graph, (), "within a period" if graph.arrows else "no path", reason), rows


def _sign(links: Sequence[Link]) -> Sign:
    """The sign of a pair: that of its links, if those with a sign agree."""
    signs = {link.sign for link in links if link.sign != "?"}
    return signs.pop() if len(signs) == 1 else "?"


def _mentions(causal_map: CausalMap, links: Sequence[Link]) -> Mentions:
    """Every link of a pair speaks for it: its sign is theirs, or open where they disagree."""
    citations = tuple(
        Citation(link.source or UNNAMED, link.at, link.quote, link.note) for link in links
    )
    # Links without a named source count as one voice, since no more is known of them.
    named = [link.source for link in links if link.source]
    alone = independent(named, causal_map.sources)
    unnamed = (UNNAMED,) if len(named) < len(links) else ()
    voices = Voices(citations, (*alone, *unnamed))
    return Mentions(voices, NOBODY, NOBODY, voices)
