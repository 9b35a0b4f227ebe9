"""What was understood of a file, and what was left out."""

from causalnet.answers import LeftOut, MapReading


def test_a_reading_begins_with_a_sentence_and_names_what_was_left_out_by_reason() -> None:
    columns = [
        LeftOut(f"column {name!r}", "Its header is not one that is read.", 1200)
        for name in "abcdef"
    ]
    reading = MapReading(
        "farm.csv",
        "link list",
        ["The map has 3 factors."],
        [*columns, LeftOut("sheet 'Notes'", "It has no links.")],
    )

    assert str(reading) == (
        "“farm.csv” was read as a link list. 7 things were left out.\n"
        "The map has 3 factors.\n"
        "Left out: column 'a' (1,200), column 'b' (1,200), column 'c' (1,200), column\n"
        "'d' (1,200) and 2 more. Its header is not one that is read.\n"
        "Left out: sheet 'Notes' (1). It has no links."
    )
    assert [*reading.to_frame().what][-2:] == ["column 'f'", "sheet 'Notes'"]
    assert MapReading("a.csv", "link list").sentence.endswith(" Nothing was left out.")


def test_long_names_are_cut_so_that_the_account_can_be_read() -> None:
    long = LeftOut("column '" + "why " * 60 + "'", "It has no header.")

    assert len(str(MapReading("a.csv", "link list", (), [long])).splitlines()) == 3


def test_a_name_that_is_cut_closes_its_quotation_and_keeps_its_sheet() -> None:
    long = LeftOut("column '" + "why " * 60 + "' of sheet 'links'", "It has no place in a map.", 4)

    assert str(MapReading("a.xlsx", "link list", (), [long])).splitlines()[1:] == [
        "Left out: column 'why why why why why why why why why …' of sheet 'links' (4).",
        "It has no place in a map.",
    ]
