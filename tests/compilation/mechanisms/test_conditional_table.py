"""What every mechanism promises: signs hold as dominance, baselines are met, imitations imitate."""

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.compilation.mechanisms.effect_matching import effects_of_causes
from causalnet.inference.posterior import joint
from tests.enumeration import enumerate_query
from tests.strategies.elicited import confounded

PLAIN = [
    cn.Ordinal(),
    cn.NoisyMax(),
    cn.NoisyMin(),
    cn.RankedNode(),
    cn.RankedNode(variance=0.02),
]
IMITATING = [
    cn.NoisyMax(like_ordinal=True),
    cn.NoisyMin(like_ordinal=True),
    cn.RankedNode(like_ordinal=True),
]
# One imitation is a search of its own for each draw, and takes ten times as long as any other mechanism.
FEWER = 10


def network_or_skip(model):
    """The network, but for the noisy mechanisms' honest refusals."""
    try:
        return cn.compile_model(model)
    except cn.errors.CalibrationError:
        assume(False)


def assert_dominance(network, model, cause):
    """do(cause = higher) moves P(y ≥ j) in the direction of the claimed sign, for every j."""
    influence = model.influence(cause, "y")
    states = network.states[cause]
    survival = [
        np.cumsum(enumerate_query(network, "y", cn.do({cause: s}))[::-1])[::-1] for s in states
    ]
    steps = np.diff(np.array(survival), axis=0)
    signed = steps if influence.sign == "+" else -steps
    assert signed.min(initial=0.0) >= -1e-9


@pytest.mark.parametrize("mechanism", PLAIN, ids=repr)
@settings(max_examples=20)
@given(data=st.data())
def test_signs_hold_under_do_calibrated_with_confounded_causes(mechanism, data):
    assert_signs_hold(data.draw(confounded(mechanism)))


@pytest.mark.parametrize("mechanism", IMITATING, ids=repr)
@settings(max_examples=FEWER)
@given(data=st.data())
def test_the_signs_of_an_imitation_hold_under_do_calibrated_with_confounded_causes(mechanism, data):
    assert_signs_hold(data.draw(confounded(mechanism)))


def assert_signs_hold(model):
    network = network_or_skip(model)
    for influence in model.causes("y"):
        assert_dominance(network, model, influence.cause)


@pytest.mark.parametrize("mechanism", [cn.Ordinal(), cn.RankedNode()], ids=repr)
@given(data=st.data())
def test_signs_hold_with_a_modifier_too(mechanism, data):
    model = data.draw(confounded(mechanism, modified=True))
    network = cn.compile_model(model)
    for influence in model.causes("y"):
        assert_dominance(network, model, influence.cause)


@given(data=st.data())
def test_a_table_that_is_accepted_honours_its_signs(data):
    rows = {}
    top = 0.0
    for a in ("0", "1", "2"):
        for b in ("0", "1"):
            top = data.draw(st.floats(0, 1))
            rows[a, b] = [1 - top, top]
    influences = [cn.Influence("a", "y", "+"), cn.Influence("b", "y", "-")]
    variables = [
        cn.Variable("a", ["0", "1", "2"], cn.Baseline([0.2, 0.3, 0.5])),
        cn.Variable("b", ["0", "1"], cn.Baseline([0.6, 0.4])),
        cn.Variable("y", ["0", "1"], mechanism=cn.Table(["a", "b"], rows)),
    ]
    try:
        model = cn.CausalModel("table", variables, influences)
    except cn.errors.ModelError as error:
        assert "breaks the sign" in str(error)  # noqa: PT017
        return
    network = cn.compile_model(model)
    for cause in "ab":
        assert_dominance(network, model, cause)


@pytest.mark.parametrize(
    "mechanism", [cn.Ordinal(), cn.RankedNode(), cn.RankedNode(0.01)], ids=repr
)
@given(data=st.data())
def test_a_declared_baseline_is_met_to_1e9(mechanism, data):
    model = data.draw(confounded(mechanism, declared=True, strongest=6.0))
    network = cn.compile_model(model)
    np.testing.assert_allclose(
        enumerate_query(network, "y"), model.variables["y"].baseline.p, atol=1e-9, rtol=0
    )


@pytest.mark.parametrize("mechanism", [cn.NoisyMax(), cn.NoisyMin()], ids=repr)
@given(data=st.data())
def test_a_noisy_mechanism_meets_its_baseline_or_says_what_it_can(mechanism, data):
    model = data.draw(confounded(mechanism, declared=True))
    wanted = np.array(model.variables["y"].baseline.p)
    try:
        network = cn.compile_model(model)
    except cn.errors.CalibrationError as error:
        nearest = error.nearest
        y = model.variables["y"]
        possible = model.replacing(
            cn.Variable("y", y.states, cn.Baseline(_inside(nearest)), mechanism=mechanism)
        )
        got = enumerate_query(cn.compile_model(possible), "y")
        np.testing.assert_allclose(got, nearest, atol=2e-6)
    else:
        np.testing.assert_allclose(enumerate_query(network, "y"), wanted, atol=1e-9, rtol=0)


def _inside(nearest):
    """The nearest marginal, a hair towards where the causes leave room."""
    p = np.maximum(np.array(nearest), 1e-7)
    return list(p / p.sum())


@pytest.mark.parametrize("mechanism", IMITATING, ids=repr)
@settings(max_examples=FEWER)
@given(data=st.data())
def test_an_imitation_meets_the_baseline_always(mechanism, data):
    model = data.draw(confounded(mechanism, declared=True))
    network = cn.compile_model(model)
    np.testing.assert_allclose(
        enumerate_query(network, "y"), model.variables["y"].baseline.p, atol=1e-9, rtol=0
    )


def lawn(mechanism, baseline=(0.5, 0.3, 0.2)):
    states = ["0", "1", "2"]
    return cn.CausalModel(
        "lawn",
        [
            cn.Variable("a", states, cn.Baseline([0.2, 0.5, 0.3])),
            cn.Variable("b", ["0", "1"], cn.Baseline([0.7, 0.3])),
            cn.Variable("y", states, cn.Baseline(baseline), mechanism=mechanism),
        ],
        [
            cn.Influence("a", "b", "+", 1.0),
            cn.Influence("a", "y", "+", 0.5),
            cn.Influence("b", "y", "-", 0.4),
        ],
    )


@pytest.mark.parametrize("mechanism", IMITATING, ids=repr)
def test_an_imitation_does_what_the_ordinal_does_one_cause_at_a_time(mechanism):
    effects = []
    for spec in (cn.Ordinal(), mechanism):
        network = cn.compile_model(lawn(spec))
        effects.append(effects_of_causes(network.values("y"), joint(network, ("a", "b")), 2))
    np.testing.assert_allclose(effects[1], effects[0], atol=1e-8)


def test_an_imitation_past_its_reach_keeps_the_proportions_of_the_effects():
    """A tight baseline leaves a noisy-MIN room for a share of them: the same share of each."""
    variables = [cn.Variable(n, ["0", "1", "2"], cn.Baseline([0.6, 0.35, 0.05])) for n in "abc"]
    influences = [cn.Influence(n, "y", "+", w) for n, w in zip("abc", (1.2, 0.8, 0.8), strict=True)]
    effects = []
    for spec in (cn.Ordinal(), cn.NoisyMin(like_ordinal=True)):
        y = cn.Variable("y", ["0", "1", "2"], cn.Baseline([0.75, 0.22, 0.03]), mechanism=spec)
        network = cn.compile_model(cn.CausalModel("tight", [*variables, y], influences))
        effects.append(effects_of_causes(network.values("y"), joint(network, ("a", "b", "c")), 3))
    shares = effects[1] / effects[0]
    assert 0.3 < shares[0] < 1
    np.testing.assert_allclose(shares, shares[0], atol=1e-6)


def test_the_alternate_is_calibrated_like_the_first():
    model = lawn(cn.Ordinal())
    y = model.variables["y"]
    model = model.replacing(cn.Variable("y", y.states, y.baseline, alternate=cn.NoisyMin()))
    other = model.alternating("y")
    assert isinstance(other.variables["y"].mechanism, cn.NoisyMin)
    assert cn.query(other, "y").p == pytest.approx([0.5, 0.3, 0.2])
    assert not np.allclose(
        cn.compile_model(other).values("y"), cn.compile_model(model).values("y"), atol=1e-3
    )


def test_calibration_error_names_the_nearest_marginal():
    strong = lawn(cn.NoisyMax(), (0.9, 0.08, 0.02)).replacing(cn.Influence("a", "y", "+", 3.0))
    with pytest.raises(cn.errors.CalibrationError) as caught:
        cn.compile_model(strong)
    error = caught.value
    assert error.variable == "y"
    assert sum(error.nearest) == pytest.approx(1)
    assert "The noisy-max of 'y' cannot meet the baseline [0.9, 0.08, 0.02]" in str(error)
    assert f"[{error.nearest[0]:.3f}, {error.nearest[1]:.3f}, {error.nearest[2]:.3f}]" in str(error)


def test_undeclared_ordinal_is_uniform_at_its_references():
    model = cn.CausalModel(
        "undeclared",
        [
            cn.Variable("a", ["0", "1", "2"], cn.Baseline([0, 1, 0])),
            cn.Variable("y", ["0", "1", "2"]),
        ],
        [cn.Influence("a", "y", "+", 1.3)],
    )
    assert cn.query(model, "y").p == pytest.approx([1 / 3] * 3)
    assert cn.query(cn.CausalModel("alone", [cn.Variable("z", list("abcd"))]), "z").p == (
        pytest.approx([0.25] * 4)
    )


def test_undeclared_noisy_mechanisms_follow_their_leak():
    def network(mechanism, weights):
        a = cn.Variable("a", ["0", "1", "2"], cn.Baseline(weights))
        y = cn.Variable("y", ["0", "1", "2"], mechanism=mechanism)
        return cn.CausalModel("leak", [a, y], [cn.Influence("a", "y", "+", 1.0)])

    assert cn.query(network(cn.NoisyMax(), [1, 0, 0]), "y").p == pytest.approx([1, 0, 0])
    assert cn.query(network(cn.NoisyMin(), [0, 0, 1]), "y").p == pytest.approx([0, 0, 1])
    leak = [0.6, 0.3, 0.1]
    assert cn.query(network(cn.NoisyMax(leak), [1, 0, 0]), "y").p == pytest.approx(leak)
    assert cn.query(network(cn.NoisyMin(leak), [0, 0, 1]), "y").p == pytest.approx(leak)


def test_tables_and_rules_are_read_by_name_whatever_their_order():
    variables = [cn.Variable("a", ["lo", "hi"]), cn.Variable("b", ["no", "yes"])]
    influences = [cn.Influence("a", "y", "+"), cn.Influence("b", "y", "+")]
    rows = {("no", "lo"): "0", ("no", "hi"): "0", ("yes", "lo"): "0", ("yes", "hi"): "1"}
    y = cn.Variable("y", ["0", "1"], mechanism=cn.Deterministic(["b", "a"], rows))
    network = cn.compile_model(cn.CausalModel("and", [*variables, y], influences))
    assert network.parents["y"] == ("a", "b")
    np.testing.assert_array_equal(network.table("y").values[:, :, 1], [[0, 0], [0, 1]])


@given(st.lists(st.sampled_from(["0", "1", "2"]), min_size=6, max_size=6))
def test_a_rule_that_is_accepted_honours_its_signs(states):
    cells = [(a, b) for a in ("0", "1", "2") for b in ("0", "1")]
    rule = cn.Deterministic(["a", "b"], dict(zip(cells, states, strict=True)))
    variables = [
        cn.Variable("root", ["0", "1"], cn.Baseline([0.3, 0.7])),
        cn.Variable("a", ["0", "1", "2"], cn.Baseline([0.2, 0.3, 0.5])),
        cn.Variable("b", ["0", "1"], cn.Baseline([0.6, 0.4])),
        cn.Variable("y", ["0", "1", "2"], mechanism=rule),
    ]
    influences = [cn.Influence("root", "a", "+", 2.0), cn.Influence("root", "b", "-", 2.0)]
    influences += [cn.Influence("a", "y", "+"), cn.Influence("b", "y", "-")]
    rises = all(rule.rows[a, b] <= rule.rows[c, b] for a, c in ("01", "12") for b in "01")
    falls = all(rule.rows[a, "0"] >= rule.rows[a, "1"] for a in "012")
    if not (rises and falls):
        with pytest.raises(cn.errors.ModelError, match="breaks the sign"):
            cn.CausalModel("rule", variables, influences)
        return
    model = cn.CausalModel("rule", variables, influences)
    network = cn.compile_model(model)
    for cause in "ab":
        assert_dominance(network, model, cause)
