"""The legend: what colours, heads and marks mean."""

from __future__ import annotations

from causalnet.display.palette import INK, ROLES, SIGNS
from causalnet.display.text import broken

__all__ = ["legend_markup"]


def legend_markup(title: str, *, signs: bool) -> str:
    """The title of a picture, with a line below it that explains what is drawn."""
    entries = []
    if signs:
        entries += [_text(role, colour) for role, colour in ROLES.items() if role]
        entries += [
            _text("▲ a lever too", INK),
            _text("dashed frame: latent", INK),
            _text("—► raises", SIGNS["+"]),
            _text("—| lowers", SIGNS["-"]),
            _text("—○ only scales another", SIGNS["?"]),
            _text("faint: implied or added", INK),
            _text("wide: strong", INK),
        ]
    entries += [_text("× idle under what is done", INK), _text("pale bar: before", INK)]
    cells = "".join(f'<TD ALIGN="LEFT">{entry}</TD>' for entry in entries)
    return (
        '<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="4" CELLPADDING="2">'
        f'<TR><TD ALIGN="LEFT" COLSPAN="{len(entries)}"><FONT POINT-SIZE="15"><B>{broken(title, 110, 3, left=True)}'
        f"</B></FONT></TD></TR><TR>{cells}</TR></TABLE>>"
    )


def _text(text: str, colour: str) -> str:
    return f'<FONT POINT-SIZE="11" COLOR="{colour}">{text}</FONT>'
