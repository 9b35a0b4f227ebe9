"""From what is claimed to a Bayesian network: every mechanism a table, every baseline met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError
from causalnet.inference.answer import joint
from causalnet.mechanisms.conditional import Setting, conditional_table
from causalnet.mechanisms.parameters import Parameters, central
from causalnet.mechanisms.rows import table_of_rows
from causalnet.mechanisms.slopes import slopes_of
from causalnet.model.causal_model import CausalModel
from causalnet.model.mechanism import Deterministic, Table
from causalnet.model.variable import Variable
from causalnet.network.graph import ancestors, topological
from causalnet.network.network import Network

__all__ = ["compile_model", "network_of"]

Array = NDArray[np.float64]

_compiled: WeakKeyDictionary[CausalModel, Network] = WeakKeyDictionary()


def network_of(model: CausalModel | Network) -> Network:
    """The network that answers for `model`: itself, or the central one (compiled once).

    Raises
    ------
    QuestionError
        Where `model` is neither.
    CalibrationError
        Where a baseline cannot be met.
    """
    if isinstance(model, Network):
        return model
    kind: type = type(model)
    if not issubclass(kind, CausalModel):
        asked = f"A question is put to a CausalModel or a Network, not to a {kind.__name__}."
        raise QuestionError(asked)
    network = _compiled.get(model)
    # Models that differ only in the order of their variables are equal; their networks keep the order.
    if network is None or network.variables != tuple(model.variables):
        network = _compiled[model] = compile_model(model)
    return network


def compile_model(model: CausalModel, parameters: Parameters | None = None) -> Network:
    """A Bayesian network of the influences within a period.

    A declared baseline of a variable with causes is met as its marginal. A variable without causes
    has its baseline, or is uniform; one with causes and no baseline is not calibrated.

    Parameters
    ----------
    model : CausalModel
        Its rivals are off and its lagged influences play no part.
    parameters : Parameters, optional
        The numbers to compile with; those of the central network unless given. Numbers of shape
        (draws,) make a drawn network, calibrated in every draw.

    Returns
    -------
    Network

    Raises
    ------
    CalibrationError
        Where a baseline cannot be met.

    Examples
    --------
    >>> from causalnet import Baseline, CausalModel, Influence, Variable
    >>> lawn = CausalModel(
    ...     "lawn",
    ...     [Variable("rain", ["no", "yes"], Baseline([0.8, 0.2])),
    ...      Variable("wet", ["no", "yes"], Baseline([0.7, 0.3]))],
    ...     [Influence("rain", "wet", "+", strength=2)],
    ... )
    >>> print(compile_model(lawn).table("wet"))
    P(wet | rain)
    rain    no   yes
    no   0.790 0.210
    yes  0.338 0.662
    """
    numbers = central(model) if parameters is None else parameters
    parents = {v: tuple(i.cause for i in model.causes(v)) for v in model.variables}
    states = {v.name: tuple(v.states) for v in model.variables.values()}
    tables: dict[str, Array] = {}
    for name in topological(parents):
        causes = _below(parents, states, tables, parents[name], numbers.draws)
        tables[name] = _table(model, model.variables[name], numbers, causes)
    return Network(states, parents, tables, name=model.name, draws=numbers.draws)


def _below(
    parents: dict[str, tuple[str, ...]],
    states: dict[str, tuple[str, ...]],
    tables: dict[str, Array],
    causes: Sequence[str],
    draws: int | None,
) -> Callable[[], Array]:
    """What gives the joint distribution of some variables whose ancestors have their tables."""

    def weights() -> Array:
        above = ancestors(parents, causes)
        part = Network.trusted(
            {v: own for v, own in states.items() if v in above},
            {v: parents[v] for v in states if v in above},
            {v: tables[v] for v in above},
            draws=draws,
        )
        alike = not part.drawn
        return joint(part.at(0) if alike else part, causes)

    return weights


def _table(
    model: CausalModel,
    variable: Variable,
    numbers: Parameters,
    weights: Callable[[], Array],
) -> Array:
    influences = model.causes(variable.name)
    mechanism = variable.mechanism
    if isinstance(mechanism, Table | Deterministic):
        return table_of_rows(mechanism, variable, [model.variables[i.cause] for i in influences])
    baseline = None if variable.baseline is None else tuple(variable.baseline.p)
    count = len(variable.states)
    if not influences:
        return np.full(count, 1 / count) if baseline is None else np.array(baseline)
    setting = Setting(variable.name, count, baseline, weights())
    return conditional_table(mechanism, slopes_of(model, variable, numbers), setting)
