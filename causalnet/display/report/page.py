"""A report as one page for a browser: nothing in it is loaded from elsewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from causalnet.cache import cached
from causalnet.display.report.content import BRIEF, Block, Chapter, CitedClaim, Picture, ReportTable
from causalnet.display.report.pictures import dark_inks
from causalnet.display.text import clean
from causalnet.language.translate import language_spoken, tr
from causalnet.text_width import columns, tame

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

__all__ = ["report_page"]

# The least size of text in a picture, in pixels; a picture that would be shown smaller scrolls in its box.
SMALLEST_TEXT = 9.0
PIXELS_PER_POINT = 96 / 72
WIDTH = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)pt"', re.DOTALL)
FONT_SIZE = re.compile(r'font-size(?:="|: ?)([\d.]+)')
METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)


def report_page(title: str, lead: Sequence[str], chapters: Sequence[Chapter]) -> bytes:
    """The page. The template escapes all texts; only pictures are inserted unchanged."""
    from markupsafe import Markup

    style, script = _part("css"), _part("js")
    anchors = _anchors(chapters)
    named = {clean(chapter.title): chapter.name for chapter in chapters}
    text = _template().render(
        linked=_linker(anchors, named),
        anchor=lambda mark: anchors.get(mark, ""),
        language=language_spoken(),
        title=clean(title),
        lead=[clean(text) for text in lead],
        style=Markup(f"{style}{_dark_charts()}"),
        script=Markup(script),
        digest=b64encode(sha256(script.encode()).digest()).decode(),
        said=_said(),
        chapters=[_chapter(chapter) for chapter in chapters],
    )
    return text.encode()


@cached(entries=3)
def _part(kind: str) -> str:
    """A part of the page: its template, style sheet or script."""
    part = files("causalnet.display.report").joinpath(f"report.{kind}")
    return part.read_text(encoding="utf-8")


@cached(entries=1)
def _template() -> Template:
    """The template, compiled."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_part("html"))


def _anchors(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Where in the page each mark leads: to a claim beside its passages, or to the row of a table."""
    blocks = [block for chapter in chapters for block in chapter.blocks]
    marks = [claim.name for block in blocks for claim in block.claims]
    marks += [mark for block in blocks for table in block.tables for mark in table.marks]
    return {mark: f"mark-{number}" for number, mark in enumerate(dict.fromkeys(marks), 1)}


def _linker(anchors: Mapping[str, str], named: Mapping[str, str]) -> Callable[[str], Markup]:
    """Escapes a text, and makes each mark in brackets and each title of a chapter in quotation marks a link."""
    from markupsafe import Markup, escape as escaped

    longest = sorted(map(str, map(escaped, anchors)), key=len, reverse=True)
    pattern = re.compile(rf"[\[［]({'|'.join(map(re.escape, longest))})[\]］]") if longest else None
    places = {str(escaped(mark)): anchor for mark, anchor in anchors.items()}
    titles = "|".join(re.escape(str(escaped(title))) for title in named)
    chapter = re.compile(rf"(?<=[“「])(?:{titles})(?=[”」])")
    targets = {str(escaped(title)): name for title, name in named.items()}

    def linked(text: str) -> Markup:
        own = str(escaped(text))
        if "“" in own or "「" in own:
            own = chapter.sub(lambda m: f'<a href="#{targets[m[0]]}">{m[0]}</a>', own)
        if pattern is None or ("[" not in own and "［" not in own):
            return Markup(own)
        return Markup(
            pattern.sub(lambda m: f'<a class="mark" href="#{places[m[1]]}">{m[0]}</a>', own)
        )

    return linked


def _dark_charts() -> str:
    """The rule of the style sheet by which charts follow a dark theme."""
    colours = " ".join(f"{name}: {colour};" for name, colour in dark_inks().items())
    return f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {colours} }} }}\n"


def _said() -> dict[str, str]:
    """The words of the page itself."""
    return {
        "kind": tr("Report on an argument's causal model"),
        "contents": tr("Contents"),
        "skip": tr("Skip to the report"),
        "scrolls": tr("A wide picture, which scrolls"),
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "name": chapter.name,
        "title": clean(chapter.title),
        "texts": [clean(text) for text in chapter.texts],
        "blocks": [_block(block) for block in chapter.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "heading": clean(block.heading),
        "sideways": any(picture.wide for picture in block.pictures),
        "texts": [clean(text) for text in block.texts],
        "points": [{"name": clean(p.name), "text": clean(p.text)} for p in block.points],
        "pictures": [_picture(picture) for picture in block.pictures],
        "claims": [_claim(claim) for claim in block.claims],
        "terms": [{"name": clean(t.name), "text": clean(t.text)} for t in block.terms],
        "tables": [_table(table, clean(block.heading)) for table in block.tables],
    }


def _picture(picture: Picture) -> dict[str, Any]:
    from markupsafe import Markup

    svg = METADATA.sub("", str(picture.held), count=1)
    caption = clean(picture.caption)
    if "role=" not in svg[: svg.index(">")]:
        svg = svg.replace("<svg", f'<svg role="img" aria-label="{escape(caption)}"', 1)
    width = WIDTH.match(svg)
    sizes = [float(size) for size in FONT_SIZE.findall(svg)]
    least = 0.0
    if width and sizes:
        least = min(1.0, SMALLEST_TEXT / (min(sizes) * PIXELS_PER_POINT))
        least *= float(width[1]) * PIXELS_PER_POINT
    return {"svg": Markup(svg), "caption": caption, "wide": picture.wide, "least": f"{least:.0f}"}


def _claim(claim: CitedClaim) -> dict[str, Any]:
    return {
        "name": clean(claim.name),
        "text": clean(claim.text),
        "about": clean(claim.about),
        "passages": [
            {f.name: clean(getattr(p, f.name)) for f in fields(p)} for p in claim.passages
        ],
    }


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of the page: its text, the head of its column, and whether it is a figure or short."""

    text: str
    head: str
    number: bool
    brief: bool = False

    @property
    def kinds(self) -> str:
        """The classes of the style sheet that it is in."""
        return " ".join(kind for kind in ("number", "brief") if getattr(self, kind))


def _table(table: ReportTable, heading: str) -> dict[str, Any]:
    header = [clean(tame(text)) for text in table.header]
    brief = [table.is_brief(j) for j in range(table.columns)]
    rows = []
    for i, row in enumerate(table.rows):
        texts = [clean(tame(text)) for text in row]
        alone = len(texts) == 1 and table.columns > 1
        cells = [
            _Cell(text, header[j] if header else "", table.is_number(j), brief[j])
            for j, text in enumerate(texts)
        ]
        mark = table.marks[i] if i < len(table.marks) else ""
        rows.append(
            {"alone": alone, "cells": cells, "detail": clean(table.detail(i)), "mark": mark}
        )
    return {
        "caption": clean(table.caption),
        "called": clean(table.caption) or heading,
        "header": [
            _Cell(text, "", table.is_number(j), columns(text) <= BRIEF)
            for j, text in enumerate(header)
        ],
        "rows": rows,
        "columns": table.columns,
        "notes": [clean(note) for note in table.notes],
        "pairs": not header and table.columns == 2,
    }
