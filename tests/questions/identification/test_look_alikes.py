"""Look-alikes: hedges of random graphs have worlds that agree on all measured variables and differ in the effect."""

from itertools import combinations

import numpy as np
import pytest

import causalnet as cn
from causalnet.inference.posterior import joint
from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.identification.latent_district import LatentDistrict
from causalnet.questions.identification.look_alikes import LookAlike, LookAlikes, random_network
from causalnet.questions.query.measure import measure_of
from causalnet.questions.sentences.phrasing import Phrasing


def hedged_graphs(count: int) -> list[MixedGraph]:
    rng = np.random.default_rng(11)
    found: list[MixedGraph] = []
    while len(found) < count:
        names = "abcd"[: rng.integers(2, 5)]
        pairs = list(combinations(names, 2))
        arrows = [p for p in pairs if rng.random() < 0.6]
        shared = [p for p in pairs if rng.random() < 0.4]
        graph = MixedGraph({v: [a for a, b in arrows if b == v] for v in names}, shared)
        if not cn.identify(graph, names[-1], under="a", worlds=0):
            found.append(graph)
    return found


@pytest.mark.parametrize("graph", hedged_graphs(12), ids=str)
def test_every_hedge_has_one(graph: MixedGraph) -> None:
    answer = cn.identify(graph, [*graph][-1], under="a")
    assert isinstance(answer.look_alikes, LookAlikes)
    values = [world.value for world in answer.look_alikes.worlds]
    assert max(abs(v - answer.look_alikes.model) for v in values) > 1e-5


def test_a_world_agrees_on_the_joint_of_everything_measured() -> None:
    graph = MixedGraph({"z": [], "x": ["z"], "w": ["x"], "y": ["x", "w"]}, [("x", "y"), ("z", "y")])
    network = random_network(graph)
    hidden = {*network} - {*graph}
    for times in (1, 2):
        local = LatentDistrict(network, hidden, {"x", "y", "z"}, times)
        tables, divergence = local.fitted(np.random.default_rng(times))
        world = local.world(tables)
        assert divergence < 1e-12
        names = [*graph]
        np.testing.assert_allclose(joint(world, names), joint(network, names), atol=1e-9)
        set_x = [joint(net, ["y"], done={"x": "yes"})[1] for net in (world, network)]
        assert abs(set_x[0] - set_x[1]) > 1e-3


def test_where_the_effect_is_identified_all_such_worlds_agree_on_it() -> None:
    graph = MixedGraph({"x": [], "m": ["x"], "y": ["m"]}, [("x", "y")])
    network = random_network(graph)
    local = LatentDistrict(network, {*network} - {*graph}, {"x", "y"}, 2)
    tables, divergence = local.fitted(np.random.default_rng(5))
    assert divergence < 1e-12
    world = local.world(tables)
    for state in ("no", "yes"):
        found = [joint(net, ["y"], done={"x": state}) for net in (world, network)]
        np.testing.assert_allclose(found[0], found[1], atol=1e-7)


def test_the_slope_is_that_of_differences() -> None:
    graph = MixedGraph({"x": [], "y": ["x"]}, [("x", "y")])
    network = random_network(graph)
    local = LatentDistrict(network, {*network} - {*graph}, {"x", "y"}, 1)
    tables, _ = local.fitted(np.random.default_rng(0))
    slope = local._jacobian(tables)
    step = np.zeros(slope.shape[1])
    for i in range(len(step)):
        step[i] = 1e-6
        up, down = (local._error(local._moved(tables, s)) for s in (step, -step))
        np.testing.assert_allclose(slope[:, i], (up - down) / 2e-6, atol=1e-8)
        step[i] = 0


def test_in_words() -> None:
    lawn = cn.load("lawn")
    measure = measure_of(lawn, cn.compile_model(lawn), ("wet", "yes"), verb="identify")
    none = LookAlikes(0.5, (), measure, {"rain": "yes"})
    assert (
        none.told(Phrasing(lawn))
        == "none was found: with hidden causes of few states figures may all but settle it"
    )

    two = (LookAlike(0.25, 0.001, 2), LookAlike(0.75, 0.0, 2))
    assert LookAlikes(0.5, two, measure, {"rain": "yes"}, acting=True).told(Phrasing(lawn)) == (
        "by everything measured that acts on wet grass, some 1,000 cases could not tell 2 other worlds from this one, and "
        "the probability that wet grass is yes after setting rain to yes is from 0.250 to 0.750 (0.500 here, a difference of up to 0.500)"
    )
