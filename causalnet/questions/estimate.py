"""Estimates: one number at the points of an ensemble, with its error and its spread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import signed
from causalnet.boundary.checks import public, public_class
from causalnet.boundary.kinds import is_truth
from causalnet.console import printed
from causalnet.errors import QuestionError, shown
from causalnet.language.translate import tr
from causalnet.model.effect_size import FLOOR, is_chance
from causalnet.model.grammar.conclusion import Conclusion, stands_at
from causalnet.names import is_finite, is_real
from causalnet.network.pooled_draws import PooledDraws
from causalnet.notation import counted
from causalnet.questions.voice_split import VoiceSplit

__all__ = ["Estimate", "Shares", "standard_error", "without_noise"]

Array = NDArray[np.float64]


@printed
class Shares(NamedTuple):
    """Of all draws, how many rise, hold and fall; they sum to one."""

    rise: float
    hold: float
    fall: float


@public_class
@printed
@dataclass(frozen=True, eq=False)
class Estimate:
    """One number at the points of an ensemble: at the central point, or in every draw from a model's judgements.

    Repetitions differ only in random numbers; an exact number has one. Where a baseline cannot be met, the number is NaN,
    and every statistic leaves that point out. Shares of draws are not probabilities of being true.

    Attributes
    ----------
    values : ndarray, shape (points, repetitions)
        Read-only. It may be given as one number, or as one for each point.
    drawn : bool, default False
        Whether the points are draws from judgements.
    unseen : float, default 0
        An error that samples cannot show, because none of them fell there. The error is at least that.
    pooled : PooledDraws, optional
        Whose each draw is, in an answer of a pool.

    Examples
    --------
    >>> change = Estimate(np.array([-0.1, 0.0, 0.2, 0.3]), drawn=True)
    >>> round(change.value, 3), round(change.median, 3), change.shares().rise
    (0.1, 0.1, 0.5)
    >>> print(Estimate(0.25))
    +0.250
    """

    values: Array
    drawn: bool = False
    unseen: float = 0.0
    pooled: PooledDraws | None = None

    def __post_init__(self) -> None:
        try:
            own = np.array(self.values, dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            own = np.empty((0, 0))
        if self.values is None or own.ndim > 2 or own.shape[1:] == (0,):
            raise QuestionError(
                f"An estimate takes a number for each point, got {shown(self.values)}."
            )
        if not isinstance(self.pooled, PooledDraws | None):
            raise QuestionError(f"pooled takes whose draws they are, not {shown(self.pooled)}.")
        if not is_truth(self.drawn):
            raise QuestionError(f"drawn must be True or False, not {shown(self.drawn)}.")
        if not (is_real(self.unseen) and is_finite(self.unseen) and self.unseen >= 0):
            raise QuestionError(
                f"unseen takes an error, a number from 0 on, not {shown(self.unseen)}."
            )
        own = own.reshape(-1, 1) if own.ndim < 2 else own
        own.flags.writeable = False
        object.__setattr__(self, "values", own)
        object.__setattr__(self, "drawn", bool(self.drawn))

    @cached_property
    def points(self) -> Array:
        """The number at each point, shape (points,): the mean over repetitions, and of draws `without_noise`."""
        each = self.values.mean(axis=1)
        if self.drawn:
            met = ~np.isnan(each)
            each[met] = without_noise(self.values[met])
        each.flags.writeable = False
        return np.asarray(each)

    @cached_property
    def met(self) -> Array:
        """The number at each point that meets the baselines."""
        return self.points[~np.isnan(self.points)]

    @property
    def unmet(self) -> int:
        """The number of points at which a baseline cannot be met."""
        return len(self.points) - len(self.met)

    @property
    def _met_values(self) -> Array:
        return self.values[~np.isnan(self.points)]

    @property
    def value(self) -> float:
        """The mean over points and repetitions; NaN where no point meets the baselines."""
        if self.values.size == 1:  # an exact number, as most are
            return float(self.values[0, 0])
        return float(self._met_values.mean()) if len(self.met) else float("nan")

    @property
    def error(self) -> float:
        """Standard error of the value: how far another seed would move it.

        Zero for one exact point, and over draws the Monte-Carlo error. NaN for a single exact draw, which does not
        tell. In a pool the voices have fixed shares of the draws, so that only the variance within them counts.
        """
        own = self._met_values
        if self.voices and min(v.draws for v in self.voices.voices) > 1:
            within = sum(v.draws**2 * v.variance / (v.draws - 1) for v in self.voices.voices)
            return max(float(np.sqrt(within) / len(own)), self.unseen)
        if not len(own) or (self.drawn and own.size == 1):
            return float("nan")
        return max(float(standard_error(own)), self.unseen)

    @cached_property
    def voices(self) -> VoiceSplit | None:
        """What each voice of a pool gives, and how much of the variance lies between them; None without voices."""
        # A number that is the same in every draw may be known without their axis.
        if self.pooled is None or len(self.points) != self.pooled.n:
            return None
        return VoiceSplit.of(self.pooled, self.points)

    @property
    def is_chance(self) -> bool:
        """Whether the value is within two standard errors of zero."""
        return is_chance(self.value, self.error)

    @property
    def told_draws(self) -> str:
        """The number of draws in words, such as ``500 draws``."""
        return counted(len(self.points), "draw")

    @property
    def told_error(self) -> str:
        """The error over draws in words."""
        if len(self.met) == 1:
            return tr("a single draw tells no Monte-Carlo error")
        return tr("Monte-Carlo error {error}", error=f"{self.error:.4f}")

    @property
    def median(self) -> float:
        """The middle of the points."""
        return float(np.median(self.met)) if len(self.met) else float("nan")

    @public
    def interval(self, share: float = 0.9) -> tuple[float, float]:
        """The middle `share` of the points."""
        if not 0 < share < 1:
            raise QuestionError(f"An interval holds a share between 0 and 1, not {share!r}.")
        if not len(self.met):
            return float("nan"), float("nan")
        with np.errstate(invalid="ignore"):  # infinite draws
            low, high = np.quantile(self.met, [(1 - share) / 2, (1 + share) / 2])
        return float(low), float(high)

    @public
    def shares(self, tolerance: float = FLOOR) -> Shares:
        """In what share of the points it is above `tolerance`, within it, and below its negative."""
        if not len(self.met):
            return Shares(float("nan"), float("nan"), float("nan"))
        rise = float((self.met > tolerance).mean())
        fall = float((self.met < -tolerance).mean())
        hold = float((abs(self.met) <= tolerance).mean())
        return Shares(rise, hold, fall)

    @public
    def share(self, conclusion: Conclusion, tolerance: float | None = None) -> float:
        """In what share of the points a conclusion about the number stands; zero where no point meets the baselines.

        Parameters
        ----------
        conclusion : Conclusion
        tolerance : float, optional
            The change that counts as one. Default: the conclusion's own.
        """
        own = () if tolerance is None else (tolerance,)
        return float(np.mean(stands_at(conclusion, self.met, *own))) if len(self.met) else 0.0

    def __str__(self) -> str:
        if not self.drawn:
            error = self.error
            return f"{signed(self.value)} ± {error:.4f}" if error > 0 else signed(self.value)
        low, high = self.interval()
        return f"{signed(self.median)} [{signed(low)}, {signed(high)}]"


def without_noise(values: Array) -> Array:
    """One number for each draw, shape (…, draws), without the width that simulation adds.

    The mean over repetitions still holds simulation noise, which would make intervals over draws too wide. Its variance is
    known from the repetitions; the draws are drawn together about their mean by as much.

    Parameters
    ----------
    values : ndarray, shape (…, draws, repetitions)
    """
    each = values.mean(axis=-1)
    draws, count = values.shape[-2:]
    if count == 1 or draws < 2:
        return np.asarray(each)
    noise = values.var(axis=-1, ddof=1).mean(axis=-1) / count
    total = each.var(axis=-1, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(total > 0, np.clip(1 - noise / total, 0, 1), 1.0)
    mean = each.mean(axis=-1, keepdims=True)
    return np.asarray(mean + (each - mean) * np.sqrt(share)[..., None])


def standard_error(values: Array) -> Array:
    """Of the mean over draws and repetitions, shape (…); zero for what is exact.

    Parameters
    ----------
    values : ndarray, shape (…, draws, repetitions)
    """
    draws, count = values.shape[-2:]
    if draws > 1:
        return np.asarray(values.mean(axis=-1).std(axis=-1, ddof=1) / np.sqrt(draws))
    if count > 1:
        return np.asarray(values[..., 0, :].std(axis=-1, ddof=1) / np.sqrt(count))
    return np.zeros(values.shape[:-2])
