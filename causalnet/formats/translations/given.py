"""Texts in other languages on their way from a file to its model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from causalnet.errors import FileError, Mistake, ModelError
from causalnet.formats.toml_text.lines import Lines
from causalnet.formats.translations.inline import GivenText
from causalnet.frozen_map import Register
from causalnet.model.causal_model import CausalModel
from causalnet.model.translations.languages import language_mistakes
from causalnet.model.translations.texts import Text, TextPath, place_of
from causalnet.model.translations.translation import TranslationReader

__all__ = [
    "language_in",
    "refuse_translation",
    "strange_languages",
    "translated",
    "with_texts_added",
]


def strange_languages(given: Iterable[GivenText], lines: Lines) -> Iterator[Mistake]:
    """The mistakes of languages that do not exist, each with its line."""
    for language, path, _, at in given:
        for mistake in language_mistakes(place_of(path), language):
            yield replace(mistake, line=lines.of(at))


def translated(
    model: CausalModel, given: Iterable[GivenText], lines: Lines, subject: str
) -> CausalModel:
    """The model with texts in other languages.

    Raises
    ------
    ModelError
        With every text that the model does not have in its own language, or that has another form there.
    """
    readers: dict[str, TranslationReader] = {}
    for language, path, text, at in given:
        if language not in readers:
            readers[language] = TranslationReader(model._values())
        readers[language].add(path, text, at)
    wrong = [replace(m, line=lines.of(at)) for r in readers.values() for m, at in r.mistakes]
    if wrong:
        raise ModelError(sorted(wrong, key=lambda mistake: mistake.line or 0), subject)
    return with_texts_added(model, {language: reader.texts for language, reader in readers.items()})


def with_texts_added(
    model: CausalModel, texts: Mapping[str, Mapping[TextPath, Text]]
) -> CausalModel:
    """The model with further texts that were checked."""
    if not any(texts.values()):
        return model
    own = {language: dict(held) for language, held in model.translations.items()}
    for language, more in texts.items():
        own[language] = own.get(language, {}) | dict(more)
    return model._with(translations={code: Register(held, "text") for code, held in own.items()})


def language_in(file: str) -> str:
    """The language in the name of a side file, such as ``lawn.ja.toml``; empty if there is none.

    Examples
    --------
    >>> language_in("lawn.ja.toml"), language_in("lawn.toml"), language_in("lawn.v2.toml")
    ('ja', '', '')
    """
    *stem, code, _ = ["", *file.split(".")][-3:]
    known = bool(stem and stem[0]) and not language_mistakes("", code)
    return code if known and len(code.split("-")[0]) == 2 else ""


def refuse_translation(data: Mapping[str, Any], file: str) -> None:
    """Say so where a file is the translation of a model, and not a model.

    Raises
    ------
    FileError
    """
    language = language_in(file)
    if language and "language" in data and "name" not in data:
        model = file.removesuffix(f".{language}.toml") + ".toml"
        raise FileError(
            f"{file!r} is a translation. Load its model: cn.load({model!r}).in_language({language!r})."
        )
