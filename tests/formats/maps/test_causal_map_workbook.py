"""Workbooks of the Causal Map app, made by hand for these tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import causalnet as cn
from tests.formats.grids.workbooks import workbook
from tests.formats.lawns import written

Rows = Sequence[Sequence[object]]
FACTORS: Rows = [
    ["label", "factor_id", "factor_memo", "frequency", "colour"],
    ["Training", 1, "given by the project", 2, "red"],
    ["~Farm; Yield", 2, None, 1, None],
    ["Farm; Yield", 3, None, 3, None],
    ["~Income", 4, None, 1, None],
    ["Never linked", 5, None, 0, None],
]
LINKS: Rows = [
    ["from", "to", "statement_id", "quote", "hashtags", "strength", "posneg", "simple_frequency", "certain"],
    [1, 3, 1, "we learnt to plant", "#farm #advice", 1, "P", 3, "yes"],
    [2, 4, 2, "no maize, no money", None, 1, "N", 1, "no"],
    [1, 2, 2, None, None, 2, None, 1, "yes"],
    [1, 9, 3, None, None, 1, None, 1, "no"],
    [None, 3, 3, None, None, 1, None, 1, "no"],
]  # fmt: skip
STATEMENTS: Rows = [
    ["statement_id", "text", "source_id", "question_id"],
    [1, "We learnt to plant in rows.", "A1", "Q1"],
    [2, "No maize, no money.", "B2", None],
    [3, "Nobody asked.", None, None],
]
SOURCES: Rows = [
    ["source_id", "#District", "Household code", "source_map_id", "source_memo"],
    ["A1", "north", "x1", 1, "a farmer"],
    ["B2", "north", "x2", 1, None],
    ["C3", "south", "x3", 1, None],
]
BOOK: Mapping[str, Rows] = {
    "factors": FACTORS,
    "links": LINKS,
    "statements": STATEMENTS,
    "sources": SOURCES,
    "settings": [["setting_id", "value"], ["colour", "red"]],
    "Filtered links": [["from_label", "to_label"], ["Training", "Farm; Yield"]],
}


def loaded(folder: Path, sheets: Mapping[str, Rows] = BOOK, **more: object) -> cn.CausalMap:
    path = written(folder, workbook(sheets), "farm.xlsx")
    found = cn.load(path, **more)  # type: ignore[arg-type]
    assert isinstance(found, cn.CausalMap)
    return found


def test_factors_links_and_sources_are_joined_by_their_numbers(tmp_path: Path) -> None:
    held = loaded(tmp_path)

    assert [(f.label, f.note) for f in held.factors.values()] == [
        ("Training", "given by the project"),
        ("Farm; Yield", ""),
        ("Income", ""),
        ("Never linked", ""),
    ]
    first = held.links[0]
    assert (first.cause, first.effect, first.source) == ("training", "farm_yield", "A1")
    assert (first.at, first.quote) == ("statement 1, question Q1", "we learnt to plant")
    assert (first.tags, first.weight) == (("farm", "advice", "certain: yes"), 1.0)
    assert [*held.sources] == ["A1", "B2", "C3"]
    assert dict(held.sources["A1"].groups) == {"District": "north"}
    assert held.sources["A1"].note == "a farmer"
    assert held.sources["A1"].text == "We learnt to plant in rows."


@pytest.mark.parametrize(("unsigned", "signs"), [("?", "???"), ("+", "++-"), ("-", "--+")])
def test_an_opposite_at_one_end_reverses_the_sign(
    tmp_path: Path, unsigned: str, signs: str
) -> None:
    held = loaded(tmp_path, unsigned=unsigned)

    assert [link.name for link in held.links] == [
        "training → farm_yield",
        "farm_yield → income",
        "training → farm_yield",
    ]
    assert "".join(link.sign for link in held.links) == signs
    assert any(
        "1 link with it at one end" in text and "1 link with it at both ends kept the sign" in text
        for text in held.reading.understood
    )


def test_everything_is_counted_that_did_not_come_in(tmp_path: Path) -> None:
    left = {one.what: (one.count, one.why) for one in loaded(tmp_path).reading.left_out}

    assert {what: count for what, (count, _) in left.items()} == {
        "column 'frequency' of sheet 'factors'": 5,
        "column 'colour' of sheet 'factors'": 1,
        "statements without a source": 1,
        "column 'Household code' of sheet 'sources'": 3,
        "column 'source_map_id' of sheet 'sources'": 3,
        "column 'posneg' of sheet 'links'": 2,
        "column 'simple_frequency' of sheet 'links'": 5,
        "links of factor '9'": 1,
        "links without a cause or an effect": 1,
        "sheet 'settings'": 1,
        "sheet 'Filtered links'": 1,
    }
    assert "not the sign of a link" in left["column 'posneg' of sheet 'links'"][1]


def test_labels_serve_in_place_of_numbers_and_a_flipped_end_is_an_opposite(tmp_path: Path) -> None:
    links = [
        ["from_label", "to_label", "source_id", "from_flipped", "to_flipped", "sign"],
        ["Training", "Harvest", "A1", True, False, "+"],
        ["~Training", "Harvest", "A1", True, False, "+"],
    ]

    held = loaded(tmp_path, {"links": links, "factors": [["label"], ["Training"], ["Harvest"]]})

    assert [str(link) for link in held.links] == [
        "training → harvest (-)",
        "training → harvest (+)",
    ]


def test_a_sheet_of_links_without_ends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        cn.errors.FileError,
        match="sheet 'links', row 1 does not name the causes and effects of links",
    ):
        loaded(tmp_path, {"links": [["quote"], ["x"]], "factors": [["label"], ["a"]]})


def test_another_workbook_is_refused_as_one_of_causal_map(tmp_path: Path) -> None:
    with pytest.raises(cn.errors.FileError, match="'farm.xlsx' has no sheet 'links'"):
        loaded(tmp_path, {"a": [["from", "to"], ["a", "b"]]}, format="causal-map")


def test_a_failed_formula_is_refused_with_its_cell(tmp_path: Path) -> None:
    links = [["from_label", "to_label"], ["a", "#N/A"]]

    with pytest.raises(cn.errors.ModelError, match="sheet 'links', cell B2 holds #N/A"):
        loaded(tmp_path, {"links": links, "factors": [["label"], ["a"]]})


def test_rows_without_a_label_and_numbers_that_stand_twice_are_counted(tmp_path: Path) -> None:
    held = loaded(
        tmp_path,
        {
            "factors": [["factor_id", "label", "memo"], [1, "Rain", ""], [1, "Wages", ""], [2, None, "lost"], [3, "Harvest", ""]],
            "links": [["from", "to", "statement_id"], [1, 3, 7]],
            "statements": [["statement_id", "text", "source_id"], [7, "It rains.", "A1"], [7, "It pays.", "B2"]],
        },
    )  # fmt: skip

    assert [(link.name, link.source) for link in held.links] == [("rain → harvest", "A1")]
    assert {one.what: one.count for one in held.reading.left_out} == {
        "factors without a label": 1,
        "further factors with the number '1'": 1,
        "further statements with the number '7'": 1,
    }


def test_what_is_remarked_twice_on_one_factor_is_kept(tmp_path: Path) -> None:
    factors = [["factor_id", "label", "memo"], [1, "Rain", "one"], [2, "rain", "two"], [3, "~Rain", "one"], [4, "b", ""]]  # fmt: skip

    held = loaded(tmp_path, {"factors": factors, "links": [["from", "to"], [1, 4]]})

    assert held.factors["rain"].note == "one\ntwo"
