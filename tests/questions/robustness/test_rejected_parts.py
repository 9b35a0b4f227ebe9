"""Without some parts: an influence of a table or a rule is rejected by cutting it."""

from itertools import combinations

import numpy as np
import pytest

import causalnet as cn
from causalnet.compilation.parameters.ensemble import central
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.contrast.static import StaticContrast
from causalnet.questions.robustness.model_variants import bare_world
from causalnet.questions.robustness.rejected_parts import cut_tables, tabled_parts, without_parts
from tests.toys import HALF, plain

TWO = ["lo", "hi"]
HIGH = cn.do(x="hi")
TABLE = cn.Table(["x"], {("lo",): [0.9, 0.1], ("hi",): [0.2, 0.8]})
RULE = cn.Deterministic(["x"], {("lo",): "lo", ("hi",): "hi"})
BOTH = cn.Table(
    ["w", "x"],
    {
        ("lo", "lo"): [0.9, 0.1],
        ("lo", "hi"): [0.6, 0.4],
        ("hi", "lo"): [0.5, 0.5],
        ("hi", "hi"): [0.1, 0.9],
    },
)
SAID = {
    "sources": [cn.Source("memo")],
    "claims": [cn.Claim("c", "It matters.", "memo")],
}


def two(name, mechanism=None):
    if mechanism is None:
        return cn.Variable(name, TWO, HALF)
    return cn.Variable(name, TWO, mechanism=mechanism)


def tabled(mechanism=TABLE):
    """x → y, a table that cites a claim."""
    own = [cn.Influence("x", "y", "+", claims=["c"])]
    return cn.CausalModel("tabled", [two("x"), two("y", mechanism)], own, **SAID)


def joined():
    """x → w, and both in a table of y, which moves z."""
    return cn.CausalModel(
        "joined",
        [two("x"), two("w"), two("y", BOTH), two("z")],
        [
            cn.Influence("x", "w", "+", 1.5),
            cn.Influence("x", "y", "+", claims=["c"]),
            cn.Influence("w", "y", "+"),
            cn.Influence("y", "z", "+", 1.0),
        ],
        **SAID,
    )


def contrast_and_points(model, conclusion):
    contrast = StaticContrast.of(model, conclusion)
    return contrast, Coordinates(model, elicited_numbers(contrast))


def left(model, conclusion, *sets):
    contrast, coordinates = contrast_and_points(model, conclusion)
    found = without_parts(contrast, coordinates, coordinates.central[:, None])
    return found([frozenset(s) for s in sets])[:, 0]


@pytest.mark.parametrize(("cause", "effect"), [("x", "y"), ("w", "y")])
def test_an_influence_of_a_table_is_rejected_as_it_is_cut(cause, effect):
    rises = cn.Conclusion("y", "rises", under=HIGH)
    cut = cn.cut(cause, effect)
    expected = cn.effect(joined(), "y", under=cn.do(cut, x="hi"), versus=cn.do(cut)).level
    assert left(joined(), rises, [f"{cause} → {effect}"]) == pytest.approx(expected)


def test_a_table_without_its_causes_keeps_todays_distribution():
    model = cut_tables(joined(), {"x → y", "w → y"})
    assert cn.query(model, "y").level == pytest.approx(cn.query(joined(), "y").level)
    assert cn.effect(model, "y", under=HIGH).level == pytest.approx(0, abs=1e-12)
    assert cut_tables(joined(), {"y → z"}) == joined()


def test_a_cause_that_falls_too_need_not_meet_its_baseline():
    noisy_max = cn.NoisyMax()
    model = cn.CausalModel(
        "upstream",
        [
            cn.Variable("r", TWO, cn.Baseline([0.95, 0.05])),
            cn.Variable("a", TWO, mechanism=noisy_max),
            cn.Variable("v", TWO, cn.Baseline([0.9, 0.1]), mechanism=noisy_max),
            two("x"),
            two("y"),
        ],
        [
            cn.Influence("r", "a", "+", 2.0),
            cn.Influence("a", "v", "+", 2.0),
            cn.Influence("v", "y", "+", 1.0),
            cn.Influence("x", "y", "+", 1.0),
        ],
    )
    rises = cn.Conclusion("y", "rises", under=HIGH)
    # Without its cause a is uniform, and does more to v than its baseline allows.
    own = left(model, rises, {"r → a"}, {"v → y"}, {"r → a", "v → y"})
    assert np.isnan(own[0])
    assert own[2] == pytest.approx(own[1], abs=1e-12)


def test_sets_of_both_kinds_are_those_of_the_models_in_which_they_fall():
    rises = cn.Conclusion("z", "rises", under=HIGH)
    names = ["x → w", "x → y", "w → y", "y → z"]
    sets = [frozenset(s) for size in range(4) for s in combinations(names, size)]
    expected = []
    for fallen in sets:
        world = cut_tables(joined(), fallen).rejecting(*(fallen - {"x → y", "w → y"}))
        expected.append(cn.effect(world, "z", under=HIGH).level)
    found = np.concatenate([left(joined(), rises, fallen) for fallen in sets])
    assert found == pytest.approx(np.array(expected), abs=1e-9)


@pytest.mark.parametrize(("mechanism", "today"), [(TABLE, 0.45), (RULE, 0.5)])
def test_the_baselines_alone_leave_out_what_a_table_or_a_rule_carries(mechanism, today):
    exceeds = cn.Conclusion("y", "exceeds", threshold=0.6, under=HIGH)
    world = bare_world(*contrast_and_points(tabled(mechanism), exceeds))
    assert world.value == pytest.approx(today - 0.6)
    assert not world.holds
    found = cn.verdict(tabled(mechanism), exceeds, draws=20)
    assert found.grade == "ranges"
    assert f"The baselines alone give {today:.3f}." in str(found)
    assert "without any influence" not in str(found)


@pytest.mark.parametrize("reading", ["central", "signs", "share"])
@pytest.mark.parametrize("mechanism", [TABLE, RULE])
def test_a_verdict_rests_on_the_influences_and_claims_of_a_table(mechanism, reading):
    rises = cn.Conclusion("y", "rises", under=HIGH)
    found = cn.verdict(tabled(mechanism), rises, draws=20, reading=reading)
    assert found.rests.influences.sets == (("x → y",),)
    assert found.rests.claims.sets == (("c",),)
    assert found.rests.bare.value == pytest.approx(0, abs=1e-12)
    assert found.rests.tabled == ("x → y",)
    said = " ".join(str(found).split())
    assert "No influence bears on it" not in said
    assert "The baselines alone give 0.000." in said
    assert "x → y belongs to a table or a rule, which has no strengths. It is rejected by" in said


def test_further_influences_do_not_hide_the_claims_of_a_table():
    model = tabled().adding(two("w"), cn.Influence("w", "x", "+", 1.0))
    found = cn.verdict(model, cn.Conclusion("y", "rises", under=cn.do(w="hi")), draws=20)
    assert found.rests.claims.sets == (("c",),)
    assert found.rests.influences.sets == (("x → y",), ("w → x",))


def test_a_model_without_tables_has_no_parts_to_cut():
    model = cn.CausalModel("m", [plain("x"), plain("y")], [cn.Influence("x", "y", "+", 1.0)])
    contrast, _ = contrast_and_points(model, cn.Conclusion("y", "rises", under=cn.do(x="h")))
    assert tabled_parts(contrast) == ()
    assert contrast(central(model)).value > 0
