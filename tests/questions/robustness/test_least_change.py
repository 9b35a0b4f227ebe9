"""A lower bound on a change: no point at which the model is compiled is below it, and it sees every path."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.errors import CausalnetError
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.robustness.central_change import central_change
from causalnet.questions.robustness.least_change import least_change
from tests.strategies.decided import contrasts
from tests.strategies.signed import questions, signed_models

THREE = ["low", "mid", "high"]
EVEN = cn.Baseline([0.3, 0.4, 0.3])
TOP = cn.do(x="high")


def laid_out(model, conclusion):
    """The contrast, its coordinates and the bound; nothing where the question cannot be put."""
    try:
        contrast = contrast_of(model, conclusion)
    except CausalnetError:
        assume(False)
    coordinates = Coordinates(contrast.model, elicited_numbers(contrast))
    return contrast, coordinates, least_change(contrast, coordinates)


def at_random(coordinates, points, seed):
    """Points in and around the ranges, some numbers at zero, the rest central or not."""
    rng = np.random.default_rng(seed)
    low, high = coordinates.box
    count = len(coordinates.central)
    wide = rng.uniform(low - 0.5, high + 0.5, (points, count)).T
    inside = rng.uniform(low, high, (points, count)).T
    kinds = rng.integers(0, 8, (count, points))
    # Some points with a few numbers moved: what is upstream of them is central.
    kinds = np.where(rng.random((count, points)) < rng.choice([0.0, 0.8], points), 0, kinds)
    held = np.where(kinds < 4, coordinates.central[:, None], inside)
    return np.where(
        kinds == 7, 0.0, np.where((kinds == 6) & (rng.random(points) < 0.3), wide, held)
    )


def along(contrast, coordinates, points):
    """The contrast in the direction of the conclusion."""
    values = contrast(coordinates.ensemble(points)).points
    return values if contrast.conclusion.upward else -values


def hold(contrast, coordinates, bound, seed):
    """Compare the bound with the contrast at random points, and between pairs of them."""
    first, last = (at_random(coordinates, 60, seed + k) for k in range(2))
    ends = np.minimum(first, last), np.maximum(first, last)
    exact = replace(bound, centre=central_change(contrast, coordinates))
    for (low, high), own in product(((first, first), ends), (bound, exact)):
        least = own(low, high)
        for share in (0.0, 0.3, 1.0):
            change = along(contrast, coordinates, low + share * (high - low))
            assert (np.isnan(change) | (change >= least - 1e-11)).all()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_change_is_below_the_bound(data):
    model = data.draw(signed_models())
    conclusion = replace(data.draw(questions(model)), given={})
    either = [laid_out(model, replace(conclusion, direction=d)) for d in ("rises", "falls")]
    for contrast, coordinates, bound in either:
        if bound is not None:
            hold(contrast, coordinates, bound, data.draw(st.integers(0, 999)))


def test_no_change_that_the_signs_decide_is_below_the_bound():
    tally = Counter()

    @settings(max_examples=60, deadline=None)
    @given(contrasts(), st.integers(0, 999))
    def ask(contrast, seed):
        if contrast is None:
            return
        coordinates = Coordinates(contrast.model, elicited_numbers(contrast))
        bound = least_change(contrast, coordinates)
        if bound is not None:
            hold(contrast, coordinates, bound, seed)
            tally["proved"] += bool(bound.stands(coordinates.central[:, None]).all())

    ask()
    assert tally["proved"] > 2


def chain(*mechanisms, baseline=EVEN, sign="+"):
    """x → v1 → … → y and x → y."""
    names = ["x", *(f"v{i}" for i in range(1, len(mechanisms))), "y"]
    variables = [cn.Variable("x", THREE, EVEN)]
    variables += [
        cn.Variable(n, THREE, baseline, mechanism=m)
        for n, m in zip(names[1:], mechanisms, strict=True)
    ]
    pairs = [*pairwise(names), ("x", "y")]
    arrows = [cn.Influence(a, b, sign if b == "y" else "+", 1.0) for a, b in dict.fromkeys(pairs)]
    return cn.CausalModel("chain", variables, arrows)


def test_a_change_is_proved_while_one_path_is_left():
    model = chain(cn.Ordinal(), cn.Ordinal())
    contrast, coordinates, bound = laid_out(model, cn.Conclusion("y", "rises", under=TOP))
    names = coordinates.names
    points = np.ones((3, 8))
    fallen = [[], ["x → v1"], ["v1 → y"], ["x → y"]]
    fallen += [["x → v1", "v1 → y"], ["x → y", "x → v1"], ["x → y", "v1 → y"], names]
    for i, some in enumerate(fallen):
        points[[names.index(n) for n in some], i] = 0.0
    assert bound.stands(points).tolist() == [True] * 5 + [False] * 3
    assert (along(contrast, coordinates, points)[5:] < 1e-12).all()


def test_of_one_influence_alone_the_bound_is_near():
    model = cn.CausalModel(
        "two",
        [cn.Variable(v, ["no", "yes"], cn.Baseline([0.5, 0.5])) for v in "xy"],
        [cn.Influence("x", "y", "+", 1.0)],
    )
    conclusion = cn.Conclusion("y", "rises", under=cn.do(x="yes"), versus=cn.do(x="no"))
    contrast, coordinates, bound = laid_out(model, conclusion)
    points = np.linspace(0.0, 3.0, 7)[None]
    least, change = bound(points), along(contrast, coordinates, points)
    assert (least <= change + 1e-12).all()
    assert (least >= 0.4 * change).all()


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (chain(cn.Ordinal(), cn.Ordinal()), {"direction": "falls"}),
        (chain(cn.Ordinal(), cn.Ordinal()), {"direction": "holds"}),
        (chain(cn.Ordinal(), cn.Ordinal(), sign="?"), {}),
        (chain(cn.RankedNode(), cn.Ordinal()), {}),
        (chain(cn.Ordinal(), cn.Ordinal()), {"given": {"v1": "high"}}),
        (chain(cn.Ordinal(), cn.Ordinal()), {"under": cn.do(x="high", y="high")}),
        (chain(cn.Ordinal(), cn.Ordinal()), {"under": TOP | cn.do(cn.cut("v1", "y"))}),
        (
            chain(cn.Ordinal(), cn.Ordinal(), baseline=cn.Baseline([0.5, 0.5 - 1e-9, 1e-9])),
            {},
        ),
    ],
)
def test_where_nothing_is_known_there_is_no_bound(model, change):
    conclusion = replace(cn.Conclusion("y", "rises", under=TOP), **change)
    assert laid_out(model, conclusion)[2] is None


def test_a_size_is_proved_only_where_the_bound_reaches_it():
    model = chain(cn.Ordinal())
    whole = cn.Conclusion("y", "rises", under=TOP)
    _, coordinates, bound = laid_out(model, whole)
    middle = coordinates.central[:, None]
    (known,) = bound(middle)
    assert 0 < known < cn.effect(model, "y", under=TOP).level
    for by, stands in [(0.9 * known, True), (1.1 * known, False)]:
        assert laid_out(model, replace(whole, by=by))[2].stands(middle).tolist() == [stands]


def test_the_lowest_state_or_a_higher_one_never_changes():
    conclusion = cn.Conclusion("y", "rises", under=TOP, at_least="low")
    _, coordinates, bound = laid_out(chain(cn.Ordinal()), conclusion)
    assert not bound(coordinates.central[:, None]).any()


def test_what_is_set_and_still_answers_must_answer_the_way_of_its_signs():
    both = cn.do(x="high", v1=cn.partial("high", uptake=0.1))
    conclusion = cn.Conclusion("y", "rises", under=both)
    contrast, coordinates, bound = laid_out(chain(cn.Ordinal(), cn.Ordinal()), conclusion)
    points = np.repeat(coordinates.central[:, None], 2, axis=1)
    points[coordinates.names.index("x → v1"), 1] = -9.0
    points[coordinates.names.index("x → y")] = 0.0
    assert bound(points)[0] == 0.0
    assert bound(points)[1] == -np.inf
    assert along(contrast, coordinates, points)[1] < 0
