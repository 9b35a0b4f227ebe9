"""Courses of outcomes in several arms."""

import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.model.grammar.intervention import scheduled
from causalnet.questions.time.courses import courses, courses_against
from causalnet.questions.time.inquiry import Inquiry
from tests.questions.time.test_trajectory import umbrella
from tests.strategies.lagged import lagged_models, timed

STEPS = 2
WITHOUT = cn.cut("in_house_development", "software_engineering_capability")


@settings(max_examples=10)
@given(st.data())
def test_sampled_is_exact_within_its_error(data):
    model = data.draw(lagged_models())
    arm = data.draw(timed(model, STEPS))
    outcome = list(model.variables)[-1]
    ask = {
        "under": arm,
        "periods": STEPS,
        "anchor": data.draw(st.sampled_from(["hold", "once", "free"])),
    }
    exact = cn.trajectory(model, outcome, method="exact", **ask)
    found = cn.trajectory(model, outcome, method="sample", particles=2048, **ask)
    error = found.courses[outcome].error
    assert (abs(found.level - exact.level) < 6 * error + 2e-5).all()


def test_the_same_seed_gives_the_same_answer_whatever_else_is_asked():
    japan = cn.load("japan_software")
    ask = {"under": do(language_barrier="low"), "periods": 2, "draws": 4}
    ask |= {"particles": 64, "method": "sample"}
    alone = cn.trajectory(japan, "global_talent_inflow", **ask)
    both = cn.trajectory(japan, ["global_talent_inflow", "customer_base_retention"], **ask)
    assert both["global_talent_inflow"].level.tolist() == alone.level.tolist()


def test_impossible_evidence_is_refused_by_both_methods():
    for method in ("exact", "sample"):
        with pytest.raises(cn.errors.ImpossibleEvidenceError):
            cn.trajectory(
                umbrella(), "rain", under=do(rain="yes"), given={1: {"rain": "no"}}, method=method
            )


def test_arms_held_against_another_are_those_of_each_pair_alone():
    model = cn.load("japan_software")
    asked = Inquiry(outcomes=("software_competitiveness",), last=3, draws=cn.Draws(20))
    arms = [
        scheduled(cn.do(multi_layer_outsourcing="shallow")),
        scheduled(None),
        scheduled(cn.do(talent_mobility=">10%").since(1)),
        scheduled(cn.do(multi_layer_outsourcing="shallow", talent_mobility=">10%")),
        scheduled(cn.do(WITHOUT)),
        scheduled(cn.do(WITHOUT, language_barrier="low")),
    ]
    every = courses_against(model, arms, scheduled(None), asked)
    for arm, found in zip(arms, every, strict=True):
        pair = (arm, scheduled(None)) if arm != scheduled(None) else (arm,)
        alone = courses(model, pair, asked)
        assert (found.survival == alone.survival).all()
        assert (found.untouched == alone.untouched).all()
        assert found.method == alone.method
