"""The draws of a pool in a picture, each voice apart."""

import numpy as np

import causalnet as cn

LAWN = cn.load("lawn")
VOICES = {"owner": LAWN, "sceptic": LAWN.rejecting("sprinkler → wet")}


def test_each_voice_has_an_ink_and_a_line_in_the_legend() -> None:
    pooled = cn.pool(VOICES, weights={"owner": 3, "sceptic": 1}, draws=100)
    found = cn.effect(pooled, "wet", under=cn.do(rain="yes"))
    figure = cn.plot(found)
    (ax,) = figure.axes
    texts = [text.get_text() for text in ax.get_legend().get_texts()]
    owner, sceptic = found.estimate.voices.voices
    assert texts == [f"owner: {owner.mean:+.3f} (75%)", f"sceptic: {sceptic.mean:+.3f} (25%)"]
    outlines = [p for p in ax.patches if p.get_label() in texts]
    assert len({p.get_edgecolor() for p in outlines}) == 2


def test_a_voice_that_says_nothing_moves_is_drawn_too() -> None:
    alike = cn.pool({"a": VOICES["sceptic"], "b": VOICES["sceptic"]}, draws=20)
    (ax,) = cn.plot(cn.effect(alike, "wet", under=cn.do(sprinkler="on"))).axes
    heights = np.array([p.get_height() for p in ax.patches if hasattr(p, "get_height")])
    assert heights.max() == 20
