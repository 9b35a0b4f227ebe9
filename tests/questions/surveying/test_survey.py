"""Surveys against exact Bayesian ones, counted through, and in the words of their answer."""

from itertools import product
from math import factorial, inf, prod

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.surveying.simulated_survey import SimulatedSurvey


def pair(strength: object = None, **extra: object) -> cn.CausalModel:
    """x → y with one judged strength."""
    judged = cn.interval(0.0, 2.0) if strength is None else strength
    return cn.CausalModel(
        "pair",
        [
            cn.Variable("x", ["low", "high"], cn.Baseline([0.5, 0.5]), label="Rain"),
            cn.Variable("y", ["low", "high"], cn.Baseline([0.5, 0.5])),
        ],
        [cn.Influence("x", "y", "+", judged, standing="added")],  # type: ignore[arg-type]
        **extra,  # type: ignore[arg-type]
    )


UNDER = cn.do(x="high")


def exactly_left(cases: int) -> float:
    """The mean posterior variance over every outcome of a survey, on a grid of strengths."""
    grid = np.linspace(0.005, 1.995, 200)
    values, tables = [], []
    for s in grid:
        network = cn.compile_model(pair(float(s)))
        values.append(cn.effect(network, "y", under=UNDER).level)
        tables.append(cn.query(network, ["x", "y"]).p.ravel())
    value, p = np.array(values), np.array(tables)
    total = 0.0
    for counts in product(range(cases + 1), repeat=4):
        if sum(counts) == cases:
            ways = factorial(cases) / prod(map(factorial, counts))
            likelihood = ways * (p ** np.array(counts)).prod(axis=1)
            weights = likelihood / likelihood.sum()
            total += likelihood.mean() * (weights @ value**2 - (weights @ value) ** 2)
    return float(total / value.var())


@pytest.mark.parametrize("cases", [1, 6])
def test_against_a_survey_that_is_counted_through(cases: int) -> None:
    found = cn.survey(pair(), "y", under=UNDER, cases=cases, surveys=200)
    exact = exactly_left(cases)
    assert found.left == pytest.approx(exact, abs=0.01)
    assert isinstance(found.check, SimulatedSurvey)
    assert found.check.left == pytest.approx(exact, abs=4 * found.check.error + 0.002)


def test_the_best_pair_is_the_cause_and_the_effect() -> None:
    lawn = cn.load("lawn")
    found = cn.survey(lawn, "wet", under=cn.do(rain="yes"))
    assert found[0].names == ("rain", "wet")
    assert len(found) == 3
    lefts = [d.left[200] for d in found]
    assert lefts == sorted(lefts)
    # Rain and sprinkler together say nothing of what either does.
    assert found[-1].left[inf] == pytest.approx(1)
    for design in found.designs:
        shares = [design.left[n] for n in (50, 200, 1_000, inf)]
        assert shares == sorted(shares, reverse=True)
        assert found.everything.left[200] <= design.left[200] + 1e-9
    assert found.more is not None
    assert found.more.names == ("rain", "sprinkler", "wet")


def test_one_variable_alone_teaches_nothing_where_baselines_are_declared() -> None:
    found = cn.survey(pair(), "y", under=UNDER, measuring=1)
    assert found.left == pytest.approx(1)
    assert found[0].endless == pytest.approx(1)
    assert found.sentence == (
        "Whichever variable is measured in 200 cases, that would teach nothing about whether setting rain to high raises y."
    )


def test_sets_of_three_are_built_up_from_the_best_two() -> None:
    lawn = cn.load("lawn")
    found = cn.survey(lawn, "wet", under=cn.do(rain="yes"), measuring=3)
    assert [d.names for d in found] == [("rain", "sprinkler", "wet")]
    assert found.more is None
    assert "built up greedily" in str(found)


def test_the_first_sentence_says_what_is_left() -> None:
    found = cn.survey(pair(), "y", under=UNDER)
    assert found.sentence == (
        "To measure rain and y in 200 cases would leave 20% of the uncertainty about whether setting rain to high raises y: "
        "the standard deviation falls from 6.7 percentage points to 3.0 percentage points. Enough of such cases would settle it."
    )
    assert "Baselines are held" in str(found)
    assert max(map(len, str(found).splitlines())) <= 79


def test_latent_variables_are_not_measured() -> None:
    hidden = cn.Variable("x", ["low", "high"], cn.Baseline([0.5, 0.5]), latent=True)
    model = pair().replacing(hidden)
    with pytest.raises(cn.errors.QuestionError, match="more than can be measured: 1 variable"):
        cn.survey(model, "y", under=UNDER)
    assert cn.survey(model, "y", under=UNDER, among=["x", "y"], surveys=0).check is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"conclusion": cn.Conclusion("y", "rises", under=UNDER, at=1)}, "period 1"),
        ({"conclusion": "y"}, "Nothing is set that could move y"),
        ({"conclusion": "y", "under": UNDER, "among": ["x", "yy"]}, "No variable 'yy'"),
        ({"conclusion": "y", "under": UNDER, "measuring": 3}, "measuring=3"),
        ({"conclusion": "y", "under": UNDER, "measuring": 0}, "measuring"),
        ({"conclusion": "y", "under": UNDER, "cases": 0}, "cases"),
    ],
)
def test_mistakes_are_said(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(cn.errors.CausalnetError, match=message):
        cn.survey(pair(), **arguments)  # type: ignore[arg-type]


def test_without_an_uncertain_judgement_there_is_nothing_to_learn() -> None:
    with pytest.raises(cn.errors.QuestionError, match="No uncertain judgement moves"):
        cn.survey(pair(1.0), "y", under=UNDER)


def test_one_simulated_survey_has_no_error_to_tell() -> None:
    told = str(cn.survey(cn.load("lawn"), "wet", under=cn.do(rain="yes"), cases=5, surveys=1))
    assert "Check: 1 simulated survey of the first design leaves" in told
    assert "nan" not in told
