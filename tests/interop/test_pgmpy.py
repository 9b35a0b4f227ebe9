"""To pgmpy and back."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings

import causalnet as cn
from tests.questions.effects.test_lever import town
from tests.strategies.networks import networks


@settings(max_examples=25)
@given(networks())
def test_state_names_and_the_order_of_causes_survive_pgmpy(network):
    again = cn.from_pgmpy(cn.to_pgmpy(network))
    assert again == network
    assert again.variables == network.variables


def test_a_child_that_orders_its_parents_states_otherwise_is_understood():
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.models import DiscreteBayesianNetwork

    model = DiscreteBayesianNetwork([("a", "b")])
    model.add_cpds(
        TabularCPD("a", 2, [[0.3], [0.7]], state_names={"a": ["lo", "hi"]}),
        TabularCPD(
            "b",
            2,
            [[0.9, 0.2], [0.1, 0.8]],
            evidence=["a"],
            evidence_card=[2],
            state_names={"b": [0, 1], "a": ["hi", "lo"]},
        ),
    )
    network = cn.from_pgmpy(model)
    assert network.table("b")[{"a": "lo", "b": "1"}] == 0.8
    assert cn.query(network, "b")["1"] == pytest.approx(0.3 * 0.8 + 0.7 * 0.1)


def test_missing_and_quarrelling_cpds_are_refused():
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.models import DiscreteBayesianNetwork

    model = DiscreteBayesianNetwork([("a", "b")])
    with pytest.raises(cn.errors.NetworkError, match="There is no CPD for a, b"):
        cn.from_pgmpy(model)
    model.add_cpds(
        TabularCPD("a", 2, [[0.3], [0.7]], state_names={"a": ["lo", "hi"]}),
        TabularCPD(
            "b", 2, [[0.9, 0.2], [0.1, 0.8]], ["a"], [2], {"b": ["0", "1"], "a": ["low", "high"]}
        ),
    )
    with pytest.raises(cn.errors.NetworkError, match="names the states of 'a'"):
        cn.from_pgmpy(model)


def pgmpy_network(*cpds, edges=(), nodes=()):
    from pgmpy.models import DiscreteBayesianNetwork

    model = DiscreteBayesianNetwork()
    model.add_nodes_from(nodes)
    model.add_edges_from(edges)
    model.add_cpds(*cpds)
    return model


def cpd(variable, *rows, parents=(), **names):
    from pgmpy.factors.discrete import TabularCPD

    count = len(rows[0])
    values = np.transpose(rows)
    return TabularCPD(variable, count, values, list(parents), [2] * len(parents), **names)


def test_an_arrow_that_a_cpd_leaves_out_stays():
    model = pgmpy_network(
        cpd("a", [0.3, 0.7]),
        cpd("c", [0.5, 0.5]),
        cpd("b", [0.1, 0.9], [0.2, 0.8], parents=["c"]),
        edges=[("a", "b"), ("c", "b")],
    )
    network = cn.from_pgmpy(model)
    assert network.parents["b"] == ("c", "a")
    assert network.values("b").tolist() == [[[0.1, 0.9]] * 2, [[0.2, 0.8]] * 2]
    assert cn.query(network, "b", under=cn.do(a="0"))["0"] == pytest.approx(0.15)


def test_a_cause_without_an_arrow_is_refused():
    model = pgmpy_network(
        cpd("a", [0.3, 0.7]), cpd("b", [0.1, 0.9], [0.2, 0.8], parents=["a"]), nodes=["a", "b"]
    )
    with pytest.raises(cn.errors.NetworkError) as caught:
        cn.from_pgmpy(model)
    assert str(caught.value) == (
        "The CPD of 'b' depends on 'a', but the graph has no arrow a → b. Add it with "
        "model.add_edge('a', 'b'), or give a CPD without 'a'."
    )


def test_two_nodes_with_one_text_are_refused():
    model = pgmpy_network(cpd(1, [0.3, 0.7]), cpd("1", [0.3, 0.7]), nodes=[1, "1"])
    with pytest.raises(cn.errors.NetworkError) as caught:
        cn.from_pgmpy(model)
    assert str(caught.value) == (
        "The nodes 1 and '1' would both be called '1'. Rename one of them."
    )


def test_thirds_to_four_digits_are_normalised_and_that_is_said():
    model = pgmpy_network(cpd("a", [0.3333, 0.3333, 0.3333]), nodes=["a"])
    with pytest.warns(cn.errors.RoundingWarning, match="The table of 'a': a row does not sum to 1"):
        assert cn.from_pgmpy(model).values("a").tolist() == [1 / 3] * 3


def test_other_kinds_are_refused():
    from pgmpy.models import DynamicBayesianNetwork

    for other in (
        DynamicBayesianNetwork(),
        None,
        town(),
    ):
        with pytest.raises(cn.errors.QuestionError) as caught:
            cn.from_pgmpy(other)
        assert str(caught.value) == (
            "Expected a DiscreteBayesianNetwork, a DAG, a PDAG or an ADMG of pgmpy's, got "
            f"{type(other).__name__}. Only tables and graphs can be taken over."
        )


def test_a_linear_gaussian_network_is_refused_with_a_way_to_its_graph():
    from pgmpy.models import LinearGaussianBayesianNetwork

    with pytest.raises(cn.errors.QuestionError) as caught:
        cn.from_pgmpy(LinearGaussianBayesianNetwork([("a", "b")]))
    assert str(caught.value) == (
        "A LinearGaussianBayesianNetwork has no states, so that it cannot become a Network. Its graph alone is taken "
        "over by cn.from_pgmpy(pgmpy.base.DAG(model.edges()))."
    )


def test_graphs_of_pgmpy_keep_their_latent_variables():
    from pgmpy.base import ADMG, DAG, PDAG

    edges = [("x", "y"), ("u", "x"), ("u", "y")]
    parents = {"x": ["u"], "y": ["x", "u"], "u": []}
    expected = cn.MixedGraph(parents, latent=["u"])
    assert cn.from_pgmpy(DAG(edges, latents={"u"})) == expected
    assert cn.from_pgmpy(PDAG(edges, latents={"u"})) == expected
    mixed = ADMG(directed_ebunch=[("x", "y")], bidirected_ebunch=[("x", "y")])
    assert cn.from_pgmpy(mixed) == cn.MixedGraph({"x": [], "y": ["x"]}, [("x", "y")])


def test_a_graph_of_pgmpy_is_asked_as_it_is():
    from pgmpy.base import DAG

    dag = DAG([("x", "y"), ("u", "x"), ("u", "y")], latents={"u"})
    assert cn.adjustment_sets(dag, "x", "y").minimal == ()
    assert cn.adjustment_sets(DAG(dag.edges()), "x", "y").minimal == (("u",),)


def test_open_directions_are_refused():
    from pgmpy.base import PDAG

    with pytest.raises(cn.errors.QuestionError) as caught:
        cn.from_pgmpy(PDAG([("a", "b")], [("c", "b"), ("c", "d")]))
    assert str(caught.value) == (
        "The PDAG leaves the direction of 2 edges open (b — c, c — d). Decide them from what is known, or take one of "
        "the graphs that it stands for with pdag.to_dag()."
    )


def test_a_model_goes_to_pgmpy_as_its_graph_and_pgmpy_finds_the_same_adjustment_sets():
    from pgmpy.inference import CausalInference

    model = cn.CausalModel(
        "m",
        [
            cn.Variable("x", ["lo", "hi"], roles=["lever"]),
            cn.Variable("z", ["lo", "hi"]),
            cn.Variable("u", ["lo", "hi"], latent=True),
            cn.Variable("y", ["lo", "hi"], roles=["outcome"]),
        ],
        [cn.Influence(a, b, "+", 1) for a, b in ("zx", "zy", "xy", "uy")]
        + [cn.Influence("y", "x", "+", 1, lag=1)],
    )
    with pytest.warns(cn.errors.LossWarning, match="without 1 lagged influence"):
        dag = cn.to_pgmpy(model)

    assert dag.get_role_dict() == {"exposures": ["x"], "outcomes": ["y"], "latents": ["u"]}
    assert cn.from_pgmpy(dag) == cn.MixedGraph(
        {"x": ["z"], "z": [], "u": [], "y": ["z", "x", "u"]}, latent=["u"]
    )
    with pytest.warns(FutureWarning):  # pgmpy's, of its own function
        sets = CausalInference(dag).get_all_backdoor_adjustment_sets("x", "y")
    assert {frozenset(s) for s in cn.adjustment_sets(model, "x", "y").minimal} == set(
        map(frozenset, sets)
    )


@pytest.mark.parametrize("other", [None, "asia"])
def test_only_networks_and_graphs_go_to_pgmpy(other):
    with pytest.raises(cn.errors.QuestionError, match=f", got {type(other).__name__}."):
        cn.to_pgmpy(other)


def test_draws_do_not_go_to_pgmpy():
    drawn = cn.Network({"a": ["0", "1"]}, {}, {"a": [[0.5] * 3, [0.5] * 3]}, draws=3)
    with pytest.raises(cn.errors.NetworkError, match="pgmpy holds one number in each cell"):
        cn.to_pgmpy(drawn)


def test_the_first_use_of_pgmpy_leaves_the_generator_of_random_numbers_alone():
    code = (
        "import random; import causalnet as cn\n"
        "network = cn.Network({'a': ['x', 'y']}, {}, {'a': [0.5, 0.5]})\n"
        "state = random.getstate(); cn.to_pgmpy(network)\n"
        "assert random.getstate() == state"
    )
    path = os.pathsep.join(sys.path)
    command = [sys.executable, "-W", "ignore", "-c", code]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": path})
