"""What the columns of a list of links mean."""

from __future__ import annotations

import pytest

from causalnet.formats.map_building.link_columns import AmbiguousColumnsError, link_columns


def read(*header: str, signs: tuple[str, ...] = ()) -> dict[str, str] | None:
    """The header of each role."""
    found = link_columns(header, lambda i: header[i] in signs)
    return None if found is None else {role: header[i] for role, i in found.items()}


@pytest.mark.parametrize(
    "ends",
    [
        ("From", "To"), ("CAUSE", "EFFECT"), ("source", "target"), ("Influence", "Consequence"),
        ("from_label", "to label"), ("原因", "結果"), ("driver", "to"), ("\ufeff cause ", "Outcome"),
    ],
)  # fmt: skip
def test_causes_and_effects_go_by_many_names(ends: tuple[str, str]) -> None:
    assert read("nr", *ends) == {"cause": ends[0], "effect": ends[1]}


def test_the_other_columns_follow() -> None:
    header = [
        "Respondent",
        "From",
        "To",
        "Polarity",
        "Statement",
        "Hashtags",
        "Strength",
        "Memo",
        "Page",
        "Lag",
    ]

    assert read(*header) == {
        "cause": "From", "effect": "To", "sign": "Polarity", "source": "Respondent", "at": "Page",
        "quote": "Statement", "tags": "Hashtags", "weight": "Strength", "lag": "Lag", "note": "Memo",
    }  # fmt: skip


def test_the_other_columns_say_whether_source_is_the_cause_or_the_voice() -> None:
    assert read("source", "target") == {"cause": "source", "effect": "target"}
    assert read("source", "from", "to") == {"cause": "from", "effect": "to", "source": "source"}
    assert read("source", "target", "who") == {"cause": "source", "effect": "target", "source": "who"}  # fmt: skip
    with pytest.raises(
        AmbiguousColumnsError, match="'source' may be the cause or the voice, beside 'effect'"
    ):
        read("source", "effect")


def test_who_speaks_is_a_respondent_before_it_is_a_source() -> None:
    assert read("from", "to", "source", "respondent") == {
        "cause": "from", "effect": "to", "source": "respondent",
    }  # fmt: skip


def test_a_header_that_stands_twice_is_refused() -> None:
    with pytest.raises(AmbiguousColumnsError, match="There is more than one column 'from'. Rename"):
        read("from", "to", "From")


def test_a_column_of_signs_is_not_an_end() -> None:
    assert read("from", "to", "effect", signs=("effect",)) == {
        "cause": "from", "effect": "to", "sign": "effect",
    }  # fmt: skip
    assert read("cause", "to", "effect", signs=("effect",)) == {
        "cause": "cause", "effect": "to", "sign": "effect",
    }  # fmt: skip
    assert read("from", "to", "type", signs=("type",)) == {
        "cause": "from", "effect": "to", "sign": "type",
    }  # fmt: skip


def test_factors_that_go_by_numbers_are_not_signs() -> None:
    assert read("from", "to", signs=("from", "to")) == {"cause": "from", "effect": "to"}
    assert read("cause", "effect", signs=("cause", "effect")) == {
        "cause": "cause", "effect": "effect",
    }  # fmt: skip
    assert read("cause", "to", "effect", signs=("cause", "to", "effect")) == {
        "cause": "cause", "effect": "to", "sign": "effect",
    }  # fmt: skip
    assert read("cause", "effect", signs=("effect",)) is None
    assert read("cause", "effect", "sign", signs=("effect", "sign")) == {
        "cause": "cause", "effect": "effect", "sign": "sign",
    }  # fmt: skip


@pytest.mark.parametrize(
    "header", [("from", "to", "cause", "effect"), ("source", "target", "from", "to"), ("from", "cause", "result")]
)  # fmt: skip
def test_columns_with_two_readings_are_refused(header: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousColumnsError, match="Keep these names for one|Name one column"):
        read(*header)


@pytest.mark.parametrize("header", [("name", "states"), (), ("from",), ("to", "sign"), ("a", "b")])
def test_other_rows_are_not_headers(header: tuple[str, ...]) -> None:
    assert read(*header) is None
