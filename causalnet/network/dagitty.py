"""The text notation of dagitty for causal graphs: ``dag { x -> y ; x <-> z }``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NoReturn

from causalnet.errors import QuestionError
from causalnet.network.mixed_graph import MixedGraph

__all__ = ["looks_like_dagitty", "read_dagitty"]

TOKEN = re.compile(
    r"""(?P<skip>\s+|;|,|\#[^\n]*|//[^\n]*|/\*.*?\*/)
    |(?P<setting>\w+\s*=\s*(?:"[^"]*"|[^\s;,{}\[\]"]+))
    |(?P<edge><->|->|<-|--|@-@|@->|<-@|@--|--@)
    |(?P<attributes>\[(?:[^\]"]|"[^"]*")*\])
    |(?P<brace>[{}])
    |(?P<name>"[^"]*"|[^\s;,{}\[\]"<>@=-]+)""",
    re.VERBOSE | re.DOTALL,
)
LATENT = frozenset({"latent", "unobserved", "u"})
MOST_LETTERS = 1_000_000


def looks_like_dagitty(text: str) -> bool:
    """Whether a text begins as a graph in dagitty's notation."""
    return (
        re.match(r'\s*(dag|pdag|mag|pag|graph|digraph)\b\s*("[^"]*"|\w+)?\s*\{', text) is not None
    )


def read_dagitty(text: str) -> MixedGraph:
    """The graph that a text in dagitty's notation describes.

    Arrows ``->``, ``<-`` and ``<->`` are read, in chains and between groups (``{a b} -> c``); of the attributes of
    variables ``latent``. Other attributes, such as positions, say nothing of the graph.

    Raises
    ------
    QuestionError
        If the text is not a directed graph in this notation, with the place.

    References
    ----------
    J. Textor et al. (2016), "Robust causal inference using directed acyclic graphs: the R package dagitty",
    *International Journal of Epidemiology* 45(6).

    Examples
    --------
    >>> read_dagitty("dag { x -> m -> y ; x <-> y }")
    <MixedGraph: 3 variables, 2 arrows, 1 shared hidden cause>
    """
    if len(text) > MOST_LETTERS:
        raise QuestionError(
            f"A graph may be {MOST_LETTERS:,} letters long, this one has {len(text):,}."
        )
    head = re.match(r'\s*(\w+)?\s*("[^"]*"|\w+)?\s*\{', text)
    if head is None:
        raise QuestionError(f"Expected a graph such as 'dag {{ x -> y }}', got {text[:40]!r}.")
    if head[1] != "dag":
        raise QuestionError(f"Only a graph of the kind 'dag' is read, not {head[1]!r}.")
    return _Reader(text, head.end()).graph()


class _Reader:
    """Statements one by one: a group of variables, and further groups after edges."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.tokens = list(self._tokens(start))
        self.at = 0
        self.parents: dict[str, list[str]] = {}
        self.bidirected: set[tuple[str, str]] = set()
        self.latent: set[str] = set()

    def _tokens(self, start: int) -> Iterator[tuple[str, str, int]]:
        place = start
        while place < len(self.text):
            match = TOKEN.match(self.text, place)
            if match is None:
                self._refuse(place, "is not understood")
            if match.lastgroup != "skip":
                yield str(match.lastgroup), match[0], place
            place = match.end()

    def _refuse(self, place: int, what: str) -> NoReturn:
        line = self.text.count("\n", 0, place) + 1
        raise QuestionError(f"Line {line} of the graph: {self.text[place : place + 20]!r} {what}.")

    def _next(self) -> tuple[str, str, int]:
        if self.at == len(self.tokens):
            raise QuestionError("The graph ends before its closing '}'.")
        self.at += 1
        return self.tokens[self.at - 1]

    def graph(self) -> MixedGraph:
        while True:
            kind, token, place = self._next()
            if token == "}":
                break
            if kind == "edge":
                self._refuse(place, "is an arrow that starts nowhere")
            self.at -= 1
            self._statement()
        if self.at < len(self.tokens):
            self._refuse(self.tokens[self.at][2], "follows the end of the graph")
        return MixedGraph(self.parents, self.bidirected, self.latent)

    def _statement(self) -> None:
        group = self._group(first=True)
        while self._ahead() == "edge":
            _, arrow, place = self._next()
            if arrow not in ("->", "<-", "<->"):
                self._refuse(place, "is not an arrow: write ->, <- or <->")
            other = self._group(first=False)
            for a, b in product(group, other):
                self._join(a, arrow, b)
            group = other

    def _ahead(self) -> str:
        """The kind of the next token; empty at the end."""
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _join(self, a: str, arrow: str, b: str) -> None:
        if arrow == "<->":
            self.bidirected.add((min(a, b), max(a, b)))
            return
        cause, effect = (a, b) if arrow == "->" else (b, a)
        self.parents[effect].append(cause)

    def _group(self, *, first: bool) -> list[str]:
        """One variable with its attributes, or several in braces; none for a setting of the whole graph."""
        kind, token, place = self._next()
        if kind == "setting":
            return []
        if token == "{":
            group: list[str] = []
            while self._next()[1] != "}":
                self.at -= 1
                group += self._group(first=first)
            return group
        if kind != "name":
            self._refuse(place, "stands where a variable was expected")
        name = token.strip('"')
        self.parents.setdefault(name, [])
        if self._ahead() == "attributes":
            # After an arrow they are the arrow's.
            _, attributes, _ = self._next()
            if first and LATENT & {*re.split(r"[\s,]+", attributes.strip("[]").lower())}:
                self.latent.add(name)
        return [name]
