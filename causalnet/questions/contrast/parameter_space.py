"""The elicited numbers behind a contrast, laid out as coordinates."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameter_derivatives import ParameterDerivatives
from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.compilation.parameters.sampling import LEAST_DRAWN
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence, Modifier
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.judgements.panel import one_judgement
from causalnet.model.mechanism import Tabular
from causalnet.model.variable import Variable
from causalnet.questions.contrast.contrast import Contrast

__all__ = ["Coordinates", "Elicited", "Sticks", "elicited_numbers", "graded_in", "sticks_of"]

Array = NDArray[np.float64]

# A baseline that is let free moves within this share of its Dirichlet distribution.
CREDIBLE = 0.9


@dataclass(frozen=True, slots=True)
class Elicited:
    """One elicited number.

    Attributes
    ----------
    part : Influence or Modifier
        Whose strength or amount it is.
    judgement : Judgement
    """

    part: Influence | Modifier
    judgement: Judgement

    @property
    def name(self) -> str:
        """The name of the influence or modifier."""
        return self.part.name

    def value(self, ensemble: Ensemble) -> Array:
        """Its value at the points of an ensemble, shape () or (points,)."""
        if isinstance(self.part, Influence):
            return ensemble.strength(self.part)
        return ensemble.amount(self.part)

    def derivative(self, found: ParameterDerivatives) -> Array | None:
        """The derivatives by it, shape (answers, points…); None where no answer depends on it."""
        if isinstance(self.part, Influence):
            return found.strengths.get(self.part.key)
        return found.amounts.get((self.part.cause, self.part.effect, self.part.by))

    @property
    def free(self) -> bool:
        """Whether its range holds more than one value."""
        low, high = self.judgement.range
        return low < high


@dataclass(frozen=True, slots=True)
class Sticks:
    r"""A baseline as coordinates that may move independently: stick-breaking fractions.

    Of a Dirichlet distribution the fractions :math:`v_j = P(Y = j \mid Y \ge j)` are independent, and
    beta-distributed with the parameters :math:`w p_j` and :math:`w \sum_{i>j} p_i`. Each may move within
    the middle 90% of its distribution.

    References
    ----------
    R. J. Connor and J. E. Mosimann (1969), "Concepts of independence for proportions with a generalization
    of the Dirichlet distribution", *JASA* 64(325), section 2.
    """

    variable: Variable

    @property
    def p(self) -> Array:
        """The declared baseline."""
        return np.array(
            self.variable.one_baseline.p if self.variable.one_baseline else (), dtype=np.float64
        )

    def fractions(self) -> Array:
        """Those of the declared baseline, shape (k − 1,)."""
        above = np.cumsum(self.p[::-1])[::-1]
        return np.asarray(self.p[:-1] / np.maximum(above[:-1], 1e-300))

    def range(self) -> tuple[Array, Array]:
        """Least and greatest fractions; a state that cannot occur stays so."""
        from scipy.special import betaincinv

        p, above = self.p, np.cumsum(self.p[::-1])[::-1]
        weight = self.variable.one_baseline.weight if self.variable.one_baseline else 0.0
        a, b = weight * p[:-1], weight * above[1:]
        open_ = (a > 0) & (b > 0)
        ends = [
            np.where(
                open_, betaincinv(np.where(open_, a, 1), np.where(open_, b, 1), q), self.fractions()
            )
            for q in ((1 - CREDIBLE) / 2, (1 + CREDIBLE) / 2)
        ]
        # A light baseline, or one with a rare state, may all but lose a state; as in draws, none is lost altogether.
        # Both quantiles may round to the same end of (0, 1), so both are kept within the same limits.
        own = self.fractions()
        floor, ceiling = np.minimum(own, LEAST_DRAWN), np.maximum(own, 1 - LEAST_DRAWN)
        least, greatest = (np.where(open_, np.clip(end, floor, ceiling), end) for end in ends)
        return least, greatest

    def baseline(self, fractions: Array) -> Array:
        """The baseline with these fractions, shape (k, draws)."""
        left = np.cumprod(1 - fractions, axis=0)
        before = np.concatenate([np.ones_like(left[:1]), left])
        return np.asarray(before * np.concatenate([fractions, np.ones_like(fractions[:1])]))

    def gradient(self, fractions: Array, by_state: Array) -> Array:
        r"""The derivatives by the fractions from those by the probabilities, shape (k − 1, draws).

        From :math:`p_j = v_j \prod_{i<j} (1 - v_i)`. With the mean of the derivatives above j,
        :math:`t_j = v_{j+1} g_{j+1} + (1 - v_{j+1})\, t_{j+1}`, it is :math:`\prod_{i<j} (1 - v_i)\, (g_j - t_j)`.

        Parameters
        ----------
        fractions : ndarray, shape (k − 1, draws)
        by_state : ndarray, shape (k, draws) or one that broadcasts to it
        """
        rest = 1 - fractions
        found = np.empty_like(fractions)
        above = by_state[-1]
        for j in reversed(range(len(fractions))):
            found[j] = by_state[j] - above
            above = fractions[j] * by_state[j] + rest[j] * above
        before = rest[0]
        for j in range(1, len(fractions)):
            found[j] *= before
            before = before * rest[j]
        return found


@dataclass(frozen=True, eq=False)
class Coordinates:
    """The numbers behind a contrast in a fixed order; points are columns.

    Attributes
    ----------
    model : CausalModel
    numbers : tuple of Elicited
    sticks : tuple of Sticks
        Baselines that are free to move, after the numbers.
    """

    model: CausalModel
    numbers: tuple[Elicited, ...]
    sticks: tuple[Sticks, ...] = ()

    @property
    def names(self) -> list[str]:
        """Of all coordinates."""
        of_sticks = [
            f"baseline of {s.variable.name}: {state} or higher"
            for s in self.sticks
            for state in s.variable.states[1:]
        ]
        return [n.name for n in self.numbers] + of_sticks

    @cached_property
    def axes(self) -> tuple[Hashable, ...]:
        """What each coordinate is: equal where points of the one are points of the other, in a model that is the same."""
        own = [n.part.key if isinstance(n.part, Influence) else _key(n.part) for n in self.numbers]
        return (*own, *(s.variable.name for s in self.sticks))

    @cached_property
    def central(self) -> Array:
        """The central point, shape (coordinates,)."""
        own = np.array([n.judgement.central for n in self.numbers], dtype=np.float64)
        return np.concatenate([own, *(s.fractions() for s in self.sticks)])

    @cached_property
    def box(self) -> tuple[Array, Array]:
        """Least and greatest value of each, shape (coordinates,)."""
        ranges = np.array([n.judgement.range for n in self.numbers], dtype=np.float64)
        ranges = ranges.reshape(-1, 2)
        sticks = [s.range() for s in self.sticks]
        low = np.concatenate([ranges[:, 0], *(s[0] for s in sticks)])
        high = np.concatenate([ranges[:, 1], *(s[1] for s in sticks)])
        return low, high

    def placed(self, values: Mapping[str, float]) -> Array:
        """The central point with some numbers moved, shape (coordinates,)."""
        point = self.central.copy()
        for i, number in enumerate(self.numbers):
            point[i] = values.get(number.name, point[i])
        return point

    def of_ensemble(self, ensemble: Ensemble) -> Array:
        """The points of an ensemble, baselines as declared, shape (coordinates, points)."""
        points = np.repeat(self.central[:, None], ensemble.points, axis=1)
        for i, number in enumerate(self.numbers):
            points[i] = number.value(ensemble)
        return points

    def ensemble(self, points: Array) -> Ensemble:
        """The ensemble of some points.

        Coordinates that are the same at all points stay plain numbers: that saves work.

        Parameters
        ----------
        points : ndarray, shape (coordinates, points)
        """
        strengths, amounts = self._base
        strengths, amounts = dict(strengths), dict(amounts)
        same = (points == points[:, :1]).all(axis=1) & (points.shape[1] > 0)
        for number, row, plain in zip(self.numbers, points, same.tolist(), strict=False):
            own = row[0] if plain else row
            if isinstance(number.part, Influence):
                strengths[number.part.key] = own
            else:
                amounts[_key(number.part)] = own
        baselines = {s.variable.name: s.baseline(points[rows]) for s, rows in self.places}
        return Ensemble(strengths, amounts, baselines, points.shape[1])

    @cached_property
    def places(self) -> tuple[tuple[Sticks, slice], ...]:
        """Every baseline that is free to move, with its rows."""
        sizes = [len(s.variable.states) - 1 for s in self.sticks]
        ends = np.cumsum([len(self.numbers), *sizes]).tolist()
        return tuple((s, slice(*rows)) for s, rows in zip(self.sticks, pairwise(ends), strict=True))

    @cached_property
    def _base(self) -> tuple[dict[tuple[str, str, int], Array], dict[tuple[str, str, str], Array]]:
        found = central(self.model)
        return dict(found.strengths), dict(found.amounts)


def _key(modifier: Modifier) -> tuple[str, str, str]:
    return modifier.cause, modifier.effect, modifier.by


def elicited_numbers(contrast: Contrast) -> tuple[Elicited, ...]:
    """Every strength and amount that a contrast depends on, in the order of the model."""
    model, graded, at = contrast.model, {*graded_in(contrast)}, contrast.conclusion.at
    found = []
    for influence in model.influences:
        judged = model.strength(influence)
        if judged is not None and influence.lag <= at and influence.effect in graded:
            found.append(Elicited(influence, one_judgement(influence.name, judged)))
    found += [
        Elicited(m, one_judgement(m.name, model.amount(m)))
        for m in model.modifiers
        if m.effect in graded
    ]
    return tuple(found)


def graded_in(contrast: Contrast) -> tuple[str, ...]:
    """The variables that bear on a contrast by a mechanism with strengths, not by a table."""
    variables = contrast.model.variables
    return tuple(v for v in contrast.names if not isinstance(variables[v].mechanism, Tabular))


def sticks_of(contrast: Contrast) -> tuple[Sticks, ...]:
    """The declared baselines that a contrast depends on, of variables with at least two states."""
    variables = (contrast.model.variables[v] for v in contrast.names)
    return tuple(Sticks(v) for v in variables if v.baseline is not None and len(v.states) > 1)
