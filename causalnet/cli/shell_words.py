"""Messages whose hints are written for Python, with the hints as they are typed on a command line."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["ASKED", "OPTIONS", "shell_words"]

OPTIONS = frozenset(
    """
    after alpha among anchor at at_least better bounds budget by cases cause choose costs coupling differ direction
    discriminants draws feedback filtered frame given keep matching measured measuring method observed outcome particles
    periods randomised ranges reading relabelled rivals samples seed source standing surveys sustained threshold through
    unclaimed under versus weights worlds worth
    """.split()
)
"""The parameters of verbs that are options of a command."""
ASKED = frozenset(
    """
    adjustment_sets agreement audit by_signs causation compare compare_voices confront counterfactual coverage crux
    decide dissent effect front_door_sets identify independences instruments levers loops marginals pairs persistence
    plan portfolio query routes sensitivity separated slopes survey trajectory update verdict witnesses
    """.split()
)
"""The verbs of ``causalnet ask``."""

QUOTED = r"""['"]([^'"()]*)['"]"""
NAMED = rf"(?<![\w-])({'|'.join(sorted(OPTIONS, key=len, reverse=True))})"
TABLE = r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}"
COMMAND_OF = {"save": "convert", "load": "show"}
COMMANDS = "draw report explore diff draft review"


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _table(found: re.Match[str]) -> str:
    """``matching={'pay': 'wage'}`` as an option for each entry."""
    try:
        value = ast.literal_eval(found[2])
    except (ValueError, SyntaxError):
        return f"{_option(found[1])} {found[2]}"
    entries = value.items() if isinstance(value, Mapping) else ()
    return " ".join(f"{_option(found[1])} {_entry(k, v)}" for k, v in entries) or found[0]


def _entry(name: Any, value: Any) -> str:
    """One entry of a table as ``name=value``, quoted where a shell would part it."""
    if isinstance(value, Mapping):
        inside = ", ".join(f'{_key(k)} = "{v}"' for k, v in value.items())
        return f"'{name}={{ {inside} }}'"
    word = f"{name}={','.join(map(str, value)) if isinstance(value, list | tuple) else value}"
    return f'"{word}"' if " " in word else word


def _key(name: Any) -> str:
    """A key of TOML."""
    return str(name) if re.fullmatch(r"[A-Za-z0-9_-]+", str(name)) else f'"{name}"'


def _named(found: re.Match[str]) -> str:
    space = " " if re.match(r"[{…\d]", found.string[found.end() : found.end() + 1]) else ""
    return f"{_option(found[1])}{space}"


def _function(found: re.Match[str]) -> str:
    """A function of the library as the command that does the same."""
    name = found[1]
    if name in ASKED:
        return f"causalnet ask {name.replace('_', '-')}"
    command = COMMAND_OF.get(name, name if name in COMMANDS.split() else "")
    return f"causalnet {command}" if command else found[0]


WORDS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"\b(\w+)=(?:cn\.)?do\((\w+)={QUOTED}\)"), r"--\1 \2=\3"),
    (re.compile(rf"\bcn\.do\((\w+)={QUOTED}\)"), r"\1=\2"),
    (re.compile(rf"\({QUOTED}, {QUOTED}\)"), r"\1=\2"),
    (re.compile(r"\boverwrite=True"), "--overwrite"),
    (re.compile(rf"{NAMED}=({TABLE})"), _table),
    (re.compile(rf"{NAMED}=(?=[.…\s,;:{{\d]|$)"), _named),
    (re.compile(rf'"?{NAMED}\[{QUOTED}\]"?'), lambda found: f"{_option(found[1])} {found[2]}"),
    (re.compile(r"a mapping from a str to a number"), "a table such as { low = 1, high = 2 }"),
    (re.compile(r"give a frame, episodes=, or both"), "give a CSV file with --frame"),
    (re.compile(r"cn\.Panel\((\{.*?\})\)"), r"a table such as { anna = 1, ben = 2 } in the file"),
    (re.compile(rf"cn\.load\({QUOTED}\)"), r"\1"),
    (re.compile(r"that cn\.load reads"), "that causalnet reads"),
    (re.compile(r"(?:read|loaded) with cn\.load"), "named by their path"),
    (re.compile(r"\bcn\.(\w+)(?![\w(])"), _function),
)
"""Ways to write a hint for Python, and what is typed on a command line."""


def shell_words(text: str) -> str:
    """A message whose hints are written for Python, with its hints as they are typed here.

    Examples
    --------
    >>> shell_words("Say overwrite=True to replace it. Write under=cn.do(rain='yes'), or at_least=.")
    'Say --overwrite to replace it. Write --under rain=yes, or --at-least.'
    >>> shell_words("It needs a state, such as ('wet', 'yes').")
    'It needs a state, such as wet=yes.'
    >>> shell_words("Write choose={'x': ['y', 'z']}, or matching={'my pay': 'wage'}.")
    'Write --choose x=y,z, or --matching "my pay=wage".'
    """
    for pattern, words in WORDS:
        text = pattern.sub(words, text)
    return text
