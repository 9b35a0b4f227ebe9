"""Tables of a model, causes first, each calibrated once for equal inputs, across draws and across networks."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.cache import Cache
from causalnet.compilation.mechanisms.calibration import CalibrationTarget
from causalnet.compilation.mechanisms.conditional_table import conditional_table
from causalnet.compilation.mechanisms.contributions import slopes_of
from causalnet.compilation.mechanisms.protocol import ParametricCPT
from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.errors import CalibrationError, QuestionError
from causalnet.inference.posterior import joint
from causalnet.model.causal_model import CausalModel
from causalnet.model.variable import Variable
from causalnet.network.graph import ancestors, topological
from causalnet.network.network import Network

__all__ = ["TableBuilder"]

Array = NDArray[np.float64]
Labels = NDArray[np.intp]

# The tables cached for all models together: enough for one network in draws and for many variants of it.
KEPT, MOST_BYTES = 1024, 32 * 2**20
# All draws, if there are any.
WHOLE = slice(None)


class _Origin:
    """The identity of a table's inputs: in a key it replaces the tables of all ancestors."""

    __slots__ = ()


class _Built(NamedTuple):
    """A table, and for each draw the number of its distinct version; None without an axis of draws."""

    origin: _Origin
    table: Array
    labels: Labels | None


_built: Cache[Hashable, _Built] = Cache(KEPT, MOST_BYTES)


class TableBuilder:
    """The tables of some variables of a model, at all points of an ensemble.

    A table depends on the numbers of its own influences, on its baseline and on the joint distribution of its
    causes, hence on the tables of all its ancestors, and on nothing else. Draws in which these are equal share one
    calibration. So do networks: in a variant of a model, or at another point of its parameters, only tables
    downstream of the difference are made anew.

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
        self.parents = {v: tuple(i.cause for i in model.causes(v)) for v in names}
        left = [c for causes in self.parents.values() for c in causes if c not in self.parents]
        if left:
            raise QuestionError(
                f"only= names an effect of {left[0]!r}, but not {left[0]!r} itself."
            )
        self.states = {v: tuple(model.variables[v].states) for v in self.parents}
        self._made: dict[str, _Built] = {}

    def tables(self) -> dict[str, Array]:
        """The table of every variable, causes first.

        Raises
        ------
        CalibrationError
            If a baseline cannot be met.
        """
        for name in topological(self.parents):
            self._made[name] = self._build(self._model.variables[name])
        return {name: built.table for name, built in self._made.items()}

    def _build(self, variable: Variable) -> _Built:
        own = self._ensemble.of(self._model, variable)
        key = (
            self._structure(variable),
            _digest(own),
            tuple(self._made[cause].origin for cause in self.parents[variable.name]),
        )
        known = _built.get(key)
        if known is None:
            table, labels = self._new(variable, own)
            table.flags.writeable = False
            known = _built.put(key, _Built(_Origin(), table, labels), table.nbytes)
        return known

    def _structure(self, variable: Variable) -> Hashable:
        """All that a table depends on, apart from elicited numbers and the tables of its causes."""
        name = variable.name
        causes = self._model.causes(name)
        influences = tuple((i.cause, self.states[i.cause], i.sign, i.reference) for i in causes)
        modifiers = tuple(
            (m.cause, m.by, m.sign) for m in self._model.modifiers if m.effect == name
        )
        baseline = None if variable.baseline is None else tuple(variable.baseline.p)
        return name, self.states[name], variable.mechanism, baseline, influences, modifiers

    def _new(self, variable: Variable, own: Ensemble) -> tuple[Array, Labels | None]:
        causes = self.parents[variable.name]
        cpt = cpt_of(variable.mechanism)
        if isinstance(cpt, TabularCPT):
            return cpt.table(variable, [self._model.variables[cause] for cause in causes]), None
        rows: list[Array | Labels] = [*own.rows(), *self._labels_above(variable.name)]
        if not rows:
            return self._calibrated(variable, cpt, own, WHOLE), None
        first, labels = _alike(rows)
        if len(first) < len(labels):
            try:
                few = self._calibrated(variable, cpt, own.at(first), first)
            except CalibrationError:
                # Calibrated once more in all draws, so that the error says in how many of them it fails.
                pass
            else:
                return few.take(labels, axis=-1), labels
        return self._calibrated(variable, cpt, own, WHOLE), labels

    def _labels_above(self, name: str) -> list[Labels]:
        """The versions of the tables that the joint distribution of a variable's causes depends on.

        The versions of a calibrated table tell those of its own causes apart. A table that is given row by row has one
        version only, so those of its causes stand in its place.
        """
        found: list[Labels] = []
        left, seen = [*self.parents[name]], set[str]()
        while left:
            cause = left.pop()
            if cause in seen:
                continue
            seen.add(cause)
            labels = self._made[cause].labels
            if labels is None:
                left += self.parents[cause]
            else:
                found.append(labels)
        return found

    def _calibrated(
        self, variable: Variable, cpt: ParametricCPT, own: Ensemble, draws: Labels | slice
    ) -> Array:
        """The table in some of the draws, if there are any."""
        baseline = own.baseline(variable)
        causes, count = self.parents[variable.name], len(variable.states)
        if not causes:
            return cpt.root(count) if baseline is None else np.array(baseline)
        target = CalibrationTarget(variable.name, count, baseline, self._joint(causes, draws))
        return conditional_table(cpt, slopes_of(self._model, variable, own), target)

    def _joint(self, causes: Sequence[str], draws: Labels | slice) -> Array:
        """The joint distribution of some variables, in some of the draws, if there are any."""
        above = ancestors(self.parents, causes)
        tables = {v: self._made[v].table for v in above}
        drawn = [v for v in above if self._made[v].labels is not None]
        if not drawn:
            count = None
        elif isinstance(draws, slice):
            count = self.draws
        else:
            tables |= {v: tables[v].take(draws, axis=-1) for v in drawn}
            count = len(draws)
        part = Network.trusted(
            {v: own for v, own in self.states.items() if v in above},
            {v: self.parents[v] for v in self.states if v in above},
            tables,
            draws=count,
        )
        return joint(part, causes)


def _digest(own: Ensemble) -> bytes:
    """A digest of all numbers: equal for equal numbers, and otherwise different but for a collision."""
    told = blake2b(digest_size=16)
    for array in own.arrays():
        told.update(repr(array.shape).encode())
        told.update(np.ascontiguousarray(array).data)
    return told.digest()


def _alike(rows: Sequence[Array | Labels]) -> tuple[Labels, Labels]:
    """The index of the first of each distinct column, and for every column the number of its version.

    Columns are compared as bytes; `np.unique` with an axis compares them number by number, which takes longer.
    """
    columns = np.ascontiguousarray(
        np.stack([row.view(np.int64) for row in map(np.ascontiguousarray, rows)], axis=1)
    )
    whole = columns.view(np.dtype((np.void, columns.strides[0]))).ravel()
    _, first, labels = np.unique(whole, return_index=True, return_inverse=True)
    return first, labels
