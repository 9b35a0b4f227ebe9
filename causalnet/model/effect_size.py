"""Sizes: the magnitude of a change, as a share of its scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import Literal

from causalnet.errors import Mistake
from causalnet.language.translate import template, tr
from causalnet.names import is_real

__all__ = [
    "FLOOR",
    "NOTHING",
    "SIZES",
    "UNDER_FLOOR",
    "Scale",
    "Size",
    "is_chance",
    "precise",
    "size_mistakes",
]

Size = Literal["negligible", "small", "moderate", "large"]

SIZE_WORDS: tuple[Size, ...] = ("negligible", "small", "moderate", "large")
# Shares of the scale from which a change counts as small, moderate and large.
SIZES = (0.01, 0.05, 0.15)
# A share that only rounding keeps below a cut-point has reached it.
SHARE_ROUNDING = 1e-9
# Smaller differences are rounding errors.
NOTHING = 1e-6
# A change in a draw up to this counts as none: a thousandth of a state, or of probability.
FLOOR = 1e-3
UNDER_FLOOR = f"under the floor of {FLOOR:g}"


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale of a change: its length, its unit, and its cut-points between sizes.

    A change's share of the scale is its absolute value over the length: for an expected level, the number of
    states less one; for a probability, one. A share equal to a cut-point has reached it. By default, under 1% is
    negligible, from 1% small, from 5% moderate, from 15% large.

    Parameters
    ----------
    length : float
        States less one, or 1 for a probability.
    probability : bool, default False
        Whether a probability is measured rather than an expected level.
    cuts : sequence of float, default (0.01, 0.05, 0.15)
        Shares from which a change is small, moderate and large.

    Examples
    --------
    >>> scale = Scale(2)
    >>> scale.size(0.003), scale.size(-0.02), scale.size(0.1), scale.size(-0.3)
    ('negligible', 'small', 'moderate', 'large')
    >>> print(scale.told(0.003))
    +0.003 of 2 states (0.2% of the scale)
    """

    length: float
    probability: bool = False
    cuts: Sequence[float] = SIZES

    @classmethod
    def of(
        cls,
        states: Sequence[str],
        cuts: Sequence[float] = SIZES,
        *,
        probability: bool = False,
    ) -> Scale:
        """The scale of a variable's expected level, or of the probability of some of its states."""
        return cls(1.0 if probability else max(len(states) - 1.0, 0.0), probability, tuple(cuts))

    @property
    def negligible(self) -> float:
        """The smallest change that is not negligible."""
        return self.cuts[0] * self.length

    def share(self, change: float) -> float:
        """A change's share of the scale; zero on a scale without length."""
        return abs(change) / self.length if self.length else 0.0

    def size(self, change: float) -> Size:
        """The word for a change."""
        share = self.share(change)
        return SIZE_WORDS[sum(share >= cut - SHARE_ROUNDING for cut in self.cuts)]

    def is_negligible(self, change: float) -> bool:
        """Whether a change is negligible."""
        return self.size(change) == "negligible"

    def amount(self, change: float, *, sign: bool = True) -> str:
        """A change with its unit, e.g. ``+0.003 of 2 states``."""
        number = precise(change if sign else abs(change), sign=sign)
        if self.probability:
            return tr("{number} in probability", number=number)
        if self.length == 1:
            return tr("{number} of 1 state", number=number)
        return tr("{number} of {length} states", number=number, length=f"{self.length:g}")

    def percent(self, change: float) -> str:
        """A change's share of the scale in words: ``0.2% of the scale``, or ``0.2 percentage points``."""
        text = self._share_told(self.share(change))
        if not self.probability:
            return tr("{share} of the scale", share=text)
        points = text.replace("%", "")
        if points.split()[-1] in ("1", "1.0"):
            return tr("{points} percentage point", points=points)
        return tr("{points} percentage points", points=points)

    def _share_told(self, share: float) -> str:
        """A share in percent; one below a cut-point is not rounded up to it."""
        text = _percent(share)
        ahead = next((cut for cut in self.cuts if share < cut - SHARE_ROUNDING), None)
        if not text:
            return tr("under {share}", share="0.1%")
        if ahead is not None and float(text.strip("%")) >= 100 * ahead:
            return tr("just under {share}", share=f"{100 * ahead:g}%")
        return text

    def told(self, change: float, *, sign: bool = True) -> str:
        """A change with its unit and its share of the scale."""
        return tr(
            "{amount} ({share})", amount=self.amount(change, sign=sign), share=self.percent(change)
        )

    def legend(self) -> str:
        """The meanings of the words, e.g. ``negligible under 1% of the scale, small under 5%, …``."""
        cuts = {
            name: f"{100 * cut:g}"
            for name, cut in zip(("small", "moderate", "large"), self.cuts, strict=True)
        }
        if not self.probability:
            return tr(
                "negligible under {small}% of the scale, small under {moderate}%, moderate under {large}%, else large",
                **cuts,
            )
        if cuts["small"] == "1":
            return tr(
                "negligible under 1 percentage point, small under {moderate}, moderate under {large}, else large",
                **cuts,
            )
        return tr(
            "negligible under {small} percentage points, small under {moderate}, moderate under {large}, else large",
            **cuts,
        )

    def own_legend(self) -> tuple[str, ...]:
        """The legend as a note where the cut-points are not the usual ones; else none."""
        return () if tuple(self.cuts) == SIZES else (tr("Sizes: {legend}.", legend=self.legend()),)

    def called(self, change: float) -> str:
        """A change by its size, e.g. ``a large change``."""
        return tr(CALLED[self.size(change)])


CALLED: Mapping[Size, str] = {
    "negligible": template("a negligible change"),
    "small": template("a small change"),
    "moderate": template("a moderate change"),
    "large": template("a large change"),
}


def is_chance(change: float, error: float) -> bool:
    """Whether a change that was drawn or simulated is within two standard errors of zero."""
    return error > 0 and abs(change) <= 2 * error


def size_mistakes(place: str, cuts: object) -> list[Mistake]:
    """Mistakes in cut-points between negligible, small, moderate and large."""
    form = "Write three shares of the scale that rise, such as (0.01, 0.05, 0.15)."
    if not isinstance(cuts, list | tuple) or len(cuts) != 3 or not all(map(is_real, cuts)):
        return [Mistake(place, f"must be three numbers, not {cuts!r}.", form)]
    if not 0 < cuts[0] < cuts[1] < cuts[2] <= 1:
        return [Mistake(place, f"must rise from above 0 to at most 1, not {tuple(cuts)}.", form)]
    return []


def precise(change: float, *, sign: bool = True) -> str:
    """A change in three digits, or in as many as show the first that is not zero.

    Examples
    --------
    >>> precise(0.0126), precise(-0.00007), precise(0)
    ('+0.013', '-0.00007', '0.000')
    """
    if abs(change) < NOTHING:
        return "0.000"
    # A number under the floor is not rounded up to it.
    digits = 3 if abs(change) >= FLOOR else ceil(-log10(abs(change)))
    return f"{change:{'+' if sign else ''}.{digits}f}"


def _percent(share: float) -> str:
    """One digit after the point below 10%, where it distinguishes sizes; empty for a share too small for one."""
    percent = 100 * share + SHARE_ROUNDING
    if percent < 0.05:
        return "0%" if percent < 100 * NOTHING else ""
    return f"{percent:.1f}%" if percent < 9.95 else f"{percent:.0f}%"
