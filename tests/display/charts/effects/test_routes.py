"""Charts of routes and of direct and indirect effects."""

import pytest

import causalnet as cn
from tests.display.charts.test_plot import ticks, widths
from tests.questions.routes.cases import GIVEN, WITHHELD, training, witness

ASKED = {"under": GIVEN, "versus": WITHHELD}


def test_routes_are_bars_as_long_as_their_parts():
    found = cn.routes(training(), "passed", **ASKED)
    figure = cn.plot(found)
    assert ticks(figure) == ["homework", "course → passed"]
    assert widths(figure) == pytest.approx([route.part.value for route in found.routes])
    assert [t.get_text() for t in figure.axes[0].texts] == ["+0.373", "+0.088"]
    title = " ".join(figure.axes[0].get_title(loc="left").split())
    assert title.endswith("rather than to no: +0.460 in all")


def test_paths_are_bars_with_the_bounds_that_couplings_leave():
    found = cn.routes(witness(), "y", under=cn.do(x="yes"), by="paths", bounds=True)
    ax = cn.plot(found).axes[0]
    assert ax.get_legend().get_texts()[0].get_text() == "any coupling"
    bounds = [line.get_xdata() for line in ax.get_lines()][:2]
    assert bounds == [pytest.approx(route.bounds) for route in found.routes]


def test_direct_and_indirect_effects_over_draws_have_their_middle():
    lawn = cn.load("japan_software")
    found = cn.routes(
        lawn,
        "software_competitiveness",
        under=cn.do(multi_layer_outsourcing="shallow"),
        through="new_value_investment",
        draws=20,
    )
    ax = cn.plot(found).axes[0]
    assert len(ax.patches) == len(found.parts) == 7
    assert ax.get_lines()[0].get_xdata() == pytest.approx(found.effect.estimate.interval())
    assert "middle 90% of draws" in [text.get_text() for text in ax.get_legend().get_texts()]


def test_where_nothing_leads_there_the_chart_is_empty():
    found = cn.routes(cn.load("lawn"), "rain", under=cn.do(wet="yes"))
    assert widths(cn.plot(found)) == []
