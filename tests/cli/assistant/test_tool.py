"""Verbs as tools: what they take, and what is said of a wrong call."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

import causalnet as cn
from causalnet.cli.assistant.front_page import front_page
from causalnet.cli.assistant.tool import tools_of
from causalnet.cli.verbs import VERBS

LAWN = cn.load("lawn")
TOOLS = tools_of(LAWN)


def test_every_schema_is_one_and_lists_the_names_of_the_model() -> None:
    for tool in TOOLS.values():
        Draft202012Validator.check_schema(tool.schema)

    held = TOOLS["effect"].schema["$defs"]
    assert held["variable"]["enum"] == ["rain", "sprinkler", "wet"]
    assert held["state"]["enum"][:2] == ["rain=no", "rain=yes"]
    assert held["proposal"]["enum"] == ["water the lawn"]
    assert TOOLS["verdict"].schema["properties"]["direction"]["enum"] == [
        "rises",
        "falls",
        "holds",
        "exceeds",
        "stays-below",
    ]


def test_verbs_that_would_read_another_file_are_left_out() -> None:
    assert {*VERBS} - {*TOOLS} == {"confront", "coverage", "agreement", "crux", "update"}


def test_a_proposal_and_a_text_in_place_of_a_list_are_understood() -> None:
    text, held = TOOLS["effect"].call({"outcome": "wet", "under": "water the lawn"})
    effect = cn.effect(LAWN, "wet", under=cn.do(sprinkler="on"))  # type: ignore[arg-type]

    assert held["sentence"] == effect.sentence
    assert text == str(effect)
    assert held["table"] is not None


@pytest.mark.parametrize(
    ("verb", "arguments", "message"),
    [
        ("effect", {}, "effect also needs outcome and under."),
        ("effect", {"outcme": "wet"}, "No argument 'outcme' of 'effect'; its arguments are outcome, under, versus, given, at, draws. Did you mean 'outcome'?"),
        ("effect", {"outcome": ["wet"], "under": []}, "'outcome' of effect must be one value, not ['wet']."),
        ("effect", {"outcome": "wet", "under": ["rain=yes"], "at": "soon"}, "'at' of effect: 'soon' is not a valid integer."),
        ("effect", {"outcome": "wet", "under": ["rain=yes"], "at": 1e999}, "'at' of effect: 'inf' is not a valid integer."),
        ("effect", {"outcome": "wet", "under": [{"rain": "yes"}]}, "'under' of effect must be one value, not {'rain': 'yes'}."),
        ("effect", {"outcome": "wet", "under": ["rain=maybe"]}, "No state 'maybe' of 'rain'; its states are no, yes."),
        ("verdict", {"outcome": "wet", "direction": "up", "under": ["rain=yes"]}, "'direction' of verdict: It is one of rises, falls, holds, exceeds, stays-below, not 'up'."),
    ],
)  # fmt: skip
def test_what_is_said_of_a_wrong_call(verb: str, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(cn.CausalnetError) as caught:
        TOOLS[verb].call(arguments)

    assert str(caught.value) == message


def test_a_network_has_tools_and_a_front_page_too() -> None:
    network = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]}, name="sky")
    _, held = tools_of(network)["query"].call({"outcome": "rain"})

    assert "rain" in held["sentence"]
    assert "rain  no, yes" in front_page(network)
