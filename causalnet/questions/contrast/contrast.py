"""Contrasts: what a conclusion is about, as a function of a model's elicited numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import compile_model, network_of
from causalnet.compilation.parameters.parameters import Parameters
from causalnet.errors import CalibrationError, QuestionError, unknown
from causalnet.inference.posterior import joint
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion, check_sizes
from causalnet.model.intervention import Intervention
from causalnet.network.graph import ancestors
from causalnet.network.network import Network
from causalnet.questions.query.mutilate import mutilate
from causalnet.questions.query.paths import bearing
from causalnet.questions.query.question import ask, carried_out

__all__ = ["CHUNK", "Contrast", "measure"]

Array = NDArray[np.float64]

# Draws that are compiled and asked at a time, however many workers there are.
CHUNK = 512


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """What a conclusion measures, for any numbers that a model might have.

    For a change it is the measure under one arm less that under the other; for a threshold, the measure
    less the threshold. Everything is calibrated anew for every set of numbers.

    Attributes
    ----------
    model : CausalModel
    conclusion : Conclusion
    names : tuple of str
        The variables that bear on it, through calibration too, causes first.

    Examples
    --------
    >>> import causalnet as cn
    >>> from causalnet.compilation.parameters.parameters import central
    >>> lawn = cn.CausalModel(
    ...     "lawn",
    ...     [cn.Variable("rain", ["no", "yes"], cn.Baseline([0.8, 0.2])),
    ...      cn.Variable("wet", ["no", "yes"], cn.Baseline([0.7, 0.3]))],
    ...     [cn.Influence("rain", "wet", "+", strength=2)],
    ... )
    >>> rises = Contrast.of(lawn, cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    >>> rises(central(lawn)).round(3)
    array([0.362])
    """

    model: CausalModel
    conclusion: Conclusion
    names: tuple[str, ...]

    @classmethod
    def of(cls, model: CausalModel, conclusion: Conclusion) -> Self:
        """The contrast of a conclusion about a model.

        Raises
        ------
        UnknownNameError, QuestionError, InterventionError
            Where the conclusion speaks of what is not there.
        """
        network = network_of(model)
        if conclusion.by_period is not None:
            raise QuestionError(
                f"What holds by period {conclusion.by_period} is judged over time: ask verdict(…) or "
                "trajectory(…), not a question within a period."
            )
        if conclusion.outcome not in network:
            raise unknown("variable", conclusion.outcome, network)
        own = network.states[conclusion.outcome]
        if conclusion.at_least is not None and conclusion.at_least not in own:
            raise unknown("state", conclusion.at_least, own, of=conclusion.outcome)
        check_sizes(conclusion, own)
        return cls(model, conclusion, _bearing_on(network, conclusion))

    @property
    def arms(self) -> tuple[Intervention, ...]:
        """The interventions that are held against each other; one where it is a threshold."""
        under, versus = self.conclusion.under, self.conclusion.versus
        return (under,) if self.conclusion.passes else (under, versus)

    def __call__(self, numbers: Parameters) -> Array:
        """The contrast for each set of numbers.

        Returns
        -------
        ndarray, shape (draws,)
            One for numbers without draws. NaN where a mechanism cannot meet its baseline.
        """
        if numbers.draws is None:
            return self._of(numbers)
        return np.concatenate([self._of(numbers.at(piece)) for piece in pieces(numbers.draws)])

    def on(self, network: Network) -> Array:
        """The contrast on a network, compiled from any numbers; shape () or (draws,)."""
        values = [measure(network, self.conclusion, arm) for arm in self.arms]
        if self.conclusion.threshold is not None:
            return np.asarray(values[0] - self.conclusion.threshold)
        return np.asarray(values[0] - values[1])

    def weights(self, network: Network) -> Array:
        """What each state of the outcome counts in the measure, shape (states,)."""
        return _weights(network, self.conclusion)

    def network(self, numbers: Parameters) -> Network:
        """What bears on the contrast, compiled with some numbers."""
        return compile_model(self.model, numbers, self.names)

    def _of(self, numbers: Parameters) -> Array:
        """For numbers that are compiled in one go; those that cannot be are sought out by halves."""
        draws = numbers.draws or 1
        try:
            return np.broadcast_to(self.on(self.network(numbers)), (draws,))
        except CalibrationError:
            if draws == 1:
                return np.array([np.nan])
        half = draws // 2
        halves = (numbers.at(slice(0, half)), numbers.at(slice(half, draws)))
        return np.concatenate([self._of(h) for h in halves])


def measure(network: Network, conclusion: Conclusion, arm: Intervention) -> Array:
    """The outcome's expected level, or the probability of a state or higher, under one arm.

    Returns
    -------
    ndarray, shape () or (draws,)
    """
    question = ask(network, conclusion.outcome, arm, conclusion.given)
    target, done = carried_out(network, question.under)
    p = joint(target, question.outcome, question.given, done=done)
    return np.asarray(_weights(network, conclusion) @ p)


def _weights(network: Network, conclusion: Conclusion) -> Array:
    states = network.states[conclusion.outcome]
    places = np.arange(len(states), dtype=np.float64)
    if conclusion.at_least is None:
        return places
    return (places >= states.index(conclusion.at_least)).astype(np.float64)


def pieces(draws: int) -> Iterator[slice]:
    """Chunks of the draws, the same for any number of workers."""
    return (slice(start, min(start + CHUNK, draws)) for start in range(0, draws, CHUNK))


def _bearing_on(network: Network, conclusion: Conclusion) -> tuple[str, ...]:
    """What the contrast depends on, and all that those are calibrated to; causes first."""
    wanted = {conclusion.outcome, *conclusion.given}
    for arm in (conclusion.under, conclusion.versus):
        parents = mutilate(network, arm).parents
        wanted |= bearing(parents, (conclusion.outcome,), conclusion.given) | {*arm.touched}
        wanted |= {c.cause for c in arm.cuts}
        wanted |= {v for s in arm.settings.values() for v in s.reads}
    # What is found in part stands as a variable of its own in a mutilated network.
    closed = ancestors(network.parents, wanted.intersection(network.parents))
    return tuple(name for name in network.order if name in closed)
