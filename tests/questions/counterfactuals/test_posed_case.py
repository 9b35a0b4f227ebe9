"""Questions about two worlds, within the present period and by a later one."""

import pytest

import causalnet as cn
from causalnet.model.grammar.finding import timed_findings
from causalnet.questions.counterfactuals.posed_case import AskedCase, posed_case


def _asked(**more):
    found = {name: timed_findings(more.pop(name, None)) for name in ("observed", "given")}
    return AskedCase(more.pop("under", cn.do(price="high")), **found, **more)


def test_within_the_period_names_stay_as_they_are():
    asked = _asked(observed={"smoking": "yes"})
    posed = posed_case(cn.load("habit"), "smoking", asked, None)
    assert posed.measure.outcome == "smoking"
    assert dict(posed.case.observed) == {"smoking": "yes"}
    assert asked.told(asked.observed) == ['smoking="yes"']


def test_by_a_later_period_names_have_theirs():
    asked = _asked(observed={0: {"price": "low"}, 1: {"smoking": "yes"}}, at=1)
    posed = posed_case(cn.load("habit"), ("smoking", "yes"), asked, None)
    assert (posed.measure.outcome, posed.measure.state) == ("smoking@1", "yes")
    assert dict(posed.case.observed) == {"price@0": "low", "smoking@1": "yes"}
    assert posed.case.under == cn.do({"price@0": "high", "price@1": "high"})
    assert posed.network.variables == tuple(posed.model.variables)
    assert asked.told(asked.observed) == ['price="low" in period 0', 'smoking="yes" in period 1']


def test_a_timed_intervention_acts_as_it_does_in_the_period():
    posed = posed_case(cn.load("habit"), "smoking", _asked(under=cn.do(price="high").at(1)), None)
    assert posed.case.under == cn.do()


@pytest.mark.parametrize("at", [0, 1])
def test_what_is_found_later_than_the_outcome_is_refused(at):
    asked = _asked(observed={2: {"smoking": "yes"}}, at=at)
    with pytest.raises(cn.errors.QuestionError, match="in period 2, after the"):
        posed_case(cn.load("habit"), "smoking", asked, None)
