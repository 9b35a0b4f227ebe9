"""Orders of elimination: the cheapest of a few rules, and when to stop looking."""

import math
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.inference.planning.elimination_order import (
    CHEAP,
    CHEAP_IN_DRAWS,
    CRITERIA,
    HOPELESS,
    elimination_order,
)


def scores(graph, sizes):
    """For each rule the score of every variable, from the definition."""
    found = {rule: {} for rule in CRITERIA}
    for x, near in graph.items():
        gaps = [
            (y, z) for y in near for z in near if y < z and x not in (y, z) and z not in graph[y]
        ]
        found["min-weight"][x] = math.prod(sizes[y] for y in {x, *near})
        found["min-fill"][x] = len(gaps)
        found["weighted min-fill"][x] = sum(sizes[y] * sizes[z] for y, z in gaps)
    return found


def greedy(rule, graph, sizes, keep):
    """The order of a rule that counts every score anew in every step, and its cost."""
    graph = {x: near - {x} for x, near in graph.items()}
    order, cost = [], 0
    while left := graph.keys() - keep:
        score = scores(graph, sizes)[rule]
        x = min(left, key=lambda x: (score[x], x))
        near = graph.pop(x)
        cost += math.prod(sizes[y] for y in {x, *near})
        order.append(x)
        for y in near:
            graph[y] = (graph[y] | near) - {x, y}
    return tuple(order), cost


@given(
    st.lists(st.sets(st.integers(0, 8), min_size=1, max_size=4), min_size=1, max_size=14),
    st.lists(st.sampled_from([2, 2, 3, 4, 7]), min_size=9, max_size=9),
    st.sets(st.integers(0, 8), max_size=2),
)
def test_scores_that_are_kept_up_to_date_are_those_counted_anew(scopes, sizes, keep):
    graph = {x: set() for scope in scopes for x in scope}
    for scope in scopes:
        for x in scope:
            graph[x] |= scope
    for name, rule in CRITERIA.items():
        found = rule({x: {*near} for x, near in graph.items()}, sizes, keep, name, None)
        assert (found.variables, found.cost) == greedy(name, graph, sizes, keep)


def test_sizes_that_are_all_the_same_make_one_rule_of_two():
    ring = [(i, (i + 1) % 6) for i in range(6)]
    graph = {i: {i - 1 if i else 5, i, (i + 1) % 6} for i in range(6)}
    best = elimination_order(ring, [2] * 6, ())._replace(criterion="min-fill", cost=10**9)
    rule = CRITERIA["weighted min-fill"]
    assert rule(graph, [2] * 6, (), "weighted min-fill", best) is None
    assert rule(graph, [3, *[2] * 5], (), "weighted min-fill", best).cost > 0


def grid(side):
    """A lattice in which every variable has the two before it as its causes."""
    names = [f"v{i}_{j}" for i in range(side) for j in range(side)]
    parents = {
        f"v{i}_{j}": [f"v{a}_{b}" for a, b in ((i - 1, j), (i, j - 1)) if a >= 0 and b >= 0]
        for i in range(side)
        for j in range(side)
    }
    tables = {v: np.full((2,) * len(parents[v]) + (2,), 0.5) for v in names}
    return cn.Network({v: ["a", "b"] for v in names}, parents, tables), names[-1]


def test_what_no_machine_holds_is_refused_before_it_is_planned_to_the_end():
    network, last = grid(70)
    start = time.process_time()
    with pytest.raises(cn.errors.MemoryLimitError) as caught:
        cn.query(network, last)

    assert time.process_time() - start < 8
    assert "An exact answer is out of reach: one of its tables would have at least 2^" in str(
        caught.value
    )
    assert 'method="sample"' in str(caught.value)
    for ask in (cn.marginals, lambda n: cn.levers(n, (last, "b"))):
        with pytest.raises(cn.errors.MemoryLimitError, match="out of reach"):
            ask(network)
    found = cn.query(network, last, method="auto", samples=500)
    assert found["a"] == pytest.approx(0.5, abs=0.1)


def test_a_search_ends_where_its_tables_have_passed_what_can_be_held():
    clique = [tuple(range(80))]
    order = elimination_order(clique, [2] * 80, ())

    assert order.widest > HOPELESS
    assert order.criterion == "min-weight"


@pytest.mark.parametrize("count", [55, 70])
def test_more_axes_than_numpy_has_are_a_question_of_memory(count):
    names = [f"x{i}" for i in range(count)]
    network = cn.Network({v: ["a", "b"] for v in names}, {}, {v: [0.5, 0.5] for v in names})
    with pytest.raises(cn.errors.MemoryLimitError, match="out of reach|variables at once"):
        cn.query(network, names)
    layers = cn.CausalModel(
        "layers",
        [cn.Variable(v, ["low", "high"]) for v in (*names, "y")],
        [cn.Influence(v, "y", "+", 0.1) for v in names],
    )
    for ask in (
        lambda: cn.marginals(layers, draws=10),
        lambda: cn.levers(layers, "y", among="all"),
    ):
        with pytest.raises(cn.errors.MemoryLimitError, match="Compiling 'layers'"):
            ask()


def chain(length):
    names = [f"v{i}" for i in range(length)]
    return cn.Network(
        {v: ["a", "b"] for v in names},
        {names[i]: [names[i - 1]] for i in range(1, length)},
        {v: [0.3, 0.7] if v == "v0" else [[0.9, 0.1], [0.2, 0.8]] for v in names},
    )


def naive_bayes(length):
    names = [f"v{i}" for i in range(length)]
    tables = {v: [[0.9, 0.1], [0.2, 0.8]] for v in names} | {"c": [0.3, 0.7]}
    return cn.Network({v: ["a", "b"] for v in ("c", *names)}, {v: ["c"] for v in names}, tables)


@pytest.mark.parametrize("made", [chain, naive_bayes])
@pytest.mark.parametrize("ask", [cn.marginals, lambda n: cn.levers(n, ("v3", "b"))])
def test_memory_grows_with_the_number_of_variables(made, ask):
    def peak(length):
        network = made(length)
        tracemalloc.start()
        ask(network)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    ask(made(20))
    # Four times the variables; a table of names that is full doubles, so that the steps are not even.
    assert peak(2000) < 6 * peak(500)


def test_a_cheaper_order_is_looked_for_where_it_is_run_often():
    rng = np.random.default_rng(5)
    found = []
    for _ in range(20):
        scopes = [(*rng.choice(i, size=min(i, 3), replace=False).tolist(), i) for i in range(20)]
        once, often = (
            elimination_order(scopes, [3] * 20, {19, 18}, 18 * cheap).cost
            for cheap in (CHEAP, CHEAP_IN_DRAWS)
        )
        assert often <= once
        found.append(often < once)
    assert any(found)
