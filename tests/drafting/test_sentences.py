"""A text as numbered sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from causalnet.drafting.sentences import sentences
from tests.drafting.market import TEXT


def split(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


def test_headings_items_and_broken_lines_of_two_languages() -> None:
    found = sentences(TEXT)
    assert [str(s) for s in found] == [
        "[s1] The ferry and the market",
        "[s2] When the ferry is cheap, more visitors come to the island.",
        "[s3] “More visitors mean a busier market”, says Ms. Aoki of the town hall.",
        "[s4] The market opened in 1952.",
        "[s5] Heavy storms keep visitors away.",
        "[s6] A busy market raises rents.",
        "[s7] フェリーが安くなると観光客が増える。",
        "[s8] 「市場が混むと、家賃が上がる。」と彼女は言う。",
    ]
    assert [s.kind for s in found] == ["heading", *["sentence"] * 7]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Ito met Dr. Sato. They spoke.", ["Mr. Ito met Dr. Sato.", "They spoke."]),
        ("It fell by 3.5%. Prices rose.", ["It fell by 3.5%.", "Prices rose."]),
        ("See Fig. 3 and e.g. Apple. No. 5 won.", ["See Fig. 3 and e.g. Apple.", "No. 5 won."]),
        ("He left at 5 p.m. The rain came.", ["He left at 5 p.m.", "The rain came."]),
        ("The U.S. Senate sat. It voted.", ["The U.S. Senate sat.", "It voted."]),
        ("J. R. Smith wrote it. A. Jones read it.", ["J. R. Smith wrote it.", "A. Jones read it."]),
        ("“Why?” he asked. “So.” They left.", ["“Why?” he asked.", "“So.”", "They left."]),
        ("It went on... and on. Then it stopped.", ["It went on... and on.", "Then it stopped."]),
        ("It grew.[3] eBay too. iPads fell.", ["It grew.[3]", "eBay too.", "iPads fell."]),
        ("Really?! Yes. (It did.) Well.", ["Really?!", "Yes.", "(It did.)", "Well."]),
    ],
)
def test_marks_that_end_a_sentence_in_english(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("雨が降った。芝生が濡れた！本当？", ["雨が降った。", "芝生が濡れた！", "本当？"]),
        ("「はい。行く。」と言った。終わり。", ["「はい。行く。」と言った。", "終わり。"]),
        ("値は３．５だ。次（表。参照）へ。", ["値は３．５だ。", "次（表。参照）へ。"]),
        ("「開いたまま。次の文。", ["「開いたまま。", "次の文。"]),
        ("雨が降ると\n芝生が濡れる。", ["雨が降ると芝生が濡れる。"]),
        ("第一章　雨\n\n　雨が降った。", ["第一章 雨", "雨が降った。"]),
        ("・雨が降る\n・風が吹く", ["雨が降る", "風が吹く"]),
        ("売上は5%増えた.Good. 本当?そうだ。", ["売上は5%増えた.Good.", "本当?", "そうだ。"]),
    ],
)
def test_marks_that_end_a_sentence_in_japanese(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# On rain\nRain wets.", ["heading", "sentence"]),
        ("On rain\n=======\n\nRain wets.", ["heading", "sentence"]),
        ("1. It rains.\n2. It pours", ["sentence", "sentence"]),
        ("Rain wets the grass,\nand the dew too.", ["sentence"]),
        ("---\n\n***\n\n…", []),
    ],
)
def test_headings_stand_alone(text: str, kinds: list[str]) -> None:
    assert [s.kind for s in sentences(text)] == kinds


@settings(max_examples=25)
@given(st.text(alphabet="aB1 .!?。！「」（）\n\t-・“”,、あ漢", max_size=60))
def test_sentences_stand_in_their_places_and_leave_no_word_out(text: str) -> None:
    found = sentences(text)
    assert [s.number for s in found] == [*range(1, len(found) + 1)]
    last = 0
    for s in found:
        assert last <= s.start < s.end
        assert "".join(text[s.start : s.end].split()) == "".join(s.text.split())
        last = s.end
    kept = "".join(text[s.start : s.end] for s in found)
    assert sum(c in "aBあ漢" for c in kept) == sum(c in "aBあ漢" for c in text)


def test_brackets_without_end_are_read_in_time() -> None:
    assert len(sentences("「" * 3000 + "あ。" * 3000)) == 3000
