"""Models to workbooks and back: nothing is lost, and a person can go on writing in them."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

import causalnet as cn
from causalnet.formats.model_file.toml import _text
from causalnet.formats.sheets.model_sheets import SHEETS
from causalnet.formats.sheets.workbook_reader import read_workbook
from causalnet.formats.sheets.workbook_writer import workbook_bytes
from tests.formats.lawns import lawn
from tests.strategies.models import models


def opened(model: cn.CausalModel) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(model, "m.xlsx")))


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(model=models())
def test_a_workbook_gives_back_the_model(model: cn.CausalModel) -> None:
    again = read_workbook(workbook_bytes(model, "m.xlsx"), "m.xlsx")

    assert again == model
    assert [*again.variables] == [*model.variables]


@pytest.mark.parametrize("name", ["lawn", "treatment", "high_street"])
def test_a_model_that_ships_gives_the_same_model_file(name: str, tmp_path: Path) -> None:
    model = cn.load(name)
    cn.save(model, tmp_path / "m.xlsx")
    loaded = cn.load(tmp_path / "m.xlsx")

    assert loaded == model
    assert loaded.fingerprint == model.fingerprint
    assert _text(loaded) == _text(model)
    assert loaded.folder == tmp_path


TEXTS = [
    "=1+1",
    "#REF!",
    '"#REF!"',
    "1/2",
    "10%",
    "TRUE",
    " around ",
    "a\rb\r\nc\n",
    "_x000D_",
    "\x00\x1f\ufffe",
    '""',
    '"quoted"',
    "  ",
    "日本語、（全角）　",
    "x" * 40_000,
    "x" * 16_000 + " " * 16_000 + "\r" * 5_000,
]


def test_any_text_is_given_back() -> None:
    variables = [cn.Variable(f"v{i}", ["no", "yes"], note=text) for i, text in enumerate(TEXTS)]
    model = cn.CausalModel("m", variables, description="\r\n=1")
    again = read_workbook(workbook_bytes(model, "m.xlsx"), "m.xlsx")

    assert [variable.note for variable in again.variables.values()] == TEXTS
    assert again.description == "\r\n=1"


def test_names_that_look_like_something_else_are_given_back() -> None:
    states = ["1/2", "TRUE", "a|b", "[x]", '"y"', "#N/A", "a, b", "{ z = 1 }"]
    model = cn.CausalModel(
        "=m",
        [cn.Variable(state, states) for state in states],
        strengths={"0.1/0.2": cn.interval(0, 1), "3": cn.fixed(2), "#N/A": cn.fixed(0.1 + 0.2)},
        influences=[
            cn.Influence("1/2", "TRUE", "+", "0.1/0.2"),
            cn.Influence("a|b", "[x]", "-", "3", reference="a|b"),
            cn.Influence("{ z = 1 }", '"y"', "?", "#N/A"),
        ],
        known={"1/2": "a|b", "TRUE": frozenset(["a|b", "1/2"])},
    )

    assert read_workbook(workbook_bytes(model, "m.xlsx"), "m.xlsx") == model


def test_decisions_and_what_outcomes_are_worth_are_given_back() -> None:
    rain, dig = (
        cn.Variable("rain", ["no", "yes"]),
        cn.Variable("dig", ["no", "yes"], roles=["lever"]),
    )
    pairs = {("no", "no"): 0, ("no", "yes"): 1.5, ("yes", "no"): -4, ("yes", "yes"): 3}
    model = cn.CausalModel(
        "m",
        [rain, dig],
        decisions=[cn.Choice("dig", sees=["rain"])],
        utilities=[
            cn.Utility("cost", "dig", {"no": 0, "yes": -1}),
            cn.Utility("u", ["rain", "dig"], pairs),
        ],
    )
    sheet = opened(model)["utilities"]

    assert read_workbook(workbook_bytes(model, "m.xlsx"), "m.xlsx") == model
    assert [cell.value for cell in sheet["B"]] == ["of", "dig", "rain|dig"]
    assert sheet["C2"].value == "no = 0, yes = -1"


def test_half_of_a_character_is_refused() -> None:
    with pytest.raises(cn.errors.ModelError, match="half of a character, which a file cannot hold"):
        workbook_bytes(lawn(description="\ud800"), "m.xlsx")


# ── what a person sees ───────────────────────────────────────────────────────────────────────


def test_every_sheet_is_there_with_a_header_that_stays_in_sight() -> None:
    book = opened(lawn())

    assert book.sheetnames == [*SHEETS, "columns", "lists"]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert book["lists"].sheet_state == "hidden"
    for name, form in SHEETS.items():
        assert [cell.value for cell in book[name][1]] == [column.name for column in form.columns]
        assert book[name]["A1"].font.bold


def test_every_column_is_explained() -> None:
    rows = [[*row] for row in opened(lawn())["columns"].iter_rows(min_row=2, values_only=True)]
    explained = {(sheet, column): rest for sheet, column, *rest in rows if column}

    assert [*explained] == [
        (name, column.name) for name, form in SHEETS.items() for column in form.columns
    ]
    assert all(meaning and how for meaning, how, *_ in explained.values())
    assert explained["influences", "sign"] == [
        explained["influences", "sign"][0],
        "+ (raises), - (lowers) or ? (either)",
        "yes",
        None,
        "+, -, ?",
    ]


def test_cells_have_drop_down_lists() -> None:
    book = opened(lawn())

    def lists(sheet: str) -> dict[str, str]:
        return {
            str(v.sqref).partition(":")[0]: str(v.formula1)
            for v in book[sheet].data_validations.dataValidation
        }

    influences = [column.name for column in SHEETS["influences"].columns]
    letter = dict(zip(influences, "ABCDEFGHIJKLMN", strict=False))
    found = lists("influences")
    assert found[f"{letter['sign']}2"] == '"+,-,?"'
    assert found[f"{letter['cause']}2"] == "variables!$A$2:$A$2000"
    assert found[f"{letter['strength']}2"] == "strengths!$A$2:$A$2000"
    assert "MATCH($A2,lists!$A:$A,0)" in found[f"{letter['reference']}2"]
    assert "MATCH($A2,lists!$A:$A,0)" in lists("known")["B2"]


def test_a_cell_of_a_text_column_stays_a_text() -> None:
    sheet = opened(lawn())["influences"]
    letters = {cell.value: cell.column_letter for cell in sheet[1]}

    assert sheet.column_dimensions[letters["strength"]].number_format == "@"
    assert sheet.column_dimensions[letters["lag"]].number_format == "General"


def test_what_is_written_below_the_last_row_is_read(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    cn.save(cn.CausalModel("m", [cn.Variable("rain", ["no", "yes"])]), path)
    book = openpyxl.load_workbook(path)
    book["variables"]["A3"], book["variables"]["C3"] = "grass", "dry|wet"
    book["influences"].append(["rain", "grass", "+", 0.5])
    book.save(path)

    loaded = cn.load(path)
    assert isinstance(loaded, cn.CausalModel)
    assert [str(i.strength) for i in loaded.influences] == ["0.5"]
