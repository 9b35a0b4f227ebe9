"""Findings, and in which period they count."""

from causalnet.model.finding import timed_findings


def test_findings_by_period():
    found = timed_findings({"x": "a", 2: {"y": {"b", "c"}}})
    assert found[0]["x"] == "a"
    assert found[2]["y"] == frozenset({"b", "c"})
