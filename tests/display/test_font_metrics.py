"""Widths of letters."""

import pytest
from hypothesis import given

from causalnet.display.font_metrics import assumed_width, drawn_width, points
from tests.display.test_text import ANY


@given(ANY, ANY)
def test_longer_text_is_wider(text, more):
    assert points(text + more, 10) >= points(text, 10)
    assert points(text, 11, bold=True) >= 0


def test_letters_that_cannot_be_measured_are_given_room():
    assert points("語" * 4, 10) >= 40
    assert points("0123456789", 10) == pytest.approx(55.6)


def test_a_joined_emoji_is_as_wide_as_one():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert drawn_width(family, 10) == drawn_width("\U0001f468", 10) == pytest.approx(12.75)
    # The layout program knows nothing of joiners, so the card has more room.
    assert points(family, 10) == assumed_width(family, 10) > drawn_width(family, 10)
