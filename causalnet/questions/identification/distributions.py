"""Distributions that an estimand is evaluated on: a network, or the rows of a frame."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from causalnet.inference.posterior import joint
from causalnet.network.cases import Cases
from causalnet.network.network import Network
from causalnet.questions.identification.evaluation import Distributed

__all__ = ["NetworkDistribution", "RowDistribution", "TwoPopulations"]


class NetworkDistribution:
    """The joint tables of a network, each asked of the engine once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._kept: dict[tuple[str, ...], NDArray[np.float64]] = {}

    def joint(self, names: Sequence[str]) -> NDArray[np.float64]:
        """The joint table of some variables, in this order."""
        key = tuple(names)
        if key not in self._kept:
            self._kept[key] = joint(self._network, key)
        return self._kept[key]

    def experiment(self, names: Sequence[str], done: Sequence[str]) -> NDArray[np.float64]:
        """The joint table under every setting of some variables, which have the last axes."""
        states = [self._network.states[v] for v in done]
        settings = product(*states)
        each = [joint(self._network, names, done=dict(zip(done, s, strict=True))) for s in settings]
        whole = np.stack(each, axis=-1)
        return np.asarray(whole.reshape(*whole.shape[:-1], *map(len, states)))


class RowDistribution:
    """The shares of the rows of a frame.

    Parameters
    ----------
    rows : Cases
        Without empty cells.
    """

    def __init__(self, rows: Cases) -> None:
        # Equal rows are kept once, with their number.
        self._rows, counts = rows.distinct()
        self._sizes = {name: len(own) for name, own in rows.states.items()}
        self._place = {name: i for i, name in enumerate(rows.states)}
        self.counts = counts.astype(np.float64)

    def joint(self, names: Sequence[str]) -> NDArray[np.float64]:
        """The share of the rows in each combination of states, in this order."""
        shape = tuple(self._sizes[v] for v in names)
        cells = np.ravel_multi_index([self._rows[:, self._place[v]] for v in names], shape)
        found = np.bincount(cells, self.counts, minlength=int(np.prod(shape)))
        return np.asarray(found.reshape(shape) / self.counts.sum())

    def experiment(self, names: Sequence[str], done: Sequence[str]) -> NDArray[np.float64]:
        """The shares of the rows, in which some variables were set at random; these have the last axes."""
        return self.joint([*names, *done])

    def resampled(self, rng: np.random.Generator) -> RowDistribution:
        """As many rows, drawn from these with replacement (B. Efron 1979, the bootstrap)."""
        other = object.__new__(RowDistribution)
        other._sizes, other._place, other._rows = self._sizes, self._place, self._rows
        number = int(self.counts.sum())
        other.counts = rng.multinomial(number, self.counts / number).astype(np.float64)
        return other


class TwoPopulations:
    """The figures of this population, and those of an experiment in another one."""

    def __init__(self, here: Distributed, elsewhere: Distributed) -> None:
        self._here, self._elsewhere = here, elsewhere

    def joint(self, names: Sequence[str]) -> NDArray[np.float64]:
        """The joint table here."""
        return self._here.joint(names)

    def experiment(self, names: Sequence[str], done: Sequence[str]) -> NDArray[np.float64]:
        """The joint table under every setting, elsewhere."""
        return self._elsewhere.experiment(names, done)
