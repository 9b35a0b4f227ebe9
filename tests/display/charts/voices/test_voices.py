"""The draws of a pool in a picture, each voice apart."""

import matplotlib.pyplot as plt
import pytest

import causalnet as cn
from causalnet.errors import QuestionError
from tests.toys import plain

LAWN = cn.load("lawn")
VOICES = {"owner": LAWN, "sceptic": LAWN.rejecting("sprinkler → wet")}


def test_each_voice_has_an_ink_and_a_line_in_the_legend() -> None:
    pooled = cn.pool(VOICES, weights={"owner": 3, "sceptic": 1}, draws=100)
    found = cn.effect(pooled, "wet", under=cn.do(rain="yes"))
    figure = cn.plot(found)
    (ax,) = figure.axes
    texts = [text.get_text() for text in ax.get_legend().get_texts()]
    owner, sceptic = found.estimate.voices.voices
    voices = [f"owner: {owner.mean:+.3f} (75%)", f"sceptic: {sceptic.mean:+.3f} (25%)"]
    assert sorted(texts) == sorted([*voices, "all voices", "median", "middle 90% of draws"])
    outlines = [p for p in ax.patches if p.get_label() in voices]
    assert len({p.get_edgecolor() for p in outlines}) == 2


def test_a_voice_that_says_nothing_moves_is_drawn_too() -> None:
    alike = cn.pool({"a": VOICES["sceptic"], "b": VOICES["sceptic"]}, draws=20)
    (ax,) = cn.plot(cn.effect(alike, "wet", under=cn.do(sprinkler="on"))).axes
    assert ax.patches[0].get_data().values.max() == 20


def judged() -> cn.CausalModel:
    x = cn.Panel({"anna": cn.Baseline([0.8, 0.2]), "ben": cn.Baseline([0.4, 0.6])})
    return cn.CausalModel(
        "m",
        [plain("x", baseline=x), plain("y"), plain("z")],
        [
            cn.Influence("x", "y", "-", cn.Panel({"anna": cn.pert(0.5, 1, 2), "ben": 0.2})),
            cn.Influence("y", "z", "+", cn.Panel({"anna": 0.3, "ben": cn.interval(0, 1)})),
        ],
        sources=[cn.Source("anna"), cn.Source("ben")],
    )


def test_judgements_stand_side_by_side_strengths_apart_from_baselines() -> None:
    strengths, baselines = cn.plot(cn.dissent(judged())).axes
    assert [t.get_text() for t in strengths.get_yticklabels()] == ["Y → z", "X → y"]
    assert [t.get_text() for t in baselines.get_yticklabels()] == ["X"]
    points = {line.get_label(): list(line.get_xdata()) for line in strengths.lines}
    assert (points["anna"], points["ben"]) == ([-1, 0.3], [-0.2, 0.5])
    assert [t.get_text() for t in strengths.figure.legends[0].get_texts()] == ["anna", "ben"]
    shares = {line.get_label(): list(line.get_xdata()) for line in baselines.lines}
    assert (shares["anna"], shares["ben"]) == ([0.2], [0.6])


def test_on_given_axes_there_is_one_panel() -> None:
    figure, ax = plt.subplots()
    assert cn.plot(cn.dissent(judged()), ax=ax, most=1) is figure
    assert [t.get_text() for t in ax.get_yticklabels()] == ["X → y"]
    plt.close(figure)


def test_without_numbers_there_is_nothing_to_draw() -> None:
    alike = {"a": LAWN, "b": LAWN}
    with pytest.raises(QuestionError, match="do not part on any number"):
        cn.plot(cn.dissent(alike))
