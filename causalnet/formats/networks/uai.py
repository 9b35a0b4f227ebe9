"""UAI, the format of the competitions in inference: numbers, with the names in comments at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from causalnet.errors import FileError, shortened, visible
from causalnet.formats.networks.parts.file_network import FileNetwork, FileNode
from causalnet.formats.networks.parts.names import TRUE_NAME, encoded_name
from causalnet.formats.networks.parts.network_builder import built_network
from causalnet.formats.networks.parts.number_text import NumberText
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.networks.parts.writing import network_bytes
from causalnet.formats.networks.parts.written_nodes import written_nodes
from causalnet.formats.textfile import decoded
from causalnet.network.network import Network

__all__ = ["holds_uai", "read_uai", "uai_bytes", "uai_text"]

BEGIN = re.compile(rb"\s*(?:BAYES|MARKOV)\s+\d")
WORD = re.compile(r"\S+")
COMMENT = re.compile(r"#[^\n]*")
# The properties of ours stand after the numbers, where every program has stopped reading.
OWN = re.compile(r"#(?: variable (\d{1,9}))? (causalnet_\w+) = ([^\n]*)")
# pyAgrum writes the name of a variable after the list of its causes and itself.
PYAGRUM = re.compile(r"^\d+(?: \d+)+   # \S", re.MULTILINE)
MOST_VARIABLES = 100_000
MOST_STATES = 1_000_000


def holds_uai(held: bytes) -> bool:
    """Whether the first bytes of a file are those of UAI."""
    return BEGIN.match(held) is not None


@dataclass(slots=True)
class _Words:
    """The words of a file, taken one by one."""

    text: str
    file: str
    at: int = 0
    _counted: tuple[int, int] = (0, 1)

    @property
    def line(self) -> int:
        """The line of the next word, counted on from the one before it."""
        found = WORD.search(self.text, self.at)
        place = found.start() if found else len(self.text.rstrip())
        before, line = self._counted if self._counted[0] <= place else (0, 1)
        line += self.text.count("\n", before, place)
        self._counted = (place, line)
        return line

    def word(self, expected: str) -> str:
        found = WORD.search(self.text, self.at)
        if found is None:
            raise self.error(expected)
        self.at = found.end()
        return found[0]

    def whole(self, expected: str, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        before = self.at
        word = self.word(expected)
        if not (word.isdecimal() and word.isascii() and len(word) < 10) or not (
            least <= int(word) <= most
        ):
            self.at = before
            raise self.error(f"{expected}, a whole number from {least:,} to {most:,}")
        return int(word)

    def numbers(self, count: int) -> NumberText:
        """The text of a number of words."""
        line, start, end = self.line, self.at, self.at
        pieces = WORD.finditer(self.text, self.at)
        for _ in range(count):
            found = next(pieces, None)
            if found is None:
                self.at = len(self.text)
                raise self.error(f"{count:,} numbers of a table")
            start = found.start() if end == self.at else start
            end = found.end()
        self.at = end
        return NumberText(self.text[start:end], line)

    def error(self, expected: str) -> FileError:
        found = WORD.search(self.text, self.at)
        what = f"found {shortened(visible(found[0]))!r}" if found else "the file ends"
        return FileError(
            f"{self.file!r} is not UAI: line {self.line}: expected {expected}, {what}."
        )


def read_uai(held: bytes, file: str) -> Network:
    """The network in a UAI file.

    Variables are called ``v0``, ``v1``, … and their states ``0``, ``1``, …, but for names in comments of ours.

    Raises
    ------
    FileError
        If it is not UAI, or a Markov network.
    NetworkError
        With every mistake, line by line.
    """
    text = decoded(held, file)
    words = _Words(COMMENT.sub("", text), file)
    kind = words.word("BAYES")
    if kind == "MARKOV":
        raise FileError(
            f"{file!r} is a Markov network (MARKOV), whose factors are not probabilities of one variable given "
            "others. Only Bayesian networks (BAYES) are read."
        )
    if kind != "BAYES":
        words.at = 0
        raise words.error("BAYES")
    count = words.whole("the number of variables", 1, MOST_VARIABLES)
    sizes = [words.whole(f"the number of states of v{i}", 1, MOST_STATES) for i in range(count)]
    if sum(sizes) > len(text):
        raise FileError(f"{file!r} declares {sum(sizes):,} states, more than it can have numbers.")
    factors = words.whole("the number of tables", 0, MOST_VARIABLES)
    if factors != count:
        raise FileError(
            f"{file!r} has {factors} tables for {count} variables; a Bayesian network has one for each."
        )
    scopes = [(words.line, _scope(words, count)) for _ in range(factors)]
    own = _properties(text)
    nodes = _nodes(words, sizes, scopes, own)
    if len(PYAGRUM.findall(text)) == count:
        # pyAgrum lets the states of the first cause vary fastest, unlike the standard.
        nodes = [replace(node, causes=[*reversed(node.causes)]) for node in nodes]
    found = FileNetwork(name="", properties=own.get("", {}), nodes=nodes)
    return built_network(found, file, Problems(file))


def _properties(text: str) -> dict[str, dict[str, str]]:
    """The properties in comments, by the number of the variable; those of the network by an empty text."""
    found: dict[str, dict[str, str]] = {}
    for variable, name, value in OWN.findall(text):
        found.setdefault(variable, {})[name] = value.strip()
    return found


def _scope(words: _Words, count: int) -> list[int]:
    """The causes of a variable, and the variable last."""
    length = words.whole("the number of variables of a table", 1, count)
    return [words.whole("a variable by its number", 0, count - 1) for _ in range(length)]


def _nodes(
    words: _Words,
    sizes: list[int],
    scopes: list[tuple[int, list[int]]],
    properties: dict[str, dict[str, str]],
) -> list[FileNode]:
    nodes: dict[int, FileNode] = {}
    for line, (*causes, own) in scopes:
        if own in nodes:
            raise FileError(
                f"{words.file!r}, line {line}: a second table ends in variable {own}; each variable has one table, "
                "in whose list it stands last."
            )
        begin = words.line
        cells = words.whole("the number of cells of a table", 1, 10**9 - 1)
        table = words.numbers(cells)
        nodes[own] = FileNode(
            name=f"v{own}",
            line=line,
            states=[*map(str, range(sizes[own]))],
            causes=[f"v{cause}" for cause in causes],
            table=table,
            table_line=begin,
            properties=properties.get(str(own), {}),
        )
    rest = WORD.search(words.text, words.at)
    if rest is not None:
        raise words.error("the end of the file")
    return [nodes[i] for i in sorted(nodes)]


def uai_bytes(network: Network, file: str) -> bytes:
    """A network as UAI without loss: `read_uai` returns an equal one, with the names in comments."""
    return network_bytes(network, file, "UAI", uai_text, read_uai)


def uai_text(network: Network) -> str:
    """The network in UAI, every number in full.

    Examples
    --------
    >>> lawn = Network({"rain": ["no", "yes"]}, {}, {"rain": [0.75, 0.25]}, name="lawn")
    >>> print(uai_text(lawn))
    BAYES
    1
    2
    1
    1 0
    <BLANKLINE>
    2
    0.75 0.25
    <BLANKLINE>
    # causalnet_name = lawn
    # variable 0 causalnet_name = rain
    # variable 0 causalnet_states = no, yes
    <BLANKLINE>
    """
    return "\n".join(_lines(network)) + "\n"


def _lines(network: Network) -> Iterator[str]:
    places = {v: i for i, v in enumerate(network)}
    yield from ("BAYES", str(len(places)))
    yield " ".join(str(len(own)) for own in network.states.values())
    yield str(len(places))
    for v, causes in network.parents.items():
        yield " ".join(map(str, (len(causes) + 1, *(places[a] for a in (*causes, v)))))
    for v in network:
        rows = network.values(v).reshape(-1, len(network.states[v]))
        yield from ("", str(rows.size))
        for row in rows.tolist():
            yield " ".join(map(repr, row))
    yield ""
    yield f"# {TRUE_NAME} = {encoded_name(network.name)}"
    for i, node in enumerate(written_nodes(network, _numbered, _numbered, utilities=False)):
        for name, value in node.properties.items():
            yield f"# variable {i} {name} = {value}"


def _numbered(names: Sequence[str], stem: str) -> list[str]:
    """The words by which reading calls what has no name: ``v0`` for variables, ``0`` for states."""
    return [f"{stem}{i}" if stem == "v" else str(i) for i in range(len(names))]
