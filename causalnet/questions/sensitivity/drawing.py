"""What a sensitivity asks of a model in draws: mixtures of two samples, and the payoffs of choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.parameters.sampling import sampled
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.judgements.draws import Draws
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates
from causalnet.questions.contrast.static import StaticContrast
from causalnet.questions.sensitivity.payoffs import payoff, payoffs
from causalnet.questions.sensitivity.variance_shares import (
    VarianceShares,
    mixed_values,
    shares_of_values,
)
from causalnet.workers import Task

__all__ = ["Drawing", "FoundInDraws"]

Array = NDArray[np.float64]
# The most draws that are taken at a time, of which two workers share a thousand.
DRAWS_PER_TASK = 512


class FoundInDraws(NamedTuple):
    """What was found in draws.

    Attributes
    ----------
    shares : VarianceShares or None
    payoffs : ndarray, shape (draws, choices), or None
    """

    shares: VarianceShares | None
    payoffs: Array | None


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """Draws in pieces, the same for any number of workers. Within a period one task does all that is asked of a piece.

    The first sample of the mixtures is the one in which choices pay, so that tables are made for both at once.

    Attributes
    ----------
    contrast : Contrast
    coordinates : Coordinates
    how : Draws
    mixes : bool
        Whether shares of variance are asked for.
    choices : sequence of Intervention
        Those whose payoffs are asked for.
    """

    contrast: Contrast
    coordinates: Coordinates
    how: Draws
    mixes: bool
    choices: Sequence[Intervention]

    def tasks(self) -> list[Task[Any]]:
        """The tasks, the longest first."""
        within = self.choices if self._is_static else ()
        singly = () if self._is_static else self.choices
        # FoundInDraws here once, and not in each worker.
        sample = sampled(self.contrast.model, self.how)
        return [
            *(
                partial(_of_piece, self.contrast, self.coordinates, within, sample.at(piece), pair)
                for piece, pair in zip(self._pieces(), self._pairs(), strict=True)
            ),
            *(partial(payoff, self.contrast, choice, self.how) for choice in singly),
        ]

    def drawn(self, found: Sequence[Any]) -> FoundInDraws:
        """What the tasks have found."""
        pairs = [pair for pair in self._pairs() if pair is not None]
        parts, singly = found[: len(self._pieces())], found[len(self._pieces()) :]
        shares, paying = None, None
        if pairs:
            moving = np.any([(pair.a != pair.b).any(axis=1) for pair in pairs], axis=0)
            shares = shares_of_values(
                np.concatenate([part.mixed for part in parts], axis=1), moving
            )
        if self.choices and self._is_static:
            paying = np.concatenate([part.payoffs for part in parts], axis=1).T
        elif self.choices:
            paying = np.stack(singly, axis=1)
        return FoundInDraws(shares, paying)

    @property
    def _is_static(self) -> bool:
        return isinstance(self.contrast, StaticContrast)

    def _pieces(self) -> list[slice]:
        most = min(DRAWS_PER_TASK, self.contrast.lighter.points_per_task)
        # Of nearly the same length, so that workers end together.
        each = -(-self.how.n // -(-self.how.n // most))
        return [slice(i, min(i + each, self.how.n)) for i in range(0, self.how.n, each)]

    def _pairs(self) -> Sequence[_Pair | None]:
        """Two samples, the second from another seed, piece by piece."""
        if not self.mixes:
            return [None] * len(self._pieces())
        a, b = (
            self.coordinates.of_ensemble(sampled(self.contrast.model, self.how.independent(seed)))
            for seed in (self.how.seed, self.how.seed + 1)
        )
        return [_Pair(a[:, piece], b[:, piece]) for piece in self._pieces()]


class _Pair(NamedTuple):
    """Some points of two samples; shape (numbers, points) each."""

    a: Array
    b: Array


class _Part(NamedTuple):
    """What was found in a piece: the contrast in mixtures, shape (2 + numbers, points), and payoffs, shape (choices, points)."""

    mixed: Array | None
    payoffs: Array | None


def _of_piece(
    contrast: Contrast,
    coordinates: Coordinates,
    choices: Sequence[Intervention],
    ensemble: Ensemble,
    pair: _Pair | None,
) -> _Part:
    """The contrast at the points of both samples, and with each number in turn from the second; and the payoffs."""
    mixed, paying, light = None, None, contrast.lighter
    if pair is not None:
        mixed = mixed_values(lambda points: light(coordinates.ensemble(points)).points, *pair)
    if choices and isinstance(contrast, StaticContrast):
        paying = payoffs(contrast, choices, ensemble)
    return _Part(mixed, paying)
