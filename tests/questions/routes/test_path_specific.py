"""Path-specific effects, against every assignment of everyone's luck."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.query.measure import measure_of
from causalnet.questions.routes.path_specific import path_specific
from tests.counterfactual_enumeration import enumerate_nested
from tests.enumeration import enumerate_query
from tests.questions.routes.cases import witness
from tests.strategies.networks import little_network, random_table


def effects_of(network, y, under, versus=None):
    measure = measure_of(network, network, y, verb="routes")
    return path_specific(network, measure, under, versus or cn.do())


@pytest.mark.parametrize("coupling", ["rank", "fresh"])
@pytest.mark.parametrize("seed", range(25))
def test_along_any_influences_it_is_the_nested_world_of_brute_force(seed, coupling):
    rng = np.random.default_rng(seed)
    network = little_network(rng).with_order(*[f"v{i}" for i in range(4)])
    x, y = str(rng.choice(["v0", "v1", "v2"])), "v3"
    soft = cn.shift(int(rng.choice([-1, 1])))
    under = cn.do({x: soft if seed % 4 == 0 else network.states[x][-1]})
    versus = cn.do({x: network.states[x][0]}) if seed % 3 == 0 else cn.do()
    effects = effects_of(network, y, under, versus)
    every = sorted(effects.ways.every)
    for _ in range(3):
        active = frozenset(edge for edge in every if rng.random() < 0.5)
        level = np.arange(len(network.states[y]))
        expected = level @ enumerate_nested(network, y, under, versus, active, coupling)
        assert effects.level(active, coupling) == pytest.approx(expected, abs=1e-12)


def test_along_all_influences_it_is_the_whole_effect():
    effects = effects_of(witness(), "y", cn.do(x="yes"))
    whole = cn.effect(witness(), "y", under=cn.do(x="yes")).level
    assert effects.change(effects.ways.every, "rank") == pytest.approx(whole, abs=1e-14)
    assert effects.needed_twice == ()
    assert effects.change(frozenset(), "rank") == pytest.approx(0, abs=1e-14)


def test_what_is_needed_twice_is_told():
    effects = effects_of(witness(), "y", cn.do(x="yes"))
    path = frozenset({("x", "w"), ("w", "m"), ("m", "y")})
    by_rank, fresh = (float(effects.change(path, c)) for c in ("rank", "fresh"))
    assert effects.witnesses(path) == effects.needed_twice == ("w",)
    assert by_rank != pytest.approx(fresh, abs=1e-4)


def test_rank_needs_an_order_that_was_declared():
    rng = np.random.default_rng(4)
    states = {**dict.fromkeys("xmy", ("no", "yes")), "w": ("a", "b", "c")}
    tables = {
        "x": [0.5, 0.5],
        "w": [[0.5, 0.3, 0.2], [0.1, 0.3, 0.6]],
        "m": random_table(rng, (3, 2)),
        "y": random_table(rng, (3, 2, 2)),
    }
    raw = cn.Network(states, {"w": ["x"], "m": ["w"], "y": ["w", "m"]}, tables)
    effects = path_specific(
        raw, measure_of(raw, raw, ("y", "yes"), verb="routes"), cn.do(x="yes"), cn.do()
    )
    path = frozenset({("x", "w"), ("w", "m"), ("m", "y")})
    with pytest.raises(cn.errors.QuestionError) as caught:
        effects.level(path, "rank")
    assert "One rank needs the order of the states of 'w', which is needed in both worlds." in str(
        caught.value
    )
    assert 'Ask with coupling=("fresh", "gumbel").' in str(caught.value)
    assert np.isfinite(effects.change(path, "gumbel"))


def test_where_nothing_is_needed_twice_one_number_serves_every_coupling():
    effects = effects_of(witness(), "y", cn.do(x="yes"))
    every = effects.ways.every
    assert effects.level(every, "rank") is effects.level(every, "fresh")


def test_closing_an_influence_is_seeing_its_cause_as_it_was():
    """Under a hard setting, closed out-edges are as-ifs of what is today, here of another state."""
    network = little_network(np.random.default_rng(3)).with_order("v0", "v1", "v2", "v3")
    effects = effects_of(network, "v3", cn.do(v0="b"), cn.do(v0="a"))
    for closed in effects.ways.first:
        seen = cn.do(cn.as_if(closed[1], {closed[0]: "a"}), v0="b")
        expected = np.arange(len(network.states["v3"])) @ enumerate_query(network, "v3", seen)
        found = effects.level(effects.ways.without([closed]), "rank")
        assert found == pytest.approx(expected, abs=1e-12)


def test_each_draw_is_answered_by_itself():
    lawn = cn.load("lawn")
    network = cn.compile_model(lawn, draws=5)
    effects = effects_of(network, "wet", cn.do(rain="yes"))
    drawn = effects.change(effects.ways.every, "rank")
    for k in range(5):
        alone = effects_of(network.at(k), "wet", cn.do(rain="yes"))
        assert drawn[k] == pytest.approx(float(alone.change(alone.ways.every, "rank")), abs=1e-14)
