"""Interventions and findings that do not fit the variables and states."""

import pytest

import causalnet as cn
from causalnet import do
from causalnet.model.assembly.compatibility import (
    edge_problems,
    evidence_problems,
    intervention_problems,
)

STATES = {"x": ("low", "high"), "y": ("low", "high")}


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (do(x="low"), []),
        (do(z="low"), ["No variable 'z'"]),
        (do(x="hihg"), ["No state 'hihg' of 'x'"]),
        (do(cn.cut("x", "z")), ["No variable 'z'"]),
        (do(cn.as_if("x", z="low")), ["No variable 'z'"]),
        (do(cn.as_if("x", y="hihg")), ["No state 'hihg' of 'y'"]),
        (do(x="hihg", z="low"), ["No state 'hihg' of 'x'", "No variable 'z'"]),
    ],
)
def test_every_misfit_of_an_intervention_is_told(done, told):
    found = [str(error) for _, error in intervention_problems(done, STATES)]
    assert len(found) == len(told)
    assert all(text in error for text, error in zip(told, found, strict=True))


def test_only_an_influence_that_is_there_can_be_cut():
    assert list(edge_problems(do(cn.cut("x", "y")), {"x": [], "y": ["x"]})) == []
    [(name, error)] = edge_problems(do(cn.cut("y", "x")), {"x": [], "y": ["x"]})
    assert name == "x"
    assert "There is no influence y → x to cut; the causes of 'x' are: none." in str(error)


def test_only_a_cause_can_be_seen_as_set():
    causes = {"x": [], "y": ["x", "z1"]}
    assert list(edge_problems(do(cn.as_if("y", x="low")), causes)) == []
    [(name, error)] = edge_problems(do(cn.as_if("y", z="low")), causes)
    assert name == "y"
    assert str(error) == (
        "'z' is not a cause of 'y', so as_if(\"y\", z=\"low\") changes nothing; the causes of 'y' are: x, z1. "
        "Did you mean 'z1'?"
    )


@pytest.mark.parametrize(
    ("finding", "told"),
    [
        ("low", ""),
        (frozenset({"low", "hihg"}), "No state 'hihg' of 'x'"),
        (cn.likelihood({"low": 0.5}), "The likelihood for 'x' has no number for 'high'"),
    ],
)
def test_a_finding_names_states_that_are_there(finding, told):
    found = [str(error) for _, error in evidence_problems({"x": finding}, STATES)]
    assert bool(found) == bool(told)
    assert all(told in error for error in found)
