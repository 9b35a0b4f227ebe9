"""From the blocks of a BIF file to a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import FileError, unknown_text
from causalnet.formats.networks.bif.syntax import Declaration, Document, ProbabilityBlock, parse
from causalnet.formats.networks.bif.tables import table_of
from causalnet.formats.networks.bif.words import comma_separated, joined, listed_states, shown_piece
from causalnet.formats.networks.parts.left_out import further_properties, warn_of_left_out
from causalnet.formats.networks.parts.names import ORDERED
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.networks.parts.true_names import name_of_network, true_name, true_names
from causalnet.names import name_mistakes
from causalnet.network.graph import cycle
from causalnet.network.network import Network

__all__ = ["network_of_bif"]


def network_of_bif(text: str, file: str) -> Network:
    """The network that a BIF text describes.

    Raises
    ------
    FileError
        If it is not BIF.
    NetworkError
        With every mistake in it, line by line.

    Warns
    -----
    LossWarning
        With the number of properties that are not of the layout.
    """
    document, problems = parse(text, file), Problems(file)
    if not document.variables:
        what = "is empty" if not text.strip() else "is not BIF: it declares no variable"
        raise FileError(f"{file!r} {what}.")
    name = _network_name(document, file, problems)
    states = _states(document.variables, problems)
    parents, tables = _tables(document, states, problems)
    problems.raise_any()
    own, words = true_names(document.variables, states, problems)
    problems.raise_any()
    problems.warn()
    blocks = (*document.networks, *document.variables)
    lost = sum(further_properties(block.properties) for block in blocks)
    lost += sum(block.properties for block in document.distributions)
    warn_of_left_out({"attribute": lost}, file)
    return Network(
        {own[v]: words[v] for v in states},
        {own[v]: [own[p] for p in above] for v, above in parents.items()},
        {own[v]: table for v, table in tables.items()},
        name=name,
        ordered=[own[b.name] for b in document.variables if ORDERED in b.properties],
    )


def _network_name(document: Document, file: str, problems: Problems) -> str:
    for second in document.networks[1:]:
        problems.add(second.line, "A second 'network' block; a file holds one network.")
    if not document.networks:
        return name_of_network("", file)
    block = document.networks[0]
    held = true_name(block, problems)
    return name_of_network(block.name, file) if held is None else held


def _states(blocks: Sequence[Declaration], problems: Problems) -> dict[str, list[str]]:
    """The states of every variable, in the order of the file."""
    lines: dict[str, int] = {}
    states = {}
    for block in blocks:
        if block.name in lines:
            earlier = f"it is declared in line {lines[block.name]} already."
            problems.add(block.line, f"The variable {block.name!r} is declared again; {earlier}")
            continue
        for mistake in name_mistakes("A variable", block.name):
            problems.add(block.line, str(mistake))
        lines[block.name] = block.line
        states[block.name] = _own_states(block, problems)
    return states


def _own_states(block: Declaration, problems: Problems) -> list[str]:
    called = f"The variable {block.name!r}"
    if block.types != 1:
        what = "has no 'type'" if not block.types else "has more than one 'type'"
        problems.add(block.line, f"{called} {what}.")
    elif block.kind != "discrete":
        what = f"is {block.kind!r}; only discrete variables are read."
        problems.add(block.line, f"{called} {what}")
    elif block.count and not (block.count.isdecimal() and len(block.count) < 7):
        what = f"The number of states of {block.name!r} is not a whole number: {block.count!r}."
        problems.add(block.line, what)
    else:
        return _listed(block, called, problems)
    return []


def _listed(block: Declaration, called: str, problems: Problems) -> list[str]:
    count = int(block.count) if block.count else None
    try:
        own = listed_states(block.states, count)
    except ValueError as error:
        what = f"{called} declares [ {block.count} ] states and lists ({shown_piece(block.states)}). {error}"
        problems.add(block.line, what)
        return []
    repeated = [s for s, times in Counter(own).items() if times > 1]
    found = [str(m) for s in own for m in name_mistakes(f"A state of {block.name!r}", s)]
    found += [f"{called} repeats the state {s!r}." for s in repeated]
    found += [] if own else [f"{called} lists no states."]
    for what in found:
        problems.add(block.line, what)
    # Rows that name these states are not further mistakes.
    return [] if found else own


def _tables(
    document: Document, states: dict[str, list[str]], problems: Problems
) -> tuple[dict[str, list[str]], dict[str, NDArray[np.float64]]]:
    parents: dict[str, list[str]] = {}
    tables: dict[str, NDArray[np.float64]] = {}
    lines: dict[str, int] = {}
    strange = False
    for block in document.distributions:
        head = _head(block, states, problems)
        if head is None:
            strange = True
            continue
        variable, *causes = head
        if variable in lines:
            earlier = f"it is given in line {lines[variable]} already."
            problems.add(block.line, f"The probability of {variable!r} is given again; {earlier}")
            continue
        parents[variable], lines[variable] = causes, block.line
        if all(states[a] for a in head):
            table = table_of(block, variable, causes, states, problems)
            if table is not None:
                tables[variable] = table
    # A head that could not be read may belong to the variable that seems to lack a block.
    if strange:
        return parents, tables
    for declared in document.variables:
        if declared.name not in parents:
            what = f"The variable {declared.name!r} has no 'probability' block."
            problems.add(declared.line, what)
    loop = cycle(parents) if set(parents) == set(states) else []
    if loop:
        line = max(lines[v] for v in loop)
        problems.add(line, f"The arrows make a cycle: {' → '.join(loop)}.")
    return parents, tables


def _head(
    block: ProbabilityBlock, states: dict[str, list[str]], problems: Problems
) -> list[str] | None:
    """The variable and its causes, all checked to be declared."""
    try:
        names = _head_names(block.head, states)
    except ValueError as error:
        problems.add(block.line, f"({shown_piece(block.head)}): {error}")
        return None
    strangers = [v for v in names if v not in states]
    for stranger in strangers:
        problems.add(block.line, unknown_text("variable", stranger, states))
    if not strangers and len({*names}) < len(names):
        problems.add(block.line, f"({shown_piece(block.head)}) names a variable twice.")
        return None
    return None if strangers else names


def _head_names(head: str, states: dict[str, list[str]]) -> list[str]:
    own, mark, above = head.partition("|")
    groups = comma_separated(own)
    if not groups:
        raise ValueError("No variable is named.")
    if mark:
        causes = [name for words in comma_separated(above) for name in _declared(words, states)]
        if len(groups) > 1:
            raise ValueError("More than one variable stands before '|'.")
        return [joined(groups[0]), *causes]
    # Without '|' the first is the variable, and the others are its causes.
    return [name for words in groups for name in _declared(words, states)]


def _declared(words: list[str], states: dict[str, list[str]]) -> list[str]:
    """Words that form one declared name or several, since commas may be left out."""
    name = joined(words)
    return words if name not in states and all(word in states for word in words) else [name]
