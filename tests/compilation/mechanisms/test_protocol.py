"""The protocol of mechanisms."""

import numpy as np
import pytest

from causalnet.compilation.mechanisms.calibration_target import CalibrationTarget
from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.model.mechanism import Graded
from tests.compilation.mechanisms.test_registry import KINDS

GRADED = [kind for kind in KINDS if issubclass(kind, Graded)]


@pytest.mark.parametrize("kind", GRADED, ids=lambda kind: kind.kind)
def test_what_every_graded_kind_promises(kind):
    """Rows are distributions, the baseline is met, and calibrated numbers stay where others are added."""
    cpt = cpt_of(kind())
    assert cpt.mechanism.kind == kind.kind
    assert cpt.root(3).sum() == pytest.approx(1)
    assert cpt.responds(None)
    slopes = [Slope(2, np.array(0.6), 0.5), Slope(3, np.array(-0.3), 1.0, (), -1.0)]
    weights = np.array([[0.1, 0.2, 0.2], [0.1, 0.1, 0.3]])
    target = CalibrationTarget("y", 3, np.array([0.5, 0.3, 0.2]), weights)
    table = cpt.table(slopes, target)
    np.testing.assert_allclose(table.sum(axis=-1), 1, rtol=1e-13)
    np.testing.assert_allclose((weights[..., None] * table).sum(axis=(0, 1)), target.baseline)
    moved = [slopes[0].times(1.1), slopes[1]]
    assert not np.allclose(cpt.table(slopes, target, moved), table, rtol=1e-4)
    np.testing.assert_array_equal(cpt.table(slopes, target, slopes), table)
