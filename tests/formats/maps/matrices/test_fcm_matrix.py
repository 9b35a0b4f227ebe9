"""Fuzzy cognitive maps as matrices."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from tests.formats.grids.workbooks import with_rows, workbook
from tests.formats.maps.loading import left_out, links, loaded, refused

SQUARE = ",Rain,Harvest,Debt\nRain,0,0.8,\nHarvest,,0,-0.5\nDebt,0,-1,0.25\n"
LINKS = ["rain → harvest (+)", "harvest → debt (-)", "debt → harvest (-)", "debt → debt (+)"]


def test_rows_are_causes_and_empty_cells_and_zeros_are_no_links(tmp_path: Path) -> None:
    held = loaded(tmp_path, SQUARE, "farm.csv")

    assert links(held) == LINKS
    assert [link.weight for link in held.links] == [0.8, -0.5, -1.0, 0.25]
    assert held.reading.understood[0] == (
        "The rows are causes, columns effects. If it is the other way round, write format='fcm-columns'."
    )


@pytest.mark.parametrize(
    "text",
    [
        SQUARE.encode("utf-8-sig"),
        SQUARE.encode("utf-16"),
        SQUARE.replace(",", ";").replace(".", ","),
        SQUARE.replace(",", "\t"),
        SQUARE.replace("-", "−"),
        SQUARE.replace("\n", "\r\n"),
        "Rain,Harvest,Debt\n0,0.8,\n,0,-0.5\n0,-1,0.25\n",
    ],
)
def test_other_ways_to_write_the_matrix_make_the_same_map(
    tmp_path: Path, text: str | bytes
) -> None:
    assert loaded(tmp_path, text, "farm.csv", format="fcm") == loaded(tmp_path, SQUARE, "farm.csv")


def test_columns_are_causes_where_the_user_says_so(tmp_path: Path) -> None:
    held = loaded(tmp_path, SQUARE, "farm.csv", format="fcm-columns")

    assert links(held)[0] == "harvest → rain (+)"


def test_sheets_of_lower_likely_and_upper_weights_are_ranges(tmp_path: Path) -> None:
    names = ["", "Rain", "Harvest"]
    parts = {"lower": (0.2, -0.5), "mode": (0.4, -0.1), "upper": (0.9, 0.1)}
    sheets = {part: [names, ["Rain", None, a], ["Harvest", b, 0]] for part, (a, b) in parts.items()}

    held = loaded(tmp_path, workbook({**sheets, "About": [["Ours"]]}), "farm.xlsx")

    assert links(held) == ["rain → harvest (+)", "harvest → rain (?)"]
    assert held.links[0].weight == cn.pert(0.2, 0.4, 0.9)
    assert held.links[1].note == "Its sign is not the same throughout its range."
    assert left_out(held) == {"1 sheet: About": 1}


def test_half_a_range_is_refused_and_not_read_as_the_weights(tmp_path: Path) -> None:
    rows = [["", "Rain", "Harvest"], ["Rain", None, 0.2], ["Harvest", None, None]]

    told = refused(tmp_path, workbook({"lower": rows, "mode": rows, "uper": rows}), "farm.xlsx")

    assert told == (
        "'farm.xlsx' has the sheet 'lower' and none named 'upper'. A range of weights needs both: name the other sheet "
        "'upper', or keep the sheet with the weights alone."
    )


def test_japanese_names_and_signs_in_place_of_weights(tmp_path: Path) -> None:
    held = loaded(tmp_path, ",雨,収穫\n雨,,+\n収穫,−,\n", "farm.csv", format="fcm")

    assert links(held) == ["雨 → 収穫 (+)", "収穫 → 雨 (-)"]
    assert [link.weight for link in held.links] == [None, None]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            ",Rain,Harvest\nRain,0,3\nHarvest,much,0\n",
            "2 mistakes in x.csv:\n  row 2, column 3 must lie between -1 and 1, not be 3. Divide all weights by the "
            "largest, so that they lie between -1 and 1.\n"
            "  row 3, column 2 must be a weight from -1 to 1 or a sign, not 'much'.",
        ),
        (
            ",Rain,Harvest\nRain,0,1\nHarvst,0,0\n",
            "'x.csv': row 3, column 1 names 'Harvst', which no column has. Did you mean 'Harvest'?",
        ),
        (",Rain,Rain\nRain,0,1\n", "'x.csv': row 1, column 3 repeats the name 'Rain' of row 1, column 2."),
        ("Rain,Harvest\n0,1\n", "'x.csv': the sheet has 1 rows of weights below 2 names. Write the name of each row in the first column."),
        ("0,0.5\n-0.5,0\n", "'x.csv': row 1 holds numbers, not names. Write the names of the factors in the first row."),
        (",Rain\nRain,0,1\n", "'x.csv': row 2, column 3 stands below no name."),
        ("Rain\n", "'x.csv' holds no matrix: it needs a row of names and rows of weights below it."),
        (",a,b\na,nan,inf\nb,0,0\n", "2 mistakes in x.csv:\n  row 2, column 2 must lie between -1 and 1, not be nan."),
        (",a,b\na,0,0\nb,,\n", None),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_cell(
    tmp_path: Path, text: str, message: str | None
) -> None:
    if message is None:
        assert not loaded(tmp_path, text, "x.csv", format="fcm").links
    else:
        assert refused(tmp_path, text, "x.csv", format="fcm").startswith(message)


def test_cells_as_other_programs_write_them(tmp_path: Path) -> None:
    rows = (
        b'<row r="2"><c r="B2" t="inlineStr"><is><t>Rain</t></is></c>'
        b'<c r="C2" t="inlineStr"><is><r><t>Har</t></r><r><t>vest</t></r></is></c></row>'
        b'<row r="5"><c r="A5" t="inlineStr"><is><t> Rain </t></is></c><c r="C5"><v>5E-1</v></c></row>'
        b'<row r="6"><c r="A6" t="inlineStr"><is><t>Harvest</t></is></c><c r="B6" t="str"><v>-0.25</v></c>'
        b'<c r="C6"/></row>'
    )

    held = loaded(tmp_path, with_rows(rows), "farm.xlsx")

    assert [(str(one), one.weight) for one in held.links] == [
        ("rain → harvest (+)", 0.5),
        ("harvest → rain (-)", -0.25),
    ]


def test_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    held = workbook({"m": [["", "Rain", "Debt"], ["Rain", 0, "=1/2"], ["Debt", 0.5, 0]]})

    assert refused(tmp_path, held, "farm.xlsx") == (
        "farm.xlsx, sheet 'm', cell C2 holds the formula '=1/2' without its value. Calculate it in a spreadsheet "
        "program and save."
    )


def test_ten_thousand_weights_are_read_quickly(tmp_path: Path) -> None:
    names = [f"factor {i}" for i in range(100)]
    rows = [",".join(["", *names]), *(",".join([name, *["0.5"] * 100]) for name in names)]

    held = loaded(tmp_path, "\n".join(rows), "many.csv")

    assert len(held.links) == 10_000
