"""Texts of a model file in several languages: ``label = { en = "Jams", ja = "渋滞" }``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from causalnet.formats.toml_text.lines import Path
from causalnet.model.assembly.parts import NAMED_PARTS
from causalnet.model.translations.texts import TEXTS, Numbered, Text, TextPath
from causalnet.model.translations.translation import identity_of

__all__ = ["GivenText", "split_languages", "woven"]

BELOW_GRAPH = ("influences", "modifiers", "absences")
FileData = dict[str, Any]


class GivenText(NamedTuple):
    """A text in another language: its place in the model, and the keys that lead to it in the file."""

    language: str
    path: TextPath
    text: object
    at: Path


class _Separation:
    """Goes through the data of a model file; what it meets in other languages is taken out."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.given: list[GivenText] = []

    def model(self, data: Mapping[str, Any]) -> FileData:
        """The data without texts in other languages."""
        own: FileData = self.table(data, TEXTS[""], (), ())
        for kind in NAMED_PARTS:
            if isinstance(parts := own.get(kind), dict):
                own[kind] = {n: self.part(kind, str(n), part) for n, part in parts.items()}
        if isinstance(graph := own.get("graph"), dict):
            rows = {k: self.rows(k, graph[k], ("graph", k)) for k in BELOW_GRAPH if k in graph}
            own["graph"] = {**graph, **rows}
        if "evidence" in own:
            own["evidence"] = self.rows("evidence", own["evidence"], ("evidence",))
        return own

    def part(self, kind: str, name: str, part: Any) -> Any:
        """A part that has a name."""
        own = self.table(part, TEXTS[kind], (kind, name), (kind, name))
        if kind == "rivals" and isinstance(own, dict):
            hidden, at = own.get("hidden"), (kind, name)
            if isinstance(hidden, dict):
                variable = ("variables", str(hidden.get("name", "")))
                own["hidden"] = self.table(hidden, TEXTS["variables"], variable, (*at, "hidden"))
            if "influences" in own:
                own["influences"] = self.rows("influences", own["influences"], (*at, "influences"))
        return own

    def rows(self, kind: str, rows: Any, at: Path) -> Any:
        """The rows of a list."""
        if not isinstance(rows, list):
            return rows
        seen, found = Numbered(), []
        for i, row in enumerate(rows):
            key = (identity_of(kind, row) or "") if isinstance(row, dict) else ""
            found.append(self.table(row, TEXTS[kind], (kind, seen.distinct(key)), (*at, i)))
        return found

    def table(self, held: Any, fields: Sequence[str], path: TextPath, at: Path) -> Any:
        """A table with its texts in the model's language."""
        if not isinstance(held, dict):
            return held
        own = dict(held)
        for field in fields:
            *above, key = field.split(".")
            inner = _copied(own, above)
            texts = inner.get(key)
            if isinstance(texts, dict) and texts:
                place = (*at, *above, key)
                self.given += [
                    GivenText(str(code), (*path, field), text, (*place, code))
                    for code, text in texts.items()
                    if code != self.language
                ]
                inner.pop(key)
                inner |= {key: texts[self.language]} if self.language in texts else {}
        return own


def _copied(table: FileData, above: Sequence[str]) -> FileData:
    """The table at some keys below another, which then holds a copy of it; an empty one if there is none."""
    for name in above:
        if not isinstance(table.get(name), dict):
            return {}
        table[name] = dict(table[name])
        table = table[name]
    return table


def split_languages(data: Mapping[str, Any]) -> tuple[FileData, list[GivenText]]:
    """The data of a model file in the model's own language, and what it says in others.

    Examples
    --------
    >>> label = {"en": "Wet grass", "ja": "濡れた芝"}
    >>> own, given = split_languages({"variables": {"wet": {"label": label}}})
    >>> own, given[0].language, given[0].path, given[0].text
    ({'variables': {'wet': {'label': 'Wet grass'}}}, 'ja', ('variables', 'wet', 'label'), '濡れた芝')
    """
    own = data.get("language", "en")
    work = _Separation(own if isinstance(own, str) else "en")
    return work.model(data), work.given


def woven(
    data: FileData, language: str, translations: Mapping[str, Mapping[TextPath, Text]]
) -> FileData:
    """The data of a model file with the texts in other languages beside those in its own."""
    for code, texts in translations.items():
        for path, text in texts.items():
            *above, field = path
            written = text if isinstance(text, str) else list(text)
            for table in _tables(data, above):
                _add(table, field, language, {code: written})
    return data


def _add(table: FileData, field: str, language: str, texts: Mapping[str, Any]) -> None:
    *above, key = field.split(".")
    for name in above:
        table = table.setdefault(name, {})
    held = table.get(key)
    own = held if isinstance(held, dict) else {} if held is None else {language: held}
    table[key] = {**own, **texts}


def _tables(data: FileData, above: Sequence[str]) -> Iterator[FileData]:
    """The tables of a part; an influence may be that of a rival too."""
    if not above:
        yield data
        return
    kind, name = above
    rivals = data.get("rivals", {}).values()
    if kind in NAMED_PARTS:
        yield from [data[kind][name]] if name in data.get(kind, {}) else []
        hidden = (rival["hidden"] for rival in rivals if "hidden" in rival)
        yield from (h for h in hidden if kind == "variables" and h["name"] == name)
        return
    lists = [data.get("graph", {}).get(kind, []) if kind in BELOW_GRAPH else data.get(kind, [])]
    lists += [rival["influences"] for rival in rivals] if kind == "influences" else []
    for rows in lists:
        seen = Numbered()
        yield from (row for row in rows if seen.distinct(identity_of(kind, row) or "") == name)
