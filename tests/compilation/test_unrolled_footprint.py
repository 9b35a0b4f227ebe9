"""The memory that unrolled models and courses would take, known beforehand."""

import pytest

import causalnet as cn
from causalnet.compilation.unrolled_footprint import (
    require_courses,
    require_unrolling,
    unrolled_structure,
    widest_table,
)


def model():
    return cn.CausalModel(
        "m",
        [cn.Variable("x", ["no", "yes"]), cn.Variable("y", ["low", "middle", "high"])],
        [cn.Influence("x", "y", "+", 1.0), cn.Influence("y", "y", "+", 1.0, lag=1)],
    )


def test_the_shape_has_every_variable_in_every_period():
    shape, parents = unrolled_structure(model(), {"x", "y"}, 1)
    assert shape.names == ("x@0", "y@0", "x@1", "y@1")
    assert parents["y@1"] == ("x@1", "y@0")
    assert [widest_table(model(), {"x", "y"}, t) for t in (0, 1)] == [(6, "y"), (18, "y")]


def test_what_would_take_too_much_is_refused_with_advice():
    require_unrolling(model(), 3, None, anchored=True, limit=10_000)
    with pytest.raises(cn.errors.MemoryLimitError, match="that of 'y'"):
        require_unrolling(model(), 3, None, anchored=True, limit=100)
    with pytest.raises(cn.errors.MemoryLimitError, match="Unrolling 'm' over 4 periods"):
        require_unrolling(model(), 3, None, anchored=True, limit=200)
    require_courses(model(), ["y"], 2, 3, 10, 10_000)
    with pytest.raises(cn.errors.MemoryLimitError, match="The course of 4 periods"):
        require_courses(model(), ["y"], 2, 3, 10, 100)
