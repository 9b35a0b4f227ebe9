"""The answer of a verdict."""

import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from tests.questions.verdict.test_verdict import RISES, argument
from tests.strategies.arguments import arguments, conclusions


@settings(deadline=None, max_examples=8)
@given(data=st.data())
def test_the_parts_agree(data):
    model = data.draw(arguments(most=4, arrows=4))
    conclusion = data.draw(conclusions(model))
    found = cn.verdict(model, conclusion, draws=50)
    low, high = found.ranges.inner
    drawn = found.draws.held.points
    assert low <= drawn.min() + 1e-12
    assert high >= drawn.max() - 1e-12
    assert found.ranges.free[0] <= low + 1e-9
    assert found.ranges.free[1] >= high - 1e-9
    if found.signs.status == "follows" and found.signs.strict:
        assert all(conclusion.holds(x, 0.0) for x in drawn)
        assert conclusion.holds(low, 0.0)
    if found.signs.status == "contradicted":
        assert not any(conclusion.holds(x, 1e-6) for x in drawn)
    assert sum(found.draws.shares) == pytest.approx(1)


def test_it_reads_as_half_a_page_and_says_what_it_is():
    text = str(cn.verdict(argument(), RISES, draws=100))
    assert "not a forecast" in text
    assert "not probabilities of being true" in " ".join(text.split())
    assert len(text.splitlines()) < 50
    assert text.startswith(
        "Setting rules to few raises ideas moderately: by 0.147 of 2 states, 7.3% of the\n"
        "scale (50% → 59% at least some). The direction follows from what the source\n"
        "states; the size rests on our judgements. "
    )
    assert max(map(len, text.splitlines())) <= 79


def test_its_frame_has_every_figure():
    found = cn.verdict(argument(), RISES, draws=100)
    frame = found.to_frame().set_index(["part", "what"])["value"]
    assert frame["signs", "status"] == "follows"
    assert frame["draws", "share that stands"] == 1
    assert frame["ranges", "least"] == found.ranges.inner[0]
    assert frame["rests on", "with the rival order"] < 0
