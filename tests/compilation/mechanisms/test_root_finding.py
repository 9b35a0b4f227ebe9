"""Calibration always arrives: random attack on roots, thresholds and cut-points, and what cannot be met."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.compilation.mechanisms.calibration_target import CalibrationTarget
from causalnet.compilation.mechanisms.conditional_table import conditional_table
from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.root_finding import (
    Evaluation,
    LogisticGap,
    increasing_root,
    log_odds_gap,
    logistic_roots,
    plain_newton,
)

DRAWS = 100


def test_steps_that_go_round_in_a_circle_are_halved():
    # Newton's steps on this function alternate for ever between two points either side of zero.
    def root(x):
        return Evaluation(np.sign(x) * abs(x) ** 0.5, 0.5 / abs(x) ** 0.5, np.zeros_like(x))

    with np.errstate(divide="ignore", invalid="ignore"):
        found = increasing_root(root, np.array([-3.0, -1.0]), np.array([2.0, 7.0]))
    assert abs(found).max() < 1e-15


def test_a_step_that_is_short_only_because_a_logarithm_is_steep_ends_nothing():
    def log(x):
        return Evaluation(np.log(x / 0.5), 1 / x, np.zeros_like(x))

    found = increasing_root(log, np.zeros(1), np.ones(1), np.array([1e-17]))
    assert found[0] == pytest.approx(0.5, abs=1e-15)


def test_what_is_not_a_number_has_no_root_and_says_so():
    def nothing(x):
        return Evaluation(np.full_like(x, np.nan), np.ones_like(x), np.zeros_like(x))

    with pytest.raises(cn.errors.CalibrationError, match="not found: the probabilities"):
        increasing_root(nothing, np.zeros(2), np.ones(2))


def _case(rng):
    """Causes, their joint and a baseline in many draws, as extreme as a model may be."""
    sizes = rng.integers(2, 5, size=rng.integers(1, 4))
    states, strongest = int(rng.integers(2, 7)), rng.choice([2.0, 5.0, 10.0, 50.0])
    slopes = [
        Slope(
            int(n),
            rng.uniform(-strongest, strongest, DRAWS) * (rng.random(DRAWS) < 0.9),
            float(rng.choice([0, (n - 1) / 2, n - 1])),
        )
        for n in sizes
    ]
    weights = rng.gamma(rng.choice([0.05, 0.3, 1, 10]), size=(*sizes, DRAWS)) + 1e-30
    if rng.random() < 0.4:
        weights = np.round(weights * 3) + 1e-30
    baseline = rng.gamma(rng.choice([0.02, 0.2, 1, 10]), size=(states, DRAWS))
    baseline += rng.choice([1e-12, 1e-17, 1e-40])
    weights = weights / weights.sum(axis=tuple(range(len(sizes))))
    return slopes, CalibrationTarget("y", states, baseline / baseline.sum(axis=0), weights)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "mechanism", [cn.Ordinal(), cn.RankedNode(), cn.RankedNode(0.03)], ids=repr
)
def test_every_baseline_is_met_to_the_last_digits_of_the_smallest_probability(mechanism, seed):
    slopes, target = _case(np.random.default_rng(seed))
    table = conditional_table(cpt_of(mechanism), slopes, target)
    assert (table >= 0).all()
    flat = table.reshape(-1, target.states, DRAWS)
    met = (target.flat(len(slopes))[:, None] * flat).sum(axis=0)
    np.testing.assert_allclose(met, target.baseline, rtol=1e-10)


def two_cycle(x=6.1, z=5.8):
    """On this model Newton's steps went round in a circle of two, and stopped there without a word."""
    return cn.CausalModel(
        "m",
        [
            cn.Variable("x", ["a", "b", "c"], cn.Baseline([0.6, 0.3, 0.1])),
            cn.Variable("z", ["l", "h"], cn.Baseline([0.5, 0.5])),
            cn.Variable("y", ["l", "h"], cn.Baseline([0.4, 0.6])),
        ],
        [
            cn.Influence("x", "y", sign="-", strength=x),
            cn.Influence("z", "y", sign="+", strength=z),
        ],
    )


def test_the_baseline_that_newton_alone_missed():
    assert cn.query(two_cycle(), "y").p == pytest.approx([0.4, 0.6], abs=1e-12)
    assert cn.query(two_cycle(), "y", under=cn.do(x="a"))["h"] == pytest.approx(0.843364, abs=1e-6)


def rare(p):
    """A variable with a middle state that hardly ever occurs."""
    return cn.CausalModel(
        "m",
        [
            cn.Variable("x", ["a", "b", "c"], cn.Baseline([0.3, 0.45, 0.25])),
            cn.Variable("y", ["l", "m", "h"], cn.Baseline([0.44, p, 0.56 - p], weight=12)),
            cn.Variable("z", ["l", "h"], cn.Baseline([0.5, 0.5])),
        ],
        [
            cn.Influence("x", "y", sign="-", strength=cn.pert(0.2, 0.3, 0.5)),
            cn.Influence("y", "z", sign="+", strength=cn.pert(0.2, 0.8, 1.3)),
        ],
    )


def test_a_sum_that_underflows_is_far_below_and_warns_of_nothing():
    half, wanted = np.array([[0.5], [0.5]]), np.array([[0.3], [0.7]])
    none, every = np.zeros((2, 1)), np.ones((2, 1))
    found = [
        log_odds_gap(half, none, every, none, wanted),
        LogisticGap(none, half, wanted)(np.array([[-800.0]])),
    ]
    for gap in found:
        assert gap.value.item() == -np.inf
        assert np.isnan(gap.slope).all()


@pytest.mark.parametrize("p", [1e-3, 1e-9, 1e-14, 1e-16, 1e-17, 1e-30, 1e-300])
def test_a_state_may_be_as_rare_as_it_likes(p):
    assert cn.query(rare(p), "y")["m"] == pytest.approx(p, rel=1e-10)
    # What it says of its cause tends to a limit: the density at the one threshold that is left.
    now, limit = (cn.query(rare(q), "x", given={"y": "m"}).p for q in (p, 1e-12))
    np.testing.assert_allclose(now, limit, atol=p + 1e-11)


def test_a_verdict_where_a_state_is_rare():
    verdict = cn.verdict(rare(0.0072), cn.Conclusion("z", "falls", under=cn.do(x="c")))
    assert verdict.holds
    assert verdict.central == pytest.approx(-0.0295, abs=1e-4)


@pytest.mark.parametrize("p", [[0.0, 0.4, 0.6], [0.4, 0.0, 0.6], [0.4, 0.6, 0.0], [0.0, 1.0, 0.0]])
@pytest.mark.parametrize("mechanism", [cn.Ordinal(), cn.RankedNode(), cn.NoisyMin()], ids=repr)
def test_a_drawn_baseline_may_rule_a_state_out(mechanism, p):
    slopes = [Slope(3, np.array([0.7, -0.1, 0.0]), 1.0)]
    weights = np.repeat([[0.2], [0.3], [0.5]], 3, axis=1)
    target = CalibrationTarget("y", 3, np.repeat(np.array(p)[:, None], 3, axis=1), weights)
    try:
        table = conditional_table(cpt_of(mechanism), slopes, target)
    except cn.errors.CalibrationError:
        assert mechanism == cn.NoisyMin()
        return
    np.testing.assert_allclose((weights[:, None] * table).sum(axis=0), target.baseline, atol=1e-12)
    assert (table[:, np.array(p) == 0] < 1e-12).all()


@pytest.mark.parametrize("seed", range(5))
def test_plain_steps_arrive_where_the_bracket_does_and_give_up_where_digits_need_care(seed):
    rng = np.random.default_rng(seed)
    shape = (int(rng.integers(1, 9)), DRAWS)
    eta = rng.normal(size=shape) * rng.choice([0.1, 1, 5, 40], DRAWS)
    weights = rng.dirichlet(np.full(shape[0], 0.5), DRAWS).T + 1e-12
    above = rng.choice([1e-200, 1e-9, 2e-5, 0.3, 0.9], (2, DRAWS))
    wanted = np.stack([above, 1 - above])
    odds, gap = np.log(wanted[0] / wanted[1]), LogisticGap(eta, weights, wanted)
    sought = increasing_root(gap, odds - eta.max(axis=0), odds - eta.min(axis=0))
    np.testing.assert_allclose(logistic_roots(eta, weights, wanted), sought, rtol=0, atol=1e-10)
    plain, settled = plain_newton(eta, weights / weights.sum(axis=0), odds)
    settled &= above > 1e-5
    assert settled.any()
    np.testing.assert_allclose(plain[settled], sought[settled], rtol=0, atol=1e-10)


def test_without_an_axis_of_draws_a_root_is_found_plainly_and_in_a_bracket_alike():
    eta, weights = np.array([-1.0, 0.0, 2.0]), np.array([0.2, 0.5, 0.3])
    wanted = np.array([[0.6, 1e-6], [0.4, 1 - 1e-6]])
    both, ordinary = (logistic_roots(eta, weights, wanted[:, :n]) for n in (2, 1))
    assert both[0] == pytest.approx(ordinary[0], abs=1e-12)
    for x, aim in zip(both, wanted[0], strict=True):
        assert weights @ (1 / (1 + np.exp(-eta - x))) == pytest.approx(aim, rel=1e-9)
