"""Graph questions against networkx."""

import networkx as nx
from hypothesis import given, strategies as st

from causalnet.network.graph import ancestors, cycle, reachable, topological


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
def test_reachable_is_d_connection(parents, data):
    names = list(parents)
    source = data.draw(st.sampled_from(names))
    observed = data.draw(st.sets(st.sampled_from(names))) - {source}
    expected = {
        v
        for v in set(names) - observed - {source}
        if not nx.is_d_separator(digraph(parents), {source}, {v}, observed)
    }
    assert reachable(parents, [source], observed) - {source} == expected


@given(parents(), st.data())
def test_ancestors_and_order(parents, data):
    v = data.draw(st.sampled_from(list(parents)))
    assert ancestors(parents, [v]) == nx.ancestors(digraph(parents), v) | {v}
    order = topological(parents)
    assert all(order.index(p) < order.index(v) for v, above in parents.items() for p in above)


def test_cycle_names_the_loop():
    assert cycle({"a": ("b",), "b": ()}) == []
    loop = cycle({"a": ("c",), "b": ("a",), "c": ("b",)})
    assert loop[0] == loop[-1]
    assert set(loop) == {"a", "b", "c"}
