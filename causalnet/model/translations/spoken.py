"""The languages of a model: its translations when it is made, and the model that speaks one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from causalnet.errors import Mistake, UnknownNameError, join_places, raise_any, shown, unknown_text
from causalnet.frozen_map import Register
from causalnet.model.translations.languages import language_mistakes
from causalnet.model.translations.texts import (
    Text,
    TextPath,
    paths_of,
    place_of,
    texts_of,
    with_texts,
)
from causalnet.model.translations.translation import TranslationReader

__all__ = ["both_texts", "renamed_texts", "spoken_fields", "translations_in", "untranslated_places"]

Translations = Register[str, Register[TextPath, Text]]


def translations_in(
    given: object,
    values: Mapping[str, Any],
    language: str,
    written_in: str,
) -> dict[str, object]:
    """The fields of a model that say what languages it speaks.

    Parameters
    ----------
    given : mapping from language to texts, or None
        A translation as a side file holds it, or one that a model holds: of that, what the model no longer has falls away.
    values : mapping
        The other fields of the model.
    language, written_in : str
        The language of its texts, and the one in which it was written.

    Raises
    ------
    ModelError
        With every mistake in the translations.
    """
    mistakes = [*language_mistakes("language", language)]
    if not isinstance(written_in, str) or written_in:
        mistakes += language_mistakes("written_in", written_in)
    if given is not None and not isinstance(given, Mapping):
        mistakes.append(
            Mistake(
                "translations",
                f"must be a mapping from a language to its texts, not {shown(given)}.",
            )
        )
        given = None
    found: dict[str, Register[TextPath, Text]] = {}
    own = texts_of(values) if given else {}
    for code, held in () if given is None else given.items():
        place = join_places("translations", str(code))
        mistakes += language_mistakes("translations", code)
        if code == language:
            mistakes.append(Mistake("translations", f"The texts of the model are in {code!r}."))
        if isinstance(held, Register):
            texts = {path: text for path, text in held.items() if _fits(text, own.get(path))}
        elif not isinstance(held, Mapping):
            mistakes.append(Mistake(place, f"must be a table of texts, not {held!r}."))
            continue
        else:
            reader = TranslationReader(values)
            reader.read(held)
            texts = reader.texts
            mistakes += [
                Mistake(join_places(place, m.place), m.what, m.hint) for m, _ in reader.mistakes
            ]
        found |= {code: Register(texts, "text")} if texts else {}
    raise_any(mistakes, f"model {values['name']!r}")
    return {
        "language": language,
        "written_in": written_in or language,
        "translations": Register(found, "language"),
    }


def spoken_fields(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The fields that change when a model speaks one of its other languages.

    Raises
    ------
    UnknownNameError
        If it has no text in that language.
    """
    translations: Translations = values["translations"]
    own: str = values["language"]
    if language not in translations:
        text = unknown_text("language", language, (own, *translations), of=values["name"])
        meant = [m.hint for m in language_mistakes("", language) if "Did you mean" in m.hint]
        raise UnknownNameError(" ".join([text, *meant[: "Did you mean" not in text]]))
    texts, before = translations[language], texts_of(values)
    others = {code: held for code, held in translations.items() if code != language}
    others[own] = Register({path: before[path] for path in texts}, "text")
    return {**with_texts(values, texts), "language": language, "translations": others}


def renamed_texts(
    translations: Translations, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Translations:
    """The translations of a model at the paths of one that differs from it in names only."""
    paths = dict(zip(paths_of(before), paths_of(after), strict=True))
    return _register(
        {
            language: {paths[path]: text for path, text in texts.items()}
            for language, texts in translations.items()
        }
    )


def both_texts(first: Translations, second: Translations) -> Translations:
    """The translations of two models, of which the first has the last word."""
    held = {language: dict(texts) for language, texts in second.items()}
    for language, texts in first.items():
        held[language] = held.get(language, {}) | dict(texts)
    return _register(held)


def _register(held: Mapping[str, Mapping[TextPath, Text]]) -> Translations:
    return Register({code: Register(texts, "text") for code, texts in held.items()}, "language")


def untranslated_places(values: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """The places of the texts that a model does not have in a language."""
    if language == values["language"]:
        return ()
    known = values["translations"].get(language, {})
    return tuple(place_of(path) for path in texts_of(values) if path not in known)


def _fits(text: Text, own: Text | None) -> bool:
    """Whether a text has the form of the model's own: one text, or as many as there are states."""
    if isinstance(text, str) or isinstance(own, str) or own is None:
        return isinstance(text, str) and isinstance(own, str)
    return len(text) == len(own)
