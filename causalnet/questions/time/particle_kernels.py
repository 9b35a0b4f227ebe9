"""Kernels of settings and weights of findings, applied to the law of a variable, particle by particle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.model.grammar.setting import Setting
from causalnet.network.kernel import kernel_of
from causalnet.questions.time.transition_model import StateIndices, Survival

__all__ = ["acted", "weights_of"]


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
