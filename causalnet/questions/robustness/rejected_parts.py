r"""A contrast without some influences and modifiers, at any points of the parameter space.

An influence with a strength is rejected at a strength of zero, and the rest is calibrated anew. A table or a rule has no
strengths: its causes are cut. Causes that are cut are replaced by an independent copy of their joint distribution today,

.. math:: P'(y \mid r) = \sum_c P(c)\, P(y \mid c, r),

where c are the causes that are cut and r those that remain. With all of them cut the effect keeps its distribution of
today.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import network_of
from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.inference.posterior import joint
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence, Modifier
from causalnet.model.mechanism import Table, Tabular
from causalnet.model.variable import Variable
from causalnet.network.graph import ancestors
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates

__all__ = [
    "cut_tables",
    "model_without",
    "points_without",
    "rejectable_parts",
    "rows_of",
    "tabled_parts",
    "uncaused",
    "without_causes",
    "without_parts",
]

Array = NDArray[np.float64]


def rejectable_parts(contrast: Contrast) -> list[Influence | Modifier]:
    """The influences and modifiers on which a contrast depends, each at its own lag."""
    model, names = contrast.model, {*contrast.names}
    own: list[Influence | Modifier] = [
        i for i in model.influences if i.effect in names and i.lag <= contrast.conclusion.at
    ]
    return own + [m for m in model.modifiers if m.effect in names]


def rows_of(contrast: Contrast, coordinates: Coordinates) -> Callable[[Iterable[str]], list[int]]:
    """A function from rejected influences and modifiers to the coordinates that become zero.

    A rejected influence has a strength of zero, and the rest is calibrated anew. A modifier is rejected with the
    influence that it scales, and with the influence of the variable that does the scaling.
    """
    row = {name: i for i, name in enumerate(coordinates.names)}
    fallen: dict[str, list[int]] = {}
    for part in rejectable_parts(contrast):
        own = [row[part.name]] if part.name in row else []
        if isinstance(part, Influence):
            own += [
                row[m.name] for m in contrast.model.modifiers if _serves(part, m) and m.name in row
            ]
        fallen[part.name] = own

    return lambda names: [i for name in names for i in fallen[name]]


def points_without(
    rows: Callable[[Iterable[str]], list[int]], sets: Sequence[frozenset[str]], points: Array
) -> Array:
    """Points at which the numbers of some parts are zero, shape (coordinates, points · sets).

    Sets at the same point stand side by side: upstream of what falls they share their tables.

    Parameters
    ----------
    rows : callable
        That of `rows_of`.
    sets : sequence of frozenset of str
    points : ndarray, shape (coordinates, points)
    """
    every = np.repeat(points, len(sets), axis=1)
    fallen = [rows(names) for names in sets]
    which = np.repeat(np.arange(len(sets)), [len(own) for own in fallen])
    places = every.reshape(-1, points.shape[1], len(sets))
    places[[i for own in fallen for i in own], :, which] = 0.0
    return every


def _serves(influence: Influence, modifier: Modifier) -> bool:
    """Whether a modifier is rejected with an influence; one with a lag is never scaled."""
    scaled = influence.cause in (modifier.cause, modifier.by)
    return not influence.lag and modifier.effect == influence.effect and scaled


def tabled_parts(contrast: Contrast) -> tuple[str, ...]:
    """The influences on which a contrast depends that belong to a table or a rule."""
    return tuple(p.name for p in rejectable_parts(contrast) if _tabled(contrast.model, p))


def _tabled(model: CausalModel, part: Influence | Modifier) -> bool:
    return isinstance(model.variables[part.effect].mechanism, Tabular)


def cut_tables(model: CausalModel, fallen: Collection[str]) -> CausalModel:
    """The model in which tables and rules no longer depend on the causes whose influences have fallen."""
    changed = []
    for variable in model.variables.values():
        causes = model.causes(variable.name)
        lost = [k for k, i in enumerate(causes) if i.name in fallen]
        cpt = cpt_of(variable.mechanism)
        if lost and isinstance(cpt, TabularCPT):
            changed.append(_cut(model, variable, cpt, lost))
    return model.replacing(*changed) if changed else model


def _cut(model: CausalModel, variable: Variable, cpt: TabularCPT, lost: list[int]) -> Variable:
    """A variable whose table has equal rows for all states of some causes, numbered in the order of the model."""
    causes = [model.variables[i.cause] for i in model.causes(variable.name)]
    table = cpt.table(variable, causes)
    weights = joint(network_of(model), [causes[k].name for k in lost])
    mean = np.tensordot(weights, table, axes=(range(len(lost)), lost))
    mean /= mean.sum(axis=-1, keepdims=True)
    whole = np.broadcast_to(np.expand_dims(mean, tuple(lost)), table.shape)
    cells = product(*(range(len(c.states)) for c in causes))
    rows = {tuple(c.states[s] for c, s in zip(causes, x, strict=True)): whole[x] for x in cells}
    mechanism = Table([c.name for c in causes], {k: p.tolist() for k, p in rows.items()})
    return replace(variable, mechanism=mechanism)


def model_without(model: CausalModel, fallen: Collection[str]) -> CausalModel:
    """The model in which these influences, each at its own lag, and these modifiers have fallen; tables are cut."""
    tabled = {i.name for i in model.influences if _tabled(model, i)}
    own = [i for i in model.influences if i.name in fallen and i.name not in tabled]
    # By its bare name an influence falls at every lag.
    names = [i.name if i.lag else f"{i.name} [lag 0]" for i in own]
    scaling = [m.name for m in model.modifiers if m.name in fallen]
    return cut_tables(model, tabled.intersection(fallen)).rejecting(*names, *scaling)


def uncaused(
    model: CausalModel, names: Collection[str]
) -> Callable[[Collection[str]], tuple[str, ...]]:
    """From influences that fall to the variables that are uniform without them, and not once these have no strength.

    A noisy mechanism without a leak leaves its effect at one end where its causes do nothing. One that has
    no causes left is a variable without a baseline like any other.
    """
    variables = [model.variables[v] for v in names]
    bare = {
        v.name: [i.name for i in model.causes(v.name) if i.strength is not None]
        for v in variables
        if not (v.baseline or v.mechanism.leak or _full_support(v)) and model.causes(v.name)
    }
    if not bare:
        return lambda fallen: ()
    return lambda fallen: tuple(
        [v for v, causes in bare.items() if all(name in fallen for name in causes)]
    )


def without_causes(ensemble: Ensemble, model: CausalModel, names: Collection[str]) -> Ensemble:
    """Numbers with which some variables that nothing moves any more are uniform."""
    even = {v: np.full(n, 1 / n) for v in names for n in [len(model.variables[v].states)]}
    return replace(ensemble, baselines={**ensemble.baselines, **even}) if even else ensemble


def _full_support(variable: Variable) -> bool:
    """Whether every state of a variable has a chance where its causes do nothing."""
    cpt = cpt_of(variable.mechanism)
    return isinstance(cpt, TabularCPT) or cpt.full_support


def without_parts(
    contrast: Contrast, coordinates: Coordinates, points: Array
) -> Callable[[Sequence[frozenset[str]]], Array]:
    """From sets of parts that fall to the contrast without them at some points, shape (sets, points).

    It is NaN where a variable that bears on it without them cannot meet its baseline.
    """
    model = contrast.model
    rows, tabled = rows_of(contrast, coordinates), {*tabled_parts(contrast)}
    alone = uncaused(model, contrast.names)

    def numbers(sets: Sequence[frozenset[str]], even: tuple[str, ...], points: Array) -> Ensemble:
        every = points_without(rows, sets, points)
        return without_causes(coordinates.ensemble(every), model, even)

    def values(ensemble: Ensemble, cut: frozenset[str]) -> Array:
        whole = replace(contrast, model=cut_tables(model, cut)) if cut else contrast
        return whole(ensemble).points

    def met_alone(fallen: frozenset[str], row: Array) -> Array:
        """The same where it is NaN, with only the variables calibrated that still bear on the contrast."""
        unmet = np.isnan(row)
        if unmet.any() and (beside := _beside(contrast, fallen)):
            ensemble = numbers([fallen], alone(fallen), points[:, unmet])
            row[unmet] = values(_idle(ensemble, model, beside), fallen & tabled)
        return row

    def found(sets: Sequence[frozenset[str]]) -> Array:
        whole = np.empty((len(sets), points.shape[1]))
        worlds = [(alone(s), s & tabled) for s in sets]
        places: dict[tuple[tuple[str, ...], frozenset[str]], list[int]] = {}
        for i, world in enumerate(worlds):
            places.setdefault(world, []).append(i)
        for (even, cut), at in places.items():
            own = values(numbers([sets[i] for i in at], even, points), cut)
            whole[at] = own.reshape(points.shape[1], -1).T
        if not np.isnan(whole).any():
            return whole
        return np.stack([met_alone(s, row) for s, row in zip(sets, whole, strict=True)])

    return found


def _beside(contrast: Contrast, fallen: Collection[str]) -> set[str]:
    """The effects that do not bear on a contrast once some parts have fallen."""
    model, conclusion = contrast.model, contrast.conclusion
    above: dict[str, list[str]] = {name: [] for name in model.variables}
    for influence in model.influences:
        if influence.name not in fallen:
            above[influence.effect].append(influence.cause)
    for arm in contrast.arms:
        for name, setting in arm.settings.items():
            above[name] += setting.reads
    bearing = ancestors(above, (conclusion.outcome, *conclusion.given))
    return {influence.effect for influence in model.influences} - bearing


def _idle(ensemble: Ensemble, model: CausalModel, effects: Collection[str]) -> Ensemble:
    """Numbers with which nothing moves some effects, and all their states occur: they can always be calibrated."""
    still = [v for v in effects if not isinstance(model.variables[v].mechanism, Tabular)]
    nothing = np.zeros(())
    strengths = {k: nothing if k[1] in still else x for k, x in ensemble.strengths.items()}
    amounts = {k: nothing if k[1] in still else x for k, x in ensemble.amounts.items()}
    moved = replace(ensemble, strengths=strengths, amounts=amounts)
    return without_causes(moved, model, still)
