"""The chapter of a report on who says what."""

from __future__ import annotations

import causalnet as cn
from causalnet.display.report.content import ReportTable
from causalnet.display.report.sections.claims import CLAIMS
from tests.display.report.asking import asking
from tests.toys import village


def tables(model: cn.CausalModel) -> dict[str, ReportTable]:
    (chapter,) = CLAIMS.chapters(asking(model))
    return {table.caption: table for block in chapter.blocks for table in block.tables}


def test_every_influence_has_its_citations_and_sources() -> None:
    table = tables(village())["Who says each influence"]

    assert table.header == (
        "influence", "sign", "standing", "citations", "sources", "independent", "against",
    )  # fmt: skip
    assert table.rows == [
        ["Rain → Harvest", "+", "stated", "4", "3", "2", "0"],
        ["Seed → Harvest", "+", "stated", "2", "2", "2", "1"],
    ]


def test_sources_are_told_with_what_is_known_of_them_below() -> None:
    table = tables(village())["Sources"]

    assert [(row[0], detail) for row, detail in zip(table.rows, table.details, strict=True)] == [
        ("amina", "interview, district: north, role: farmer"),
        ("bekele", "interview, district: north, role: trader"),
        ("chaltu", "district: south, role: farmer · rests on report"),
        ("dawit", "D. D., 2024 · rests on report"),
        ("report", "report"),
    ]
    assert table.rows[-1] == ["report", "Harvests of the south", "1"]


def test_counts_are_not_taken_for_strength() -> None:
    notes = tables(village())["Who says each influence"].notes

    assert any(
        "Strong evidence for a link is not evidence of a strong link." in note for note in notes
    )
