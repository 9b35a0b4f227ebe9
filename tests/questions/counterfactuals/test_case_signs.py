"""Signs read case by case: where one rank has the least."""

import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.inference.posterior import joint
from causalnet.model.grammar.finding import findings
from causalnet.questions.counterfactuals.abduction import Case, twofold
from causalnet.questions.counterfactuals.case_signs import why_not_by_signs
from causalnet.questions.counterfactuals.event import crossing, events_of
from causalnet.questions.query.measure import measure_of
from causalnet.questions.query.mutilate import mutilate
from tests.strategies.signed import questions, signed_models
from tests.toys import xyz

SEEN = {"wet": "yes"}


def _why(case, model=None, outcome="wet", state=None):
    model = model or cn.load("lawn")
    network = model if isinstance(model, cn.Network) else cn.compile_model(model)
    measure = measure_of(model, network, (outcome, state) if state else outcome, verb="it")
    crossed = crossing(measure, case.observed) or events_of(measure)[-1]
    event = next(e for e in events_of(measure) if e.state == state) if state else crossed
    return why_not_by_signs(model, outcome, event, case, twofold(network, outcome, case))


def _case(under=None, versus=None, observed=SEEN, given=None):
    under = cn.do(sprinkler="off") if under is None else under
    return Case(under, versus or cn.do(), findings(observed), findings(given))


def test_signs_that_agree_prove_the_least():
    assert _why(_case()) == ""
    assert _why(_case(observed={"wet": "yes", "rain": "no"})) == ""
    # Seen in one state and set to another, it differs in no case from the two settings.
    assert _why(_case(observed={"wet": "yes", "sprinkler": "on"})) == ""


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (_case(observed={"rain": "no"}), "wet is not observed on one side of a threshold"),
        (_case(given={"wet": "no"}), "something is found in the new world"),
        (
            _case(cn.do(sprinkler={"off": 0.5, "on": 0.5})),
            "what is done to sprinkler is left to chance",
        ),
        (_case(cn.do(cn.cut("sprinkler", "wet"))), "what is done to wet is left to chance"),
    ],
)
def test_what_they_do_not_prove(case, why):
    assert _why(case) == why


def test_a_mediator_that_is_observed_is_not_read_by_signs():
    case = _case(cn.do(x="a"), observed={"y": "b", "z": "b"})
    assert _why(case, xyz(), "z") == "what is set reaches y, which is observed"
    assert _why(_case(cn.do(x="a"), observed={"z": "b"}), xyz(), "z") == ""
    shifted = _case(cn.do(x=cn.shift(1)), observed={"x": "a", "z": "b"})
    assert _why(shifted, xyz(), "z") == (
        "x is observed, and what is done to it does not set it to a state"
    )


def test_they_speak_of_the_threshold_that_was_observed_alone():
    deficit = {"software_competitiveness": "no global category"}
    case = _case(cn.do(multi_layer_outsourcing="shallow"), observed=deficit)
    japan, y = cn.load("japan_software"), "software_competitiveness"
    assert _why(case, japan, y) == ""
    another = f"{y} is observed on one side of another threshold"
    assert _why(case, japan, y, "global vendors") == another
    assert _why(case, japan, y, "no global category") == another


def test_a_network_has_none_and_opposed_paths_leave_it_open():
    assert _why(_case(), cn.compile_model(cn.load("lawn"))) == "a network has no signs"
    rain = _why(_case(cn.do(rain="no")))
    assert rain == "" or "raised" in rain


@given(st.data())
def test_where_they_prove_the_least_no_coupling_has_less(data):
    """One rank then has P(Y < s, Y' ≥ s) = P(Y' ≥ s) − P(Y ≥ s), of which no coupling has less."""
    model = data.draw(signed_models())
    asked = data.draw(questions(model))
    y = asked.outcome
    states = model.variables[y].states
    place, below = data.draw(st.integers(1, len(states) - 1)), data.draw(st.booleans())
    seen = {v: x for v, x in asked.given.items() if v != y and v not in asked.under.settings}
    observed = findings({**seen, y: frozenset(states[:place] if below else states[place:])})
    case = Case(asked.under, asked.versus, observed)
    try:
        network = cn.compile_model(model)
        worlds = twofold(network, y, case)
    except (cn.errors.CalibrationError, cn.errors.InterventionError):
        return
    event = crossing(measure_of(model, network, y, verb="it"), observed)
    assert event is not None
    if why_not_by_signs(model, y, event, case, worlds) or worlds.target == y:
        return
    before, after = (
        event.weights @ joint(mutilate(network, arm), (y,), seen)
        for arm in (asked.versus, asked.under)
    )
    if before > 1 - 1e-9:
        return
    rank = event.weights @ worlds.outcome("rank")
    assert rank == pytest.approx(max(after - before, 0) / (1 - before), abs=1e-9)
