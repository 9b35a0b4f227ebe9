"""Variants of a model: a contrast where a rival is right, another mechanism holds, or nothing influences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import isnan

import numpy as np

from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.console import printed
from causalnet.errors import CalibrationError
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.variable import Baseline
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers, graded_in
from causalnet.questions.estimate import Estimate
from causalnet.questions.robustness.rejected_parts import (
    cut_tables,
    model_without,
    uncaused,
    without_causes,
)
from causalnet.questions.robustness.rival_roles import RivalRole, rival_bearing
from causalnet.questions.variants import kept_variant

__all__ = [
    "World",
    "alternate_worlds",
    "bare_world",
    "rival_world",
    "stands",
    "uniform_world",
]


@printed
@dataclass(frozen=True, slots=True)
class World:
    """The contrast in a variant of the model.

    Attributes
    ----------
    name : str
        The assumption of the variant.
    value : float
        The contrast at its central numbers; NaN where it cannot be calibrated there.
    holds : bool
        Whether the conclusion stands in it.
    strongest : float or None
        Of a rival, the contrast where its own influences are as strong as their ranges allow.
    reaches : bool
        Whether it bears on the question at all.
    role : {"contests", "common cause", "another cause"}
        Of a rival that does, how: see `RivalRole`.
    explains : tuple of str
        Of a common cause, the influences between its effects, which it would explain away.
    instead : World or None
        The contrast without these, if there are any.
    error : float
        Standard error of the value; zero of what is exact.
    """

    name: str
    value: float
    holds: bool
    strongest: float | None = None
    reaches: bool = True
    error: float = 0.0
    role: RivalRole = "contests"
    explains: tuple[str, ...] = ()
    instead: World | None = None

    @property
    def met(self) -> bool:
        """Whether every baseline can be met in it; where not, it neither bears the conclusion out nor undoes it."""
        return not isnan(self.value)

    @property
    def contests(self) -> bool:
        """Whether it is a rival that contests what is done, and not one that names other causes of what that acts on."""
        return self.reaches and self.role == "contests"

    @property
    def undoes(self) -> bool:
        """Whether the conclusion falls in it."""
        return self.met and not self.holds


def rival_world(base: Contrast, rival: str) -> World:
    """One rival admitted, all others off."""
    model = base.model
    try:
        admitted = kept_variant(model, ("rival", rival), partial(model.admitting, rival))
        contrast = base.lighter.variant(admitted)
    except CalibrationError:
        return World(rival, float("nan"), holds=False)
    numbers = elicited_numbers(contrast)
    coordinates = Coordinates(contrast.model, numbers)
    own = {i.name for i in model.rivals[rival].influences}
    at = [i for i, n in enumerate(numbers) if n.name in own]
    strong = coordinates.central.copy()
    for i in at:
        low, high = numbers[i].judgement.range
        strong[i] = high if abs(high) >= abs(low) else low
    # At both points in one call: it takes little longer than at one.
    points = np.stack([coordinates.central, strong], axis=1)
    centre, strongest = map(Estimate, contrast(coordinates.ensemble(points)).values[:, None])
    holds = stands(contrast.conclusion, centre.value, centre.error)
    bears = rival_bearing(admitted, contrast.conclusion, model.rivals[rival])
    instead = _in_place_of(base, admitted, rival, bears.explains)
    found = strongest.value, bool(at), centre.error, bears.role, bears.explains, instead
    return World(rival, centre.value, holds, *found)


def _in_place_of(
    base: Contrast, admitted: CausalModel, rival: str, explained: tuple[str, ...]
) -> World | None:
    """A common cause admitted without the influences that it would explain away."""
    if not explained:
        return None
    make = partial(model_without, admitted, explained)
    return _variant(rival, base, kept_variant(base.model, ("instead", rival, *explained), make))


def alternate_worlds(base: Contrast) -> list[World]:
    """Each variable's alternate mechanism by itself, and all of them together."""
    model = base.model
    kinds = {v: a.kind for v in base.names if (a := model.variables[v].alternate) is not None}
    chosen: dict[str, tuple[str, ...]] = {f"{v} as {k}": (v,) for v, k in kinds.items()}
    if len(kinds) > 1:
        chosen["all of them"] = tuple(kinds)
    return [
        _variant(
            name, base, kept_variant(model, ("alternate", *some), partial(model.alternating, *some))
        )
        for name, some in chosen.items()
    ]


def bare_world(contrast: Contrast, coordinates: Coordinates) -> World:
    """Every influence rejected, those of tables and rules too: what the baselines alone give."""
    model, every = contrast.model, {i.name for i in contrast.model.influences}
    nothing = np.zeros((len(coordinates.central), 1))
    alone = uncaused(model, contrast.names)(every)
    ensemble = without_causes(coordinates.ensemble(nothing), model, alone)
    world = replace(contrast.lighter, model=cut_tables(model, every))
    return _world("baselines alone", world, ensemble)


def uniform_world(contrast: Contrast) -> World | None:
    """The other convention for undeclared variables with causes: uniform today, and calibrated to that.

    None where every variable that bears on the contrast has a baseline or no causes.
    """
    model = contrast.model
    changed = [
        replace(v, baseline=Baseline([1 / len(v.states)] * len(v.states)))
        for v in map(model.variables.__getitem__, graded_in(contrast))
        if v.baseline is None and model.causes(v.name) and not v.mechanism.leak
    ]
    if not changed:
        return None
    return _variant("undeclared variables uniform", contrast, model.replacing(*changed))


def _variant(name: str, base: Contrast, model: CausalModel) -> World:
    """The contrast in a variant of the model, at its central numbers."""
    try:
        contrast = base.lighter.variant(model)
    except CalibrationError:
        return World(name, float("nan"), holds=False)
    return _world(name, contrast, central(model))


def _world(name: str, contrast: Contrast, ensemble: Ensemble) -> World:
    found = contrast(ensemble)
    holds = stands(contrast.conclusion, found.value, found.error)
    return World(name, found.value, holds, error=found.error)


def stands(conclusion: Conclusion, value: float, error: float = 0.0) -> bool:
    """Whether a conclusion stands; a change within two standard errors of zero may be chance and counts as none."""
    return conclusion.holds(value, 2 * error) if error > 0 else conclusion.holds(value)
