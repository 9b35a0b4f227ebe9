"""The page and the library give the same numbers, whatever is switched, dragged, set and seen."""

import json
from urllib.parse import urlencode

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.display.explorer.contents import contents_of
from tests.compilation.mechanisms.test_root_finding import two_cycle
from tests.display.explorer.scenarios import (
    Scenario,
    intervention_parts,
    named,
    scenarios,
    with_soft_proposal,
)
from tests.strategies import models as strategies, networks
from tests.strategies.elicited import confounded

EXACT = 1e-9


def expected(scenario: Scenario) -> dict[str, np.ndarray] | None:
    """What the library answers; None where the findings cannot be."""
    try:
        found = cn.marginals(scenario.model, under=scenario.today, given=scenario.given)
    except cn.errors.ImpossibleEvidenceError:
        return None
    return {v: answer.p for v, answer in found.items()}


def assert_same(want: dict[str, np.ndarray] | None, got: dict[str, list[float]]) -> None:
    for v, p in (want or {}).items():
        np.testing.assert_allclose(got[v], p, atol=EXACT, rtol=0, err_msg=v)


def test_the_japan_page_agrees_with_the_library_in_60_scenarios(core, shown, japan):
    values, asked = plain(japan), list(scenarios(japan, 60))
    # The page itself computes some of them, and Node all: with the same scripts.
    page = shown()
    found = page.visits([scenario.address for scenario in asked[:10]])
    # The address that the page makes of a scenario leads back to it.
    again = page.visits([got["address"] for got in found[::5]])
    assert [same["now"] for same in again] == [got["now"] for got in found[::5]]
    for scenario, got in zip(asked, found, strict=False):
        want = expected(scenario)
        assert got["notice"] == ""
        assert got["impossible"] == (want is None), scenario.address
        if want is not None:
            assert_same(want, dict(got["now"]))
            assert {v for v, _ in got["now"]} == set(want)
        assert_same({v: a.p for v, a in cn.marginals(scenario.model).items()}, dict(got["before"]))
    for scenario in asked:
        want, got = expected(scenario), computed(core, values, scenario.address)
        assert (got is None) == (want is None), scenario.address
        assert_same(want, got or {})


def plain(model: cn.CausalModel | cn.Network, under: cn.Intervention | None = None) -> dict:
    return json.loads(json.dumps(contents_of(model, None, under).values))


def computed(core, values: dict, address: str) -> dict[str, list[float]] | None:
    answer = core.ask(values, address)
    assert answer.get("unknown", []) == []
    if "refused" in answer:
        raise cn.errors.CalibrationError(answer["refused"], variable="", nearest=())
    names = [v["name"] for v in values["variables"]]
    return answer["now"] and dict(zip(names, answer["now"], strict=True))


def hold(core, model: cn.CausalModel, seed: int) -> None:
    model = with_soft_proposal(model, seed)
    values = plain(model)
    scenario = next(scenarios(model, 1, seed))
    try:
        want = expected(scenario)
    except (cn.errors.CalibrationError, cn.errors.InterventionError):
        with pytest.raises(cn.errors.CalibrationError):
            computed(core, values, scenario.address)
        return
    got = computed(core, values, scenario.address)
    if want is None or got is None:
        assert want is got is None
    else:
        assert_same(want, got)


@settings(max_examples=25)
@given(strategies.models(), st.integers(0, 10**6))
def test_the_page_and_the_library_have_one_word_for_a_path(core, model, seed):
    try:
        model = with_soft_proposal(model, seed)
        values, tried = plain(model), scenarios(model, 20, seed)
        scenario = next(s for s in tried if s.under)
        outcome = list(scenario.model.variables)[seed % len(scenario.model.variables)]
        asked = {"under": scenario.under, "given": scenario.given}
        found = cn.effect(scenario.model, outcome, **asked)
    except (cn.CausalnetError, cn.errors.ModelError, StopIteration):
        assume(False)
    bare = "&".join(p for p in scenario.address.split("&") if not p.startswith("outcome="))
    answer = core.ask(values, f"{bare}&outcome={named(outcome)}")
    assert answer["path"] == found.path


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("do=a%3Dyes&outcome=b", "within a period"),
        ("do=a%3Dyes&outcome=c", "within a period"),
        ("do=a%3Dyes&see=b%3Dno&outcome=c", "blocked by what is observed"),
        ("do=a%3Dyes&see=c%3Dno&outcome=c", "blocked by what is observed"),
        ("do=a%3Dyes&outcome=d", "lagged only"),
        ("do=a%3Dyes&outcome=d&without=implied", "no path"),
        ("do=d%3Dyes&outcome=a", "no path"),
        ("do=a%3Dyes&see=c%3Dno&outcome=e", "by observing alone"),
        ("do=a%3Dyes&see=b%3Dno&outcome=e", "no path"),
    ],
)
def test_paths_on_the_page(core, address, path):
    model = cn.CausalModel(
        "paths",
        [cn.Variable(v, ["no", "yes"]) for v in "abcde"],
        [
            cn.Influence("a", "b", "+", 1.0),
            cn.Influence("b", "c", "+", 1.0),
            cn.Influence("e", "c", "+", 1.0),
            cn.Influence("c", "d", "+", 1.0, lag=1, standing="implied"),
        ],
    )
    assert core.ask(plain(model), address)["path"] == path


@pytest.mark.parametrize(
    "mechanism",
    [cn.Ordinal(), cn.NoisyMax(), cn.NoisyMin(), cn.RankedNode(), cn.RankedNode(0.05)],
    ids=repr,
)
@settings(max_examples=20)
@given(data=st.data(), seed=st.integers(0, 10**6))
def test_every_mechanism_is_compiled_as_the_library_compiles_it(core, mechanism, data, seed):
    hold(core, data.draw(confounded(mechanism)), seed)


@settings(max_examples=20)
@given(confounded(cn.Ordinal(), modified=True), st.integers(0, 10**6))
def test_modifiers_too(core, model, seed):
    hold(core, model, seed)


@settings(max_examples=25)
@given(strategies.models(), st.integers(0, 10**6))
def test_models_with_parts_of_every_kind(core, model, seed):
    try:
        plain(model)
    except cn.errors.QuestionError:
        assume(False)
    try:
        hold(core, model, seed)
    except cn.errors.ModelError:
        assume(False)  # a variant that the library would not make either


@pytest.mark.parametrize("read", [["a", "b"], ["b", "a"]])
def test_a_policy_that_reads_its_own_variable_beside_others_goes_round(core, read):
    states = ["no", "yes"]
    either = cn.policy(given=read, choose={(x, y): max(x, y) for x in states for y in states})
    model = cn.CausalModel(
        "round",
        [cn.Variable(v, states) for v in "abc"],
        [cn.Influence("a", "c", "+", 1.0)],
        proposals=[cn.Proposal("p", cn.do(a=either))],
    )
    with pytest.raises(cn.errors.InterventionError, match="make a cycle"):
        cn.query(model, "c", under=model.interventions["p"])
    values = plain(model)
    address = urlencode({"soft": f"a={values['settings'][0]['code']}"})
    assert "goes round" in core.ask(values, address)["refused"]


@settings(max_examples=40)
@given(networks.networks(), st.data())
def test_networks(core, network, data):
    pick = data.draw(st.lists(st.sampled_from(network.variables), unique=True, max_size=3))
    states = {v: data.draw(st.sampled_from(network.states[v])) for v in pick}
    done = {v: s for v, s in states.items() if data.draw(st.booleans())}
    seen = {v: s for v, s in states.items() if v not in done}
    # A page knows the setting that it opens on.
    free = [v for v in network.variables if v not in pick]
    half = {v: cn.partial(network.states[v][0], 0.5) for v in free[: data.draw(st.integers(0, 2))]}
    under = cn.do(done) | cn.do(half)
    address = urlencode(
        intervention_parts(under) + [("see", f"{named(v)}={s}") for v, s in seen.items()]
    )
    got = computed(core, plain(network, under), address)
    try:
        want = cn.marginals(network, under=under, given=seen)
    except cn.errors.ImpossibleEvidenceError:
        assert got is None
        return
    assert got is not None
    assert_same({v: a.p for v, a in want.items()}, got)


RARE = [0.5 - 1e-14, 1e-14, 0.5]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "mechanism",
    [cn.Ordinal(), cn.NoisyMax(), cn.NoisyMin(), cn.RankedNode(), cn.RankedNode(0.01)],
    ids=repr,
)
def test_the_smallest_probabilities_have_the_same_digits(core, mechanism, seed):
    rng = np.random.default_rng(seed)
    three, strongest = ["0", "1", "2"], [0.5, 3.0, 9.0, 60.0][seed]
    noisy = isinstance(mechanism, cn.NoisyMax | cn.NoisyMin)
    model = cn.CausalModel(
        "m",
        [
            cn.Variable("x", three, cn.Baseline([0.6, 0.3, 0.1])),
            cn.Variable("z", three, cn.Baseline([0.25, 0.5, 0.25])),
            cn.Variable("y", three, None if noisy else cn.Baseline(RARE), mechanism=mechanism),
        ],
        [
            cn.Influence(c, "y", sign="?", strength=float(rng.uniform(-strongest, strongest)))
            for c in "xz"
        ],
    )
    for state in three:
        want = cn.marginals(model, under=cn.do(z="0"), given={"y": state})
        got = computed(core, plain(model), f"do=z%3D0&see=y%3D{state}")
        assert_same({v: a.p for v, a in want.items()}, got)


def test_the_baseline_that_newton_alone_missed(core):
    got = computed(core, plain(two_cycle()), "do=x%3Da")
    np.testing.assert_allclose(got["y"], [0.156636, 0.843364], atol=1e-6)
    np.testing.assert_allclose(computed(core, plain(two_cycle()), "")["y"], [0.4, 0.6], atol=1e-12)
