"""The page's later periods are those of `trajectory`: exact where that is small, otherwise the same particles."""

from urllib.parse import urlencode

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.display.explorer.seeds import LAST_PERIOD
from tests.display.explorer.scenarios import (
    Scenario,
    intervention_parts,
    scenarios,
    with_soft_proposal,
)
from tests.display.explorer.test_agreement import EXACT, plain
from tests.strategies.lagged import lagged_models

LEVELS = ["low", "mid", "high"]
MECHANISMS = [cn.Ordinal(), cn.NoisyMax(), cn.NoisyMin(), cn.RankedNode(), cn.RankedNode(0.05)]


def hold(core, model: cn.CausalModel, scenario: Scenario, outcomes, most: float | None = None):
    """The page's courses of some outcomes, held against the library's; those that the page sampled, or None if it has none."""
    values = plain(model)
    if most is not None:
        values["time"]["most"] = most
    answer = core.ask(values, scenario.address, courses=True)
    if "refused" in answer:
        asked = {"under": scenario.timed, "periods": LAST_PERIOD}
        with pytest.raises((cn.errors.CalibrationError, cn.errors.InterventionError)):
            [cn.trajectory(scenario.model, outcome, **asked) for outcome in outcomes]
        return None
    assert answer["unknown"] == []
    names = [v["name"] for v in values["variables"]]
    sampled = set()
    for outcome in outcomes:
        at = names.index(outcome)
        asked = {"periods": LAST_PERIOD, "under": scenario.timed, "given": scenario.given or None}
        method = "exact"
        if answer["courses"] and at in answer["courses"]["sampled"]:
            method = "sample"
            sampled.add(outcome)
        try:
            want = cn.trajectory(scenario.model, outcome, method=method, **asked)
        except cn.errors.ImpossibleEvidenceError:
            assert answer["courses"] is None
            return None
        now = np.array([period[at] for period in answer["courses"]["now"]])
        # Period 0 is exact on the page, as `query` has it.
        np.testing.assert_allclose(now[1:], want.p[1:], atol=EXACT, rtol=0, err_msg=outcome)
    return sampled


def test_the_japan_page_has_the_particles_of_the_library(core, japan):
    (scenario,) = scenarios(japan, 1, 106)
    assert hold(core, japan, scenario, ["software_talent_density"])


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=repr)
@pytest.mark.parametrize("most", [None, 0])
@settings(max_examples=2)
@given(data=st.data(), seed=st.integers(0, 10**6))
def test_every_mechanism_goes_on_as_in_the_library(core, mechanism, most, data, seed):
    model = data.draw(lagged_models(mechanism=mechanism))
    assume(any(i.lag for i in model.influences))
    try:
        model = with_soft_proposal(model, seed)
        (scenario,) = scenarios(model, 1, seed)
        sampled = hold(core, model, scenario, list(scenario.model.variables), most)
    except cn.errors.CalibrationError:
        assume(False)
    assume(sampled is not None)
    assert bool(sampled) == (most == 0)


SETTINGS = {
    "a state": cn.do(x="mid"),
    "a lottery": cn.do(x={"low": 0.2, "mid": 0.3, "high": 0.5}),
    "a shift": cn.do(x=cn.shift(1)),
    "a partial uptake": cn.do(x=cn.partial("high", 0.4)),
    "a policy": cn.do(
        x=cn.policy("y", {"low": "high", "mid": {"low": 0.5, "mid": 0.5}, "high": "low"})
    ),
    "a policy of two": cn.do(
        z=cn.policy(["y", "x"], {(a, b): max(a, b) for a in LEVELS for b in LEVELS})
    ),
    "a cut": cn.do(cn.cut("x", "z")),
    "a cause seen otherwise": cn.do(cn.as_if("z", x="high")),
    "several": cn.do(cn.cut("y", "z"), x=cn.shift(-1), y=cn.partial("low", 0.7)),
}


@pytest.mark.parametrize("done", SETTINGS.values(), ids=SETTINGS)
def test_every_kind_of_intervention_goes_on_as_in_the_library(core, done):
    bases = {v: cn.Baseline([0.5, 0.3, 0.2]) for v in "xyz"}
    model = cn.CausalModel(
        "three",
        [cn.Variable(v, LEVELS, bases[v]) for v in "xyz"],
        [
            cn.Influence("x", "z", "+", 1.5),
            cn.Influence("y", "z", "-", 0.8),
            cn.Influence("z", "y", "+", 1.0, lag=1),
            cn.Influence("x", "x", "+", 1.2, lag=1),
            cn.Influence("x", "z", "+", 0.6, lag=2),
        ],
        proposals=[cn.Proposal("it", done)],
    )
    # What is set from period 1 on may be observed today.
    given = {"y": "mid", "x": "low"}
    seen = [("see", f"{v}={state}") for v, state in given.items()]
    for most, found in ((None, {}), (None, given), (0, given)):
        own = [*intervention_parts(done), *(seen if found else []), ("during", "1-4")]
        scenario = Scenario(urlencode(own), model, done, found, 1, 4)
        sampled = hold(core, model, scenario, "yz", most)
        assert sampled == (set() if most is None else {"y", "z"})
    # Today, and with nothing observed.
    now = core.ask(plain(model), urlencode(intervention_parts(done)))["now"]
    for at, (v, want) in enumerate(cn.marginals(model, under=done).items()):
        np.testing.assert_allclose(now[at], want.p, atol=EXACT, rtol=0, err_msg=v)
