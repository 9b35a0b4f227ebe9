"""Charts of sensitivity."""

import causalnet as cn
from tests.display.charts.test_plot import RISES, model


def test_a_share_of_variance_is_not_read_as_a_contrast():
    figure = cn.plot(cn.sensitivity(model(), RISES, draws=200))
    assert figure.axes[0].texts[0].get_text().startswith("explains ")
