"""Diagrams: a picture of a model, with what an intervention or a finding makes of it."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from causalnet.display.palette import FAMILY, FONT
from causalnet.display.render import rendered
from causalnet.display.text import clean
from causalnet.errors import FileError, nearest
from causalnet.interop.atomic import write_atomically

if TYPE_CHECKING:
    import pydot

__all__ = ["Diagram"]

SUFFIXES = (".svg", ".png", ".pdf", ".dot", ".gv")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Diagram:
    """A picture: as DOT text always, as SVG and PNG with nothing else installed.

    Attributes
    ----------
    title : str
        What it shows.
    graph : pydot.Dot
        How it was built; `pydot` hands out a copy.
    names : mapping from str to str
        What each node and arrow of the SVG is called: shown when it is pointed at, and read out.

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
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def dot(self) -> str:
        """The picture in the DOT language."""
        return str(self.graph.to_string())

    @property
    def svg(self) -> str:
        """The picture as SVG: real text, and a title on everything that can be pointed at."""
        return _named(rendered(self.dot, "svg").decode(), self.names, self.title)

    @property
    def png(self) -> bytes:
        """The picture as PNG."""
        return rendered(self.dot, "png")

    @property
    def pydot(self) -> pydot.Dot:
        """A copy of the graph, to be changed at will."""
        return copy.deepcopy(self.graph)

    def save(self, path: str | Path) -> None:
        """Write the picture; the suffix says how: .svg, .png, .pdf, .dot or .gv.

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
        write_atomically(file, self._bytes(suffix), overwrite=True)

    def _bytes(self, suffix: str) -> bytes:
        if suffix == ".png":
            return self.png
        if suffix == ".pdf":
            return rendered(self.dot, "pdf")
        return (self.svg if suffix == ".svg" else self.dot).encode()

    def __repr__(self) -> str:
        cards = sum("->" not in key for key in self.names)
        return f"<Diagram of {self.title}: {cards} cards>"

    def _repr_svg_(self) -> str:
        return self.svg


def _named(svg: str, names: Mapping[str, str], title: str) -> str:
    """The SVG with our titles in place of the identifiers of nodes and arrows."""

    def call(match: re.Match[str]) -> str:
        key = match.group(1).replace("&#45;", "-").replace("&gt;", ">")
        text = title if key == "causalnet" else names.get(key, "")
        return f"<title>{escape(clean(text))}</title>"

    svg = re.sub(r"<title>([^<]*)</title>", call, svg)
    return svg.replace(f'font-family="{FONT}"', f'font-family="{FAMILY}"')
