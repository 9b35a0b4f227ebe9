"""Conditional tables: an array whose axes have names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.console import called_from_outside, fitted
from causalnet.errors import unknown
from causalnet.text_width import look_wide, padded

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ConditionalTable"]


@dataclass(frozen=True, slots=True, eq=False)
class ConditionalTable:
    """P(variable | causes), with the names that its axes go by.

    Attributes
    ----------
    variable : str
        The variable whose distribution it is.
    causes : tuple of str
        The variables on which it depends.
    states : mapping from str to tuple of str
        The states along every axis.
    values : ndarray, shape (states of each cause…, states of the variable)
        Read-only; sums to one along the axis of the variable. In a drawn network there may be one more axis, last,
        for the draws. Print and frame then show the mean over them.

    Examples
    --------
    >>> from causalnet import Network
    >>> lawn = Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> print(lawn.table("wet"))
    P(wet | rain)
    rain      no   yes
    no     0.900 0.100
    yes    0.200 0.800
    """

    variable: str
    causes: tuple[str, ...]
    states: Mapping[str, tuple[str, ...]]
    values: NDArray[np.float64]

    @property
    def axes(self) -> tuple[str, ...]:
        """The name of each axis: the causes, then the variable."""
        return (*self.causes, self.variable)

    @property
    def mean(self) -> NDArray[np.float64]:
        """The values, averaged over draws if there are any."""
        if self.values.ndim == len(self.axes):
            return self.values
        return np.asarray(self.values.mean(axis=-1))

    @public
    def __getitem__(self, when: Mapping[str, str]) -> NDArray[np.float64]:
        """The part of the table at the given states of the named axes."""
        for axis, state in when.items():
            if axis not in self.axes:
                raise unknown("variable", axis, self.axes)
            if state not in self.states[axis]:
                raise unknown("state", state, self.states[axis], of=axis)
        index = [self.states[a].index(when[a]) if a in when else slice(None) for a in self.axes]
        return self.values[tuple(index)]

    def __eq__(self, other: object) -> bool:
        """Whether names, states and all numbers are equal."""
        if not isinstance(other, ConditionalTable):
            return NotImplemented
        return (
            self.axes == other.axes
            and all(tuple(self.states[a]) == tuple(other.states[a]) for a in self.axes)
            and np.array_equal(self.values, other.values)
        )

    def __hash__(self) -> int:
        return hash(self.axes)

    def __repr__(self) -> str:
        words = fitted if called_from_outside() else str
        return words(
            f"P({self.variable}" + (f" | {', '.join(self.causes)})" if self.causes else ")")
        )

    def __str__(self) -> str:
        words = fitted if called_from_outside() else str
        own = self.states[self.variable]
        rows = list(product(*(self.states[c] for c in self.causes)))
        flat = self.mean.reshape(len(rows), len(own))
        cells = [[*when, *(f"{x:.3f}" for x in p)] for when, p in zip(rows, flat, strict=True)]
        lines = [[words(text) for text in line] for line in ([*self.causes, *own], *cells)]
        widths = [max(look_wide(line[i]) for line in lines) for i in range(len(lines[0]))]
        left = len(self.causes)
        return "\n".join(
            [
                words(repr(self)),
                *(
                    " ".join(
                        padded(text, w, left=i < left)
                        for i, (text, w) in enumerate(zip(line, widths, strict=True))
                    )
                    for line in lines
                ),
            ]
        )

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for each combination of the causes' states."""
        import pandas as pd

        own = self.states[self.variable]
        columns = pd.Index(own, name=self.variable)
        flat = self.mean.reshape(-1, len(own))
        if not self.causes:
            return pd.DataFrame(flat, columns=columns)
        index = pd.MultiIndex.from_product([self.states[c] for c in self.causes], names=self.causes)
        return pd.DataFrame(flat, index=index, columns=columns)
