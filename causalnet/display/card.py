"""Cards: a variable as a small table, its label on top and a bar for each state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from causalnet.display.palette import INK, MUTED, PALE, ROLES, SEEN, TINTS, TRACK
from causalnet.display.text import broken, shortened

__all__ = ["Card", "card_markup"]

BAR = 64
LABEL_WIDTH = 24
STATE_WIDTH = 22
# Below this a change cannot be seen, and a second bar would only be noise.
VISIBLE = 0.0005


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows.

    Attributes
    ----------
    label : str
        Its heading.
    role : str
        What colours it: the first of its roles, or nothing for a raw network.
    lever : bool
        Whether it is a lever besides.
    latent : bool
        Whether nobody observes it.
    states : tuple of str
        From low to high.
    p : tuple of float
        Its distribution now.
    before : tuple of float or None
        Its distribution in the world as it is, where that is another.
    mark : {"", "do", "seen"}
        Whether it is set, or observed.
    bars : bool
        Whether to draw the states at all.
    """

    label: str
    role: str
    lever: bool
    latent: bool
    states: Sequence[str]
    p: Sequence[float]
    before: Sequence[float] | None = None
    mark: str = ""
    bars: bool = True

    @property
    def changed(self) -> bool:
        """Whether there is a difference to be seen."""
        if self.before is None:
            return False
        return max(abs(a - b) for a, b in zip(self.p, self.before, strict=True)) >= VISIBLE


def card_markup(card: Card) -> str:
    """The HTML-like label of a card, for Graphviz."""
    colour = ROLES.get(card.role, ROLES[""])
    frame = {"do": INK, "seen": SEEN}.get(card.mark, colour)
    width = 3 if card.mark else 1
    style = ' STYLE="ROUNDED,DASHED"' if card.latent else ' STYLE="ROUNDED"'
    rows = [_heading(card, colour)]
    if card.bars:
        states = list(zip(card.states, card.p, card.before or card.p, strict=True))
        rows += [_state_row(card, *state) for state in reversed(states)]
    return (
        f'<<TABLE BORDER="{width}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2" COLOR="{frame}" '
        f'BGCOLOR="{TINTS.get(card.role, TINTS[""])}"{style}>{"".join(rows)}</TABLE>>'
    )


def _heading(card: Card, colour: str) -> str:
    marks = {"do": "do", "seen": "seen"}.get(card.mark, "")
    badge = f'<FONT POINT-SIZE="9"><B>  {marks}</B></FONT>' if marks else ""
    lever = " ▲" if card.lever else ""
    span = ' COLSPAN="3"' if card.bars else ""
    text = f"<B>{broken(card.label, LABEL_WIDTH)}</B>{lever}"
    return f'<TR><TD{span}><FONT COLOR="{colour}">{text}</FONT>{badge}</TD></TR>'


def _state_row(card: Card, state: str, p: float, before: float) -> str:
    name = escape(shortened(state, STATE_WIDTH))
    share = f"{p:.0%}"
    if card.changed:
        moved = round(100 * p) - round(100 * before)
        share += f" ({moved:+d})" if moved else " (=)"
    # Before, pale, stands above after: each is a table of its own, or their columns would be aligned.
    bars = _bar(before, 3, PALE) + _bar(p, 6, INK) if card.changed else _bar(p, 7, MUTED)
    return (
        f'<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="10">&#160;{name}</FONT></TD>'
        f"<TD>{_table(bars)}</TD>"
        f'<TD ALIGN="RIGHT"><FONT POINT-SIZE="10">{share}&#160;</FONT></TD></TR>'
    )


def _bar(p: float, height: int, colour: str) -> str:
    return f"<TR><TD>{_table(_cells(p, height, colour))}</TD></TR>"


def _table(rows: str) -> str:
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>'


def _cells(p: float, height: int, colour: str) -> str:
    full = round(BAR * p)
    parts = ((full, colour), (BAR - full, TRACK))
    cells = "".join(
        f'<TD FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}" BGCOLOR="{fill}"></TD>'
        for width, fill in parts
        if width
    )
    return f"<TR>{cells}</TR>"
