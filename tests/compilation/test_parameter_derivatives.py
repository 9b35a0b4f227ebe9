"""Derivatives through calibration, against differences of recompiled models."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet import cache
from causalnet.compilation import recipes
from causalnet.compilation.compiler import compile_model
from causalnet.compilation.parameter_derivatives import (
    Answers,
    parameter_derivatives,
    stacked_derivatives,
)
from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import QuestionError
from causalnet.inference.posterior import joint
from tests.strategies.elicited import confounded
from tests.strategies.graphs import graphs, with_interfaces
from tests.toys import layered

STEP = 1e-5


def _diamond(mechanism, *, modified=False):
    """Confounded causes, a calibrated chain, and a modifier."""
    three = ["0", "1", "2"]

    def variable(name, *p):
        own = cn.Baseline(list(p)) if p else None
        return cn.Variable(name, three, own, mechanism=mechanism if name == "y" else cn.Ordinal())

    influences = [
        cn.Influence("a", "b", "+", cn.pert(0.2, 0.9, 1.5)),
        cn.Influence("a", "c", "-", cn.pert(0.2, 0.6, 1.5)),
        cn.Influence("b", "y", "+", cn.pert(0.2, 0.7, 1.5), reference="0"),
        cn.Influence("c", "y", "+" if modified else "-", cn.pert(0.2, 0.5, 1.5)),
        cn.Influence("y", "z", "+", cn.pert(0.2, 1.1, 1.5)),
        cn.Influence("b", "z", "+", cn.pert(0.1, 0.3, 0.5)),
    ]
    modifiers = (
        [cn.Modifier("b", "y", by="c", amount=cn.pert(0.1, 0.4, 1.0), sign="+")] if modified else []
    )
    return cn.CausalModel(
        "diamond",
        [
            variable("a", 0.3, 0.3, 0.4),
            variable("b", 0.5, 0.3, 0.2),
            variable("c"),
            variable("y", 0.4, 0.35, 0.25),
            variable("z", 0.2, 0.5, 0.3),
        ],
        influences,
        modifiers=modifiers,
    )


def _difference(model, ensemble, kind, key, question):
    sides = []
    for step in (STEP, -STEP):
        moved = {**getattr(ensemble, kind), key: getattr(ensemble, kind)[key] + step}
        other = Ensemble(
            **{"strengths": ensemble.strengths, "amounts": ensemble.amounts, kind: moved}
        )
        sides.append(joint(compile_model(model, other), *question[:-1], done=question[-1]))
    return (sides[0] - sides[1]) / (2 * STEP)


@pytest.mark.parametrize("modified", [False, True])
@pytest.mark.parametrize(
    "mechanism",
    [
        cn.Ordinal(),
        cn.NoisyMax(),
        cn.NoisyMin(),
        cn.RankedNode(),
        cn.RankedNode(variance=0.02),
        cn.NoisyMax(like_ordinal=True),
        cn.NoisyMin(like_ordinal=True),
        cn.RankedNode(like_ordinal=True),
    ],
    ids=repr,
)
@pytest.mark.parametrize(
    "question",
    [
        (["z"], None, None),
        (["z"], None, {"b": "2"}),
        (["y"], {"z": "0"}, {"b": "2"}),
        (["c"], {"y": "1"}, {}),
    ],
)
def test_thresholds_respond(mechanism, question, modified):
    if modified and mechanism in (cn.NoisyMax(), cn.NoisyMin()):
        return
    if mechanism == cn.RankedNode(like_ordinal=True) and question[1] is None:
        # It takes its time, and the other questions tell as much.
        return
    model = _diamond(mechanism, modified=modified)
    ensemble = central(model)
    network = compile_model(model, ensemble)
    outcome, seen, done = question
    found = parameter_derivatives(
        model,
        network,
        ensemble,
        *outcome,
        np.eye(3),
        seen,
        arms=[(1.0, cn.do(done or {}).settings)],
    )
    for kind in ("strengths", "amounts"):
        for key in getattr(ensemble, kind):
            expected = _difference(model, ensemble, kind, key, question)
            own = getattr(found, kind).get(key, np.zeros_like(expected))
            np.testing.assert_allclose(own, expected, atol=3e-9)


@pytest.mark.parametrize(
    "mechanism", [cn.Ordinal(), cn.RankedNode(), cn.NoisyMin(like_ordinal=True)], ids=repr
)
def test_drawn_derivatives_are_those_of_each_draw(mechanism):
    model = _diamond(mechanism, modified=True)
    ensemble = sampled(model, cn.Draws(3, seed=0))
    network = compile_model(model, ensemble)
    arms = [(1.0, cn.do(b="2").settings)]
    found = parameter_derivatives(model, network, ensemble, "z", np.eye(3), arms=arms)
    for key, value in found.strengths.items():
        expected = _difference(model, ensemble, "strengths", key, (["z"], None, {"b": "2"}))
        np.testing.assert_allclose(value, expected, atol=3e-9)


@pytest.mark.parametrize(
    "mechanism",
    [
        cn.RankedNode(),
        cn.RankedNode(variance=0.05),
        cn.NoisyMax(like_ordinal=True),
        cn.NoisyMin(like_ordinal=True),
    ],
    ids=repr,
)
@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_slopes_are_differences_of_queries(mechanism, data):
    model = data.draw(confounded(mechanism, declared=True, strongest=2.0))
    ensemble = central(model)
    assume(all(x > 0.05 for x in ensemble.strengths.values()))
    try:
        found = cn.slopes(model, "y", given={"root": "2"}).values
    except QuestionError as error:
        assert "cannot match an ordinal exactly" in str(error)  # noqa: PT017
        return
    for influence in model.influences:
        levels = []
        for step in (1e-4, 0.0, -1e-4):
            moved = dict(ensemble.strengths)
            moved[influence.key] = moved[influence.key] + step
            network = compile_model(model, Ensemble(moved, {}))
            levels.append(cn.query(network, "y", given={"root": "2"}).level)
        up, down = (levels[0] - levels[1]) / 1e-4, (levels[1] - levels[2]) / 1e-4
        # Where a share reaches one, or the edge of the leak changes places, there is a corner.
        if abs(up - down) < 1e-3:
            assert found.get(influence.name, 0.0) == pytest.approx((up + down) / 2, abs=1e-6)


def test_a_share_of_the_effects_moves_as_its_leak_allows():
    """An imitation that the baseline leaves too little room to do it all."""
    three = ["0", "1", "2"]
    variables = [
        cn.Variable("a", three, cn.Baseline([0.2, 0.5, 0.3])),
        cn.Variable("b", three, cn.Baseline([0.5, 0.3, 0.2])),
        cn.Variable(
            "y", three, cn.Baseline([0.75, 0.22, 0.03]), mechanism=cn.NoisyMax(like_ordinal=True)
        ),
    ]
    influences = [cn.Influence("a", "b", "+", 0.4), cn.Influence("a", "y", "+", 1.2)]
    model = cn.CausalModel("tight", variables, [*influences, cn.Influence("b", "y", "+", 0.8)])
    ensemble = central(model)
    found = cn.slopes(model, "y", under=cn.do(a="2")).values
    for influence in model.influences:
        expected = _difference(
            model, ensemble, "strengths", influence.key, (["y"], None, {"a": "2"})
        )
        assert found[influence.name] == pytest.approx(float(np.arange(3) @ expected), abs=1e-8)


def test_a_mechanism_that_cannot_do_just_what_an_ordinal_would_says_so():
    model = _diamond(cn.RankedNode(variance=1.0, like_ordinal=True))
    with pytest.raises(QuestionError, match="'y' cannot match an ordinal exactly"):
        cn.slopes(model, "z")


def test_draws_by_pieces_have_the_slopes_of_all_at_once(monkeypatch):
    lawn = cn.load("lawn")
    rain = cn.do(rain="yes")
    whole = cn.slopes(lawn, "wet", under=rain, draws=7)
    monkeypatch.setattr("causalnet.compilation.parameter_derivatives.DRAWS_PER_PASS", 3)
    pieces = cn.slopes(cn.load("lawn"), "wet", under=rain, draws=7)

    assert {*whole.values} == {*pieces.values} == {"rain → wet", "sprinkler → wet"}
    for name, slopes in whole.estimates.items():
        np.testing.assert_allclose(pieces.estimates[name].points, slopes.points, atol=1e-12)


@pytest.mark.parametrize("order", [("rain", "wet"), ("wet", "rain")])
def test_a_number_that_bears_on_some_pieces_of_the_draws_has_no_slope_in_the_others(
    order, monkeypatch
):
    monkeypatch.setattr("causalnet.compilation.parameter_derivatives.DRAWS_PER_PASS", 3)
    lawn = cn.load("lawn")
    ensemble = sampled(lawn, cn.Draws(6, seed=0))
    network = compile_model(lawn, ensemble)
    arms, level = ((1.0, cn.do(sprinkler="on").settings),), np.array([[0.0, 1.0]])
    halves = {name: slice(3 * i, 3 * i + 3) for i, name in enumerate(order)}
    asked = [Answers(v, level, None, arms, own) for v, own in halves.items()]
    found = stacked_derivatives(lawn, network, ensemble, asked).strengths
    alone = parameter_derivatives(lawn, network, ensemble, "wet", level, arms=arms).strengths
    assert alone
    for key, slopes in alone.items():
        assert (abs(slopes) > 0).any()
        np.testing.assert_allclose(found[key][:, halves["wet"]], slopes[:, halves["wet"]])
        np.testing.assert_array_equal(found[key][:, halves["rain"]], 0.0)


@pytest.mark.parametrize("name", ["·", "probe"])
def test_no_name_of_a_confounder_is_taken(name):
    def slopes(root):
        own = [0.8, 0.2]
        variables = [cn.Variable(v, ["l", "h"], cn.Baseline(own)) for v in (root, "b", "c", "z")]
        pairs = [(root, "b"), (root, "c"), ("b", "z"), ("c", "z")]
        influences = [cn.Influence(cause, effect, "+", 1.0) for cause, effect in pairs]
        found = cn.slopes(cn.CausalModel("m", variables, influences), "z", under=cn.do(c="h"))
        return list(found.values.values())

    expected = slopes("a")
    assert min(map(abs, expected)) > 1e-4
    np.testing.assert_allclose(slopes(name), expected, rtol=1e-12)


def test_arms_are_added_up_with_their_factors():
    model = _diamond(cn.Ordinal(), modified=True)
    ensemble = sampled(model, cn.Draws(3, seed=0))
    network = compile_model(model, ensemble)
    level = np.array([[0.0, 1.0, 2.0]])
    arms = [(2.0, cn.do(b="2").settings), (-0.5, cn.do(b="0", c="1").settings)]
    both = parameter_derivatives(model, network, ensemble, "z", level, arms=arms)
    alone = [
        parameter_derivatives(model, network, ensemble, "z", level, arms=[arm]) for arm in arms
    ]
    for kind in ("strengths", "amounts", "baselines"):
        own = getattr(both, kind)
        assert own
        for key, value in own.items():
            apart = value - sum(getattr(one, kind).get(key, 0.0) for one in alone)
            # Changes of a baseline sum to zero: a constant over its states counts for nothing.
            gap = apart - apart[:1] if kind == "baselines" else apart
            np.testing.assert_allclose(gap, 0.0, atol=1e-12)
            assert abs(value).max() > 1e-5


@settings(max_examples=25, deadline=None)
@given(graphs(least=4, most=7), st.data())
def test_slopes_are_differences_on_any_graph(parents, data):
    """Joints of causes from families, opened tables, interfaces, undeclared variables and tables."""
    with pytest.MonkeyPatch.context() as patch:
        if data.draw(st.booleans()):
            with_interfaces(patch)
        _slopes_are_differences(parents, data)


def _slopes_are_differences(parents, data):
    names = list(parents)
    kinds = st.sampled_from(["declared", "declared", "undeclared", "table"])
    variables, influences = [], []
    for v, own in parents.items():
        kind = data.draw(kinds)
        graded = kind != "table" or not own
        if graded:
            influences += [cn.Influence(c, v, "+", data.draw(st.floats(0.3, 1.5))) for c in own]
            p = data.draw(st.sampled_from([[0.2, 0.8], [0.6, 0.4], [0.5, 0.5]]))
            baseline = cn.Baseline(p) if kind == "declared" else None
            variables.append(cn.Variable(v, ["l", "h"], baseline))
            continue
        influences += [cn.Influence(c, v, "?", None) for c in own]
        rows = {}
        for cell in itertools.product("lh", repeat=len(own)):
            high = data.draw(st.floats(0.1, 0.9))
            rows[cell] = [1 - high, high]
        table = cn.Table(list(own), rows)
        variables.append(cn.Variable(v, ["l", "h"], mechanism=table))
    model = cn.CausalModel("m", variables, influences)
    outcome, cause = names[-1], names[data.draw(st.integers(0, len(names) - 2))]
    ensemble = central(model)
    network = compile_model(model, ensemble)
    found = parameter_derivatives(
        model, network, ensemble, outcome, np.eye(2), arms=[(1.0, cn.do({cause: "h"}).settings)]
    )
    for key in ensemble.strengths:
        question = [outcome], None, {cause: "h"}
        expected = _difference(model, ensemble, "strengths", key, question)
        own = found.strengths.get(key, np.zeros(2))
        np.testing.assert_allclose(own, expected, atol=3e-9)


def test_slopes_go_back_through_interfaces_and_long_chains():
    """Neither changes with interfaces, and a long chain of undeclared variables takes no nested calls."""
    model = layered(72)
    ensemble = central(model)
    outcome = list(model.variables)[-1]
    found = []
    for many in (64, 10_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(recipes, "MANY_VARIABLES", many)
            cache.clear()
            network = compile_model(model, ensemble)
            found.append(parameter_derivatives(model, network, ensemble, outcome, np.eye(2)))
    cache.clear()
    without = found[1]
    assert len(without.strengths) > 100
    for key in ensemble.strengths:
        own, expected = (d.strengths.get(key, np.zeros(2)) for d in found)
        np.testing.assert_allclose(own, expected, rtol=1e-9, atol=1e-12)
    names = [f"v{i}" for i in range(1500)]
    chain = cn.CausalModel(
        "chain",
        [cn.Variable(v, ["l", "h"]) for v in names[:-1]]
        + [cn.Variable(names[-1], ["l", "h"], cn.Baseline([0.5, 0.5]))],
        [cn.Influence(c, v, "+", 9.0) for c, v in itertools.pairwise(names)],
    )
    ensemble = central(chain)
    network = compile_model(chain, ensemble)
    slopes = parameter_derivatives(chain, network, ensemble, names[-1], np.eye(2))
    assert slopes.strengths.keys() == ensemble.strengths.keys()
