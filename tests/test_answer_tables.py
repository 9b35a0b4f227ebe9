"""Sheets, and the answers that print as them."""

import re

import pytest

import causalnet as cn
from causalnet.answer_tables import AnswerTable, Column, Sheet, bar, signed, unsigned, whole_percent
from tests.questions.effects.test_lever import town


def answers():
    model = town()
    under = cn.do(toll="high")
    return [
        cn.query(model, "air", under=under),
        cn.marginals(model),
        cn.effect(model, "air", under=under),
        cn.causation(model, ("air", "low"), under=under, versus=cn.do(toll="low")),
        cn.counterfactual(model, "air", under=under, observed={"air": "low"}),
        cn.compare(model, "air", {"toll": under}),
        cn.levers(model, "air"),
        cn.audit(model),
    ]


@pytest.mark.parametrize("answer", answers(), ids=lambda a: type(a).__name__)
def test_every_answer_prints_as_a_table_in_text_html_and_a_frame(answer):
    assert repr(answer) == str(answer)
    assert "0x" not in str(answer)
    assert str(answer).count("\n") >= 2
    assert "<table" in answer._repr_html_()
    assert len(answer.to_frame()) > 0
    field = next(iter(answer.__dataclass_fields__))
    with pytest.raises(AttributeError):
        setattr(answer, field, None)


def test_columns_are_aligned_and_headings_span():
    sheet = Sheet("t", ["name", "n"], [["a", "1"], ["HEADING"], ["bcd", "22"]], ["note"])
    assert sheet.text().split("\n") == ["t", "name   n", "a      1", "HEADING", "bcd   22", "note"]
    assert '<th colspan="2"' in sheet.html()


@pytest.mark.parametrize(("share", "text"), [(0, ""), (1, "█" * 4), (0.5, "██"), (2, "█" * 4)])
def test_bar(share, text):
    assert bar(share, width=4) == text


def test_signed_has_no_negative_zero():
    assert [signed(x) for x in (0.0, -1e-9, 0.1, -0.1)] == ["0.000", "0.000", "+0.100", "-0.100"]


def test_a_title_alone_is_no_table():
    html = Sheet("Audit of it: 1 of 1 checks met", (), ()).html()
    assert "<table" not in html
    assert "Audit of it: 1 of 1 checks met</p>" in html


def test_a_title_is_not_squeezed_into_the_width_of_its_table():
    html = Sheet("A title that is longer than its table", ["a"], [["1"]]).html()
    assert "<caption" not in html
    assert html.index("A title") < html.index("<table")


def test_html_needs_no_style_sheet():
    html = Sheet("t", ["name", "n"], [["a", "22"]]).html()
    assert html.count("padding:") == 4
    assert re.search(r'<td style="text-align:right[^"]*">22<', html)
    assert re.search(r'<th style="text-align:right[^"]*">n<', html)


def test_short_cells_do_not_wrap_and_long_ones_do():
    html = Sheet("", (), [["follows from signs", "word " * 20]]).html()
    assert re.findall(r'white-space:nowrap">([^<]*)<', html) == ["follows from signs"]


def test_a_note_of_several_lines_is_one_paragraph():
    sheet = Sheet("", (), [["a"]], ["it is a\nleap"])
    assert sheet.text() == "a\nit is a\nleap"
    assert re.findall(r"<p[^>]*>(.*?)</p>", sheet.html()) == ["it is a leap"]


def test_saying_changes_every_text():
    sheet = Sheet("t", ["h"], [["r"]], ["n"], "<").saying(str.upper)
    assert sheet == Sheet("T", ["H"], [["R"]], ["N"], "<")


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [(-0.004, ".2f", "0.00"), (-0.004, ".0%", "0%"), (-0.006, ".2f", "-0.01"), (0.5, ".0%", "50%")],
)
def test_a_zero_has_no_sign(number, form, text):
    assert unsigned(number, form) == text


def test_dollars_stay_dollars_in_a_notebook():
    html = Sheet("Pay in $1–$5", ["pay"], [["$1"]]).html()

    assert html.startswith('<div class="tex2jax_ignore mathjax_ignore">')
    assert "Pay in $1–$5" in html


def tolls():
    columns = [
        Column("toll", lambda row: row[0], head="toll", align="<"),
        Column("jams", lambda row: row[1], head="jams", text=lambda row: f"{row[1]:.0%}"),
        Column("cars", lambda row: row[2]),
        Column("mark", head="", text=lambda row: "!" if row[1] > 0.5 else "", align="<"),
    ]
    return AnswerTable([("none", 0.6, 7), ("full", 0.25, None)], columns)


def test_text_and_frame_come_from_one_declaration():
    sheet = tolls().sheet("Tolls", ["a note"])
    assert sheet.text().split("\n") == [
        "Tolls",
        "toll  jams",
        "none   60%  !",
        "full   25%",
        "a note",
    ]
    frame = tolls().frame()
    assert list(frame.columns) == ["toll", "jams", "cars"]
    assert frame.jams.tolist() == [0.6, 0.25]


def test_a_table_prints_some_rows_and_in_another_order():
    table = tolls()
    sheet = table.sheet("Tolls", rows=table.rows[:1], only=["mark", "toll"])
    assert sheet.header == ["", "toll"]
    assert sheet.rows == [["!", "none"]]
    assert sheet.align == "<<"


def test_a_cell_without_a_text_prints_its_value_and_nothing_for_none():
    table = AnswerTable([1, None], [Column("n", lambda row: row, head="n")])
    assert table.sheet("").rows == [["1"], [""]]


def test_a_frame_without_rows_has_its_columns():
    assert list(AnswerTable([], tolls().columns).frame().columns) == ["toll", "jams", "cars"]


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0%"),
        (1e-9, "under 1%"),
        (0.005, "under 1%"),
        (0.5, "50%"),
        (0.995, "over 99%"),
        (1, "100%"),
    ],
)
def test_only_the_whole_reads_as_the_whole(share, text):
    assert whole_percent(share) == text
