"""The line of each key and item in a TOML text, which the standard library's parser does not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class _Frame:
    """An open bracket: an array, which counts its items, or an inline table, which has keys."""

    path: Path
    item: int | None
    key: Path = ()

    @property
    def inner(self) -> Path:
        return (*self.path, self.item) if self.item is not None else self.key


@dataclass(slots=True)
class _Reader:
    """The position of the reader in a text: the heading, the open brackets, and the key."""

    base: Path = ()
    key: Path = ()
    fresh: bool = True
    heading: int = 0
    frames: list[_Frame] = field(default_factory=list)
    arrays: dict[Path, int] = field(default_factory=dict)
    known: dict[Path, int] = field(default_factory=dict)

    def note(self, path: Path, line: int) -> None:
        above = self.known.get(path[:-1])
        if above != line:
            self.known.setdefault(path, line)

    def word(self, token: Token, line: int) -> None:
        """Read a word, which is a key or a value depending on the text before it."""
        if self.heading:
            self._open_table([*parts_of(token)], line)
        elif self.fresh:
            table = self.frames[-1].path if self.frames else self.base
            path = table
            for part in parts_of(token):
                path = (*path, part)
                self.note(path, line)
            self.key = path
            if self.frames:
                self.frames[-1].key = path
            self.fresh = False
        else:
            self.value(line)

    def value(self, line: int) -> None:
        """Note the line of an array item, which may start a new line."""
        if self.frames and self.frames[-1].item is not None:
            self.note(self.frames[-1].inner, line)

    def _open_table(self, parts: list[str], line: int) -> None:
        path: Path = ()
        for part in parts[:-1]:
            path = (*path, part)
            self.known.setdefault(path, line)
            if path in self.arrays:
                path = (*path, self.arrays[path])
        path = (*path, parts[-1])
        self.known.setdefault(path, line)
        if self.heading == 2:
            self.arrays[path] = self.arrays.get(path, -1) + 1
            path = (*path, self.arrays[path])
        # A heading is more useful than an earlier key that began the same table.
        self.known[path] = line
        self.base, self.heading, self.fresh = path, 0, False

    def bracket(self, mark: str, line: int) -> None:
        if not self.frames and (self.heading or self.fresh):
            self.heading += 1
            return
        self.value(line)
        path = self.frames[-1].inner if self.frames else self.key
        self.frames.append(_Frame(path, 0 if mark == "[" else None))
        self.fresh = mark == "{"

    def close(self) -> None:
        if self.frames:
            self.frames.pop()
            self.fresh = False

    def comma(self) -> None:
        if self.frames and self.frames[-1].item is not None:
            self.frames[-1].item += 1
        else:
            self.fresh = True


def lines_of(text: str) -> dict[Path, int]:
    r"""The line of everything in a valid TOML text, except items in the line of their container.

    Examples
    --------
    >>> lines = lines_of('name = "lawn"\n\n[graph]\ninfluences = [\n  { cause = "rain" },\n]\n')
    >>> lines["name",], lines["graph", "influences"], lines["graph", "influences", 0]
    (1, 4, 5)
    """
    reader = _Reader()
    for token, line in _numbered(text):
        if token.kind == "key":
            reader.word(token, line)
        elif token.kind == "texts":
            reader.value(line)
        elif token.kind == "open":
            reader.bracket(text[token.start], line)
        elif token.kind == "close":
            reader.close()
        elif text[token.start] == ",":
            reader.comma()
        elif token.kind == "end" and not reader.frames:
            reader.fresh, reader.heading = True, 0
    return reader.known


def _numbered(text: str) -> Iterator[tuple[Token, int]]:
    line, before = 1, 0
    for token in tokens(text):
        line += text.count("\n", before, token.start)
        before = token.start
        yield token, line
