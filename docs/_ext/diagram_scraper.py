"""Diagrams in the gallery: sphinx-gallery does not look at ``_repr_svg_``, so this does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from causalnet.display.diagram.diagram import Diagram

SHOWN = "__diagrams_shown__"
WIDTH = re.compile(r"<svg\b[^>]*?\bwidth=\"([\d.]+)(pt|px)?\"", re.DOTALL)


def scrape(block: object, block_vars: Mapping[str, Any], gallery_conf: Mapping[str, Any]) -> str:
    """Save every diagram that a block has made, and return the text that shows them."""
    names = block_vars["example_globals"]
    paths = block_vars["image_path_iterator"]
    sources = Path(gallery_conf["src_dir"])
    shown = names.setdefault(SHOWN, [])
    texts = []
    for diagram in new_diagrams(names, shown):
        shown.append(diagram)
        path = Path(next(paths)).with_suffix(".svg")
        path.write_text(diagram.svg, encoding="utf-8")
        texts.append(figure(path.relative_to(sources).as_posix(), diagram.svg))
    return "\n".join(texts)


def new_diagrams(names: Mapping[str, object], shown: list[Diagram]) -> Iterator[Diagram]:
    """The diagrams bound by now that have not been shown yet, each once."""
    found: list[Diagram] = []
    for value in list(names.values()):
        if isinstance(value, Diagram) and not any(value is other for other in (*shown, *found)):
            found.append(value)
    return iter(found)


def figure(path: str, svg: str) -> str:
    """An image in its own width, linked to itself at full size."""
    match = WIDTH.search(svg)
    width = f"{float(match[1]):.0f}{match[2] or 'px'}" if match else "100%"
    return f"\n.. image:: /{path}\n   :alt: diagram\n   :class: diagram\n   :width: {width}\n\n"
