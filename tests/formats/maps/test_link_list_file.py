"""Lists of links that are written: rows, counts, sheets of pairs and sources, and what they do not hold."""

from __future__ import annotations

import warnings
from pathlib import Path

import openpyxl
import pytest

import causalnet as cn
from causalnet import CausalMap, Factor, Link, Source

FARMS = CausalMap(
    "farms",
    [
        Link("rain", "harvest", "+", source="Amina", at="p. 1", quote="=SUM(1)\nWe eat.", tags=["a", "b c"]),
        Link("rain", "harvest", "-", source="Bento", weight=cn.pert(0.1, 0.3, 0.9), note="-x"),
        Link("harvest", "收入", source="Bento", weight=0.5, lag=1),
    ],
    factors=[Factor("rain", "Rain"), Factor("harvest"), Factor("收入")],
    sources=[
        Source("Amina", groups={"district": "north"}, rests_on=()),
        Source("Bento", groups={"district": "south"}),
    ],
)  # fmt: skip


@pytest.mark.parametrize("name", ["farms.csv", "farms.tsv", "farms.xlsx"])
def test_what_a_list_holds_comes_back_without_loss(tmp_path: Path, name: str) -> None:
    cn.save(FARMS, tmp_path / name)

    assert cn.load(tmp_path / name) == FARMS


def test_each_row_has_the_counts_of_its_pair_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    cn.save(FARMS, tmp_path / "farms.csv")
    text = (tmp_path / "farms.csv").read_bytes()

    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig") == (
        "from,to,sign,source,at,quote,tags,weight,lag,note,group: district,"
        "citations of the pair,sources of the pair\r\n"
        'Rain,harvest,+,Amina,p. 1,"\'=SUM(1)\nWe eat.",a|b c,,,,north,2,2\r\n'
        "Rain,harvest,-,Bento,,,,0.1/0.3/0.9,,'-x,south,2,2\r\n"
        "harvest,收入,?,Bento,,,,0.5,1,,south,1,1\r\n"
    )


def test_a_workbook_has_sheets_of_pairs_and_voices_as_well(tmp_path: Path) -> None:
    cn.save(FARMS, tmp_path / "farms.xlsx")
    book = openpyxl.load_workbook(tmp_path / "farms.xlsx")

    assert book.sheetnames == ["List of links", "Pairs", "Voices"]
    assert book["List of links"]["F2"].data_type == "s"
    assert [[cell.value for cell in row] for row in book["Pairs"].iter_rows()] == [
        ["pair", "number of citations", "number of sources", "independent", "raise", "lower", "no sign"],
        ["Rain → harvest", 2, 2, 2, 1, 1, 0],
        ["harvest → 收入", 1, 1, 1, 0, 0, 1],
    ]  # fmt: skip
    assert [[cell.value for cell in row] for row in book["Voices"].iter_rows()] == [
        ["source", "district", "note"],
        ["Amina", "north", None],
        ["Bento", "south", None],
    ]


def test_what_a_list_does_not_hold_is_said(tmp_path: Path) -> None:
    other = CausalMap(
        "farms",
        [Link("a", "b", source="s")],
        factors=[Factor("a", note="mine"), Factor("b"), Factor("alone")],
        title="Farms of 2020",
    )

    with pytest.warns(cn.errors.LossWarning) as told:
        cn.save(other, tmp_path / "farms.csv")

    [warning] = told
    assert str(warning.message) == "'farms.csv' holds the map without the title and 1 factor."


def test_ten_thousand_links_are_written_and_read_again(tmp_path: Path) -> None:
    links = [Link(f"a{i % 97}", f"b{i % 89}", "+", source=f"s{i % 31}") for i in range(10_000)]

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cn.save(CausalMap("many", links), tmp_path / "many.csv")
    assert len(cn.load(tmp_path / "many.csv").links) == 10_000  # type: ignore[union-attr]


def test_a_list_may_have_any_suffix_if_its_format_is_named(tmp_path: Path) -> None:
    cn.save(FARMS, tmp_path / "farms.txt", format="links")

    assert cn.load(tmp_path / "farms.txt", format="links") == FARMS
