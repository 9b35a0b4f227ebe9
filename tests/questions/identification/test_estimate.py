"""Estimation from frames and networks, with its intervals and its errors."""

import numpy as np
import pandas as pd
import pytest

import causalnet as cn

WARD = cn.load("treatment")
FOUND = cn.identify(WARD, "recovery", under="treatment")


def sampled(rows: int, seed: int = 0) -> pd.DataFrame:
    """Cases of the ward, each variable drawn in turn."""
    net, rng = cn.compile_model(WARD), np.random.default_rng(seed)
    joint = cn.query(net, list(net.variables))
    places = np.unravel_index(rng.choice(joint.p.size, rows, p=joint.p.ravel()), joint.p.shape)
    return pd.DataFrame(
        {v: np.array(joint.states[i])[places[i]] for i, v in enumerate(net.variables)}
    )


def test_on_its_own_network_it_is_the_effect() -> None:
    frame = cn.estimate(FOUND, cn.compile_model(WARD)).to_frame()
    for row in frame.itertuples():
        truth = cn.query(WARD, "recovery", under=cn.do(row.done))[row.state]
        assert row.probability == pytest.approx(truth, abs=1e-12)


def test_in_many_rows_it_comes_close_and_the_interval_holds_the_truth() -> None:
    found = cn.estimate(FOUND, sampled(20_000, 1), resamples=200)
    truth = cn.query(WARD, "recovery", under=cn.do(treatment="yes"))["yes"]
    cell = next(c for c in found.cells if (c.done["treatment"], c.state) == ("yes", "yes"))
    assert cell.probability == pytest.approx(truth, abs=0.02)
    assert cell.interval is not None
    assert cell.interval[0] < truth < cell.interval[1]
    assert "20,000 rows" in found.sentence


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    truth = cn.query(WARD, "recovery", under=cn.do(treatment="yes"))["yes"]
    held = 0
    for seed in range(60):
        found = cn.estimate(FOUND, sampled(400, seed), resamples=200, seed=seed)
        cell = next(c for c in found.cells if (c.done["treatment"], c.state) == ("yes", "yes"))
        assert cell.interval is not None
        held += cell.interval[0] <= truth <= cell.interval[1]
    assert 47 <= held <= 60


def test_the_order_of_the_rows_does_not_matter() -> None:
    frame = sampled(300)
    same = frame.sample(frac=1, random_state=1)
    first, second = (cn.estimate(FOUND, f, resamples=50).to_frame() for f in (frame, same))
    pd.testing.assert_frame_equal(first, second)


def test_what_does_not_occur_is_not_settled() -> None:
    frame = sampled(200)
    frame = frame[~((frame.severity == "severe") & (frame.treatment == "no"))]
    if frame.severity.nunique() < 2:
        raise AssertionError(frame.severity.unique())
    found = cn.estimate(FOUND, frame, resamples=0)
    assert found.undefined == 2
    assert "Not settled: 2 of 4." in str(found)


def test_what_is_not_settled_has_no_interval_and_few_rows_say_what_was_left_out() -> None:
    few = {
        "severity": ["mild", "mild", "mild", "severe"] * 3,
        "treatment": ["yes", "no", "no", "no"] * 3,
        "recovery": ["yes", "no", "yes", "no"] * 3,
    }
    found = cn.estimate(FOUND, few, resamples=50)
    unsettled = [c for c in found.cells if c.done["treatment"] == "yes"]
    assert [c.interval for c in unsettled] == [None, None]
    rare = {
        v: [*few[v], x]
        for v, x in (("severity", "severe"), ("treatment", "yes"), ("recovery", "no"))
    }
    found = cn.estimate(FOUND, rare, resamples=50)
    settled = next(c.settled for c in found.cells if c.done["treatment"] == "yes")
    # The one row is missing from about a third of the resamples.
    assert 0.4 < settled < 0.85
    assert f"In up to {1 - settled:.0%} of the resamples a combination" in str(found)


def test_a_free_variable_of_an_estimand_is_averaged_over() -> None:
    graph = "dag { w1 -> w2 -> x -> y ; w1 <-> x ; w1 <-> y }"
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({v: rng.choice(["a", "b"], 400) for v in ("w1", "w2", "x", "y")})
    found = cn.estimate(cn.identify(graph, "y", under="x"), frame, resamples=0)
    table = found.to_frame()
    assert table.groupby(table.done.map(str)).probability.sum().to_numpy() == pytest.approx([1, 1])


def test_mistakes_are_named() -> None:
    hedge = cn.identify("dag { x -> y ; x <-> y }", "y", under="x", worlds=0)
    with pytest.raises(cn.errors.QuestionError, match="not identified"):
        cn.estimate(hedge, sampled(10))
    with pytest.raises(cn.errors.UnknownNameError, match="No column 'severity'"):
        cn.estimate(FOUND, sampled(10).drop(columns="severity"))
    with pytest.raises(cn.errors.UnknownNameError, match="'Yes'"):
        cn.estimate(FOUND, sampled(10).replace({"recovery": {"yes": "Yes"}}))
    with pytest.raises(cn.errors.QuestionError, match="The frame has no rows"):
        cn.estimate(FOUND, sampled(10).iloc[:0])
    holed = sampled(10)
    holed.loc[3, "recovery"] = None
    with pytest.raises(cn.errors.QuestionError, match="1 empty cell"):
        cn.estimate(FOUND, holed)
