"""All sets from one contraction, against a query for each."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.questions.decisions import decision_network
from causalnet.questions.decisions.affordable import affordable_plans
from causalnet.questions.decisions.decision_network import DecisionNetwork, together
from tests.strategies.arguments import arguments

INTERVENTIONS = ("hard", "shift", "partial", "lottery")


@st.composite
def items_of(draw: st.DrawFn, network: cn.Network) -> list[cn.Intervention]:
    """Up to four interventions of all kinds on a network, some of which exclude one another."""
    found = []
    edges = [(p, v) for v in network for p in network.parents[v]]
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from([*network][:-1]))
        states = network.states[name]
        kind = draw(st.sampled_from((*INTERVENTIONS, "cut", "as if", "policy")))
        if kind == "hard":
            found.append(cn.do({name: draw(st.sampled_from(states))}))
        elif kind == "shift":
            found.append(cn.do({name: cn.shift(draw(st.sampled_from([-1, 1])))}))
        elif kind == "partial":
            found.append(cn.do({name: cn.partial(draw(st.sampled_from(states)), 0.4)}))
        elif kind == "lottery":
            found.append(cn.do({name: {states[0]: 0.25, states[-1]: 0.75}}))
        elif edges and kind == "cut":
            found.append(cn.do(cn.cut(*draw(st.sampled_from(edges)))))
        elif edges and kind == "as if":
            cause, effect = draw(st.sampled_from(edges))
            found.append(cn.do(cn.as_if(effect, **{cause: network.states[cause][0]})))
    first = network.order[0]
    return found or [cn.do({first: network.states[first][0]})]


@settings(max_examples=30, deadline=None)
@given(arguments(), st.data(), st.booleans(), st.booleans())
def test_every_set_is_a_query(
    model: cn.CausalModel, data: st.DataObject, contracted: bool, drawn: bool
) -> None:
    network = cn.compile_model(model, draws=3) if drawn else cn.compile_model(model)
    items = data.draw(items_of(network))
    outcome = network.order[-1]
    if any(outcome in item.settings for item in items):
        return
    worth = np.arange(len(network.states[outcome]), dtype=float)
    decisions = DecisionNetwork(network, items)
    plans = list(affordable_plans([1.0] * len(items), 9, decisions.fits))
    kept = decision_network.MOST_CELLS
    try:
        decision_network.MOST_CELLS = kept if contracted else 0
        found = decisions.means(outcome, worth, {}, plans)
    finally:
        decision_network.MOST_CELLS = kept
    for plan, value in zip(plans, found, strict=True):
        under = together(items[i] for i in plan)
        answer = cn.query(network, outcome, under=under)
        p = answer.p if answer.drawn is None else answer.drawn
        np.testing.assert_allclose(value, np.tensordot(worth, p, axes=1), atol=1e-10)


def test_with_evidence_after_the_interventions() -> None:
    ward = cn.compile_model(cn.load("treatment"))
    item = cn.do(treatment="yes")
    worth = np.array([0.0, 1.0])
    states = ward.states["severity"]
    found = DecisionNetwork(ward, [item]).means(
        "recovery", worth, {"severity": states[-1]}, [(), (0,)]
    )
    for value, under in zip(found, (cn.do(), item), strict=True):
        truth = cn.query(ward, "recovery", under=under, given={"severity": states[-1]})
        assert value == pytest.approx(truth["yes"], abs=1e-12)


def test_sets_that_exclude_one_another() -> None:
    lawn = cn.compile_model(cn.load("lawn"))
    decisions = DecisionNetwork(lawn, [cn.do(rain="yes"), cn.do(rain="no"), cn.do(sprinkler="on")])
    assert decisions.exclusive == {(0, 1)}
    assert [d.items for d in decisions.decisions] == [(0, 1), (2,)]
    assert not decisions.fits((0, 1, 2))


def test_impossible_evidence_is_not_a_number() -> None:
    net = cn.Network(
        {"x": ["a", "b"], "y": ["a", "b"]}, {"y": ["x"]}, {"x": [0.5, 0.5], "y": [[1, 0], [0, 1]]}
    )
    found = DecisionNetwork(net, [cn.do(x="a")]).means(
        "x", np.array([0.0, 1.0]), {"y": "b"}, [(), (0,)]
    )
    assert np.isnan(found).tolist() == [False, True]
