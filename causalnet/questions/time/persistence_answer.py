"""The answer of lock-in: what is left of a gain once the intervention that brought it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.unroll import Anchor
from causalnet.errors import QuestionError, unknown
from causalnet.model.draws import Draws
from causalnet.model.effect_size import Scale
from causalnet.model.intervention import Intervention
from causalnet.questions.headline import as_sentence
from causalnet.questions.query.paths import Path, why_no_change
from causalnet.questions.query.question import Provenance
from causalnet.questions.time.course import fixed, settled, standard_error
from causalnet.questions.time.long_run import LongRun, half_life
from causalnet.questions.time.trajectory_answer import ANCHORED
from causalnet.tables import Answer, Column, Sheet, Table, signed, unsigned

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Persistence"]

Array = NDArray[np.float64]

# A change that falls short of what is negligible by rounding alone is not called so.
TINY = 1e-9
# A gain that has come as near to its peak as this no longer grows, but for the noise of what is sampled.
REACHED = 0.995


@dataclass(frozen=True, eq=False, repr=False)
class Persistence(Answer):
    """What is left of a gain after the intervention has ended, for each time that it was held.

    The cycle counts as *broken* where, `after` periods after the end, at least a share `keep` is left of the gain
    that holding on until then would have given; and as *interrupted* where less is. (The share of the gain at
    its own end would not do: the longer an intervention has been held, the more there is to lose.) No share is
    computed of a change that is negligible on the outcome's scale: it would be a quotient of noise.

    What acts through lagged influences alone is felt `delay` periods later. Everything is then read as much
    later too: the end is the last period in which the outcome still feels the holding.

    Attributes
    ----------
    outcome : str
    under, versus : Intervention
    sustained : tuple of int
        For how many periods it is held, from period 0 on.
    gains : ndarray, shape (sustained, after + 1, draws, repetitions)
        Change in expected level in the last period in which the intervention is felt, and so many periods after it.
    holding : ndarray, of the same shape
        The change in the same periods where the intervention does not end.
    keep : float
    long_run : LongRun
        Where the world goes in the long run, with the intervention and without, in the central network.
    provenance : Provenance
    draws : Draws or None
    anchor : {"hold", "once", "free"}
    scale : Scale
        What the change in expected level is measured on.
    path : {"within a period", "lagged only", "no path"}
        How the intervention can reach the outcome.
    delay : int
        The period in which what is held from period 0 on first reaches the outcome.
    peak : ndarray, shape (sustained,)
        The greatest change in expected level, from period 0 to the last that is looked at.
    peak_period : tuple of int
        In which period each is reached.
    opposite : ndarray, shape (sustained,)
        The greatest change the other way than the peak; zero where none goes so.
    opposite_period : tuple of int
        In which period each is reached.
    """

    outcome: str
    under: Intervention
    versus: Intervention
    sustained: tuple[int, ...]
    gains: Array
    holding: Array
    keep: float
    long_run: LongRun
    provenance: Provenance
    draws: Draws | None = None
    anchor: Anchor = "hold"
    scale: Scale = Scale(1)
    path: Path = "within a period"
    delay: int = 0
    peak: Array = field(default_factory=lambda: np.zeros(0))
    peak_period: tuple[int, ...] = ()
    opposite: Array = field(default_factory=lambda: np.zeros(0))
    opposite_period: tuple[int, ...] = ()

    @property
    def after(self) -> int:
        """How many periods after its end are looked at."""
        return int(self.gains.shape[1]) - 1

    @cached_property
    def gain(self) -> Array:
        """Change in expected level in the last period in which the intervention is felt, shape (sustained,)."""
        return fixed(self.gains[:, 0].mean(axis=(1, 2)))

    @cached_property
    def left(self) -> Array:
        """Gain as a share of its peak, shape (sustained, after + 1); nan of a peak that is negligible.

        A quotient of means, over draws. Where `growing` it is not what is left, but what has been reached.
        """
        return self._share(self.gains.mean(axis=(2, 3)), self.peak[:, None])

    @cached_property
    def growing(self) -> NDArray[np.bool_]:
        """Where the gain is still on its way to its peak, shape (sustained, after + 1)."""
        period = np.add.outer(np.array(self.sustained) - 1 + self.delay, np.arange(self.after + 1))
        with np.errstate(invalid="ignore"):
            return fixed((period < np.array(self.peak_period)[:, None]) & (self.left < REACHED))

    @cached_property
    def unfinished(self) -> NDArray[np.bool_]:
        """Whether the gain has grown after the end, and has not begun to fall, shape (sustained,).

        What will be left of it is not known then. A peak that has lasted longer than what was held counts as kept.
        """
        with np.errstate(invalid="ignore"):
            there = self.left >= REACHED
        since = there.argmax(axis=1)
        return fixed((since > 0) & there[:, -1] & (self.after - since < self.sustained))

    @cached_property
    def kept(self) -> Array:
        """Share that is left of what holding on would have given, shape (sustained, after + 1).

        nan where that is negligible.
        """
        return self._share(self.gains.mean(axis=(2, 3)), self.holding.mean(axis=(2, 3)))

    @cached_property
    def drawn(self) -> Array | None:
        """`kept` in every draw, shape (sustained, after + 1, draws); None without draws."""
        if self.draws is None:
            return None
        each = [np.array([settled(own) for own in x]) for x in (self.gains, self.holding)]
        return self._share(*each)

    def _share(self, gains: Array, whole: Array) -> Array:
        """Gains as shares of others; nan where those are too small to speak of."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return fixed(np.where(self._counts(whole), gains / whole, np.nan))

    def _counts(self, gains: Array) -> NDArray[np.bool_]:
        """Which changes are more than negligible."""
        return np.asarray(abs(gains) >= self.scale.negligible - TINY)

    @cached_property
    def error(self) -> Array:
        """Standard error of the gains, shape (sustained, after + 1)."""
        return fixed(np.array([standard_error(own) for own in self.gains]))

    @cached_property
    def broken(self) -> Array:
        """Share of the draws in which the cycle is broken, shape (sustained,); without draws 0 or 1.

        Of those draws in which holding on gives more than a negligible change; nan where there is none, and where
        the gain is `unfinished`.
        """
        drawn = self.drawn
        last = self.kept[:, -1:] if drawn is None else drawn[:, -1]
        known = (~np.isnan(last)).sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (last >= self.keep).sum(axis=1) / known
        return fixed(np.where((known > 0) & ~self.unfinished, share, np.nan))

    @cached_property
    def needed(self) -> int | None:
        """The fewest periods tried after which the cycle is broken; None where none suffices.

        Over draws: in at least half of them.
        """
        for periods, share in zip(self.sustained, self.broken, strict=True):
            if share >= 0.5:
                return periods
        return None

    @cached_property
    def rate(self) -> float:
        """Share of the gain that one more period leaves, late after the longest intervention.

        nan where what is left by then is negligible.
        """
        late = self.gains[-1].mean(axis=(1, 2))
        start = self.after // 2
        if not late[start] or not self._counts(late[start]) or late[-1] / late[start] <= 0:
            return float("nan")
        return float((late[-1] / late[start]) ** (1 / (self.after - start)))

    @public
    def interval(self, periods: int, share: float = 0.9) -> tuple[float, float]:
        """The middle `share` of the draws of what is kept at the end, where it was held so long."""
        if periods not in self.sustained:
            raise unknown("time", periods, map(str, self.sustained))
        if self.drawn is None:
            raise QuestionError("There are no draws: ask with draws=.")
        last = self.drawn[self.sustained.index(periods), -1]
        if np.isnan(last).all():
            return float("nan"), float("nan")
        low, high = np.nanquantile(last, [(1 - share) / 2, (1 + share) / 2])
        return float(low), float(high)

    def to_frame(self) -> pd.DataFrame:
        """A long frame: sustained, after, period, gain, error, left, kept, low, high (its middle 90% of the draws)."""
        import pandas as pd

        left, kept, error = self.left, self.kept, self.error
        gains = self.gains.mean(axis=(2, 3))
        low, high = self.ends()
        rows = [
            (
                d,
                k,
                d - 1 + self.delay + k,
                *(x[i, k] for x in (gains, error, left, kept, low, high)),
            )
            for i, d in enumerate(self.sustained)
            for k in range(self.after + 1)
        ]
        columns = ["sustained", "after", "period", "gain", "error", "left", "kept", "low", "high"]
        return pd.DataFrame(rows, columns=columns)

    def ends(self) -> tuple[Array, Array]:
        """The middle 90% of the draws of what is kept; nan without draws."""
        return self._ends

    @cached_property
    def _ends(self) -> tuple[Array, Array]:
        drawn = self.drawn
        if drawn is None:
            unknown_ends = fixed(np.full(self.kept.shape, np.nan))
            return unknown_ends, unknown_ends
        nothing = np.asarray(np.isnan(drawn).all(axis=-1))
        ends = np.nanquantile(np.where(nothing[..., None], 0.0, drawn), [0.05, 0.95], axis=-1)
        low, high = fixed(np.where(nothing, np.nan, ends))
        return low, high

    @property
    def table(self) -> Table[int]:
        """A row for every time that it was held, by its place."""
        shown = [k for k in (1, 2, 4, 8, 16) if k < self.after] + [self.after]
        left, growing, kept, size = self.left, self.growing, self.kept[:, -1], self.scale.size

        turns = "the other way" if any(map(self._other_way, range(len(kept)))) else None

        def told(k: int) -> Callable[[int], str]:
            return lambda i: "grows" if growing[i, k] else _percent(left[i, k])

        columns: list[Column[int]] = [
            Column("sustained", lambda i: self.sustained[i], "held for", align="<"),
            Column("peak", lambda i: self.peak[i], "peak gain", lambda i: signed(self.peak[i])),
            Column("peak_period", lambda i: self.peak_period[i], "in period"),
            Column("size", lambda i: size(self.peak[i]), "size"),
            Column("opposite", None, turns, self._other_way, "<"),
            *(Column(f"left_{k}", None, f"left after {k}", told(k)) for k in shown),
            Column("kept", lambda i: kept[i], "of holding on", lambda i: _percent(kept[i])),
        ]
        if self.draws:
            columns.append(Column("ends", None, "middle 90%", self._between))
        broken = "broken in" if self.draws else "the cycle is"
        columns.append(Column("broken", lambda i: self.broken[i], broken, self._word))
        return Table(range(len(self.sustained)), columns)

    def _other_way(self, place: int) -> str:
        """The greatest change the other way than the peak, with its period; empty of one that is negligible."""
        change = float(self.opposite[place])
        period = f" in period {self.opposite_period[place]}"
        return "" if self.scale.is_negligible(change) else f"{signed(change)}{period}"

    def _between(self, place: int) -> str:
        low, high = (_percent(end[place, -1]) for end in self._ends)
        return "–" if np.isnan(self.broken[place]) else f"{low} to {high}"

    def _word(self, place: int) -> str:
        """Whether a holding breaks the cycle, or why that is not said."""
        share = self.broken[place]
        if np.isnan(share):
            return "still grows" if self.unfinished[place] else "negligible"
        if self.draws:
            return f"{share:.0%} of draws"
        return "broken" if share else "interrupted"

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        return (self.table.sheet(self.sentence, _notes(self)),)

    @property
    def sentence(self) -> str:
        """What is gained, and how much of it is left, in one sentence."""
        return _sentence(self)


def _sentence(found: Persistence) -> str:
    """What is gained, and how much of it is left, in one sentence."""
    rather = f" rather than {found.versus}" if found.versus else ""
    late = f"which reaches {found.outcome} from period {found.delay} on (lagged only), "
    what = f"under {found.under}{rather}, {late if found.delay else ''}"
    if found.path == "no path":
        why = why_no_change(found.path, found.outcome, when="in any period")
        return as_sentence(f"{what}{found.outcome} does not change, because {why}")
    kept = found.kept[:, -1]
    if np.isnan(kept).all():
        gains = [*found.holding.mean(axis=(2, 3)).ravel(), *found.peak]
        most = float(gains[int(np.argmax(np.abs(gains)))])
        return as_sentence(
            f"{what}{found.outcome} changes by at most {found.scale.told(most)}, too small to speak of persistence"
        ) + _turn(found, most)
    if found.unfinished.all():
        change = found.scale.told(float(found.peak[-1]))
        return as_sentence(
            f"{what}the gain in {found.outcome} grows until the last period looked at, to {change}, so what will be "
            "left of it is not known"
        ) + _turn(found, float(found.peak[-1]))
    place = len(kept) - 1 if found.needed is None else found.sustained.index(found.needed)
    place = place if not np.isnan(kept[place]) else int(np.flatnonzero(~np.isnan(kept))[-1])
    verb = "is enough" if found.needed is not None else "is not enough"
    gain = float(found.holding[place, -1].mean())
    end = "its end is felt" if found.delay else "its end"
    return as_sentence(
        f"{what}holding for {_spelt(found.sustained[place])} {verb}: {_spelt(found.after)} after {end} "
        f"{unsigned(float(kept[place]), '.0%')} is left of the {found.scale.told(gain)} in {found.outcome} that holding on would give"
    ) + _turn(found, gain)


def _turn(found: Persistence, gain: float) -> str:
    """The greatest change the other way than what is gained, as a sentence; empty of one that is negligible."""
    every = [*zip(found.peak, found.peak_period, strict=True)]
    every += zip(found.opposite, found.opposite_period, strict=True)
    most, period = max(every, key=lambda x: round(-np.sign(gain) * x[0], 9))
    if most * gain >= 0 or found.scale.is_negligible(float(most)):
        return ""
    return f" In period {period} {found.outcome} {found.scale.moved(float(most))}."


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
