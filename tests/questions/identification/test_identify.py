"""The verb `identify`: what it says of models, networks and graphs, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given, settings

import causalnet as cn
from causalnet import do
from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.identification.identification_algorithm import Hedge
from causalnet.questions.identification.look_alikes import random_network
from causalnet.questions.skipped import Skipped
from tests.strategies.mixed import mixed_graphs

NAPKIN = "dag { w1 -> w2 -> x -> y ; w1 <-> x ; w1 <-> y }"


@settings(max_examples=100)
@given(mixed_graphs(most=5))
def test_the_estimand_is_the_effect_in_a_network_with_hidden_variables(graph: MixedGraph) -> None:
    answer = cn.identify(random_network(graph), "b", under="a", measured=graph.measured, worlds=1)
    if answer:
        assert isinstance(answer.checked, float)
        assert answer.checked < 1e-9
    else:
        assert isinstance(answer.hedge, Hedge)


@pytest.mark.parametrize(
    ("graph", "method", "written"),
    [
        ("dag { x -> y }", "nothing", "P(y | x)"),
        ("dag { z -> x -> y ; z -> y }", "adjustment", "Σ_z P(y | x, z) P(z)"),
        (
            "dag { x -> m -> y ; x <-> y }",
            "front door",
            "Σ_m P(m | x) Σ_x' P(y | x', m) P(x')",
        ),
        (
            NAPKIN,
            "formula",
            "[Σ_w1 P(w1) P(x | w1, w2) P(y | w1, w2, x)] / [Σ_w1 P(w1) P(x | w1, w2)]",
        ),
        ("dag { x <- a -> m <- b -> y ; x -> y }", "nothing", "P(y | x)"),
    ],
)
def test_graphs_of_the_textbooks(graph: str, method: str, written: str) -> None:
    answer = cn.identify(graph, "y", under="x")
    assert answer.way is not None
    assert (answer.way.method, answer.written) == (method, written)


@pytest.mark.parametrize(
    "graph",
    [
        "dag { x -> y ; x <-> y }",
        "dag { z -> x -> y ; x <-> y }",
        "dag { x -> m -> y ; x <-> y ; x <-> m }",
    ],
)
def test_what_is_not_identified_has_two_worlds_that_look_alike_and_differ(graph: str) -> None:
    answer = cn.identify(graph, "y", under="x")
    assert not answer
    assert answer.sentence.endswith("whatever the number of cases.")
    assert not isinstance(answer.look_alikes, Skipped | None)
    assert len(answer.look_alikes.worlds) == 2
    assert answer.look_alikes.cases == float("inf")
    assert max(abs(w.value - answer.look_alikes.model) for w in answer.look_alikes.worlds) > 1e-3


def test_the_front_door_given_the_mediator_is_by_the_formula() -> None:
    network = random_network(MixedGraph({"x": [], "m": ["x"], "y": ["m"]}, [("x", "y")]))
    answer = cn.identify(network, "y", under="x", given="m", measured=["x", "m", "y"])
    assert answer.question == "P(y | do(x), m)"
    assert answer.written == "Σ_x' P(x') P(y | x', m)"
    assert answer.checked == pytest.approx(0, abs=1e-12)


def test_without_a_path_the_effect_is_the_margin() -> None:
    answer = cn.identify("dag { y -> x }", "y", under="x")
    assert answer.sentence == "The graph has no directed path from x to y: the effect is zero."


def test_of_japan_two_effects_cannot_be_had_and_one_more_variable_is_enough() -> None:
    japan = cn.load("japan_software")
    outcome = "software_competitiveness"
    done = do(multi_layer_outsourcing="shallow")
    answer = cn.identify(japan, outcome, under=done)
    assert not answer
    assert answer.to_measure == (("risk_aversion",),)
    (natural,) = answer.bounds
    value = float(cn.query(japan, outcome, under=done).p @ np.arange(3))
    assert natural.low <= value <= natural.high
    assert answer.model_value == pytest.approx(value)
    measured = [*answer.measured, "risk_aversion"]
    more = cn.identify(japan, outcome, under=done, measured=measured)
    assert more.checked == pytest.approx(0, abs=1e-12)


def test_a_large_search_is_left_out_and_says_how_to_ask() -> None:
    answer = cn.identify(
        cn.load("japan_software"),
        "software_competitiveness",
        under=do(multi_layer_outsourcing="shallow"),
    )
    assert "Ask for them with worlds=2" in " ".join(str(answer).split())


def test_an_unmeasured_cause_leaves_bounds_and_says_what_to_measure() -> None:
    ward = cn.load("treatment")
    done = do(treatment="yes")
    answer = cn.identify(ward, "recovery", under=done, measured=["treatment", "recovery"])
    assert answer.to_measure == (("severity",),)
    assert "severity alone would do" in str(answer)
    (bounds,) = answer.bounds
    seen = cn.query(ward, ["treatment", "recovery"])
    here = seen["yes", "yes"]
    rest = seen["no", "yes"] + seen["no", "no"]
    assert (bounds.low, bounds.high) == pytest.approx((here, here + rest))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"under": do(x=cn.shift(1))}, "ask a model or a network"),
        ({"under": do()}, "at least one"),
        ({"under": "y"}, "both cause and outcome"),
        ({"under": "x", "given": "x"}, "cannot be given"),
        ({"under": "x", "given": "u"}, "'u' is latent"),
        ({"under": "u"}, "'u' is latent"),
        ({"under": "x", "measured": ["x"]}, "'y' is latent"),
    ],
)
def test_what_does_not_fit_is_refused(arguments: dict, message: str) -> None:
    with pytest.raises(cn.errors.CausalnetError, match=message):
        cn.identify("dag { x -> y ; u [latent] ; u -> y }", "y", **arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        {"under": do(treatment="Yes")},
        {"under": do(treatment="yes"), "given": {"severity": "Mild"}},
        {"outcome": ("recovery", "Yes"), "under": "treatment"},
        {"under": do(treatment="Yes"), "differ": ["severity"]},
    ],
)
def test_states_that_a_model_does_not_have_are_refused(arguments: dict) -> None:
    for asked in (cn.load("treatment"), cn.compile_model(cn.load("treatment"))):
        with pytest.raises(
            cn.errors.UnknownNameError, match="No state '(Yes|Mild)'.* Did you mean"
        ):
            cn.identify(asked, **{"outcome": "recovery", **arguments})


@pytest.mark.parametrize(
    "arguments",
    [{"under": "x"}, {"under": do(x=cn.shift(1))}, {"under": "x", "differ": ["x"]}],
)
def test_the_graph_of_a_panel_is_enough(arguments: dict) -> None:
    said = cn.Panel({"anna": cn.pert(0, 1, 2), "ben": cn.interval(0, 3)})
    panel = cn.CausalModel(
        "panel",
        [cn.Variable(v, ["l", "h"], cn.Baseline([0.5, 0.5])) for v in "xyu"],
        [cn.Influence("x", "y", "+", said)],
        sources=[cn.Source("anna"), cn.Source("ben")],
    )
    answer = cn.identify(panel, "y", **arguments)
    assert answer
    assert "Left out: the model has no numbers to try it on. x → y is judged by anna" in " ".join(
        str(answer).split()
    )
    hidden = [cn.Influence("u", "x", "+", 1.0), cn.Influence("u", "y", "+", 1.0)]
    open_ = cn.identify(panel.adding(*hidden), "y", under="x", measured=["x", "y"])
    assert (bool(open_), open_.to_measure) == (False, (("u",),))


def test_lags_are_left_out_and_it_says_so() -> None:
    assert "1 lagged influence" in str(cn.identify(cn.load("habit"), "smoking", under="price"))


def test_the_frame_has_a_row_for_each_thing() -> None:
    frame = cn.identify("dag { z -> x -> y ; z -> y }", "y", under="x").to_frame()
    assert frame.what.tolist() == ["Estimand", "Largest table"]
    np.testing.assert_array_equal(frame.value, ["Σ_z P(y | x, z) P(z)", "3 variables"])
