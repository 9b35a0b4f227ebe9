"""Which numbers a contrast may move."""

import pytest

import causalnet as cn
from tests.toys import plain


@pytest.mark.parametrize("kind", [cn.NoisyMax, cn.NoisyMin])
def test_a_declared_leak_is_no_missing_baseline(kind):
    y = cn.Variable("y", ["l", "h"], mechanism=kind(leak=[0.9, 0.1]))
    model = cn.CausalModel(
        "m", [plain("x"), y], [cn.Influence("x", "y", "+", cn.interval(0.5, 1.5))]
    )
    assert cn.verdict(model, cn.Conclusion("y", "rises", under=cn.do(x="h")), draws=20).holds
