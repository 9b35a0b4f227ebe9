"""What was understood of a file, and what was left out."""

from causalnet.answers import LeftOut, MapReading


def test_a_reading_begins_with_a_sentence_and_lists_what_was_left_out() -> None:
    reading = MapReading(
        "farm.csv",
        "link list",
        ["The map has 3 factors."],
        [LeftOut("column 'mood'", "Its header is not one that is read.", 1200)],
    )

    assert str(reading) == (
        "'farm.csv' was read as a link list; 1 thing was left out.\n"
        "The map has 3 factors.\n"
        "Left out\n"
        "what           number  why\n"
        "column 'mood'   1,200  Its header is not one that is read."
    )
    assert MapReading("a.csv", "link list").sentence.endswith("; nothing was left out.")
