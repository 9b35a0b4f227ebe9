"""Model files: one TOML file for each model, only data, loaded and saved without loss."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from causalnet.errors import FileError, Mistake, ModelError
from causalnet.formats.model_file.decode import decode
from causalnet.formats.model_file.encode import encode
from causalnet.formats.textfile import decoded
from causalnet.formats.toml_text.layout import lay_out
from causalnet.formats.toml_text.lines import Lines
from causalnet.formats.toml_text.syntax import pointed_out
from causalnet.formats.toml_text.tokens import check_bounds
from causalnet.formats.translations.given import refuse_translation
from causalnet.model.causal_model import CausalModel
from causalnet.questions.differences.diff import diff

__all__ = ["read_toml", "toml_bytes", "toml_data"]


def read_toml(held: bytes, file: str) -> CausalModel:
    """The model in a TOML file. Nothing in it is ever executed.

    Raises
    ------
    FileError
        If it is not TOML.
    ModelError
        With all mistakes in the model, each with its line and its place.
    """
    text = decoded(held, file)
    data = toml_data(text, file)
    refuse_translation(data, file)
    return decode(data, file, Lines(text))


def toml_bytes(model: CausalModel, file: str) -> bytes:
    """A model as TOML. Fields at their default are left out, except signs.

    Raises
    ------
    ModelError
        If the model contains text that a file cannot hold, e.g. half of a character.
    """
    return _text(model).encode()


def toml_data(text: str, file: str) -> dict[str, Any]:
    """The data in a TOML text.

    Raises
    ------
    FileError
        If it is not TOML, or holds nothing.
    """
    check_bounds(text, file)
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise FileError(f"{file!r} is nested too deeply to be a model.") from None
    except ValueError as error:
        wrong = FileError(f"{file!r} is not TOML: {pointed_out(text, error)}")
        placed = re.search(r"\(at line (\d+), column", str(error))
        wrong.line = int(placed[1]) if placed else text.count("\n") + 1
        raise wrong from None
    if not data:
        raise FileError(f"{file!r} is empty: a model has at least a name and variables.")
    return data


def _text(model: CausalModel) -> str:
    """The model as TOML, after a check that it reads back as the same model."""
    subject = f"model {model.name!r}"
    try:
        text = lay_out(encode(model))
    except ModelError as error:
        raise ModelError(error.mistakes, subject) from None
    again = decode(tomllib.loads(text), subject)
    if again != model:
        what = f"Not all of it can be written without loss:\n{diff(model, again)}"
        raise ModelError([Mistake("", what)], subject)
    return text
