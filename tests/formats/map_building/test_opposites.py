"""Labels that begin with a tilde."""

import pytest

from causalnet.formats.map_building.opposites import Opposites, unfolded


@pytest.mark.parametrize(
    ("label", "plain", "opposite"),
    [
        ("~Rain", "Rain", True),
        ("～ 雨", "雨", True),
        ("~Health; ~Diet", "Health; Diet", True),
        ("Health; ~Diet", "Health; ~Diet", False),
        ("~10 days", "~10 days", False),
        ("~", "~", False),
    ],
)
def test_a_mark_before_a_word_makes_an_opposite(label: str, plain: str, opposite: bool) -> None:
    assert unfolded(label) == (plain, opposite)


def test_a_mark_at_both_ends_keeps_the_sign() -> None:
    opposites = Opposites()

    assert [*opposites.sentences()] == []
    assert opposites.fold("~a", "b") == ("a", "b", True)
    assert opposites.fold("a", "~b") == ("a", "b", True)
    assert opposites.fold("~a", "~b") == ("a", "b", False)
    assert opposites.folded == {"one end": 2, "both ends": 1}
