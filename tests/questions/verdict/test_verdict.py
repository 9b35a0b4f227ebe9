"""Verdicts: four parts that agree with each other, and with the model."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.compilation.parameters.ensemble import central
from causalnet.model.judgements.draws import Draws
from causalnet.questions.contrast import static
from causalnet.questions.contrast.contrast_of import contrast_of
from tests.questions.robustness.test_critical_sets import STATES, brute
from tests.strategies.arguments import arguments, conclusions
from tests.strategies.lagged import feedback
from tests.toys import layered


def argument(low=0.5, high=2.0, **more) -> cn.CausalModel:
    """Rules make firms cautious, caution holds back ideas; a rival says rules bring ideas."""
    three = ["few", "some", "many"]
    return cn.CausalModel(
        "ideas",
        [
            cn.Variable("rules", three, cn.Baseline([0.3, 0.4, 0.3]), roles=["lever"]),
            cn.Variable("caution", three, cn.Baseline([0.3, 0.4, 0.3])),
            cn.Variable("ideas", three, cn.Baseline([0.5, 0.3, 0.2])),
        ],
        [
            cn.Influence("rules", "caution", "+", cn.pert(low, 1.0, high), claims=["c1"]),
            cn.Influence("caution", "ideas", "-", cn.pert(low, 1.0, high), claims=["c2"], **more),
        ],
        rivals=[
            cn.Rival("order", [cn.Influence("rules", "ideas", "+", 1.5, standing="rival")]),
            cn.Rival("noise", [cn.Influence("ideas", "rules", "+", 1.0, lag=1, standing="rival")]),
        ],
        sources=[cn.Source("memo")],
        claims=[cn.Claim(c, "It is so.", "memo") for c in ("c1", "c2")],
    )


RISES = cn.Conclusion("ideas", "rises", under=cn.do(rules="few"))


def test_what_follows_from_the_signs():
    found = cn.verdict(argument(), RISES, draws=200)
    assert found.grade == "signs"
    assert found.signs.standing == "stated"
    assert found.central == pytest.approx(cn.effect(argument(), "ideas", under=RISES.under).level)
    assert found.draws.share == 1
    assert found.ranges.inner[0] > 0
    assert [w.name for w in found.rests.undoing] == ["order"]
    assert found.rests.influences.alone == ("rules → caution", "caution → ideas")
    assert found.rests.claims.alone == ("c1", "c2")
    assert not found.rests.rivals[1].reaches


def test_a_strength_that_may_be_zero_proves_no_rise_but_may_hold_wherever_looked():
    found = cn.verdict(argument(low=0.0), RISES, draws=200)
    assert found.signs.status == "follows"
    assert not found.signs.strict
    assert found.grade == "most draws"
    assert found.ranges.inner[0] == pytest.approx(0, abs=1e-9)


def test_an_amount_that_hangs_on_a_guess():
    half = cn.verdict(argument(), RISES, draws=400).draws.held.median
    hangs = cn.Conclusion("ideas", "rises", under=RISES.under, by=round(half, 3))
    found = cn.verdict(argument(), hangs, draws=400)
    assert 0.3 < found.draws.share < 0.7
    assert found.grade in ("a guess", "not earned")
    assert any(t.within for t in found.rests.tipping)


def test_what_is_not_so():
    falls = cn.Conclusion("ideas", "falls", under=RISES.under)
    found = cn.verdict(argument(), falls, draws=100)
    assert found.signs.status == "contradicted"
    assert found.grade == "not earned"
    assert not found.rests.influences.stood
    assert "nothing to undo" in " ".join(str(found).split())


def test_thresholds():
    p = cn.query(argument(), "ideas", under=RISES.under).at_least("many")
    passes = cn.Conclusion(
        "ideas", "exceeds", under=RISES.under, at_least="many", threshold=round(p - 0.02, 3)
    )
    found = cn.verdict(argument(), passes, draws=200)
    assert found.holds
    assert found.central == pytest.approx(p - passes.threshold)
    assert len(found.arms) == 1
    assert f"above {passes.threshold:.0%} by 2.0 percentage points" in found.sentence


def test_one_intervention_beats_another():
    beats = cn.Conclusion("ideas", "rises", under=cn.do(rules="few"), versus=cn.do(caution="some"))
    found = cn.verdict(argument(), beats, draws=100)
    a = cn.query(argument(), "ideas", under=beats.under).level
    b = cn.query(argument(), "ideas", under=beats.versus).level
    assert found.central == pytest.approx(a - b)


@pytest.mark.parametrize("reading", ["signs", "share"])
def test_other_readings_of_what_undoes_it(reading):
    found = cn.verdict(argument(), RISES, draws=100, reading=reading)
    assert found.rests.reading == reading
    assert found.rests.influences.alone == ("rules → caution", "caution → ideas")


@settings(deadline=None, max_examples=5)
@given(data=st.data())
def test_order_changes_nothing(data):
    model = data.draw(arguments(most=4, arrows=4))
    conclusion = data.draw(conclusions(model))
    assume(len(model.influences) > 1)
    there = cn.verdict(model, conclusion, draws=30)
    turned = cn.CausalModel(
        model.name,
        list(model.variables.values())[::-1],
        model.influences[::-1],
        sources=model.sources.values(),
        claims=list(model.claims.values())[::-1],
    )
    back = cn.verdict(turned, conclusion, draws=30)
    np.testing.assert_allclose(there.draws.held.points, back.draws.held.points, atol=1e-9)
    np.testing.assert_allclose(there.ranges.inner, back.ranges.inner, atol=2e-4)
    assert there.signs.status == back.signs.status
    assert {frozenset(s) for s in there.rests.influences.sets} == {
        frozenset(s) for s in back.rests.influences.sets
    }


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: cn.verdict(argument(), RISES, reading="centre"),
            "'reading' must be .* got 'centre'",
        ),
        (
            lambda: cn.verdict(cn.compile_model(argument(), draws=3), RISES),
            "Expected a CausalModel, got Network",
        ),
        (lambda: cn.verdict(argument(), "ideas rise"), "a Conclusion"),
        (lambda: cn.verdict(argument(), RISES, draws=0), "of at least 1 or a Draws, got 0"),
    ],
)
def test_what_makes_no_sense(ask, message):
    with pytest.raises(cn.CausalnetError, match=message):
        ask()


def test_rivals_that_undo_nothing_are_counted_as_they_are():
    falls = cn.Conclusion("ideas", "falls", under=cn.do(rules="many"))
    weak = argument().replacing(cn.Rival("order", [cn.Influence("rules", "ideas", "+", 0.1)]))
    two = cn.verdict(weak, falls, draws=50)
    assert "Of 2 rivals one contests what is done (order), and does not undo it" in " ".join(
        str(two).split()
    )
    one = cn.verdict(weak.admitting("noise"), falls, draws=50)
    assert "The one rival does not undo it at its central strength." in " ".join(str(one).split())


def test_many_verdicts_say_what_each_concluded():
    named = cn.verdicts(argument(), {"fewer": RISES}, draws=50)
    assert "fewer: Setting rules to few raises ideas." in str(named).splitlines()
    assert ">fewer: Setting rules to few raises ideas<" in named._repr_html_()
    plain = cn.verdicts(argument(), [RISES], draws=50)
    assert [row[0] for row in plain.sheets()[0].rows] == ["Setting rules to few raises ideas"]
    assert plain._repr_html_().count(">Setting rules to few raises ideas<") == 1


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
    assert str(found).startswith("By period 3, setting x to high raises y a lot: by ")
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


def test_kinds_reject_each_influence_at_its_own_lag():
    plain = cn.CausalModel(
        "lags",
        [
            cn.Variable("x", STATES, cn.Baseline([0.5, 0.5])),
            cn.Variable("y", STATES, cn.Baseline([0.5, 0.5])),
        ],
        [
            cn.Influence("x", "y", sign="+", strength=1.0, standing="added"),
            cn.Influence("x", "y", sign="+", strength=2.0, lag=1, standing="stated", claims=["c1"]),
        ],
        sources=[cn.Source("memo", "A memo")],
        claims=[cn.Claim("c1", "X lifts Y later.", "memo")],
    )
    rises = cn.Conclusion("y", "rises", under=do(x="high"), at=1)
    kinds = {w.name: w.value for w in cn.verdict(plain, rises, draws=5).rests.kinds}
    assert kinds["without all that is not stated"] == pytest.approx(
        brute(plain.only(standing="stated"), rises, 1), abs=1e-9
    )
    single = {w.name: w.value for w in cn.verdict(plain, rises, draws=5).rests.single}
    assert single["x → y"] == pytest.approx(kinds["without all that is not stated"], abs=1e-9)
    assert single["x → y [lag 1]"] == pytest.approx(
        kinds["without every lagged influence"], abs=1e-9
    )


def _of_a_large_model(monkeypatch, cells):
    """The verdict on layers of 72, as if they were large, and the points at which it compiled them."""
    points = []
    of = static.compile_model

    def counting(model, ensemble, *args):
        points.append(ensemble.points)
        return of(model, ensemble, *args)

    monkeypatch.setattr(static, "compile_model", counting)
    for limit in ("FEW_VARIABLES", "FEW_CELLS"):
        monkeypatch.setattr(static, limit, 0)
    monkeypatch.setattr(static, "MOST_CELLS", cells)
    model = layered(72)
    rises = cn.Conclusion("v71", "rises", under=do(v63="high"))
    whole = sum(8 if model.causes(v) else 2 for v in contrast_of(model, rises).names)
    return cn.verdict(model, rises, draws=20, n_jobs=1), sum(points), cells // whole


def test_a_verdict_on_a_large_model_is_as_much_as_takes_seconds(monkeypatch):
    found, points, afforded = _of_a_large_model(monkeypatch, 2**19)
    assert points < 6 * afforded
    least, greatest = found.ranges.inner
    assert 0 < least < found.central < greatest
    assert found.ranges.free is None
    assert "numbers have been moved along their slopes alone" in " ".join(str(found).split())
    tips = {t.name: t for t in found.rests.tipping}
    assert len(tips) == len(found.rests.tipping) > 100
    assert tips["v67 → v71"].value is None or tips["v67 → v71"].value <= 0.0
    assert found.rests.influences.tried == 1


def test_what_would_take_minutes_of_a_large_model_is_left_out(monkeypatch):
    found, points, afforded = _of_a_large_model(monkeypatch, 2**17)
    assert points < 4 * afforded + 400
    assert not found.rests.tipping
    text = " ".join(str(found).split())
    assert "Values that tip it are left out: it takes " in text
    assert "compilations of 66 variables; cn.sensitivity ranks the numbers." in text
    assert found.signs.status == "follows"
    assert found.draws.share is not None


def test_ranges_of_a_large_model_are_found_without_slopes_where_an_influence_is_cut(monkeypatch):
    for limit in ("FEW_VARIABLES", "FEW_CELLS"):
        monkeypatch.setattr(static, limit, 0)
    falls = cn.Conclusion("ideas", "falls", under=do(cn.cut("rules", "caution"), rules="many"))
    monkeypatch.setattr(static, "MOST_CELLS", 2**10)
    cornered = cn.verdict(argument(), falls, draws=20, n_jobs=1)
    assert "each number was moved to its ends alone" in " ".join(str(cornered).split())
    monkeypatch.setattr(static, "MOST_CELLS", 2**4)
    out = cn.verdict(argument(), falls, draws=20, n_jobs=1)
    assert not out.ranges
    assert "Left out: it takes 7 compilations of 3 variables." in str(out)


def test_ranges_of_a_large_model_are_found_along_slopes_where_a_setting_is_soft(monkeypatch):
    falls = cn.Conclusion("ideas", "falls", under=do(rules=cn.partial("many", 0.5)))
    whole = cn.verdict(argument(), falls, draws=20, n_jobs=1)
    for limit in ("FEW_VARIABLES", "FEW_CELLS"):
        monkeypatch.setattr(static, limit, 0)
    monkeypatch.setattr(static, "MOST_CELLS", 2**4)
    along = cn.verdict(argument(), falls, draws=20, n_jobs=1)
    assert "numbers have been moved along their slopes alone" in " ".join(str(along).split())
    assert along.ranges.inner == pytest.approx(whole.ranges.inner, abs=1e-9)
