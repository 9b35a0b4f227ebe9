"""Where a world settles in the long run."""

import causalnet as cn
from tests.toys import HALF, plain


def test_a_lag_beyond_the_window_is_simulated_in_the_long_run():
    model = cn.CausalModel(
        "m",
        [plain("x"), plain("y", baseline=HALF)],
        [
            cn.Influence("x", "y", "+", 1.0),
            cn.Influence("x", "x", "+", 2.0, lag=1),
            cn.Influence("x", "y", "+", 1.0, lag=4),
        ],
    )
    found = cn.persistence(model, "y", under=cn.do(x="h"), sustained=[1], after=2)
    assert found.long_run.under[1] > found.long_run.without[1]
