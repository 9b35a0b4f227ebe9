"""Questions that once were refused, or answered wrongly, by the verbs that judge."""

import numpy as np
import pytest

import causalnet as cn
from causalnet import do

HALF = cn.Baseline([0.5, 0.5])


def plain(name, **more):
    return cn.Variable(name, ["l", "h"], more.pop("baseline", cn.Baseline([0.6, 0.4])), **more)


@pytest.mark.parametrize("finding", [{"l", "h"}, cn.likelihood({"l": 0.3, "h": 0.9})])
def test_verdicts_and_sensitivities_take_findings_in_part(finding):
    model = cn.CausalModel(
        "m",
        [plain("z"), plain("x"), plain("y")],
        [cn.Influence("x", "y", "+", cn.interval(0.5, 1.5)), cn.Influence("z", "y", "+", 1.0)],
    )
    rises = cn.Conclusion("y", "rises", under=do(x="h"), given={"z": finding})
    effect = cn.effect(model, "y", under=do(x="h"), given={"z": finding})
    assert cn.verdict(model, rises, draws=20).central == pytest.approx(effect.level, abs=1e-9)
    assert cn.sensitivity(model, rises, draws=20).central == pytest.approx(effect.level, abs=1e-9)


def test_an_influence_that_only_scales_another_is_searched_and_not_proved():
    model = cn.CausalModel(
        "m",
        [cn.Variable("a", ["l", "h"]), cn.Variable("b", ["l", "h"]), plain("y", baseline=HALF)],
        [
            cn.Influence("a", "y", "+", cn.interval(0.5, 1.5), reference="l"),
            cn.Influence("b", "y", "?"),
        ],
        modifiers=[cn.Modifier("a", "y", "b", 0.7, sign="+")],
    )
    found = cn.verdict(model, cn.Conclusion("y", "rises", under=do(a="h")), draws=20)
    assert "only scales other influences" in found.ranges.reason
    assert found.central == pytest.approx(cn.effect(model, "y", under=do(a="h")).level, abs=1e-9)


@pytest.mark.parametrize("kind", [cn.NoisyMax, cn.NoisyMin])
def test_a_declared_leak_is_no_missing_baseline(kind):
    y = cn.Variable("y", ["l", "h"], mechanism=kind(leak=[0.9, 0.1]))
    model = cn.CausalModel(
        "m", [plain("x"), y], [cn.Influence("x", "y", "+", cn.interval(0.5, 1.5))]
    )
    assert cn.verdict(model, cn.Conclusion("y", "rises", under=do(x="h")), draws=20).holds


def test_signs_by_a_period_go_through_tables():
    table = cn.Table(["x"], {("l",): [0.8, 0.2], ("h",): [0.3, 0.7]})
    rule = cn.Deterministic(["t"], {("l",): "l", ("h",): "h"})
    model = cn.CausalModel(
        "m",
        [
            plain("x"),
            *(
                cn.Variable(n, ["l", "h"], mechanism=m)
                for n, m in zip("tr", (table, rule), strict=True)
            ),
        ],
        [
            cn.Influence("x", "t", "+"),
            cn.Influence("t", "r", "+"),
            cn.Influence("x", "x", "+", 1.0, lag=1),
        ],
    )
    rises = cn.Conclusion("r", "rises", under=do(x="h"), at=2)
    assert cn.by_signs(model, rises).status == "follows"
    assert cn.verdict(model, rises, draws=20).holds


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
    cut = do(cn.cut("z", "y"))
    rises = cn.Conclusion("y", "rises", under=cut | do(x="h"), versus=cut, at=2)
    found = cn.verdict(model, rises, draws=20)
    assert [w.name for w in found.rests.kinds] == [
        "without every lagged influence",
        "without inertia",
        "without all that is not stated",
    ]


def test_rejecting_an_influence_leaves_its_like_at_another_lag():
    now, later = (cn.Influence("x", "y", "+", cn.interval(0.5, 1.5), lag=lag) for lag in (0, 1))
    model = cn.CausalModel("m", [plain("x"), plain("y", baseline=HALF)], [now, later])
    found = cn.verdict(model, cn.Conclusion("y", "rises", under=do(x="h"), at=2), draws=20)
    without = {w.name: w for w in found.rests.single}["x → y"]
    still = model.replacing(cn.Influence("x", "y", "+", 0.0))
    expected = cn.trajectory(still, "y", under=do(x="h"), steps=2).change[2]
    assert without.value == pytest.approx(expected, abs=1e-9)
    assert without.holds


def test_a_lag_beyond_the_window_is_simulated_in_the_long_run():
    model = cn.CausalModel(
        "m",
        [plain("x"), plain("y", baseline=HALF)],
        [
            cn.Influence("x", "y", "+", 1.0),
            cn.Influence("x", "x", "+", 2.0, lag=1),
            cn.Influence("x", "y", "+", 1.0, lag=4),
        ],
    )
    found = cn.persistence(model, "y", under=do(x="h"), sustained=[1], after=2)
    assert found.long_run.under[1] > found.long_run.without[1]


def test_where_nothing_can_move_there_is_one_clear_error():
    model = cn.CausalModel(
        "m", [plain("x"), plain("y", baseline=HALF)], [cn.Influence("x", "y", "+", 1.0)]
    )
    itself = cn.Conclusion("x", "rises", under=do(x="h"))
    with pytest.raises(
        cn.errors.QuestionError, match="x is itself set: what it does is so by definition"
    ):
        cn.sensitivity(model, itself)
    fixed = cn.sensitivity(model, cn.Conclusion("y", "rises", under=do(x="h"), at=2))
    assert fixed[0].swing == 0
    assert "no judgement moves the change in y" in str(fixed)
    assert cn.verdict(model, itself, reading="share", draws=20).holds


@pytest.mark.parametrize("variance", [None, 0.1])
@pytest.mark.parametrize("baseline", [None, HALF])
def test_slopes_of_a_ranked_node_with_a_negative_strength_of_no_sign(variance, baseline):
    def level(w):
        y = cn.Variable("y", ["l", "h"], baseline, mechanism=cn.RankedNode(variance))
        model = cn.CausalModel(
            "m",
            [plain("x"), plain("z", baseline=HALF), y],
            [cn.Influence("x", "y", "?", w), cn.Influence("z", "y", "-", 1.0)],
        )
        return model, cn.query(model, "y", under=do(x="h", z="h")).level

    slope = cn.slopes(level(-0.5)[0], "y", under=do(x="h", z="h")).values["x → y"]
    numeric = (level(-0.5 + 1e-5)[1] - level(-0.5 - 1e-5)[1]) / 2e-5
    assert slope == pytest.approx(numeric, abs=1e-6)


@pytest.mark.parametrize("steps", [2.5, "2", -1])
def test_a_number_of_steps_is_a_whole_one(steps):
    with pytest.raises(cn.errors.QuestionError, match="must be a whole number"):
        cn.unroll(cn.CausalModel("m", [plain("x")]), steps)


def test_worlds_in_which_nothing_changes_undo_nothing():
    model = cn.CausalModel(
        "m",
        [plain(n, baseline=HALF) for n in "xyqr"],
        [cn.Influence("x", "y", "+", 0.003), cn.Influence("y", "y", "+", 1.0, lag=1)],
        rivals=[cn.Rival("irrelevant", [cn.Influence("q", "r", "+", 1.0, standing="rival")])],
    )
    rises = cn.Conclusion("y", "rises", under=do(x="h"), at=1)
    assert cn.verdict(model, rises, draws=20).rests.undoing == ()
    falls = cn.Conclusion("y", "falls", under=do(x="h"), at=1)
    assert cn.verdict(model, falls, draws=20).rests.influences.alone == ()


def test_that_nothing_changes_follows_from_the_signs_where_no_path_leads():
    model = cn.CausalModel(
        "m", [plain("x"), plain("y"), plain("z")], [cn.Influence("x", "z", "+", cn.interval(0, 1))]
    )
    for period in (0, 2):
        holds = cn.Conclusion("y", "holds", under=do(x="h"), at=period)
        found = cn.verdict(model, holds, draws=20)
        assert (found.grade, found.headline) == ("structure", "structure, no path")


def test_few_particles_with_evidence_are_not_far_off():
    three = ["l", "m", "h"]
    model = cn.CausalModel(
        "m",
        [
            plain("x", baseline=cn.Baseline([0.7, 0.3])),
            cn.Variable("y", three, cn.Baseline([0.75, 0.22, 0.03])),
            cn.Variable("z", three, cn.Baseline([0.3, 0.4, 0.3])),
        ],
        [
            cn.Influence("x", "y", "+", cn.pert(0.5, 1.2, 2)),
            cn.Influence("z", "y", "-", cn.interval(0.2, 1)),
            cn.Influence("y", "z", "-", cn.pert(0.3, 1, 2), lag=1),
            cn.Influence("y", "y", "+", cn.pert(0.8, 2, 3.5), lag=1),
        ],
    )
    asked = {"under": do(x="h"), "given": {1: {"y": "h"}, 3: {"z": "l"}}, "steps": 4, "draws": 300}
    exact, drawn = (cn.trajectory(model, "y", method=m, **asked) for m in ("exact", "sample"))
    assert abs(drawn.change - exact.change).max() < 0.006
    assert np.isfinite(drawn.error).all()
