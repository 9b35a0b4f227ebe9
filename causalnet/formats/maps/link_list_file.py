"""A causal map as a list of links, with the counts of each pair: CSV, or a workbook with sheets of pairs and sources."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from causalnet.formats.map_building.extra_fields import tags_text, weight_text
from causalnet.formats.map_building.further_columns import COUNTS
from causalnet.formats.map_building.losses import warn_of_losses
from causalnet.formats.maps.link_list import read_link_list
from causalnet.model.assembly.foundations import independent
from causalnet.model.causal_map import CausalMap
from causalnet.model.coding.parts import Link
from causalnet.text_width import tame

__all__ = ["link_list_bytes"]

COLUMNS = ("from", "to", "sign", "source", "at", "quote", "tags", "weight", "lag", "note")
# The columns that are written only if a link fills them.
OPTIONAL = ("source", "at", "quote", "tags", "weight", "lag", "note")
# What a spreadsheet program would take for a formula; a sign or a number is none.
FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.]|$)")
PAIRS = ("pair", "number of citations", "number of sources", "independent", "raise", "lower", "no sign")  # fmt: skip
Cells = Sequence[object]


def link_list_bytes(value: CausalMap, name: str) -> bytes:
    """A map as a list of links: a workbook if the name ends so, or else CSV in UTF-8 that Excel recognises.

    Each link is a row, with the numbers of citations and sources of its pair. A workbook has a sheet of pairs and one of
    sources as well.

    Warns
    -----
    LossWarning
        If reading it does not give back the whole map.
    """
    book = name.lower().endswith((".xlsx", ".xlsm"))
    data = _workbook(value) if book else _csv(value, name)
    return warn_of_losses(value, data, name, lambda file: read_link_list(file, "?"))


def _csv(value: CausalMap, name: str) -> bytes:
    text = io.StringIO(newline="")
    mark = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
    writer = csv.writer(text, delimiter=mark)
    for row in _link_rows(value, groups=True):
        writer.writerow([_protected(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _protected(cell: object) -> object:
    """A cell that no spreadsheet program evaluates."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def _workbook(value: CausalMap) -> bytes:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheets = {
        "List of links": _link_rows(value, groups=False),
        "Pairs": _pair_rows(value),
        "Voices": _source_rows(value),
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for row in rows:
            cells = []
            for held in row:
                cell: Any = WriteOnlyCell(sheet, _in_xml(held))  # type: ignore[arg-type]
                if isinstance(held, str) and held:
                    # A text that begins with an equals sign is still a text.
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _in_xml(cell: object) -> object:
    return "\n".join(map(tame, cell.split("\n"))) if isinstance(cell, str) else cell


# ── rows ─────────────────────────────────────────────────────────────────────────────────────


def _link_rows(value: CausalMap, *, groups: bool) -> Iterator[Cells]:
    """The header and a row for each link; the groups of sources too where there is no sheet for them."""
    filled = {role for link in value.links for role in OPTIONAL if getattr(link, role)}
    columns = [role for role in COLUMNS if role not in OPTIONAL or role in filled]
    kinds = _groupings(value) if groups else []
    yield [*columns, *(f"group: {kind}" for kind in kinds), *COUNTS]
    counts = {key: _counts(links) for key, links in value.pairs.items()}
    for link in value.links:
        cells = _cells(value, link)
        source = value.sources.get(link.source)
        own = [source.groups.get(kind, "") if source else "" for kind in kinds]
        yield [*(cells[role] for role in columns), *own, *counts[link.key]]


def _cells(value: CausalMap, link: Link) -> dict[str, object]:
    held: dict[str, object] = {role: getattr(link, role) for role in COLUMNS[2:]}
    return held | {
        "from": value.factors[link.cause].label,
        "to": value.factors[link.effect].label,
        "tags": tags_text(link.tags),
        "weight": link.weight if isinstance(link.weight, float) else weight_text(link.weight),
        "lag": link.lag or "",
    }


def _counts(links: Iterable[Link]) -> tuple[int, int]:
    every = [*links]
    return len(every), len({link.source for link in every if link.source})


def _pair_rows(value: CausalMap) -> Iterator[Cells]:
    yield PAIRS
    for (cause, effect, _), links in value.pairs.items():
        names = [link.source for link in links if link.source]
        signs = [link.sign for link in links]
        yield [
            f"{value.factors[cause].label} → {value.factors[effect].label}",
            *_counts(links),
            len(independent(names, value.sources)),
            *(signs.count(sign) for sign in ("+", "-", "?")),
        ]


def _source_rows(value: CausalMap) -> Iterator[Cells]:
    kinds = _groupings(value)
    yield ["source", *kinds, "note"]
    for source in value.sources.values():
        yield [source.name, *(source.groups.get(kind, "") for kind in kinds), source.note]


def _groupings(value: CausalMap) -> list[str]:
    return [*dict.fromkeys(kind for source in value.sources.values() for kind in source.groups)]
