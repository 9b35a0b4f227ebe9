from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.compilation.parameters.parameters import central
from causalnet.model.draws import Draws
from causalnet.questions.contrast.contrast_of import contrast_of
from tests.strategies.lagged import lagged_models


def feedback(back="+"):
    """x moves y within a period; y moves x, and itself, in the next."""
    states = ["low", "high"]
    return cn.CausalModel(
        "feedback",
        [
            cn.Variable("x", states, cn.Baseline([0.6, 0.4]), roles=["lever"]),
            cn.Variable("y", states, cn.Baseline([0.7, 0.3])),
            cn.Variable("z", states, cn.Baseline([0.5, 0.5]), roles=["lever"]),
        ],
        [
            cn.Influence("x", "y", "+", cn.pert(0.2, 1, 2), claims=["k"]),
            cn.Influence("y", "x", back, cn.pert(0.2, 1, 2), lag=1, standing="implied"),
            cn.Influence("y", "y", "+", cn.pert(0.5, 2, 3), lag=1, standing="implied"),
            cn.Influence("z", "y", "+", cn.interval(0, 1), lag=2, standing="added"),
        ],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("k", "So it is.", "memo")],
    )


def test_signs_carry_through_lagged_influences_to_a_horizon():
    rises = cn.Conclusion("y", "rises", under=do(z="high"))
    model = feedback()
    assert cn.by_signs(model, rises).direction == "unchanged"
    for period, direction in ((1, "unchanged"), (2, "does not fall"), (4, "does not fall")):
        found = cn.by_signs(model, cn.Conclusion("y", "rises", under=do(z="high"), at=period))
        assert found.direction == direction
        assert "@" not in str(found)
    assert found.standing == "added"
    assert "z → y [lag 2]" in found.used


def test_a_balancing_loop_leaves_the_sign_open_once_it_has_come_round():
    model = feedback(back="-").replacing(cn.Influence("z", "y", "+", 1.0, lag=2))
    # Under x held nothing comes back through x; under z it does, from period 3 on.
    held = cn.by_signs(model, cn.Conclusion("y", "rises", under=do(x="high"), at=4))
    assert held.direction == "does not fall"
    for period, status in ((2, "follows"), (3, "undetermined")):
        late = cn.Conclusion("y", "rises", under=do(z="high"), at=period)
        assert cn.by_signs(model, late).status == status


@settings(max_examples=15)
@given(st.data())
def test_what_signs_decide_no_draw_contradicts(data):
    model = data.draw(lagged_models())
    names = list(model.variables)
    name, outcome = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    under = do({name: model.variables[name].states[-1]})
    asked = cn.Conclusion(outcome, "rises", under=under, at=2)
    change = contrast_of(model, asked).drawn(Draws(8))
    direction = cn.by_signs(model, asked).direction
    if direction == "does not fall":
        assert (change >= -1e-9).all()
    if direction == "does not rise":
        assert (change <= 1e-9).all()
    if direction == "unchanged":
        assert abs(change).max() < 1e-9


def test_a_verdict_by_a_period_has_signs_draws_and_what_it_rests_on():
    rises = cn.Conclusion("y", "rises", under=do(x="high"), at=3)
    found = cn.verdict(feedback(), rises, draws=50)
    course = cn.trajectory(feedback(), "y", under=do(x="high"), steps=3)
    assert found.central == pytest.approx(course.change[3], abs=1e-9)
    assert found.grade == "signs"
    assert found.draws.share == 1.0
    assert found.rests.influences.alone == ("x → y",)
    kinds = {w.name: w.value for w in found.rests.kinds}
    today = cn.effect(feedback(), "y", under=do(x="high")).level
    assert kinds["without every lagged influence"] == pytest.approx(today, abs=1e-9)
    assert kinds["without all that is not stated"] == pytest.approx(today, abs=1e-9)
    assert str(found).startswith('By period 3 under do(x="high"), y rises by ')
    assert set(found.to_frame()["part"]) == {"conclusion", "signs", "ranges", "draws", "rests on"}


def test_a_verdict_by_a_period_holds_it_against_rivals_and_other_mechanisms():
    against = cn.Rival("fatigue", [cn.Influence("x", "y", "-", 3.0, lag=1, standing="rival")])
    soon = cn.Rival("haste", [cn.Influence("x", "z", "+", 1.0, standing="rival")])
    plain = feedback()
    y = replace(plain.variables["y"], alternate=cn.NoisyMax())
    model = plain.replacing(y).adding(against, soon)
    under = do(x="high")
    found = cn.verdict(model, cn.Conclusion("y", "rises", under=under, at=3), draws=20)
    worlds = {w.name: w for w in (*found.rests.rivals, *found.rests.alternates)}
    for name, other in (
        ("fatigue", model.admitting("fatigue")),
        ("haste", model.admitting("haste")),
        ("y as noisy-max", model.alternating()),
    ):
        course = cn.trajectory(other, "y", under=under, steps=3)
        assert worlds[name].value == pytest.approx(course.change[3], abs=1e-9)
    assert [w.name for w in found.rests.undoing] == ["fatigue"]
    assert "fatigue (-" in str(found)
    assert "with the rival haste" in set(found.to_frame()["what"])


def test_a_verdict_on_what_only_a_lag_carries():
    rises = cn.Conclusion("y", "rises", under=do(z="high"), at=2)
    found = cn.verdict(feedback(), rises, draws=Draws(50))
    assert found.holds
    assert found.grade in ("most draws", "a guess")
    assert "z → y [lag 2]" in found.rests.influences.alone


def test_thresholds_are_asked_of_one_arm():
    above = cn.Conclusion("y", "exceeds", under=do(x="high"), at_least="high", threshold=0.2, at=2)
    course = cn.trajectory(feedback(), "y", under=do(x="high"), steps=2)
    assert contrast_of(feedback(), above)(central(feedback())).item() == pytest.approx(
        course.level[2] - 0.2
    )


def test_levers_by_a_horizon_are_single_trajectories():
    found = cn.levers(feedback(), "y", at=3)
    changes = {(x.variable, x.state): x.change for x in found}
    for (variable, state), change in changes.items():
        course = cn.trajectory(feedback(), "y", under=do({variable: state}), steps=3)
        assert change == pytest.approx(course.change[3], abs=1e-9)
    assert [x.change for x in found] == sorted(changes.values(), reverse=True)
    assert found[0].intervention == do(x="high")
    assert str(found).startswith("By period 3, x = high raises y most of all single settings, by ")


def test_levers_by_a_horizon_over_draws():
    found = cn.levers(feedback(), "y", at=2, draws=20, among=["x"])
    assert found[0].drawn.shape == (20,)
    assert len(found.to_frame()) == 2
    with pytest.raises(cn.errors.QuestionError, match="CausalModel"):
        cn.levers(cn.compile_model(feedback()), "y", at=2)
    with pytest.raises(cn.errors.UnknownNameError):
        cn.levers(feedback(), "why", at=2)


def test_levers_by_a_horizon_leave_out_what_contradicts_the_findings():
    model = feedback()
    for seen in ({"x": "high"}, {0: {"x": {"high"}}, 2: {"z": "low"}}):
        found = cn.levers(model, "y", at=2, given=seen, among="all")
        tried = {(x.variable, x.state): x.change for x in found}
        free = [] if 2 in seen else [("z", "high")]
        assert tried.keys() == {("x", "high"), ("z", "low"), *free}
        for (variable, state), change in tried.items():
            course = cn.trajectory(model, "y", under=do({variable: state}), given=seen, steps=2)
            assert change == pytest.approx(course.change[2], abs=1e-9)
    # Within a period the same are left out.
    assert {(x.variable, x.state) for x in cn.levers(model, "y", given={"x": "high"})} == {
        ("x", "high"),
        ("z", "low"),
        ("z", "high"),
    }


def test_levers_by_a_horizon_leave_out_what_contradicts_a_rule():
    follows = cn.Deterministic(["z"], {("low",): "low", ("high",): "high"})
    seen = cn.Variable("seen", ["low", "high"], mechanism=follows)
    model = feedback().adding(seen, cn.Influence("z", "seen", sign="?"))
    found = cn.levers(model, "y", at=2, given={"seen": "high"}, among=["x", "z"])
    assert {(x.variable, x.state) for x in found} == {("x", "low"), ("x", "high"), ("z", "high")}
    with pytest.raises(
        cn.errors.ImpossibleEvidenceError, match=r'seen="high" in period 0, z="low"'
    ):
        cn.levers(model, "y", at=2, given={"seen": "high", "z": "low"}, among=["x", "z"])


@pytest.mark.parametrize(
    "under",
    [
        do(z="high"),
        do(cn.cut("x", "y")),
        do(x=cn.policy(given="z", choose={"low": "high", "high": "low"})),
        do(x={"low": 0.5, "high": 0.5}),
    ],
    ids=repr,
)
def test_reasons_by_a_period_name_variables_and_periods(under):
    model = feedback(back="-").replacing(cn.Influence("z", "y", sign="+", strength=1.0, lag=2))
    found = cn.by_signs(model, cn.Conclusion("y", "rises", under=under, at=4))
    assert found.status == "undetermined"
    assert "@" not in found.reason
    assert " in period " in found.reason
    assert '" in period 4,' not in found.reason


def claiming(conclusion):
    total = cn.Claim("c1", "Z lifts Y.", "memo", kind="total", checks=[conclusion])
    return feedback().adding(total)


def test_the_audit_asks_a_check_in_its_own_period():
    rises = cn.Conclusion("y", "rises", under=do(z="high"), at=3)
    audited = cn.audit(claiming(rises))
    (check,) = audited.checks
    assert check.met
    assert np.isfinite(check.change)


def test_a_conclusion_by_a_period_is_saved_and_loaded(tmp_path):
    rises = cn.Conclusion("y", "rises", under=do(z="high"), at=3)
    model = claiming(rises)
    cn.save(model, tmp_path / "m.toml")
    assert cn.load(tmp_path / "m.toml") == model


@pytest.mark.parametrize("period", [-1, 1.5, True])
def test_a_period_is_a_whole_number(period):
    with pytest.raises(cn.errors.ModelError, match="at"):
        cn.Conclusion("y", "rises", under=do(x="high"), at=period)


def test_swings_by_a_period_are_the_contrast_at_both_ends():
    model = feedback()
    rises = cn.Conclusion("y", "rises", under=do(x="high"), at=3)
    found = cn.sensitivity(model, rises)
    assert found.central == pytest.approx(contrast_of(model, rises)(central(model)).item())
    for swing in found:
        influence = next(i for i in model.influences if i.name == swing.name)
        for end, value in zip(swing.range, swing.ends, strict=True):
            at = model.replacing(
                cn.Influence(influence.cause, influence.effect, influence.sign, end, influence.lag)
            )
            assert value == pytest.approx(contrast_of(at, rises)(central(at)).item(), abs=1e-9)
    assert [s.swing for s in found] == sorted((s.swing for s in found), reverse=True)
    assert "y → y [lag 1]" in str(found)
    assert len(found.to_frame()) == 4


def test_simulated_swings_share_their_random_numbers():
    japan = cn.load("japan_software").only(standing=("stated",))
    rises = cn.Conclusion(
        "in_house_development", "rises", under=do(multi_layer_outsourcing="shallow"), at=2
    )
    found = cn.sensitivity(japan, rises)
    # What acts after the outcome has been read moves nothing at all, not even by noise.
    swings = {s.name: s.swing for s in found}
    assert "hardware_ai_experience → customer_base_retention" not in swings
    assert min(swings.values()) < 1e-9 < max(swings.values())


def late(lag=3):
    """x raises y after some periods, z lowers it at once, and u has no path to it."""
    states = ["low", "mid", "high"]
    return cn.CausalModel(
        "late",
        [
            cn.Variable(
                v, states, cn.Baseline([0.3, 0.4, 0.3]), roles=["lever"] if v != "y" else ()
            )
            for v in ("x", "z", "u", "y")
        ],
        [
            cn.Influence("x", "y", "+", cn.pert(1, 2, 3), lag=lag),
            cn.Influence("z", "y", "-", cn.pert(0.2, 0.5, 1)),
        ],
    )


@pytest.mark.parametrize("draws", [None, 20])
def test_a_lever_that_acts_after_the_horizon_has_no_rank(draws):
    found = cn.levers(late(), "y", at=2, draws=draws)
    assert [found.path(x.variable) for x in found] == ["by the horizon"] * 3 + [
        "lagged only"
    ] * 3 + ["no path"] * 3
    assert found[0].intervention == do(z="low")
    assert found.sentence.startswith("By period 2, z = low raises y most")
    assert sum("lagged only, from period 3" in line for line in str(found).splitlines()) == 3
    assert cn.levers(late(), "y", at=3)[0].intervention == do(x="high")


def test_a_horizon_before_anything_arrives_says_when_it_does():
    found = cn.levers(late().rejecting("z → y"), "y", at=2)
    assert found.sentence == (
        "By period 2, no lever reaches y. The first to do so is x, from period 3 on (lagged only)."
    )
    assert list(found.to_frame()["path"].unique()) == ["lagged only", "no path"]
    never = cn.levers(late(), "y", at=9, among=["u"])
    assert never.sentence == "By period 9, no lever reaches y (no path)."


@pytest.mark.parametrize("draws", [None, 20])
def test_within_a_period_what_does_not_reach_the_outcome_has_no_rank(draws):
    found = cn.levers(late(), "y", draws=draws)
    assert [lever.reaches for lever in found.best()] == [True, False, False]
    # z = high lowers y, which is less than nothing: and yet x and u are not before it.
    assert [lever.variable for lever in found][:3] == ["z"] * 3
    rows = {line.split()[1]: line for line in str(found).splitlines()[2:5]}
    assert [rows[v].split()[0] for v in ("z", "x", "u")] == ["1", "–", "–"]
    assert "lagged only" in rows["x"]
    assert "no path" in rows["u"]
    assert found.ranks_at_least("high") == {"z": 1}
    if draws:
        assert {v: s.first for v, s in found.shares().items()} == {"z": 1, "x": 0, "u": 0}
    nothing = cn.levers(late(), "y", among=["x", "u"], draws=draws)
    assert [line[0] for line in str(nothing).splitlines()[2:4]] == ["–", "–"]
    assert nothing.sheets()[0].title == "No lever reaches y within a period (lagged only, no path)."
    assert cn.pairs(late(), "y", ["x", "u", "z"])[-1].path == "lagged only"
