"""The log-likelihood of all cases as a function of the judged numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import compile_model
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.errors import CalibrationError, QuestionError
from causalnet.questions.learning.normal_scores import NormalScores
from causalnet.questions.learning.row_likelihood import RowLikelihood

__all__ = ["CaseEvidence", "LogLikelihood", "RowEvidence", "at_every_point"]

Array = NDArray[np.float64]

# The points that are compiled at a time.
POINTS_PER_TASK = 2048
# Draws from the judgements in which cases are tried that are impossible at the central numbers.
TRIED = 200


class CaseEvidence(ABC):
    """Something that cases say, with a likelihood at every point of the numbers.

    Attributes
    ----------
    remedy : str
        What to do about something of it that is impossible.
    """

    remedy: ClassVar[str]

    @abstractmethod
    def at(self, ensemble: Ensemble) -> Array:
        """The log-likelihood at every point, shape (points,).

        Raises
        ------
        CalibrationError
            If a baseline cannot be met at one of the points.
        """

    @abstractmethod
    def scores(self, ensemble: Ensemble, steps: Array) -> tuple[Array, Array]:
        """Gradient and information, from one point and the lower and upper neighbours of each number."""

    @abstractmethod
    def impossible(self, ensemble: Ensemble) -> str:
        """What of it is impossible at one point, as a sentence without its full stop; empty if nothing is."""


@dataclass(frozen=True, eq=False)
class RowEvidence(CaseEvidence):
    """The rows of a frame."""

    remedy = "leave them out, or change the table that forbids them"
    rows: RowLikelihood

    def at(self, ensemble: Ensemble) -> Array:
        """The log-likelihood of the rows."""
        return self.rows(compile_model(self.rows.model, ensemble, self.rows.names))

    def scores(self, ensemble: Ensemble, steps: Array) -> tuple[Array, Array]:
        """Gradient and information of the rows."""
        return self.rows.scores(compile_model(self.rows.model, ensemble, self.rows.names), steps)

    def impossible(self, ensemble: Ensemble) -> str:
        """The cells of the first rows that cannot be."""
        try:
            network = compile_model(self.rows.model, ensemble, self.rows.names)
        except CalibrationError as error:
            raise QuestionError(
                "The margins of the rows stand in for the baselines, and the model does not meet them, neither at the "
                f"central numbers nor in {TRIED} draws from the judgements. {error}"
            ) from error
        told = self.rows.impossible(network)
        return f"There are rows with {told}" if told else ""


@dataclass(frozen=True, eq=False)
class LogLikelihood:
    """What all evidence says at any values of the numbers.

    Attributes
    ----------
    numbers : NormalScores
    fixed : Ensemble
        One point, for the numbers that do not vary.
    evidence : sequence of CaseEvidence
    """

    numbers: NormalScores
    fixed: Ensemble
    evidence: Sequence[CaseEvidence]

    def __call__(self, values: Array) -> Array:
        """At values of shape (numbers, points); minus infinity where a baseline cannot be met."""
        points = values.shape[1]
        pieces = [
            values[:, start : start + POINTS_PER_TASK]
            for start in range(0, points, POINTS_PER_TASK)
        ]
        return np.concatenate([self._of(piece) for piece in pieces])

    def _of(self, values: Array) -> Array:
        return at_every_point(self.evidence, self.numbers.ensemble(values, self.fixed))

    def require_possible(self) -> None:
        """Refuse cases that are impossible at the central numbers and in every one of some draws from the judgements.

        Raises
        ------
        QuestionError
        """
        centre = np.array([n.judged.central for n in self.numbers.numbers])[:, None]
        if not np.isneginf(self(centre)).all():
            return
        some = self.numbers.values(*self.numbers.from_prior(TRIED, np.random.default_rng(0)))
        if len(self.numbers) and not np.isneginf(self(some)).all():
            return
        for e in self.evidence:
            if told := e.impossible(self.numbers.ensemble(centre, self.fixed).plain()):
                raise QuestionError(
                    f"{told}. That is impossible in the model, at the central numbers and in {TRIED} draws from the "
                    f"judgements: {e.remedy}."
                )

    def scores(self, values: Array) -> tuple[Array, Array]:
        """Gradient and Fisher information by the numbers at one point, shape (numbers,).

        Raises
        ------
        CalibrationError
            If a baseline cannot be met beside it.
        """
        low, high = self.numbers.beside(values)
        count = len(values)
        points = np.repeat(values[:, None], 1 + 2 * count, axis=1)
        each = np.arange(count)
        points[each, 1 + each] = low
        points[each, 1 + count + each] = high
        ensemble = self.numbers.ensemble(points, self.fixed)
        gradient, information = np.zeros(count), np.zeros((count, count))
        for e in self.evidence:
            g, i = e.scores(ensemble, high - low)
            gradient, information = gradient + g, information + i
        return gradient, information


def at_every_point(evidence: Sequence[CaseEvidence], ensemble: Ensemble) -> Array:
    """The log-likelihood of all evidence; points at which a baseline cannot be met are sought out by halves."""
    points = ensemble.points
    try:
        total = sum((e.at(ensemble) for e in evidence), start=np.zeros(points))
        return np.asarray(total)
    except CalibrationError:
        if points == 1:
            return np.full(1, -np.inf)
    middle = points // 2
    halves = ensemble.at(slice(0, middle)), ensemble.at(slice(middle, points))
    return np.concatenate([at_every_point(evidence, half) for half in halves])
