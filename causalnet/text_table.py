"""Tables in plain text: aligned columns, as wide as they look, whose words wrap where a page is too narrow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from causalnet.line_breaks import wrapped
from causalnet.text_width import look_wide, padded

__all__ = ["BLOCKS", "bar", "text_table"]

GAP = "  "
# Eighths of a letter's width.
BLOCKS = " ▏▎▍▌▋▊▉█"
# A space at which no line ends.
BOUND = "\N{NO-BREAK SPACE}"
# A column of words is not made narrower than this.
NARROWEST = 16


def text_table(
    rows: Sequence[Sequence[str]], leftward: Sequence[bool], page: int | None = None
) -> list[str]:
    r"""The lines of a table.

    Parameters
    ----------
    rows : sequence of sequence of str
        The cells; a row of one cell is a heading, and stays as it is.
    leftward : sequence of bool
        The columns that are aligned to the left. These wrap, the widest first, where the table is wider than the page.
    page : int, optional
        The width of the page. Default: no words wrap.

    Examples
    --------
    >>> names = "build in house and accept longer payback"
    >>> print(*text_table([["set", "change"], [names, "+0.301"]], [True, False], 30), sep="\n")
    set                     change
    build in house and      +0.301
    accept longer payback
    """
    table = [row for row in rows if len(row) > 1]
    columns = max(map(len, table), default=0)
    widths = [max(look_wide(row[i]) for row in table if i < len(row)) for i in range(columns)]
    limits = widths if page is None else _narrowed(widths, leftward, page)
    lines = [
        line for row in rows for line in ([row] if len(row) == 1 else _folded(row, limits, widths))
    ]
    parted = [line for line in lines if len(line) > 1]
    own = [max(look_wide(line[i]) for line in parted if i < len(line)) for i in range(columns)]
    return [line[0] if len(line) == 1 else _line(line, own, leftward) for line in lines]


def _narrowed(widths: Sequence[int], leftward: Sequence[bool], page: int) -> list[int]:
    """The widths at which a table fits a page, as far as its columns of words can give way."""
    found = list(widths)
    while (over := sum(found) + len(GAP) * (len(found) - 1) - page) > 0:
        able = [i for i, left in enumerate(leftward[: len(found)]) if left and found[i] > NARROWEST]
        if not able:
            break
        first = max(able, key=found.__getitem__)
        # The widest gives way as far as the next widest, then both do.
        least = max((found[i] for i in able if found[i] < found[first]), default=NARROWEST)
        found[first] = (
            max(found[first] - over, least, NARROWEST) if least < found[first] else found[first] - 1
        )
    return found


def _folded(row: Sequence[str], limits: Sequence[int], widths: Sequence[int]) -> list[list[str]]:
    """The lines of a row."""
    cells = [
        [cell]
        if look_wide(cell) <= limits[i] or limits[i] == widths[i]
        else _wrapped(cell, limits[i])
        for i, cell in enumerate(row)
    ]
    return [list(line) for line in zip_longest(*cells, fillvalue="")]


def _wrapped(cell: str, width: int) -> list[str]:
    # An arrow stays with what it leads to.
    lines = wrapped(cell.replace("→ ", f"→{BOUND}"), width)
    return [line.replace(BOUND, " ") for line in lines] or [""]


def _line(line: Sequence[str], widths: Sequence[int], leftward: Sequence[bool]) -> str:
    cells = (padded(cell, widths[i], left=leftward[i]) for i, cell in enumerate(line))
    return GAP.join(cells).rstrip()


def bar(share: float, width: int = 20) -> str:
    """A bar of text, `width` characters long for a share of one.

    Examples
    --------
    >>> bar(0.5, width=8)
    '████'
    """
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    return ("█" * (eighths // 8) + BLOCKS[eighths % 8]).rstrip()
