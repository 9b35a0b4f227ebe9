"""Contrasts of one model, asked at points of their own and compiled together.

A compilation at a few points takes about as long as one at a hundred. Where several contrasts of a model are searched
at once, the points that all of them ask for in a round are therefore compiled together, and each contrast is read from
its own part of the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import compile_model
from causalnet.compilation.parameters.ensemble import Ensemble, concatenated
from causalnet.errors import CalibrationError
from causalnet.network.network import Network
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates
from causalnet.questions.contrast.static import StaticContrast

__all__ = ["Batch", "PointsAsked", "batches", "values"]

Array = NDArray[np.float64]


class PointsAsked(NamedTuple):
    """A contrast, and the points at which it is asked.

    Attributes
    ----------
    contrast : Contrast
    coordinates : Coordinates
    points : ndarray, shape (coordinates, points)
    """

    contrast: Contrast
    coordinates: Coordinates
    points: Array

    @property
    def ensemble(self) -> Ensemble:
        """The points as an ensemble."""
        return self.coordinates.ensemble(self.points)

    @property
    def values(self) -> Array:
        """The contrast at the points, by itself, shape (points,)."""
        return self.contrast(self.ensemble).points


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Contrasts within a period of one model, compiled together.

    Attributes
    ----------
    contrasts : tuple of StaticContrast
    ensemble : Ensemble
        The points of all of them, one after another.
    parts : tuple of slice
        Those of each.
    network : Network
        The variables that bear on any of them.
    """

    contrasts: tuple[StaticContrast, ...]
    ensemble: Ensemble
    parts: tuple[slice, ...]
    network: Network

    @classmethod
    def of(cls, asked: Sequence[PointsAsked], *, along: bool = False) -> Batch:
        """What is asked, compiled together; with `along`, with an axis of points for every number.

        Raises
        ------
        CalibrationError
            If a baseline cannot be met at one of the points.
        """
        contrasts = tuple([a.contrast for a in asked if isinstance(a.contrast, StaticContrast)])
        model = contrasts[0].model
        ensembles = [a.ensemble for a in asked]
        ensemble = ensembles[0] if len(asked) == 1 else concatenated(model, ensembles)
        ensemble = ensemble.along() if along else ensemble
        ends = accumulate([e.points for e in ensembles], initial=0)
        bearing = {v for c in contrasts for v in c.names}
        names = [v for v in model.variables if v in bearing]
        network = compile_model(model, ensemble, names)
        return cls(contrasts, ensemble, tuple([slice(*x) for x in pairwise(ends)]), network)

    def values(self) -> Iterator[Array]:
        """Each contrast at its own points, shape (points,)."""
        for contrast, part in zip(self.contrasts, self.parts, strict=True):
            outcome = self.ensemble.only(contrast.conclusion.outcome, (), ()).at(part)
            own = np.atleast_1d(contrast.on(self.network.at(part), outcome))
            yield np.broadcast_to(own, (part.stop - part.start,))


def batches(asked: Sequence[PointsAsked]) -> Iterator[list[int]]:
    """The places of what can be compiled together: contrasts within a period of one model, up to as many points as fit."""
    models: dict[int, list[int]] = {}
    for i, a in enumerate(asked):
        if isinstance(a.contrast, StaticContrast):
            models.setdefault(id(a.contrast.model), []).append(i)
        else:
            yield [i]
    for places in models.values():
        batch: list[int] = []
        points, most = 0, 0
        for i in places:
            own, each = asked[i].points.shape[1], asked[i].contrast.points_per_task
            if batch and points + own > min(most, each):
                yield batch
                batch, points = [], 0
            most = min(most, each) if batch else each
            batch.append(i)
            points += own
        yield batch


def values(asked: Sequence[PointsAsked]) -> list[Array]:
    """Each contrast at its own points; NaN where a mechanism cannot meet its baseline."""
    found = dict[int, Array]()
    for places in batches(asked):
        together = [asked[i] for i in places]
        if len(places) == 1:
            found[places[0]] = together[0].values
            continue
        try:
            found |= zip(places, Batch.of(together).values(), strict=True)
        except CalibrationError:
            # Each by itself, which seeks out the points that cannot be.
            found |= {i: asked[i].values for i in places}
    return [found[i] for i in range(len(asked))]
