"""The style of charts."""

import causalnet as cn
from causalnet import do
from tests.display.charts.test_plot import RISES, model


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
    assert len(few.axes[0].patches[0].get_data().values) == 11
    assert len(many.axes[0].patches[0].get_data().values) == 50
