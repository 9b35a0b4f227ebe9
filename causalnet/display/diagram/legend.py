"""The text above a picture: its title, and a legend of the colours and marks in it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from causalnet.display.diagram.arrow import SIDE_KEYS, AccountSide
from causalnet.display.diagram.card import card_table, mark_words
from causalnet.display.diagram.scene import Sketch
from causalnet.display.diagram.tooltip import role_words
from causalnet.display.diagram.view import View, main_role
from causalnet.display.font_metrics import assumed_width, points
from causalnet.display.palette import Theme
from causalnet.display.text import broken, markup
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel

__all__ = ["legend_words"]

# A mark, its colour, and its meaning.
LegendEntry = tuple[str, str, str]
# The width in points of a letter of the heading and of the caption, and their least width.
HEADING, CAPTION, LEAST = 8.4, 6.2, 480.0
LETTERS, GAP = 11, "    "


def legend_words(sketch: Sketch, width: float, *, legend: bool) -> str:
    """The heading, the caption and, if requested, the legend, for a picture of about this width."""
    view, theme = sketch.view, sketch.theme
    room = max(width, LEAST)
    head = broken(view.heading, int(room / HEADING), 2)
    rows = [_row(f'<FONT POINT-SIZE="15"><B>{head}</B></FONT>')]
    if view.caption:
        text = view.caption[:1].upper() + view.caption[1:]
        caption = broken(text, int(room / CAPTION), 3)
        rows.append(_row(f'<FONT POINT-SIZE="12" COLOR="{theme.muted}">{caption}</FONT>'))
    if legend:
        rows.append(
            _row(
                _text(
                    list(
                        _lines(
                            [
                                *_cards(view, theme),
                                *_arrows(sketch),
                                *_crossed(sketch),
                                *_marks(view, theme),
                            ],
                            room,
                        )
                    )
                )
            )
        )
    rows.append('<TR><TD HEIGHT="4"></TD></TR>')
    return f"<{card_table(''.join(rows), spacing=1, padding=2)}>"


def _row(content: str) -> str:
    return f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{content}</TD></TR>'


def _text(lines: Sequence[Sequence[LegendEntry]]) -> str:
    """The legend as text, since cells would be stretched to the width of the heading."""
    end = '<BR ALIGN="LEFT"/>'
    return end.join(
        GAP.join(
            f'<FONT POINT-SIZE="{LETTERS}"><FONT COLOR="{colour}"><B>{markup(mark)}</B></FONT>  {markup(words)}{_room(mark, words)}</FONT>'
            for mark, colour, words in line
        )
        for line in [*lines, []]
    )


def _room(mark: str, words: str) -> str:
    """Spaces for what letters take more than the layout program assumes."""
    more = points(mark, LETTERS, bold=True) - assumed_width(mark, LETTERS, bold=True)
    more += points(words, LETTERS) - assumed_width(words, LETTERS)
    return " " * math.ceil(more / points(" ", LETTERS))


def _lines(entries: Sequence[LegendEntry], room: float) -> Iterator[list[LegendEntry]]:
    """The entries in as many lines as they need."""
    line: list[LegendEntry] = []
    taken = 0.0
    for entry in entries:
        mark, _, words = entry
        wide = points(f"  {words}{GAP}", LETTERS) + points(mark, LETTERS, bold=True)
        if line and taken + wide > room:
            yield line
            line, taken = [], 0.0
        line.append(entry)
        taken += wide
    if line:
        yield line


def _cards(view: View, theme: Theme) -> Iterator[LegendEntry]:
    if isinstance(view.model, CausalModel):
        held = [view.model.variables[name] for name in view.shown]
        for role, colour in theme.swatches.items():
            if any(role == main_role(v) for v in held):
                yield "■", colour, role_words(role)
        if any("lever" in v.roles and main_role(v) != "lever" for v in held):
            yield "▲", theme.bars["lever"], tr("a lever too")
        if any(v.latent for v in held):
            yield "- -", theme.muted, tr("a dashed frame: latent")
    marks = {view.mark(name) for name in view.shown}
    if "do" in marks:
        yield mark_words("do"), theme.ink, tr("set")
    if "observed" in marks:
        yield mark_words("observed"), theme.seen, tr("known to be so")
    if view.today:
        yield "▬", theme.before, tr("before")
        yield "■", theme.ink, tr("after, with the change in points")


def _arrows(sketch: Sketch) -> Iterator[LegendEntry]:
    view, theme = sketch.view, sketch.theme
    if view.is_plain:
        yield from _heads(view, theme)
        return
    if view.beside:
        yield from _accounts(view, theme)
        return
    drawn = view.influences
    signs, standings = {i.sign for i in drawn}, {i.standing for i in drawn}
    strong = theme.arrows["stated"]
    if "+" in signs:
        yield "─►", strong["+"], tr("raises")
    if "-" in signs:
        yield "─|", strong["-"], tr("lowers")
    if "?" in signs:
        yield "─○", strong["?"], tr("has no sign")
    if view.flows:
        yield "▬►", strong["+"], view.flow_meaning
    elif len({arrow.strength for arrow in sketch.arrows if not arrow.quiet}) > 1:
        head, sign = ("▬►", "+") if "+" in signs else ("▬|", "-")
        yield head, strong[sign], tr("wide: strong")
    if "implied" in standings:
        yield "─►", theme.arrows["implied"]["+"], tr("light: implied")
    if "added" in standings:
        # Where the width of an arrow is something else, only its colour tells its standing.
        means = tr("grey: added") if view.flows else tr("thin and grey: added")
        yield "─►", theme.arrows["added"]["+"], means
    if "rival" in standings:
        yield "···►", strong["+"], tr("dotted: a rival")
    later = [i for i in drawn if i.lag and i.cause != i.effect]
    if any(i.standing != "rival" for i in later):
        thin = not (view.loops or view.flows)
        means = (
            tr("thin and dashed: in a later period") if thin else tr("dashed: in a later period")
        )
        yield "- -►", strong["+"], means
    if any(i.standing == "rival" for i in later):
        yield tr("lag {periods}", periods=1), theme.ink, tr("in a later period")
    if any(i.cause == i.effect for i in drawn):
        yield tr("lag {sign}", sign="+"), theme.bars["lever"], tr("on itself in a later period")
    if view.heavy:
        yield "▬►", strong["+"], tr("heavy: singled out")


def _accounts(view: View, theme: Theme) -> Iterator[LegendEntry]:
    """Whose arrow it is, and what its head means."""
    sides = {arrow.side for arrow in view.beside}
    one, two = view.accounts
    entries: list[tuple[AccountSide, str, str]] = [
        ("shared", "─►", tr("in both")),
        (
            "resized",
            "▬►",
            tr("in both, with another strength: that in {one} → that in {two}", one=one, two=two),
        ),
        ("first", "▬►", tr("only in {name}", name=one)),
        ("second", "- -►", tr("dashed: only in {name}", name=two)),
        ("contradicted by second", "▬►", tr("{one}, which {two} contradicts", one=one, two=two)),
        (
            "contradicted by first",
            "- -►",
            tr("dashed: {one}, which {two} contradicts", one=two, two=one),
        ),
    ]
    for side, mark, means in entries:
        if side in sides:
            yield mark, theme.sides[SIDE_KEYS[side]], means
    yield from _heads(view, theme)


def _heads(view: View, theme: Theme) -> Iterator[LegendEntry]:
    """What the heads of arrows mean whose colour means something else."""
    heads = {
        "+": ("─►", tr("raises")),
        "-": ("─|", tr("lowers")),
        "?": ("─○", tr("has no sign")),
    }
    for sign, (mark, means) in heads.items():
        if any(arrow.sign == sign for arrow in view.beside):
            yield mark, theme.ink, means
    if any(arrow.lag for arrow in view.beside):
        yield tr("lag {periods}", periods=1), theme.ink, tr("in a later period")
    if view.latent:
        yield "- -", theme.muted, tr("a dashed frame: latent")


def _crossed(sketch: Sketch) -> Iterator[LegendEntry]:
    """The meaning of a cross, if a drawn arrow has one."""
    if any(arrow.state == "idle" for arrow in sketch.arrows):
        yield "×", sketch.theme.ink, tr("idle under what is done")


def _marks(view: View, theme: Theme) -> Iterator[LegendEntry]:
    """The marks beside the arrows of a causal-loop diagram."""
    polarities = {loop.polarity for loop in view.loops}
    for letter, polarity, means in (
        ("R", "reinforcing", tr("a loop that reinforces")),
        ("B", "balancing", tr("a loop that balances")),
        ("U", "undetermined", tr("a loop that may do either")),
    ):
        if polarity in polarities:
            yield letter, theme.ink, means
    if any(view.labels.values()):
        yield "‖", theme.ink, tr("a delay")
