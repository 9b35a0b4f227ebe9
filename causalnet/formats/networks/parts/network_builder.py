"""From the nodes of a file to a network, with every mistake by its line."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import FileError, unknown_text
from causalnet.formats.networks.parts.file_network import FileNetwork, FileNode
from causalnet.formats.networks.parts.left_out import warn_of_left_out
from causalnet.formats.networks.parts.names import ORDERED, PLACE
from causalnet.formats.networks.parts.number_text import NumberText
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.networks.parts.rows import (
    check_rows,
    divide_rows,
    row_by_states,
    within_limits,
)
from causalnet.formats.networks.parts.true_names import name_of_network, true_name, true_names
from causalnet.model.decision import Utility
from causalnet.names import name_mistakes
from causalnet.network.graph import cycle
from causalnet.network.network import Network
from causalnet.notation import counted

__all__ = ["built_network"]

# A utility takes much more memory than a table, since it holds the names of states.
MOST_WORTHS = 500_000

Array = NDArray[np.float64]
StatesByName = dict[str, Sequence[str]]


def built_network(held: FileNetwork, file: str, problems: Problems) -> Network:
    """The network that the nodes of a file form.

    Raises
    ------
    NetworkError
        With every mistake, line by line.

    Warns
    -----
    LossWarning
        With the contents that a network does not hold.
    RoundingWarning
        With the lines that were normalised.
    """
    if not held.nodes and not len(problems):
        raise FileError(f"{file!r} holds a network without a variable.")
    nodes = _declared(held.nodes, problems)
    states = {name: _own_states(node, problems) for name, node in nodes.items()}
    known = {name: _causes(node, nodes, problems) for name, node in nodes.items()}
    _refuse_cycles(nodes, known, problems)
    tables = {
        name: _table(node, states, problems)
        for name, node in nodes.items()
        if known[name]
        and all(states[a] for a in node.causes)
        and (states[name] or node.kind == "utility")
    }
    problems.raise_any()
    ordered = _in_place(list(nodes.values()), problems)
    # A utility may have the name of a variable.
    own, words = true_names([n for n in ordered if n.kind != "utility"], states, problems)
    worths, _ = true_names([n for n in ordered if n.kind == "utility"], states, problems)
    name = true_name(_Whole(held), problems)
    problems.raise_any()
    problems.warn()
    warn_of_left_out(held.left_out, file)
    made = {v: table for v, table in tables.items() if table is not None}
    return _network(
        ordered,
        own | worths,
        words,
        made,
        name_of_network(held.name, file) if name is None else name,
    )


def _network(
    nodes: Sequence[FileNode],
    own: dict[str, str],
    words: dict[str, list[str]],
    tables: dict[str, Array],
    name: str,
) -> Network:
    """The network under its own names. A decision has a table that does not prefer any choice."""
    variables = [node for node in nodes if node.kind != "utility"]
    states = {own[node.name]: words[node.name] for node in variables}
    return Network(
        states,
        {own[v.name]: [own[c] for c in v.causes] for v in variables if v.kind == "chance"},
        {own[node.name]: tables[node.name] for node in variables},
        name=name,
        ordered=[own[node.name] for node in variables if ORDERED in node.properties],
        decisions={
            own[v.name]: [own[c] for c in v.causes] for v in variables if v.kind == "decision"
        },
        utilities=[
            _utility(own[node.name], [own[c] for c in node.causes], states, tables[node.name])
            for node in nodes
            if node.kind == "utility"
        ],
    )


def _utility(
    name: str, of: Sequence[str], states: Mapping[str, Sequence[str]], worth: Array
) -> Utility:
    combinations = product(*(states[v] for v in of))
    return Utility(name, of, dict(zip(combinations, worth.ravel().tolist(), strict=True)))


class _Whole:
    """The network as a part with a name, a line and properties."""

    def __init__(self, held: FileNetwork) -> None:
        self.name, self.line, self.properties = held.name, held.line, held.properties


def _declared(nodes: Sequence[FileNode], problems: Problems) -> dict[str, FileNode]:
    """The nodes by their names, each name once."""
    found: dict[str, FileNode] = {}
    for node in nodes:
        if node.name in found:
            earlier = f"it is declared in line {found[node.name].line} already."
            problems.add(node.line, f"The variable {node.name!r} is declared again; {earlier}")
            continue
        for mistake in name_mistakes("A variable", node.name):
            problems.add(node.line, str(mistake))
        found[node.name] = node
    return found


def _own_states(node: FileNode, problems: Problems) -> Sequence[str]:
    """The states of a node; none if any of them is a mistake, and for a utility."""
    if node.kind == "utility":
        return ()
    called = f"The variable {node.name!r}"
    repeated = [state for state, times in Counter(node.states).items() if times > 1]
    found = [str(m) for s in node.states for m in name_mistakes(f"A state of {node.name!r}", s)]
    found += [f"{called} repeats the state {s!r}." for s in repeated]
    found += [] if node.states else [f"{called} lists no states."]
    for what in found:
        problems.add(node.line, what)
    return [] if found else node.states


def _causes(node: FileNode, nodes: dict[str, FileNode], problems: Problems) -> bool:
    """Whether the causes of a node are declared, and differ from each other."""
    line = node.table_line or node.line
    strangers = [cause for cause in node.causes if cause not in nodes]
    for cause in strangers:
        problems.add(line, unknown_text("variable", cause, nodes))
    repeated = [cause for cause, times in Counter(node.causes).items() if times > 1]
    for cause in repeated:
        problems.add(line, f"The variable {node.name!r} has the cause {cause!r} twice.")
    worths = [c for c in node.causes if c in nodes and nodes[c].kind == "utility"]
    for cause in worths:
        problems.add(line, f"The variable {node.name!r} cannot depend on the utility {cause!r}.")
    if node.kind == "utility" and not node.causes:
        problems.add(line, f"The utility {node.name!r} depends on nothing.")
    return not strangers and not repeated and not worths


def _refuse_cycles(nodes: dict[str, FileNode], known: dict[str, bool], problems: Problems) -> None:
    if not all(known.values()):
        return
    loop = cycle({name: tuple(node.causes) for name, node in nodes.items()})
    if loop:
        line = max(nodes[v].table_line or nodes[v].line for v in loop)
        problems.add(line, f"The arrows make a cycle: {' → '.join(loop)}.")


def _table(node: FileNode, states: StatesByName, problems: Problems) -> Array | None:
    """P(node | causes) with the axis of the node last, or its worth; nothing if there are problems."""
    line = node.table_line or node.line
    above = [len(states[c]) for c in node.causes]
    shape = above if node.kind == "utility" else [*above, len(states[node.name])]
    if node.kind == "decision":
        return np.full(shape[-1], 1 / shape[-1])
    if not within_limits(node.name, shape, line, problems):
        return None
    if node.kind == "utility" and math.prod(shape) > MOST_WORTHS:
        what = f"The utility {node.name!r} has {math.prod(shape):,} numbers; at most {MOST_WORTHS:,} are read."
        problems.add(line, what)
        return None
    if node.table is None:
        problems.add(node.line, f"The variable {node.name!r} has no table.")
        return None
    if not isinstance(node.table, NumberText):
        return node.table(shape, problems)
    values = _counted_numbers(node, node.table, shape, problems)
    if values is None or node.kind == "utility":
        return values
    return _probabilities(node, node.table, values, states, problems)


def _probabilities(
    node: FileNode, text: NumberText, values: Array, states: StatesByName, problems: Problems
) -> Array | None:
    """The numbers of a table, each within [0, 1] and each row summing to one."""
    most = np.inf if node.scaled else 1
    odd = np.flatnonzero((values.ravel() < 0) | (values.ravel() > most))
    if odd.size:
        place = int(odd[0])
        what = f"The table of {node.name!r}: {values.ravel()[place]:g} is not a probability."
        problems.add(text.line_of(place), what)
        return None
    before, size = len(problems), values.shape[-1]
    if node.scaled:
        divide_rows(values.reshape(-1, size), lambda row: text.line_of(row * size), problems)
    check_rows(
        values.reshape(-1, size),
        node.name,
        lambda row: text.line_of(row * size),
        lambda row: row_by_states(row, node.causes, [states[c] for c in node.causes]),
        problems,
    )
    return values if len(problems) == before else None


def _counted_numbers(
    node: FileNode, table: NumberText, shape: Sequence[int], problems: Problems
) -> Array | None:
    """The numbers of a table, as many as its shape has cells."""
    numbers = table.numbers(node.name, problems)
    if numbers is None:
        return None
    expected = math.prod(shape)
    if len(numbers) != expected:
        what = f"The table of {node.name!r} has {counted(len(numbers), 'number')}, not {expected:,}"
        factors = " × ".join(map(str, shape))
        why = f" (the product of the numbers of states: {factors})" if node.causes else ""
        problems.add(table.line_of(0), f"{what}{why}.")
        return None
    return numbers.reshape(shape)


def _in_place(nodes: list[FileNode], problems: Problems) -> list[FileNode]:
    """The nodes in the order of the network: that of the file, or the one in a property of ours."""
    if not all(PLACE in node.properties for node in nodes):
        return nodes
    places = [node.properties[PLACE] for node in nodes]
    if sorted(places, key=lambda p: (len(p), p)) != [str(i) for i in range(1, len(nodes) + 1)]:
        problems.add(nodes[0].line, f"The properties {PLACE} do not number the nodes 1, 2, 3, ….")
        return nodes
    return sorted(nodes, key=lambda node: int(node.properties[PLACE]))
