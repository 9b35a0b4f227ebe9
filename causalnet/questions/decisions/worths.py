"""What decisions are worth: from what is given to tables with an axis for each variable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import numpy as np

from causalnet.errors import QuestionError, unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.decision import Utility
from causalnet.names import is_finite, is_iterable, is_real
from causalnet.network.network import Network
from causalnet.questions.decisions.influence_diagram import UtilityTable
from causalnet.questions.query.measure import unordered

__all__ = ["GivenWorth", "cost_tables", "worth_tables"]

GivenWorth = Mapping[str, float] | Mapping[tuple[str, ...], float] | Utility | Iterable[Utility]


def worth_tables(
    model: CausalModel | Network,
    network: Network,
    outcome: str | tuple[str, ...] | None,
    worth: GivenWorth | None,
) -> list[UtilityTable]:
    """The tables of the utilities that are given, or that the model declares, or of the outcome's level.

    Raises
    ------
    UnknownNameError, QuestionError
    """
    given = _given_utilities(worth)
    if given is None and outcome is None and worth is None:
        given = network.utilities
        if not given:
            raise QuestionError(
                "Nothing is worth anything: name an outcome, or declare utilities in the model."
            )
    if given is not None:
        if outcome is not None:
            raise QuestionError(
                "Utilities name what they are worth themselves: give them without an outcome."
            )
        return [_table(network, utility) for utility in given]
    if outcome is None:
        raise QuestionError("worth= maps states of an outcome to numbers: name the outcome, too.")
    names = (outcome,) if isinstance(outcome, str) else outcome
    _check_variables(network, names)
    if not names or len(set(names)) < len(names):
        raise QuestionError(
            f"The outcome must be one variable or several different ones, not {outcome!r}."
        )
    if worth is None:
        return [_level(model, network, names)]
    return [_by_states(network, names, cast("Mapping[str, float]", worth))]


def _given_utilities(worth: GivenWorth | None) -> tuple[Utility, ...] | None:
    """The utilities among the ways to give a worth; None if it is given in another way."""
    if isinstance(worth, Utility):
        return (worth,)
    if worth is None or isinstance(worth, Mapping):
        return None
    held: tuple[object, ...] = tuple(worth) if is_iterable(worth) else (worth,)
    if not held:
        raise QuestionError(
            "worth= lists no utility. Leave it out, or write worth=[cn.Utility('profit', 'y', {'low': 0, 'high': 1})]."
        )
    for one in held:
        if not isinstance(one, Utility):
            raise QuestionError(
                f"worth= maps states to numbers, or lists values of cn.Utility; not {one!r}."
            )
    return cast("tuple[Utility, ...]", held)


def _check_variables(network: Network, names: Iterable[str]) -> None:
    for name in names:
        if name not in network.states:
            raise unknown("variable", name, network.states)


def _table(network: Network, utility: Utility) -> UtilityTable:
    _check_variables(network, utility.of)
    if wrong := [*utility.misfits(network.states)]:
        raise QuestionError(f"Utility {utility.name!r}: {wrong[0]}")
    return UtilityTable(utility.name, tuple(utility.of), utility.array(network.states))


def _by_states(
    network: Network, names: tuple[str, ...], worth: Mapping[str, float]
) -> UtilityTable:
    """The worth of every combination of the outcomes' states."""
    shape = tuple(len(network.states[v]) for v in names)
    table = np.empty(shape)
    known = {(key,) if isinstance(key, str) else tuple(key): value for key, value in worth.items()}
    for key in known:
        if len(key) != len(names):
            raise QuestionError(f"worth= takes a state of each of {', '.join(names)}, not {key!r}.")
        for name, state in zip(names, key, strict=True):
            if state not in network.states[name]:
                raise unknown("state", state, network.states[name], of=name)
    for index in np.ndindex(*shape):
        states = tuple(network.states[v][i] for v, i in zip(names, index, strict=True))
        if states not in known:
            raise QuestionError(f"worth= gives no worth of {' and '.join(map(repr, states))}.")
        table[index] = _number(known[states], f"The worth of {' and '.join(map(repr, states))}")
    return UtilityTable(", ".join(names), names, table)


def _level(model: CausalModel | Network, network: Network, names: Sequence[str]) -> UtilityTable:
    (name, *more) = names
    if more:
        raise QuestionError(
            "Several outcomes have no level together. Give worth= for each combination of their states."
        )
    states = network.states[name]
    if name not in network.ordered:
        raise unordered(name, states, "decide needs worth= for its states.")
    level = np.arange(len(states), dtype=np.float64)
    low = isinstance(model, CausalModel) and model.variables[name].better == "low"
    return UtilityTable(name, (name,), level[::-1].copy() if low else level)


def cost_tables(
    network: Network,
    choose: Mapping[str, Sequence[str]],
    costs: Mapping[str, Mapping[str, float]] | None,
) -> list[UtilityTable]:
    """The costs of choices, as negative worths.

    Raises
    ------
    UnknownNameError, QuestionError
    """
    found = []
    for name, own in (costs or {}).items():
        if name not in choose:
            raise unknown("decision", name, choose)
        states = network.states[name]
        for state in own:
            if state not in states:
                raise unknown("state", state, states, of=name)
        paid = [-_number(own.get(s, 0.0), f"The cost of {name} = {s}") for s in states]
        found.append(UtilityTable(f"cost of {name}", (name,), np.array(paid)))
    return found


def _number(value: object, what: str) -> float:
    if not (is_real(value) and is_finite(value)):
        raise QuestionError(f"{what} must be a finite number, not {value!r}.")
    return float(cast("float", value))
