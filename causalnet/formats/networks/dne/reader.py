"""From Netica's DNE to a network."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import FileError, shortened, unknown_text
from causalnet.formats.networks.dne.syntax import DneBlock, DneField, dne_blocks
from causalnet.formats.networks.parts.file_network import (
    FileNetwork,
    FileNode,
    NodeKind,
    Tabulate,
    refused_table,
)
from causalnet.formats.networks.parts.names import TRUE_NAME
from causalnet.formats.networks.parts.network_builder import built_network
from causalnet.formats.networks.parts.number_text import NumberText
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.networks.parts.rows import certain_rows
from causalnet.formats.textfile import decoded
from causalnet.network.network import Network

__all__ = ["holds_dne", "read_dne"]

BEGIN = re.compile(rb"\s*(?://[^\n]*\n\s*)*bnet\s+\w+\s*\{")
MARK = b"->[DNET-1]->"
KINDS: dict[str, NodeKind] = {
    "NATURE": "chance",
    "DECISION": "decision",
    "UTILITY": "utility",
}
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s()",]+)', re.DOTALL)
ESCAPE = re.compile(r"\\(\n\s*|.)", re.DOTALL)
# A property of ours stands in a comment: Netica has no fields of users' own.
OWN = re.compile(r"\s*(causalnet_\w+) = (.*)", re.DOTALL)
NUMBERED = re.compile(r"#(\d{1,6})\b")
BRACKETS = str.maketrans("(),", "   ")
# Fields that are content, but not of a network of tables.
FURTHER = {
    "evidence": "finding",
    "value": "finding",
    "levels": "level list",
    "statetitles": "title list",
    "numcases": "case count",
    "equation": "equation",
}
# Short texts that stand for many states or numbers are written out no further than this.
MOST_STATES, MOST_WRITTEN_OUT = 100_000, 5_000_000


def holds_dne(held: bytes) -> bool:
    """Whether the first bytes of a file are those of DNE."""
    return MARK in held[:200] or BEGIN.match(held) is not None


def read_dne(held: bytes, file: str) -> Network:
    """The network in Netica's DNE.

    Nodes are called by their names, not by their titles. Where a node has no names of states, they are ``state0``,
    ``state1``, …, and of a node with levels ``0 to 10``, ``10 to 20``, ….

    Raises
    ------
    FileError
        If it is not DNE.
    NetworkError
        With every mistake, line by line.
    """
    whole, blocks = dne_blocks(decoded(held, file), file)
    problems = Problems(file)
    declared = sum(_number_of_states(block) for block in blocks)
    if declared > MOST_WRITTEN_OUT:
        raise FileError(
            f"{file!r} declares {declared:,} states by their number; at most {MOST_WRITTEN_OUT:,} are read."
        )
    found = FileNetwork(name=whole.name, properties=_properties(whole), line=whole.line)
    _leave_out(whole, found)
    states = {block.name: _states(block, problems) for block in blocks}
    # A constant is a text on the drawing, unless an equation uses it.
    found.left_out["note"] += len(blocks)
    blocks = [block for block in blocks if _word(block, "kind", "NATURE") != "CONSTANT"]
    found.left_out["note"] -= len(blocks)
    for block in blocks:
        _leave_out(block, found)
        found.nodes.append(_node(block, states[block.name], problems))
    return built_network(found, file, problems)


def _node(block: DneBlock, states: Sequence[str], problems: Problems) -> FileNode:
    word = _word(block, "kind", "NATURE")
    kind = KINDS.get(word)
    if kind is None:
        what = f"The node {block.name!r} is of the kind {word}, which is not read;"
        problems.add(block.line, f"{what} the kinds are {', '.join(KINDS)}.")
    above = block.fields.get("parents")
    return FileNode(
        name=block.name,
        line=block.line,
        kind=kind or "chance",
        states=states,
        causes=_strings(above),
        table=_table(block, kind or "chance", states),
        table_line=above.line if above else 0,
        properties=_properties(block),
    )


def _states(block: DneBlock, problems: Problems) -> Sequence[str]:
    """The names of states, or names made from their number or their levels."""
    if "states" in block.fields:
        return _strings(block.fields["states"])
    if _word(block, "kind", "NATURE") == "UTILITY":
        return ()
    if "numstates" in block.fields:
        number, word = _number_of_states(block), _word(block, "numstates", "")
        if not number:
            what = f"The number of states of {block.name!r} is not a whole number from 1 to {MOST_STATES:,}: {shortened(word)}."
            problems.add(block.fields["numstates"].line, what)
        return [f"state{i}" for i in range(number)]
    levels = _strings(block.fields.get("levels"))
    if not levels:
        return _strings(block.fields.get("statetitles"))
    if _word(block, "discrete", "FALSE") == "TRUE":
        return levels
    return [f"{low} to {high}" for low, high in pairwise(levels)]


def _number_of_states(block: DneBlock) -> int:
    """The number of states that a node declares; zero if it is not a number."""
    word = _word(block, "numstates", "")
    number = int(word) if word.isdecimal() and word.isascii() and len(word) < 9 else 0
    return number if number <= MOST_STATES else 0


def _table(block: DneBlock, kind: NodeKind, states: Sequence[str]) -> NumberText | Tabulate | None:
    """The field with the numbers of a node, or with the state that follows from its causes."""
    if "probs" in block.fields and kind == "chance":
        held = block.fields["probs"]
        return NumberText(_certain(held.text, len(states)).translate(BRACKETS), held.line)
    if "functable" in block.fields:
        held = block.fields["functable"]
        if kind == "utility":
            return NumberText(held.text.translate(BRACKETS), held.line)
        values = _strings(block.fields.get("levels"))
        return _function(block.name, held, states, values if len(values) == len(states) else ())
    if kind != "decision" and "equation" in block.fields:
        what = f"The node {block.name!r} is given by an equation; only tables are read. Convert it to a table in Netica."
        return refused_table(block.fields["equation"].line, what)
    return None


def _certain(text: str, size: int) -> str:
    """The numbers of a table; ``#`` and the number of a state stand for certainty of it."""

    def row(found: re.Match[str]) -> str:
        place = int(found[1])
        return (
            " ".join("1" if i == place else "0" for i in range(size)) if place < size else found[0]
        )

    return NUMBERED.sub(row, text) if text.count("#") * size <= MOST_WRITTEN_OUT else text


def _function(name: str, held: DneField, states: Sequence[str], values: Sequence[str]) -> Tabulate:
    """The table of a node whose state follows from those of its causes: by name, by value, or by ``#`` and its number."""

    def table(shape: Sequence[int], problems: Problems) -> NDArray[np.float64] | None:
        words, rows = _strings(held), math.prod(shape[:-1])
        if len(words) != rows:
            what = f"The function of {name!r} has {len(words)} values, not {rows:,}."
            problems.add(held.line, what)
            return None
        numbered = {f"#{i}": i for i in range(len(states))}
        by_value = {value: i for i, value in enumerate(values)}
        places = {**by_value, **numbered, **{state: i for i, state in enumerate(states)}}
        strange = next((word for word in words if word not in places), None)
        if strange is not None:
            problems.add(held.line, unknown_text("state", strange, states, of=name))
            return None
        return certain_rows([places[word] for word in words], shape)

    return table


def _leave_out(block: DneBlock, network: FileNetwork) -> None:
    """Count the contents that a network does not hold; the layout is not counted."""
    fields = block.fields
    if "title" in fields and TRUE_NAME not in _properties(block):
        network.left_out["title"] += _string(fields["title"]) not in ("", block.name)
    if "comment" in fields:
        parts = _string(fields["comment"]).split(";")
        network.left_out["note"] += any(part.strip() and not OWN.fullmatch(part) for part in parts)
    for word, noun in FURTHER.items():
        network.left_out[noun] += word in fields and not (
            word == "levels" and "states" not in fields
        )
    network.left_out["note"] += block.blocks.count("user")


def _properties(block: DneBlock) -> dict[str, str]:
    """The properties of ours in a comment."""
    held = block.fields.get("comment")
    parts = _string(held).split(";") if held else []
    return {found[1]: found[2] for part in parts if (found := OWN.fullmatch(part))}


def _word(block: DneBlock, name: str, default: str) -> str:
    held = block.fields.get(name)
    return held.text.strip() if held else default


def _strings(held: DneField | None) -> list[str]:
    """The words in a list, quoted or not."""
    if held is None:
        return []
    return [
        word or ESCAPE.sub(_escaped, quoted).strip() for quoted, word in STRING.findall(held.text)
    ]


def _escaped(found: re.Match[str]) -> str:
    """A sign after a backslash; the end of a line after it joins two lines."""
    return {"n": "\n", "t": "\t"}.get(found[1], "" if found[1].startswith("\n") else found[1])


def _string(held: DneField) -> str:
    return "".join(_strings(held))
