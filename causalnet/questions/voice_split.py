r"""How far an answer of a pool differs between its voices and within each: the law of total variance.

With the share :math:`w_v` of the draws, the mean :math:`m_v` and the variance :math:`s_v^2` of each voice,

.. math::

   \underbrace{\textstyle\sum_v w_v (m_v - m)^2}_{\text{between}} + \underbrace{\textstyle\sum_v w_v s_v^2}_{\text{within}}
   = \text{the variance over all draws}.

It is exact for the draws, not only in the long run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import (
    AnswerTable,
    Column,
    Sheet,
    signed,
    unsigned,
    whole_percent,
)
from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.language.translate import spoken, template, tr
from causalnet.model.effect_size import FLOOR
from causalnet.model.judgements.draws import Draws
from causalnet.network.pooled_draws import PooledDraws

__all__ = ["BETWEEN", "VoiceAnswer", "VoiceSplit", "column_between", "over_draws"]

Array = NDArray[np.float64]
T = TypeVar("T")
BETWEEN = template("between: the share of the variance over draws that lies between the voices.")
"""The legend of a column of such shares."""
# A variance this small, as a share of the largest square of the answer, is rounding.
ROUNDING = 1e-24


@printed
class VoiceAnswer(NamedTuple):
    """The answer of one voice.

    Attributes
    ----------
    voice : str
    weight : float
        As the user gave it, with all weights summing to one.
    draws : int
    mean, low, high : float
        The mean of its draws, and their middle 90%.
    variance : float
        The variance within its draws.
    rise, fall : float
        The share of its draws in which the number is above zero, and below.
    """

    voice: str
    weight: float
    draws: int
    mean: float
    low: float
    high: float
    variance: float
    rise: float
    fall: float


@printed
@dataclass(frozen=True, slots=True)
class VoiceSplit:
    """The variance of a number over the draws of a pool, between its voices and within them.

    Attributes
    ----------
    voices : tuple of VoiceAnswer
        Those that have draws.
    between, within : float
        They sum to the variance over all draws.
    notes : tuple of str
        What a voice did not say, and whose word stands for it.

    Examples
    --------
    >>> from causalnet.frozen_map import Register
    >>> pooled = PooledDraws(Register({"anna": 0.5, "ben": 0.5}), np.array([0, 0, 1, 1]))
    >>> split = VoiceSplit.of(pooled, np.array([1.0, 3.0, 5.0, 7.0]))
    >>> split.between, split.within, split.share
    (4.0, 1.0, 0.8)
    """

    voices: tuple[VoiceAnswer, ...]
    between: float
    within: float
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, pooled: PooledDraws, values: Array) -> Self:
        """The split of a number that is known in every draw, shape (draws,)."""
        voices = []
        for voice, weight in pooled.weights.items():
            own = values[pooled.draws_of(voice)]
            if len(own):
                low, high = np.quantile(own, [0.05, 0.95]).tolist()
                mean, variance = float(own.mean()), float(own.var())
                rise, fall = float((own > FLOOR).mean()), float((own < -FLOOR).mean())
                count = len(own)
                voices.append(
                    VoiceAnswer(voice, weight, count, mean, low, high, variance, rise, fall)
                )
        shares = np.array([v.draws for v in voices]) / len(values)
        means = np.array([v.mean for v in voices])
        between = float(shares @ (means - shares @ means) ** 2)
        within = float(shares @ [v.variance for v in voices])
        least = ROUNDING * float((values**2).max())
        return cls(
            tuple(voices),
            between if between > least else 0.0,
            within if within > least else 0.0,
            pooled.notes,
        )

    @property
    def total(self) -> float:
        """The variance over all draws."""
        return self.between + self.within

    @property
    def share(self) -> float:
        """The share of the variance that lies between the voices; NaN where nothing varies."""
        return self.between / self.total if self.total else float("nan")

    @property
    def told_share(self) -> str:
        """The share as it prints; a dash where nothing varies."""
        return whole_percent(self.share) if self.total else "–"

    @property
    def sentence(self) -> str:
        """How much of the variance lies between the voices, in one sentence."""
        if len(self.voices) == 1:
            return tr("{voice} alone has a weight.", voice=self.voices[0].voice)
        if not self.total:
            return tr("All voices give the same, in every draw.")
        return tr(
            "Of the variance over draws, {share} lies between the voices, the rest within them.",
            share=whole_percent(self.share),
        )

    @property
    def directions(self) -> str:
        """In whose draws a change is mostly a rise and in whose a fall, in one sentence; empty without both."""
        rising = [v.voice for v in self.voices if v.rise > 0.5]
        falling = [v.voice for v in self.voices if v.fall > 0.5]
        if not (rising and falling):
            return ""
        return tr(
            "The voices contradict each other: it rises in most draws of {rising}, and falls in most of {falling}.",
            rising=_listed(rising),
            falling=_listed(falling),
        )

    @public
    def table(self, *, change: bool = True) -> AnswerTable[VoiceAnswer]:
        """A row for each voice; of a change, with signs."""
        number = signed if change else (lambda x: unsigned(x, ".3f"))
        columns: list[Column[VoiceAnswer]] = [
            Column("voice", lambda v: v.voice, tr("voice"), align="<"),
            Column("weight", lambda v: v.weight, tr("weight"), lambda v: f"{v.weight:.3g}"),
            Column("draws", lambda v: v.draws, tr("draws"), lambda v: f"{v.draws:,}"),
            Column(
                "mean",
                lambda v: v.mean,
                tr("change") if change else tr("mean"),
                lambda v: number(v.mean),
            ),
            Column("low", lambda v: v.low),
            Column("high", lambda v: v.high),
            Column(
                "middle", None, tr("middle 90%"), lambda v: f"[{number(v.low)}, {number(v.high)}]"
            ),
            Column("variance", lambda v: v.variance),
        ]
        if change:
            columns += [
                Column("rise", lambda v: v.rise, tr("rises in"), lambda v: whole_percent(v.rise)),
                Column("fall", lambda v: v.fall, tr("falls in"), lambda v: whole_percent(v.fall)),
            ]
        return AnswerTable(self.voices, columns)

    @public
    def sheet(self, *, change: bool = True) -> Sheet:
        """The table as it prints below an answer."""
        notes = ([self.directions] if change and self.directions else []) + [
            *map(spoken, self.notes)
        ]
        return self.table(change=change).sheet(self.sentence, notes)


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them."""
    *first, last = names
    return tr("{first} and {last}", first=tr(", ").join(first), last=last) if first else last


def column_between(split: Callable[[T], VoiceSplit | None]) -> Column[T]:
    """Of the variance of each row, the share that lies between the voices of a pool."""

    def share(row: T) -> float:
        voices = split(row)
        return voices.share if voices else float("nan")

    def told(row: T) -> str:
        voices = split(row)
        return voices.told_share if voices else ""

    return Column("between_voices", share, tr("between"), told)


def over_draws(
    draws: Draws | PooledDraws | str,
    text: str = template("Means over {draws}."),
    **values: object,
) -> str:
    """The note on the draws of an answer, such as ``Means over 500 draws.``; of a pool with its weights."""
    return tr(text, draws=draws if isinstance(draws, str) else draws.phrase, **values)
