"""What a setting does to the law of a variable, particle by particle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.model.finding import Finding, Likelihood
from causalnet.model.intervention import Hard, Partial, Policy, Setting, Shift, Stochastic
from causalnet.model.variable import Variable
from causalnet.questions.time.transition_model import States, Survival

__all__ = ["acted", "listens", "sources", "weights_of"]


def listens(setting: Setting | None) -> bool:
    """Whether a variable that is set still answers to its causes."""
    return not (
        isinstance(setting, Hard | Stochastic | Policy)
        or (isinstance(setting, Partial) and setting.uptake == 1)
    )


def sources(setting: Setting | None) -> list[str]:
    """What a setting looks at."""
    return [setting.given] if isinstance(setting, Policy) else []


def acted(
    setting: Setting | None,
    natural: Callable[[], Survival],
    variables: Mapping[str, Variable],
    name: str,
    states_of: Callable[[str], States],
) -> Survival:
    """P(Y ≥ j) once a setting has been carried out.

    Parameters
    ----------
    natural : callable
        The law that the variable would have followed.
    states_of : callable
        The states of another variable in the same period.
    """
    own = variables[name].states
    if setting is None:
        return natural()
    if isinstance(setting, Hard | Stochastic):
        return _lottery(setting, own)[:, None, None]
    if isinstance(setting, Shift):
        return _shifted(natural(), setting.steps)
    if isinstance(setting, Partial):
        certain = _lottery(Hard(setting.state), own)[:, None, None]
        if not listens(setting):
            return certain
        u = np.float32(setting.uptake)
        return np.asarray((1 - u) * natural() + u * certain)
    given = variables[setting.given].states
    choices = np.stack([_lottery(setting.choose[s], own) for s in given], axis=1)
    return np.asarray(choices[:, states_of(setting.given)])


def _lottery(setting: Hard | Stochastic, states: Sequence[str]) -> Survival:
    p = {setting.state: 1.0} if isinstance(setting, Hard) else setting.p
    chances = np.array([p.get(state, 0.0) for state in states])
    survival = np.cumsum(chances[::-1] / chances.sum())[::-1][1:]
    return np.asarray(survival, dtype=np.float32)


def _shifted(law: Survival, steps: int) -> Survival:
    """P(clip(Y + n) ≥ j) = P(Y ≥ j − n), certain at the bottom and impossible past the top."""
    one = np.ones_like(law[0])
    count = len(law)
    rows = []
    for j in range(1, count + 1):
        at = j - steps
        rows.append(one if at <= 0 else 0 * one if at > count else law[at - 1])
    return np.stack(rows)


def weights_of(finding: Finding, states: Sequence[str]) -> NDArray[np.float64]:
    """How much a finding speaks for each state."""
    if isinstance(finding, Likelihood):
        return np.array([finding.p[s] for s in states], dtype=np.float64)
    kept = {finding} if isinstance(finding, str) else finding
    return np.array([s in kept for s in states], dtype=np.float64)
