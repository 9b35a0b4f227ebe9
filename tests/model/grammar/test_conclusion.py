"""Conclusions and findings."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import causalnet as cn
from causalnet import Conclusion, do, likelihood
from causalnet.model.grammar.conclusion import Direction, stands_at
from causalnet.model.grammar.finding import findings
from tests.strategies.lagged import feedback

HIGH = do(x="high")


@pytest.mark.parametrize(
    ("direction", "by", "change", "expected"),
    [
        ("rises", 0, 0.1, True),
        ("rises", 0, 0.0, False),
        ("rises", 0.2, 0.1, False),
        ("falls", 0, -0.1, True),
        ("falls", 0.2, -0.1, False),
        ("falls", 0, 0.1, False),
        ("holds", 0, 0.0, True),
        ("holds", 0, 0.1, False),
        ("holds", 0.2, -0.1, True),
    ],
)
def test_a_change_is_the_one_concluded(
    direction: str, by: float, change: float, expected: bool
) -> None:
    conclusion = Conclusion("jams", direction, under=HIGH, by=by)
    assert conclusion.holds(change) is expected
    assert stands_at(conclusion, np.array([change, np.nan])).tolist() == [expected, False]


@pytest.mark.parametrize("direction", ["rises", "falls", "holds"])
@pytest.mark.parametrize("number", [float, np.float64, np.float32])
def test_what_is_not_a_number_is_never_as_concluded(
    direction: Direction, number: Callable[[str], float]
) -> None:
    assert Conclusion("jams", direction, under=HIGH).holds(number("nan")) is False


def test_it_prints_as_a_sentence() -> None:
    conclusion = Conclusion(
        "jams", "falls", under=do(toll="full"), versus=do(toll="none"), given={"rain": "no"}, by=0.5
    )

    assert str(conclusion) == (
        'jams falls by at least 0.5 under do(toll="full") rather than do(toll="none"), '
        'given rain="no"'
    )


@pytest.mark.parametrize(
    ("direction", "above", "expected"),
    [
        ("exceeds", 0.1, True),
        ("exceeds", 0.0, True),
        ("exceeds", -0.1, False),
        ("stays below", -0.1, True),
        ("stays below", 0.0, False),
    ],
)
def test_a_threshold_is_passed_or_not(direction: str, above: float, expected: bool) -> None:
    conclusion = Conclusion("jams", direction, threshold=0.3)
    assert conclusion.holds(above) is expected
    assert stands_at(conclusion, np.array([above, np.nan])).tolist() == [expected, False]


def test_thresholds_print_as_sentences() -> None:
    likely = Conclusion("jams", "exceeds", under=do(toll="none"), at_least="heavy", threshold=0.5)
    level = Conclusion("jams", "stays below", threshold=1.5)

    assert str(likely) == 'P(jams at least heavy) exceeds 0.5 under do(toll="none")'
    assert str(level) == "the expected level of jams stays below 1.5 as things are"
    assert str(Conclusion("jams", "rises", under=do(toll="none"), by=0.1, at_least="heavy")) == (
        'P(jams at least heavy) rises by at least 0.1 under do(toll="none")'
    )


def test_what_is_given_does_not_depend_on_its_order() -> None:
    there = Conclusion("y", "rises", under=HIGH, given={"a": {"p", "q"}, "b": "r"})
    back = Conclusion("y", "rises", under=HIGH, given={"b": "r", "a": {"q", "p"}})

    assert there == back
    assert hash(there) == hash(back)


@pytest.mark.parametrize("direction", ["rises", "falls", "holds"])
def test_a_change_needs_something_that_is_set(direction):
    with pytest.raises(cn.errors.ModelError) as caught:
        Conclusion("y", direction, given={"x": "low"})

    assert str(caught.value) == (
        f"under is missing: {direction!r} is about a change, but nothing is set that could cause one. "
        "Write under=cn.do(x='high'), or 'exceeds' with a threshold for a statement about today."
    )
    assert Conclusion("y", direction, versus=HIGH).versus == HIGH
    assert Conclusion("y", "exceeds", threshold=1).under == do()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "1", True])
def test_sizes_and_thresholds_are_finite_numbers(number):
    with pytest.raises(cn.errors.ModelError, match="by must be a number"):
        Conclusion("y", "rises", under=HIGH, by=number)
    with pytest.raises(cn.errors.ModelError, match="threshold must be a number"):
        Conclusion("y", "exceeds", threshold=number)


def test_a_likelihood_prints_as_it_is_written() -> None:
    uncertain = likelihood({"low": 1 / 3, "high": 0.9})

    again = eval(repr(uncertain), {"likelihood": likelihood})  # noqa: S307

    assert again == uncertain


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            lambda: Conclusion("y", "rise", under=HIGH, by=-1),
            "2 mistakes:\n"
            "  direction must be 'rises', 'falls', 'holds', 'exceeds' or 'stays below', not 'rise'. Did you mean 'rises'?\n"
            "  by must be a number of states ≥ 0, not -1.",
        ),
        (
            lambda: Conclusion("y", "exceeds"),
            "threshold is missing: 'exceeds' is compared with a number. Write threshold=0.5.",
        ),
        (
            lambda: Conclusion("y", "rises", under=HIGH, threshold=1),
            "threshold goes with 'exceeds' or 'stays below', not with 'rises'.",
        ),
        (
            lambda: Conclusion("y", "exceeds", threshold=1, versus=do(x="a")),
            "versus is not used with 'exceeds'.",
        ),
        (
            lambda: Conclusion("y", "rises", under="x"),
            "under must be an intervention such as cn.do(x='low'), not 'x'. "
            "Write cn.do(x='low'), or model.interventions['x'] if that is a proposal. (Conclusion)",
        ),
        (
            lambda: Conclusion("y", "rises", versus={"x": "low"}),
            "versus must be an intervention such as cn.do(x='low'), not {'x': 'low'}. "
            "Write cn.do({'x': 'low'}). (Conclusion)",
        ),
        (
            lambda: findings({"x": []}),
            """The finding for "x" is []: give a state, a set of states (one of them holds) or """
            "likelihood({state: number, …}).",
        ),
        (
            lambda: likelihood({"low": -1, "high": 1}),
            "The likelihood of 'low' must be a number ≥ 0, not -1.",
        ),
        (
            lambda: likelihood({"low": 0}),
            "A likelihood needs at least one number above 0.",
        ),
    ],
)
def test_what_makes_no_sense(wrong: object, message: str) -> None:
    with pytest.raises(cn.CausalnetError) as caught:
        wrong()

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *((word, "falls") for word in ("decreases", "decrease", "lowers", "drops", "down", "Down")),
        *(
            (word, "rises")
            for word in ("increases", "grows", "up", "higher", "rise", "raises", "Rises")
        ),
        *((word, "holds") for word in ("unchanged", "stays", "hold")),
        *((word, "exceeds") for word in ("above", "exceed")),
        *((word, "stays below") for word in ("below", " under ", "stay below")),
    ],
)
def test_other_words_for_a_direction(written, meant):
    with pytest.raises(cn.errors.ModelError, match=rf"Did you mean '{meant}'\?$"):
        cn.Conclusion("y", written, threshold=1)


# "Improves" is a rise or a fall, as the variable goes; "worsens" looks like "rises" and is none.
@pytest.mark.parametrize("word", ["wobbles", "improves", "worsens", "", 1, None, ["falls"]])
def test_no_word_is_guessed_where_none_is_near(word):
    with pytest.raises(cn.errors.ModelError, match="direction must be") as caught:
        cn.Conclusion("y", word)
    assert "Did you mean" not in str(caught.value)


def claiming(conclusion):
    total = cn.Claim("c1", "Z lifts Y.", "memo", kind="total", checks=[conclusion])
    return feedback().adding(total)


def test_a_conclusion_by_a_period_is_saved_and_loaded(tmp_path):
    rises = cn.Conclusion("y", "rises", under=do(z="high"), at=3)
    model = claiming(rises)
    cn.save(model, tmp_path / "m.toml")
    assert cn.load(tmp_path / "m.toml") == model


@pytest.mark.parametrize("period", [-1, 1.5, True])
def test_a_period_is_a_whole_number(period):
    with pytest.raises(cn.errors.ModelError, match="at"):
        cn.Conclusion("y", "rises", under=do(x="high"), at=period)
