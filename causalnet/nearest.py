"""The name that may be meant by an unknown one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator

from causalnet.cache import cached

__all__ = ["missing", "nearest", "nearest_name"]

# The similarity from which one word is offered for another. Short words may differ in one of three letters.
# In longer ones that may be chance: the similarity of "worsens" and "rises" is 0.67.
LEAST_SIMILARITY = 0.7
SHORT_NAME = 4
LIKE_SHORT = 0.6
# The time of a comparison is the product of the two lengths, for each option. Among many options, only those
# that differ by a letter or two are compared. Long names, and names among very many, must be equal except for
# capitals.
LETTERS_COMPARED = 60
MOST_COMPARED = 60
MOST_KNOWN = 10_000
# The fewest letters of a beginning that may stand for a name.
BEGINNING = 3
LOOKALIKE = (
    "They look the same, but their accents are written in two ways (Unicode NFC and NFD): use one."
)


def nearest(name: object, among: Iterable[str]) -> str:
    """``Did you mean 'high'?``, or nothing if nothing is near; capitals do not matter.

    Examples
    --------
    >>> nearest("HIHG", ["low", "high"])
    "Did you mean 'high'?"
    >>> nearest("japan", ["japan_software", "lawn"])
    "Did you mean 'japan_software'?"
    >>> nearest("driver", ["context", "lever"])
    ''
    """
    return _hint(str(name), tuple(map(str, among)))


def nearest_name(name: object, among: Iterable[str]) -> str:
    """The name that is near, or nothing.

    Examples
    --------
    >>> nearest_name("HIHG", ["low", "high"]), nearest_name("driver", ["context", "lever"])
    ('high', '')
    """
    written, options = str(name), tuple(map(str, among))
    return _like(written, options) or _begun(written, options) or ""


def missing(module: str, name: str, among: Iterable[str], hint: str = "") -> AttributeError:
    """The error for a name that a module does not have, with the nearest existing one.

    Examples
    --------
    >>> print(missing("lawn", "weet", ["wet", "rain"]))
    module 'lawn' has no attribute 'weet'. Did you mean 'wet'?
    """
    hint = hint or ("" if name.startswith("_") else nearest(name, among))
    text = f"module {module!r} has no attribute {name!r}" + (f". {hint}" if hint else "")
    # A notebook shows only the message; an interpreter that knows the module would repeat the hint.
    return AttributeError(text, name=name, obj=None)


@cached(64)
def _hint(written: str, options: tuple[str, ...]) -> str:
    match = _like(written, options) or _begun(written, options)
    if not match:
        return ""
    if written != match and unicodedata.normalize("NFC", written) == unicodedata.normalize(
        "NFC", match
    ):
        return f"Did you mean {match!r}? {LOOKALIKE}"
    return f"Did you mean {match!r}?"


def _like(written: str, options: tuple[str, ...]) -> str | None:
    folded = _folded(options)
    same = folded.get(_fold(written))
    if same is not None and same != written and written not in options:
        return same
    if len(written) > LETTERS_COMPARED or len(options) > MOST_KNOWN:
        return None
    cutoff = LIKE_SHORT if len(written) <= SHORT_NAME else LEAST_SIMILARITY
    near = [*options] if len(options) <= MOST_COMPARED else [*_differing_little(written, options)]
    match = difflib.get_close_matches(written, near, n=1, cutoff=cutoff)
    if not match:
        capitals = {option.casefold(): option for option in reversed(near)}
        alike = difflib.get_close_matches(written.casefold(), capitals, n=1, cutoff=cutoff)
        match = [capitals[option] for option in alike]
    return match[0] if match else None


def _begun(written: str, options: tuple[str, ...]) -> str | None:
    """The option that begins with the text, or contains it as a word: the only one, or the one that begins all others."""
    start = written.casefold()
    if not BEGINNING <= len(start) <= LETTERS_COMPARED or len(options) > MOST_KNOWN:
        return None
    words = [
        option
        for option in options
        if option.casefold().startswith(start) or start in re.split(r"[\W_]+", option.casefold())
    ]
    first = min(words, key=len, default=None)
    return first if first and all(word.startswith(first) for word in words) else None


# ── many options ─────────────────────────────────────────────────────────────────────────────


def _taken(index: dict[str, str]) -> int:
    """The approximate bytes of an index of names: a slot and a text for each."""
    return 200 * len(index)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@cached(8, size=_taken)
def _folded(options: tuple[str, ...]) -> dict[str, str]:
    return {_fold(option): option for option in reversed(options)}


def _differing_little(written: str, options: tuple[str, ...]) -> Iterator[str]:
    """Options that become equal to the text if each loses at most one letter."""
    index = _index(options)
    keys = (*_shortened(written), *_shortened(written.casefold()))
    return iter(dict.fromkeys(index[key] for key in keys if key in index))


@cached(8, size=_taken)
def _index(options: tuple[str, ...]) -> dict[str, str]:
    index: dict[str, str] = {}
    # Exact spelling first, so that capitals distinguish two names.
    for form in (str, str.casefold):
        for option in options:
            if len(option) <= LETTERS_COMPARED:
                for key in _shortened(form(option)):
                    index.setdefault(key, option)
    return index


def _shortened(text: str) -> Iterator[str]:
    yield text
    yield from (text[:i] + text[i + 1 :] for i in range(len(text)))
