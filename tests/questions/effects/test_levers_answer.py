"""The answer about levers: what is printed is worked out once."""

import pickle
from collections import Counter

import pytest

import causalnet as cn
from causalnet.questions.effects import lever_paths, levers_answer, reach, swept_levers
from tests.questions.effects.test_lever import town


def test_printing_computes_nothing_a_second_time(monkeypatch):
    calls = Counter()

    def counting(room, name):
        own = getattr(room, name)

        def call(*args, **kwargs):
            calls[name] += 1
            return own(*args, **kwargs)

        monkeypatch.setattr(room, name, call)

    counting(lever_paths, "by_signs")
    counting(levers_answer, "rank_shares")
    counting(swept_levers, "paths_to")
    counting(reach, "all_marginals")
    found = cn.levers(town(), "air", draws=30)
    first = str(found)
    once = dict(calls)
    assert once == {"rank_shares": 1, "paths_to": 1, "by_signs": len(found.acting)}
    found.shares(), found.reliable(), [found.signs(v) for v in found.acting]
    assert str(found) == first
    assert dict(calls) == once
    # The reach stands in a frame and in a browser, and takes the distributions of today.
    assert found._repr_html_()
    found.to_frame()
    assert dict(calls) == once | {"all_marginals": 1}


def test_a_frame_asks_no_signs(monkeypatch):
    def asked(*_):
        raise AssertionError("by_signs was asked")

    monkeypatch.setattr(lever_paths, "by_signs", asked)
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
    lines = str(found).splitlines()
    start = next(i for i, line in enumerate(lines) if "set to" in line)
    for row, line in zip(best.itertuples(), lines[start + 1 :], strict=False):
        assert row.variable.replace("_", " ") in line.lower()


@pytest.mark.parametrize("at", [0, 2])
def test_levers_among_nothing_are_refused(at):
    states = ["low", "high"]
    model = cn.CausalModel(
        "two",
        [cn.Variable(v, states) for v in "xy"],
        [cn.Influence("x", "y", "+", 1.0)],
    )
    with pytest.raises(cn.errors.QuestionError) as caught:
        cn.levers(model, "y", among=[], at=at)
    assert str(caught.value) == (
        'among= names no variable to try. Name some, write among="all", or leave it out for those with the role '
        '"lever".'
    )
    lagged = cn.CausalModel(
        "later", model.variables.values(), [cn.Influence("x", "y", "+", 1.0, lag=1)]
    )
    assert str(cn.slopes(lagged, "y")) == (
        "As things are, no strength moves y: what acts on it does so only in later\nperiods."
    )


def tied(one=1.0, other=1.0, **more):
    """Two causes of y that do the same, or not."""
    half = cn.Baseline([0.5, 0.5])
    influences = [cn.Influence("x", "y", "+", one), cn.Influence("z", "y", "+", other)]
    return cn.CausalModel(
        "k", [cn.Variable(v, ["lo", "hi"], half) for v in "xyz"], influences, **more
    )


def test_levers_that_tie_are_named_together_and_share_a_place():
    found = cn.levers(tied(), "y", among="all")
    assert found.sentence == (
        "Setting x to hi raises y moderately: by 12 percentage points, every strength at its most "
        "likely value. As much comes of setting z to hi; of the 2 variables tried none does more."
    )
    rows = [line.split() for line in str(found).splitlines()[4:6]]
    assert [(row[0], row[1]) for row in rows] == [("1", "x"), ("1", "z")]
    assert found.ranks_at_least("hi") == {"x": 1, "z": 1}
    assert "≠" not in str(found)
    apart = cn.levers(tied(1.0, 1.5), "y", among="all")
    assert apart.sentence.startswith("Setting z to hi raises y a lot: by 17")
    assert [v.variable for v in apart.best()] == ["z", "x"]
    assert apart.ranks_at_least("hi") == {"z": 1, "x": 2}


def test_the_levers_that_are_counted_are_those_of_the_table():
    half = cn.Baseline([0.5, 0.5])
    pairs = ["mx", "xq", "yq", "ay"]
    model = cn.CausalModel(
        "collider",
        [cn.Variable(v, ["lo", "hi"], half) for v in "xyqma"],
        [cn.Influence(cause, effect, "+", 1.0) for cause, effect in pairs],
    )
    found = cn.levers(model, "y", among="all", given={"q": "hi"})
    assert len(found.best()) == 4
    assert [v.variable for v in found.acting] == ["a"]
    assert found.sentence.startswith(
        "Given that q is hi, setting a to hi raises y moderately: by 11 percentage"
    )
    assert cn.levers(model, "y", among=["a"]).sentence.startswith(
        "Setting a to hi raises y moderately: by 12 percentage"
    )


@pytest.mark.parametrize("at", [0, 1])
def test_of_a_single_draw_the_singular_is_told(at):
    uncertain = tied(cn.interval(1, 2), 3.0)
    found = cn.levers(uncertain, "y", among="all", at=at, draws=1)
    assert found.sentence.endswith("It comes first in 100% of the draws.")
    assert "1 draws" not in str(found)


def test_what_is_found_after_the_last_period_is_refused_with_what_to_do():
    with pytest.raises(cn.errors.QuestionError) as error:
        cn.levers(tied(), "y", among="all", given={2: {"x": "hi"}}, at=1)
    assert str(error.value) == (
        "Something is given in period 2, after the last period that is asked about (1). Ask about period 2 or a later "
        "one, or leave it out."
    )
