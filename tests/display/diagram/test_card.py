"""Cards: percentages that are honest, changes that can be seen, bars that hold together."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from causalnet.display.diagram.card import Card, card_markup, percent

SHARES = st.lists(st.integers(0, 1000), min_size=1, max_size=5).filter(any)


def markup(card):
    return ElementTree.fromstring(card_markup(card)[1:-1])


@pytest.mark.parametrize(
    ("p", "text"),
    [
        (0, "0%"),
        (1e-9, "<1%"),
        (0.004, "<1%"),
        (0.006, "1%"),
        (0.5, "50%"),
        (0.996, ">99%"),
        (1, "100%"),
        (1 - 1e-12, "100%"),
    ],
)
def test_only_the_impossible_is_nought_and_only_the_certain_a_hundred(p, text):
    assert percent(p) == text


@given(SHARES, SHARES)
def test_every_bar_is_as_long_as_every_other(now, then):
    count = min(len(now), len(then))
    p = [x / max(sum(now[:count]), 1) for x in now[:count]]
    q = [x / max(sum(then[:count]), 1) for x in then[:count]]
    card = Card("label", states=[f"s{i}" for i in range(count)], p=p, before=q)
    for row in markup(card).iter("TR"):
        widths = [int(cell.get("WIDTH")) for cell in row if cell.get("FIXEDSIZE")]
        assert sum(widths) in (0, 48)


def test_a_card_that_has_not_moved_has_one_bar_and_no_change():
    still = Card("x", states=["a", "b"], p=[0.5, 0.5], before=[0.501, 0.499])
    moved = Card("x", states=["a", "b"], p=[0.5, 0.5], before=[0.52, 0.48])
    assert not still.changed
    assert moved.changed
    assert "+2" in card_markup(moved)
    assert "−2" in card_markup(moved)
    assert card_markup(moved).count('HEIGHT="6"') >= 2
    assert 'HEIGHT="6"' not in card_markup(still)


@pytest.mark.parametrize(("mark", "frame"), [("do", "#1f2933"), ("observed", "#7a4fa3")])
def test_what_is_set_or_observed_has_a_frame_and_a_badge(mark, frame):
    text = card_markup(Card("x", states=["a"], p=[1.0], mark=mark))
    assert f'BORDER="3" CELLBORDER="0" CELLSPACING="2" CELLPADDING="1" COLOR="{frame}"' in text
    assert f"<B>{mark}</B>" in text


def test_roles_and_latency_are_told_in_words_of_the_picture():
    latent = card_markup(Card("x", role="mediator", latent=True, lever=True, lags=["lag +"]))
    assert 'STYLE="ROUNDED,DASHED"' in latent
    assert "<I><B>x</B></I>" in latent
    assert "▲ lag +" in latent
    assert latent != card_markup(Card("x", role="outcome"))
