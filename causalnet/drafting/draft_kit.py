"""A folder with all that a person or a language model needs to draft a model from a text."""

from __future__ import annotations

import re
from pathlib import Path

from causalnet.boundary.checks import public
from causalnet.drafting.check_text import text_of
from causalnet.drafting.instructions import GUIDE, TASK, empty_model, first_prompt, numbered
from causalnet.drafting.places import NumberedText
from causalnet.errors import FileError, QuestionError
from causalnet.formats.atomic import write_atomically
from causalnet.formats.json_schema import SCHEMA_FILE, schema_text

__all__ = ["DRAFT", "draft_kit"]

RESERVED = ("readme.txt", "sentences.txt", "instructions.txt", "prompt.txt", "reply.txt")
MODEL, DRAFT = "model.toml", "draft.toml"
README = """\
{title}
A kit to draft a causal model from a text

{text}
    the text
sentences.txt
    the text as numbered sentences
instructions.txt
    what to do, and the form of a model file
prompt.txt
    all of this in one piece, for a language model
{model}
    the model: empty, with an example of each part
{schema}
    the schema of a model file, for editors of TOML

By hand
    Read instructions.txt and sentences.txt, and fill in {model}.

With a language model of your choice
    Give it the whole of prompt.txt, save its whole answer as reply.txt, and
    run this, which holds the answer against the text and writes {draft}:
    causalnet draft {typed} --reply reply.txt --by "name of the language model"
    If there are mistakes, give them to the language model, and save its new
    answer. Below, write {draft} in place of {model}.

Then, in this folder
    causalnet check {model} --text {typed}
        what is wrong, and which sentences are without a claim
    causalnet review {model} --by "your name"
        accept or reject each drafted claim, with its passage
    causalnet report {model} -o report.html
        the model, and what its conclusions have earned, on one page
    causalnet explore {model} -o explore.html
        a page to play with
"""


@public
def draft_kit(text: str | Path, folder: str | Path | None = None) -> Path:
    """Write a folder with all that is needed to draft a model from a text.

    It holds the text, its numbered sentences, the instructions with the form of a model file, all of these in one prompt for a language
    model, an empty model, and the JSON Schema of model files.

    Parameters
    ----------
    text : str or Path
        The path of a UTF-8 file with the text.
    folder : str or Path, optional
        The folder to make. Default: the name of the text with ``-draft``, in the current folder.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    FileError
        If the text cannot be read, or the folder is there already or cannot be made.
    QuestionError
        If the text is empty or has no sentences.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     article = Path(place) / "lawn.txt"
    ...     _ = article.write_text("Rain wets the grass.", encoding="utf-8")
    ...     kit = draft_kit(article, Path(place) / "lawn-draft")
    ...     print(*sorted(file.name for file in kit.iterdir()))
    README.txt causalnet.schema.json instructions.txt lawn.txt model.toml prompt.txt sentences.txt
    """
    path = Path(text)
    read = text_of(path)
    every = NumberedText(read).sentences
    if not every:
        raise QuestionError(f"{read.called} has no sentences.")
    title = every[0].text if every[0].kind == "heading" else path.stem
    own = path.name if path.suffix.casefold() in (".txt", ".md") else f"{path.stem}.txt"
    files = {
        f"text-{own}" if own.casefold() in RESERVED else own: read.text,
        "sentences.txt": numbered(every),
        "instructions.txt": f"{TASK}\n{GUIDE}",
        "prompt.txt": first_prompt(every),
        SCHEMA_FILE: schema_text(),
    }
    name = next(iter(files))
    files[MODEL] = empty_model(_identifier(path.stem), title, name, SCHEMA_FILE)
    files["README.txt"] = README.format(
        title=title, text=name, typed=_typed(name), model=MODEL, draft=DRAFT, schema=SCHEMA_FILE
    )
    target = Path(f"{path.stem}-draft") if folder is None else Path(folder)
    _make(target)
    for file, content in files.items():
        write_atomically(target / file, content.encode("utf-8"))
    return target


def _make(folder: Path) -> None:
    try:
        folder.mkdir()
    except FileExistsError:
        hint = "Name another one, or remove it first: a kit never replaces what is there."
        raise FileError(f"{str(folder)!r} is there already. {hint}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError(f"The folder {str(folder)!r} cannot be made: {reason}.") from None


def _typed(name: str) -> str:
    """The name of a file as it is typed at any console."""
    return name if re.fullmatch(r"[\w.-]+", name) else f'"{name}"'


def _identifier(stem: str) -> str:
    """A name for the model from that of the text."""
    return re.sub(r"\W+", "_", stem).strip("_").casefold() or "model"
