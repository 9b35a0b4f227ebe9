"""Graph questions against networkx."""

import networkx as nx
from hypothesis import given, strategies as st

from causalnet.network.graph import ancestors, children, cycle, narrow_order, requisite, topological


@st.composite
def parents(draw):
    names = [f"n{i}" for i in range(draw(st.integers(1, 7)))]
    return {
        v: tuple(draw(st.lists(st.sampled_from(names[:i]), unique=True))) if i else ()
        for i, v in enumerate(names)
    }


def digraph(parents):
    graph = nx.DiGraph()
    graph.add_nodes_from(parents)
    graph.add_edges_from((p, v) for v, above in parents.items() for p in above)
    return graph


@given(parents(), st.data())
def test_ancestors_and_order(parents, data):
    v = data.draw(st.sampled_from(list(parents)))
    assert ancestors(parents, [v]) == nx.ancestors(digraph(parents), v) | {v}
    order = topological(parents)
    assert all(order.index(p) < order.index(v) for v, above in parents.items() for p in above)
    narrow = narrow_order(parents, {v: 1 + i % 3 for i, v in enumerate(parents)})
    assert sorted(narrow) == sorted(parents)
    assert all(narrow.index(p) < narrow.index(v) for v, above in parents.items() for p in above)


def test_one_chain_is_ordered_after_another():
    chains = {f"{c}{i}": (f"{c}{i - 1}",) if i else () for i in range(30) for c in "abcd"}
    order = narrow_order(chains, dict.fromkeys(chains, 3))
    below, live, most = children(chains), set(), 0
    for v in order:
        live = {u for u in {*live, v} if not {*below[u]} <= {*order[: order.index(v) + 1]}}
        most = max(most, len(live))
    assert most == 1


def test_cycle_names_the_loop():
    assert cycle({"a": ("b",), "b": ()}) == []
    loop = cycle({"a": ("c",), "b": ("a",), "c": ("b",)})
    assert loop[0] == loop[-1]
    assert set(loop) == {"a", "b", "c"}


@given(parents(), st.data())
def test_requisite_is_d_connection_of_a_parent_of_ones_own(parents, data):
    names = list(parents)
    outcome = data.draw(st.sampled_from(names))
    observed = data.draw(st.sets(st.sampled_from(names))) - {outcome}
    expected = set()
    for v in names:
        graph = digraph(parents)
        graph.add_edge("change", v)
        if not nx.is_d_separator(graph, {"change"}, {outcome}, observed):
            expected.add(v)
    assert requisite(parents, [outcome], observed) == expected
