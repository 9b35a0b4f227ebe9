"""The answer about a conclusion from the signs alone."""

import causalnet as cn
from tests.questions.signs.test_signs import FALLS, chain, one_arrow
from tests.questions.signs.test_stochastic_dominance import UP


def test_it_says_the_weakest_standing_that_is_needed():
    found = cn.by_signs(chain(), FALLS)
    assert found.standings == (("stated", "no path"), ("implied", "follows"))
    assert found.standing == "implied"
    assert cn.by_signs(chain(standing="stated"), FALLS).standing == "stated"
    assert found.used == ("m → y", "x → m")
    assert found.balanced
    assert (
        "All paths pull the same way, so the signs that were entered decide the\ndirection, whatever the strengths are."
    ) in str(found)
    assert found.to_frame().loc[0, "standing"] == "implied"


def test_what_it_rests_on_is_cut_into_lines_and_is_whole_on_a_web_page() -> None:
    names = [f"way_number_{i}" for i in range(9)]
    variables = [cn.Variable(name, ["low", "high"]) for name in ["x", *names, "y"]]
    there = [cn.Influence("x", name, "+", 1.0) for name in names]
    back = [cn.Influence(name, "y", "+", 1.0) for name in names]
    found = cn.by_signs(
        cn.CausalModel("m", variables, [*there, *back]),
        cn.Conclusion("y", "rises", under=cn.do(x="high")),
    )
    below = str(found).splitlines()[1:]
    assert max(map(len, below)) <= 79
    used = "; ".join(found.used).replace("_", " ")
    assert used in " ".join(" ".join(below).split())
    assert used in found._repr_html_()


def test_nothing_is_stated_where_nothing_names_a_claim():
    variables = [cn.Variable(n, ["low", "high"]) for n in "xyz"]
    model = cn.CausalModel("bare", variables, [cn.Influence("x", "y", "+", cn.interval(1, 2))])
    asked = cn.Conclusion("y", "rises", under=cn.do(x="high"))
    found = cn.by_signs(model, asked)
    assert (found.status, found.standing) == ("follows", "added")
    assert found.standings == (("added", "follows"),)
    told = str(cn.verdict(model, asked, draws=20))
    assert "It needs influences that are added. No influence is stated by a source." in " ".join(
        told.split()
    )
    assert "The stated influences alone settle it" not in told
    nothing = cn.CausalModel("none", variables, [])
    assert cn.by_signs(nothing, asked).standing is None


def test_by_a_period_a_lagged_influence_can_be_cut_and_periods_stand_in_plain_words():
    model = cn.CausalModel(
        "m",
        [cn.Variable(v, ["low", "mid", "high"]) for v in "xyz"],
        [
            cn.Influence("x", "y", "+", cn.pert(0.1, 1, 2)),
            cn.Influence("y", "z", "-", cn.pert(0.1, 1, 2), lag=1),
        ],
    )
    cut = cn.do(cn.cut("y", "z"))
    late = cn.Conclusion("z", "rises", under=cut, versus=cn.do(x="high"), at=2)
    assert 'cut("y", "z") in period' in cn.by_signs(model, late).reason
    middle = cn.Conclusion("z", "rises", under=cn.do(x="mid"), at=2)
    assert 'x in period 1 set to "mid" is in some cases above' in cn.by_signs(model, middle).reason


def test_a_strength_that_may_be_zero_is_named_as_the_reason():
    found = cn.by_signs(one_arrow([0.5, 0.5], cn.interval(0, 3)), UP)
    assert found.reason.endswith("a certain rise needs a strength above zero all along a path.")


def test_a_rule_that_does_not_answer_everywhere_is_named_as_the_reason():
    rows = {(x, w): "hi" if x == w == "hi" else "lo" for x in ("lo", "hi") for w in ("lo", "hi")}
    model = cn.CausalModel(
        "both",
        [
            *(cn.Variable(v, ["lo", "hi"], cn.Baseline([0.5, 0.5])) for v in "xw"),
            cn.Variable("y", ["lo", "hi"], mechanism=cn.Deterministic(["x", "w"], rows)),
        ],
        [cn.Influence("x", "y", "+"), cn.Influence("w", "y", "+")],
    )
    assert cn.by_signs(model, UP).reason.endswith(
        "a certain rise needs every row of a table or a rule to answer to its cause."
    )
