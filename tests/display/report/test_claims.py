"""The chapter of a report on who says what."""

from __future__ import annotations

import causalnet as cn
from causalnet.display.report.claims import claims_chapter
from tests.toys import village


def rows(model: cn.CausalModel) -> dict[str, list[list[str]]]:
    """The rows of each sheet, with its header first."""
    sheets = [sheet for block in claims_chapter(model).blocks for sheet in block.sheets]
    return {sheet.title: [[*sheet.header], *([*row] for row in sheet.rows)] for sheet in sheets}


def test_every_influence_has_its_citations_and_sources() -> None:
    assert rows(village())["Who says each influence"] == [
        ["", "sign", "standing", "citations", "sources", "independent", "against"],
        ["rain → harvest", "+", "stated", "4", "3", "2", "0"],
        ["seed → harvest", "+", "stated", "2", "2", "2", "1"],
    ]


def test_sources_are_told_with_what_is_known_of_them() -> None:
    assert rows(village())["Sources"] == [
        ["", "source", "about it", "rests on", "citations", "address"],
        ["amina", "", "interview, district: north, role: farmer", "", "2", ""],
        ["bekele", "", "interview, district: north, role: trader", "", "1", ""],
        ["chaltu", "", "district: south, role: farmer", "report", "1", ""],
        ["dawit", "", "D. D., 2024", "report", "2", ""],
        ["report", "Harvests of the south", "report", "", "1", ""],
    ]


def test_columns_that_would_be_empty_are_left_out() -> None:
    assert rows(cn.load("pedalgrove"))["Sources"][0] == ["", "source", "citations", "address"]


def test_counts_are_not_taken_for_strength() -> None:
    notes = [n for block in claims_chapter(village()).blocks for s in block.sheets for n in s.notes]

    assert any(
        "Strong evidence for a link is not evidence of a strong link." in note for note in notes
    )
