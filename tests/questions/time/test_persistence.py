from __future__ import annotations

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from causalnet.model.grammar.intervention import scheduled
from causalnet.questions.time.courses import courses
from causalnet.questions.time.inquiry import Inquiry


def chain(strength=6.0, lag=1, p=0.2):
    x = cn.Variable("x", ["no", "yes"], cn.Baseline([1 - p, p]))
    return cn.CausalModel("chain", [x], [cn.Influence("x", "x", "+", strength, lag=lag)])


def eigenvalue(model):
    table = cn.unroll(model, 1).values("x@1")
    return table[1, 1] - table[0, 1]


def test_a_chain_forgets_at_the_rate_of_its_second_eigenvalue():
    model = chain()
    found = cn.persistence(model, "x", under=do(x="no"), sustained=[1, 3], after=4)
    fades = eigenvalue(model) ** np.arange(5)
    assert found.left == pytest.approx(np.array([fades, fades]), abs=1e-9)
    assert found.rate == pytest.approx(eigenvalue(model), abs=1e-9)
    assert found.long_run.rate == pytest.approx(eigenvalue(model), abs=1e-9)
    assert found.long_run.without == pytest.approx([0.8, 0.2], abs=1e-9)
    assert found.long_run.under == pytest.approx([1, 0], abs=1e-9)


def test_broken_is_what_the_two_numbers_say():
    half_life = np.log(0.5) / np.log(eigenvalue(chain()))
    within = cn.persistence(chain(), "x", under=do(x="no"), after=int(half_life))
    beyond = cn.persistence(chain(), "x", under=do(x="no"), after=int(half_life) + 1)
    assert within.needed == 1
    assert "broken" in str(within)
    assert beyond.needed is None
    assert "No duration that was tried is long enough" in str(beyond)


def test_the_long_run_of_a_model_with_two_memories_and_lags_is_its_own_fixed_point():
    model = cn.CausalModel(
        "two",
        [
            cn.Variable("x", ["a", "b"], cn.Baseline([0.6, 0.4])),
            cn.Variable("y", ["a", "b", "c"], cn.Baseline([0.5, 0.3, 0.2])),
        ],
        [
            cn.Influence("x", "y", "+", 1.0),
            cn.Influence("y", "x", "+", 1.0, lag=2),
            cn.Influence("x", "x", "+", 1.0, lag=1),
        ],
    )
    under = do(y="c")
    exact = cn.persistence(model, "x", under=under, sustained=[2], after=12)
    far = cn.trajectory(model, "x", under=under, periods=13, method="exact")
    assert exact.long_run.under == pytest.approx(far.p[-1], abs=1e-5)
    sampled = cn.persistence(model, "x", under=under, sustained=[2], after=4, method="sample")
    scale = np.arange(2)
    gap = abs(sampled.long_run.under @ scale - exact.long_run.under @ scale)
    assert gap < 5 * sampled.long_run.error
    assert (abs(sampled.gains.mean(axis=(2, 3)) - exact.gains[:, :5, 0, 0]) < 0.02).all()


def drifting():
    return cn.CausalModel(
        "drifting",
        [
            cn.Variable("x", ["a", "b"], cn.Baseline([0.7, 0.3])),
            cn.Variable("y", ["a", "b", "c"], cn.Baseline([0.5, 0.3, 0.2])),
        ],
        [
            cn.Influence("x", "y", sign="+", strength=2.0, reference="a"),
            cn.Influence("y", "x", sign="+", strength=1.0, lag=1, reference="a"),
            cn.Influence("y", "y", sign="-", strength=0.8, lag=2, reference="a"),
        ],
    )


def long_run_and_far(under, anchor):
    """The long run of either arm, and a chain that is unrolled for long, under the law that is then frozen."""
    found = cn.persistence(drifting(), "y", under=under, sustained=[1], after=2, anchor=anchor)
    asked = Inquiry(outcomes=("y",), last=25, anchor=anchor, frozen=2, method="exact")
    arms = [scheduled(do()), scheduled(under)]
    far = courses(drifting(), arms, asked).survival[:, 0, :, :, 0, 0]
    own = [np.cumsum(p[::-1])[-2::-1] for p in (found.long_run.without, found.long_run.under)]
    return np.array(own), far


@pytest.mark.parametrize("anchor", ["free", "once", "hold"])
@pytest.mark.parametrize(
    "under",
    [do(cn.cut("x", "y")), do(cn.cut("y", "x")), do(cn.cut("x", "y"), cn.cut("y", "y"), x="b")],
    ids=repr,
)
def test_in_the_long_run_what_is_cut_has_drifted_too(anchor, under):
    own, far = long_run_and_far(under, anchor)
    assert own == pytest.approx(far[:, -1], abs=1e-6)
    if anchor == "free":
        assert abs(far[1, -1] - far[1, 2]).max() > 1e-3


@pytest.mark.parametrize("anchor", ["free", "once", "hold"])
@pytest.mark.parametrize(
    "under",
    [
        do(cn.as_if("y", x="b")),
        do(cn.as_if("x", y="c"), cn.cut("x", "y")),
        do(cn.as_if("y", x="b", y="a"), x="a"),
    ],
    ids=repr,
)
def test_in_the_long_run_an_effect_still_sees_its_cause_as_set(anchor, under):
    own, far = long_run_and_far(under, anchor)
    assert own == pytest.approx(far[:, -1], abs=1e-6)
    assert abs(own[1] - own[0]).max() > 1e-3


def test_held_longer_is_kept_at_least_as_well_in_a_reinforcing_loop():
    found = cn.persistence(chain(2.0), "x", under=do(x="yes"), sustained=[1, 2, 5], after=3)
    assert (np.diff(found.kept[:, -1]) > -1e-9).all()


def test_draws_give_shares_and_intervals():
    model = chain(cn.pert(1, 5, 8))
    found = cn.persistence(model, "x", under=do(x="no"), sustained=[2], after=3, draws=60)
    assert found.kept_each.shape == (1, 4, 60)
    assert 0 < found.broken[0] < 1
    low, high = found.interval(2)
    assert low < found.kept[0, -1] < high
    assert "of draws" in str(found)
    assert len(found.to_frame()) == 4


def test_what_is_not_moved_is_said():
    model = cn.CausalModel(
        "apart",
        [cn.Variable("x", ["a", "b"]), cn.Variable("y", ["a", "b"])],
        [cn.Influence("y", "y", "+", 1, lag=1)],
    )
    found = cn.persistence(model, "y", under=do(x="b"), sustained=[1], after=2)
    assert " ".join(str(found).split()).startswith(
        "Setting x to b does not change y in any period: nothing that is set leads to it."
    )


def weakly(strength):
    three = ["low", "middle", "high"]
    return cn.CausalModel(
        "weak",
        [cn.Variable(v, three, cn.Baseline([0.3, 0.4, 0.3])) for v in "xy"],
        [
            cn.Influence("x", "y", "+", strength),
            cn.Influence("y", "y", "+", cn.interval(1, 2), lag=1),
        ],
    )


@pytest.mark.parametrize("draws", [None, 20])
def test_of_what_is_negligible_no_share_is_told(draws):
    found = cn.persistence(weakly(0.02), "y", under=do(x="high"), draws=draws)
    text = str(found)
    assert 0 < abs(found.gain).max() < 0.02
    which = (
        "every strength at its most likely value" if draws is None else "on average over 20 draws"
    )
    assert found.sentence.endswith(f"of the scale, {which}, too little to speak of persistence.")
    assert "interrupted" not in "".join(text.splitlines()[1:6])
    assert "broken in" not in text or "of draws" not in "".join(text.splitlines()[2:6])
    assert np.isnan(found.left).all()
    assert np.isnan(found.kept).all()
    assert np.isnan(found.broken).all()
    assert np.isnan(found.rate)
    assert found.needed is None
    cn.plot(found)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        ({"under": do(x="no").until(2)}, "takes an intervention with times"),
        ({"under": do()}, "held for a while"),
        ({"under": "reform"}, r"model\.interventions\['reform'\]"),
        ({"under": do(x="no"), "sustained": []}, "sustained="),
        (
            {"under": do(x="no"), "sustained": [0]},
            r"sustained\[0\]. must be a whole number of at least 1",
        ),
        ({"under": do(x="no"), "after": 1}, "'after' must be a whole number of at least 2"),
        ({"under": do(x="no"), "keep": 0}, "keep="),
    ],
)
def test_what_makes_no_sense_is_said(ask, message):
    with pytest.raises(cn.errors.QuestionError, match=message):
        cn.persistence(chain(), "x", **ask)


def test_what_is_gone_after_one_period_has_no_half_life():
    two = ["low", "high"]
    model = cn.CausalModel(
        "echo",
        [cn.Variable(v, two, cn.Baseline([0.6, 0.4])) for v in "xy"],
        [cn.Influence("x", "y", "+", 2.0, lag=1)],
    )
    text = str(cn.persistence(model, "y", under=do(x="high"), sustained=[2], after=3))
    assert "inf " not in text
    assert "Of a deviation" not in text


def delayed(lag, inertia=0.0, at_once=0.0):
    three = ["low", "middle", "high"]
    own = [cn.Influence("y", "y", "+", inertia, lag=1)] if inertia else []
    own += [cn.Influence("x", "y", "+", at_once)] if at_once else []
    return cn.CausalModel(
        "delayed",
        [cn.Variable(v, three, cn.Baseline([0.3, 0.4, 0.3])) for v in "xy"],
        [cn.Influence("x", "y", "+", 2.0, lag=lag), *own],
    )


def row(found, which=0):
    return " ".join(found.web_sheets()[0].rows[which]).split()


@pytest.mark.parametrize("held", [1, 3])
def test_what_still_grows_when_the_periods_end_is_not_called_broken(held):
    found = cn.persistence(
        delayed(6, at_once=0.3), "y", under=do(x="high"), sustained=[held], after=6
    )
    assert found.unfinished.tolist() == [True]
    assert found.needed is None
    assert row(found)[-2:] == ["still", "grows"]
    assert "grows until the last period looked at" in found.sentence
    further = cn.persistence(
        delayed(6, at_once=0.3), "y", under=do(x="high"), sustained=[held], after=12
    )
    assert row(further)[-1] == "lost"


# ── words ────────────────────────────────────────────────────────────────────────────────────


def through(lag=0, *more):
    """a → b → c, of which the second may be lagged."""
    names = ["a", "b", "c"]
    return cn.CausalModel(
        "through",
        [cn.Variable(v, ["low", "mid", "high"], cn.Baseline([0.3, 0.4, 0.3])) for v in names],
        [
            cn.Influence("a", "b", "+", cn.interval(1, 2)),
            cn.Influence("b", "c", "+", cn.interval(1, 2), lag=lag),
            *more,
        ],
    )


@pytest.mark.parametrize("lag", [0, 1])
def test_without_a_feedback_loop_there_is_no_cycle_to_break(lag):
    found = cn.persistence(through(lag), "c", under=do(a="high"), sustained=[1, 2], after=3)
    text = str(found)
    assert not found.feedback
    assert "cycle" not in text
    assert "interrupted" not in text
    assert "the gain is" in text
    assert (
        "kept: 3 periods after the end, at least 50% of the gain from holding on is left; otherwise lost. "
        "No feedback loop lies on the way to c: none could carry the gain on. "
    ) in " ".join(text.split())


@pytest.mark.parametrize(("cause", "effect"), [("c", "c"), ("c", "b"), ("a", "a")])
def test_a_loop_on_the_way_can_carry_a_gain_on(cause, effect):
    model = through(0, cn.Influence(cause, effect, "+", 1.0, lag=1))
    found = cn.persistence(model, "c", under=do(a="high"), sustained=[1], after=3)
    assert found.feedback
    assert "the cycle is" in str(found)
    # A loop beside the way carries nothing on.
    beside = cn.persistence(model, effect, under=do(c="high"), sustained=[1], after=3)
    assert beside.feedback == ("c" in (cause, effect))


def test_a_gain_that_what_is_set_brings_is_so_by_definition_while_it_is_held():
    found = cn.persistence(through(), "c", under=do(c="high"), sustained=[1, 2], after=2)
    assert found.by_definition
    assert found.sentence == (
        "What setting c to high brings in 2 periods does not last: 2 periods after its end, 0% is left of the rise in "
        "c (1.000 of 2 states, 50% of the scale) that holding on would give, every strength at its most likely value. "
        "While it is held, c is itself set: its change until then is so by definition."
    )
    assert "large, by definition" in str(found)
    assert "definition" not in str(
        cn.persistence(through(), "c", under=do(b="high"), sustained=[1], after=2)
    )


def test_means_over_draws_are_told_apart_from_the_central_numbers():
    drawn = cn.persistence(through(), "c", under=do(a="high"), sustained=[1], after=2, draws=10)
    assert drawn.sentence.endswith(") that holding on would give, on average over 10 draws.")
    assert (
        "Over 10 draws (seed 0), baselines held: gains are means, and shares are quotients of means."
        in " ".join(str(drawn).split())
    )
    assert (
        "In the long run, at the central numbers, the expected level of c is 1.000 without intervention and 1.280 "
        "if it is held for good"
    ) in " ".join(str(drawn).split())
    central = cn.persistence(through(), "c", under=do(a="high"), sustained=[1], after=2)
    assert central.sentence.endswith(
        ") that holding on would give, every strength at its most likely value."
    )


def test_what_still_grows_is_not_called_not_enough():
    model = through(0, cn.Influence("a", "c", "+", 3.0, lag=3))
    found = cn.persistence(model, "c", under=do(a="high"), sustained=[1, 2], after=2)
    assert list(found.unfinished) == [False, True]
    assert (
        "brings in one period does not last: 2 periods after its end, 0% is left of the rise"
        in found.sentence
    )


# ── what is said of draws, arms and modes ────────────────────────────────────────────────────


def two_valued(*influences, names="xy"):
    """Variables of two states at one half each."""
    half = cn.Baseline([0.5, 0.5])
    return cn.CausalModel(
        "k", [cn.Variable(v, ["lo", "hi"], half) for v in names], list(influences)
    )


def flat(answer):
    return " ".join(str(answer).split())


@pytest.mark.parametrize(("lasting", "share", "loop"), [(0.0, 0, False), (9.0, 100, True)])
def test_where_only_the_mean_over_draws_is_negligible_the_draws_that_count_are_told(
    lasting, share, loop
):
    own = [cn.Influence("y", "y", "+", lasting, lag=1)] if loop else []
    model = two_valued(cn.Influence("x", "y", "?", cn.pert(-0.2, 0, 0.25)), *own)
    found = cn.persistence(model, "y", under=do(x="hi"), sustained=[1], after=2, draws=60)
    counted = int((~np.isnan(found.kept_each[0, -1])).sum())
    assert 0 < counted < 60
    assert np.isnan(found.kept[0, -1])
    assert "nan" not in str(found)
    assert (
        f"What setting x to hi brings in one period lasts in {share}% of the {counted} draws, of 60, in which holding on "
        "would change y more than negligibly: 2 periods after its end, at least 50% is left of that change. On average it "
        "would be 0."
    ) in found.sentence
    rests = " What is left rests on the persistence of y, which we judged and anchored to where things stand today."
    if found.needed is None:
        rests += (
            " An anchored model returns there in the end, whatever was done for a time: it tells how slowly, not whether a "
            "circle can be broken."
        )
    assert found.sentence.endswith(rests) == loop


def test_where_no_holding_suffices_in_any_draw_that_counts_this_is_noted():
    model = two_valued(
        cn.Influence("x", "y", "?", cn.pert(-0.2, 0, 0.25)),
        cn.Influence("y", "y", "+", 0.5, lag=1),
    )
    found = cn.persistence(model, "y", under=do(x="hi"), sustained=[1], after=2, draws=60)
    assert np.isnan(found.kept[0, -1])
    assert found.broken[0] == 0
    assert "No duration that was tried is long enough." in flat(found)


def test_the_other_arm_is_named_where_it_is_not_the_world_left_alone():
    model = two_valued(cn.Influence("x", "y", "+", 1.0), cn.Influence("y", "y", "+", 2.0, lag=1))
    ask = {"under": do(x="hi"), "sustained": [1], "after": 2}
    assert (
        "is 0.326 with setting x to lo and 0.674 with setting x to hi, each for good (+0.348"
    ) in flat(cn.persistence(model, "y", versus=do(x="lo"), **ask))
    assert "is 0.500 without intervention and 0.674 if it is held for good" in flat(
        cn.persistence(model, "y", **ask)
    )


def test_what_fades_beside_the_outcome_is_not_told_of_it():
    beside = cn.Influence("w", "w", "+", 9.0, lag=1)
    model = two_valued(cn.Influence("x", "y", "+", 1.0), beside, names="xyw")
    for outcome in "yw":
        found = cn.persistence(model, outcome, under=do(x="hi"), sustained=[1], after=2)
        assert "Of a deviation" not in str(found)
        assert found.long_run.rate == 0


@pytest.mark.parametrize("lag", [0, 1])
def test_the_rate_is_that_of_what_the_intervention_brings(lag):
    """A lasting cause of the outcome that the intervention does not move carries nothing of the gain on."""
    model = two_valued(
        cn.Influence("x", "y", "+", 4.0),
        cn.Influence("y", "y", "+", 4.0, lag=1),
        cn.Influence("w", "y", "+", 1.0, lag=lag),
        cn.Influence("w", "w", "+", 9.0, lag=1),
        names="xyw",
    )
    found = cn.persistence(model, "y", under=do(x="hi"), sustained=[3], after=4)
    assert found.long_run.rate == pytest.approx(found.rate, abs=1e-3)
    assert f"leaves {found.long_run.rate:.1%} in the end" in flat(found)
    lasting = cn.persistence(model, "w", under=do(w="hi"), sustained=[3], after=4)
    assert lasting.long_run.rate == pytest.approx(lasting.rate, abs=1e-3)
    assert lasting.rate > 1.2 * found.rate


def test_a_policy_in_the_other_arm_can_close_a_loop():
    model = two_valued(
        cn.Influence("y", "x", "+", 2.0, lag=1), cn.Influence("x", "z", "+", 1.0), names="xyz"
    )
    copy = do(y=cn.policy("z", {"lo": "lo", "hi": "hi"}))
    ask = {"under": do(y="hi"), "sustained": [1], "after": 2}
    assert cn.persistence(model, "z", versus=copy, **ask).feedback
    assert not cn.persistence(model, "z", **ask).feedback


def test_of_a_single_draw_the_singular_is_told():
    model = two_valued(cn.Influence("x", "y", "+", cn.interval(1, 2)))
    found = cn.persistence(model, "y", under=do(x="hi"), sustained=[1], after=2, draws=1)
    assert found.sentence.endswith(" would give, on average over a single draw.")
