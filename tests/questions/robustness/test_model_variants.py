"""Other worlds: rivals, other mechanisms, nothing but baselines."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.model.judgements.draws import Draws
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.contrast.static import StaticContrast
from causalnet.questions.robustness.model_variants import (
    alternate_worlds,
    bare_world,
    rival_world,
    uniform_world,
)
from causalnet.questions.verdict.verdict import _resting
from tests.toys import HALF, plain

SHALLOW = cn.do(multi_layer_outsourcing="shallow")
RISES = cn.Conclusion("software_competitiveness", "rises", under=SHALLOW)


@pytest.fixture(scope="module")
def japan():
    return cn.load("japan_software")


def test_a_rival_world_is_the_model_that_admits_it(japan):
    for name in japan.rivals:
        world = rival_world(StaticContrast.of(japan, RISES), name)
        level = cn.effect(japan.admitting(name), RISES.outcome, under=SHALLOW).level
        assert world.value == pytest.approx(level, abs=1e-9)
        assert world.holds == (level > 1e-6)


def test_a_rival_at_its_strongest(japan):
    world = rival_world(StaticContrast.of(japan, RISES), "specialised vendors")
    rival = japan.rivals["specialised vendors"].influences[0]
    high = japan.admitting("specialised vendors").strength(rival).range[1]
    admitted = japan.admitting("specialised vendors")
    strongest = admitted.replacing(
        cn.Influence(rival.cause, rival.effect, rival.sign, high, standing="rival")
    )
    level = cn.effect(strongest, RISES.outcome, under=SHALLOW).level
    assert world.strongest == pytest.approx(level, abs=1e-9)


def test_other_mechanisms_one_by_one_and_together(japan):
    rises = cn.Conclusion("ai_era_position", "rises", under=SHALLOW)
    contrast = StaticContrast.of(japan, rises)
    worlds = alternate_worlds(contrast)
    assert [w.name for w in worlds][-1] == "all of them"
    found = {w.name.removesuffix(" as noisy-min"): w.value for w in worlds[:-1]}
    assert found == pytest.approx(
        {
            name: cn.effect(japan.alternating(name), "ai_era_position", under=SHALLOW).level
            for name in ("software_competitiveness", "ai_capability", "ai_era_position")
        },
        abs=1e-9,
    )


def test_baselines_alone_make_no_effect_but_pass_thresholds(japan):
    contrast = StaticContrast.of(japan, RISES)
    coordinates = Coordinates(japan, elicited_numbers(contrast))
    assert bare_world(contrast, coordinates).value == pytest.approx(0, abs=1e-9)
    level = cn.query(japan, RISES.outcome).level
    passes = cn.Conclusion(RISES.outcome, "exceeds", threshold=level - 0.01)
    contrast = StaticContrast.of(japan, passes)
    coordinates = Coordinates(japan, elicited_numbers(contrast))
    world = bare_world(contrast, coordinates)
    assert world.holds
    assert world.value == pytest.approx(0.01, abs=1e-9)


def test_the_other_convention_for_what_is_undeclared():
    model = cn.CausalModel(
        "lawn",
        [
            cn.Variable("rain", ["no", "yes"], cn.Baseline([0.8, 0.2])),
            cn.Variable("wet", ["no", "yes"]),
            cn.Variable("slip", ["no", "yes"], cn.Baseline([0.9, 0.1])),
        ],
        [cn.Influence("rain", "wet", "+", 2.0), cn.Influence("wet", "slip", "+", 1.0)],
    )
    rises = cn.Conclusion("slip", "rises", under=cn.do(rain="yes"))
    world = uniform_world(StaticContrast.of(model, rises))
    declared = model.replacing(cn.Variable("wet", ["no", "yes"], cn.Baseline([0.5, 0.5])))
    assert world.value == pytest.approx(cn.effect(declared, "slip", under=rises.under).level)
    assert uniform_world(StaticContrast.of(declared, rises)) is None


def test_a_world_that_cannot_be_calibrated_has_no_value():
    model = cn.CausalModel(
        "tight",
        [
            cn.Variable("x", ["no", "yes"], cn.Baseline([0.2, 0.8])),
            cn.Variable("y", ["no", "yes"], cn.Baseline([0.9, 0.1]), mechanism=cn.NoisyMax()),
        ],
        [],
        rivals=[cn.Rival("loud", [cn.Influence("x", "y", "+", 5.0, standing="rival")])],
    )
    world = rival_world(
        StaticContrast.of(model, cn.Conclusion("y", "holds", under=cn.do(x="yes"))), "loud"
    )
    assert np.isnan(world.value)
    assert not world.holds


LOW_HIGH = ["l", "h"]


def caused(mechanism, *, lag=0):
    """x → y → z, where y has no baseline."""
    return cn.CausalModel(
        "m",
        [
            cn.Variable("x", LOW_HIGH, cn.Baseline([0.5, 0.5])),
            cn.Variable("y", LOW_HIGH, mechanism=mechanism),
            cn.Variable("z", LOW_HIGH, cn.Baseline([0.5, 0.5])),
        ],
        [
            cn.Influence("x", "y", sign="+", strength=1.5),
            cn.Influence("y", "z", sign="+", strength=1.0, lag=lag),
        ],
    )


MECHANISMS = [
    cn.Ordinal(),
    cn.RankedNode(),
    cn.NoisyMax(),
    cn.NoisyMin(),
    cn.NoisyMax((0.8, 0.2)),
    cn.NoisyMin((0.1, 0.9)),
    cn.NoisyMax(like_ordinal=True),
]


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=repr)
def test_what_undoes_a_conclusion_is_what_rejecting_undoes(mechanism):
    model, under = caused(mechanism), cn.do(x="h")
    now = cn.query(model, "y", under=under).level
    without = cn.query(model.rejecting("x → y"), "y", under=under).level
    bare = cn.query(model.rejecting("x → y", "y → z"), "y", under=under).level
    for threshold in np.arange(0.05, 1, 0.15):
        for direction in ("exceeds", "stays below"):
            conclusion = cn.Conclusion("y", direction, under=under, threshold=threshold)
            rests = _resting(StaticContrast.of(model, conclusion), "central", Draws(5))
            assert rests.influences.stood == conclusion.holds(now - threshold)
            undone = rests.influences.stood and not conclusion.holds(without - threshold)
            assert rests.influences.alone == (("x → y",) if undone else ())
            assert rests.bare.value == pytest.approx(bare - threshold, abs=1e-9)


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=repr)
def test_what_is_rejected_in_a_verdict_by_a_period_is_what_rejecting_takes_away(mechanism):
    model = caused(mechanism, lag=1)
    rises = cn.Conclusion("z", "rises", under=cn.do(x="h"), at=2)
    worlds = {w.name: w.value for w in cn.verdict(model, rises, draws=2).rests.single}
    assert any(name.startswith("x → y") for name in worlds)
    for name, value in worlds.items():
        course = cn.trajectory(model.rejecting(name), "z", periods=2, under=cn.do(x="h"))
        assert value == pytest.approx(course.change[2], abs=1e-9)


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=repr)
def test_a_root_is_its_leak_or_uniform_and_stays_so_where_nothing_moves_it(mechanism):
    p = list(getattr(mechanism, "leak", ())) or [0.5, 0.5]
    model = cn.CausalModel(
        "m",
        [cn.Variable("x", LOW_HIGH), cn.Variable("y", LOW_HIGH, mechanism=mechanism)],
        [cn.Influence("x", "y", sign="+", strength=0.0, lag=1)],
    )
    for anchor in ("hold", "once", "free"):
        network = cn.unroll(model, 2, anchor=anchor)
        for period in range(3):
            assert cn.query(network, f"y@{period}").p == pytest.approx(p, abs=1e-12)


def test_what_an_arm_cuts_may_be_rejected_beside_it():
    model = cn.CausalModel(
        "m",
        [plain("x"), plain("z"), plain("y")],
        [
            cn.Influence("x", "z", "+", 1.0, claims=["k"]),
            cn.Influence("z", "y", "+", 1.0, standing="added"),
            cn.Influence("x", "y", "+", 1.0, claims=["k"]),
            cn.Influence("y", "y", "+", 1.0, lag=1, claims=["k"]),
        ],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("k", "So it is.", "memo")],
    )
    cut = cn.do(cn.cut("z", "y"))
    rises = cn.Conclusion("y", "rises", under=cut | cn.do(x="h"), versus=cut, at=2)
    found = cn.verdict(model, rises, draws=20)
    assert [w.name for w in found.rests.kinds] == [
        "without every lagged influence",
        "without inertia",
        "without all that is not stated",
    ]


def test_rejecting_an_influence_leaves_its_like_at_another_lag():
    now, later = (cn.Influence("x", "y", "+", cn.interval(0.5, 1.5), lag=lag) for lag in (0, 1))
    model = cn.CausalModel("m", [plain("x"), plain("y", baseline=HALF)], [now, later])
    found = cn.verdict(model, cn.Conclusion("y", "rises", under=cn.do(x="h"), at=2), draws=20)
    without = {w.name: w for w in found.rests.single}["x → y"]
    still = model.replacing(cn.Influence("x", "y", "+", 0.0))
    expected = cn.trajectory(still, "y", under=cn.do(x="h"), periods=2).change[2]
    assert without.value == pytest.approx(expected, abs=1e-9)
    assert without.holds


def test_worlds_in_which_nothing_changes_undo_nothing():
    model = cn.CausalModel(
        "m",
        [plain(n, baseline=HALF) for n in "xyqr"],
        [cn.Influence("x", "y", "+", 0.003), cn.Influence("y", "y", "+", 1.0, lag=1)],
        rivals=[cn.Rival("irrelevant", [cn.Influence("q", "r", "+", 1.0, standing="rival")])],
    )
    rises = cn.Conclusion("y", "rises", under=cn.do(x="h"), at=1)
    assert cn.verdict(model, rises, draws=20).rests.undoing == ()
    falls = cn.Conclusion("y", "falls", under=cn.do(x="h"), at=1)
    assert cn.verdict(model, falls, draws=20).rests.influences.alone == ()
