"""Contrasts: what a conclusion is about, as a function of a model's elicited numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.errors import CalibrationError
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion
from causalnet.model.draws import Draws
from causalnet.model.intervention import Intervention

__all__ = ["DRAWS_PER_TASK", "Contrast", "mean_and_error", "pieces"]

Array = NDArray[np.float64]

# Draws that are compiled and asked at a time, however many workers there are.
DRAWS_PER_TASK = 512


@dataclass(frozen=True, slots=True, eq=False)
class Contrast(ABC):
    """What a conclusion measures, at any points of a model's parameter space.

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
        """What is measured in each arm, shape (arms, points, repetitions).

        Raises
        ------
        CalibrationError
            Where a mechanism cannot meet its baseline at one of the points.
        """

    @abstractmethod
    def drawing(self, how: Draws) -> list[Callable[[], Array]]:
        """Tasks that give the contrast in draws from the model's judgements, piece by piece, shape (draws,) in all."""

    def over_draws(self, how: Draws) -> Array:
        """The contrast in draws from the model's judgements, shape (draws,)."""
        return np.concatenate([piece() for piece in self.drawing(how)])

    @property
    @abstractmethod
    def how(self) -> str:
        """How it is come by, for the provenance of an answer."""

    def repeated(self, ensemble: Ensemble) -> Array:
        """The contrast at each point, shape (points, repetitions); they differ in nothing but random numbers."""
        return self.between(self.measured(ensemble))

    def between(self, arms: Array) -> Array:
        """The contrast from what is measured in each arm."""
        if self.conclusion.threshold is not None:
            return np.asarray(arms[0] - self.conclusion.threshold)
        return np.asarray(arms[0] - arms[1])

    def estimate(self, ensemble: Ensemble) -> tuple[float, float]:
        """The contrast at one point, and its standard error; NaN where a baseline cannot be met."""
        try:
            return mean_and_error(self.repeated(ensemble))
        except CalibrationError:
            return float("nan"), float("nan")

    def __call__(self, ensemble: Ensemble) -> Array:
        """The contrast at each point.

        Returns
        -------
        ndarray, shape (points,)
            NaN where a mechanism cannot meet its baseline.
        """
        return np.concatenate([self._of(ensemble.at(piece)) for piece in pieces(ensemble.points)])

    def _of(self, ensemble: Ensemble) -> Array:
        """For points that are compiled in one go; those that cannot be are sought out by halves."""
        draws = ensemble.points
        try:
            return np.broadcast_to(self.repeated(ensemble).mean(axis=1), (draws,))
        except CalibrationError:
            if draws == 1:
                return np.array([np.nan])
        half = draws // 2
        halves = (ensemble.at(slice(0, half)), ensemble.at(slice(half, draws)))
        return np.concatenate([self._of(h) for h in halves])


def mean_and_error(values: Array) -> tuple[float, float]:
    """Of repetitions, with the standard error of the mean; of a single value it is zero."""
    error = values.std(ddof=1) / np.sqrt(values.size) if values.size > 1 else 0.0
    return float(values.mean()), float(error)


def pieces(draws: int) -> Iterator[slice]:
    """Chunks of the draws, the same for any number of workers."""
    return (
        slice(start, min(start + DRAWS_PER_TASK, draws))
        for start in range(0, draws, DRAWS_PER_TASK)
    )
