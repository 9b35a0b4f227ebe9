"""Graph surgery: an intervention replaces tables of a network and removes arrows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.errors import InterventionError, NetworkError
from causalnet.inference.posterior import joint
from causalnet.model.assembly.compatibility import edge_problems, intervention_problems
from causalnet.model.grammar.edge_intervention import Cut
from causalnet.model.grammar.intervention import Intervention, do
from causalnet.network.kernel import Local, kernel_of
from causalnet.network.network import Network
from causalnet.questions.query.measure import unordered

__all__ = ["averaged", "mutilate", "seen_as"]

Array = NDArray[np.float64]


@public
def mutilate(network: Network, intervention: Intervention) -> Network:
    """The network in which `intervention` has been carried out.

    Cuts come first and take the marginals of the network as it stands. Where an effect behaves as if a cause were
    set, its table keeps the rows of that state alone. Settings then replace or change the variables' own tables.

    Raises
    ------
    UnknownNameError, InterventionError
        If a variable or state is not there, an influence to be cut or changed is not there, or a policy makes
        a cycle.
    QuestionError
        If a variable is shifted whose states are not declared ordered.

    References
    ----------
    J. Pearl (2009), *Causality*, sections 3.2.3 (mutilated graphs) and 4.2; I. Shpitser and E. Tchetgen Tchetgen
    (2016), "Causal inference with a graphical hierarchy of interventions", *Annals of Statistics* 44(6).

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
    for _, problem in edge_problems(intervention, network.parents):
        raise problem
    if not intervention:
        return network
    _require_orders(network, intervention)
    local: dict[str, Local] = {}
    for effect in dict.fromkeys(edge.effect for edge in intervention.edges):
        cuts = [c for c in intervention.ordered_cuts if c.effect == effect]
        local[effect] = seen_as(network, _severed(network, effect, cuts), intervention.sees(effect))
    for name, setting in intervention.settings.items():
        own = local.get(name, (network.parents[name], network.values(name)))
        kernel = kernel_of(setting, name, network.states)
        local[name] = kernel.applied(name, own, network.states)
    try:
        made = network.replacing(
            {name: table for name, (_, table) in local.items()},
            {name: parents for name, (parents, _) in local.items()},
        )
    except NetworkError as error:
        raise InterventionError(f"{intervention} cannot be carried out. {error}") from None
    return _without_decisions(made, intervention.settings.keys())


def _without_decisions(network: Network, names: Set[str]) -> Network:
    """The network in which nobody decides any more about variables that are set."""
    if not network.decisions.keys() & names:
        return network
    return Network.trusted(
        dict(network.states),
        dict(network.parents),
        dict(network.tables),
        name=network.name,
        draws=network.draws,
        sampling=network.sampling,
        ordered=network.ordered,
        order=network.order,
        decisions={d: seen for d, seen in network.decisions.items() if d not in names},
        utilities=network.utilities,
    )


def _require_orders(network: Network, intervention: Intervention) -> None:
    """Refuse to move a variable along an order of its states that nobody declared."""
    for name, setting in intervention.settings.items():
        if setting.needs_order and name not in network.ordered:
            states = network.states[name]
            wanted = f"{setting!r} needs the order of the states of {name!r}."
            instead = f"Set it to one of them, such as cn.{do({name: states[-1]})}."
            raise unordered(name, states, wanted, instead)


def _severed(network: Network, effect: str, cuts: Sequence[Cut]) -> Local:
    """The table without the cut causes: each is averaged over its own marginal."""
    parents, table = list(network.parents[effect]), network.values(effect)
    for c in cuts:
        axis = parents.index(c.cause)
        table = averaged(table, axis, joint(network, (c.cause,)), len(parents))
        parents.pop(axis)
    return tuple(parents), table


def seen_as(network: Network, own: Local, causes: Mapping[str, str]) -> Local:
    """The rows of a table in which some causes are in a state, and the other causes."""
    parents, table = list(own[0]), own[1]
    for cause, state in causes.items():
        axis = parents.index(cause)
        table = np.asarray(table.take(network.index(cause, state), axis=axis))
        parents.pop(axis)
    return tuple(parents), table


def averaged(table: Array, axis: int, p: Array, causes: int) -> Array:
    """A table averaged over one of its causes; both may have an axis of draws, last."""
    first = np.moveaxis(table, axis, 0)
    if p.ndim == 1:
        return np.tensordot(p, first, axes=1)
    drawn = table.ndim > causes + 1
    return np.asarray(np.einsum("a...,a...->...", p, first if drawn else first[..., None]))
