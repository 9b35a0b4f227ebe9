"""What an intervention does to a network: some tables are replaced, some arrows removed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.errors import InterventionError, NetworkError
from causalnet.inference.posterior import joint
from causalnet.model.assembly.compatibility import intervention_problems
from causalnet.model.intervention import (
    Cut,
    Hard,
    Intervention,
    Partial,
    Policy,
    Setting,
    Shift,
    Stochastic,
)
from causalnet.network.network import Network

__all__ = ["averaged", "mutilate"]

Array = NDArray[np.float64]
Local = tuple[tuple[str, ...], Array]


@public
def mutilate(network: Network, intervention: Intervention) -> Network:
    """The network in which `intervention` has been carried out.

    Cuts come first and take the marginals of the network as it stands; settings then replace or
    change the variables' own tables.

    Raises
    ------
    UnknownNameError, InterventionError
        Where a variable or state is not there, an influence to be cut is not there, or a policy makes
        a cycle.

    References
    ----------
    J. Pearl (2009), *Causality*, sections 3.2.3 (mutilated graphs) and 4.2.

    Examples
    --------
    >>> from causalnet import Network, do
    >>> lawn = Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> mutilate(lawn, do(wet="yes")).parents["wet"]
    ()
    """
    for _, problem in intervention_problems(intervention, network.states):
        raise problem
    if not intervention:
        return network
    local: dict[str, Local] = {}
    for effect in dict.fromkeys(c.effect for c in intervention.ordered_cuts):
        cuts = [c for c in intervention.ordered_cuts if c.effect == effect]
        local[effect] = _severed(network, effect, cuts)
    for name, setting in intervention.settings.items():
        own = local.get(name, (network.parents[name], network.values(name)))
        local[name] = _set(setting, own, network, name)
    try:
        return network.replacing(
            {name: table for name, (_, table) in local.items()},
            {name: parents for name, (parents, _) in local.items()},
        )
    except NetworkError as error:
        raise InterventionError(f"{intervention} cannot be carried out. {error}") from None


def _severed(network: Network, effect: str, cuts: Sequence[Cut]) -> Local:
    """The table without the cut causes: each is averaged over its own marginal."""
    parents, table = list(network.parents[effect]), network.values(effect)
    for c in cuts:
        if c.cause not in parents:
            among = ", ".join(network.parents[effect]) or "none"
            raise InterventionError(
                f"There is no influence {c.cause} → {effect} to cut; the causes of {effect!r} are: {among}."
            )
        axis = parents.index(c.cause)
        table = averaged(table, axis, joint(network, (c.cause,)), len(parents))
        parents.pop(axis)
    return tuple(parents), table


def averaged(table: Array, axis: int, p: Array, causes: int) -> Array:
    """A table averaged over one of its causes; both may have an axis of draws, last."""
    first = np.moveaxis(table, axis, 0)
    if p.ndim == 1:
        return np.tensordot(p, first, axes=1)
    drawn = table.ndim > causes + 1
    return np.asarray(np.einsum("a...,a...->...", p, first if drawn else first[..., None]))


@singledispatch
def _set(setting: Setting, own: Local, network: Network, name: str) -> Local:
    """The causes and the table of a variable once it is set; `own` is what it had."""
    raise InterventionError(f"{setting!r} is no setting.")


@_set.register
def _(setting: Hard, own: Local, network: Network, name: str) -> Local:
    return (), _lottery(setting, network, name)


@_set.register
def _(setting: Stochastic, own: Local, network: Network, name: str) -> Local:
    return (), _lottery(setting, network, name)


@_set.register
def _(setting: Shift, own: Local, network: Network, name: str) -> Local:
    parents, table = own
    axis = len(parents)
    count = table.shape[axis]
    moved = np.zeros((count, count))
    moved[np.arange(count), np.clip(np.arange(count) + setting.steps, 0, count - 1)] = 1.0
    return parents, np.moveaxis(np.moveaxis(table, axis, -1) @ moved, -1, axis)


@_set.register
def _(setting: Policy, own: Local, network: Network, name: str) -> Local:
    choices = [setting.choose[state] for state in network.states[setting.given]]
    return (setting.given,), np.array([_lottery(choice, network, name) for choice in choices])


@_set.register
def _(setting: Partial, own: Local, network: Network, name: str) -> Local:
    certain = _lottery(Hard(setting.state), network, name)
    if setting.uptake == 1:
        return (), certain
    parents, table = own
    if table.ndim > len(parents) + 1:
        certain = certain[:, None]
    return parents, (1 - setting.uptake) * table + setting.uptake * certain


def _lottery(setting: Hard | Stochastic, network: Network, name: str) -> Array:
    """The distribution over the states of a variable that is set without regard to its causes."""
    p = {setting.state: 1.0} if isinstance(setting, Hard) else setting.p
    return np.array([p.get(state, 0.0) for state in network.states[name]])
