"""The chart of an audit: each check with the change that answers it, met or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import LabelSource, concluded, source_of
from causalnet.display.charts.intervals import range_line
from causalnet.display.charts.style import (
    BAR,
    beside,
    dressed,
    legend_above,
    room_for_notes,
    rows_under_labels,
)
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.questions.sentences.phrasing import Phrasing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.audit.audit_answer import Audit
    from causalnet.questions.audit.checks import Check

__all__ = ["audit_chart"]


@public
def audit_chart(found: Audit, ax: Axes | None, *, most: int = 20) -> Figure:
    """The first `most` checks, those that are not met on top: the change at the centre as a share of its scale."""
    if not found.checks:
        raise QuestionError(f"There is no check to draw. {found.sentence}")
    rows = sorted(found.checks, key=lambda check: check.met)[:most]
    ax, places = rows_under_labels([_label(found, check) for check in rows], ax)
    notes = []
    for y, check in zip(places, rows, strict=True):
        end = _mark(ax, y, check)
        note = _note(check)
        beside(ax, end, y, note)
        notes.append((end, note))
    _legend(ax, rows)
    ax.axvline(0, color=inks().grey, lw=1)
    room_for_notes(ax, notes)
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0f}%".replace("-", "−"))
    met, many = sum(check.met for check in found.checks), len(found.checks)
    title = tr("{met} of {count} checks are met", met=met, count=many)
    if len(rows) < many:
        title += tr(" (the first {count} of {total})", count=len(rows), total=many)
    dressed(ax, title, tr("change at the central numbers, in percent of the outcome's scale"))
    legend_above(ax)
    return cast("Figure", ax.figure)


def _label(found: Audit, check: Check) -> str:
    """The claim of a check, and what it asks for."""
    source = source_of(found)
    told = _absence(source, check) if check.asked is None else concluded(source, check.asked)
    return tr("{claim}: {conclusion}", claim=check.claim, conclusion=told)


def _absence(source: LabelSource, check: Check) -> str:
    """A declared non-edge by its labels."""
    say = Phrasing(source)
    for absent in source.absences if isinstance(source, CausalModel) else ():
        if check.conclusion.endswith(f" {absent.cause} on {absent.effect}"):
            arrow = say.arrow(absent.cause, absent.effect)
            return tr("There is no direct influence {arrow}", arrow=arrow)
    return check.conclusion


def _share(check: Check, change: float) -> float:
    share = 100 * check.scale.share(change)
    return -share if change < 0 else share


def _mark(ax: Axes, y: float, check: Check) -> float:
    """The change of a check with its range; the right end is returned."""
    if check.change is None:
        return 0.0
    colour = inks().arm if check.met else inks().lowers
    end = _share(check, check.change)
    ends = [end, 0.0]
    ax.barh(
        [y],
        [end],
        height=BAR,
        color=colour,
        hatch="" if check.met else "///",
        edgecolor=inks().paper,
    )
    if check.range is not None:
        low, high = (_share(check, x) for x in check.range)
        range_line(ax, y, (low, high))
        ends.append(high)
    return max(ends)


def _note(check: Check) -> str:
    if check.hangs:
        return tr(
            "hangs on the numbers: met in {share} of draws", share=f"{check.share or 0.0:.0%}"
        )
    if not check.met:
        return tr("not met")
    if check.share is None:
        return tr("met")
    return tr("met, in {share} of draws", share=f"{check.share:.0%}")


def _legend(ax: Axes, rows: list[Check]) -> None:
    """What colours and lines mean, as far as they occur."""
    drawn = [check for check in rows if check.change is not None]
    if any(check.met for check in drawn):
        ax.fill_between([], [], color=inks().arm, label=tr("met"))
    unmet = tr("not met, or hangs on the numbers")
    if not any(check.hangs for check in drawn):
        unmet = tr("not met")
    if any(not check.met for check in drawn):
        style: dict[str, Any] = {
            "facecolor": inks().lowers,
            "hatch": "///",
            "edgecolor": inks().paper,
        }
        ax.fill_between([], [], label=unmet, **style)
    if any(check.range is not None for check in drawn):
        label = tr("least and greatest found over the ranges")
        ax.plot([], [], "|-", color=inks().ink, lw=1.8, ms=8, label=label)
