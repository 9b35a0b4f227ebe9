"""From what a table owes to what its numbers do, and to what the joint of its causes owes in turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.calibration import Setting
from causalnet.compilation.mechanisms.conditional_table import (
    imitating_steps,
    imitation,
    in_step,
    ordinal,
    ranked,
)
from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.compilation.mechanisms.cpt_jacobian import Response, ordinal_response, responses
from causalnet.compilation.mechanisms.effect_matching import effects_of, largest_share
from causalnet.compilation.mechanisms.noisy import noisy_log_slopes, noisy_products
from causalnet.errors import QuestionError
from causalnet.model.mechanism import NoisyMax, NoisyMin, Ordinal, RankedNode
from causalnet.model.variable import Variable

__all__ = ["Owed", "debt_of"]

Array = NDArray[np.float64]

# An imitation misses the effects wanted by no more than this, in states.
CLOSE = 1e-8


class Owed(NamedTuple):
    """What a variable's table owes: to its own numbers, and to the joint of its causes.

    Attributes
    ----------
    numbers : list of ndarray, shape (answers, draws)
        For every cause's strength, then for every modifier's amount.
    causes : ndarray or None, shape (combinations, answers, draws)
    """

    numbers: list[Array]
    causes: Array | None


def debt_of(
    variable: Variable,
    slopes: Sequence[Slope],
    setting: Setting,
    table: Array,
    owed: Array,
) -> Owed:
    """What a table owes, when `owed` is the derivative of some answers by its entries.

    Parameters
    ----------
    table : ndarray, shape (states of each cause…, k, draws…)
    owed : ndarray, shape (states of each cause…, k, answers, draws…)
    """
    mechanism = variable.mechanism
    drawn = table.ndim > len(slopes) + 1
    if len(variable.states) == 1:
        nothing = np.zeros(owed.shape[len(slopes) + 1 :] if drawn else owed.shape[-1:])
        return Owed([nothing for s in slopes for _ in (s, *s.scales)], None)
    if isinstance(mechanism, Ordinal) or not getattr(mechanism, "like_ordinal", False):
        slopes, setting = in_step(slopes, setting)
        response = responses(variable, slopes, table, setting)
        return _settled(owed, response, _calibrating(setting, len(slopes)))
    if not drawn:
        alone = replace(setting, weights=setting.weights[..., None])
        debt = _imitated(variable, slopes, alone, table[..., None], owed[..., None])
        causes = None if debt.causes is None else debt.causes[..., 0]
        return Owed([number[..., 0] for number in debt.numbers], causes)
    return _imitated(variable, slopes, setting, table, owed)


def _calibrating(setting: Setting, axes: int) -> Array | None:
    """The joint of the causes, where there is a baseline to be met over it."""
    return None if setting.baseline is None else setting.flat(axes)


def _settled(owed: Array, response: Response, weights: Array | None) -> Owed:
    """Through thresholds, cut-points or leaks that answer so that the baseline stays met.

    Arrays have the axes (combinations of the causes' states, thresholds, answers, draws).
    """
    flat = owed.reshape((-1, *owed.shape[len(response.states) :]))
    cumulative = flat[:, :-1] - flat[:, 1:]
    own = [slope[:, :, None] for slope in response.slopes]
    if weights is None:
        return Owed([(cumulative * slope).sum(axis=(0, 1)) for slope in own], None)
    p = weights[:, None, None]
    free = response.free[:, :, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (cumulative * free).sum(axis=0) / (p * free).sum(axis=0)
    share = np.where(np.isfinite(share), share, 0.0)
    numbers = [((cumulative - share * p) * slope).sum(axis=(0, 1)) for slope in own]
    return Owed(numbers, -(share * response.cumulative[:, :, None]).sum(axis=1))


# ── through an imitation ─────────────────────────────────────────────────────────────────────


class _Matching(NamedTuple):
    """The weights under which a mechanism does its share of what an ordinal would.

    Attributes
    ----------
    slopes : list of Slope
        With these weights.
    share : ndarray, shape (draws,)
    edge : ndarray, shape (causes, draws)
        Where the share is less than one, how the leak's room grows with each weight.
    edge_causes : ndarray, shape (combinations, draws)
        And with the joint of the causes.
    """

    slopes: list[Slope]
    share: Array
    edge: Array
    edge_causes: Array


def _imitated(
    variable: Variable, slopes: Sequence[Slope], setting: Setting, table: Array, owed: Array
) -> Owed:
    r"""Through the weights that bring the effects wanted.

    With the effects :math:`E(u, P)` of a mechanism with weights :math:`u`, those :math:`A(w, P)` of
    the ordinal, the share :math:`\lambda` and, where that is less than one, the leak's room
    :math:`g(u, P) = 0`,

    .. math::

        E_u\,\mathrm{d}u - A\,\mathrm{d}\lambda &= \lambda\,\mathrm{d}A - E_P\,\mathrm{d}P, \\
        g_u\,\mathrm{d}u &= -g_P\,\mathrm{d}P.

    What is owed to :math:`u` is taken back through the transpose of this system.
    """
    axes = len(slopes)
    slopes, setting = in_step(slopes, setting)
    matching = _matching(variable, slopes, setting)
    calibrated = _calibrating(setting, axes)
    plain = responses(variable, matching.slopes, table, setting)
    aim = ordinal(slopes, setting)
    target = ordinal_response(slopes, aim)
    unit = _effect_slopes(setting.weights, axes, len(variable.states))
    first = _settled(owed, plain, calibrated)
    effects, wanted = _settled(unit, plain, calibrated), _settled(unit, target, calibrated)
    levels = [np.einsum("...jn,j->...n", t, np.arange(t.shape[axes])) for t in (table, aim)]
    direct, direct_wanted = [_differences(level, axes) for level in levels]
    v, room = _taken_back(first, effects, effects_of(levels[1], setting.weights, axes), matching)
    lifted = matching.share * v
    numbers = []
    for i, number in enumerate(wanted.numbers):
        own = np.einsum("cn,can->an", number, lifted)
        if axes <= i < len(first.numbers):
            own = own + first.numbers[i] - np.einsum("cn,can->an", effects.numbers[i], v)
        numbers.append(own)
    through = np.einsum("scn,can->san", direct_wanted + _or_zero(wanted.causes), lifted)
    through -= np.einsum("scn,can->san", direct + _or_zero(effects.causes), v)
    through -= matching.edge_causes[:, None] * room
    return Owed(numbers, through + _or_zero(first.causes))


def _or_zero(causes: Array | None) -> Array | float:
    return 0.0 if causes is None else causes


def _matching(variable: Variable, slopes: Sequence[Slope], setting: Setting) -> _Matching:
    mechanism, axes = variable.mechanism, len(slopes)
    wanted = effects_of(_level(ordinal(slopes, setting), axes), setting.weights, axes)
    draws, size = wanted.shape[-1], setting.flat(axes).shape
    if isinstance(mechanism, RankedNode):
        return _Matching(
            _steps(mechanism, slopes, wanted, setting),
            np.ones(draws),
            np.zeros_like(wanted),
            np.zeros(size),
        )
    if not isinstance(mechanism, NoisyMax | NoisyMin):
        raise QuestionError(f"The {mechanism.kind} of {variable.name!r} imitates nothing.")
    case = imitation(mechanism, slopes, setting)
    factors, share = largest_share(case, wanted)
    matched = [s.times(f) for s, f in zip(case.slopes, factors, strict=True)]
    edge, causes = np.zeros_like(wanted), np.zeros(size)
    short = share < 1.0
    if short.any():
        leak = case.leak_and_response(factors)[0]
        # Only a leak that can rise no further says how the share moves.
        if setting.baseline is None or (case.margin(leak)[short] > CLOSE).any():
            raise _undetermined(mechanism, setting)
        edge, causes = _edge(matched, leak, setting, case.highest)
        edge, causes = edge * short, causes * short
    return _Matching(matched, share, edge, causes)


def _steps(
    mechanism: RankedNode, slopes: Sequence[Slope], wanted: Array, setting: Setting
) -> list[Slope]:
    """The steps of a ranked node that bring the effects wanted, if any do."""
    found = imitating_steps(mechanism, slopes, wanted, setting)
    level = _level(ranked(mechanism, found, setting), len(slopes))
    gap = effects_of(level, setting.weights, len(slopes)) - wanted
    if abs(gap).max(initial=0.0) > CLOSE:
        raise _undetermined(mechanism, setting)
    return found


def _undetermined(mechanism: NoisyMax | NoisyMin | RankedNode, setting: Setting) -> QuestionError:
    return QuestionError(
        f"The {mechanism.kind} mechanism of {setting.variable!r} cannot do just what an ordinal would; how "
        "it moves with the strengths is not determined."
    )


def _edge(slopes: list[Slope], leak: Array, setting: Setting, highest: bool) -> tuple[Array, Array]:
    """Where the leak stops rising: the slopes of log(L_(j+1) / L_j) at that j."""
    axes, states = len(slopes), setting.states
    products = noisy_products(slopes, states, highest=highest)
    flat = products.reshape((-1, *products.shape[axes:]))
    p = setting.flat(axes)[:, None]
    likelihood = flat / (p * flat).sum(axis=0)
    # The last leak is one whatever the causes do.
    likelihood[:, -1] = 0.0
    at = np.argmin(np.diff(leak, axis=0), axis=0)
    draw = np.arange(len(at))
    causes = likelihood[:, at, draw] - likelihood[:, at + 1, draw]
    edge = []
    for i in range(axes):
        log = noisy_log_slopes(slopes, i, np.arange(1, states + 1), highest=highest)
        mean = (p * likelihood * log.reshape((-1, *log.shape[axes:]))).sum(axis=0)
        edge.append(mean[at, draw] - mean[at + 1, draw])
    return np.array(edge), np.asarray(causes)


def _effect_slopes(weights: Array, axes: int, states: int) -> Array:
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


def _differences(level: Array, axes: int) -> Array:
    """∂(effect of each cause)/∂P(s) as the level stands, with axes (combinations, causes, draws)."""
    found = []
    for axis in range(axes):
        gap = level.take([-1], axis=axis) - level.take([0], axis=axis)
        found.append(np.broadcast_to(gap, level.shape).reshape((-1, level.shape[-1])))
    return np.stack(found, axis=1)


def _level(table: Array, axes: int) -> Array:
    return np.asarray(np.moveaxis(table, axes, -1) @ np.arange(table.shape[axes]))


def _taken_back(
    first: Owed, effects: Owed, wanted: Array, matching: _Matching
) -> tuple[Array, Array]:
    """What is owed to each effect and to the leak's room, axes (causes, answers, draws)."""
    axes, draws = len(matching.slopes), len(matching.share)
    system = np.zeros((draws, axes + 1, axes + 1))
    jacobian = np.stack(effects.numbers[:axes], axis=1)
    system[:, :axes, :axes] = np.moveaxis(jacobian, -1, 0)
    system[:, axes, :axes] = matching.edge.T
    system[:, :axes, axes] = -wanted.T * (matching.share < 1)[:, None]
    system[:, axes, axes] = matching.share == 1
    for i, slope in enumerate(matching.slopes):
        # A cause with a single state has no effect either.
        idle = (slope.weight == 0) | (slope.states == 1)
        system[idle, i] = 0.0
        system[idle, i, i] = 1.0
    right = np.zeros((draws, axes + 1, first.numbers[0].shape[0]))
    right[:, :axes] = np.moveaxis(np.array(first.numbers[:axes]), -1, 0)
    try:
        solved = np.asarray(np.linalg.solve(np.swapaxes(system, 1, 2), right), dtype=np.float64)
    except np.linalg.LinAlgError:
        raise QuestionError(
            "The causes of a mechanism that imitates an ordinal have no effects of their own to match; how "
            "it moves with the strengths is not determined."
        ) from None
    v = np.moveaxis(solved, 0, -1)
    for i, slope in enumerate(matching.slopes):
        v[i, :, (slope.weight == 0) | (slope.states == 1)] = 0.0
    return v[:axes], v[axes]
