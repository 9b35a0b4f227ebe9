"""Swings: what one judgement does to an answer."""

from __future__ import annotations

from dataclasses import dataclass

from causalnet.console import printed
from causalnet.questions.sensitivity.value_of_information import Worth

__all__ = ["Swing"]


@printed
@dataclass(frozen=True, slots=True)
class Swing:
    """The effect of one judgement on an answer, and the worth of knowing it.

    Attributes
    ----------
    name : str
        Of the influence or modifier.
    central : float
        The number at the centre.
    range : tuple of float
        Its least and greatest value.
    ends : tuple of float
        The contrast at either end of the range, all other numbers central. Where a baseline cannot be met there, at the
        last value before that.
    slope : float
        Derivative of the contrast at the centre, baselines being met.
    first, first_error : float
        Share of the contrast's variance that settling this number alone would take away, on average.
    total, total_error : float
        Share that would be left if all numbers but this one were settled.
    knowing : Worth or None
        The gain from knowing it before a lever is chosen, in the units of the contrast; None where there is
        no choice.
    at : tuple of float
        The values at which `ends` is read: the ends of the range, or the last ones that meet the baselines.
    """

    name: str
    central: float
    range: tuple[float, float]
    ends: tuple[float, float]
    slope: float
    first: float
    first_error: float
    total: float
    total_error: float
    knowing: Worth | None
    at: tuple[float, float]

    @property
    def barred(self) -> tuple[float, ...]:
        """The values, short of an end of the range, beyond which a baseline cannot be met."""
        return tuple(x for x, end in zip(self.at, self.range, strict=True) if x != end)

    @property
    def swing(self) -> float:
        """The change of the contrast over the range of this number alone."""
        return abs(self.ends[1] - self.ends[0])
