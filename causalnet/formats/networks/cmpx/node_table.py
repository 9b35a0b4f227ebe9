"""The table of a node of AgenaRisk: numbers, or an expression for all or for some states of its causes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import numpy as np

from causalnet.formats.networks.cmpx.expression import (
    Array,
    ExpressionError,
    parsed_expression,
)
from causalnet.formats.networks.cmpx.ranked_node import ranked_node_table
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.networks.parts.rows import check_rows
from causalnet.notation import counted

__all__ = ["NodeTable"]

TYPES = ("Manual", "Expression", "Partitioned")


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeTable:
    """What a node says of its table; called with the numbers of states, it makes the table.

    Attributes
    ----------
    name : str
        The name of the node, for the errors.
    line : int
    held : object
        The part ``table`` of the node.
    constants : mapping of str to float
    causes : sequence of str
        The identifiers of its causes.
    configurations : mapping of str to dict
        The part ``configuration`` of each cause.
    points : int
        The number of points in the interval of a state of a ranked cause.
    """

    name: str
    line: int
    held: object
    constants: Mapping[str, float]
    causes: Sequence[str]
    configurations: Mapping[str, Mapping[str, Any]]
    points: int

    def __call__(self, shape: Sequence[int], problems: Problems) -> Array | None:
        """P(node | causes), with the axis of the node last; nothing, and a problem, if it cannot be made."""
        if not isinstance(self.held, dict) or self.held.get("type") not in TYPES:
            problems.add(self.line, f"The table of {self.name!r} is none of {', '.join(TYPES)}.")
            return None
        try:
            return self._table(self.held, shape, problems)
        except ExpressionError as error:
            problems.add(self.line, f"The expression of {self.name!r} {error}")
            return None

    def _table(
        self, held: Mapping[str, Any], shape: Sequence[int], problems: Problems
    ) -> Array | None:
        stored = held.get("probabilities")
        if held["type"] == "Manual" or (held.get("nptCompiled") and stored):
            return self._numbers(stored, shape, problems)
        expressions = held.get("expressions")
        if not isinstance(expressions, list) or not all(isinstance(e, str) for e in expressions):
            raise ExpressionError("must be a text in the list 'expressions'.")
        if held["type"] == "Partitioned":
            return self._partitioned(held.get("partitions"), expressions, shape)
        if len(expressions) != 1:
            raise ExpressionError(f"is one of {len(expressions)}; one was expected.")
        return self._of_expression(expressions[0], shape)

    def _numbers(self, stored: object, shape: Sequence[int], problems: Problems) -> Array | None:
        """The numbers as they stand: a row for each state of the node, a column for each combination."""
        rows, columns = shape[-1], prod(shape[:-1])
        wanted = f"{counted(rows, 'row')} with {counted(columns, 'number')} each"
        try:
            numbers = np.array(stored, dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            numbers = np.zeros(())
        if numbers.shape != (rows, columns):
            problems.add(self.line, f"The table of {self.name!r} must have {wanted}.")
            return None
        if not ((numbers >= 0) & (numbers <= 1)).all():
            problems.add(
                self.line, f"The table of {self.name!r} has a number that is not in [0, 1]."
            )
            return None
        values, before = np.ascontiguousarray(numbers.T), len(problems)
        check_rows(
            values, self.name, lambda _: self.line, lambda row: f"column {row + 1}", problems
        )
        return values.reshape(shape) if len(problems) == before else None

    def _of_expression(self, text: str, shape: Sequence[int]) -> Array:
        law = parsed_expression(text, self.causes, self.constants)
        named = law.mean.causes | law.variance.causes
        values = {c: self._values(c, shape[at]) for at, c in enumerate(self.causes) if c in named}
        # A cause that is not named leaves the table as it is.
        rest = {c: np.zeros((shape[at], 1)) for at, c in enumerate(self.causes) if c not in named}
        return ranked_node_table(law, values | rest, self.causes, shape[-1])

    def _values(self, cause: str, states: int) -> Array:
        """The points in the interval of each state of a ranked cause; the numbers of a numeric one."""
        held = self.configurations[cause]
        if held.get("type") == "Ranked":
            ends = np.arange(states)[:, None] / states
            inner = np.linspace(0, 1, self.points) if self.points > 1 else np.array([0.5])
            return np.asarray(ends + inner / states)
        if held.get("type") == "DiscreteReal":
            try:
                return np.array([[float(state)] for state in held.get("states", ())])
            except ValueError:
                pass
        raise ExpressionError(
            f"takes {cause!r} for a number; only ranked and discrete numeric nodes are. Partition the table by it."
        )

    def _partitioned(
        self, partitions: object, expressions: Sequence[str], shape: Sequence[int]
    ) -> Array:
        """One expression for each combination of the states of some causes."""
        if not isinstance(partitions, list) or not set(map(str, partitions)) <= {*self.causes}:
            raise ExpressionError("is partitioned by something that is not among its causes.")
        at = [self.causes.index(str(cause)) for cause in partitions]
        if len(expressions) != prod(shape[axis] for axis in at):
            raise ExpressionError(
                f"needs {prod(shape[axis] for axis in at)} parts, not {len(expressions)}."
            )
        table = np.empty(shape)
        for text, states in zip(expressions, product(*(range(shape[a]) for a in at)), strict=True):
            index: list[Any] = [slice(None)] * len(shape)
            for axis, state in zip(at, states, strict=True):
                index[axis] = state
            table[tuple(index)] = self._of_expression(text, shape)[tuple(index)]
        return table
