"""The words of a BIF file: names, quoted or not, and lists of names and of numbers."""

from __future__ import annotations

import re

__all__ = ["comma_separated", "items", "joined", "listed_states", "read_numbers", "shown_piece"]

QUOTED_OR_BARE = re.compile(r'"([^"]*)"|(,)|([^\s,"]+)')
BARE_NUMBERS = re.compile(r"[\s,0-9.eE+-]*")
EMPTY_ITEM = re.compile(r"^\s*,|,\s*,")

PIECE_LETTERS = 60

Groups = list[list[str]]


def comma_separated(text: str) -> Groups:
    """The words between commas. A quoted text is one word.

    Raises
    ------
    ValueError
        If there is nothing between two commas.

    Examples
    --------
    >>> comma_separated('low, "not known", very high')
    [['low'], ['not known'], ['very', 'high']]
    """
    if '"' not in text:
        groups = [part.split() for part in text.split(",")]
    else:
        groups = [[]]
        for quoted, comma, bare in QUOTED_OR_BARE.findall(text):
            if comma:
                groups.append([])
            else:
                groups[-1].append(quoted.strip() or bare)
    if not groups[-1]:
        groups.pop()
    if not all(groups):
        raise ValueError("There is nothing between two commas.")
    return groups


def joined(words: list[str]) -> str:
    """Words that form one name: some writers leave out the quotation marks."""
    return " ".join(words)


def shown_piece(text: str) -> str:
    """A piece of a file for a message: short, on one line, and printable."""
    line = " ".join(text.split())
    short = line if len(line) <= PIECE_LETTERS else f"{line[:PIECE_LETTERS]}…"
    return short if short.isprintable() else repr(short)


def items(text: str, count: int) -> list[str]:
    """A given number of names, separated by commas or, as the standard allows, only by space.

    Raises
    ------
    ValueError
        If there are fewer or more.
    """
    groups = comma_separated(text)
    if len(groups) == count:
        return [joined(words) for words in groups]
    words = [word for group in groups for word in group]
    if len(words) == count:
        return words
    raise ValueError(f"{len(groups)} were found, not {count}.")


def listed_states(text: str, count: int | None) -> list[str]:
    """The states in a declaration, which may give their number.

    Raises
    ------
    ValueError
        If their number differs from the declared one.
    """
    if count is None:
        groups = comma_separated(text)
        return groups[0] if len(groups) == 1 else [joined(words) for words in groups]
    return items(text, count)


def read_numbers(text: str) -> list[float]:
    """Numbers separated by commas or space.

    Raises
    ------
    ValueError
        With the text that is not a number.

    Examples
    --------
    >>> read_numbers("0.25, 7.5e-1")
    [0.25, 0.75]
    """
    if not BARE_NUMBERS.fullmatch(text):
        odd = next(w for w in re.split(r"[\s,]+", text) if not BARE_NUMBERS.fullmatch(w))
        raise ValueError(f"{odd!r} is not a number.")
    if EMPTY_ITEM.search(text):
        raise ValueError("A number is missing between two commas.")
    found = []
    for word in text.replace(",", " ").split():
        try:
            found.append(float(word))
        except ValueError:
            raise ValueError(f"{word!r} is not a number.") from None
    return found
