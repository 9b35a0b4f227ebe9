"""Model files: one TOML file a model, data only, loaded and saved without loss."""

from __future__ import annotations

import os
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from causalnet.boundary.checks import expected, public
from causalnet.errors import FileError, Mistake, ModelError, QuestionError, nearest
from causalnet.formats.atomic import check_target, write_atomically
from causalnet.formats.detection import how_to_read, how_to_write
from causalnet.formats.model_file.decode import decode
from causalnet.formats.model_file.encode import encode
from causalnet.formats.published_networks import published
from causalnet.formats.textfile import decoded, read_bytes
from causalnet.formats.toml_text.layout import lay_out
from causalnet.formats.toml_text.syntax import pointed_out
from causalnet.formats.toml_text.tokens import check_bounds
from causalnet.model.causal_model import CausalModel
from causalnet.model.diff import diff
from causalnet.network.network import Network

__all__ = ["load", "models", "save"]

SUFFIX = ".toml"


@public
def models() -> tuple[str, ...]:
    """Names of the models that ship with the library, for `load`.

    Examples
    --------
    >>> isinstance(models(), tuple)
    True
    """
    shelf = files("causalnet").joinpath("models")
    held = [entry.name for entry in shelf.iterdir()] if shelf.is_dir() else []
    return tuple(sorted(name.removesuffix(SUFFIX) for name in held if name.endswith(SUFFIX)))


@public
def load(name_or_path: str | Path) -> CausalModel:
    r"""Read a model: one that ships, by its name, or a TOML file of your own.

    A model file is data only; nothing in it is ever executed.

    Parameters
    ----------
    name_or_path : str or Path
        A name out of `models`, or the path of a file: UTF-8, at most 10 MB.

    Raises
    ------
    FileError
        Where there is no such file, or it is not a TOML file.
    ModelError
        With all mistakes in the model at once, each with its line and its place.

    Warns
    -----
    RoundingWarning
        Where probabilities were rounded and were divided by their sum.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "dice.toml"
    ...     _ = path.write_text('name = "dice"\n[variables.die]\nstates = ["low", "high"]')
    ...     load(path)
    <CausalModel 'dice': 1 variables, 0 influences, 0 claims>
    """
    if not isinstance(name_or_path, str | Path) or not str(name_or_path):
        raise FileError(f"Expected a model's name or a path, got {name_or_path!r}.")
    if isinstance(name_or_path, str) and name_or_path in models():
        file = name_or_path + SUFFIX
        held = files("causalnet").joinpath("models", file).read_bytes()
    else:
        path = Path(name_or_path)
        if not os.path.lexists(path):
            raise FileError(_absent(name_or_path, path))
        file, held = path.name, read_bytes(path)
        how = how_to_read(path.suffix)
        if how:
            raise FileError(f"{file!r} is not a model file. {how}")
    text = decoded(held, file)
    return decode(_parsed(text, file), file, text)


def _absent(asked: str | Path, path: Path) -> str:
    shipped = models()
    try:
        siblings = sorted(p.name for p in path.parent.glob(f"*{SUFFIX}"))
    except OSError:  # the name of its folder is longer than a name can be
        siblings = []
    bare = path.name == str(asked) and path.suffix != SUFFIX
    ships = f"; the models that ship are {', '.join(shipped)}" if shipped else ""
    what = "model or file" if bare else "file"
    text = f"There is no {what} {str(asked)!r}{ships}."
    hint = nearest(path.name, [*shipped, *siblings]) or nearest(path.stem, shipped)
    return f"{text} {hint or _elsewhere(asked, path)}".rstrip()


def _elsewhere(asked: str | Path, path: Path) -> str:
    """Where else something of that name may come from: networks are read by another verb."""
    networks = published()
    if path.name == str(asked) and path.stem in networks and path.suffix in ("", ".bif"):
        return f"A network of that name is read with cn.read({path.stem!r})."
    if how_to_read(path.suffix):
        return how_to_read(path.suffix)
    if path.suffix == "":
        return (
            f"A model of your own is loaded by its path, such as cn.load({str(asked) + SUFFIX!r}). "
            "A network is read with cn.read('network.bif')."
        )
    return "" if path.is_absolute() else f"It was looked for in {str(Path.cwd())!r}."


def _parsed(text: str, file: str) -> dict[str, Any]:
    check_bounds(text, file)
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise FileError(f"{file!r} is nested too deeply to be a model.") from None
    except ValueError as error:
        raise FileError(f"{file!r} is not TOML: {pointed_out(text, error)}") from None
    if not data:
        raise FileError(f"{file!r} is empty: a model has at least a name and variables.")
    return data


@public
def save(model: CausalModel, path: str | Path, *, overwrite: bool = False) -> None:
    """Write a model to a TOML file that `load` gives back without loss.

    The file is written whole or not at all; one that is replaced stays as it was until then.

    Parameters
    ----------
    model : CausalModel
        What to write. Fields at their default are left out, but for signs.
    path : str or Path
        Where: its suffix is ``.toml``. A symbolic link is followed.
    overwrite : bool, default False
        Whether to replace a file that is there. Its comments are lost.

    Raises
    ------
    FileError
        Where the suffix is another, or a file is there already or cannot be written.
    ModelError
        Where the model holds something that no file can, e.g. a note that is no text.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from causalnet.model.variable import Variable
    >>> model = CausalModel("dice", [Variable("die", ["low", "high"])])
    >>> with TemporaryDirectory() as folder:
    ...     save(model, Path(folder) / "dice.toml")
    ...     load(Path(folder) / "dice.toml") == model
    True
    """
    if not isinstance(path, str | Path) or not str(path):
        raise FileError(f"Expected the path of a file, got {path!r}.")
    given: object = model
    if isinstance(given, Network):
        raise QuestionError(
            "Expected a CausalModel, got Network. A network is written with cn.write(network, 'name.bif')."
        )
    if not isinstance(given, CausalModel):
        raise expected(["a CausalModel"], given)
    held, file = given, Path(path)
    check_target(file, overwrite=True)
    if file.suffix.lower() != SUFFIX:
        raise FileError(f"A model is saved as TOML, not as {file.name!r}. {how_to_write(file)}")
    loss = "Comments in it would be lost."
    check_target(file, overwrite=overwrite, loss=loss)
    write_atomically(file, _text(held).encode(), overwrite=overwrite, loss=loss)


def _text(model: CausalModel) -> str:
    """The model as TOML, once it is sure that it reads back as the same model."""
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
