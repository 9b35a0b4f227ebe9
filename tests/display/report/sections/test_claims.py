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
        ("chaltu", "district: south, role: farmer · rests on Harvests of the south"),
        ("dawit", "D. D., 2024 · rests on Harvests of the south"),
        ("Harvests of the south", "report"),
    ]
    assert table.rows[-1] == ["Harvests of the south", "1"]


def test_counts_are_not_taken_for_strength() -> None:
    notes = tables(village())["Who says each influence"].notes

    assert any(
        "Strong evidence for a link is not evidence of a strong link." in note for note in notes
    )


def test_signs_and_crosses_have_their_key() -> None:
    notes = tables(cn.load("japan_software"))["Who says each influence"].notes
    assert "Sign: + raises, - lowers." in notes
    assert any(note.startswith("A → B × C: C sets how strongly A acts on B") for note in notes)
    assert any(note.startswith("?: the argument leaves open") for note in notes)
    plain = tables(village())["Who says each influence"].notes
    assert not any("×" in note or note.startswith("?") for note in plain)


def test_where_all_claims_have_one_source_its_places_stand_alone_under_their_key() -> None:
    japan = cn.load("japan_software")
    table = tables(japan)["Claims"]
    claim = next(iter(japan.claims.values()))
    assert table.rows[0][2] == "; ".join(c.at for c in claim.citations)
    assert table.notes == (japan.sources["article"].note,)
    assert table.marks == list(japan.claims)
    told = tables(village())["Claims"].rows[0][2]
    assert told.split(", ")[0] in {s.title or s.name for s in village().sources.values()}
