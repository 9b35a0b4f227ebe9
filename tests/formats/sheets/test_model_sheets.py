"""The sheets of a workbook hold whatever a model file holds."""

from __future__ import annotations

import pytest

from causalnet.formats.model_file.sections import FILE, GRAPH_KEYS
from causalnet.formats.sheets.cell_readers import READERS
from causalnet.formats.sheets.explanation import WRITTEN
from causalnet.formats.sheets.model_sheets import BELOW, SHEETS
from causalnet.formats.sheets.sheet_forms import RowError, TextSheet


def test_every_section_of_a_model_file_has_a_sheet() -> None:
    texts = SHEETS["model"]
    assert isinstance(texts, TextSheet)
    own = {key.name for key in FILE.schema.keys} - {"graph"} | {*GRAPH_KEYS}

    assert own == {*SHEETS, *texts.keys} - {"model", "panels", "translations", *BELOW}


def test_every_kind_of_column_can_be_read_and_is_explained() -> None:
    kinds = {column.kind for form in SHEETS.values() for column in form.columns}

    assert kinds == {*READERS} == {*WRITTEN}


def test_names_of_sheets_and_columns_are_short_and_distinct() -> None:
    for name, form in SHEETS.items():
        columns = [column.name for column in form.columns]
        assert len(name) <= 31
        assert len({*columns}) == len(columns)


@pytest.mark.parametrize("sheet", [*SHEETS])
def test_the_sheets_of_an_empty_model_have_no_rows(sheet: str) -> None:
    rows = [*SHEETS[sheet].rows({"name": "m"})]

    assert [row for row in rows if {*row} != {"key"}] == (
        [{"key": "name", "value": "m"}] if sheet == "model" else []
    )


def test_what_several_people_judged_has_a_row_for_each() -> None:
    form, data = SHEETS["strengths"], {"strengths": {"weak": {"anna": [0, 0.5, 1], "ben": 2}}}
    rows = [*form.rows(data)]

    assert rows == [
        {"word": "weak", "person": "anna", "low": 0, "mode": 0.5, "high": 1},
        {"word": "weak", "person": "ben", "low": 2, "high": 2},
    ]
    again: dict[str, object] = {}
    paths = [form.add(again, row) for row in rows]
    assert paths == [("strengths", "weak", "anna"), ("strengths", "weak", "ben")]
    with pytest.raises(RowError, match="repeats 'anna' for 'weak'"):
        form.add(again, rows[0])
    with pytest.raises(RowError, match="repeats 'weak'"):
        form.add(again, {"word": "weak", "low": 0, "high": 1})
