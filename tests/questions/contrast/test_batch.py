"""Contrasts that are compiled together give what each gives by itself."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.contrast import batch
from causalnet.questions.contrast.batch import PointsAsked, batches, evaluated, values
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.gradient import gradients, is_swept
from causalnet.questions.contrast.parameter_space import (
    Coordinates,
    elicited_numbers,
    sticks_of,
)
from tests.questions.contrast_points import gradient
from tests.toys import plain

SHALLOW = cn.do(multi_layer_outsourcing="shallow")


@pytest.fixture(scope="module")
def japan() -> cn.CausalModel:
    return cn.load("japan_software")


def asked_of(model, conclusion, points=3, *, seed=0, moved=False):
    """Random points in the box of a contrast, with its baselines moved too if asked for."""
    contrast = contrast_of(model, conclusion)
    sticks = sticks_of(contrast) if moved else ()
    coordinates = Coordinates(model, elicited_numbers(contrast), sticks)
    low, high = coordinates.box
    rng = np.random.default_rng(seed)
    return PointsAsked(
        contrast, coordinates, rng.uniform(low[:, None], high[:, None], (len(low), points))
    )


@pytest.fixture(scope="module")
def asked(japan) -> list[PointsAsked]:
    """Changes and a threshold, baselines held and moved, another outcome, a soft setting, and a cut."""
    competitive = {"at_least": "some categories", "threshold": 0.3}
    shift = cn.do(risk_aversion=cn.shift(-1))
    cut = cn.do(cn.cut("multi_layer_outsourcing", "innovation_incentive"))
    conclusions = [
        (cn.Conclusion("software_competitiveness", "rises", under=SHALLOW), False),
        (cn.Conclusion("software_competitiveness", "exceeds", **competitive), True),
        (cn.Conclusion("innovation_incentive", "rises", under=SHALLOW), True),
        (cn.Conclusion("software_competitiveness", "rises", under=shift), False),
        (cn.Conclusion("software_competitiveness", "rises", under=SHALLOW | cut), False),
    ]
    return [
        asked_of(japan, c, 2 + i, seed=i, moved=moved) for i, (c, moved) in enumerate(conclusions)
    ]


def test_values_are_those_of_each_alone(asked):
    for own, found in zip(asked, values(asked), strict=True):
        assert found == pytest.approx(own.values, abs=1e-12)


def test_gradients_are_those_of_each_alone(asked):
    for own, found in zip(asked, gradients(asked), strict=True):
        assert found == pytest.approx(gradient(*own[:3]), abs=1e-9)
        assert abs(found).max() > 1e-4


def test_gradients_at_points_that_were_evaluated_compile_nothing(asked, monkeypatch):
    known = [a._replace(known=e) for a, e in zip(asked, evaluated(asked), strict=True)]
    chosen = [a._replace(points=a.points[:, 1::-1]) for a in known]
    swept = [i for i, a in enumerate(asked) if is_swept(a.contrast)]
    assert len(swept) == 4
    anew = gradients([chosen[i]._replace(known=None) for i in swept])
    elsewhere = chosen[0]._replace(points=chosen[0].points * 0.99)
    with monkeypatch.context() as patch:
        patch.setattr(batch, "compile_model", None)
        found = gradients([chosen[i] for i in swept])
        with pytest.raises(TypeError, match="NoneType"):
            gradients([elsewhere])
    for own, other in zip(found, anew, strict=True):
        assert own == pytest.approx(other, abs=1e-12)


def test_one_compilation_serves_all_of_them(asked, monkeypatch):
    compiled = []

    def counted(model, ensemble, names):
        compiled.append(ensemble.points)
        return true(model, ensemble, names)

    true = batch.compile_model
    monkeypatch.setattr(batch, "compile_model", counted)
    values(asked)
    assert compiled == [sum(a.points.shape[1] for a in asked)]


def test_a_single_point_and_equal_points_have_their_values_too(japan):
    rises = cn.Conclusion("software_competitiveness", "rises", under=SHALLOW)
    one = asked_of(japan, rises, 1)
    twice = one._replace(points=np.repeat(one.points, 2, axis=1))
    centre = one._replace(points=one.coordinates.central[:, None])
    alone = one.values[0]
    found = values([one, twice, centre, centre])
    assert [len(x) for x in found] == [1, 2, 1, 1]
    assert found[1] == pytest.approx([alone, alone], abs=1e-12)
    assert found[2] == pytest.approx(found[3], abs=0)


def strained() -> cn.CausalModel:
    """A noisy-MAX whose baseline cannot be met once x is strong."""
    return cn.CausalModel(
        "strained",
        [
            plain("x"),
            cn.Variable("y", ["l", "h"], cn.Baseline([0.65, 0.35]), mechanism=cn.NoisyMax()),
        ],
        [cn.Influence("x", "y", "+", cn.interval(0.1, 4))],
    )


def test_where_a_baseline_cannot_be_met_the_others_still_have_values():
    model = strained()
    rises = cn.Conclusion("y", "rises", under=cn.do(x="h"))
    good, bad = (asked_of(model, rises, 2) for _ in range(2))
    good.points[:], bad.points[:] = [[0.1, 0.15]], [[0.1, 4.0]]
    found = values([good, bad])
    assert np.isnan(bad.values).tolist() == np.isnan(found[1]).tolist() == [False, True]
    assert found[0] == pytest.approx(good.values, abs=1e-12)
    slopes = gradients([good, bad])
    assert slopes[0] == pytest.approx(gradient(*good[:3]), abs=1e-9)
    assert np.isfinite(slopes[1]).all()


def test_later_periods_go_by_themselves_and_so_do_other_models(japan):
    rises = cn.Conclusion("software_competitiveness", "rises", under=SHALLOW)
    lawn = cn.load("lawn")
    wet = cn.Conclusion("wet", "rises", under=cn.do(rain="yes"))
    later = cn.Conclusion("software_competitiveness", "rises", under=SHALLOW, at=1)
    asked = [
        asked_of(japan, rises),
        asked_of(lawn, wet),
        asked_of(japan, later),
        asked_of(japan, rises),
    ]
    assert sorted(batches(asked)) == [[0, 3], [1], [2]]


def test_no_more_points_go_together_than_fit(japan):
    rises = cn.Conclusion("software_competitiveness", "rises", under=SHALLOW)
    most = contrast_of(japan, rises).points_per_task
    each = [asked_of(japan, rises, n) for n in (most - 1, 1, 1, most + 5, 2)]
    assert [*batches(each)] == [[0, 1], [2], [3], [4]]
