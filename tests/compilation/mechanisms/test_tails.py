"""Small probabilities keep their digits: every mechanism against its equation in many digits."""

from decimal import Decimal, localcontext
from itertools import product

import numpy as np
import pytest

import causalnet as cn
from causalnet.compilation.mechanisms.calibration_target import CalibrationTarget
from causalnet.compilation.mechanisms.conditional_table import conditional_table
from causalnet.compilation.mechanisms.contributions import Slope
from causalnet.compilation.mechanisms.registry import cpt_of

LIKELIEST = 1e-11
D = Decimal


def _cases(seed, baseline):
    """Slopes with strengths up to 60, a joint of their causes, and a baseline."""
    rng = np.random.default_rng(seed)
    for _ in range(8):
        sizes = rng.integers(2, 4, size=rng.integers(1, 3))
        strongest = rng.choice([1e-9, 0.5, 8.0, 60.0])
        slopes = [
            Slope(int(n), np.array(rng.uniform(-strongest, strongest)), (n - 1) / 2) for n in sizes
        ]
        states = int(rng.integers(2, 5))
        p = rng.dirichlet(np.full(states, 0.3)) + 1e-14
        weights = rng.dirichlet(np.ones(np.prod(sizes))).reshape(sizes)
        yield slopes, CalibrationTarget("y", states, p / p.sum() if baseline else None, weights)


def _sigma(x):
    return 1 / (1 + (-x).exp())


def _calibrated(eta, target):
    """Thresholds in many digits: a bracket halved in floating point, then Newton's steps."""
    p = [D(float(w)) for w in target.weights.ravel()]
    baseline = [D(float(b)) for b in target.baseline]
    thresholds = []
    for j in range(1, target.states):
        wanted, low, high = sum(baseline[j:]) / sum(baseline), -300.0, 300.0
        for _ in range(60):
            tau = (low + high) / 2
            above = 1 / (1 + np.exp(tau - np.array(eta, dtype=float)))
            over = target.weights.ravel() @ above > float(wanted)
            low, high = (tau, high) if over else (low, tau)
        tau = D(tau)
        for _ in range(7):
            above = [_sigma(e - tau) for e in eta]
            got = sum(w * a for w, a in zip(p, above, strict=True)) / sum(p)
            slope = sum(w * a * (1 - a) for w, a in zip(p, above, strict=True)) / sum(p)
            tau += (got - wanted) / slope
        thresholds.append(tau)
    return thresholds


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("calibrated", [False, True])
def test_ordinal(seed, calibrated):
    for slopes, target in _cases(seed, calibrated):
        got = conditional_table(cpt_of(cn.Ordinal()), slopes, target).reshape(-1, target.states)
        cells = list(product(*(range(s.states) for s in slopes)))
        with localcontext() as context:
            context.prec = 100
            eta = [
                sum(
                    D(float(s.weight)) * (D(a) - D(s.reference))
                    for s, a in zip(slopes, c, strict=True)
                )
                for c in cells
            ]
            k = target.states
            tau = [-(D(k - j) / D(j)).ln() for j in range(1, k)]
            tau = _calibrated(eta, target) if calibrated else tau
            for e, row in zip(eta, got, strict=True):
                above = [D(1), *(_sigma(e - t) for t in tau), D(0)]
                want = [float(above[j] - above[j + 1]) for j in range(k)]
                np.testing.assert_allclose(row, want, rtol=LIKELIEST)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("highest", [True, False])
def test_noisy(seed, highest):
    for slopes, target in _cases(seed, False):
        k = target.states
        leak = [1.0 - 1e-13 * (k - 1), *[1e-13] * (k - 1)]
        kind = cn.NoisyMax if highest else cn.NoisyMin
        mechanism = kind(leak if highest else leak[::-1])
        got = conditional_table(cpt_of(mechanism), slopes, target).reshape(-1, k)
        own = mechanism.leak if highest else mechanism.leak[::-1]
        cells = list(product(*(range(s.states) for s in slopes)))
        with localcontext() as context:
            context.prec = 100
            for cell, row in zip(cells, got, strict=True):
                at_most = [_at_most(slopes, cell, own, j, highest=highest) for j in range(k)]
                want = [float(b - a) for a, b in zip([D(0), *at_most], at_most, strict=False)]
                np.testing.assert_allclose(row, want if highest else want[::-1], rtol=LIKELIEST)


def _at_most(slopes, cell, leak, j, *, highest):
    """P(Y ≤ j), read from the end where the neutral causes leave the effect."""
    chance = 1 - sum(D(float(x)) for x in leak[j + 1 :])
    for s, a in zip(slopes, cell, strict=True):
        w = abs(D(float(s.weight)))
        q = (w.exp() - 1) / (w.exp() + 1)
        up = (s.weight >= 0) == highest
        steps = a if up else s.states - 1 - a
        chance *= (1 - q ** (j + 1)) ** steps if j + 1 < len(leak) else 1
    return chance


@pytest.mark.parametrize("seed", range(3))
def test_ranked(seed):
    for slopes, target in _cases(seed, False):
        variance = float(np.random.default_rng(seed).choice([1e-4, 0.01, 1.0]))
        k = target.states
        got = conditional_table(cpt_of(cn.RankedNode(variance)), slopes, target).reshape(-1, k)
        mass = sum(s.states * abs(s.weight) for s in slopes)
        mass = max(mass, np.pi / np.sqrt(3) / 1e4)
        for cell, row in zip(np.ndindex(*(s.states for s in slopes)), got, strict=True):
            mean = 0.5 + sum(
                s.weight / mass * (a - s.reference) for s, a in zip(slopes, cell, strict=True)
            )
            x, parts = np.linspace(0, 1, 12 * 2000 + 1), 12 // k
            log = -((x - mean) ** 2) / (2 * variance)
            # Simpson's rule within each state, each scaled by its own greatest density.
            each = []
            for piece in np.split(np.arange(12 * 2000), k):
                own = log[piece[0] : piece[-1] + 2]
                simpson = np.ones(len(own))
                simpson[1:-1:2], simpson[2:-1:2] = 4, 2
                each.append(own.max() + np.log(simpson @ np.exp(own - own.max())))
            assert parts * k == 12
            want = np.exp(np.array(each) - np.logaddexp.reduce(each))
            np.testing.assert_allclose(row, want, rtol=1e-9)


@pytest.mark.parametrize("strength", [60, 64, 70, 76, 200])
@pytest.mark.parametrize("declared", [None, [0.5, 0.5], [0.4, 0.6]])
def test_evidence_that_hardly_ever_occurs_says_what_it_says(strength, declared):
    low_high = ["l", "h"]
    z = cn.Baseline(declared) if declared else None
    model = cn.CausalModel(
        "m",
        [
            cn.Variable("x", low_high),
            cn.Variable("z", low_high, z),
            cn.Variable("y", low_high, z),
        ],
        [
            cn.Influence("x", "y", sign="+", strength=2),
            cn.Influence("z", "y", sign="+", strength=strength),
        ],
    )
    answer = cn.query(model, "x", under=cn.do(z="l"), given={"y": "h"})
    assert answer["h"] == pytest.approx(1 / (1 + np.exp(-2.0)), abs=1e-9)
    drawn = cn.query(model, "x", under=cn.do(z="l"), given={"y": "h"}, draws=4)
    np.testing.assert_allclose(drawn.p[1], 1 / (1 + np.exp(-2.0)), atol=1e-9)
