"""The chart of a confrontation: what the figures say of every sign, and of the independences that fall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import source_of
from causalnet.display.charts.style import dressed, legend_above, row_axes
from causalnet.language.translate import template, tr
from causalnet.network.labels import ModelLabels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.confronting.confrontation import Confrontation, TestedClaim

__all__ = ["confrontation_chart"]

SHOWN = 50
STATUSES = {
    "borne out": template("borne out"),
    "open": template("open"),
    "contradicted": template("contradicted"),
    "falls": template("independence that falls"),
}


@public
def confrontation_chart(found: Confrontation, ax: Axes | None, *, most: int = SHOWN) -> Figure:
    """The correlation within strata of each sign, to the right where it is as stated, and of what falls."""
    claims = [c for c in (*found.failures, *_signs(found)) if not np.isnan(c.r)]
    rows = list(dict.fromkeys(claims))[:most]
    ax = row_axes([_named(found, claim) for claim in rows], ax, row=0.26)
    ax.axvline(0, color=inks().ink, lw=0.8)
    told: set[str] = set()
    for i, one in enumerate(rows):
        y, style = len(rows) - 1 - i, _style(one.status)
        label = None if one.status in told else tr(STATUSES[one.status])
        told.add(one.status)
        along = -one.r if one.sign == "-" else one.r
        ax.plot([0, along], [y, y], color=style["color"], lw=1, alpha=0.5)
        ax.plot([along], [y], ls="", ms=6, label=label, **style)
    title = tr("What {count} {cases} say of the signs", count=f"{found.rows:,}", cases=found.cases)
    below = tr(
        "correlation within strata of the other causes; to the right of zero as the argument says"
    )
    dressed(ax, title, below)
    legend_above(ax)
    return cast("Figure", ax.figure)


def _style(status: str) -> dict[str, Any]:
    if status == "borne out":
        return {"color": inks().arm, "marker": "o"}
    if status == "open":
        return {"color": inks().grey, "marker": "o", "mfc": inks().paper}
    return {"color": inks().lowers, "marker": "s" if status == "contradicted" else "D"}


def _signs(found: Confrontation) -> list[TestedClaim]:
    """The signs, those that go furthest the way that is stated first."""
    return sorted(found.signs, key=lambda c: -np.nan_to_num(-c.r if c.sign == "-" else c.r))


def _named(found: Confrontation, claim: TestedClaim) -> str:
    words = ModelLabels(source_of(found))
    x, y = words.variable(claim.x), words.variable(claim.y)
    if claim.sign:
        return f"{x} → {y} ({claim.sign})"
    return tr("{first}, {second}: independent", first=x, second=y)
