r"""A lower bound on a change that follows from the signs, at any numbers, without a model compiled there.

Let two arms A and B share a uniform number :math:`u_v` for every variable, as in `by_signs`, and suppose that by the signs
the outcome is at least as high in A as in B in every case. Let :math:`D_v` be the event that v differs between the arms. If
c is a cause of v, the other causes move v the same way as c does or not at all. So

.. math::

   P(D_v) \ge P(D_c)\, \delta_{cv}, \qquad
   \delta_{cv} = \max_j \min_s \bigl| P(v \ge j \mid s, c + 1) - P(v \ge j \mid s) \bigr|,

since :math:`u_v` is independent of everything above v. Hence every path moves the outcome by at least the product along it,
whatever is calibrated how, and a conclusion stands wherever one path does enough.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.network.graph import ancestors
from causalnet.network.kernel import kernel_of
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates
from causalnet.questions.robustness.central_change import CentralChange
from causalnet.questions.robustness.least_steps import (
    EffectSteps,
    distribution_today,
    meets_its_baseline,
    steps_of,
)
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.stochastic_dominance import orders

__all__ = ["LeastChange", "least_change"]

Array = NDArray[np.float64]

# A contrast is computed to so many digits at least.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class LeastChange:
    """The least change of an outcome in the direction of a conclusion.

    Attributes
    ----------
    conclusion : Conclusion
    starts : mapping from str to float
        For each variable that is set, a lower bound on the chance that it differs between the arms.
    effects : mapping from str to EffectSteps
        The variables that may differ and answer to their causes in some arm, causes first.
    threshold : int or None
        The state of the outcome whose probability is measured; None of its expected level.
    met : bool
        Whether every baseline that bears on the contrast is met, whatever the numbers.
    centre : CentralChange or None
        What differs between the arms at the central numbers, if that was looked up.
    """

    conclusion: Conclusion
    starts: Mapping[str, float]
    effects: Mapping[str, EffectSteps]
    threshold: int | None
    met: bool
    centre: CentralChange | None = None

    def __call__(self, low: Array, high: Array | None = None) -> Array:
        """A lower bound wherever each number is between its values in two points; −∞ where none is known.

        Parameters
        ----------
        low, high : ndarray, shape (coordinates, points)
            Default of `high`: the same points.

        Returns
        -------
        ndarray, shape (points,)
        """
        high = low if high is None else high
        exact = self._at_the_centre(low, high)
        chances = {v: np.maximum(chance, exact(v)) for v, chance in self.starts.items()}
        valid = np.ones(low.shape[1], dtype=bool)
        for name, effect in self.effects.items():
            steps = effect.least(low, high)
            valid = valid & steps.valid[steps.labels]
            if name in self.starts:
                continue
            chances[name] = exact(name)
            for cause, step in zip(effect.causes, steps.each, strict=True):
                felt = self._felt(name, step)
                # A step that is the same at all points has a single version.
                own = felt[steps.labels] if len(felt) > 1 else felt
                chances[name] = np.maximum(chances[name], chances[cause] * own)
        return np.where(valid, chances[self.conclusion.outcome], -np.inf)

    def _at_the_centre(self, low: Array, high: Array) -> Callable[[str], Array]:
        """From a variable to the chance that it differs, of the outcome the change, where all above it is central."""
        centre = self.centre
        if centre is None:
            return lambda name: np.zeros(1)
        rests, apart = centre.between(low, high), centre.apart
        return lambda name: np.where(rests(name), self._felt(name, apart[name][:, None]), 0.0)

    def stands(self, low: Array, high: Array | None = None) -> NDArray[np.bool_]:
        """Where the bound proves that the conclusion stands, if its baselines can be met."""
        return np.asarray(self(low, high) >= max(self.conclusion.by, NOTHING) + ROUNDING)

    def _felt(self, name: str, step: Array) -> Array:
        """The chance that an effect differs where a cause does; of the outcome, the change of its measure."""
        if name != self.conclusion.outcome:
            return np.asarray(step.max(axis=0, initial=0.0))
        if self.threshold is None:
            return np.asarray(step.sum(axis=0))
        return np.asarray(step[self.threshold - 1]) if self.threshold else np.zeros(1)


def least_change(contrast: Contrast, coordinates: Coordinates) -> LeastChange | None:
    """The bound for a conclusion that follows from the signs; None where it does not, or where no bound is known."""
    c, model = contrast.conclusion, contrast.model
    if c.at or c.given or c.by_definition or c.direction not in ("rises", "falls"):
        return None
    settings = [s for arm in contrast.arms for s in arm.settings.values()]
    if any(arm.edges for arm in contrast.arms) or any(s.reads for s in settings):
        return None
    arms = Arms(model, c.under, c.versus)
    found = orders(arms, c.outcome)
    if found[c.outcome].sign != ("+" if c.upward else "-"):
        return None
    # In the order of the names, causes first.
    moving = dict.fromkeys([v for v in contrast.names if found[v].sign in ("+", "-")])
    starts = {v: _difference(arms, v) for v in moving if arms.settings(v) != (None, None)}
    row = {name: i for i, name in enumerate(coordinates.names)}
    effects = {v: steps_of(model, row, v, moving) for v in moving if _answers(arms, v, moving)}
    known = {v: steps for v, steps in effects.items() if steps is not None}
    if len(known) < len(effects):
        return None
    threshold = None if c.at_least is None else model.variables[c.outcome].index(c.at_least)
    met = all(meets_its_baseline(model, v) for v in contrast.names)
    return LeastChange(c, starts, known, threshold, met)


def _answers(arms: Arms, name: str, moving: Collection[str]) -> bool:
    """Whether a variable answers to some of these in some arm."""
    free = any(s is None or s.keeps_causes for s in arms.settings(name))
    return free and any(i.cause in moving for i in arms.model.causes(name))


def _difference(arms: Arms, name: str) -> float:
    """A lower bound on the chance that a variable that is set differs between the arms."""
    states = {v.name: v.states for v in arms.model.variables.values()}
    kernels = [kernel_of(setting, name, states) for setting in arms.settings(name)]
    own = [k.survival[0] for k in kernels if not k.sources]
    if len(own) < len(kernels):
        today = _undisturbed(arms, name)
        if today is None:
            return 0.0
        own += [today @ k.survival for k in kernels if k.sources]
    return float(abs(own[0] - own[1]).max(initial=0.0))


def _undisturbed(arms: Arms, name: str) -> Array | None:
    """Today's distribution of a variable that nothing else that is set moves; None where it is moved, or not known."""
    parents = {v: [i.cause for i in arms.model.causes(v)] for v in arms.model.variables}
    others = {*arms.under.settings, *arms.versus.settings} - {name}
    moved = ancestors(parents, [name]) & others
    return None if moved else distribution_today(arms.model, name)
