"""The original names in properties of ours, for what was written as other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from causalnet.errors import shortened, visible
from causalnet.formats.networks.parts.names import TRUE_NAME, TRUE_STATES, decoded_name
from causalnet.formats.networks.parts.problems import Problems
from causalnet.names import name_mistakes

__all__ = ["NamedPart", "name_of_network", "true_name", "true_names"]

NAMELESS = ("", "unknown")


class NamedPart(Protocol):
    """A part of a file with a name, its line, and properties."""

    @property
    def name(self) -> str:
        """The word in the file."""

    @property
    def line(self) -> int:
        """The line in which the part begins."""

    @property
    def properties(self) -> Mapping[str, str]:
        """The properties by their names."""


def name_of_network(name: str, file: str) -> str:
    """The name of a network in a file; the name of the file if it has none, or ``unknown``.

    Examples
    --------
    >>> name_of_network("unknown", "lawn.bif.gz"), name_of_network("asia", "lawn.bif")
    ('lawn', 'asia')
    """
    return file.split(".", maxsplit=1)[0] if name in NAMELESS else name


def true_name(part: NamedPart, problems: Problems) -> str | None:
    """The name in a property of ours; nothing without one."""
    held = part.properties.get(TRUE_NAME)
    return None if held is None else _decoded(held, part, problems)


def true_names(
    parts: Sequence[NamedPart], states: Mapping[str, Sequence[str]], problems: Problems
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The names of variables and of their states, each by the word for the variable in the file."""
    own: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    for part in parts:
        name, listing = true_name(part, problems), part.properties.get(TRUE_STATES)
        own[part.name] = part.name if name is None else name
        _check("A variable", [] if name is None else [name], part, problems)
        words[part.name] = list(states[part.name])
        if listing is not None:
            written = [_decoded(word.strip(), part, problems) for word in listing.split(",")]
            words[part.name] = written
            _check(f"A state of {part.name!r}", written, part, problems)
            if len(written) != len(states[part.name]):
                what = f"{TRUE_STATES} names {len(written)} states"
                problems.add(part.line, f"{what}; {part.name!r} has {len(states[part.name])}.")
    for name, times in Counter(own.values()).items():
        if times > 1:
            what = f"Two variables are called {name!r}, one of them in {TRUE_NAME}."
            problems.add(max(p.line for p in parts if own[p.name] == name), what)
    return own, words


def _check(called: str, names: Sequence[str], part: NamedPart, problems: Problems) -> None:
    """Check names that a property gives, whose words are checked already."""
    for name in names:
        for mistake in name_mistakes(called, name):
            problems.add(part.line, f"{mistake} It stands in a property of {part.name!r}.")
    for name, times in Counter(names).items():
        if times > 1:
            problems.add(part.line, f"{TRUE_STATES} of {part.name!r} repeats {name!r}.")


def _decoded(text: str, part: NamedPart, problems: Problems) -> str:
    try:
        return decoded_name(text)
    except UnicodeDecodeError:
        shown = shortened(visible(text))
        what = f"A property of {part.name!r} holds a text that is not a name: {shown}."
        problems.add(part.line, what)
        return text
