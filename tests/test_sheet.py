"""Sheets, and the answers that print as them."""

import pytest

import causalnet as cn
from causalnet.sheet import Sheet, bar, signed
from tests.analysis.test_lever import town


def answers():
    model = town()
    under = cn.do(toll="high")
    return [
        cn.query(model, "air", under=under),
        cn.marginals(model),
        cn.effect(model, "air", under=under),
        cn.compare(model, "air", {"toll": under}),
        cn.levers(model, "air"),
        cn.audit(model),
    ]


@pytest.mark.parametrize("answer", answers(), ids=lambda a: type(a).__name__)
def test_every_answer_prints_as_a_table_in_text_html_and_a_frame(answer):
    assert repr(answer) == str(answer)
    assert "0x" not in str(answer)
    assert str(answer).count("\n") >= 2
    assert answer._repr_html_().startswith("<table")
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
