"""Random maps of who says what: arrows from a start to an end, and the labels of each."""

from __future__ import annotations

from itertools import combinations

from hypothesis import strategies as st

from causalnet.questions.witnesses.path_graph import START, PathArc, PathGraph


@st.composite
def told_graphs(draw, *, shared=True, repeated=False, voices=5, variables=5):
    """A graph with cycles, and for every influence its labels, some without any."""
    nodes = [f"v{i}" for i in range(draw(st.integers(2, variables)))]
    pairs = draw(
        st.lists(st.sampled_from([(a, b) for a in nodes for b in nodes if a != b]), max_size=9)
    )
    names = [f"e{i}" for i in range(len(pairs))]
    if repeated:
        names = [draw(st.sampled_from([None, *names])) for _ in pairs]
    arrows = [PathArc(START, nodes[0], None)]
    arrows += [PathArc(a, b, name) for (a, b), name in zip(pairs, names, strict=True)]
    among = st.lists(st.sampled_from("abcdefgh"[:voices]), max_size=3)
    labels = {
        name: frozenset(
            draw(among) if shared else (f"{name}.{i}" for i in range(draw(st.integers(0, 2))))
        )
        for name in dict.fromkeys(names)
        if name is not None
    }
    return PathGraph.joining(nodes[-1], arrows), labels


def every_path(graph):
    """Every path that visits no node twice, as its arrows."""
    waiting = [((), START)]
    found = []
    while waiting:
        path, node = waiting.pop()
        if node == graph.end:
            found.append(path)
            continue
        been = {a.tail for a in path}
        waiting += [
            ((*path, a), a.head) for a in graph.arrows if a.tail == node and a.head not in been
        ]
    return found


def subsets(labels):
    """Every set of labels, the smallest first."""
    every = sorted(set().union(*labels.values(), ()))
    return [frozenset(s) for size in range(len(every) + 1) for s in combinations(every, size)]
