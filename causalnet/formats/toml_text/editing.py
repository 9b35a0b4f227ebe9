"""Changes of single parts of a TOML text, with everything else left as it is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from causalnet.formats.toml_text.lines import Path
from causalnet.formats.toml_text.tokens import parts_of, tokens

__all__ = ["with_text", "without_item", "without_table"]


class Section(NamedTuple):
    """A heading and what stands below it."""

    path: Path
    start: int
    body: int
    end: int


def with_text(text: str, path: Path, key: str, value: str) -> str:
    r"""A TOML text in which the table at `path` has a key with a text.

    Examples
    --------
    >>> print(with_text("[a]\nx = 1  # one\n", ("a",), "by", "Anna"))
    [a]
    by = "Anna"
    x = 1  # one
    <BLANKLINE>
    """
    held = _at(tomllib.loads(text), path)
    section = next((s for s in _sections(text) if s.path == path), None)
    if section is None or key in held:
        document = _document(text)
        _at(document, path)[key] = value
        return _dumped(document)
    import tomlkit

    # Below the heading, so that it stands apart from comments on what follows.
    line = f"{key} = {tomlkit.string(value).as_string()}\n"
    before = text[: section.body]
    return f"{before}{'' if before.endswith(chr(10)) else chr(10)}{line}{text[section.body :]}"


def without_table(text: str, path: Path) -> str:
    """A TOML text without the table at `path`; comments on what follows stay."""
    own = [s for s in _sections(text) if s.path[: len(path)] == path]
    if not any(s.path == path for s in own):
        document = _document(text)
        above = _at(document, path[:-1])
        del above[path[-1]]
        return _dumped(document)
    for section in reversed(own):
        lines = text[section.body : section.end].splitlines(keepends=True)
        while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
            lines.pop()
        text = text[: section.start] + text[section.body + len("".join(lines)) :].lstrip("\r\n")
    return text


def without_item(text: str, path: Path, item: str) -> str:
    """A TOML text in which the array at `path` lacks an item."""
    document = _document(text)
    array = _at(document, path)
    while item in array:
        array.remove(item)
    return _dumped(document)


def _sections(text: str) -> Iterator[Section]:
    """The headings of a valid text, each with its path; the tables of an array are numbered from 0."""
    found = [*_headings(text)]
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    for (path, start, body), end in zip(found, ends, strict=True):
        yield Section(path, start, body, end)


def _headings(text: str) -> Iterator[tuple[Path, int, int]]:
    arrays: dict[Path, int] = {}
    depth, fresh, opened, several = 0, True, 0, False
    for token in tokens(text):
        if token.kind == "end" and depth == 0:
            fresh = True
        elif token.kind == "open":
            several = fresh and depth == 1 and token.start == opened + 1
            if depth == 0:
                opened = token.start
                fresh = fresh and text[token.start] == "["
            depth += 1
        elif token.kind == "close":
            depth -= 1
            fresh = fresh and depth > 0
        elif token.kind == "key" and fresh and depth:
            start = text.rfind("\n", 0, opened) + 1
            end = text.find("\n", token.end)
            path = _numbered([*parts_of(token)], arrays, several=several)
            yield path, start, len(text) if end < 0 else end + 1
            fresh = False
        elif token.kind != "comment":
            fresh = False


def _numbered(parts: Sequence[str], arrays: dict[Path, int], *, several: bool) -> Path:
    """The path of a heading, with the number of each table in an array."""
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        path = (*path, arrays[path]) if path in arrays else path
    path = (*path, parts[-1])
    if several:
        arrays[path] = arrays.get(path, -1) + 1
        path = (*path, arrays[path])
    return path


def _document(text: str) -> Any:
    import tomlkit

    return tomlkit.parse(text)


def _dumped(document: Any) -> str:
    import tomlkit

    return tomlkit.dumps(document)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
