"""A sensitivity in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from causalnet.model.effect_size import NOTHING
from causalnet.questions.headline import as_sentence, setting
from causalnet.questions.query.paths import why_no_change
from causalnet.questions.verdict.wording import shown
from causalnet.tables import Sheet, signed, unsigned

if TYPE_CHECKING:
    from causalnet.questions.sensitivity.sensitivity import Sensitivity
    from causalnet.questions.sensitivity.sensitivity_in_time import SensitivityInTime
    from causalnet.questions.sensitivity.value_of_information import Worth

__all__ = ["sensitivity_sentence", "sensitivity_sheet"]

SHOWN = 12


def sensitivity_sheet(found: Sensitivity) -> Sheet:
    """The judgements that swing the contrast most, and what is worth settling."""
    rows = [
        [
            s.name,
            f"{s.range[0]:g}–{s.range[1]:g}",
            shown(found.conclusion, s.ends[0]),
            shown(found.conclusion, s.ends[1]),
            signed(s.slope, 4),
            f"{unsigned(s.first, '.0%')} ± {s.first_error:.0%}",
            unsigned(s.total, ".0%"),
            *([_worth(s.knowing, found.noise)] if found.everything else []),
        ]
        for s in found.ranked[:SHOWN]
    ]
    header = ["judgement", "range", "at low", "at high", "slope", "variance alone", "with others"]
    header += ["worth knowing"] if found.everything else []
    more = len(found.ranked) - len(rows)
    notes = [f"and {more} more; to_frame() has all of them."] if more > 0 else []
    notes += [
        f"At the centre: {shown(found.conclusion, found.central)}. Swings: each number over its range, others central.",
        f"Shares of variance over {found.how}.",
        f"Sizes: {found.scale.legend()}.",
        *_worth_notes(found),
    ]
    return Sheet(sensitivity_sentence(found), header, rows, notes)


def sensitivity_sentence(found: Sensitivity | SensitivityInTime) -> str:
    """Which judgement moves the answer most, and how far."""
    c, scale, first = found.conclusion, found.scale, found.ranked[0]
    if found.path != "within a period":
        same = c.under == c.versus
        since = found.since
        why = why_no_change(found.path, c.outcome, c.given, same=same, since=since)
        return as_sentence(f"{setting(c)}no judgement moves {c.outcome}, because {why}")
    what = c.measured if c.passes else f"the change in {c.measured}"
    low, high = (shown(c, x) for x in sorted(first.ends))
    swing = f"a {scale.size(first.swing)} swing of {scale.told(first.swing, sign=False)}"
    defined = f"{c.outcome} is itself set, so what it does is so by definition"
    if first.swing < NOTHING:
        return as_sentence(
            f"{setting(c)}no judgement moves {what}{f', because {defined}' if c.by_definition else ''}"
        )
    among = f" of {len(found.ranked)} judgements" if len(found.ranked) > 1 else ""
    most = f" most{among}" if among else ""
    if c.by_definition:
        swing += f". {defined}"
    return as_sentence(
        f"{setting(c)}{first.name} moves {what}{most}, from {low} to {high}, {swing}"
    )


def _worth(worth: Worth | None, noise: float) -> str:
    if worth is None or not worth.stands_out(noise):
        return "–"
    return f"{worth.value:.4f} ± {worth.error:.4f}"


def _worth_notes(found: Sensitivity) -> list[str]:
    """What settling is worth, among which choices."""
    if found.everything is None:
        return []
    first = found.worth_settling[:1]
    best = f"{first[0].name} most" if first else "none that stands out from noise"
    noise = f" (noise up to {found.noise:.1g})" if found.noise else ""
    return [
        f"Worth knowing for a choice among {len(found.levers)} levers: {best}; all of them together "
        f"{found.everything.value:.4f} ± {found.everything.error:.4f}{noise}.",
    ]
