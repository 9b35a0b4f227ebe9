r"""Response functions: the best coupling of one witness, as a linear programme.

The luck of a variable matters only through its *response function*: the state that it would have for every state of its
causes. A coupling is what a distribution over response functions implies, and every such distribution whose margins
are the rows of the table is possible. For fixed couplings of all other witnesses the answer is linear in it. Where
causes are shared by both worlds each of their states has a programme of its own.

References
----------
A. Balke and J. Pearl (1997), "Bounds on treatment effects from studies with imperfect compliance", *JASA* 92;
M. Desrosiers and M. E. Lübbecke (2005), "A primer in column generation".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Responses", "best_luck"]

Array = NDArray[np.float64]
Functions = NDArray[np.intp]
# Response functions that are all put into the programme; of more, those that are worth most are looked for.
MOST_COLUMNS = 729
# Rounds of looking for further functions, and functions that each search starts from.
ROUNDS, STARTS = 40, 20
# A function that would add less is not put in.
GAIN = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Responses:
    """A witness for one state of its shared causes.

    Attributes
    ----------
    rows : ndarray, shape (configurations, states)
        Its row for every configuration of the causes that differ between the worlds.
    first, second : ndarray of int
        The configurations that occur in either world.
    worth : ndarray, shape (first, second, states, states)
        What each pair of states is worth in each pair of configurations.
    """

    rows: Array
    first: Functions
    second: Functions
    worth: Array

    def coupled(self, functions: Functions, shares: Array) -> Array:
        """The joint table of both versions, shape (first, second, states, states)."""
        states = np.eye(self.rows.shape[1])[functions]
        one, two = states[:, self.first], states[:, self.second]
        return np.asarray(np.einsum("f,fax,fby->abxy", shares, one, two, optimize=True))

    def value(self, functions: Functions) -> Array:
        """The worth of each function, shape (functions,)."""
        total = np.zeros(len(functions))
        for a, r in enumerate(self.first):
            for b, q in enumerate(self.second):
                total += self.worth[a, b][functions[:, r], functions[:, q]]
        return total


def best_luck(case: Responses) -> Array:
    """The joint table of both versions that is worth most; where there are too many functions, the best one found."""
    configurations, states = case.rows.shape
    if states**configurations <= MOST_COLUMNS:
        axes = np.indices((states,) * configurations)
        functions = axes.reshape(configurations, -1).T
        shares, _ = _solved(case, functions)
        return case.coupled(functions, shares)
    functions = np.unique(np.concatenate([_ranked(case, False), _ranked(case, True)]), axis=0)
    rng = np.random.default_rng(0)
    for _ in range(ROUNDS):
        shares, prices = _solved(case, functions)
        used = functions[shares > GAIN]
        starts = np.concatenate([used[rng.permutation(len(used))[:STARTS]], _drawn(case, rng)])
        found = _climbed(case, prices, starts)
        gains = case.value(found) - prices[np.arange(configurations), found].sum(axis=1)
        better = found[gains > GAIN]
        known = len(functions)
        functions = np.unique(np.concatenate([functions, better]), axis=0)
        if len(functions) == known:
            break
    shares, _ = _solved(case, functions)
    return case.coupled(functions, shares)


def _solved(case: Responses, functions: Functions) -> tuple[Array, Array]:
    """The best shares of some functions, and the price of each state in each configuration."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    configurations, states = case.rows.shape
    count = len(functions)
    lines = (np.arange(configurations) * states + functions).ravel()
    columns = np.repeat(np.arange(count), configurations)
    margins = csr_array(
        (np.ones(lines.size), (lines, columns)), shape=(configurations * states, count)
    )
    value = case.value(functions)
    scale = abs(value).max() or 1.0
    found = linprog(-value / scale, A_eq=margins, b_eq=case.rows.ravel(), method="highs")
    prices = -found.eqlin.marginals.reshape(configurations, states) * scale
    return np.maximum(found.x, 0), prices


def _ranked(case: Responses, reverse: bool) -> Functions:
    """The functions of one uniform number through all quantile functions; or turned round in the second world alone."""
    rows = case.rows.copy()
    turned = np.setdiff1d(case.second, case.first) if reverse else np.empty(0, dtype=np.intp)
    rows[turned] = rows[turned, ::-1]
    ends = np.unique(np.concatenate([[0.0], np.cumsum(rows, axis=1).ravel().clip(0, 1)]))
    middles = (ends[:-1] + ends[1:]) / 2
    found = np.asarray((np.cumsum(rows, axis=1)[:, :-1, None] <= middles).sum(axis=1).T)
    found[:, turned] = rows.shape[1] - 1 - found[:, turned]
    return found


def _drawn(case: Responses, rng: np.random.Generator) -> Functions:
    """Functions drawn with fresh luck in every configuration."""
    ends = np.cumsum(case.rows, axis=1)[None, :, :-1]
    return np.asarray((ends <= rng.random((STARTS, len(case.rows), 1))).sum(axis=2))


def _climbed(case: Responses, prices: Array, functions: Functions) -> Functions:
    """Functions each of which no change in one configuration makes worth more than it costs."""
    found = functions.copy()
    configurations = len(case.rows)
    places = [{int(r): i for i, r in enumerate(own)} for own in (case.first, case.second)]
    possible = case.rows > 0
    for _ in range(configurations):
        before = found.copy()
        for r in range(configurations):
            gain = _gains(case, found, r, places) - prices[r]
            gain[:, ~possible[r]] = -np.inf
            found[:, r] = gain.argmax(axis=1)
        if np.array_equal(before, found):
            break
    return np.unique(found, axis=0)


def _gains(case: Responses, functions: Functions, r: int, places: list[dict[int, int]]) -> Array:
    """What each state in one configuration is worth, the others as they are: shape (functions, states)."""
    states = case.rows.shape[1]
    gain = np.zeros((len(functions), states))
    a, b = (place.get(r) for place in places)
    if a is not None:
        others = [i for i, q in enumerate(case.second) if q != r]
        reached = functions[:, case.second[others]]
        gain += case.worth[a, others][np.arange(len(others)), :, reached].sum(axis=1)
    if b is not None:
        others = [i for i, q in enumerate(case.first) if q != r]
        reached = functions[:, case.first[others]]
        gain += case.worth[others, b][np.arange(len(others)), reached].sum(axis=1)
    if a is not None and b is not None:
        gain += np.diagonal(case.worth[a, b])
    return gain
