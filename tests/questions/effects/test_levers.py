"""Levers: every setting that the evidence leaves."""

import pytest

import causalnet as cn


def test_levers_pass_over_what_the_evidence_rules_out():
    either = cn.Network(
        {v: ["a", "b", "c"] for v in "xy"},
        {"y": ["x"]},
        {"x": [0.2, 0.3, 0.5], "y": [[0.5, 0.3, 0.2], [0.2, 0.5, 0.3], [0.1, 0.2, 0.7]]},
        ordered=True,
    )
    found = cn.levers(either, "y", given={"x": {"a", "b"}})
    assert {lever.state for lever in found} == {"a", "b"}
    known = cn.levers(either, "y", given={"x": "c"})
    assert [(lever.state, lever.reach) for lever in known] == [("c", pytest.approx(0))]
