r"""The likelihood of rows: cases of which the states of some variables are known.

Strengths travel, baselines do not. In the likelihood a baseline is therefore that of the rows: their own margin. A row
whose known variables have all their causes among them is a product of cells, :math:`\prod_v \theta_{v \mid u_v}`, so that the
counts of cells are all that matters. Any other row is put to the engine, equal rows once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import ImpossibleEvidenceError
from causalnet.inference.posterior import log_probability
from causalnet.model.causal_model import CausalModel
from causalnet.model.mechanism import Tabular
from causalnet.model.variable import Baseline, Variable
from causalnet.network.graph import ancestors
from causalnet.network.network import Network

__all__ = ["MISSING", "RowLikelihood"]

Array = NDArray[np.float64]
StateCodes = NDArray[np.int64]

# The code of a cell that is not known.
MISSING = -1
# Cases that are spread over the states of a margin, so that one that no row shows is not impossible.
SPREAD = 0.5


class _Cells(NamedTuple):
    """The cells of one table that rows fall into.

    Attributes
    ----------
    rows : ndarray, shape (causes, contexts)
        The states of the causes.
    counts : ndarray, shape (contexts, states)
    """

    rows: StateCodes
    counts: Array


@dataclass(frozen=True, eq=False)
class RowLikelihood:
    """The log-likelihood of rows, at every point of a network.

    Attributes
    ----------
    model : CausalModel
        With the margins of the rows as its baselines.
    names : tuple of str
        What is compiled: the known variables and their ancestors.
    cells : mapping from variable to _Cells
        Of the rows that are products of cells.
    others : tuple of (findings, count)
        The rows for the engine.
    number : int
        The number of rows.
    """

    model: CausalModel
    names: tuple[str, ...]
    cells: Mapping[str, _Cells]
    others: tuple[tuple[dict[str, str], float], ...]
    number: int

    @classmethod
    def of(cls, model: CausalModel, columns: Mapping[str, StateCodes]) -> RowLikelihood:
        """Of columns of codes, one for each known variable; `MISSING` where a cell is empty."""
        known = {v: c for v, c in columns.items() if (c != MISSING).any()}
        parents = {v: tuple(i.cause for i in model.causes(v)) for v in model.variables}
        closed = ancestors(parents, known)
        names = tuple(v for v in model.variables if v in closed)
        at_home = model.replacing(
            *(_among_the_rows(model.variables[v], codes) for v, codes in known.items())
        )
        number = max((len(c) for c in columns.values()), default=0)
        if not known:
            return cls(model, names, {}, (), number)
        rows, counts = np.unique(np.column_stack([*known.values()]), axis=0, return_counts=True)
        seen = rows != MISSING
        place = {v: k for k, v in enumerate(known)}
        whole = np.array([_is_closed([*known], row, parents) for row in seen])
        cells = {
            v: _cells_of(v, parents[v], model, place, rows[whole], counts[whole])
            for v in known
            if all(c in place for c in parents[v]) and seen[whole][:, place[v]].any()
        }
        states = {v: model.variables[v].states for v in known}
        others = tuple(
            ({v: states[v][row[k]] for v, k in place.items() if row[k] != MISSING}, float(n))
            for row, n in zip(rows[~whole], counts[~whole], strict=True)
            if (row != MISSING).any()
        )
        return cls(at_home, names, cells, others, number)

    def __call__(self, network: Network) -> Array:
        """The log-likelihood at every point, shape (points,); minus infinity where a row is impossible."""
        total = np.zeros(network.draws or 1)
        with np.errstate(divide="ignore"):
            for v, own in self.cells.items():
                fallen = own.counts > 0
                logs = np.log(_rows_of(network, v, own)[fallen])
                total = total + own.counts[fallen] @ logs
        for found, number in self.others:
            total = total + number * _log_probability(network, found)
        return total

    def scores(self, network: Network, steps: Array) -> tuple[Array, Array]:
        r"""The gradient and the Fisher information of the log-likelihood by each number.

        Parameters
        ----------
        network : Network
            Compiled at one point, then at the lower and then at the upper neighbour of each number in turn.
        steps : ndarray, shape (numbers,)
            The distances between these neighbours.

        Returns
        -------
        tuple of ndarray, shape (numbers,) and (numbers, numbers)
            The information is expected for cells, :math:`\sum_u n_u \sum_x \theta_{x \mid u} s s^\top`, and observed for rows
            that the engine answers, :math:`\sum n\, s s^\top`.
        """
        number = len(steps)
        gradient, information = np.zeros(number), np.zeros((number, number))
        for v, own in self.cells.items():
            p = np.maximum(_rows_of(network, v, own), np.finfo(float).tiny)
            s = _quotients(np.log(p), steps)
            gradient += (own.counts[..., None] * s).sum(axis=(0, 1))
            weight = own.counts.sum(axis=1)[:, None, None] * p[..., :1]
            flat = s.reshape(-1, number)
            information += flat.T @ (weight.reshape(-1, 1) * flat)
        for found, count in self.others:
            s = _quotients(_log_probability(network, found), steps)
            gradient += count * s
            information += count * np.outer(s, s)
        return gradient, information

    def impossible(self, network: Network) -> str:
        """What the model holds for impossible of the rows at a plain network; empty if nothing is."""
        for v, own in self.cells.items():
            p = np.broadcast_to(_rows_of(network, v, own), (*own.counts.shape, network.draws or 1))
            at = np.argwhere((own.counts > 0) & (p[..., 0] == 0))
            if len(at):
                context, state = at[0]
                told = [f"{v} = {network.states[v][state]!r}"]
                for cause, row in zip(network.parents[v], own.rows, strict=True):
                    told.append(f"{cause} = {network.states[cause][row[context]]!r}")
                return ", ".join(told)
        for found, _ in self.others:
            if np.isneginf(_log_probability(network, found)).all():
                return ", ".join(f"{v} = {s!r}" for v, s in found.items())
        return ""


def _among_the_rows(variable: Variable, codes: StateCodes) -> Variable:
    """A variable with the margin of the rows as its baseline; one whose table is given keeps its own."""
    if isinstance(variable.mechanism, Tabular):
        return variable
    counts = np.bincount(codes[codes != MISSING], minlength=len(variable.states)).astype(float)
    declared = variable.one_baseline
    possible = (counts > 0) | (np.array(counts + 1 if declared is None else declared.p) > 0)
    counts += SPREAD * possible / possible.sum()
    weight = 12.0 if declared is None else declared.weight
    return replace(variable, baseline=Baseline((counts / counts.sum()).tolist(), weight=weight))


def _is_closed(
    names: list[str], seen: NDArray[np.bool_], parents: Mapping[str, tuple[str, ...]]
) -> bool:
    """Whether the causes of all that is known of a row are known too."""
    own = {v for v, there in zip(names, seen, strict=True) if there}
    return all(c in own for v in own for c in parents[v])


def _cells_of(
    name: str,
    causes: tuple[str, ...],
    model: CausalModel,
    place: Mapping[str, int],
    rows: StateCodes,
    counts: NDArray[np.int64],
) -> _Cells:
    known = rows[:, place[name]] != MISSING
    own = rows[known][:, [place[c] for c in causes]]
    states = rows[known][:, place[name]]
    contexts, which = np.unique(own, axis=0, return_inverse=True)
    found = np.zeros((len(contexts), len(model.variables[name].states)))
    np.add.at(found, (which.reshape(-1), states), counts[known])
    return _Cells(contexts.T, found)


def _rows_of(network: Network, name: str, own: _Cells) -> Array:
    """The rows of a table that cells fall into, shape (contexts, states, points or 1)."""
    table = network.values(name)
    causes = len(network.parents[name])
    drawn = table if table.ndim > causes + 1 else table[..., None]
    # Without causes there is one context.
    return np.asarray(drawn[tuple(own.rows)] if causes else drawn[None])


def _quotients(logs: Array, steps: Array) -> Array:
    """Difference quotients along the last axis, of one point, its lower and its upper neighbours."""
    number = len(steps)
    if logs.shape[-1] == 1:
        return np.zeros((*logs.shape[:-1], number))
    # Beside the point rows may be impossible on one side or on both.
    with np.errstate(invalid="ignore"):
        found = (logs[..., 1 + number :] - logs[..., 1 : 1 + number]) / steps
    return np.where(np.isfinite(found), found, 0.0)


def _log_probability(network: Network, found: dict[str, str]) -> Array:
    """The log-probability of one row at every point; minus infinity where it is zero."""
    points = network.draws or 1
    try:
        return np.broadcast_to(log_probability(network, found), (points,))
    except ImpossibleEvidenceError:
        if points == 1:
            return np.full(1, -np.inf)
    middle = points // 2
    halves = network.at(slice(0, middle)), network.at(slice(middle, points))
    return np.concatenate([_log_probability(half, found) for half in halves])
