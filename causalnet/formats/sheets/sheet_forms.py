"""The kinds of sheets of a model's workbook: which part of a model file a row stands for, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from causalnet.formats.model_file.schema import Key
from causalnet.formats.sheets.columns import SheetColumn, row_table, row_values
from causalnet.formats.toml_text.lines import Path
from causalnet.nearest import nearest

__all__ = [
    "BelowSheet",
    "ListedSheet",
    "NamedSheet",
    "PanelSheet",
    "RowError",
    "SheetForm",
    "StrengthSheet",
    "TextSheet",
    "ValueSheet",
]

Data = dict[str, Any]
RowValues = Mapping[str, Any]


class RowError(ValueError):
    """A row that contradicts another: the column concerned, what is wrong, and what to do."""

    def __init__(self, column: str, what: str, hint: str = "") -> None:
        super().__init__(column, what, hint)
        self.column, self.what, self.hint = column, what, hint


class SheetForm(Protocol):
    """What every sheet has."""

    @property
    def name(self) -> str:
        """The name of the sheet."""

    @property
    def meaning(self) -> str:
        """What a row stands for."""

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns, in order."""

    def rows(self, data: Data) -> Iterator[dict[str, Any]]:
        """The rows for the data of a model file: values by the names of columns."""

    def add(self, data: Data, row: RowValues) -> Path:
        """Add a row to the data of a model file, and return the place of its part."""


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A row for each text at the top of a model file."""

    name: str
    meaning: str
    keys: Mapping[str, Key]

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """The key and its value."""
        return (
            SheetColumn(
                name="key",
                path=("key",),
                kind="text",
                needed=True,
                doc="One of the keys " + ", ".join(self.keys) + ".",
                json={"enum": [*self.keys]},
            ),
            SheetColumn(name="value", path=("value",), kind="prose", doc="Its value."),
        )

    def rows(self, data: Data) -> Iterator[dict[str, Any]]:
        """A row for each key; those without a value may be filled in."""
        for key in self.keys:
            yield {"key": key, **({"value": data[key]} if key in data else {})}

    def add(self, data: Data, row: RowValues) -> Path:
        """Add a text."""
        key = str(row["key"]).strip().casefold()
        if key not in self.keys:
            what = f"is {row['key']!r}; the keys are {', '.join(self.keys)}."
            raise RowError("key", what, nearest(key, self.keys))
        if "value" in row:
            if key in data:
                raise RowError("key", f"repeats {key!r}.")
            data[key] = row["value"]
        return (key,)


@dataclass(frozen=True, slots=True)
class NamedSheet:
    """A row for each part that has a name."""

    name: str
    meaning: str
    columns: tuple[SheetColumn, ...]
    lists: tuple[str, ...] = ()
    """Lists that a part must have, and whose tables stand in a sheet of their own."""

    def rows(self, data: Data) -> Iterator[dict[str, Any]]:
        """A row for each part."""
        for name, table in data.get(self.name, {}).items():
            yield row_values({**table, "name": name}, self.columns)

    def add(self, data: Data, row: RowValues) -> Path:
        """Add a part."""
        section, name = data.setdefault(self.name, {}), str(row["name"])
        if name in section:
            raise RowError("name", f"repeats {name!r}.", "Each name stands once.")
        table = row_table(row, self.columns)
        own = {key: value for key, value in table.items() if key != "name"}
        section[name] = own | {key: [] for key in self.lists}
        return (self.name, name)


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A row for each part of a list, in the order of the list."""

    name: str
    meaning: str
    columns: tuple[SheetColumn, ...]
    above: tuple[str, ...] = ()

    def rows(self, data: Data) -> Iterator[dict[str, Any]]:
        """A row for each part."""
        held = data
        for key in self.above:
            held = held.get(key, {})
        for table in held.get(self.name, ()):
            yield row_values(table, self.columns)

    def add(self, data: Data, row: RowValues) -> Path:
        """Add a part at the end of the list."""
        held = data
        for key in self.above:
            held = held.setdefault(key, {})
        parts = held.setdefault(self.name, [])
        parts.append(row_table(row, self.columns))
        return (*self.above, self.name, len(parts) - 1)


@dataclass(frozen=True, slots=True)
class BelowSheet:
    """A row for each table in a list that belongs to a part with a name."""

    name: str
    meaning: str
    columns: tuple[SheetColumn, ...]
    section: str
    key: str

    def rows(self, data: Data) -> Iterator[dict[str, Any]]:
        """A row for each table, with the name of its part first."""
        owner = self.columns[0].name
        for name, part in data.get(self.section, {}).items():
            for table in part.get(self.key, ()):
                yield {owner: name, **row_values(table, self.columns[1:])}

    def add(self, data: Data, row: RowValues) -> Path:
        """Add a table to its part."""
        part = _owner(data, self.section, self.columns[0].name, row)
        tables = part.setdefault(self.key, [])
        tables.append(row_table(row, self.columns[1:]))
        return (self.section, str(row[self.columns[0].name]), self.key, len(tables) - 1)


@dataclass(frozen=True, slots=True)
class StrengthSheet:
    """A row for each word for a strength; for a word that several people judged, one for each of them."""

    name: str
    meaning: str
    columns: tuple[SheetColumn, ...]

    def rows(self, data: Data) -> Iterator[dict[str, Any]]:
        """The rows of every word."""
        for word, said in data.get(self.name, {}).items():
            several = isinstance(said, dict) and not {"low", "high"} & {*said}
            for person, one in said.items() if several else [("", said)]:
                row = row_values(_as_table(one), self.columns[2:])
                yield {"word": word, **({"person": person} if person else {}), **row}

    def add(self, data: Data, row: RowValues) -> Path:
        """Add a word, or what one more person says of it."""
        judgement = _as_judgement(row_table(row, self.columns[2:]))
        return _add_for_person(data.setdefault(self.name, {}), "word", row, judgement, (self.name,))


@dataclass(frozen=True, slots=True)
class PanelSheet:
    """A row for each person's baseline of a variable that several people judged."""

    name: str
    meaning: str
    columns: tuple[SheetColumn, ...]

    def rows(self, data: Data) -> Iterator[dict[str, Any]]:
        """The rows of every such variable."""
        for name, part in data.get("variables", {}).items():
            said = part.get("baseline", {})
            for person, one in said.items() if "p" not in said else ():
                yield {"variable": name, "person": person, **row_values(one, self.columns[2:])}

    def add(self, data: Data, row: RowValues) -> Path:
        """Add what one person says of a variable."""
        part = _owner(data, "variables", "variable", row)
        said = part.setdefault("baseline", {})
        person = str(row["person"])
        if "p" in said:
            what = f"names {row['variable']!r}, whose baseline stands in sheet 'variables' as well."
            raise RowError("variable", what, "Leave one of the two out.")
        if person in said:
            raise RowError("person", f"repeats {person!r} for {row['variable']!r}.")
        said[person] = row_table(row, self.columns[2:])
        return ("variables", str(row["variable"]), "baseline", person)


@dataclass(frozen=True, slots=True)
class ValueSheet:
    """A row for each name in a table of values, such as what is known of variables."""

    name: str
    meaning: str
    columns: tuple[SheetColumn, ...]

    def rows(self, data: Data) -> Iterator[dict[str, Any]]:
        """A row for each name."""
        key, value = (column.name for column in self.columns)
        for name, held in data.get(self.name, {}).items():
            yield {key: name, value: held}

    def add(self, data: Data, row: RowValues) -> Path:
        """Add a value."""
        key, value = (column.name for column in self.columns)
        held, name = data.setdefault(self.name, {}), str(row[key])
        if name in held:
            raise RowError(key, f"repeats {name!r}.", "Each name stands once.")
        held[name] = row[value]
        return (self.name, name)


def _owner(data: Data, section: str, column: str, row: RowValues) -> dict[str, Any]:
    """The part that a row belongs to."""
    parts: dict[str, Any] = data.get(section, {})
    name = str(row[column])
    if name not in parts:
        what = f"names {name!r}, which is not in sheet {section!r}."
        raise RowError(column, what, nearest(name, parts))
    part: dict[str, Any] = parts[name]
    return part


def _add_for_person(held: Data, column: str, row: RowValues, said: Any, above: Path) -> Path:
    """Add what is said of a name, by one person or by nobody in particular."""
    name, person = str(row[column]), row.get("person")
    if person is None or isinstance(held.get(name, {}), list | int | float):
        if name in held:
            raise RowError(column, f"repeats {name!r}.", "Name the person in each of its rows.")
        held[name] = said
        return (*above, name)
    people = held.setdefault(name, {})
    if {"low", "high"} & {*people}:
        raise RowError(column, f"repeats {name!r}.", "Name the person in each of its rows.")
    if person in people:
        raise RowError("person", f"repeats {person!r} for {name!r}.")
    people[str(person)] = said
    return (*above, name, str(person))


def _as_table(said: Any) -> dict[str, Any]:
    """A judgement as the table with its numbers."""
    if isinstance(said, dict):
        return said
    if isinstance(said, list):
        return {"low": said[0], "high": said[-1], **({"mode": said[1]} if len(said) > 2 else {})}
    return {"low": said, "high": said}


def _as_judgement(table: dict[str, Any]) -> Any:
    """The shortest way to write a judgement in a model file."""
    if {*table} <= {"low", "mode", "high"} and {"low", "high"} <= {*table}:
        return [table[key] for key in ("low", "mode", "high") if key in table]
    return table
