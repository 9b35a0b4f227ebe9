"""Conclusions that are measured together, against each by itself."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.audit import measuring as module
from causalnet.questions.audit.measuring import MeasuredConclusion, Measuring, Unasked
from tests.toys import noisy

LAWN = cn.load("lawn")
ASKED = [
    cn.Conclusion("wet", "rises", under=cn.do(rain="yes")),
    cn.Conclusion("wet", "falls", under=cn.do(rain="no"), given={"sprinkler": "on"}),
    cn.Conclusion("wet", "exceeds", threshold=0.4, under=cn.do(sprinkler="on")),
    cn.Conclusion("rain", "rises", under=cn.do(sprinkler="on")),
    cn.Conclusion("wet", "rises", under=cn.do(rain="yes"), at=1),
    cn.Conclusion("wet", "rises", under=cn.do(cn.cut("wet", "rain"))),
    cn.Conclusion("wet", "rises", under=cn.do(rain="yes"), given={"rain": "no"}),
]


def measured(model, conclusions, monkeypatch, *, small):
    """What is found over draws in four pieces, or by each conclusion alone where the model is not small."""
    monkeypatch.setattr(module, "POINTS_PER_TASK", 30)
    monkeypatch.setattr(module, "is_small_in_draws", lambda *_: small)
    measuring = Measuring(model, conclusions, cn.Draws(100), ranges=False)
    return measuring.measured([task() for task in measuring.tasks()])


def test_together_is_as_alone(monkeypatch):
    together, alone = (measured(LAWN, ASKED, monkeypatch, small=x) for x in (True, False))
    assert [*together] == [*alone] == ASKED
    kinds = [type(found) for found in together.values()]
    assert kinds == [type(found) for found in alone.values()]
    assert kinds == [MeasuredConclusion] * 5 + [Unasked] * 2
    for own, other in zip(together.values(), alone.values(), strict=True):
        if isinstance(own, Unasked):
            assert own == other
        else:
            assert own.estimate.drawn == other.estimate.drawn
            np.testing.assert_allclose(own.estimate.values, other.estimate.values, atol=1e-14)
            assert (own.change, own.path, own.bare) == (other.change, other.path, other.bare)
    assert [
        len(m.estimate.values) for m in together.values() if isinstance(m, MeasuredConclusion)
    ] == [
        100,
        100,
        100,
        1,
        100,
    ]


def test_draws_that_cannot_meet_a_baseline_are_counted(monkeypatch):
    model = noisy(cn.pert(0.5, 1.5, 2))
    asked = [cn.Conclusion("y", "rises", under=cn.do(x="h"))]
    together, alone = (
        measured(model, asked, monkeypatch, small=x)[asked[0]] for x in (True, False)
    )
    assert 0 < together.estimate.unmet < 100
    np.testing.assert_allclose(together.estimate.points, alone.estimate.points, atol=1e-14)


def test_what_is_impossible_in_some_draw_cannot_be_asked(monkeypatch):
    """y is 'h' only where x acts on it, and in some draws it does not."""
    y = cn.Variable("y", ["l", "h"], mechanism=cn.NoisyMax(leak=[1.0, 0.0]))
    model = cn.CausalModel(
        "rare",
        [cn.Variable("x", ["l", "h"], cn.Baseline([0.5, 0.5])), y, cn.Variable("z", ["l", "h"])],
        [
            cn.Influence("x", "y", "+", cn.interval(0, 1, zero=0.5)),
            cn.Influence("y", "z", "+", cn.interval(1, 2)),
        ],
    )
    asked = [cn.Conclusion("z", "rises", under=cn.do(x="h"), given={"y": "h"})]
    assert cn.effect(model, "z", under=cn.do(x="h"), given={"y": "h"}).level == pytest.approx(0)
    found = [measured(model, asked, monkeypatch, small=x)[asked[0]] for x in (True, False)]
    assert all(isinstance(own, Unasked) for own in found)
    assert found[0] == found[1]
    assert "probability zero" in found[0].error


def test_workers_find_the_same():
    model = cn.load("japan_software")
    one, more = (cn.audit(model, draws=600, n_jobs=n) for n in (1, 2))
    assert [(c.change, c.share, c.any_size) for c in one.checks] == [
        (c.change, c.share, c.any_size) for c in more.checks
    ]
