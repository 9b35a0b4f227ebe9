"""How a table answers to a small change of each of its numbers, calibration held still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError
from causalnet.mechanisms.noisy import noisy_log_slopes
from causalnet.mechanisms.slopes import Slope, predictor
from causalnet.model.mechanism import NoisyMax, NoisyMin, Ordinal
from causalnet.model.variable import Variable

__all__ = ["Response", "responses"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """Slopes of F_j(s) = P(Y ≤ j | s), with axes (combinations, j = 0 … k − 2, draws).

    Attributes
    ----------
    states : tuple of int
        How many states each cause has.
    cumulative : ndarray
        F itself.
    free : ndarray
        ∂F/∂c up to a factor for each j: c is the number that calibration frees.
    slopes : list of ndarray
        ∂F/∂w for every cause, then ∂F/∂γ for every modifier.
    """

    states: tuple[int, ...]
    cumulative: Array
    free: Array
    slopes: list[Array]


def responses(variable: Variable, slopes: Sequence[Slope], table: Array) -> Response:
    """The response of a table that has been compiled already.

    Parameters
    ----------
    table : ndarray, shape (states of each cause…, k, draws…)

    Raises
    ------
    QuestionError
        For a mechanism that has no closed form.
    """
    mechanism = variable.mechanism
    axes = len(slopes)
    flat = table.reshape((-1, *table.shape[axes:]))
    below = np.cumsum(flat, axis=1)[:, :-1]
    states = tuple([s.states for s in slopes])
    if isinstance(mechanism, Ordinal):
        spread = below * (1.0 - below)
        lifts = [_flat(x, axes) for x in _predictor_slopes(slopes)]
        return Response(states, below, spread, [-spread * x[:, None] for x in lifts])
    if isinstance(mechanism, NoisyMax | NoisyMin) and not mechanism.like_ordinal:
        highest = isinstance(mechanism, NoisyMax)
        own = below if highest else 1.0 - below
        k = table.shape[axes]
        powers = np.arange(1, k) if highest else np.arange(k - 1, 0, -1)
        logs = [noisy_log_slopes(slopes, i, powers, highest=highest) for i in range(axes)]
        moved = [own * _flat(x, axes) * (1.0 if highest else -1.0) for x in logs]
        silent = [0.0 * own for s in slopes for _ in s.scales]
        return Response(states, below, own if highest else -own, [*moved, *silent])
    kind = mechanism.kind
    raise QuestionError(
        f"The answer rests on {variable.name!r}, whose {kind} mechanism has no derivative in "
        "closed form here; an ordinal, a noisy-max and a noisy-min have."
    )


def _flat(array: Array, axes: int) -> Array:
    return array.reshape((-1, *array.shape[axes:]))


def _predictor_slopes(slopes: Sequence[Slope]) -> list[Array]:
    """∂η/∂w for every cause's own strength, then ∂η/∂γ for every modifier's amount."""
    zero = [np.zeros_like(s.weight) for s in slopes]
    found = []
    for i, slope in enumerate(slopes):
        unit = list(zero)
        # The sign of the influence is in the weight; at a strength of zero it is lost there.
        unit[i] = np.full_like(slope.weight, slope.sign)
        found.append(predictor(slopes, unit))
    for i, slope in enumerate(slopes):
        for at, scale in enumerate(slope.scales):
            alone = list(zero)
            alone[i] = slope.weight
            with_one, without = (
                [*slopes[:i], slope.scaled(at, amount), *slopes[i + 1 :]] for amount in (1.0, 0.0)
            )
            del scale
            found.append(predictor(with_one, alone) - predictor(without, alone))
    return found
