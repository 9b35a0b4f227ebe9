"""A network's variables with a single state are certain, and no verb stumbles over them."""

import numpy as np
import pytest

import causalnet as cn
from causalnet import do


def network(single):
    """x → y ← q, of which one has a single state."""
    states = {v: ["a", "b"] for v in "xqy"} | {single: ["only"]}
    sizes = {v: len(own) for v, own in states.items()}
    rng = np.random.default_rng(3)
    tables = {
        "x": rng.dirichlet([1] * sizes["x"]),
        "q": rng.dirichlet([1] * sizes["q"]),
        "y": rng.dirichlet([1] * sizes["y"], size=(sizes["x"], sizes["q"])),
    }
    return cn.Network(states, {"y": ["x", "q"]}, tables, ordered=True)


@pytest.mark.parametrize("single", ["x", "q", "y"])
def test_answers_are_those_of_the_tables(single):
    net = network(single)
    last = net.states["y"][-1]
    expected = np.einsum("i,j,ijk->k", *(net.values(v) for v in "xqy"))
    start = net.states["x"][0]
    under = np.einsum("j,jk->k", net.values("q"), net.values("y")[0])

    assert cn.query(net, "y").p == pytest.approx(expected)
    assert cn.marginals(net)["y"].p == pytest.approx(expected)
    assert cn.marginals(net)[single].p.tolist() == [1.0] or single == "y"
    effect = cn.effect(net, ("y", last), under=do(x=start))
    assert effect.level == pytest.approx(under[-1] - expected[-1])
    found = {(v.variable, v.state): v.level for v in cn.levers(net, ("y", last))}
    assert found["x", start] == pytest.approx(effect.level)
    assert cn.query(net, "y", given={single: net.states[single][0]}, under=do(x=start)).p.sum() == (
        pytest.approx(1)
    )
    assert str(cn.levers(net, "y"))
    assert str(effect)
    assert len(cn.pairs(net, ("y", last), ["x", "q"])) == len(net.states["x"]) * len(
        net.states["q"]
    )
    assert str(cn.compare(net, "y", [do(x=start)]))
    cn.draw(net)
