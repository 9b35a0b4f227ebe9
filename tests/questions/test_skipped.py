"""Parts of an answer that are left out."""

import pytest

import causalnet as cn
from causalnet.questions.skipped import Skipped
from causalnet.questions.time import courses
from tests.questions.contrast.test_over_time import rises, spreading


def test_what_would_take_minutes_is_left_out_and_says_so(monkeypatch):
    monkeypatch.setattr(courses, "AFFORDED", 1.0)
    found = cn.verdict(spreading(), rises(2), draws=20)
    assert isinstance(found.ranges, Skipped)
    assert isinstance(found.rests.tipping, Skipped)
    assert found.attained is None
    assert found.rests.single == ()
    text = str(found)
    assert "Left out: it asks 7 times what happens by period 2." in text
    assert "Values that tip it are left out: it asks 12 times" in text
    assert "left out" in set(found.to_frame()["what"])
    moved = cn.sensitivity(spreading(), rises(2), draws=32)
    assert "Left out: shares of variance: it asks 128 times" in str(moved)
    with pytest.raises(cn.errors.QuestionError, match="no tipping values to draw"):
        cn.plot(found, what="tipping")
