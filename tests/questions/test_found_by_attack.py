"""What a stranger with a grudge found, held so that it stays mended."""

import numpy as np
import pytest

import causalnet as cn

AB = ["a", "b"]


def xyz() -> cn.CausalModel:
    p = ([0.5, 0.5], [0.6, 0.4], [0.3, 0.7])
    return cn.CausalModel(
        "xyz",
        [cn.Variable(v, AB, cn.Baseline(b)) for v, b in zip("xyz", p, strict=True)],
        [cn.Influence("x", "y", "+", 1.0), cn.Influence("y", "z", "+", 1.0)],
    )


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ({"under": cn.do(x="b", y="a"), "versus": cn.do(y="a")}, "no path"),
        ({"under": cn.do(x="b"), "given": {"y": "a"}}, "blocked by what is observed"),
        ({"under": cn.do(x="b"), "given": {"z": "a"}}, "blocked by what is observed"),
        ({"under": cn.do(x="b"), "given": {"y": {"a"}}}, "blocked by what is observed"),
        (
            {"under": cn.do(x="b"), "given": {"y": cn.likelihood({"a": 2, "b": 0})}},
            "blocked by what is observed",
        ),
        ({"under": cn.do(cn.cut("y", "z"), x="b"), "versus": cn.do(cn.cut("y", "z"))}, "no path"),
    ],
)
def test_a_model_without_lags_has_no_path_in_time(question, path):
    found = cn.effect(xyz(), "z", **question)
    assert (found.path, found.level) == (path, pytest.approx(0, abs=1e-12))


def test_a_lagged_influence_leads_on_where_the_one_within_the_period_is_gone():
    model = xyz().adding(cn.Influence("x", "z", "+", 1.0, lag=1))
    under, versus = cn.do(x="b", y="a"), cn.do(y="a")
    assert cn.effect(model, "z", under=under, versus=versus).path == "lagged only"


@pytest.mark.parametrize("scale", [1.7e308, 1e-300, 5e-324])
def test_only_ratios_of_a_likelihood_count(scale):
    even = cn.likelihood({"a": scale, "b": scale})
    answer = cn.query(xyz(), "z", given={"y": even, "x": even})
    np.testing.assert_allclose(answer.p, [0.3, 0.7], atol=1e-12)


def test_evidence_that_is_hardly_possible_is_possible():
    tiny = [[1 - 1e-200, 1e-200]] * 2
    network = cn.Network(
        dict.fromkeys("rst", AB), {"s": ["r"], "t": ["r"]}, {"r": [0.5, 0.5], "s": tiny, "t": tiny}
    )
    np.testing.assert_allclose(cn.query(network, "r", given={"s": "b", "t": "b"}).p, [0.5, 0.5])


def test_a_baseline_that_is_off_by_rounding_is_met_as_it_was_meant():
    c = cn.Variable("c", ["x", "y", "z"], cn.Baseline([5e-7, 0.5, 0.5]))
    a = cn.Variable("a", AB, cn.Baseline([0.5, 0.5]))
    model = cn.CausalModel("m", [a, c], [cn.Influence("a", "c", "+", 1.0)])
    p = np.array(c.baseline.p)
    np.testing.assert_allclose(cn.query(model, "c").p, p / p.sum(), atol=1e-12)
    assert cn.query(model, "a", given={"c": "x"})["a"] > 0.5


def test_a_variable_of_a_model_with_a_single_state_is_refused_and_one_of_a_network_is_not():
    with pytest.raises(cn.errors.ModelError, match="A variable needs at least two"):
        cn.Variable("q", ["t"], cn.Baseline([1.0]))
    network = cn.Network(
        {"y": AB, "q": ["t"]}, {"q": ["y"]}, {"y": [0.5, 0.5], "q": [[1.0], [1.0]]}
    )
    assert cn.query(network, "y", given={"q": "t"}).p == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("strength", [1e4, cn.interval(0, 1e300)])
def test_a_strength_past_certainty_is_refused(strength):
    with pytest.raises(cn.errors.ModelError, match="more than 1000 is certainty"):
        xyz().replacing(cn.Influence("x", "y", "+", strength))


def test_levers_pass_over_what_the_evidence_rules_out():
    either = cn.Network(
        {v: ["a", "b", "c"] for v in "xy"},
        {"y": ["x"]},
        {"x": [0.2, 0.3, 0.5], "y": [[0.5, 0.3, 0.2], [0.2, 0.5, 0.3], [0.1, 0.2, 0.7]]},
        ordered=True,
    )
    found = cn.levers(either, "y", given={"x": {"a", "b"}})
    assert {lever.state for lever in found} == {"a", "b"}
    known = cn.levers(either, "y", given={"x": "c"})
    assert [(lever.state, lever.reach) for lever in known] == [("c", pytest.approx(0))]


def test_a_check_that_cannot_be_asked_is_not_met_and_says_why():
    nowhere = cn.Conclusion("z", "rises", under=cn.do(cn.cut("z", "x")))
    model = xyz().adding(
        cn.Source("s"), cn.Claim("k", "It rises.", "s", kind="total", checks=[nowhere])
    )
    check = cn.audit(model).checks[0]
    assert not check.met
    assert "There is no influence z → x to cut" in check.conclusion


def test_models_that_differ_in_order_keep_their_own():
    one = cn.CausalModel("m", [cn.Variable("a", AB), cn.Variable("b", AB)])
    other = cn.CausalModel("m", [cn.Variable("b", AB), cn.Variable("a", AB)])
    assert list(cn.marginals(one)) == ["a", "b"]
    assert list(cn.marginals(other)) == ["b", "a"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: cn.Variable("x", AB, [0.5, 0.5]), "baseline must be a Baseline, not [0.5, 0.5]. "),
        (
            lambda: cn.Variable("x", AB, mechanism="ordinal"),
            "mechanism must be a mechanism, not 'ordinal'.",
        ),
        (
            lambda: cn.Influence("a", "b", "−"),
            "sign must be '+', '-' or '?', not '−'. That is a typographic",
        ),
    ],
)
def test_the_slips_of_a_beginner_get_a_sentence(make, message):
    with pytest.raises(cn.errors.ModelError) as caught:
        make()
    assert str(caught.value).startswith(message)


def test_numbers_of_numpys_are_numbers():
    assert cn.Baseline(np.array([0.5, 0.5], dtype=np.float32)).p == (0.5, 0.5)
    assert cn.fixed(np.int64(2)).central == 2


def test_the_title_of_an_effect_closes_what_it_opens():
    text = str(cn.effect(xyz(), "z", under=cn.do(x="b"), given={"y": "a"}))
    assert text.split("\n", maxsplit=1)[0] == (
        'Under do(x="b") and given y="a", z does not change, because every path to z is blocked by '
        "what is observed (y)."
    )
