r"""The derivative of an answer with respect to every entry of every table.

The joint is linear in each entry: :math:`P(y, e) = \sum_{x, u} \theta_{x \mid u}\, \partial P(y, e) / \partial \theta_{x
\mid u}`, so one reverse pass gives all of them. The quotient rule then gives those of the conditional,

.. math::

   \frac{\partial P(y \mid e)}{\partial \theta} = \frac{1}{P(e)} \left( \frac{\partial P(y, e)}{\partial \theta}
   - P(y \mid e)\, \frac{\partial P(e)}{\partial \theta} \right).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from string import ascii_letters
from typing import NamedTuple

import numpy as np

from causalnet.answer_tables import PAGE_WIDTH
from causalnet.boundary.checks import bound
from causalnet.console import printed
from causalnet.errors import unknown
from causalnet.inference.adjoint import Descent, descend, descend_scaled, descent, wanted_of
from causalnet.inference.contraction import Array
from causalnet.inference.execute import flow, flow_scaled, load_tensors
from causalnet.inference.memory_limits import MEMORY_LIMIT, chunks, require_memory, require_room
from causalnet.inference.planning.plan import Plan, in_every_draw, plan_of, planned
from causalnet.inference.planning.prune import Leaf
from causalnet.inference.query_encoding import Asked, Done, Findings, encode_query, raise_where_zero
from causalnet.language.translate import tr
from causalnet.line_breaks import wrapped
from causalnet.network.network import Network

__all__ = ["Derivatives", "table_derivatives"]


@printed
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Derivatives(Mapping[str, Array]):
    """∂P(outcome | given)/∂θ for every table entry θ.

    A mapping from a variable to an array of shape (axes of its table…, states of each outcome…),
    with the axis of draws last for a drawn network. Each entry of a table is varied by itself; for a
    change that keeps the rows' sums at one, add the derivatives of the entries that move, each times its
    change. Tables on which the answer does not depend are left out.

    Attributes
    ----------
    answer : ndarray, shape (states of each outcome…)
        P(outcome | given).
    log_given : ndarray
        The natural logarithm of P(given).
    relative : mapping from variable to ndarray
        ∂P(outcome, given)/∂θ divided by P(given), so that improbable evidence costs no digits.
    outcomes : int
        The number of outcomes.
    """

    answer: Array
    log_given: Array
    relative: Mapping[str, Array]
    outcomes: int

    def __getitem__(self, variable: str) -> Array:
        own = self._relative(variable)
        drawn = self.answer.ndim - self.outcomes
        over = tuple(range(own.ndim - self.outcomes - drawn, own.ndim - drawn))
        # The quotient rule, both terms divided by P(given) already: summed over y, ∂P(y, e) is ∂P(e).
        return np.asarray(own - self.answer * own.sum(axis=over, keepdims=True))

    @bound
    def joint(self, variable: str) -> Array:
        """∂P(outcome, given)/∂θ for one table."""
        return np.asarray(np.exp(self.log_given) * self._relative(variable))

    def _relative(self, variable: str) -> Array:
        if not isinstance(variable, str) or variable not in self.relative:
            raise unknown("variable", variable, self.relative)
        return self.relative[variable]

    def __str__(self) -> str:
        lines = [*wrapped(self.sentence, PAGE_WIDTH)]
        for name, own in self.relative.items():
            shape = " × ".join(map(str, own.shape))
            lines.append(f"  {name}  {shape}")
        return "\n".join(lines)

    __repr__ = __str__

    @property
    def sentence(self) -> str:
        """Of how many probabilities, and by how many entries of tables."""
        return tr(
            "The answer depends on {entries} entries of {tables} tables: shown is the shape of the derivatives by each table's entries, the states of the outcome last.",
            entries=f"{self._entries:,}",
            tables=len(self.relative),
        )

    @property
    def _entries(self) -> int:
        drawn = self.answer.ndim - self.outcomes
        shapes = [x.shape[: x.ndim - self.outcomes - drawn] for x in self.relative.values()]
        return sum(prod(shape) for shape in shapes)

    def __iter__(self) -> Iterator[str]:
        return iter(self.relative)

    def __len__(self) -> int:
        return len(self.relative)


# The logarithm of the scale of what is not scaled.
_UNSCALED = np.zeros(())


class _Route(NamedTuple):
    """A plan, its reverse pass and the cells of its result, the same for all questions of one shape."""

    plan: Plan
    down: Descent | None
    cells: int


def table_derivatives(
    network: Network,
    outcome: Sequence[str],
    given: Findings | None = None,
    *,
    done: Done | None = None,
    memory_limit: int = MEMORY_LIMIT,
) -> Derivatives:
    """The derivative of an answer with respect to every table entry, from one reverse pass.

    Returns
    -------
    Derivatives

    Raises
    ------
    ImpossibleEvidenceError
        If P(given) is zero.
    MemoryLimitError
        If it would take too much memory.

    References
    ----------
    A. Darwiche (2003), "A differential approach to inference in Bayesian networks", *JACM* 50(3);
    H. Chan and A. Darwiche (2002), "When do numbers really matter?", *JAIR* 17 (derivatives of a
    conditional probability).

    Examples
    --------
    >>> from causalnet import Network
    >>> lawn = Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> table_derivatives(lawn, ["wet"])["wet"][1, :, 1]
    array([-0.048,  0.152])
    """
    if done and not done.keys().isdisjoint(outcome):
        return _with_certain(network, outcome, given, done, memory_limit)
    # Whole: what the evidence separates from the outcome still bears on P(given), which is differentiated too.
    asked = encode_query(network, outcome, given, done, whole=True)
    # Before the reverse pass is planned, which takes longer than the plan itself.
    plan = plan_of(network.structure, asked.shape)
    require_memory(plan, memory_limit, network.draws, passes=2)
    route = planned("derivatives", network.structure, asked.shape, _routed)
    # They are larger than the tables of the network, each by the number of states of the outcome.
    require_room(
        "The derivatives",
        route.cells,
        plan,
        memory_limit,
        network.draws,
        advice="Leave some of the causes out.",
    )
    parts = [_derived(part, route, asked, given or {}) for part in chunks(network, route.plan)]
    if len(parts) == 1:
        return parts[0]
    relative = {
        v: np.concatenate([part.relative[v] for part in parts], axis=-1) for v in parts[0].relative
    }
    answer = np.concatenate([part.answer for part in parts], axis=-1)
    log = np.concatenate([part.log_given for part in parts], axis=-1)
    return Derivatives(answer, log, relative, len(asked.shape.outcome))


def _with_certain(
    network: Network, outcome: Sequence[str], given: Findings | None, done: Done, memory_limit: int
) -> Derivatives:
    """The derivatives with outcomes that are set themselves: zero but where each of them is set."""
    free = [y for y in outcome if y not in done]
    inner = table_derivatives(network, free, given, done=done, memory_limit=memory_limit)
    place = tuple([network.index(y, done[y]) if y in done else slice(None) for y in outcome])
    sizes = [len(network.states[y]) for y in outcome]
    drawn = inner.answer.ndim - len(free)

    def widened(own: Array) -> Array:
        axes = own.ndim - len(free) - drawn
        whole = np.zeros((*own.shape[:axes], *sizes, *own.shape[own.ndim - drawn :]))
        whole[(*[slice(None)] * axes, *place)] = own
        return whole

    relative = {v: widened(own) for v, own in inner.relative.items()}
    return Derivatives(widened(inner.answer), inner.log_given, relative, len(outcome))


def _routed(plan: Plan) -> _Route:
    if plan.main is None:
        return _Route(plan, None, 0)
    wanted = wanted_of(plan.main, whole=True)
    structure, kept = plan.structure, plan.shape.kept
    tables = sum([structure.size((*structure.parents[x], x)) for x, _, _ in wanted])
    down = descent(plan.main, structure, kept, wanted)
    return _Route(plan, down, tables * structure.size(kept))


def _derived(network: Network, route: _Route, asked: Asked, given: Findings) -> Derivatives:
    plan, down, draws = route.plan, route.down, network.draws
    names, tree, kept = plan.structure.names, plan.main, asked.shape.kept
    if tree is None or down is None:
        cells = [plan.structure.sizes[y] for y in kept]
        even = in_every_draw(np.full(cells, 1 / np.prod(cells)), len(kept), draws)
        one = even.sum(axis=tuple(range(len(kept))))
        return Derivatives(even, asked.log * one, {}, len(kept))
    tensors = load_tensors(tree, names, network.tables, asked.states, asked.weights)
    # With evidence always scaled, unlike marginals: an adjoint may underflow where P(given) itself does not.
    nodes, logs = flow_scaled(tree, tensors) if given else (flow(tree, tensors), [_UNSCALED])
    root = in_every_draw(plan.finish(nodes[-1]), len(kept), draws)
    total = np.asarray(root.sum(axis=tuple(range(len(kept)))))
    raise_where_zero(total, given)
    log_given = np.log(total) + logs[-1]
    if given:
        found, scales = descend_scaled(down, tree, nodes, logs)
        factors = [np.exp(scale - log_given) for scale in scales]
    else:
        found = descend(down, tree, nodes)
        factors = [np.exp(-log_given)] * len(found)
    tables = [leaf for leaf in tree.leaves if not leaf.weights]
    relative = {}
    for leaf, value, factor in zip(tables, found, factors, strict=True):
        own = len(leaf.axes) - (leaf.variable in plan.structure.varying)
        size = own + len([y for y in kept if y not in leaf.axes])
        scaled = in_every_draw(value, size, draws) * factor
        relative[names[leaf.variable]] = _whole(scaled, leaf, plan, asked.states)
    return Derivatives(root / total, np.asarray(log_given + asked.log), relative, len(kept))


def _whole(value: Array, leaf: Leaf, plan: Plan, states: Sequence[int]) -> Array:
    """A derivative spread over all axes of its table and of the outcome.

    It is zero in the rows of the table that the evidence rules out. Where an outcome is itself an axis of
    the table, it is zero off the diagonal, where the two differ.
    """
    structure, kept = plan.structure, plan.shape.kept
    axes = (*structure.parents[leaf.variable], leaf.variable)
    drawn = (
        value.ndim
        - len([x for x in leaf.axes if x >= 0])
        - len([y for y in kept if y not in leaf.axes])
    )
    sizes = [structure.sizes[x] for x in (*axes, *kept)]
    shape = (*sizes, *value.shape[value.ndim - drawn :])
    if not leaf.slots and {*axes}.isdisjoint(kept):
        return value if value.shape == shape else np.broadcast_to(value, shape)
    whole = np.zeros(shape)
    index: list[slice | int] = [slice(None)] * whole.ndim
    for axis, slot in leaf.slots:
        index[axis] = states[slot] if slot >= 0 else 0
    there = [x for i, x in enumerate((*axes, *kept)) if isinstance(index[i], slice)]
    letter = {x: ascii_letters[i] for i, x in enumerate(dict.fromkeys(there))}
    left = "".join([letter[x] for x in there])
    right = "".join([letter[x] for x in dict.fromkeys(there)])
    # An outcome that is an axis of the table too occurs twice. A repeated subscript gives a view of the
    # diagonal, and unlike `np.diagonal` one that may be written to, for several axes at once.
    # Where every axis is sliced a single cell is left, of which einsum would give a copy.
    cells = whole[(*index, ...)]
    view = np.einsum(f"{left}...->{right}...", cells) if cells.ndim else cells
    view[...] = value
    return whole
