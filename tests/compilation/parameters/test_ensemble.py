"""Ensembles: points of a model's parameter space, one or many."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.compilation.parameters.ensemble import Ensemble, central, concatenated
from causalnet.compilation.parameters.sampling import sampled
from causalnet.questions.contrast.static import StaticContrast


@pytest.fixture(scope="module")
def japan() -> cn.CausalModel:
    return cn.load("japan_software")


def test_the_central_ensemble_is_one_point(japan):
    centre = central(japan)
    assert (centre.points, centre.axis) == (1, None)
    assert all(number.shape == () for number in centre.arrays())


def test_draws_are_points(japan):
    draws = sampled(japan, cn.Draws(7, seed=2))
    assert (draws.points, draws.axis) == (7, 7)
    one = draws.at(slice(3, 4))
    assert (one.points, one.axis) == (1, 1)
    for key, number in draws.strengths.items():
        assert one.strengths[key].ravel()[0] == number[3 if number.ndim else ()]


def test_baselines_in_draws_are_points_too(japan):
    centre = central(japan)
    at = Ensemble({}, {}, {"talent_mobility": np.full((3, 5), 1 / 3)})
    assert (at.points, at.axis) == (5, 5)
    assert centre.points == 1


def test_draws_of_fixed_numbers_are_as_many_points_though_they_have_no_axis():
    model = cn.CausalModel(
        "fixed",
        [cn.Variable(v, ["low", "high"], cn.Baseline([0.5, 0.5])) for v in "xy"],
        [cn.Influence("x", "y", "+", 1.0)],
    )
    draws = sampled(model, 6)
    assert (draws.points, draws.axis) == (6, None)
    assert draws.at(slice(1, 3)).points == 2
    assert draws.at(np.array([0, 0, 5])).points == 3
    change = StaticContrast.of(model, cn.Conclusion("y", "rises", under=cn.do(x="high")))(draws)
    np.testing.assert_array_equal(change.points, np.full(6, change.points[0]))


@pytest.mark.parametrize("count", [1, 4])
def test_plain_numbers_are_repeated_along_the_points(japan, count):
    centre = central(japan)
    along = Ensemble(centre.strengths, centre.amounts, points=count).along()
    assert (along.points, along.axis) == (count, count)
    assert all(number.shape == (count,) for number in along.rows())
    for key, number in central(japan).strengths.items():
        np.testing.assert_array_equal(along.strengths[key], np.full(count, number))


def test_ensembles_one_after_another_have_the_points_of_each(japan):
    draws = [sampled(japan, cn.Draws(n, seed=n, vary_baselines=n == 3)) for n in (2, 3)]
    parts = [draws[0], central(japan), draws[1]]
    whole = concatenated(japan, parts)
    assert whole.points == 6
    for where, part in zip((slice(0, 2), slice(2, 3), slice(3, 6)), parts, strict=True):
        own, there = part.along(), whole.along().at(where)
        for key, number in own.strengths.items():
            assert (there.strengths[key] == number).all()
        for key, number in own.amounts.items():
            assert (there.amounts[key] == number).all()
        for name, variable in japan.variables.items():
            expected, found = part.baseline(variable), whole.at(where).baseline(variable)
            if expected is not None:
                spread = expected if expected.ndim > 1 else expected[:, None]
                assert (found.reshape(len(found), -1) == spread).all(), name


def test_what_is_the_same_in_all_stays_plain(japan):
    whole = concatenated(japan, [central(japan), central(japan)])
    assert (whole.points, whole.axis) == (2, None)


def test_numbers_that_are_equal_at_all_points_can_be_made_plain():
    same, apart = np.full(4, 0.3), np.array([0.3, 0.3, 0.4, 0.3])
    shares = np.array([[0.5, 0.5], [0.5, 0.5]])
    wide = Ensemble({("a", "b", 0): same, ("c", "b", 0): apart}, {}, {"a": np.full((2, 4), 0.5)})
    plain = wide.plain()
    assert plain.points == 4
    assert [plain.strengths[k].shape for k in wide.strengths] == [(), (4,)]
    assert plain.baselines["a"].tolist() == [0.5, 0.5]
    assert plain.at(slice(0, 2)).plain().axis is None
    assert Ensemble({}, {}, {"a": shares}).plain().baselines["a"].shape == (2,)
