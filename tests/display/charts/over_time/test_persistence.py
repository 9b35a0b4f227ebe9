import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from tests.display.charts.over_time.test_trajectory import model


def test_persistence_is_drawn_in_gains_and_in_shares():
    found = cn.persistence(model(), "y", under=do(x="b"), sustained=[1, 2], after=3, draws=10)
    gains, shares = cn.plot(found).axes
    assert np.asarray(shares.get_lines()[0].get_ydata()) == pytest.approx(found.kept[0])
    assert np.asarray(gains.get_lines()[0].get_ydata()) == pytest.approx(
        found.gains[0].mean(axis=(1, 2))
    )


def test_the_shares_alone_are_drawn_on_axes_of_ones_own():
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    found = cn.persistence(model(), "y", under=do(x="b"), sustained=[1], after=2)
    assert cn.plot(found, ax) is ax.figure
    assert np.asarray(ax.get_lines()[0].get_ydata()) == pytest.approx(found.kept[0])
