"""From a sketch to Mermaid, the language of flowcharts that code hosts draw."""

from __future__ import annotations

from collections.abc import Iterator

from causalnet.display.diagram.arrow import Arrow, colour_of
from causalnet.display.diagram.scene import Sketch
from causalnet.display.text import clean, cut_to_width
from causalnet.formats.graph_text.mermaid_text import PLAIN_LETTERS, mermaid_words

__all__ = ["mermaid_of"]

LONGEST, WIDEST = 80, 200
STRONG = 1.0
# Of the widest arrow.
THICK_SHARE = 0.5


def mermaid_of(sketch: Sketch) -> str:
    """The sketch as a Mermaid flowchart: a box for each variable, an arrow for each influence."""
    return "\n".join([*_head(sketch), *_boxes(sketch), *_lines(sketch), *_classes(sketch), ""])


def _head(sketch: Sketch) -> Iterator[str]:
    yield "---"
    yield f'title: "{_heading(sketch.title)}"'
    yield "---"
    yield f"flowchart {sketch.layout.direction}"


def _boxes(sketch: Sketch) -> Iterator[str]:
    for placed in sketch.cards:
        card = placed.card
        words = [card.label, *(["▲"] if card.lever else []), *card.lags]
        words += [f"({card.mark})"] if card.mark else []
        yield f'  {placed.id}["{_shown(" ".join(words))}"]:::{card.role or "plain"}'


def _lines(sketch: Sketch) -> Iterator[str]:
    ids, styles = sketch.ids, []
    for i, arrow in enumerate(sketch.arrows):
        ends = ids[arrow.cause], ids[arrow.effect]
        yield f"  {ends[0]} {_line(arrow)}{_label(arrow)} {ends[1]}"
        styles.append(f"  linkStyle {i} stroke:{colour_of(arrow, sketch.theme)}")
    yield from styles


def _line(arrow: Arrow) -> str:
    """Mermaid does not have a bar across: a minus ends in a cross and has a label."""
    head = {"+": ">", "-": "x", "?": "o", "": ">"}[arrow.sign]
    if arrow.dashed or arrow.standing == "rival" or arrow.state == "idle":
        return f"-.-{head}"
    return f"=={head}" if _is_thick(arrow) else f"--{head}"


def _is_thick(arrow: Arrow) -> bool:
    """Mermaid has two widths. Where the width is a share of the widest arrow, at least half of it is thick."""
    if arrow.share is not None:
        return abs(arrow.share) >= THICK_SHARE
    return arrow.state == "heavy" or bool(arrow.sign and arrow.strength >= STRONG)


def _label(arrow: Arrow) -> str:
    words = [arrow.sign.replace("-", "−")] if arrow.sign else []
    if arrow.label:
        words.append(arrow.label.strip())
    elif arrow.lag:
        words.append("later" if arrow.lag == 1 else f"{arrow.lag} periods later")
    words += ["rival"] if arrow.standing == "rival" else []
    words += ["idle"] if arrow.state == "idle" else []
    return f'|"{_shown(" ".join(words))}"|' if words else ""


def _classes(sketch: Sketch) -> Iterator[str]:
    theme = sketch.theme
    for role in dict.fromkeys(placed.card.role for placed in sketch.cards):
        style = f"fill:{theme.roles[role]},stroke:{theme.bars[role]},color:{theme.titles[role]}"
        yield f"  classDef {role or 'plain'} {style}"


def _heading(text: str) -> str:
    """The same for the title, which is read as YAML, with another syntax for numbers.

    Text that looks like a tag would be removed, so its brackets are replaced.
    """
    plain = cut_to_width(text, WIDEST).translate({ord("<"): "‹", ord(">"): "›"})
    return "".join(c if c.isalnum() or c in PLAIN_LETTERS else f"\\U{ord(c):08x}" for c in plain)


def _shown(text: str) -> str:
    return mermaid_words(cut_to_width(clean(text), LONGEST))
