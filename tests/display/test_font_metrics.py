"""Widths of letters."""

import pytest
from hypothesis import given

from causalnet.display.font_metrics import points
from tests.display.test_text import ANY


@given(ANY, ANY)
def test_longer_text_is_wider(text, more):
    assert points(text + more, 10) >= points(text, 10)
    assert points(text, 11, bold=True) >= 0


def test_letters_that_cannot_be_measured_are_given_room():
    assert points("語" * 4, 10) >= 40
    assert points("0123456789", 10) == pytest.approx(55.6)
