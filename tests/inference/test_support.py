"""What is possible is what enumeration finds positive."""

import numpy as np

import causalnet as cn
from causalnet.inference.sweep import all_levers


def test_rows_are_nan_exactly_where_evidence_is_impossible():
    copies = {v: [[1.0, 0.0], [0.0, 1.0]] for v in ("b", "c")}
    tables = {"a": [0.5, 0.5], **copies, "y": [[0.5, 0.5], [1e-250, 1.0]]}
    network = cn.Network(
        {v: ["no", "yes"] for v in tables}, {"b": ["a"], "c": ["b"], "y": ["b"]}, tables
    )
    found = all_levers(network, ["a"], {"y": "no", "c": "yes"})

    # Only b=yes gives c=yes: y=no is then improbable, not impossible.
    np.testing.assert_array_equal(np.isnan(found["b"]).all(axis=1), [True, False])
    np.testing.assert_allclose(found["b"][1], [0.5, 0.5], rtol=0, atol=1e-12)
    np.testing.assert_allclose(found["y"][0], [0, 1], rtol=0, atol=1e-12)
