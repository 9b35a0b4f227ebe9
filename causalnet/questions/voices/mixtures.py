"""Mixtures of two accounts: one in which the other is right about some of their disagreements.

Most disagreements are about numbers: whether an influence is there (a strength of zero is the same as none), its
strength, its sign, or a baseline. All mixtures of these are points of *one* model, which has the influences of both,
and are compiled together. A disagreement about a mechanism, a table, a reference or a direction needs a model of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import nan

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.errors import CausalnetError
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.influence import Influence, Modifier
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.mechanism import Ordinal
from causalnet.model.variable import Variable
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.voices.disagreements import Disagreement, Point

__all__ = ["Mixtures"]

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ceded = frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Mixtures:
    """The contrast of a conclusion in mixtures of two accounts.

    Attributes
    ----------
    a, b : CausalModel
        The two accounts as `bearing_parts` leaves them.
    parts : tuple of Disagreement
        Their disagreements.
    conclusion : Conclusion
    known : dict
        The values and errors that are known; NaN for a mixture that is not a model or cannot be calibrated.
    """

    a: CausalModel
    b: CausalModel
    parts: tuple[Disagreement, ...]
    conclusion: Conclusion
    known: dict[Ceded, tuple[float, float]] = field(default_factory=dict)

    def prepare(self, sets: Sequence[Ceded]) -> None:
        """Work out the contrast in mixtures in which `b` is right about these sets of disagreements."""
        numeric = frozenset(i for i, part in enumerate(self.parts) if self._is_numeric(part))
        worlds: dict[Ceded, list[Ceded]] = {}
        for given in sets:
            if given not in self.known:
                worlds.setdefault(given - numeric, []).append(given)
        for fixed, own in worlds.items():
            try:
                self.known.update(self._together(fixed, numeric, own))
            except CausalnetError:
                self.known.update({given: self._alone(given) for given in own})

    def value(self, given: Ceded) -> Array:
        """The contrast in one mixture, shape ()."""
        return np.asarray(self.found(given)[0])

    def found(self, given: Ceded) -> tuple[float, float]:
        """The contrast in one mixture, and its standard error."""
        if given not in self.known:
            self.prepare([given])
        return self.known[given]

    def failures(self) -> list[Ceded]:
        """The mixtures that are not models or cannot be calibrated, the smallest first."""
        return sorted((g for g, (x, _) in self.known.items() if x != x), key=len)

    def model(self, given: Ceded, extra: Ceded = frozenset()) -> CausalModel:
        """The mixture; with the influences of both accounts for the disagreements in `extra`."""
        variables = {**self.b.variables, **self.a.variables}
        own, other = (_arrows(m) for m in (self.a, self.b))
        arrows: dict[str, Influence | Modifier] = {**other, **own}
        for i, part in enumerate(self.parts):
            gone = () if i in extra else (self.a if i in given else self.b).variables
            for point in part.points:
                for v in point.ends.intersection(gone):
                    if (v in self.a.variables) != (v in self.b.variables):
                        variables.pop(v, None)
                if point.kind in ("influence", "modifier"):
                    _place(arrows, point, second=i in given, both=i in extra)
                elif i in given:
                    variables[point.name] = _changed(variables[point.name], point)
        influences = [x for x in arrows.values() if isinstance(x, Influence)]
        modifiers = [x for x in arrows.values() if isinstance(x, Modifier)]
        return CausalModel("mixture", variables.values(), influences, modifiers=modifiers)

    def _alone(self, given: Ceded) -> tuple[float, float]:
        try:
            model = self.model(given)
            estimate = contrast_of(model, self.conclusion)(central(model))
        except CausalnetError:
            return nan, 0.0
        return estimate.value, estimate.error

    def _together(
        self, fixed: Ceded, numeric: Ceded, sets: Sequence[Ceded]
    ) -> dict[Ceded, tuple[float, float]]:
        """Mixtures that differ in numbers alone, as points of one model."""
        model = self.model(fixed, numeric)
        contrast = contrast_of(model, self.conclusion)
        estimate = (contrast if contrast.exact else contrast.lighter)(
            self._points(model, numeric, sets)
        )
        values = np.broadcast_to(estimate.values, (len(sets), estimate.values.shape[1]))
        errors = (
            values.std(axis=1, ddof=1) / np.sqrt(values.shape[1])
            if values.shape[1] > 1
            else np.zeros(len(sets))
        )
        means = values.mean(axis=1)
        return {g: (float(x), float(e)) for g, x, e in zip(sets, means, errors, strict=True)}

    def _points(self, model: CausalModel, numeric: Ceded, sets: Sequence[Ceded]) -> Ensemble:
        base = central(model)
        strengths, amounts = dict(base.strengths), dict(base.amounts)
        baselines: dict[str, Array] = {}
        for i in numeric:
            second = np.array([i in given for given in sets])
            for point in self.parts[i].points:
                some = point.first or point.second
                if isinstance(some, Influence):
                    strengths[some.key] = _either(point, second)
                elif isinstance(some, Modifier):
                    amounts[some.cause, some.effect, some.by] = _either(point, second)
                else:
                    baselines[point.name] = _marginals(point, second)
        return Ensemble(strengths, amounts, baselines, len(sets))

    def _is_numeric(self, part: Disagreement) -> bool:
        """Whether it is about numbers of one model alone."""
        both = {**self.b.variables, **self.a.variables}
        return all(self._is_number(point, both) for point in part.points)

    def _is_number(self, point: Point, both: Mapping[str, Variable]) -> bool:
        one, two = point.first, point.second
        if point.kind == "mechanism" or not isinstance(both[point.effect].mechanism, Ordinal):
            return False
        if isinstance(one, Variable) and isinstance(two, Variable):
            return None not in (one.baseline, two.baseline)
        if point.kind == "modifier":
            return isinstance(one, Modifier) and isinstance(two, Modifier) and one.sign == two.sign
        there = [part for part in (one, two) if isinstance(part, Influence)]
        graded = all(part.strength is not None for part in there)
        return graded and len({part.reference for part in there}) == 1


def _arrows(model: CausalModel) -> dict[str, Influence | Modifier]:
    parts: list[Influence | Modifier] = [*model.influences, *model.modifiers]
    return {part.name: part for part in parts}


def _place(
    arrows: dict[str, Influence | Modifier], point: Point, *, second: bool, both: bool
) -> None:
    """The influence or modifier of one account; of both, one with an open sign where the signs differ."""
    one, two = point.first, point.second
    part = two if second else one
    if both:
        part = one or two
        if isinstance(one, Influence) and isinstance(two, Influence) and one.sign != two.sign:
            part = replace(one, sign="?")
    if isinstance(part, Influence | Modifier):
        arrows[point.name] = part
    else:
        arrows.pop(point.name, None)


def _changed(variable: Variable, point: Point) -> Variable:
    """A variable with the mechanism or the baseline that the second account gives it."""
    other = point.second
    if not isinstance(other, Variable):
        return variable
    if point.kind == "mechanism":
        return replace(variable, mechanism=other.mechanism)
    return replace(variable, baseline=other.baseline)


def _either(point: Point, second: Bools) -> Array:
    """The number of one account or the other at each point, without the sign that the model of both gives it."""
    one, two = point.first, point.second
    opposed = isinstance(one, Influence) and isinstance(two, Influence) and one.sign != two.sign
    numbers = [_number(part, signed=opposed) for part in (one, two)]
    return np.where(second, numbers[1], numbers[0])


def _number(part: object, *, signed: bool) -> float:
    if not isinstance(part, Influence | Modifier):
        return 0.0
    given = part.strength if isinstance(part, Influence) else part.amount
    number = given.central if isinstance(given, Judgement) else 0.0
    return -number if signed and part.sign == "-" else number


def _marginals(point: Point, second: Bools) -> Array:
    """The baseline of one account or the other at each point, shape (states, points)."""
    found = [
        np.array(v.one_baseline.p if isinstance(v, Variable) and v.one_baseline else ())
        for v in (point.first, point.second)
    ]
    return np.where(second, found[1][:, None], found[0][:, None])
