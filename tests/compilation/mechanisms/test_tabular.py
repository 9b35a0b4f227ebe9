"""Tables written row by row."""

import causalnet as cn
from causalnet.compilation.mechanisms.registry import CPTS
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.model.mechanism import Tabular
from tests.compilation.mechanisms.test_registry import KINDS


def test_what_is_given_row_by_row_is_not_calibrated():
    given = [kind for kind in KINDS if issubclass(kind, Tabular)]
    assert given == [cn.Deterministic, cn.Table]
    assert all(CPTS[kind] is TabularCPT for kind in given)
