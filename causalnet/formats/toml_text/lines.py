"""The line of each key and item in a TOML text, which the standard library's parser does not give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from causalnet.formats.toml_text.tokens import Token, parts_of, tokens

__all__ = ["Lines", "Path", "lines_of"]

Path = tuple[str | int, ...]

# Separators in a place: ``influence rain → wet: strength.low`` or ``variables.rain.states, item 2``.
STEPS = (".", ": ", ", ")


class Lines:
    """The line of each key and item of a text's data.

    Parameters
    ----------
    text : str
        TOML without a mistake in its syntax. It is read when the first line is requested.
    """

    def __init__(self, text: str = "") -> None:
        self._text = text
        self._known: dict[Path, int] | None = None
        self._paths: dict[str, Path] = {}

    def register(self, place: str, path: Path) -> None:
        """Register the path of a place that an error may name."""
        self._paths.setdefault(place, path)

    def words(self, path: Path) -> str:
        """The line of a path in brackets, for a message; empty if it is unknown."""
        line = self.of(path)
        return f" (line {line})" if line else ""

    def of(self, path: Path) -> int | None:
        """The line of a path such as ``("graph", "influences", 14)``, or of its nearest parent with a line."""
        if self._known is None:
            self._known = lines_of(self._text)
        while path and path not in self._known:
            path = path[:-1]
        return self._known.get(path)

    def at(self, place: str) -> int | None:
        """The line of a place, from its longest registered beginning and the steps after it."""
        cut = len(place)
        while cut > 0 and place[:cut] not in self._paths:
            cut = max(place.rfind(step, 0, cut) for step in STEPS)
        cut = max(cut, 0)
        steps = re.split(r"\.|: |, ", place[cut:])[1 if cut else 0 :]
        numbers = (re.fullmatch(r"item (\d+)", step) for step in steps)
        inner = (int(n[1]) - 1 if n else step for n, step in zip(numbers, steps, strict=True))
        return self.of((*(self._paths[place[:cut]] if cut else ()), *inner))


def lines_of(text: str) -> dict[Path, int]:
    r"""The line of everything in a valid TOML text, except items in the line of their container.

    Examples
    --------
    >>> lines = lines_of('name = "lawn"\n\n[graph]\ninfluences = [\n  { cause = "rain" },\n]\n')
    >>> lines["name",], lines["graph", "influences"], lines["graph", "influences", 0]
    (1, 4, 5)
    """
    return _Reader(text).known


class _Reader:
    """Reads a valid text from beginning to end, and notes the line of every path."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[Path, int] = {}
        self.arrays: dict[Path, int] = {}
        self.tokens = self._numbered()
        table: Path = ()
        for token, line in self._fresh("end"):
            if token.kind == "open":
                table = self._heading(line)
            elif token.kind == "key":
                self._pair(table, token, line)

    def _numbered(self) -> Iterator[tuple[Token, int]]:
        line, before = 1, 0
        for token in tokens(self.text):
            line += self.text.count("\n", before, token.start)
            before = token.start
            if token.kind != "comment":
                yield token, line

    def _fresh(self, mark: str) -> Iterator[tuple[Token, int]]:
        """The first token after each mark until a bracket closes; the others belong to the same value."""
        fresh = True
        for token, line in self.tokens:
            if token.kind == "close" and mark != "end":
                return
            if mark in (token.kind, self.text[token.start]):
                fresh = True
            elif fresh and token.kind != "end":
                fresh = False
                yield token, line

    def _note(self, path: Path, line: int) -> None:
        if self.known.get(path[:-1]) != line:
            self.known.setdefault(path, line)

    def _heading(self, line: int) -> Path:
        token, _ = next(self.tokens)
        several = token.kind == "open"
        *above, last = parts_of(next(self.tokens)[0] if several else token)
        path: Path = ()
        for part in above:
            path = (*path, part)
            self.known.setdefault(path, line)
            path = (*path, self.arrays[path]) if path in self.arrays else path
        path = (*path, last)
        self.known.setdefault(path, line)
        if several:
            self.arrays[path] = self.arrays.get(path, -1) + 1
            path = (*path, self.arrays[path])
        # A heading is more useful than an earlier key that began the same table.
        self.known[path] = line
        return path

    def _pair(self, path: Path, token: Token, line: int) -> None:
        """A key, its equals sign and its value."""
        for part in parts_of(token):
            path = (*path, part)
            self._note(path, line)
        next(self.tokens)
        self._value(path, next(self.tokens)[0])

    def _value(self, path: Path, token: Token) -> None:
        """The keys of a table or the items of an array that begins here."""
        if token.kind != "open":
            return
        if self.text[token.start] == "{":
            for key, line in self._fresh(","):
                self._pair(path, key, line)
        else:
            for i, (item, line) in enumerate(self._fresh(",")):
                self._note((*path, i), line)
                self._value((*path, i), item)
