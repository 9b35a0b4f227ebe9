"""Workbooks of Kumu: sheets of elements and connections."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.grids.workbooks import workbook
from tests.formats.maps.loading import left_out, links, loaded, refused

ELEMENTS = [["Label", "Type", "Tags"], ["Rain", "Driver", "sky|water"], ["Harvest"], ["Debt"]]
CONNECTIONS = [
    ["From", "To", "Type", "Direction", "Source"],
    ["Rain", "Harvest|Debt", "+", "directed", "Amina"],
    ["Harvest", "Debt", "-"],
    ["Debt", "Rain", "", "undirected"],
]


def test_the_sheets_of_elements_and_connections_make_a_map(tmp_path: Path) -> None:
    held = workbook(
        {"Elements": ELEMENTS, "Connections": CONNECTIONS, "Old (ignore)": [["From", "To"]]}
    )

    found = loaded(tmp_path, held, "farms.xlsx")

    assert links(found) == ["rain → harvest (+)", "rain → debt (+)", "harvest → debt (-)"]
    assert [link.source for link in found.links] == ["Amina", "Amina", ""]
    assert found.factors["rain"].tags == ("Driver", "sky", "water")
    assert left_out(found) == {"undirected connections": 1, "sheet 'Old (ignore)'": 1}


def test_two_tables_in_one_sheet_are_parted_by_blank_rows(tmp_path: Path) -> None:
    both = workbook({"All": [*ELEMENTS, [], [], *CONNECTIONS], "Notes": [["Coded in 2020"]]})

    found = loaded(tmp_path, both, "farms.xlsx")

    assert links(found) == ["rain → harvest (+)", "rain → debt (+)", "harvest → debt (-)"]
    assert left_out(found)["a table of sheet 'Notes'"] == 1


def test_a_misspelt_end_is_told_with_its_row(tmp_path: Path) -> None:
    held = workbook({"Elements": ELEMENTS, "Connections": [["From", "To"], [], ["Rian", "Debt"], ["Rain"]]})  # fmt: skip

    assert refused(tmp_path, held, "farms.xlsx") == (
        "2 mistakes in farms.xlsx:\n"
        "  sheet 'Connections', row 3, column 'From': No element 'Rian'; the elements are Rain, Harvest, Debt. "
        "Did you mean 'Rain'?\n"
        "  sheet 'Connections', row 4, column 'To' is empty: it must be the label or the id of an element."
    )


@pytest.mark.parametrize("sheet", ["Elements", "Connections"])
def test_one_sheet_of_connections_is_enough_where_the_format_is_told(
    tmp_path: Path, sheet: str
) -> None:
    held = workbook({sheet: CONNECTIONS})

    assert len(loaded(tmp_path, held, "farms.xlsx", format="kumu").links) == 3
    # Without being told it is a list of links, in which a bar does not part names.
    assert len(loaded(tmp_path, held, "farms.xlsx").links) == 3
