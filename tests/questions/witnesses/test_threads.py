from hypothesis import given

from causalnet.questions.witnesses.threads import tellers, threads
from tests.strategies.voices import every_path, subsets, told_graphs


def tells(path, labels, voices):
    """Whether some voices tell every step of a path."""
    return all(a.name is None or labels[a.name] & voices for a in path)


@given(told_graphs())
def test_threads_are_those_of_every_path(case):
    graph, labels = case
    paths = every_path(graph)
    voices = set().union(*labels.values(), ())
    alone = {v for v in voices if any(tells(p, labels, {v}) for p in paths)}
    if any(all(a.name is None for a in p) for p in paths):
        return
    assert {*threads(graph, labels)} == {
        v for v in alone if any(v in labels[n] for n in graph.names)
    }


@given(told_graphs())
def test_the_path_of_a_thread_is_told_by_it_alone_and_the_shortest(case):
    graph, labels = case
    for voice, path in threads(graph, labels).items():
        assert tells(path, labels, {voice})
        assert len(path) == min(len(p) for p in every_path(graph) if tells(p, labels, {voice}))


@given(told_graphs(repeated=True))
def test_the_fewest_tellers_are_those_over_all_subsets(case):
    graph, labels = case
    paths = every_path(graph)
    telling = [s for s in subsets(labels) if any(tells(p, labels, s) for p in paths)]
    least = min(map(len, telling), default=None)
    found = tellers(graph, labels)
    assert (found.least, found.most, found.complete) == (least, least, True)
    assert list(found.sets) == sorted(tuple(sorted(s)) for s in telling if len(s) == least)


@given(told_graphs(voices=8, variables=6))
def test_bounds_hold_the_number_of_tellers_when_the_search_ends_early(case):
    graph, labels = case
    exact, early = tellers(graph, labels), tellers(graph, labels, most_states=2)
    if exact.least is None:
        assert early.least is None
    else:
        assert early.least <= exact.least <= early.most
        assert {*early.sets} <= {*exact.sets} or not early.exact
