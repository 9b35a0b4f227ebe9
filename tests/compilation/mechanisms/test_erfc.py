"""The complementary error function against the standard library's."""

import math

import numpy as np

from causalnet.compilation.mechanisms.erfc import erfc


def test_every_branch_keeps_its_digits():
    x = np.concatenate([np.linspace(-7, 26, 5001), [0.46875, 4.0, -0.46875, 1e3, -1e3]])
    expected = np.array([math.erfc(v) for v in x])
    np.testing.assert_allclose(erfc(x), expected, rtol=2e-15, atol=1e-300)
