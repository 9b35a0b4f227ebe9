"""What people and spreadsheet programs write into a model's workbook is understood, or refused with its cell."""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

import causalnet as cn
from causalnet.formats.sheets.workbook_reader import read_workbook
from tests.formats.grids.workbooks import workbook

Rows = Sequence[Sequence[object]]
VARIABLES: Rows = [["name", "states", "p"], ["rain", "no|yes", "0.8|0.2"], ["grass", "dry|wet"]]
INFLUENCES: Rows = [
    ["cause", "effect", "sign", "strength", "note"],
    ["rain", "grass", "+", "0.5/1.5", "wet"],
]


def read(sheets: Mapping[str, Rows]) -> cn.CausalModel:
    return read_workbook(workbook({"variables": VARIABLES} | sheets), "m.xlsx")


def refused(sheets: Mapping[str, Rows]) -> str:
    with pytest.raises(cn.errors.ModelError) as caught:
        read(sheets)
    return str(caught.value)


def one_row(**cells: object) -> dict[str, Rows]:
    """Influences with one row, in which some cells are replaced."""
    row = dict(zip(INFLUENCES[0], INFLUENCES[1], strict=True)) | cells
    return {"influences": [[*row], [*row.values()]]}


def test_two_sheets_make_a_model_with_the_name_of_the_file() -> None:
    model = read({"influences": INFLUENCES})

    assert model.name == "m"
    assert model.influences == (
        cn.Influence("rain", "grass", "+", cn.interval(0.5, 1.5), note="wet"),
    )


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            {"strength": datetime.datetime(2026, 1, 2)},
            "D2: strength holds '2026-01-02 00:00:00': the spreadsheet made a date of a fraction. "
            "Format the column as text, and write 1/2 anew.",
        ),
        (
            {"cause": datetime.datetime(2026, 1, 2)},
            "A2: cause holds '2026-01-02': the spreadsheet made a date or a time of it. "
            "Format the column as text, and write it anew.",
        ),
        (
            {"cause": True},
            "A2: cause holds TRUE: the spreadsheet made a truth value of a word. "
            "Format the column as text, and write it anew.",
        ),
        (
            {"cause": "#REF!"},
            "A2: cause holds #REF!: a formula failed in the spreadsheet. "
            "Put an apostrophe before a text that begins with +, - or =.",
        ),
        (
            {"note": datetime.time(1, 30)},
            "E2: note holds '01:30:00': the spreadsheet made a date or a time of it. "
            "Format the column as text, and write it anew.",
        ),
        (
            {"strength": "=1/2"},
            "D2: strength holds the formula '=1/2' without its value. "
            "Open the file in a spreadsheet program, save it, and load it again.",
        ),
        (
            {"strength": "50%"},
            "D2: strength holds '50%', a percentage. "
            "A strength is in log-odds per step. Write 0.5 if that is meant.",
        ),
        (
            {"strength": "0,5"},
            "D2: strength holds '0,5', with a decimal comma. Write 0.5.",
        ),
        (
            {"cause": "rian"},
            "A2: influence rian → grass: No variable 'rian'; the variables are rain, grass. "
            "Did you mean 'rain'?",
        ),
        (
            {"sign": "plus"},
            "C2: influence rain → grass: sign must be '+', '-' or '?', not 'plus'. "
            "Did you mean '+'?",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_address(
    cells: dict[str, object], message: str
) -> None:
    assert refused(one_row(**cells)) == f"m.xlsx, sheet 'influences', cell {message}"


def test_all_mistakes_in_cells_are_told_at_once() -> None:
    told = refused(
        one_row(strength="#N/A")
        | {"claims": [["name", "text", "source"], ["c1", "", "memo"], ["c2", "Rain.", ""]]}
    )

    assert told == (
        "3 mistakes in m.xlsx:\n"
        "  sheet 'influences', cell D2: strength holds #N/A: a formula failed in the spreadsheet. "
        "Put an apostrophe before a text that begins with +, - or =.\n"
        "  sheet 'claims', row 2 holds nothing in the column 'text'.\n"
        "  sheet 'claims', row 3 holds nothing in the column 'source'."
    )


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        (
            {"sources": [["name"], ["memo"], ["memo"]]},
            "m.xlsx, sheet 'sources', cell A3: name repeats 'memo'. Each name stands once.",
        ),
        (
            {"checks": [["claim", "outcome", "direction"], ["c1", "grass", "rises"]]},
            "m.xlsx, sheet 'checks', cell A2: claim names 'c1', which is not in sheet 'claims'.",
        ),
        (
            {"panels": [["variable", "person", "p"], ["rain", "anna", "0.5|0.5"]]},
            "m.xlsx, sheet 'panels', cell A2: variable names 'rain', whose baseline stands in sheet 'variables' "
            "as well. Leave one of the two out.",
        ),
        (
            {"strengths": [["word", "low", "high"], ["weak", 0, 1], ["weak", 1, 2]]},
            "m.xlsx, sheet 'strengths', cell A3: word repeats 'weak'. Name the person in each of its rows.",
        ),
        (
            {"model": [["key", "value"], ["nmae", "lawn"]]},
            "m.xlsx, sheet 'model', cell A2: key is 'nmae'; the keys are name, title, description, period, "
            "today, language, written_in. Did you mean 'name'?",
        ),
        (
            {"proposals": [["name", "set"], ["p", "rain = yes"]]},
            "m.xlsx, sheet 'proposals', cell B2: set holds 'rain = yes', which is not written as in a model "
            'file. Write names and texts in straight quotes: toll = "high", "air quality" = "good".',
        ),
        (
            {"influnces": INFLUENCES},
            "m.xlsx, sheet 'influnces' is unknown. Did you mean 'influences'?",
        ),
        (
            {"influences": [["cause", "effect", "strength"], ["rain", "grass", 1]]},
            "m.xlsx, sheet 'influences', row 1 lacks the column 'sign'. Write + (raises), - (lowers) or "
            "? (either) in every row.",
        ),
        (
            {"sources": [["name"], ["memo", "stray"]]},
            "m.xlsx, sheet 'sources', row 2 has 2 cells for 1 columns. Give every column a header, or clear the "
            "cells beyond the last one.",
        ),
        (
            {"strengths": [["word", "person", "low", "high"], ["weak", "anna", 0, 1]]},
            "m.xlsx, sheet 'strengths', cell A2: strengths.weak: No source 'anna'; there are no sources.",
        ),
        (
            {"strengths": [["word", "low", "high"], ["weak", 2, 1]]},
            "m.xlsx, sheet 'strengths', cell A2: strengths.weak low 2, high 1 must be in the order low, mode, "
            "high. Perhaps 1/2?",
        ),
        (
            {"Influences ": INFLUENCES, "influences": INFLUENCES},
            "m.xlsx, sheet 'influences' is another sheet 'influences'. Keep one of them.",
        ),
        (
            {
                "sources": [["name"], ["memo"]],
                "claims": [["name", "text", "source"], ["c1", "x", "memo"], ["c2", "y", "memo"]],
                "influences": [[*INFLUENCES[0], "claims"], [*INFLUENCES[1], "c1, c2"]],
            },
            "m.xlsx, sheet 'influences', cell F2: influence rain → grass: No claim 'c1, c2'; the claims are c1, "
            "c2. Put bars between them: c1|c2.",
        ),
        (
            {
                "sources": [["name"], ["memo"]],
                "claims": [["name", "text", "source"], ["c1", "x", "memo"]],
                "checks": [["claim", "outcome", "direction"], ["c1", "grass", "rises"]],
            },
            "m.xlsx, sheet 'checks', cell A2: claims.c1, check 1 lacks the key 'under': 'rises' speaks of a "
            "change. Write set = { x = \"high\" } in the column 'under'.",
        ),
        (
            {"known": [["variable", "finding"], ["rain", "no"], ["rain", "yes"]]},
            "m.xlsx, sheet 'known', cell A3: variable repeats 'rain'. Each name stands once.",
        ),
        (
            {"claims": [["name", "text", "source", "tier"], ["c1", "Rain.", "memo", "loud"]]}
            | {"sources": [["name"], ["memo"]]},
            "m.xlsx, sheet 'claims', cell D2: claims.c1.tier must be 'emphatic', 'plain', 'hedged', "
            "'open', 'denied' or 'reported', not 'loud'.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_told_with_its_cell(
    sheets: dict[str, Rows], message: str
) -> None:
    assert refused(sheets) == message


def test_percentages_and_thirds_in_cells_are_read_and_said() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(
            workbook(
                {
                    "variables": [
                        ["name", "states", "p"],
                        ["rain", "no|some|yes", ".3333|.3333|.3333"],
                        ["grass", "dry|wet", "10%|９０％"],
                    ],
                    "strengths": [["word", "low", "high", "zero"], ["weak", 0, 1, 0.1]],
                }
            )
        )
    )
    book["strengths"]["D2"].number_format = "0%"
    held = io.BytesIO()
    book.save(held)

    with pytest.warns(cn.errors.RoundingWarning) as told:
        model = read_workbook(held.getvalue(), "m.xlsx")
    assert str(told[0].message) == (
        "m.xlsx: a row does not sum to 1 because of rounding, and was divided by its sum: "
        "variables.rain.baseline.p (sheet 'variables', cell C2)."
    )
    assert model.variables["grass"].one_baseline.p == (0.1, 0.9)
    assert model.strengths["weak"].zero == 0.1


def test_numbers_dates_and_merged_cells_that_are_understood(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Variables ": [
            ["A model of rain"],
            [],
            ["NAME", "States", "label"],
            ["rain", "no｜yes", 2019],
            ["  grass", "dry|wet|", "Grass　"],
        ],
        "sources": [["name", "date", "kind"], ["memo", datetime.datetime(2023, 12, 20), "report"]],
        "influences": [
            *INFLUENCES[:1],
            ["rain", "grass", "＋", "０.５／１.５", " as typed "],
            [None, "  "],
        ],
    }
    model = read_workbook(workbook(sheets), "m.xlsx")

    assert model.variables["rain"].label == "2019"
    assert model.variables["grass"].label == "Grass"
    assert model.sources["memo"].date == "2023-12-20"
    assert model.influences[0].note == " as typed "


@pytest.mark.parametrize(
    "cell",
    [
        'rain = "yes"',
        '{ rain = "yes" }',
        "rain = “yes”",
        "｛ rain　＝　＂yes＂ ｝",
        'rain =\n"yes"',
        "rain = 'yes'",
    ],
)
def test_a_table_may_be_typed_with_the_marks_of_any_keyboard(cell: str) -> None:
    model = read({"proposals": [["name", "set"], ["p", cell]]})

    assert model.proposals["p"].intervention == cn.do(rain="yes")


def test_marks_in_a_text_stay_as_they_are() -> None:
    model = read(
        {
            "variables": [["name", "states"], ["rain", "少ない、ない|“多い”"]],
            "proposals": [["name", "set"], ["p", "rain ＝ “少ない、ない”"]],
        }
    )

    assert model.proposals["p"].intervention == cn.do(rain="少ない、ない")


def test_a_table_in_any_cell_may_have_curly_quotes() -> None:
    kind = "{ kind = “noisy-max”, leak = [0.9, 0.1] }"
    model = read(
        {
            "variables": [["name", "states", "mechanism"], ["rain", "no|yes", kind]],
            "known": [["variable", "finding"], ["rain", "likelihood ＝ { no = 0.5, yes = 1 }"]],
        }
    )

    assert model.variables["rain"].mechanism == cn.NoisyMax(leak=(0.9, 0.1))
    assert model.known["rain"] == cn.likelihood({"no": 0.5, "yes": 1})


def test_a_workbook_without_variables_holds_no_model() -> None:
    held = workbook({"influences": INFLUENCES})

    with pytest.raises(
        cn.errors.FileError,
        match="'m.xlsx' holds no model: it has no sheet 'variables'; its sheets are 'influences'",
    ):
        read_workbook(held, "m.xlsx")


def test_merged_causes_hold_for_each_row() -> None:
    rows: Rows = [
        ["cause", "effect", "sign", "strength"],
        ["rain", "grass", "+", 1],
        [None, "moss", "+", 1],
    ]
    variables: Rows = [*VARIABLES, ["moss", "little|much"]]
    held = workbook({"influences": rows, "variables": variables}, merged="A2:A3")

    assert [i.name for i in read_workbook(held, "m.xlsx").influences] == [
        "rain → grass",
        "rain → moss",
    ]


def test_other_columns_and_sheets_are_not_lost_in_silence() -> None:
    with pytest.warns(cn.errors.ColumnWarning) as told:
        model = read(one_row(colour="blue") | {"scratch": [["x"]]})

    assert model.influences[0].note == "wet; colour: blue"
    assert [str(w.message).partition(". ")[0] for w in told] == [
        "m.xlsx: the sheet was not read: 'scratch'.",
        "m.xlsx, sheet 'influences': the column 'colour' was kept in the notes",
    ]


# ── a model or a map ─────────────────────────────────────────────────────────────────────────


def test_a_map_is_not_taken_for_a_model_nor_a_model_for_a_map(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    links: Rows = [["from", "to", "sign"], ["rain", "grass", "+"]]
    for sheets, kind in [
        ({"variables": VARIABLES, "influences": INFLUENCES}, cn.CausalModel),
        ({"model": [["key", "value"]], "variables": VARIABLES, "links": links}, cn.CausalModel),
        ({"influences": INFLUENCES}, cn.CausalMap),
        ({"links": links, "variables": [["name", "colour"], ["rain", "blue"]]}, cn.CausalMap),
        ({"links": links, "factors": [["label"], ["rain"]]}, cn.CausalMap),
    ]:
        path.write_bytes(workbook(sheets))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", cn.errors.ColumnWarning)
            assert type(cn.load(path)) is kind
    path.write_bytes(workbook({"variables": VARIABLES, "influences": INFLUENCES}))
    assert type(cn.load(path, format="links")) is cn.CausalMap


def test_a_saved_map_is_still_a_map(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(workbook({"links": [["from", "to", "sign"], ["rain", "grass", "+"]]}))
    cn.save(cn.load(path), tmp_path / "again.xlsx")

    assert type(cn.load(tmp_path / "again.xlsx")) is cn.CausalMap


def test_a_sheet_of_a_workbook_is_read_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(workbook({"variables": VARIABLES, "influences": INFLUENCES}))

    assert [variable.name for variable in cn.read_variables(path)] == ["rain", "grass"]
    assert [influence.note for influence in cn.read_influences(path)] == ["wet"]
    path.write_bytes(workbook({"Sheet1": INFLUENCES}))
    assert len(cn.read_influences(path)) == 1
    path.write_bytes(workbook({"a": INFLUENCES, "b": VARIABLES}))
    with pytest.raises(
        cn.errors.FileError, match="has no sheet 'variables'; its sheets are 'a', 'b'"
    ):
        cn.read_variables(path)
    path.write_bytes(workbook({"influences": [*INFLUENCES, ["rain", "grass", "up", 1]]}))
    with pytest.raises(cn.errors.ModelError, match="sheet 'influences', row 3: sign must be"):
        cn.read_influences(path)
