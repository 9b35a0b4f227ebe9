"""Interventions as code: names, numbers and mappings as Python reads them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from keyword import iskeyword

from causalnet.names import is_real

__all__ = [
    "counted",
    "enumerated",
    "is_argument",
    "plain_number",
    "quoted",
    "without_calls",
    "written_mapping",
]


def is_argument(name: str) -> bool:
    """Whether a name can be written before ``=``; Python reads such names in normal form."""
    normal = unicodedata.normalize("NFKC", name)
    return name.isidentifier() and not iskeyword(name) and name == normal


def plain_number(number: float) -> float:
    """A numpy number as a Python number, so that it prints as code."""
    return number if type(number) in (int, float) or not is_real(number) else float(number)


def written_mapping(items: Mapping[str, object]) -> str:
    """A mapping as code, with its texts in double quotes."""
    return "{" + ", ".join(f"{quoted(k)}: {v!r}" for k, v in items.items()) + "}"


def quoted(text: str) -> str:
    """`text` as a Python literal in double quotes."""
    return json.dumps(text, ensure_ascii=False)


# Hints that are written as calls, in the words of one who only reads.
HINTS = (
    (re.compile(r"\bto_frame\(\) (has|lists)"), r"the whole table \1"),
    (re.compile(r"\bin to_frame\(\)"), "in the whole table"),
    (re.compile(r"to_frameで得られる"), "表の全体にある"),
    (re.compile(r"\bAsk with a larger after=\."), "Ask for more periods after the end."),
    (re.compile(r"\bAsk with more draws=\."), "Ask for more draws."),
    (re.compile(r"\bask with at=\."), "give its number."),
    (re.compile(r"\bcn\.sensitivity ranks"), "ask for the sensitivity, which ranks"),
    (re.compile(r"\bsay so with matching=\{…\}"), "say so when you ask"),
)


def without_calls(text: str) -> str:
    """A text whose hints are no calls: for pages, where nobody types.

    Examples
    --------
    >>> without_calls("and 5 more; to_frame() has all of them."), without_calls("Ask with more draws=.")
    ('and 5 more; the whole table has all of them.', 'Ask for more draws.')
    """
    if not any(mark in text for mark in ("(", "=", "cn.", "to_frame")):
        return text
    for call, words in HINTS:
        text = call.sub(words, text)
    return text


def enumerated(parts: Sequence[object], word: str = "and") -> str:
    """Parts as a sentence lists them.

    Examples
    --------
    >>> enumerated(["rain"]), enumerated([1, 2, 4]), enumerated(["a", "b"], "or")
    ('rain', '1, 2 and 4', 'a or b')
    """
    *first, last = map(str, parts)
    return f"{', '.join(first)} {word} {last}" if first else last


def counted(number: int, noun: str) -> str:
    """A number of things, in the singular where there is one.

    Examples
    --------
    >>> counted(1, "draw"), counted(2000, "draw")
    ('1 draw', '2,000 draws')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
