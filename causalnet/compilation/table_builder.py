"""Tables of a model, causes first, each calibrated once for equal inputs, across draws and across networks."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.cache import Cache
from causalnet.compilation.blueprint import Family, Identity, blueprint_of
from causalnet.compilation.joints import Joints
from causalnet.compilation.mechanisms.calibration_target import CalibrationTarget
from causalnet.compilation.mechanisms.conditional_table import conditional_table
from causalnet.compilation.mechanisms.contributions import slopes_of
from causalnet.compilation.mechanisms.protocol import ParametricCPT
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.recipes import Interface, Origin, RecipeSource
from causalnet.errors import CalibrationError
from causalnet.model.causal_model import CausalModel

__all__ = ["TableBuilder", "alike"]

Array = NDArray[np.float64]
Labels = NDArray[np.intp]

# The tables cached for all models together: enough for one network in draws and for many variants of it.
KEPT, MOST_BYTES = 1024, 32 * 2**20
# All draws, if there are any.
ALL_DRAWS = slice(None)
# So few draws are calibrated as quickly as it is found out which of them are alike.
FEW_DRAWS = 48
# An odd number without a pattern, whose powers weigh what is compared.
FACTOR = 0x1E3779B97F4A7C15


class _Joint(NamedTuple):
    """The joint distribution of a variable's causes, or of an interface.

    Attributes
    ----------
    identity : Identity
        Of what it is put together from: in a key it replaces all that.
    weights : ndarray, shape (states of each…, versions…)
    labels : ndarray or None, shape (draws,)
        For each draw the number of its distinct version; None without an axis of draws.
    version : ndarray or None, shape (draws,)
        For each draw the place of its weights; None where they have the axis of draws, or none.
    """

    identity: Identity
    weights: Array
    labels: Labels | None
    version: Labels | None


class _Built(NamedTuple):
    """A table, and the joint distribution of the causes with which it was calibrated.

    Attributes
    ----------
    identity : Identity
        Of its inputs: in a key it replaces the numbers and tables that it was made from.
    table : ndarray, shape (states of each cause…, states, draws…)
    labels : ndarray or None, shape (draws,)
        For each draw the number of the table's distinct version; None without an axis of draws.
    joint : _Joint or None
        None of a table that is given, and of one without causes.
    """

    identity: Identity
    table: Array
    labels: Labels | None
    joint: _Joint | None


_built: Cache[Hashable, _Built] = Cache(KEPT, MOST_BYTES)
_joints: Cache[Hashable, _Joint] = Cache(KEPT, MOST_BYTES)


class TableBuilder:
    """The tables of some variables of a model, at the points of an ensemble.

    A table depends on the numbers of its own influences, on its baseline and on the joint distribution of its
    causes, hence on the tables from which that is put together, and on nothing else. Draws in which these are equal
    share one calibration. So do networks: in a variant of a model, or at another point of its parameters, only tables
    whose own numbers or whose joint of causes differ are made anew. A cause that keeps its baseline, and is related to
    no other, hands nothing on.

    Parameters
    ----------
    model : CausalModel
    ensemble : Ensemble
    names : iterable of str
        The variables, which must include the causes of each.

    Raises
    ------
    QuestionError
        If a cause is not among them.
    """

    def __init__(self, model: CausalModel, ensemble: Ensemble, names: Iterable[str]) -> None:
        self._model = model
        self._ensemble = ensemble
        self.draws = ensemble.axis
        self.blueprint = blueprint_of(model, names)
        self._made: dict[str, _Built] = {}
        self._given: dict[str, _Joint] = {}
        self._interfaces: dict[Interface, _Joint] = {}

    def tables(self) -> dict[str, Array]:
        """The table of every variable, causes first.

        Raises
        ------
        CalibrationError
            If a baseline cannot be met.
        """
        for name, family in self.blueprint.families.items():
            self._made[name] = self._build(name, family)
        return {name: built.table for name, built in self._made.items()}

    def _build(self, name: str, family: Family) -> _Built:
        own = self._ensemble.only(name, family.strengths, family.amounts)
        key = family.content, own.digest(), self._rests_on(name)
        known = _built.get(key)
        if known is None:
            known = self._new(name, family, own)
            known.table.flags.writeable = False
            size = known.table.nbytes + (0 if known.joint is None else known.joint.weights.nbytes)
            _built.put(key, known, size)
        return known

    def _rests_on(self, origin: Origin) -> tuple[Hashable, ...]:
        """All from which the joint distribution of a variable's causes, or of an interface, is put together."""
        recipe, made = self.blueprint.recipes[origin], self._made
        opened = [made[v].identity for v in recipe.opened]
        return (*opened, *[(source.names, self._source(source)) for source in recipe.sources])

    def _source(self, source: RecipeSource) -> Hashable:
        """What stands for a source in a key: of a variable that keeps its baseline that alone, whatever its table is."""
        origin = source.origin
        if isinstance(origin, Interface):
            return self.interface(origin).identity
        family = self.blueprint.families[origin]
        declared = family.variable.one_baseline if source.is_marginal else None
        if declared is None or not family.marginal_is_declared:
            return self._made[origin].identity
        moved = origin in self._ensemble.baselines
        return self._ensemble.only(origin, (), ()).digest() if moved else tuple(declared.p)

    def _new(self, name: str, family: Family, own: Ensemble) -> _Built:
        cpt = family.cpt
        if isinstance(cpt, TabularCPT):
            causes = [self._model.variables[cause] for cause in family.causes]
            return _Built(Identity(), cpt.table(family.variable, causes), None, None)
        joint = self._joint(name) if family.causes else None
        rows: list[Array | Labels] = [*own.rows()]
        if joint is not None and joint.labels is not None:
            rows.append(joint.labels)
        if not rows:
            return _Built(Identity(), self._calibrated(cpt, own, family, joint), None, joint)
        first, labels = alike(rows)
        if len(first) < len(labels):
            try:
                table = self._calibrated(cpt, own.at(first), family, joint, first)
            except CalibrationError:
                # Calibrated once more in all draws, so that the error says in how many of them it fails.
                pass
            else:
                return _Built(Identity(), table.take(labels, axis=-1), labels, joint)
        return _Built(Identity(), self._calibrated(cpt, own, family, joint), labels, joint)

    def _rows_above(self, origin: Origin) -> list[Array | Labels]:
        """All on which the joint distribution of a variable's causes, or of an interface, depends, by draws.

        The versions of a calibrated table tell those of its own causes apart. A table that is given row by row has one
        version only, so what is above it stands in its place.
        """
        found: list[Array | Labels] = []
        recipe = self.blueprint.recipes[origin]
        for v in recipe.opened:
            labels = self._made[v].labels
            found += [] if labels is None else [labels]
        for source in recipe.sources:
            if isinstance(source.origin, Interface):
                labels = self.interface(source.origin).labels
                found += [] if labels is None else [labels]
            else:
                found += self._rows_of_family(source, source.origin)
        return found

    def _rows_of_family(self, source: RecipeSource, name: str) -> list[Array | Labels]:
        own, labels = self.blueprint.families[name], self._made[name].labels
        if source.is_marginal and own.marginal_is_declared:
            baseline = self._ensemble.baselines.get(name)
            return [] if baseline is None or baseline.ndim == 1 else [*baseline]
        if labels is not None:
            return [labels]
        return self._rows_above(name) if isinstance(own.cpt, TabularCPT) else []

    def _calibrated(
        self,
        cpt: ParametricCPT,
        own: Ensemble,
        family: Family,
        joint: _Joint | None,
        which: Labels | slice = ALL_DRAWS,
    ) -> Array:
        """The table in some of the draws, if there are any."""
        variable, count = family.variable, len(family.variable.states)
        baseline = own.baseline(variable)
        if joint is None:
            return cpt.root(count) if baseline is None else np.array(baseline)
        weights = _picked(joint.weights, len(family.causes), joint.version, which)
        target = CalibrationTarget(variable.name, count, baseline, weights)
        return conditional_table(cpt, slopes_of(self._model, variable, own), target)

    def interface(self, wanted: Interface) -> _Joint:
        """The joint distribution of an interface, all of whose tables are made."""
        for interface in _JointsMade(self, ALL_DRAWS).missing(wanted, self._interfaces):
            if isinstance(interface, Interface):
                self._interfaces[interface] = self._joint(interface)
        return self._interfaces[wanted]

    def _joint(self, origin: Origin) -> _Joint:
        """Made once for all tables and interfaces that rest on the same."""
        members = self.blueprint.recipes.members(origin)
        key = members, self._rests_on(origin)
        known = _joints.get(key)
        if known is None:
            known = self._new_joint(origin, len(members))
            known.weights.flags.writeable = False
            _joints.put(key, known, known.weights.nbytes)
        return known

    def _new_joint(self, origin: Origin, axes: int) -> _Joint:
        rows = self._rows_above(origin)
        if not rows:
            return _Joint(Identity(), _JointsMade(self, ALL_DRAWS).of(origin), None, None)
        first, labels = alike(rows)
        if len(first) == len(labels):
            return _Joint(Identity(), _JointsMade(self, ALL_DRAWS).of(origin), labels, None)
        weights = _JointsMade(self, first).of(origin)
        return _Joint(Identity(), weights, labels, labels if weights.ndim > axes else None)

    def joint(self, origin: Origin) -> _Joint:
        """The joint distribution of the causes of a table that was made, or of an interface."""
        if isinstance(origin, Interface):
            return self.interface(origin)
        made = self._made[origin].joint
        if made is None:
            made = self._given.get(origin) or self._given.setdefault(origin, self._joint(origin))
        return made


class _JointsMade(Joints):
    """Joint distributions of causes in some of the draws of a builder."""

    def __init__(self, builder: TableBuilder, which: Labels | slice) -> None:
        count = builder.draws if isinstance(which, slice) else len(which)
        super().__init__(builder.blueprint.recipes, count)
        self.blueprint = builder.blueprint
        self._builder, self._which = builder, which

    def table(self, name: str) -> Array:
        """The table of a variable."""
        table = self._builder._made[name].table
        return _picked(table, len(self.blueprint.parents[name]) + 1, None, self._which)

    def weights(self, origin: Origin) -> Array:
        """The joint distribution of its causes, or of an interface."""
        members = self.recipes.members(origin)
        if not members:
            return np.ones(())
        joint = self._builder.joint(origin)
        return _picked(joint.weights, len(members), joint.version, self._which)

    def _rests_on(self, origin: Origin) -> list[Origin]:
        """Interfaces alone; those of families are known with their tables."""
        return [
            source.origin
            for source in self.recipes[origin].sources
            if isinstance(source.origin, Interface)
        ]

    def baseline(self, name: str) -> Array | None:
        """The declared distribution of a variable."""
        family = self.blueprint.families[name]
        if not family.marginal_is_declared:
            return None
        own = self._builder._ensemble.baseline(family.variable)
        # In a copy: it may become the joint distribution of the only cause, which is kept.
        return None if own is None else _picked(np.array(own), 1, None, self._which)


def _picked(array: Array, axes: int, version: Labels | None, which: Labels | slice) -> Array:
    """An array in some draws, if it has an axis of draws or of versions after the others."""
    if array.ndim == axes:
        return array
    if version is not None:
        which = version[which]
    return array if isinstance(which, slice) else array.take(which, axis=-1)


def alike(rows: Sequence[Array | Labels]) -> tuple[Labels, Labels]:
    """The index of the first of each distinct column, and for every column the number of its version.

    A few columns are all taken for distinct, and all are if one row of labels tells them apart. Else they are compared by
    a number made of each, in one sort of plain integers, and then once whole: should two that differ have the same number,
    all are taken for distinct too.
    """
    every = np.arange(rows[0].size)
    told_apart = any(row.dtype.kind == "i" and row.max() + 1 == row.size for row in rows)
    if rows[0].size <= FEW_DRAWS or told_apart:
        return every, every
    columns = np.stack([row.view(np.int64) for row in map(np.ascontiguousarray, rows)])
    # Modulo 2⁶⁴. Round numbers differ in their upper bits alone, which a product would push out.
    numbers = np.cumprod(np.full(len(rows), FACTOR)) @ (columns ^ columns >> 31)
    _, first, labels = np.unique(numbers, return_index=True, return_inverse=True)
    if (columns[:, first[labels]] != columns).any():
        return every, every
    return first, labels
