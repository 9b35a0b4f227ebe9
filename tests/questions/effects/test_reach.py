"""Reach: the marginals behind it are computed when it is read, and once."""

import pickle
from collections import Counter
from math import isnan

import pytest

import causalnet as cn
from causalnet.inference import marginals
from causalnet.questions.effects import reach
from causalnet.questions.effects.reach import Reach
from tests.enumeration import enumerate_query
from tests.questions.effects.test_lever import town


def refused(*_, **__):
    raise AssertionError("The marginals were asked for.")


@pytest.mark.parametrize(
    "how", [{}, {"draws": 20}, {"given": {"noise": "low"}}, {"at": 2}, {"better": "high"}]
)
def test_levers_and_their_changes_ask_for_no_marginals(monkeypatch, how):
    monkeypatch.setattr(marginals, "encode_query", refused)
    found = cn.levers(town(), "air", **how)
    assert found.sentence
    assert len(found) == len(found.found) >= 4
    best = found[0]
    assert (best.variable, best.path, best.steps) == ("toll", "within a period", 2)
    assert best.level > 0
    with pytest.raises(AssertionError, match="The marginals were asked for"):
        _ = best.reach


def test_the_marginals_are_computed_once_for_all_levers(monkeypatch):
    calls = Counter()
    own = reach.all_marginals

    def counted(*args, **kwargs):
        calls["all_marginals"] += 1
        return own(*args, **kwargs)

    monkeypatch.setattr(reach, "all_marginals", counted)
    found = cn.levers(town(), "air", among="all")
    assert not calls
    assert all(lever.reach >= 0 for lever in found)
    assert (str(found), len(found.to_frame())) == (str(found), len(found))
    assert calls["all_marginals"] == 1


def test_it_is_the_mean_distance_over_draws():
    network = cn.compile_model(town(), draws=7)
    one_by_one = [Reach(network.at(i))("toll", "high") for i in range(7)]
    together = Reach(town(), draws=7)("toll", "high")
    assert together == pytest.approx(sum(one_by_one) / 7)


def test_it_is_against_what_is_observed():
    network = cn.compile_model(town())
    p = enumerate_query(network, "toll", given={"air": "high"})
    assert Reach(town(), given={"air": "high"})("toll", "high") == pytest.approx(2 * p[0] + p[1])


def test_beyond_the_memory_limit_levers_answer_without_it():
    # The outcome has a single cause; the rest of the network has a table of 4**6 numbers.
    states = {v: ["a", "b", "c", "d"] for v in ("x", "y", "z1", "z2", "z3", "z4", "z5", "sum")}
    causes = ["z1", "z2", "z3", "z4", "z5"]
    even = [0.25] * 4
    for _ in causes:
        even = [even] * 4
    tables = {v: [0.25] * 4 for v in ("x", *causes)}
    tables |= {"y": [[0.7, 0.1, 0.1, 0.1], *[[0.25] * 4] * 3], "sum": even}
    wide = cn.Network(states, {"y": ["x"], "sum": causes}, tables)
    found = cn.levers(wide, ("y", "a"), memory_limit=4_000)
    text = str(found)
    assert found[0].level == pytest.approx(0.7 - 0.3625)
    assert isnan(found[0].reach)
    assert isnan(found[0].per_reach)
    assert (
        "reach: empty, because the marginals of all variables would exceed memory_limit; steps:"
    ) in " ".join(text.split())
    assert "nan" not in text
    assert cn.levers(wide, ("y", "a"))[0].reach == pytest.approx(0.75)


def test_it_survives_pickling_before_and_after_it_is_read():
    found = cn.levers(town(), "air", draws=10)
    unread = pickle.loads(pickle.dumps(found))
    printed = str(found)
    read = pickle.loads(pickle.dumps(found))
    assert [v.reach for v in unread] == [v.reach for v in read] == [v.reach for v in found]
    assert str(unread) == str(read) == printed
