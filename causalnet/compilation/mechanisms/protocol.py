"""The protocol of mechanisms, `ParametricCPT`: one class and one file for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration_target import CalibrationTarget
from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.compilation.mechanisms.cpt_jacobian import Jacobian
from causalnet.model.mechanism import Mechanism

__all__ = ["LatentScaleCPT", "Matching", "ParametricCPT"]

Array = NDArray[np.float64]


class Matching(NamedTuple):
    """Weights that give a mechanism a share of an ordinal's effects, and the limit on the share.

    Attributes
    ----------
    slopes : list of Slope
        With these weights.
    share : ndarray, shape (draws,)
    edge : ndarray, shape (causes, draws)
        If the share is less than one: the derivatives of the limiting constraint by each weight.
    edge_causes : ndarray, shape (combinations, draws)
        The same by the joint distribution of the causes.
    """

    slopes: list[Slope]
    share: Array
    edge: Array
    edge_causes: Array

    @classmethod
    def in_full(cls, slopes: list[Slope], target: CalibrationTarget) -> Matching:
        """The full effects, without a limit."""
        joint = target.flat(len(slopes))
        draws = joint.shape[1:]
        return cls(slopes, np.ones(draws), np.zeros((len(slopes), *draws)), np.zeros_like(joint))


class ParametricCPT(Protocol):
    """A conditional probability table made from strengths and from the numbers that calibration frees.

    Arrays have one axis for each cause, then the states of the effect, then the axes of the parameters
    (draws). Slopes and targets come aligned: all of them have the axes of the parameters, or none has.
    """

    cumulative_logit: ClassVar[bool]
    """Whether P(Y ≥ j | s) is σ(η(s) − τ_j), so that it is evaluated without a table."""

    full_support: ClassVar[bool]
    """Whether every state has a positive probability, whatever the causes and the strengths are."""

    @property
    def mechanism(self) -> Mechanism:
        """The description from which the table is made."""

    @property
    def like_ordinal(self) -> bool:
        """Whether the strengths are those of an ordinal, whose effects it matches."""

    @property
    def copies(self) -> int:
        """Arrays of the table's size that are alive at once while it is made.

        Measured as the growth of the process for one effect with 20 causes, and with 13 in 200 draws.
        """

    def root(self, states: int) -> Array:
        """The distribution of a variable without causes and without a baseline."""

    def responds(self, at: int | None) -> bool:
        """Whether a change of a cause of positive strength changes P(Y ≥ at), or any P(Y ≥ j), for certain."""

    def table(
        self,
        slopes: Sequence[Slope],
        target: CalibrationTarget,
        moved: Sequence[Slope] | None = None,
    ) -> Array:
        """P(Y = j | s), calibrated.

        Parameters
        ----------
        slopes : sequence of Slope
            The slopes with which it is calibrated.
        target : CalibrationTarget
        moved : sequence of Slope, optional
            The slopes of the table. Default: `slopes`.

        Raises
        ------
        CalibrationError
            If the baseline cannot be met.
        """

    def jacobian(
        self, slopes: Sequence[Slope], table: Array, target: CalibrationTarget
    ) -> Jacobian:
        """The derivatives of an existing table by its numbers."""

    def matched(
        self, slopes: Sequence[Slope], effects: Array, target: CalibrationTarget
    ) -> list[Slope]:
        """The slopes that give moving each cause these effects, or the largest share of them.

        Parameters
        ----------
        effects : ndarray, shape (causes, parameters…)
            The result of `effects_of_causes`.
        """

    def matching(
        self, slopes: Sequence[Slope], effects: Array, target: CalibrationTarget
    ) -> Matching:
        """As `matched`, in draws, with the terms for the implicit function theorem.

        Raises
        ------
        QuestionError
            If the slopes do not depend smoothly on the effects.
        """


class LatentScaleCPT:
    """The common part of mechanisms whose states are stretches of a latent scale, cut by thresholds.

    The distribution on the scale gives every stretch a positive probability, and moves strictly with its mean.
    """

    __slots__ = ()

    full_support: ClassVar[bool] = True

    def root(self, states: int) -> Array:
        """Uniform."""
        return np.full(states, 1 / states)

    def responds(self, at: int | None) -> bool:
        """Always: the distribution function falls strictly with the mean."""
        return True
