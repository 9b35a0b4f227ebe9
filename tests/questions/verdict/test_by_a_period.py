from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.compilation.parameters.ensemble import central
from causalnet.model.draws import Draws
from causalnet.questions.contrast.contrast_of import contrast_of
from tests.strategies.lagged import feedback, lagged_models


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
    change = contrast_of(model, asked).over_draws(Draws(8)).points
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
    course = cn.trajectory(feedback(), "y", under=do(x="high"), periods=3)
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
        course = cn.trajectory(other, "y", under=under, periods=3)
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
    course = cn.trajectory(feedback(), "y", under=do(x="high"), periods=2)
    found = contrast_of(feedback(), above)(central(feedback()))
    assert found.value == pytest.approx(course.level[2] - 0.2)


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
    assert found.central == pytest.approx(contrast_of(model, rises)(central(model)).value)
    for swing in found:
        influence = next(i for i in model.influences if i.name == swing.name)
        for end, value in zip(swing.range, swing.ends, strict=True):
            at = model.replacing(
                cn.Influence(influence.cause, influence.effect, influence.sign, end, influence.lag)
            )
            assert value == pytest.approx(contrast_of(at, rises)(central(at)).value, abs=1e-9)
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
