"""What has a part in the places of cards: their sizes, and the arrows that put one before another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causalnet.display.diagram.forms.placement import INCH, Box
from causalnet.display.diagram.layout import DOWNWARDS, SIDEWAYS

if TYPE_CHECKING:
    import pydot

__all__ = ["Skeleton", "arrows_of", "sized", "skeleton_of"]

SETTINGS = ("rankdir", "nodesep", "ranksep", "splines")
# What of an arrow takes room, or ends its line.
ROOM = frozenset(
    {"id", "constraint", "weight", "penwidth", "arrowhead", "arrowsize", "label", "fontsize"}
    | {"headlabel", "labelangle", "labeldistance", "labelfontsize"}
)
# In inches: more than any picture needs.
ENDLESS = "1000"
DEFAULTS = frozenset({"graph", "node", "edge"})

DotAttributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A picture without its colours and tooltips, and without the arrows that move no card.

    Attributes
    ----------
    graph, node, edge : mapping from str to str
        Attributes of the whole, and of all cards and arrows.
    cards : mapping from str to mapping
        What gives each card its size, by its id.
    arrows : sequence of (str, str, mapping)
        Arrows with the ids of their cards, and what of them takes room.
    quiet : sequence of (str, str)
        The cards joined by arrows that move no card.
    shape : float
        How broad the picture may be for its depth, which is in the direction of arrows.
    """

    graph: DotAttributes
    node: DotAttributes
    edge: DotAttributes
    cards: Mapping[str, DotAttributes]
    arrows: Sequence[tuple[str, str, DotAttributes]]
    quiet: Sequence[tuple[str, str]]
    shape: float

    @property
    def downwards(self) -> bool:
        """Whether arrows run downwards, not to the right."""
        return self.graph["rankdir"] == "TB"

    @property
    def gap(self) -> float:
        """The room between two cards of a layer, in points."""
        return INCH * float(self.graph["nodesep"].strip('"'))

    @property
    def placing(self) -> list[tuple[str, str]]:
        """The cards of the arrows that put one before another."""
        return [(tail, head) for tail, head, own in self.arrows if _places(own)]

    def dot(self) -> str:
        """The DOT text in which the layout program has to measure the cards."""
        return _dot(self, {}, self.cards.items(), self.arrows)

    def layered(
        self, boxes: Mapping[str, Box], ranks: Mapping[str, int], room: float, *, turned: bool
    ) -> str:
        """The DOT text in which cards have sizes and layers, and are moved together until these take no more than `room`.

        Parameters
        ----------
        turned : bool
            Whether the layout program takes the cards from the last to the first, and so arrives at another order.
        """
        wide = f"{room / INCH:.3f}"
        size = f"{wide},{ENDLESS}" if self.downwards else f"{ENDLESS},{wide}"
        names = [*self.cards][:: -1 if turned else 1]
        cards = ((name, sized(boxes[name].across, boxes[name].along)) for name in names)
        arrows = (
            (t, h, {**own, "minlen": str(abs(ranks[h] - ranks[t]))} if _places(own) else own)
            for t, h, own in self.arrows
        )
        layers: dict[int, list[str]] = {}
        for name, rank in ranks.items():
            layers.setdefault(rank, []).append(name)
        together = (f"{{rank=same; {'; '.join(names)}}}" for names in layers.values())
        return _dot(
            self, {"ratio": "compress", "size": f'"{size}"'}, cards, arrows, "\n".join(together)
        )


def skeleton_of(graph: pydot.Dot) -> Skeleton:
    """The skeleton of a graph."""
    nodes = {name: held[0]["attributes"] for name, held in graph.obj_dict["nodes"].items()}
    arrows = list(arrows_of(graph))
    return Skeleton(
        graph={name: nodes["graph"][name] for name in SETTINGS},
        node=nodes["node"],
        edge=nodes["edge"],
        cards={n: {"label": own["label"]} for n, own in nodes.items() if n not in DEFAULTS},
        arrows=[
            (*edge["points"], {k: v for k, v in edge["attributes"].items() if k in ROOM})
            for edge in arrows
            if not _is_quiet(edge)
        ],
        quiet=[tuple(edge["points"]) for edge in arrows if _is_quiet(edge)],
        shape=DOWNWARDS if nodes["graph"]["rankdir"] == "TB" else SIDEWAYS,
    )


def arrows_of(graph: pydot.Dot) -> Iterator[dict[str, Any]]:
    """The arrows of a graph, with their ``"points"`` and ``"attributes"``."""
    return (edge for held in graph.obj_dict["edges"].values() for edge in held)


def _is_quiet(edge: Mapping[str, Any]) -> bool:
    return bool(edge["attributes"].get("weight") == "0")


def _places(attributes: DotAttributes) -> bool:
    return attributes.get("constraint") != "false"


def sized(across: float, along: float) -> DotAttributes:
    """What gives a card its size, of which the halves are given in points."""
    sides = {"width": 2 * across / INCH, "height": 2 * along / INCH}
    return {
        "label": '""',
        "fixedsize": "true",
        **{side: f"{inches:.5f}" for side, inches in sides.items()},
    }


def _dot(
    skeleton: Skeleton,
    more: DotAttributes,
    cards: Iterable[tuple[str, DotAttributes]],
    arrows: Iterable[tuple[str, str, DotAttributes]],
    layers: str = "",
) -> str:
    lines = [
        "digraph {",
        f"graph {_listed({**skeleton.graph, **more})};",
        f"node {_listed(skeleton.node)};",
        f"edge {_listed(skeleton.edge)};",
        *(f"{name} {_listed(own)};" for name, own in cards),
        *(f"{tail} -> {head} {_listed(own)};" for tail, head, own in arrows),
        layers,
        "}",
    ]
    return "\n".join(lines)


def _listed(attributes: DotAttributes) -> str:
    return f"[{', '.join(f'{name}={value}' for name, value in attributes.items())}]"
