"""The chart of a confrontation: what the figures say of every sign, and of the independences that fall."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import dressed, figure_for, legend_above, literal_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.confronting.confrontation import Confrontation, TestedClaim

__all__ = ["confrontation_chart"]

SHOWN = 50
AGAINST = "#D55E00"
STYLES: Mapping[str, Mapping[str, Any]] = {
    "borne out": {"color": ARM, "marker": "o"},
    "open": {"color": GREY, "marker": "o", "mfc": "white"},
    "contradicted": {"color": AGAINST, "marker": "s"},
    "falls": {"color": AGAINST, "marker": "D"},
}


@public
def confrontation_chart(found: Confrontation, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """The correlation within strata of each sign, to the right where it is as stated, and of what falls."""
    rows = [c for c in (*found.failures, *_signs(found)) if not np.isnan(c.r)]
    rows = list(dict.fromkeys(rows))[:most]
    ax = ax if ax is not None else figure_for((7.0, 1.6 + 0.24 * len(rows)))
    ax.axvline(0, color=INK, lw=0.8)
    told: set[str] = set()
    for y, one in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        label = None if one.status in told else one.status
        told.add(one.status)
        along = -one.r if one.sign == "-" else one.r
        ax.plot([0, along], [y, y], color=STYLES[one.status]["color"], lw=1, alpha=0.5)
        ax.plot([along], [y], ls="", ms=5, label=label, **STYLES[one.status])
    ax.set_yticks(range(len(rows)), [_named(found, c) for c in reversed(rows)], fontsize=7)
    ax.set_ylim(-0.7, len(rows) - 0.3)
    dressed(
        ax,
        f"What {found.rows:,} {found.cases} say of the signs",
        "correlation within strata of the other causes; to the right of zero as the argument says",
    )
    legend_above(ax)
    return cast("Figure", ax.figure)


def _signs(found: Confrontation) -> list[TestedClaim]:
    """The signs, those that go furthest the way that is stated first."""
    return sorted(found.signs, key=lambda c: -np.nan_to_num(-c.r if c.sign == "-" else c.r))


def _named(found: Confrontation, claim: TestedClaim) -> str:
    x, y = (literal_text(found.labels[v]) for v in (claim.x, claim.y))
    return f"{x} → {y} ({claim.sign})" if claim.sign else f"{x}, {y}: independent"
