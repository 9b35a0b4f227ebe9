"""The pieces that a generated page is built of: document nodes, so that no text needs escaping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby

from docutils import nodes

Piece = str | nodes.Node
Cell = Piece | Sequence[Piece]


def inline(text: str, *classes: str) -> nodes.Node:
    """A stretch of text that the style sheet knows."""
    return nodes.inline("", text, classes=list(classes))


def code(text: str) -> nodes.Node:
    """A name, as it is typed."""
    return nodes.literal("", text)


def strong(text: str) -> nodes.Node:
    """What the eye should find first."""
    return nodes.strong("", text)


def link(text: str, kind: str, name: str) -> nodes.Node:
    """A link to a row of this page."""
    return nodes.reference("", text, internal=True, refid=anchor(kind, name))


def web_link(text: str, url: str) -> nodes.Node:
    """A link that leads elsewhere; anything but a web address stays plain text."""
    if not url.startswith(("https://", "http://")):
        return nodes.Text(text)
    return nodes.reference("", text, internal=False, refuri=url)


def anchor(kind: str, name: str) -> str:
    """The identifier of a row: letters that differ only outside ASCII still differ here."""
    ascii_name = "".join(c if c.isascii() else f"-{ord(c):x}-" for c in name)
    return nodes.make_id(f"{kind}-{ascii_name}")


def paragraph(*pieces: Piece, classes: Sequence[str] = ()) -> nodes.paragraph:
    """One paragraph of text and links."""
    return nodes.paragraph("", "", *map(_node, pieces), classes=list(classes))


def joined(pieces: Iterable[Piece], by: str = ", ") -> list[Piece]:
    """The pieces with a separator between them."""
    return list(chain.from_iterable((by, piece) for piece in pieces))[1:]


def lines(rows: Iterable[Sequence[Piece]]) -> nodes.line_block:
    """Short lines, one under another."""
    return nodes.line_block("", *(nodes.line("", "", *map(_node, row)) for row in rows))


def section(title: str, *children: nodes.Node) -> nodes.section:
    """A titled part of the page."""
    made = nodes.section("", nodes.title("", title), *children, ids=[nodes.make_id(title)])
    made["names"] = [nodes.fully_normalize_name(title)]
    return made


def table(
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    widths: Sequence[int],
    ids: Iterable[str] = (),
) -> nodes.Node:
    """A table; `ids` makes its rows targets of links."""
    head = nodes.thead("", _row([[paragraph(heading)] for heading in headings]))
    body = nodes.tbody("")
    targets = iter(ids)
    for row in rows:
        body += _row([_blocks(cell) for cell in row], next(targets, ""))
    group = nodes.tgroup("", *(nodes.colspec(colwidth=w) for w in widths), head, body)
    group["cols"] = len(headings)
    made = nodes.table("", group, classes=["model-table", "colwidths-given"])
    return nodes.container("", made, classes=["pst-scrollable-table-container"])


def _row(cells: Sequence[Sequence[nodes.Node]], target: str = "") -> nodes.row:
    row = nodes.row("", *(nodes.entry("", *cell) for cell in cells))
    if target:
        row["ids"] = [target]
    return row


def _blocks(cell: Cell) -> list[nodes.Node]:
    """A cell's content as blocks: stretches of text and links become paragraphs."""
    pieces = [cell] if isinstance(cell, str | nodes.Node) else list(cell)
    blocks: list[nodes.Node] = []
    for flows, stretch in groupby(pieces, _flows):
        held = list(stretch)
        blocks += [paragraph(*held)] if flows else [_node(piece) for piece in held]
    return blocks


def _flows(piece: Piece) -> bool:
    return isinstance(piece, str | nodes.Text | nodes.Inline)


def _node(piece: Piece) -> nodes.Node:
    return nodes.Text(piece) if isinstance(piece, str) else piece
