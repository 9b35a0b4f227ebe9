"""Ties: what does equally much shares its place."""

from hypothesis import given, settings, strategies as st

from causalnet.questions.ties import TIE, leading, places

amounts = st.dictionaries(st.text(max_size=3), st.integers(-3, 3), min_size=1, max_size=8)


@settings(max_examples=20)
@given(amounts)
def test_a_place_is_one_more_than_what_is_better(own):
    found = places(own)
    order = sorted(own.values(), reverse=True)
    assert {name: order[place - 1] for name, place in found.items()} == own
    assert {name for name, place in found.items() if place == 1} == {*leading(own, own.__getitem__)}


def test_rounding_breaks_no_tie_and_more_does():
    own = {"a": 0.1 + 0.2, "b": 0.3, "c": 0.3 + 10 * TIE}
    assert leading("ab", own.__getitem__) == ["a", "b"]
    assert leading("abc", own.__getitem__) == ["c"]
    assert leading("", own.__getitem__) == []
