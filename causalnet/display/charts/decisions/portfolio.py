"""The charts of portfolios: what is reached for what cost, and what is lost at worst."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import measured
from causalnet.display.charts.style import dressed, figure_for, legend_above, row_axes
from causalnet.display.charts.text_lines import TEXT, broken_into_lines
from causalnet.language.translate import tr
from causalnet.network.labels import ModelLabels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.decisions.portfolio_answer import Portfolio, Portfolios

__all__ = ["portfolio_chart"]

SHOWN = 10
# The inches that the name of a set on the frontier may take.
NAME = 2.4


@public
def portfolio_chart(
    found: Portfolios,
    ax: Axes | None,
    *,
    what: Literal["frontier", "regret"] = "frontier",
    most: int = SHOWN,
) -> Figure:
    """The cost frontier, or with ``what="regret"`` the regrets of the best sets."""
    return _regrets(found, ax, most) if what == "regret" else _frontier(found, ax)


def _frontier(found: Portfolios, ax: Axes | None) -> Figure:
    """Every set by its cost and its change, and the line of those that no other equals for less."""
    ax = ax if ax is not None else figure_for((7.5, 3.6))
    if found.draws is not None:
        label = tr("middle 90% of draws")
        for i, one in enumerate(found.ranked):
            ends = one.estimate.interval()
            ax.plot(
                [one.cost] * 2,
                ends,
                "_-",
                color=inks().arm,
                lw=1,
                alpha=0.4,
                label="" if i else label,
            )
    costs, changes = [p.cost for p in found.ranked], [p.change for p in found.ranked]
    every = tr("every set") if found.search is None else tr("the best sets found")
    ax.plot(costs, changes, "o", ms=5, color=inks().grey, label=every)
    best = found.frontier
    line: dict[str, Any] = {"color": inks().ink, "lw": 1.8, "label": tr("the most for the cost")}
    ax.step([p.cost for p in best], [p.change for p in best], where="post", **line)
    named = [one for one in best if one.names]
    for one in named:
        left = one.cost > 0.5 * max(costs, default=0)
        ax.annotate(
            broken_into_lines(_set(found, one), NAME),
            (one.cost, one.change),
            textcoords="offset points",
            xytext=(-5 if left else 5, 5),
            ha="right" if left else "left",
            fontsize=TEXT,
            color=inks().ink,
        )
    dressed(ax, tr("What a budget buys: {subject}", subject=_subject(found)), tr("cost"))
    ax.set_ylabel(_unit(found), fontsize=TEXT, color=inks().ink)
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + 0.15 * (high - low))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _regrets(found: Portfolios, ax: Axes | None, most: int) -> Figure:
    """The mean, the 95% quantile and the greatest loss of the best sets."""
    rows: list[Portfolio] = list(found.ranked[:most])
    least = found.best_regret
    if least not in rows:
        rows.append(least)

    def label(one: Portfolio) -> str:
        own = _set(found, one) if one.names else tr("as it is")
        return tr("{set} (least worst regret)", set=own) if one is least else own

    ax = row_axes([label(one) for one in rows], ax)
    for i, one in enumerate(rows):
        y, first = len(rows) - 1 - i, not i
        ax.barh(
            [y], [one.regret_worst], height=0.5, color=inks().arm, alpha=0.3,
            label=tr("worst draw") if first else "",
        )  # fmt: skip
        high = tr("95% of draws lose less") if first else ""
        ax.plot([one.regret_high], [y], "|", ms=14, mew=2, color=inks().grey, label=high)
        mean = tr("mean") if first else ""
        ax.plot([one.regret], [y], "o", ms=7, color=inks().ink, label=mean)
    ax.set_xlim(left=0)
    subject = _subject(found)
    title = tr("Regret over {draws} draws: {subject}", draws=f"{found.draws:,}", subject=subject)
    below = tr("loss against the best set of the draw, {unit}", unit=_unit(found))
    dressed(ax, title, below)
    legend_above(ax)
    return cast("Figure", ax.figure)


def _set(found: Portfolios, one: Portfolio) -> str:
    """The items of a set, by the labels of those that are proposals."""
    words = ModelLabels(found.provenance.source)
    return " + ".join(
        words.proposal(found.items[n]) or n if n in found.items else n for n in one.names
    )


def _subject(found: Portfolios) -> str:
    return measured(found.provenance.source, found.measure)


def _unit(found: Portfolios) -> str:
    return tr("in states") if found.measure.state is None else tr("in probability")
