"""The DOT language, read into nodes and edges with their attributes and lines; nothing is laid out or run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from causalnet.errors import FileError, shortened, visible
from causalnet.nearest import nearest

__all__ = ["DotEdge", "DotGraph", "parse_dot"]

MOST_DEPTH = 100
NOT_CLOSED = "; a quotation mark is not closed."
NEEDS_QUOTES = ". A text with other marks than letters, digits and _ needs quotes around it."
MOST_EDGES = 200_000
# What every node and edge may inherit, and the groups that inherit it.
MOST_ATTRIBUTES = 200
MOST_GROUPS = 20_000
TOKEN = re.compile(
    r"(?P<space>[\s\ufeff]+)"
    r"|(?P<comment>//[^\n]*|/\*.*?\*/|(?m:^)\#[^\n]*)"
    r'|(?P<quoted>"(?:[^"\\]|\\.)*")'
    r"|(?P<edge>->|--)"
    r"|(?P<number>-?(?:\.\d+|\d+(?:\.\d*)?))(?![\w])"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<mark>[{}\[\];,=:+])"
    r"|(?P<html><)",
    re.DOTALL,
)
ANGLE = re.compile("[<>]")
IDS = ("word", "quoted", "number", "html")
KINDS = ("graph", "node", "edge")


@dataclass(frozen=True, slots=True)
class DotToken:
    """A token: its kind, its text without quotes, and its line."""

    kind: str
    text: str
    line: int

    def __str__(self) -> str:
        return "the end of the file" if self.kind == "end" else repr(shortened(visible(self.text)))


@dataclass(frozen=True, slots=True)
class DotEdge:
    """An edge from a tail to a head, its attributes and its line."""

    tail: str
    head: str
    attributes: dict[str, str]
    line: int


@dataclass(slots=True)
class DotGraph:
    """The nodes and edges of a DOT text, with what stands in no node or edge.

    Examples
    --------
    >>> graph = parse_dot('digraph { a -> {b c} [sign="-"] }', "three.dot")
    >>> [(edge.tail, edge.head, edge.attributes) for edge in graph.edges]
    [('a', 'b', {'sign': '-'}), ('a', 'c', {'sign': '-'})]
    """

    name: str = ""
    directed: bool = True
    nodes: dict[str, dict[str, str]] = field(default_factory=dict)
    edges: list[DotEdge] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    subgraphs: int = 0
    ports: int = 0


@dataclass(slots=True)
class _Scope:
    """An open brace: the defaults in it and the nodes that it has named."""

    nodes: dict[str, str]
    edges: dict[str, str]
    members: dict[str, None] = field(default_factory=dict)
    pending: _Chain | None = None


@dataclass(slots=True)
class _Chain:
    """A statement ``a -> b -> …`` under way: the ends so far, each one node or a group of them."""

    line: int
    ends: list[tuple[str, ...]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def parse_dot(text: str, file: str) -> DotGraph:
    """The graph in a DOT text.

    Parameters
    ----------
    text : str
    file : str
        Its name, for the errors.

    Raises
    ------
    FileError
        At the first mistake in the syntax, with its line.
    """
    return _Parser(text, file).parsed()


class _Parser:
    """A parser of the grammar of Graphviz without recursion, so that braces cannot exhaust the stack."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.graph = DotGraph()
        self._tokens = _tokens(text, file)
        self._now = next(self._tokens)
        self._scopes: list[_Scope] = []

    # ── tokens ───────────────────────────────────────────────────────────────────────────────

    def _fail(self, what: str) -> FileError:
        return FileError(f"{self.file!r}, line {self._now.line}: {what}")

    def _take(self) -> DotToken:
        taken = self._now
        if taken.kind != "end":
            self._now = next(self._tokens)
        return taken

    def _is(self, *texts: str) -> bool:
        return self._now.kind in ("mark", "edge") and self._now.text in texts

    def _keyword(self, *words: str) -> bool:
        return self._now.kind == "word" and self._now.text.lower() in words

    def _expect(self, text: str, after: str) -> None:
        if not self._is(text):
            raise self._fail(f"expected {text!r} {after}, found {self._now}.")
        self._take()

    def _id(self, what: str) -> str:
        """An identifier; quoted ones may be joined with a plus sign."""
        if self._now.kind not in IDS:
            raise self._fail(f"expected {what}, found {self._now}.")
        taken = self._take()
        text = taken.text
        while taken.kind == "quoted" and self._is("+"):
            self._take()
            if self._now.kind != "quoted":
                raise self._fail(f"expected a text in quotes after '+', found {self._now}.")
            text += self._take().text
        return text

    # ── statements ───────────────────────────────────────────────────────────────────────────

    def parsed(self) -> DotGraph:
        if self._keyword("strict"):
            self._take()
        if not self._keyword("digraph", "graph"):
            word = self._now.text if self._now.kind == "word" else ""
            near = nearest(word, ("digraph", "graph", "strict"))
            what = f"a DOT file begins with 'digraph', found {self._now}. {near}"
            raise self._fail(what.rstrip())
        self.graph.directed = self._take().text.lower() == "digraph"
        if not self._is("{"):
            self.graph.name = self._id("a name or '{'")
        self._expect("{", "before the statements")
        self._scopes.append(_Scope({}, {}))
        while self._scopes:
            self._statement()
        if self._now.kind != "end":
            raise self._fail(f"expected the end of the file after '}}', found {self._now}.")
        return self.graph

    def _statement(self) -> None:
        if self._is(";", ","):
            self._take()
        elif self._is("}"):
            self._close()
        elif self._keyword(*KINDS):
            self._defaults()
        elif self._is("{") or self._keyword("subgraph"):
            self._open(_Chain(self._now.line))
        else:
            self._node_or_edge()

    def _defaults(self) -> None:
        kind = self._take().text.lower()
        attributes = self._attributes()
        scope = self._scopes[-1]
        if kind == "node":
            scope.nodes |= attributes
        elif kind == "edge":
            scope.edges |= attributes
        elif len(self._scopes) == 1:
            self.graph.attributes |= attributes
        if max(len(scope.nodes), len(scope.edges)) > MOST_ATTRIBUTES:
            raise self._fail(f"there are more than {MOST_ATTRIBUTES} attributes.")

    def _node_or_edge(self) -> None:
        line = self._now.line
        name = self._id("a node, an edge or '}'")
        if self._is("="):
            self._take()
            value = self._id("a value after '='")
            if len(self._scopes) == 1:
                self.graph.attributes[name] = value
            return
        chain = _Chain(line, [(name,)], [line])
        self._port()
        self._known(name)
        self._chain(chain)

    def _chain(self, chain: _Chain) -> None:
        """Go on with a statement after one of its ends."""
        while self._is("->", "--"):
            mark = self._take()
            wanted = "->" if self.graph.directed else "--"
            if mark.text != wanted:
                kind = "digraph" if self.graph.directed else "graph"
                raise self._fail(f"a {kind} joins nodes with {wanted!r}, not {mark.text!r}.")
            if self._is("{") or self._keyword("subgraph"):
                self._open(chain)
                return
            chain.lines.append(self._now.line)
            name = self._id(f"a node after {wanted!r}")
            self._port()
            self._known(name)
            chain.ends.append((name,))
        self._finish(chain)

    def _finish(self, chain: _Chain) -> None:
        """Add the node or the edges of a statement, with the attributes that follow it."""
        attributes = self._attributes()
        if len(chain.ends) == 1:
            if len(chain.ends[0]) == 1 and chain.lines:
                self.graph.nodes[chain.ends[0][0]] |= attributes
            return
        held = self._scopes[-1].edges | attributes
        for tails, heads, line in zip(chain.ends, chain.ends[1:], chain.lines[1:], strict=False):
            if len(self.graph.edges) + len(tails) * len(heads) > MOST_EDGES:
                raise self._fail(f"there are more than {MOST_EDGES:,} edges: too many for a map.")
            self.graph.edges += [DotEdge(a, b, held, line) for a in tails for b in heads]

    def _open(self, chain: _Chain) -> None:
        """Open a group of nodes, which may be an end of the statement `chain`."""
        if self._keyword("subgraph"):
            self._take()
            if not self._is("{"):
                self._id("a name or '{'")
        self._expect("{", "after 'subgraph'")
        if len(self._scopes) >= MOST_DEPTH:
            raise self._fail("its braces are too deep for a map.")
        outer = self._scopes[-1]
        outer.pending = chain
        self.graph.subgraphs += 1
        if self.graph.subgraphs > MOST_GROUPS:
            raise self._fail(f"there are more than {MOST_GROUPS:,} groups: too many for a map.")
        self._scopes.append(_Scope(dict(outer.nodes), dict(outer.edges)))

    def _close(self) -> None:
        line = self._take().line
        closed = self._scopes.pop()
        if not self._scopes:
            return
        outer = self._scopes[-1]
        outer.members |= closed.members
        chain, outer.pending = outer.pending, None
        if chain is not None:
            chain.ends.append(tuple(closed.members))
            chain.lines.append(line)
            self._chain(chain)

    def _known(self, name: str) -> None:
        scope = self._scopes[-1]
        scope.members[name] = None
        self.graph.nodes.setdefault(name, dict(scope.nodes))

    def _port(self) -> None:
        """The place on a node at which an edge is drawn: it means nothing for a map."""
        for _ in range(2):
            if not self._is(":"):
                return
            self._take()
            self._id("a port after ':'")
            self.graph.ports += 1

    def _attributes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        while self._is("["):
            self._take()
            while not self._is("]"):
                key = self._id("an attribute or ']'")
                if self._is("="):
                    self._take()
                    found[key] = self._id(f"a value for {shortened(key)!r}")
                else:
                    found[key] = "true"
                if self._is(",", ";"):
                    self._take()
                if len(found) > MOST_ATTRIBUTES:
                    raise self._fail(f"there are more than {MOST_ATTRIBUTES} attributes.")
            self._take()
        return found


# ── tokens ───────────────────────────────────────────────────────────────────────────────────


def _tokens(text: str, file: str) -> Iterator[DotToken]:
    at, line = 0, 1
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            what = f"{shortened(visible(text[at : at + 20]).split()[0])!r} cannot be read here"
            why = NOT_CLOSED if text[at] == '"' else NEEDS_QUOTES
            raise FileError(f"{file!r}, line {line}: {what}{why}")
        kind, held = str(match.lastgroup), match[0]
        if kind == "html":
            held = _html(text, at, file, line)
        if kind not in ("space", "comment"):
            yield DotToken(kind, _plain(kind, held), line)
        line += held.count("\n")
        at += len(held)
    while True:
        yield DotToken("end", "", line)


def _plain(kind: str, held: str) -> str:
    if kind == "quoted":
        return held[1:-1].replace("\\\n", "").replace('\\"', '"')
    if kind == "html":
        return " ".join(re.sub(r"<[^<>]*>", " ", held[1:-1]).split())
    return held


def _html(text: str, start: int, file: str, line: int) -> str:
    """A label between angle brackets, which must balance."""
    depth = 0
    for match in ANGLE.finditer(text, start):
        depth += 1 if match[0] == "<" else -1
        if not depth:
            return text[start : match.end()]
    raise FileError(f"{file!r}, line {line}: a label in angle brackets is not closed.")
