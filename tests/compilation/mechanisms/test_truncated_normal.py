"""The normal's tail against the standard library's error function."""

import math

import numpy as np

from causalnet.compilation.mechanisms.truncated_normal import log_tail


def test_every_branch_keeps_its_digits():
    z = np.sqrt(2) * np.concatenate([np.linspace(-7, 26, 5001), [0.46875, 4.0, -0.46875]])
    expected = np.array([math.log(math.erfc(v / math.sqrt(2)) / 2) for v in z])
    np.testing.assert_allclose(log_tail(z), expected, rtol=2e-15, atol=3e-16)
