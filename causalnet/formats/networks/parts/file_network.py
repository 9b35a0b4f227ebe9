"""A network as a file states it: its nodes in the file's own words, before they are checked against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from causalnet.formats.networks.parts.number_text import NumberText
from causalnet.formats.networks.parts.problems import Problems

__all__ = ["FileNetwork", "FileNode", "NodeKind", "Tabulate", "refused_table"]

NodeKind = Literal["chance", "decision", "utility"]
# From the numbers of states of the causes and of the variable to its table; nothing if there are problems.
Tabulate = Callable[[Sequence[int], Problems], NDArray[np.float64] | None]


def refused_table(line: int, why: str) -> Tabulate:
    """A table that is not read, since the file gives it in another way than by numbers."""

    def table(shape: Sequence[int], problems: Problems) -> None:
        problems.add(line, why)

    return table


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNode:
    """A node of a network in a file.

    Attributes
    ----------
    name : str
        The word for it in the file.
    line : int
        The line in which it begins.
    kind : {"chance", "decision", "utility"}
    states : sequence of str
        Empty for a utility.
    causes : sequence of str
        For a decision, what is known as it is taken.
    table : NumberText or callable, optional
        The numbers in a row: the states of the variable vary fastest, then those of the last cause. Or a function
        that makes the table from its shape.
    table_line : int
        The line in which causes and table begin.
    properties : mapping of str to str
    scaled : bool
        Whether the program divides each row by its sum, so that the numbers need not be probabilities.
    """

    name: str
    line: int
    kind: NodeKind = "chance"
    states: Sequence[str] = ()
    causes: Sequence[str] = ()
    table: NumberText | Tabulate | None = None
    table_line: int = 0
    properties: Mapping[str, str] = field(default_factory=dict)
    scaled: bool = False


@dataclass(slots=True, kw_only=True)
class FileNetwork:
    """A network in a file.

    Attributes
    ----------
    name : str
    nodes : list of FileNode
    properties : mapping of str to str
        Those of the network as a whole.
    line : int
        The line in which the network begins.
    left_out : Counter
        Contents that a `Network` does not hold, each a noun with its number, e.g. labels and notes. The layout of a
        drawing is not counted.
    """

    name: str
    nodes: list[FileNode] = field(default_factory=list)
    properties: Mapping[str, str] = field(default_factory=dict)
    line: int = 1
    left_out: Counter[str] = field(default_factory=Counter)
