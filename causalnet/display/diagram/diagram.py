"""Diagrams: a picture of a model, also under an intervention or a finding."""

from __future__ import annotations

import base64
import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.display.diagram.forms.routing import DrawnGraph, drawing_of
from causalnet.display.diagram.forms.svg import drawn_texts, for_raster, shown_svg
from causalnet.display.fonts import Fonts, beyond, fonts_for
from causalnet.display.render import BUNDLED, rasterised
from causalnet.display.text import clean
from causalnet.errors import FileError
from causalnet.formats.atomic import check_target, write_atomically
from causalnet.formats.detection import PICTURE_SUFFIXES
from causalnet.language.translate import Language, speaking
from causalnet.nearest import nearest

if TYPE_CHECKING:
    import pydot

__all__ = ["Diagram"]

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
    dark : mapping from str to str
        The colours that an SVG replaces on a dark page; empty if it has one theme.
    font : str, Path or None
        The font file or family that is preferred to all others.
    language : {"en", "ja"}
        The language of its words, which tells how Chinese characters are drawn.

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
    dark: Mapping[str, str] = field(default_factory=dict)
    font: str | Path | None = None
    language: Language = "en"

    @property
    def dot(self) -> str:
        """The picture in the DOT language."""
        return str(self.graph.to_string())

    @property
    def _drawing(self) -> DrawnGraph:
        """What the layout program draws: `dot`, with arrows to later periods led around the cards."""
        return drawing_of(self.graph)

    @property
    def svg(self) -> str:
        """The picture as SVG: real text, and a tooltip on every card and arrow."""
        drawn = self._drawing.to("svg").decode()
        family = fonts_for((), font=self.font).families[:1] if self.font else ()
        with speaking(self.language):
            return shown_svg(drawn, self.title, self.dark, "".join(family))

    @property
    def png(self) -> bytes:
        """The picture as PNG, in light colours where its theme is ``"auto"``.

        The font that the library ships draws Latin, Greek and Cyrillic letters. For other scripts a font is looked for on the
        machine and in the extra ``causalnet[fonts]``.

        Warns
        -----
        FontWarning
            If none is found for some letters, which are then boxes.
        """
        if self.font is None and not beyond([self.dot], BUNDLED):
            return self._drawing.to("png")
        svg = self._drawing.to("svg").decode()
        texts = [*drawn_texts(svg)]
        # Tooltips are not drawn.
        if self.font is None and not beyond(texts, BUNDLED):
            return self._drawing.to("png")
        with speaking(self.language):
            fonts = fonts_for(texts, font=self.font)
        try:
            picture = rasterised(for_raster(svg, fonts), fonts.files) if fonts.faces else b""
        except ImportError:
            fonts, picture = Fonts(missing=fonts.missing, readable=False), b""
        if not picture:
            missing = beyond(texts, BUNDLED)
            fonts = Fonts(missing=missing, readable=fonts.readable)
        fonts.warn("the PNG")
        return picture or self._drawing.to("png")

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
            return self._drawing.to("pdf")
        if suffix == ".mmd":
            return self.mermaid.encode()
        return (self.svg if suffix == ".svg" else self.dot).encode()

    def __repr__(self) -> str:
        cards = len({n.get_name() for n in self.graph.get_nodes()} - DEFAULTS)
        return f"<Diagram of {self.title}: {cards} card{'s' if cards != 1 else ''}>"

    def _repr_html_(self) -> str:
        """The picture as an image, which is shown in a notebook that nobody has trusted yet; an SVG is not."""
        data = base64.b64encode(self.svg.encode()).decode()
        source, text = f"data:image/svg+xml;base64,{data}", escape(clean(self.title))
        return f'<img src="{source}" alt="{text}" style="max-width:100%;height:auto">'

    def _repr_svg_(self) -> str:
        """The picture, not wider than its page."""
        return self.svg.replace("<svg ", '<svg style="max-width: 100%; height: auto" ', 1)
