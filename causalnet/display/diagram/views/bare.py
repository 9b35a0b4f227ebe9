"""What pictures without numbers share: a network without arrows, and arrows of which none closes a loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import networkx as nx

from causalnet.display.diagram.arrow import Arrow
from causalnet.network.network import Network

__all__ = ["BARE", "bare_network", "without_cycles"]

BARE = ("low", "high")


def bare_network(names: Iterable[str], name: str = "") -> Network:
    """A network without arrows, for pictures that have no numbers to show."""
    names = tuple(names)
    return Network(dict.fromkeys(names, BARE), {}, dict.fromkeys(names, (0.5, 0.5)), name=name)


def without_cycles(arrows: Sequence[Arrow]) -> Iterator[Arrow]:
    """Arrows that run against those before them do not move the cards."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for arrow in arrows:
        graph.add_nodes_from((arrow.cause, arrow.effect))
        back = not arrow.loose and nx.has_path(graph, arrow.effect, arrow.cause)
        if not arrow.loose and not back:
            graph.add_edge(arrow.cause, arrow.effect)
        yield replace(arrow, loose=True) if back else arrow
