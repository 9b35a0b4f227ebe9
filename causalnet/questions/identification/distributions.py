"""Distributions that an estimand is evaluated on: a network, or the rows of a frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError, unknown
from causalnet.inference.posterior import joint
from causalnet.network.network import Network

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FrameDistribution", "NetworkDistribution"]


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


class FrameDistribution:
    """The shares of the rows of a frame.

    Parameters
    ----------
    frame : pandas.DataFrame
        A column for every variable that is named, with its states as they are called.
    states : mapping from variable to sequence of str
        The states of the variables.

    Raises
    ------
    QuestionError
        If a column is missing, a cell is empty or is not a state, or there is no row.
    """

    def __init__(self, frame: pd.DataFrame, states: Mapping[str, Sequence[str]]) -> None:
        if not len(frame):
            raise QuestionError("The frame has no rows.")
        columns = [_codes(frame, name, own) for name, own in states.items()]
        # Equal rows are kept once, with their number.
        rows, counts = np.unique(np.column_stack(columns), axis=0, return_counts=True)
        self._sizes = {name: len(own) for name, own in states.items()}
        self._place = {name: i for i, name in enumerate(states)}
        self._rows, self.counts = rows, counts.astype(np.float64)

    def joint(self, names: Sequence[str]) -> NDArray[np.float64]:
        """The share of the rows in each combination of states, in this order."""
        shape = tuple(self._sizes[v] for v in names)
        cells = np.ravel_multi_index([self._rows[:, self._place[v]] for v in names], shape)
        found = np.bincount(cells, self.counts, minlength=int(np.prod(shape)))
        return np.asarray(found.reshape(shape) / self.counts.sum())

    def resampled(self, rng: np.random.Generator) -> FrameDistribution:
        """As many rows, drawn from these with replacement (B. Efron 1979, the bootstrap)."""
        other = object.__new__(FrameDistribution)
        other._sizes, other._place, other._rows = self._sizes, self._place, self._rows
        number = int(self.counts.sum())
        other.counts = rng.multinomial(number, self.counts / number).astype(np.float64)
        return other


def _codes(frame: pd.DataFrame, name: str, states: Sequence[str]) -> NDArray[np.int64]:
    """The position of the state in every row of one column."""
    if name not in frame.columns:
        raise unknown("column", name, [str(c) for c in frame.columns])
    place = {state: i for i, state in enumerate(states)}
    column = frame[name]
    if (empty := int(column.isna().sum())) > 0:
        raise QuestionError(f"Column {name!r} has {empty:,} empty cells. Leave those rows out.")
    for state in column.unique():
        if str(state) not in place:
            raise unknown("state", str(state), states, of=name)
    return np.asarray([place[str(state)] for state in column], np.int64)
