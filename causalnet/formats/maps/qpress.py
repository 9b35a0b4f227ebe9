"""QPress text: a signed directed graph, one edge a line."""

from __future__ import annotations

from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.maps.qpress_lines import is_qpress, qpress_edges
from causalnet.language.translate import lazy, template
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign

__all__ = ["holds_qpress", "read_qpress"]

SIGNS: dict[str, Sign] = {"+": "+", "-": "-", "?": "?"}


def holds_qpress(file: MapFile) -> bool:
    """Whether the first line of a text that is not blank is an edge."""
    return is_qpress(file.text)


def read_qpress(file: MapFile, unsigned: Sign = "?") -> CausalMap:
    """The causal map in a QPress text.

    ``A -> B`` raises, ``A -* B`` lowers, ``A -<> B`` acts with an unknown sign, and an arrow with two heads is two
    links. The number of dashes is the group of an edge, which becomes the tag ``group 1`` from two dashes on. A node
    that limits itself is a link from a factor to itself.

    Raises
    ------
    FileError
        At the first line that is not an edge.

    References
    ----------
    B. Raymond, J. Melbourne-Thomas and S. Wotherspoon, QPress, help page of ``read.digraph``.
    """
    builder = MapBuilder(file.name, template("QPress text"), unsigned)
    grouped = 0
    for edge in qpress_edges(file.text, file.name):
        cause, effect = builder.factor(edge.cause), builder.factor(edge.effect)
        tags = (f"group {edge.group}",) if edge.group else ()
        grouped += edge.group > 0
        builder.join(cause, effect, SIGNS[edge.sign], tags=tags)
    if grouped:
        builder.understand(lazy("The group of an edge is a tag ({count:,}).", count=grouped))
    remarks = sum(line.lstrip().startswith("#") for line in file.text.splitlines())
    what, why = template("lines that begin with '#'"), template("They are remarks.")
    builder.leave_out(what, why, remarks)
    return builder.map(file.stem)
