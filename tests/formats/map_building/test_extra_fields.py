"""Named fields of links and factors, written as texts and read again."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.formats.map_building.extra_fields import (
    FACTOR_FIELDS,
    LINK_FIELDS,
    extra_fields,
    tags_in,
    tags_text,
    weight_in,
    weight_text,
)
from tests.strategies.causal_maps import weights


@given(weights())
def test_a_weight_is_written_with_every_digit(weight: float | cn.Judgement | None) -> None:
    assert weight_in(weight_text(weight)) == weight


@given(st.lists(st.text(max_size=4), max_size=3))
def test_tags_are_read_as_they_were_written(tags: list[str]) -> None:
    assert tags_in(tags_text(tags)) == tuple(tags)


@pytest.mark.parametrize("text", ["", "much", "1/2/3/4", "3/2", "nan", "inf", "1/x", '0/1, {"odd": 1}', "0/1, [1]"])  # fmt: skip
def test_what_is_not_a_weight_is_none(text: str) -> None:
    assert weight_in(text) is None


def test_what_cannot_be_read_is_kept_in_the_note() -> None:
    held = extra_fields(
        {"Weight": "strong", "LAG": "1.0", "Strength": "0.5", "Note": "Ours.", "Colour": "red", "empty": " "},
        LINK_FIELDS,
    )  # fmt: skip

    assert (held.weight, held.lag) == (0.5, 1)
    assert held.note == "Ours.\nWeight: strong\nColour: red"


def test_a_factor_has_no_weight() -> None:
    assert (
        extra_fields({"weight": "1", "causalnet_name": "rain", "factor": "x"}, FACTOR_FIELDS).note
        == "weight: 1\nfactor: x"
    )
