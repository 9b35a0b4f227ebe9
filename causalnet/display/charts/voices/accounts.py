"""The charts of two accounts: what they agree on, and the way from one answer to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from causalnet.answer_tables import signed
from causalnet.boundary.checks import public
from causalnet.display.charts.colours import inks
from causalnet.display.charts.headline import concluded, source_of
from causalnet.display.charts.style import beside, dressed, room_for_notes, row_axes
from causalnet.language.translate import tr
from causalnet.questions.sentences.account_names import account_name
from causalnet.questions.sentences.phrasing import capital
from causalnet.questions.voices.crux_answer import SHOWN, Crux

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.voices.agreement_answer import Agreement, Relation

__all__ = ["agreement_chart", "crux_chart"]


@public
def crux_chart(found: Crux, ax: Axes | None = None, *, most: int = 12) -> Figure:
    """From the answer of one account to that of the other, one disagreement after another: a waterfall.

    Disagreements beyond `most`, and those whose part rounds to zero, are one step together.
    """
    told = [p for p in found.partings[:most] if abs(p.part) >= SHOWN]
    rest = [p for p in found.partings if p not in told]
    steps = [(capital(found.say.dispute(p.name)), p.part) for p in told]
    if rest:
        name = tr("1 other") if len(rest) == 1 else tr("{count} others", count=len(rest))
        steps.append((name, sum(p.part for p in rest)))
    ax = row_axes(
        [account_name(found.first), *(name for name, _ in steps), account_name(found.second)],
        ax,
        row=0.4,
    )
    # Of a threshold the levels are drawn, and not the distances from it.
    start, end = (answer + (found.conclusion.threshold or 0.0) for answer in found.answers)
    height, level = len(steps) + 1, start
    notes = [_bar(ax, height, (0.0, start), inks().arm, found.told(found.answers[0]))]
    for y, (_, part) in zip(range(height - 1, 0, -1), steps, strict=True):
        colour = inks().raises if part > 0 else inks().lowers
        notes.append(_bar(ax, y, (level, level + part), colour, signed(part)))
        ax.plot([level, level], [y - 0.35, y + 1.35], color=inks().grey, lw=0.7)
        level += part
    notes.append(_bar(ax, 0, (0.0, end), inks().arm, found.told(found.answers[1])))
    ax.plot([level, level], [-0.35, 1.35], color=inks().grey, lw=0.7)
    ax.axvline(0, color=inks().grey, lw=1)
    room_for_notes(ax, notes)
    if found.crux is not None and found.crux in told:
        ax.get_yticklabels()[height - 1 - told.index(found.crux)].set_fontweight("bold")
    below = tr("answer of either account, and the part of each disagreement")
    where = concluded(source_of(found), found.conclusion)
    dressed(ax, tr("Where they part: {conclusion}", conclusion=where), below)
    return cast("Figure", ax.figure)


def _bar(ax: Axes, y: int, ends: tuple[float, float], colour: str, text: str) -> tuple[float, str]:
    """A bar with its number, which is returned with its place."""
    ax.barh([y], [ends[1] - ends[0]], left=[ends[0]], height=0.6, color=colour)
    beside(ax, max(ends), y, text)
    return max(ends), text


@public
def agreement_chart(found: Agreement, ax: Axes | None = None) -> Figure:
    """The pairs of variables between which an account has an influence, by how the other reads them."""
    kinds: dict[Relation, str] = {
        "agreed": tr("agreed"),
        "contradicted": tr("contradicted"),
        "open in one": tr("sign open in one"),
        "only first": tr("only in {account}", account=account_name(found.first)),
        "only second": tr("only in {account}", account=account_name(found.second)),
    }
    shown = [kind for kind in kinds if kind != "open in one" or found.count(kind)]
    ax = row_axes([kinds[kind] for kind in shown], ax, row=0.4)
    notes = []
    for i, kind in enumerate(shown):
        colour = {"agreed": inks().raises, "contradicted": inks().lowers}.get(kind, inks().arm)
        notes.append(
            _bar(ax, len(shown) - 1 - i, (0, found.count(kind)), colour, f"{found.count(kind)}")
        )
    room_for_notes(ax, notes)
    ax.locator_params(axis="x", integer=True)
    title = tr(
        "Influences of {first} and {second}: kappa {kappa}",
        first=account_name(found.first),
        second=account_name(found.second),
        kappa=found.kappa,
    )
    below = tr("influences between the {count} variables of both", count=len(found.variables))
    dressed(ax, title, below)
    return cast("Figure", ax.figure)
