"""The size, the seed and the random streams of one particle simulation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.streams import stream
from causalnet.model.grammar.finding import Finding

__all__ = ["ParticleRun", "PeriodNumbers"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ParticleRun:
    """The settings of a simulation: its length, its evidence and its streams of random numbers.

    Every draw is repeated `times` times. With `shared`, all draws have the same random numbers.
    """

    outcomes: Sequence[str]
    evidence: Mapping[int, Mapping[str, Finding]]
    filtered: bool
    last: int
    particles: int
    draws: int
    seed: int
    chunk: int
    times: int
    shared: bool = False

    def repeated(self, columns: Array) -> Array:
        """The last axis, of columns, as two axes: draws and their repetitions."""
        return columns.reshape((*columns.shape[:-1], self.draws // self.times, self.times))

    def uniform(self, purpose: str) -> NDArray[np.float32]:
        """Random numbers that all arms share: they depend only on their purpose (common random numbers)."""
        if not self.shared:
            rng = stream(self.seed, f"{purpose} of chunk {self.chunk}")
            return rng.random((self.particles, self.draws), dtype=np.float32)
        own = stream(self.seed, f"{purpose} of chunk 0").random(
            (self.particles, self.times), dtype=np.float32
        )
        return np.tile(own, self.draws // self.times)

    def offsets(self, period: int) -> Array:
        """The random offset of the systematic resampling of every draw in a period, shape (draws,)."""
        rng = stream(self.seed, f"resampling at {period} of chunk {self.chunk}")
        return rng.random(self.draws)


class PeriodNumbers:
    """The random numbers of one period: each stream is read once for all arms.

    Parameters
    ----------
    run : ParticleRun
    period : int
    """

    def __init__(self, run: ParticleRun, period: int) -> None:
        self.run, self.period = run, period
        self._known: dict[str, NDArray[np.float32]] = {}

    def of(self, what: str) -> NDArray[np.float32]:
        """The numbers for a purpose in this period."""
        if what not in self._known:
            self._known[what] = self.run.uniform(f"{what}@{self.period}")
        return self._known[what]
