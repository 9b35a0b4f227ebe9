"""A model held against the text that it was drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from causalnet.boundary.checks import public
from causalnet.drafting.draft_mistakes import draft_mistakes
from causalnet.drafting.places import NumberedText
from causalnet.drafting.text_check import TextCheck
from causalnet.errors import Mistake, QuestionError, unknown
from causalnet.formats.load import load
from causalnet.formats.model_file.decode import located
from causalnet.formats.quotes import SourceText
from causalnet.formats.textfile import read_text
from causalnet.frozen_map import Register
from causalnet.language.translate import lazy
from causalnet.model.assembly.parts import listed_places
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Claim, Evidence
from causalnet.notation import enumerated
from causalnet.questions.signs.sign_conflicts import leaning, opposed, reread

__all__ = ["check_text", "checked_text", "is_path", "text_of"]


@public
def check_text(
    model: CausalModel | str | Path, text: str | Path, *, source: str | None = None
) -> TextCheck:
    """Hold a model against the text that it was drawn from.

    Every quote must stand in the text, word for word (differences in white space, quotation marks, dashes,
    full and half width, and Unicode normal form are ignored). Every claim of this text must have a place in it: a quote, or
    the numbers of its sentences in `at` (``"s12"``, ``"s3–s5"``). Every influence, modifier and absence must name a claim, or, if a person added
    it, say why in its `note`. Signs must agree: no influence may rest on a claim that denies it or that says the
    other sign, and the signs of the model must not contradict a claim's check. Sentences without a claim are
    listed, and so are influences whose signs an audit would have read again; they are not mistakes.

    Parameters
    ----------
    model : CausalModel, or the path of a model file
        With a path, mistakes have their lines.
    text : str or Path
        The text, or the path of a UTF-8 file. One line that ends in ``.txt`` or ``.md`` is a path.
    source : str, optional
        The source whose text it is. Default: the only source; among several, the one whose `text` it is, or the only one
        that has claims.

    Returns
    -------
    TextCheck

    Raises
    ------
    QuestionError, UnknownNameError
        If it is not clear whose text it is, or the model does not have that source.
    FileError
        If a file cannot be read.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> found = cn.check_text(lawn, "Rain makes the grass wet. The sprinkler does, where it reaches.")
    >>> print(found.mistakes[0])
    claims.c1 has no place that can be found in the text. Add its quote, or name its sentence, as in at = 's12'.
    """
    held = model if isinstance(model, CausalModel) else _loaded(model)
    read = text_of(text)
    found = checked_text(held, read, _source(held, text, source))
    if isinstance(model, CausalModel) or not _has_lines(Path(model)):
        return found
    lines = located(found.mistakes, read_text(Path(model)))
    return replace(found, mistakes=tuple(lines))


def checked_text(model: CausalModel, text: SourceText, source: str) -> TextCheck:
    """A model held against a text that is read."""
    numbered = NumberedText(text)
    mistakes: Iterable[Mistake] = draft_mistakes(model, numbered, source)
    places = Register(_places(model, numbered, source), "claim")
    again = (*opposed(model), *reread(model), *leaning(model, model.influences))
    return TextCheck(
        model, source, numbered.sentences, places, tuple(dict.fromkeys(mistakes)), again
    )


def is_path(text: str | Path) -> bool:
    """Whether a text is given by its path: one line that ends in ``.txt`` or ``.md``."""
    if isinstance(text, Path):
        return True
    return "\n" not in text and text.casefold().endswith((".txt", ".md"))


def text_of(text: str | Path) -> SourceText:
    """The text that is given, or that of a file.

    Raises
    ------
    FileError
        If the file cannot be read.
    QuestionError
        If the text is empty.
    """
    if is_path(text):
        path = Path(text)
        read = SourceText(read_text(path), repr(path.name))
    else:
        read = SourceText(str(text), lazy("the text"))
    if not read.text.strip():
        raise QuestionError(f"{read.called} is empty: there is nothing to read claims from.")
    return read


def _has_lines(path: Path) -> bool:
    """Whether a model is a file of the user's own with lines: a workbook has none, nor the name of a model that ships."""
    return path.suffix.casefold() == ".toml" and path.is_file()


def _loaded(path: str | Path) -> CausalModel:
    held = load(path)
    if not isinstance(held, CausalModel):
        raise QuestionError(f"{str(path)!r} is not a model: only a model has claims.")
    return held


def _source(model: CausalModel, text: str | Path, source: str | None) -> str:
    """The source whose text it is."""
    if source is not None:
        if source not in model.sources:
            raise unknown("source", source, model.sources)
        return source
    names = [*model.sources]
    own = [name for name in names if _has_text(model, name, text)]
    citing = [n for n in names if any(n in claim.sources for claim in model.claims.values())]
    for candidates in (names, own, citing):
        if len(candidates) == 1:
            return candidates[0]
    if not names:
        raise QuestionError(f"Model {model.name!r} does not have a source. Add [sources.article].")
    raise QuestionError(
        f"Whose text is it? Model {model.name!r} has the sources {enumerated(names)}. Say source=…."
    )


def _has_text(model: CausalModel, name: str, text: str | Path) -> bool:
    held = model.sources[name]
    if is_path(text) and held.has_text_file:
        return Path(held.text).name == Path(text).name
    return held.text == text


def _places(model: CausalModel, text: NumberedText, source: str) -> dict[str, tuple[int, ...]]:
    """The sentences of each claim and each piece of evidence that was found."""
    numbered = listed_places("evidence", [""] * len(model.evidence))
    parts: list[tuple[str, Claim | Evidence]] = [
        *model.claims.items(),
        *zip(numbered, model.evidence, strict=True),
    ]
    found = {}
    for name, part in parts:
        own = [text.place(c) for c in part.citations if c.source == source]
        numbers = sorted({n for place in own if place for n in place.sentences})
        if numbers:
            found[name] = tuple(numbers)
    return found
