"""Levers within a period, read off one sweep when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from causalnet.inference.sweep import Sweep
from causalnet.network.pooled_draws import PooledDraws
from causalnet.questions.effects.lever import Lever
from causalnet.questions.effects.reach import Reach
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.candidates import proposed
from causalnet.questions.query.measure import Measure
from causalnet.questions.query.paths import paths_to, steps_to

__all__ = ["SweptLevers", "changes_of"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What every single setting changes, one setting a row.

    Attributes
    ----------
    measured : ndarray, shape (settings, points)
        The change in what is measured.
    at_least : ndarray, shape (settings, states above the lowest), or None
        The change in the probability of each state or a higher one, on average over the points; None of a question about
        one state.
    possible : ndarray of bool, shape (settings,), or None
        Whether a setting agrees with what is observed; None where nothing is.
    rows : mapping from variable to slice
        The rows of each variable on which the outcome depends; setting another one changes nothing.
    drawn : bool
        Whether the points are draws.
    pooled : PooledDraws or None
        Whose each draw is, in a pool.
    """

    measured: Array
    at_least: Array | None
    possible: NDArray[np.bool_] | None
    rows: Mapping[str, slice]
    drawn: bool
    pooled: PooledDraws | None = None


def changes_of(
    sweep: Sweep,
    measure: Measure,
    tried: Sequence[str],
    *,
    given: bool,
    pooled: PooledDraws | None = None,
) -> Changes:
    """The changes of all settings at once: against today, in what is measured.

    Parameters
    ----------
    sweep : Sweep
    measure : Measure
    tried : sequence of str
        The variables that are set; the rows of others are not kept.
    given : bool
        Whether anything is observed, so that some settings may contradict it.
    pooled : PooledDraws, optional
        Whose each draw is, in a pool.
    """
    drawn = sweep.today.ndim > 1
    rows, table = _rows_of(sweep, tried)
    if measure.state is not None and not drawn:
        place = measure.states.index(measure.state)
        one = table[:, place] - sweep.today[place]
        one.flags.writeable = False
        return Changes(one[:, None], None, ~np.isnan(one) if given else None, rows, drawn, pooled)
    change = table - sweep.today
    change = change if drawn else change[:, :, None]
    measured = np.matmul(measure.weights, change)
    at_least = None
    if measure.state is None:
        share = change.mean(axis=2) if drawn else change[:, :, 0]
        at_least = share[:, ::-1].cumsum(axis=1)[:, -2::-1]
    measured.flags.writeable = False
    # A setting that contradicts what is observed has no number at any state of the outcome.
    possible = np.asarray(~np.isnan(change[:, 0]).any(axis=1)) if given else None
    return Changes(measured, at_least, possible, rows, drawn, pooled)


def _rows_of(sweep: Sweep, tried: Sequence[str]) -> tuple[Mapping[str, slice], Array]:
    """The rows of the variables that are set, one below another."""
    if len(tried) == len(sweep.sizes):
        return sweep.rows, sweep.table
    rows: dict[str, slice] = {}
    index: list[int] = []
    for name in tried:
        own = sweep.rows.get(name)
        if own is not None:
            rows[name] = slice(len(index), len(index) + own.stop - own.start)
            index.extend(range(own.start, own.stop))
    return rows, sweep.table[index]


@dataclass(frozen=True, eq=False, repr=False)
class SweptLevers(Sequence[Lever]):
    """The levers of one sweep, in the model's own order; they are made when the first of them is asked for.

    Attributes
    ----------
    measure : Measure
        The measure of the outcome.
    changes : Changes
        What each setting changes.
    tried : sequence of str
        The variables that are set.
    states : mapping from variable to tuple of str
        The states of every variable.
    parents : mapping from variable to tuple of str
        The causes of every variable.
    reach : Reach
        The reach of each setting, and with it the model, the draws and what is observed.
    """

    measure: Measure
    changes: Changes
    tried: Sequence[str]
    states: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, tuple[str, ...]]
    reach: Reach

    @cached_property
    def _levers(self) -> tuple[Lever, ...]:
        model, given, outcome = self.reach.model, self.reach.given, self.measure.outcome
        path_of = paths_to(model, [self.parents], (outcome,), given)
        steps = steps_to(self.parents, outcome)
        levers = []
        for name in self.tried:
            path = path_of([name])
            for state, estimate, at_least in self._settings_of(name):
                levers.append(
                    Lever(
                        name,
                        state,
                        estimate,
                        at_least,
                        self.reach,
                        steps.get(name),
                        path,
                        proposed(model, name, state),
                    )
                )
        return tuple(levers)

    def _settings_of(
        self, name: str
    ) -> Iterator[tuple[str, Estimate, tuple[tuple[str, float], ...]]]:
        """The states in which a variable can be set, and what each changes."""
        changes = self.changes
        above = self.measure.states[1:] if changes.at_least is not None else ()
        own = changes.rows.get(name)
        for i, state in enumerate(self.states[name]):
            # The outcome does not depend on a variable without rows.
            measured, shares = np.zeros(changes.measured.shape[1]), [0.0] * len(above)
            if own is not None:
                row = own.start + i
                if changes.possible is not None and not changes.possible[row]:
                    continue
                measured = changes.measured[row]
                if changes.at_least is not None:
                    shares = changes.at_least[row].tolist()
            estimate = Estimate(measured, drawn=changes.drawn, pooled=changes.pooled)
            yield state, estimate, tuple(zip(above, shares, strict=True))

    @overload
    def __getitem__(self, index: int) -> Lever: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Lever, ...]: ...

    def __getitem__(self, index: int | slice) -> Lever | tuple[Lever, ...]:
        return self._levers[index]

    def __len__(self) -> int:
        return len(self._levers)

    def __iter__(self) -> Iterator[Lever]:
        return iter(self._levers)

    def __repr__(self) -> str:
        return repr(self._levers)
