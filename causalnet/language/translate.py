"""Speak the library's own words in another language.

The English text is the key of its translation, as in gettext: code says `tr("{count} influences", count=3)`, and the folder of a
language holds, in TOML files by area, what that template is in it. A template is a whole sentence or heading, so that each language can
order its words as it must.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.resources import files
from typing import Literal, get_args

from causalnet.cache import cached
from causalnet.errors import QuestionError
from causalnet.nearest import nearest

__all__ = ["LANGUAGES", "Language", "as_language", "language_spoken", "speaking", "template", "tr"]

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_spoken: ContextVar[Language] = ContextVar("language", default="en")


def tr(text: str, /, **values: object) -> str:
    """A text of the library in the language that is spoken now, with its values filled in.

    Parameters
    ----------
    text : str
        English, with ``{name}`` where a value goes. A brace that is to be seen is doubled.
    **values
        The values by name, as `str.format` takes them.

    Examples
    --------
    >>> tr("{count} of {total}", count=2, total=5)
    '2 of 5'
    """
    return translation(text, _spoken.get()).format(**values)


def template(text: str) -> str:
    """The same text: marks a template that `tr` is given later, so that its translation is asked for."""
    return text


def translation(text: str, language: Language) -> str:
    """The template in a language; the English one where the language has none."""
    return text if language == "en" else catalogue(language).get(text, text)


@cached(entries=8)
def catalogue(language: Language) -> dict[str, str]:
    """Every template of a language, by its English one."""
    folder = files("causalnet").joinpath("language", language)
    texts: dict[str, str] = {}
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".toml"):
            texts |= tomllib.loads(path.read_text(encoding="utf-8"))
    return texts


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language within a block, in this thread or task only.

    Raises
    ------
    QuestionError
        If the library does not speak it.
    """
    before = _spoken.set(as_language(language))
    try:
        yield
    finally:
        _spoken.reset(before)


def language_spoken() -> Language:
    """The language that is spoken now; English by default."""
    return _spoken.get()


def as_language(name: object) -> Language:
    """A language by its code.

    Raises
    ------
    QuestionError
        If the library does not speak it.
    """
    for language in LANGUAGES:
        if name == language:
            return language
    known = ", ".join(repr(one) for one in LANGUAGES)
    hint = nearest(name, LANGUAGES) if isinstance(name, str) else ""
    raise QuestionError(
        f"language= takes one of {known}, not {name!r}." + (f" {hint}" if hint else "")
    )
