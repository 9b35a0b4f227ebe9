"""Questions encoded in numbers."""

import pytest

import causalnet as cn
from causalnet.errors import ImpossibleEvidenceError
from causalnet.inference.query_encoding import encode_query, finding_weights

LAWN = cn.Network(
    {"rain": ["no", "yes"], "wet": ["no", "damp", "yes"]},
    {"wet": ["rain"]},
    {"rain": [0.8, 0.2], "wet": [[0.8, 0.1, 0.1], [0.1, 0.2, 0.7]]},
)


def test_questions_with_the_same_names_differ_in_their_states_alone():
    first = encode_query(LAWN, ["wet"], {"rain": "no"})
    second = encode_query(LAWN, ["wet"], {"rain": "yes"})
    assert first.shape is second.shape
    assert (first.states, second.states) == ((0,), (1,))


def test_a_finding_of_several_states_becomes_weights():
    asked = encode_query(LAWN, ["rain"], {"wet": frozenset({"damp", "yes"})})
    assert asked.states == ()
    assert asked.weights[1].tolist() == [0, 1, 1]
    assert finding_weights(LAWN, "wet", "damp").tolist() == [0, 1, 0]


def test_a_finding_on_what_is_set_agrees_with_it_or_cannot_be():
    agreed = encode_query(LAWN, ["wet"], {"rain": "no"}, {"rain": "no"})
    assert (agreed.log, agreed.weights) == (0, {})
    with pytest.raises(ImpossibleEvidenceError, match="probability zero here: rain='no'"):
        encode_query(LAWN, ["wet"], {"rain": "no"}, {"rain": "yes"})
