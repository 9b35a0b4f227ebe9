"""The law of a variable, particle by particle: from a table, under the kernel of a setting, with the weights of a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.model.grammar.setting import Setting
from causalnet.network.kernel import kernel_of

__all__ = ["StateIndices", "Survival", "acted", "survival_of", "weights_of"]

Array = NDArray[np.float64]
StateIndices = NDArray[np.signedinteger]
Survival = NDArray[np.floating]


def acted(
    setting: Setting | None,
    natural: Callable[[], Survival],
    states: Mapping[str, Sequence[str]],
    name: str,
    states_of: Callable[[str], StateIndices],
) -> Survival:
    """P(Y ≥ j) once a setting has been carried out.

    Parameters
    ----------
    natural : callable
        The law of the variable without the setting.
    states : mapping from variable to states
    states_of : callable
        The states of another variable in the same period.
    """
    if setting is None:
        return natural()
    kernel = kernel_of(setting, name, states)
    above = (kernel.survival / kernel.rows.sum(axis=1, keepdims=True)).astype(np.float32)
    if not kernel.sources:
        return np.asarray(above[0][:, None, None])
    if kernel.sources != (name,):
        sizes = [len(states[v]) for v in kernel.sources]
        rows = np.ravel_multi_index([states_of(v) for v in kernel.sources], sizes)
        return np.asarray(above.T[:, rows])
    # Summation by parts: Σ_i P(Y = i) R(≥ j | i) = R(≥ j | 0) + Σ_{i≥1} P(Y ≥ i) (R(≥ j | i) − R(≥ j | i − 1)).
    steps = np.diff(above, axis=0)
    return np.asarray(above[0][:, None, None] + np.tensordot(steps.T, natural(), axes=1))


def weights_of(finding: Finding, states: Sequence[str]) -> NDArray[np.float64]:
    """The likelihood of a finding in each state."""
    if isinstance(finding, Likelihood):
        return np.array([finding.p[s] for s in states], dtype=np.float64)
    kept = {finding} if isinstance(finding, str) else finding
    return np.array([s in kept for s in states], dtype=np.float64)


def survival_of(table: Array, axes: int, kind: type = np.float32) -> Survival:
    """P(Y ≥ j) from a table whose first `axes` axes are causes: shape (k − 1, combinations, draws or one).

    Without causes, (k − 1, draws or one).
    """
    flat = table.reshape((-1, *table.shape[axes:])) if axes else table[None]
    if flat.ndim == 2:
        flat = flat[..., None]
    survival = np.cumsum(flat[:, ::-1], axis=1)[:, ::-1][:, 1:]
    found: Survival = np.moveaxis(survival, 1, 0).astype(kind)
    return found if axes else np.asarray(found[:, 0])
