"""Tables are made once for all that is alike, and are what they would be if each were made by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import cache
from causalnet.compilation.compiler import compile_model
from causalnet.compilation.mechanisms.effect_matching import MATCHED_WITHIN
from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.compilation.table_builder import TableBuilder
from causalnet.errors import CalibrationError
from causalnet.network.graph import ancestors
from tests.strategies.graphs import graphs, with_interfaces
from tests.strategies.lagged import lagged_models
from tests.strategies.models import models
from tests.toys import layered

GIVEN, NOISY = "weather", (cn.NoisyMax, cn.NoisyMin)


def chain(
    *, third: float = 1.0, mechanism: cn.Ordinal | cn.NoisyMax | cn.RankedNode | None = None
) -> cn.CausalModel:
    own = {} if mechanism is None else {"mechanism": mechanism}
    return cn.CausalModel(
        "chain",
        [
            cn.Variable("weather", ["dry", "wet"], cn.Baseline([0.7, 0.3])),
            cn.Variable("harvest", ["poor", "good"], cn.Baseline([0.4, 0.6])),
            cn.Variable("price", ["low", "high"], cn.Baseline([0.8, 0.2]), **own),
        ],
        [
            cn.Influence("weather", "harvest", "+", strength=cn.pert(0.5, 1, 2)),
            cn.Influence("harvest", "price", "-", strength=third),
            cn.Influence("weather", "price", "+", strength=cn.pert(0.2, 0.5, 1)),
        ],
    )


def repeated(ensemble: Ensemble, times: int) -> Ensemble:
    """Each draw several times over, all of one after all of the other."""
    return Ensemble(
        {k: np.repeat(x, times) if x.ndim else x for k, x in ensemble.strengths.items()},
        {k: np.repeat(x, times) if x.ndim else x for k, x in ensemble.amounts.items()},
        {
            k: np.repeat(p, times, axis=1) if p.ndim > 1 else p
            for k, p in ensemble.baselines.items()
        },
    )


@settings(deadline=None, max_examples=20)
@given(models(), st.integers(0, 99))
def test_draws_that_are_alike_have_the_tables_that_each_has_alone(model, seed):
    cache.clear()
    few = sampled(model, cn.Draws(3, seed=seed))
    try:
        each = compile_model(model, few)
    except CalibrationError:
        return
    cache.clear()
    many = compile_model(model, repeated(few, 4))
    assert many.varying == each.varying
    for name in each.varying:
        above = ancestors(each.parents, {name})
        matched = any(isinstance(model.variables[v].mechanism, NOISY) for v in above)
        # Where weights saturate, those of a noisy mechanism match an ordinal's effects to no more than this.
        close = MATCHED_WITHIN * len(each.states[name]) if matched else 1e-12
        np.testing.assert_allclose(
            many.values(name), np.repeat(each.values(name), 4, axis=-1), rtol=1e-7, atol=close
        )


@settings(deadline=None, max_examples=20)
@given(lagged_models(variables=5), st.data())
def test_what_was_made_for_other_numbers_changes_no_table(model, data):
    """Points that differ from each other in one number at a time, in one compilation and one by one."""
    centre = central(model)
    keys = [key for key in centre.strengths if not key[2]]
    moved = [data.draw(st.sampled_from(keys)) for _ in range(3)] if keys else []
    points = [centre]
    for i, key in enumerate(moved):
        points.append(Ensemble(centre.strengths | {key: np.array(0.3 + i)}, centre.amounts))
    alone = []
    for point in points:
        cache.clear()
        alone.append(compile_model(model, point))
    together = Ensemble(
        {k: np.array([float(p.strengths[k]) for p in points]) for k in centre.strengths},
        centre.amounts,
    )
    for _ in range(2):
        whole = compile_model(model, together)
        for i, network in enumerate(alone):
            again = compile_model(model, points[i])
            for name in network:
                kept = whole.values(name)
                kept = kept[..., i] if name in whole.varying else kept
                np.testing.assert_allclose(kept, network.values(name), atol=1e-9)
                np.testing.assert_allclose(again.values(name), network.values(name), atol=1e-12)


def test_a_variant_has_anew_only_what_lies_downstream_of_the_difference():
    one = compile_model(chain(third=1.0))
    other = compile_model(chain(third=2.0))

    assert other.values("harvest") is one.values("harvest")
    assert not np.allclose(other.values("price"), one.values("price"))


def test_only_distinct_draws_are_calibrated(monkeypatch):
    calibrated = []
    from causalnet.compilation.mechanisms.ordinal import OrdinalCPT

    make = OrdinalCPT.table
    monkeypatch.setattr(
        OrdinalCPT,
        "table",
        lambda self, slopes, target, *rest: (
            calibrated.append((target.variable, target.weights.shape[len(slopes) :]))
            or make(self, slopes, target, *rest)
        ),
    )
    cache.clear()
    model = chain(mechanism=cn.Ordinal())
    centre = central(model)
    key = ("harvest", "price", 0)
    steps = np.tile([0.5, 1.0, 1.0], 20)
    compile_model(model, Ensemble(centre.strengths | {key: steps}, centre.amounts))
    assert calibrated == [("harvest", ()), ("price", (2,))]


def test_a_refusal_counts_all_draws():
    model = chain(mechanism=cn.NoisyMax())
    centre = central(model)
    key = ("weather", "price", 0)
    strengths = centre.strengths | {key: np.array([0.1, 9.0, 0.1, 9.0, 9.0])}
    with pytest.raises(CalibrationError, match="of 5 draws"):
        compile_model(model, Ensemble(strengths, centre.amounts))


def test_numbers_that_are_changed_later_change_nothing():
    """Tables are kept; the arrays that they were made from are not."""
    model = chain()
    ensemble = central(model)
    given = np.array([0.7, 0.3])
    first = compile_model(model, Ensemble(ensemble.strengths, ensemble.amounts, {GIVEN: given}))
    given[:] = [0.1, 0.9]
    second = compile_model(model, Ensemble(ensemble.strengths, ensemble.amounts, {GIVEN: given}))
    assert first.values(GIVEN).tolist() == [0.7, 0.3]
    assert second.values(GIVEN).tolist() == [0.1, 0.9]


def test_another_baseline_or_mechanism_is_another_table():
    tables = [
        compile_model(model).values("price").tolist()
        for model in (
            chain(),
            chain().replacing(cn.Variable("price", ["low", "high"], cn.Baseline([0.5, 0.5]))),
            chain(mechanism=cn.RankedNode()),
        )
    ]
    assert tables[0] != tables[1] != tables[2] != tables[0]


def test_below_a_table_draws_are_told_apart_by_what_its_causes_do():
    """The table is the same in all draws, and the distribution of what it decides is not."""
    states = ["low", "high"]
    even = cn.Baseline([0.5, 0.5])
    rows = {("low", "low"): [0.9, 0.1], ("low", "high"): [0.6, 0.4]}
    rows |= {("high", "low"): [0.5, 0.5], ("high", "high"): [0.1, 0.9]}
    model = cn.CausalModel(
        "tabled",
        [
            cn.Variable("x", states, even),
            cn.Variable("w", states, even),
            cn.Variable("y", states, mechanism=cn.Table(["x", "w"], rows)),
            cn.Variable("z", states, even),
        ],
        [
            cn.Influence("x", "w", "+", cn.interval(0, 4)),
            cn.Influence("x", "y", "+"),
            cn.Influence("w", "y", "+"),
            cn.Influence("y", "z", "+", 1.0),
        ],
    )
    strengths = {("x", "w", 0): [0.0, 4.0, 0.0], ("y", "z", 0): [1.0, 1.0, 0.5]}
    ensemble = Ensemble({k: np.array(x) for k, x in strengths.items()}, {})
    cache.clear()
    together = compile_model(model, ensemble).tables["z"]
    for i in range(3):
        cache.clear()
        alone = compile_model(model, ensemble.at(np.array([i]))).tables["z"]
        np.testing.assert_allclose(together[..., i], alone[..., 0], atol=1e-12)
    assert abs(together[..., 0] - together[..., 1]).max() > 1e-3


@settings(deadline=None, max_examples=20)
@given(graphs(least=4, most=8), st.integers(0, 999), st.booleans())
def test_interfaces_change_no_table(parents, seed, drawn):
    rng = np.random.default_rng(seed)
    judged = [cn.pert(0.2, 0.7, 1.2), 0.5]
    model = cn.CausalModel(
        "m",
        [
            cn.Variable(
                v, ["l", "m", "h"], cn.Baseline([0.3, 0.5, 0.2]) if rng.random() < 0.7 else None
            )
            for v in parents
        ],
        [
            cn.Influence(c, v, "+", judged[rng.integers(2)])
            for v, own in parents.items()
            for c in own
        ],
    )
    ensemble = sampled(model, cn.Draws(3, seed=seed)) if drawn else central(model)
    if drawn:
        ensemble = repeated(ensemble, 2)
    cache.clear()
    without = compile_model(model, ensemble)
    with pytest.MonkeyPatch.context() as patch:
        with_interfaces(patch)
        cache.clear()
        network = compile_model(model, ensemble)
    cache.clear()
    assert network.varying == without.varying
    for v in parents:
        np.testing.assert_allclose(network.values(v), without.values(v), atol=1e-12)


def test_what_is_above_a_difference_is_not_made_again(monkeypatch):
    """Neither tables nor interfaces, which would take a step for every fourth variable."""
    model = layered(400)
    centre = central(model)
    compile_model(model, centre)
    made = {"_new": [], "_new_joint": []}
    for name, own in made.items():
        monkeypatch.setattr(TableBuilder, name, _counting(getattr(TableBuilder, name), own))
    late = next(key for key in centre.strengths if key[1] == "v380")
    compile_model(model, Ensemble(centre.strengths | {late: np.array(0.4)}, centre.amounts))
    tables, joints = made.values()
    below = {f"v{i}" for i in range(380, 400)}
    assert {*tables} <= below
    assert {a for a in joints if isinstance(a, str)} <= below
    assert 0 < len(tables) < 20
    assert 0 < len(joints) < 25


def test_a_cause_that_keeps_its_baseline_hands_nothing_on(monkeypatch):
    """Where its effect has no other cause that is related to it, the effect's table stays; else it is made anew."""
    states, even = ["low", "high"], cn.Baseline([0.5, 0.5])

    def model(*more):
        return cn.CausalModel(
            "m",
            [cn.Variable(v, states, even) for v in "abcd"],
            [cn.Influence(*pair, "+", 1.0) for pair in ("ab", "bc", "cd", *more)],
        )

    made = []
    monkeypatch.setattr(TableBuilder, "_new", _counting(TableBuilder._new, made))
    for more, expected in [((), ["b"]), (("ad",), ["b", "d"]), (("bd",), ["b"])]:
        own = model(*more)
        cache.clear()
        before = compile_model(own)
        made.clear()
        centre = central(own)
        moved = Ensemble(centre.strengths | {("a", "b", 0): np.array(2.0)}, centre.amounts)
        after = compile_model(own, moved)
        assert made == expected
        cache.clear()
        alone = compile_model(own, moved)
        for v in "abcd":
            np.testing.assert_allclose(after.values(v), alone.values(v), atol=1e-12)
            assert (after.values(v) is before.values(v)) == (v not in expected)


def test_tables_that_rest_on_the_same_share_the_joint_distribution_of_their_causes(monkeypatch):
    own = chain()
    cache.clear()
    compile_model(own)
    made = []
    monkeypatch.setattr(TableBuilder, "_new_joint", _counting(TableBuilder._new_joint, made))
    centre = central(own)
    last = {("weather", "price", 0): np.array(0.9)}
    moved = compile_model(own, Ensemble(centre.strengths | last, centre.amounts))
    assert made == []
    cache.clear()
    alone = compile_model(own, Ensemble(centre.strengths | last, centre.amounts))
    assert "price" in made
    np.testing.assert_allclose(moved.values("price"), alone.values("price"), atol=1e-12)


def _counting(function, made):
    def call(self, what, *args):
        made.append(what)
        return function(self, what, *args)

    return call
