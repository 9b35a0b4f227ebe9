"""Contrasts of one model, asked at points of their own and compiled together.

A compilation at a few points takes about as long as one at a hundred. Where several contrasts of a model are searched
at once, the points that all of them ask for in a round are therefore compiled together, and each contrast is read from
its own part of the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import compile_model
from causalnet.compilation.parameters.ensemble import Ensemble, concatenated
from causalnet.errors import CalibrationError
from causalnet.model.causal_model import CausalModel
from causalnet.network.network import Network
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates
from causalnet.questions.contrast.static import StaticContrast, bearing_on_any

__all__ = ["Batch", "Evaluated", "PointsAsked", "batches", "evaluated", "values"]

Array = NDArray[np.float64]


class PointsAsked(NamedTuple):
    """A contrast, and the points at which it is asked.

    Attributes
    ----------
    contrast : Contrast
    coordinates : Coordinates
    points : ndarray, shape (coordinates, points)
    known : Evaluated, optional
        What is known of the contrast at other points, these perhaps among them.
    """

    contrast: Contrast
    coordinates: Coordinates
    points: Array
    known: Evaluated | None = None

    @property
    def ensemble(self) -> Ensemble:
        """The points as an ensemble."""
        return self.coordinates.ensemble(self.points)

    @property
    def values(self) -> Array:
        """The contrast at the points, by itself, shape (points,)."""
        return self.contrast(self.ensemble).points


class Evaluated(NamedTuple):
    """A contrast at some points.

    Attributes
    ----------
    values : ndarray, shape (points,)
        NaN where a mechanism cannot meet its baseline.
    coordinates : Coordinates
    points : ndarray, shape (coordinates, points)
    network : Network or None
        The model compiled at them, with all that bears on the contrast; None if they were not compiled in one go.
    """

    values: Array
    coordinates: Coordinates
    points: Array
    network: Network | None = None

    def places(self, asked: PointsAsked) -> NDArray[np.intp] | None:
        """Where other points are among these; None if they are not all there."""
        if self.coordinates is not asked.coordinates:
            return None
        same = (self.points[:, :, None] == asked.points[:, None]).all(axis=0)
        return same.argmax(axis=0) if same.any(axis=0).all() else None


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
        ensemble = _joint_ensemble(model, asked)
        ends = accumulate([a.points.shape[1] for a in asked], initial=0)
        names = bearing_on_any(model, contrasts)
        network = None
        if along:
            ensemble, network = ensemble.along(), _put_together(asked, names)
        network = network or compile_model(model, ensemble, names)
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


def _joint_ensemble(model: CausalModel, asked: Sequence[PointsAsked]) -> Ensemble:
    """All points, one after another. Those of contrasts with the same coordinates are laid out at once."""
    ensembles = []
    for _, own in groupby(asked, key=lambda a: a.coordinates.axes):
        alike = list(own)
        points = np.concatenate([a.points for a in alike], axis=1)
        ensembles.append(alike[0].coordinates.ensemble(points))
    return ensembles[0] if len(ensembles) == 1 else concatenated(model, ensembles)


def _put_together(asked: Sequence[PointsAsked], names: Sequence[str]) -> Network | None:
    """The network at all points, put together from networks that are compiled at them already; None without these."""
    parts: list[tuple[Network, NDArray[np.intp]]] = []
    for a in asked:
        network = a.known.network if a.known else None
        places = a.known.places(a) if a.known else None
        if network is None or places is None:
            return None
        parts.append((network, places))
    if not all(v in network for network, _ in parts for v in names):
        return None
    first = parts[0][0]
    return Network.trusted(
        {v: first.states[v] for v in names},
        {v: first.parents[v] for v in names},
        {v: np.concatenate([_columns(*part, v) for part in parts], axis=-1) for v in names},
        draws=sum([len(places) for _, places in parts]),
    )


def _columns(network: Network, places: NDArray[np.intp], name: str) -> Array:
    """A table at some of the points of a network, with an axis of points whether it differs between them or not."""
    table = network.values(name)
    if table.ndim > len(network.parents[name]) + 1:
        return table.take(places, axis=-1)
    return np.broadcast_to(table[..., None], (*table.shape, len(places)))


def values(asked: Sequence[PointsAsked]) -> list[Array]:
    """Each contrast at its own points; NaN where a mechanism cannot meet its baseline."""
    return [found.values for found in evaluated(asked)]


def evaluated(asked: Sequence[PointsAsked]) -> list[Evaluated]:
    """Each contrast at its own points, with the network that it was read from."""
    found = dict[int, Evaluated]()
    for places in batches(asked):
        together = [asked[i] for i in places]
        found |= zip(places, _evaluated_together(together), strict=True)
    return [found[i] for i in range(len(asked))]


def _evaluated_together(asked: Sequence[PointsAsked]) -> list[Evaluated]:
    first = asked[0]
    in_one_go = first.points.shape[1] <= first.contrast.points_per_task or len(asked) > 1
    if isinstance(first.contrast, StaticContrast) and in_one_go:
        # Else each by itself, which seeks out the points at which a baseline cannot be met.
        with suppress(CalibrationError):
            batch = Batch.of(asked)
            return [
                Evaluated(own, a.coordinates, a.points, batch.network.at(part))
                for own, a, part in zip(batch.values(), asked, batch.parts, strict=True)
            ]
    return [Evaluated(a.values, a.coordinates, a.points) for a in asked]
