"""Compilation of a model to a Bayesian network: every mechanism becomes a table, every baseline its marginal."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import expected, public
from causalnet.cache import CachePerOwner
from causalnet.compilation.memory_footprint import (
    draws_at_a_time,
    require_compiling,
    require_drawing,
    table_cells,
)
from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.compilation.table_builder import TableBuilder
from causalnet.errors import CalibrationError, QuestionError
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.network.network import Network

__all__ = [
    "compile_by_pieces",
    "compile_model",
    "is_small_in_draws",
    "keep_in_draws",
    "network_at_hand",
    "network_of",
]

Array = NDArray[np.float64]

# The networks cached for one model: the central one and some in draws.
NETWORKS_KEPT = 4
# Bytes of the tables of a model that is compiled in draws for questions to come, some of which may need few of them.
SMALL = 2**27

_compiled: CachePerOwner[CausalModel, Draws | None, Network] = CachePerOwner(
    NETWORKS_KEPT, MEMORY_LIMIT
)


def network_of(
    model: CausalModel | Network,
    draws: int | Draws | None = None,
    *,
    memory_limit: int = MEMORY_LIMIT,
) -> Network:
    """The network that answers for `model`: itself, the central one, or one in many draws.

    Each network of a model is compiled once.

    Parameters
    ----------
    model : CausalModel or Network
    draws : int or Draws, optional
        The number of draws from the model's judgements. Default: its central network alone.

    Raises
    ------
    MemoryLimitError
        If compiling would exceed the memory limit.
    QuestionError
        If `model` is neither, or `draws` is given for a network, which does not have judgements.
    CalibrationError
        If a baseline cannot be met.
    """
    if isinstance(model, Network):
        if draws is not None:
            raise QuestionError(
                "A Network has no judgements to draw from: ask the model that it was compiled from, "
                "or give cn.compile_model(model, draws=…) in its place."
            )
        return model
    given: object = model
    if not isinstance(given, CausalModel):
        raise expected(["a CausalModel", "a Network"], given)
    how = as_draws(draws)
    network = network_at_hand(model, how)
    if network is None:
        network = compile_model(model, draws=how, memory_limit=memory_limit)
        size = sum([table.nbytes for table in network.tables.values()])
        _compiled.of(model).put(how, network, size)
    return network


def network_at_hand(model: CausalModel, how: Draws | None) -> Network | None:
    """The network of a model, or that in some draws, if it is compiled already."""
    network = _compiled.of(model).get(how)
    # Models that differ only in the order of their variables are equal; their networks keep the order.
    return network if network is not None and network.variables == tuple(model.variables) else None


def is_small_in_draws(model: CausalModel, draws: int) -> bool:
    """Whether the tables of all of a model in some draws take little memory."""
    return 8 * sum(table_cells(model).values()) * draws <= SMALL


def keep_in_draws(model: CausalModel, how: Draws) -> None:
    """Compile a small model in some draws, for several questions that are asked of it in all of them."""
    if is_small_in_draws(model, how.n):
        # Where a baseline cannot be met in some draw, each question seeks out the draws in which it can.
        with suppress(CalibrationError):
            network_of(model, how)


@public
def compile_model(
    model: CausalModel,
    ensemble: Ensemble | None = None,
    only: Iterable[str] | None = None,
    *,
    draws: int | Draws | None = None,
    memory_limit: int = MEMORY_LIMIT,
) -> Network:
    """A Bayesian network of the influences within a period: the central one, or one in many draws.

    A declared baseline of a variable with causes is met as its marginal. A variable without causes has its
    baseline, or else its leak, or is uniform. One with causes and without a baseline is not calibrated.

    In draws every influence and modifier has a separate random stream, made from the seed and its *name*. So the
    parts that a variant of the model shares with this one have the same draws. Tables that do not depend on
    uncertain numbers are the same in every draw and do not have an axis of draws.

    Parameters
    ----------
    model : CausalModel
        Its rivals are off, and its lagged influences do not act.
    ensemble : Ensemble, optional
        The points to compile at. Default: the central one. Those with an axis of points make a network in as many
        draws, calibrated in every one.
    only : iterable of str, optional
        Compile only these variables, which must include the causes of each.
    draws : int or Draws, optional
        The number of draws from the model's judgements, in place of `ensemble`; calibrated in every one of them.
        Default: the central network alone.
    memory_limit : int, default 2 GiB
        Bytes that compiling may take, tables included.

    Returns
    -------
    Network
        With draws, tables that differ between draws have an axis of draws, last. Every verb takes the network.

    Raises
    ------
    QuestionError
        If `draws` is given together with `parameters` or `only`.
    CalibrationError
        If a baseline cannot be met in every draw.
    MemoryLimitError
        If it would exceed the memory limit; nothing has been allocated then.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> print(compile_model(lawn).table("wet"))
    P(wet | rain, sprinkler)
    rain sprinkler    no   yes
    no   off       0.809 0.191
    no   on        0.609 0.391
    yes  off       0.364 0.636
    yes  on        0.174 0.826
    >>> network = compile_model(lawn, draws=cn.Draws(500, seed=1))
    >>> network
    <Network 'lawn': 3 variables, 2 arrows, 500 draws>
    >>> network.values("rain").shape, network.values("wet").shape
    ((2,), (2, 2, 2, 500))
    """
    if draws is not None:
        if ensemble is not None or only is not None:
            raise QuestionError(
                "draws= compiles all of a model: give it without ensemble= and only=."
            )
        return _decided(model, _drawn(model, as_draws(draws), memory_limit))
    ensemble = central(model) if ensemble is None else ensemble
    names = tuple(model.variables if only is None else only)
    require_compiling(model, ensemble, names, memory_limit)
    network = _compiled_at_once(model, ensemble, names)
    return network if only is not None else _decided(model, network)


def _decided(model: CausalModel, network: Network) -> Network:
    """The network with the decisions and the utilities of the model."""
    if not (model.decisions or model.utilities):
        return network
    decisions = {choice.name: tuple(choice.sees) for choice in model.decisions.values()}
    return Network.trusted(
        network.states,
        network.parents,
        dict(network.tables),
        name=network.name,
        draws=network.draws,
        sampling=network.sampling,
        ordered=network.ordered,
        order=network.order,
        decisions=decisions,
        utilities=tuple(model.utilities.values()),
    )


def _compiled_at_once(model: CausalModel, ensemble: Ensemble, names: Iterable[str]) -> Network:
    """The network of some variables, already known to fit into memory."""
    builder = TableBuilder(model, ensemble, names)
    return Network.trusted(
        builder.blueprint.states,
        builder.blueprint.parents,
        builder.tables(),
        name=model.name,
        draws=builder.draws,
        order=builder.blueprint.recipes.order,
    )


def _drawn(model: CausalModel, how: Draws, memory_limit: int) -> Network:
    require_drawing(model, how.n, memory_limit)
    one = sampled(model, replace(how, n=1))
    require_compiling(model, one, model.variables, memory_limit, how.n)
    ensemble = sampled(model, how)
    network = compile_by_pieces(model, ensemble)
    return Network.trusted(
        network.states,
        network.parents,
        dict(network.tables),
        name=network.name,
        draws=how.n,
        sampling=how,
    )


def compile_by_pieces(model: CausalModel, ensemble: Ensemble) -> Network:
    """As `compile_model`, a bounded number of draws at a time.

    All draws are already known to fit into memory, so the pieces are not checked again.
    """
    draws = ensemble.axis or 1
    if draws <= (each := draws_at_a_time(model, draws)):
        return _compiled_at_once(model, ensemble, model.variables)
    tables: dict[str, Array] = {}
    for start in range(0, draws, each):
        piece = slice(start, min(start + each, draws))
        part = _compiled_at_once(model, ensemble.at(piece), model.variables)
        for v in part:
            own = part.values(v)
            if v not in part.varying:
                tables[v] = own
                continue
            whole = tables.setdefault(v, np.empty((*own.shape[:-1], draws)))
            whole[..., piece] = own
    return Network.trusted(part.states, part.parents, tables, name=part.name, draws=draws)
