"""From a model to its network: central or in draws, and compiled once."""

from __future__ import annotations

import gc
from weakref import ref

import numpy as np
import pytest

import causalnet as cn
from causalnet.compilation.compiler import NETWORKS_KEPT, compile_model, network_of
from causalnet.compilation.parameters.ensemble import central
from causalnet.compilation.parameters.sampling import sampled

STATES = ["no", "yes"]


def lawn(*order: str) -> cn.CausalModel:
    variables = {
        "rain": cn.Variable("rain", STATES, cn.Baseline([0.8, 0.2])),
        "wet": cn.Variable("wet", STATES, cn.Baseline([0.7, 0.3])),
    }
    return cn.CausalModel(
        "lawn",
        [variables[name] for name in order or variables],
        [cn.Influence("rain", "wet", "+", cn.pert(1, 2, 4))],
    )


def test_in_draws_each_is_compiled_from_the_numbers_of_that_draw() -> None:
    model, how = lawn(), cn.Draws(5, seed=3)
    network, ensemble = compile_model(model, draws=how), sampled(model, how)

    assert (network.draws, network.sampling) == (5, how)
    assert network.values("rain").shape == (2,)
    for i in range(5):
        alone = compile_model(model, ensemble.at(slice(i, i + 1))).values("wet")[..., 0]
        np.testing.assert_allclose(network.values("wet")[..., i], alone, rtol=0, atol=1e-12)


@pytest.mark.parametrize("draws", [7, cn.Draws(7)])
def test_a_number_of_draws_is_that_many_from_seed_0(draws: int | cn.Draws) -> None:
    assert compile_model(lawn(), draws=draws) == compile_model(lawn(), draws=cn.Draws(7, seed=0))


def test_draws_are_of_all_of_a_model() -> None:
    model = lawn()
    for more in ({"ensemble": central(model)}, {"only": ["rain"]}):
        with pytest.raises(cn.errors.QuestionError) as caught:
            compile_model(model, draws=3, **more)
        assert str(caught.value) == (
            "draws= compiles all of a model: give it without ensemble= and only=."
        )


def test_a_model_is_compiled_once_and_an_equal_one_keeps_its_order() -> None:
    model, other = lawn(), lawn("wet", "rain")

    assert network_of(model) is network_of(model)
    assert network_of(model, 3) is network_of(model, cn.Draws(3))
    assert model == other
    assert network_of(other).variables == ("wet", "rain")
    assert network_of(model).variables == ("rain", "wet")


def test_networks_in_draws_make_room_and_go_with_their_model() -> None:
    model = lawn()
    first = ref(network_of(model, 1))
    for draws in range(2, NETWORKS_KEPT + 1):
        network_of(model, draws)
    gc.collect()
    assert first() is not None
    network_of(model, NETWORKS_KEPT + 1)
    gc.collect()
    assert first() is None

    last = ref(network_of(model, NETWORKS_KEPT + 1))
    del model
    gc.collect()
    assert last() is None


def test_what_is_not_a_model_is_told_from_one() -> None:
    network = compile_model(lawn())

    assert network_of(network) is network
    with pytest.raises(
        cn.errors.QuestionError, match=r"or give cn.compile_model\(model, draws=…\)"
    ):
        network_of(network, 3)
    with pytest.raises(
        cn.errors.QuestionError, match="^Expected a CausalModel or a Network, got str"
    ):
        network_of("lawn")
