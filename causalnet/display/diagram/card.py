"""Cards: a variable as a small table, its label on top and a bar for each state."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from causalnet.display.font_metrics import points
from causalnet.display.palette import LIGHT, Theme, receded
from causalnet.display.text import broken, cut_to_width, filled, markup, mirrored
from causalnet.language.translate import tr

__all__ = ["Card", "card_markup", "card_table", "mark_words", "percent"]

BAR_POINTS = 48
LABEL_WIDTH = 24
STATE_WIDTH = 22
LABEL_SIZE, STATE_SIZE = 11, 10
NOTE_SIZE, NOTE_WIDTH, NOTE_LINES = 10, 28, 4


@dataclass(frozen=True, slots=True)
class Card:
    """The content of a card.

    Attributes
    ----------
    label : str
        Its heading.
    role : str
        The role that colours it: the first one; empty for a raw network.
    lever : bool
        Whether it is a lever as well.
    latent : bool
        Whether it cannot be observed.
    states : tuple of str
        From low to high; empty if there is no room for bars.
    p : tuple of float
        Its distribution now.
    before : tuple of float or None
        Its distribution in the world as it is, if that differs.
    mark : {"", "do", "observed"}
        Whether it is set, or observed.
    lags : tuple of str
        Its lagged influences on itself, a word or two each.
    faded : bool
        Whether it is faded behind others.
    lines : int
        The most lines of its heading.
    note : str
        Why no arrow joins it; empty if one does.
    """

    label: str
    role: str = ""
    lever: bool = False
    latent: bool = False
    states: Sequence[str] = ()
    p: Sequence[float] = ()
    before: Sequence[float] | None = None
    mark: str = ""
    lags: Sequence[str] = ()
    faded: bool = False
    lines: int = 2
    note: str = ""

    @property
    def changed(self) -> bool:
        """Whether a difference is visible: some percentage changes."""
        pairs = zip(self.p, self.before or self.p, strict=True)
        return any(_points(now) != _points(then) for now, then in pairs)


def card_markup(card: Card, theme: Theme = LIGHT) -> str:
    """The HTML-like label of a card, for Graphviz."""
    theme = receded(theme) if card.faded else theme
    frame = _frame(card.mark, theme) or theme.bars[card.role]
    style = "ROUNDED,DASHED" if card.latent and not card.mark else "ROUNDED"
    before = card.before or card.p
    rows = [_heading(card, theme)]
    width = _name_width(card) if card.states else 0
    for state, now, then in reversed(list(zip(card.states, card.p, before, strict=True))):
        shown, begin = mirrored(markup(cut_to_width(state, STATE_WIDTH)))
        name = f'<TD ALIGN="{begin}" WIDTH="{width}"> {shown}</TD>'
        numbers = _numbers(now, then, theme, card)
        rows.append(f"<TR>{name}{numbers}</TR>")
    rows += [_note(card, theme)] if card.note else []
    return (
        f'<<TABLE BORDER="{3 if card.mark else 1}" CELLBORDER="0" CELLSPACING="2" CELLPADDING="1" '
        f'COLOR="{frame}" BGCOLOR="{theme.tints[card.role]}" '
        f'STYLE="{style}">{"".join(rows)}</TABLE>>'
    )


def _frame(mark: str, theme: Theme) -> str:
    return {"do": theme.ink, "observed": theme.seen}.get(mark, "")


def _heading(card: Card, theme: Theme) -> str:
    """The label on the colour of its role, and beside it, above the percentages, the mark of what was done."""
    columns = _columns(card)
    aside = columns // 2 if card.mark else 0
    # Bold letters are high in their line; a strip above them corrects that.
    inner = card_table(f'<TR><TD HEIGHT="2"></TD></TR><TR>{_label(card, theme)}</TR>')
    cell = f'<TD COLSPAN="{columns - aside}" BGCOLOR="{theme.roles[card.role]}" STYLE="ROUNDED" CELLPADDING="3">'
    return f"<TR>{cell}{inner}</TD>{_badge(card.mark, aside, theme) if aside else ''}</TR>"


def _columns(card: Card) -> int:
    return (4 if card.changed else 3) if card.states else 2


def _note(card: Card, theme: Theme) -> str:
    """The words below the bars of a card that stands alone."""
    words = broken(card.note, NOTE_WIDTH, NOTE_LINES)
    rows = filled(card.note, NOTE_WIDTH, NOTE_LINES)
    wide = math.ceil(max(points(row, NOTE_SIZE) for row in rows))
    return (
        f'<TR><TD COLSPAN="{_columns(card)}" ALIGN="LEFT" BALIGN="LEFT" WIDTH="{wide}">'
        f'<FONT POINT-SIZE="{NOTE_SIZE}" COLOR="{theme.muted}"><I>{words}</I></FONT></TD></TR>'
    )


def _name_width(card: Card) -> int:
    """Room for the names of the states, and for the part of the label beyond bar and percentage."""
    names = [points(" " + cut_to_width(s, STATE_WIDTH), STATE_SIZE) for s in card.states]
    heading = _label_width(card) + points(_asides(card), STATE_SIZE, bold=True) + 6
    beside = BAR_POINTS + 4.0
    if not card.mark:
        beside += max(points(percent(p), STATE_SIZE) for p in card.p)
        beside += points("+9", STATE_SIZE) if card.changed else 0
    return math.ceil(max([*names, heading - beside]) + 3)


def _label_width(card: Card) -> int:
    rows = filled(card.label, LABEL_WIDTH, card.lines)
    return math.ceil(max((points(row, LABEL_SIZE, bold=True) for row in rows), default=0.0))


def _asides(card: Card) -> str:
    """Short words at the end of the heading."""
    words = [*(["▲"] if card.lever else []), *card.lags]
    return "".join(f" {word}" for word in words) + (" " if card.lags else "")


def _label(card: Card, theme: Theme) -> str:
    """The cells of the heading: the label, and the words beside it."""
    words, begin = mirrored(broken(card.label, LABEL_WIDTH, card.lines))
    text = f"<B>{words}</B>"
    text = f"<I>{text}</I>" if card.latent else text
    cells = (
        f'<TD ALIGN="{begin}" BALIGN="{begin}" WIDTH="{_label_width(card)}">'
        f'<FONT COLOR="{theme.titles[card.role]}" POINT-SIZE="{LABEL_SIZE}">{text}</FONT></TD>'
    )
    if aside := _asides(card):
        colour = theme.accents[card.role]
        cells += f'<TD ALIGN="RIGHT"><FONT COLOR="{colour}"><B>{markup(aside)}</B></FONT></TD>'
    return cells


def _badge(mark: str, columns: int, theme: Theme) -> str:
    inner = card_table(
        '<TR><TD HEIGHT="1"></TD></TR>'
        f'<TR><TD><FONT COLOR="{theme.paper}" POINT-SIZE="9"><B>{markup(mark_words(mark))}</B></FONT></TD></TR>'
    )
    fill = f'BGCOLOR="{_frame(mark, theme)}" STYLE="ROUNDED" CELLPADDING="2"'
    return f'<TD COLSPAN="{columns}" {fill}>{inner}</TD>'


def mark_words(mark: str) -> str:
    """The mark of what was done to a variable, or found of it."""
    return {"do": tr("do"), "observed": tr("observed")}.get(mark, mark)


def _numbers(now: float, then: float, theme: Theme, card: Card) -> str:
    """The cells of a state after its name."""
    shown = markup(percent(now))
    colour, track = theme.bars[card.role], theme.track
    if not card.changed:
        return f'<TD>{card_table(_bar(now, 7, colour, track))}</TD><TD ALIGN="RIGHT">{shown} </TD>'
    # The bar before, grey and thin, is above the bar after.
    bars = card_table(_bar(then, 3, theme.before, track) + _bar(now, 6, colour, track))
    moved = _points(now) - _points(then)
    change = f"{'+' if moved > 0 else '−'}{abs(moved)}" if moved else " "
    return (
        f'<TD>{bars}</TD><TD ALIGN="RIGHT">{shown}</TD>'
        f'<TD ALIGN="LEFT"><FONT COLOR="{colour}">{change}</FONT></TD>'
    )


def percent(p: float) -> str:
    """A probability in whole per cent; 0% and 100% only for impossible and certain states.

    Examples
    --------
    >>> percent(0.42), percent(0.001), percent(0.9999)
    ('42%', '<1%', '>99%')
    """
    if 0 < p < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= p < 1 - 1e-9 else f"{p:.0%}"


def _points(p: float) -> int:
    return round(100 * p)


def card_table(rows: str, *, spacing: int = 0, padding: int = 0) -> str:
    """A table within a cell, without lines."""
    return (
        f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="{spacing}" CELLPADDING="{padding}">'
        f"{rows}</TABLE>"
    )


def _bar(p: float, height: int, colour: str, track: str) -> str:
    """A row with a bar: the share `p` in colour, the rest a track."""
    full = round(BAR_POINTS * p) or int(p >= 0.005)
    parts = ((full, colour), (BAR_POINTS - full, track))
    cells = "".join(
        f'<TD FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}" BGCOLOR="{fill}"></TD>'
        for width, fill in parts
        if width
    )
    # A separate table, since otherwise the columns of all bars would be aligned.
    return f"<TR><TD>{card_table(f'<TR>{cells}</TR>')}</TD></TR>"
