"""Lock-in in a table and in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from causalnet.questions.headline import as_sentence
from causalnet.questions.query.paths import why_no_change
from causalnet.questions.time.long_run import half_life
from causalnet.questions.time.trajectory_answer import ANCHORED
from causalnet.tables import Sheet, signed, unsigned

if TYPE_CHECKING:
    import pandas as pd

    from causalnet.questions.time.persistence import Persistence

__all__ = ["persistence_frame", "persistence_sentence", "persistence_sheet"]


def persistence_sheet(found: Persistence) -> Sheet:
    """The table that it prints as."""
    shown = [k for k in (1, 2, 4, 8, 16) if k < found.after] + [found.after]
    header = ["held for", "peak gain", "in period", "size", *(f"left after {k}" for k in shown)]
    header += ["of holding on"]
    header += ["middle 90%", "broken in"] if found.draws else ["the cycle is"]
    low, high = found.ends()
    rows = []
    for i, periods in enumerate(found.sustained):
        row = [str(periods), signed(found.peak[i]), str(found.peak_period[i])]
        row += [found.scale.size(found.peak[i])]
        row += ["grows" if found.growing[i, k] else _percent(found.left[i, k]) for k in shown]
        row.append(_percent(found.kept[i, -1]))
        if found.draws:
            ends = f"{_percent(low[i, -1])} to {_percent(high[i, -1])}"
            known = not np.isnan(found.broken[i])
            row += [ends, f"{found.broken[i]:.0%} of draws"] if known else ["–", _unknown(found, i)]
        else:
            row.append(_word(found, i))
        rows.append(row)
    return Sheet(persistence_sentence(found), header, rows, _notes(found))


def _word(found: Persistence, place: int) -> str:
    if np.isnan(found.broken[place]):
        return _unknown(found, place)
    return "broken" if found.broken[place] else "interrupted"


def _unknown(found: Persistence, place: int) -> str:
    """Why it is not said of a holding whether it breaks the cycle."""
    return "still grows" if found.unfinished[place] else "negligible"


def persistence_frame(found: Persistence) -> pd.DataFrame:
    """A row for each time that it was held and each period after its end."""
    import pandas as pd

    left, kept, error = found.left, found.kept, found.error
    gains = found.gains.mean(axis=(2, 3))
    low, high = found.ends()
    rows = [
        (d, k, d - 1 + found.delay + k, *(x[i, k] for x in (gains, error, left, kept, low, high)))
        for i, d in enumerate(found.sustained)
        for k in range(found.after + 1)
    ]
    columns = ["sustained", "after", "period", "gain", "error", "left", "kept", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def persistence_sentence(found: Persistence) -> str:
    """What is gained, and how much of it is left, in one sentence."""
    rather = f" rather than {found.versus}" if found.versus else ""
    late = f"which reaches {found.outcome} from period {found.delay} on (lagged only), "
    what = f"under {found.under}{rather}, {late if found.delay else ''}"
    if found.path in ("no path", "blocked by what is observed"):
        why = why_no_change(found.path, found.outcome, when="in any period")
        return as_sentence(f"{what}{found.outcome} does not change, because {why}")
    kept = found.kept[:, -1]
    if np.isnan(kept).all():
        gains = [*found.holding.mean(axis=(2, 3)).ravel(), *found.peak]
        most = float(gains[int(np.argmax(np.abs(gains)))])
        return as_sentence(
            f"{what}{found.outcome} changes by at most {found.scale.told(most)}, too small to speak of persistence"
        )
    if found.unfinished.all():
        change = found.scale.told(float(found.peak[-1]))
        return as_sentence(
            f"{what}the gain in {found.outcome} grows until the last period looked at, to {change}, so what will be "
            "left of it is not known"
        )
    place = len(kept) - 1 if found.needed is None else found.sustained.index(found.needed)
    place = place if not np.isnan(kept[place]) else int(np.flatnonzero(~np.isnan(kept))[-1])
    verb = "is enough" if found.needed is not None else "is not enough"
    far = found.scale.told(float(found.holding[place, -1].mean()))
    end = "its end is felt" if found.delay else "its end"
    return as_sentence(
        f"{what}holding for {_spelt(found.sustained[place])} {verb}: {_spelt(found.after)} after {end} "
        f"{unsigned(float(kept[place]), '.0%')} is left of the {far} in {found.outcome} that holding on would give"
    )


def _notes(found: Persistence) -> tuple[str, ...]:
    notes = [
        "Left after: the share of the peak gain, so many periods after the end. Grows: the peak is still to come.",
        *_delayed(found),
        f"Broken: {found.after} periods after its end at least {found.keep:.0%} is left of what holding on "
        "would have given; else interrupted.",
        f"No share is told of a change that is negligible; {found.scale.legend()}.",
    ]
    if found.needed is None and not np.isnan(found.kept[:, -1]).all():
        notes.append("None of the times tried is long enough.")
    if found.unfinished.any():
        notes.append(
            "Still grows: no fall from the peak is seen in the periods looked at. Ask with a larger after=."
        )
    if found.drawn is not None and (silent := np.isnan(found.drawn[:, -1]).mean()):
        notes.append(
            f"In {silent:.0%} of the draws holding on gives a negligible change: they are left out."
        )
    if not np.isnan(found.rate):
        notes.append(
            f"Late after the longest, each period leaves {found.rate:.0%} of the gain: "
            f"{half_life(found.rate)}."
        )
    notes += found.long_run.said(found.outcome, found.scale)
    if found.draws:
        notes.append(f"Over {found.draws}.")
    worst = float(found.error.max())
    method = found.provenance.method.capitalize()
    method += f", standard errors up to {worst:.4f}" if worst else ""
    return (*notes, f"{method}; {ANCHORED[found.anchor]}.")


def _delayed(found: Persistence) -> list[str]:
    """From when on the end is counted, where it is felt later than it comes."""
    if not found.delay:
        return []
    return [
        f"What is set reaches {found.outcome} {_spelt(found.delay)} later (lagged only). So is its end, from which on "
        "periods are counted."
    ]


def _percent(share: float) -> str:
    return "–" if np.isnan(share) else unsigned(share, ".0%")


def _spelt(periods: int) -> str:
    return f"{periods} period{'' if periods == 1 else 's'}"
