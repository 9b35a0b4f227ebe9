"""Parts of a sentence one after another, and sentences one after another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from causalnet.language.translate import language_spoken, tr

__all__ = ["capital", "comma_list", "prose", "series"]


def series(parts: Sequence[str], *, either: bool = False) -> str:
    """Parts as a sentence lists them, all of them or either.

    Examples
    --------
    >>> series(["rain", "wind", "sun"]), series(["low", "high"], either=True)
    ('rain, wind and sun', 'low or high')
    """
    *first, last = parts
    if not first:
        return last
    start = comma_list(first)
    if either:
        return tr("{first} or {last}", first=start, last=last)
    return tr("{first} and {last}", first=start, last=last)


def comma_list(parts: Sequence[str]) -> str:
    """Parts one after another, without a word between the last two.

    Examples
    --------
    >>> comma_list(["+0.058 of 2 states", "2.9% of the scale", "small"])
    '+0.058 of 2 states, 2.9% of the scale, small'
    """
    text, *others = parts
    for part in others:
        text = tr("{first}, {second}", first=text, second=part)
    return text


def prose(sentences: Iterable[str]) -> str:
    """Sentences one after another."""
    return ("" if language_spoken() == "ja" else " ").join(filter(None, sentences))


def capital(text: str) -> str:
    """A sentence with a capital; one that begins with a quotation or a number stays as it is.

    Examples
    --------
    >>> capital("setting rain to yes raises wet grass.")
    'Setting rain to yes raises wet grass.'
    """
    return text[:1].upper() + text[1:] if language_spoken() == "en" else text
