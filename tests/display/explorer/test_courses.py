"""The page's later periods are those of `trajectory`: exact where that is small, otherwise the same particles."""

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.display.explorer.seeds import LAST_PERIOD
from tests.display.explorer.scenarios import Scenario, scenarios, with_soft_proposal
from tests.display.explorer.test_agreement import EXACT, plain
from tests.strategies.lagged import lagged_models

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
