"""Settings and findings applied to the laws of particles."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.model.grammar.setting import as_setting
from causalnet.questions.time.particle_kernels import acted, weights_of

STATES = {"x": ("low", "middle", "high"), "z": ("no", "yes")}
# P(X ≥ 1) and P(X ≥ 2) of two particles in one draw.
NATURAL = np.array([[[0.8], [0.5]], [[0.3], [0.1]]])


@pytest.mark.parametrize(
    ("setting", "survival"),
    [
        (None, NATURAL[..., 0]),
        ("middle", [[1], [0]]),
        ({"low": 0.25, "high": 0.75}, [[0.75], [0.75]]),
        (cn.shift(1), [[1, 1], [0.8, 0.5]]),
        (cn.partial("low", 0.5), [[0.4, 0.25], [0.15, 0.05]]),
        (cn.policy("z", {"no": "low", "yes": "high"}), [[0, 1], [0, 1]]),
    ],
)
def test_a_law_once_a_setting_is_carried_out(setting, survival):
    made = None if setting is None else as_setting("x", setting)
    found = acted(made, lambda: NATURAL, STATES, "x", lambda _: np.array([[0], [1]]))
    np.testing.assert_allclose(found[..., 0], survival, atol=1e-6)


def test_a_finding_weighs_each_state():
    assert weights_of("low", STATES["x"]).tolist() == [1, 0, 0]
    assert weights_of(frozenset({"low", "high"}), STATES["x"]).tolist() == [1, 0, 1]
    assert weights_of(
        cn.likelihood({"low": 0.1, "middle": 0.2, "high": 0.3}), STATES["x"]
    ).tolist() == [
        0.1,
        0.2,
        0.3,
    ]
