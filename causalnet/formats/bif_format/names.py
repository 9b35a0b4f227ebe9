"""Names that all BIF readers accept, and replacements for those that they do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

__all__ = [
    "ORDERED",
    "TRUE_NAME",
    "TRUE_STATES",
    "decoded_name",
    "encoded_name",
    "is_plain",
    "safe_words",
]

TRUE_NAME = "causalnet_name"
ORDERED = "causalnet_ordered"
TRUE_STATES = "causalnet_states"

BARE_NAME = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")
INTEGER = re.compile(r"0|[1-9][0-9]{0,8}")
KEYWORDS = {
    "table",
    "default",
    "probability",
    "variable",
    "network",
    "property",
    "type",
    "discrete",
}
# pgmpy looks for these words anywhere in a block, and for a number after them.
MISREAD = re.compile(r"(?:table|default)[-+.0-9eE]|variable|probability")
READABLE = re.compile(r"[\w.-]")


def is_plain(word: str, *, state: bool = False) -> bool:
    """Whether pyAgrum and pgmpy both read a word as it is.

    Examples
    --------
    >>> is_plain("light-on"), is_plain("5-10%"), is_plain("table"), is_plain("12", state=True)
    (True, False, False, True)
    """
    if state and INTEGER.fullmatch(word):
        return True
    return bool(BARE_NAME.fullmatch(word)) and word not in KEYWORDS and not MISREAD.search(word)


def safe_words(names: Sequence[str], stem: str, *, state: bool = False) -> list[str]:
    """For each name a word that every reader accepts: the name itself if it is plain, else one made from it.

    Words differ by more than capitals, since pgmpy reads ``x`` and ``X`` as one variable.

    Examples
    --------
    >>> safe_words(["rain", "Rain", "not known", "雨"], "v")
    ['rain', 'Rain_2', 'not_known', 'v4']
    """
    words: list[str | None] = [None] * len(names)
    taken: set[str] = set()
    for i, name in enumerate(names):
        if is_plain(name, state=state) and name.lower() not in taken:
            words[i] = name
            taken.add(name.lower())
    return [
        _made(name, f"{stem}{i}", taken) if word is None else word
        for i, (name, word) in enumerate(zip(names, words, strict=True), start=1)
    ]


def _made(name: str, fallback: str, taken: set[str]) -> str:
    base = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")
    base = base if is_plain(base) else f"{fallback}_{base}" if base else fallback
    base = base if is_plain(base) else fallback
    word, number = base, 2
    while word.lower() in taken:
        word, number = f"{base}_{number}", number + 1
    taken.add(word.lower())
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
