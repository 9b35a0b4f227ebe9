"""How far two arms are apart at the central numbers, for every variable: exact wherever nothing that it rests on moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import network_of
from causalnet.inference.marginals import all_marginals
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.graph import ancestors
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates
from causalnet.questions.query.question import carried_out

__all__ = ["CentralChange", "central_change"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class CentralChange:
    """What differs between the arms at the central numbers.

    Attributes
    ----------
    central : ndarray, shape (coordinates, 1)
    apart : mapping from str to ndarray, shape (states − 1,)
        For each variable how much P(variable ≥ j) differs.
    rests_on : mapping from str to sequence of int
        The coordinates on which that rests.
    """

    central: Array
    apart: Mapping[str, Array]
    rests_on: Mapping[str, list[int]]

    def between(self, low: Array, high: Array) -> Callable[[str], NDArray[np.bool_]]:
        """Where all on which a variable rests is central, if each number is between its values in two points."""
        moved = (low != self.central) | (high != self.central)
        return lambda name: ~moved[self.rests_on[name]].any(axis=0)


def central_change(contrast: Contrast, coordinates: Coordinates) -> CentralChange:
    """What differs between the arms of a contrast within a period, where nothing is observed."""
    first, second = (_survival(contrast, arm) for arm in contrast.arms)
    model = contrast.model
    parents = {v: [i.cause for i in model.causes(v)] for v in model.variables}
    rests_on = {}
    for name in contrast.names:
        above = ancestors(parents, [name])
        own = enumerate(coordinates.numbers)
        rests_on[name] = [i for i, number in own if number.part.effect in above]
    apart = {v: abs(first[v] - second[v]) for v in contrast.names}
    return CentralChange(coordinates.central[:, None], apart, rests_on)


def _survival(contrast: Contrast, arm: Intervention) -> dict[str, Array]:
    """P(variable ≥ j) in one arm, shape (states − 1,)."""
    network = network_of(contrast.model)
    target, done = carried_out(network, arm)
    found = all_marginals(target, {}, done=done)
    return {v: np.cumsum(found[v][::-1])[-2::-1] for v in contrast.names}
