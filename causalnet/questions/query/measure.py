"""Measures: what of an outcome is compared, its expected level or the probability of one state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from keyword import iskeyword

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError, unknown
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import Scale
from causalnet.network.labels import ModelLabels
from causalnet.network.network import Network
from causalnet.network.opposite_states import affirmed_state

__all__ = ["Measure", "Outcome", "measure_of", "unordered"]

# A variable, or a variable and one of its states.
Outcome = str | tuple[str, str]
# States that an example lists.
STATES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure of an outcome: its expected level, or the probability of a state.

    Attributes
    ----------
    outcome : str
        The variable.
    states : tuple of str
        Its states.
    state : str or None
        The state whose probability is compared; None for the expected level, the mean position on the
        scale of the states, counted from zero.
    scale : Scale
        The scale of a change in it.
    """

    outcome: str
    states: tuple[str, ...]
    state: str | None
    scale: Scale

    @property
    def weights(self) -> NDArray[np.float64]:
        """The weights of the states in the measure, shape (states,)."""
        if self.state is None:
            return np.arange(len(self.states), dtype=np.float64)
        return np.asarray([float(s == self.state) for s in self.states])

    @property
    def quantity(self) -> str:
        """Its name beside the outcome: ``"expected level"`` or ``"P(yes)"``."""
        return "expected level" if self.state is None else f"P({self.state})"

    @property
    def subject(self) -> str:
        """Its name in a sentence."""
        if self.state is None:
            return f"the expected level of {self.outcome}"
        return f"the probability that {self.outcome} is {self.state}"

    def told_quantity(self, labels: ModelLabels) -> str:
        """Its name beside the outcome, in labels: ``"expected level"`` or ``"P(yes)"``."""
        if self.state is None:
            return tr("expected level")
        return tr("P({state})", state=labels.state(self.outcome, self.state))

    def upward(self, change: float) -> float:
        """A change as one of the outcome up its scale; 0 of a state in the middle, which may mean either."""
        if self.state in (None, self.states[-1]):
            return change
        return -change if self.state == self.states[0] else 0.0

    def __str__(self) -> str:
        return self.outcome if self.state is None else f"P({self.outcome} = {self.state})"


def measure_of(
    model: CausalModel | Network, network: Network, outcome: object, *, verb: str
) -> Measure:
    """The measure of an outcome, whose name is checked first.

    Parameters
    ----------
    model : CausalModel or Network
        The question. A network has the usual cut-points of sizes.
    network : Network
        Its compiled network, or itself.
    outcome : str or (str, str)
        A variable whose states are declared ordered or an obvious pair such as yes and no, or any variable with one of its
        states.
    verb : str
        The name of the caller, for the message.

    Raises
    ------
    UnknownNameError, QuestionError
    """
    name, state = _parts(outcome, verb)
    if name not in network.states:
        raise unknown("variable", name, network.states)
    states = network.states[name]
    if state is not None and state not in states:
        if state in network.states:
            raise QuestionError(
                f"{verb} takes one outcome; {name!r} and {state!r} are two variables."
            )
        raise unknown("state", state, states, of=name)
    if state is None and name not in network.ordered:
        # Of yes and no everybody means yes, in whatever order a file has them.
        state = affirmed_state(states)
    if state is None and name not in network.ordered:
        raise unordered(name, states, f"{verb} needs a state of {name!r} to ask about.")
    scale = Scale.of(states, probability=state is not None)
    if isinstance(model, CausalModel):
        scale = replace(scale, cuts=model.variables[name].scale().cuts)
    return Measure(name, states, state, scale)


def _parts(outcome: object, verb: str) -> tuple[str, str | None]:
    if isinstance(outcome, str):
        return outcome, None
    if isinstance(outcome, tuple) and len(outcome) == 2:
        name, state = outcome
        if isinstance(name, str) and isinstance(state, str):
            return name, state
    raise QuestionError(
        f"{verb} takes one outcome: a variable's name, or a pair such as ('y', 'yes') for one of its states. "
        f"It got {outcome!r}."
    )


def _declared(name: str, states: tuple[str, ...]) -> str:
    """Advice on declaring another order of a variable's states."""
    turned = [*states[1:], states[0]]
    order = f"[{', '.join(map(repr, turned[:STATES_SHOWN]))}{', …' if len(turned) > STATES_SHOWN else ''}]"
    plain = name.isidentifier() and not iskeyword(name)
    return f"network.with_order({f'{name}={order}' if plain else f'{{{name!r}: {order}}}'})"


def unordered(
    name: str, states: tuple[str, ...], wanted: str, instead: str | None = None
) -> QuestionError:
    """The error of a question that needs an order of states that nobody declared; `instead` needs none."""
    instead = (
        instead
        or f"Ask about one of them, such as ({name!r}, {(affirmed_state(states) or states[-1])!r})."
    )
    return QuestionError(
        f"{wanted} Nobody has declared that the states of {name!r} ({', '.join(states)}) run from low to "
        f"high. {instead} Only if they do run so, from "
        f"{states[0]!r} up to {states[-1]!r}, declare it with network.with_order({name!r}). If they run otherwise, "
        f"give their order: {_declared(name, states)}."
    )
