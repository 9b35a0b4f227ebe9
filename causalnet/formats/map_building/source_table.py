"""A sheet of sources: one voice in each row, with the groups that it belongs to."""

from __future__ import annotations

import re

from causalnet.formats.map_building.link_columns import ROLES
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.sheet_table import LONGEST_CLASS, MOST_CLASSES, SheetTable
from causalnet.language.translate import lazy, lazy_counted, template

__all__ = ["add_sources", "source_column"]

NOTES = ("source_memo", "note", "notes", "memo", "comment", "comments", "備考")
# What a program numbers for itself.
NUMBERED = re.compile(r"source_map_id|map_id|source_id\d*")


def source_column(table: SheetTable) -> int | None:
    """The column that names the sources."""
    return table.column("source_id", *ROLES["source"], "id", "name")


def add_sources(builder: MapBuilder, table: SheetTable, key: int) -> None:
    """Add the sources of a sheet, with the columns that group them; the others are left out and counted."""
    notes = table.column(*NOTES)
    groups = {}
    for i, name in enumerate(table.header):
        texts = table.texts(i)
        if i in (key, notes) or not texts:
            continue
        why = _reason(table, i, key)
        if why:
            builder.leave_out(table.named(i), why, len(texts))
        else:
            groups[" ".join(name.strip("#* ").split())] = i
    added = 0
    for _, row in table.rows:
        held = {kind: text for kind, i in groups.items() if (text := table.text(row, i))}
        added += bool(
            builder.source(table.text(row, key), groups=held, note=table.text(row, notes))
        )
    kinds = lazy_counted(len(groups), "{count} column", "{count:,} columns")
    builder.understand(
        lazy(
            "Sheet {sheet!r} has {sources}, with {columns} as their groups.",
            sheet=table.sheet.name,
            sources=lazy_counted(added, "{count} source", "{count:,} sources"),
            columns=kinds,
        )
    )


def _reason(table: SheetTable, column: int, key: int) -> str:
    """Why a column does not group the sources; empty if it does."""
    texts = table.texts(column)
    if not table.header[column].strip("#* "):
        return template("It has no header.")
    if NUMBERED.fullmatch(table.header[column].strip()):
        return template("It is a number that the program gave.")
    if any(len(text) > LONGEST_CLASS for text in texts):
        return template("Its texts are too long for the name of a group.")
    voices = len({*table.texts(key)})
    if len({*texts}) > MOST_CLASSES or (len({*texts}) == voices > 2):
        return template("It differs from source to source, and does not group them.")
    return ""
