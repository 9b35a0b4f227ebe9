"""Kernels: the effect of a setting on its variable.

Whatever its kind, a setting is a Markov kernel: a row of probabilities over the variable's states for each
combination of states of its sources. The source is the variable itself, as it would have been; other variables, which a
policy reads; or nothing. Tables, particles, signs and intervals all apply the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import InterventionError
from causalnet.model.grammar.setting import (
    Hard,
    Partial,
    Policy,
    Setting,
    Shift,
    States,
    Stochastic,
)

__all__ = ["Kernel", "Local", "kernel_of"]

Array = NDArray[np.float64]
# The causes of a variable, and its table.
Local: TypeAlias = tuple[tuple[str, ...], Array]


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """A setting as a Markov kernel.

    Attributes
    ----------
    sources : tuple of str
        The variable itself, the variables that a policy reads, or none.
    rows : ndarray, shape (combinations of states of the sources, states)
        P(the variable's state | the sources' states), the last source running fastest; a single row if there are no
        sources.
    """

    sources: tuple[str, ...]
    rows: Array

    def table(self, states: States) -> Array:
        """The rows with an axis for each source."""
        return self.rows.reshape(*(len(states[v]) for v in self.sources), -1)

    def applied(self, name: str, own: Local, states: States) -> Local:
        """The causes and the table of a variable once it is set; `own` is what it had."""
        if not self.sources:
            return (), self.rows[0]
        if self.sources != (name,):
            return self.sources, self.table(states)
        parents, table = own
        axis = len(parents)
        return parents, np.moveaxis(np.tensordot(table, self.rows, axes=(axis, 0)), -1, axis)

    def transposed(self, cotangent: Array, axis: int) -> Array:
        """From the cotangent of the table of a variable that is set by itself to that of the table that it had.

        Parameters
        ----------
        cotangent : ndarray
        axis : int
            That of the variable's states.
        """
        return np.moveaxis(np.tensordot(cotangent, self.rows, axes=(axis, 1)), -1, axis)

    @property
    def survival(self) -> Array:
        """P(state or higher | the sources' states), shape (combinations, states − 1)."""
        return np.asarray(np.cumsum(self.rows[:, ::-1], axis=1)[:, -2::-1])


@singledispatch
def kernel_of(setting: Setting | None, name: str, states: States) -> Kernel:
    """The kernel of a setting.

    Parameters
    ----------
    setting : Setting or None
        None for a variable that is not set.
    name : str
        The variable that is set.
    states : mapping from variable to states
        Of the variable, and of those that a policy reads.

    Examples
    --------
    >>> from causalnet.model.grammar.setting import shift
    >>> kernel_of(shift(1), "toll", {"toll": ["none", "half", "full"]}).rows
    array([[0., 1., 0.],
           [0., 0., 1.],
           [0., 0., 1.]])
    """
    if setting is None:
        return Kernel((name,), np.eye(len(states[name])))
    raise InterventionError(f"{setting!r} is not a setting.")


@kernel_of.register
def _(setting: Hard, name: str, states: States) -> Kernel:
    return Kernel((), _lottery(setting, states[name])[None])


@kernel_of.register
def _(setting: Stochastic, name: str, states: States) -> Kernel:
    return Kernel((), _lottery(setting, states[name])[None])


@kernel_of.register
def _(setting: Shift, name: str, states: States) -> Kernel:
    count = len(states[name])
    return Kernel((name,), np.eye(count)[np.clip(np.arange(count) + setting.steps, 0, count - 1)])


@kernel_of.register
def _(setting: Policy, name: str, states: States) -> Kernel:
    keys = setting.keys(states)
    choices = [_lottery(setting.choose[key], states[name]) for key in keys]
    return Kernel(setting.reads, np.array(choices))


@kernel_of.register
def _(setting: Partial, name: str, states: States) -> Kernel:
    certain = _lottery(Hard(setting.state), states[name])
    if setting.uptake == 1:
        return Kernel((), certain[None])
    itself = np.eye(len(certain))
    return Kernel((name,), (1 - setting.uptake) * itself + setting.uptake * certain)


def _lottery(setting: Hard | Stochastic, states: Sequence[str]) -> Array:
    """A distribution over the states that does not depend on a source."""
    p = {setting.state: 1.0} if isinstance(setting, Hard) else setting.p
    return np.array([p.get(state, 0.0) for state in states])
