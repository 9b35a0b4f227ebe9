"""Bayesian networks as frozen values: named, ordered states and read-only tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from causalnet.boundary.checks import bound, expected, public, selection
from causalnet.cache import Cache
from causalnet.console import printed
from causalnet.errors import NetworkError, unknown
from causalnet.frozen_map import Register
from causalnet.model.decision import Utility
from causalnet.model.judgements.draws import Draws
from causalnet.network.checks import (
    checked_decisions,
    checked_order,
    checked_table,
    checked_utilities,
    named_lists,
    structure_problems,
)
from causalnet.network.graph import cycle, topological
from causalnet.network.pooled_draws import PooledDraws
from causalnet.network.state_order import asked_orders, reordered_states, reordered_tables
from causalnet.network.structure import Structure, structure
from causalnet.network.summary import network_digest, network_line, network_sizes
from causalnet.network.table import ConditionalTable
from causalnet.rich_form import rich_html

__all__ = ["Network", "check_network"]

Decisions = Mapping[str, tuple[str, ...]]
NO_DECISIONS: Decisions = MappingProxyType({})
PARTIAL_RESULTS = 64  # kept for the next questions by `causalnet.inference.constant_folding`
FIELDS = tuple("name states parents draws order sampling ordered decisions utilities".split())


@printed
class Network:
    """A discrete Bayesian network: variables with named states, and a table for each.

    Parameters
    ----------
    states : mapping from variable to sequence of str
        The states of every variable, in order (from low to high, if that makes sense).
    parents : mapping from variable to sequence of str
        The causes of each variable, in the order of its table's axes; variables without causes may
        be left out.
    tables : mapping from variable to array_like
        For each variable an array of shape (states of each cause…, states of the variable) that sums to one along
        its last axis. Rows that are off by no more than 1e-5 are normalised. So are rows that printing has rounded
        to three digits or more (0.3333, 0.3333, 0.3333), with a `RoundingWarning`. An array may have one more
        axis, last, for the draws.
    name : str, optional
        The name of the network.
    draws : int, optional
        The number of draws of the tables with an axis of draws; others are the same in every draw.
    ordered : bool or iterable of str, default False
        The variables whose states run from low to high: all, none, or those named. Only these have an expected
        level and can be shifted; else a verb that measures a change needs a named state. See `with_order`.
    decisions : mapping from variable to sequence of str, optional
        For `decide`: the variables that are decided, and what is seen before each. Their own tables are not used there.
    utilities : iterable of Utility, optional
        For `decide`: what the states of some variables are worth. They add.

    Raises
    ------
    NetworkError
        With all mistakes.

    Examples
    --------
    >>> lawn = Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ...     name="lawn",
    ... )
    >>> lawn
    <Network 'lawn': 2 variables, 1 arrow>
    >>> lawn.table("wet").values[1, 1]
    np.float64(0.8)
    """

    __slots__ = (
        "__weakref__", "_hash", "_least", "_structure", "_tables", "decisions", "draws", "name",
        "order", "ordered", "parents", "partial_results", "sampling", "states", "utilities",
    )  # fmt: skip

    name: str
    draws: int | None
    sampling: Draws | PooledDraws | None
    states: Register[str, tuple[str, ...]]
    parents: Register[str, tuple[str, ...]]
    order: tuple[str, ...]
    ordered: frozenset[str]
    decisions: Register[str, tuple[str, ...]]
    utilities: tuple[Utility, ...]
    partial_results: Cache[object, object]
    _tables: dict[str, NDArray[np.float64]]
    _structure: Structure | None
    _least: dict[str, tuple[float, float]]
    _hash: int | None

    @public
    def __init__(
        self,
        states: Mapping[str, Sequence[str]],
        parents: Mapping[str, Sequence[str]],
        tables: Mapping[str, ArrayLike],
        *,
        name: str = "",
        draws: int | None = None,
        ordered: bool | Iterable[str] = False,
        decisions: Mapping[str, Sequence[str]] | None = None,
        utilities: Iterable[Utility] = (),
    ) -> None:
        named = named_lists("states", states)
        parents = named_lists("parents", parents)
        above = {v: parents.get(v, ()) for v in named}
        problems = list(structure_problems(named, above, parents, tables))
        arrays: dict[str, NDArray[np.float64]] = {}
        if not problems:
            for v in named:
                try:
                    arrays[v] = checked_table(v, named, above[v], tables[v], draws)
                except NetworkError as error:
                    problems.append(str(error))
        if problems:
            raise NetworkError("\n".join(problems))
        decided = checked_decisions(above, decisions or {}), checked_utilities(named, utilities)
        self._set(
            name, named, above, arrays, draws, None, None, checked_order(named, ordered), *decided
        )

    def _set(
        self,
        name: str,
        states: Mapping[str, tuple[str, ...]],
        parents: Mapping[str, tuple[str, ...]],
        arrays: dict[str, NDArray[np.float64]],
        draws: int | None,
        order: tuple[str, ...] | None = None,
        sampling: Draws | PooledDraws | None = None,
        ordered: frozenset[str] = frozenset(),
        decisions: Decisions = NO_DECISIONS,
        utilities: tuple[Utility, ...] = (),
    ) -> None:
        fields: dict[str, object] = {
            "name": name, "draws": draws, "sampling": sampling, "ordered": ordered,
            "_tables": arrays, "_structure": None, "_least": {}, "_hash": None,
            "states": Register(states, "variable"), "parents": Register(parents, "variable"),
            "order": order or topological(parents), "partial_results": Cache(PARTIAL_RESULTS),
            "decisions": Register(decisions, "decision"), "utilities": utilities,
        }  # fmt: skip
        for field, value in fields.items():
            super().__setattr__(field, value)

    def __setattr__(self, field: str, value: object) -> None:
        raise AttributeError(f"A Network is frozen: cannot set {field!r}.")

    def __reduce__(self) -> tuple[object, ...]:
        tables = dict(self.states), dict(self.parents), self._tables
        names = ("name", "draws", "sampling", "ordered", "decisions", "utilities")
        return _rebuilt, (type(self), tables, {name: getattr(self, name) for name in names})

    # ── reading ──────────────────────────────────────────────────────────────────────────────

    @public
    def table(self, variable: str) -> ConditionalTable:
        """P(variable | its causes), as a read-only array with axis names."""
        causes = self.parents[variable]
        states = {v: self.states[v] for v in (*causes, variable)}
        return ConditionalTable(variable, causes, states, self._tables[variable])

    @bound
    def values(self, variable: str) -> NDArray[np.float64]:
        """The bare array of `table`, for code that runs often."""
        if not isinstance(variable, str) or variable not in self._tables:
            raise unknown("variable", variable, self._tables)
        return self._tables[variable]

    @property
    def tables(self) -> Mapping[str, NDArray[np.float64]]:
        """The bare array of every variable."""
        return MappingProxyType(self._tables)

    @property
    def structure(self) -> Structure:
        """Arrows and sizes without the numbers, for which plans are made."""
        known = self._structure
        if known is None:
            sizes = {v: len(own) for v, own in self.states.items()}
            known = structure(sizes, self.parents, self.varying)
            super().__setattr__("_structure", known)
        return known

    @property
    def varying(self) -> tuple[str, ...]:
        """The variables whose tables have an axis of draws."""
        if self.draws is None:
            return ()
        return tuple(v for v, t in self._tables.items() if t.ndim > len(self.parents[v]) + 1)

    @bound
    def least(self, variable: str) -> tuple[float, float]:
        """The smallest number in a variable's table, and the smallest above zero."""
        table = self.values(variable)
        found = self._least.get(variable) or (float(table.min()), float(table[table > 0].min()))
        return self._least.setdefault(variable, found)

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of all variables, in the given order."""
        return tuple(self.states)

    @property
    def pooled(self) -> PooledDraws | None:
        """Whose each draw is, in a pool of several voices."""
        return self.sampling if isinstance(self.sampling, PooledDraws) else None

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change whenever a state, a declared order, an arrow or a number does.

        They do not depend on the name or on the order of the variables.
        """
        decided = self.decisions, self.utilities
        return network_digest(self.states, self.parents, self.ordered, self._tables, *decided)

    def __eq__(self, other: object) -> bool:
        """Whether name, states and their order, arrows and every number are the same.

        The order of variables is ignored.
        """
        if self is other:
            return True
        if not isinstance(other, Network):
            return NotImplemented
        return (
            (self.name, self.draws, self.ordered) == (other.name, other.draws, other.ordered)
            and self.states == other.states
            and self.parents == other.parents
            and (self.decisions, self.utilities) == (other.decisions, other.utilities)
            and all(np.array_equal(t, other._tables[v]) for v, t in self._tables.items())
        )

    def __hash__(self) -> int:
        # One number of each table is enough to distinguish variants of one network, and quick to read.
        if self._hash is None:
            first = frozenset((v, table.item(0)) for v, table in self._tables.items())
            parts = hash((self.name, self.draws, first))
            super().__setattr__("_hash", parts)
            return parts
        return self._hash

    @public
    def index(self, variable: str, state: str) -> int:
        """Position of `state` among the states of `variable`, or an error naming the nearest."""
        states = self.states[variable]
        if state not in states:
            raise unknown("state", state, states, of=variable)
        return states.index(state)

    def __iter__(self) -> Iterator[str]:
        return iter(self.states)

    def __len__(self) -> int:
        return len(self.states)

    def __contains__(self, variable: object) -> bool:
        return variable in self.states

    def __repr__(self) -> str:
        return network_line(self.name, network_sizes(self.parents, self.draws, self.decisions))

    def _repr_html_(self) -> str:
        return rich_html("Network", self)

    # ── variants ─────────────────────────────────────────────────────────────────────────────

    @public
    def replacing(
        self,
        tables: Mapping[str, ArrayLike],
        parents: Mapping[str, Sequence[str]] | None = None,
        draws: int | None = None,
    ) -> Self:
        """The network with other tables (and causes) for some of its variables.

        Tables may have an axis of draws, last, of the length that the network has or that `draws` gives. A table
        that does not fit is a `NetworkError`, and so are arrows that make a cycle.
        """
        above = {**self.parents, **{v: tuple(p) for v, p in (parents or {}).items()}}
        for v in (*tables, *(parents or {})):
            self.states[v]
        # An order that fits the arrows still fits after some are removed.
        kept = all(set(p) <= set(self.parents[v]) for v, p in (parents or {}).items())
        if not kept and (loop := cycle(above)):
            raise NetworkError(f"The arrows make a cycle: {' → '.join(loop)}.")
        arrays = dict(self._tables)
        count = self.draws if draws is None else draws
        left = [v for v in self.varying if v not in tables]
        if left and count != self.draws:
            raise NetworkError(
                f"The table of {left[0]!r} has {self.draws} draws: the network cannot have {count}."
            )
        for v, table in tables.items():
            arrays[v] = checked_table(v, self.states, above[v], table, count)
        return self._but(
            parents=above, arrays=arrays, draws=count, order=self.order if kept else None
        )

    def _but(self, **changed: Any) -> Self:
        """The network with some fields replaced, unchecked."""
        own = {field: getattr(self, field) for field in FIELDS}
        new = type(self).__new__(type(self))
        new._set(**own | {"arrays": self._tables} | changed)
        return new

    @public
    def with_order(
        self, *variables: str | Mapping[str, Sequence[str]], **orders: Sequence[str]
    ) -> Self:
        """The network with the states of these variables declared to run from low to high.

        Parameters
        ----------
        *variables : str or mapping from variable to sequence of str
            Variables whose states already run from low to high. Default: all. A mapping is read like `orders`.
        **orders : sequence of str
            All states of a variable, from low to high. The network then lists them in this order.

        Examples
        --------
        >>> lawn = Network({"rain": ["much", "none", "some"]}, {}, {"rain": [0.2, 0.5, 0.3]})
        >>> ordered = lawn.with_order(rain=["none", "some", "much"])
        >>> sorted(ordered.ordered), ordered.states["rain"], ordered.values("rain").tolist()
        (['rain'], ('none', 'some', 'much'), [0.5, 0.3, 0.2])
        """
        named, given = asked_orders(variables, orders)
        known = self.ordered | checked_order(self.states, (*named, *given) or True)
        states = reordered_states(self.states, given)
        arrays = reordered_tables(self.tables, self.parents, self.states, states)
        return self._but(ordered=known, states=states, arrays=arrays)

    @classmethod
    def trusted(
        cls,
        states: Mapping[str, tuple[str, ...]],
        parents: Mapping[str, tuple[str, ...]],
        tables: dict[str, NDArray[np.float64]],
        *,
        name: str = "",
        draws: int | None = None,
        sampling: Draws | PooledDraws | None = None,
        ordered: frozenset[str] | None = None,
        order: tuple[str, ...] | None = None,
        decisions: Decisions = NO_DECISIONS,
        utilities: tuple[Utility, ...] = (),
    ) -> Self:
        """A network of right tables, unchecked. `ordered`: whose states are (default: all). `order`: causes first."""
        new = cls.__new__(cls)
        for table in tables.values():
            table.flags.writeable = False
        known = frozenset(states) if ordered is None else ordered
        decided = decisions, utilities
        new._set(name, states, parents, tables, draws, order, sampling, known, *decided)
        return new

    @public
    def at(self, draws: slice | int) -> Self:
        """The network with some of its draws; with a whole number, that draw without the axis."""
        if self.draws is None:
            return self
        draws = selection(draws, self.draws, "draw")
        varying = self.varying
        arrays = {v: t[..., draws] if v in varying else t for v, t in self._tables.items()}
        if not isinstance(draws, slice):
            return self._but(arrays=arrays, draws=None, sampling=None)
        own = self.pooled.at(draws) if self.pooled else self.sampling
        new = self._but(arrays=arrays, draws=len(range(self.draws)[draws]), sampling=own)
        super(Network, new).__setattr__("_structure", self.structure)
        return new


def check_network(value: object) -> None:
    """Raise an `ArgumentError` if it is not a network; for a model, say how to compile it."""
    if not isinstance(value, Network):
        how = "Compile it with cn.compile_model(model)."
        raise expected(["a Network"], value, how if type(value).__name__ == "CausalModel" else "")


def _rebuilt(kind: type[Network], tables: Any, rest: Any) -> Network:
    return kind.trusted(*tables, **rest)
