"""The integer programme: its bound and its cut, against every subset of labels."""

from hypothesis import assume, given, settings

from causalnet.questions.witnesses import integer_cut as module
from causalnet.questions.witnesses.integer_cut import integer_cut
from tests.questions.witnesses.test_label_cut import brute, dense, left
from tests.strategies.voices import every_path, told_graphs


@settings(max_examples=15, deadline=None)
@given(told_graphs(repeated=True))
def test_its_cut_is_a_least_one(case):
    graph, labels = case
    least, sets = brute(graph, labels)
    assume(graph.arrows and least is not None)
    bound, found = integer_cut(graph, labels)
    assert bound == least
    assert tuple(sorted(found)) in sets


def test_a_programme_that_is_cut_short_proves_no_more_than_is_so(monkeypatch):
    graph, labels = dense(9, 0)
    least = integer_cut(graph, labels)[0]
    monkeypatch.setattr(module, "MOST_NODES", 0)
    bound, found = integer_cut(graph, labels)
    assert bound <= least
    assert found is None or not any(left(p, labels, found) for p in every_path(graph))
