"""What a verdict by a period rests on, held against the model that rejects each part, one at a time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from tests.strategies.lagged import lagged_models

STATES = ["low", "high"]


def brute(model, conclusion, last):
    """The contrast by a trajectory of its own."""
    ask = {"under": conclusion.under, "versus": conclusion.versus, "given": conclusion.given}
    found = cn.trajectory(model, conclusion.outcome, periods=last, method="exact", **ask)
    if conclusion.threshold is not None:
        return found.level[last] - conclusion.threshold
    return found.change[last]


def test_the_only_influence_undoes_a_threshold_by_a_period():
    model = cn.CausalModel(
        "lagged",
        [
            cn.Variable("x", STATES, cn.Baseline([0.9, 0.1])),
            cn.Variable("y", STATES, cn.Baseline([0.8, 0.2])),
        ],
        [cn.Influence("x", "y", sign="+", strength=cn.pert(1, 3, 4), lag=1)],
    )
    passes = cn.Conclusion("y", "exceeds", under=do(x="high"), threshold=0.5, at=2)
    found = cn.verdict(model, passes, draws=20)
    assert found.central + 0.5 == pytest.approx(brute(model, passes, 2) + 0.5, abs=1e-9)
    assert found.holds
    assert found.rests.influences.alone == ("x → y [lag 1]",)
    assert found.rests.single[0].value + 0.5 == pytest.approx(0.2, abs=1e-9)
    assert "Rejecting a single influence undoes it" in str(found)


def modified():
    """x moves y more where z is high; z is moved by a hidden hand, off the way from x to y."""
    return cn.CausalModel(
        "modified",
        [
            cn.Variable("w", STATES, cn.Baseline([0.5, 0.5])),
            cn.Variable("z", STATES, cn.Baseline([0.5, 0.5])),
            cn.Variable("x", STATES, cn.Baseline([0.5, 0.5])),
            cn.Variable("y", STATES, cn.Baseline([0.5, 0.5])),
        ],
        [
            cn.Influence("w", "z", sign="+", strength=3.0),
            cn.Influence("x", "y", sign="+", strength=0.5, reference="low"),
            cn.Influence("z", "y", sign="+", strength=0.1),
            cn.Influence("y", "y", sign="+", strength=2.0, lag=1),
        ],
        modifiers=[cn.Modifier("x", "y", "z", 6.0, "+")],
    )


@pytest.mark.parametrize("by", [0.05, 0.15, 0.25, 0.3])
def test_modifiers_and_influences_off_the_path_can_undo_it(by):
    model = modified()
    rises = cn.Conclusion(
        "y", "rises", under=do(x="high", w="high"), versus=do(w="high"), by=by, at=2
    )
    found = cn.verdict(model, rises, draws=10)
    names = [p.name for p in (*model.influences, *model.modifiers)]
    assert {w.name for w in found.rests.single} == set(names)
    expected = {n for n in names if not rises.holds(brute(model.rejecting(n), rises, 2))}
    assert set(found.rests.influences.alone) == (expected if found.holds else set())
    if by in (0.15, 0.25):
        assert "x → y × z" in expected
    if by == 0.3:
        assert "w → z" in expected


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_what_undoes_it_by_a_period_is_what_brute_force_finds(data):
    mechanism = data.draw(st.sampled_from([None, None, cn.NoisyMax()]))
    model = data.draw(lagged_models(mechanism=mechanism))
    names = list(model.variables)
    source, outcome = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    under = do({source: model.variables[source].states[-1]})
    last = data.draw(st.integers(1, 2))
    direction = data.draw(st.sampled_from(["rises", "falls", "holds", "exceeds", "stays below"]))
    size = data.draw(st.sampled_from([0.05, 0.3, 0.6]))
    parts = {"threshold": size} if direction in ("exceeds", "stays below") else {"by": size}
    conclusion = cn.Conclusion(outcome, direction, under=under, at=last, **parts)
    try:
        found = cn.verdict(model, conclusion, draws=2)
    except cn.errors.CalibrationError:
        return
    own = {}
    for influence in model.influences:
        kept = [i for i in model.influences if i is not influence]
        try:
            less = cn.CausalModel("less", model.variables.values(), kept)
            own[influence.name] = brute(less, conclusion, last)
        except cn.errors.CalibrationError:
            own[influence.name] = float("nan")
    for world in found.rests.single:
        assert world.value == pytest.approx(own[world.name], abs=1e-9, nan_ok=True)
    undone = {name for name, value in own.items() if not conclusion.holds(value)}
    assert set(found.rests.influences.alone) == (undone if found.holds else set())


def test_an_influence_that_an_arm_cuts_may_be_rejected():
    model = modified()
    falls = cn.Conclusion(
        "y", "falls", under=do(cn.cut("x", "y"), x="high"), versus=do(x="high"), at=1
    )
    found = cn.verdict(model, falls, draws=5)
    without = {w.name: w for w in found.rests.single}["x → y"]
    assert found.holds
    assert without.value == pytest.approx(0, abs=1e-9)
    assert "x → y" in found.rests.influences.alone


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


def test_what_it_depends_on_is_told_with_what_is_left_without_it():
    scale = ["low", "high"]
    model = cn.CausalModel(
        "m",
        [cn.Variable(v, scale, cn.Baseline([0.5, 0.5])) for v in ("x", "y", "z")],
        [
            cn.Influence("x", "y", "+", cn.pert(1, 2, 3), lag=1),
            cn.Influence("x", "z", "+", cn.pert(1, 2, 3)),
        ],
    )
    text = str(cn.verdict(model, cn.Conclusion("y", "rises", under=do(x="high"), at=2), draws=20))

    assert "depends most on" in text
    assert "x → y [lag 1] (without it 0.000" in text
    assert "x → z" not in text
