"""Exact, sampled, or whichever fits; plans before anything runs; derivatives and pairs."""

import numpy as np
import pytest

import causalnet as cn
from tests.enumeration import enumerate_query
from tests.questions.effects.test_lever import town
from tests.questions.query.test_query import sprinkler


def test_sampling_agrees_within_its_error_and_says_so():
    given = {"wet": "yes"}
    exact = cn.query(sprinkler(), "rain", given=given)
    guess = cn.query(sprinkler(), "rain", given=given, method="sample", samples=50_000, seed=4)
    assert abs(guess["yes"] - exact["yes"]) < 4 * guess.error[1]
    assert 0 < guess.error[1] < 0.01
    assert "standard error" in str(guess)
    assert "samples" in guess.provenance.method
    again = cn.query(sprinkler(), "rain", given=given, method="sample", samples=50_000, seed=4)
    np.testing.assert_array_equal(guess.p, again.p)


def wide(count=26) -> cn.Network:
    causes = [f"x{i}" for i in range(count)]
    layer = {
        f"y{i}": [causes[j] for j in (i, (i + 7) % count, (i + 13) % count)] for i in range(count)
    }
    names = [*causes, *layer]
    rng = np.random.default_rng(0)
    tables = {v: rng.dirichlet([1, 1, 1], size=(3,) * len(layer.get(v, ()))) for v in names}
    return cn.Network({v: ["0", "1", "2"] for v in names}, layer, tables)


def test_past_the_memory_limit_it_says_what_to_do_or_samples():
    network = wide()
    given = {f"y{i}": "0" for i in range(26)}
    with pytest.raises(cn.errors.MemoryLimitError) as caught:
        cn.query(network, "x0", given=given, memory_limit=100)
    text = str(caught.value)
    assert text.startswith("An exact answer would take ")
    assert 'say method="sample"' in text
    assert caught.value.needed > caught.value.limit == 100
    answer = cn.query(
        network, "x0", given={"y0": "0"}, method="auto", memory_limit=100, samples=1000, seed=0
    )
    assert "1,000 samples" in answer.provenance.method
    assert cn.query(network, "x0", method="auto").provenance.method == "exact"
    with pytest.raises(cn.errors.ArgumentError, match="Did you mean 'sample'"):
        cn.query(network, "x0", method="sampel")


def test_a_plan_is_a_report_and_is_kept_for_other_states():
    plan = cn.plan(sprinkler(), "rain", under=cn.do(sprinkler="on"), given={"wet": "yes"})
    assert plan is cn.plan(sprinkler(), "rain", under=cn.do(sprinkler="off"), given={"wet": "no"})
    for word in ("Plan for rain", "multiply-adds", "widest", "memory", "set", "observed"):
        assert word in str(plan)


def test_evidence_of_probability_1e300_still_normalises():
    count = 110
    names = [f"e{i}" for i in range(count)]
    network = cn.Network(
        {"y": ["0", "1"], **{v: ["0", "1"] for v in names}},
        {v: ["y"] for v in names},
        {"y": [0.5, 0.5], **{v: [[1 - 1e-3, 1e-3], [1 - 2e-3, 2e-3]] for v in names}},
    )
    answer = cn.query(network, "y", given=dict.fromkeys(names, "1"))
    assert answer["0"] == pytest.approx(1 / (1 + 2.0**count), rel=1e-9)


def test_derivatives_are_finite_differences():
    network = sprinkler()
    d = cn.derivatives(network, "wet", under=cn.do(rain="yes"))["sprinkler"]
    step = 1e-6
    table = network.values("sprinkler").copy()
    table[1] += [step, -step]
    moved = enumerate_query(network.replacing({"sprinkler": table}), "wet", cn.do(rain="yes"))
    slope = (moved - enumerate_query(network, "wet", cn.do(rain="yes"))) / step
    np.testing.assert_allclose(d[1, 0] - d[1, 1], slope, atol=1e-6)


def test_slopes_are_finite_differences_calibration_included():
    model = town()
    under = cn.do(toll="high")
    found = cn.slopes(model, "air", under=under).values
    for influence in model.influences:
        if influence.lag:
            continue
        step = 1e-5
        levels = []
        for sign in (1, -1):
            other = cn.Influence(
                influence.cause, influence.effect, influence.sign, influence.strength + sign * step
            )
            levels.append(cn.query(model.replacing(other), "air", under=under).level)
        slope = (levels[0] - levels[1]) / (2 * step)
        assert found[influence.name] == pytest.approx(slope, abs=1e-6)
    with pytest.raises(cn.errors.QuestionError, match="hard settings only"):
        cn.slopes(model, "air", under=cn.do(toll=cn.shift(1)))


def test_pairs_are_one_query_each():
    network = cn.compile_model(town())
    found = cn.pairs(network, "air", ["toll", "buses", "traffic"])
    assert len(found.ranked) == 3 * 9
    today = cn.query(network, "air").level
    for pair in found.ranked:
        level = cn.query(network, "air", under=cn.do(dict(pair.settings))).level - today
        assert pair.level == pytest.approx(level, abs=1e-12)
        alone = [
            cn.effect(network, "air", under=cn.do({v: s})).level for v, s in pair.settings.items()
        ]
        assert pair.alone == pytest.approx(alone, abs=1e-12)
        assert pair.synergy == pytest.approx(level - sum(alone), abs=1e-12)
    levels = [pair.level for pair in found.ranked]
    assert levels == pytest.approx(sorted(levels, reverse=True), abs=1e-11)
    assert "and 7 more" in str(found)
    assert len(found.to_frame()) == 27
    with pytest.raises(cn.errors.QuestionError, match="at least two variables"):
        cn.pairs(network, "air", ["toll"])
