"""Proposals and actors: possible interventions, and who could carry them out."""

import pytest

import causalnet as cn


def test_a_proposal_holds_its_intervention_and_the_claims_behind_it():
    toll = cn.Proposal("charge", cn.do(toll="full"), ["c1"])
    assert toll == cn.Proposal("charge", cn.do(toll="full"), ("c1",))
    assert toll.claims == ("c1",)


def test_names_and_fields_are_checked():
    with pytest.raises(cn.errors.ModelError, match="name"):
        cn.Proposal("", cn.do(toll="full"))
    with pytest.raises(cn.errors.ModelError, match="moves"):
        cn.Actor("town", "toll")
    with pytest.raises(cn.errors.ModelError, match="intervention"):
        cn.Proposal("charge", {"toll": "full"})
