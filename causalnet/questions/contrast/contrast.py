"""Contrasts: what a conclusion is about, as a function of a model's elicited numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.errors import CalibrationError
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.judgements.draws import Draws
from causalnet.questions.estimate import Estimate

__all__ = ["POINTS_PER_TASK", "Contrast"]

Array = NDArray[np.float64]

# Points that are compiled and asked at a time, however many workers there are.
POINTS_PER_TASK = 512


@dataclass(frozen=True, slots=True, eq=False)
class Contrast(ABC):
    """The measured quantity of a conclusion, at any points of a model's parameter space.

    For a change it is the measure under one arm less that under the other; for a threshold, the measure
    less the threshold. Everything is calibrated anew at every point. Who asks need not know whether it is
    read within a period, from the model unrolled over periods, or from a simulation.

    Attributes
    ----------
    model : CausalModel
    conclusion : Conclusion
    names : tuple of str
        The variables that bear on it, through calibration too.
    """

    model: CausalModel
    conclusion: Conclusion
    names: tuple[str, ...]

    @property
    def arms(self) -> tuple[Intervention, ...]:
        """The interventions that are held against each other; one where it is a threshold."""
        under, versus = self.conclusion.under, self.conclusion.versus
        return (under,) if self.conclusion.passes else (under, versus)

    @property
    @abstractmethod
    def exact(self) -> bool:
        """Whether nothing is sampled."""

    @property
    @abstractmethod
    def affordable(self) -> int | None:
        """The number of points at which one part of an answer may ask for it; None for any number."""

    @abstractmethod
    def effort(self, points: int) -> str:
        """What a part that asks for it at so many points would take: the reason for which it is left out."""

    @property
    def points_per_task(self) -> int:
        """The number of points that are compiled and asked at a time."""
        return POINTS_PER_TASK

    def pieces(self, points: int) -> Iterator[slice]:
        """The points in tasks, the same for any number of workers."""
        each = self.points_per_task
        return (slice(start, min(start + each, points)) for start in range(0, points, each))

    @property
    @abstractmethod
    def lighter(self) -> Contrast:
        """The same at many points, where less precision serves."""

    @abstractmethod
    def variant(self, model: CausalModel) -> Contrast:
        """The same conclusion about a variant of the model, solved in the same way."""

    @abstractmethod
    def require(self, draws: int) -> None:
        """Refuse a number of draws that would take too much memory, before anything is worked out.

        Raises
        ------
        MemoryLimitError
        """

    @abstractmethod
    def measured(self, ensemble: Ensemble) -> Array:
        """The measured quantity in each arm, shape (arms, points, repetitions).

        Raises
        ------
        CalibrationError
            If a mechanism cannot meet its baseline at one of the points.
        """

    @abstractmethod
    def survival(self, ensemble: Ensemble) -> Array:
        """The chance of each state of the outcome but the lowest, with those above it, shape (arms, states - 1)."""

    @abstractmethod
    def drawing(self, how: Draws) -> list[Callable[[], Array]]:
        """Tasks that give the contrast in draws from the model's judgements, piece by piece, shape (draws,) in all."""

    def over_draws(self, how: Draws) -> Estimate:
        """The contrast in draws from the model's judgements."""
        return Estimate(np.concatenate([piece() for piece in self.drawing(how)]), drawn=True)

    @property
    @abstractmethod
    def how(self) -> str:
        """The method, for the provenance of an answer."""

    def between(self, arms: Array) -> Estimate:
        """The contrast from what is measured in each arm."""
        other = arms[1] if self.conclusion.threshold is None else self.conclusion.threshold
        return Estimate(arms[0] - other)

    def __call__(self, ensemble: Ensemble) -> Estimate:
        """The contrast at every point of an ensemble; NaN where a mechanism cannot meet its baseline."""
        # Where all numbers are plain, all points are alike. What varies between pieces may be the same within one.
        pieces = [*self.pieces(ensemble.axis or 1)]
        whole = len(pieces) == 1
        parts = [self._of(ensemble if whole else ensemble.at(piece).plain()) for piece in pieces]
        values = _joined(parts)
        return Estimate(np.broadcast_to(values, (ensemble.points, values.shape[1])))

    def _of(self, ensemble: Ensemble) -> Array:
        """At points that are compiled in one go; those that cannot be are sought out by halves."""
        points = ensemble.points
        try:
            values = self.between(self.measured(ensemble)).values
            return np.broadcast_to(values, (points, values.shape[1]))
        except CalibrationError:
            if points == 1:
                return np.full((1, 1), np.nan)
        middle = points // 2
        halves = (ensemble.at(slice(0, middle)), ensemble.at(slice(middle, points)))
        return _joined([self._of(half) for half in halves])


def _joined(parts: Sequence[Array]) -> Array:
    """Values at some points after those at others; a point without a value has a single NaN for all repetitions."""
    repetitions = max(part.shape[1] for part in parts)
    return np.concatenate([np.broadcast_to(part, (len(part), repetitions)) for part in parts])
