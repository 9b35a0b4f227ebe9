"""Diagrams: a picture of a model, also under an intervention or a finding."""

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
from causalnet.formats.detection import PICTURE_SUFFIXES
from causalnet.nearest import nearest

if TYPE_CHECKING:
    import pydot

__all__ = ["Diagram"]

# Graphviz turns a tooltip into a link without a target, and identifiers into titles.
TITLE_TAG = re.compile(
    r"<title>[^<]*</title>\n(<g id=\"a_[^\"]*\"><a xlink:title=\"([^\"]*)\">\n)?"
)
LINK_END = "</a>\n</g>\n"
# Default attributes count as a node of that name.
DEFAULTS = {"graph", "node", "edge"}


@printed
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Diagram:
    """A picture: as DOT text, and as SVG and PNG without any other software.

    Attributes
    ----------
    title : str
        The title of the picture.
    graph : pydot.Dot
        The graph from which it was built; `pydot` returns a copy.
    mermaid : str
        The picture as a Mermaid flowchart, which code hosts draw in a document: labels and arrows without bars.

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
        """The picture as SVG: real text, and a tooltip on every card and arrow."""
        svg = TITLE_TAG.sub(r"<title>\2</title>\n", rendered(self.dot, "svg").decode())
        svg = svg.replace("<title></title>", f"<title>{escape(clean(self.title))}</title>", 1)
        svg = svg.replace(LINK_END, "").replace("<svg ", f"<svg {self._role} ", 1)
        return svg.replace(f'font-family="{FONT}"', f'font-family="{FAMILY}"')

    @property
    def _role(self) -> str:
        """The text for a screen reader, which would otherwise spell out every bar."""
        return f'role="img" aria-label="{escape(clean(self.title))}"'

    @property
    def png(self) -> bytes:
        """The picture as PNG, in the font that the library ships: Latin, Greek and Cyrillic letters.

        For a model in another script, show the SVG, which uses the reader's fonts.
        """
        return rendered(self.dot, "png")

    @property
    def pydot(self) -> pydot.Dot:
        """A copy of the graph, which may be changed."""
        return copy.deepcopy(self.graph)

    @public
    def save(self, path: str | Path) -> None:
        """Write the picture. The suffix gives the format: .svg, .png, .pdf, .dot, .gv, or .mmd (Mermaid).

        An existing file is replaced, whole or not at all.

        Raises
        ------
        FileError
            If the suffix is none of these, or the file cannot be written.
        RenderError
            If the program that draws it is missing (PDF needs Graphviz on the system).
        """
        file = Path(path)
        suffix = file.suffix.lower()
        if suffix not in PICTURE_SUFFIXES:
            hint = nearest(suffix, PICTURE_SUFFIXES)
            text = f"{file.name!r} must end in one of {', '.join(PICTURE_SUFFIXES)}. {hint}"
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
        """The picture, not wider than its page."""
        return self.svg.replace("<svg ", '<svg style="max-width: 100%; height: auto" ', 1)
