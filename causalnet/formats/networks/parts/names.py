"""Replacements for names that a format does not hold, and the properties that keep the names themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import unquote

__all__ = [
    "ORDERED",
    "PLACE",
    "TRUE_NAME",
    "TRUE_STATES",
    "decoded_name",
    "encoded_name",
    "is_identifier",
    "replacement_words",
]

TRUE_NAME = "causalnet_name"
ORDERED = "causalnet_ordered"
TRUE_STATES = "causalnet_states"
PLACE = "causalnet_place"

IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
READABLE = re.compile(r"[\w.-]")


def is_identifier(word: str) -> bool:
    """Whether a word is a name in the programming language C, which most formats require.

    Examples
    --------
    >>> is_identifier("wet_2"), is_identifier("2_wet"), is_identifier("wet grass")
    (True, False, False)
    """
    return bool(IDENTIFIER.fullmatch(word))


def replacement_words(
    names: Sequence[str],
    stem: str,
    plain: Callable[[str], bool],
    key: Callable[[str], str] = str.lower,
) -> list[str]:
    """For each name a word that a format accepts: the name itself if it is plain, else one made from it.

    No two words have the same `key`: they differ by more than capitals, since some programs read ``x`` and ``X`` as
    one variable.

    Examples
    --------
    >>> replacement_words(["rain", "Rain", "not known", "雨"], "v", is_identifier)
    ['rain', 'Rain_2', 'not_known', 'v4']
    """
    words: list[str | None] = [None] * len(names)
    taken: set[str] = set()
    for i, name in enumerate(names):
        if plain(name) and key(name) not in taken:
            words[i] = name
            taken.add(key(name))
    for i, name in enumerate(names):
        if words[i] is None:
            words[i] = _made(name, f"{stem}{i + 1}", plain, lambda word: key(word) in taken)
            taken.add(key(words[i] or ""))
    return [word or "" for word in words]


def _made(
    name: str, fallback: str, plain: Callable[[str], bool], taken: Callable[[str], bool]
) -> str:
    base = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")
    base = base if plain(base) else f"{fallback}_{base}" if base else fallback
    base = base if plain(base) else fallback
    word, number = base, 2
    while taken(word):
        longer = f"{base}_{number}"
        base = base if plain(longer) else fallback
        word, number = f"{base}_{number}", number + 1
    return word


def encoded_name(name: str) -> str:
    """A name in letters, digits, ``_``, ``.`` and ``-``, any other character as ``%`` and its bytes in UTF-8.

    Examples
    --------
    >>> encoded_name("5–10% (a; b)"), encoded_name("雨"), encoded_name("")
    ('5%E2%80%9310%25%20%28a%3B%20b%29', '雨', '%')
    """
    if not name:
        return "%"
    text = "".join(c if READABLE.match(c) else _bytes(c) for c in name)
    # For pgmpy a block begins at these words, wherever they occur.
    return text.replace("variable", "%76ariable").replace("probability", "%70robability")


def _bytes(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def decoded_name(text: str) -> str:
    """The name that `encoded_name` has encoded.

    Examples
    --------
    >>> decoded_name(encoded_name("5–10% (a; b)")), decoded_name("%")
    ('5–10% (a; b)', '')
    """
    return "" if text == "%" else unquote(text, errors="surrogatepass")
