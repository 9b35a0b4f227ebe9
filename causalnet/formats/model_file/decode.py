"""From the data of a model file to a `CausalModel`: every mistake at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from causalnet.errors import MOST_MISTAKES, Mistake, ModelError, join_places
from causalnet.formats.model_file.forms import TEXT, At, Form
from causalnet.formats.model_file.mend import PartReader
from causalnet.formats.model_file.parts import LISTED_FORMS, NAMED_FORMS, WORD_STRENGTH
from causalnet.formats.model_file.unread import Unread, fit_together
from causalnet.formats.model_file.values import shown
from causalnet.formats.toml_text.lines import Lines
from causalnet.model.assembly.parts import Parts
from causalnet.model.causal_model import CausalModel
from causalnet.rounding import warn_normalised

__all__ = ["decode"]

HEAD_KEYS = ("name", "title", "description", "period")
GRAPH_KEYS = ("influences", "modifiers", "absences")
FILE_KEYS = (*HEAD_KEYS, "strengths", *NAMED_FORMS, "graph", "evidence")
ROOT = At("")


def decode(data: Mapping[str, object], subject: str = "", text: str = "") -> CausalModel:
    """The model that a file's data describe.

    Parameters
    ----------
    data : mapping
        The result of ``tomllib``.
    subject : str
        The subject of an error, e.g. the name of the file.
    text : str
        The text from which the data were read, for line numbers.

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
    file = _File(data, Lines(text))
    head = file.head()
    file.sections()
    found = file.found
    if found.all:
        if len(found.all) < MOST_MISTAKES:
            found.all += fit_together(data, file.parts, file.unread)
        raise ModelError(file.in_order(found.all), subject)
    kinds = ("strengths", *NAMED_FORMS, *LISTED_FORMS)
    values: dict[str, Any] = {**head, **{kind: getattr(file.parts, kind) for kind in kinds}}
    try:
        model = CausalModel(**values)
    except ModelError as error:
        raise ModelError(file.in_order(error.mistakes), subject) from None
    warn_normalised(found.rounded, subject)
    return model


class _File(PartReader):
    """The sections of a file: the parts that could be read, and those that could not."""

    def __init__(self, data: Mapping[str, Any], lines: Lines) -> None:
        super().__init__(lines)
        self.data = data
        self.parts, self.unread = Parts(), Unread()

    def head(self) -> dict[str, str]:
        """The texts before the sections."""
        held = {key: self.data[key] for key in HEAD_KEYS if key in self.data}
        return {k: self.read(TEXT, text, ROOT.below(k), key=k)[0] for k, text in held.items()}

    def sections(self) -> None:
        """Read every section, and note unknown keys."""
        for word, held in self._table(self.data, "strengths", ROOT, "[strengths]").items():
            value, _ = self.read(WORD_STRENGTH, held, ROOT.below("strengths").below(word), key=word)
            if value is None:
                self.unread.names.setdefault("strengths", []).append(word)
            else:
                self.parts.strengths[word] = value
        for kind in NAMED_FORMS:
            self._named(kind)
        graph = self._table(self.data, "graph", ROOT, "[graph]")
        for kind in GRAPH_KEYS:
            self._listed(kind, graph, ("graph", kind))
        self.strangers(graph, GRAPH_KEYS, ROOT.below("graph"), {})
        self._listed("evidence", self.data, ("evidence",))
        outside = [kind for kind in GRAPH_KEYS if kind in self.data]
        for kind in outside:
            hint = f"Write [graph] and then {kind} = […]."
            self.note(ROOT.below(kind), "belongs below [graph].", hint)
        missing = {} if "name" in self.data else {"name": ("lacks the key 'name'.", "")}
        self.strangers(self.data, FILE_KEYS, ROOT, missing, known=outside)
        for what, hint in missing.values():
            self.note(At("the file"), what, hint)

    def _table(self, held: Mapping[str, Any], key: str, at: At, like: str) -> dict[str, Any]:
        """The table at a key; empty if there is none."""
        value = held.get(key, {})
        if isinstance(value, dict):
            return value
        self.note(at.below(key), f"must be a table such as {like}, not {shown(value)}.")
        return {}

    def _named(self, kind: str) -> None:
        """The parts of a section by their names."""
        like, at = f"[{kind}.a_name]", ROOT.below(kind)
        section = self._table(self.data, kind, ROOT, like)
        for name, held in section.items():
            value = None
            if isinstance(held, dict):
                value, _ = self.read(NAMED_FORMS[kind], held, at.below(name), name=name)
            else:
                self._table(section, name, at, like)
            if len(self.found.all) >= MOST_MISTAKES:
                return
            if value is None:
                self.unread.names.setdefault(kind, []).append(name)
            else:
                getattr(self.parts, kind).append(value)

    def _listed(self, kind: str, section: Mapping[str, Any], path: tuple[str, ...]) -> None:
        """The rows of an array; a stand-in may take the position of one that cannot be read."""
        form, rows = LISTED_FORMS[kind], section.get(kind, [])
        if not isinstance(rows, list):
            [(what, hint)] = form.told(rows, kind)
            place = join_places(*path) if len(path) == 2 else kind
            self.note(At(place, path), what, hint)
            return
        for _, inner, held, at in form.inside(rows, At("", path)):
            value, sound = self.read(inner, held, at)
            if len(self.found.all) >= MOST_MISTAKES:
                return
            if not sound and kind in ("influences", "modifiers"):
                value = self.unread.row(kind, held if isinstance(held, dict) else {})
            if value is not None:
                getattr(self.parts, kind).append(value)
                self.unread.places.setdefault(kind, []).append(at.place)

    def in_order(self, mistakes: Iterable[Mistake]) -> list[Mistake]:
        """Each mistake once, with its line, in the order of the file."""
        self._register_all()
        distinct = dict.fromkeys(self._located(mistake) for mistake in mistakes)
        return sorted(distinct, key=lambda mistake: mistake.line or 0)

    def _located(self, mistake: Mistake) -> Mistake:
        """A mistake with the line of its place, if it has none yet."""
        line = mistake.line or self.lines.at(join_places(mistake.place, mistake.key))
        return replace(mistake, line=line)

    def _register_all(self) -> None:
        """Register the place of every table, of which a mistake may name a part."""
        self.lines.register("", ())
        for section, held in self.data.items():
            at = ROOT.below(section)
            self.lines.register(at.place, at.path)
            part: Form = NAMED_FORMS.get(section, WORD_STRENGTH)
            known = section in (*NAMED_FORMS, "strengths") and isinstance(held, dict)
            for name, value in held.items() if known else ():
                self.register(part, value, at.below(name))
        graph = self.data.get("graph")
        for kind, rows in LISTED_FORMS.items():
            path = ("evidence",) if kind == "evidence" else ("graph", kind)
            above = self.data if kind == "evidence" else graph
            if isinstance(above, dict):
                self.register(rows, above.get(kind), At("", path))
