"""Kernels: a setting as a row of probabilities for each state of its source."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.model.grammar.setting import as_setting
from causalnet.network.kernel import kernel_of

STATES = {"x": ("low", "middle", "high"), "z": ("no", "yes"), "w": ("a", "b")}


@pytest.mark.parametrize(
    ("setting", "sources", "rows"),
    [
        ("high", (), [[0, 0, 1]]),
        ({"low": 0.25, "high": 0.75}, (), [[0.25, 0, 0.75]]),
        (cn.shift(-1), ("x",), [[1, 0, 0], [1, 0, 0], [0, 1, 0]]),
        (cn.partial("high", 0.5), ("x",), [[0.5, 0, 0.5], [0, 0.5, 0.5], [0, 0, 1]]),
        (cn.partial("high", 1), (), [[0, 0, 1]]),
        (cn.policy("z", {"no": "low", "yes": "high"}), ("z",), [[1, 0, 0], [0, 0, 1]]),
        (
            cn.policy(
                ["z", "w"],
                {("no", "a"): "low", ("no", "b"): "high", ("yes", "a"): "low", ("yes", "b"): "low"},
            ),
            ("z", "w"),
            [[1, 0, 0], [0, 0, 1], [1, 0, 0], [1, 0, 0]],
        ),
    ],
)
def test_every_kind_of_setting_is_a_kernel(setting, sources, rows):
    kernel = kernel_of(as_setting("x", setting), "x", STATES)
    assert kernel.sources == sources
    assert kernel.table(STATES).shape == (*(len(STATES[v]) for v in sources), 3) or not sources
    np.testing.assert_array_equal(kernel.rows, rows)


def test_what_is_not_set_keeps_its_state():
    kernel = kernel_of(None, "x", STATES)
    np.testing.assert_array_equal(kernel.rows, np.eye(3))
    np.testing.assert_array_equal(kernel.survival, [[0, 0], [1, 0], [1, 1]])


def test_another_value_is_no_setting():
    with pytest.raises(cn.errors.InterventionError, match="'high' is not a setting"):
        kernel_of("high", "x", STATES)
