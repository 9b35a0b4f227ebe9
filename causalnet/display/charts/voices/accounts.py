"""The charts of two accounts: what they agree on, and the way from one answer to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.answer_tables import signed
from causalnet.boundary.checks import public
from causalnet.display.charts.colours import ARM, GREY, INK
from causalnet.display.charts.style import beside, dressed, figure_for, named
from causalnet.notation import counted
from causalnet.questions.voices.crux_answer import SHOWN, Crux

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.voices.agreement_answer import Agreement, Relation

__all__ = ["agreement_chart", "crux_chart"]

RAISES, LOWERS = "#009E73", "#D55E00"


@public
def crux_chart(found: Crux, ax: Axes | None = None, *, most: int = 12) -> Figure:
    """From the answer of one account to that of the other, one disagreement after another: a waterfall.

    Disagreements beyond `most`, and those whose part rounds to zero, are one step together.
    """
    told = [p for p in found.partings[:most] if abs(p.part) >= SHOWN]
    rest = [p for p in found.partings if p not in told]
    steps = [(parting.name, parting.part) for parting in told]
    steps += [(counted(len(rest), "other"), sum(p.part for p in rest))] if rest else []
    ax = ax if ax is not None else figure_for((7.5, 1.6 + 0.4 * (len(steps) + 2)))
    labels = [found.first, *(name for name, _ in steps), found.second]
    # Of a threshold the levels are drawn, and not the distances from it.
    start, end = (answer + (found.conclusion.threshold or 0.0) for answer in found.answers)
    height, level = len(steps) + 1, start
    _bar(ax, height, 0.0, start, ARM, found.told(found.answers[0]))
    for y, (_, part) in zip(range(height - 1, 0, -1), steps, strict=True):
        _bar(ax, y, level, level + part, RAISES if part > 0 else LOWERS, signed(part))
        ax.plot([level, level], [y - 0.35, y + 1.35], color=GREY, lw=0.7)
        level += part
    _bar(ax, 0, 0.0, end, ARM, found.told(found.answers[1]))
    ax.plot([level, level], [-0.35, 1.35], color=GREY, lw=0.7)
    ax.axvline(0, color=GREY, lw=1)
    left, right = ax.get_xlim()
    ax.set_xlim(left - 0.05 * (right - left), right + 0.16 * (right - left))
    ax.set_yticks(range(height + 1), [named(label) for label in reversed(labels)], fontsize=8)
    if found.crux is not None and found.crux in told:
        ax.get_yticklabels()[height - 1 - told.index(found.crux)].set_fontweight("bold")
    below = "answer of either account, and the part of each disagreement"
    dressed(ax, f"Where they part: {found.conclusion}", below)
    return cast("Figure", ax.figure)


def _bar(ax: Axes, y: int, start: float, end: float, colour: str, text: str) -> None:
    ax.barh([y], [end - start], left=[start], height=0.6, color=colour)
    beside(ax, max(start, end), y, text.replace("-", "−"))


@public
def agreement_chart(found: Agreement, ax: Axes | None = None) -> Figure:
    """The pairs of variables between which an account has an influence, by how the other reads them."""
    kinds: dict[Relation, str] = {
        "agreed": "agreed",
        "contradicted": "contradicted",
        "open in one": "sign open in one",
        "only first": f"only in {found.first}",
        "only second": f"only in {found.second}",
    }
    shown = [kind for kind in kinds if kind != "open in one" or found.count(kind)]
    ax = ax if ax is not None else figure_for((7.5, 1.3 + 0.4 * len(shown)))
    for y, kind in enumerate(reversed(shown)):
        colour = {"agreed": RAISES, "contradicted": LOWERS}.get(kind, ARM)
        ax.barh([y], [found.count(kind)], height=0.6, color=colour)
        ax.annotate(
            f"{found.count(kind)}",
            (found.count(kind), y),
            (5, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=INK,
        )
    ax.set_yticks(range(len(shown)), [named(kinds[kind]) for kind in reversed(shown)], fontsize=8)
    ax.margins(x=0.12)
    ax.locator_params(axis="x", integer=True)
    title = f"Influences of {found.first} and {found.second}: kappa {found.kappa}"
    dressed(ax, title, f"influences between the {len(found.variables)} variables of both")
    return cast("Figure", ax.figure)
