"""Interventions on drawn networks are interventions on each of their draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.errors import InterventionError, QuestionError
from causalnet.questions.query.mutilate import mutilate
from tests.inference.cases import awkward
from tests.strategies.networks import interventions, networks


@settings(deadline=None, max_examples=40)
@given(awkward(draws=3), st.data())
def test_mutilating_draws_is_mutilating_each_of_them(network, data):
    under = data.draw(interventions(network))
    try:
        changed = mutilate(network, under)
    except InterventionError:
        assume(False)
    for i in range(3):
        alone = mutilate(network.at(i), under)
        for v in network:
            assert changed.parents[v] == alone.parents[v]
            np.testing.assert_allclose(changed.at(i).values(v), alone.values(v), atol=1e-12)


@settings(deadline=None, max_examples=40)
@given(networks(), st.data())
def test_seeing_it_as_set_everywhere_is_setting_it_for_all_but_itself(network, data):
    cause = data.draw(st.sampled_from(network.variables))
    state = data.draw(st.sampled_from(network.states[cause]))
    effects = [v for v in network if cause in network.parents[v]]
    as_ifs = cn.do(*(cn.as_if(v, {cause: state}) for v in effects))
    others = [v for v in network if v != cause]
    seen, done = (
        {v: cn.query(network, v, under=arm).p for v in network}
        for arm in (as_ifs, cn.do({cause: state}))
    )
    for v in others:
        np.testing.assert_allclose(seen[v], done[v], atol=1e-12)
    np.testing.assert_allclose(seen[cause], cn.query(network, cause).p, atol=1e-12)


RAW = cn.Network(
    {"wet": ["yes", "no", "frozen"], "slip": ["no", "yes"]},
    {"slip": ["wet"]},
    {"wet": [0.3, 0.6, 0.1], "slip": [[0.8, 0.2], [0.95, 0.05], [0.4, 0.6]]},
)
SHIFTED = cn.do(wet=cn.shift(1))
ASKED = {
    "query": lambda network, under: cn.query(network, "slip", under=under),
    "given": lambda network, under: cn.query(network, "slip", under=under, given={"slip": "yes"}),
    "sampled": lambda network, under: cn.query(network, "slip", under=under, samples=100),
    "marginals": lambda network, under: cn.marginals(network, under=under),
    "effect": lambda network, under: cn.effect(network, ("slip", "yes"), under=under),
    "versus": lambda network, under: cn.effect(
        network, ("slip", "yes"), under=cn.do(), versus=under
    ),
    "compare": lambda network, under: cn.compare(network, ("slip", "yes"), {"one": under}),
    "with others": lambda network, under: cn.query(network, "wet", under=under | cn.do(slip="yes")),
    "draw": lambda network, under: cn.draw(network, under=under),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_a_shift_needs_an_order_of_states_that_was_declared(ask):
    with pytest.raises(QuestionError) as error:
        ask(RAW, SHIFTED)
    assert str(error.value) == (
        "shift(1) needs the order of the states of 'wet'. Nobody has declared that the states of 'wet' (yes, no, frozen) "
        "run from low to high. Set it to one of them, such as cn.do(wet=\"frozen\"). Only if they do run so, from 'yes' "
        "up to 'frozen', declare it with network.with_order('wet'). If they run otherwise, give their order: "
        "network.with_order(wet=['no', 'frozen', 'yes'])."
    )
    ask(RAW.with_order("wet"), SHIFTED)


@pytest.mark.parametrize(
    "setting",
    [
        "no",
        {"no": 0.5, "yes": 0.5},
        cn.partial("no", 0.5),
        cn.policy("slip", {"no": "no", "yes": "frozen"}),
    ],
    ids=str,
)
def test_no_other_setting_needs_an_order(setting):
    network = RAW.replacing({"slip": [0.5, 0.5]}, {"slip": ()})
    assert mutilate(network, cn.do(wet=setting)).values("wet").sum(axis=-1) == pytest.approx(1)


def test_a_shift_goes_by_the_order_that_was_declared():
    ordered = RAW.with_order(wet=["no", "yes", "frozen"])
    assert mutilate(ordered, SHIFTED).values("wet") == pytest.approx([0, 0.6, 0.4])


def test_a_decision_that_is_set_is_decided():
    dog = cn.Network(
        {"dog": ["no", "yes"], "cat": ["no", "yes"]},
        {},
        {"dog": [0.5, 0.5], "cat": [0.5, 0.5]},
        name="pets",
        decisions={"dog": (), "cat": ("dog",)},
        utilities=[cn.Utility("joy", "dog", {"no": 0, "yes": 2})],
    )
    held = cn.mutilate(dog, cn.do(dog="no"))
    assert (held.name, dict(held.decisions), held.utilities) == (
        "pets",
        {"cat": ("dog",)},
        dog.utilities,
    )
    assert cn.decide(held).value == 0
