"""Lists of links, as people keep them in spreadsheets."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import causalnet as cn
from tests.formats.grids.workbooks import workbook
from tests.formats.lawns import written

LIST = "From,To,Sign,Respondent,Quote\nRain,Harvest,+,Amina,When it rains we eat.\nDrought,Harvest,-,Bento,\n"


def loaded(
    folder: Path, content: str | bytes, name: str = "farm.csv", **more: object
) -> cn.CausalMap:
    found = cn.load(written(folder, content, name), **more)  # type: ignore[arg-type]
    assert isinstance(found, cn.CausalMap)
    return found


def test_a_list_becomes_a_map_with_its_sources_and_quotes(tmp_path: Path) -> None:
    held = loaded(tmp_path, LIST)

    assert held.name == "farm"
    assert [str(link) for link in held.links] == ["rain → harvest (+)", "drought → harvest (-)"]
    assert held.links[0].quote == "When it rains we eat."
    assert [*held.sources] == ["Amina", "Bento"]
    assert held.factors["rain"].label == "Rain"
    assert held.reading.left_out == ()


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode("utf-8-sig"),
        LIST.encode("utf-16"),
        LIST.replace(",", ";"),
        LIST.replace(",", "\t"),
        "sep=;\n" + LIST.replace(",", ";"),
        "Our interviews, 2020\n\n" + LIST,
        LIST.replace("\n", "\r\n"),
        LIST.upper().replace("AMINA", "Amina").replace("BENTO", "Bento").replace("WHEN IT RAINS WE EAT", "When it rains we eat"),
    ],
)  # fmt: skip
def test_other_ways_to_write_the_file_make_the_same_links(
    tmp_path: Path, content: str | bytes
) -> None:
    assert loaded(tmp_path, content).links == loaded(tmp_path, LIST).links


def test_a_workbook_makes_the_same_map(tmp_path: Path) -> None:
    rows = [line.split(",") for line in LIST.splitlines()]
    held = workbook({"Notes": [["Coded in 2020"]], "Coding": [[], ["Our links"], *rows]})

    found = loaded(tmp_path, held, "farm.xlsx")

    assert found == loaded(tmp_path, LIST)
    assert [(one.what, one.count) for one in found.reading.left_out] == [
        ("rows above the header", 1),
        ("sheet 'Notes'", 1),
    ]


def test_japanese_is_kept(tmp_path: Path) -> None:
    held = loaded(tmp_path, "原因,結果,符号,回答者\n雨,収穫,正,田中\n干ばつ,収穫,負,鈴木\n")

    assert [str(link) for link in held.links] == ["雨 → 収穫 (+)", "干ばつ → 収穫 (-)"]
    assert [*held.sources] == ["田中", "鈴木"]


def test_rows_that_lack_an_end_and_columns_without_a_meaning_are_counted(tmp_path: Path) -> None:
    long = "x" * 61
    text = f"from,to,mood,\nRain,Harvest,{long},\nRain,,,note\n,Harvest,,\n,,,here\n"
    held = loaded(tmp_path, text)

    assert len(held.links) == 1
    assert [(one.what, one.count) for one in held.reading.left_out] == [
        ("column 'mood'", 1),
        ("column number 4, which has no header", 2),
        ("rows without a cause or an effect: 3, 4, 5", 3),
    ]


def test_a_word_that_is_no_sign_is_told_and_a_missing_one_is_counted(tmp_path: Path) -> None:
    text = "from,to,sign\na,b,perhaps\na,b,\na,b,+\n"

    held = loaded(tmp_path, text)

    assert [link.sign for link in held.links] == ["?", "?", "+"]
    assert held.reading.left_out[0].what == "sign 'perhaps'"
    assert any(
        text.startswith("1 link has no sign in the file") for text in held.reading.understood
    )
    assert [link.sign for link in loaded(tmp_path, text, unsigned="+").links] == ["?", "+", "+"]


def test_the_sign_of_a_weight_counts_only_where_some_are_negative(tmp_path: Path) -> None:
    signed = loaded(tmp_path, "from;to;weight\na;b;0,5\na;c;-0,25\na;d;strong\n")
    unsigned = loaded(tmp_path, "from,to,weight\na,b,1\na,c,3\n")

    assert [(link.sign, link.weight) for link in signed.links] == [("+", 0.5), ("-", -0.25), ("?", None)]  # fmt: skip
    assert signed.links[2].tags == ("weight: strong",)
    assert [(link.sign, link.weight) for link in unsigned.links] == [("?", 1.0), ("?", 3.0)]


def test_where_a_weight_is_the_sign_a_weight_of_zero_is_no_influence(tmp_path: Path) -> None:
    held = loaded(tmp_path, "from,to,weight\na,b,0.5\na,c,-0.5\na,d,0\na,e,\n")

    assert [str(link) for link in held.links] == ["a → b (+)", "a → c (-)", "a → e (?)"]
    assert [(one.what, one.count) for one in held.reading.left_out] == [("rows with the sign 0: 4", 1)]  # fmt: skip


def test_several_sources_in_a_cell_are_one_citation_each(tmp_path: Path) -> None:
    held = loaded(tmp_path, "from,to,who,tags\na,b,Amina | Bento,#food; health\n")
    trailing = loaded(tmp_path, "from,to,who\na,b,Amina;\na,b,\n")

    assert [link.source for link in held.links] == ["Amina", "Bento"]
    assert held.links[0].tags == ("food", "health")
    assert [link.source for link in trailing.links] == ["Amina", ""]


def test_rows_above_the_header_are_counted(tmp_path: Path) -> None:
    held = loaded(tmp_path, "Our project,\nExported in May,\n\nfrom,to\na,b\n")

    assert [str(link) for link in held.links] == ["a → b (?)"]
    assert [(one.what, one.count) for one in held.reading.left_out] == [
        ("rows above the header", 2)
    ]


def test_factors_may_go_by_numbers(tmp_path: Path) -> None:
    held = loaded(tmp_path, "source,target,sign\n1,2,+\n2,3,-\n")

    assert [held.factors[link.effect].label for link in held.links] == ["2", "3"]
    assert [link.sign for link in held.links] == ["+", "-"]


def test_a_lag_in_whole_periods_is_read_and_another_is_a_tag(tmp_path: Path) -> None:
    links = loaded(tmp_path, "from,to,lag\na,b,2\na,b,-1\na,b,long\n").links

    assert [link.lag for link in links] == [2, 0, 0]
    assert [link.tags for link in links] == [(), ("lag: -1",), ("lag: long",)]


def test_a_weight_or_a_lag_that_is_none_is_told(tmp_path: Path) -> None:
    reading = loaded(
        tmp_path, "from,to,weight,lag\na,b,strong,2\na,b,0.5,0.5\na,c,strong,1\n"
    ).reading

    assert [(one.what, one.why, one.count) for one in reading.left_out] == [
        (
            "lag '0.5'",
            "It is not a whole number of periods, so it is a tag, and the link acts at once.",
            1,
        ),
        ("weight 'strong'", "It is neither a number nor a range, so it is a tag of the link.", 2),
    ]


def test_links_without_a_source_are_counted_beside_those_with_one(tmp_path: Path) -> None:
    text = "from,to,source\na,b,Amina\na,c,\nb,c,\n"

    assert "2 links name no source." in loaded(tmp_path, text).reading.understood
    nobody = loaded(tmp_path, "from,to\na,b\n").reading.understood
    assert not any("no source" in sentence for sentence in nobody)


def test_columns_that_go_with_the_source_are_its_groups_and_others_tags(tmp_path: Path) -> None:
    text = (
        "who,district,group: age,from,to,mood\n"
        "Amina,north,31,a,b,glad\nAmina,north,31,b,c,sad\nBento,south,45,a,b,glad\n"
    )

    held = loaded(tmp_path, text)

    assert dict(held.sources["Amina"].groups) == {"district": "north", "age": "31"}
    assert [link.tags for link in held.links] == [("mood: glad",), ("mood: sad",), ("mood: glad",)]
    assert "Groups of the sources: 'district' and 'age'." in held.reading.understood
    assert "Tags of the links, as 'column: value': 'mood'." in held.reading.understood


def test_a_sheet_of_respondents_groups_the_sources(tmp_path: Path) -> None:
    held = workbook(
        {
            "Links": [["from", "to", "respondent"], ["a", "b", "Amina"]],
            "People": [
                ["Respondent", "District", "Phone", "Notes"],
                ["Amina", "north", 1, "speaks for two"],
                ["Bento", "north", 2, None],
                ["Chika", "south", 3, None],
            ],
        }
    )

    found = loaded(tmp_path, held, "farm.xlsx")

    assert dict(found.sources["Amina"].groups) == {"District": "north"}
    assert found.sources["Amina"].note == "speaks for two"
    assert [*found.sources] == ["Amina", "Bento", "Chika"]
    assert [(one.what, one.why) for one in found.reading.left_out] == [
        (
            "column 'Phone' of sheet 'People'",
            "It differs from source to source, and does not group them.",
        )
    ]


def test_formulas_without_a_value_and_failed_ones_are_refused_with_their_cells(
    tmp_path: Path,
) -> None:
    held = workbook({"Links": [["from", "to", "sign"], ["a", "=1+1", "#REF!"], ["=B1", "c", "+"]]})

    with pytest.raises(cn.errors.ModelError) as caught:
        loaded(tmp_path, held, "farm.xlsx")

    assert [m.place for m in caught.value.mistakes] == [
        "sheet 'Links', cell B2",
        "sheet 'Links', cell C2",
        "sheet 'Links', cell A3",
    ]
    assert "holds the formula '=1+1' without its value. Open the file" in str(caught.value)


def test_ten_thousand_links_are_read_in_a_moment(tmp_path: Path) -> None:
    lines = [f"factor {i % 97},factor {i % 89},+,voice {i % 31}" for i in range(10_000)]
    started = time.process_time()

    held = loaded(tmp_path, "\n".join(["from,to,sign,source", *lines]))

    assert len(held.links) == 10_000
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "'farm.csv' is not a list of links: it is empty."),
        ("from,to\n", "'farm.csv' holds no links"),
        ("source,effect\na,b\n", "'farm.csv', row 1: The column 'source' may be the cause or the voice"),
    ],
)  # fmt: skip
def test_what_is_not_a_list_of_links_is_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(cn.errors.FileError) as caught:
        loaded(tmp_path, content)

    assert str(caught.value).startswith(message)


def test_a_sign_of_zero_says_that_there_is_no_influence(tmp_path: Path) -> None:
    held = loaded(tmp_path, "from,to,sign\na,b,0\na,b,+\na,c,0.0\n")

    assert [link.name for link in held.links] == ["a → b"]
    assert [(one.what, one.count) for one in held.reading.left_out] == [
        ("rows with the sign 0: 2, 4", 2)
    ]


def test_cells_that_other_programs_write_for_nothing_are_empty(tmp_path: Path) -> None:
    held = loaded(tmp_path, "from,to,sign,source\na,b,NA,NULL\nn/a,b,+,x\n")

    assert [(str(link), link.source) for link in held.links] == [("a → b (?)", "")]
    assert [(one.what, one.count) for one in held.reading.left_out] == [
        ("rows without a cause or an effect: 3", 1),
        ("cells that say 'NA' or 'NULL'", 3),
    ]


def test_opposites_are_folded_with_their_sign(tmp_path: Path) -> None:
    text = "from,to,sign\n~Rain,Harvest,-\nRain,~Harvest,+\n~Rain,~Harvest,+\n~5% growth,Income,+\n"

    held = loaded(tmp_path, text)

    assert [str(link) for link in held.links] == [
        "rain → harvest (+)",
        "rain → harvest (-)",
        "rain → harvest (+)",
        "factor_5_growth → income (+)",
    ]
    assert held.reading.understood[1].startswith(
        "'~' marks an opposite: 2 links with it at one end became a link of the plain label"
    )


def test_a_space_between_the_parts_of_a_label_makes_no_factor_of_its_own(tmp_path: Path) -> None:
    held = loaded(tmp_path, "from,to\nFarming; Rows,Harvest\nFarming;Rows,Harvest\n")

    assert [factor.label for factor in held.factors.values()] == ["Farming; Rows", "Harvest"]
    assert (
        "These labels are one factor: 'Farming; Rows', 'Farming;Rows'." in held.reading.understood
    )
