"""Events of an outcome, and the one that crosses a threshold."""

import pytest

import causalnet as cn
from causalnet.model.grammar.finding import findings
from causalnet.questions.counterfactuals.event import crossing, events_of, threshold
from causalnet.questions.query.measure import measure_of

STATES = ["low", "mid", "high", "top"]


def _measure(outcome):
    network = cn.Network({"y": STATES}, {}, {"y": [0.25] * 4}, ordered=True)
    return measure_of(network, network, outcome, verb="counterfactual")


def test_an_ordered_outcome_has_states_thresholds_and_a_level():
    names = [event.name for event in events_of(_measure("y"))]
    assert names == [*STATES, "at least mid", "at least high", "expected level"]
    assert [e.name for e in events_of(_measure(("y", "mid")))] == STATES


@pytest.mark.parametrize(
    ("seen", "quantity", "words", "weights"),
    [
        ("low", "P(at least)", 'at least "mid"', [0, 1, 1, 1]),
        ({"low", "mid", "high"}, "P(state)", '"top"', [0, 0, 0, 1]),
        ("top", "P(below)", 'below "top"', [1, 1, 1, 0]),
        ({"mid", "high", "top"}, "P(state)", '"low"', [1, 0, 0, 0]),
    ],
)
def test_what_would_have_crossed_the_threshold(seen, quantity, words, weights):
    event = crossing(_measure("y"), findings({"y": seen}))
    assert event is not None
    assert (event.quantity, event.words, event.weights.tolist()) == (quantity, words, weights)


@pytest.mark.parametrize(
    "seen", [None, "mid", {"low", "high"}, set(STATES), cn.likelihood(dict.fromkeys(STATES, 1))]
)
def test_no_threshold(seen):
    assert threshold(frozenset(seen) if isinstance(seen, set) else seen, STATES) is None
    assert crossing(_measure("y"), findings({"y": seen} if seen else None)) is None


def test_a_state_that_was_asked_about_is_not_replaced_by_a_threshold():
    assert crossing(_measure(("y", "mid")), findings({"y": "low"})) is None
