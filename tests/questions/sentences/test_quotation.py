"""Quotations: whole where they are short, else cut where a part of a sentence ends, with nothing left open."""

import pytest
from hypothesis import given, strategies as st

from causalnet.language.translate import speaking
from causalnet.questions.sentences.quotation import clipped, quotation
from causalnet.text_width import columns

PART = "cars that come from the north are kept out of the town"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Cars go round.", "“Cars go round”"),
        ("  Two\n lines ", "“Two lines”"),
        ("A “toll” pays.", "“A ‘toll’ pays”"),
        ("x" * 140, f"“{'x' * 140}”"),
        (f"{PART}, {PART}, {PART}.", f"“{PART}, {PART}…”"),
        (f"{PART}; {PART} and {PART}", f"“{PART}…”"),
        ("word " * 30, f"“{('word ' * 27).strip()} word…”"),
        ("x" * 200, f"“{'x' * 139}…”"),
        (f"{PART} {PART} (as the town {PART})", f"“{PART} {PART}…”"),
        (f"They say: “{PART} {PART} {PART}”", f"“They say: ‘{PART} {PART} cars that come…’”"),
        (f"3,000 {'words ' * 30}", f"“3,000 {('words ' * 22).strip()}…”"),
    ],
)
def test_a_text_is_quoted(text, quoted):
    assert quotation(text) == quoted


def test_a_text_in_japanese_is_cut_between_its_parts():
    with speaking("ja"):
        assert quotation("渋滞が減る。") == "「渋滞が減る」"
        assert quotation("あ" * 70) == f"「{'あ' * 70}」"
        assert quotation("渋滞が減り、" * 20) == f"「{'渋滞が減り、' * 10}渋滞が減り…」"
        assert quotation("あ" * 80) == f"「{'あ' * 69}…」"
        assert quotation(f"町の「{'あ' * 80}」") == f"「町の『{'あ' * 66}…』」"


@given(st.text("ab ,;:.()“”渋滞「」、。", max_size=400))
def test_no_quotation_is_long_or_closes_less_than_it_opens(text):
    whole, told = " ".join(text.split()).rstrip("。."), clipped(text)
    if told == whole:
        assert columns(told) <= 140
        return
    assert columns(told) <= 146
    begun, ellipsis, closings = told.rpartition("…")
    assert ellipsis
    assert whole.startswith(begun)
    assert set(closings) <= set("”」)")
    for opening, closing in ("“”", "「」", "()"):
        assert told.rfind(opening) <= told.rfind(closing)
