"""Speak the library's own words in another language.

The English text is the key of its translation, as in gettext: code says `tr("{count} influences", count=3)`, and the folder of a
language holds, in TOML files by area, what that template is in it. A template is a whole sentence or heading, so that each language can
order its words as it must.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.resources import files
from typing import Literal, Self, get_args

from causalnet.cache import cached
from causalnet.errors import QuestionError
from causalnet.nearest import nearest

__all__ = [
    "LANGUAGES",
    "Language",
    "LazyText",
    "NameIn",
    "as_language",
    "language_spoken",
    "lazy",
    "lazy_counted",
    "lazy_list",
    "lazy_sentence",
    "lazy_series",
    "speaking",
    "spoken",
    "template",
    "tr",
    "trn",
]

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

NameKind = Literal["variable", "state", "part", "cut", "rival"]

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


def trn(count: int, one: str, many: str, /, **values: object) -> str:
    """A text about a number of things in the language that is spoken now: `one` of them, or `many`.

    Examples
    --------
    >>> trn(1, "{count} citation", "{count:,} citations"), trn(1200, "{count} citation", "{count:,} citations")
    ('1 citation', '1,200 citations')
    """
    return tr(one if count == 1 else many, count=count, **values)


class NameIn(str):
    """A name of a model among the values of a lazy text: readers see its label instead.

    Parameters
    ----------
    text : str
    kind : {"variable", "state", "part", "cut", "rival"}
        What has the name.
    of : tuple of str
        The variable of a state; the cause and the effect of a cut.
    """

    __slots__ = ("kind", "of")
    kind: NameKind
    of: tuple[str, ...]

    def __new__(cls, text: str, kind: NameKind = "variable", of: tuple[str, ...] = ()) -> Self:
        """A name and what has it."""
        name = super().__new__(cls, text)
        name.kind, name.of = kind, of
        return name

    def __reduce__(self) -> tuple[type[Self], tuple[str, NameKind, tuple[str, ...]]]:
        return type(self), (str(self), self.kind, self.of)


class LazyText(str):
    """A text in English that can be said in the language of whoever reads it, with the labels of a model for names.

    An answer that is worked out in one language may be printed in another: what it keeps is such a text.

    Examples
    --------
    >>> note = lazy("at least {state}", state="2")
    >>> note, spoken(note)
    ('at least 2', 'at least 2')
    >>> with speaking("ja"):
    ...     spoken(note)
    '2以上'
    """

    __slots__ = ("_capital", "_values", "_written")
    _written: str
    _values: dict[str, object]
    _capital: bool

    def __new__(cls, written: str, values: dict[str, object], *, capital: bool = False) -> Self:
        """A text from a template and the values in it; with a capital first letter, if it is a sentence."""
        text = written.format(**values)
        own = super().__new__(cls, text[:1].upper() + text[1:] if capital else text)
        own._written, own._values, own._capital = written, values, capital
        return own

    def __getnewargs_ex__(self) -> tuple[tuple[str, dict[str, object]], dict[str, bool]]:
        return (self._written, self._values), {"capital": self._capital}

    def said(self, name: Callable[[str], str] = str) -> str:
        """The text in the language that is spoken now; every name in it as `name` says it."""
        values = {key: _said(value, name) for key, value in self._values.items()}
        text = tr(self._written, **values)
        return text[:1].upper() + text[1:] if self._capital else text

    def renamed(self, other: Callable[[NameIn], object]) -> LazyText:
        """The text with something else in place of every name in it."""

        def of(value: object) -> object:
            if isinstance(value, LazyText):
                return value.renamed(other)
            return other(value) if isinstance(value, NameIn) else value

        values = {key: of(value) for key, value in self._values.items()}
        return LazyText(self._written, values, capital=self._capital)


def _said(value: object, name: Callable[[str], str]) -> object:
    if isinstance(value, LazyText):
        return value.said(name)
    return name(value) if isinstance(value, NameIn) else value


def lazy(text: str, /, **values: object) -> LazyText:
    """A text as `tr` makes it, said when it is read; a value may be a lazy text, or a `NameIn` the model."""
    return LazyText(text, values)


def lazy_counted(count: int, one: str, many: str, /, **values: object) -> LazyText:
    """A text about a number of things as `trn` makes it, said when it is read."""
    return LazyText(one if count == 1 else many, {"count": count, **values})


def lazy_sentence(clause: str) -> LazyText:
    """A clause as a sentence, said when it is read."""
    return LazyText(template("{clause}."), {"clause": clause}, capital=True)


def lazy_list(parts: Sequence[str]) -> str:
    """Texts one after another, each said when it is read."""
    text, *others = parts
    for part in others:
        text = lazy("{first}, {second}", first=text, second=part)
    return text


def lazy_series(parts: Sequence[str], *, either: bool = False) -> str:
    """Texts as a sentence lists them, all of them or either, each said when it is read.

    Examples
    --------
    >>> lazy_series(["rain", "snow", "hail"], either=True)
    'rain, snow or hail'
    """
    *first, last = parts
    if not first:
        return last
    if either:
        return lazy("{first} or {last}", first=lazy_list(first), last=last)
    return lazy("{first} and {last}", first=lazy_list(first), last=last)


def spoken(text: str, name: Callable[[str], str] = str) -> str:
    """A text in the language that is spoken now, if it is a lazy one; any other as it is."""
    return text.said(name) if isinstance(text, LazyText) else text


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
