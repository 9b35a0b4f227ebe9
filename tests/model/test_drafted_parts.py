"""How much of a model is a draft."""

from __future__ import annotations

from dataclasses import replace

import causalnet as cn
from causalnet.model.drafted_parts import drafted_parts


def test_a_model_of_our_own_has_no_drafts() -> None:
    assert not drafted_parts(cn.load("lawn"))
    assert drafted_parts(cn.load("lawn")).sentence == ""


def test_it_says_who_drafted_how_much_of_each_kind() -> None:
    lawn = cn.load("lawn")
    parts = [replace(i, drafted_by="a model") for i in lawn.influences]
    claim = replace(lawn.claims["c1"], drafted_by="Ben")
    found = drafted_parts(lawn.replacing(*parts, claim))
    assert (
        found.sentence
        == "Drafted by Ben and a model, not reviewed: 1 of 2 claims and 2 of 2 influences."
    )
    assert found.drafted["influences"] == 2


def test_what_a_person_accepted_is_no_longer_a_draft() -> None:
    lawn = cn.load("lawn")
    claim = replace(lawn.claims["c1"], drafted_by="Ben", reviewed_by="Anna")
    assert not drafted_parts(lawn.replacing(claim))
