"""The adjoint of a CPT: backpropagates a gradient to its parameters and to the joint of its parents.

`_through_calibration` and `_through_matching` have the formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration_target import CalibrationTarget, aligned
from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.compilation.mechanisms.cpt_jacobian import Jacobian, flat
from causalnet.compilation.mechanisms.effect_matching import effects_of_causes
from causalnet.compilation.mechanisms.ordinal import OrdinalCPT
from causalnet.compilation.mechanisms.protocol import Matching, ParametricCPT
from causalnet.errors import QuestionError

__all__ = ["Cotangents", "cpt_adjoint"]

Array = NDArray[np.float64]


class Cotangents(NamedTuple):
    """Derivatives of some answers by the numbers of a mechanism and by the joint of its causes.

    Attributes
    ----------
    numbers : list of ndarray, shape (answers, draws)
        By every cause's strength, then by every modifier's amount.
    causes : ndarray or None, shape (combinations, answers, draws)
        By the joint distribution of the causes; None if the table does not depend on it.
    baseline : ndarray or None, shape (k, answers, draws)
        By the baseline, along changes that sum to zero; None if there is none, or if it is not worked out: the
        effects that a mechanism imitates depend on it too.
    """

    numbers: list[Array]
    causes: Array | None
    baseline: Array | None = None


def cpt_adjoint(
    cpt: ParametricCPT,
    slopes: Sequence[Slope],
    target: CalibrationTarget,
    table: Array,
    cotangent: Array,
) -> Cotangents:
    """Backpropagate a gradient from a CPT to its parameters and to the joint of its parents.

    Parameters
    ----------
    table : ndarray, shape (states of each cause…, k, draws…)
    cotangent : ndarray, shape (states of each cause…, k, answers, draws…)
        The derivative of some answers by the entries of the table.
    """
    drawn = table.ndim > len(slopes) + 1
    if target.states == 1:
        nothing = np.zeros(cotangent.shape[len(slopes) + 1 :] if drawn else cotangent.shape[-1:])
        return Cotangents([nothing for s in slopes for _ in (s, *s.scales)], None)
    if not cpt.like_ordinal:
        slopes, target = aligned(slopes, target)
        jacobian = cpt.jacobian(slopes, table, target)
        return _through_calibration(cotangent, jacobian, _calibrating(target, len(slopes)))
    if not drawn:
        alone = replace(target, weights=target.weights[..., None])
        found = _through_matching(cpt, slopes, alone, table[..., None], cotangent[..., None])
        causes = None if found.causes is None else found.causes[..., 0]
        return Cotangents([number[..., 0] for number in found.numbers], causes)
    return _through_matching(cpt, slopes, target, table, cotangent)


def _calibrating(target: CalibrationTarget, axes: int) -> Array | None:
    """The joint of the causes, if a baseline must be met over it."""
    return None if target.baseline is None else target.flat(axes)


def _through_calibration(cotangent: Array, jacobian: Jacobian, weights: Array | None) -> Cotangents:
    r"""Backpropagate through thresholds, cut-points or leaks, which move so that the baseline stays met.

    The number :math:`c_j` that calibration frees solves :math:`\sum_s P(s) F_j(s; w, c_j) = B_j`. By the
    implicit function theorem it moves with :math:`w` and with :math:`P` by

    .. math::

        \mathrm{d}c_j = -\,\frac{\sum_s P(s)\,\partial_w F_j(s)\,\mathrm{d}w + \sum_s F_j(s)\,\mathrm{d}P(s)}
        {\sum_s P(s)\,\partial_c F_j(s)}.

    With the cotangents :math:`\bar F_j(s)` and
    :math:`\lambda_j = \sum_s \bar F_j \partial_c F_j / \sum_s P \partial_c F_j` the adjoint is
    :math:`\bar w = \sum_{j,s} (\bar F_j(s) - \lambda_j P(s))\,\partial_w F_j(s)` and
    :math:`\bar P(s) = -\sum_j \lambda_j F_j(s)`. With :math:`B_j = \sum_{i \le j} b_i` that of the baseline is
    :math:`\bar b_i = \sum_{j \ge i} \lambda_j`.

    Arrays have the axes (combinations of the causes' states, thresholds, answers, draws).
    """
    axes = cotangent.ndim - jacobian.cumulative.ndim
    by_entry = flat(cotangent, axes)
    # P(Y = j) is F_j − F_(j−1), so that F_j has the cotangent of state j less that of state j + 1.
    cumulative = by_entry[:, :-1] - by_entry[:, 1:]
    numbers = [slope[:, :, None] for slope in jacobian.numbers]
    if weights is None:
        return Cotangents([(cumulative * slope).sum(axis=(0, 1)) for slope in numbers], None)
    p = weights[:, None, None]
    freed = jacobian.freed[:, :, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        multiplier = (cumulative * freed).sum(axis=0) / (p * freed).sum(axis=0)
    # Where every combination of causes is certain, no table entry depends on the number that calibration frees.
    multiplier = np.where(np.isfinite(multiplier), multiplier, 0.0)
    constrained = cumulative - multiplier * p
    causes = -(multiplier * jacobian.cumulative[:, :, None]).sum(axis=1)
    above = np.cumsum(multiplier[::-1], axis=0)[::-1]
    baseline = np.concatenate([above, np.zeros_like(above[:1])])
    by_number = [(constrained * slope).sum(axis=(0, 1)) for slope in numbers]
    return Cotangents(by_number, causes, baseline)


# ── through effects that are matched ─────────────────────────────────────────────────────────

# Plain differences would not do here. Effects are matched to a relative 1e-10, so that a difference over the
# best step still misses the derivative by some 1e-7, where the range search and the tests need 1e-9; and each
# of its two ends for each number would be a search of its own, where this is one linear system in all.


def _through_matching(
    cpt: ParametricCPT,
    slopes: Sequence[Slope],
    target: CalibrationTarget,
    table: Array,
    cotangent: Array,
) -> Cotangents:
    r"""Backpropagate through the weights under which the effects of the causes are those of an ordinal.

    With the effects :math:`E(u, P)` of a mechanism with weights :math:`u`, those :math:`A(w, P)` of
    the ordinal, the share :math:`\lambda` and, where that is less than one, the constraint
    :math:`g(u, P) = 0` that the leak can rise no further,

    .. math::

        E_u\,\mathrm{d}u - A\,\mathrm{d}\lambda &= \lambda\,\mathrm{d}A - E_P\,\mathrm{d}P, \\
        g_u\,\mathrm{d}u &= -g_P\,\mathrm{d}P.

    The cotangent of :math:`u` is taken back through the transpose of this system.
    """
    axes = len(slopes)
    slopes, target = aligned(slopes, target)
    calibrated = _calibrating(target, axes)
    ordinal = OrdinalCPT()
    aim = ordinal.table(slopes, target)
    wanted = effects_of_causes(aim, target.weights, axes)
    matching = cpt.matching(slopes, wanted, target)
    # One cotangent for each effect: E_u and E_P, A_w and A_P, each without the direct effect of P on a level.
    unit = _effect_cotangents(target.weights, axes, target.states)
    own = cpt.jacobian(matching.slopes, table, target)
    first, by_effect = (_through_calibration(x, own, calibrated) for x in (cotangent, unit))
    by_aim = _through_calibration(unit, ordinal.jacobian(slopes, aim, target), calibrated)
    direct, direct_aim = [_level_differences(t, axes) for t in (table, aim)]
    v, room = _solved_transposed(first, by_effect, wanted, matching)
    lifted = matching.share * v
    numbers = []
    for i, number in enumerate(by_aim.numbers):
        total = np.einsum("cn,can->an", number, lifted)
        # Amounts of modifiers are in the mechanism itself as well; its weights are not those of the model.
        if axes <= i < len(first.numbers):
            total = total + first.numbers[i] - np.einsum("cn,can->an", by_effect.numbers[i], v)
        numbers.append(total)
    through = np.einsum("scn,can->san", direct_aim + _or_zero(by_aim.causes), lifted)
    through -= np.einsum("scn,can->san", direct + _or_zero(by_effect.causes), v)
    through -= matching.edge_causes[:, None] * room
    return Cotangents(numbers, through + _or_zero(first.causes))


def _or_zero(causes: Array | None) -> Array | float:
    return 0.0 if causes is None else causes


def _effect_cotangents(weights: Array, axes: int, states: int) -> Array:
    """∂(effect of each cause)/∂table, with axes (states of each cause…, k, causes, draws)."""
    found = []
    for axis in range(axes):
        others = weights.sum(axis=axis, keepdims=True)
        size = weights.shape[axis]
        ends = np.zeros(size)
        ends[-1] += 1.0
        ends[0] -= 1.0
        place = [1] * weights.ndim
        place[axis] = size
        found.append(others * ends.reshape(place))
    effect = np.stack(found, axis=axes)
    level = np.arange(states).reshape((states, 1, 1))
    return np.asarray(np.expand_dims(effect, axes) * level)


def _level_differences(table: Array, axes: int) -> Array:
    """∂(effect of each cause)/∂P(s) at a fixed table, with axes (combinations, causes, draws)."""
    level = np.einsum("...jn,j->...n", table, np.arange(table.shape[axes]))
    found = []
    for axis in range(axes):
        gap = level.take([-1], axis=axis) - level.take([0], axis=axis)
        found.append(np.broadcast_to(gap, level.shape).reshape((-1, level.shape[-1])))
    return np.stack(found, axis=1)


def _solved_transposed(
    first: Cotangents, by_effect: Cotangents, wanted: Array, matching: Matching
) -> tuple[Array, Array]:
    """The cotangents of each effect and of the constraint, axes (causes, answers, draws)."""
    axes, draws = len(matching.slopes), len(matching.share)
    system = np.zeros((draws, axes + 1, axes + 1))
    jacobian = np.stack(by_effect.numbers[:axes], axis=1)
    system[:, :axes, :axes] = np.moveaxis(jacobian, -1, 0)
    system[:, axes, :axes] = matching.edge.T
    system[:, :axes, axes] = -wanted.T * (matching.share < 1)[:, None]
    system[:, axes, axes] = matching.share == 1
    for i, slope in enumerate(matching.slopes):
        # A cause with a single state does not have an effect either.
        idle = (slope.weight == 0) | (slope.states == 1)
        system[idle, i] = 0.0
        system[idle, i, i] = 1.0
    right = np.zeros((draws, axes + 1, first.numbers[0].shape[0]))
    right[:, :axes] = np.moveaxis(np.array(first.numbers[:axes]), -1, 0)
    try:
        solved = np.asarray(np.linalg.solve(np.swapaxes(system, 1, 2), right), dtype=np.float64)
    except np.linalg.LinAlgError:
        raise QuestionError(
            "The causes of a mechanism that imitates an ordinal do not have effects to match, so its "
            "derivatives by the strengths are not determined."
        ) from None
    v = np.moveaxis(solved, 0, -1)
    for i, slope in enumerate(matching.slopes):
        v[i, :, (slope.weight == 0) | (slope.states == 1)] = 0.0
    return v[:axes], v[axes]
