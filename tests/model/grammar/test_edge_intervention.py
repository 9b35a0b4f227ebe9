"""Changes of single influences: cuts, and effects that behave as if a cause were set."""

from __future__ import annotations

import pickle

import pytest

import causalnet as cn
from causalnet import as_if, cut, do
from causalnet.frozen_map import Register
from causalnet.model.grammar.edge_intervention import AsIf


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (as_if("pay", rank="low"), 'as_if("pay", rank="low")'),
        (as_if("pay", rank="low", age="old"), 'as_if("pay", age="old", rank="low")'),
        (
            as_if("pay", {"job title": "low"}, age="old"),
            'as_if("pay", {"job title": "low"}, age="old")',
        ),
        (as_if("pay", {"effect": "low"}), 'as_if("pay", {"effect": "low"})'),
        (cut("rank", "pay"), 'cut("rank", "pay")'),
    ],
)
def test_it_prints_as_code_that_gives_itself(written, printed):
    again = eval(printed)  # noqa: S307
    assert repr(written) == printed
    assert (again, hash(again)) == (written, hash(written))
    assert pickle.loads(pickle.dumps(written)) == written


def test_what_one_effect_sees_is_one_value_however_it_is_written():
    both = do(as_if("pay", rank="low", age="old"))
    apart = do(as_if("pay", age="old")) | do(as_if("pay", rank="low"))
    assert both == apart
    assert hash(both) == hash(apart)
    assert both.touched == ("pay",)
    assert both.severed == {("rank", "pay"), ("age", "pay")}
    assert repr(apart.since(2)) == 'do(as_if("pay", age="old", rank="low")).since(2)'
    assert bool(both)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            lambda: do(as_if("pay", rank="low")) | do(as_if("pay", rank="high")),
            '"pay" is to see "rank" in two states: "high" and "low".',
        ),
        (
            lambda: do(cut("rank", "pay"), as_if("pay", rank="low")),
            'rank → pay is set twice: cut("rank", "pay") and as_if("pay", rank="low").',
        ),
        (
            lambda: as_if("pay", {"rank": "low"}, rank="high"),
            '"pay" is to see "rank" in two states: "high" and "low".',
        ),
        (lambda: as_if("pay"), 'as_if("pay") names no cause. Write as_if("pay", cause=\'state\').'),
        (
            lambda: as_if("pay", rank=3),
            "'rank' must be a str, got 3.",
        ),
        (
            lambda: as_if(3, rank="low"),
            "'effect' must be a str, got 3.",
        ),
        (
            lambda: AsIf("pay", Register({"rank": 3})),
            'as_if("pay", …) sees "rank" in a state, which goes by its name, got 3.',
        ),
        (
            lambda: as_if("pay", "rank"),
            "'mappings' must be a mapping from a str to a str, got 'rank'.",
        ),
        (
            lambda: do(pay=as_if("pay", rank="low")),
            'Write it without a name before it: do(as_if("pay", rank="low")).',
        ),
        (
            lambda: do(as_if=3),
            'To set what one effect sees of a cause, write do(as_if("effect", cause="state")).',
        ),
    ],
)
def test_what_contradicts_itself_or_is_of_another_kind_is_refused(wrong, message):
    with pytest.raises(cn.CausalnetError) as caught:
        wrong()
    assert message in str(caught.value)


LAWN = cn.load("lawn")


@pytest.mark.parametrize(
    ("under", "message"),
    [
        (
            do(as_if("wet", sprinkle="on")),
            "No variable 'sprinkle'; the variables are rain, sprinkler, wet. Did you mean 'sprinkler'?",
        ),
        (do(as_if("wet", rain="yess")), "Did you mean 'yes'?"),
        (
            do(as_if("rain", wet="yes")),
            "'wet' is not a cause of 'rain', so as_if(\"rain\", wet=\"yes\") changes nothing; the causes of 'rain' "
            "are: none.",
        ),
    ],
)
def test_a_verb_says_what_does_not_fit_the_network(under, message):
    for ask in (cn.query, cn.effect):
        with pytest.raises(cn.CausalnetError) as caught:
            ask(LAWN, "wet", under=under)
        assert message in str(caught.value)


LAGGED = cn.CausalModel(
    "later",
    [cn.Variable(n, ["low", "high"], cn.Baseline([0.5, 0.5])) for n in ("rank", "pay")],
    [cn.Influence("rank", "pay", "+", 1.0, lag=2), cn.Influence("pay", "pay", "+", 1.0, lag=1)],
)


@pytest.mark.parametrize("part", [as_if("pay", rank="high"), cut("rank", "pay")])
def test_an_influence_with_a_lag_is_changed_in_later_periods(part):
    told = f"rank → pay acts with a lag of 2, so do({part}) changes nothing within a period. Ask about period 2"
    rises = cn.Conclusion("pay", "rises", under=do(part))
    for ask in (
        lambda: cn.query(LAGGED, "pay", under=do(part)),
        lambda: cn.effect(LAGGED, "pay", under=do(part)),
        lambda: cn.marginals(LAGGED, under=do(part)),
        lambda: cn.plan(LAGGED, "pay", under=do(part)),
        lambda: cn.draw(LAGGED, under=do(part)),
        lambda: cn.verdict(LAGGED, rises),
    ):
        with pytest.raises(cn.errors.InterventionError) as caught:
            ask()
        assert told in str(caught.value)


def test_in_later_periods_it_sees_the_cause_as_set_at_its_lag():
    seen, held = (
        cn.effect(LAGGED, "pay", under=done, at=3).level
        for done in (do(as_if("pay", rank="high")), do(rank="high"))
    )
    assert seen == pytest.approx(held, abs=1e-12)
    assert seen > 0.1
    # Of its own past, too: from period 1 on pay goes by a past in which it was high.
    itself = cn.trajectory(LAGGED, "pay", under=do(as_if("pay", pay="high")), periods=1).change[1]
    pulse = cn.trajectory(LAGGED, "pay", under=do(pay="high").at(0), periods=1).change[1]
    assert itself == pytest.approx(pulse, abs=1e-12)
