"""Transport: effects here from an experiment where other mechanisms hold, against the do of random worlds."""

import numpy as np
import pytest
from hypothesis import given, settings

import causalnet as cn
from causalnet.errors import QuestionError, UnknownNameError
from causalnet.network.mixed_graph import MixedGraph
from causalnet.questions.identification.look_alikes import random_network
from causalnet.questions.identification.self_check import elsewhere_drawn
from tests.strategies.mixed import mixed_graphs

BOW = "dag { z -> y ; x -> y ; x <-> y }"


@settings(max_examples=10)
@given(mixed_graphs(most=5), mixed_graphs(most=5))
def test_what_is_carried_over_is_the_effect_here(graph: MixedGraph, other: MixedGraph) -> None:
    # The second graph only chooses which mechanisms differ.
    differ = [v for v in other.latent if v in graph.parents] or ["c"]
    network = random_network(graph)
    answer = cn.identify(network, "b", under="a", measured=graph.measured, differ=differ)
    if answer:
        assert answer.checked < 1e-9
    else:
        assert answer.hedge is not None
        assert answer.written == ""


@pytest.mark.parametrize(
    ("graph", "differ", "method", "written"),
    [
        # Trivial: this population tells it by itself.
        ("dag { z -> x -> y ; z -> y }", ["z", "y"], "adjustment", "Σ_z P(y | x, z) P(z)"),
        (BOW, ["x"], "as it is", "P°(y | do(x))"),
        (BOW, ["z"], "weighed anew", "Σ_z P°(y | do(x), z) P(z)"),
        # A latent variable differs, and acts on z alone.
        (
            "dag { u [latent] ; u -> z -> y ; x -> y ; x <-> y }",
            ["u"],
            "weighed anew",
            "Σ_z P°(y | do(x), z) P(z)",
        ),
        # What differs lies downstream of the cause: its part is told here, the rest by the experiment.
        (
            "dag { x -> w -> z -> y ; x -> y ; x <-> y ; w <-> y ; x -> z }",
            ["z"],
            "by parts",
            "Σ_{w,z} P°(w | do(x)) P°(y | do(x), w, z) P(z | x, w)",
        ),
    ],
)
def test_formulas_of_the_literature(
    graph: str, differ: list[str], method: str, written: str
) -> None:
    answer = cn.identify(graph, "y", under="x", differ=differ)
    assert answer.way is not None
    assert (answer.way.method, answer.written) == (method, written)
    assert answer.needs_experiment == ("P°" in written)


def test_what_cannot_be_carried_over_says_why() -> None:
    answer = cn.identify(BOW, "y", under="x", differ=["y"])
    assert not answer
    assert answer.sentence == (
        "The effect of x on y cannot be had from the 3 measured variables and an experiment in a population that differs in y, "
        "whatever the number of cases."
    )
    assert "hidden causes bind x and y" in str(answer)


def test_a_latent_variable_that_would_do_is_named() -> None:
    graph = "dag { u [latent] ; u -> x ; u -> y ; x -> y }"
    assert cn.identify(graph, "y", under="x", differ=["y"]).to_measure == (("u",),)


def rows_of(network: cn.Network, number: int, seed: int) -> dict[str, list[str]]:
    """Rows from a network, causes first."""
    rng = np.random.default_rng(seed)
    codes: dict[str, np.ndarray] = {}
    for v in network.order:
        table = network.values(v)[tuple(codes[c] for c in network.parents[v])]
        table = np.broadcast_to(table, (number, table.shape[-1]))
        codes[v] = (rng.random((number, 1)) > table.cumsum(axis=1)[:, :-1]).sum(axis=1)
    return {v: [network.states[v][k] for k in own] for v, own in codes.items()}


def test_it_is_estimated_from_two_populations() -> None:
    here = random_network(MixedGraph({"z": [], "x": [], "y": ["x", "z"]}, [("x", "y")]))
    elsewhere = elsewhere_drawn(here, ("z",))
    found = cn.identify(here, "y", under="x", measured=["x", "y", "z"], differ=["z"])
    assert found.way is not None
    assert found.way.method == "weighed anew"
    truth = [cn.query(here, "y", under=cn.do(x=s))["yes"] for s in ("no", "yes")]
    exact = cn.estimate(found, here, elsewhere=elsewhere)
    told = [c.probability for c in exact.cells if c.state == "yes"]
    assert told == pytest.approx(truth, abs=1e-12)
    # In rows: x is set at random elsewhere, so nothing acts on it.
    set_at_random = cn.mutilate(elsewhere, cn.do(x={"no": 0.5, "yes": 0.5}))
    rough = cn.estimate(
        found,
        rows_of(here, 4000, 1),
        elsewhere=rows_of(set_at_random, 4000, 2),
        resamples=50,
    )
    for cell in rough.cells:
        if cell.state == "yes":
            assert cell.probability == pytest.approx(truth[cell.done["x"] == "yes"], abs=0.05)
            assert cell.interval is not None
    assert rough.rows == 8000


def test_the_populations_that_are_needed_are_asked_for() -> None:
    world = random_network(MixedGraph({"z": [], "x": [], "y": ["x", "z"]}, [("x", "y")]))
    found = cn.identify(world, "y", under="x", measured=["x", "y", "z"], differ=["z"])
    with pytest.raises(QuestionError, match="give its rows, or a network, as elsewhere="):
        cn.estimate(found, world)
    ward = cn.load("treatment")
    alone = cn.identify(ward, "recovery", under="treatment")
    with pytest.raises(QuestionError, match="leave elsewhere= out"):
        cn.estimate(alone, cn.compile_model(ward), elsewhere=cn.compile_model(ward))


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="'zz'"):
        cn.identify(BOW, "y", under="x", differ=["zz"])
    with pytest.raises(QuestionError, match="leave given= out"):
        cn.identify(BOW, "y", under="x", differ=["z"], given="z")
