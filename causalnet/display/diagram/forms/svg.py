"""From the SVG of the layout program to the one that is shown: fonts, direction of text, dark colours, tooltips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from html import escape, unescape

from causalnet.display.font_files import Face
from causalnet.display.font_metrics import assumed_width, drawn_width
from causalnet.display.fonts import Fonts
from causalnet.display.palette import FONT
from causalnet.display.scripts import font_stack, is_right_to_left, language_of, script_of
from causalnet.display.text import FROM_RIGHT, clean
from causalnet.language.translate import language_spoken

__all__ = ["drawn_texts", "for_raster", "shown_svg"]

# Graphviz turns a tooltip into a link without a target, and identifiers into titles.
TITLE_TAG = re.compile(
    r"<title>[^<]*</title>\n(<g id=\"a_[^\"]*\"><a xlink:title=\"([^\"]*)\">\n)?"
)
LINK_END = "</a>\n</g>\n"
TEXT = re.compile(r"(<text [^>]*)>([^<]*)</text>")
# Marks around a text whose letters run to the left: its brackets and its last full stop do so too.
ISOLATE = "\u2067{}\u2069"
START = re.compile('text-anchor="start" x="([^"]*)"(.*?)font-size="([^"]*)"')
FAMILY = f' font-family="{FONT}"'


def shown_svg(drawn: str, title: str, dark: Mapping[str, str], font: str = "") -> str:
    """The SVG for a browser.

    Parameters
    ----------
    drawn : str
        What the layout program gives.
    title : str
        The text for a screen reader, which would otherwise spell out every bar.
    dark : mapping from str to str
        The colours to be replaced where the reader prefers a dark page, by what replaces them.
    font : str
        A family that is preferred to all others.
    """
    svg = TITLE_TAG.sub(r"<title>\2</title>\n", drawn)
    name = escape(clean(title))
    svg = svg.replace("<title></title>", f"<title>{name}</title>", 1).replace(LINK_END, "")
    texts = [*drawn_texts(svg)]
    language = language_of(texts, language_spoken())
    scripts = {script_of(letter) for letter in {x for text in texts for x in text} if letter > "˿"}
    stack = escape(font_stack(language, scripts, font)).replace("&#x27;", "'")
    said = f'role="img" aria-label="{name}" font-family="{stack}"'
    said += f' lang="{language}" xml:lang="{language}"' if language else ""
    svg = TEXT.sub(_directed, svg.replace(FAMILY, ""))
    style = _dark_style(svg, dark)
    if style:
        scope = f"dark-{blake2b(style.encode(), digest_size=4).hexdigest()}"
        said += f' class="{scope}"'
        style = style.replace("&", f".{scope}")
    head, start, rest = svg.replace("<svg ", f"<svg {said} ", 1).partition("<g ")
    return head + style + start + rest


def drawn_texts(svg: str) -> Iterator[str]:
    """The texts in a picture, without its tooltips."""
    return (unescape(found[2]) for found in TEXT.finditer(svg))


def for_raster(drawn: str, fonts: Fonts) -> str:
    """The SVG for a program that draws it with the fonts given, and knows no list of families."""

    def with_family(found: re.Match[str]) -> str:
        start, text = START.search(found[1]), unescape(found[2])
        runs = list(fonts.runs(text))
        if start is None or any(is_right_to_left(run) for _, run in runs):
            return _in_family(found[1], fonts.face_for(text), text)
        # Each run is a text of its own: where such a program looks for missing letters itself, it loses joined emoji.
        place, size, drawn = float(start[1]), float(start[3]), []
        for face, run in runs:
            drawn.append(
                _in_family(found[1].replace(f'x="{start[1]}"', f'x="{place:.2f}"'), face, run)
            )
            place += drawn_width(run, size, bold="bold" in start[2])
        return "".join(drawn)

    return TEXT.sub(with_family, TEXT.sub(_directed, drawn.replace(FAMILY, "")))


def _in_family(attributes: str, face: Face | None, text: str) -> str:
    """A text in the family of a face."""
    family = f' font-family="{escape(face.family)}"' if face else ""
    return f"{attributes}{family}>{escape(text)}</text>"


def _directed(found: re.Match[str]) -> str:
    """A text that runs to the left, within marks that say so, and ending where the layout program thinks that it ends."""
    attributes, text = found[1], unescape(found[2])
    if not is_right_to_left(text):
        return found[0]
    if FROM_RIGHT in text:
        attributes = START.sub(lambda x: _end(x, text), attributes)
        text = text.replace(FROM_RIGHT, "")
    return f"{attributes}>{ISOLATE.format(escape(text))}</text>"


def _end(start: re.Match[str], text: str) -> str:
    bold, size = "bold" in start[2], float(start[3])
    return f'text-anchor="end" x="{float(start[1]) + assumed_width(text, size, bold=bold):.2f}"{start[2]}font-size="{start[3]}"'


def _dark_style(svg: str, dark: Mapping[str, str]) -> str:
    """The rules for a dark page; print stays light. ``&`` stands for the picture."""
    rules = [
        f'& [{part}="{light}"]{{{part}:{colour}}}'
        for light, colour in dark.items()
        for part in ("fill", "stroke")
        if f'{part}="{light}"' in svg
    ]
    if not rules:
        return ""
    return f"<style>@media screen and (prefers-color-scheme: dark){{{''.join(rules)}}}</style>\n"
