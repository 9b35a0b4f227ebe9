"""Paths: which words every verb uses, where an intervention has taken influences out of play."""

import pytest

import causalnet as cn
from causalnet import do
from causalnet.questions.query.paths import is_still, path_notes
from tests.printed import flat
from tests.toys import xyz

SCALE = ["low", "middle", "high"]
FOLLOW = cn.policy("a", {state: state for state in SCALE})


def model(*arrows):
    """a, b and y, with arrows of a lag each."""
    return cn.CausalModel(
        "m",
        [cn.Variable(v, SCALE) for v in "aby"],
        [cn.Influence(cause, effect, "+", 1.5, lag=lag) for cause, effect, lag in arrows],
    )


@pytest.mark.parametrize(
    ("arrows", "under", "versus", "path"),
    [
        # What is held in both arms takes nothing from its causes, later as little as today.
        ([("a", "b", 1), ("b", "y", 0)], do(a="high", b="low"), do(b="low"), "no path"),
        ([("a", "b", 1), ("b", "y", 0)], do(a="high"), do(), "lagged only"),
        (
            [("a", "b", 1), ("b", "y", 0)],
            do(a="high", b=cn.shift(1)),
            do(b=cn.shift(1)),
            "lagged only",
        ),
        # A cut takes an influence out at every lag.
        (
            [("a", "b", 0), ("a", "b", 1), ("b", "y", 0)],
            do(cn.cut("a", "b"), a="high"),
            do(cn.cut("a", "b")),
            "no path",
        ),
        # So does an effect that sees its cause as if it were set.
        (
            [("a", "b", 0), ("a", "b", 1), ("b", "y", 0)],
            do(cn.as_if("b", a="low"), a="high"),
            do(cn.as_if("b", a="low")),
            "no path",
        ),
        ([("a", "b", 0), ("b", "y", 1)], do(cn.as_if("b", a="high")), do(), "lagged only"),
        # A policy passes on what it reads.
        ([("b", "y", 1)], do(a="high", b=FOLLOW), do(b=FOLLOW), "lagged only"),
        ([("b", "y", 0)], do(a="high", b=FOLLOW), do(b=FOLLOW), "within a period"),
    ],
)
def test_a_path_is_of_what_acts_in_either_arm(arrows, under, versus, path):
    asked = {"under": under, "versus": versus}
    found = cn.effect(model(*arrows), "y", **asked)
    assert found.path == path
    rises = cn.Conclusion("y", "rises", **asked)
    assert cn.by_signs(model(*arrows), rises).path == path
    course = cn.trajectory(model(*arrows), "y", periods=2, **asked)
    assert (abs(course.change).max() > 1e-9) == (path != "no path")


def test_what_is_lagged_only_does_not_change_within_a_period():
    found = cn.effect(model(("a", "y", 2)), "y", under=do(a="high"))
    assert found.sentence == (
        "Setting a to high does not change y within a period: what is set acts on it only from period 2 "
        "on."
    )
    assert "Zero by structure within a period, not by size (lagged only)." in str(found)


def test_a_reason_begins_with_a_capital_whatever_the_outcome_is_called():
    named = cn.CausalModel(
        "m", [cn.Variable(v, SCALE) for v in ("a", "w")], [cn.Influence("a", "w", "+", 1, lag=1)]
    )
    found = cn.by_signs(named, cn.Conclusion("w", "rises", under=do(a="high")))
    assert found.reason == "W does not change: what is set acts on it only from period 1 on."


def test_words_for_what_does_not_reach_an_outcome():
    assert [is_still(path) for path in ("within a period", "by observing alone", "no path")] == [
        False,
        False,
        True,
    ]
    assert path_notes(["no path", "within a period", "lagged only"]) == [
        "lagged only: the outcome is reached only through later periods.",
        "no path: nothing that is set leads to the outcome.",
    ]


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


def test_only_what_lies_on_a_path_is_said_to_block_it():
    chain = cn.CausalModel(
        "chain",
        [cn.Variable(v, SCALE) for v in "abyzw"],
        [
            cn.Influence(cause, effect, "+", 1.0)
            for cause, effect in [("a", "b"), ("b", "y"), ("z", "y"), ("y", "w")]
        ],
    )
    seen = {"z": "low", "b": "low", "w": "high"}
    asked = {"under": do(a="high"), "given": seen}
    why = ": every path to it passes what is observed (b)."
    assert cn.effect(chain, "y", **asked).sentence.endswith(why)
    rises = cn.Conclusion("y", "rises", **asked)
    assert cn.by_signs(chain, rises).reason == f"Y does not change{why}"
    passes = "every path to it passes what is observed (b)."
    assert passes in cn.verdict(chain, rises, draws=5).sentence
    assert cn.trajectory(chain, "y", periods=0, **asked).sentence.endswith(why)
    assert cn.sensitivity(chain, rises, draws=5).sentence.endswith(why)


def test_a_query_sees_the_graph_in_which_what_is_done_is_done():
    held = cn.CausalModel(
        "held",
        [cn.Variable(v, SCALE) for v in "abyc"],
        [
            cn.Influence(cause, effect, "+", 1.0)
            for cause, effect in [("a", "b"), ("b", "y"), ("a", "c"), ("y", "c")]
        ],
    )
    both, seen = do(a="high", b="low"), {"c": "high"}
    alone = "no influence leads from a to y. What a changes there comes from observing c alone."
    assert alone in flat(cn.query(held, "y", under=both, given=seen))
    against = cn.effect(held, "y", under=both, versus=do(b="low"), given=seen)
    assert alone.replace("a changes", "changes") in flat(against)
    assert "no influence leads" not in str(cn.query(held, "y", under=do(a="high"), given=seen))
