"""Judgements: elicited uncertain numbers, kept apart from facts."""

from __future__ import annotations

from dataclasses import dataclass

from causalnet.boundary.checks import public, public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.errors import Mistake
from causalnet.names import is_finite, is_real

__all__ = ["Judgement", "fixed", "interval", "pert"]


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Judgement:
    """An uncertain number that somebody judged.

    With a `mode` it is a PERT distribution, without one an interval (uniform in draws), and with ``low == high`` a
    fixed number. Bounds use only the *range*, draws only the *distribution*.

    Parameters
    ----------
    low, high : float
        Least and greatest value thought possible.
    mode : float, optional
        The value thought most likely. It makes the judgement a PERT.
    zero : float, default 0
        Probability that the number is exactly zero, for a claim that is itself open.
    inclusion : float, default 1
        Probability that the influence or modifier is present at all, for one that an analyst added.

    Raises
    ------
    ModelError
        If ``low <= mode <= high`` fails, a number is not finite, or a probability is not in [0, 1].

    References
    ----------
    D. G. Malcolm, J. H. Roseboom, C. E. Clark and W. Fazar (1959), "Application of a technique
    for research and development program evaluation", *Operations Research* 7(5).

    Examples
    --------
    >>> medium = Judgement(0.2, 1.6, mode=0.8)
    >>> medium.central, medium.range
    (0.8, (0.2, 1.6))
    >>> Judgement(0.1, 1.2, mode=0.4, zero=0.5).range
    (0.0, 1.2)
    """

    low: float
    high: float
    mode: float | None = None
    zero: float = 0.0
    inclusion: float = 1.0

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        held = (self.low, self.high, self.mode, self.zero, self.inclusion)
        if not all(x is None or is_real(x) for x in held):
            return []
        mistakes = []
        numbers = [x for x in (self.low, self.mode, self.high) if x is not None]
        if not all(is_finite(x) for x in (*numbers, self.zero, self.inclusion)):
            mistakes.append(Mistake("", f"{self._given()} must be finite numbers."))
        elif numbers != sorted(numbers):
            mistakes.append(
                Mistake(
                    "", f"{self._given()} must be in the order low, mode, high.", self._mended()
                )
            )
        else:
            mistakes += [
                Mistake(name, f"{value:g} is not a probability in [0, 1].")
                for name, value in (("zero", self.zero), ("inclusion", self.inclusion))
                if not 0 <= value <= 1
            ]
        return mistakes

    def _given(self) -> str:
        named = (("low", self.low), ("mode", self.mode), ("high", self.high))
        return ", ".join(f"{name} {value}" for name, value in named if value is not None)

    def _mended(self) -> str:
        numbers = sorted(x for x in (self.low, self.mode, self.high) if x is not None)
        return "Perhaps [" + ", ".join(f"{x:g}" for x in numbers) + "]?"

    @property
    def central(self) -> float:
        """The mode, or the middle of an interval; masses at zero are ignored."""
        return (self.low + self.high) / 2 if self.mode is None else self.mode

    @property
    def presence(self) -> float:
        """The probability that what is judged is there: that the number is not zero by a mass at zero."""
        return (1 - self.zero) * self.inclusion

    @property
    def range(self) -> tuple[float, float]:
        """Hull of the support: it includes zero if the number may be zero or left out."""
        if self.presence < 1:
            return min(self.low, 0.0), max(self.high, 0.0)
        return self.low, self.high

    def __str__(self) -> str:
        numbers = [self.low] if self.low == self.high else [self.low, self.mode, self.high]
        text = "/".join(f"{x:g}" for x in numbers if x is not None)
        text += f", {self.zero:.0%} at zero" if self.zero else ""
        return text + (f", included {self.inclusion:.0%}" if self.inclusion < 1 else "")


@public
def fixed(value: float) -> Judgement:
    """A number that is known exactly.

    Examples
    --------
    >>> fixed(1.2).range
    (1.2, 1.2)
    """
    return Judgement(value, value)


@public
def interval(low: float, high: float, *, zero: float = 0.0, inclusion: float = 1.0) -> Judgement:
    """A number known only to lie between two others.

    Examples
    --------
    >>> interval(0.5, 1.5).central
    1.0
    """
    return Judgement(low, high, zero=zero, inclusion=inclusion)


@public
def pert(
    low: float, mode: float, high: float, *, zero: float = 0.0, inclusion: float = 1.0
) -> Judgement:
    """A number with a least, a most likely and a greatest value.

    Examples
    --------
    >>> print(pert(0, 0.4, 1.2, zero=0.5))
    0/0.4/1.2, 50% at zero
    """
    return Judgement(low, high, mode=mode, zero=zero, inclusion=inclusion)
