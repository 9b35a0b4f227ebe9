"""One verb draws every answer; what is drawn is what the answer says."""

import numpy as np
import pytest

import causalnet as cn
from causalnet import do

RISES = cn.Conclusion("output", "rises", under=do(bold="on"))


def model() -> cn.CausalModel:
    return cn.CausalModel(
        "choice",
        [
            cn.Variable("bold", ["off", "on"], cn.Baseline([0.9, 0.1]), roles=["lever"]),
            cn.Variable("output", ["low", "mid", "high"], cn.Baseline([0.5, 0.3, 0.2])),
            cn.Variable("apart", ["no", "yes"], cn.Baseline([0.5, 0.5])),
        ],
        [
            cn.Influence("bold", "output", "+", cn.interval(0, 2.2)),
            cn.Influence("output", "output", "+", cn.fixed(1.0), lag=1),
        ],
    )


def ticks(figure) -> list[str]:
    return [t.get_text() for t in figure.axes[0].get_yticklabels()]


def widths(figure) -> list[float]:
    return [bar.get_width() for bar in figure.axes[0].patches]


def below(figure) -> str:
    return " ".join(figure.axes[0].get_xlabel().split())


def test_bars_of_a_distribution_are_its_probabilities():
    found = cn.query(model(), "output", under=do(bold="on"))
    figure = cn.plot(found)
    assert ticks(figure) == ["low", "mid", "high"]
    assert widths(figure) == pytest.approx(list(found.p))
    # The first state stands on top, as in print.
    assert [bar.get_y() for bar in figure.axes[0].patches] == sorted(
        (bar.get_y() for bar in figure.axes[0].patches), reverse=True
    )


def test_bars_over_draws_carry_the_interval():
    found = cn.query(model(), "output", under=do(bold="on"), draws=40)
    lines = cn.plot(found).axes[0].collections[0].get_segments()
    assert pytest.approx(found.interval()) == np.array(lines)[:, :, 0].T


def test_a_joint_distribution_has_a_bar_for_every_combination():
    found = cn.query(model(), ("output", "apart"))
    figure = cn.plot(found)
    assert ticks(figure)[:2] == ["low, no", "low, yes"]
    assert widths(figure) == pytest.approx(list(found.p.ravel()))


def test_a_sampled_answer_shows_its_error():
    found = cn.query(model(), "output", method="sample", samples=500)
    figure = cn.plot(found)
    assert below(figure) == "probability: estimate ± 2 standard errors"
    segments = np.array(figure.axes[0].collections[0].get_segments())[:, :, 0]
    assert np.ptp(segments, axis=1) == pytest.approx(4 * found.error)


def test_an_effect_shows_both_arms_and_what_changed():
    found = cn.effect(model(), "output", under=do(bold="on"))
    figure = cn.plot(found)
    assert widths(figure) == pytest.approx([*found.versus.p, *found.under.p])
    texts = {t.get_text() for t in figure.axes[0].texts}
    assert f"−{abs(found['low']):.3f}" in texts
    assert "as it is" in {t.get_text() for t in figure.axes[0].get_legend().get_texts()}


def test_an_effect_over_draws_counts_every_draw():
    found = cn.effect(model(), "output", under=do(bold="on"), draws=80)
    figure = cn.plot(found)
    assert sum(bar.get_height() for bar in figure.axes[0].patches) == 80
    line = figure.axes[0].get_lines()[0].get_xdata()
    assert np.asarray(line) == pytest.approx(found.estimate.interval())
    none = cn.effect(model(), "output", under=do(apart="yes"), draws=5)
    assert "holds in 100%" in below(cn.plot(none))


def test_scenarios_are_points_and_a_cross_where_there_is_no_path():
    scenarios = {"be bold": do(bold="on"), "else": do(apart="yes")}
    found = cn.compare(model(), ["output", "apart"], scenarios, draws=20)
    figure = cn.plot(found)
    assert ticks(figure) == ["be bold", "else"]
    assert "(×: no path)" in below(figure)
    points = [line for line in figure.axes[0].get_lines() if line.get_label() == "output"]
    assert points[0].get_xdata() == pytest.approx([found["be bold", "output"].level])
    alone = cn.plot(cn.compare(model(), "output", {"be bold": do(bold="on")}))
    assert below(alone) == "change in expected level"
    assert alone.axes[0].get_legend() is None


def test_answers_that_draw_themselves_are_drawn_by_the_verb_too():
    for found in (
        cn.levers(model(), "output", draws=20),
        cn.verdict(model(), RISES, draws=20),
        cn.sensitivity(model(), RISES, draws=20),
        cn.trajectory(model(), "output", under=do(bold="on"), periods=2),
    ):
        assert cn.plot(found).axes[0].has_data()


@pytest.mark.parametrize(
    "ask",
    [
        lambda: cn.query(model(), "output"),
        lambda: cn.effect(model(), "output", under=do(bold="on")),
        lambda: cn.effect(model(), "output", under=do(bold="on"), draws=10),
        lambda: cn.compare(model(), "output", {"be bold": do(bold="on")}),
    ],
)
def test_axes_of_ones_own_are_drawn_on(ask):
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    assert cn.plot(ask(), ax) is ax.figure
    assert ax.has_data()


def test_a_dollar_is_no_formula():
    from io import BytesIO

    wild = cn.CausalModel(
        "pay",
        [
            cn.Variable("pay", ["$5", "$10_$20"], cn.Baseline([0.9, 0.1]), roles=["lever"]),
            cn.Variable("y", ["a$", r"$b$\frac"], cn.Baseline([0.6, 0.4])),
        ],
        [cn.Influence("pay", "y", "+", cn.interval(0, 3))],
    )
    under = do(pay="$10_$20")
    conclusion = cn.Conclusion("y", "rises", under=under)
    for found in (
        cn.query(wild, "y", under=under, draws=10),
        cn.effect(wild, "y", under=under),
        cn.compare(wild, ["y", "pay"], [under]),
        cn.levers(wild, "y", draws=10),
        cn.verdict(wild, conclusion, draws=10),
        cn.sensitivity(wild, conclusion, draws=10),
        cn.trajectory(wild, "y", under=under, periods=2),
    ):
        figure = cn.plot(found)
        figure.savefig(BytesIO(), format="png")
        ax = figure.axes[0]
        for text in (ax.title, ax.xaxis.label, *ax.get_yticklabels()):
            assert text._preprocess_math(text.get_text())[1] is False, text.get_text()


@pytest.mark.parametrize(
    "outcomes", [("output",), ("output", "apart"), ("output", "apart", "bold")]
)
def test_the_legend_stands_below_the_title_and_above_the_bars(outcomes):
    from io import BytesIO

    scenarios = [do(bold="on"), do(bold="off")]
    for found in (
        cn.effect(model(), outcomes[-1], under=do(bold="on")),
        cn.compare(model(), outcomes, scenarios),
    ):
        figure = cn.plot(found)
        figure.savefig(BytesIO(), format="png")
        ax = figure.axes[0]
        if ax.get_legend() is None:
            continue
        box = ax.get_legend().get_window_extent()
        assert box.y0 >= ax.get_window_extent().y1 - 1
        assert box.y1 <= ax._left_title.get_window_extent().y0 + 1


def test_answers_by_a_later_period_are_drawn_as_those_of_today():
    by = cn.Conclusion("output", "rises", under=do(bold="on"), at=2)
    levers = cn.levers(model(), "output", at=2, draws=30)
    figure = cn.plot(levers)
    assert ticks(figure) == [f"{x.variable} = {x.state}" for x in reversed(levers.best())]
    medians = [line.get_xdata()[0] for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert medians == [x.estimate.median for x in reversed(levers.best())]

    verdict = cn.verdict(model(), by, draws=30)
    bars = [p for p in cn.plot(verdict).axes[0].patches if hasattr(p, "get_height")]
    assert sum(bar.get_height() for bar in bars) == 30

    moved = cn.sensitivity(model(), by, draws=64)
    ends = {round(bar.get_x() + bar.get_width(), 9) for bar in cn.plot(moved).axes[0].patches}
    assert ends == {round(end, 9) for swing in moved for end in swing.ends}

    plain = cn.levers(model(), "output", at=2)
    assert widths(cn.plot(plain)) == pytest.approx([x.level for x in reversed(plain.best())])


def test_levers_without_draws_are_drawn_as_bars():
    network = cn.Network(
        {"bronc": ["yes", "no"], "dysp": ["yes", "no"]},
        {"dysp": ["bronc"]},
        {"bronc": [0.45, 0.55], "dysp": [[0.8, 0.2], [0.1, 0.9]]},
    )
    figure = cn.plot(cn.levers(network, ("dysp", "yes")))

    assert ticks(figure) == ["bronc = yes"]
    assert widths(figure) == pytest.approx([0.8 - (0.45 * 0.8 + 0.55 * 0.1)])
    assert figure.axes[0].get_xlabel() == "change in P(yes)"
    assert "What would raise P(dysp = yes)" in figure.axes[0].get_title(loc="left")
    elicited = cn.levers(model(), "output")
    assert len(widths(cn.plot(elicited))) == len(elicited.best())


def test_an_effect_on_a_state_of_a_network_in_draws_is_drawn():
    rows = np.random.default_rng(1).dirichlet([2, 3], size=(2, 20)).swapaxes(1, 2)
    network = cn.Network(
        {"x": ["yes", "no"], "y": ["yes", "no"]},
        {"y": ["x"]},
        {"x": [0.5, 0.5], "y": rows},
        draws=20,
    )
    change = cn.plot(cn.effect(network, ("y", "yes"), under=do(x="yes")))

    assert "change in P(yes)" in change.axes[0].get_xlabel()


def test_a_chart_is_shown_by_a_notebook_that_has_loaded_nothing():
    figure = cn.plot(cn.query(model(), "output"))

    assert figure._repr_png_()[:8] == b"\x89PNG\r\n\x1a\n"


def test_what_has_no_chart_is_one_clear_error():
    with pytest.raises(cn.errors.QuestionError, match="got .output."):
        cn.plot("output")
    with pytest.raises(cn.errors.QuestionError, match="There is a chart of a Distribution, Effect"):
        cn.plot(cn.audit(model(), draws=None))
    many = cn.Network({"x": [f"s{i}" for i in range(41)]}, {}, {"x": [1 / 41] * 41})
    with pytest.raises(cn.errors.QuestionError, match="room for 40 bars, not 41"):
        cn.plot(cn.query(many, "x"))


def outside(figure) -> bool:
    """Whether the legend stands clear of the axes."""
    figure.canvas.draw()
    ax = figure.axes[0]
    legend = ax.get_legend().get_window_extent()
    return legend.y0 >= ax.bbox.y1 - 1


@pytest.mark.parametrize("versus", [do(), do(bold="on")])
def test_legends_cover_nothing(versus):
    under = do(bold="off") if versus else do(bold="on")
    goes = cn.Conclusion("output", "falls" if versus else "rises", under=under, versus=versus)
    found = cn.verdict(model(), goes, draws=60)
    assert outside(cn.plot(found))
    assert outside(cn.plot(found, what="tipping"))
    assert outside(cn.plot(cn.sensitivity(model(), goes, draws=60)))


def test_there_are_no_halves_of_draws():
    under = do(bold="on")
    for figure in (
        cn.plot(cn.effect(model(), "output", under=under, draws=12)),
        cn.plot(cn.verdict(model(), RISES, draws=12)),
    ):
        figure.canvas.draw()
        assert all(float(y).is_integer() for y in figure.axes[0].get_yticks())


def test_few_draws_make_few_bars():
    few = cn.plot(cn.effect(model(), "output", under=do(bold="on"), draws=60))
    many = cn.plot(cn.effect(model(), "output", under=do(bold="on"), draws=2000))
    assert len(few.axes[0].patches) == 11
    assert len(many.axes[0].patches) == 50


def test_scenarios_without_draws_have_their_values_beside_them():
    found = cn.compare(model(), "output", {"bold": do(bold="on"), "else": do(apart="yes")})
    assert [t.get_text() for t in cn.plot(found).axes[0].texts] == [
        f"+{found['bold', 'output'].level:.3f}"
    ]
    drawn = cn.compare(model(), "output", {"bold": do(bold="on")}, draws=10)
    assert not cn.plot(drawn).axes[0].texts


def test_a_share_of_variance_is_not_read_as_a_contrast():
    figure = cn.plot(cn.sensitivity(model(), RISES, draws=200))
    assert figure.axes[0].texts[0].get_text().startswith("explains ")


def test_notes_of_a_ranking_have_room():
    figure = cn.plot(cn.levers(model(), "output", draws=40))
    figure.canvas.draw()
    ends = [t.get_window_extent().x1 for t in figure.axes[0].texts]
    assert max(ends) < figure.axes[0].bbox.x1


def test_an_option_that_a_chart_does_not_take_is_one_clear_error():
    verdict = cn.verdict(model(), RISES, draws=12)
    with pytest.raises(
        cn.errors.ArgumentError, match="no argument 'colour' .* a Verdict takes what= and most="
    ):
        cn.plot(verdict, colour="red")
    with pytest.raises(cn.errors.ArgumentError, match="a Distribution takes no options"):
        cn.plot(cn.query(model(), "output"), most=3)
    with pytest.raises(cn.errors.ArgumentError, match="'what' must be 'draws' or 'tipping'"):
        cn.plot(verdict, what="tornado")
    with pytest.raises(cn.errors.ArgumentError, match="'most' must be"):
        cn.plot(verdict, what="tipping", most=0)
