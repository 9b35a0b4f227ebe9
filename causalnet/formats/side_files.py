"""Side files: the texts of a model in another language, such as ``lawn.ja.toml`` beside ``lawn.toml``."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from causalnet.errors import FileError, Mistake, ModelError
from causalnet.formats.model_file.toml import toml_data
from causalnet.formats.textfile import MOST_TEXT_BYTES, decoded, read_bytes
from causalnet.formats.toml_text.lines import Lines
from causalnet.formats.translations.given import language_in, with_texts_added
from causalnet.model.causal_model import CausalModel
from causalnet.model.translations.languages import language_mistakes
from causalnet.model.translations.texts import Text, TextPath, place_of
from causalnet.model.translations.translation import TranslationReader

__all__ = ["with_side_files"]


def with_side_files(
    model: CausalModel, path: Path, named: str | Path | Iterable[str | Path] | None
) -> CausalModel:
    """The model of a file with its translations.

    Parameters
    ----------
    model : CausalModel
    path : Path
        Its file.
    named : paths, optional
        The side files. Default: those beside the file that are named after it and a language.

    Raises
    ------
    FileError, ModelError
        If a side file cannot be read, or does not fit the model.
    """
    if named is None:
        files = [*_beside(path)]
    else:
        files = [Path(one) for one in ([named] if isinstance(named, str | Path) else named)]
    for file in files:
        if named is not None and not os.path.lexists(file):
            raise FileError(f"There is no file {str(file)!r} of translations.")
        text = decoded(read_bytes(file, MOST_TEXT_BYTES), file.name)
        data = toml_data(text, file.name)
        # A model may happen to be named like a translation of another.
        if named is not None or "name" not in data:
            model = _with_side_file(model, data, Lines(text), file.name)
    return model


def _beside(path: Path) -> Iterable[Path]:
    stem = path.name.removesuffix(path.suffix)
    found = path.parent.glob(f"{glob.escape(stem)}.*.toml")
    return sorted(one for one in found if one.is_file() and language_in(one.name[len(stem) - 1 :]))


def _with_side_file(
    model: CausalModel, data: Mapping[str, Any], lines: Lines, file: str
) -> CausalModel:
    language = data.get("language")
    wrong = [*_language_mistakes(language, model, file)]
    reader = TranslationReader(model._values())
    reader.read({key: held for key, held in data.items() if key != "language"})
    found = [replace(mistake, line=lines.of(at)) for mistake, at in reader.mistakes]
    found += _contradictions(model.translations.get(str(language), {}), reader.texts)
    if wrong or found:
        first = [replace(mistake, line=lines.of(("language",))) for mistake in wrong]
        every = sorted((*first, *found), key=lambda mistake: mistake.line or 0)
        raise ModelError(every, file)
    return with_texts_added(model, {str(language): reader.texts})


def _language_mistakes(language: object, model: CausalModel, file: str) -> list[Mistake]:
    if language is None:
        hint = f"Write language = {language_in(file) or 'ja'!r}."
        return [Mistake("the file", "does not say its language.", hint)]
    wrong = language_mistakes("language", language)
    named = language_in(file)
    if not wrong and language == model.language:
        wrong = [Mistake("language", f"is {language!r}, that of the model itself.")]
    elif not wrong and named and named != language:
        wrong = [Mistake("language", f"is {language!r}, but the file is named for {named!r}.")]
    return wrong


def _contradictions(own: Mapping[TextPath, Text], texts: Mapping[TextPath, Text]) -> list[Mistake]:
    """The texts that the model's file translates otherwise."""
    hint = "Keep one of the two."
    return [
        Mistake(place_of(path), "is translated otherwise in the model's own file.", hint)
        for path, text in texts.items()
        if own.get(path, text) != text
    ]
