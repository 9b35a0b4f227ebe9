"""Lotteries, policies, shifts and partial uptake: their estimands against the surgery on random worlds."""

import re

import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.errors import InterventionError, QuestionError
from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.identification.look_alikes import random_network
from tests.strategies.mixed import mixed_graphs

WARD = cn.load("treatment")
SICKEST = cn.do(treatment=cn.policy("severity", {"mild": "no", "severe": "yes"}))


def asked(network: cn.Network, graph: MixedGraph, under: cn.Intervention) -> object:
    """The answer, or why there is none."""
    try:
        return cn.identify(network, "b", under=under, measured=graph.measured)
    except InterventionError as error:
        return str(error)


@settings(max_examples=20)
@given(mixed_graphs(most=5), st.sampled_from(["lottery", "partial", "policy"]))
def test_the_estimand_is_what_the_setting_does(graph: MixedGraph, kind: str) -> None:
    setting = {
        "lottery": {"no": 0.3, "yes": 0.7},
        "partial": cn.partial("yes", uptake=0.4),
        "policy": cn.policy("c", {"no": "no", "yes": {"no": 0.2, "yes": 0.8}}),
    }[kind]
    network, under = random_network(graph), cn.do(a=setting)
    answer = asked(network, graph, under)
    if isinstance(answer, str):
        # What it reads is latent or downstream, or nothing can be adjusted for.
        assert re.search("not measured|acts on|by adjustment only", answer)
        return
    if answer:
        assert answer.checked < 1e-9
    else:
        assert answer.hedge is not None


@pytest.mark.parametrize(
    ("setting", "method", "written"),
    [
        (
            {"no": 0.5, "yes": 0.5},
            "policy",
            "Σ_treatment π(treatment) Σ_severity P(recovery | treatment, severity) P(severity)",
        ),
        (
            cn.shift(1),
            "from where it is",
            "Σ_{treatment,severity} P(recovery | treatment, severity) "
            "Σ_treatment' π(treatment | treatment') P(treatment', severity)",
        ),
    ],
)
def test_it_prints_as_the_field_writes_it(setting: object, method: str, written: str) -> None:
    answer = cn.identify(WARD, "recovery", under=cn.do(treatment=setting))
    assert answer.way is not None
    assert (answer.way.method, answer.written) == (method, written)


def test_a_policy_is_estimated_as_the_model_has_it() -> None:
    found = cn.identify(WARD, "recovery", under=SICKEST)
    assert found.sentence == (
        "The effect of letting treatment follow severity on recovery can be had from the 3 measured variables: average "
        "the effects of the states, as the setting chooses them."
    )
    figures = cn.compile_model(WARD)
    estimated = cn.estimate(found, figures)
    truth = cn.query(WARD, "recovery", under=SICKEST)
    assert [c.probability for c in estimated.cells] == pytest.approx(list(truth.p))
    assert "do " not in str(estimated).splitlines()[-3]


def test_a_hidden_cause_of_a_policy_leaves_a_hedge() -> None:
    answer = cn.identify(
        WARD,
        "recovery",
        under=cn.do(treatment={"no": 0.5, "yes": 0.5}),
        measured=["treatment", "recovery"],
    )
    assert not answer
    assert answer.to_measure == (("severity",),)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"under": SICKEST, "measured": ["treatment", "recovery"]},
            "reads severity, which is not measured",
        ),
        (
            {"under": cn.do(treatment=cn.shift(1)), "measured": ["treatment", "recovery"]},
            "by adjustment only, and no set of measured variables will do",
        ),
        ({"under": cn.do(severity=cn.shift(1)) | cn.do(treatment="yes")}, "by itself"),
        ({"under": cn.do(cn.cut("severity", "treatment"))}, "no changes of single influences"),
        (
            {"under": cn.do(treatment=cn.policy("severity", {"mild": "nope", "severe": "yes"}))},
            "nope",
        ),
    ],
)
def test_what_has_no_estimand_is_refused(arguments: dict, message: str) -> None:
    with pytest.raises(cn.errors.CausalnetError, match=message):
        cn.identify(WARD, "recovery", **arguments)


def test_a_graph_without_states_and_findings_are_refused() -> None:
    with pytest.raises(InterventionError, match="ask a model or a network"):
        cn.identify("dag { x -> y }", "y", under=cn.do(x=cn.shift(1)))
    with pytest.raises(QuestionError, match="leave given= out"):
        cn.identify(WARD, "recovery", under=SICKEST, given="severity")
