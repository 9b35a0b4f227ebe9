"""Variables with a single state: certain under every mechanism, and no trouble to any verb."""

from __future__ import annotations

import numpy as np
import pytest

import causalnet as cn

MECHANISMS = [
    cn.Ordinal(),
    cn.NoisyMax(),
    cn.NoisyMin(),
    cn.RankedNode(),
    cn.NoisyMax(like_ordinal=True),
    cn.NoisyMin(like_ordinal=True),
    cn.RankedNode(like_ordinal=True),
]


def model(mechanism, single, alternate=None):
    """x → q → y and x → y with inertia of y; one of them has a single state."""
    sizes = {"x": 2, "q": 2, "y": 2, single: 1}

    def variable(name):
        k = sizes[name]
        own = cn.Baseline([1 / k] * k)
        states = [f"{name}{i}" for i in range(k)]
        return cn.Variable(
            name, states, own, mechanism=mechanism, alternate=alternate, roles=["lever"]
        )

    return cn.CausalModel(
        "m",
        [variable(v) for v in "xqy"],
        [
            cn.Influence("x", "q", sign="+", strength=cn.pert(0.1, 0.2, 0.4)),
            cn.Influence("q", "y", sign="-", strength=cn.pert(0.1, 0.3, 0.5)),
            cn.Influence("x", "y", sign="?", strength=cn.interval(-0.2, 0.4)),
            cn.Influence("y", "y", sign="+", strength=0.3, lag=1),
        ],
    )


@pytest.mark.parametrize("single", ["x", "q", "y"])
@pytest.mark.parametrize("mechanism", MECHANISMS, ids=repr)
def test_answers_are_those_without_the_variable(mechanism, single):
    whole = model(mechanism, single)
    last = whole.variables["x"].states[-1]
    got = cn.query(whole, "y", under=cn.do(x=last))
    # The spread of a ranked node counts the states of every cause, of those with one state too.
    if single == "q" and mechanism != cn.RankedNode():
        causes = [i for i in whole.influences if "q" not in (i.cause, i.effect)]
        bare = cn.CausalModel("m", [whole.variables[v] for v in "xy"], causes)
        assert got.p == pytest.approx(cn.query(bare, "y", under=cn.do(x=last)).p, abs=1e-9)
    if single == "y":
        np.testing.assert_array_equal(got.p, [1.0])
    found = cn.slopes(whole, "y", under=cn.do(x=last)).values
    assert all(np.isfinite(list(found.values())))
    course = cn.trajectory(whole, "y", under=cn.do(x=last), steps=2, draws=3)
    assert np.isfinite(course.level).all()
    np.testing.assert_allclose(np.sum(course.p, axis=1), 1.0)


@pytest.mark.parametrize("single", ["x", "q", "y"])
def test_verdicts_sensitivities_and_levers(single):
    whole = model(cn.Ordinal(), single, alternate=cn.NoisyMax(like_ordinal=True))
    under = cn.do(x=whole.variables["x"].states[-1])
    conclusion = cn.Conclusion("y", "rises", under=under)
    verdict = cn.verdict(whole, conclusion, draws=10)
    found = cn.sensitivity(whole, conclusion, draws=10)
    if single != "q":
        assert verdict.central == pytest.approx(0, abs=1e-12)
        assert all(s.slope == pytest.approx(0, abs=1e-9) for s in found)
    assert "lever" in str(cn.levers(whole, "y"))
    assert "all of them" in [w.name for w in verdict.rests.alternates]


def test_a_single_state_is_none_to_rank_by():
    found = cn.levers(model(cn.Ordinal(), "y"), "y")
    with pytest.raises(cn.QuestionError, match="outcome has a single state"):
        found.ranks_at_least("y0")
