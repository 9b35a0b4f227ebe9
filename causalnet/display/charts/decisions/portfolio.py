"""The charts of portfolios: what is reached for what cost, and what is lost at worst."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import dressed, figure_for, legend_above, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.decisions.portfolio_answer import Portfolio, Portfolios

__all__ = ["portfolio_chart"]

SHOWN = 10


@public
def portfolio_chart(
    found: Portfolios,
    ax: Axes | None,
    *,
    what: Literal["frontier", "regret"] = "frontier",
    most: int = SHOWN,
) -> Figure:
    """The cost frontier, or with ``what="regret"`` the regrets of the best sets."""
    if what == "regret":
        return _regrets(found, ax, most)
    return _frontier(found, ax)


def _frontier(found: Portfolios, ax: Axes | None) -> Figure:
    """Every set by its cost and its change, and the line of those that no other equals for less."""
    ax = ax if ax is not None else figure_for((7.0, 4.0))
    for one in found.ranked:
        if found.draws is not None:
            low, high = one.estimate.interval()
            ax.plot([one.cost, one.cost], [low, high], color=ARM, lw=1, alpha=0.25)
    ax.plot(
        [p.cost for p in found.ranked],
        [p.change for p in found.ranked],
        "o",
        ms=4,
        color=GREY,
        label="every set" if found.search is None else "the best sets found",
    )
    best = found.frontier
    ax.step(
        [p.cost for p in best],
        [p.change for p in best],
        where="post",
        color=INK,
        lw=1.5,
        label="the most for the cost",
    )
    for one in best:
        if one.names:
            ax.annotate(
                named(" + ".join(one.names)),
                (one.cost, one.change),
                textcoords="offset points",
                xytext=(-4, 6),
                ha="right",
                fontsize=7,
            )
    dressed(ax, f"What a budget buys: {found.measure.subject}", "cost")
    ax.set_ylabel(_unit(found), fontsize=8)
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + 0.12 * (high - low))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _regrets(found: Portfolios, ax: Axes | None, most: int) -> Figure:
    """The mean, the 95% quantile and the greatest loss of the best sets."""
    rows: list[Portfolio] = list(found.ranked[:most])
    least = found.best_regret
    if least not in rows:
        rows.append(least)
    ax = ax if ax is not None else figure_for((7.0, 1.6 + 0.35 * len(rows)))
    for y, one in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        first = y == len(rows) - 1
        ax.barh(
            [y],
            [one.regret_worst],
            height=0.5,
            color=ARM,
            alpha=0.3,
            label="worst" if first else None,
        )
        ax.plot(
            [one.regret_high], [y], "|", ms=14, mew=2, color=GREY, label="95%" if first else None
        )
        ax.plot([one.regret], [y], "o", ms=6, color=INK, label="mean" if first else None)
    labels = [
        named(" + ".join(one.names) or "as it is")
        + (" (least worst regret)" if one is least else "")
        for one in rows
    ]
    ax.set_yticks(range(len(rows)), labels[::-1], fontsize=8)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xlim(left=0)
    dressed(
        ax,
        f"Regret over {found.draws:,} draws: {found.measure.subject}",
        f"loss against the best set of the draw, {_unit(found)}",
    )
    legend_above(ax)
    return cast("Figure", ax.figure)


def _unit(found: Portfolios) -> str:
    return "in states" if found.measure.state is None else "in probability"
