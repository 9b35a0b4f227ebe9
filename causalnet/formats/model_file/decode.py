"""From the data of a model file to a `CausalModel`: every mistake at once, each with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from causalnet.errors import MOST_MISTAKES, Mistake, ModelError, join_places
from causalnet.formats.model_file.forms import TEXT, At, Form
from causalnet.formats.model_file.part_reader import PartReader
from causalnet.formats.model_file.sections import FILE, GRAPH_KEYS, LISTED_FORMS, NAMED_FORMS
from causalnet.formats.model_file.unread import Unread, fit_together
from causalnet.formats.toml_text.lines import Lines
from causalnet.formats.translations.given import strange_languages, translated
from causalnet.formats.translations.inline import GivenText, split_languages
from causalnet.model.assembly.parts import Parts
from causalnet.model.causal_model import CausalModel
from causalnet.rounding import warn_normalised

__all__ = ["decode", "located"]

ROOT = At("")


def decode(
    data: Mapping[str, object],
    subject: str = "",
    lines: Lines | None = None,
    given: Iterable[GivenText] = (),
) -> CausalModel:
    """The model that a file's data describe.

    Parameters
    ----------
    data : mapping
        The result of ``tomllib``.
    subject : str
        The subject of an error, e.g. the name of the file.
    lines : Lines, optional
        The lines of the text from which the data were read.
    given : iterable of GivenText
        Texts in other languages that are not in the data.

    Raises
    ------
    ModelError
        With every mistake in the order of the file: wrong keys and types, wrong values, and parts that do not fit
        together.

    Examples
    --------
    >>> model = decode({"name": "dice", "variables": {"die": {"states": ["low", "high"]}}})
    >>> model.variables["die"].label
    'Die'
    """
    data, inline = split_languages(data)
    spoken = [*inline, *given]
    file = _File(data, lines or Lines())
    file.read_all()
    found = file.found
    found.all += strange_languages(spoken, file.lines)
    if found.all:
        if len(found.all) < MOST_MISTAKES:
            found.all += map(file.in_file, fit_together(data, file.parts, file.unread))
        raise ModelError(file.in_order(found.all), subject)
    kinds = ("strengths", "known", *NAMED_FORMS, *LISTED_FORMS)
    values: dict[str, Any] = {**file.texts, **{kind: getattr(file.parts, kind) for kind in kinds}}
    try:
        model = CausalModel(**values)
    except ModelError as error:
        raise ModelError(file.in_order(error.mistakes), subject) from None
    warn_normalised(found.rounded, subject)
    return translated(model, spoken, file.lines, subject)


def located(mistakes: Iterable[Mistake], text: str) -> list[Mistake]:
    """Mistakes in a model that was read from a text, each with its line, in the order of the file."""
    return _File(tomllib.loads(text), Lines(text)).in_order(mistakes)


class _File(PartReader):
    """The sections of a file: the parts that could be read, and those that could not."""

    def __init__(self, data: Mapping[str, Any], lines: Lines) -> None:
        super().__init__(lines)
        self.data = data
        self.texts: dict[str, str] = {}
        self.parts, self.unread = Parts(), Unread()

    def read_all(self) -> None:
        """Read every section, and note unknown keys."""
        for key, form, held, at in FILE.inside(self.data, ROOT):
            self._section(str(key), form, held, at)
        outside = [kind for kind in GRAPH_KEYS if kind in self.data]
        for kind in outside:
            hint = f"Write [graph] and then {kind} = […]."
            self.note(ROOT.below(kind), "belongs below [graph].", hint)
        missing = {} if "name" in self.data else {"name": ("lacks the key 'name'.", "")}
        keys = [key.name for key in FILE.schema.keys]
        self.strangers(self.data, keys, ROOT, missing, known=outside)
        for what, hint in missing.values():
            self.note(At("the file"), what, hint)

    def _section(self, kind: str, form: Form, held: Any, at: At) -> None:
        array_or_table = isinstance(held, list if kind in LISTED_FORMS else dict)
        if form is TEXT:
            self.texts[kind] = self.read(form, held, at, key=kind)[0]
        elif not array_or_table:
            self.told(form, held, at, kind)
        elif kind == "graph":
            for key, rows, below, place in form.inside(held, at):
                self._section(str(key), rows, below, place)
            self.strangers(held, GRAPH_KEYS, at, {})
        elif kind in LISTED_FORMS:
            self._listed(kind, form, held, at)
        else:
            self._named(kind, form, held, at)

    def _named(self, kind: str, form: Form, section: Mapping[str, Any], at: At) -> None:
        """The parts of a section by their names, the words for strengths, or what is known."""
        for name, inner, held, place in form.inside(section, at):
            own = {"name": str(name)} if isinstance(held, dict) and kind in NAMED_FORMS else {}
            whole = NAMED_FORMS[kind] if own else inner
            value, _ = self.read(whole, held, place, key=str(name), **own)
            if len(self.found.all) >= MOST_MISTAKES:
                return
            if value is None:
                self.unread.names.setdefault(kind, []).append(str(name))
            elif kind in NAMED_FORMS:
                getattr(self.parts, kind).append(value)
            else:
                getattr(self.parts, kind)[str(name)] = value

    def _listed(self, kind: str, form: Form, rows: list[Any], at: At) -> None:
        """The rows of an array; a stand-in may take the position of one that cannot be read."""
        for _, inner, held, place in form.inside(rows, at):
            value, sound = self.read(inner, held, place)
            if len(self.found.all) >= MOST_MISTAKES:
                return
            if not sound and kind in ("influences", "modifiers"):
                value = self.unread.row(kind, held if isinstance(held, dict) else {})
            if value is not None:
                getattr(self.parts, kind).append(value)
                self.unread.places.setdefault(kind, []).append(place.place)

    def in_order(self, mistakes: Iterable[Mistake]) -> list[Mistake]:
        """Each mistake once, with its line, in the order of the file."""
        self.register(FILE, self.data, ROOT)
        distinct = dict.fromkeys(self._located(mistake) for mistake in mistakes)
        return sorted(distinct, key=lambda mistake: mistake.line or 0)

    def _located(self, mistake: Mistake) -> Mistake:
        """A mistake with the line of its place, if it has none yet."""
        line = mistake.line or self.lines.at(join_places(mistake.place, mistake.key))
        return replace(mistake, line=line)
