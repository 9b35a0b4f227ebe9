"""The page and the library give the same numbers, whatever is switched, dragged, set and seen."""

import json

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.display.explorer.contents import contents_of
from tests import networks, strategies
from tests.display.explorer.scenarios import Scenario, named, scenarios
from tests.mechanisms.elicited import confounded

EXACT = 1e-9


def expected(scenario: Scenario) -> dict[str, np.ndarray] | None:
    """What the library answers; None where the findings cannot be."""
    try:
        found = cn.marginals(scenario.model, under=scenario.under, given=scenario.given)
    except cn.ImpossibleEvidenceError:
        return None
    return {v: answer.p for v, answer in found.items()}


def assert_same(want: dict[str, np.ndarray] | None, got: dict[str, list[float]]) -> None:
    for v, p in (want or {}).items():
        np.testing.assert_allclose(got[v], p, atol=EXACT, rtol=0, err_msg=v)


@pytest.mark.parametrize("first", [0, 1000])
def test_the_japan_page_agrees_with_the_library_in_120_scenarios(shown, japan, first):
    page, asked = shown(), list(scenarios(japan, 60, first))
    found = page.visits([scenario.address for scenario in asked])
    again = page.visits([got["address"] for got in found])
    for scenario, got, same in zip(asked, found, again, strict=True):
        want = expected(scenario)
        assert got["notice"] == ""
        assert got["impossible"] == (want is None), scenario.address
        if want is not None:
            assert_same(want, dict(got["now"]))
            assert {v for v, _ in got["now"]} == set(want)
        assert_same({v: a.p for v, a in cn.marginals(scenario.model).items()}, dict(got["before"]))
        assert same["now"] == got["now"]


def plain(model: cn.CausalModel | cn.Network) -> dict:
    return json.loads(json.dumps(contents_of(model).values))


def computed(core, values: dict, address: str) -> dict[str, list[float]] | None:
    answer = core.ask(values, address)
    assert answer.get("unknown", []) == []
    if "refused" in answer:
        raise cn.CalibrationError(answer["refused"], variable="", nearest=())
    names = [v["name"] for v in values["variables"]]
    return answer["now"] and dict(zip(names, answer["now"], strict=True))


def hold(core, model: cn.CausalModel, seed: int) -> None:
    values = plain(model)
    scenario = next(scenarios(model, 1, seed))
    try:
        want = expected(scenario)
    except cn.CalibrationError:
        with pytest.raises(cn.CalibrationError):
            computed(core, values, scenario.address)
        return
    got = computed(core, values, scenario.address)
    if want is None or got is None:
        assert want is got is None
    else:
        assert_same(want, got)


@pytest.mark.parametrize(
    "mechanism",
    [cn.Ordinal(), cn.NoisyMax(), cn.NoisyMin(), cn.RankedNode(), cn.RankedNode(0.05)],
    ids=repr,
)
@settings(max_examples=40)
@given(data=st.data(), seed=st.integers(0, 10**6))
def test_every_mechanism_is_compiled_as_the_library_compiles_it(core, mechanism, data, seed):
    hold(core, data.draw(confounded(mechanism)), seed)


@settings(max_examples=40)
@given(confounded(cn.Ordinal(), modified=True), st.integers(0, 10**6))
def test_modifiers_too(core, model, seed):
    hold(core, model, seed)


@settings(max_examples=60)
@given(strategies.models(), st.integers(0, 10**6))
def test_models_with_parts_of_every_kind(core, model, seed):
    try:
        plain(model)
    except cn.QuestionError:
        assume(False)
    try:
        hold(core, model, seed)
    except cn.ModelError:
        assume(False)  # a variant that the library would not make either


@settings(max_examples=60)
@given(networks.networks(), st.data())
def test_networks(core, network, data):
    pick = data.draw(st.lists(st.sampled_from(network.variables), unique=True, max_size=3))
    states = {v: data.draw(st.sampled_from(network.states[v])) for v in pick}
    done = {v: s for v, s in states.items() if data.draw(st.booleans())}
    seen = {v: s for v, s in states.items() if v not in done}
    parts = [f"do={named(v)}%3D{s}" for v, s in done.items()]
    parts += [f"see={named(v)}%3D{s}" for v, s in seen.items()]
    got = computed(core, plain(network), "&".join(parts))
    try:
        want = cn.marginals(network, under=cn.do(done), given=seen)
    except cn.ImpossibleEvidenceError:
        assert got is None
        return
    assert got is not None
    assert_same({v: a.p for v, a in want.items()}, got)
