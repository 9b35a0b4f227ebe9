"""One verb draws every answer; what is drawn is what the answer says."""

import importlib
import inspect

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
    assert ticks(figure) == ["Bold = on"]
    (medians,) = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert [*medians.get_xdata()] == [x.estimate.median for x in reversed(levers.best())]

    verdict = cn.verdict(model(), by, draws=30)
    held = cn.plot(verdict).axes[0].patches[0].get_data().values
    assert sum(held) == 30

    moved = cn.sensitivity(model(), by, draws=64)
    ends = {round(bar.get_x() + bar.get_width(), 9) for bar in cn.plot(moved).axes[0].patches}
    assert ends == {round(end, 9) for swing in moved for end in swing.ends}

    plain = cn.levers(model(), "output", at=2)
    assert widths(cn.plot(plain)) == pytest.approx([x.level for x in reversed(plain.best())])


def test_a_chart_is_shown_by_a_notebook_that_has_loaded_nothing():
    figure = cn.plot(cn.query(model(), "output"))
    data, shown = figure._repr_mimebundle_()

    assert data["image/png"][:8] == b"\x89PNG\r\n\x1a\n"
    # Twice as many pixels as it is wide, so that it is sharp.
    assert shown["image/png"]["width"] == round(96 * figure.get_figwidth())
    assert int.from_bytes(data["image/png"][16:20], "big") == 2 * shown["image/png"]["width"]


def test_what_has_no_chart_is_one_clear_error():
    with pytest.raises(cn.errors.QuestionError, match="got .output."):
        cn.plot("output")
    with pytest.raises(cn.errors.QuestionError) as raised:
        cn.plot(cn.by_signs(model(), RISES))
    assert str(raised.value).startswith(
        "There is no chart of a BySigns. Draw the model with cn.draw(model, under=…), or the whole verdict: "
        "cn.plot(cn.verdict(…)). These answers have a chart: AdjustmentSets, Agreement, Audit, "
    )
    with pytest.raises(
        cn.errors.QuestionError, match=r"a Separation\. Draw the graph with cn\.draw"
    ):
        cn.plot(cn.separated(model(), "bold", "apart"))


@pytest.mark.parametrize(
    ("part", "advice"),
    [
        (
            lambda: cn.effect(model(), "output", under=do(bold="on")).estimate,
            "draw the whole answer",
        ),
        (lambda: cn.levers(model(), "output")[0], "draw the whole answer"),
        (lambda: cn.loops(model())[0], "draw the whole answer"),
        (
            lambda: cn.diff(model(), model().replacing(cn.Influence("bold", "output", "-", 1))),
            r"cn\.draw\(cn\.diff",
        ),
        (lambda: cn.draw(model()), r"It is a picture: .* picture\.save\(path\)"),
        (model, r"cn\.draw\(model\)"),
    ],
)
def test_of_what_is_no_answer_it_is_said_what_to_draw(part, advice):
    with pytest.raises(cn.errors.ArgumentError, match=f"must be an Answer, got .* {advice}"):
        cn.plot(part())


def test_too_many_bars_are_one_clear_error():
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


def test_every_chart_checks_its_options():
    """A misspelt option must not give another chart than the one that was asked for."""
    chart = importlib.import_module("causalnet.display.charts.plot")
    for kind, draws in chart.CHARTS.items():
        parameters = inspect.signature(draws).parameters.values()
        if any(p.kind is p.KEYWORD_ONLY for p in parameters):
            assert hasattr(draws, "__wrapped__"), kind
    found = cn.portfolio(cn.load("lawn"), "wet", budget=1, draws=2)
    with pytest.raises(cn.errors.ArgumentError, match="'regrets'. Did you mean 'regret'"):
        cn.plot(found, what="regrets")
