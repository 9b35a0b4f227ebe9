"""Mediation: how much of an effect goes through some variables."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError, unknown
from causalnet.inference.posterior import joint
from causalnet.model.grammar.intervention import Intervention, do
from causalnet.network.network import Network
from causalnet.notation import counted
from causalnet.questions.counterfactuals.coupling import Coupling
from causalnet.questions.effects.effect import Effect
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.paths import is_still
from causalnet.questions.query.question import carried_out
from causalnet.questions.routes.coupling_bounds import CouplingBounds
from causalnet.questions.routes.mediation_answer import MediatedPart, MediatedQuantity, Mediation
from causalnet.questions.routes.path_specific import PathSpecific
from causalnet.questions.skipped import Skipped

__all__ = ["mediation"]

Array = NDArray[np.float64]
# Combinations of the mediators' states for which a controlled direct effect is computed.
MOST_HELD = 100


def mediation(
    effects: PathSpecific,
    whole: Effect,
    through: tuple[str, ...],
    couplings: tuple[Coupling, ...],
    *,
    randomised: bool,
    bounds: bool,
) -> Mediation:
    """The direct and indirect effects through some mediators, taken together."""
    _require_mediators(effects, through)
    if is_still(whole.path):
        return Mediation(whole, through, (), couplings, (), effects)
    parts = {c: _natural(effects, through, c) for c in couplings}
    witnesses = effects.needed_twice
    main, *others = couplings

    def estimate(values: Array) -> Estimate:
        return Estimate(
            np.atleast_1d(values), drawn=whole.estimate.drawn, pooled=whole.estimate.pooled
        )

    found = [
        MediatedPart(
            name,
            estimate(value),
            others={c: estimate(parts[c][name]) for c in others},
            bounds=_bounds(effects, through, name) if bounds else None,
        )
        for name, value in parts[main].items()
    ]
    held = _held(effects, through)
    if randomised:
        found += [
            MediatedPart(n, estimate(v)) for n, v in _randomised(effects, through, held).items()
        ]
    for states, (under, versus) in held.items():
        named = dict(zip(through, states, strict=True))
        found.append(MediatedPart("controlled direct", estimate(under - versus), named))
    return Mediation(whole, through, tuple(found), couplings, witnesses, effects)


def _require_mediators(effects: PathSpecific, through: tuple[str, ...]) -> None:
    network, ways = effects.network, effects.ways
    if not through or len(set(through)) < len(through):
        raise QuestionError("through= takes one mediator or several different ones.")
    for name in through:
        if name not in network.states:
            raise unknown("variable", name, network.states)
        if name == ways.outcome:
            raise QuestionError(f"{name} is the outcome itself. A mediator lies before it.")
        if name in ways.sources:
            raise QuestionError(
                f"{name} is itself set. A mediator lies between what is set and the outcome."
            )
        if ways.edges and not any(name == effect for _, effect in ways.edges):
            raise QuestionError(
                f"{name} lies on no path from {', '.join(ways.sources)} to {ways.outcome}, so nothing goes through it."
            )
    if mixed := ways.mixed(through) if ways.edges else []:
        raise QuestionError(
            f"{mixed[0]} lies between the mediators and acts beside them too. Name it as a mediator as well."
        )
    size = prod(len(network.states[name]) for name in through)
    if size > MOST_HELD:
        raise QuestionError(
            f"The mediators have {counted(size, 'combination')} of states, more than {MOST_HELD}. Name fewer."
        )


def _natural(
    effects: PathSpecific, through: tuple[str, ...], coupling: Coupling
) -> dict[MediatedQuantity, Array]:
    """The natural effects; Pearl (2001), definitions 6 and 8, and Robins and Greenland's (1992) pure and total ones."""
    total = effects.change(effects.ways.every, coupling)
    direct = effects.change(effects.ways.beside(through), coupling)
    indirect = effects.change(effects.ways.through(through), coupling)
    return {
        "total": total,
        "natural direct": direct,
        "pure indirect": indirect,
        "total indirect": np.asarray(total - direct),
    }


def _bounds(
    effects: PathSpecific, through: tuple[str, ...], name: MediatedQuantity
) -> CouplingBounds:
    """The least and the most of a natural effect under any coupling."""
    ways = effects.ways
    if name == "total indirect":
        total, direct = (effects.bounds(active) for active in (ways.every, ways.beside(through)))
        if isinstance(total, Skipped) or isinstance(direct, Skipped):
            return direct
        return total[0] - direct[1], total[1] - direct[0]
    active = {
        "total": ways.every,
        "natural direct": ways.beside(through),
        "pure indirect": ways.through(through),
    }
    return effects.bounds(active[name])


def _held(
    effects: PathSpecific, through: tuple[str, ...]
) -> dict[tuple[str, ...], tuple[Array, Array]]:
    """What is measured in either arm, with the mediators held in each combination of states."""
    network = effects.network
    found = {}
    for states in product(*(network.states[name] for name in through)):
        fixed = do(dict(zip(through, states, strict=True)))
        arms = [_unless(arm, through) | fixed for arm in (effects.under, effects.versus)]
        found[states] = _level(effects, arms[0]), _level(effects, arms[1])
    return found


def _unless(arm: Intervention, names: tuple[str, ...]) -> Intervention:
    """An intervention without what it does to some variables in both arms."""
    settings = {name: s for name, s in arm.settings.items() if name not in names}
    return do(settings, *arm.edges)


def _level(effects: PathSpecific, arm: Intervention) -> Array:
    target, done = carried_out(effects.network, arm)
    p = joint(target, (effects.measure.outcome,), done=done)
    return np.asarray(effects.measure.weights @ p)


def _randomised(
    effects: PathSpecific,
    through: tuple[str, ...],
    held: Mapping[tuple[str, ...], tuple[Array, Array]],
) -> dict[MediatedQuantity, Array]:
    """The effects with mediators drawn at random from their distribution in either arm.

    VanderWeele, Vansteelandt and Robins (2014), equations 7 and 8.
    """
    under, versus = (
        _chances(effects.network, arm, through) for arm in (effects.under, effects.versus)
    )
    new = np.array([pair[0] for pair in held.values()])
    old = np.array([pair[1] for pair in held.values()])
    return {
        "randomised direct": (versus * (new - old).reshape(len(new), -1)).sum(axis=0),
        "randomised indirect": ((under - versus) * new.reshape(len(new), -1)).sum(axis=0),
    }


def _chances(network: Network, arm: Intervention, through: tuple[str, ...]) -> Array:
    """The joint distribution of the mediators in one arm, shape (combinations, draws or 1)."""
    target, done = carried_out(network, arm)
    p = joint(target, through, done=done)
    return p.reshape(prod(p.shape[: len(through)]), -1)
