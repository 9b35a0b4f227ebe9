"""Diagrams: a picture of a model, with what an intervention or a finding makes of it."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.display.palette import FAMILY, FONT
from causalnet.display.render import rendered
from causalnet.display.text import clean
from causalnet.errors import FileError
from causalnet.formats.atomic import check_target, write_atomically
from causalnet.nearest import nearest

if TYPE_CHECKING:
    import pydot

__all__ = ["Diagram"]

SUFFIXES = (".svg", ".png", ".pdf", ".dot", ".gv", ".mmd")
# Graphviz makes a link that leads nowhere of a tooltip, and titles of identifiers.
TITLE = re.compile(r"<title>[^<]*</title>\n(<g id=\"a_[^\"]*\"><a xlink:title=\"([^\"]*)\">\n)?")
LINK_END = "</a>\n</g>\n"
# What is set for everything counts as a node of that name.
DEFAULTS = {"graph", "node", "edge"}


@printed
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Diagram:
    """A picture: as DOT text always, as SVG and PNG with nothing else installed.

    Attributes
    ----------
    title : str
        What it shows.
    graph : pydot.Dot
        How it was built; `pydot` hands out a copy.
    mermaid : str
        The picture as a Mermaid flowchart, which code hosts draw where it stands in a document: labels and
        arrows, no bars.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]}, name="lawn")
    >>> picture = cn.draw(lawn)
    >>> picture.svg[:5], picture.png[1:4]
    ('<?xml', b'PNG')
    """

    title: str
    graph: pydot.Dot
    mermaid: str

    @property
    def dot(self) -> str:
        """The picture in the DOT language."""
        return str(self.graph.to_string())

    @property
    def svg(self) -> str:
        """The picture as SVG: real text, and a title on everything that can be pointed at."""
        svg = TITLE.sub(r"<title>\2</title>\n", rendered(self.dot, "svg").decode())
        svg = svg.replace("<title></title>", f"<title>{escape(clean(self.title))}</title>", 1)
        svg = svg.replace(LINK_END, "").replace("<svg ", f"<svg {self._role} ", 1)
        return svg.replace(f'font-family="{FONT}"', f'font-family="{FAMILY}"')

    @property
    def _role(self) -> str:
        """What a screen reader says of it, instead of spelling out every bar."""
        return f'role="img" aria-label="{escape(clean(self.title))}"'

    @property
    def png(self) -> bytes:
        """The picture as PNG, in the font that the library brings: Latin, Greek and Cyrillic letters.

        Where a model is written in another script, show the SVG, which takes the reader's fonts.
        """
        return rendered(self.dot, "png")

    @property
    def pydot(self) -> pydot.Dot:
        """A copy of the graph, to be changed at will."""
        return copy.deepcopy(self.graph)

    @public
    def save(self, path: str | Path) -> None:
        """Write the picture; its suffix says how: .svg, .png, .pdf, .dot, .gv, or .mmd (Mermaid).

        A file that is there is replaced, whole or not at all.

        Raises
        ------
        FileError
            Where the suffix is none of these, or the file cannot be written.
        RenderError
            Where no program is there to draw it (PDF needs a Graphviz of the system's).
        """
        file = Path(path)
        suffix = file.suffix.lower()
        if suffix not in SUFFIXES:
            hint = nearest(suffix, SUFFIXES)
            text = f"{file.name!r} must end in one of {', '.join(SUFFIXES)}. {hint}"
            raise FileError(text.rstrip())
        check_target(file, overwrite=True)
        write_atomically(file, self._bytes(suffix), overwrite=True)

    def _bytes(self, suffix: str) -> bytes:
        if suffix == ".png":
            return self.png
        if suffix == ".pdf":
            return rendered(self.dot, "pdf")
        if suffix == ".mmd":
            return self.mermaid.encode()
        return (self.svg if suffix == ".svg" else self.dot).encode()

    def __repr__(self) -> str:
        cards = len({n.get_name() for n in self.graph.get_nodes()} - DEFAULTS)
        return f"<Diagram of {self.title}: {cards} card{'s' if cards != 1 else ''}>"

    def _repr_svg_(self) -> str:
        """The picture, no wider than the page that it stands in."""
        return self.svg.replace("<svg ", '<svg style="max-width: 100%; height: auto" ', 1)
