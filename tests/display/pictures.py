"""Reading a picture back: its texts, its cards, its arrows."""

from __future__ import annotations

from xml.etree import ElementTree

import causalnet as cn

SVG = "{http://www.w3.org/2000/svg}"


def parsed(picture: cn.answers.Diagram) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg)


def texts(picture: cn.answers.Diagram) -> list[str]:
    """Every text that is drawn."""
    return [(t.text or "").replace("\xa0", " ").strip() for t in parsed(picture).iter(f"{SVG}text")]


def groups(picture: cn.answers.Diagram, kind: str) -> list[ElementTree.Element]:
    """The cards (``"node"``) or the arrows (``"edge"``)."""
    return [g for g in parsed(picture).iter(f"{SVG}g") if g.get("class") == kind]


def titles(picture: cn.answers.Diagram, kind: str) -> list[str]:
    """What each card or arrow says when it is pointed at."""
    return [g.findtext(f"{SVG}title") or "" for g in groups(picture, kind)]


def card_texts(picture: cn.answers.Diagram, name: str) -> list[str]:
    """The texts on the card of one variable."""
    for group in groups(picture, "node"):
        if (group.findtext(f"{SVG}title") or "").split("\n")[0] == name:
            return [(t.text or "").strip() for t in group.iter(f"{SVG}text")]
    raise LookupError(name)


def dot_edges(picture: cn.answers.Diagram) -> list[str]:
    """The lines of the DOT text that stand for arrows."""
    return [line for line in picture.dot.split("\n") if "->" in line]
