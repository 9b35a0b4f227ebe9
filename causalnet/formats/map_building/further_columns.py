"""Columns of a list of links that are not among the usual ones: groups of the sources, or tags of the links."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.sheet_table import SheetTable
from causalnet.language.translate import lazy, lazy_series, template

__all__ = ["COUNTS", "FurtherColumns", "further_columns"]

# ``group: district`` is the district of a link's source, whatever its values.
GROUP = re.compile(r"(?:group|ｇｒｏｕｐ|グループ)\s*[:：_]\s*(\S.*)", re.IGNORECASE)
# What a list that was saved says of each pair.
COUNTS = ("citations of the pair", "sources of the pair")
UNNAMED = template("Write a header above it to have it read.")
LEFT = template(
    "Its header is not one that is read, and it does not sort the links into a few classes."
)


@dataclass(frozen=True)
class FurtherColumns:
    """The columns that become groups of the sources, and those that become tags, by the words for them."""

    table: SheetTable
    groups: Mapping[str, int]
    tags: Mapping[str, int]

    def groups_of(self, row: Sequence[object]) -> dict[str, str]:
        """The groups that a row gives to its source."""
        return {k: text for k, i in self.groups.items() if (text := self.table.text(row, i))}

    def tags_of(self, row: Sequence[object]) -> list[str]:
        """The tags that a row gives to its link, such as ``mood: glad``."""
        return [f"{k}: {text}" for k, i in self.tags.items() if (text := self.table.text(row, i))]

    def sentences(self) -> Iterator[str]:
        """What was read as what."""
        if self.groups:
            names = lazy_series([lazy("{name!r}", name=name) for name in self.groups])
            yield lazy("Groups of the sources: {names}.", names=names)
        if self.tags:
            names = lazy_series([lazy("{name!r}", name=name) for name in self.tags])
            yield lazy("Tags of the links, as 'column: value': {names}.", names=names)


def further_columns(
    builder: MapBuilder, table: SheetTable, used: set[int], source: int | None
) -> FurtherColumns:
    """Sort the columns of a table that are not among those `used`; the rest is left out and counted.

    A column is a group of the sources if its header says so, or if it sorts the rows into a few classes and never
    differs between two rows of one source. Another one that sorts the rows becomes tags.
    """
    groups, tags = dict[str, int](), dict[str, int]()
    for i, name in enumerate(table.header):
        texts = table.texts(i)
        if i in used or not texts:
            continue
        if name in COUNTS:
            builder.leave_out(table.named(i), template("It is counted anew."), len(texts))
            continue
        said = GROUP.fullmatch(name.strip())
        if said and source is not None:
            groups[said[1].strip()] = i
        elif name and source is not None and table.sorts_rows(i) and _fits(table, i, source):
            groups[name] = i
        elif name and table.sorts_rows(i):
            tags[name] = i
        else:
            builder.leave_out(table.named(i), LEFT if name else UNNAMED, len(texts))
    return FurtherColumns(table, groups, tags)


def _fits(table: SheetTable, column: int, source: int) -> bool:
    """Whether a column has one value for each source, of which some are in two rows or more."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, row in table.rows:
        voice, text = table.text(row, source), table.text(row, column)
        if text and not voice:
            return False
        if text:
            found[voice].append(text)
    several = any(len(texts) > 1 for texts in found.values())
    return several and all(len({*texts}) == 1 for texts in found.values())
