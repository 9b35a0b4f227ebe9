"""What a conclusion rests on, held against every subset and against the model that rejects it."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.compilation.parameters.ensemble import central
from causalnet.errors import CalibrationError
from causalnet.model.grammar.conclusion import stands_at
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.contrast.static import StaticContrast
from causalnet.questions.robustness.critical_sets import (
    claim_sets,
    influence_sets,
    speaking_for,
)
from causalnet.questions.robustness.rejected_parts import rows_of, without_parts
from tests.strategies.arguments import arguments, conclusions
from tests.strategies.lagged import lagged_models


def standing(contrast):
    """Whether the conclusion stands at the central numbers, by rejecting parts for good."""

    def stands(sets):
        held = []
        for names in sets:
            less = contrast.model.rejecting(*names)
            value = StaticContrast.of(less, contrast.conclusion)(central(less)).value
            held.append(contrast.conclusion.holds(value, 1e-6))
        return np.array(held)

    return stands


def minimal(names, undone):
    """By trying every subset of up to three."""
    found = []
    for size in (1, 2, 3):
        for some in combinations(names, size):
            if not any(set(f) <= set(some) for f in found) and undone(some):
                found.append(some)
    return found


@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_rejecting_is_a_strength_of_zero(data):
    model = data.draw(arguments())
    contrast = StaticContrast.of(model, data.draw(conclusions(model)))
    coordinates = Coordinates(model, elicited_numbers(contrast))
    own = [n.name for n in coordinates.numbers]
    assume(own)
    some = data.draw(st.lists(st.sampled_from(own), unique=True))
    point = coordinates.central.copy()
    point[rows_of(contrast, coordinates)(some)] = 0.0
    less = model.rejecting(*some)
    expected = StaticContrast.of(less, contrast.conclusion)(central(less))
    np.testing.assert_allclose(
        contrast(coordinates.ensemble(point[:, None])).points, expected.points, atol=1e-9
    )


def test_a_modifier_falls_with_either_influence_that_it_needs():
    japan = cn.load("japan_software")
    under = cn.do(multi_layer_outsourcing="shallow")
    contrast = StaticContrast.of(
        japan, cn.Conclusion("software_competitiveness", "rises", under=under)
    )
    coordinates = Coordinates(japan, elicited_numbers(contrast))
    rows = rows_of(contrast, coordinates)
    needed = {(c, m.effect) for m in japan.modifiers for c in (m.cause, m.by)}
    needed &= {(i.cause, i.effect) for i in japan.influences if i.effect in contrast.names}
    assert len(needed) >= 2
    for influence in (japan.influence(*pair) for pair in sorted(needed)):
        point = coordinates.central.copy()
        point[rows([influence.name])] = 0.0
        less = japan.rejecting(influence.name)
        expected = StaticContrast.of(less, contrast.conclusion)(central(less)).value
        found = contrast(coordinates.ensemble(point[:, None])).value
        assert found == pytest.approx(expected, abs=1e-9), influence.name


@settings(deadline=None, max_examples=12)
@given(data=st.data())
def test_least_sets_are_those_of_brute_force(data):
    model = data.draw(arguments(most=4, arrows=4))
    contrast = StaticContrast.of(model, data.draw(conclusions(model)))
    stands = standing(contrast)
    assume(stands([frozenset()])[0])
    own = [n.name for n in elicited_numbers(contrast)]

    def undone(names):
        return not stands([frozenset(names)])[0]

    found = influence_sets(contrast, stands)
    assert sorted(found.sets) == sorted(minimal(own, undone))
    assert found.tried == min(3, len(own))

    def undone_by_claims(claims):
        less = model.rejecting(*claims)
        value = StaticContrast.of(less, contrast.conclusion)(central(less)).value
        return not contrast.conclusion.holds(value, 1e-6)

    cited = sorted({c for n in elicited_numbers(contrast) for c in n.part.claims})
    expected = minimal(cited, undone_by_claims)
    assert sorted(claim_sets(contrast, stands).sets) == sorted(expected)


def test_what_does_not_stand_has_nothing_to_undo():
    model = cn.CausalModel(
        "lawn",
        [cn.Variable("rain", ["no", "yes"]), cn.Variable("wet", ["no", "yes"])],
        [cn.Influence("rain", "wet", "+", 1.0)],
    )
    contrast = StaticContrast.of(model, cn.Conclusion("wet", "falls", under=cn.do(rain="yes")))
    sets = influence_sets(contrast, standing(contrast))
    assert not sets.stood
    assert sets.sets == ()


def test_too_many_sets_are_not_tried_and_it_says_so():
    japan = cn.load("japan_software")
    under = cn.do(multi_layer_outsourcing="shallow")
    contrast = StaticContrast.of(
        japan, cn.Conclusion("software_competitiveness", "rises", under=under)
    )
    sets = influence_sets(contrast, lambda s: np.ones(len(s), dtype=bool), budget=100)
    assert sets.tried == 1
    assert sets.among > 30


def test_a_set_without_a_contrast_is_not_known_to_undo():
    assert speaking_for(float("nan"), True) == speaking_for(float("nan"), None) == np.inf


STATES = ["low", "high"]


def brute(model, conclusion, last):
    """The contrast by a trajectory of its own."""
    ask = {"under": conclusion.under, "versus": conclusion.versus, "given": conclusion.given}
    found = cn.trajectory(model, conclusion.outcome, periods=last, method="exact", **ask)
    if conclusion.threshold is not None:
        return found.level[last] - conclusion.threshold
    return found.change[last]


def brute_without(model, influence, conclusion):
    """The same in a model that has only the variables that lead to the outcome without an influence."""
    kept = [i for i in model.influences if i is not influence]
    leading = {conclusion.outcome}
    while more := {i.cause for i in kept if i.effect in leading} - leading:
        leading |= more
    own = [v for v in model.variables.values() if v.name in leading]
    less = cn.CausalModel("less", own, [i for i in kept if i.effect in leading])
    held = {v: s for v, s in conclusion.under.settings.items() if v in leading}
    if not (held or conclusion.passes):
        # Both arms are the world as it is.
        conclusion = replace(conclusion, direction="exceeds", by=0, threshold=0)
        return 0 * brute_without(model, influence, conclusion)
    try:
        return brute(less, replace(conclusion, under=do(held)), conclusion.at)
    except CalibrationError:
        return float("nan")


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
    own = {i.name: brute_without(model, i, conclusion) for i in model.influences}
    for world in found.rests.single:
        assert world.value == pytest.approx(own[world.name], abs=1e-9, nan_ok=True)
    # Where a baseline cannot be met there is no contrast, and nothing is undone.
    met = {name: value for name, value in own.items() if not np.isnan(value)}
    undone = {name for name, value in met.items() if not conclusion.holds(value)}
    assert set(found.rests.influences.alone) == (undone if found.holds else set())


def looping(cause, effect):
    """x0 lowers x1, which raises x2; x2 raises x0 later, as does one further influence with a lag of two."""
    noisy_max = cn.NoisyMax()
    return cn.CausalModel(
        "looping",
        [
            cn.Variable(
                "x0", ["0", "1", "2"], cn.Baseline([9 / 14, 2 / 14, 3 / 14]), mechanism=noisy_max
            ),
            cn.Variable("x1", ["0", "1"], mechanism=noisy_max),
            cn.Variable("x2", ["0", "1"], mechanism=noisy_max),
        ],
        [
            cn.Influence("x0", "x1", "-", 0.8585322637376996),
            cn.Influence("x1", "x2", "+", 1.647984517684695),
            cn.Influence("x2", "x0", "+", 1.828194474720846, lag=1),
            cn.Influence(cause, effect, "+", 1.01920159818043, lag=2),
        ],
    )


SET = do(x0="2")
SEVERED = do(cn.cut("x1", "x2"), x0="2")


def left_and_undone(model, conclusion):
    """The contrast without each influence, and those without which a conclusion that stands no longer does."""
    contrast = contrast_of(model, conclusion)
    coordinates = Coordinates(model, elicited_numbers(contrast))
    without = without_parts(contrast, coordinates, coordinates.central[:, None])

    def stands(sets):
        values = without(sets)[:, 0]
        return np.isnan(values) | stands_at(conclusion, values)

    names = [i.name for i in model.influences if i.lag <= conclusion.at]
    own = without([frozenset({name}) for name in names])[:, 0]
    return dict(zip(names, own, strict=True)), influence_sets(contrast, stands).alone


@pytest.mark.parametrize(
    ("direction", "under", "versus"),
    [("falls", SET, do()), ("rises", SEVERED, SET), ("rises", do(cn.as_if("x2", x1="1")), do())],
)
def test_without_an_influence_only_what_still_leads_to_the_outcome_is_calibrated(
    direction, under, versus
):
    # Without x1 → x2 the baseline of x0 cannot be met in period 1, and x2 no longer depends on x0.
    conclusion = cn.Conclusion("x2", direction, under=under, versus=versus, by=0.05, at=1)
    own, undone = left_and_undone(looping("x2", "x0"), conclusion)
    assert own["x1 → x2"] == pytest.approx(0, abs=1e-12)
    assert "x1 → x2" in undone


def test_an_influence_without_which_the_outcome_cannot_be_calibrated_undoes_nothing():
    # As before, but x2 still depends on x0, two periods later.
    falls = cn.Conclusion("x2", "falls", under=SET, by=0.05, at=1)
    own, undone = left_and_undone(looping("x0", "x2"), falls)
    assert np.isnan(own["x1 → x2"])
    assert undone == ("x0 → x1",)


def test_of_two_lags_each_is_rejected_by_itself():
    own = [cn.Influence("x", "y", "+", cn.pert(1, 1.5, 2), lag=lag) for lag in (0, 1)]
    model = cn.CausalModel(
        "twice", [cn.Variable(v, STATES, cn.Baseline([0.5, 0.5])) for v in "xy"], own
    )
    rises = cn.Conclusion("y", "rises", under=do(x="high"), at=1)
    found = cn.verdict(model, rises, draws=20, reading="signs")
    assert found.rests.influences.sets == (("x → y", "x → y [lag 1]"),)


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
