"""The answer about levers: what is printed is worked out once."""

import pickle
from collections import Counter

import causalnet as cn
from causalnet.questions.effects import levers_answer
from tests.questions.effects.test_lever import town


def test_printing_computes_nothing_a_second_time(monkeypatch):
    calls = Counter()

    def counting(name):
        own = getattr(levers_answer, name)

        def call(*args):
            calls[name] += 1
            return own(*args)

        monkeypatch.setattr(levers_answer, name, call)

    for name in ("by_signs", "rank_shares", "levers_of"):
        counting(name)
    found = cn.levers(town(), "air", draws=30)
    first = str(found)
    once = dict(calls)
    assert once == {"by_signs": len(found.acting), "rank_shares": 1, "levers_of": 1}
    found.shares(), found.settled(), [found.signs(v) for v in found.acting]
    assert (str(found), found._repr_html_() != "") == (first, True)
    assert dict(calls) == once


def test_a_frame_asks_no_signs(monkeypatch):
    def asked(*_):
        raise AssertionError("by_signs was asked")

    monkeypatch.setattr(levers_answer, "by_signs", asked)
    assert len(cn.levers(town(), "air", draws=10).to_frame()) > 0


def test_what_has_been_printed_can_be_pickled():
    found = cn.levers(town(), "air", draws=10)
    printed = str(found)
    assert str(pickle.loads(pickle.dumps(found))) == printed


def test_frame_and_print_come_from_one_table():
    found = cn.levers(town(), "air")
    frame = found.to_frame()
    named = [c.name for c in found.table.columns if c.value is not None]
    assert list(frame.columns) == named
    best = frame.drop_duplicates("variable")
    for row, line in zip(best.itertuples(), str(found).splitlines()[2:], strict=False):
        assert row.variable in line
