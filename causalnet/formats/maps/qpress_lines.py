"""Lines such as ``A *--> B``: the text form in which QPress keeps signed directed graphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from causalnet.errors import FileError, shortened, visible

__all__ = ["QpressEdge", "is_qpress", "qpress_edges"]

ARROW = re.compile(r"(?P<tail><>|[<*])?(?P<line>-+)(?P<head><>|[>*])?")
SIGNS = {">": "+", "<": "+", "*": "-", "<>": "?"}
MOST_LINES = 200_000
PROSE = "To make a model of prose, start with causalnet draft."
FORM = "Write one edge a line, such as A -> B (raises), A -* B (lowers) or A <-* B (both ways)."


@dataclass(frozen=True, slots=True)
class QpressEdge:
    """An effect of one node on another: its sign and the group of its edge."""

    cause: str
    effect: str
    sign: str
    group: int


def qpress_edges(text: str, file: str) -> Iterator[QpressEdge]:
    r"""The directed edges of a QPress text; an arrow with two heads is two of them.

    A head ``>`` raises the node at which it points, ``*`` lowers it and ``<>`` acts on it with an unknown sign. One
    dash is group 0, two are group 1, and so on. Blank lines are passed over, and so are lines that begin with ``#``.

    Raises
    ------
    FileError
        At the first line that is not an edge.

    Examples
    --------
    >>> for edge in qpress_edges("hare -> lynx\nlynx *-* lynx food", "snow.txt"):
    ...     print(edge.cause, edge.sign, edge.effect)
    hare + lynx
    lynx - lynx food
    lynx food - lynx

    References
    ----------
    B. Raymond, J. Melbourne-Thomas and S. Wotherspoon, QPress: qualitative press perturbations for signed digraphs,
    help page of ``read.digraph``.
    """
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise FileError(f"{file!r} has more than {MOST_LINES:,} lines: too many for a map.")
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield from _edges(line, number, file)


def is_qpress(text: str) -> bool:
    r"""Whether the first line that says anything has one arrow with a head.

    Examples
    --------
    >>> is_qpress("# snow\nhare -> lynx"), is_qpress("from,to")
    (True, False)
    """
    said = (
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    )
    arrows = list(ARROW.finditer(next(said, "")))
    return len(arrows) == 1 and bool(arrows[0]["head"] or arrows[0]["tail"])


def _edges(line: str, number: int, file: str) -> Iterator[QpressEdge]:
    place = f"{file!r} is not QPress text: line {number}"
    written = repr(shortened(visible(line.strip())))
    arrows = list(ARROW.finditer(line))
    if not arrows:
        raise FileError(f"{place}, {written} has no arrow. {FORM} {PROSE}")
    if len(arrows) > 1:
        hyphen = "A hyphen in a name is read as an arrow: write a space or an underscore instead. "
        raise FileError(f"{place}, {written} has {len(arrows)} arrows. {hyphen}{FORM}")
    [arrow] = arrows
    first, second = line[: arrow.start()].strip(), line[arrow.end() :].strip()
    if not first or not second:
        raise FileError(f"{place}, {written} lacks a name beside its arrow. {FORM}")
    odd = next((mark for mark in "<>*" if mark in first + second), "")
    if odd:
        raise FileError(f"{place}, {written} has {odd!r} outside of its arrow. {FORM}")
    head, tail = arrow["head"], arrow["tail"]
    if not head and not tail:
        raise FileError(f"{place}, the arrow of {written} has no head. {FORM}")
    group = len(arrow["line"]) - 1
    if head:
        yield QpressEdge(first, second, SIGNS[head], group)
    if tail:
        yield QpressEdge(second, first, SIGNS[tail], group)
