"""EffectBounds on an effect that figures do not settle: natural ones, and those that an instrument gives."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from causalnet.questions.identification.evaluation import Distributed

__all__ = ["instrumental_bounds", "natural_bounds"]

Array = NDArray[np.float64]
MOST_TYPES = 20_000
"""The number of response types of a case above which the programme of an instrument is not solved."""


def natural_bounds(
    of: Distributed, cause: str, state: int, outcome: str, worth: Array
) -> tuple[float, float]:
    """The least and the most of the outcome's mean worth under do(cause = state) that the joint of the two allows.

    Nothing is known of the cases in which the cause was otherwise: they may all have the worst outcome, or the best.

    References
    ----------
    C. F. Manski (1990), "Nonparametric bounds on treatment effects", *American Economic Review* 80(2), equation 1.
    """
    table = of.joint((cause, outcome))
    seen, rest = float(table[state] @ worth), float(1 - table[state].sum())
    return seen + rest * float(worth.min()), seen + rest * float(worth.max())


def instrumental_bounds(
    of: Distributed,
    instrument: str,
    given: Sequence[str],
    cause: str,
    state: int,
    outcome: str,
    worth: Array,
) -> tuple[float, float] | None:
    """The sharp bounds that one instrument gives, given other variables; None where the programme would be too large.

    In each stratum of `given` a case has a response type: what the cause would be at each state of the instrument, and
    what the outcome would be at each state of the cause. The shares of the types must reproduce the joint table.

    References
    ----------
    A. Balke and J. Pearl (1997), "EffectBounds on treatment effects from studies with imperfect compliance", *JASA* 92,
    section 3 (as a linear programme).
    """
    table = of.joint((*given, instrument, cause, outcome))
    z, x, y = table.shape[-3:]
    if x**z * y**x > MOST_TYPES:
        return None
    responses = list(product(product(range(x), repeat=z), product(range(y), repeat=x)))
    rows = [(zi, own[zi], after[own[zi]]) for own, after in responses for zi in range(z)]
    places = np.ravel_multi_index(np.transpose(rows), (z, x, y))
    columns = np.repeat(np.arange(len(responses)), z)
    matrix = sparse.csr_array(
        (np.ones(len(places)), (places, columns)), (z * x * y, len(responses))
    )
    goal = np.asarray([worth[after[state]] for _, after in responses])
    low = high = 0.0
    for stratum in table.reshape(prod(table.shape[:-3]), z, x, y):
        weight, arms = float(stratum.sum()), stratum.sum(axis=(1, 2), keepdims=True)
        if weight == 0:
            continue
        # A state of the instrument that does not occur constrains nothing.
        kept = np.repeat(arms.ravel() > 0, x * y)
        shares = np.divide(stratum, arms, where=arms > 0, out=np.zeros_like(stratum)).ravel()[kept]
        ends = [
            linprog(sign * goal, A_eq=matrix[kept], b_eq=shares, bounds=(0, 1), method="highs")
            for sign in (1, -1)
        ]
        if not all(end.success for end in ends):
            return None
        low, high = low + weight * ends[0].fun, high - weight * ends[1].fun
    return low, high
