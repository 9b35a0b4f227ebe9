"""Lists of the parts of a model as tables."""

import re

import causalnet as cn
from causalnet.display.notebook.part_tables import influences_sheet, register_sheet
from tests.boundary.kinds_of_values import town

LAWN = cn.load("lawn")


def test_variables_have_their_states_today() -> None:
    sheet = register_sheet(LAWN.variables)

    assert sheet.header == ["name", "label", "states today", "roles"]
    assert sheet.rows[0] == ["rain", "", "no 80%, yes 20%", "lever"]
    assert sheet.rows[2] == ["wet", "Wet grass", "no 70%, yes 30%", "outcome"]


def test_columns_that_nothing_stands_in_are_left_out() -> None:
    assert "label" not in register_sheet(town().rivals).header


def test_every_kind_of_named_part_has_a_table() -> None:
    model = town()
    for register in (
        model.variables,
        model.claims,
        model.sources,
        model.proposals,
        model.rivals,
        model.actors,
    ):
        sheet = register_sheet(register)
        assert [row[0] for row in sheet.rows] == list(register)
        assert len(sheet.header) >= 2


def test_other_parts_are_names_and_values() -> None:
    sheet = register_sheet(LAWN.interventions)

    assert sheet.rows == [["water the lawn", 'do(sprinkler="on")']]


def test_influences_stand_by_the_labels_of_their_ends() -> None:
    sheet = influences_sheet(LAWN)

    assert sheet.header[:3] == ["cause", "effect", "sign"]
    assert [row[:3] for row in sheet.rows] == [
        ["Rain", "Wet grass", "+"],
        ["Sprinkler", "Wet grass", "+"],
    ]


def test_a_list_of_parts_is_a_table_in_a_notebook() -> None:
    assert re.findall("<th", LAWN.variables._repr_html_()) == ["<th"] * 5
