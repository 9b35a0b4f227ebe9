"""From a sketch to the DOT language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from causalnet.display.diagram.arrow import look
from causalnet.display.diagram.card import card_markup
from causalnet.display.diagram.legend import legend_words
from causalnet.display.diagram.scene import Sketch
from causalnet.display.palette import FONT, with_nuances
from causalnet.display.text import dot_lines, dot_string

if TYPE_CHECKING:
    import pydot

__all__ = ["dark_colours", "dot_of"]


def dot_of(sketch: Sketch, *, legend: bool) -> pydot.Dot:
    """The graph that Graphviz draws."""
    import pydot

    graph = _graph(sketch, legend=legend)
    for placed in sketch.cards:
        markup = card_markup(placed.card, sketch.theme)
        lines = dot_lines(placed.lines)
        graph.add_node(pydot.Node(placed.id, id=placed.id, label=markup, tooltip=lines))
    ids = sketch.ids
    for i, arrow in enumerate(sketch.arrows):
        attributes: dict[str, Any] = {**look(arrow, sketch.theme), "id": f"e{i}"}
        ends = ids[arrow.cause], ids[arrow.effect]
        graph.add_edge(pydot.Edge(*ends, **attributes, edgetooltip=dot_lines(arrow.lines)))
    return graph


def dark_colours(light: pydot.Dot, dark: pydot.Dot) -> dict[str, str]:
    """Give the colours of a graph a nuance each, and say what replaces each of them on a dark page.

    Parameters
    ----------
    light, dark : pydot.Dot
        The same picture in both themes. Colours of the first are changed, so little that nobody sees it.
    """
    both = list(zip(_attributes(light), _attributes(dark), strict=True))
    texts = [(str(own[name]), str(other[name])) for own, other in both for name in own]
    changed, others = with_nuances(texts)
    values = iter(changed)
    for own, _ in both:
        own.update({name: next(values) for name in own})
    return others


def _attributes(graph: pydot.Dot) -> Iterator[dict[str, Any]]:
    """The attributes of a graph, of its cards and of its arrows."""
    yield graph.obj_dict["attributes"]
    for part in ("nodes", "edges"):
        for held in graph.obj_dict[part].values():
            yield from (one["attributes"] for one in held)


def _graph(sketch: Sketch, *, legend: bool) -> pydot.Dot:
    import pydot

    layout, theme = sketch.layout, sketch.theme
    downwards = layout.direction == "TB"
    nodesep, ranksep = "0.2" if downwards else "0.16", "0.55"
    if downwards or not sketch.bars:
        ranksep = "0.42"
    if sketch.view.loops:
        # Room for the marks of loops and delays.
        nodesep, ranksep = "0.5", "0.7"
    width = layout.width * (1.5 if sketch.view.loops else 1.0)
    graph = pydot.Dot("causalnet", graph_type="digraph")
    graph.set_graph_defaults(
        rankdir=layout.direction,
        nodesep=nodesep,
        ranksep=ranksep,
        fontname=dot_string(FONT),
        fontcolor=dot_string(theme.ink),
        bgcolor=dot_string(theme.paper),
        label=legend_words(sketch, width, legend=legend),
        labelloc="t",
        labeljust="l",
        splines="true",
        pad="0.2",
    )
    graph.set_node_defaults(
        shape="none",
        # Arrows stop a little before a card, since its frame would hide a bar across.
        margin="0.03",
        width="0",
        height="0",
        fontname=dot_string(FONT),
        fontsize="10",
        fontcolor=dot_string(theme.ink),
    )
    graph.set_edge_defaults(fontname=dot_string(FONT))
    return graph
