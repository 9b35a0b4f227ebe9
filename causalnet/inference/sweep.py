r"""All single interventions from one sweep: :math:`P(y \mid \mathrm{do}(X = x), e)` for every X and x.

By the truncated factorization :math:`\mathrm{do}(X = x)` removes the factor :math:`\theta_{x \mid u}` of X and keeps
the terms with that x. As the joint is linear in each factor, what is left is a sum of its derivatives,

.. math::

   P(y, e \mid \mathrm{do}(X = x)) = \sum_{u} \frac{\partial P(y, e)}{\partial \theta_{x \mid u}}.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.errors import ImpossibleEvidenceError
from causalnet.inference.adjoint import Descent, both_ways, descent, wanted_of
from causalnet.inference.contraction import Array
from causalnet.inference.execute import UNDERFLOW
from causalnet.inference.memory_limits import MEMORY_LIMIT, chunks, require_memory, require_room
from causalnet.inference.planning.contraction_tree import Tree
from causalnet.inference.planning.plan import Plan, in_every_draw, plan_of, planned
from causalnet.inference.posterior import joint
from causalnet.inference.query_encoding import Asked, Findings, encode_query
from causalnet.inference.state_merging import Reduced, reduced
from causalnet.inference.support import support_both_ways
from causalnet.network.network import Network

__all__ = ["Sweep", "all_levers", "all_pairs"]


@printed
@dataclass(frozen=True, slots=True, eq=False)
class Sweep(Mapping[str, Array]):
    """P(outcome | do(X = x), given) for every variable X and each of its states.

    A mapping from the variable to an array of shape (states of the variable, states of each
    outcome…), with the axis of draws last for a drawn network. Where P(given | do(X = x)) is zero,
    the row is NaN.

    Attributes
    ----------
    today : ndarray, shape (states of each outcome…)
        P(outcome | given) with nothing set; NaN where what is given is impossible.
    table : ndarray, shape (rows, states of each outcome…)
        The rows of all variables on which the answer depends, one below another.
    rows : mapping from variable to slice
        The rows of each variable.
    sizes : mapping from variable to int
        The number of states of each variable that may be set.
    """

    today: Array
    table: Array
    rows: Mapping[str, slice]
    sizes: Mapping[str, int]

    def __getitem__(self, variable: str) -> Array:
        own = self.rows.get(variable)
        if own is not None:
            return self.table[own]
        # The answer does not depend on a variable without rows: setting it changes nothing.
        return np.broadcast_to(self.today, (self.sizes[variable], *self.today.shape))

    def __iter__(self) -> Iterator[str]:
        return iter(self.sizes)

    def __len__(self) -> int:
        return len(self.sizes)


# Bytes of all tensors of a sweep below which the overhead of calls outweighs the arithmetic that a smaller network saves.
WORTHWHILE = 2**17

Passes = Callable[[Network, Plan, Tree, Descent, Asked], tuple[Array, list[Array]]]


class _Route(NamedTuple):
    """A planned sweep: the reverse pass, the rows to which each variable's reading goes, and their cells."""

    plan: Plan
    down: Descent | None
    rows: dict[str, slice]
    cells: int
    sizes: dict[str, int]


class _Smaller(NamedTuple):
    """A planned sweep of a smaller network, and its rows that answer for those of the larger one."""

    network: Reduced
    asked: Asked
    route: _Route
    places: NDArray[np.intp]


def all_levers(
    network: Network,
    outcome: Sequence[str],
    given: Findings | None = None,
    *,
    memory_limit: int = MEMORY_LIMIT,
) -> Sweep:
    """Every single hard intervention, from one pass forward and one backward.

    With the axes of y left open, one sweep gives P(y, given | do(X = x)) for all X and x. With evidence, its
    share of the sum over y is the answer.

    Parameters
    ----------
    network : Network
    outcome : sequence of str
    given : mapping from variable to finding, optional
        Findings after the intervention.
    memory_limit : int
        In bytes.

    Returns
    -------
    Sweep
        For every variable that is not an outcome.

    References
    ----------
    J. Pearl (2009), *Causality*, 2nd ed., section 3.2.3 (truncated factorization); A. Darwiche (2003), "A
    differential approach to inference in Bayesian networks", *JACM* 50(3) (its derivatives).

    Examples
    --------
    >>> from causalnet import Network
    >>> lawn = Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> all_levers(lawn, ["wet"])["rain"]
    array([[0.9, 0.1],
           [0.2, 0.8]])
    """
    return _sweep(network, outcome, given or {}, (), memory_limit)


def all_pairs(
    network: Network,
    outcome: Sequence[str],
    among: Sequence[str],
    given: Findings | None = None,
    *,
    memory_limit: int = MEMORY_LIMIT,
) -> dict[str, Sweep]:
    """Every pair of hard interventions with one in `among`: a sweep for each of those.

    Returns
    -------
    dict from variable to Sweep
        ``pairs["a"]["b"][j, i]`` is P(outcome | do(a = i, b = j), given).

    Examples
    --------
    >>> from causalnet import Network
    >>> either = Network(
    ...     {"a": ["no", "yes"], "b": ["no", "yes"], "y": ["no", "yes"]},
    ...     {"y": ["a", "b"]},
    ...     {"a": [0.5, 0.5], "b": [0.5, 0.5], "y": [[[1, 0], [0, 1]], [[0, 1], [0, 1]]]},
    ... )
    >>> all_pairs(either, ["y"], ["a"])["a"]["b"][:, :, 1]
    array([[0., 1.],
           [1., 1.]])
    """
    return {v: _sweep(network, outcome, given or {}, (v,), memory_limit) for v in among}


def _sweep(
    network: Network,
    outcome: Sequence[str],
    given: Findings,
    opened: tuple[str, ...],
    memory_limit: int,
) -> Sweep:
    asked = encode_query(network, outcome, given, opened=opened, whole=True)
    # Before the reverse pass is planned, which takes longer than the plan itself.
    plan = plan_of(network.structure, asked.shape)
    require_memory(plan, memory_limit, network.draws, passes=2)
    route = planned("levers", network.structure, asked.shape, _routed)
    require_room(
        "All levers",
        route.cells,
        plan,
        memory_limit,
        network.draws,
        advice="Ask about fewer outcomes at once.",
    )
    small = None if given or opened or network.draws else _smaller(network, outcome, route)
    if small is not None:
        own = _swept(small.network.network, small.route, small.asked)
        today, table = small.network.enlarged(*own, small.places)
        return Sweep(today, table, route.rows, route.sizes)
    parts = [_swept(part, route, asked) for part in chunks(network, route.plan)]
    today, table = parts[0] if len(parts) == 1 else side_by_side(parts)
    if given:
        kept = len(asked.shape.kept)
        over = tuple(range(len(opened), kept))
        _rule_out(network, asked, route, table)
        # Looked for before shares are taken: a share shows no longer how small its row was.
        of_rows = tuple([i + 1 for i in over])
        doubtful = _doubts(network, route, asked, table, of_rows)
        today, table = _shares(today, over), _shares(table, of_rows)
        for place in doubtful:
            first, last = place[: 1 + len(opened)], place[1 + len(opened) :]
            cell: tuple[int | slice, ...] = (*first, *(slice(None) for _ in over), *last)
            table[cell] = _asked_alone(network, outcome, given, opened, route, place)
    return Sweep(today, table, route.rows, route.sizes)


def _smaller(network: Network, outcome: Sequence[str], route: _Route) -> _Smaller | None:
    """The smaller network that answers for a network, from the second sweep on."""
    if route.plan.held < WORTHWHILE:
        return None
    held, key = network.partial_results, (route.plan, "smaller")
    found = held.get(key)
    if found is None:
        held.put(key, True)
    elif found is True:
        small, size = reduced(network, route.plan), 0
        if small is not None:
            asked = encode_query(small.network, outcome, whole=True)
            own = planned("levers", small.network.structure, asked.shape, _routed)
            size = 8 * own.plan.held + sum([t.nbytes for t in small.network.tables.values()])
            found = _Smaller(small, asked, own, small.index(own.rows, route.rows))
        held.put(key, found if small else False, size)
    return found if isinstance(found, _Smaller) else None


def _routed(plan: Plan) -> _Route:
    """The reverse pass; rows of the table follow the order of its readings."""
    names, sizes, shape = plan.structure.names, plan.structure.sizes, plan.shape
    free = {*range(len(names))} - {*shape.kept}
    wanted = [w for w in wanted_of(plan.main) if w[0] in free] if plan.main else []
    down = descent(plan.main, plan.structure, shape.kept, wanted) if plan.main else None
    rows: dict[str, slice] = {}
    at = 0
    for x, _, _ in wanted:
        rows[names[x]] = slice(at, at + sizes[x])
        at += sizes[x]
    cells = at * plan.structure.size(shape.kept)
    return _Route(plan, down, rows, cells, {names[x]: sizes[x] for x in sorted(free)})


def _swept(
    network: Network, route: _Route, asked: Asked, run: Passes = both_ways
) -> tuple[Array, Array]:
    """P(y, given) as it is and under each lever, for a network whose draws fit the cache.

    With evidence each is known up to a factor only; its shares are taken afterwards.
    """
    plan = route.plan
    cells = tuple([plan.structure.sizes[y] for y in plan.shape.kept])
    kept, draws = len(cells), network.draws
    if draws is not None:
        cells = (*cells, draws)
    # No outcome, no table: what is left has a probability of one.
    if not plan.main or not route.down:
        return np.ones(cells), np.empty((0, *cells))
    root, found = run(network, plan, plan.main, route.down, asked)
    today = in_every_draw(plan.finish(root), kept, draws)
    if not found:
        return today, np.empty((0, *cells))
    if draws is None:
        return today, np.concatenate(found)
    axes = kept + 1
    return today, np.concatenate(
        [x if x.ndim > axes else in_every_draw(x, axes, draws) for x in found]
    )


def side_by_side(parts: Sequence[tuple[Array, Array]]) -> list[Array]:
    """Chunks of draws put together again."""
    return [np.concatenate(chunk, axis=-1) for chunk in zip(*parts, strict=True)]


def _shares(table: Array, over: tuple[int, ...]) -> Array:
    with np.errstate(invalid="ignore"):
        return np.asarray(table / table.sum(axis=over, keepdims=True))


def _rule_out(network: Network, asked: Asked, route: _Route, table: Array) -> None:
    """Set to zero the rows in which an observed variable is set to another state than it was found in.

    The evidence slices that axis away, so that the reading is the same in every row.
    """
    known = zip(asked.shape.observed, asked.states, strict=True)
    for x, state in known:
        own = table[route.rows[network.structure.names[x]]]
        own[:state] = own[state + 1 :] = 0.0


# ── rows that may have underflowed ───────────────────────────────────────────────────────────


def _doubts(
    network: Network, route: _Route, asked: Asked, table: Array, over: tuple[int, ...]
) -> list[tuple[int, ...]]:
    """Rows (and draws) so small that underflow may have made them zero.

    Each term of a sum is a product of one entry of every table. None can underflow where the product of the
    least positive entries does not. And a row that is impossible is zero without underflow.
    """
    small = table.sum(axis=over) <= UNDERFLOW
    if not small.any() or not route.plan.main:
        return []
    names = network.structure.names
    # In logarithms, since this product is what may underflow.
    least = [network.least(names[x.variable])[1] for x in route.plan.main.leaves if not x.weights]
    if sum(map(math.log10, least)) > math.log10(UNDERFLOW):
        return []
    parts = [_swept(part, route, asked, support_both_ways) for part in chunks(network, route.plan)]
    possible = side_by_side(parts)[1]
    _rule_out(network, asked, route, possible)
    small &= possible.sum(axis=over) > 0
    return [tuple([int(i) for i in place]) for place in zip(*np.nonzero(small), strict=True)]


def _asked_alone(
    network: Network,
    outcome: Sequence[str],
    given: Findings,
    opened: tuple[str, ...],
    route: _Route,
    place: tuple[int, ...],
) -> Array:
    """One row (in one draw) by a query of its own, which is scaled at every step."""
    row = place[0]
    variable = next(v for v, own in route.rows.items() if own.start <= row < own.stop)
    set_to = {variable: network.states[variable][row - route.rows[variable].start]}
    for v, i in zip(opened, place[1:], strict=False):
        set_to[v] = network.states[v][i]
    single = network if network.draws is None else network.at(place[-1])
    try:
        return joint(single, outcome, given, done=set_to)
    except ImpossibleEvidenceError:
        return np.full([len(network.states[y]) for y in outcome], np.nan)
